"""SQL that people write: it reads the contract's datasets and views, in bounded time and memory.

What a statement speaks of is looked at before it runs: datasets, views, what it defines itself, and functions
that make rows of numbers. Nothing tells a path of the machine: `source_uri` is the name of the file, and
of a document its address here, so that `source` of every view and named question leads to the page.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.ask.query import Held, QueryError, WrongQuery, query_error, require_reading
from pipeline.ask.suggestions import near, with_near
from pipeline.datasets.schema import datasets
from pipeline.explorer.bounds import ASKED, Bounds, bind
from pipeline.language.spoken import tr

if TYPE_CHECKING:
    import duckdb

SECONDS = 20.0
AT_ONCE = 2
"""Questions that are answered at a time: pages have to be answered as well."""
_PATIENCE = 2.0
"""Seconds that another one waits for its turn."""
ROWS = 1000
_MAKERS = frozenset({"range", "generate_series", "unnest"})
"""Functions in the place of a table that read nothing."""
_REFUSED = frozenset({"current_setting", "getvariable", "repeat", "lpad", "rpad", "bar", "write_log"})
"""Functions that speak of the machine, or make texts of any length outside of DuckDB's account of memory."""
_PATH = "source_uri"
_FILE = f"if(contains({_PATH}, '://'), {_PATH}, parse_filename({_PATH}))"
_ADDRESS = "'/d/' || doc_id"
_LINK = (
    "create or replace macro page_link"
    "(source_url, source_uri, page) as source_uri || coalesce('/p/' || page, ''), "
    "(source_url, source_uri, page, locator) as source_uri || coalesce('/p/' || page, '')"
)
"""Addresses of documents and pages as `Addresses` makes them: the views make theirs of these."""


class TooLong(QueryError):
    """A question took longer than it may."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Rows of an answer, as many as were asked for."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    """As DuckDB calls them."""
    rows: tuple[tuple[Any, ...], ...]
    is_cut: bool
    """Whether there are more."""
    seconds: float


class Asking:
    """Answers one question at a time; made by `Asker.asking`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, names: frozenset[str]) -> None:
        self.connection = connection
        """A cursor of the connection that sees datasets and views alone."""
        self.names = names

    def answer(
        self,
        sql: str,
        values: Sequence[Any] | Mapping[str, Any] = (),
        *,
        rows: int = ROWS,
        seconds: float = SECONDS,
    ) -> Answered:
        """The first `rows` of one reading statement.

        Raises `TooLong`; `WrongQuery` for one that does not read the datasets alone; `QueryError` with
        advice; DuckDB's own error where a file may be damaged.
        """
        import duckdb

        started = time.monotonic()
        is_late = threading.Event()
        timer = threading.Timer(seconds, self._stop, [is_late])
        timer.start()
        try:
            self.check(sql)
            found = self.connection.execute(sql, values)
            described = found.description or ()
            read = found.fetchmany(rows + 1)
        except duckdb.InterruptException as error:
            if not is_late.is_set():
                raise
            raise TooLong(
                tr("this took more than {seconds} seconds and was ended", seconds=f"{seconds:g}")
            ) from error
        except duckdb.Error as error:
            told = query_error(self.connection, error)
            if told is None:
                raise
            raise told from error
        finally:
            timer.cancel()
        return Answered(
            tuple(column[0] for column in described),
            tuple(str(column[1]) for column in described),
            tuple(read[:rows]),
            len(read) > rows,
            time.monotonic() - started,
        )

    def check(self, sql: str) -> str:
        """The statement without its semicolon. Raises `WrongQuery` where it reads what is none of these."""
        statement = require_reading(self.connection, sql)
        row = self.connection.execute("select json_serialize_sql(?::varchar)", [statement]).fetchone()
        assert row is not None
        tree = json.loads(row[0])
        if tree["error"]:
            raise WrongQuery(tr("only statements that read are possible here: select, describe, summarize"))
        nodes = list(_nodes(tree))
        own = {entry["key"].lower() for node in nodes for entry in node.get("map", ()) if "key" in entry}
        for node in nodes:
            self._check_node(node, own)
        return statement

    def _check_node(self, node: Mapping[str, Any], own: set[str]) -> None:
        match node.get("type"):
            case "BASE_TABLE":
                name = str(node["table_name"])
                is_plain = node["schema_name"] in ("", "main") and node["catalog_name"] in ("", "memory")
                if not is_plain or name.lower() not in self.names | own:
                    problem = tr("there is no dataset or view {name}", name=name)
                    offered = near(name, sorted(self.names))
                    raise WrongQuery(with_near(problem, offered) if offered else problem)
            case "TABLE_FUNCTION":
                name = str(node["function"]["function_name"])
                if name.lower() not in _MAKERS:
                    raise WrongQuery(tr("{name}() is not possible here: datasets and views are", name=name))
            case "SHOW_REF":
                if node["show_type"] == "SHOW_SPECIAL" and node["table_name"] != '"tables"':
                    raise WrongQuery(
                        tr("only statements that read are possible here: select, describe, summarize")
                    )
            case "FUNCTION":
                name = str(node["function_name"])
                if name.lower() in _REFUSED:
                    raise WrongQuery(tr("{name}() is not possible here", name=name))

    def _stop(self, is_late: threading.Event) -> None:
        is_late.set()
        self.connection.interrupt()


class Asker:
    """Opens what questions are asked of, when the first one is."""

    def __init__(self, held: Held, bounds: Bounds = ASKED) -> None:
        self._held, self._bounds = held, bounds
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._names: frozenset[str] = frozenset()

    @contextmanager
    def asking(self) -> Iterator[Asking]:
        """For one question or more, in this thread. Raises `QueryError`, `DamagedOutput`."""
        if not self._turns.acquire(timeout=_PATIENCE):
            raise QueryError(tr("other questions are being answered; ask again in a moment"))
        try:
            with self._open().cursor() as cursor:
                yield Asking(cursor, self._names)
        finally:
            self._turns.release()

    def _open(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if self._connection is None:
                self._connection = self._held.connect(self._shaped)
                found = self._connection.execute("select view_name from duckdb_views() where not internal")
                self._names = frozenset(name.lower() for (name,) in found.fetchall())
            return self._connection

    def _shaped(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Bounds; of paths of the machine the last part; of documents the address."""
        bind(connection, self._bounds)
        connection.execute(_LINK)
        for name in self._held.names:
            if any(column.name == _PATH for column in datasets()[name].columns):
                row = connection.execute(
                    "select sql from duckdb_views() where view_name = ? and not internal", [name]
                ).fetchone()
                assert row is not None
                body = str(row[0]).partition(" AS ")[2].rstrip(";")
                shown = _ADDRESS if name == "documents" else _FILE
                connection.execute(
                    f"create or replace view {name} as select * replace ({shown} as {_PATH}) from ({body})"
                )


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    """All nodes of a statement."""
    if isinstance(tree, dict):
        yield tree
        for below in tree.values():
            yield from _nodes(below)
    elif isinstance(tree, list):
        for below in tree:
            yield from _nodes(below)
