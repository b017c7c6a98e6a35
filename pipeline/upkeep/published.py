"""What is published in an output folder, and what of it is new since a moment before.

A damaged file has no rows here: a night goes on beside it, mends it or names it (`pipeline.ask.damage`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.ask.damage import DamagedFile
from pipeline.datasets.parquet import read_parquet

if TYPE_CHECKING:
    import pyarrow as pa

Rows = tuple[dict[str, Any], ...]


def tables(
    output: Path, dataset: str, columns: list[str] | None = None, damaged: list[DamagedFile] | None = None
) -> Iterable[pa.Table]:
    """The files of a published dataset that can be read, one table each; all columns, or these.

    Those that cannot be read are put into `damaged`.
    """
    for path in sorted((output / "datasets" / dataset).rglob("*.parquet")):
        try:
            table = read_parquet(path.read_bytes(), columns)
        except (OSError, ValueError) as error:  # Arrow's errors of a damaged file are among these
            if damaged is not None:
                damaged.append(DamagedFile(path, f"is damaged: {str(error).splitlines()[0]}"))
            continue
        yield table


def ids(output: Path, dataset: str, key: str, damaged: list[DamagedFile] | None = None) -> set[str]:
    """The values of a key column of a published dataset; as `tables`."""
    return {row_id for table in tables(output, dataset, [key], damaged) for row_id in table[key].to_pylist()}


@dataclass(frozen=True, slots=True)
class Before:
    """What was published at a moment: the ids of documents, findings and revisions."""

    documents: frozenset[str]
    findings: frozenset[str]
    revisions: frozenset[str]
    damaged: tuple[DamagedFile, ...] = ()
    """Files that could not be read: what stands in them is not among the ids."""

    @classmethod
    def now(cls, output: Path) -> Before:
        """Of an output folder as it is now."""
        damaged: list[DamagedFile] = []
        known = {name: frozenset(ids(output, name, key, damaged)) for name, key in _KEYS.items()}
        return cls(known["documents"], known["findings"], known["revisions"], tuple(damaged))

    def news(self, output: Path, read: Iterable[str | None] = ()) -> News:
        """What is published now and was not then.

        Where files could not be read then, only what belongs to the documents `read` since is called new.
        """
        damaged: list[DamagedFile] = []
        new = {name: _new_rows(output, name, getattr(self, name), damaged) for name in _KEYS}
        if self.damaged:
            own = set(read)
            new = {name: tuple(row for row in rows if row["doc_id"] in own) for name, rows in new.items()}
        return News(new["documents"], new["findings"], new["revisions"], tuple(damaged))


@dataclass(frozen=True, slots=True)
class News:
    """The rows that were not published before."""

    documents: Rows
    findings: Rows
    revisions: Rows
    damaged: tuple[DamagedFile, ...] = ()
    """Files that cannot be read."""


_KEYS = {"documents": "doc_id", "findings": "finding_id", "revisions": "revision_id"}


def _new_rows(output: Path, dataset: str, before: frozenset[str], damaged: list[DamagedFile]) -> Rows:
    import pyarrow as pa
    import pyarrow.compute as pc

    known = pa.array(sorted(before), pa.string())
    rows: list[dict[str, Any]] = []
    for table in tables(output, dataset, damaged=damaged):
        rows += table.filter(pc.invert(pc.is_in(table[_KEYS[dataset]], known))).to_pylist()
    return tuple(rows)
