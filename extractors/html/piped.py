"""Tables that are set in plain text: preformatted lines whose cells pipes part."""

from __future__ import annotations

from extractors.document import Paragraph
from extractors.html.elements import Element
from extractors.text.pipe_lines import PIPES
from extractors.text.reader import blocks_of
from extractors.written.manuscript import Manuscript, WrittenCell

ENGINE = "html"


def has_pipes(element: Element) -> bool:
    """Whether the text of an element may hold such a table."""
    text = element.all_text()
    return any(pipe in text for pipe in PIPES)


def write_pipes(element: Element, place: str, manuscript: Manuscript) -> None:
    """Writes the lines and tables of preformatted text."""
    text = element.all_text()
    for block in blocks_of(text):
        if isinstance(block, Paragraph) or block.moved_placeholders:
            for line in text[block.start : block.end].split("\n"):
                manuscript.paragraph(line, place)
            continue
        cells = [
            WrittenCell(cell.row, cell.col, cell.text, place, cell.row_span, cell.col_span)
            for cell in block.cells
        ]
        manuscript.table(cells, block.n_rows, block.n_cols, engine=ENGINE)
