"""What documents say of each other is told anew where one of them or their pairs changed, and only there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.publishing import comparisons as module
from pipeline.publishing.across.comparison import Compared
from pipeline.publishing.across.document_pairs import Pair
from pipeline.publishing.comparisons import Said, comparisons
from pipeline.storage.store import Store
from tests.pipeline.publishing.across.drawn import document
from tests.pipeline.staged import stage, store_of, text


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[Pair]:
    """The pairs that are compared, as they are."""
    pairs: list[Pair] = []
    compare = module.compare

    def noted(pair: Pair, figures: Any) -> Compared:
        pairs.append(pair)
        return compare(pair, figures)

    monkeypatch.setattr(module, "compare", noted)
    return pairs


def go(store: Store, published: Mapping[str, str] | None = None, unit: str = "u1") -> dict[str, Said]:
    """Compares what is staged: the first replaces the others."""
    bundles = {b.doc_id: b for b in store.staged(unit)}
    first, *others = bundles
    replaced = {"group_role": "replaced", "primary_doc_id": first, "is_primary": False}
    documents = [document(first), *(document(other, **replaced) for other in others)]
    units = {doc_id: bundle.unit for doc_id, bundle in bundles.items()}
    said = comparisons(documents, units, published or {}, lambda doc_id: store.open(bundles[doc_id]))
    return {one.doc_id: one for one in said}


def test_a_correction_is_told_of_the_old_and_its_figures_of_the_new(
    tmp_path: Path, compared: list[Pair]
) -> None:
    store, (new, old) = store_of(tmp_path, text("1.50"), text("2.50"))
    said = go(store)
    assert [(p.kind, p.first["doc_id"], p.second["doc_id"]) for p in compared] == [
        ("revised", old.doc_id, new.doc_id)
    ]
    of_old, of_new = said[old.doc_id].rows, said[new.doc_id].rows
    assert of_old is not None
    assert of_new is not None
    assert [c["code"] for c in of_old["checks"]] == ["REVISED"]
    assert (len(of_old["revisions"]), {r["change"] for r in of_new["revisions"]}) == (0, {"changed"})
    assert of_new["checks"] == []


def test_what_is_published_of_the_same_pairs_is_not_compared_again(
    tmp_path: Path, compared: list[Pair]
) -> None:
    store, _ = store_of(tmp_path, text("1.50"), text("2.50"))
    published = {doc_id: one.mark for doc_id, one in go(store).items()}
    compared.clear()
    assert all(one.rows is None for one in go(store, published).values())
    assert compared == []


def test_a_document_that_was_read_anew_is_compared_anew(tmp_path: Path, compared: list[Pair]) -> None:
    store, _ = store_of(tmp_path, text("1.50"), text("2.50"))
    published = {doc_id: one.mark for doc_id, one in go(store).items()}
    compared.clear()
    stage(store, text("2.50"), unit="u2")
    assert all(one.rows is not None for one in go(store, published, unit="u2").values())
    assert len(compared) == 1


def test_a_pair_is_compared_once_for_both_of_its_documents_and_each_is_read_once(
    tmp_path: Path, compared: list[Pair], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, bundles = store_of(tmp_path, text("1.50"), text("2.50"), text("3.50"))
    opened: list[str] = []
    read = Store.open
    monkeypatch.setattr(Store, "open", lambda s, bundle: opened.append(bundle.doc_id) or read(s, bundle))
    said = go(store)
    assert sum(len(one.rows["findings"]) for one in said.values() if one.rows) == 2
    assert len(compared) == 2
    assert sorted(opened) == [b.doc_id for b in bundles]
