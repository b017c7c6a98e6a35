"""Workbooks of small published datasets, read back as a spreadsheet would."""

from __future__ import annotations

import datetime
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
import xlsxwriter.worksheet

from pipeline.ask.export import NOTES, Column, View, exported_views
from pipeline.ask.query import connect
from pipeline.ask.workbook import (
    _LONGEST_URL,
    MOST_CHARACTERS,
    MOST_DIGITS,
    MOST_LINKS,
    MOST_ROWS,
    WorkbooksNotInstalled,
    _url,
    export_xlsx,
)
from pipeline.datasets.dictionary import view_lines
from pipeline.datasets.schema import datasets
from pipeline.language.spoken import speak, told
from tests.pipeline.ask.awkward import awkward
from tests.pipeline.ask.test_export import in_two_files
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


def remarks(book: Any) -> list[str]:
    return [row[1].value for row in book[NOTES].iter_rows() if row[0].value == "remark"]


def of(folder: Path, sql: str, name: str = "t", **limits: int) -> Any:
    """The workbook of one invented view."""
    with duckdb.connect() as connection:
        connection.execute(f"create table {name} as {sql}")
        described = connection.execute(f"select * from {name}").description or ()
        view = View(name, "", tuple(Column(str(c[0]), str(c[1]), "") for c in described))
        return openpyxl.load_workbook(
            export_xlsx(
                connection=connection, views=[view], path=folder / "a" / "new" / "book.xlsx", **limits
            )
        )


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
    last = sheet.cell(1, sheet.max_column).column_letter
    assert sheet.auto_filter.ref == f"A1:{last}4"
    assert sheet["A1"].value == "fact_id"
    assert sheet["A1"].font.bold
    assert sheet["A1"].border.bottom.style == "thin"
    assert not sheet["A2"].font.bold


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


def test_each_figure_of_a_row_is_a_link_to_its_own_page(tmp_path: Path) -> None:
    sheet = workbook(in_two_files(tmp_path / "out"), "v_headline")["v_headline"]
    found = {}
    for name in ("income_total", "three_public_total", "agency_operating", "income_gpb"):
        (cell,) = column(sheet, name)
        link = cell.hyperlink and (cell.hyperlink.target, cell.hyperlink.location)
        found[name] = (cell.value, cell.number_format, link)
    tables, words = "https://example.org/t.pdf", "https://example.org/w.pdf"
    assert found == {
        "income_total": (300, "#,##0.00", (tables, "page=2")),
        "three_public_total": (52990, "#,##0.00", (tables, "page=14")),
        "agency_operating": (40, "#,##0.00", (words, "page=5")),
        "income_gpb": (None, "General", None),
    }
    heads = [cell.value for cell in sheet[1]]
    assert [column(sheet, name)[0].value for name in ("three_public_total_page", "page")] == [14, 1]
    assert not [head for head in heads if head.endswith("_source")]


def test_figures_beyond_the_links_of_a_sheet_keep_their_pages(tmp_path: Path) -> None:
    book = workbook(in_two_files(tmp_path / "out"), "v_headline", most_links=1)
    sheet = book["v_headline"]
    links = [cell.hyperlink is not None for cell in sheet[2]]
    assert links.count(True) == 1
    assert column(sheet, "three_public_total_page")[0].value == 14
    assert remarks(book)[-1] == "links beyond the 1 of a sheet, written as text: 3"


def test_what_a_cell_cannot_hold_is_cut_or_replaced_and_said(output: Path) -> None:
    book = workbook(output, "documents")
    names = [cell.value for cell in column(book["documents"], "entity_name")]
    assert (len(names[1]), names[1][-7:]) == (MOST_CHARACTERS, "… [cut]")
    assert column(book["documents"], "title")[1].value == "坏\ufffd字"
    assert remarks(book) == [
        "cells with characters that a workbook cannot hold, replaced: 1",
        "cells with more than 32,767 characters, cut: 1",
    ]


def test_a_view_longer_than_a_sheet_goes_on_in_the_next(output: Path) -> None:
    book = workbook(output, "documents", most_rows=3)
    assert book.sheetnames == [NOTES, "documents", "documents_2"]
    assert remarks(book)[-1] == "documents is longer than a sheet and goes on in further ones: 2"
    ids = [cell.value for sheet in book.sheetnames[1:] for cell in column(book[sheet], "doc_id")]
    assert ids == ["d1", "d2", "d3"]


def test_more_links_than_a_sheet_holds_are_text(output: Path) -> None:
    book = workbook(output, "v_primary_documents", most_links=1)
    sheet = book["v_primary_documents"]
    assert remarks(book)[-1] == "links beyond the 1 of a sheet, written as text: 1"
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


def test_the_limits_are_those_of_excel() -> None:
    sheet = xlsxwriter.worksheet.Worksheet()
    assert (sheet.xls_rowmax, sheet.xls_strmax) == (MOST_ROWS, MOST_CHARACTERS)
    assert sheet.max_url_length == _LONGEST_URL
    assert (MOST_LINKS, MOST_DIGITS) == (65_530, 15)  # "Excel specifications and limits"


def test_a_text_of_the_greatest_length_is_whole(tmp_path: Path) -> None:
    n = MOST_CHARACTERS
    book = of(tmp_path, f"select repeat('x', {n}) as a, repeat('x', {n + 1}) as b")
    assert [book["t"][place].value[-7:] for place in ("A2", "B2")] == ["x" * 7, "… [cut]"]
    assert remarks(book) == ["cells with more than 32,767 characters, cut: 1"]


def test_a_long_name_of_a_view_is_cut_with_room_for_the_number(tmp_path: Path) -> None:
    book = of(tmp_path, "select range as a from range(2)", name="n" * 40, most_rows=2)
    assert book.sheetnames == [NOTES, "n" * 31, "n" * 29 + "_2"]


def test_a_view_without_rows_has_its_header_and_a_filter(tmp_path: Path) -> None:
    book = of(tmp_path, "select 1 as a, 2 as b where false")
    assert (book["t"].auto_filter.ref, book["t"].max_row) == ("A1:B2", 1)
    with zipfile.ZipFile(tmp_path / "a" / "new" / "book.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet2.xml").decode()
        assert "xl/sharedStrings.xml" not in parts.namelist()  # rows are written as they come
    assert '<ignoredError sqref="A1:XFD2" numberStoredAsText="1"/>' in sheet


def test_times_numbers_that_are_none_and_years_of_decimals(tmp_path: Path) -> None:
    book = of(
        tmp_path,
        "select timestamp '2026-01-02 03:04:05' as t, 'nan'::double as n, 2026::decimal(9, 2) as end_year,"
        " 1.5::double as d, 7::bigint as year, 2.5::decimal(9, 2) as year_of",
    )
    cells = book["t"][2]
    assert [cell.value for cell in cells] == [
        datetime.datetime(2026, 1, 2, 3, 4, 5),
        "nan",
        2026,
        1.5,
        7,
        2.5,
    ]
    assert [cell.number_format for cell in cells] == [
        "yyyy-mm-dd hh:mm:ss", "General", "#,##0.######", "#,##0.######", "0", "#,##0.00",
    ]  # fmt: skip
    assert book.properties.created == datetime.datetime(2000, 1, 1)


@pytest.mark.parametrize(("row", "width"), [(1, 32), (200, 32), (201, 14)])
def test_the_first_two_hundred_rows_decide_the_width(tmp_path: Path, row: int, width: int) -> None:
    sql = f"select n, if(n = {row}, repeat('x', 30), 'x') as twelve_chars from range(1, 203) r(n)"
    found = of(tmp_path, sql)["t"].column_dimensions["B"].width
    assert width <= found < width + 1


def test_a_text_of_several_lines_is_as_wide_as_its_first(tmp_path: Path) -> None:
    found = of(tmp_path, "select repeat('x', 20) || chr(10) || repeat('x', 40) as a")["t"]
    assert 22 <= found.column_dimensions["A"].width < 23


def test_notes_have_bold_heads_and_room_for_what_they_explain(output: Path) -> None:
    notes = workbook(output, "v_primary_documents")[NOTES]
    bold = [row[0].value for row in notes.iter_rows() if row[0].font.bold]
    assert bold == ["view", "view"]
    widths = [notes.column_dimensions[letter].width for letter in "ABCD"]
    assert widths[0] > len("v_primary_documents")
    assert widths[1] > len("version 0.0.0, schema version 0")
    assert widths[0] < widths[2] < widths[1] < widths[3]
    assert widths[3] > 80
    assert notes.column_dimensions["D"].max == 4


def test_links_are_no_longer_than_excel_allows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    web, gone = "https://example.org/", (tmp_path / "gone.pdf").as_posix()
    full = _LONGEST_URL - len(web)
    assert [_url(web + "x" * n) is not None for n in (full, full + 1)] == [True, False]
    link = _url(gone)
    assert link is not None
    assert link.startswith("File:///")  # absolute paths are links also where there is nothing now
    full = _LONGEST_URL - len(link)
    assert [_url(f"{gone}#{'x' * n}") is not None for n in (full - 1, full)] == [True, False]
    monkeypatch.chdir(tmp_path)
    Path("here.pdf").write_bytes(b"%PDF-")
    assert _url("here.pdf#page=3") == f"File://{(tmp_path / 'here.pdf').as_posix()}#page=3"
    assert [_url(source) for source in ("gone.pdf", "", "#page=3")] == [None, None, None]


def test_a_chinese_reader_has_chinese_sheets_heads_and_notes_and_the_same_values(output: Path) -> None:
    english = workbook(output, "facts", "v_headline")
    speak("zh")
    try:
        chinese = workbook(output, "facts", "v_headline")
    finally:
        speak(None)
    assert chinese.sheetnames == ["说明", "事实", "关键数字"]
    heads = [cell.value for cell in chinese["关键数字"][1]]
    assert heads[heads.index("本年支出合计") + 1 : heads.index("本年支出合计") + 3] == [
        "基本支出",
        "项目支出",
    ]
    assert "本年支出合计：页码" in heads
    assert not [head for head in heads if head.isascii()]
    for name, own in (("facts", "事实"), ("v_headline", "关键数字")):
        rows = [list(book.iter_rows(min_row=2, values_only=True)) for book in (english[name], chinese[own])]
        assert rows[0] == rows[1]
    notes = [[cell.value for cell in row] for row in chinese["说明"].iter_rows()]
    page = "所在页码，从 1 起；没有页的为空"
    assert ["事实（facts）", "页码（page）", "SMALLINT", page] in notes


def test_sheets_have_names_of_their_own_in_chinese() -> None:
    names = [told(name, "zh") for name in (*datasets(), *dict(view_lines()), NOTES)]
    assert len(set(names)) == len(names)
    assert [name for name in names if len(name) > 28 or name.isascii()] == []
