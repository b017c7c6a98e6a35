"""Figures found in cells and sentences, however they are printed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import pytest

from pipeline.ask.figure_search import find_figure
from pipeline.ask.figures_asked import figure_asked
from pipeline.ask.query import connect
from tests.pipeline.published import document, publish

TEXT = "一、公务接待费\n公务接待费52.99万元，比上年减少5.3%。"
PRINTED: dict[str, tuple[str, str | None]] = {
    "52.99": ("52.99", "529900"),  # of a table in 万元
    "529,900.00": ("529900", "529900"),  # of one in 元
    "529,874.10": ("529874.10", "529874.10"),
    "529,850.00": ("529850", "529850"),  # the least that rounds to 52.99 万元
    "529,950.00": ("529950", "529950"),  # rounds to 53.00
}


def cell(doc: str, row: int, text: str, value: str | None, yuan: str | None, **more: Any) -> dict[str, Any]:
    return {
        "table_id": f"t{doc}",
        "doc_id": doc,
        "row": row,
        "col": 2,
        "row_span": 1,
        "col_span": 1,
        "text": text,
        "is_header": False,
        "row_label": f"第{row}行",
        "column_path": ["2026年", "合计"],
        "value": None if value is None else Decimal(value),
        "value_yuan": None if yuan is None else Decimal(yuan),
        "value_state": "printed",
        "page": 14,
        "char_start": row * 100,
        "char_end": row * 100 + len(text),
        "fiscal_year": 2026,
        "province": "31",
        **more,
    }


def table(doc: str, unit: str | None) -> dict[str, Any]:
    return {"table_id": f"t{doc}", "doc_id": doc, "title_raw": "支出表", "unit_raw": unit, "page": 14}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    start = TEXT.index("52.99")
    percent = TEXT.index("5.3")
    quantity = {
        "doc_id": "a",
        "section_id": "s",
        "page": 3,
        "place": "body",
        "fiscal_year": 2026,
        "province": "31",
    }
    output = publish(
        tmp_path_factory.mktemp("figures"),
        documents=[
            document("a"),
            document("b", "某市卫健委", division_code="110105", province="11", doc_kind="final_account"),
            document("c", "某市档案局"),
        ],
        tables=[table("a", "万元"), table("b", "元"), table("c", None)],
        table_cells=[
            cell("a", 1, "52.99", *PRINTED["52.99"]),
            cell("a", 2, "52.99", None, None, is_header=True),
            cell("a", 3, "5.3%", "5.3", None),
            cell("a", 4, "5.3", "5.3", "53000"),
            *(
                cell("b", n, text, *PRINTED[text], province="11")
                for n, text in enumerate(PRINTED, 1)
                if text != "52.99"
            ),
            cell("c", 1, "52.99", "52.99", None),
        ],
        texts=[{"doc_id": "a", "text": TEXT}],
        sections=[{"section_id": "s", "doc_id": "a", "title": "公务接待费", "ordinal": 1, "level": 1}],
        quantities=[
            {
                **quantity, "quantity_id": "q1", "kind": "amount", "value_raw": "52.99", "unit_raw": "万元",
                "value": Decimal("52.99"), "value_yuan": Decimal(529900),
                "char_start": start, "char_end": start + 7,
            },
            {
                **quantity, "quantity_id": "q2", "kind": "percent", "value_raw": "5.3", "unit_raw": "%",
                "value": Decimal("5.3"), "value_yuan": None, "char_start": percent, "char_end": percent + 4,
            },
        ],
    )  # fmt: skip
    return connect(output)


def found(
    asked: duckdb.DuckDBPyConnection, typed: str, **more: Any
) -> list[tuple[str, str, str, str | None]]:
    figure = figure_asked(typed)
    assert figure is not None
    return [(one.match, one.doc_id, one.printed, one.unit) for one in find_figure(asked, figure, **more)]


def test_a_figure_is_found_in_cells_and_sentences(asked: duckdb.DuckDBPyConnection) -> None:
    as_printed = [("as_printed", "a", "52.99", "万元")] * 2
    assert found(asked, "52.99") == [
        *as_printed,
        ("as_printed", "c", "52.99", None),
        ("other_unit", "b", "529,900.00", "元"),
    ]
    assert found(asked, "52.99", sentences=False)[:2] == [*as_printed[:1], ("as_printed", "c", "52.99", None)]
    assert found(asked, "52.99", cells=False) == as_printed[:1]
    assert found(asked, "52.99", cells=False, sentences=False) == []


def test_with_its_unit_the_same_money_comes_first_then_what_rounds_to_it(
    asked: duckdb.DuckDBPyConnection,
) -> None:
    assert found(asked, "52.99万元") == [
        *[("as_printed", "a", "52.99", "万元")] * 2,
        ("other_unit", "b", "529,900.00", "元"),
        ("rounded", "b", "529,874.10", "元"),
        ("rounded", "b", "529,850.00", "元"),
        ("no_unit", "c", "52.99", None),
    ]


@pytest.mark.parametrize("typed", ["529,900", "529900", "529,900.00元", "529900.00"])
def test_separators_make_no_difference(asked: duckdb.DuckDBPyConnection, typed: str) -> None:
    assert found(asked, typed) == [
        ("as_printed", "b", "529,900.00", "元"),
        *[("other_unit", "a", "52.99", "万元")] * 2,
    ]


def test_a_percentage_is_no_money(asked: duckdb.DuckDBPyConnection) -> None:
    assert sorted(found(asked, "5.3%")) == [
        ("as_printed", "a", "5.3", "%"),
        ("as_printed", "a", "5.3%", None),
    ]


def test_filters_narrow_it(asked: duckdb.DuckDBPyConnection) -> None:
    assert {doc for _, doc, *_ in found(asked, "52.99万元", division="31")} == {"a", "c"}
    assert {doc for _, doc, *_ in found(asked, "52.99万元", division="1101")} == {"b"}
    assert {doc for _, doc, *_ in found(asked, "52.99万元", entity="卫健")} == {"b"}
    assert {doc for _, doc, *_ in found(asked, "52.99万元", kind="budget")} == {"a", "c"}
    assert found(asked, "52.99万元", year=2025) == []
    assert len(found(asked, "52.99万元", year=2026)) == 6
    assert len(found(asked, "52.99万元", limit=3)) == 3


def test_a_place_says_where_it_is(asked: duckdb.DuckDBPyConnection) -> None:
    figure = figure_asked("52.99")
    assert figure is not None
    cells = [one for one in find_figure(asked, figure) if one.kind == "cell"]
    assert (cells[0].title, cells[0].row_label, cells[0].column) == ("支出表", "第1行", "2026年 › 合计")
    assert (cells[0].page, cells[0].source, cells[0].fiscal_year) == (14, "a.pdf#page=14", 2026)
    (sentence,) = [one for one in find_figure(asked, figure) if one.kind == "quantity"]
    assert (sentence.title, sentence.page) == ("公务接待费", 3)
    assert sentence.sentence == " ".join(TEXT.split())
