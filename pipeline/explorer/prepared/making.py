"""Makes the file of prepared answers, whole or not at all."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.ask.query import Held
from pipeline.datasets.views import quoted
from pipeline.explorer.bounds import Bounds, bind
from pipeline.explorer.prepared.tables import FACTS, FIGURES, TABLES, Table

if TYPE_CHECKING:
    import duckdb

SCHEMA = "prepared"
_DRAFT = ".draft-"
_OLD_SECONDS = 24 * 3600.0
"""A draft that nobody has touched for so long was left by a process that died."""


class Stopped(RuntimeError):
    """Preparing was told to end before it was done."""


def bounds() -> Bounds:
    """Of preparing: half of the processors, so that pages answer while it works."""
    return Bounds(memory_mb=2048, threads=max(1, (os.cpu_count() or 1) // 2), aside_mb=16_384)


def make(held: Held, target: Path, is_stopped: Callable[[], bool] = lambda: False) -> float:
    """Fills the file from the generation that is held; gives the seconds that it took.

    Raises `Stopped`; `OSError` where it cannot be written, DuckDB's errors where a published file is damaged.
    """
    started = time.monotonic()
    target.parent.mkdir(parents=True, exist_ok=True)
    _forget_drafts(target.parent)
    with tempfile.TemporaryDirectory(prefix=_DRAFT, dir=target.parent) as scratch:
        draft = Path(scratch) / "draft.duckdb"

        def attached(connection: duckdb.DuckDBPyConnection) -> None:
            bind(connection, bounds(), Path(scratch) / "aside")
            connection.execute(f"attach {quoted(draft.as_posix())} as {SCHEMA}")

        with held.connect(attached) as connection:
            for table in TABLES:
                _make(connection, table, is_stopped)
            _make_facts(connection)
            _make_figures(connection, is_stopped)
            connection.execute(f"detach {SCHEMA}")
        if is_stopped():
            raise Stopped
        draft.replace(target)
    return time.monotonic() - started


def _make(connection: duckdb.DuckDBPyConnection, table: Table, is_stopped: Callable[[], bool]) -> None:
    name, own = table.name, f"{SCHEMA}.{table.name}"
    connection.execute(f"create table {own} as from {name} limit 0")
    insert = f"insert into {own} select * from {name} order by {table.order}"
    if table.of is None:
        connection.execute(insert)
    else:
        row = connection.execute(
            "select sql from duckdb_views() where view_name = ? and not internal", [table.of]
        ).fetchone()
        assert row is not None
        whole = str(row[0]).partition(" AS ")[2].rstrip(";")
        provinces = f"select distinct province from {SCHEMA}.documents order by 1"
        for (province,) in connection.execute(provinces).fetchall():
            if is_stopped():
                raise Stopped
            condition = "province is null" if province is None else f"province = {quoted(province)}"
            connection.execute(
                f"create or replace view {table.of} as select * from ({whole}) where {condition}"
            )
            connection.execute(insert)
        connection.execute(f"create or replace view {table.of} as {whole}")
    connection.execute(f"create or replace view {name} as from {own}")
    if is_stopped():
        raise Stopped


def _make_facts(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        f"create table {SCHEMA}.{FACTS} as select ('0x' || fact_id)::ubigint as fact, "
        f"d.rowid::uinteger as document from facts join {SCHEMA}.documents d using (doc_id) order by fact"
    )


def _make_figures(connection: duckdb.DuckDBPyConnection, is_stopped: Callable[[], bool]) -> None:
    own = f"{SCHEMA}.{FIGURES}"
    connection.execute(f"create table {own} (amount decimal(24, 6), is_yuan boolean, document uinteger)")
    provinces = f"select distinct province from {SCHEMA}.documents order by 1"
    for (province,) in connection.execute(provinces).fetchall():
        if is_stopped():
            raise Stopped
        condition = "province is null" if province is None else f"province = {quoted(province)}"
        connection.execute(
            f"""
            insert into {own}
            with figures as (
              select doc_id, value, value_yuan from table_cells where not is_header and {condition}
              union all
              select doc_id, value, value_yuan from quantities where {condition}
            ), amounts as (
              select doc_id, value as amount, false as is_yuan from figures where value is not null
              union
              select doc_id, value_yuan, true from figures where value_yuan is not null
            )
            select amount, is_yuan, d.rowid from amounts join {SCHEMA}.documents d using (doc_id) order by all
            """
        )


def _forget_drafts(folder: Path) -> None:
    """What is left of processes that died."""
    import shutil

    for path in folder.glob(f"{_DRAFT}*"):
        try:
            is_old = time.time() - max(p.stat().st_mtime for p in (path, *path.iterdir())) > _OLD_SECONDS
        except OSError:  # another is about it
            continue
        if is_old:
            shutil.rmtree(path, ignore_errors=True)
