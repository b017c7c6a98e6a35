"""What a run may read anew is bounded: an upgrade takes several nights, and nothing is lost or silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.running.budget import Budget
from pipeline.running.receipts import RunResult
from pipeline.running.upgrade import Upgrade
from tests.pipeline.invented import disclosure, go, make_inputs, rows, write


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_inputs(tmp_path)


def outcomes(result: RunResult) -> dict[str, tuple[str, bool]]:
    return {r.source_uri: (r.outcome.status, r.outcome.unchanged) for r in result.receipts}


def test_a_budget_ends_by_number_or_by_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (Budget().is_bounded, Budget().is_spent) == (False, False)
    few = Budget(at_most=1)
    few.take()
    assert (few.is_bounded, few.is_spent) == (True, True)
    few.give_back()
    assert not few.is_spent
    monkeypatch.setattr("pipeline.running.budget.time.monotonic", lambda: 160.0)
    assert Budget(minutes=1.0, since=100.0).is_spent
    assert not Budget(minutes=1.0, since=101.0).is_spent


def test_what_cannot_be_read_yet_waits_and_is_no_failure() -> None:
    first = go("out", at_most=2)
    assert (first.count("waiting"), first.waiting, first.exit_status) == (3, 3, 0)
    assert len(rows("out", "documents")) == 2
    waiting = [r for r in rows("out", "receipts") if r["status"] == "waiting"]
    assert {r["doc_id"] for r in waiting} == {None}
    assert all("not read yet" in r["message"] for r in waiting)
    (run,) = rows("out", "runs")
    assert (run["inputs"], run["waiting"], run["failed"]) == (5, 3, 0)
    second = go("out", at_most=10)
    assert (second.waiting, second.unchanged) == (0, 2)
    assert len(rows("out", "documents")) == 5


def test_an_upgrade_over_several_nights_reads_new_documents_first(monkeypatch: pytest.MonkeyPatch) -> None:
    go("out")
    units = {r["doc_id"]: r["source_uri"] for r in rows("out", "documents")}
    monkeypatch.setattr("pipeline.running.run.unit_hash", lambda _settings: "newer")
    write(Path("in"), zz=disclosure(2018))
    told: list[Upgrade] = []
    result = go("out", at_most=3, on_upgrade=told.append)
    assert [(older.documents, older.of) for older in told] == [(5, 5)]
    assert (result.earlier_before, result.earlier) == (5, 3)
    found = outcomes(result)
    assert found["in/zz"] == ("ok", False)
    assert sum(unchanged for _, unchanged in found.values()) == 3
    kept = [r for r in result.receipts if r.outcome.unchanged]
    assert all("published as an earlier version" in (r.outcome.message or "") for r in kept)
    assert units.keys() < {r["doc_id"] for r in rows("out", "documents")}  # nothing is lost
    last = go("out", at_most=3)
    assert (last.earlier_before, last.earlier, last.unchanged) == (3, 0, 3)
    assert go("out", function="no.such:f").unchanged == 6
