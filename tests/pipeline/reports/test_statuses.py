"""The file in which people say what they think of findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reports.statuses import (
    COLUMNS,
    FILE_NAME,
    Said,
    Status,
    StatusError,
    parsed,
    read_statuses,
    written,
)

HEAD = ",".join(COLUMNS)


def test_without_a_file_nothing_was_said(tmp_path: Path) -> None:
    assert read_statuses(tmp_path) == {}


def test_what_is_written_is_read_again_sorted_and_with_the_mark_of_utf_8() -> None:
    before = (Said("open", "再看", "王", "2026-01-01"), Said("explained", 'a "b", c'))
    late = Status("b", "confirmed", "打过电话", "李", "2026-01-02", "d1", "7", "I07", "12", "r1", before)
    early = Status("a", "open")
    content = written([late, early])
    assert content.decode("utf-8").startswith(
        f"\ufeff{HEAD}\na,open,,,,,,,,,\nb,confirmed,打过电话,李,2026-01-02,d1,7,I07,12,r1,"
    )
    assert parsed(content) == {"a": early, "b": late}


def test_a_note_cannot_run_as_a_formula_and_is_read_as_it_was_said() -> None:
    noted = Status("a", "open", note="=1+1", by="@me")
    content = written([noted])
    assert "a,open,'=1+1,'@me," in content.decode()
    assert parsed(content) == {"a": noted}


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
        (b"finding_id,status,earlier\na,open,[1\n", "line 2: the column earlier cannot be understood"),
        (b"finding_id,status,earlier\na,open,[1]\n", "line 2: the column earlier cannot be understood"),
    ],
)
def test_a_file_that_cannot_be_used_is_explained(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(StatusError, match=message) as refused:
        read_statuses(tmp_path)
    assert str(tmp_path) in str(refused.value)
    assert refused.value.problem.startswith(FILE_NAME), "a page names no path of the machine"
