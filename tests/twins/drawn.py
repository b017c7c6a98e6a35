"""The drawn layouts of `benchmarks.layouts` and their truth, as disclosures that every format can write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from benchmarks.layouts.books import make_book
from benchmarks.layouts.layouts import SPECIAL, Layout
from benchmarks.layouts.sheets import Cell as DrawnCell
from benchmarks.layouts.sheets import Row, Sheet, caption_rows, is_amount
from tests.twins.disclosure import Block, Cell, Disclosure, Heading, Line, Prose, Table, ToldCell, ToldFact

WIDTH = 480.0
"""Of a table, in points."""
ONLY_RULES = ("three_line", "none", "horizontal", "columns")
"""Rules are nothing that a workbook or a page says: of layouts that differ in them alone, one is enough."""


def drawn_layouts() -> dict[str, Layout]:
    """Those of them that differ in more than their rules, by name."""
    base = Layout("", "reportlab")
    found = {
        "bd": replace(base, kind="bd"),
        "fa_yuan": replace(base, unit="元", decimals=0, grouped=False, total="last"),
        "bd_yuan": replace(base, kind="bd", unit="元", codes="three", ordinals=True),
        "fa_deep": replace(base, deep=True, total="both"),
    }
    for name, changes in SPECIAL.items():
        if changes.get("rules", "full") == "full" and "valign" not in changes:
            found[name] = replace(base, **changes)  # type: ignore[arg-type]
    return {name: replace(layout, name=name) for name, layout in found.items()}


def drawn(name: str) -> Disclosure:
    """The disclosure of one of `drawn_layouts`."""
    layout = drawn_layouts()[name]
    book = make_book(layout)
    first = book.sheets[0]
    blocks: list[Block] = [Line(text, 20, "centre") for text in book.cover]
    for text in book.intro:
        number, _, title = text.partition("  ")
        blocks.append(Heading(title, 1, f"{number}  ") if title else Prose(text))
    blocks += [_table(sheet, layout, n) for n, sheet in enumerate(book.sheets, start=1)]
    year = int(book.cover[1][:4])
    kind = "final_account" if layout.kind == "fa" else "budget"
    title = "".join(book.cover)
    return Disclosure(f"drawn_{name}", title, first.entity, year, kind, tuple(blocks), told=True)  # type: ignore[arg-type]


def _table(sheet: Sheet, layout: Layout, number: int) -> Table:
    inside = layout.unit_place == "inside" and not sheet.is_form
    head: list[Row] = [*(caption_rows(sheet, number) if inside else ()), *sheet.header]
    total = sum(sheet.widths)
    return Table(
        "" if inside else sheet.title,
        tuple(_cells(row, amounts=n >= len(head)) for n, row in enumerate([*head, *sheet.body])),
        tuple(width / total * WIDTH for width in sheet.widths),
        "" if inside or sheet.unit is None else sheet.unit,
        "" if inside or sheet.is_form else sheet.entity,
        len(head) or 1,
        decimals=layout.decimals,
        separators=layout.grouped,
        captions=not inside,
        cells_told=tuple(ToldCell(_number(c.printed), c.row, c.path) for c in sheet.cells),
        facts_told=tuple(ToldFact(f.measure, f.role, f.code, f.yuan) for f in sheet.facts),
    )


def _cells(row: Sequence[DrawnCell], *, amounts: bool) -> tuple[Cell, ...]:
    """The cells; an amount is a number for a spreadsheet, a code is a text."""
    return tuple(
        Cell(
            c.text, c.cols, c.rows, c.align,
            _number(c.text) if amounts and c.align != "left" and _is_number(c.text) else None,
            c.indent,
        )
        for c in row
    )  # fmt: skip


def _is_number(text: str) -> bool:
    """Whether an office types it as a number: with decimals or separators, or long."""
    return is_amount(text) and ("." in text or "," in text or len(text) > 3)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
