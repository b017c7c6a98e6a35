"""The files of published documents, found again: moved, renamed, archived, on another machine."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import fsspec
import pytest

from pipeline.reports import originals as module
from pipeline.reports.originals import NoOriginal, NoSuchSource, Originals

PAGE = "某市2024年部门决算公开".encode()
OTHER = "某市2025年部门决算公开".encode()  # as many bytes


def row(data: bytes, uri: str | None, **more: Any) -> dict[str, Any]:
    """Of `documents`, as far as it matters here."""
    name = None if uri is None else uri.rpartition("/")[2]
    doc_id = hashlib.sha256(data).hexdigest()
    return {"doc_id": doc_id, "source_uri": uri, "file_name": name, "byte_size": len(data), **more}


def put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def archive(path: Path, members: dict[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


NAMES = ["a.txt", "2024年 部门决算.txt", "50%#1?.txt", "a&b=c;d.txt", "（盖章）e\u0301.txt", "x!.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_where_it_was(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / "in" / name, PAGE)
    assert Originals().find(row(PAGE, path.as_posix())) == PAGE


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_that_was_moved_is_named_and_found_in(tmp_path: Path, name: str) -> None:
    before = put(tmp_path / "old" / "2024" / "sub" / name, PAGE).as_posix()
    put(tmp_path / "old" / "2025" / "sub" / name, OTHER)
    shutil.move(tmp_path / "old", tmp_path / "another machine")
    with pytest.raises(NoOriginal, match="is not at"):
        Originals().find(row(PAGE, before))
    for folder in ("another machine", "another machine/2024", "another machine/2024/sub"):
        assert Originals([tmp_path / folder]).find(row(PAGE, before)) == PAGE


def test_a_path_of_windows_ends_as_one_of_here() -> None:
    assert list(module._ends("C:/Users/李/公开/2024/a.pdf"))[1] == "李/公开/2024/a.pdf"
    assert next(iter(module._ends("//server/share/a.pdf"))) == "server/share/a.pdf"
    assert list(module._ends("../in/a.pdf")) == ["in/a.pdf", "a.pdf"]
    assert list(module._ends("/in/a.zip!/b/c.pdf")) == ["in/a.zip!/b/c.pdf", "a.zip!/b/c.pdf"]


def test_a_path_that_led_from_the_folder_of_the_output_is_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "job" / "in" / "a.txt", PAGE)
    monkeypatch.chdir(tmp_path)
    assert Originals(output=tmp_path / "job" / "output").find(row(PAGE, "in/a.txt")) == PAGE
    with pytest.raises(NoOriginal):
        Originals().find(row(PAGE, "in/a.txt"))


def test_another_file_of_the_name_is_refused_and_named(tmp_path: Path) -> None:
    path = put(tmp_path / "in" / "a.txt", OTHER)
    with pytest.raises(NoOriginal) as caught:
        Originals().find(row(PAGE, str(path)))
    assert caught.value.kind == "changed"
    assert f"{path} has its name and other bytes" in str(caught.value)
    with pytest.raises(NoOriginal) as caught:
        Originals([tmp_path]).find(row(PAGE, "elsewhere/a.txt"))
    assert caught.value.kind == "changed"


def test_the_right_one_of_several_files_of_a_name_is_found(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt", OTHER)
    put(tmp_path / "in" / "甲" / "A.TXT", OTHER)
    put(tmp_path / "in" / "乙" / "a.txt", PAGE)
    assert Originals([tmp_path / "in"]).find(row(PAGE, "/gone/a.txt")) == PAGE


def test_a_file_that_was_renamed_is_found_by_its_bytes_and_only_files_of_its_size_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "in" / "large.txt", PAGE + b"more")
    put(tmp_path / "in" / "other.txt", OTHER)
    put(tmp_path / "in" / "renamed.txt", PAGE)
    read: list[str] = []
    digest = module.digest

    def watched(source: Any) -> Any:
        read.append(Path(source.location).name)
        return digest(source)

    monkeypatch.setattr(module, "digest", watched)
    found = Originals([tmp_path / "in"])
    assert found.find(row(PAGE, "/gone/a.txt")) == PAGE
    assert found.find(row(PAGE, None)) == PAGE
    assert read == ["other.txt", "renamed.txt"]


def test_the_folder_is_listed_once_for_all_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "in" / "x" / "a.txt", PAGE)
    put(tmp_path / "in" / "y" / "b.txt", OTHER)
    times: list[object] = []
    listed = module.found_below

    def counted(*arguments: Any, **options: Any) -> Any:
        times.append(arguments)
        return listed(*arguments, **options)

    monkeypatch.setattr(module, "found_below", counted)
    found = Originals([tmp_path / "in"])
    assert [found.find(row(data, uri)) for data, uri in ((PAGE, "a.txt"), (OTHER, "b.txt"))] == [PAGE, OTHER]
    assert len(times) == 1


def test_a_member_of_an_archive_is_found_where_the_archive_is_and_where_it_was_unpacked(
    tmp_path: Path,
) -> None:
    inner = archive(tmp_path / "inner.zip", {"丙/c.txt": OTHER}).read_bytes()
    path = archive(tmp_path / "in" / "全部.zip", {"甲/a.txt": PAGE, "inner.zip": inner})
    first, second = row(PAGE, f"{path}!/甲/a.txt"), row(OTHER, f"{path}!/inner.zip!/丙/c.txt")
    assert Originals().find(first) == PAGE
    assert Originals().find(second) == OTHER
    shutil.move(path.parent, tmp_path / "moved")
    for sources in ([tmp_path / "moved"], [tmp_path / "moved" / "全部.zip"]):
        assert Originals(sources).find(first) == PAGE
        assert Originals(sources).find(second) == OTHER
    (tmp_path / "moved" / "全部.zip").unlink()
    with pytest.raises(NoOriginal, match=r"none of the 0 files below"):
        Originals([tmp_path / "moved"]).find(first)
    put(tmp_path / "moved" / "unpacked" / "a.txt", PAGE)
    assert Originals([tmp_path / "moved"]).find(first) == PAGE


def test_a_file_that_was_packed_since_is_found_in_the_archive(tmp_path: Path) -> None:
    archive(tmp_path / "in" / "2024.zip", {"a.txt": PAGE, "b.txt": OTHER})
    assert Originals([tmp_path / "in"]).find(row(PAGE, "files/a.txt")) == PAGE


def test_what_was_fetched_is_below_the_output(tmp_path: Path) -> None:
    url, mark = "https://a.cn/a.txt", hashlib.sha256(PAGE).hexdigest()[:16]
    place = "state/downloads/" + "0" * 32
    put(tmp_path / f"{place}-{mark}", PAGE)
    put(tmp_path / f"{place}.json", json.dumps({"url": url}).encode())
    assert Originals(output=tmp_path).find(row(PAGE, url)) == PAGE
    with pytest.raises(NoOriginal, match=f"fetch {url} and name its folder with --sources"):
        Originals(output=tmp_path / "other").find(row(PAGE, url))


def test_a_store_of_objects_is_a_source_as_a_folder_is() -> None:
    store = fsspec.filesystem("memory")
    store.pipe_file("/originals/in/甲 1.txt", PAGE)
    try:
        assert Originals().find(row(PAGE, "memory://originals/in/甲 1.txt")) == PAGE
        assert Originals(["memory://originals"]).find(row(PAGE, "files/甲 1.txt")) == PAGE
        with pytest.raises(NoOriginal) as caught:
            Originals().find(row(PAGE, "memory://originals/in/gone.txt"))
        assert caught.value.kind == "missing"
    finally:
        store.rm("/originals", recursive=True)


def test_a_damaged_archive_and_a_folder_of_the_name_are_no_obstacle(tmp_path: Path) -> None:
    put(tmp_path / "in" / "broken.zip", b"PK\x03\x04 and nothing more")
    (tmp_path / "in" / "a.txt").mkdir()
    put(tmp_path / "in" / "b" / "a.txt", PAGE)
    assert Originals([tmp_path / "in"]).find(row(PAGE, "in/a.txt")) == PAGE


def test_where_a_document_is_published_is_told_if_its_file_is_gone(tmp_path: Path) -> None:
    url = "https://example.gov.cn/2024/a.txt"
    with pytest.raises(NoOriginal, match=f"none of the 0 files below {tmp_path}.*fetch {url} and name"):
        Originals([tmp_path]).find(row(PAGE, "in/a.txt", source_url=url))


def test_a_source_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoSuchSource, match=r"there is no folder .*nowhere"):
        Originals([tmp_path / "nowhere"])


def test_a_relative_path_counts_from_any_folder_that_the_output_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run in `project`, its output two folders down, looked at from elsewhere."""
    place = put(tmp_path / "project" / "in" / "a.txt", b"12")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    document = row(b"12", "in/a.txt")
    for output in ("project/output", "project/results/2026/output"):
        originals = Originals(output=tmp_path / output)
        assert originals.find(document) == b"12"
        assert originals.place(document) == place
    with pytest.raises(NoOriginal):
        Originals(output=tmp_path / "another" / "output").find(document)


def test_where_a_file_lies_is_told_but_not_of_a_member_of_an_archive(tmp_path: Path) -> None:
    place = archive(tmp_path / "all.zip", {"a.txt": b"12"})
    assert Originals().place(row(b"12", f"{place}!/a.txt")) is None
    moved = put(tmp_path / "new" / "b.txt", b"13")
    assert Originals([tmp_path / "new"]).place(row(b"13", "old/a.txt", byte_size=2)) == moved
