"""A generation appears at once or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.publishing import generation as module
from pipeline.publishing.generation import LocalGeneration, RemoteGeneration, next_generation
from pipeline.storage.folders import LocalFolder, RemoteFolder


def content(text: str) -> Any:
    return lambda draft: draft.write_text(text) and None


def published(root: Path) -> dict[str, str]:
    live = root / "datasets"
    return {p.relative_to(live).as_posix(): p.read_text() for p in sorted(live.rglob("*")) if p.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> LocalFolder:
    first = LocalGeneration(LocalFolder(tmp_path))
    first.put("a/part-0.parquet", content("one"))
    first.put("b/part-0.parquet", content("two"))
    first.finish("datapackage.json", b"{}")
    return LocalFolder(tmp_path)


@pytest.mark.parametrize("exchanges", [True, False])
def test_the_next_generation_takes_the_place_of_the_published_one(
    folder: LocalFolder, exchanges: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchanges:
        monkeypatch.setattr(module, "_exchange", lambda _one, _other: False)
    before = published(folder.root)
    then = LocalGeneration(folder)
    then.keep("a/part-0.parquet")
    then.put("c/part-0.parquet", content("three"))
    assert published(folder.root) == before
    then.finish("datapackage.json", b"{1}")
    assert published(folder.root) == {
        "a/part-0.parquet": "one",
        "c/part-0.parquet": "three",
        "datapackage.json": "{1}",
    }
    assert not (folder.root / "state" / "next").exists()


def test_what_stays_is_not_written_again(folder: LocalFolder) -> None:
    before = (folder.root / "datasets/a/part-0.parquet").stat()
    then = LocalGeneration(folder)
    then.keep("a/part-0.parquet")
    then.finish("datapackage.json", b"{}")
    after = (folder.root / "datasets/a/part-0.parquet").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_where_files_cannot_be_linked_they_are_copied(
    folder: LocalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    then = LocalGeneration(folder)
    then.keep("a/part-0.parquet")
    then.finish("datapackage.json", b"{}")
    assert published(folder.root)["a/part-0.parquet"] == "one"


def test_one_that_is_not_finished_leaves_no_trace(folder: LocalFolder) -> None:
    before = published(folder.root)
    LocalGeneration(folder).put("a/part-0.parquet", content("half"))
    LocalGeneration(folder)
    assert published(folder.root) == before
    assert list((folder.root / "state" / "next").iterdir()) == []


def test_the_gap_between_two_renames_is_closed(folder: LocalFolder) -> None:
    before = published(folder.root)
    (folder.root / "datasets").rename(folder.root / "state" / "previous")
    LocalGeneration(folder)
    assert published(folder.root) == before


def test_an_object_store_names_its_files_last() -> None:
    folder = RemoteFolder("memory://generation")
    first = RemoteGeneration(folder)
    first.put("a/part-0.parquet", content("one"))
    first.put("b/part-0.parquet", content("two"))
    first.finish("datapackage.json", b"{}")
    then = RemoteGeneration(folder)
    assert then.has("a/part-0.parquet", 3)
    then.keep("a/part-0.parquet")
    written = then.put("c/part-0.parquet", content("three"))
    assert written.size == 5
    assert not folder.has("datasets/datapackage.json")  # it would speak of files that are no more
    then.finish("datapackage.json", b"{1}")
    assert folder.names("datasets") == [
        "datasets/a/part-0.parquet",
        "datasets/c/part-0.parquet",
        "datasets/datapackage.json",
    ]


def test_a_generation_is_of_the_kind_of_its_folder(tmp_path: Path) -> None:
    assert isinstance(next_generation(LocalFolder(tmp_path)), LocalGeneration)
    assert isinstance(next_generation(RemoteFolder("memory://kind")), RemoteGeneration)


def test_a_file_is_there_by_its_size(folder: LocalFolder) -> None:
    then = LocalGeneration(folder)
    assert then.has("a/part-0.parquet", 3)
    assert not then.has("a/part-0.parquet", 2)
    assert not then.has("a/part-0.parquet", 4)
    assert not then.has("nothing", 0)


def test_what_is_published_is_read_while_the_next_grows(folder: LocalFolder) -> None:
    then = LocalGeneration(folder)
    written = then.put("a/part-0.parquet", content("other"))
    assert (written.size, written.sha256[:8]) == (5, "d9298a10")
    assert then.read("a/part-0.parquet") == b"one"
    assert then.names("a") == ["a/part-0.parquet"]
    assert then.names("") == ["a/part-0.parquet", "b/part-0.parquet", "datapackage.json"]


def test_a_generation_may_be_its_package_alone(tmp_path: Path) -> None:
    LocalGeneration(LocalFolder(tmp_path)).finish("datapackage.json", b"{}")
    assert published(tmp_path) == {"datapackage.json": "{}"}


def test_a_leftover_beside_the_published_generation_goes(folder: LocalFolder) -> None:
    before = published(folder.root)
    (folder.root / "state" / "previous" / "a").mkdir(parents=True)
    LocalGeneration(folder)
    assert published(folder.root) == before
    assert not (folder.root / "state" / "previous").exists()


@pytest.mark.parametrize("exchanges", [True, False])
def test_the_generation_before_is_kept_until_the_next_begins(
    folder: LocalFolder, exchanges: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has a file open, or lists the folder, is not disturbed."""
    if not exchanges:
        monkeypatch.setattr(module, "_exchange", lambda _one, _other: False)
    LocalGeneration(folder).finish("datapackage.json", b"{1}")
    assert (folder.root / "state" / "previous" / "datapackage.json").read_text() == "{}"


def test_every_folder_is_on_disk_before_the_names_change(
    folder: LocalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    exchange = module._exchange

    def changed(one: Path, other: Path) -> bool:
        steps.append("exchange")
        return exchange(one, other)

    monkeypatch.setattr(module, "flush", lambda path: steps.append(path.relative_to(folder.root).as_posix()))
    monkeypatch.setattr(module, "_exchange", changed)
    then = LocalGeneration(folder)
    then.put("a/deep/part-0.parquet", content("x"))
    steps.clear()
    then.finish("datapackage.json", b"{}")
    assert steps == [
        "state/next/datapackage.json",
        "state/next/a/deep",
        "state/next/a",
        "state/next",
        "state/next",
        "exchange",
        ".",
        "state",
    ]


def test_two_folders_change_places_also_by_relative_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if module._exchange(Path("one"), Path("other")):
        assert [p.name for p in (tmp_path / "one").iterdir()] == ["other"]
    assert not module._exchange(Path("one"), Path("nothing"))


class Library:
    """In the place of the C library: takes what it is asked, and answers."""

    def __init__(self, answer: int) -> None:
        self.answer = answer
        self.asked: list[tuple[Any, ...]] = []

    def renameat2(self, *arguments: Any) -> int:
        self.asked.append(("renameat2", *arguments))
        return self.answer

    def renamex_np(self, *arguments: Any) -> int:
        self.asked.append(("renamex_np", *arguments))
        return self.answer


@pytest.mark.parametrize(
    ("platform", "asked"),
    [
        ("linux", [("renameat2", -100, b"a", -100, b"b", 2)]),  # AT_FDCWD, RENAME_EXCHANGE
        ("darwin", [("renamex_np", b"a", b"b", 2)]),  # RENAME_SWAP
        ("win32", []),
    ],
)
@pytest.mark.parametrize("answer", [0, -1, 1])
def test_each_system_is_asked_in_its_own_words(
    platform: str, asked: list[Any], answer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(answer)
    monkeypatch.setattr(module.ctypes, "CDLL", lambda *_, **__: library)
    monkeypatch.setattr(sys, "platform", platform)
    found = module._exchange(Path("a"), Path("b"))
    monkeypatch.undo()
    assert library.asked == asked
    assert found == (answer == 0 and platform != "win32")


@pytest.mark.parametrize("library", [object(), OSError("no library")])
def test_where_the_system_has_no_such_call_nothing_changes(
    library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(*_: Any, **__: Any) -> Any:
        if isinstance(library, OSError):
            raise library
        return library

    monkeypatch.setattr(module.ctypes, "CDLL", opened)
    assert not module._exchange(Path("a"), Path("b"))


def test_an_object_store_tells_names_and_hashes_and_takes_its_package_away_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = RemoteFolder("memory://generation-names")
    first = RemoteGeneration(folder)
    assert not first.has("a/part-0.parquet", 3)
    for path in ("a/part-0.parquet", "ab/part-0.parquet"):
        assert first.put(path, content("one")).sha256[:8] == "7692c3ad"
    first.finish("datapackage.json", b"{}")
    then = RemoteGeneration(folder)
    assert then.names("a") == ["a/part-0.parquet"]
    assert then.names("") == ["a/part-0.parquet", "ab/part-0.parquet", "datapackage.json"]
    assert then.read("a/part-0.parquet") == b"one"
    removed: list[str] = []
    monkeypatch.setattr(RemoteFolder, "remove", lambda _folder, name: removed.append(name))
    for path in ("a/part-0.parquet", "a/part-1.parquet"):
        then.put(path, content("two"))
    assert removed == ["datasets/datapackage.json"]
    then.finish("datapackage.json", b"{}")
    assert removed == ["datasets/datapackage.json", "datasets/ab/part-0.parquet"]
