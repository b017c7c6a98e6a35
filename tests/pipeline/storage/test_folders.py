"""One behaviour on a disk and on an object store."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest

from pipeline.storage.folders import Folder, LocalFolder, RemoteFolder, open_folder


@pytest.fixture(params=["disk", "store"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    if request.param == "disk":
        return LocalFolder(tmp_path / "box")
    fs = fsspec.filesystem("memory")
    if fs.exists("/folders"):
        fs.rm("/folders", recursive=True)
    return RemoteFolder("memory://folders/box")


def test_what_is_put_is_there_by_its_name(folder: Folder) -> None:
    folder.put_bytes("a/b/one.txt", b"12345")
    folder.put("a/two.txt", lambda draft: draft.write_text("two") and None)
    assert folder.read("a/b/one.txt") == b"12345"
    assert folder.read_part("a/b/one.txt", 1, 2) == b"23"
    assert folder.names() == ["a/b/one.txt", "a/two.txt"]
    assert folder.names("a/b") == ["a/b/one.txt"]
    assert folder.names("nothing") == []
    assert folder.has("a/two.txt")
    assert not folder.has("a/three.txt")
    with pytest.raises(FileNotFoundError):
        folder.read("a/three.txt")


def test_names_are_found_by_their_beginning(folder: Folder) -> None:
    for name in ("ab/abc.1", "ab/abc.2", "ab/abd.1", "ac/abc.3"):
        folder.put_bytes(name, b"")
    assert folder.starting("ab", "abc.") == ["ab/abc.1", "ab/abc.2"]
    assert folder.starting("zz", "abc.") == []


def test_removing_is_no_error_twice(folder: Folder) -> None:
    folder.put_bytes("a", b"1")
    folder.remove("a")
    folder.remove("a")
    assert folder.names() == []


def test_a_protocol_that_is_not_installed_is_named() -> None:
    with pytest.raises(ValueError, match="nosuch://box cannot be opened"):
        open_folder("nosuch://box")
