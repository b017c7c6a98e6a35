"""What is known of a document decides whether it is read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.intake.source import Source
from pipeline.running.limits import Limits
from pipeline.running.tasks import Failure, Pages
from pipeline.storage.outcome import Outcome, failed
from pipeline.storage.store import Store
from tests.pipeline.running.runs import UNIT, begun

DOC = "ab" * 32
SOURCE = Source("s3://in/a.pdf", "s3://in/a.pdf", 10, version="etag-1")


def staged(output: Path, kind: str, limits: Limits | None = None) -> Outcome:
    """A failure that an earlier run staged."""
    outcome = replace(failed(DOC, kind, "message"), limits=limits.fingerprint() if limits else None)
    Store(output).stage_failure(UNIT, outcome)
    return outcome


@pytest.mark.parametrize("kind", ["damaged", "html", "empty"])
def test_what_cannot_be_read_is_known_whatever_the_run_asks_for(tmp_path: Path, kind: str) -> None:
    outcome = staged(tmp_path, kind)
    assert begun(tmp_path, retry=True, limits=Limits(seconds=1)).documents.of_earlier_runs(DOC) == outcome


@pytest.mark.parametrize("kind", ["timeout", "memory", "crashed"])
def test_what_was_over_a_limit_is_tried_again_with_other_limits_or_on_request(
    tmp_path: Path, kind: str
) -> None:
    outcome = staged(tmp_path, kind, Limits())
    assert begun(tmp_path).documents.of_earlier_runs(DOC) == outcome
    assert begun(tmp_path, limits=Limits(seconds=1)).documents.of_earlier_runs(DOC) is None
    assert begun(tmp_path, retry=True).documents.of_earlier_runs(DOC) is None


@pytest.mark.parametrize("kind", ["pattern_timeout", "internal"])
def test_errors_of_ours_are_tried_again_on_request_only(tmp_path: Path, kind: str) -> None:
    outcome = staged(tmp_path, kind)
    assert begun(tmp_path, limits=Limits(seconds=1)).documents.of_earlier_runs(DOC) == outcome
    assert begun(tmp_path, retry=True).documents.of_earlier_runs(DOC) is None


def test_a_document_that_nobody_has_met_is_not_known(tmp_path: Path) -> None:
    documents = begun(tmp_path).documents
    assert documents.of_earlier_runs(DOC) is None
    assert documents.of_this_run(DOC) is None
    assert not documents.is_being_read(DOC)


def test_all_names_of_a_document_get_its_outcome(tmp_path: Path) -> None:
    documents = begun(tmp_path).documents
    job = documents.options.job(Source("in/a", "in/a"), DOC, output="out", unit=UNIT)
    documents.wait(DOC, Source("in/a", "in/a"))
    assert documents.is_being_read(DOC)
    documents.wait(DOC, Source("in/b", "in/b"))
    outcome = Outcome(DOC, "ok", pages=3, counts={"facts": 1})
    assert documents.settle(job, outcome) == ["in/a", "in/b"]
    assert not documents.is_being_read(DOC)
    assert documents.of_this_run(DOC) == outcome


def test_the_catalogue_is_told_of_what_is_staged_and_of_nothing_else(tmp_path: Path) -> None:
    documents = begun(tmp_path).documents
    job = documents.options.job(Source("in/a", "in/a"), DOC, output="out", unit=UNIT)
    documents.wait(DOC, Source("in/a", "in/a", version="v1"))
    documents.settle(job, failed(DOC, "unreachable", "the disk is full"))  # says nothing of the document
    assert documents.catalog.document(DOC) is None
    on_disk = staged(tmp_path, "damaged")
    documents.wait(DOC, Source("in/a", "in/a", version="v1"))
    documents.settle(job, on_disk)
    known = documents.catalog.document(DOC)
    assert known is not None
    assert (known.unit, known.is_bundle, known.outcome) == (UNIT, False, on_disk)
    assert documents.same_as_before(Source("in/a", "in/a", version="v1")) == DOC


def test_a_remote_source_is_known_by_its_version(tmp_path: Path) -> None:
    versions = {SOURCE.uri: ("etag-1", DOC)}
    documents = begun(tmp_path, versions=versions).documents
    assert documents.same_as_before(SOURCE) == DOC
    assert documents.same_as_before(replace(SOURCE, version="etag-2")) is None
    assert documents.same_as_before(replace(SOURCE, version=None)) is None
    assert documents.same_as_before(replace(SOURCE, uri="s3://in/b.pdf")) is None


@pytest.mark.parametrize(
    ("source", "doc_id", "learned", "known_next_time"),
    [
        (SOURCE, None, DOC, DOC),
        (SOURCE, DOC, DOC, DOC),
        (replace(SOURCE, version=None), None, DOC, None),
        (SOURCE, None, None, None),
    ],
)
def test_the_version_of_a_source_is_kept_with_its_document(
    tmp_path: Path, source: Source, doc_id: str | None, learned: str | None, known_next_time: str | None
) -> None:
    documents = begun(tmp_path).documents
    job = documents.options.job(source, doc_id, output="out", unit=UNIT)
    if doc_id is not None:
        documents.wait(doc_id, source)
    assert documents.settle(job, Outcome(learned, "ok")) == [source.uri]
    assert documents.same_as_before(source) == known_next_time


@pytest.mark.parametrize(
    ("kind", "advice"),
    [
        ("timeout", "look at the document by itself with `mingzhang show`"),
        ("memory", "the document may be a decompression bomb; look at it by itself"),
        ("crashed", "please report it with the document"),
    ],
)
def test_a_document_that_costs_its_worker_is_put_into_quarantine(
    tmp_path: Path, kind: str, advice: str
) -> None:
    run = begun(tmp_path, limits=Limits(seconds=3))
    job = run.documents.options.job(SOURCE, DOC, output="out", unit=UNIT)
    outcome = run.documents.failure(job, Failure(kind, "killed after 3 s", 3.1, 99.5))
    assert outcome == Outcome(
        DOC,
        "failed",
        kind,
        f"killed after 3 s; {advice}",
        seconds=3.1,
        peak_mb=99.5,
        limits=Limits(seconds=3).fingerprint(),
    )
    assert Store(tmp_path).failures(UNIT) == [outcome]


@pytest.mark.parametrize(
    ("kind", "advice"),
    [
        ("timeout", "give it more time (--seconds, --cpu-seconds; [limits] cpu_seconds_per_scanned_page)"),
        ("memory", "give it more memory (--memory; [limits] scan_memory_mb)"),
        ("crashed", "please report it with the document"),
    ],
)
def test_a_scan_in_quarantine_says_how_far_it_was_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, advice: str
) -> None:
    monkeypatch.setattr("extractors.ocr.models.models_hash", lambda: "m1")
    run = begun(tmp_path)
    job = run.documents.options.job(SOURCE, DOC, output="out", unit=UNIT)
    outcome = run.documents.failure(job, Failure(kind, "killed", 9.0, 99.5, pages=Pages(3, 40)))
    without = "or read it without its scanned pages (--ocr never)"
    assert outcome.message == f"killed; 3 of 40 scanned pages were recognised: {advice}, {without}"
    assert Store(tmp_path).recognisers() == {DOC: run.documents.recogniser.name}
    assert begun(tmp_path).documents.of_earlier_runs(DOC) == outcome
    monkeypatch.setattr("extractors.ocr.models.models_hash", lambda: "m2")
    assert begun(tmp_path).documents.of_earlier_runs(DOC) is None


def test_a_worker_that_was_killed_by_another_says_nothing_against_its_document(tmp_path: Path) -> None:
    documents = begun(tmp_path).documents
    job = documents.options.job(SOURCE, DOC, output="out", unit=UNIT)
    failure = Failure("crashed", "the worker ended (signal SIGKILL)", 1.0, 50.0, killed_by_another=True)
    outcome = documents.failure(job, failure)
    assert (outcome.status, outcome.error_kind) == ("failed", "crashed")
    assert Store(tmp_path).failures(UNIT) == []
    assert documents.of_earlier_runs(DOC) is None  # the next run reads it


def test_the_words_of_a_message_decide_nothing(tmp_path: Path) -> None:
    documents = begun(tmp_path).documents
    job = documents.options.job(SOURCE, DOC, output="out", unit=UNIT)
    documents.failure(job, Failure("crashed", "the answer cannot be read (SIGKILL)", 1.0, 50.0))
    assert [o.error_kind for o in Store(tmp_path).failures(UNIT)] == ["crashed"]


def test_an_archive_is_staged_once(tmp_path: Path) -> None:
    documents = begun(tmp_path).documents
    archive = failed(DOC, "archive", "an archive of 2 files")
    assert documents.remember(archive) == archive
    again = begun(tmp_path).documents.remember(archive)
    assert again == archive.as_unchanged(0.0)
    assert Store(tmp_path).failures(UNIT) == [archive]
