"""The accounts of an output folder, as whoever is to change it must find them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline.publishing.publish import complete_publication
from pipeline.running.finishing import DeadRuns
from pipeline.running.taken_out import remind
from pipeline.storage import catalog_sync
from pipeline.storage.catalog import Catalog
from pipeline.storage.store import Store


@dataclass(frozen=True, slots=True)
class Accounts:
    """What an output folder holds and what runs that were cut off left in it."""

    catalog: Catalog
    dead: DeadRuns
    taken_out: set[str]
    """Documents that were taken out and of which something was left: to be purged when it is published."""


@contextmanager
def opened(store: Store, unit: str, *, anew: bool = False) -> Iterator[Accounts]:
    """Opens the catalogue, shows what a dead run had prepared, and brings in all that is staged.

    `anew` makes the catalogue again from what is there. The caller holds the store's lock. Raises `OSError`,
    `RecordDamaged`.
    """
    if anew:
        with catalog_sync.catalog_of(store) as catalog:
            complete_publication(store, catalog)
        catalog_sync.forget(store)
    with catalog_sync.catalog_of(store) as catalog:
        complete_publication(store, catalog)  # before anyone looks what is published
        died = bool(store.folder.names("state/journal"))
        dead = DeadRuns.below(store.folder)
        catalog_sync.bring_in(store, catalog, unit, is_dirty=died or anew)
        dead.tell(catalog)
        yield Accounts(catalog, dead, remind(store, catalog, unit))
