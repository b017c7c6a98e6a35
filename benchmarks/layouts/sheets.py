"""A table to be printed, with its truth: cells by row and column path, facts by measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Cell:
    text: str = ""
    cols: int = 1
    rows: int = 1
    align: Align = "centre"
    indent: int = 0
    """Ems by which the text stands in."""


Row = list[Cell]


@dataclass(frozen=True, slots=True)
class TruthCell:
    """One printed amount: its string, the code (else the label) of its row, the header texts above it."""

    printed: str
    row: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TruthFact:
    """`code` is the functional or economic code, else what names the row; `yuan` is null without a unit."""

    measure: str
    role: str
    code: str
    value: Decimal
    yuan: Decimal | None


@dataclass(frozen=True, slots=True)
class TruthIndicator:
    level1: str
    level2: str
    level3: str
    target: str
    actual: str | None
    weight: Decimal | None
    score: Decimal | None


@dataclass(slots=True)
class Sheet:
    """`header` and `body` list the cells that begin in each row, left to right, as HTML does."""

    canonical: str
    title: str
    entity: str
    unit: str | None
    widths: Sequence[float]
    """Relative widths of the columns."""
    header: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)
    cells: list[TruthCell] = field(default_factory=list)
    facts: list[TruthFact] = field(default_factory=list)
    indicators: list[TruthIndicator] = field(default_factory=list)
    is_form: bool = False

    @property
    def rows(self) -> list[Row]:
        return [*self.header, *self.body]


@dataclass(frozen=True, slots=True)
class Book:
    """One disclosure: what stands before the tables, and the tables."""

    name: str
    cover: Sequence[str]
    intro: Sequence[str]
    sheets: Sequence[Sheet]


def placed(rows: Sequence[Row]) -> Iterator[tuple[int, int, Cell]]:
    """Row, column and cell of every cell, spans resolved."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        col = 0
        for cell in row:
            while (r, col) in taken:
                col += 1
            taken.update((r + i, col + j) for i in range(cell.rows) for j in range(cell.cols))
            yield r, col, cell
            col += cell.cols


def header_rows(paths: Sequence[tuple[str, ...]], depth: int) -> list[Row]:
    """Merged header rows for columns with these paths; the last name of a short path spans the rest."""
    rows: list[Row] = [[] for _ in range(depth)]
    for level in range(depth):
        start = 0
        while start < len(paths):
            stop = start + 1
            if level >= len(paths[start]):
                start = stop
                continue
            prefix = paths[start][: level + 1]
            is_last = len(paths[start]) == level + 1
            while not is_last and stop < len(paths) and paths[stop][: level + 1] == prefix:
                stop += 1
            rows[level].append(Cell(prefix[level], stop - start, depth - level if is_last else 1))
            start = stop
    return rows


def caption_rows(sheet: Sheet, number: int) -> list[Row]:
    """Title, table number, entity and unit as rows of the grid itself."""
    n_cols = len(sheet.widths)
    half = n_cols // 2
    unit = f"单位：{sheet.unit}" if sheet.unit else ""
    return [
        [Cell(sheet.title, n_cols)],
        [Cell(f"公开{number:02}表", n_cols, align="right")],
        [Cell(f"部门：{sheet.entity}", half, align="left"), Cell(unit, n_cols - half, align="right")],
    ]


def is_amount(text: str) -> bool:
    """Whether a cell's text is a number: it is set without a break."""
    return bool(text) and text.replace(",", "").replace(".", "").replace("-", "").isdigit()
