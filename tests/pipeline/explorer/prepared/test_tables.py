"""Prepared answers are what the views say, row for row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.explorer.edition import Edition
from pipeline.explorer.library import Library
from pipeline.explorer.prepared.tables import TABLES


@pytest.fixture(scope="module")
def prepared(samples_output: Path) -> Iterator[Edition]:
    """With what was made beforehand."""
    library = Library(str(samples_output))
    library.wait()
    assert library.edition().is_prepared
    yield library.edition()
    library.close()


@pytest.fixture(scope="module")
def plain(samples_output: Path) -> Edition:
    """Without."""
    return Library(str(samples_output), prepares=False).edition()


def comparable(row: dict[str, Any]) -> str:
    """A list of different things has no order (`own_scopes`)."""
    return repr({k: sorted(v) if k == "own_scopes" and v else v for k, v in row.items()})


@pytest.mark.parametrize("name", [table.name for table in TABLES])
def test_rows_and_columns_are_those_of_the_view(prepared: Edition, plain: Edition, name: str) -> None:
    kept, asked = prepared.rows(f"from {name}"), plain.rows(f"from {name}")
    assert asked or name == "entity_relations"
    assert sorted(map(comparable, kept)) == sorted(map(comparable, asked))
    described = [
        [(column["column_name"], column["column_type"]) for column in edition.rows(f"describe {name}")]
        for edition in (prepared, plain)
    ]
    assert described[0] == described[1]


def test_each_fact_and_finding_knows_its_document(prepared: Edition, plain: Edition) -> None:
    for edition in (prepared, plain):
        for row in plain.rows("select fact_id, doc_id from facts using sample 20"):
            assert edition.document_of_fact(row["fact_id"]) == row["doc_id"]
        for row in plain.rows("select finding_id, doc_id from findings"):
            assert edition.document_of_finding(row["finding_id"]) == row["doc_id"]
        for unknown in ("0000000000000000", "no id", ""):
            assert edition.document_of_fact(unknown) is None


def test_people_that_ask_see_nothing_of_it(prepared: Edition) -> None:
    with prepared.asking() as asking:
        assert asking.answer("select count(*) from v_panel").rows[0][0] > 0
        assert "prepared" not in repr(asking.answer("show tables").rows)
