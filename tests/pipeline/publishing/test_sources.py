from __future__ import annotations

import pyarrow as pa

from pipeline.publishing.sources import Sources


def receipts(*pairs: tuple[str | None, str]) -> pa.Table:
    return pa.table({"doc_id": [doc for doc, _ in pairs], "source_uri": [uri for _, uri in pairs]})


def test_a_document_is_known_by_the_first_of_its_places_in_sort_order() -> None:
    sources = Sources()
    sources.add(receipts(("d", "b"), ("d", "a"), ("d", "c"), (None, "unreadable")))
    assert sources.first == {"d": "a"}
    sources.add(receipts(("d", "0")))
    assert sources.first == {"d": "0"}


def test_a_place_holds_what_was_met_there_last() -> None:
    sources = Sources()
    sources.add(receipts(("old", "a"), ("new", "a"), (None, "a")))
    assert sources.latest == {"a": "new"}
    assert sources.superseded() == {"old"}


def test_a_document_that_still_stands_somewhere_is_not_superseded() -> None:
    sources = Sources()
    sources.add(receipts(("old", "a"), ("old", "b"), ("new", "a")))
    assert sources.superseded() == frozenset()
    sources.add(receipts(("new", "b")))
    assert sources.superseded() == {"old"}
    sources.add(receipts(("old", "c")))
    assert sources.superseded() == frozenset()
