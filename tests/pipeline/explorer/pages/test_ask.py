"""Questions in SQL and by name, in the explorer: rows that lead to their pages, errors with advice."""

from __future__ import annotations

import csv
import dataclasses
import io
from decimal import Decimal

import pytest
from starlette.testclient import TestClient

from pipeline.ask.named_queries import named_queries
from pipeline.explorer.addresses import Addresses
from pipeline.explorer.answers import Answer, AnswerColumn, shown_rows
from pipeline.explorer.described import described_datasets, described_views
from pipeline.explorer.edition import Edition
from pipeline.explorer.pages import ask
from pipeline.explorer.pages.ask import AskAsked
from tests.pipeline.explorer.shown import HOME

ENGLISH = {"accept-language": "en"}
TOTAL = "gpb.expenditure"


def test_every_named_question_is_answered_and_takes_its_parameters(edition: Edition) -> None:
    fields = {field.name for field in dataclasses.fields(AskAsked)}
    for name, query in named_queries().items():
        assert {parameter.name for parameter in query.parameters} <= fields
        record = ask.ask(edition, AskAsked(question=name))
        assert record.problem is None, name
        assert record.answer is not None


def test_a_question_by_name_shows_its_sql_and_is_narrowed(client: TestClient) -> None:
    narrowed = client.get("/ask?question=contradictions&year=1999", headers=ENGLISH)
    assert "Which documents print numbers that contradict each other?" in narrowed.text
    assert "No row answers this." in narrowed.text
    assert "1999 is null or d.fiscal_year = 1999" in narrowed.text
    wrong = client.get("/ask?question=contradictions&year=last", headers=ENGLISH).text
    assert "year takes a whole number, not &#39;last&#39;" in wrong


def test_a_figure_leads_to_its_box(client: TestClient, edition: Edition) -> None:
    known = edition.row(
        "select doc_id, page, fact_id, value_yuan from v_headline_facts where measure = ? "
        "order by doc_id limit 1",
        [TOTAL],
    )
    assert known is not None
    sql = (
        f"select value_yuan, doc_id, page, fact_id from v_headline_facts where fact_id = '{known['fact_id']}'"
    )
    html = client.get("/ask", params={"sql": sql}, headers=ENGLISH).text
    place = f"/d/{known['doc_id']}/p/{known['page']}?fact={known['fact_id']}"
    assert f'<a class="figure" href="{place}">{known["value_yuan"]:,}</a>' in html


def test_a_figure_of_a_wide_view_leads_to_its_own_box(client: TestClient, edition: Edition) -> None:
    sql = "select entity_name, doc_id, gpb_expenditure, pages, fact_ids from v_headline"
    row = edition.row(f"{sql} where gpb_expenditure is not null order by doc_id limit 1")
    assert row is not None
    to = Addresses()
    fact, page = row["fact_ids"]["gpb_expenditure"], row["pages"]["gpb_expenditure"]
    html = client.get("/ask", params={"sql": sql}, headers=ENGLISH).text
    assert f'href="{to.place(row["doc_id"], page, fact=fact)}">{row["gpb_expenditure"]:,}</a>' in html


def test_cells_are_written_as_they_are_read() -> None:
    columns = [
        ("fiscal_year", "SMALLINT"),
        ("value", "DECIMAL(20,2)"),
        ("note", "VARCHAR"),
        ("x", "INTEGER[]"),
    ]
    answer = Answer(
        tuple(AnswerColumn(name, kind, "") for name, kind in columns),
        ((2025, Decimal("-1234567.80"), None, [1, 2]),),
        False,
    )
    (cells,) = shown_rows(answer, Addresses())
    assert [cell.text for cell in cells] == ["2025", "-1,234,567.80", "null", "1; 2"]
    assert [cell.kind for cell in cells] == ["number", "number", "null", ""]


@pytest.mark.parametrize(
    ("sql", "advice"),
    [
        ("select * from v_headlin", "there is no dataset or view v_headlin; did you mean v_headline"),
        ("select entity_nam from documents", "Candidate bindings"),
        ("drop table documents", "only statements that read are possible"),
        ("select " + "1," * 9000 + "1", "a question has at most 16,000 characters here, this one has 18,008"),
    ],
)
def test_a_wrong_question_is_answered_with_advice_and_stays(
    client: TestClient, sql: str, advice: str
) -> None:
    page = client.get("/ask", params={"sql": sql}, headers=ENGLISH)
    assert advice in page.text
    assert f">{sql}</textarea>" in page.text
    assert advice in client.get("/ask.json", params={"sql": sql}, headers=ENGLISH).json()["problem"]


def test_more_rows_than_the_page_shows_are_in_the_file(client: TestClient) -> None:
    sql = "select n from range(700) t(n)"
    page = client.get("/ask", params={"sql": sql}, headers=ENGLISH).text
    assert "The first 500 rows" in page
    file = client.get("/ask.csv", params={"sql": sql}).content.decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(file))] == ["n", *map(str, range(700))]
    assert client.get("/ask.csv", headers=ENGLISH).status_code == 400


def test_sources_of_a_file_are_whole_addresses(client: TestClient, edition: Edition) -> None:
    sql = "select doc_id, source from v_documents order by 1 limit 1"
    _, row = csv.reader(io.StringIO(client.get("/ask.csv", params={"sql": sql}).content.decode("utf-8-sig")))
    doc_id = edition.value("select min(doc_id) from documents")
    assert row == [doc_id, f"{HOME}/d/{doc_id}", f"{HOME}/d/{doc_id}"]


def test_all_that_can_be_asked_is_described() -> None:
    views = {view.name: view for view in described_views()}
    assert views["v_headline"].meaning.startswith("One row for each entity and year")
    assert "gpb_expenditure" in {column.name for column in views["v_headline"].columns}
    facts = next(dataset for dataset in described_datasets() if dataset.name == "facts")
    assert {c.name: c.meaning for c in facts.columns}["fact_id"]
