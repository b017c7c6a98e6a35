"""A disclosure as its author has it in mind, before a format: headings, prose and tables with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Align = Literal["left", "centre", "right"]
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Cell:
    """A cell: what is shown, how far it spans, and the number that a spreadsheet keeps in it."""

    text: str = ""
    cols: int = 1
    rows: int = 1
    align: Align = "left"
    number: Decimal | None = None
    """In the unit of the table; more decimals than are shown where `text` is rounded."""
    indent: int = 0
    """Ems by which the text stands in."""


@dataclass(frozen=True)
class Heading:
    """A heading; `number` is what a word processor may number itself (一、 or （一） or 1.)."""

    text: str
    level: int
    number: str = ""

    @property
    def printed(self) -> str:
        """The line as it is printed."""
        return f"{self.number}{self.text}"


@dataclass(frozen=True)
class Line:
    """A line of its own: of a cover, a note, a signature."""

    text: str
    size: float = 11
    align: Align = "left"


@dataclass(frozen=True)
class Prose:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True)
class ToldCell:
    """An amount of a table as its author knows it: its value as shown, what names its row, its column path."""

    value: Decimal
    row: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class ToldFact:
    """What an amount states, as its author knows it; `code` is that of its row, else what names it, else ""."""

    measure: str
    role: str
    code: str
    yuan: Decimal | None


@dataclass(frozen=True)
class Table:
    """A statutory table or a form, with what stands above and below it."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    """In points."""
    unit: str = "万元"
    body: str = ""
    """Who made it, where it says so above the table."""
    head_rows: int = 1
    note: str = ""
    decimals: int = 2
    separators: bool = True
    number: str = ""
    """公开01表, where tables are numbered so, above the unit."""
    captions: bool = True
    """Whether title, body and unit stand above the table; where not, they are rows of it, or there are none."""
    cells_told: tuple[ToldCell, ...] = ()
    facts_told: tuple[ToldFact, ...] = ()

    @property
    def left_caption(self) -> str:
        """What stands above the table on the left."""
        return f"编制单位：{self.body}" if self.body else ""

    @property
    def right_caption(self) -> str:
        """What stands above the table on the right."""
        return f"单位：{self.unit}" if self.unit else ""

    @property
    def n_cols(self) -> int:
        """How many columns there are."""
        return len(self.widths)


Block = Heading | Line | Prose | Table


@dataclass(frozen=True)
class Disclosure:
    """Everything that is published in one document."""

    name: str
    title: str
    body: str
    year: int
    kind: Literal["budget", "final_account"]
    blocks: tuple[Block, ...]
    told: bool = False
    """Whether its tables know every amount and fact: then readings are held against that, too."""

    @property
    def tables(self) -> list[Table]:
        """The tables, in their order."""
        return [block for block in self.blocks if isinstance(block, Table)]


def placed(table: Table) -> list[tuple[int, int, Cell]]:
    """The cells with the row and column, from 0, of their upper left corner."""
    taken: set[tuple[int, int]] = set()
    found: list[tuple[int, int, Cell]] = []
    for r, row in enumerate(table.rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            taken.update((r + i, c + j) for i in range(cell.rows) for j in range(cell.cols))
            found.append((r, c, cell))
            c += cell.cols
        width = sum((r, k) in taken for k in range(table.n_cols))
        if width != table.n_cols:
            raise ValueError(f"{table.title}: row {r} has {width} of {table.n_cols} columns")
    return found


def heads(*texts: str, cols: Sequence[int] = (), rows: int = 1) -> list[Cell]:
    """Cells of a head, centred."""
    spans = cols or [1] * len(texts)
    return [Cell(t, cols=n, rows=rows, align="centre") for t, n in zip(texts, spans, strict=True)]
