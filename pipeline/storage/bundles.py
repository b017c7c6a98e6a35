"""A bundle: all rows of one document in one file.

The first line is a JSON header: the document's outcome, what ties it to others, where each dataset stands in
what follows, how long that is unpacked, and the hash of it as it lies on the disk. Behind it stands one zstd
frame: the Arrow IPC streams of the datasets, one after the other. So a bundle appears in one rename, an
outcome is read without unpacking anything, and one dataset is decoded without the others. One frame costs a
fraction of the time of streams whose buffers are each compressed, and half the room: the buffers of one
document are many and small, and its datasets repeat each other's strings.

A header without the unpacked length is of an earlier version, whose streams stand as they are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.datasets.arrow import conform, to_table
from pipeline.datasets.columns import Columns, Row
from pipeline.datasets.schema import arrow_type, dataset
from pipeline.rows.key_facts import key_facts
from pipeline.rows.ties import Ties, ties
from pipeline.storage.outcome import Outcome

if TYPE_CHECKING:
    import pyarrow as pa

_LEVEL = 3
_TIED = {
    "documents": ["entity_id", "parent_entity_id", "content_group_id"],
    "texts": ["text_sha256"],
    "tables": ["canonical_table"],
    "units_listed": ["entity_id"],
    "entity_relations": ["from_entity_id", "to_entity_id"],
    "key_facts": ["measure", "role", "function_code", "value_yuan", "source_kind"],
}
"""The columns that tie a document to others."""
_END_OF_STREAM = b"\xff\xff\xff\xff\x00\x00\x00\x00"
_FOLD = 200
"""How many times its size a bundle may become in memory; documents become 6 to 10 times theirs."""
_ALWAYS = 1 << 20
"""Bytes that any bundle may become."""


class DamagedBundle(ValueError):
    """A file is no bundle, or not the one that was written. What it held is made again from the document."""


def write_bundle(path: Path, rows: Mapping[str, Sequence[Row]], outcome: Outcome) -> None:
    """Writes the rows of one document, and its outcome. Datasets without rows take no room."""
    tables = {name: to_table(name, found) for name, found in rows.items() if found}
    write_tables(path, tables, outcome)


def write_tables(path: Path, tables: Mapping[str, pa.Table], outcome: Outcome) -> None:
    """As `write_bundle`, for rows that are columns already."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    places = {}
    for name, table in tables.items():
        start = sink.tell()
        _write_stream(sink, name, table)
        places[name] = [start, sink.tell() - start]
    streams = sink.getvalue()
    packed: bytes = pa.Codec("zstd", _LEVEL).compress(streams, asbytes=True)
    if len(streams) > _most(len(packed)):
        packed = streams.to_pybytes()  # what folds so small would not be unpacked
    content = {
        "outcome": outcome.to_dict(),
        "ties": asdict(_ties(tables)),
        "datasets": places,
        "unpacked": len(streams),
        "sha256": hashlib.sha256(packed).hexdigest(),
    }
    with path.open("wb") as file:
        file.write(json.dumps(content, ensure_ascii=False).encode("utf-8") + b"\n")
        file.write(packed)


def outcome_of(head: bytes) -> Outcome | None:
    """The outcome of the document of a bundle, from its first bytes; null where the header is longer."""
    line, end, _ = head.partition(b"\n")
    return Outcome(**json.loads(line)["outcome"]) if end else None


def ties_of(head: bytes) -> Ties | None:
    """What ties the document of a bundle to others, from its first bytes; null where the header is longer or
    older.

    Raises `DamagedBundle`.
    """
    line, end, _ = head.partition(b"\n")
    try:
        found = json.loads(line).get("ties") if end else None
        return None if found is None else Ties(**found)
    except (ValueError, TypeError, AttributeError) as error:
        raise DamagedBundle(f"no header of a bundle ({type(error).__name__}: {error})") from error


class OpenBundle:
    """A bundle in memory: unpacked when the first dataset is asked for, each dataset decoded when it is.

    Raises `DamagedBundle` for what has no header, and for datasets of what is not whole: nothing is decoded
    that was not written. Memory is bounded by the size of the file, whatever its header says.
    """

    def __init__(self, content: bytes) -> None:
        line, end, _ = content.partition(b"\n")
        try:
            self.header: dict[str, Any] = json.loads(line) if end else {}
            self._places: dict[str, tuple[int, int]] = {
                name: _place(*place) for name, place in self.header["datasets"].items()
            }
            self._body = memoryview(content)[len(line) + 1 :]
            self._size = int(self.header.get("unpacked", len(self._body)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedBundle(f"no header of a bundle ({type(error).__name__}: {error})") from error
        self._streams: memoryview | None = None

    def __len__(self) -> int:
        """Bytes that it takes in memory at most: as it lies on the disk, and unpacked."""
        return len(self._body) + (0 if self._is_unpacked else self._size)

    @cached_property
    def is_whole(self) -> bool:
        """Whether what follows the header is what was written, byte for byte."""
        return hashlib.sha256(self._body).hexdigest() == self.header.get("sha256")

    @cached_property
    def ties(self) -> Ties:
        """What ties the document to others; of a bundle of an earlier version by its rows."""
        found = self.header.get("ties")
        return _ties({name: self.dataset(name) for name in _TIED}) if found is None else Ties(**found)

    def dataset(self, name: str) -> pa.Table:
        """The rows of one dataset, in today's schema: what the bundle lacks is null.

        A bundle of an earlier version has `key_facts` by its facts, and fiscal year and province by its
        document. The table holds no more memory than its
        own: bundle and unpacked streams go when the bundle goes.
        """
        import pyarrow as pa

        schema = dataset(name).schema
        if name not in self._places:
            is_of_facts = name == "key_facts" and "facts" in self._places
            return self._key_facts() if is_of_facts else dataset(name).empty
        start, length = self._places[name]
        stream = bytes(self._unpacked()[start : start + length])
        # Threads cost more than they bring: the buffers of one document are small.
        options = pa.ipc.IpcReadOptions(use_threads=False)
        try:
            table = pa.ipc.open_stream(stream, options=options).read_all()
            return conform(self._with_partition(name, table), schema)
        except (pa.ArrowException, OSError) as error:
            raise DamagedBundle(f"the rows of {name} cannot be read ({error})") from error

    def _key_facts(self) -> pa.Table:
        return to_table("key_facts", key_facts(Columns(self.dataset("facts").to_pydict())))

    def _with_partition(self, name: str, table: pa.Table) -> pa.Table:
        import pyarrow as pa

        lacking = [c for c in dataset(name).partition if c.name not in table.column_names]
        if lacking:
            (document,) = self.dataset("documents").to_pylist()
            for column in lacking:
                value = pa.scalar(document[column.name], arrow_type(column.type))
                table = table.append_column(column.name, pa.repeat(value, table.num_rows))
        return table

    @property
    def _is_unpacked(self) -> bool:
        """Whether its streams stand in the file as they are."""
        return self._size == len(self._body)

    def _unpacked(self) -> memoryview:
        """All streams."""
        if self._streams is None:
            if not self.is_whole:
                raise DamagedBundle("what follows the header is not what was written: its hash is another")
            self._streams = self._body if self._is_unpacked else _unpack(self._body, self._size)
        return self._streams


def _ties(tables: Mapping[str, pa.Table]) -> Ties:
    if "documents" not in tables:
        return Ties((), None, ())
    return ties({name: tables[name].select(_TIED[name]).to_pylist() for name in _TIED if name in tables})


def _place(start: int, length: int) -> tuple[int, int]:
    if start < 0 or length < 0:
        raise ValueError(f"a dataset cannot stand at {start} with {length} bytes")
    return start, length


def _most(packed: int) -> int:
    """Bytes that so many may become."""
    return _ALWAYS + _FOLD * packed


def _unpack(body: memoryview, size: int) -> memoryview:
    """The streams of a frame that must become exactly so many bytes."""
    import pyarrow as pa

    if not 0 <= size <= _most(len(body)):
        raise DamagedBundle(f"{len(body)} bytes cannot become {size}")
    try:
        return memoryview(pa.Codec("zstd").decompress(pa.py_buffer(body), decompressed_size=size))
    except (pa.ArrowException, OSError) as error:
        raise DamagedBundle(f"what follows the header cannot be unpacked ({error})") from error


def _write_stream(sink: pa.NativeFile, name: str, table: pa.Table) -> None:
    """Schema, batches, end: as `pa.ipc.new_stream` writes them, without descriptions and at half the cost."""
    schema = table.schema
    sink.write(_schema_of(name) if schema.equals(dataset(name).schema) else _bare(schema))
    for batch in table.to_batches():
        sink.write(batch.serialize())
    sink.write(_END_OF_STREAM)


@cache
def _schema_of(name: str) -> pa.Buffer:
    return _bare(dataset(name).schema)


def _bare(schema: pa.Schema) -> pa.Buffer:
    """The message of a schema without descriptions."""
    import pyarrow as pa

    return pa.schema([field.remove_metadata() for field in schema]).serialize()
