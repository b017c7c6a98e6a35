"""Pipe-delimited tables of text exports to grids (docs/domain.md §4.1).

Two ways of writing occur. A *cell-a-line* table (`cell_lines`) has every cell on its own line, `text |`, an
empty cell being `|` alone; a line of two or more pipes closes a row and counts the placeholders of merged
cells, which the export moved there from wherever they stood. A *row-a-line* table (`row_lines`) is what
Markdown has: `| a | b |` or `a | b`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.document import Grid
from extractors.text.cell_lines import cell_tables
from extractors.text.cell_run import end_of_cells
from extractors.text.pipe_lines import Line, PipeLines
from extractors.text.row_lines import row_table


def read_pipes(text: str, lines: Sequence[Line]) -> Iterator[tuple[int, int, list[Grid]]]:
    """The pipe tables among `lines`: (first line, line after the last, grids of that run), in order."""
    written = PipeLines(text, lines)
    position = 0
    while position < len(written):
        first, style = position, written.style(position)
        grids: list[Grid] = []
        if style == "cell":
            position = end_of_cells(written, first)
            grids = cell_tables(PipeLines(text, lines[first:position]))
        elif style == "row":
            while position < len(written) and written.style(position) == "row":
                position += 1
            grid = row_table(text, lines[first:position])
            grids = [grid] if grid is not None else []
        else:
            position += 1
        if grids:
            yield first, position, grids
