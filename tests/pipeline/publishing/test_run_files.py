"""Receipts and runs grow: the last file until it is full, and then another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.datasets.arrow import to_table
from pipeline.datasets.parquet import read_parquet
from pipeline.datasets.schema import dataset
from pipeline.publishing import run_files as module
from pipeline.publishing.file_list import Entry, FileList
from pipeline.publishing.generation import LocalGeneration
from pipeline.publishing.run_files import append
from pipeline.storage.catalog import Catalog
from pipeline.storage.folders import LocalFolder


def receipts(*pairs: tuple[str, str]) -> pa.Table:
    empty: dict[str, Any] = dict.fromkeys(dataset("receipts").schema.names)
    return to_table("receipts", [{**empty, "doc_id": doc, "source_uri": uri} for doc, uri in pairs])


@pytest.fixture
def files(tmp_path: Path) -> FileList:
    return FileList(Catalog(tmp_path / "state" / "catalog.sqlite"))


def publish(files: FileList, root: Path, *rows: pa.Table) -> list[Entry]:
    """One run: appends and publishes."""
    generation = LocalGeneration(LocalFolder(root))
    generation.begin()
    append(generation, files, "receipts", rows)
    generation.prepare(b"{}")
    generation.publish()
    return files.of(module.RUNS, "receipts")


def published(root: Path) -> list[list[str]]:
    folder = root / "datasets" / "receipts"
    found = sorted(folder.iterdir(), key=lambda p: (len(p.name), p.name))
    return [read_parquet(f.read_bytes(), ["source_uri"])["source_uri"].to_pylist() for f in found]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROWS_PER_GROUP", 2)


def test_the_last_file_grows_until_it_is_full(tmp_path: Path, files: FileList) -> None:
    entries = publish(files, tmp_path, receipts(("d", "a")))
    assert (published(tmp_path), [e.rows for e in entries]) == ([["a"]], [1])
    entries = publish(files, tmp_path, receipts(("d", "b"), ("d", "c")), receipts(("d", "d")))
    assert (published(tmp_path), [e.rows for e in entries]) == ([["a", "b"], ["c", "d"]], [2, 2])
    entries = publish(files, tmp_path, receipts(("d", "e")))
    assert published(tmp_path) == [["a", "b"], ["c", "d"], ["e"]]
    assert [e.path for e in entries] == [f"receipts/part-{n}.parquet" for n in range(3)]


def test_a_full_file_is_not_written_again(tmp_path: Path, files: FileList) -> None:
    (first,) = publish(files, tmp_path, receipts(("d", "a"), ("d", "b")))
    full = (tmp_path / "datasets" / first.path).stat()
    then = publish(files, tmp_path, receipts(("d", "c")))
    assert then[0] == first
    assert (tmp_path / "datasets" / first.path).stat().st_ino == full.st_ino


def test_without_rows_there_is_a_typed_file(tmp_path: Path, files: FileList) -> None:
    (entry,) = publish(files, tmp_path)
    assert (entry.rows, published(tmp_path)) == (0, [[]])
    assert [e.rows for e in publish(files, tmp_path, receipts(("d", "a")))] == [1]


def test_ten_files_come_in_the_order_of_their_numbers(tmp_path: Path, files: FileList) -> None:
    for n in range(23):
        entries = publish(files, tmp_path, receipts(("d", f"{n:02}")))
    assert [uri for file in published(tmp_path) for uri in file] == [f"{n:02}" for n in range(23)]
    assert len(entries) == 12


def test_a_file_that_is_lost_gives_its_number_to_no_other(tmp_path: Path, files: FileList) -> None:
    publish(files, tmp_path, receipts(*(("d", str(n)) for n in range(4))))
    files.db.execute("delete from files where path = 'receipts/part-0.parquet'")
    entries = publish(files, tmp_path, receipts(("d", "4")))
    assert [e.path for e in entries] == ["receipts/part-1.parquet", "receipts/part-2.parquet"]


def test_a_last_file_that_cannot_be_read_is_named(tmp_path: Path, files: FileList) -> None:
    (entry,) = publish(files, tmp_path, receipts(("d", "a")))
    (tmp_path / "datasets" / entry.path).write_bytes(b"torn")
    with pytest.raises(OSError, match=r"receipts/part-0\.parquet cannot be read .* doctor --mend"):
        publish(files, tmp_path, receipts(("d", "b")))
