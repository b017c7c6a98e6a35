"""A generation appears at once or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.publishing import generation as module
from pipeline.publishing.generation import LocalGeneration
from pipeline.storage.folders import LocalFolder
from pipeline.storage.locks import share_folder


def content(text: str) -> Any:
    return lambda draft: draft.write_text(text) and None


def published(root: Path) -> dict[str, str]:
    live = root / "datasets"
    return {p.relative_to(live).as_posix(): p.read_text() for p in sorted(live.rglob("*")) if p.is_file()}


def make(folder: LocalFolder, package: bytes, *removed: str, **files: str) -> str:
    """Publishes a generation; `a` stands for the file `a/part-0.parquet`. Gives its mark."""
    generation = LocalGeneration(folder)
    generation.begin()
    for name, text in files.items():
        generation.put(f"{name}/part-0.parquet", content(text))
    for name in removed:
        generation.remove(f"{name}/part-0.parquet")
    mark = generation.prepare(package)
    generation.publish()
    return mark


@pytest.fixture
def folder(tmp_path: Path) -> LocalFolder:
    make(LocalFolder(tmp_path), b"{}", a="one", b="two")
    return LocalFolder(tmp_path)


@pytest.mark.parametrize("exchanges", [True, False])
def test_the_next_generation_takes_the_place_of_the_published_one(
    folder: LocalFolder, exchanges: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchanges:
        monkeypatch.setattr(module, "_exchange", lambda _one, _other: False)
    before = published(folder.root)
    then = LocalGeneration(folder)
    then.begin()
    then.remove("b/part-0.parquet")
    then.put("c/part-0.parquet", content("three"))
    then.prepare(b"{1}")
    assert published(folder.root) == before
    then.publish()
    assert published(folder.root) == {
        "a/part-0.parquet": "one",
        "c/part-0.parquet": "three",
        "datapackage.json": "{1}",
    }
    assert not (folder.root / "state" / "next").exists()


def inode(folder: LocalFolder, name: str) -> int:
    return (folder.root / f"datasets/{name}/part-0.parquet").stat().st_ino


def test_what_stays_is_not_written_again(folder: LocalFolder) -> None:
    before = inode(folder, "a")
    for number in range(4):
        make(folder, f"{{{number}}}".encode(), b=f"{number}")
        assert inode(folder, "a") == before
    assert published(folder.root) == {
        "a/part-0.parquet": "one",
        "b/part-0.parquet": "3",
        "datapackage.json": "{3}",
    }


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are linked."""
    found: list[str] = []
    link = os.link

    def noted(source: Path, target: Path) -> None:
        found.append(Path(source).parent.name)
        link(source, target)

    monkeypatch.setattr(os, "link", noted)
    return found


def test_from_the_third_on_a_generation_costs_what_changed(folder: LocalFolder, linked: list[str]) -> None:
    """It is grown from the one before the last, by what the last changed."""
    make(folder, b"{1}", c="three")
    assert sorted(linked) == ["a", "b", "datasets"]
    linked.clear()
    make(folder, b"{2}", "b", d="four")
    assert sorted(linked) == ["c", "datasets"]
    linked.clear()
    make(folder, b"{3}", c="changed")
    assert sorted(linked) == ["d", "datasets"]  # and b is taken away
    assert published(folder.root) == {
        "a/part-0.parquet": "one",
        "c/part-0.parquet": "changed",
        "d/part-0.parquet": "four",
        "datapackage.json": "{3}",
    }


@pytest.mark.parametrize("damage", ["note", "previous", "live"])
def test_where_it_is_not_known_what_changed_everything_is_linked(
    folder: LocalFolder, linked: list[str], damage: str
) -> None:
    make(folder, b"{1}", c="three")
    if damage == "note":
        (folder.root / "state/changes.json").write_text("{")
    else:
        place = "state/previous" if damage == "previous" else "datasets"
        (folder.root / place / "datapackage.json").write_text("{other}")
    linked.clear()
    before = published(folder.root)
    make(folder, b"{2}")
    assert len(linked) == 4
    assert published(folder.root) == before | {"datapackage.json": "{2}"}


def test_a_generation_that_someone_reads_is_not_made_the_next(folder: LocalFolder, linked: list[str]) -> None:
    handle = os.open(folder.root / "datasets", os.O_RDONLY)
    try:
        share_folder(handle)
        make(folder, b"{1}", a="other")
        linked.clear()
        make(folder, b"{2}", a="third")
        assert sorted(linked) == ["a", "b", "datasets"]
    finally:
        os.close(handle)


def test_where_files_cannot_be_linked_they_are_copied(
    folder: LocalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    make(folder, b"{1}")
    make(folder, b"{2}")
    assert published(folder.root)["a/part-0.parquet"] == "one"


def test_one_that_is_not_prepared_leaves_no_trace(folder: LocalFolder) -> None:
    before = published(folder.root)
    half = LocalGeneration(folder)
    half.begin()
    half.put("a/part-0.parquet", content("half"))
    assert published(folder.root) == before
    make(folder, b"{1}")
    assert published(folder.root) == before | {"datapackage.json": "{1}"}


def test_one_that_was_prepared_is_published_by_who_knows_its_mark(folder: LocalFolder) -> None:
    before = published(folder.root)
    dead = LocalGeneration(folder)
    dead.begin()
    dead.put("a/part-0.parquet", content("new"))
    mark = dead.prepare(b"{1}")
    assert not LocalGeneration(folder).complete("of another")
    assert published(folder.root) == before
    assert LocalGeneration(folder).complete(mark)
    assert published(folder.root) == before | {"a/part-0.parquet": "new", "datapackage.json": "{1}"}
    assert LocalGeneration(folder).complete(mark)


def test_what_is_published_is_known_by_its_mark(folder: LocalFolder) -> None:
    mark = make(folder, b"{1}", runs="of this run")
    assert LocalGeneration(folder).complete(mark)
    other = make(folder, b"{1}", runs="of another run")
    assert mark != other
    assert not LocalGeneration(folder).complete(mark)


def test_the_gap_between_two_renames_is_closed(folder: LocalFolder) -> None:
    before = published(folder.root)
    (folder.root / "datasets").rename(folder.root / "state" / "previous")
    LocalGeneration(folder).complete("whatever")
    assert published(folder.root) == before


def test_of_a_gap_the_generation_is_published_that_the_catalogue_knows(folder: LocalFolder) -> None:
    dead = LocalGeneration(folder)
    dead.begin()
    mark = dead.prepare(b"{1}")
    (folder.root / "datasets").rename(folder.root / "state" / "previous")
    assert LocalGeneration(folder).complete(mark)
    assert published(folder.root)["datapackage.json"] == "{1}"


def test_files_are_there_with_their_sizes(folder: LocalFolder) -> None:
    assert LocalGeneration(folder).sizes() == {
        "a/part-0.parquet": 3,
        "b/part-0.parquet": 3,
        "datapackage.json": 2,
    }


def test_what_is_published_is_read_while_the_next_grows(folder: LocalFolder) -> None:
    then = LocalGeneration(folder)
    then.begin()
    written = then.put("a/part-0.parquet", content("other"))
    assert (written.size, written.sha256[:8]) == (5, "d9298a10")
    assert then.read("a/part-0.parquet") == b"one"


def test_a_folder_without_files_goes(folder: LocalFolder) -> None:
    make(folder, b"{1}", "b")
    assert not (folder.root / "datasets" / "b").exists()


def test_a_generation_may_be_its_package_alone(tmp_path: Path) -> None:
    make(LocalFolder(tmp_path), b"{}")
    assert published(tmp_path) == {"datapackage.json": "{}"}


@pytest.mark.parametrize("exchanges", [True, False])
def test_the_generation_before_is_kept_until_the_next_begins(
    folder: LocalFolder, exchanges: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has a file open, or lists the folder, is not disturbed."""
    if not exchanges:
        monkeypatch.setattr(module, "_exchange", lambda _one, _other: False)
    make(folder, b"{1}")
    assert (folder.root / "state" / "previous" / "datapackage.json").read_text() == "{}"


@pytest.fixture
def steps(folder: LocalFolder, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is brought to disk, and when the folders change places."""
    found: list[str] = []
    exchange = module._exchange

    def changed(one: Path, other: Path) -> bool:
        found.append("exchange")
        return exchange(one, other)

    monkeypatch.setattr(module, "flush", lambda path: found.append(path.relative_to(folder.root).as_posix()))
    monkeypatch.setattr(module, "_flush_disk", lambda _folder: found.append("the whole disk") or True)
    monkeypatch.setattr(module, "_exchange", changed)
    return found


def test_every_file_and_folder_is_on_disk_before_the_names_change(
    folder: LocalFolder, steps: list[str]
) -> None:
    then = LocalGeneration(folder)
    then.begin()
    then.put("a/deep/part-0.parquet", content("x"))
    then.prepare(b"{1}")
    assert steps[:2] == ["state/next/a/deep/part-0.parquet", "state/next/datapackage.json"]
    assert set(steps[2:]) >= {"state/next/a/deep", "state/next/a", "state/next"}
    steps.clear()
    then.publish()
    assert steps == ["exchange", ".", "state"]


def test_many_files_are_brought_to_disk_together(
    folder: LocalFolder, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MANY_FILES", 2)
    make(folder, b"{1}", a="x", b="y")
    assert steps == ["the whole disk", "exchange", ".", "state"]


def test_this_system_can_bring_a_disk_up_to_date(tmp_path: Path) -> None:
    assert module._flush_disk(tmp_path) is (sys.platform == "linux")
    assert not module._flush_disk(tmp_path / "nothing")


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
