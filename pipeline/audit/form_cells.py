"""Where a number of a form's row stands."""

from __future__ import annotations

from extractors.document import Place
from pipeline.audit.evidence import Evidence

ROW_REACH = 600
"""A row of a form is at most so many characters long."""


def located(evidence: Evidence, row: Place, raw: str | None) -> Place:
    """The first cell behind the head of a row that prints exactly `raw`; the head where none does."""
    if row.end is None or not raw:
        return row
    for cell in evidence.cells_after(row.end, ROW_REACH):
        if cell.text == raw:
            return evidence.place(cell.start, cell.end)
    return row
