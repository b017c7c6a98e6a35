"""Rows that are taken elsewhere lead back: the addresses that SQL makes are those of the explorer."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from pipeline.ask.place_links import explorer_base, place_columns, with_places
from pipeline.explorer.addresses import Addresses
from tests.pipeline.commands.published import asked
from tests.pipeline.explorer.shown import samples_output

__all__ = ["samples_output"]
BASE = "http://127.0.0.1:8765"
TO = Addresses(BASE)
DOC, THEN = "ab" * 32, "cd" * 32


def addresses(**columns: Any) -> dict[str, Any]:
    """What the columns of addresses say of one row."""
    connection = duckdb.connect()
    connection.execute("create table key_facts as select 'f2' as fact_id, ? as doc_id", [THEN])
    found = list(place_columns(list(columns), BASE))
    given = ", ".join(f'? as "{name}"' for name in columns)
    asked_for = ", ".join(sql for _, sql in found)
    row = connection.execute(f"select {asked_for} from (select {given})", list(columns.values())).fetchone()
    assert row is not None
    return dict(zip((name for name, _ in found), row, strict=True))


@pytest.mark.parametrize(
    ("columns", "place"),
    [
        ({"doc_id": DOC, "page": 3, "fact_id": "f1"}, TO.place(DOC, 3, fact="f1")),
        ({"doc_id": DOC, "page": None, "fact_id": "f1"}, TO.place(DOC, None, fact="f1")),
        ({"doc_id": DOC, "page": 3, "fact_id": None}, TO.place(DOC, 3)),
        ({"doc_id": DOC, "page": 3, "finding_id": "e1"}, TO.place(DOC, 3, finding="e1")),
        ({"doc_id": DOC, "page": 3, "quantity_id": "q1"}, TO.place(DOC, 3, quantity="q1")),
        (
            {"doc_id": DOC, "page": 3, "table_id": "t", "row": 4, "col": 0},
            TO.place(DOC, 3, table="t", row=4, col=0),
        ),
        ({"doc_id": DOC}, TO.document(DOC)),
        ({"doc_id": None, "page": 3}, None),
    ],
)
def test_a_row_leads_to_its_place(columns: dict[str, Any], place: str | None) -> None:
    assert addresses(**columns) == {"place": place}


def test_a_figure_beside_another_leads_to_its_own_document() -> None:
    row = {"doc_id": DOC, "page": 3, "fact_id": "f1", "previous_page": 7, "previous_fact_id": "f2"}
    assert addresses(**row)["previous_place"] == TO.place(THEN, 7, fact="f2")
    assert addresses(**{**row, "previous_fact_id": None})["previous_place"] is None
    named = {"doc_id": DOC, "page": 3, "then_doc_id": THEN, "then_page": 1, "then_fact_id": "f9"}
    assert addresses(**named)["then_place"] == TO.place(THEN, 1, fact="f9")


def test_rows_without_a_document_lead_nowhere() -> None:
    assert list(place_columns(["entity_id", "fiscal_year"], BASE)) == []


@pytest.mark.parametrize(
    ("sql", "columns"),
    [
        ("select 'd' as doc_id, 1 as page; ", ["doc_id", "page", "place"]),
        ("select 'd' as doc_id -- of one", ["doc_id", "place"]),
        ("select 1 as n", ["n"]),
        ("select 'd' as doc_id, 'mine' as place", ["doc_id", "place"]),
    ],
)
def test_a_question_in_sql_gets_the_column_too(sql: str, columns: list[str]) -> None:
    connection = duckdb.connect()
    found = connection.execute(with_places(connection, sql, BASE))
    assert [column[0] for column in found.description or ()] == columns


def test_what_is_no_question_stays_as_it_is() -> None:
    assert with_places(duckdb.connect(), "selekt 1", BASE) == "selekt 1"


@pytest.mark.parametrize("url", ["127.0.0.1:8765", "ftp://a", "http://a/?b=1", "http://a/#b", "http://a b"])
def test_what_is_no_address_of_an_explorer_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="is no address of an explorer"):
        explorer_base(url)


def test_exports_lead_to_the_boxed_figure(samples_output: Path, tmp_path: Path) -> None:
    output = str(samples_output)
    more = ("-v", "v_headline", "-v", "v_findings", "-o", output, "--explorer", f"{BASE}/")
    assert asked("export", str(tmp_path / "csv"), *more)[0] == 0
    with (tmp_path / "csv" / "v_headline.csv").open(encoding="utf-8-sig") as stream:
        row = next(csv.DictReader(stream))
    figure = next(name.removesuffix("_place") for name in row if name.endswith("_place") and row[name])
    page = int(row[f"{figure}_page"])
    assert row[f"{figure}_place"].startswith(f"{TO.place(row['doc_id'], page)}?fact=")
    assert row["place"] == TO.place(row["doc_id"], int(row["page"]))
    assert asked("export", str(tmp_path / "a.xlsx"), *more)[0] == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["v_headline"]
    heads = [cell.value for cell in sheet[1]]
    assert not [head for head in heads if str(head).endswith("_place")], (
        "the figures themselves are the links"
    )
    cells = (row[heads.index(figure)] for row in sheet.iter_rows(min_row=2))
    linked = next(cell for cell in cells if cell.value is not None)
    assert "?fact=" in str(linked.hyperlink.target if linked.hyperlink else None)


def test_a_question_leads_there_and_a_wrong_address_is_told(samples_output: Path) -> None:
    output = str(samples_output)
    sql = "select doc_id, page, finding_id from findings where page is not null order by 3 limit 1"
    status, text = asked("query", sql, "-f", "csv", "-o", output, "--explorer", BASE)
    assert status == 0
    doc_id, page, finding, place = text.splitlines()[1].split(",")
    assert place == TO.place(doc_id, int(page), finding=finding)
    for command in (("query", sql), ("export", "x")):
        status, text = asked(*command, "-o", output, "--explorer", "localhost:8765")
        assert (status, "no address of an explorer" in text.replace("\n", " ")) == (2, True)
