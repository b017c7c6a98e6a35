"""Receipts as rows of Arrow: from outcomes in JSON, some thousand at a time, and back.

An outcome is JSON in the catalogue and in the tables of a run. A receipt is that and the run's id, and for an
input that is as it was no Python object is made of it but the few that Arrow is filled with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from pipeline.datasets.schema import dataset
from pipeline.running.receipts import Receipt, Tally
from pipeline.storage.catalog import NO_ADDRESS, Address
from pipeline.storage.outcome import Outcome

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 5_000
"""Receipts of one table."""
_OF_RUN = ("run_id", "source_uri", "source_url", "source_date")
"""Columns that say nothing of the outcome."""


class _Outcome(msgspec.Struct):
    """`pipeline.storage.outcome.Outcome` as it is read from JSON."""

    status: str
    doc_id: str | None = None
    error_kind: str | None = None
    message: str | None = None
    seconds: float = 0.0
    peak_mb: float = 0.0
    pages: int | None = None
    counts: dict[str, int] = {}
    unchanged: bool = False


_decode = msgspec.json.Decoder(_Outcome).decode


@dataclass
class ReceiptRows:
    """Receipts that become a table."""

    run_id: str
    uris: list[str] = field(default_factory=list)
    outcomes: list[_Outcome] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)

    def add(
        self, uri: str, outcome: str, address: Address = NO_ADDRESS, *, as_unchanged: bool = False
    ) -> None:
        """Adds a receipt by the JSON of its outcome; `as_unchanged` as `Outcome.as_unchanged`."""
        found = _decode(outcome)
        if as_unchanged:
            found.unchanged, found.seconds, found.peak_mb = True, 0.0, 0.0
        self.uris.append(uri)
        self.addresses.append(address)
        self.outcomes.append(found)

    def __len__(self) -> int:
        return len(self.uris)

    def tally(self) -> Tally:
        """Their numbers."""
        tally = Tally()
        for outcome in self.outcomes:
            tally.add(outcome)
        return tally

    def table(self) -> pa.Table:
        """As rows of `receipts`, in the order in which they were added."""
        import pyarrow as pa

        schema = dataset("receipts").schema
        offsets, keys, numbers = [0], list[str](), list[int]()
        for outcome in self.outcomes:
            counts = outcome.counts
            keys += sorted(counts)
            numbers += [counts[key] for key in keys[offsets[-1] :]]
            offsets.append(len(keys))
        columns: dict[str, Any] = {
            "run_id": pa.array([self.run_id] * len(self), pa.string()),
            "source_uri": pa.array(self.uris, pa.string()),
            "source_url": pa.array([a.url for a in self.addresses], pa.string()),
            "source_date": pa.array([_date(a.day) for a in self.addresses], pa.date32()),
            "counts": pa.MapArray.from_arrays(
                pa.array(offsets, pa.int32()), pa.array(keys, pa.string()), pa.array(numbers, pa.int64())
            ).cast(schema.field("counts").type),
        }
        arrays = [
            columns.get(name)
            if name in columns
            else pa.array([getattr(o, name) for o in self.outcomes], schema.field(name).type)
            for name in schema.names
        ]
        return pa.Table.from_arrays(arrays, schema=schema)


def receipts_of(table: pa.Table) -> list[Receipt]:
    """The receipts of rows of `receipts`."""
    names = [n for n in table.column_names if n not in _OF_RUN]
    return [
        Receipt(
            row["source_uri"],
            Outcome(**{n: row[n] for n in names} | {"counts": dict(row["counts"])}),
            row["source_url"],
        )
        for row in table.to_pylist()
    ]


def _date(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)
