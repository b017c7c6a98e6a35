"""Writes the datasets from the staged bundles, partition by partition.

What is written depends on the staged bundles and the receipts alone, so any order of runs over the same
documents ends in the same bytes. A partition whose bundles are the same as last time is left as it is.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import patterns
from pipeline.across import FACT_COLUMNS, Printed, across, by_partition, printed_facts
from pipeline.atomic import make_folder, replace_file, replace_text
from pipeline.bundle import read_dataset
from pipeline.catalogue import entity_rows
from pipeline.datapackage import File, datapackage
from pipeline.disclosures import Contents, arrange
from pipeline.ids import short_id
from pipeline.reference import code_rows, division_rows
from pipeline.relations import reform_relations
from pipeline.rows import AT_PUBLISH
from pipeline.schema import Dataset, datasets, schema_version
from pipeline.search_index import update_index
from pipeline.store import Bundle, Store
from pipeline.tables import conform, to_table
from pipeline.version import VERSION
from pipeline.views import views_sql

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_PER_GROUP = 131_072
BYTES_PER_GROUP = 64_000_000
BYTES_PER_FILE = 256_000_000
_EMPTY = "empty"
_HIVE_NULL = "__HIVE_DEFAULT_PARTITION__"


def publish(
    store: Store,
    unit: str,
    *,
    receipts: list[dict[str, Any]],
    run: dict[str, Any],
    with_contacts: bool = False,
) -> dict[str, int]:
    """Brings `OUTPUT/datasets` up to date; gives the number of rows of each dataset.

    `receipts` and `run` are the rows that this run adds.
    """
    return _Publisher(store, unit, with_contacts).publish(receipts, run)


class _Publisher:
    def __init__(self, store: Store, unit: str, with_contacts: bool) -> None:
        self.store = store
        self.root = store.output / "datasets"
        self.bundles = store.catalogue(unit)
        self.with_contacts = with_contacts
        self.manifest_path = store.state / "published.json"
        self.old: dict[str, Any] = _read_json(self.manifest_path)
        self.new: dict[str, Any] = {}
        self.rows: dict[str, int] = {}

    def publish(self, receipts: list[dict[str, Any]], run: dict[str, Any]) -> dict[str, int]:
        self._append("receipts", receipts)
        self._append("runs", [run])
        self._documents()
        self._across()
        for dataset in datasets().values():
            if dataset.name in AT_PUBLISH or dataset.name in ("documents", "entity_relations"):
                continue
            if dataset.on_request and not self.with_contacts:
                continue
            self._dataset(dataset)
        for name, rows in (("codes", code_rows()), ("divisions", division_rows())):
            mark = short_id(name, VERSION, schema_version(), patterns.version())
            self._write(datasets()[name], "", mark, [to_table(name, rows)])
        self._remove_stale()
        package = datapackage(self._files())
        aside = self.store.aside
        replace_text(self.root / "datapackage.json", package, aside)
        replace_text(self.store.output / "views.sql", views_sql("datasets", self.rows), aside)
        replace_text(self.manifest_path, json.dumps(self.new, sort_keys=True), aside)
        update_index(self.store.output, self.bundles, self.documents)  # last: it is no part of the datasets
        return {name: self.rows[name] for name in datasets() if name in self.rows}

    def _dataset(self, dataset: Dataset) -> None:
        """All partitions of a dataset that is nothing but the rows of the bundles."""
        groups: dict[str, list[Bundle]] = defaultdict(list)
        for bundle in self.bundles:
            groups[_partition(bundle) if dataset.partition else ""].append(bundle)
        self.rows[dataset.name] = 0
        for place, bundles in sorted(groups.items()):
            more = self.across.get((dataset.name, place), [])
            told = [row[dataset.key[0]] for row in more]
            mark = short_id(
                dataset.name, VERSION, schema_version(), *((b.doc_id, b.unit) for b in bundles), *told
            )
            tables = chain(
                (read_dataset(b.path, dataset.name) for b in bundles),
                [to_table(dataset.name, more)] if more else [],
            )
            self._write(dataset, place, mark, tables)
        if not self.rows[dataset.name]:
            place = _partition(None) if dataset.partition else ""
            self._write(dataset, place, _EMPTY, [dataset.schema.empty_table()], even_if_empty=True)

    def _across(self) -> None:
        """Checks and findings that documents give together, by dataset and partition."""
        by_id = {b.doc_id: b for b in self.bundles}

        @cache
        def facts(doc_id: str) -> list[Printed]:
            return printed_facts(read_dataset(by_id[doc_id].path, "facts").select(FACT_COLUMNS).to_pylist())

        checks, findings = across(self.documents, facts)
        self.across: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for (year, province), rows in by_partition(checks).items():
            self.across["checks", _place(year, province)] = rows
        if findings:
            self.across["findings", ""] = findings

    def _documents(self) -> None:
        """documents, entities and entity_relations: what depends on all documents together."""
        import pyarrow as pa

        rows = self._all("documents").to_pylist()
        units = self._all("units_listed").select(["doc_id", "entity_id", "is_own"])
        arrange(rows, units.to_pylist(), self._contents(rows))
        uris = self._uris()
        for row in rows:
            uri = uris.get(row["doc_id"])
            row["source_uri"] = uri
            row["file_name"] = uri.rsplit("/", 1)[-1] if uri else None
        self.documents = rows
        stated = self._all("entity_relations")
        entities = entity_rows(rows, stated.to_pylist())
        reforms = to_table("entity_relations", reform_relations(entities, stated.to_pylist()))
        for name, table in (
            ("documents", to_table("documents", rows)),
            ("entities", to_table("entities", entities)),
            ("entity_relations", pa.concat_tables([stated, reforms])),
        ):
            self._write(datasets()[name], "", None, [table], even_if_empty=True)

    def _all(self, name: str) -> pa.Table:
        """The rows of a dataset from all bundles."""
        import pyarrow as pa

        tables = [read_dataset(b.path, name) for b in self.bundles]
        return pa.concat_tables([datasets()[name].schema.empty_table(), *tables])

    def _contents(self, documents: list[dict[str, Any]]) -> dict[str, Contents]:
        """Text hash and canonical tables of the documents that share a group with others."""
        groups = Counter(row["content_group_id"] for row in documents if row["status"] != "not_disclosure")
        shared = {row["doc_id"] for row in documents if groups[row["content_group_id"]] > 1}
        found: dict[str, Contents] = {}
        for bundle in self.bundles:
            if bundle.doc_id in shared:
                texts = read_dataset(bundle.path, "texts")["text_sha256"].to_pylist()
                tables = read_dataset(bundle.path, "tables")["canonical_table"].to_pylist()
                found[bundle.doc_id] = Contents(
                    texts[0] if texts else None, frozenset(t for t in tables if t is not None)
                )
        return found

    def _uris(self) -> dict[str, str]:
        """The first source of every document, in sort order, over the receipts of all runs."""
        table = self.receipts.select(["doc_id", "source_uri"])
        found: dict[str, str] = {}
        for doc_id, uri in zip(*(table.column(n).to_pylist() for n in table.column_names), strict=True):
            if doc_id is not None and (doc_id not in found or uri < found[doc_id]):
                found[doc_id] = uri
        return found

    def _append(self, name: str, rows: list[dict[str, Any]]) -> None:
        """Adds the rows of this run to a dataset that keeps those of the runs before."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        dataset = datasets()[name]
        before = [
            conform(pq.ParquetFile(path).read(), dataset.schema)
            for path in sorted((self.root / name).glob("*.parquet"))
        ]
        table = pa.concat_tables([*before, to_table(name, rows)])
        if name == "receipts":
            self.receipts = table
        self._write(dataset, "", None, [table], even_if_empty=True)

    def _write(
        self,
        dataset: Dataset,
        place: str,
        mark: str | None,
        tables: Iterable[pa.Table],
        even_if_empty: bool = False,
    ) -> None:
        """Writes one partition, in parts of at most `BYTES_PER_FILE`, unless `mark` says it is there.

        A partition without rows is not written unless asked for.
        """
        folder = f"{dataset.name}/{place}" if place else dataset.name
        key = f"{folder}/{_EMPTY}" if mark == _EMPTY else f"{folder}/"
        known = self.old.get(key)
        if mark and known and known["mark"] == mark and self._is_there(known):
            self.new[key] = known
            self.rows[dataset.name] = self.rows.get(dataset.name, 0) + known["rows"]
            return
        self.manifest_path.unlink(missing_ok=True)  # no mark may outlive the files that it speaks of
        parts, count = [], 0
        for number, part in enumerate(_parts(tables, dataset, even_if_empty)):
            path = f"{folder}/part-{number}.parquet"
            replace_file(self.root / path, part.write, self.store.aside)
            size, sha256 = _measured(self.root / path)
            parts.append({"path": path, "size": size, "sha256": sha256, "rows": part.rows})
            count += part.rows
        self.new[key] = {"mark": mark, "parts": parts, "rows": count}
        self.rows[dataset.name] = self.rows.get(dataset.name, 0) + count

    def _is_there(self, entry: dict[str, Any]) -> bool:
        """Whether the files of an entry of the manifest are there; earlier versions named them otherwise."""
        return "parts" in entry and all((self.root / part["path"]).exists() for part in entry["parts"])

    def _files(self) -> dict[str, list[File]]:
        found: dict[str, list[File]] = {}
        for key, entry in sorted(self.new.items()):
            found.setdefault(key.split("/")[0], []).extend(File(**part) for part in entry["parts"])
        return found

    def _remove_stale(self) -> None:
        """Removes the files of partitions and datasets that no longer are."""
        current = {self.root / part["path"] for entry in self.new.values() for part in entry["parts"]}
        for name in datasets():
            folder = self.root / name
            for path in sorted(folder.rglob("*.parquet")):
                if path not in current:
                    path.unlink()
            for path in sorted(folder.rglob("*"), reverse=True):
                if path.is_dir() and not any(path.iterdir()):
                    path.rmdir()
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        make_folder(self.root)


class _Part:
    """One Parquet file, written from an iterator of tables until it is full."""

    def __init__(self, tables: _Pushback, dataset: Dataset) -> None:
        self.tables = tables
        self.dataset = dataset
        self.rows = 0

    def write(self, draft: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        with pq.ParquetWriter(
            draft, self.dataset.schema, compression="zstd", version="2.6", data_page_version="1.0"
        ) as writer:
            for group in self.tables:
                writer.write_table(pa.concat_tables(group).cast(self.dataset.schema), ROWS_PER_GROUP)
                self.rows += sum(t.num_rows for t in group)
                if draft.stat().st_size > BYTES_PER_FILE:
                    break


class _Pushback:
    """An iterator of row groups that can tell whether there are more."""

    def __init__(self, groups: Iterator[Sequence[pa.Table]]) -> None:
        self.groups = groups
        self.ahead: list[Sequence[pa.Table]] = []

    def __iter__(self) -> Iterator[Sequence[pa.Table]]:
        while self.more():
            yield self.ahead.pop()

    def more(self) -> bool:
        if not self.ahead:
            self.ahead.extend(group for group in [next(self.groups, None)] if group is not None)
        return bool(self.ahead)


def _parts(tables: Iterable[pa.Table], dataset: Dataset, even_if_empty: bool) -> Iterator[_Part]:
    groups = _Pushback(_row_groups(tables, even_if_empty))
    while groups.more():
        yield _Part(groups, dataset)


def _row_groups(tables: Iterable[pa.Table], even_if_empty: bool) -> Iterator[Sequence[pa.Table]]:
    """Collects small tables to groups: always the same for the same tables."""
    group: list[pa.Table] = []
    rows = size = 0
    seen = 0
    empty: pa.Table | None = None
    for table in tables:
        if not table.num_rows:
            empty = table
            continue
        group.append(table)
        rows, size, seen = rows + table.num_rows, size + table.nbytes, seen + 1
        if rows >= ROWS_PER_GROUP or size >= BYTES_PER_GROUP:
            yield group
            group, rows, size = [], 0, 0
    if group:
        yield group
    elif not seen and even_if_empty and empty is not None:
        yield [empty]


def _measured(path: Path) -> tuple[int, str]:
    """Size and sha256 of a file."""
    with path.open("rb") as stream:
        return path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()


def _partition(bundle: Bundle | None) -> str:
    return _place(bundle.year, bundle.province) if bundle else _place(None, None)


def _place(year: int | None, province: str | None) -> str:
    return f"fiscal_year={_HIVE_NULL if year is None else year}/province={province or _HIVE_NULL}"


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
