"""What files were made of is known for one generation and no other."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from pipeline.publishing.generation import LocalGeneration
from pipeline.publishing.manifest import Entry, FileGroup, Manifest, mark_of, read_manifest
from pipeline.storage.folders import LocalFolder

FACTS = Entry("facts/part-0.parquet", 10, "aa", 3, "m1")
RUNS = Entry("runs/part-0.parquet", 20, "bb", 1, "1")
MANIFEST = Manifest({"": FileGroup("all", (FACTS,)), "empty": FileGroup("empty")}, (RUNS,))
PACKAGE = b'{"resources": []}'


@pytest.fixture
def folder(tmp_path: Path) -> LocalFolder:
    """An output folder whose generation is described by `PACKAGE`."""
    folder = LocalFolder(tmp_path)
    folder.put_bytes("datasets/datapackage.json", PACKAGE)
    return folder


def read(folder: LocalFolder) -> Manifest:
    return read_manifest(folder, LocalGeneration(folder))


def test_a_manifest_comes_back_for_the_generation_that_it_was_written_for(folder: LocalFolder) -> None:
    assert MANIFEST.write(folder, PACKAGE) == (
        f"state/manifest/{hashlib.sha256(PACKAGE).hexdigest()[:16]}.json"
    )
    assert read(folder) == MANIFEST


def test_it_says_nothing_of_another_generation(folder: LocalFolder) -> None:
    MANIFEST.write(folder, b"another")
    assert read(folder) == Manifest()


def test_without_a_generation_nothing_is_known(tmp_path: Path) -> None:
    assert read(LocalFolder(tmp_path)) == Manifest()


@pytest.mark.parametrize(
    "content",
    [
        b"no json",
        b"[]",
        b"{}",
        b'{"groups": []}',
        b'{"groups": {}, "runs": [{"path": "p"}]}',
        b'{"groups": {"": {"entries": []}}, "runs": []}',
    ],
)
def test_what_cannot_be_read_is_not_known(folder: LocalFolder, content: bytes) -> None:
    folder.put_bytes(MANIFEST.write(folder, PACKAGE), content)
    assert read(folder) == Manifest()


def test_of_earlier_versions_only_the_files_of_runs_are_known(folder: LocalFolder) -> None:
    """They wrote groups as `shelves`."""
    name = MANIFEST.write(folder, PACKAGE)
    content = json.loads(folder.read(name))
    content["shelves"] = content.pop("groups")
    folder.put_bytes(name, json.dumps(content).encode())
    assert read(folder) == Manifest(runs=(RUNS,))


def test_a_file_is_of_the_dataset_in_whose_folder_it_stands() -> None:
    assert Entry("facts/fiscal_year=2024/province=31/part-0.parquet", 1, "", 1, "").dataset == "facts"


def test_a_mark_changes_with_paths_and_contents_and_with_nothing_else() -> None:
    same = Entry(FACTS.path, 99, FACTS.sha256, 99, "m2")
    assert mark_of([FACTS]) == mark_of([same])
    assert len({mark_of(e) for e in ([], [FACTS], [RUNS], [FACTS, RUNS], [RUNS, FACTS])}) == 5
