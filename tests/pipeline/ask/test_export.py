"""Exports of small published datasets, read back as a spreadsheet would."""

from __future__ import annotations

import csv
import datetime
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.ask.export import NOTES, export_csv, exported_views
from pipeline.ask.query import QueryError, connect
from pipeline.ask.workbook import MOST_CHARACTERS, WorkbooksNotInstalled, export_xlsx
from tests.pipeline.commands.test_cli import mingzhang
from tests.pipeline.published import document, fact, publish


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    source = folder / "甲 局.pdf"
    source.write_bytes(b"%PDF-")
    long = "长" * (MOST_CHARACTERS + 5)
    return publish(
        folder / "out",
        documents=[
            document(
                "d1", source_uri=str(source), title="=HYPERLINK(1)", published_on=datetime.date(2026, 2, 3)
            ),
            document("d2", source_uri="https://example.org/b.pdf", title="坏\x07字", entity_name=long),
            document("d3", source_uri="gone/c.pdf", title="-5 度", is_primary=True),
        ],
        facts=[
            fact("d1", "gpb.expenditure", "-1234567.80", page=7, function_code="2010301", item_label="=1+1"),
            fact("d1", "three_public.total", "50000.00", page=8),
            fact("d2", "gpb.expenditure", "98765432109876.54", page=2, function_code="208", item_label="+86"),
        ],
    )


def workbook(output: Path, *names: str, **limits: int) -> Any:
    connection = connect(output)
    path = output.parent / "book.xlsx"
    export_xlsx(connection, exported_views(connection, names), path, **limits)
    return openpyxl.load_workbook(path)


def column(sheet: Any, name: str) -> list[Any]:
    """The cells of a column below its header."""
    heads = [cell.value for cell in sheet[1]]
    return [row[heads.index(name)] for row in sheet.iter_rows(min_row=2)]


def table(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream))


def test_one_csv_for_each_view_and_notes(output: Path, tmp_path: Path) -> None:
    connection = connect(output)
    views = exported_views(connection)
    written = export_csv(connection, views, tmp_path)
    assert [path.name for path in written] == [*(f"{view.name}.csv" for view in views), "notes.csv"]
    assert {"v_headline", "v_three_public", "v_function_spend", "v_findings"} <= {v.name for v in views}
    assert "v_best_facts" not in {v.name for v in views}
    assert not list(tmp_path.glob(".*"))


def test_csv_is_safe_and_numbers_stay_numbers(output: Path, tmp_path: Path) -> None:
    connection = connect(output)
    export_csv(connection, exported_views(connection, ["facts"]), tmp_path)
    rows = {row["page"]: row for row in table(tmp_path / "facts.csv")}
    assert (rows["7"]["item_label"], rows["2"]["item_label"]) == ("'=1+1", "'+86")
    assert (rows["7"]["value_yuan"], rows["7"]["function_code"]) == ("-1234567.80", "2010301")
    assert rows["2"]["value_yuan"] == "98765432109876.54"


def test_csv_with_and_without_the_mark_of_utf_8(output: Path, tmp_path: Path) -> None:
    connection = connect(output)
    views = exported_views(connection, ["documents"])
    [path, _] = export_csv(connection, views, tmp_path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfdoc_id,")
    [path, _] = export_csv(connection, views, tmp_path, bom=False)
    assert path.read_bytes().startswith(b"doc_id,")


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


def test_an_unknown_view_is_explained(output: Path) -> None:
    with pytest.raises(QueryError, match=r"there is no view v_dance; there are v_primary_documents.*facts"):
        exported_views(connect(output), ["v_dance"])


def test_without_xlsxwriter_the_extra_is_named(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    connection = connect(output)
    with pytest.raises(WorkbooksNotInstalled, match=r"pip install 'mingzhang\[xlsx\]'"):
        export_xlsx(connection, exported_views(connection, ["documents"]), tmp_path / "x.xlsx")
    assert not list(tmp_path.iterdir())


def test_the_command_takes_the_form_from_the_name(output: Path, tmp_path: Path) -> None:
    book = mingzhang("export", str(tmp_path / "a.xlsx"), "--view", "documents", "--output", str(output))
    assert book.stdout.split() == [str(tmp_path / "a.xlsx")]
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == [NOTES, "documents"]
    folder = mingzhang("export", str(tmp_path / "b"), "-v", "documents", "--no-bom", "--output", str(output))
    assert folder.stdout.split() == [str(tmp_path / "b" / f"{name}.csv") for name in ("documents", NOTES)]
    assert [row["doc_id"] for row in table(tmp_path / "b" / "documents.csv", "utf-8")] == ["d1", "d2", "d3"]
    wrong = mingzhang("export", str(tmp_path / "b"), "--format", "xlsx", "--output", str(output))
    assert (wrong.returncode, "is a folder; name the workbook" in wrong.stderr) == (2, True)


def test_decimals_are_exact_in_csv(output: Path, tmp_path: Path) -> None:
    connection = connect(output)
    export_csv(connection, exported_views(connection, ["facts"]), tmp_path)
    values = {Decimal(row["value_yuan"]) for row in table(tmp_path / "facts.csv")}
    assert values == {Decimal("-1234567.80"), Decimal("50000.00"), Decimal("98765432109876.54")}
