from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.datasets.schema import datasets
from pipeline.publishing import shard_rows as module
from pipeline.publishing.shard_rows import ShardRows
from pipeline.storage.bundles import OpenBundle
from pipeline.storage.store import Store
from tests.pipeline.staged import store_of, text

TEXTS = datasets()["texts"]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents whose bundles are read."""
    found: list[str] = []
    read = Store.open
    monkeypatch.setattr(Store, "open", lambda s, bundle: found.append(bundle.doc_id) or read(s, bundle))
    return found


def test_rows_come_document_by_document_and_then_what_is_added(tmp_path: Path, opened: list[str]) -> None:
    store, bundles = store_of(tmp_path, text("1.50"), text("2.50"))
    added = {"doc_id": "x", "text": "", "text_sha256": None, "search_tokens": None}
    rows = ShardRows(store, bundles)
    ids = [b.doc_id for b in bundles]
    assert [t["doc_id"].to_pylist() for t in rows.tables(TEXTS, [added])] == [[ids[0]], [ids[1]], ["x"]]
    assert [t["doc_id"].to_pylist() for t in rows.tables(TEXTS, [])] == [[ids[0]], [ids[1]]]
    assert opened == ids  # once, for both


@pytest.mark.parametrize(("room", "reads"), [(0, 4), (1, 3), (2, 2)])
def test_what_does_not_fit_into_memory_is_read_again(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch, room: int, reads: int
) -> None:
    """Room for exactly so many of the two bundles."""
    store, bundles = store_of(tmp_path, text("1.50"), text("2.50"))
    sizes = [len(OpenBundle(store.folder.read(b.name))) for b in bundles]
    monkeypatch.setattr(module, "IN_MEMORY", sum(sizes[:room]))
    rows = ShardRows(store, bundles)
    for _ in range(2):
        assert sum(t.num_rows for t in rows.tables(TEXTS, [])) == 2
    assert len(opened) == reads
