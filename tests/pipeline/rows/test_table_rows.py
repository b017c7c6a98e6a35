"""Rows of tables and their cells."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.rows.provenance import DocumentRows
from pipeline.rows.table_rows import table_rows
from tests.pipeline.fakes import extraction

TEXT = "2023|110112|某区财政局|final_account\n收入合计 1.50\n支出合计 1.40".encode()
FOUND = extraction(TEXT)


def test_cells_have_the_id_of_their_table() -> None:
    rows = table_rows(DocumentRows(FOUND))
    (table,) = rows["tables"]
    assert {cell["table_id"] for cell in rows["table_cells"]} == {table["table_id"]}
    assert (table["n_rows"], table["n_cols"], table["pages"], table["unit_multiplier"]) == (
        2,
        2,
        [1],
        Decimal(10000),
    )
    first = rows["table_cells"][0]
    assert (first["row"], first["col"], first["value_yuan"], first["column_path"]) == (
        0,
        1,
        Decimal(15000),
        ["决算数"],
    )


@pytest.mark.parametrize(("doubtful", "confidence"), [((), 1.0), (("gap",), 0.5)])
def test_a_doubtful_grid_is_half_sure(doubtful: tuple[str, ...], confidence: float) -> None:
    tables = tuple(replace(t, doubtful=doubtful) for t in FOUND.tables)
    rows = table_rows(DocumentRows(replace(FOUND, tables=tables)))
    assert {row["confidence"] for those in rows.values() for row in those} == {confidence}
