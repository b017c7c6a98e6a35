"""The end of a run: everything that was journalled is published, then forgotten."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.running import finishing
from pipeline.running.executors import LocalExecutor
from pipeline.running.finishing import DeadRuns, finish
from pipeline.running.receipt_file import ReceiptTables, receipt_tables
from pipeline.running.receipt_rows import ReceiptRows
from pipeline.storage.catalog import Catalog, outcome_text
from pipeline.storage.journal import Journal
from pipeline.storage.outcome import Outcome
from pipeline.storage.store import Store
from tests.pipeline.running.runs import BEGAN, Run, begun, record


def entered(output: Path, *uris: str) -> Run:
    """A run on disk with a receipt for each of these."""
    run = begun(output, journal=Journal(Store(output).folder, record().row()), expected=len(uris))
    for uri in uris:
        run.ledger.enter(uri, Outcome(uri, "ok", pages=1))
    return run


def same(output: Path, *uris: str) -> ReceiptTables:
    """Receipts of what is as it was."""
    tables = receipt_tables(Store(output).folder, "same")
    rows = ReceiptRows(record().run_id)
    for uri in uris:
        rows.add(uri, outcome_text(Outcome(uri, "ok", pages=1, counts={"facts": 2})), as_unchanged=True)
    tables.write(iter([rows.table()] if uris else []))
    return tables


def test_what_a_run_and_the_dead_before_it_entered_is_published_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}

    def publish(store: Store, catalog: Catalog, unit: str, **more: Any) -> Any:
        asked.update(
            more, unit=unit, store=store, receipts=[r for t in more["receipts"] for r in t.to_pylist()]
        )
        catalog.end()
        return SimpleNamespace(rows={"documents": 2}, mended=())

    monkeypatch.setattr(finishing, "publish", publish)
    dead_record = record().row() | {"run_id": "dead", "inputs": 1}
    dead_row = {**Outcome("x", "ok").to_dict(), "run_id": "dead", "source_uri": "in/x", "counts": []}
    dead_row |= {"source_url": "https://a.cn/x", "source_date": None}
    run = entered(tmp_path, "in/d", "in/b")
    run.ledger.journal.flush()
    Journal(Store(tmp_path).folder, {"run_id": "dead"})
    dead = DeadRuns([dead_record], [dead_row])
    dead.tell(run.documents.catalog)
    run.documents.catalog.begin("1111222233334444")
    unchanged = same(tmp_path, "in/a", "in/c")
    result = finish(run.ledger, run.documents, dead, unchanged, LocalExecutor(), earlier_before=3)
    receipts = asked["receipts"]
    assert [(r["run_id"], r["source_uri"], r["unchanged"], dict(r["counts"])) for r in receipts] == [
        ("dead", "in/x", False, {}),
        ("1111222233334444", "in/a", True, {"facts": 2}),
        ("1111222233334444", "in/b", False, {}),
        ("1111222233334444", "in/c", True, {"facts": 2}),
        ("1111222233334444", "in/d", False, {}),
    ]
    assert [(run["run_id"], run["inputs"]) for run in asked["runs"]] == [("dead", 1), ("1111222233334444", 4)]
    assert asked["with_contacts"] is False
    assert (result.run_id, result.engine, result.workers) == ("1111222233334444", "local", 2)
    assert [r.source_uri for r in result.receipts] == ["in/a", "in/b", "in/c", "in/d"]
    assert (result.recovered, result.rows, result.started_at) == (1, {"documents": 2}, BEGAN)
    assert (result.earlier_before, result.earlier) == (3, 0)
    assert result.finished_at > BEGAN
    assert result.publish_seconds >= 0
    assert run.documents.catalog.first_met("x") == "in/x"
    assert run.documents.catalog.first_address("x") == ("https://a.cn/x", None)
    assert not run.documents.catalog.is_dirty
    assert Store(tmp_path).folder.names("state/journal") == []


def test_the_receipts_of_a_result_are_gone_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finishing, "publish", lambda *_, **__: SimpleNamespace(rows={}, mended=()))
    run = entered(tmp_path, "in/a")
    result = finish(run.ledger, run.documents, DeadRuns([], []), same(tmp_path), LocalExecutor())
    folder = Store(tmp_path).folder
    assert len(folder.names("state/scratch")) == 1
    assert [r.source_uri for r in result.receipts] == [r.source_uri for r in result.receipts] == ["in/a"]
    del result
    assert folder.names("state/scratch") == []


def test_what_cannot_be_published_stays_in_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def publish(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(finishing, "publish", publish)
    run = entered(tmp_path, "in/a")
    run.ledger.journal.flush()
    with pytest.raises(OSError, match="No space left"):
        finish(run.ledger, run.documents, DeadRuns([], []), same(tmp_path), LocalExecutor())
    left = DeadRuns.below(Store(tmp_path).folder)
    assert [r["source_uri"] for r in left.receipts] == ["in/a"]
    assert [run["run_id"] for run in left.runs] == ["1111222233334444"]
