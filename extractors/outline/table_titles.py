"""Titles of tables: above a table, or in its first rows.

Source: docs/domain.md §1.2, "header text vs table title".
"""

from __future__ import annotations

from extractors.document import Grid, Paragraph
from extractors.outline.flow import Flow
from extractors.outline.headings import MAX_TABLE_TITLE, Heading, is_title_like
from patterns import compiled
from patterns.shapes.headings import Headings

MAX_TITLE_DISTANCE = 4
"""A table begins at most this many short lines below its title (entity, unit, table number)."""
MAX_LINE = 120
"""Longer paragraphs are prose: no table follows its title across them."""
TITLE_ROWS = 3
"""The title of a table that stands inside the grid is in one of its first rows."""


def names_table(flow: Flow, number: int) -> bool:
    """True where block `number` is a line that names a table."""
    block = flow.blocks[number] if number < len(flow.blocks) else None
    if not isinstance(block, Paragraph) or flow.mark(number):
        return False
    squeezed = "".join(flow.raw(number).split())
    patterns = compiled(Headings)
    return bool(
        patterns["table_title"].match(squeezed) and not patterns["table_number_label"].match(squeezed)
    )


def grid_title(grid: Grid) -> Heading | None:
    """The title in one of the first rows of a grid: alone in its row, over most of the columns."""
    if grid.n_cols < 2:
        return None
    for row in range(min(TITLE_ROWS, grid.n_rows)):
        filled = [c for c in grid.cells if c.row == row and c.text]
        if len(filled) > 1:
            return None
        for cell in filled:
            width = grid.moved_placeholders[row] + 1 if grid.moved_placeholders else cell.col_span
            if 2 * width < grid.n_cols:
                return None
            heading = table_heading(cell.text, cell.start, cell.end, "table_title")
            if heading is not None:
                return heading
    return None


def table_heading(raw: str, start: int, end: int, system: str) -> Heading | None:
    """The heading that a line or cell makes which names a table, with its number or (then as `system`)
    without; null for what names none."""
    patterns = compiled(Headings)
    title, number = raw, None
    numbered = patterns["numbered_table_title"].match(raw)
    if numbered is not None:
        title, number = numbered.group("title").strip(), numbered.group("number")
    squeezed = "".join(title.split())
    if not is_title_like(title, MAX_TABLE_TITLE) or patterns["table_number_label"].match(squeezed):
        return None
    if not (patterns["form_title"].match(squeezed) or patterns["table_title"].match(squeezed)):
        return None
    return Heading(start, end, title, "table_title", system if number is None else "table_number", number)


def table_below(flow: Flow, number: int, *, anywhere: bool = False) -> bool:
    """True where a table follows the line `number`, or the line that gives its unit of money; on the same
    page unless `anywhere`."""
    unit_line = compiled(Headings)["unit_line"]
    page = flow.page(number)
    for below in range(number + 1, min(len(flow.blocks), number + 1 + MAX_TITLE_DISTANCE)):
        block = flow.blocks[below]
        if isinstance(block, Grid):
            return anywhere or block.page == page
        raw = flow.raw(below)
        if unit_line.search(raw):
            return anywhere or flow.page(below) == page
        if len(raw) > MAX_LINE or flow.mark(below):
            return False
    return False


def table_end(flow: Flow, following: int, heading: Heading) -> int:
    """Where the table below a title ends: with its last grid before prose or another title.

    `following` is the block after the title.
    """
    end = heading.end
    gap = 0
    for number in range(max(0, following - 1), len(flow.blocks)):
        block = flow.blocks[number]
        if block.end <= heading.end and isinstance(block, Paragraph):
            continue
        if isinstance(block, Grid):
            end, gap = block.end, 0
            continue
        gap += 1
        if gap > MAX_TITLE_DISTANCE or block.end - block.start > MAX_LINE:
            break
        if end > heading.end and (flow.mark(number) or block.centred or _names_next(flow, number, block)):
            break
    return end


def _names_next(flow: Flow, number: int, block: Paragraph) -> bool:
    """Whether a paragraph is the title of a further table; print sets it in the middle, a page of the web may
    only make it bold."""
    return block.bold and table_heading(flow.raw(number), block.start, block.end, "none") is not None
