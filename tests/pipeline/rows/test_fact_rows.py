"""Rows of facts and of the reasons that explain them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.rows.fact_rows import fact_rows, reason_rows
from pipeline.rows.provenance import DocumentRows
from tests.pipeline.fakes import extraction

TEXT = "2023|110112|某区财政局|final_account\n收入合计 1.50\n支出合计 1.40".encode()
FOUND = extraction(TEXT)


def test_a_reason_names_the_facts_that_name_it() -> None:
    first, second = FOUND.facts
    reasons = (*FOUND.reasons, replace(FOUND.reasons[0], text="另因"))
    facts = (replace(first, reasons=(0, 1)), replace(second, reasons=(1,)), replace(second, reasons=()))
    document = DocumentRows(replace(FOUND, facts=facts, reasons=reasons))
    ids = document.fact_ids
    assert [row["fact_ids"] for row in reason_rows(document)] == [[ids[0]], [ids[0], ids[1]]]
    _, other = document.reason_ids
    assert [row["reason_id"] for row in fact_rows(document)] == [other, other, None]


def test_links_of_facts_are_ids() -> None:
    first, second = FOUND.facts
    facts = (first, replace(second, duplicate_of=0, part_of=0, derived_from=(1, 0), statement=3))
    document = DocumentRows(replace(FOUND, facts=facts))
    _, row = fact_rows(document)
    assert (row["duplicate_of"], row["part_of"]) == (document.fact_ids[0], document.fact_ids[0])
    assert row["derived_from"] == [document.fact_ids[1], document.fact_ids[0]]
    assert row["statement_id"] == document.statement_id(3)
    assert (row["extractor"], row["confidence"]) == ("table", 1.0)


@pytest.mark.parametrize(("cause", "theme"), [("在职人员增加", "staff_changes"), ("", None)])
def test_themes_are_of_the_cause_or_of_the_whole_text(cause: str, theme: str | None) -> None:
    reason = replace(FOUND.reasons[0], text="支出增加", cause=cause)
    (row,) = reason_rows(DocumentRows(replace(FOUND, reasons=(reason,))))
    assert (row["theme"], row["text"]) == (theme, "支出增加")
