"""The connection that relations of an output share: made at the first question, read-only."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.ask.damage import explained
from pipeline.ask.query import Held, QueryError, query_error, require_reading

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


Params = Sequence[Any] | Mapping[str, Any]
"""Values for `?` (a sequence) or for `$name` (a mapping)."""


class Answers:
    """What an output answers to statements in SQL. Safe to use from several threads."""

    def __init__(self, held: Held) -> None:
        self.held = held
        self._lock = threading.Lock()
        self._types: dict[str, dict[str, str]] = {}

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The views over what is held."""
        return self.held.connect()

    def reading(self, sql: str) -> str:
        """The one statement of a text, ready to stand in another. Raises `QueryError` unless it only
        reads."""
        import duckdb

        try:
            return require_reading(self.connection, sql)
        except duckdb.Error as error:
            raise QueryError(str(error).strip()) from error

    def arrow(self, sql: str, params: Params = ()) -> pa.Table:
        """All rows. Raises `QueryError`, `DamagedOutput`."""
        with self._cursor() as cursor:
            require_reading(cursor, sql)
            return cursor.sql(sql, params=_values(params)).to_arrow_table()

    def types(self, sql: str, params: Params = ()) -> dict[str, str]:
        """The columns and their types; nothing is read for it. Raises `QueryError`, `DamagedOutput`."""
        if sql not in self._types:
            with self._asked(f"select * from ({sql}\n) limit 0", params) as cursor:
                self._types[sql] = {str(c[0]): str(c[1]) for c in cursor.description or ()}
        return self._types[sql]

    def rows(self, sql: str, params: Params, batch: int) -> Iterator[dict[str, Any]]:
        """Row by row, so many of them in memory. Raises `QueryError`, `DamagedOutput`."""
        with self._asked(sql, params) as cursor:
            names = [column[0] for column in cursor.description or ()]
            while rows := cursor.fetchmany(batch):
                yield from (dict(zip(names, row, strict=True)) for row in rows)

    @contextmanager
    def _asked(self, sql: str, params: Params) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._cursor() as cursor:
            require_reading(cursor, sql)
            yield cursor.execute(sql, _values(params))

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own for each question: one may be asked while the rows of another are read."""
        import duckdb

        with self._lock:
            cursor = self.connection.cursor()
        try:
            yield cursor
        except duckdb.Error as error:
            told = query_error(cursor, error) or self._damage(error)
            if told is None:
                raise
            raise told from error
        finally:
            cursor.close()

    def _damage(self, error: Exception) -> Exception | None:
        return None if self.held.is_remote else explained(Path(self.held.output), error)


def _values(params: Params) -> dict[str, Any] | list[Any]:
    return dict(params) if isinstance(params, Mapping) else list(params)
