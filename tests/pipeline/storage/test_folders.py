"""One behaviour on a disk and on an object store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import fsspec
import pytest

from pipeline.storage.folders import Folder, LocalFolder, RemoteFolder, asked, open_folder, split_url


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


def test_the_protocol_of_a_url_that_cannot_be_opened_is_named_with_what_to_install() -> None:
    with pytest.raises(ValueError, match=r"mingzhang\[s3\].* the library that fsspec names for nosuch$"):
        open_folder("nosuch://box")


def test_a_name_that_begins_as_another_folder_is_not_in_it(folder: Folder) -> None:
    for name in ("a/b/1", "a/bc/2", "top"):
        folder.put_bytes(name, b"")
    assert folder.names("a/b") == ["a/b/1"]
    assert folder.names() == ["a/b/1", "a/bc/2", "top"]


def test_a_part_of_a_file_ends_where_the_file_does(folder: Folder) -> None:
    folder.put_bytes("f", b"12345")
    assert folder.read_part("f", 0, 99) == b"12345"
    assert folder.read_part("f", 3, 99) == b"45"
    with pytest.raises(FileNotFoundError):
        folder.read_part("g", 0, 1)


def test_a_url_is_opened_without_its_last_stroke() -> None:
    assert open_folder("memory://folders/box/").url == "memory://folders/box"
    assert split_url("memory://folders/box/")[1] == "/folders/box"
    assert RemoteFolder("memory://folders/box").path("a/b") == "/folders/box/a/b"
    assert RemoteFolder("memory://folders/box").path("") == "/folders/box"


# --- stores that answer otherwise than the one in memory ---


class Store:
    """A file system of one folder that raises what it is told to, at the call that it is told."""

    def __init__(self, **errors: Exception) -> None:
        self.errors = errors
        self.put: list[tuple[str, dict[str, Any]]] = []
        self.content = b""

    def cat_file(self, _path: str) -> bytes:
        return self.content

    def invalidate_cache(self) -> None:
        pass

    def exists(self, _path: str) -> bool:
        return False

    def find(self, _path: str, **_more: str) -> list[str]:
        raise self.errors["find"]

    def pipe_file(self, path: str, content: bytes, **mode: Any) -> None:
        if mode and "create" in self.errors:
            raise self.errors["create"]
        self.put.append((path, mode))
        self.content = content


@pytest.fixture
def box() -> RemoteFolder:
    return RemoteFolder("memory://folders/box")


def test_a_file_is_created_in_one_request(box: RemoteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it is there is not asked before: another could come between."""
    store = Store()
    monkeypatch.setattr(RemoteFolder, "fs", store)
    monkeypatch.setattr(store, "exists", lambda _path: pytest.fail("asked"))
    assert box.create("lock", b"1")
    assert store.put == [("/folders/box/lock", {"mode": "create"})]


def test_a_store_heeds_conditions_or_takes_every_file(
    box: RemoteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RemoteFolder, "fs", Store(create=FileExistsError("lock")))
    assert box.heeds_conditions("lock", b"1")
    monkeypatch.setattr(RemoteFolder, "fs", Store())
    assert not box.heeds_conditions("lock", b"1")


def test_of_two_that_create_at_once_the_store_says_who_came_first(
    box: RemoteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(create=FileExistsError("lock"))
    monkeypatch.setattr(RemoteFolder, "fs", store)
    assert not box.create("lock", b"1")
    assert store.put == []


NO_SUCH_MODE = [TypeError("unexpected argument 'mode'"), NotImplementedError("create"), ValueError("xb")]


@pytest.mark.parametrize("error", NO_SUCH_MODE)
def test_where_a_store_cannot_create_a_file_is_put(
    box: RemoteFolder, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    store = Store(create=error)
    monkeypatch.setattr(RemoteFolder, "fs", store)
    assert box.create("lock", b"1")
    assert store.put == [("/folders/box/lock", {})]
    monkeypatch.setattr(store, "exists", lambda _path: True)
    assert not box.create("lock", b"2")
    assert len(store.put) == 1


def test_where_a_store_cannot_create_the_later_of_two_is_told_by_reading_back(
    box: RemoteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(create=NotImplementedError("create"))
    monkeypatch.setattr(RemoteFolder, "fs", store)
    monkeypatch.setattr(store, "cat_file", lambda _path: b"the other's")
    assert not box.create("lock", b"1")


def test_a_file_of_this_machine_is_sent_and_fetched(tmp_path: Path) -> None:
    folder = RemoteFolder("memory://folders/sent")
    (tmp_path / "here").write_bytes(b"12")
    folder.send("a/b", tmp_path / "here")
    assert folder.read("a/b") == b"12"
    folder.fetch("a/b", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == b"12"
    with pytest.raises(FileNotFoundError):
        folder.fetch("nothing", tmp_path / "back")


def test_many_files_are_removed_and_those_that_are_gone_passed_over() -> None:
    folder = RemoteFolder("memory://folders/many")
    for name in ("a", "b", "c"):
        folder.put_bytes(name, b"")
    folder.remove_all(["a", "gone", "b"])
    folder.remove_all([])
    assert folder.names() == ["c"]


def test_a_store_that_knows_no_such_folder_has_no_files_in_it(
    box: RemoteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RemoteFolder, "fs", Store(find=FileNotFoundError("box")))
    assert box.names() == []
    assert box.starting("a", "b") == []


def test_what_a_store_raises_names_the_place(box: RemoteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemoteFolder, "fs", Store(find=RuntimeError("no credentials")))
    with pytest.raises(
        OSError, match=r"^memory://folders/box does not answer \(RuntimeError: no credentials\)$"
    ):
        box.names()
    with pytest.raises(PermissionError, match=r"^mine$"), asked("s3://box"):
        raise PermissionError("mine")  # as it is
