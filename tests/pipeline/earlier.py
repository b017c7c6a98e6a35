"""An output as the version before wrote it: schema 1 had year and province in the names of folders alone, and
no addresses."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.datasets.schema import datasets
from pipeline.publishing.generation import mark_of
from pipeline.storage.bundles import OpenBundle, outcome_of, write_tables

PARTITION = ["fiscal_year", "province"]
ADDRESS = ["source_url", "source_date"]
IN_FOLDERS = ("quantities", "table_cells", "facts", "indicators", "checks")


def as_schema_1(output: Path) -> None:
    """Turns a published output on a disk, its bundles and its catalogue into those of schema 1."""
    for path in (output / "state" / "bundles").rglob("*.bundle"):
        _rewrite_bundle(path)
    live = output / "datasets"
    moved = {
        path.relative_to(live).as_posix(): _moved(live, path)
        for name in IN_FOLDERS
        for path in sorted((live / name).rglob("*.parquet"))
    }
    for name in ("documents", "receipts"):
        for path in (live / name).rglob("*.parquet"):
            pq.write_table(pq.ParquetFile(path).read().drop_columns(ADDRESS), path)
    package = json.loads((live / "datapackage.json").read_bytes())
    package["version"] = "1"
    for resource in package["resources"]:
        resource["path"] = [moved.get(path, path) for path in resource["path"]]
        for file in resource.get("files", ()):
            file["path"] = moved.get(file["path"], file["path"])
            file |= {"bytes": _size(live, file["path"]), "hash": f"sha256:{_hash(live, file['path'])}"}
    (live / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    with closing(sqlite3.connect(output / "state" / "catalog.sqlite")) as catalog:
        for path in [*live.glob("documents/*.parquet"), *live.glob("receipts/*.parquet")]:
            name = path.relative_to(live).as_posix()
            values = (_size(live, name), _hash(live, name), name)
            catalog.execute("update files set size = ?, sha256 = ? where path = ?", values)
        columns = "doc_id text, uri text, primary key (doc_id, uri)"
        catalog.execute(f"create table before ({columns}) without rowid")
        catalog.execute("insert into before select doc_id, uri from met")
        catalog.execute("drop table met")
        catalog.execute("alter table before rename to met")
        catalog.execute("update meta set value = '1' where key = 'version'")
        for path, name in moved.items():
            values = (name, _size(live, name), _hash(live, name), path)
            catalog.execute("update files set path = ?, size = ?, sha256 = ? where path = ?", values)
        runs = [f"runs/{path.name}" for path in (live / "runs").iterdir()]
        mark = mark_of(lambda path: (live / path).read_bytes(), runs)
        catalog.execute("update meta set value = ? where key = 'generation'", (mark,))
        catalog.execute("update meta set value = 'of schema 1' where key = 'published_version'")
        catalog.commit()


def _rewrite_bundle(path: Path) -> None:
    opened, outcome = OpenBundle(path.read_bytes()), outcome_of(path.read_bytes())
    assert outcome is not None
    tables: dict[str, Any] = {name: opened.dataset(name) for name in opened.header["datasets"]}
    for name in tables.keys() & set(IN_FOLDERS):
        tables[name] = tables[name].drop_columns(PARTITION)
    tables["documents"] = tables["documents"].drop_columns(ADDRESS)
    write_tables(path, tables, outcome)


def _moved(live: Path, path: Path) -> str:
    """The path of a published file in schema 1, where it stands now without year and province."""
    dataset, year, province, name = path.relative_to(live).parts
    assert datasets()[dataset].partition
    places = (f"{key}={_hive(value)}" for key, value in zip(PARTITION, (year, province), strict=True))
    new = "/".join((dataset, *places, name))
    (live / new).parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pq.ParquetFile(path).read().drop_columns(PARTITION), live / new)
    path.unlink()
    for folder in (path.parent, path.parent.parent):
        if not any(folder.iterdir()):
            folder.rmdir()
    return new


def _hive(value: str) -> str:
    return "__HIVE_DEFAULT_PARTITION__" if value == "unknown" else value


def _size(live: Path, path: str) -> int:
    return (live / path).stat().st_size


def _hash(live: Path, path: str) -> str:
    return hashlib.sha256((live / path).read_bytes()).hexdigest()
