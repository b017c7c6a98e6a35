"""Hostile documents of other formats than PDF and text: bounded, each with a receipt, none of them ok."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extractors.errors import Unreadable
from extractors.read import read
from pipeline.running.limits import Limits
from pipeline.running.receipts import RunResult
from pipeline.running.run import run
from tests.hostile import LINE
from tests.hostile_containers import ole, zipped
from tests.hostile_formats import DOCUMENTS, cell, docx, number, ofd, paragraph, text_object, xls, xlsx

LIMITS = Limits(seconds=60, seconds_per_mb=0, cpu_seconds=2, cpu_seconds_per_mb=0, memory_mb=700)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    for name, make in DOCUMENTS.items():
        (folder / "in" / name).write_bytes(make())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return run(["in"], "out", workers=2, limits=LIMITS)


def test_every_one_has_a_receipt_and_none_is_called_ok(result: RunResult) -> None:
    receipts = {r.source_uri.removeprefix("in/"): r.outcome for r in result.receipts}
    assert receipts.keys() == DOCUMENTS.keys()
    assert {name: o.message for name, o in receipts.items() if o.status in ("ok", "partial")} == {}
    assert {name for name, o in receipts.items() if o.status == "failed" and not o.message} == set()
    assert {name: o.message for name, o in receipts.items() if o.error_kind == "internal"} == {}


def test_bombs_and_entities_are_refused(result: RunResult) -> None:
    receipts = {r.source_uri.removeprefix("in/"): r.outcome for r in result.receipts}
    for name, outcome in receipts.items():
        if "laughs" in name or "files_of_others" in name or "bombs" in name or "that_lie" in name:
            assert outcome.status == "failed", name
            assert outcome.error_kind in ("damaged", "too_large", "unsupported"), (name, outcome)


def test_most_are_answered_by_their_reader_before_a_worker_is_killed(result: RunResult) -> None:
    kinds = Counter(r.outcome.error_kind for r in result.receipts)
    assert kinds["timeout"] + kinds["memory"] + kinds["crashed"] <= len(DOCUMENTS) // 8, kinds


@pytest.mark.parametrize(
    "content",
    [
        docx(paragraph()),
        xlsx(f"<sheetData><row r='1'>{cell('A1', LINE)}</row></sheetData>"),
        ofd(text_object("DeltaX='4'")),
        xls(number(0, 0)),
    ],
    ids=["docx", "xlsx", "ofd", "xls"],
)
def test_the_hostile_files_are_files_of_their_kind(content: bytes) -> None:
    """The makers make what a reader would take: a plain one of theirs is read."""
    assert read(content).blocks


def test_what_is_packed_and_is_no_document_is_said_as_such() -> None:
    for content in (zipped([("a", b"1")]), ole([("Nothing", b"1")])):
        with pytest.raises(Unreadable) as refused:
            read(content)
        assert refused.value.kind == "unsupported"


def test_no_file_of_others_is_read(result: RunResult, tmp_path: Path) -> None:
    del result
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    doctype = f"<!DOCTYPE x [<!ENTITY j SYSTEM '{secret.as_uri()}'>]>"
    for content in (
        docx(paragraph("&j;"), doctype=doctype),
        xlsx(f"<sheetData><row r='1'>{cell('A1', '&j;')}</row></sheetData>", doctype=doctype),
        ofd(text_object("", "&j;"), doctype=doctype),
    ):
        try:
            text = read(content).text
        except Unreadable as error:
            text = error.message
        assert "the secret" not in text
