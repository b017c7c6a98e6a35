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
                                source_uri text);
        create table reasons (reason_id text, doc_id text, text text, theme text, boilerplate_hash text,
                              fact_ids text[], page int, char_start int);
        create table facts (fact_id text, measure text);
        insert into documents values
            ('d1', 'e1', '甲局', 2023, 'a.pdf'), ('d2', 'e2', '乙局', 2023, 'b.pdf'),
            ('d3', 'e2', '乙局', 2024, 'c.pdf');
        insert into facts values
            ('f1', 'income.total'), ('f2', 'expenditure.total'), ('f3', 'gpb.expenditure');
        insert into reasons values
            ('r1', 'd1', '主要原因是按需支出', 'actual_need', 'h1', ['f1'], 7, 70),
            ('r2', 'd1', '主要是按需支出', 'actual_need', 'h1', [], 5, 50),
            ('r3', 'd2', '主要原因是按需支出', 'actual_need', 'h1', [], null, 10),
            ('r4', 'd3', '原因是人员增加', 'staff_changes', 'h2', ['f1', 'f2'], 1, 1),
            ('r5', 'd3', '原因是人员增加', 'staff_changes', 'h2', ['f3'], 2, 2),
            ('r6', 'd3', '原因是项目减少', 'project_adjusted', 'h3', ['f1', 'f2'], 3, 3);
        """
    )
    statement = VIEWS.read_text(encoding="utf-8").split("create or replace view v_boilerplate_reasons")[1]
    found.execute("create or replace view v_boilerplate_reasons" + statement.split(";")[0])
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
    rows = (
        connect(output)
        .execute("select doc_id, income_total, agency_operating, page, source from v_headline")
        .fetchall()
    )
    assert rows == [("tables", Decimal(300), Decimal(40), 2, "tables.pdf#page=2")]
    best = (
        connect(output)
        .execute("select doc_id, primary_doc_id, measure, source from v_best_facts order by measure")
        .fetchall()
    )
    assert best == [
        ("words", "tables", "agency_operating", "words.pdf#page=5"),
        ("tables", "tables", "income.total", "tables.pdf#page=2"),
    ]
