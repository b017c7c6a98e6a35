"""Saying something of findings, alone and with others."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import fsspec
import pytest

from pipeline.reports import marking
from pipeline.reports.marking import Busy, Conflict, changed, mark, take_back
from pipeline.reports.statuses import FILE_NAME, Said, Status, StatusError, parsed, read_statuses
from pipeline.storage.folders import open_folder
from pipeline.storage.locks import hold
from tests.pipeline.published import finding


def said(output: Path | str, name: str) -> tuple[str, str, str]:
    row = read_statuses(output)[name]
    return row.status, row.note, row.by


def test_a_mark_names_who_and_when_and_what_was_found(tmp_path: Path) -> None:
    mark(tmp_path, [finding("d", "a", page=7), finding("d", "b")], "confirmed", " phoned ", "Li")
    row = read_statuses(tmp_path)["a"]
    assert (row.status, row.note, row.by, row.page, row.code) == ("confirmed", "phoned", "Li", "7", "I07")
    assert row.date == datetime.now(UTC).date().isoformat()
    assert said(tmp_path, "b") == ("confirmed", "phoned", "Li")


def test_a_status_keeps_the_note_and_a_note_the_status(tmp_path: Path) -> None:
    found = [finding("d", "a")]
    mark(tmp_path, found, None, "look again", "Li")
    assert said(tmp_path, "a") == ("open", "look again", "Li")
    mark(tmp_path, found, "explained", None, "Wang")
    assert said(tmp_path, "a") == ("explained", "look again", "Wang")


def test_what_was_said_last_can_be_taken_back_to_the_very_first(tmp_path: Path) -> None:
    found = [finding("d", "a")]
    for status, by in (("confirmed", "Li"), ("confirmed", "Wang"), ("open", "Wang")):
        mark(tmp_path, found, status, "", by)
    today = datetime.now(UTC).date().isoformat()
    assert read_statuses(tmp_path)["a"].earlier == (Said("confirmed", "", "Li", today),), "said twice is once"
    take_back(tmp_path, ["a"])
    assert said(tmp_path, "a") == ("confirmed", "", "Li")
    take_back(tmp_path, ["a", "unknown"])
    assert read_statuses(tmp_path) == {}


def test_what_somebody_else_said_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    found = [finding("d", "a"), finding("d", "b")]
    mark(tmp_path, found[:1], "confirmed", "", "Li")
    with pytest.raises(Conflict) as refused:
        mark(tmp_path, found, "false_positive", "", "Wang", {"a": "", "b": ""})
    assert refused.value.ids == ("a",)
    assert list(read_statuses(tmp_path)) == ["a"], "nothing was changed"
    stamp = read_statuses(tmp_path)["a"].stamp
    mark(tmp_path, found, "false_positive", "", "Wang", {"a": stamp, "b": ""})
    assert said(tmp_path, "a") == ("false_positive", "", "Wang")
    with pytest.raises(Conflict):
        take_back(tmp_path, ["a"], {"a": stamp})


def test_a_file_that_cannot_be_understood_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"finding_id,status\na,perhaps\n")
    with pytest.raises(StatusError, match="line 2: unknown status 'perhaps'"):
        mark(tmp_path, [finding("d", "b")], "confirmed", "", "")
    with pytest.raises(StatusError, match="unknown status 'wrong'"):
        mark(tmp_path, [finding("d", "b")], "wrong", "", "")
    assert (tmp_path / FILE_NAME).read_bytes() == b"finding_id,status\na,perhaps\n"


def test_a_row_that_a_spreadsheet_adds_between_reading_and_writing_is_kept(tmp_path: Path) -> None:
    seen: list[list[str]] = []

    def change(rows: dict[str, Status]) -> dict[str, Status]:
        if not seen:
            (tmp_path / FILE_NAME).write_text("finding_id,status\nby_hand,explained\n", encoding="utf-8")
        seen.append(sorted(rows))
        return {**rows, "a": Status("a", "confirmed")}

    changed(tmp_path, change)
    assert seen == [[], ["by_hand"]]
    assert sorted(read_statuses(tmp_path)) == ["a", "by_hand"]


def test_a_file_that_never_rests_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contents = (f"finding_id,status\na{n},open\n".encode() for n in range(1000))
    monkeypatch.setattr(marking, "content_of", lambda _: next(contents))
    with pytest.raises(Busy, match="is being written by somebody else"):
        changed(tmp_path, dict)


def _mark_many(folder: str, who: str, count: int) -> None:
    for n in range(count):
        mark(folder, [finding("d", f"{who}{n}")], "confirmed", "", who)


def test_two_processes_lose_no_row(tmp_path: Path) -> None:
    start = multiprocessing.get_context("fork").Process
    writers = [start(target=_mark_many, args=(str(tmp_path), who, 25)) for who in ("li", "wang")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    rows = read_statuses(tmp_path)
    assert sorted(rows) == sorted(f"{who}{n}" for who in ("li", "wang") for n in range(25))


def test_who_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "WAITED", 0.0)
    with hold(open_folder(tmp_path), marking.LOCK), pytest.raises(Busy):
        mark(tmp_path, [finding("d", "a")], "confirmed", "", "")
    with hold(open_folder(tmp_path)):  # a run
        mark(tmp_path, [finding("d", "a")], "confirmed", "", "")
    assert list(read_statuses(tmp_path)) == ["a"]


@pytest.fixture
def store() -> Iterator[str]:
    """An object store in memory."""
    yield "memory://marked/out"
    fsspec.filesystem("memory").rm("/marked", recursive=True)


def test_statuses_of_a_store(store: str) -> None:
    mark(store, [finding("d", "a")], "confirmed", "", "Li")
    mark(store, [finding("d", "b")], "explained", "", "Li")
    assert sorted(parsed(open_folder(store).read(FILE_NAME))) == ["a", "b"]
    assert not open_folder(store).has(marking.LOCK)
