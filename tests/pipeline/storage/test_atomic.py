"""A file is there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.storage import atomic
from pipeline.storage.atomic import flush, make_folder, replace_file, replace_text


def test_a_file_takes_the_place_of_another_and_leaves_no_draft(tmp_path: Path) -> None:
    path, aside = tmp_path / "data" / "deep" / "f", tmp_path / "aside"
    for text in ("old", "明账"):
        replace_text(path, text, aside)
    assert path.read_bytes() == "明账".encode()
    assert list(aside.iterdir()) == []


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path, aside = tmp_path / "data" / "f", tmp_path / "aside"
    replace_text(path, "old", aside)

    def half(draft: Path) -> None:
        draft.write_text("ha")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        replace_file(path, half, aside)
    assert path.read_text() == "old"
    assert list(aside.iterdir()) == []


def test_until_the_draft_is_whole_readers_see_the_old_file(tmp_path: Path) -> None:
    path, aside = tmp_path / "f", tmp_path / "aside"
    replace_text(path, "old", aside)

    def write(draft: Path) -> None:
        draft.write_text("new")
        assert draft.parent == aside
        assert draft.name == f"{os.getpid()}-f"
        assert path.read_text() == "old"

    replace_file(path, write, aside)
    assert path.read_text() == "new"


def test_draft_and_folder_are_on_disk_before_and_after_the_name_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[tuple[str, str]] = []
    rename = os.replace

    def replaced(source: Any, target: Any) -> None:
        steps.append(("replace", Path(target).name))
        rename(source, target)

    monkeypatch.setattr(atomic, "flush", lambda path: steps.append(("flush", path.name)))
    monkeypatch.setattr(atomic.os, "replace", replaced)
    (tmp_path / "data").mkdir()
    replace_text(tmp_path / "data" / "f", "x", tmp_path / "aside")
    assert steps == [("flush", f"{os.getpid()}-f"), ("replace", "f"), ("flush", "data")]


def test_a_folder_is_made_with_its_parents_each_flushed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[Path] = []
    monkeypatch.setattr(atomic, "flush", flushed.append)
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    assert flushed == [tmp_path, tmp_path / "a"]
    make_folder(tmp_path / "a" / "b")
    assert flushed == [tmp_path, tmp_path / "a"]


def test_what_is_flushed_is_closed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[int] = []
    close = os.close
    monkeypatch.setattr(atomic.os, "close", lambda handle: closed.append(handle) or close(handle))
    flush(tmp_path)
    assert len(closed) == 1

    def fail(_handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(atomic.os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output"):
        flush(tmp_path)
    assert len(closed) == 2


def test_where_a_folder_cannot_be_opened_nothing_is_flushed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows."""

    def refuse(*_: Any) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(atomic.os, "open", refuse)
    flush(tmp_path)


def test_what_is_not_there_cannot_be_flushed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        flush(tmp_path / "nothing")


def test_files_are_opened_as_bytes_where_a_system_tells_them_from_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, whose flag of that name is 0x8000."""
    asked: list[int] = []
    opened = os.open

    def noted(path: Any, flags: int) -> int:
        asked.append(flags)
        return opened(path, os.O_RDONLY)

    monkeypatch.setattr(atomic.os, "open", noted)
    monkeypatch.setattr(atomic.os, "O_BINARY", 0x8000, raising=False)
    flush(tmp_path)
    monkeypatch.delattr(atomic.os, "O_BINARY")
    flush(tmp_path)
    assert asked == [os.O_RDONLY | 0x8000, os.O_RDONLY]


def test_the_folder_of_drafts_is_made_however_deep_it_lies(tmp_path: Path) -> None:
    replace_text(tmp_path / "f", "x", tmp_path / "state" / "deep" / "aside")
    assert (tmp_path / "f").read_text() == "x"


def test_a_folder_that_another_process_makes_meanwhile_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "flush", lambda _path: (tmp_path / "a" / "b").mkdir(exist_ok=True))
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
