"""The notes below a table, and the words that declare it empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.tables.cell_values import squeeze
from patterns import compiled
from patterns.shapes.tables import Tables

DECLARATION_LENGTH = 160
"""A paragraph that declares a table empty has at most so many characters."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands below a table."""

    text: str | None = None
    """As printed, lines joined by line feeds."""
    declares_empty: bool = False


def read_notes(below: Sequence[str]) -> Notes:
    """The note that belongs to the table above these paragraphs, and whether it declares the table empty."""
    patterns = compiled(Tables)
    note: str | None = None
    for text in below:
        plain = squeeze(text)
        empty = len(plain) <= DECLARATION_LENGTH and patterns["declared_empty"].search(plain) is not None
        if note is None and not (empty or patterns["note"].search(plain)):
            return Notes()
        if note is not None and not empty:
            break
        note = text.strip() if note is None else f"{note}\n{text.strip()}"
        if empty:
            return Notes(note, True)
    return Notes(note)
