"""Rows to files: bounded, and the same bytes whatever pieces the rows came in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.datasets import parquet as module
from pipeline.datasets.arrow import to_table
from pipeline.datasets.parquet import read_parquet, write_parquet, write_parts
from pipeline.datasets.schema import Dataset, datasets

TEXTS: Dataset = datasets()["texts"]


def texts(*doc_ids: str) -> pa.Table:
    columns = ("text", "text_sha256", "search_tokens")
    return to_table("texts", [{"doc_id": doc, **dict.fromkeys(columns, doc)} for doc in doc_ids])


def write(
    folder: Path, tables: Iterable[pa.Table], *, even_if_empty: bool = False
) -> tuple[list[int], list[Path]]:
    """The counts that are given, and the files that were written."""
    folder.mkdir(exist_ok=True)
    files: list[Path] = []

    def put(number: int, fill: Callable[[Path], None]) -> None:
        assert number == len(files)
        files.append(folder / f"part-{number}.parquet")
        fill(files[-1])

    return write_parts(tables, TEXTS, put, even_if_empty=even_if_empty), files


def doc_ids(file: Path) -> list[str]:
    return list(pq.ParquetFile(file).read()["doc_id"].to_pylist())


def groups(file: Path) -> list[int]:
    metadata = pq.ParquetFile(file).metadata
    return [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)]


def test_few_rows_are_one_file_in_one_group(tmp_path: Path) -> None:
    counts, (file,) = write(tmp_path, [texts("a", "b"), texts(), texts("c")])
    assert counts == [3]
    assert doc_ids(file) == ["a", "b", "c"]
    assert groups(file) == [3]
    assert pq.ParquetFile(file).schema_arrow.metadata[b"dataset"] == b"texts"


def test_the_same_rows_in_the_same_pieces_give_the_same_bytes(tmp_path: Path) -> None:
    _, (first,) = write(tmp_path / "1", [texts("a", "b"), texts("c")])
    _, (second,) = write(tmp_path / "2", iter([texts(), texts("a", "b"), texts(), texts("c")]))
    assert first.read_bytes() == second.read_bytes()


def test_without_rows_there_is_no_file_unless_asked_for(tmp_path: Path) -> None:
    assert write(tmp_path, []) == ([], [])
    assert write(tmp_path, [texts()]) == ([], [])
    assert write(tmp_path, [], even_if_empty=True) == ([], [])
    counts, (file,) = write(tmp_path, [texts(), texts()], even_if_empty=True)
    assert (counts, doc_ids(file)) == ([0], [])
    assert pq.ParquetFile(file).schema_arrow.names == TEXTS.schema.names


def test_an_empty_table_is_of_no_weight_beside_rows(tmp_path: Path) -> None:
    counts, (file,) = write(tmp_path, [texts(), texts("a")], even_if_empty=True)
    assert (counts, doc_ids(file)) == ([1], ["a"])


def test_a_group_ends_where_it_has_rows_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROWS_PER_GROUP", 2)
    _, (file,) = write(tmp_path, [texts("a"), texts("b"), texts("c"), texts("d"), texts("e")])
    assert groups(file) == [2, 2, 1]


def test_a_group_ends_where_it_has_bytes_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BYTES_PER_GROUP", 2 * texts("a").nbytes)
    _, (file,) = write(tmp_path, [texts("a"), texts("b"), texts("c")])
    assert groups(file) == [2, 1]


def test_a_full_file_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROWS_PER_GROUP", 2)
    monkeypatch.setattr(module, "BYTES_PER_FILE", 1)
    counts, files = write(tmp_path, [texts("a"), texts("b"), texts("c")])
    assert counts == [2, 1]
    assert [doc_ids(file) for file in files] == [["a", "b"], ["c"]]


def test_a_file_is_full_only_over_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROWS_PER_GROUP", 1)
    counts, (file,) = write(tmp_path, [texts("a"), texts("b")])
    assert (counts, groups(file)) == ([2], [1, 1])


def test_columns_that_a_file_lacks_are_not_asked_of_it(tmp_path: Path) -> None:
    write_parquet(texts("a"), tmp_path / "f")
    content = (tmp_path / "f").read_bytes()
    assert read_parquet(content, ["doc_id", "gone"]).to_pylist() == [{"doc_id": "a"}]
    assert read_parquet(content).equals(texts("a"))


def test_files_are_zstd_in_one_version_of_the_format(tmp_path: Path) -> None:
    write_parquet(texts("a"), tmp_path / "whole")
    _, (part,) = write(tmp_path, [texts("a")])
    for path in (tmp_path / "whole", part):
        metadata = pq.ParquetFile(path).metadata
        assert metadata.row_group(0).column(0).compression == "ZSTD"
        assert metadata.format_version == "2.6"
