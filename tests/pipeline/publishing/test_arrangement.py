from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.publishing.arrangement import Arrangement, arrangement, describe
from tests.pipeline.staged import store_of, text

FIRST, LAST = text("1.50"), text("2.50")  # the same bureau and year, other figures


def arranged(folder: Path, superseded: int | None = None) -> tuple[Arrangement, list[str]]:
    """Two files of one disclosure, arranged; `superseded` says which of them, and the ids."""
    store, bundles = store_of(folder, FIRST, LAST)
    ids = [b.doc_id for b in bundles]
    gone = frozenset() if superseded is None else frozenset({ids[superseded]})
    described = [describe(store.open(bundle)) for bundle in bundles]
    return arrangement(described, {ids[0]: "in/deep/a.pdf", ids[1]: None}, gone), ids


def test_a_document_has_its_place_and_the_name_of_its_file(tmp_path: Path) -> None:
    found, ids = arranged(tmp_path)
    assert [(d["doc_id"], d["source_uri"], d["file_name"]) for d in found.documents] == [
        (ids[0], "in/deep/a.pdf", "a.pdf"),
        (ids[1], None, None),
    ]


@pytest.mark.parametrize("superseded", [0, 1])
def test_what_still_stands_in_its_place_stands_for_the_disclosure(tmp_path: Path, superseded: int) -> None:
    found, ids = arranged(tmp_path, superseded)
    assert {d["doc_id"]: d["is_primary"] for d in found.documents} == {
        ids[superseded]: False,
        ids[1 - superseded]: True,
    }


def test_entities_are_those_of_the_documents(tmp_path: Path) -> None:
    found, _ = arranged(tmp_path)
    assert [(e["entity_id"], e["province"]) for e in found.entities] == [
        (found.documents[0]["entity_id"], "11")
    ]


def test_what_is_described_is_not_changed(tmp_path: Path) -> None:
    store, bundles = store_of(tmp_path, FIRST, LAST)
    described = [describe(store.open(bundle)) for bundle in bundles]
    arrangement(described, {b.doc_id: "x.pdf" for b in bundles}, ())
    assert all(one.document["is_primary"] is None for one in described)
