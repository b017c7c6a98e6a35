"""How often constructions held, counted over published datasets."""

from __future__ import annotations

from pathlib import Path

import duckdb

from patterns.shapes.records import ConstructionRecord
from pipeline.learning.construction_counts import DocumentCount, counted, document_counts, write_records

FACTS = [
    # doc, construction, reading, role, value, confirmed_by, id
    ("d", "x", None, "final", 5, ["table"], "1"),
    ("d", "x", None, "final", 5, ["growth"], "2"),  # the arithmetic of a rate says not what an amount is of
    ("d", "x", None, "final", 5, [], "3"),  # and a check fails with it
    ("d", "x", None, "final", 0, ["table"], "4"),
    ("d", "y", None, "growth_yoy", 5, ["growth"], "5"),
    ("d", "y", "I06", "growth_yoy", 5, ["growth"], "6"),  # an identity chose how it was read
    ("d", None, None, "final", 5, ["table"], "7"),
]


def test_what_holds_and_fails_in_a_document() -> None:
    connection = duckdb.connect()
    connection.execute("create table documents as select 'd' as doc_id, '310107' as division_code")
    connection.execute("create table checks (result text, lhs_ids text[], rhs_ids text[])")
    connection.execute("insert into checks values ('fail', ['3'], ['1']), ('pass', ['2'], ['1'])")
    connection.execute(
        "create table facts (doc_id text, construction text, reading text, role text, value int, "
        "confirmed_by text[], fact_id text)"
    )
    connection.executemany("insert into facts values (?, ?, ?, ?, ?, ?, ?)", FACTS)
    assert list(document_counts(connection)) == [
        DocumentCount("d", "3101", "x", 4, 1, 1),
        DocumentCount("d", "3101", "y", 1, 1, 0),
    ]


def record(construction: str, *numbers: int) -> ConstructionRecord:
    return ConstructionRecord(
        **dict(zip(ConstructionRecord.__struct_fields__, (construction, *map(str, numbers)), strict=True))
    )


def test_records_count_documents_and_regions_and_no_document_twice() -> None:
    rows = [
        DocumentCount("a", "3101", "x", 4, 3, 0),
        DocumentCount("b", "3101", "x", 2, 1, 1),
        DocumentCount("c", "4401", "x", 1, 0, 1),
        DocumentCount("a", "3101", "x", 4, 3, 0),
        DocumentCount("a", "3101", "w", 1, 0, 0),
    ]
    assert counted(rows) == [record("w", 1, 0, 0, 1, 0, 0), record("x", 7, 4, 2, 3, 1, 2)]


def test_records_are_written_with_their_columns(tmp_path: Path) -> None:
    write_records(tmp_path, [record("x", 7, 4, 2, 3, 1, 2)])
    assert (tmp_path / "records.csv").read_text(encoding="utf-8").splitlines() == [
        "construction,facts,held,failed,documents,regions,regions_failed",
        "x,7,4,2,3,1,2",
    ]
