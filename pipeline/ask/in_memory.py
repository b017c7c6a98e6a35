"""A DuckDB in memory that shows no progress of its own."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def in_memory() -> duckdb.DuckDBPyConnection:
    """A new one. In notebooks without ipywidgets DuckDB shows no progress, and refuses to be told so."""
    import duckdb

    connection = duckdb.connect()
    with suppress(duckdb.InvalidInputException):
        connection.execute("set enable_progress_bar = false")
    return connection
