"""Pipe-delimited tables of text exports to grids (docs/domain.md §4.1).

Two ways of writing occur. A *cell-a-line* table has every cell on its own line, `text |`, an empty cell
being `|` alone; a line of two or more pipes closes a row and counts the placeholders of merged cells, which
the export moved there from wherever they stood: cells + pipes = width. A *row-a-line* table is what Markdown
has: `| a | b |` or `a | b`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Grid, GridCell
from patterns import compiled, load
from patterns.shapes.headings import Headings

PIPES = "|｜"
ENGINE = "pipes"
MAX_SIMPLE_WIDTH = 12
"""Wider tables without row ends were not seen; a guess beyond it would be arbitrary."""
MAX_CELL_LINES = 40
"""How many lines without a pipe may belong to one cell of several lines, or to the others of its row."""
MAX_UNCLOSED_ROWS = 3
"""How many rows one after the other may have no row end, as rows have in which nothing is merged."""


@dataclass(frozen=True, slots=True)
class Line:
    """A non-empty line: `text[start:end]` without the blanks around it, and its number in the file."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class _Cell:
    """A written cell: the span of its text, and the span of its line with the pipe."""

    start: int
    end: int
    line_start: int
    line_end: int


@dataclass(slots=True)
class _Row:
    cells: list[_Cell]
    placeholders: int
    closed: bool
    end: int


def read_pipes(text: str, lines: Sequence[Line]) -> Iterator[tuple[int, int, list[Grid]]]:
    """The pipe tables among `lines`: (first line, line after the last, grids of that run), in order."""
    position = 0
    while position < len(lines):
        style = _style(text, lines[position])
        if style == "cell":
            last = _cell_run(text, lines, position)
            grids = _cell_tables(text, lines[position:last])
            if grids:
                yield position, last, grids
            position = last
        elif style == "row":
            last = position
            while last < len(lines) and _style(text, lines[last]) == "row":
                last += 1
            grid = _row_table(text, lines[position:last])
            if grid is not None:
                yield position, last, [grid]
            position = last
        else:
            position += 1


def _style(text: str, line: Line) -> str | None:
    """`cell` for `text |`, `|` and `||||`; `row` for a line with pipes inside; null for prose."""
    raw = text[line.start : line.end]
    if raw[-1] in PIPES and not any(p in raw.rstrip(PIPES) for p in PIPES):
        # "text ||" would be a cell and a row end on one line: read as a row with an empty cell instead.
        body = raw.rstrip(PIPES)
        return "cell" if not body or len(raw) - len(body) == 1 else "row"
    return "row" if any(p in raw for p in PIPES) else None


# --- a cell on every line ------------------------------------------------------------------------


def _cell_run(text: str, lines: Sequence[Line], first: int) -> int:
    """The line after the last one of the table that begins at `first`."""
    position = first
    width = 0
    open_cells = 0
    widths: Counter[int] = Counter()
    while position < len(lines):
        if _style(text, lines[position]) == "cell":
            pipes = _row_end(text, lines[position])
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
        after = _after_long_cell(text, lines, position, open_cells, width)
        if after is None:
            break
        open_cells += 1
        position = after
    return position


def _after_long_cell(text: str, lines: Sequence[Line], position: int, cells: int, width: int) -> int | None:
    """The line after a cell of several lines that begins at `position`; null where prose begins there.

    It is a cell if its row, with whatever other cells of several lines it has, comes out as wide as the
    rows around it, or as several such rows where nothing is merged.
    """
    if not width or cells >= width * MAX_UNCLOSED_ROWS:
        return None
    end = position
    while end < len(lines) and end - position < MAX_CELL_LINES and _style(text, lines[end]) is None:
        end += 1
    if end == position or end >= len(lines) or _style(text, lines[end]) != "cell":
        return None
    if _row_end(text, lines[end]):
        return None
    count = cells
    wrapped = 0
    for line in lines[end:]:
        style = _style(text, line)
        if style is None:
            wrapped += 1
            if wrapped > MAX_CELL_LINES:
                return None
            continue
        if style != "cell" or _is_form_title(text[line.start : line.end - 1]):
            # What stands above a form's title is a heading, not the beginning of its first cell.
            return None
        pipes = _row_end(text, line)
        if pipes:
            return end + 1 if (count + pipes) % width == 0 else None
        count += 1
        if count > width * MAX_UNCLOSED_ROWS:
            return None
    return None


def _row_end(text: str, line: Line) -> int:
    """How many pipes a line of pipes has that closes a row; 0 for a cell."""
    raw = text[line.start : line.end]
    return len(raw) if len(raw) >= 2 and not raw.strip(PIPES) else 0


def _cell_tables(text: str, lines: Sequence[Line]) -> list[Grid]:
    rows: list[_Row] = []
    cells: list[_Cell] = []
    begin: int | None = None
    for line in lines:
        pipes = _row_end(text, line)
        if pipes:
            rows.append(_Row(cells, pipes, True, line.end))
            cells = []
            continue
        begin = line.start if begin is None else begin
        if text[line.end - 1] not in PIPES:
            continue
        end = line.end - 1
        end = begin + len(text[begin:end].rstrip())
        cells.append(_Cell(begin, end, begin, line.end))
        begin = None
    if cells:
        rows.append(_Row(cells, 0, False, cells[-1].line_end))
    return [_grid_of(text, part) for part in _split_at_titles(text, rows) if any(r.cells for r in part)]


def _split_at_titles(text: str, rows: list[_Row]) -> list[list[_Row]]:
    """One list of rows for each form; a form begins at a cell with a form's title."""
    parts: list[list[_Row]] = [[]]
    for row in rows:
        current: list[_Cell] = []
        begun = False
        for cell in row.cells:
            if not begun and _is_form_title(text[cell.start : cell.end]):
                if current:
                    parts[-1].append(_Row(current, 0, False, current[-1].line_end))
                    current = []
                if parts[-1]:
                    parts.append([])
                begun = True
            current.append(cell)
        parts[-1].append(_Row(current, row.placeholders, row.closed, row.end))
    return parts


def _is_form_title(cell: str) -> bool:
    return bool(compiled(Headings)["form_title"].match(_squeeze(cell)))


def _grid_of(text: str, rows: list[_Row]) -> Grid:
    closed = [len(r.cells) + r.placeholders for r in rows if r.closed]
    if not closed:
        return _simple_grid(text, [c for r in rows for c in r.cells])
    width = Counter(closed).most_common(1)[0][0]
    done: list[_Row] = []
    for row in rows:
        rest = row.cells
        # A row in which nothing is merged has no row end: it shows as one row too long by whole widths.
        while len(rest) > width or (not row.closed and len(rest) == width):
            done.append(_Row(rest[:width], 0, True, rest[width - 1].line_end))
            rest = rest[width:]
        if row.closed and not rest and row.placeholders < width:
            continue
        if row.closed or rest:
            done.append(_Row(rest, row.placeholders, row.closed, row.end))
    last = done[-1]
    if not last.closed and len(last.cells) > 1 and last.cells[-1].start == last.cells[-1].end:
        # The file was cut within a row end: the lone pipe is its rest.
        done[-1] = _Row(last.cells[:-1], 1, False, last.end)
    return _build(text, done, max(width, *(len(r.cells) for r in done)), moved=True)


def _simple_grid(text: str, cells: list[_Cell]) -> Grid:
    width = _simple_width([_normalise(text[c.start : c.end]) for c in cells])
    rows = [
        _Row(cells[i : i + width], 0, True, cells[min(i + width, len(cells)) - 1].line_end)
        for i in range(0, len(cells), width)
    ]
    return _build(text, rows, width, moved=False)


def _simple_width(cells: list[str]) -> int:
    """The width of a table without row ends: known header words, else the only width that makes columns."""
    known = {_squeeze(w) for w in load(Headings).pipe_table.header_words}
    header = 0
    while header < len(cells) and _squeeze(cells[header]) in known:
        header += 1
    if 2 <= header < len(cells) and len(cells) % header == 0:
        return header
    limit = min(MAX_SIMPLE_WIDTH, len(cells) // 2)
    fitting = [w for w in range(2, limit + 1) if len(cells) % w == 0 and _makes_columns(cells, w)]
    return fitting[0] if len(fitting) == 1 else 1


def _makes_columns(cells: list[str], width: int) -> bool:
    """True where the header and the first column are labels and some column below is all numbers."""
    header, body = cells[:width], cells[width:]
    if not all(header) or any(_is_number(c) for c in header):
        return False
    columns = [body[i::width] for i in range(width)]
    if any(not c or _is_number(c) for c in columns[0]):
        return False
    kinds = [{_is_number(c) for c in column if c} for column in columns]
    return all(len(k) <= 1 for k in kinds) and any(k == {True} for k in kinds)


def _is_number(cell: str) -> bool:
    return bool(cell) and cell[0] in "0123456789.-—+≥≤=" and any(c.isdigit() or c in "-—" for c in cell)


# --- a row on every line -------------------------------------------------------------------------


def _row_table(text: str, lines: Sequence[Line]) -> Grid | None:
    """A Markdown-like table, or null where the pipes are those of prose."""
    rows = []
    ruled = False
    for line in lines:
        cells = _cells_of_row(text, line)
        if all(c.start < c.end and not text[c.start : c.end].strip("-:= ") for c in cells):
            ruled = True
            continue
        rows.append(_Row(cells, 0, True, line.end))
    if not rows:
        return None
    outer = all(text[line.start] in PIPES and text[line.end - 1] in PIPES for line in lines)
    widths = {len(r.cells) for r in rows}
    # One line with a pipe is prose; so are lines that do not agree how many columns there are.
    if not (ruled or outer) and (len(rows) < 2 or len(widths) > 1):
        return None
    return _build(text, rows, max(widths), moved=False)


def _cells_of_row(text: str, line: Line) -> list[_Cell]:
    start, end = line.start, line.end
    if text[start] in PIPES:
        start += 1
    if end > start and text[end - 1] in PIPES:
        end -= 1
    cells = []
    begin = start
    for position in range(start, end + 1):
        if position == end or text[position] in PIPES:
            raw = text[begin:position]
            left = begin + len(raw) - len(raw.lstrip()) if raw.strip() else begin
            cells.append(_Cell(left, left + len(raw.strip()), line.start, line.end))
            begin = position + 1
    return cells


# --- both ----------------------------------------------------------------------------------------


def _build(text: str, rows: list[_Row], width: int, moved: bool) -> Grid:
    cells = tuple(
        GridCell(row=r, col=c, text=_normalise(text[cell.start : cell.end]), start=cell.start, end=cell.end)
        for r, row in enumerate(rows)
        for c, cell in enumerate(row.cells)
    )
    return Grid(
        start=next(c.line_start for r in rows for c in r.cells),
        end=rows[-1].end,
        n_rows=len(rows),
        n_cols=width,
        cells=cells,
        engine=ENGINE,
        moved_placeholders=tuple(r.placeholders for r in rows) if moved else (),
    )


def _normalise(cell: str) -> str:
    return " ".join(cell.split())


def _squeeze(cell: str) -> str:
    return "".join(cell.split())
