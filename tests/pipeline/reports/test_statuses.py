"""The file in which people say what they think of findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reports.statuses import (
    COLUMNS,
    FILE_NAME,
    STATUSES,
    Status,
    StatusError,
    marked,
    read_statuses,
    write_statuses,
)

HEAD = ",".join(COLUMNS)


def test_without_a_file_nothing_was_said(tmp_path: Path) -> None:
    assert read_statuses(tmp_path) == {}


def test_what_is_written_is_read_again_sorted_and_with_the_mark_of_utf_8(tmp_path: Path) -> None:
    late = Status("b", "confirmed", "打过电话", "李", "2026-01-02", "d1", "7", "I07", "12")
    early = Status("a", "open")
    path = Path(write_statuses(tmp_path, [late, early]))
    assert path == tmp_path / FILE_NAME
    assert path.read_bytes().decode("utf-8") == (
        f"\ufeff{HEAD}\na,open,,,,,,,\nb,confirmed,打过电话,李,2026-01-02,d1,7,I07,12\n"
    )
    assert read_statuses(tmp_path) == {"a": early, "b": late}
    assert not list((tmp_path / "state" / "aside").iterdir())


def test_a_note_cannot_run_as_a_formula(tmp_path: Path) -> None:
    path = Path(write_statuses(tmp_path, [Status("a", "open", note="=1+1")]))
    assert "a,open,'=1+1," in path.read_text("utf-8")


def test_a_file_of_a_spreadsheet_may_lack_columns_and_have_blank_rows(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("status,finding_id\n open , a \n,\nexplained,b\n", encoding="utf-8-sig")
    assert read_statuses(tmp_path) == {"a": Status("a", "open"), "b": Status("b", "explained")}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"finding_id\na\n", "line 1: no column status"),
        (b"status\nopen\n", "line 1: no column finding_id"),
        (b"\n", "line 1: no column finding_id, status"),
        (
            b"finding_id,status\na,open\nb,perhaps\n",
            "line 3: unknown status 'perhaps'; use one of open, conf",
        ),
        (b"finding_id,status\na,\n", "line 2: unknown status ''"),
        (b"finding_id,status\na,open\na,open\n", "line 3: finding a is named twice"),
        ("finding_id,status\na,open,说明".encode("gb18030"), "is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_explained(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(StatusError, match=message):
        read_statuses(tmp_path)


def test_marking_sets_one_and_keeps_the_others() -> None:
    before = {"a": Status("a", "open"), "b": Status("b", "open")}
    after = marked(before, Status("a", "explained", "why"))
    assert after == {"a": Status("a", "explained", "why"), "b": Status("b", "open")}
    assert before["a"].status == "open"
    assert [marked({}, Status("x", status))["x"].status for status in STATUSES] == list(STATUSES)
    with pytest.raises(StatusError, match="unknown status 'wrong'"):
        marked({}, Status("a", "wrong"))
