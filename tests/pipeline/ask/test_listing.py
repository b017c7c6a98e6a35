"""Rows for people and for programs."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

from rich.console import Console

from pipeline.ask.layout import Column, Linked
from pipeline.ask.listing import Format, Listing, write_listing

LISTING = Listing(
    (Column("name"), Column("yuan", "number"), Column("page", "number")),
    [("=HYPERLINK(1)", Decimal("529900.00"), Linked(14, "/a.pdf#page=14")), ("某局", None, None)],
)


def written(listing: Listing, form: Format) -> str:
    stream = io.StringIO()
    write_listing(listing, form, stream, Console(file=stream, width=80))
    return stream.getvalue()


def test_csv_has_no_formula_and_no_link() -> None:
    rows = list(csv.reader(written(LISTING, "csv").splitlines()))
    assert rows == [["name", "yuan", "page"], ["'=HYPERLINK(1)", "529900.00", "14"], ["某局", "", ""]]


def test_json_has_the_digits_of_decimals_one_object_to_a_line() -> None:
    text = written(LISTING, "json")
    assert text.splitlines() == [
        "[",
        '{"name":"=HYPERLINK(1)","yuan":529900.00,"page":14},',
        '{"name":"某局","yuan":null,"page":null}',
        "]",
    ]
    assert json.loads(text)[0]["page"] == 14
    assert json.loads(written(Listing(LISTING.columns, []), "json")) == []


def test_a_table_is_for_people() -> None:
    assert written(LISTING, "table") == (
        "name                yuan  page\n=HYPERLINK(1)  529900.00    14\n某局\n"
    )
