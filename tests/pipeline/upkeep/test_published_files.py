"""Published files are read through and held against the data package."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.running.run import run
from pipeline.storage.folders import LocalFolder
from pipeline.upkeep.published_files import read_published
from tests.pipeline.invented import make_inputs
from tests.pipeline.running.runs import InlineExecutor


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    make_inputs(folder)
    fake = "tests.pipeline.fakes:extraction"
    run([str(folder / "in")], folder / "out", function=fake, executor=InlineExecutor())
    return folder / "out"


@pytest.fixture
def folder(output: Path, tmp_path: Path) -> LocalFolder:
    shutil.copytree(output, tmp_path / "out")
    return LocalFolder(tmp_path / "out")


def problems(folder: LocalFolder) -> list[tuple[str, str]]:
    return [(a.kind, a.what) for a in read_published(folder).ailments]


def test_files_rows_and_documents_are_counted(folder: LocalFolder) -> None:
    found = read_published(folder)
    paths = list((folder.root / "datasets").rglob("*.parquet"))
    assert found.ailments == []
    assert found.files == len(paths)
    assert found.rows == sum(pq.ParquetFile(path).metadata.num_rows for path in paths)
    assert len(found.documents) == 5
    assert sum(counts["facts"] for counts in found.documents.values()) == 8
    assert {counts["documents"] for counts in found.documents.values()} == {1}
    assert not any("receipts" in counts or "entities" in counts for counts in found.documents.values())
    assert [table.num_rows for table in found.receipts] == [5]
    assert [table.num_rows for table in found.runs] == [1]


def test_a_file_that_is_missing_changed_or_strange_is_named(folder: LocalFolder) -> None:
    texts = folder.root / "datasets" / "texts"
    texts.joinpath("strange.parquet").write_bytes(b"x")
    whole = texts / "part-0.parquet"
    table = pq.ParquetFile(whole).read()
    pq.write_table(table, whole, compression="none")
    (folder.root / "datasets" / "reasons" / "part-0.parquet").unlink(missing_ok=True)
    found = problems(folder)
    assert ("file", "datasets/texts/strange.parquet belongs to no dataset") in found
    assert any(what.startswith("datasets/texts/strange.parquet cannot be read (") for _, what in found)
    assert ("file", "datasets/texts/part-0.parquet is not what was written: its hash is another") in found
    assert {kind for kind, _ in found} == {"file"}


def test_a_key_that_is_there_twice_is_named(folder: LocalFolder) -> None:
    path = folder.root / "datasets" / "texts" / "part-0.parquet"
    table = pq.ParquetFile(path).read()
    pq.write_table(table.take([*range(table.num_rows), 0, 1]), path)
    assert ("keys", "datasets/texts/part-0.parquet has 2 rows twice") in problems(folder)


def test_without_its_package_every_file_is_taken(folder: LocalFolder) -> None:
    (folder.root / "datasets" / "datapackage.json").write_text("{")
    what = "datasets/datapackage.json is missing or damaged: publishing was cut off"
    assert problems(folder) == [("package", what)]


def test_what_belongs_to_no_dataset_is_counted_and_not_read(folder: LocalFolder) -> None:
    before = read_published(folder)
    (folder.root / "datasets" / "notes").mkdir()
    (folder.root / "datasets" / "notes" / "a.txt").write_text("x")
    found = read_published(folder)
    assert (found.files, found.rows) == (before.files + 1, before.rows)
    assert [a.what for a in found.ailments] == ["datasets/notes/a.txt belongs to no dataset"]
