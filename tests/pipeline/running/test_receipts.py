"""What a run says of itself."""

from __future__ import annotations

import datetime

from pipeline.running.receipts import Receipt, RunResult
from pipeline.storage.outcome import Outcome, failed

BEGAN = datetime.datetime(2026, 11, 30, tzinfo=datetime.UTC)


def result(*outcomes: Outcome) -> RunResult:
    receipts = tuple(Receipt(str(n), outcome) for n, outcome in enumerate(outcomes))
    return RunResult("r", "out", BEGAN, BEGAN + datetime.timedelta(minutes=2), "local", 1, receipts)


def test_statuses_are_counted() -> None:
    found = result(Outcome("1", "ok"), Outcome("2", "ok"), Outcome("3", "partial"), failed("4", "html", ""))
    assert [found.count(s) for s in ("ok", "partial", "failed", "not_disclosure")] == [2, 1, 0, 1]


def test_pages_are_those_that_this_run_read() -> None:
    found = result(
        Outcome("1", "ok", pages=3), Outcome("2", "ok", pages=5, unchanged=True), Outcome("3", "ok")
    )
    assert (found.pages, found.unchanged) == (3, 1)


def test_what_is_no_disclosure_is_no_failure_of_the_run() -> None:
    assert result(Outcome("1", "ok"), failed("2", "html", "a web page")).exit_status == 0
    assert result(Outcome("1", "partial")).exit_status == 0
    assert result(Outcome("1", "ok"), failed("2", "damaged", "")).exit_status == 1
    assert result().exit_status == 0


def test_a_run_takes_from_its_beginning_to_its_end() -> None:
    assert result().seconds == 120.0
