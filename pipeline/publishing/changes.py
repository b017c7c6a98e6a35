"""What is to be published otherwise than it is: documents that changed, and what that changes of others.

A document is changed where other rows of it are staged than are published. Its neighbourhood (`couplings`) is
arranged and compared again, for what its other documents say of each other may be otherwise now; only what
differs from what is published goes into the spool.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.datasets.ids import short_id
from pipeline.publishing.comparisons import COMPARED
from pipeline.publishing.couplings import Couplings, bodies_of, with_reforms
from pipeline.publishing.damage import staged_ties
from pipeline.publishing.neighbourhoods import Arranged, Neighbourhood, Spread, all_arranged
from pipeline.publishing.shares import Layout, Space
from pipeline.publishing.spool import Spool
from pipeline.storage.catalog import Catalog
from pipeline.storage.store import Bundle, Store

Row = dict[str, Any]


@dataclass(slots=True)
class Changes:
    """What is changed beside what stands in the spool."""

    documents: dict[str, Bundle | None] = field(default_factory=dict)
    """Documents whose rows are other ones now, with their bundles; null for those that are gone."""
    bodies: set[str] = field(default_factory=set)
    """Entities of which `entities` and `entity_relations` are made anew."""
    relations_of: set[str] = field(default_factory=set)
    """Documents whose stated relations are."""
    provinces: set[str | None] = field(default_factory=set)
    """Where these documents are and were."""
    entities: list[Row] = field(default_factory=list)
    entity_relations: list[tuple[str | None, Row]] = field(default_factory=list)
    """Each with its province: that of the document that states it, or of the bodies."""


@dataclass(frozen=True, slots=True)
class _Published:
    """What the catalogue says is published of a document."""

    unit: str
    year: int | None
    province: str | None
    arranged: str
    compared: str


class Finder:
    """Finds what changed, one neighbourhood after the other."""

    def __init__(
        self, store: Store, catalog: Catalog, layout: Layout, spool: Spool, spread: Spread | None = None
    ) -> None:
        """`spread` helps with many documents."""
        self.store = store
        self.spread = spread
        self.catalog = catalog
        self.layout = layout
        self.spool = spool
        self.couplings = Couplings(catalog)
        self.changes = Changes()

    def find(self, touched: Iterable[str]) -> Changes:
        """Everything that follows from these documents being otherwise than they are published."""
        waiting = list(touched)
        for doc_id in waiting:
            self._renew(doc_id)
        found = all_arranged(
            self.store, self._neighbourhoods(waiting), documents=len(waiting), spread=self.spread
        )
        for neighbourhood, one in found:
            self._enter(neighbourhood, one)
        self.couplings.close()
        return self.changes

    def _neighbourhoods(self, waiting: Iterable[str]) -> Iterator[Neighbourhood]:
        """Those of all of these documents, each once."""
        seen: set[str] = set()
        for doc_id in waiting:
            if doc_id not in seen:
                documents, keys = self.couplings.neighbourhood(doc_id)
                seen |= documents
                yield self._neighbourhood(sorted(documents), keys)

    def _renew(self, doc_id: str) -> None:
        """Notes where the rows of a document are others now, and its keys."""
        now, published = self.catalog.place(doc_id), self._published(doc_id)
        was = None if published is None else (published.unit, published.year, published.province)
        if now == was and now is not None:
            return
        for place in (was, now):
            if place is not None:
                self._spool_all(doc_id, place[1], place[2])
                self.changes.provinces.add(place[2])
        if now is None:
            self.changes.documents[doc_id] = None
            self.changes.relations_of.add(doc_id)
            self.couplings.replace(doc_id, frozenset())
            self.catalog.db.execute("delete from published where doc_id = ?", (doc_id,))
            return
        bundle = self.store.bundle(doc_id, *now)
        self.changes.documents[doc_id] = bundle
        self.couplings.replace(doc_id, with_reforms(staged_ties(self.store, bundle).keys))

    def _spool_all(self, doc_id: str, year: int | None, province: str | None) -> None:
        for space in self.layout.spaces(year, province):
            self.spool.add(space, doc_id)

    def _neighbourhood(self, reached: list[str], keys: frozenset[str]) -> Neighbourhood:
        """What is known of the documents that are reached from one."""
        places = {
            doc_id: self._bundle(doc_id) for doc_id in reached if self.catalog.place(doc_id) is not None
        }
        published = {doc_id: self._published(doc_id) for doc_id in places}
        return Neighbourhood(
            bodies_of(keys),
            tuple(places.values()),
            {doc_id: self.catalog.first_met(doc_id) for doc_id in places},
            {doc_id: self.catalog.first_address(doc_id) for doc_id in places},
            frozenset(doc_id for doc_id in places if self.catalog.is_superseded(doc_id)),
            {
                d: p.compared
                for d, p in published.items()
                if p is not None and d not in self.changes.documents
            },
        )

    def _enter(self, neighbourhood: Neighbourhood, found: Arranged) -> None:
        places = {bundle.doc_id: bundle for bundle in neighbourhood.bundles}
        self.changes.bodies |= neighbourhood.bodies
        self.changes.relations_of.update(places)
        self.changes.provinces.update(bundle.province for bundle in places.values())
        self.changes.entities += found.entities
        for row in found.entity_relations:
            stated_by = row["doc_id"]
            body = row["from_entity_id"] or row["to_entity_id"]
            province = places[stated_by].province if stated_by is not None else body[:2]
            self.changes.entity_relations.append((province, row))
        for row, one in zip(found.documents, found.said, strict=True):
            self._note(row, places[one.doc_id], self._published(one.doc_id), one.mark, one.rows)

    def _note(
        self,
        row: Row,
        bundle: Bundle,
        published: _Published | None,
        compared: str,
        said: Mapping[str, Any] | None,
    ) -> None:
        """Spools what is otherwise than published of one document."""
        doc_id, mark = bundle.doc_id, content_hash(row)
        is_changed = doc_id in self.changes.documents
        plain, folder = self.layout.space(bundle.province), Space("folder", bundle.year, bundle.province)
        if is_changed or published is None or published.arranged != mark:
            self.spool.add(self.layout.listing(bundle.province), doc_id, "documents", [row])
        if said is not None:
            for name in COMPARED:
                self.spool.add(folder if name == "checks" else plain, doc_id, name, said[name])
        if published is None or (published.arranged, published.compared) != (mark, compared) or is_changed:
            self.catalog.db.execute(
                "insert or replace into published values (?, ?, ?, ?, ?, ?)",
                (doc_id, bundle.unit, bundle.year, bundle.province, mark, compared),
            )

    def _bundle(self, doc_id: str) -> Bundle:
        changed = self.changes.documents.get(doc_id)
        if changed is not None:
            return changed
        place = self.catalog.place(doc_id)
        assert place is not None
        return self.store.bundle(doc_id, *place)

    def _published(self, doc_id: str) -> _Published | None:
        sql = "select unit, year, province, arranged, compared from published where doc_id = ?"
        row = self.catalog.db.execute(sql, (doc_id,)).fetchone()
        return None if row is None else _Published(*row)


def content_hash(row: Row) -> str:
    """Changes when a value of the row does."""
    return short_id(repr(sorted(row.items())))
