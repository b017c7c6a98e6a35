"""Neighbourhoods of documents, arranged and compared: the part of publishing that many processes can share.

What becomes of a neighbourhood depends on its bundles and on what it is told alone; nothing here asks the
catalogue.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.publishing.arrangement import arrangement, describe
from pipeline.publishing.comparisons import Said, comparisons
from pipeline.publishing.damage import DamagedStaged, open_staged, staged_ties
from pipeline.rows.ties import Ties
from pipeline.storage.bundles import OpenBundle
from pipeline.storage.catalog import Address
from pipeline.storage.store import Bundle, Store

Row = dict[str, Any]
Spread = Callable[[str, Iterable[Any]], Iterator[tuple[Any, Any]]]
"""Runs a function of an import name for every task, by whoever helps: each task with its result, or null
where none came of it."""
HELD = 32_000_000
"""Bytes of bundles that are kept open for the next neighbour."""
WORK = "pipeline.publishing.neighbourhoods:work"
MANY = 256
"""So many changed documents are worth the start of helpers."""
_AT_ONCE = 64
"""Documents of one task."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Documents that are arranged together, and what is known of them."""

    bodies: frozenset[str]
    """The entities that they name."""
    bundles: tuple[Bundle, ...]
    """By id."""
    first_met: Mapping[str, str | None]
    """The first source of each."""
    addresses: Mapping[str, Address]
    """Where each is published."""
    superseded: frozenset[str]
    """Those in whose places other bytes stand now."""
    compared: Mapping[str, str]
    """The marks of what is published as said of them (`Said.mark`), where their own rows did not change."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """What becomes of a neighbourhood."""

    documents: list[Row]
    """Rows of `documents`, by id."""
    entities: list[Row]
    entity_relations: list[Row]
    said: list[Said]
    """Of each of the documents."""


@dataclass(frozen=True, slots=True)
class Task:
    """Some neighbourhoods of an output folder."""

    output: str
    neighbourhoods: tuple[Neighbourhood, ...]


class Bundles:
    """Staged documents, the last ones kept open."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._open: OrderedDict[str, OpenBundle] = OrderedDict()
        self._size = 0

    def open(self, bundle: Bundle) -> OpenBundle:
        """The rows of a staged document. Raises `DamagedStaged`."""
        found = self._open.get(bundle.name)
        if found is None:
            found = self._open[bundle.name] = open_staged(self.store, bundle)
            self._size += len(found)
            while self._size > HELD and len(self._open) > 1:
                _, oldest = self._open.popitem(last=False)
                self._size -= len(oldest)
        return found

    def ties(self, bundle: Bundle) -> Ties:
        """What ties a document to others, from its head. Raises `DamagedStaged`."""
        return staged_ties(self.store, bundle)


def arranged(neighbourhood: Neighbourhood, bundles: Bundles) -> Arranged:
    """Arranges and compares a neighbourhood. Raises `DamagedStaged`."""
    places = {bundle.doc_id: bundle for bundle in neighbourhood.bundles}
    described = [describe(bundles.open(bundle)) for bundle in neighbourhood.bundles]
    found = arrangement(described, neighbourhood.first_met, neighbourhood.superseded, neighbourhood.addresses)
    units = {doc_id: bundle.unit for doc_id, bundle in places.items()}
    said = comparisons(
        found.documents, units, neighbourhood.compared, lambda doc_id: bundles.open(places[doc_id])
    )
    return Arranged(found.documents, found.entities, found.entity_relations, list(said))


def work(task: Task) -> list[Arranged] | DamagedStaged:
    """What becomes of the neighbourhoods of a task; what is damaged, instead of any."""
    bundles = Bundles(Store(task.output))
    try:
        return [arranged(one, bundles) for one in task.neighbourhoods]
    except DamagedStaged as damaged:
        return damaged


def all_arranged(
    store: Store, neighbourhoods: Iterator[Neighbourhood], *, documents: int, spread: Spread | None
) -> Iterator[tuple[Neighbourhood, Arranged]]:
    """What becomes of each neighbourhood; `documents` is how many changed. Raises `DamagedStaged`."""
    if spread is None or documents < MANY:
        bundles = Bundles(store)
        for one in neighbourhoods:
            yield one, arranged(one, bundles)
        return
    tasks = (Task(store.folder.url, some) for some in _batches(neighbourhoods))
    for task, result in spread(WORK, tasks):
        found = work(task) if result is None else result  # a helper that died says nothing of the task
        if isinstance(found, DamagedStaged):
            raise found
        yield from zip(task.neighbourhoods, found, strict=True)


def _batches(neighbourhoods: Iterator[Neighbourhood]) -> Iterator[tuple[Neighbourhood, ...]]:
    """Some at a time, of about `_AT_ONCE` documents."""
    some: list[Neighbourhood] = []
    count = 0
    for one in neighbourhoods:
        some.append(one)
        count += len(one.bundles)
        if count >= _AT_ONCE:
            yield tuple(some)
            some, count = [], 0
    if some:
        yield tuple(some)
