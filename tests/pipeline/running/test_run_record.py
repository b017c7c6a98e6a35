"""The row of a run, before and after."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

import patterns
from pipeline.running import run_record
from pipeline.running.executors import LocalExecutor
from pipeline.running.receipts import Receipt, RunResult
from pipeline.running.run_record import RunRecord
from pipeline.storage.outcome import Outcome, failed
from pipeline.storage.unit_of_work import Settings
from pipeline.version import VERSION
from tests.pipeline.running.runs import BEGAN, record

OUTCOMES = {
    "a": Outcome("1", "ok"),
    "b": Outcome("2", "ok", unchanged=True),
    "c": Outcome("3", "partial"),
    "d": failed("4", "damaged", "fetch it again"),
    "e": failed("5", "html", "a web page"),
}


def test_a_run_that_begins_has_an_id_of_its_own() -> None:
    first = RunRecord.begin("unit", Settings(), LocalExecutor(3))
    second = RunRecord.begin("unit", Settings(), LocalExecutor(3))
    assert first.run_id != second.run_id
    assert len(first.run_id) == 16
    assert (first.unit, first.engine, first.workers) == ("unit", "local", 3)
    assert first.config_hash == Settings().fingerprint()
    assert first.config_hash != RunRecord.begin("", Settings(True), LocalExecutor()).config_hash
    assert first.started_at.tzinfo is datetime.UTC


def test_a_run_that_has_not_ended_counts_nothing() -> None:
    assert record().row() == {
        "run_id": "1111222233334444",
        "started_at": BEGAN,
        "finished_at": None,
        "tool_version": VERSION,
        "patterns_version": patterns.version(),
        "config_hash": "aaaabbbbccccdddd",
        "inputs": 0,
        "ok": 0,
        "partial": 0,
        "failed": 0,
        "not_disclosure": 0,
        "waiting": 0,
        "unchanged": 0,
        "engine": "local",
        "workers": 2,
    }


def test_a_run_that_has_ended_counts_its_receipts() -> None:
    receipts = tuple(Receipt(uri, outcome) for uri, outcome in OUTCOMES.items())
    ended = BEGAN + datetime.timedelta(seconds=90)
    row = record().row(RunResult("1111222233334444", "out", BEGAN, ended, "local", 2, receipts))
    counted = ("inputs", "ok", "partial", "failed", "not_disclosure", "unchanged")
    assert [row[name] for name in counted] == [5, 2, 1, 1, 1, 1]
    assert row["finished_at"] == ended


def test_a_clock_that_is_set_changes_no_length(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = replace(record(), clock=100.0)
    monkeypatch.setattr(run_record.time, "monotonic", lambda: 107.5)
    assert begun.seconds == 7.5
    assert begun.now() == BEGAN + datetime.timedelta(seconds=7.5)
