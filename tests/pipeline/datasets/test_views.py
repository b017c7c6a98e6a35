from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.ask.query import connect
from pipeline.datasets.views import VIEWS
from tests.pipeline.published import document, fact, publish

Rows = list[tuple[Any, ...]]


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    """Datasets in memory with the columns that `v_boilerplate_reasons` reads."""
    found = duckdb.connect()
    found.execute(
        """
        create table documents (doc_id text, entity_id text, entity_name text, fiscal_year int,
                                source_uri text, source_url text);
        create table reasons (reason_id text, doc_id text, text text, theme text, boilerplate_hash text,
                              fact_ids text[], page int, locator text, char_start int);
        create table facts (fact_id text, measure text);
        insert into documents (doc_id, entity_id, entity_name, fiscal_year, source_uri) values
            ('d1', 'e1', '甲局', 2023, 'a.pdf'), ('d2', 'e2', '乙局', 2023, 'b.pdf'),
            ('d3', 'e2', '乙局', 2024, 'c.pdf');
        insert into facts values
            ('f1', 'income.total'), ('f2', 'expenditure.total'), ('f3', 'gpb.expenditure');
        insert into reasons (reason_id, doc_id, text, theme, boilerplate_hash, fact_ids, page,
                                 char_start) values
            ('r1', 'd1', '主要原因是按需支出', 'actual_need', 'h1', ['f1'], 7, 70),
            ('r2', 'd1', '主要是按需支出', 'actual_need', 'h1', [], 5, 50),
            ('r3', 'd2', '主要原因是按需支出', 'actual_need', 'h1', [], null, 10),
            ('r4', 'd3', '原因是人员增加', 'staff_changes', 'h2', ['f1', 'f2'], 1, 1),
            ('r5', 'd3', '原因是人员增加', 'staff_changes', 'h2', ['f3'], 2, 2),
            ('r6', 'd3', '原因是项目减少', 'project_adjusted', 'h3', ['f1', 'f2'], 3, 3);
        """
    )
    views = VIEWS.read_text(encoding="utf-8")
    found.execute(views[views.index("create or replace macro") : views.index("-- Every document")])
    begin = "create or replace view v_boilerplate_reasons"
    found.execute(begin + views.split(begin)[1].split(";")[0])
    return found


def test_reasons_that_documents_copy_and_that_one_gives_for_three_measures(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    columns = "boilerplate_hash, theme, documents, entities, printings, measures, source"
    sql = f"select {columns} from v_boilerplate_reasons order by 1"
    assert connection.execute(sql).fetchall() == [
        ("h1", "actual_need", 2, 2, 3, 1, "a.pdf#page=5"),
        ("h2", "staff_changes", 1, 1, 2, 3, "c.pdf#page=1"),
    ]


def test_a_copied_reason_leads_to_its_first_page_in_every_document(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    [(places,)] = connection.execute(
        "select places from v_boilerplate_reasons where boilerplate_hash = 'h1'"
    ).fetchall()
    assert [(p["entity_name"], p["page"], p["source"]) for p in places] == [
        ("甲局", 5, "a.pdf#page=5"),
        ("乙局", None, "b.pdf"),
    ]


def test_a_disclosure_in_two_files_is_one_row_with_the_figures_of_both(tmp_path: Path) -> None:
    """Beijing publishes tables and explanation apart: the explanation alone prints agency_operating."""
    words = {"group_role": "part", "primary_doc_id": "tables", "is_primary": False}
    output = publish(
        tmp_path,
        documents=[document("tables"), document("words", **words)],
        facts=[
            fact("tables", "income.total", "300", 2, scope="all_funds"),
            fact("words", "income.total", "301", 3, source_kind="narrative"),
            fact("words", "agency_operating", "40", 5, source_kind="narrative"),
        ],
    )
    assert headline(output, "doc_id, income_total, agency_operating, page, source") == [
        ("tables", Decimal(300), Decimal(40), 1, "tables.pdf")
    ]
    places = "pages.income_total, sources.income_total, pages.agency_operating, sources.agency_operating"
    assert headline(output, places) == [(2, "tables.pdf#page=2", 5, "words.pdf#page=5")]
    best = (
        connect(output)
        .execute("select doc_id, primary_doc_id, measure, source from v_best_facts order by measure")
        .fetchall()
    )
    assert best == [
        ("words", "tables", "agency_operating", "words.pdf#page=5"),
        ("tables", "tables", "income.total", "tables.pdf#page=2"),
    ]


DERIVED = {"source_kind": "derived", "derivation": "sum_of_classes", "confidence": 0.8}


def headline(output: Path, columns: str) -> Rows:
    return connect(output).execute(f"select {columns} from v_headline order by doc_id").fetchall()


def test_the_headline_says_which_figures_are_derived_and_how_sure_the_least_is(tmp_path: Path) -> None:
    facts = [
        fact("a", "gpb.basic_expenditure", "100", 4, confidence=0.9),
        fact("a", "gpb.personnel", "70", 5, **DERIVED),
        fact("a", "income.total", "99", 6, source_kind="derived", derivation="implied_prior"),
        fact("b", "gpb.personnel", "7", 5),
    ]
    output = publish(tmp_path, documents=[document("a", "甲"), document("b", "乙")], facts=facts)
    columns = "gpb_personnel, income_total, derived, round(least_confidence::double, 2), scope_type"
    assert headline(output, columns) == [
        (Decimal(70), None, ["gpb_personnel"], 0.8, "department_rollup"),
        (Decimal(7), None, [], 1.0, "department_rollup"),
    ]
    figures = connect(output).execute(
        "select measure, source_kind, derivation, page, round(confidence::double, 2) from v_headline_facts "
        "where doc_id = 'a' order by measure"
    )
    assert figures.fetchall() == [
        ("gpb.basic_expenditure", "table", None, 4, 0.9),
        ("gpb.personnel", "derived", "sum_of_classes", 5, 0.8),
    ]


def test_what_the_other_file_prints_comes_before_what_one_derives(tmp_path: Path) -> None:
    words = document("words", group_role="part", primary_doc_id="tables", is_primary=False)
    facts = [
        fact("tables", "gpb.personnel", "70", 5, **DERIVED),
        fact("words", "gpb.personnel", "71", 2, source_kind="narrative"),
    ]
    output = publish(tmp_path, documents=[document("tables"), words], facts=facts)
    found = headline(output, "gpb_personnel, derived, sources.gpb_personnel")
    assert found == [(Decimal(71), [], "words.pdf#page=2")]
    assert connect(output).execute("select count(*) from v_derived").fetchone() == (0,)


def test_a_derived_headline_figure_has_its_operands(tmp_path: Path) -> None:
    operands = [
        fact("a", "gpb.basic_expenditure", yuan, 5, economic_code=code)
        for yuan, code in (("60", "301"), ("10", "303"))
    ]
    derived = fact("a", "gpb.personnel", "70", 5, derived_from=[o["fact_id"] for o in operands], **DERIVED)
    output = publish(tmp_path, documents=[document("a")], facts=[*operands, derived])
    [(found,)] = connect(output).execute("select operands from v_derived").fetchall()
    assert [(o["economic_code"], o["value_yuan"]) for o in found] == [("301", 60), ("303", 10)]


def asked_for(doc: str, **scores: int) -> list[dict[str, Any]]:
    """The components of a disclosure, an item each."""
    points = {"tables": 30, "detail": 15, "sections": 20, "reasons": 10, "three_public": 25}
    return [
        {"doc_id": doc, "component": c, "item": c, "score": Decimal(scores.get(c, 1)), "points": Decimal(p)}
        for c, p in points.items()
    ]


def test_a_file_that_is_not_there_is_told_from_one_that_shows_little(tmp_path: Path) -> None:
    attached = {
        "component": "tables",
        "item": "attached_elsewhere",
        "score": Decimal(1),
        "points": Decimal(0),
    }
    openness = [
        *asked_for("whole", three_public=0),
        *asked_for("words", tables=0, detail=0),
        *asked_for("says", tables=0, detail=0),
        {"doc_id": "says", **attached},
        *asked_for("tables", sections=0, reasons=0, three_public=0),
    ]
    names = ("whole", "words", "says", "tables")
    output = publish(tmp_path, documents=[document(doc, doc) for doc in names], openness=openness)
    found = connect(output).execute(
        "select doc_id, openness, other_file, announced, asked, openness_of_asked from v_openness order by 1"
    )
    assert found.fetchall() == [
        ("says", 55, "tables", True, 55, 100.0),
        ("tables", 45, "explanation", False, 70, 64.3),
        ("whole", 75, None, False, 100, 75.0),
        ("words", 55, "tables", False, 55, 100.0),
    ]


def test_two_files_of_one_disclosure_are_one_whole(tmp_path: Path) -> None:
    words = document("words", group_role="part", primary_doc_id="tables", is_primary=False)
    openness = [*asked_for("words", tables=0, detail=0), *asked_for("tables", sections=0, reasons=0)]
    output = publish(tmp_path, documents=[document("tables"), words], openness=openness)
    found = connect(output).execute("select openness, other_file, asked from v_openness")
    assert found.fetchall() == [(100, None, 100)]
