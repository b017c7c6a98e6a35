"""`mingzhang run`: its options reach the run, and what goes wrong has a status of its own."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from pyarrow import ArrowInvalid

from pipeline.commands import run as module
from pipeline.commands.run import cores, gaps_of, limits
from pipeline.intake.discovery import NoSuchSource, SourceUnreachable
from pipeline.learning.gaps import Gaps
from pipeline.running.executors import LocalExecutor
from pipeline.running.limits import Limits
from pipeline.running.pool import WorkerStartError
from pipeline.running.receipts import Receipt, RunResult
from pipeline.storage.locks import LockLost, OutputLocked
from pipeline.storage.outcome import Outcome, failed
from pipeline.storage.unit_of_work import Settings
from pipeline.upkeep.terminated import Terminated
from tests.pipeline.commands.published import asked

BEGAN = datetime.datetime(2026, 11, 30, tzinfo=datetime.UTC)


def result(output: str, *outcomes: Outcome, documents: int = 1) -> RunResult:
    receipts = tuple(Receipt(f"in/{n}", outcome) for n, outcome in enumerate(outcomes))
    return RunResult("r", output, BEGAN, BEGAN, "local", 1, receipts, {"documents": documents})


def test_limits_that_are_given_do_not_grow_with_the_document() -> None:
    assert limits() == Limits()
    assert limits(seconds=7).time_for(10_000_000) == (7, 420.0)
    assert limits(cpu_seconds=3).time_for(10_000_000) == (900.0, 3)
    assert limits(memory=300) == Limits(memory_mb=300, scan_memory_mb=0)
    assert limits(1, 2, 256) == Limits(
        1,
        0.0,
        2,
        0.0,
        256,
        seconds_per_scanned_page=0.0,
        cpu_seconds_per_scanned_page=0.0,
        scan_memory_mb=0,
    )


def test_options_reach_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    def run(paths: list[str], output: str, **more: Any) -> RunResult:
        given.update(more, paths=paths, output=output)
        return result(output, Outcome("d", "ok"))

    monkeypatch.setattr("pipeline.running.run.run", run)
    monkeypatch.setattr(module, "gaps_of", lambda _result: Gaps())
    out = str(tmp_path / "out")
    words = ["--with-contacts", "--reader", "pdfium", "--follow-links", "--retry", "--seconds", "9"]
    words += ["--ocr", "never", "--base-url", "https://a.cn"]
    status, text = asked("run", "a", "b", "-o", out, "-w", "3", "--memory", "256", *words)
    assert status == 0
    assert (given["paths"], given["output"]) == (["a", "b"], out)
    assert isinstance(given["executor"], LocalExecutor)
    assert given["executor"].workers == 3
    assert given["settings"] == Settings(with_contacts=True, reader="pdfium", ocr="never")
    assert given["limits"] == Limits(
        seconds=9.0, seconds_per_mb=0.0, memory_mb=256, seconds_per_scanned_page=0.0, scan_memory_mb=0
    )
    assert (given["follow_links"], given["retry"]) == (True, True)
    assert given["base_url"].url == "https://a.cn/"
    assert "1 input found: 1 ok" in text
    assert (tmp_path / "out" / "report.json").is_file()
    asked("run", "a", "-o", out)
    assert given["executor"].workers == cores()
    assert given["settings"] == Settings()
    assert (given["follow_links"], given["retry"]) == (False, False)
    assert given["base_url"] is None
    assert asked("run", "a", "-o", out, "--base-url", "a.cn") == (
        2,
        "mingzhang: --base-url: a.cn is no http or https address\n",
    )


def test_all_pages_cannot_be_recognised_where_nobody_recognises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractors.ocr.models.models_hash", lambda: None)
    for words in (["run", str(tmp_path), "-o", str(tmp_path / "out")], ["show", __file__]):
        status, text = asked(*words, "--ocr", "always")
        assert (status, text) == (
            2,
            "mingzhang: --ocr always needs the extra ocr: pip install 'mingzhang[ocr]'\n",
        )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (NoSuchSource("there is no file a"), 2, "there is no file a"),
        (OutputLocked("another run"), 2, "another run"),
        (ValueError("no engine"), 2, "no engine"),
        (SourceUnreachable("s3://a does not answer"), 3, "s3://a does not answer"),
        (WorkerStartError("workers end"), 4, "workers end"),
        (LockLost("taken over"), 4, "taken over"),
        (OSError(28, "No space left on device"), 5, "what is done is kept: check the folder"),
        (Terminated(), 143, "terminated; what is done is kept, run the same command again to go on"),
        (KeyboardInterrupt(), 130, "interrupted; what is done is kept, run the same command again to go on"),
    ],
)
def test_what_goes_wrong_has_a_status_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, message: str
) -> None:
    def run(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr("pipeline.running.run.run", run)
    found, text = asked("run", "a", "-o", str(tmp_path), "-w", "1")
    assert (found, message in text) == (status, True)


def test_documents_that_could_not_be_read_make_the_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = str(tmp_path)
    outcomes = [Outcome("d", "ok"), failed("e", "damaged", "cut off")]
    monkeypatch.setattr("pipeline.running.run.run", lambda *_, **__: result(out, *outcomes))
    monkeypatch.setattr(module, "gaps_of", lambda _result: Gaps())
    status, text = asked("run", "a", "-o", out)
    assert (status, "failed, damaged: 1" in text) == (1, True)


def test_rows_that_cannot_be_written_are_graver_than_documents_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = str(tmp_path)
    outcomes = [failed("e", "damaged", "cut off"), failed("f", "unwritable", "No space left on device")]
    monkeypatch.setattr("pipeline.running.run.run", lambda *_, **__: result(out, *outcomes))
    monkeypatch.setattr(module, "gaps_of", lambda _result: Gaps())
    status, text = asked("run", "a", "-o", out)
    assert (status, "failed, unwritable: 1" in text) == (5, True)


def test_a_damaged_file_that_stops_a_run_is_no_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "datasets" / "runs" / "part-0.parquet"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"cut off")
    package = '{"resources": [{"path": ["runs/part-0.parquet"]}]}'
    (tmp_path / "datasets" / "datapackage.json").write_text(package, encoding="utf-8")

    for error in (ArrowInvalid("magic bytes not found"), OSError("Couldn't deserialize thrift")):

        def run(*_: Any, error: Exception = error, **__: Any) -> None:
            raise error

        monkeypatch.setattr("pipeline.running.run.run", run)
        status, text = asked("run", "a", "-o", str(tmp_path))
        assert (status, f"{path} is damaged" in text, "--mend" in text) == (4, True, True)


def test_gaps_are_sought_on_this_machine_and_among_few_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Gaps(untitled=3)
    monkeypatch.setattr("pipeline.learning.gaps.known_gaps", lambda _output: found)
    assert gaps_of(result("out")) == found
    assert gaps_of(result("out", documents=5_000)) == found
    assert gaps_of(result("out", documents=5_001)) == Gaps()
    assert gaps_of(result("s3://bucket/out")) == Gaps()


def test_cores_are_those_that_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.os, "sched_getaffinity", lambda _pid: {0, 3, 5})
    assert cores() == 3
    monkeypatch.delattr(module.os, "sched_getaffinity")
    monkeypatch.setattr(module.os, "cpu_count", lambda: 7)
    assert cores() == 7
    monkeypatch.setattr(module.os, "cpu_count", lambda: None)
    assert cores() == 1
