"""Blocks of a Word document into a Manuscript: what only places others is read through, tables are grids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.office.word_blocks import WordBlock, WordCell, WordParagraph, WordTable, WorkbookTable
from extractors.written.manuscript import Manuscript, WrittenCell

HIDDEN_BY_MERGING = "text in a cell that is merged into another"


def write(blocks: Iterable[WordBlock], manuscript: Manuscript, engine: str) -> None:
    """Adds the blocks in reading order; `engine` is the name of who read them."""
    for block in blocks:
        if isinstance(block, WordParagraph):
            for line in block.text.split("\n"):
                manuscript.paragraph(
                    line, block.locator, size=block.size, centred=block.centred, bold=block.bold
                )
            write(block.behind, manuscript, engine)
        elif isinstance(block, WorkbookTable):
            manuscript.table(block.cells, block.n_rows, block.n_cols, engine=engine, widths=block.widths)
        elif lays_out(block):
            for row in block.rows:
                for cell in row:
                    write(cell.blocks, manuscript, engine)
        else:
            _write_table(block, manuscript, engine)


def lays_out(table: WordTable) -> bool:
    """Whether a table only places what stands in it: it has one cell, or its cells hold tables and no row has
    two others with words."""
    cells = [cell for row in table.rows for cell in row]
    if len(cells) <= 1:
        return True
    if not any(isinstance(block, WordTable) for cell in cells for block in cell.blocks):
        return False
    for row in table.rows:
        plain = [c for c in row if not any(isinstance(block, WordTable) for block in c.blocks)]
        if sum(bool(_text(cell)) for cell in plain) > 1:
            return False
    return True


@dataclass(slots=True)
class _Anchor:
    """A cell with all that is merged into it."""

    row: int
    col: int
    last_col: int
    cell: WordCell
    last_row: int = 0
    texts: list[str] = field(default_factory=list)


def _write_table(table: WordTable, manuscript: Manuscript, engine: str) -> None:
    anchors = list(_anchors(table, manuscript))
    written = [
        WrittenCell(
            *(a.row, a.col, "\n".join(a.texts), a.cell.locator),
            row_span=a.last_row - a.row + 1,
            col_span=a.last_col - a.col,
        )
        for a in anchors
    ]
    n_rows, n_cols = len(table.rows), len(table.widths)
    # What was pasted from a spreadsheet has its title, its unit and its notes as rows.
    manuscript.table_with_captions(written, n_rows, n_cols, engine=engine, widths=table.widths)
    for anchor in anchors:
        write(_behind(anchor.cell.blocks), manuscript, engine)


def _anchors(table: WordTable, manuscript: Manuscript) -> Iterator[_Anchor]:
    """The cells that stay, each with what it spans; what is merged away is no cell of its own."""
    found: list[_Anchor] = []
    above: dict[tuple[int, int], _Anchor] = {}
    for number, row in enumerate(table.rows):
        here: dict[tuple[int, int], _Anchor] = {}
        before: _Anchor | None = None
        for cell in row:
            text = _text(cell)
            if cell.joins_left and before is not None and before.last_col == cell.left:
                here.pop((before.col, before.last_col), None)
                before.last_col = cell.right
                here[(before.col, before.last_col)] = before
                if text:
                    before.texts.append(text)
                continue
            span = (cell.left, cell.right)
            upper = above.get(span)
            if cell.joins_above and upper is not None and upper.last_row == number - 1:
                upper.last_row = number
                here[span] = upper
                before = None
                if text:
                    manuscript.reject(HIDDEN_BY_MERGING, text, cell.locator)
                continue
            before = _Anchor(number, cell.left, cell.right, cell, number, [text] if text else [])
            found.append(before)
            here[span] = before
        above = here
    yield from found


def _text(cell: WordCell) -> str:
    return "\n".join(b.text for b in cell.blocks if isinstance(b, WordParagraph) and b.text.strip())


def _behind(blocks: Sequence[WordBlock]) -> Iterator[WordBlock]:
    """What a cell holds beside its text: tables in it, boxes and notes of its paragraphs."""
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield from block.behind
        else:
            yield block
