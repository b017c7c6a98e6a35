"""`mingzhang nightly`: what a night prints, and the status of each way to end."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands import nightly as module
from pipeline.learning.gaps import Gaps
from pipeline.running.pool import WorkerStartError
from pipeline.running.receipts import Receipt, RunResult
from pipeline.storage.locks import LockLost, OutputLocked
from pipeline.storage.outcome import Outcome, failed
from pipeline.upkeep import night as job
from pipeline.upkeep.night_result import Night
from pipeline.upkeep.terminated import Terminated
from tests.pipeline.commands.published import asked

BEGAN = datetime.datetime(2026, 11, 30, tzinfo=datetime.UTC)


@pytest.fixture
def config(tmp_path: Path) -> str:
    path = tmp_path / "c.toml"
    path.write_text('output = "out"\n[inbox]\npaths = ["in"]\n[run]\nworkers = 3\n')
    return str(path)


def night(output: Path, failures: list[Receipt], unreachable: tuple[str, ...] = ()) -> Night:
    ok = Receipt("in/ok", Outcome("d", "ok"))
    receipts = (ok, *failures)
    result = RunResult("r", str(output), BEGAN, BEGAN, "local", 1, receipts, {"documents": 1})
    return Night(
        result, (ok,), (), tuple(failures), unreachable, ("a promise",) * bool(unreachable), (), (), ()
    )


def test_a_night_says_what_it_brought(tmp_path: Path, config: str, monkeypatch: pytest.MonkeyPatch) -> None:
    failures = [Receipt(f"in/{n:02}", failed(str(n), "damaged", "cut off")) for n in range(12)]
    failures[0] = Receipt("in/00", failures[0].outcome.as_unchanged(0.0))
    asked_for: list[tuple[Any, int]] = []

    def nightly(configuration: Any, workers: int, *, report: Any, **_: Any) -> Night:
        asked_for.append((configuration.output, workers))
        found = night(tmp_path, failures)
        report(found)
        return found

    monkeypatch.setattr(job, "nightly", nightly)
    monkeypatch.setattr(module, "gaps_of", lambda _result: Gaps())
    status, text = asked("nightly", config)
    assert status == 1
    lines = text.splitlines()
    assert lines[0] == "13 found = 1 new + 0 unchanged + 12 failed"
    assert lines[1:-1] == [f"failed: in/{n:02}: cut off" for n in range(1, 11)]  # ten of the new ones
    assert lines[-1] == "new: 0 documents, 0 findings, 0 revised figures (report.html)"
    assert asked_for == [(tmp_path / "out", 3)]
    assert (tmp_path / "report.json").is_file()


def test_a_night_names_who_does_not_answer_and_what_is_broken(
    tmp_path: Path, config: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "nightly", lambda *_, **__: night(tmp_path, [], ("http://a.cn: no answer",)))
    monkeypatch.setattr(module, "gaps_of", lambda _result: Gaps())
    status, text = asked("nightly", config)
    assert status == 4
    assert text.splitlines()[1:3] == ["does not answer: http://a.cn: no answer", "broken: a promise"]


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (OutputLocked("another run"), 2, "another run"),
        (WorkerStartError("workers end"), 4, "workers end"),
        (LockLost("taken over"), 4, "taken over"),
        (
            OSError(28, "No space left"),
            5,
            "check the output folder, its permissions and the space on the disk",
        ),
        (Terminated(), 143, "terminated; what is done is kept, the next night goes on from there"),
        (KeyboardInterrupt(), 130, "the next night goes on from there"),
    ],
)
def test_a_night_that_cannot_go_on(
    config: str, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, message: str
) -> None:
    def nightly(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(job, "nightly", nightly)
    found, text = asked("nightly", config)
    assert (found, message in text) == (status, True)


def test_a_configuration_that_cannot_be_used_is_wrong_usage(tmp_path: Path) -> None:
    status, text = asked("nightly", str(tmp_path / "nowhere.toml"))
    assert (status, "check the path" in text) == (2, True)
