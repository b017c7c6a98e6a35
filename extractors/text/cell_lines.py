"""Tables with a cell on every line, `text |`, and the placeholders of merged cells at the row's end.

A line of two or more pipes closes a row: cells + pipes = width (docs/domain.md §4.1). Forms follow each other
without a break, each from its title on; a simple table has no row ends, for nothing in it is merged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.document import Grid
from extractors.text.form_titles import is_form_title
from extractors.text.pipe_grid import WrittenCell, WrittenRow, grid_of, one_line, open_row, whole_row
from extractors.text.pipe_lines import PIPES, PipeLines
from extractors.text.simple_width import simple_width


def cell_tables(lines: PipeLines) -> list[Grid]:
    """The grids of lines that are cells each: one for every form, or one table without row ends."""
    parts = _split_at_titles(lines.text, _written_rows(lines))
    return [_grid(lines.text, rows) for rows in parts if any(row.cells for row in rows)]


def _written_rows(lines: PipeLines) -> list[WrittenRow]:
    rows: list[WrittenRow] = []
    cells: list[WrittenCell] = []
    begin: int | None = None
    for position, line in enumerate(lines.lines):
        pipes = lines.row_end(position)
        if pipes:
            rows.append(WrittenRow(cells, pipes, True, line.end))
            cells = []
            continue
        begin = line.start if begin is None else begin
        if lines.text[line.end - 1] not in PIPES:
            continue
        end = begin + len(lines.text[begin : line.end - 1].rstrip())
        cells.append(WrittenCell(begin, end, begin, line.end))
        begin = None
    return [*rows, open_row(cells)] if cells else rows


def _split_at_titles(text: str, rows: Sequence[WrittenRow]) -> list[list[WrittenRow]]:
    """One list of rows for each form; a form begins at a cell with a form's title."""
    parts: list[list[WrittenRow]] = [[]]
    for row in rows:
        current: list[WrittenCell] = []
        begun = False
        for cell in row.cells:
            if not begun and is_form_title(text[cell.start : cell.end]):
                if current:
                    parts[-1].append(open_row(current))
                    current = []
                if parts[-1]:
                    parts.append([])
                begun = True
            current.append(cell)
        parts[-1].append(WrittenRow(current, row.placeholders, row.closed, row.end))
    return parts


def _grid(text: str, rows: Sequence[WrittenRow]) -> Grid:
    closed = [len(r.cells) + r.placeholders for r in rows if r.closed]
    if not closed:
        return _simple_grid(text, [c for r in rows for c in r.cells])
    width = Counter(closed).most_common(1)[0][0]
    whole: list[WrittenRow] = []
    for row in rows:
        rest = row.cells
        # A row in which nothing is merged has no row end: it shows as one row too long by whole widths.
        while len(rest) > width or (not row.closed and len(rest) == width):
            whole.append(whole_row(rest[:width]))
            rest = rest[width:]
        if row.closed and not rest and row.placeholders < width:
            continue
        if row.closed or rest:
            whole.append(WrittenRow(rest, row.placeholders, row.closed, row.end))
    last = whole[-1]
    if not last.closed and len(last.cells) > 1 and last.cells[-1].start == last.cells[-1].end:
        # The file was cut within a row end: the lone pipe is its rest.
        whole[-1] = WrittenRow(last.cells[:-1], 1, False, last.end)
    return grid_of(text, whole, max(width, *(len(r.cells) for r in whole)), moved=True)


def _simple_grid(text: str, cells: Sequence[WrittenCell]) -> Grid:
    width = simple_width([one_line(text[c.start : c.end]) for c in cells])
    rows = [whole_row(cells[at : at + width]) for at in range(0, len(cells), width)]
    return grid_of(text, rows, width, moved=False)
