"""Workbooks of small published datasets, read back as a spreadsheet would."""

from __future__ import annotations

import datetime
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.ask.export import NOTES, exported_views
from pipeline.ask.query import connect
from pipeline.ask.workbook import MOST_CHARACTERS, WorkbooksNotInstalled, export_xlsx
from tests.pipeline.ask.awkward import awkward
from tests.pipeline.published import document, fact, publish


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return awkward(tmp_path_factory.mktemp("export"))


def workbook(output: Path, *names: str, **limits: int) -> Any:
    connection = connect(output)
    path = output.parent / "book.xlsx"
    export_xlsx(connection, exported_views(connection, names), path, **limits)
    return openpyxl.load_workbook(path)


def column(sheet: Any, name: str) -> list[Any]:
    """The cells of a column below its header."""
    heads = [cell.value for cell in sheet[1]]
    return [row[heads.index(name)] for row in sheet.iter_rows(min_row=2)]


def test_money_is_a_number_with_its_format_and_codes_are_text(output: Path) -> None:
    sheet = workbook(output, "facts")["facts"]
    by_page = {cell.value: n for n, cell in enumerate(column(sheet, "page"))}
    money = column(sheet, "value_yuan")
    assert (money[by_page[7]].value, money[by_page[7]].number_format) == (-1234567.8, "#,##0.00")
    codes = column(sheet, "function_code")
    assert (codes[by_page[7]].value, codes[by_page[2]].value) == ("2010301", "208")
    assert {cell.data_type for cell in codes if cell.value} == {"s"}
    years = column(sheet, "value_year")
    assert (years[0].value, years[0].number_format) == (2026, "0")


def test_a_number_with_more_digits_than_excel_keeps_is_text(output: Path) -> None:
    sheet = workbook(output, "facts")["facts"]
    assert "98765432109876.54" in [cell.value for cell in column(sheet, "value_yuan")]


def test_dates_are_dates_and_empty_is_empty(output: Path) -> None:
    sheet = workbook(output, "documents")["documents"]
    dates = column(sheet, "published_on")
    assert [cell.value for cell in dates] == [datetime.datetime(2026, 2, 3), None, None]
    assert dates[0].number_format == "yyyy-mm-dd"


def test_nothing_in_a_workbook_is_a_formula(output: Path) -> None:
    book = workbook(output, "documents", "facts")
    assert column(book["documents"], "title")[0].value == "=HYPERLINK(1)"
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_the_header_is_frozen_and_filtered(output: Path) -> None:
    sheet = workbook(output, "facts")["facts"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet["A1"].value == "fact_id"
    assert sheet["A1"].font.bold


def test_sources_are_links_to_the_page_where_they_can_be_reached(output: Path) -> None:
    sheet = workbook(output, "v_function_spend")["v_function_spend"]
    links = {cell.value: cell.hyperlink for cell in column(sheet, "source")}
    web = links["https://example.org/b.pdf#page=2"]
    assert (web.target, web.location) == ("https://example.org/b.pdf", "page=2")
    [local] = [link for shown, link in links.items() if shown.endswith("甲 局.pdf#page=7")]
    assert local.target.lower().startswith("file:///")
    assert local.target.endswith("%E7%94%B2%20%E5%B1%80.pdf")
    assert local.location == "page=7"
    gone = column(workbook(output, "v_primary_documents")["v_primary_documents"], "source")[2]
    assert (gone.value, gone.hyperlink) == ("gone/c.pdf", None)


def test_what_a_cell_cannot_hold_is_cut_or_replaced_and_said(output: Path) -> None:
    book = workbook(output, "documents")
    names = [cell.value for cell in column(book["documents"], "entity_name")]
    assert (len(names[1]), names[1][-7:]) == (MOST_CHARACTERS, "… [cut]")
    assert column(book["documents"], "title")[1].value == "坏\ufffd字"
    said = [[cell.value for cell in row] for row in book[NOTES].iter_rows()]
    remarks = [row[1] for row in said if row[0] == "remark"]
    assert remarks == [
        "cells with characters that a workbook cannot hold, replaced: 1",
        "cells with more than 32,767 characters, cut: 1",
    ]


def test_a_view_longer_than_a_sheet_goes_on_in_the_next(output: Path) -> None:
    book = workbook(output, "documents", most_rows=3)
    assert book.sheetnames == [NOTES, "documents", "documents_2"]
    ids = [cell.value for sheet in book.sheetnames[1:] for cell in column(book[sheet], "doc_id")]
    assert ids == ["d1", "d2", "d3"]


def test_more_links_than_a_sheet_holds_are_text(output: Path) -> None:
    sheet = workbook(output, "v_primary_documents", most_links=1)["v_primary_documents"]
    assert [cell.hyperlink is not None for cell in column(sheet, "source")] == [True, False, False]


def test_notes_explain_every_view_and_column(output: Path) -> None:
    book = workbook(output, "v_headline", "documents")
    rows = [[cell.value for cell in row] for row in book[NOTES].iter_rows()]
    assert ["documents", 3, "One row for every readable source", None] in rows
    meaning = {(row[0], row[1]): row[3] for row in rows}
    assert meaning["v_headline", "gpb_expenditure"] == "一般公共预算财政拨款支出 (gpb.expenditure)"
    assert meaning["v_headline", "doc_kind"].startswith("final_account, budget")
    assert meaning["documents", "page_count"] == "Number of pages; null where there are none"


def test_the_same_datasets_give_the_same_workbook(output: Path, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        connection = connect(output)
        export_xlsx(connection, exported_views(connection), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_without_xlsxwriter_the_extra_is_named(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    connection = connect(output)
    with pytest.raises(WorkbooksNotInstalled, match=r"pip install 'mingzhang\[xlsx\]'"):
        export_xlsx(connection, exported_views(connection, ["documents"]), tmp_path / "x.xlsx")
    assert not list(tmp_path.iterdir())


def book_of(folder: Path, **rows: Any) -> Any:
    output = publish(folder / "out", **rows)
    return workbook(output, *rows)


def test_a_long_number_keeps_all_digits_that_excel_keeps(tmp_path: Path) -> None:
    fifteen, sixteen = "1234567890123.45", "12345678901234.56"
    facts = [fact("d", "income.total", yuan, page) for page, yuan in ((1, fifteen), (2, sixteen))]
    sheet = book_of(tmp_path, documents=[document("d")], facts=facts)["facts"]
    assert [cell.value for cell in column(sheet, "value_yuan")] == [1234567890123.45, sixteen]


def test_lists_and_truth_values_are_readable(tmp_path: Path) -> None:
    facts = [fact("d", "income.total", "1", derived_from=["a", "b"])]
    book = book_of(tmp_path, documents=[document("d"), document("e", is_primary=False)], facts=facts)
    assert [cell.value for cell in column(book["documents"], "is_primary")] == [True, False]
    assert column(book["facts"], "derived_from")[0].value == "a; b"


def test_columns_are_as_wide_as_what_stands_in_them_within_bounds(tmp_path: Path) -> None:
    for title, width in (
        ("x" * 100, 48),
        ("长" * 10, 22),
        ("x", 8),
    ):  # two characters of room; Chinese is wide
        output = tmp_path / str(width)
        sheet = book_of(output, documents=[document("d", title=title)])["documents"]
        (letter,) = (cell.column_letter for cell in sheet[1] if cell.value == "title")
        assert width <= sheet.column_dimensions[letter].width < width + 1


def test_a_sheet_name_fits_also_when_it_is_numbered(output: Path) -> None:
    assert max(len(name) for name in workbook(output, most_rows=2).sheetnames) <= 31


def test_nothing_is_left_of_a_workbook_that_could_not_be_written(output: Path, tmp_path: Path) -> None:
    connection = connect(output)
    views = exported_views(connection, ["documents"])
    connection.close()
    with pytest.raises(Exception, match="closed"):
        export_xlsx(connection, views, tmp_path / "x.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_sheets_hold_amounts_of_yuan_as_money_and_other_decimals_as_numbers(tmp_path: Path) -> None:
    facts = [fact("d", "income.total", "12.5", value=Decimal("1.25"))]
    sheet = book_of(tmp_path, documents=[document("d")], facts=facts)["facts"]
    formats = {
        name: column(sheet, name)[0].number_format for name in ("value_yuan", "value", "page", "confidence")
    }
    assert formats == {
        "value_yuan": "#,##0.00",
        "value": "#,##0.######",
        "page": "0",
        "confidence": "#,##0.######",
    }
