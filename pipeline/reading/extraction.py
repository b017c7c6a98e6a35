"""What is known about one document after extraction."""

from __future__ import annotations

from dataclasses import dataclass, field

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
from pipeline.reading.arbitration import Ruling


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that `extract` found, as records; records refer to each other by position."""

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
