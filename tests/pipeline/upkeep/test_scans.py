"""Which scanned documents were recognised by whom, and which wait, by their sources."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from pipeline.running.recogniser import Recogniser
from pipeline.storage.outcome import failed
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import unit_of
from pipeline.upkeep.published_files import PublishedFiles
from pipeline.upkeep.scans import Scans, scans_of

UNIT = "0123456789abcdef"
A, B, C, D, E = (letter * 64 for letter in "abcde")


def published(*pairs: tuple[str, str]) -> PublishedFiles:
    receipts = pa.table({"doc_id": [p[0] for p in pairs], "source_uri": [p[1] for p in pairs]})
    return PublishedFiles(receipts=[receipts])


def test_documents_are_counted_by_who_recognised_them(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for doc_id, read_by in ((A, None), (B, "here"), (C, "there"), (D, "none"), (E, "none")):
        store.stage_failure(unit_of(UNIT, read_by), failed(doc_id, "scan", "no text layer"))
    assert scans_of(store, None, Recogniser("here")) == Scans(1, 1, (D, E))
    known = published((D, "in/z.pdf"), (D, "in/y.pdf"), (A, "in/a.pdf"))
    assert scans_of(store, known, Recogniser("here")) == Scans(1, 1, (E, "in/y.pdf"))
    assert scans_of(store, known, Recogniser(None)) == Scans(0, 2, (E, "in/y.pdf"))
