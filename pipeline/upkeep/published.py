"""What is published in an output folder, and what of it is new since a moment before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.datasets.parquet import read_parquet

if TYPE_CHECKING:
    import pyarrow as pa

Rows = tuple[dict[str, Any], ...]


def tables(output: Path, dataset: str, columns: list[str] | None = None) -> Iterable[pa.Table]:
    """The files of a published dataset, one table each; all columns, or these."""
    for path in sorted((output / "datasets" / dataset).rglob("*.parquet")):
        yield read_parquet(path.read_bytes(), columns)


def ids(output: Path, dataset: str, key: str) -> set[str]:
    """The values of a key column of a published dataset."""
    return {row_id for table in tables(output, dataset, [key]) for row_id in table[key].to_pylist()}


@dataclass(frozen=True, slots=True)
class Before:
    """What was published at a moment: the ids of documents, findings and revisions."""

    documents: frozenset[str]
    findings: frozenset[str]
    revisions: frozenset[str]

    @classmethod
    def now(cls, output: Path) -> Before:
        """Of an output folder as it is now."""
        return cls(*(frozenset(ids(output, dataset, key)) for dataset, key in _KEYS.items()))

    def news(self, output: Path) -> News:
        """What is published now and was not then."""
        return News(
            _new_rows(output, "documents", self.documents),
            _new_rows(output, "findings", self.findings),
            _new_rows(output, "revisions", self.revisions),
        )


@dataclass(frozen=True, slots=True)
class News:
    """The rows that were not published before."""

    documents: Rows
    findings: Rows
    revisions: Rows


_KEYS = {"documents": "doc_id", "findings": "finding_id", "revisions": "revision_id"}


def _new_rows(output: Path, dataset: str, before: frozenset[str]) -> Rows:
    import pyarrow as pa
    import pyarrow.compute as pc

    known = pa.array(sorted(before), pa.string())
    rows: list[dict[str, Any]] = []
    for table in tables(output, dataset):
        rows += table.filter(pc.invert(pc.is_in(table[_KEYS[dataset]], known))).to_pylist()
    return tuple(rows)
