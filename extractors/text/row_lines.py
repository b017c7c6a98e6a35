"""Tables with a row on every line: `| a | b |` or `a | b`, as Markdown has them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Grid
from extractors.text.pipe_grid import WrittenCell, WrittenRow, grid_of
from extractors.text.pipe_lines import PIPES, Line


def row_table(text: str, lines: Sequence[Line]) -> Grid | None:
    """The grid of lines that are rows each, or null where the pipes are those of prose."""
    rows: list[WrittenRow] = []
    ruled = False
    for line in lines:
        cells = _cells(text, line)
        if all(c.start < c.end and not text[c.start : c.end].strip("-:= ") for c in cells):
            ruled = True
            continue
        rows.append(WrittenRow(cells, 0, True, line.end))
    if not rows:
        return None
    outer = all(text[line.start] in PIPES and text[line.end - 1] in PIPES for line in lines)
    widths = {len(r.cells) for r in rows}
    # One line with a pipe is prose; so are lines that do not agree how many columns there are.
    if not (ruled or outer) and (len(rows) < 2 or len(widths) > 1):
        return None
    return grid_of(text, rows, max(widths), moved=False)


def _cells(text: str, line: Line) -> list[WrittenCell]:
    start, end = line.start, line.end
    if text[start] in PIPES:
        start += 1
    if end > start and text[end - 1] in PIPES:
        end -= 1
    cells: list[WrittenCell] = []
    begin = start
    for position in range(start, end + 1):
        if position == end or text[position] in PIPES:
            raw = text[begin:position]
            left = begin + len(raw) - len(raw.lstrip()) if raw.strip() else begin
            cells.append(WrittenCell(left, left + len(raw.strip()), line.start, line.end))
            begin = position + 1
    return cells
