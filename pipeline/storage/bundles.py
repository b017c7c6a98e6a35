"""A bundle: all rows of one document in one file.

The first line is a JSON header: the document's outcome, where each dataset stands, and the hash of it all.
Behind it every dataset is an Arrow IPC stream of its own. So a bundle appears in one rename, an outcome is
read without Arrow, and one dataset without the others.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.datasets.arrow import conform, to_table
from pipeline.datasets.schema import dataset
from pipeline.storage.outcome import Outcome

if TYPE_CHECKING:
    import pyarrow as pa


def write_bundle(path: Path, rows: dict[str, list[dict[str, Any]]], outcome: Outcome) -> None:
    """Writes the rows of one document, and its outcome. Datasets without rows take no room."""
    tables = {name: to_table(name, found) for name, found in rows.items() if found}
    write_tables(path, tables, {"outcome": outcome.to_dict()})


def write_tables(path: Path, tables: Mapping[str, pa.Table], header: Mapping[str, Any]) -> None:
    """Writes datasets and a header of the caller's."""
    streams = {name: _stream(table) for name, table in tables.items()}
    places, start = {}, 0
    digest = hashlib.sha256()
    for name, stream in streams.items():
        places[name] = [start, len(stream)]
        start += len(stream)
        digest.update(stream)
    content = {**header, "datasets": places, "sha256": digest.hexdigest()}
    with path.open("wb") as sink:
        sink.write(json.dumps(content, ensure_ascii=False).encode("utf-8") + b"\n")
        for stream in streams.values():
            sink.write(stream)


def outcome_of(head: bytes) -> Outcome | None:
    """The outcome of the document of a bundle, from its first bytes; null where the header is longer."""
    line, end, _ = head.partition(b"\n")
    return Outcome(**json.loads(line)["outcome"]) if end else None


class OpenBundle:
    """A bundle in memory: each dataset is decoded when it is asked for."""

    def __init__(self, content: bytes) -> None:
        self._content = memoryview(content)
        line = content[: content.index(b"\n")]
        self._start = len(line) + 1
        self.header: dict[str, Any] = json.loads(line)
        self._places: dict[str, list[int]] = self.header["datasets"]

    def __len__(self) -> int:
        """Bytes."""
        return len(self._content)

    @property
    def is_whole(self) -> bool:
        """Whether the rows are those that were written, byte for byte."""
        return hashlib.sha256(self._content[self._start :]).hexdigest() == self.header.get("sha256")

    def dataset(self, name: str) -> pa.Table:
        """The rows of one dataset, in today's schema: what the bundle lacks is null."""
        import pyarrow as pa

        schema = dataset(name).schema
        place = self._places.get(name)
        if place is None:
            return schema.empty_table()
        start = self._start + place[0]
        stream = self._content[start : start + place[1]]
        # Threads cost more than they bring: the buffers of one document are small.
        options = pa.ipc.IpcReadOptions(use_threads=False)
        return conform(pa.ipc.open_stream(stream, options=options).read_all(), schema)


def _stream(table: pa.Table) -> memoryview:
    import pyarrow as pa

    bare = pa.schema([field.remove_metadata() for field in table.schema])
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd", use_threads=False)
    with pa.ipc.new_stream(sink, bare, options=options) as writer:
        writer.write_table(pa.Table.from_arrays(table.columns, schema=bare))
    return memoryview(sink.getvalue())
