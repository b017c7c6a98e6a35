"""Staged documents are read through: a bundle that is not what was written is told apart."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.running.run import run
from pipeline.storage.store import Bundle, Store
from pipeline.upkeep.staged_documents import read_staged
from tests.pipeline.running.runs import InlineExecutor

TEXT = "2023|110112|Finance|final_account\nincome {}\nexpenditure 1.50"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two staged documents."""
    folder = tmp_path_factory.mktemp("staged")
    (folder / "in").mkdir()
    for name in ("1.50", "1.70"):
        (folder / "in" / name).write_text(TEXT.format(name), encoding="utf-8")
    fake = "tests.pipeline.fakes:extraction"
    run([str(folder / "in")], folder / "out", function=fake, executor=InlineExecutor())
    return folder / "out"


@pytest.fixture
def store(output: Path, tmp_path: Path) -> Store:
    shutil.copytree(output, tmp_path / "out")
    return Store(tmp_path / "out")


def bundles(store: Store) -> list[Bundle]:
    return store.staged("any")


def path(store: Store, number: int) -> Path:
    return Path(store.folder.url) / bundles(store)[number].name


def test_rows_are_counted_by_document_and_dataset(store: Store) -> None:
    staged = read_staged(store)
    assert staged.ailments == ()
    assert list(staged.rows) == [bundle.doc_id for bundle in bundles(store)]
    for counts in staged.rows.values():
        assert (counts["documents"], counts["facts"], counts["projects"]) == (1, 2, 0)
    assert sorted(counts["findings"] for counts in staged.rows.values()) == [0, 1]


def test_a_bundle_that_is_cut_off_cannot_be_read(store: Store) -> None:
    name = bundles(store)[0].name
    path(store, 0).write_bytes(b"")
    staged = read_staged(store)
    (ailment,) = staged.ailments
    assert (ailment.kind, ailment.name) == ("bundle", name)
    assert ailment.what.startswith(f"{name} cannot be read (")
    assert len(staged.rows) == 1


def test_a_bundle_of_other_bytes_is_not_what_was_written(store: Store) -> None:
    name = bundles(store)[1].name
    data = bytearray(path(store, 1).read_bytes())
    data[len(data) // 2] ^= 0xFF
    path(store, 1).write_bytes(bytes(data))
    (ailment,) = read_staged(store).ailments
    assert (ailment.kind, ailment.name) == ("bundle", name)
    assert len(read_staged(store).rows) == 1


def test_a_bundle_of_another_document_is_told(store: Store) -> None:
    name = bundles(store)[0].name
    shutil.copy(path(store, 1), path(store, 0))
    (ailment,) = read_staged(store).ailments
    assert ailment.what == f"{name} holds the rows of another document"
    assert ailment.remedy == "removed; the next run over its source reads it again"
