"""Rows to Arrow tables with exactly the columns and types of the data dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.datasets.columns import Row, column
from pipeline.datasets.schema import dataset

if TYPE_CHECKING:
    import pyarrow as pa


def to_table(name: str, rows: Sequence[Row]) -> pa.Table:
    """An Arrow table of a dataset's rows.

    Raises `KeyError` for a row without one of the columns: absent is written as null, never left out.
    """
    import pyarrow as pa

    schema = dataset(name).schema
    arrays = [pa.array(column(rows, field.name), field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def conform(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table with exactly the columns of the schema: those that it lacks are null."""
    import pyarrow as pa

    if table.schema.equals(schema):
        return pa.Table.from_arrays(table.columns, schema=schema)
    columns = [
        table.column(field.name).cast(field.type)
        if field.name in table.column_names
        else pa.nulls(table.num_rows, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)
