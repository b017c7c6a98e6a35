"""What is to be published anew, share by share, on disk until the share is written."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.publishing.shares import Share, Space
from pipeline.storage.catalog import Catalog

Row = dict[str, Any]
ALL = ""
"""In place of a dataset: everything that is staged of the document."""


class Spool:
    """Documents whose rows are made anew, with the rows that publishing made of them."""

    def __init__(self, catalog: Catalog) -> None:
        self.db = catalog.db
        self.db.execute("drop table if exists temp.spool")
        self.db.execute(
            "create temp table spool (space text, doc_id text, dataset text, rows blob, "
            "primary key (space, doc_id, dataset)) without rowid"
        )

    def add(self, space: Space, doc_id: str, dataset: str = ALL, rows: Sequence[Row] = ()) -> None:
        """The rows of a document in a dataset are made anew; `rows` are those that are not staged."""
        content = pickle.dumps(list(rows), pickle.HIGHEST_PROTOCOL) if rows else None
        self.db.execute(
            "insert or replace into spool values (?, ?, ?, ?)", (space.name, doc_id, dataset, content)
        )

    def places(self) -> Iterator[tuple[Space, str]]:
        """Every space and document of which something is made anew."""
        for space, doc_id in self.db.execute(
            "select distinct space, doc_id from spool order by 1, 2"
        ).fetchall():
            yield Share.named(space).space, doc_id

    def of(self, space: Space, low: str, high: str) -> dict[str, dict[str, list[Row]]]:
        """Of documents with ids from `low` to before `high`: the rows by dataset, and those by document."""
        found: dict[str, dict[str, list[Row]]] = {}
        sql = (
            "select dataset, doc_id, rows from spool where space = ? and doc_id >= ? and doc_id < ? "
            "order by doc_id"
        )
        for dataset, doc_id, content in self.db.execute(sql, (space.name, low, high)):
            # Written a moment ago by this process, into a file that nobody else has.
            found.setdefault(dataset, {})[doc_id] = [] if content is None else pickle.loads(content)
        return found

    def rows(self, dataset: str) -> Iterator[Row]:
        """All rows of a dataset that are made anew."""
        sql = "select rows from spool where dataset = ? and rows is not null order by doc_id"
        for (content,) in self.db.execute(sql, (dataset,)):
            yield from pickle.loads(content)

    def close(self) -> None:
        """Forgets it all."""
        self.db.execute("drop table if exists temp.spool")
