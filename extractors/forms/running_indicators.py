"""Indicators as running text: all of a project in one cell, numbered (Guangdong, docs/domain.md §4.2)."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document, Place
from extractors.forms.form_columns import joined_text
from extractors.forms.indicators import RawIndicator
from extractors.forms.row_stream import FormCell
from patterns import compiled
from patterns.shapes.forms import Forms


def running_indicators(doc: Document, cells: Sequence[FormCell]) -> list[RawIndicator]:
    """The indicators of the text that a page break may have cut into several cells."""
    return [
        RawIndicator(
            place=_place(doc, cells, match["level3"]),
            level1=match["level1"],
            level2=match["level2"],
            level3=match["level3"],
            inherited=(),
            target=match["target"] or None,
            actual=None,
            weight=None,
            score=None,
            deviation_reason=None,
        )
        for match in compiled(Forms)["running_indicator"].finditer(joined_text(cells))
    ]


def _place(doc: Document, cells: Sequence[FormCell], text: str) -> Place:
    """Where `text` stands within the cells; the whole cell where white space cuts it."""
    for cell in cells:
        if cell.place.start is None or cell.place.end is None:
            continue
        at = doc.text.find(text, cell.place.start, cell.place.end)
        if at >= 0:
            return doc.place(at, at + len(text))
    return cells[0].place
