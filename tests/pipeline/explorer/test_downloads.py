"""What a page lists is taken away as CSV, workbook and Parquet, every row with the address of its place."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from pipeline.ask.layout import Column
from pipeline.ask.listing import Listing
from pipeline.explorer import app, downloads
from pipeline.explorer.edition import Edition
from pipeline.explorer.page import Page
from pipeline.explorer.settings import Settings
from tests.pipeline.explorer.shown import HOME

HOSTILE = '=HYPERLINK("http://bad.example","x")'
NAMES = ("entity_name", "value", "count", "day", "doc_id", "page", "fact_id")


@dataclass(frozen=True, slots=True)
class Asked:
    """Of the page of these tests."""

    code: tuple[str, ...] = ()
    page: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """What it shows."""

    doc_id: str
    code: tuple[str, ...]


def answer(edition: Edition, asked: Asked) -> Shown:
    """Of the first document."""
    return Shown(edition.value("select min(doc_id) from documents"), asked.code)


def listing(shown: Shown) -> Listing:
    """Two rows, one of them without a place."""
    rows = [
        ("某市财政局", Decimal("-1234567.80"), 3, date(2025, 1, 2), shown.doc_id, 7, "f1"),
        (HOSTILE, None, None, None, None, None, None),
    ]
    return Listing(tuple(Column(name) for name in NAMES), rows[: 2 if not shown.code else len(shown.code)])


@pytest.fixture(scope="module")
def listed(samples_output: Path) -> TestClient:
    """A client of an explorer with one page that lists something."""
    before = app.PAGES
    try:
        app.PAGES = (*before, Page("listed", "/listed", "start.html", Asked, answer, listing))
        return TestClient(app.explorer(Settings(str(samples_output))), base_url=HOME)
    finally:
        app.PAGES = before


@pytest.fixture(scope="module")
def place(edition: Edition) -> str:
    """The address of the figure in the first row."""
    return f"{HOME}/d/{edition.value('select min(doc_id) from documents')}/p/7?fact=f1"


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(listed: TestClient, place: str) -> None:
    response = listed.get("/listed.csv")
    assert response.content.startswith(b"\xef\xbb\xbf")
    head, first, second = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert head == [*NAMES, "place"]
    assert [first[1], first[3], first[-1]] == ["-1234567.80", "2025-01-02", place]
    assert second[0] == f"'{HOSTILE}"
    assert set(second[1:]) == {""}


def test_a_workbook_has_numbers_as_numbers_links_and_says_what_was_asked(
    listed: TestClient, place: str
) -> None:
    response = listed.get("/listed.xlsx?code=A&code=B", headers={"accept-language": "en"})
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    notes, sheet, sources = book.worksheets
    assert sheet.freeze_panes == "A2"
    assert sheet["B2"].value == -1234567.8
    assert sheet["A3"].data_type == "s", "a text that begins with = is no formula"
    assert sheet["H2"].value == place
    assert sheet["H2"].hyperlink is not None
    said = [str(cell.value) for row in notes.iter_rows() for cell in row]
    assert f"asked: {HOME}/listed?code=A&code=B" in said
    titles = [row[0].value for row in sources.iter_rows(min_row=2)]
    assert len(titles) == 1


def test_parquet_has_types(listed: TestClient, place: str) -> None:
    table = pq.read_table(io.BytesIO(listed.get("/listed.parquet").content))
    assert {name: str(table.schema.field(name).type) for name in ("value", "count", "day")} == {
        "value": "decimal128(38, 2)",
        "count": "int64",
        "day": "date32[day]",
    }
    assert table["place"].to_pylist() == [place, None]
    assert f"asked: {HOME}/listed" in table.schema.metadata[b"mingzhang"].decode()


def test_the_name_of_a_file_says_what_was_asked(listed: TestClient) -> None:
    named = listed.get("/listed.csv?code=%E6%B1%9F%E8%8B%8F&lang=zh").headers["content-disposition"]
    assert named == (
        'attachment; filename="mingzhang-listed-code=__.csv"; '
        "filename*=UTF-8''mingzhang-listed-code%3D%E6%B1%9F%E8%8B%8F.csv"
    )


def test_more_rows_than_a_file_takes_are_not_cut_but_refused(
    listed: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "MOST_ROWS", 1)
    response = listed.get("/listed.csv", headers={"accept-language": "en"})
    assert response.status_code == 400
    assert "these are 2 rows, a file takes 1" in response.text


def test_a_page_that_lists_nothing_has_no_files(client: TestClient) -> None:
    assert client.get("/index.csv").status_code == 404
