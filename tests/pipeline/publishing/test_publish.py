"""Publishing from what is staged: every dataset is there, and a second time nothing is written."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.datasets.arrow import to_table
from pipeline.datasets.schema import dataset, datasets
from pipeline.publishing import publish as module
from pipeline.publishing import shares
from pipeline.publishing.generation import LocalGeneration
from pipeline.publishing.publish import Published, complete_publication, publish
from pipeline.publishing.search_index import INDEX, Index
from pipeline.storage.catalog import Catalog
from pipeline.storage.outcome import Outcome
from pipeline.storage.store import Store
from tests.pipeline.staged import catalog_of, stage, store_of, text

SOME = (text("1.50"), text("2.50", entity="某区教育局"))


def receipt(doc_id: str, uri: str, run_id: str = "r") -> dict[str, Any]:
    empty = dict.fromkeys(dataset("receipts").schema.names)
    return {**empty, "doc_id": doc_id, "source_uri": uri, "run_id": run_id}


def go(store: Store, *rows: dict[str, Any], contacts: bool = False) -> Published:
    """A run that met these documents."""
    run = {**dict.fromkeys(dataset("runs").schema.names), "run_id": "r"}
    with catalog_of(store, meeting=not rows) as catalog:
        for row in rows:
            catalog.meet(row["source_uri"], row["doc_id"], None)
        receipts = [to_table("receipts", list(rows))]
        return publish(store, catalog, "u1", receipts=receipts, runs=[run], with_contacts=contacts)


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
    assert (again.written, again.kept) == (2, first.written - 2)
    after = inodes(tmp_path)
    assert {path for path in before if before[path] != after.get(path)} == {
        "receipts/part-0.parquet",
        "runs/part-0.parquet",
    }


def test_without_its_catalogue_the_same_bytes_are_made_again(tmp_path: Path, store: Store) -> None:
    go(store)
    before = tree(tmp_path)
    for path in (tmp_path / "state").glob("catalog.sqlite*"):
        path.unlink()
    again = go(store)
    assert again.kept == 0
    assert tree(tmp_path) == before
    assert len(rows_of(tmp_path, "runs")) == 2  # what is in no bundle is gone on from


def test_an_empty_store_gives_every_dataset_without_rows(tmp_path: Path) -> None:
    published = go(Store(tmp_path))
    filled = {name for name, count in published.rows.items() if count}
    assert filled == {"codes", "divisions", "runs"}
    place = "facts/unknown/unknown"
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
    assert "create or replace view documents as select * from read_parquet(" in views
    assert (tmp_path / INDEX).exists()


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
    files = list((tmp_path / "datasets").rglob("*.parquet"))
    assert (first.written, first.kept, first.mended) == (len(files), 0, ())
    stage(store, text("9.50"))
    again = go(store)
    assert again.written > 2
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


# --- whatever the way, the same bytes ---


def tree(root: Path) -> dict[str, str]:
    """Every published file but those of runs, by what is in it."""
    live = root / "datasets"
    return {
        path.relative_to(live).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(live.rglob("*"))
        if path.is_file() and path.parent.name not in ("receipts", "runs")
    }


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few documents are shared out as thousands are."""
    share_out_few(monkeypatch)


def share_out_few(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in (("WHOLE", 10), ("LEAF", 4), ("FOLDER_LEAF", 2), ("LIST_LEAF", 6)):
        monkeypatch.setattr(shares, name, size)


def some_text(number: int) -> str:
    """Bureaus of three provinces over four years, some of them twice: corrections, years, neighbours."""
    division = ("110112", "310107", "440106")[number % 3]
    name = ("财政", "教育", "民政")[number // 3 % 3]
    return text(f"{number}.50", division=division, year=str(2020 + number % 4), entity=f"某区{name}局")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("small")
def test_documents_that_come_go_and_change_end_in_the_bytes_of_all_at_once(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    way, at_once = Store(tmp_path / "way"), Store(tmp_path / "once")
    there: set[int] = set()
    for _ in range(7):
        for number in chance.sample(range(30), chance.choice((1, 1, 2, 8, 14))):
            if number in there and chance.random() < 0.6:
                (doc_id,) = stage(Store(tmp_path / "scratch"), some_text(number))
                way.stage_failure("u1", Outcome(doc_id, "failed", "damaged", "no end"))
                there.discard(number)
            else:
                stage(way, some_text(number))
                there.add(number)
        go(way)
    stage(at_once, *map(some_text, there))
    go(at_once)
    assert tree(way.folder.root) == tree(at_once.folder.root)
    assert len(rows_of(way.folder.root, "documents")) == len(there)
    both = (searched(root) for root in (way.folder.root, at_once.folder.root))
    for found, wanted in zip(*both, strict=True):
        assert sorted(set(found) ^ set(wanted), key=str) == []


def searched(root: Path) -> list[Any]:
    with closing(sqlite3.connect(root / INDEX)) as connection:
        documents = "select * from documents order by doc_id"
        entries = (
            "select doc_id, kind, path, title, body from entries "
            "join entry_text on entry_text.rowid = entries.id order by 1, 2, 3, 5"
        )
        return [connection.execute(sql).fetchall() for sql in (documents, entries)]


@pytest.mark.usefixtures("small")
def test_one_new_document_writes_its_shares_and_nothing_else(tmp_path: Path) -> None:
    store = Store(tmp_path)
    stage(store, *map(some_text, range(30)))
    go(store)
    before = inodes(tmp_path)
    stage(store, text("99.50", division="440106", year="2031", entity="某区水务局"))
    go(store)
    changed = {path for path, inode in inodes(tmp_path).items() if before.get(path) != inode}
    assert {path.partition("/")[0] for path in changed} >= {
        "documents",
        "texts",
        "facts",
        "entities",
        "receipts",
    }
    alone = {path for path in changed if path.partition("/")[0] not in ("receipts", "runs")}
    assert all("-44-" in path or "/44/" in path for path in alone)


@pytest.mark.usefixtures("small")
def test_a_share_is_written_without_the_bundles_of_its_other_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    stage(store, *map(some_text, range(30)))
    go(store)
    (new,) = stage(store, text("99.50", division="440106", year="2031", entity="某区水务局"))
    opened_ids: set[str] = set()
    read = Store.open
    monkeypatch.setattr(Store, "open", lambda s, bundle: opened_ids.add(bundle.doc_id) or read(s, bundle))
    go(store)
    assert opened_ids == {new}


# --- what is lost or damaged is made again ---


@dataclass(frozen=True)
class Grown:
    """An output of thirty documents with thirteen new ones staged, and what publishing these makes of it."""

    folder: Path
    before: dict[str, int]
    after: dict[str, int]
    tree: dict[str, str]


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Grown:
    base = tmp_path_factory.mktemp("grown")
    new = [some_text(n) for n in range(30, 40)]
    new += [text("7.50", division=d, entity="某区水务局") for d in ("110112", "310107", "440106")]
    with pytest.MonkeyPatch.context() as monkeypatch:
        share_out_few(monkeypatch)
        store = Store(base / "store")
        stage(store, *map(some_text, range(30)))
        go(store)
        stage(store, *new)
        shutil.copytree(base / "store", base / "twin")
        twin = Store(base / "twin")
        before = inodes(twin.folder.root)
        go(twin)
        return Grown(base / "store", before, inodes(twin.folder.root), tree(twin.folder.root))


@pytest.mark.parametrize("dataset_name", ["facts", "documents", "sections", "entities", "codes"])
@pytest.mark.parametrize("how", ["lost", "cut", "changed"])
@pytest.mark.usefixtures("small")
def test_a_published_file_that_is_not_what_was_written_is_made_again(
    tmp_path: Path, grown: Grown, dataset_name: str, how: str
) -> None:
    """One of those that a new document goes into: what nothing new touches is for the doctor."""
    shutil.copytree(grown.folder, tmp_path / "store")
    store = Store(tmp_path / "store")
    touched = [
        path for path, inode in grown.before.items() if path in grown.after and inode != grown.after[path]
    ]
    own = [
        path
        for path in (touched if dataset_name != "codes" else grown.before)
        if path.startswith(dataset_name)
    ]
    name = min(own)
    path = store.folder.root / "datasets" / name
    content = path.read_bytes()
    path.unlink()
    if how != "lost":
        path.write_bytes(content[:-9] if how == "cut" else content[:50] + b"x" + content[51:])
    is_seen = (dataset_name, how) != ("codes", "changed")
    assert (name in go(store).mended) is is_seen
    assert (tree(store.folder.root) == grown.tree) is is_seen


def test_a_document_whose_bundle_is_damaged_is_named_and_read_again_by_the_next_run(store: Store) -> None:
    go(store)
    bundle = store.staged("u1")[0]
    content = store.folder.read(bundle.name)
    store.folder.put_bytes(bundle.name, content[:-3] + b"???")
    with catalog_of(store) as catalog:
        catalog.touch([bundle.doc_id])
        catalog.commit()
    published = go(store)
    assert published.mended == (bundle.name,)
    assert published.rows["documents"] == 1
    assert not store.folder.has(bundle.name)


# --- a run that dies ---


class Died(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("moment", ["put", "prepare", "end", "publish", "update"])
def test_a_run_that_dies_while_it_publishes_is_made_up_for(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    go(store)
    before = tree(tmp_path)
    stage(store, text("9.50"), text("9.50", year="2022"))

    def die(*_: Any, **__: Any) -> None:
        raise Died

    place = {"end": Catalog, "update": Index}.get(moment, LocalGeneration)
    monkeypatch.setattr(place, moment, die)
    with pytest.raises(Died):
        go(store)
    monkeypatch.undo()
    if moment != "update":
        assert tree(tmp_path) == before
    go(store)
    other = Store(tmp_path / "other")
    stage(other, *SOME, text("9.50"), text("9.50", year="2022"))
    go(other)
    assert tree(tmp_path) == tree(tmp_path / "other")
    assert searched(tmp_path) == searched(tmp_path / "other")


def test_a_generation_that_a_dead_run_had_prepared_is_shown_before_anyone_looks(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its receipts are published, so that nobody publishes them for it once more."""
    go(store)
    stage(store, text("9.50"))

    def die(*_: Any, **__: Any) -> None:
        raise Died

    monkeypatch.setattr(LocalGeneration, "publish", die)
    with pytest.raises(Died):
        go(store)
    monkeypatch.undo()
    assert len(rows_of(tmp_path, "runs")) == 1
    with catalog_of(store) as catalog:
        assert complete_publication(store, catalog)
    assert len(rows_of(tmp_path, "runs")) == 2
    assert len(rows_of(tmp_path, "documents")) == 3
