"""The staged documents of an output folder, each read through."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.datasets.schema import datasets
from pipeline.storage.bundles import OpenBundle
from pipeline.storage.store import Bundle, Store
from pipeline.storage.unit_of_work import Settings, unit_hash
from pipeline.upkeep.ailments import REREAD, Ailment


@dataclass(frozen=True, slots=True)
class StagedDocuments:
    """Rows of each staged document by dataset, and the bundles that cannot be used."""

    rows: dict[str, Counter[str]]
    ailments: tuple[Ailment, ...]


def read_staged(store: Store) -> StagedDocuments:
    """Reads every bundle through: no manifest is believed."""
    rows: dict[str, Counter[str]] = {}
    ailments = []
    for bundle in store.staged(unit_hash(Settings())):
        counts = _rows(store, bundle)
        if isinstance(counts, str):
            ailments.append(Ailment("bundle", f"{bundle.name} {counts}", REREAD, bundle.name))
        else:
            rows[bundle.doc_id] = counts
    return StagedDocuments(rows, tuple(ailments))


def _rows(store: Store, bundle: Bundle) -> Counter[str] | str:
    """The rows of a bundle by dataset, or what is wrong with it."""
    try:
        opened = OpenBundle(store.folder.read(bundle.name))
        if not opened.is_whole:
            return "is not what was written: its hash is another"
        tables = {name: opened.dataset(name) for name in datasets()}
    except (OSError, ValueError, KeyError) as error:
        return f"cannot be read ({error})"
    if tables["documents"]["doc_id"].to_pylist() != [bundle.doc_id]:
        return "holds the rows of another document"
    return Counter({name: table.num_rows for name, table in tables.items()})
