"""Where a table with a cell on every line ends: cells of several lines belong to it, prose does not."""

from __future__ import annotations

from collections import Counter

from extractors.text.form_titles import is_form_title
from extractors.text.pipe_lines import PipeLines

MAX_CELL_LINES = 40
"""How many lines without a pipe may belong to one cell of several lines, or to the others of its row."""
MAX_UNCLOSED_ROWS = 3
"""How many rows one after the other may have no row end, as rows have in which nothing is merged."""


def end_of_cells(lines: PipeLines, first: int) -> int:
    """The line after the last one of the table that begins at `first`."""
    position = first
    width = 0
    open_cells = 0
    widths: Counter[int] = Counter()
    while position < len(lines):
        if lines.style(position) == "cell":
            pipes = lines.row_end(position)
            if pipes:
                widths[open_cells + pipes] += 1
                width = widths.most_common(1)[0][0]
                open_cells = 0
            else:
                open_cells += 1
            position += 1
            continue
        # A line without a pipe belongs to the table only as part of a cell of several lines, which shows
        # when the row, so continued, has the width of its neighbours.
        after = _after_long_cell(lines, position, open_cells, width)
        if after is None:
            break
        open_cells += 1
        position = after
    return position


def _after_long_cell(lines: PipeLines, position: int, cells: int, width: int) -> int | None:
    """The line after a cell of several lines that begins at `position`; null where prose begins there.

    It is a cell if its row, with whatever other cells of several lines it has, comes out as wide as the
    rows around it, or as several such rows where nothing is merged. `cells` stand before it in the row.
    """
    if not width or cells >= width * MAX_UNCLOSED_ROWS:
        return None
    last = _last_line_of_cell(lines, position)
    if last is None:
        return None
    count = cells
    wrapped = 0
    for at in range(last, len(lines)):
        style = lines.style(at)
        if style is None:
            wrapped += 1
            if wrapped > MAX_CELL_LINES:
                return None
            continue
        if style != "cell" or is_form_title(lines.printed(at)[:-1]):
            # What stands above a form's title is a heading, not the beginning of its first cell.
            return None
        pipes = lines.row_end(at)
        if pipes:
            return last + 1 if (count + pipes) % width == 0 else None
        count += 1
        if count > width * MAX_UNCLOSED_ROWS:
            return None
    return None


def _last_line_of_cell(lines: PipeLines, position: int) -> int | None:
    """The line with the pipe that ends a cell of several lines; null where none follows soon enough."""
    end = position
    while end < len(lines) and end - position < MAX_CELL_LINES and lines.style(end) is None:
        end += 1
    if end == position or end >= len(lines) or lines.style(end) != "cell" or lines.row_end(end):
        return None
    return end
