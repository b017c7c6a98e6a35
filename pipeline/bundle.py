"""A bundle: all rows of one document in one file.

The first line is a JSON header: the document's outcome, and where each dataset stands. Behind it every
dataset is an Arrow IPC stream of its own. So a bundle appears in one rename, an outcome is read without
Arrow, and one dataset without the others.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.outcome import Outcome
from pipeline.schema import dataset
from pipeline.tables import conform, to_table

if TYPE_CHECKING:
    import pyarrow as pa


def write_bundle(path: Path, rows: dict[str, list[dict[str, Any]]], outcome: Outcome) -> None:
    """Writes the rows of one document, and its outcome. Datasets without rows take no room."""
    streams = {name: _stream(to_table(name, found)) for name, found in rows.items() if found}
    places, start = {}, 0
    for name, stream in streams.items():
        places[name] = [start, len(stream)]
        start += len(stream)
    header = json.dumps({"outcome": outcome.to_dict(), "datasets": places}, ensure_ascii=False)
    with path.open("wb") as sink:
        sink.write(header.encode("utf-8") + b"\n")
        for stream in streams.values():
            sink.write(stream)


def read_outcome(path: Path) -> Outcome:
    """The outcome of the document of a bundle."""
    with path.open("rb") as source:
        return Outcome(**json.loads(source.readline())["outcome"])


def read_dataset(path: Path, name: str) -> pa.Table:
    """The rows of one dataset of a bundle, in today's schema: what a bundle lacks is null."""
    import pyarrow as pa

    schema = dataset(name).schema
    with path.open("rb") as source:
        place = json.loads(source.readline())["datasets"].get(name)
        if place is None:
            return schema.empty_table()
        source.seek(place[0], 1)
        stream = source.read(place[1])
    return conform(pa.ipc.open_stream(stream).read_all(), schema)


def _stream(table: pa.Table) -> memoryview:
    import pyarrow as pa

    bare = pa.schema([field.remove_metadata() for field in table.schema])
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, bare, options=options) as writer:
        writer.write_table(pa.Table.from_arrays(table.columns, schema=bare))
    return memoryview(sink.getvalue())
