"""Documents for tests: texts as paragraphs, lists of rows as grids."""

from __future__ import annotations

from extractors.document import Document, Grid, GridCell, Paragraph


def document(*parts: str | list[list[str]]) -> Document:
    """One block for each part, in order."""
    text, blocks = "", []
    for part in parts:
        start = len(text)
        if isinstance(part, str):
            text += part + "\n"
            blocks.append(Paragraph(start, start + len(part)))
            continue
        cells = []
        for r, row in enumerate(part):
            for c, value in enumerate(row):
                cells.append(GridCell(r, c, value, len(text), len(text) + len(value)))
                text += value + "\t"
        blocks.append(Grid(start, len(text), len(part), max(map(len, part)), tuple(cells)))
    return Document(text, tuple(blocks), "text/plain")
