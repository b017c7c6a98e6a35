"""What is known about one document after extraction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.document import Document, Reject
from extractors.records import (
    Check,
    Fact,
    Finding,
    Identity,
    Project,
    Quantity,
    Reason,
    Section,
    Table,
)
from pipeline.arbitrate import Ruling

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that `extract` found, as records; records refer to each other by position.

    `frame(name)` gives the rows of a dataset, as a run would publish them.
    """

    doc_id: str
    byte_size: int
    document: Document
    identity: Identity
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    facts: tuple[Fact, ...] = ()
    reasons: tuple[Reason, ...] = ()
    projects: tuple[Project, ...] = ()
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()
    unplaced: tuple[Reject, ...] = ()
    """Numbers in paragraphs that are no quantity."""
    ruling: Ruling = field(default_factory=Ruling)
    """What second opinions on doubtful pages came to."""

    @property
    def rejects(self) -> tuple[Reject, ...]:
        """What was seen and could not be placed, by the reader and by the extractors."""
        return (*self.document.rejects, *self.unplaced)

    @property
    def status(self) -> str:
        """ok, partial (the reader could not read all of it) or not_disclosure."""
        if not self.identity.is_disclosure:
            return "not_disclosure"
        return "partial" if self.document.partial else "ok"

    def frame(self, dataset: str) -> pd.DataFrame:
        """The rows of a dataset as a pandas frame, money as `Decimal`, partition columns included.

        Raises `KeyError` when there is no such dataset.
        """
        from pipeline.rows import to_rows
        from pipeline.schema import arrow_type, datasets
        from pipeline.tables import to_table

        rows = to_rows(self)
        if dataset not in rows:
            raise KeyError(f"no dataset {dataset!r} in an extraction; there are {', '.join(rows)}")
        table = to_table(dataset, rows[dataset])
        for column in datasets()[dataset].partition:
            values = [row[column.name] for row in rows[dataset]]
            import pyarrow as pa

            table = table.append_column(column.name, pa.array(values, arrow_type(column.type)))
        frame: pd.DataFrame = table.to_pandas()
        return frame
