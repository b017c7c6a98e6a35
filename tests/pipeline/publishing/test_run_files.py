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
from pipeline.publishing.generation import LocalGeneration
from pipeline.publishing.index import Index
from pipeline.publishing.manifest import Entry, mark_of
from pipeline.publishing.run_files import append, sources_of_all_runs
from pipeline.storage.folders import LocalFolder
from pipeline.storage.store import Store


def receipts(*pairs: tuple[str, str]) -> pa.Table:
    empty: dict[str, Any] = dict.fromkeys(dataset("receipts").schema.names)
    return to_table("receipts", [{**empty, "doc_id": doc, "source_uri": uri} for doc, uri in pairs])


def publish(root: Path, before: list[Entry], rows: pa.Table) -> list[Entry]:
    """One run: appends and publishes."""
    generation = LocalGeneration(LocalFolder(root))
    entries = append(generation, before, "receipts", rows)
    generation.finish("datapackage.json", b"{}")
    return entries


def published(root: Path) -> list[list[str]]:
    folder = root / "datasets" / "receipts"
    files = sorted(folder.iterdir(), key=lambda p: (len(p.name), p.name))
    return [read_parquet(f.read_bytes(), ["source_uri"])["source_uri"].to_pylist() for f in files]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROWS_PER_GROUP", 2)


def test_the_last_file_grows_until_it_is_full(tmp_path: Path) -> None:
    entries = publish(tmp_path, [], receipts(("d", "a")))
    assert (published(tmp_path), [e.rows for e in entries]) == ([["a"]], [1])
    entries = publish(tmp_path, entries, receipts(("d", "b"), ("d", "c"), ("d", "d")))
    assert (published(tmp_path), [e.rows for e in entries]) == ([["a", "b"], ["c", "d"]], [2, 2])
    entries = publish(tmp_path, entries, receipts(("d", "e")))
    assert published(tmp_path) == [["a", "b"], ["c", "d"], ["e"]]
    assert [e.path for e in entries] == [f"receipts/part-{n}.parquet" for n in range(3)]


def test_a_full_file_is_not_written_again(tmp_path: Path) -> None:
    first = publish(tmp_path, [], receipts(("d", "a"), ("d", "b")))
    full = (tmp_path / "datasets" / first[0].path).stat()
    then = publish(tmp_path, first, receipts(("d", "c")))
    assert then[0] == first[0]
    assert (tmp_path / "datasets" / first[0].path).stat().st_ino == full.st_ino


@pytest.mark.parametrize("known", [False, True])
def test_a_full_file_of_another_schema_or_unknown_origin_is_written_again(
    tmp_path: Path, known: bool
) -> None:
    (first,) = publish(tmp_path, [], receipts(("d", "a"), ("d", "b")))
    inode = (tmp_path / "datasets" / first.path).stat().st_ino
    other = Entry(first.path, first.size, first.sha256, first.rows, "0")
    then = publish(tmp_path, [other] if known else [], receipts(("d", "c")))
    assert published(tmp_path) == [["a", "b"], ["c"]]
    assert (tmp_path / "datasets" / first.path).stat().st_ino != inode
    assert then[0] == first


def test_without_rows_there_is_a_typed_file(tmp_path: Path) -> None:
    (entry,) = publish(tmp_path, [], receipts())
    assert (entry.rows, published(tmp_path)) == (0, [[]])


def test_ten_files_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    entries: list[Entry] = []
    for n in range(23):
        entries = publish(tmp_path, [], receipts(("d", f"{n:02}")))
    assert [uri for file in published(tmp_path) for uri in file] == [f"{n:02}" for n in range(23)]
    assert len(entries) == 12


# --- where documents were met ---


def met(root: Path, before: list[Entry], *now: tuple[str, str]) -> dict[str, str]:
    store = Store(root)
    generation = LocalGeneration(LocalFolder(root))
    return sources_of_all_runs(Index(store), generation, before, receipts(*now)).latest


def test_documents_are_met_in_the_receipts_of_all_runs_the_latest_last(tmp_path: Path) -> None:
    entries = publish(tmp_path, [], receipts(("old", "a"), ("old", "b"), ("new", "a")))
    assert met(tmp_path, entries, ("newest", "b")) == {"a": "new", "b": "newest"}


def test_what_the_index_holds_is_not_read_again(tmp_path: Path) -> None:
    entries = publish(tmp_path, [], receipts(("d", "a")))
    store = Store(tmp_path)
    sources = sources_of_all_runs(Index(store), LocalGeneration(LocalFolder(tmp_path)), entries, receipts())
    sources.latest["only"] = "in the index"
    sources.first["in the index"] = "only"
    Index(store).keep_sources(sources, mark_of(entries))
    assert met(tmp_path, entries) == {"a": "d", "only": "in the index"}


def test_an_index_of_other_receipts_is_not_believed(tmp_path: Path) -> None:
    entries = publish(tmp_path, [], receipts(("d", "a")))
    store = Store(tmp_path)
    sources = sources_of_all_runs(
        Index(store), LocalGeneration(LocalFolder(tmp_path)), entries, receipts(("e", "x"))
    )
    Index(store).keep_sources(sources, mark_of(entries))
    entries = publish(tmp_path, entries, receipts(("f", "b")))
    assert met(tmp_path, entries) == {"a": "d", "b": "f"}
    assert met(tmp_path, []) == {"a": "d", "b": "f"}  # as after a manifest that was lost


def test_a_file_counts_as_full_from_its_last_row_on(tmp_path: Path) -> None:
    """Of a file with fewer rows than a full one the rows are read and written with the new ones."""
    first = publish(tmp_path, [], receipts(("d", "a")))
    then = publish(tmp_path, first, receipts())
    assert (published(tmp_path), [e.rows for e in then]) == ([["a"]], [1])
    full = publish(tmp_path, then, receipts(("d", "b")))
    assert publish(tmp_path, full, receipts())[0] == full[0]
    assert published(tmp_path) == [["a", "b"], []]


def test_a_full_file_that_is_torn_is_not_taken_over(tmp_path: Path) -> None:
    (entry,) = publish(tmp_path, [], receipts(("d", "a"), ("d", "b")))
    other = Entry(entry.path, entry.size + 1, entry.sha256, entry.rows, entry.mark)
    inode = (tmp_path / "datasets" / entry.path).stat().st_ino
    assert publish(tmp_path, [other], receipts())[0] == entry
    assert (tmp_path / "datasets" / entry.path).stat().st_ino != inode


def test_files_of_another_dataset_are_no_files_of_this_one(tmp_path: Path) -> None:
    (entry,) = publish(tmp_path, [], receipts(("d", "a"), ("d", "b")))
    runs = Entry("runs/part-0.parquet", 1, "x", 2, entry.mark)
    assert [e.path for e in publish(tmp_path, [runs, entry], receipts(("d", "c")))] == [
        "receipts/part-0.parquet",
        "receipts/part-1.parquet",
    ]
