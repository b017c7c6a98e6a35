"""The data dictionary as Arrow schemas.

`datasets.toml` beside this module says which datasets there are, with which columns, types and meanings;
everything that writes or describes data takes it from here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pipeline.version import VERSION

if TYPE_CHECKING:
    import pyarrow as pa

DICTIONARY = Path(__file__).with_name("datasets.toml")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type as the dictionary writes it, its meaning."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset of the data model; `columns` are all that its files have, provenance expanded."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    partition: tuple[Column, ...] = ()
    """The last of the columns, whose values the folders are named after; none where there are no folders."""
    provenance: bool = False
    """Whether the columns of provenance stand at the end."""
    on_request: bool = False
    """Published only where a run asks for it."""
    internal: bool = False
    """Staged with a document and never published."""
    copy_of: str | None = None
    """The dataset whose rows it repeats; it has all its columns."""

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema of the files: column descriptions and versions in the metadata."""
        return _schema(self.name)

    @property
    def empty(self) -> pa.Table:
        """A table without rows, made once: making one costs as much as reading a small one."""
        return _empty(self.name)


_Triple = tuple[str, str, str]
"""Name, type and description of a column."""


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A `[[dataset]]` of `datasets.toml`."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[_Triple, ...] = ()
    copy_of: str | None = None
    provenance: bool = False
    partitioned: bool = False
    on_request: bool = False
    internal: bool = False


class _Dictionary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`datasets.toml`: a key that is misspelt, missing or of another type is an error when it is read."""

    schema_version: str
    provenance: tuple[_Triple, ...]
    partition: tuple[_Triple, ...]
    fiscal: dict[str, dict[str, str]]
    references: dict[str, str]
    open_references: dict[str, tuple[str, ...]]
    dataset: tuple[_Entry, ...]


@cache
def _dictionary() -> _Dictionary:
    return msgspec.toml.decode(DICTIONARY.read_bytes(), type=_Dictionary)


@cache
def schema_version() -> str:
    """The version of the data dictionary.

    >>> schema_version()
    '3'
    """
    return _dictionary().schema_version


@cache
def datasets() -> dict[str, Dataset]:
    """All datasets that are published, by name, in the order of the dictionary.

    >>> datasets()["texts"].key
    ('doc_id',)
    """
    return {name: dataset for name, dataset in _all().items() if not dataset.internal}


def dataset(name: str) -> Dataset:
    """A dataset by its name, internal ones too.

    >>> dataset("search_entries").internal
    True
    """
    return _all()[name]


@cache
def _all() -> dict[str, Dataset]:
    content = _dictionary()
    found: dict[str, Dataset] = {}
    for entry in content.dataset:
        partition = _columns(content.partition) if entry.partitioned else ()
        provenance = _columns(content.provenance) if entry.provenance else ()
        columns = _columns(entry.columns) + provenance + partition
        if entry.copy_of is not None:
            columns = found[entry.copy_of].columns
        found[entry.name] = Dataset(
            name=entry.name,
            title=entry.title,
            key=entry.key,
            columns=columns,
            partition=partition,
            provenance=entry.provenance,
            on_request=entry.on_request,
            internal=entry.internal,
            copy_of=entry.copy_of,
        )
    return found


def _columns(triples: tuple[_Triple, ...]) -> tuple[Column, ...]:
    return tuple(Column(*triple) for triple in triples)


def fiscal_types(name: str) -> dict[str, str]:
    """Columns of a dataset that have a type in the Fiscal Data Package's taxonomy."""
    return dict(_dictionary().fiscal.get(name, {}))


def references(name: str) -> dict[str, str]:
    """Columns of a dataset that name a row of another, and which.

    >>> references("facts")["reason_id"]
    'reasons'
    """
    known = _dictionary().references
    without_row = _dictionary().open_references.get(name, ())
    return {
        c.name: known[c.name]
        for c in dataset(name).columns
        if c.name in known and known[c.name] != name and c.name not in without_row
    }


def arrow_type(name: str) -> pa.DataType:
    """The Arrow type for a type word of the dictionary.

    >>> arrow_type("yuan")
    Decimal128Type(decimal128(20, 2))
    """
    import pyarrow as pa

    if name.startswith("list<"):
        return pa.list_(arrow_type(name[5:-1]))
    match name:
        case "yuan":
            return pa.decimal128(20, 2)
        case "number":
            return pa.decimal128(24, 6)
        case "box":
            return pa.list_(pa.float32(), 4)
        case "counts":
            return pa.map_(pa.string(), pa.int64())
        case "date":
            return pa.date32()
        case "timestamp":
            return pa.timestamp("us", tz="UTC")
        case "evidence":
            place = [
                ("doc_id", "string"),
                ("page", "int16"),
                ("bbox", "box"),
                ("locator", "string"),
                ("char_start", "int32"),
                ("char_end", "int32"),
                ("raw", "string"),
            ]
            return pa.list_(pa.struct([(field, arrow_type(kind)) for field, kind in place]))
        case "candidates":
            fields = [("text", "string"), ("probability", "float32")]
            return pa.list_(pa.struct([(field, arrow_type(kind)) for field, kind in fields]))
        case "bool":
            return pa.bool_()
        case "string" | "int8" | "int16" | "int32" | "int64" | "float32" | "float64":
            return getattr(pa, name)()
    raise ValueError(f"datasets.toml uses the type {name!r}, which schema.py does not know; add it there")


@cache
def _empty(name: str) -> pa.Table:
    return _schema(name).empty_table()


@cache
def _schema(name: str) -> pa.Schema:
    import pyarrow as pa

    found = dataset(name)
    fields = [
        pa.field(c.name, arrow_type(c.type), metadata={"description": c.description}) for c in found.columns
    ]
    metadata = {
        "dataset": name,
        "title": found.title,
        "key": json.dumps(found.key),
        "columns": json.dumps({c.name: c.description for c in found.columns}, ensure_ascii=False),
        "schema_version": schema_version(),
        "tool": "mingzhang",
        "tool_version": VERSION,
    }
    return pa.schema(fields, metadata=metadata)
