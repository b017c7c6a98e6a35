"""What was run and what came of it, without a path of the machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.explorer.app import explorer
from pipeline.explorer.edition import Edition, NotThere
from pipeline.explorer.library import Library
from pipeline.explorer.pages.operations import OperationsAsked, operations
from pipeline.explorer.settings import Settings
from pipeline.learning.gaps import known_gaps
from pipeline.reports.run_report import write_reports
from pipeline.running.run import run
from tests.pipeline.explorer.shown import HOME, SAMPLES
from tests.pipeline.running.runs import InlineExecutor

ENGLISH = {"accept-language": "en"}


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output of two runs: of a sample, then of it and of two files that cannot be read."""
    folder = tmp_path_factory.mktemp("twice")
    inbox = folder / "inbox <secret>"
    inbox.mkdir()
    sample = SAMPLES / "gb18030_unit_account.txt"
    (inbox / sample.name).write_bytes(sample.read_bytes())
    run([str(inbox)], folder / "out", executor=InlineExecutor())
    (inbox / "empty.pdf").write_bytes(b"")
    (inbox / "page.pdf").write_text("<!doctype html><p>a page", encoding="utf-8")
    result = run([str(inbox)], folder / "out", executor=InlineExecutor())
    write_reports(result, known_gaps(folder / "out"))
    return folder / "out"


@pytest.fixture(scope="module")
def asked(twice: Path) -> Edition:
    """It, as pages ask it."""
    return Library(str(twice)).edition()


def test_the_last_run_says_what_is_new_and_what_failed(asked: Edition) -> None:
    record = operations(asked, OperationsAsked())
    assert record.run is not None
    assert record.is_last
    assert [(line.inputs, line.new, line.unchanged, line.failed) for line in record.runs] == [
        (3, 2, 1, 1),
        (1, 1, 0, 0),
    ]
    assert [(one.status, one.kind, one.count) for one in record.became] == [
        ("failed", "empty", 1),
        ("not_disclosure", "html", 1),
        ("ok", None, 1),
    ]
    assert [(one.file_name, one.status) for one in record.receipts] == [("empty.pdf", "failed")]
    assert record.report is not None
    assert {shelf.name: shelf.rows for shelf in record.report.shelves}["documents"] == 1


def test_receipts_are_those_of_one_run_by_status_and_kind(asked: Edition) -> None:
    every = operations(asked, OperationsAsked(status="all"))
    assert [one.file_name for one in every.receipts] == ["empty.pdf", "page.pdf", "gb18030_unit_account.txt"]
    assert every.receipts[2].is_published
    html = operations(asked, OperationsAsked(status="not_disclosure", kind="html"))
    assert [(one.file_name, one.kind) for one in html.receipts] == [("page.pdf", "html")]
    first = operations(asked, OperationsAsked(run=every.runs[1].run_id))
    assert (first.count, first.is_last, first.report) == (1, False, None)
    assert operations(asked, OperationsAsked(status="quarantine")).receipts == ()
    with pytest.raises(NotThere, match="there is no run nowhere"):
        operations(asked, OperationsAsked(run="nowhere"))


def test_no_folder_of_the_machine_is_shown(twice: Path) -> None:
    client = TestClient(explorer(Settings(str(twice))), base_url=HOME)
    for address in ("/operations?status=all", "/operations.json?status=all", "/operations.csv?status=all"):
        answer = client.get(address, headers=ENGLISH)
        assert answer.status_code == 200
        assert "empty.pdf" in answer.text
        assert "secret" not in answer.text
        assert str(twice.parent) not in answer.text


def test_a_page_says_what_to_do_about_a_failure(twice: Path) -> None:
    client = TestClient(explorer(Settings(str(twice))), base_url=HOME)
    page = client.get("/operations", headers=ENGLISH).text
    assert "the file is empty (0 bytes); download it again" in page
    assert "Codes in no list" not in page, "the sample prints known codes"


def test_without_the_report_of_the_run_the_rest_is_said(asked: Edition, twice: Path) -> None:
    kept = (twice / "report.json").rename(twice / "report.kept")
    try:
        record = operations(asked, OperationsAsked())
        assert (record.report, record.count) == (None, 1)
        (twice / "report.json").write_text('{"run_id": "another"}', encoding="utf-8")
        assert operations(asked, OperationsAsked()).report is None
    finally:
        kept.rename(twice / "report.json")
