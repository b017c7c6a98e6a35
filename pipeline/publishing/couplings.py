"""What couples documents: those that share a key are arranged together, and no others.

Keys are those of `pipeline.rows.ties`, and of reforms. Who is reached from a document over shared keys is its
neighbourhood: what is published of the others does not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import patterns
from extractors.identity.departments import kind_of
from patterns.shapes.renames import Renames
from pipeline.rows.ties import BODY
from pipeline.storage.catalog import Catalog

_ENTITY_PARTS = 3


def bodies_of(keys: Iterable[str]) -> frozenset[str]:
    """The entities that keys name.

    >>> sorted(bodies_of(["body 310107:finance:gov_department", "disclosure 0a"]))
    ['310107:finance:gov_department']
    """
    return frozenset(key.removeprefix(BODY) for key in keys if key.startswith(BODY))


class Couplings:
    """The keys of all staged documents, in the catalogue; those that they had before count until they are let
    go."""

    def __init__(self, catalog: Catalog) -> None:
        self.db = catalog.db
        self.db.execute("drop table if exists temp.dropped")
        self.db.execute(
            "create temp table dropped (key text, doc_id text, primary key (key, doc_id)) without rowid"
        )
        self.db.execute("create index temp.dropped_documents on dropped (doc_id)")

    def replace(self, doc_id: str, keys: frozenset[str]) -> None:
        """The document has these keys now; without any it is forgotten."""
        before = self._keys("links", doc_id)
        self.db.executemany(
            "insert into dropped values (?, ?)", ((key, doc_id) for key in sorted(before - keys))
        )
        self.db.execute("delete from links where doc_id = ?", (doc_id,))
        self.db.executemany("insert into links values (?, ?)", ((key, doc_id) for key in sorted(keys)))

    def neighbourhood(self, doc_id: str) -> tuple[frozenset[str], frozenset[str]]:
        """The documents that are reached from one, itself included, and all keys on the way."""
        documents: set[str] = set()
        known: set[str] = set()
        waiting = {doc_id}
        while waiting:
            documents |= waiting
            keys = {
                key for each in waiting for key in self._keys("links", each) | self._keys("dropped", each)
            }
            found = {one for key in keys - known for one in self._documents(key)}
            known |= keys
            waiting = found - documents
        return frozenset(documents), frozenset(known)

    def close(self) -> None:
        """Lets the keys go that documents had before."""
        self.db.execute("drop table if exists temp.dropped")

    def _keys(self, table: str, doc_id: str) -> frozenset[str]:
        return frozenset(
            row[0] for row in self.db.execute(f"select key from {table} where doc_id = ?", (doc_id,))
        )

    def _documents(self, key: str) -> list[str]:
        sql = "select doc_id from links where key = ?1 union select doc_id from dropped where key = ?1"
        return [row[0] for row in self.db.execute(sql, (key,))]


def with_reforms(keys: Iterable[str]) -> frozenset[str]:
    """The keys of a document, and those of the bodies that a reform made of the bodies that it names, or them
    of."""
    own = frozenset(keys)
    return own | {f"{BODY}{other}" for body in bodies_of(own) for other in _reformed(body)}


def _reformed(body: str) -> Iterator[str]:
    """What became of a body in a reform, and what it came from (patterns/renames.toml)."""
    parts = body.split(":")
    if len(parts) != _ENTITY_PARTS:
        return
    code, slug, _ = parts
    for reform in patterns.load(Renames).reform:
        for change in reform.changes:
            if slug in (change.before, change.after):
                for other in (change.before, change.after):
                    if other is not None:
                        yield f"{code}:{other}:{kind_of(other)}"
