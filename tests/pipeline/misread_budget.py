"""The drawn budget as a recogniser might give it: some cells misread, each character with a confidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from extractors.document import Candidate, Document, Grid, GridCell
from extractors.edited import edited
from extractors.read import read
from pipeline.reading.extract import extract_document
from pipeline.reading.extraction import Extraction
from tests.pipeline.drawn_budget import budget

HEAD_ROWS = 1
Cell = tuple[int, int]
"""Row of `tests.pipeline.drawn_budget.ROWS` and column."""


def cells_of(document: Document) -> dict[Cell, GridCell]:
    """The cells of the budget's table, by row of its body and column."""
    (grid,) = (b for b in document.blocks if isinstance(b, Grid))
    return {(c.row - HEAD_ROWS, c.col): c for c in grid.cells}


@dataclass
class Scan:
    """A scanned budget; `asked` collects what a second look was taken at."""

    misread: Mapping[Cell, tuple[str, float]]
    """What is read instead of what is printed, and how probable its least probable character is."""
    looks: Mapping[Cell, Sequence[tuple[str, float]]] = field(default_factory=dict)
    """What a second look gives; other cells are seen as they are read."""
    rows: Sequence[Sequence[str]] | None = None
    asked: list[str] = field(default_factory=list)

    def document(self) -> Document:
        """The document as it is read first."""
        printed = read(budget() if self.rows is None else budget(self.rows))
        pages = tuple(replace(page, origin="ocr") for page in printed.pages)
        sure = np.full(len(printed.text), 0.999, dtype=np.float32)
        document = replace(printed, pages=pages, text_origin="ocr", char_confidence=sure)
        cells = cells_of(document)
        changes = [(cells[at].start, cells[at].end, text) for at, (text, _) in self.misread.items()]
        document = edited(document, changes)
        assert document.char_confidence is not None
        for at, (_, confidence) in self.misread.items():
            cell = cells_of(document)[at]
            document.char_confidence[cell.end - 1] = confidence
        return document

    def look(self, document: Document) -> Callable[[Sequence[tuple[int, int]]], list[tuple[Candidate, ...]]]:
        """A second look at spans of that document."""
        given = {(c.start, c.end): self.looks.get(at) for at, c in cells_of(document).items()}

        def look(spans: Sequence[tuple[int, int]]) -> list[tuple[Candidate, ...]]:
            found = []
            for span in spans:
                text = document.text[slice(*span)]
                self.asked.append(text)
                found.append(tuple(Candidate(*one) for one in given[span] or [(text, 0.99)]))
            return found

        return look

    def extracted(self) -> Extraction:
        """Everything that is found, repaired."""
        document = self.document()
        return extract_document(document, b"a scan", look_again=self.look(document))


def stands(found: Extraction) -> dict[Cell, str]:
    """What every cell says in the end."""
    return {at: cell.text for at, cell in cells_of(found.document).items()}


def statuses(found: Extraction) -> dict[Cell, str | None]:
    """The status of every figure of the table."""
    return {
        (f.row - HEAD_ROWS, f.col): f.ocr_status
        for f in found.facts
        if f.table is not None and f.row is not None and f.col is not None
    }
