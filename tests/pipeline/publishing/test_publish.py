"""Publishing from what is staged: every dataset is there, and a second time nothing is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.datasets.arrow import to_table
from pipeline.datasets.schema import dataset, datasets
from pipeline.publishing import publish as module
from pipeline.publishing.publish import Published, publish
from pipeline.publishing.search_index import INDEX
from pipeline.storage.store import Store
from tests.pipeline.staged import stage, store_of, text

SOME = (text("1.50"), text("2.50", entity="某区教育局"))


def receipt(doc_id: str, uri: str, run_id: str = "r") -> dict[str, Any]:
    empty = dict.fromkeys(dataset("receipts").schema.names)
    return {**empty, "doc_id": doc_id, "source_uri": uri, "run_id": run_id}


def go(store: Store, *rows: dict[str, Any], contacts: bool = False) -> Published:
    """A run that met these documents."""
    run = {**dict.fromkeys(dataset("runs").schema.names), "run_id": "r"}
    return publish(store, "u1", receipts=to_table("receipts", list(rows)), runs=[run], with_contacts=contacts)


def rows_of(root: Path, name: str) -> list[dict[str, Any]]:
    files = sorted((root / "datasets" / name).rglob("*.parquet"))
    return [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]


def inodes(root: Path) -> dict[str, int]:
    live = root / "datasets"
    return {p.relative_to(live).as_posix(): p.stat().st_ino for p in live.rglob("*.parquet")}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return store_of(tmp_path, *SOME)[0]


def test_every_dataset_has_a_typed_file_and_its_rows_are_counted(tmp_path: Path, store: Store) -> None:
    published = go(store)
    on_request = {"project_contacts"}
    assert list(published.rows) == [name for name in datasets() if name not in on_request]
    for name, count in published.rows.items():
        files = list((tmp_path / "datasets" / name).rglob("*.parquet"))
        assert files, name
        assert sum(pq.ParquetFile(f).metadata.num_rows for f in files) == count, name
    assert published.rows["documents"] == 2
    assert (published.rows["quantities"], published.rows["projects"], published.rows["runs"]) == (2, 0, 1)
    assert published.rows["codes"] > 1000
    empty = pq.ParquetFile(tmp_path / "datasets" / "projects" / "part-0.parquet")
    assert empty.schema_arrow.names == dataset("projects").schema.names


def test_contacts_are_published_where_they_are_asked_for(tmp_path: Path, store: Store) -> None:
    go(store, contacts=True)
    assert (tmp_path / "datasets" / "project_contacts").is_dir()
    go(store)
    assert not (tmp_path / "datasets" / "project_contacts").exists()


def test_a_second_time_only_what_tells_of_runs_is_written(tmp_path: Path, store: Store) -> None:
    first = go(store)
    before = inodes(tmp_path)
    again = go(store)
    assert (again.written, again.kept) == (0, first.written)
    after = inodes(tmp_path)
    assert {path for path in before if before[path] != after.get(path)} == {
        "receipts/part-0.parquet",
        "runs/part-0.parquet",
    }


def test_without_its_memory_the_same_bytes_are_made_again(tmp_path: Path, store: Store) -> None:
    go(store)
    before = {p: p.read_bytes() for p in (tmp_path / "datasets" / "facts").rglob("*.parquet")}
    for name in [*store.folder.names("state/manifest"), *store.folder.names("state/index")]:
        store.folder.remove(name)
    assert go(store).kept == 0
    assert {p: p.read_bytes() for p in (tmp_path / "datasets" / "facts").rglob("*.parquet")} == before


def test_an_empty_store_gives_every_dataset_without_rows(tmp_path: Path) -> None:
    published = go(Store(tmp_path))
    filled = {name for name, count in published.rows.items() if count}
    assert filled == {"codes", "divisions", "runs"}
    place = "facts/fiscal_year=__HIVE_DEFAULT_PARTITION__/province=__HIVE_DEFAULT_PARTITION__"
    assert (tmp_path / "datasets" / place / "part-0.parquet").exists()
    stage(Store(tmp_path), *SOME)
    go(Store(tmp_path))
    assert not (tmp_path / "datasets" / place).exists()


def test_documents_have_the_first_of_their_places_over_all_runs(tmp_path: Path, store: Store) -> None:
    one, two = (b.doc_id for b in store.staged("u1"))
    go(store, receipt(one, "in/b.pdf"), receipt(two, "in/c.pdf"))
    go(store, receipt(one, "in/a.pdf"))
    assert {d["doc_id"]: d["source_uri"] for d in rows_of(tmp_path, "documents")} == {
        one: "in/a.pdf",
        two: "in/c.pdf",
    }
    assert len(rows_of(tmp_path, "receipts")) == 3


def test_the_package_describes_every_file_by_name_and_hash(tmp_path: Path, store: Store) -> None:
    go(store)
    package = json.loads((tmp_path / "datasets" / "datapackage.json").read_text(encoding="utf-8"))
    described = [path for resource in package["resources"] for path in resource["path"]]
    assert sorted(described) == sorted(inodes(tmp_path))
    names = [resource["name"] for resource in package["resources"]]
    assert names == sorted(names)


def test_views_and_search_index_stand_beside_the_datasets(tmp_path: Path, store: Store) -> None:
    go(store)
    views = (tmp_path / "views.sql").read_text(encoding="utf-8")
    assert "create or replace view documents as select * from read_parquet('datasets/documents/" in views
    assert (tmp_path / INDEX).exists()


def test_the_manifest_of_the_generation_before_goes(tmp_path: Path, store: Store) -> None:
    go(store)
    stage(store, text("9.50"))
    go(store)
    assert len(list((tmp_path / "state" / "manifest").iterdir())) == 1


def test_what_cannot_be_written_leaves_what_was_published(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(store)
    before = inodes(tmp_path)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "append", full)
    stage(store, text("9.50"))
    with pytest.raises(OSError, match="No space"):
        go(store)
    assert inodes(tmp_path) == before


def test_what_publishing_did_is_counted(tmp_path: Path, store: Store) -> None:
    first = go(store)
    files = [
        p for p in (tmp_path / "datasets").rglob("*.parquet") if p.parent.name not in ("receipts", "runs")
    ]
    assert (first.written, first.kept) == (len(files), 0)
    stage(store, text("9.50"))
    again = go(store)
    assert again.written > 0
    assert again.kept >= 2  # codes and divisions


def test_reference_data_is_of_the_patterns_and_the_dictionary(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(store)
    before = inodes(tmp_path)
    monkeypatch.setattr(module, "code_rows", lambda: pytest.fail("read again"))
    go(store)
    monkeypatch.undo()
    monkeypatch.setattr(module.patterns, "version", lambda: "other")
    go(store)
    after = inodes(tmp_path)
    for name in ("codes", "divisions"):
        assert before[f"{name}/part-0.parquet"] != after[f"{name}/part-0.parquet"]


def test_who_reads_the_package_finds_rows_and_sizes(tmp_path: Path, store: Store) -> None:
    go(store)
    package = json.loads((tmp_path / "datasets" / "datapackage.json").read_text(encoding="utf-8"))
    rows = {r["name"]: r.get("rowCount") for r in package["resources"]}
    assert (rows["documents"], rows["facts"], rows["projects"], rows["runs"]) == (2, 2, 0, None)


def test_memory_of_what_is_no_more_is_forgotten(tmp_path: Path, store: Store) -> None:
    go(store, receipt("x", "in/a.pdf"))
    (tmp_path / "state" / "index" / "shard-99.bundle").write_bytes(b"of a province that is no more")
    go(store)
    assert sorted(p.name for p in (tmp_path / "state" / "index").iterdir()) == [
        "shard-all.bundle",
        "sources.bundle",
    ]


def test_on_an_object_store_there_is_no_search_index() -> None:
    remote = Store("memory://publish-remote/out")
    stage(remote, *SOME)
    assert go(remote).rows["documents"] == 2
    assert not remote.folder.has(INDEX)
    assert remote.folder.has("views.sql")
