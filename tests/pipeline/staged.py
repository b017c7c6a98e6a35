"""Documents staged without a run: a store, and what it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.rows.assembly import to_rows
from pipeline.storage.catalog import Catalog, Known, opened
from pipeline.storage.folders import LocalFolder
from pipeline.storage.outcome import Outcome
from pipeline.storage.store import Bundle, Store
from tests.pipeline.fakes import extraction

UNIT = "u1"


def text(
    amount: str = "1.50", *, division: str = "110112", year: str = "2023", entity: str = "某区财政局"
) -> str:
    """A final account for `tests.pipeline.fakes.extraction`: one figure, 收入合计."""
    return f"{year}|{division}|{entity}|final_account\n收入合计 {amount}"


def stage(store: Store, *texts: str, unit: str = UNIT) -> list[str]:
    """Stages documents; gives their ids."""
    ids = []
    for content in texts:
        found = extraction(content.encode())
        store.stage(unit, to_rows(found), Outcome(found.doc_id, "ok"))
        ids.append(found.doc_id)
    return ids


def store_of(folder: Path, *texts: str, unit: str = UNIT) -> tuple[Store, list[Bundle]]:
    """A store in which these documents are staged, and its bundles."""
    store = Store(folder)
    stage(store, *texts, unit=unit)
    return store, store.staged(unit)


@contextmanager
def catalog_of(store: Store, unit: str = UNIT, *, meeting: bool = True) -> Iterator[Catalog]:
    """The catalogue of a store with what is staged, each met at a source of its own name unless `meeting` is
    not."""
    assert isinstance(store.folder, LocalFolder)
    with opened(store.folder.root / "state" / "catalog.sqlite") as catalog:
        bring_in(store, catalog, unit, meeting=meeting)
        yield catalog


def bring_in(store: Store, catalog: Catalog, unit: str = UNIT, *, meeting: bool = True) -> None:
    """Tells a catalogue of all that is staged and new to it, and of what is gone."""
    staged = store.staged(unit)
    known = catalog.db.execute("select doc_id from documents where is_bundle = 1").fetchall()
    for doc_id in {row[0] for row in known} - {bundle.doc_id for bundle in staged}:
        gone = Outcome(doc_id, "failed", "damaged", "no end")
        catalog.put_document(Known(doc_id, unit, False, None, None, gone))
    for bundle in staged:
        if catalog.place(bundle.doc_id) != (bundle.unit, bundle.year, bundle.province):
            outcome = Outcome(bundle.doc_id, "ok")
            catalog.put_document(
                Known(bundle.doc_id, bundle.unit, True, bundle.year, bundle.province, outcome)
            )
            if meeting:
                catalog.meet(f"{bundle.doc_id[:8]}.pdf", bundle.doc_id, None)
