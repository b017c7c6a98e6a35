"""Rows of changed documents take the places of those before; the others stay."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pyarrow as pa

from pipeline.publishing.splicing import runs, spliced

SCHEMA = pa.schema([("doc_id", pa.string()), ("n", pa.int64())])
NUMBERS: Any = SimpleNamespace(schema=SCHEMA, empty=SCHEMA.empty_table())
"""In the place of a dataset."""


def rows(*pairs: tuple[str, int]) -> pa.Table:
    return pa.Table.from_pylist([{"doc_id": doc, "n": n} for doc, n in pairs], schema=SCHEMA)


def told(table: pa.Table) -> list[tuple[str, int]]:
    return [(row["doc_id"], row["n"]) for row in table.to_pylist()]


def test_a_new_document_stands_between_its_neighbours() -> None:
    before = rows(("a", 1), ("a", 2), ("c", 3))
    found = spliced([before], None, {"b": [rows(("b", 9), ("b", 8))]}, NUMBERS)
    assert told(found) == [("a", 1), ("a", 2), ("b", 9), ("b", 8), ("c", 3)]


def test_what_is_given_anew_replaces_all_that_was_and_without_rows_it_goes() -> None:
    before = rows(("a", 1), ("b", 2), ("b", 3), ("c", 4))
    found = spliced([before], None, {"b": [rows(("b", 7)), rows(("b", 6))], "c": []}, NUMBERS)
    assert told(found) == [("a", 1), ("b", 7), ("b", 6)]


def test_of_several_shares_those_are_kept_that_are_named() -> None:
    one, other = rows(("a", 1), ("d", 4)), rows(("b", 2), ("c", 3))
    found = spliced([one, other], frozenset({"a", "c", "d"}), {}, NUMBERS)
    assert told(found) == [("a", 1), ("c", 3), ("d", 4)]


def test_rows_of_an_older_dictionary_get_the_columns_of_today() -> None:
    old = pa.table({"doc_id": ["a"]})
    assert told(spliced([old], None, {"b": [rows(("b", 1))]}, NUMBERS)) == [("a", None), ("b", 1)]


def test_nothing_at_all_is_an_empty_table_with_its_columns() -> None:
    found = spliced([], None, {}, NUMBERS)
    assert (found.num_rows, found.schema) == (0, SCHEMA)


def test_runs_go_over_the_borders_of_pieces() -> None:
    column = pa.chunked_array([["a"], ["a", "b"], [], ["b", "a"]], pa.string())
    assert runs(column) == [("a", 0, 2), ("b", 2, 2), ("a", 4, 1)]
    assert runs(pa.chunked_array([[]], pa.string())) == []
