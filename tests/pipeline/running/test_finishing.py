"""The end of a run: everything that was journalled is published, then forgotten."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pipeline.publishing.index import Index

from pipeline.running import finishing
from pipeline.running.finishing import DeadRuns, finish
from pipeline.running.run_ledger import Ledger
from pipeline.storage.journal import Journal
from pipeline.storage.outcome import Outcome
from pipeline.storage.store import Store
from tests.pipeline.running.runs import BEGAN, begun, record


def entered(output: Path, *uris: str) -> Ledger:
    """A ledger on disk with a receipt for each of these."""
    own = record()
    ledger = Ledger(own, Journal(Store(output).folder, own.row()), len(uris))
    for uri in uris:
        ledger.enter(uri, Outcome(uri, "ok", pages=1))
    return ledger


def test_what_a_run_and_the_dead_before_it_entered_is_published_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}

    def publish(store: Store, unit: str, **more: Any) -> Any:
        asked.update(more, unit=unit, store=store)
        return SimpleNamespace(rows={"documents": 2})

    monkeypatch.setattr(finishing, "publish", publish)
    dead_record = record().row() | {"run_id": "dead", "inputs": 1}
    dead_row = {**Outcome("x", "ok").to_dict(), "run_id": "dead", "source_uri": "in/x", "counts": []}
    ledger = entered(tmp_path, "in/b", "in/a")
    ledger.journal.flush()
    Journal(Store(tmp_path).folder, {"run_id": "dead"})
    documents = begun(tmp_path, versions={"s3://in/a": ("etag", "d")}).documents
    result = finish(ledger, documents, DeadRuns([dead_record], [dead_row]))
    receipts = asked["receipts"].to_pylist()
    assert [(r["run_id"], r["source_uri"]) for r in receipts] == [
        ("dead", "in/x"),
        ("1111222233334444", "in/a"),
        ("1111222233334444", "in/b"),
    ]
    assert [(run["run_id"], run["inputs"]) for run in asked["runs"]] == [("dead", 1), ("1111222233334444", 2)]
    assert asked["with_contacts"] is False
    assert (result.run_id, result.engine, result.workers) == ("1111222233334444", "local", 2)
    assert [r.source_uri for r in result.receipts] == ["in/a", "in/b"]
    assert (result.recovered, result.rows, result.started_at) == (1, {"documents": 2}, BEGAN)
    assert result.finished_at > BEGAN
    assert result.publish_seconds >= 0
    assert Index(Store(tmp_path)).versions() == {"s3://in/a": ("etag", "d")}
    assert Store(tmp_path).folder.names("state/journal") == []


def test_what_cannot_be_published_stays_in_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def publish(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(finishing, "publish", publish)
    ledger = entered(tmp_path, "in/a")
    with pytest.raises(OSError, match="No space left"):
        finish(ledger, begun(tmp_path).documents, DeadRuns([], []))
    left = DeadRuns.below(Store(tmp_path).folder)
    assert [r["source_uri"] for r in left.receipts] == ["in/a"]
    assert [run["run_id"] for run in left.runs] == ["1111222233334444"]
