"""On an object store a generation is published by one object, and nothing published is overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from pipeline.publishing.next_generation import next_generation
from pipeline.publishing.remote_generation import RemoteGeneration, clear_before
from pipeline.storage import commits
from pipeline.storage.catalog import opened
from pipeline.storage.catalog_sync import FOLLOWS
from pipeline.storage.commits import Commit, commit_name, last_commit, last_number, package_of
from pipeline.storage.folders import RemoteFolder
from pipeline.storage.locks import LockLost

A1, A2 = "a/part-0-6b86b273.parquet", "a/part-0-d4735e3a.parquet"
"""Of the texts `1` and `2`: the first eight of their sha256 (`echo -n 1 | sha256sum`)."""


@pytest.fixture
def folder() -> Iterator[RemoteFolder]:
    yield RemoteFolder("memory://generations/out")
    fs = fsspec.filesystem("memory")
    if fs.exists("/generations"):
        fs.rm("/generations", recursive=True)


def content(text: str) -> Any:
    return lambda draft: draft.write_text(text) and None


def package(*paths: str) -> bytes:
    return json.dumps({"resources": [{"path": list(paths)}]}).encode()


def written(folder: RemoteFolder, scratch: Path, *kept: str, **files: str) -> tuple[RemoteGeneration, str]:
    """A generation that is ready to be published: `a` stands for `a/part-0.parquet`; `kept` are paths that
    stay. Gives it and its mark."""
    generation = RemoteGeneration(folder)
    generation.begin()
    paths = [generation.put(f"{name}/part-0.parquet", content(text)).path for name, text in files.items()]
    mark = generation.prepare(package(*kept, *paths))
    (scratch / "state").write_bytes(b"catalogue")
    generation.take("catalog", scratch / "state")
    return generation, mark


def make(folder: RemoteFolder, scratch: Path, *kept: str, **files: str) -> str:
    """Publishes a generation; gives its mark."""
    generation, mark = written(folder, scratch, *kept, **files)
    generation.publish()
    return mark


def data(folder: RemoteFolder) -> list[str]:
    return [name.removeprefix("datasets/") for name in folder.names("datasets") if "package" not in name]


def seen(folder: RemoteFolder) -> list[str]:
    """The files that outside readers are told of."""
    return commits.files_of(package_of(folder, None))


def test_a_file_has_the_hash_of_its_content_in_its_name(folder: RemoteFolder, tmp_path: Path) -> None:
    mark = make(folder, tmp_path, a="1", b="2")
    assert data(folder) == [A1, A2.replace("a/", "b/")]
    assert seen(folder) == data(folder)
    commit = last_commit(folder)
    assert commit is not None
    assert (commit.number, commit.mark, commit.before, commit.search) == (1, mark, None, None)
    assert folder.read(commit.catalogue) == b"catalogue"
    assert RemoteGeneration(folder).sizes() == {A1: -1, A2.replace("a/", "b/"): -1}


def test_the_generation_before_stays_until_the_next_but_one(folder: RemoteFolder, tmp_path: Path) -> None:
    make(folder, tmp_path, a="1")
    make(folder, tmp_path, a="2")
    assert data(folder) == [A1, A2]
    assert seen(folder) == [A2]
    make(folder, tmp_path, A2)
    assert data(folder) == [A2]
    numbers = [name for name in folder.names("state/generations") if "package" not in name]
    assert numbers == [commit_name(2), commit_name(3)]
    assert len(folder.starting("state", "catalog-")) == 2


def test_nothing_is_overwritten_that_stood_there_before(folder: RemoteFolder, tmp_path: Path) -> None:
    """Not by the same content either: who comes late with its removal must not take it away."""
    make(folder, tmp_path, a="1")
    make(folder, tmp_path, a="2")
    generation, _ = written(folder, tmp_path, a="1")
    (new,) = set(data(folder)) - {A1, A2}
    assert new.startswith("a/part-0-")
    assert folder.read(f"datasets/{new}") == b"1"
    generation.publish()
    assert seen(folder) == [new]


def test_a_writer_that_dies_before_its_commit_leaves_what_was(folder: RemoteFolder, tmp_path: Path) -> None:
    mark = make(folder, tmp_path, a="1")
    written(folder, tmp_path, a="2")
    assert seen(folder) == [A1]
    then = RemoteGeneration(folder)
    assert then.complete(mark)
    assert then.sizes() == {A1: -1}  # and not what nobody published
    make(folder, tmp_path, A1)
    assert data(folder) == [A1]


class Died(BaseException):
    """The process is gone."""


def test_one_that_dies_behind_its_commit_has_published(
    folder: RemoteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(folder, tmp_path, a="1")
    generation, mark = written(folder, tmp_path, a="2")
    put = RemoteFolder.put_bytes

    def die(to: RemoteFolder, name: str, content: bytes) -> None:
        if name == commits.PACKAGE:
            raise Died
        put(to, name, content)

    with monkeypatch.context() as patch:
        patch.setattr(RemoteFolder, "put_bytes", die)
        with pytest.raises(Died):
            generation.publish()
    assert seen(folder) == [A1]
    assert commits.published_names(folder, "a") == [f"datasets/{A2}"]
    assert not RemoteGeneration(folder).complete("another")
    assert seen(folder) == [A1]
    assert RemoteGeneration(folder).complete(mark)
    assert seen(folder) == [A2]


def test_of_two_writers_one_publishes_and_the_other_is_told(folder: RemoteFolder, tmp_path: Path) -> None:
    make(folder, tmp_path, a="0")
    other, _ = written(folder, tmp_path, a="2")
    one, _ = written(folder, tmp_path, a="1")
    other.publish()
    with pytest.raises(LockLost, match="another run has published to memory://generations/out"):
        one.publish()
    assert seen(folder) == [A2]
    assert f"datasets/{A1}" in folder.names("datasets")  # of nobody
    make(folder, tmp_path, A2)
    assert data(folder) == [A2]


def test_who_comes_so_late_that_its_number_is_free_again_is_told(
    folder: RemoteFolder, tmp_path: Path
) -> None:
    late, _ = written(folder, tmp_path, a="1")
    for text in "2345":
        make(folder, tmp_path, a=text)
    assert not folder.has(commit_name(1))
    with pytest.raises(LockLost):
        late.publish()
    assert last_number(folder) == 4
    (name,) = seen(folder)
    assert folder.read(f"datasets/{name}") == b"5"


def test_who_removes_late_leaves_the_next_generation_alone(
    folder: RemoteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second goes back to the content of the first while the removal of what came between is held up."""
    make(folder, tmp_path, a="1")
    make(folder, tmp_path, a="2")
    slow, _ = written(folder, tmp_path, a="3")
    clear = RemoteGeneration._clear

    def held_up(self: RemoteGeneration, *arguments: Any) -> None:
        monkeypatch.setattr(RemoteGeneration, "_clear", clear)
        make(folder, tmp_path, a="1")
        clear(self, *arguments)

    monkeypatch.setattr(RemoteGeneration, "_clear", held_up)
    slow.publish()
    (name,) = seen(folder)
    assert folder.read(f"datasets/{name}") == b"1"


def test_a_package_that_others_have_replaced_is_not_put_back(
    folder: RemoteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, _ = written(folder, tmp_path, a="1")
    show = RemoteGeneration._show

    def held_up(self: RemoteGeneration, commit: Commit) -> None:
        monkeypatch.setattr(RemoteGeneration, "_show", show)
        make(folder, tmp_path, a="2")
        show(self, commit)

    monkeypatch.setattr(RemoteGeneration, "_show", held_up)
    slow.publish()
    assert seen(folder) == [A2]


def test_a_commit_whose_answer_was_lost_is_known_again(
    folder: RemoteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that sends a request twice is told by the second that the object is there."""
    create = RemoteFolder.create

    def twice(to: RemoteFolder, name: str, content: bytes) -> bool:
        create(to, name, content)
        return create(to, name, content)

    monkeypatch.setattr(RemoteFolder, "create", twice)
    make(folder, tmp_path, a="1")
    assert seen(folder) == [A1]


def test_a_store_that_does_not_remove_costs_nothing_but_room(
    folder: RemoteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(folder, tmp_path, a="1")
    make(folder, tmp_path, a="2")

    def refuse(*_: Any) -> None:
        raise OSError("no permission")

    with monkeypatch.context() as patch:
        patch.setattr(RemoteFolder, "remove_all", refuse)
        make(folder, tmp_path, A2)
    assert seen(folder) == [A2]
    make(folder, tmp_path, A2)
    assert data(folder) == [A2]


def test_a_catalogue_of_another_commit_publishes_nothing(folder: RemoteFolder, tmp_path: Path) -> None:
    with opened(tmp_path / "catalog.sqlite") as catalog:
        catalog.set_meta(FOLLOWS, "0")
        assert isinstance(next_generation(folder, catalog), RemoteGeneration)
        make(folder, tmp_path, a="1")
        with pytest.raises(LockLost, match="has published"):
            next_generation(folder, catalog)


def test_the_index_is_that_of_the_commit(folder: RemoteFolder, tmp_path: Path) -> None:
    (tmp_path / "index").write_bytes(b"index")
    generation, mark = written(folder, tmp_path, a="1")
    generation.take("search", tmp_path / "index")
    generation.publish()
    then, _ = written(folder, tmp_path, A1)
    assert not then.bring_search("another", tmp_path / "back")
    assert then.bring_search(mark, tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == b"index"
    then.keep_search()
    then.publish()
    commit = last_commit(folder)
    assert commit is not None
    assert commit.search is not None
    assert folder.starting("state", "search-") == [commit.search]
    folder.remove(commit.search)
    assert not RemoteGeneration(folder).bring_search(commit.mark, tmp_path / "gone")


def test_an_output_of_an_earlier_version_is_gone_on_from(folder: RemoteFolder, tmp_path: Path) -> None:
    folder.put_bytes("datasets/a/part-0.parquet", b"old")
    folder.put_bytes("state/catalog.sqlite", b"old")
    generation = RemoteGeneration(folder)
    assert not generation.complete("old")
    assert generation.sizes() == {"a/part-0.parquet": -1}
    make(folder, tmp_path, a="1")
    assert seen(folder) == [A1]
    assert "state/catalog.sqlite" not in folder.names()
    make(folder, tmp_path, A1)
    assert data(folder) == [A1]


def test_a_commit_of_a_later_version_is_not_guessed_at(folder: RemoteFolder) -> None:
    folder.put_bytes(commit_name(3), b'{"number": 3, "more": 1}')
    with pytest.raises(OSError, match=r"00000003\.json is no commit that this version knows"):
        last_commit(folder)


def test_what_must_not_be_there_any_longer_goes_at_once(folder: RemoteFolder, tmp_path: Path) -> None:
    clear_before(folder)  # nothing is there
    make(folder, tmp_path, a="1", b="2")
    make(folder, tmp_path, a="2")
    clear_before(folder)
    assert data(folder) == seen(folder) == [A2]
    commit = last_commit(folder)
    assert commit is not None
    assert set(folder.names("state")) == {commit.name, commit.package, commit.catalogue}
    make(folder, tmp_path, a="1")
    assert seen(folder) == [A1]
