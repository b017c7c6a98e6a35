"""SQL that people write reads datasets and views, within bounds, and learns nothing of the machine."""

from __future__ import annotations

import pytest

from pipeline.ask.query import QueryError, WrongQuery
from pipeline.explorer.addresses import Addresses
from pipeline.explorer.asking import TooLong
from pipeline.explorer.edition import Edition


def test_datasets_and_views_answer_as_many_rows_as_are_asked_for(edition: Edition) -> None:
    with edition.asking() as asking:
        found = asking.answer("with d as (from v_documents) select file_name from d order by 1", rows=3)
        every = asking.answer(
            "select count(*) as n from documents where doc_kind = $kind", {"kind": "budget"}
        )
    assert found.columns == ("file_name",)
    assert [row[0] for row in found.rows] == [
        "beijing_style_final_account.txt",
        "gb18030_unit_account.txt",
        "landscape_budget.pdf",
    ]
    assert found.is_cut
    assert (every.rows, every.types, every.is_cut) == (((1,),), ("BIGINT",), False)


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_text('/etc/hostname')",
        "select * from glob('/*')",
        "select * from '/etc/hostname'",
        "from duckdb_settings()",
        "from pg_settings",
        "from information_schema.tables",
        "show databases",
        "select current_setting('temp_directory')",
        "select (select count(*) from read_parquet('x.parquet'))",
        "with documents as (select * from glob('*')) select * from documents",
        "select repeat('x', 2000000000)",
        "create table mine as select 1",
        "set memory_limit = '100GB'",
        "attach 'other.duckdb'",
        "select 1; select 2",
        "install httpfs",
    ],
)
def test_what_is_no_dataset_is_refused(edition: Edition, sql: str) -> None:
    with edition.asking() as asking, pytest.raises(WrongQuery):
        asking.answer(sql)


def test_a_dataset_that_is_not_there_is_said_with_those_that_are_called_alike(edition: Edition) -> None:
    with edition.asking() as asking, pytest.raises(WrongQuery, match=r"documens; did you mean documents"):
        asking.answer("select * from documens")


def test_a_question_without_end_is_ended(edition: Edition) -> None:
    with edition.asking() as asking:
        with pytest.raises(TooLong, match=r"more than 0\.2 seconds"):
            asking.answer("select count(*) from range(1000000000000)", seconds=0.2)
        assert asking.answer("select 1").rows == ((1,),), "the next is answered"


def test_a_question_that_needs_too_much_memory_is_ended(edition: Edition) -> None:
    with edition.asking() as asking, pytest.raises(QueryError, match="Out of Memory"):
        asking.answer("select list(i) from range(1000000000) t(i)")


def test_no_path_of_the_machine_is_told(edition: Edition) -> None:
    with edition.asking() as asking:
        runs = asking.answer("select source_uri from receipts")
    assert runs.rows
    assert not [text for row in runs.rows for text in row if "/" in text]


def test_a_source_is_the_address_of_its_page(edition: Edition) -> None:
    with edition.asking() as asking:
        found = asking.answer(
            "select doc_id, v_findings.page, source, source_uri from v_findings join documents using (doc_id)"
        )
    assert found.rows
    for doc_id, page, source, uri in found.rows:
        assert (source, uri) == (Addresses().place(doc_id, page), Addresses().document(doc_id))
