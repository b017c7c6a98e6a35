"""Rows to files: bounded, and the same bytes whatever pieces the rows came in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

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

    table = pa.concat_tables([texts(), *tables])
    return write_parts(table, TEXTS, put, even_if_empty=even_if_empty), files


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
    counts, (file,) = write(tmp_path, [], even_if_empty=True)
    assert (counts, doc_ids(file)) == ([0], [])
    assert pq.ParquetFile(file).schema_arrow.names == TEXTS.schema.names


def test_a_typed_file_without_rows_has_to_be_asked_for() -> None:
    assert write_parts(texts(), TEXTS, lambda *_: pytest.fail("a file was written")) == []
    with pytest.raises(TypeError, match="positional"):
        write_parts(texts(), TEXTS, lambda *_: None, True)  # by its name, for nobody reads a bare True


def test_an_empty_table_is_of_no_weight_beside_rows(tmp_path: Path) -> None:
    counts, (file,) = write(tmp_path, [texts(), texts("a")], even_if_empty=True)
    assert (counts, doc_ids(file)) == ([1], ["a"])


def test_a_group_ends_where_it_has_rows_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROWS_PER_GROUP", 2)
    _, (file,) = write(tmp_path, [texts("a"), texts("b"), texts("c"), texts("d"), texts("e")])
    assert groups(file) == [2, 2, 1]


def test_a_group_ends_where_it_has_bytes_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each row has four texts of one byte."""
    monkeypatch.setattr(module, "BYTES_PER_GROUP", 8)
    _, (file,) = write(tmp_path, [texts("a"), texts("b"), texts("c")])
    assert groups(file) == [2, 1]


def test_how_rows_are_grouped_rests_on_the_rows_and_not_on_the_buffers(tmp_path: Path) -> None:
    """A slice of a large table, and the same rows by themselves."""
    many = pa.concat_tables([texts(*map(str, range(1000)))] * 300)
    some = many.slice(150_000, 140_000)
    alone = pa.Table.from_pylist(some.to_pylist(), schema=TEXTS.schema)
    (one,), (other,) = (write(tmp_path / name, [t])[1] for name, t in (("1", some), ("2", alone)))
    assert one.read_bytes() == other.read_bytes()
    assert groups(one) == [131_072, 8_928]


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


def test_files_are_of_one_version_of_the_format_and_packed_by_what_pays(tmp_path: Path) -> None:
    many = texts(*map(str, range(4097)))
    for name, rows, packed in (("small", many.slice(1), "SNAPPY"), ("large", many, "ZSTD")):
        write_parquet(rows, tmp_path / name)
        _, (part,) = write(tmp_path / f"{name}-part", [rows])
        for path in (tmp_path / name, part):
            metadata = pq.ParquetFile(path).metadata
            assert metadata.row_group(0).column(0).compression == packed
            assert metadata.format_version == "2.6"


def nulls(count: int) -> pa.Table:
    return pa.table([pa.nulls(count, field.type) for field in TEXTS.schema], schema=TEXTS.schema)


def test_a_group_has_131072_rows_at_most(tmp_path: Path) -> None:
    _, (file,) = write(tmp_path, [nulls(131_072), nulls(1)])
    assert groups(file) == [131_072, 1]
    _, (file,) = write(tmp_path, [nulls(131_073)])
    assert groups(file) == [131_072, 1]


def test_what_ends_with_a_full_group_needs_no_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ROWS_PER_GROUP", 1)
    counts, (file,) = write(tmp_path, [texts(), texts("a")], even_if_empty=True)
    assert (counts, groups(file)) == ([1], [1])


@pytest.mark.parametrize(("size", "files"), [(256_000_000, 1), (256_000_001, 2)])
def test_a_file_over_256_megabytes_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, files: int
) -> None:
    monkeypatch.setattr(module, "ROWS_PER_GROUP", 1)
    drafts: list[Path] = []

    class Draft(type(tmp_path)):  # type: ignore[misc]
        def stat(self, **_: Any) -> Any:
            return SimpleNamespace(st_size=size)

    def put(number: int, fill: Callable[[Path], None]) -> None:
        drafts.append(Draft(tmp_path / f"{number}"))
        fill(drafts[-1])

    write_parts(texts("a", "b"), TEXTS, put)
    assert len(drafts) == files


def test_no_thread_of_arrow_s_reads_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is late to let go aborts the interpreter at its end."""
    write_parquet(texts("a"), tmp_path / "f")
    told: list[dict[str, Any]] = []
    file = pq.ParquetFile

    class Noted(file):  # type: ignore[misc, valid-type]
        def __init__(self, source: Any, **options: Any) -> None:
            told.append(options)
            super().__init__(source, **options)

        def read(self, **options: Any) -> pa.Table:
            told.append({"use_threads": options["use_threads"]})
            return super().read(**options)

    monkeypatch.setattr(pq, "ParquetFile", Noted)
    assert read_parquet((tmp_path / "f").read_bytes()).num_rows == 1
    assert told == [{"pre_buffer": False}, {"use_threads": False}]
