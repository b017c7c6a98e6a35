"""The published files of an output folder, each read through and held against the data package."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipeline.datasets.parquet import read_parquet
from pipeline.datasets.schema import datasets, schema_version
from pipeline.storage.commits import DATASETS, PACKAGE, Commit, files_of, last_commit, package_of
from pipeline.storage.folders import Folder, RemoteFolder
from pipeline.upkeep.ailments import REPUBLISH, Ailment

if TYPE_CHECKING:
    import pyarrow as pa

_PER_RUN = ("receipts", "runs")
AT_PUBLISH = ("entities", "codes", "divisions", "revisions", "receipts", "runs", "entity_relations")
"""Datasets that publishing makes of all documents together."""


@dataclass(frozen=True, slots=True)
class _File:
    """One file as it was read; `table` is null where it could not be, or belongs to no dataset."""

    name: str
    ailments: tuple[Ailment, ...]
    table: pa.Table | None = None

    @property
    def dataset(self) -> str:
        return _dataset(self.name)


@dataclass(slots=True)
class PublishedFiles:
    """What the files hold, and what is wrong with them."""

    files: int = 0
    rows: int = 0
    documents: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Rows of each published document by dataset."""
    receipts: list[pa.Table] = field(default_factory=list)
    runs: list[pa.Table] = field(default_factory=list)
    ailments: list[Ailment] = field(default_factory=list)

    def add(self, file: _File) -> None:
        """Counts a file."""
        self.files += 1
        self.ailments += file.ailments
        if file.table is None:
            return
        self.rows += file.table.num_rows
        if file.dataset == "receipts":
            self.receipts.append(file.table)
        elif file.dataset == "runs":
            self.runs.append(file.table)
        elif "doc_id" in file.table.column_names and file.dataset not in AT_PUBLISH:
            for doc_id, count in Counter(file.table["doc_id"].to_pylist()).items():
                self.documents[doc_id][file.dataset] += count


def read_published(folder: Folder) -> PublishedFiles:
    """Reads every published file through. On an object store those of the last commit: files of the
    publication before may stand beside them.
    """
    published = PublishedFiles()
    commit = last_commit(folder)
    package, before = package_of(folder, commit), None
    if commit is not None:
        published.ailments += _commit(folder, commit)
        before = None if commit.before is None else package_of(folder, replace(commit, package=commit.before))
    elif package is None:
        what = "datasets/datapackage.json is missing or damaged: publishing was cut off"
        published.ailments.append(Ailment("package", what, REPUBLISH))
    published.ailments += _of_another_version(package)
    resources = [] if package is None else package["resources"]
    hashes = {f"{DATASETS}/{f['path']}": f["hash"] for r in resources for f in r.get("files", ())}
    named = {f"{DATASETS}/{path}" for path in files_of(package)}
    there = [name for name in folder.names(DATASETS) if name != PACKAGE]
    for name in sorted(named - set(there)):
        published.ailments.append(Ailment("file", f"{name} is missing", REPUBLISH))
    known = named | {f"{DATASETS}/{path}" for path in files_of(before)}
    for name in there:
        if resources and name not in known:
            what = f"{name} belongs to no dataset"
            published.ailments.append(Ailment("file", what, "removed when published again"))
        if commit is None or name in named:
            published.add(_read(folder, name, hashes.get(name)))
    return published


def _of_another_version(package: dict[str, Any] | None) -> Iterator[Ailment]:
    """Files of an earlier data dictionary are whole, and no question of this version can be put to them."""
    theirs, ours = (package or {}).get("version"), schema_version()
    if package is not None and theirs != ours:
        what = f"the datasets are of schema version {theirs}, this version's is {ours}"
        yield Ailment("package", what, REPUBLISH)


def _commit(folder: Folder, commit: Commit) -> Iterator[Ailment]:
    """The package that outside readers see is that of the last commit, what it names is there, and the store
    keeps two writers apart.
    """
    if isinstance(folder, RemoteFolder) and not folder.heeds_conditions(commit.name, commit.content()):
        what = f"{folder.url} overwrites what it is asked to create: it cannot keep two writers apart"
        yield Ailment("store", what, "never run two at once here, or choose a store that heeds If-None-Match")
    if package_of(folder, None) != package_of(folder, commit):
        what = "datasets/datapackage.json is not that of the last commit: publishing was cut off"
        yield Ailment("package", what, REPUBLISH)
    for name in (commit.package, commit.catalogue, commit.search):
        if name is not None and not folder.has(name):
            yield Ailment("package", f"{name}, which {commit.name} names, is missing", REPUBLISH)


def _read(folder: Folder, name: str, known_hash: str | None) -> _File:
    content = folder.read(name)
    ailments = []
    if known_hash is not None and f"sha256:{hashlib.sha256(content).hexdigest()}" != known_hash:
        what = f"{name} is not what was written: its hash is another"
        ailments.append(Ailment("file", what, REPUBLISH))
    dataset = _dataset(name)
    if dataset not in datasets():
        return _File(name, tuple(ailments))
    try:
        columns = list(dict.fromkeys(("doc_id", *datasets()[dataset].key)))
        table = read_parquet(content, None if dataset in _PER_RUN else columns)
    except (OSError, ValueError) as error:
        return _File(name, (*ailments, Ailment("file", f"{name} cannot be read ({error})", REPUBLISH)))
    return _File(name, (*ailments, *_keys(name, table)), table)


def _keys(name: str, table: Any) -> Iterator[Ailment]:
    """A document's rows stand in one file, so that a key that is there twice is there twice in a file."""
    keys = [c for c in datasets()[_dataset(name)].key if c in table.column_names]
    unique = table.select(keys).group_by(keys, use_threads=False).aggregate([]).num_rows
    if unique != table.num_rows:
        yield Ailment("keys", f"{name} has {table.num_rows - unique} rows twice", REPUBLISH)


def _dataset(name: str) -> str:
    return name.split("/")[1]
