"""Each pair of documents is compared once, until one of them or the code changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.publishing import comparisons as module
from pipeline.publishing.across.comparison import Compared
from pipeline.publishing.across.document_pairs import Pair
from pipeline.publishing.comparisons import comparisons
from pipeline.publishing.index import Index
from pipeline.publishing.shards import partitions
from pipeline.storage.store import Store
from tests.pipeline.publishing.across.drawn import document
from tests.pipeline.staged import stage, store_of, text


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[Pair]:
    """The pairs that are compared, as they are."""
    pairs: list[Pair] = []
    compare = module.compare

    def noted(pair: Pair, facts: Any) -> Compared:
        pairs.append(pair)
        return compare(pair, facts)

    monkeypatch.setattr(module, "compare", noted)
    return pairs


def go(store: Store, version: str = "v", unit: str = "u1") -> Compared:
    """Compares what is staged: the first replaces the others."""
    (partition,) = partitions(store.staged(unit))
    first, *others = [b.doc_id for b in partition.bundles]
    replaced = {"group_role": "replaced", "primary_doc_id": first, "is_primary": False}
    documents = [document(first), *(document(other, **replaced) for other in others)]
    return comparisons(store, Index(store), partition, documents, version)


def test_what_was_compared_is_remembered(tmp_path: Path, compared: list[Pair]) -> None:
    store, (new, old) = store_of(tmp_path, text("1.50"), text("2.50"))
    first = go(store)
    assert [(p.kind, p.first["doc_id"], p.second["doc_id"]) for p in compared] == [
        ("revised", old.doc_id, new.doc_id)
    ]
    assert [c["code"] for c in first.checks] == ["REVISED"]
    assert {r["change"] for r in first.revisions} == {"changed"}
    again = go(store)
    assert len(compared) == 1
    assert [f["finding_id"] for f in again.findings] == [f["finding_id"] for f in first.findings]


def test_pairs_are_compared_anew_by_another_version(tmp_path: Path, compared: list[Pair]) -> None:
    store, _ = store_of(tmp_path, text("1.50"), text("2.50"))
    go(store, "v")
    go(store, "w")
    assert len(compared) == 2


def test_a_document_that_was_read_anew_is_compared_anew(tmp_path: Path, compared: list[Pair]) -> None:
    store, _ = store_of(tmp_path, text("1.50"), text("2.50"))
    go(store)
    stage(store, text("2.50"), unit="u2")
    go(store, unit="u2")
    assert len(compared) == 2


def test_documents_are_read_once_for_all_their_pairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, bundles = store_of(tmp_path, text("1.50"), text("2.50"), text("3.50"))
    opened: list[str] = []
    read = Store.open
    monkeypatch.setattr(Store, "open", lambda s, bundle: opened.append(bundle.doc_id) or read(s, bundle))
    assert len(go(store).findings) == 2
    assert sorted(opened) == [b.doc_id for b in bundles]
