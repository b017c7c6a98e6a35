"""What a Word document holds, of whichever format: paragraphs, tables, and what stands behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.written.manuscript import WrittenCell


@dataclass(slots=True)
class WordParagraph:
    """A paragraph; its text has a line feed where a line is broken by hand."""

    text: str
    locator: str
    size: float | None = None
    """Of its characters, in points."""
    centred: bool = False
    bold: bool = False
    behind: list[WordBlock] = field(default_factory=list)
    """Text boxes that hang on it, its notes, embedded tables."""


@dataclass(slots=True)
class WordCell:
    """A cell as its row has it."""

    left: int
    """The first of its columns."""
    right: int
    """The column behind its last."""
    locator: str
    blocks: list[WordBlock] = field(default_factory=list)
    joins_above: bool = False
    """Is it part of the cell above?"""
    joins_left: bool = False
    """Is it part of the cell to its left?"""


@dataclass(slots=True)
class WordTable:
    """A table, row by row; rows may begin and end at different columns."""

    rows: list[list[WordCell]]
    widths: Sequence[float]
    """Of the columns, in points."""
    locator: str


@dataclass(slots=True)
class WorkbookTable:
    """A table of a workbook that is embedded in the document."""

    cells: list[WrittenCell]
    n_rows: int
    n_cols: int
    widths: Sequence[float]


WordBlock = WordParagraph | WordTable | WorkbookTable


def flat(blocks: Iterable[WordBlock]) -> Iterator[WordParagraph]:
    """All paragraphs in their order, those in tables and boxes too."""
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield block
            yield from flat(block.behind)
        elif isinstance(block, WordTable):
            for row in block.rows:
                for cell in row:
                    yield from flat(cell.blocks)
