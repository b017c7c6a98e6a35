"""Which sources need work: the others have their receipt before any worker is asked."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.datasets.ids import doc_id
from pipeline.intake.archives import close_archives
from pipeline.intake.source import Source
from pipeline.running import planning
from pipeline.running.limits import Limits
from pipeline.storage.outcome import Outcome, failed
from pipeline.storage.store import Store
from tests.pipeline.running.runs import UNIT, Run, begun


def file(folder: Path, name: str, content: bytes) -> Source:
    path = folder / name
    path.write_bytes(content)
    return Source(f"in/{name}", str(path), len(content))


def planned(run: Run, *sources: Source) -> list[tuple[str, str | None]]:
    """Uri and document of the jobs."""
    jobs = run.jobs(*sources)
    return [(job.source.uri, job.doc_id) for job in jobs]


def test_a_new_document_is_a_job(tmp_path: Path) -> None:
    run = begun(tmp_path / "out", limits=Limits(source_mb=5), retry=True)
    source = file(tmp_path, "a", b"one")
    (job,) = run.jobs(source)
    assert (job.source, job.doc_id, job.unit) == (source, doc_id(b"one"), UNIT)
    assert (job.output, job.source_mb, job.retry) == (str(tmp_path / "out"), 5, True)
    assert run.entered == []


def test_sources_are_taken_only_as_jobs_are_asked_for(tmp_path: Path) -> None:
    run = begun(tmp_path / "out")
    first = file(tmp_path, "a", b"one")
    jobs = run.jobs(first, Source("in/b", "b", problem="never looked at"))
    assert next(jobs).source == first
    assert run.entered == []


def test_a_source_with_a_problem_gets_its_receipt(tmp_path: Path) -> None:
    run = begun(tmp_path / "out")
    assert planned(run, Source("in/x", "x", problem="a link", problem_kind="link_outside")) == []
    assert run.outcomes() == {"in/x": ("failed", "link_outside", False)}
    assert run.entered[0].outcome.message == "a link"


def test_a_source_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    run = begun(tmp_path / "out", limits=Limits(source_mb=1))
    limit = Source("in/limit", str(tmp_path / "nowhere"), 1_000_000)
    assert planned(run, limit, replace(limit, uri="in/over", byte_size=1_000_001)) == []
    assert run.outcomes() == {
        "in/limit": ("failed", "unreachable", False),
        "in/over": ("failed", "too_large", False),
    }
    assert run.entered[1].outcome.message == "1 MB, the limit is 1 MB; split it or raise the limit"


def test_a_source_that_cannot_be_opened_says_what_to_check(tmp_path: Path) -> None:
    run = begun(tmp_path / "out")
    planned(run, Source("in/x", str(tmp_path / "nowhere"), 1))
    message = "No such file or directory; check that the file is there and may be read"
    assert run.entered[0].outcome == failed(None, "unreachable", message)


def test_the_same_bytes_are_read_once(tmp_path: Path) -> None:
    run = begun(tmp_path / "out")
    sources = [file(tmp_path, name, b"one") for name in ("a", "b", "c")]
    jobs = run.jobs(*sources[:2])
    job = next(jobs)
    assert list(jobs) == []
    assert run.documents.settle(job, Outcome(doc_id(b"one"), "ok", pages=2)) == ["in/a", "in/b"]
    assert planned(run, sources[2]) == []  # later in the run: its outcome is known
    assert run.outcomes() == {"in/c": ("ok", None, False)}


def test_what_an_earlier_run_had_read_is_unchanged(tmp_path: Path) -> None:
    Store(tmp_path / "out").stage_failure(UNIT, failed(doc_id(b"one"), "damaged", "cut off"))
    run = begun(tmp_path / "out")
    assert planned(run, file(tmp_path, "a", b"one")) == []
    assert run.outcomes() == {"in/a": ("failed", "damaged", True)}


def test_an_archive_has_a_receipt_and_each_of_its_members_is_an_input(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (("a.txt", "one"), ("b.txt", "two"), ("c.txt", "one")):
            archive.writestr(name, text)
    run = begun(tmp_path / "out", expected=1)
    jobs = planned(run, Source("in/all.zip", str(path), path.stat().st_size))
    close_archives()
    assert jobs == [("in/all.zip!/a.txt", doc_id(b"one")), ("in/all.zip!/b.txt", doc_id(b"two"))]
    assert run.outcomes() == {"in/all.zip": ("not_disclosure", "archive", False)}
    assert run.entered[0].outcome.message == "an archive of 3 files, each with a receipt of its own"
    assert run.ledger.expected == 4


def test_one_file_is_not_files(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "one")
    run = begun(tmp_path / "out")
    planned(run, Source("in/all.zip", str(path), path.stat().st_size))
    close_archives()
    assert run.entered[0].outcome.message == "an archive of 1 file, each with a receipt of its own"


def test_an_archive_that_cannot_be_opened_is_named_by_its_document(tmp_path: Path) -> None:
    content = b"PK\x03\x04 and nothing else"
    run = begun(tmp_path / "out")
    assert planned(run, file(tmp_path, "all.zip", content)) == []
    outcome = run.entered[0].outcome
    assert (outcome.doc_id, outcome.error_kind) == (doc_id(content), "damaged")


def test_an_office_document_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    run = begun(tmp_path / "out")
    jobs = planned(run, Source("in/a.docx", str(path), path.stat().st_size))
    close_archives()
    assert jobs == [("in/a.docx", doc_id(path.read_bytes()))]


def test_a_remote_source_is_left_to_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_source: Source) -> None:
        raise AssertionError("it was read here")

    monkeypatch.setattr(planning, "digest", read)
    source = Source("s3://in/a.pdf", "s3://in/a.pdf", 10, version="etag-1")
    known = replace(source, uri="s3://in/b.pdf")
    Store(tmp_path / "out").stage_failure(UNIT, failed(doc_id(b"one"), "empty", "no text"))
    run = begun(tmp_path / "out", versions={known.uri: ("etag-1", doc_id(b"one"))})
    assert planned(run, source, known) == [("s3://in/a.pdf", None)]
    assert run.outcomes() == {"s3://in/b.pdf": ("failed", "empty", True)}


@pytest.mark.parametrize("uri", ["s3://in/a.zip", "s3://in/A.ZIP"])
def test_a_remote_archive_is_looked_into_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uri: str
) -> None:
    def away(_source: Source) -> None:
        raise OSError(5, "no answer")

    monkeypatch.setattr(planning, "digest", away)
    run = begun(tmp_path / "out")
    assert planned(run, Source(uri, uri, 10)) == []
    assert run.outcomes() == {uri: ("failed", "unreachable", False)}
