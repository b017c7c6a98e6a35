"""What a document is by its tables."""

from __future__ import annotations

import pytest

from extractors.tables.document_kind import document_kind
from tests.extractors.tables.drawn import document

Titled = tuple[str | None, list[str]]
PLAIN = document("某市水务局")
ACCOUNT: Titled = ("收入决算表", [])
BUDGET: Titled = ("收入预算表", [])


@pytest.mark.parametrize(
    ("tables", "kind"),
    [
        ([ACCOUNT, ACCOUNT, BUDGET], "fa"),
        ([ACCOUNT, BUDGET, BUDGET], "bd"),
        ([ACCOUNT, BUDGET], "bd"),
        ([BUDGET, ("收入表", ["决算数"]), ("支出表", ["决算数"])], "bd"),
        ([("收入表", ["决算数"]), ("支出表", ["决算数"])], "fa"),
        ([("收入表", ["预算数"])], "bd"),
        ([("收入表", ["金额"])], None),
        ([(None, ["决算数"])], None),
        ([], None),
    ],
)
def test_most_titles_decide_then_most_headers(tables: list[Titled], kind: str | None) -> None:
    assert document_kind(PLAIN, tables) == kind


def test_the_cover_decides_where_no_table_does() -> None:
    cover = document("某市水务局", "2024年度部门决算", "目录")
    assert document_kind(cover, [("收入表", ["金额"])]) == "fa"
    assert document_kind(cover, [BUDGET]) == "bd"
    assert document_kind(document(*["说明"] * 11, "部门预算"), []) == "bd"
    assert document_kind(document(*["说明"] * 12, "部门预算"), []) is None
