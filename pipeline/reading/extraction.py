"""What is known about one document after extraction."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.document import Reject
from extractors.records import Check, Finding
from pipeline.audit.document_records import DocumentRecords
from pipeline.reading.arbitration import Ruling
from pipeline.reading.losses import Loss


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction(DocumentRecords):
    """Everything that `extract` found: the records of the document, and what became of them."""

    doc_id: str
    byte_size: int
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()
    unplaced: tuple[Reject, ...] = ()
    """Numbers in paragraphs that are no quantity."""
    ruling: Ruling = field(default_factory=Ruling)
    """What second opinions on doubtful pages came to."""
    losses: tuple[Loss, ...] = ()
    """Amounts in tables of which nothing came."""

    @property
    def rejects(self) -> tuple[Reject, ...]:
        """What was seen and could not be placed, by the reader and by the extractors."""
        return (*self.document.rejects, *self.unplaced, *(loss.as_reject() for loss in self.losses))

    @property
    def n_failed(self) -> int:
        """How many checks fail."""
        return sum(check.result == "fail" for check in self.checks)

    @property
    def status(self) -> str:
        """ok, partial (the reader could not read all of it) or not_disclosure."""
        if not self.identity.is_disclosure:
            return "not_disclosure"
        return "partial" if self.document.partial else "ok"
