"""Sheets as plans: what stands in which cell, how it is shown; and what a reader must make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from tests.extractors.office.statutory import BODY, YEAR, Drawn, Value, shown

AMOUNT = "#,##0.00"
Formatted = tuple[object, str]
"""What is stored, and its format code."""


@dataclass
class Put:
    """Something in a cell or merged cells."""

    row: int
    col: int
    value: object
    rows: int = 1
    cols: int = 1
    code: str = "General"
    bordered: bool = False
    centred: bool = False
    bold: bool = False
    formula: str | None = None


@dataclass
class ExpectedTable:
    """A table as it must come out: texts by place in the sheet."""

    canonical: str | None
    title: str
    cells: dict[tuple[int, int, int, int], str]
    """(row, col, rows, cols) in the sheet → text shown; empty cells are not listed."""


@dataclass
class Plan:
    """A sheet."""

    name: str
    puts: list[Put] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    state: str = "visible"
    tables: list[ExpectedTable] = field(default_factory=list)


def as_float(value: Value) -> object:
    """How software stores an amount."""
    return float(value) if isinstance(value, Decimal) else value


def standard(value: Value) -> Formatted:
    return as_float(value), AMOUNT if isinstance(value, Decimal) else "General"


def place(
    plan: Plan,
    table: Drawn,
    *,
    at: tuple[int, int] = (0, 0),
    stored: Callable[[Value], Formatted] = standard,
    display: Callable[[Value], str] = shown,
    bordered: bool = True,
    border_all: bool = False,
    unit: str = "万元",
    lines: str = "full",
    note: bool = True,
    code_of: Callable[[str], Formatted] = lambda code: (code, "@"),
    show_code: Callable[[str], str] = lambda code: code,
    entity: str = f"部门：{BODY}",
) -> int:
    """Puts a table with what stands above and below; gives the row after all of it."""
    row, left = at
    last = left + table.n_cols - 1
    if lines == "full":
        plan.puts.append(Put(row, last, table.number, bordered=border_all))
        row += 1
    if lines != "none":
        plan.puts.append(
            Put(row, left, table.title, 1, table.n_cols, centred=True, bold=True, bordered=border_all)
        )
        row += 1
        plan.puts.append(Put(row, left, entity, bordered=border_all))
        plan.puts.append(Put(row, last, f"单位：{unit}", bordered=border_all))
        row += 1
    expected: dict[tuple[int, int, int, int], str] = {}
    for h in table.head:
        plan.puts.append(
            Put(row + h.row, left + h.col, h.text, h.rows, h.cols, bordered=bordered, centred=True)
        )
        expected[row + h.row, left + h.col, h.rows, h.cols] = h.text
    row += table.head_rows
    for number, values in enumerate(table.body):
        for col, value in enumerate(values):
            is_code = col in table.code_cols and isinstance(value, str) and value != ""
            kept, code = code_of(str(value)) if is_code else stored(value)
            text = show_code(str(value)) if is_code else display(value)
            plan.puts.append(Put(row + number, left + col, kept, code=code, bordered=bordered))
            if text:
                expected[row + number, left + col, 1, 1] = text
    row += len(table.body)
    if note:
        plan.puts.append(Put(row, left, table.note, 1, table.n_cols))
        row += 1
    plan.tables.append(ExpectedTable(table.canonical, table.title, expected))
    return row


def cover(name: str = "封面") -> Plan:
    """A cover sheet."""
    plan = Plan(name)
    plan.puts += [
        Put(5, 0, f"{YEAR}年度", 1, 8, centred=True, bold=True),
        Put(7, 0, f"{BODY}部门决算", 1, 8, centred=True, bold=True),
        Put(20, 2, "编制单位："),
        Put(20, 3, BODY, 1, 3),
    ]
    return plan


def contents(tables: tuple[Drawn, ...], name: str = "目录") -> Plan:
    """A contents sheet: number, title, sheet."""
    plan = Plan(name)
    plan.puts.append(Put(0, 0, "目 录", 1, 3, centred=True, bold=True))
    for n, table in enumerate(tables):
        plan.puts += [
            Put(n + 2, 0, n + 1, bordered=True),
            Put(n + 2, 1, table.title, bordered=True),
            Put(n + 2, 2, f"附表{n + 1}", bordered=True),
        ]
    return plan
