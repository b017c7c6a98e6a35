"""A generation appears at once or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.publishing import generation as module
from pipeline.publishing.generation import LocalGeneration, RemoteGeneration
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
