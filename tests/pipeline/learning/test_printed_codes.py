"""Which names tables print for which codes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.ask.query import connect
from pipeline.learning.printed_codes import PrintedCode, printed_codes
from pipeline.running.run import run
from tests.pipeline.published import document, publish

ROWS = [
    ";合计;;",
    "30101;基本工资;50501;工资福利支出",
    "30201;30201-办公费;50201-办公经费;",
    "30211;差 旅 费;50201-办公经费;",
    "2080505;[2080505]机关事业单位基本养老保险缴费支出;12;34",
    "117;Finance;;",
    "301;Finance;;",
    "30299;1,234.50;50501;67890",
    "2010301;行政运行;;50101",
]
NAMES = {
    ("30101", "基本工资"),
    ("50501", "工资福利支出"),
    ("30201", "办公费"),
    ("50201", "办公经费"),
    ("30211", "差旅费"),
    ("2080505", "机关事业单位基本养老保险缴费支出"),
    ("2010301", "行政运行"),
}


@pytest.mark.parametrize(
    ("table", "names"),
    [("bd_gpb_basic", NAMES), ("bd_procurement", set()), ("pf_project_goal", set())],
)
def test_names_stand_beside_codes_in_tables_whose_rows_are_codes(
    table: str, names: set[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    text = "\n".join(["2023|110112|Finance|budget", table, *ROWS])
    (tmp_path / "in" / "a.txt").write_text(text, encoding="utf-8")
    run(["in"], Path("out"), function="tests.pipeline.fakes:cells_of")
    found = printed_codes(connect(Path("out")))
    assert {(p.code, p.name) for p in found} == names
    assert len(found) == len(names)
    assert {(p.year, p.province, p.source_uri, p.page) for p in found} <= {(2023, "11", "in/a.txt", 1)}


# --- without a run ---


def cell(row: int, code: str | None, label: str | None, text: str = "1.00", **more: Any) -> dict[str, Any]:
    """A cell of a table of `a`, in the fourth column of its row."""
    known = {"doc_id": "a", "table_id": "t", "page": 2, "row": row, "col": 3, "col_span": 1, "text": text}
    return {**known, "row_code": code, "row_label": label, "is_header": False, **more}


def printed(folder: Path, *cells: dict[str, Any], **more: Any) -> list[PrintedCode]:
    known = {"table_id": "t", "doc_id": "a", "canonical_table": "bd_gpb_basic"}
    documents = [document("a", "某区卫生局", **more), document("b", "某区财政局")]
    output = publish(
        folder, documents=documents, tables=[known, {**known, "table_id": "u", "doc_id": "b"}],
        table_cells=[{"fiscal_year": 2026, "province": "31", **one} for one in cells],
    )  # fmt: skip
    return printed_codes(connect(output))


def test_a_name_is_printed_once_by_a_document_on_its_first_page(tmp_path: Path) -> None:
    found = printed(
        tmp_path,
        cell(1, "30101", "基本工资", page=7),
        cell(1, "30101", "基本工资", col=4, page=5),
        cell(2, "30101", "基 本 工 资"),
        cell(1, "30101", "基本工资", doc_id="b", table_id="u"),
        cell(2, "30101", "基本薪金", doc_id="b", table_id="u"),
    )
    assert [(p.code, p.name, p.doc_id) for p in found] == [
        ("30101", "基本工资", "a"),  # 基 本 工 资, which comes first in the order of the printed names
        ("30101", "基本工资", "b"),
        ("30101", "基本薪金", "b"),
    ]
    assert (found[1].year, found[1].entity_id, found[1].province, found[1].source_uri) == (
        2026,
        "某区财政局",
        "31",
        "b.pdf",
    )
    (alone,) = printed(
        tmp_path / "alone", cell(1, "30101", "基本工资", page=7), cell(2, "30101", "基本工资", page=5)
    )
    assert alone.page == 5


def test_rows_that_are_no_codes_are_passed_over_and_those_after_them_are_not(tmp_path: Path) -> None:
    """Numbers of units, codes of three digits of other lists, amounts, blanks and the entity itself."""
    found = printed(
        tmp_path,
        cell(1, "117001", "某区卫生局"),
        cell(2, "117", "某区卫生监督所"),
        cell(3, "2010", "四位"),
        cell(4, "201", "1,234.50"),
        cell(5, "202", " "),
        cell(6, "203", "某区卫生局"),
        cell(7, "204", "公共安全支出"),
        cell(8, "205", "教育支出", is_header=True),
        cell(9, None, "科学技术支出"),
        cell(10, "301", "工资福利支出"),
        cell(11, "507", "对企业补助"),
    )
    assert [(p.code, p.name) for p in found] == [
        ("204", "公共安全支出"),
        ("301", "工资福利支出"),
        ("507", "对企业补助"),
    ]


def test_a_document_without_an_entity_prints_names_all_the_same(tmp_path: Path) -> None:
    found = printed(tmp_path, cell(1, "204", "公共安全支出"), entity_name=None, entity_id=None)
    assert [(p.code, p.entity_id) for p in found] == [("204", None)]


def test_codes_of_the_governments_stand_beside_or_before_their_names(tmp_path: Path) -> None:
    found = printed(
        tmp_path,
        cell(1, None, None, "501", col=2, col_span=2),
        cell(1, None, None, "机关工资福利支出", col=4),
        cell(2, None, None, "502", col=2),
        cell(2, None, None, "不在旁边", col=4),
        cell(3, None, None, "503", col=2),
        cell(4, None, None, "在下一行", col=3),
        cell(5, None, None, "[50501]-工资福利支出"),
        cell(6, None, None, "合计 50502-商品和服务支出"),
        cell(7, None, None, "505021", col=2),
        cell(7, None, None, "六位", col=3),
        cell(8, None, None, "504", col=2, doc_id="b", table_id="u"),
        cell(8, None, None, "另一个表", col=3),
    )
    assert [(p.code, p.name) for p in found] == [("501", "机关工资福利支出"), ("50501", "工资福利支出")]
