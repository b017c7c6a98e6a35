"""The work of one document, done in this process: what goes wrong is its outcome, and nothing is raised."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.datasets.ids import doc_id
from pipeline.intake.source import Refused, Source
from pipeline.running import job as module
from pipeline.running.job import Job, do, read_source
from pipeline.storage.outcome import Outcome, failed
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings
from tests.pipeline.running.runs import UNIT

TEXT = "2023|110112|Finance|final_account\nincome 1.50\nexpenditure 1.50"
FAKE = "tests.pipeline.fakes:treacherous"


@pytest.fixture(autouse=True)
def _keep_imports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Giving memory back is a worker's business, not that of the process that runs the tests."""
    monkeypatch.setattr(module.memory, "give_back", lambda: None)


def job(folder: Path, content: str = TEXT, **more: Any) -> Job:
    path = folder / "a.txt"
    path.write_text(content, encoding="utf-8")
    source = Source("in/a.txt", str(path), len(content.encode()))
    given = {"function": FAKE, "doc_id": doc_id(content.encode())} | more
    return Job(source, output=str(folder / "out"), unit=UNIT, settings=Settings(), **given)


def raises(error: BaseException) -> Any:
    def work(*_: Any, **__: Any) -> None:
        raise error

    return work


def test_a_document_is_read_staged_and_counted(tmp_path: Path) -> None:
    outcome = do(job(tmp_path))
    assert (outcome.doc_id, outcome.status, outcome.error_kind) == (doc_id(TEXT.encode()), "ok", None)
    assert (outcome.pages, outcome.message) == (None, None)
    assert {name: outcome.counts[name] for name in ("documents", "facts", "sections", "texts")} == {
        "documents": 1,
        "facts": 2,
        "sections": 1,
        "texts": 1,
    }
    assert "findings" not in outcome.counts  # there are none
    assert outcome.seconds > 0
    assert outcome.peak_mb > 1
    (bundle,) = Store(tmp_path / "out").staged(UNIT)
    assert (bundle.doc_id, bundle.year, bundle.province) == (outcome.doc_id, 2023, "11")
    known = Store(tmp_path / "out").find(bundle.doc_id, UNIT)
    assert known == replace(outcome, seconds=0.0, peak_mb=0.0)


@pytest.mark.parametrize(
    ("word", "status", "kind", "message"),
    [
        ("html", "not_disclosure", "html", "a web page; save the attachment instead"),
        ("damaged", "failed", "damaged", "the cross-reference table is missing; fetch it again"),
        ("pattern", "failed", "pattern_timeout", "pattern p of f.toml took longer than 2 s"),
    ],
)
def test_what_cannot_be_read_is_staged_as_that(
    tmp_path: Path, word: str, status: str, kind: str, message: str
) -> None:
    outcome = do(job(tmp_path, word))
    assert (outcome.status, outcome.error_kind, outcome.message) == (status, kind, message)
    staged = Store(tmp_path / "out").failures(UNIT)
    assert [(o.doc_id, o.error_kind) for o in staged] == [(outcome.doc_id, kind)]


def test_an_error_of_ours_says_where_it_happened(tmp_path: Path) -> None:
    outcome = do(job(tmp_path, "raise"))
    assert outcome.error_kind == "internal"
    message = outcome.message or ""
    assert message.startswith("ZeroDivisionError in fakes.treacherous, line ")
    assert message.endswith(": no such thing; please report it with the document")
    assert len(Store(tmp_path / "out").failures(UNIT)) == 1


def test_an_extraction_that_there_is_not_is_an_error_of_ours(tmp_path: Path) -> None:
    outcome = do(job(tmp_path, function="no.such.module:f"))
    assert (outcome.error_kind, (outcome.message or "")[:19]) == ("internal", "ModuleNotFoundError")


@pytest.mark.parametrize(
    ("error", "kind", "message", "is_staged"),
    [
        (MemoryError(), "memory", "memory ran out; raise the limit or split the document", False),
        (
            RecursionError(),
            "damaged",
            "nested deeper than any document is; a hostile or damaged file",
            True,
        ),
    ],
)
def test_what_runs_out_says_what_of(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    kind: str,
    message: str,
    is_staged: bool,
) -> None:
    monkeypatch.setattr(module, "to_columns", raises(error))
    outcome = do(job(tmp_path))
    assert (outcome.status, outcome.error_kind, outcome.message) == ("failed", kind, message)
    assert bool(Store(tmp_path / "out").failures(UNIT)) is is_staged


@pytest.mark.parametrize("content", [TEXT, "damaged"])
def test_an_output_that_cannot_be_written_says_nothing_against_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    full = OSError(28, "No space left on device")
    monkeypatch.setattr(Store, "stage", raises(full))
    monkeypatch.setattr(Store, "stage_failure", raises(full))
    outcome = do(job(tmp_path, content))
    assert (outcome.status, outcome.error_kind) == ("failed", "unwritable")
    assert outcome.message == (
        "[Errno 28] No space left on device; check the output folder, its disk and its permissions"
    )


def test_a_file_that_changes_under_the_run_is_not_read(tmp_path: Path) -> None:
    outcome = do(job(tmp_path, doc_id="0" * 64))
    message = "the file changed while the run was reading it; run again"
    assert (outcome.doc_id, outcome.error_kind, outcome.message) == ("0" * 64, "changed", message)
    assert Store(tmp_path / "out").failures(UNIT) == []


def test_a_source_that_is_away_says_what_to_check(tmp_path: Path) -> None:
    asked = job(tmp_path)
    Path(asked.source.location).unlink()
    outcome = do(asked)
    assert outcome.error_kind == "unreachable"
    assert (outcome.message or "").endswith("; check the source, the network and the permissions")
    assert "No such file or directory" in (outcome.message or "")


def test_an_error_of_a_store_is_an_answer_that_did_not_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "read_bytes", raises(ConnectionError("reset by peer")))
    outcome = do(job(tmp_path))
    assert outcome.error_kind == "unreachable"
    assert outcome.message == "reset by peer; check the source, the network and the permissions"
    monkeypatch.setattr(module, "read_bytes", raises(MemoryError()))
    outcome = do(job(tmp_path))
    assert outcome.error_kind == "memory"
    assert outcome.message == "memory ran out while the source was read; raise the limit"


def test_a_source_over_the_limit_is_refused(tmp_path: Path) -> None:
    outcome = do(replace(job(tmp_path), source=Source("in/a", "nowhere", 3_000_001), source_mb=3))
    assert outcome.error_kind == "too_large"
    assert outcome.message == "3 MB, the limit is 3 MB; split it or raise the limit"
    with pytest.raises(Refused):
        read_source(Source("in/a", "nowhere", 1_000_001), 1)
    exact = tmp_path / "exact"
    exact.write_bytes(b"x" * 1_000_000)
    assert len(read_source(Source("in/a", str(exact), 1_000_000), 1)) == 1_000_000


@pytest.mark.parametrize(
    ("kind", "retry", "expected"),
    [
        ("empty", False, ("empty", True)),
        ("empty", True, ("empty", True)),
        ("internal", False, ("internal", True)),
        ("internal", True, (None, False)),
    ],
)
def test_a_document_that_only_the_worker_knows_is_read_once(
    tmp_path: Path, kind: str, retry: bool, expected: tuple[str | None, bool]
) -> None:
    Store(tmp_path / "out").stage_failure(UNIT, failed(doc_id(TEXT.encode()), kind, "before"))
    outcome = do(job(tmp_path, doc_id=None, retry=retry))
    assert (outcome.error_kind, outcome.unchanged) == expected
    assert outcome.doc_id == doc_id(TEXT.encode())


def test_a_document_that_is_known_is_read_when_the_run_asks_for_it(tmp_path: Path) -> None:
    Store(tmp_path / "out").stage_failure(UNIT, failed(doc_id(TEXT.encode()), "empty", "before"))
    outcome = do(job(tmp_path))
    assert isinstance(outcome, Outcome)
    assert (outcome.status, outcome.unchanged) == ("ok", False)


def test_a_document_that_only_the_worker_knows_is_read_again_for_another_recogniser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = job(tmp_path, f"{TEXT}\nscan page", function="tests.pipeline.fakes:scanned", doc_id=None)
    seen = []
    for models_hash in (None, None, "m1", "m1", "m2"):
        monkeypatch.setattr("extractors.ocr.models.models_hash", lambda found=models_hash: found)
        outcome = do(asked)
        seen.append((outcome.unchanged, outcome.counts["facts"]))
    assert seen == [(False, 1), (True, 1), (False, 2), (True, 2), (False, 2)]
    assert len(Store(tmp_path / "out").staged(UNIT)) == 1


def test_contacts_are_read_on_request_only(tmp_path: Path) -> None:
    asked = job(tmp_path, TEXT, function="tests.pipeline.fakes:form")
    assert "project_contacts" not in do(asked).counts
    with_contacts = replace(asked, settings=Settings(with_contacts=True), output=str(tmp_path / "more"))
    assert do(with_contacts).counts["project_contacts"] == 1
