"""The disclosure as a workbook: a cover, a contents sheet, a sheet for each table, one for the narrative.

Planned once (`_plan`), written by XlsxWriter as of 2007 and by xlwt as before. Three ways: *plain*, a sheet for
each table; *template*, as governments hand them out (title and unit with empty rows between, variables in a hidden
row, checks in a hidden column, last year's sheet hidden, codes as numbers, zeros shown as dashes by the format, rates
as percent, sums as formulas, here and there a number as text); *stacked*, all tables on one sheet; *messy*, as they come
back from many units (an empty column first, rows without money hidden, numbers as text with blanks, labels indented by
blanks and broken by hand, the cover last).
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

import xlsxwriter
import xlwt

from tests.twins.captions import caption_rows
from tests.twins.disclosure import Cell, Disclosure, Heading, Line, Prose, Table, placed

Way = Literal["plain", "template", "stacked", "messy"]
EXPLANATION = "情况说明"
_LONGEST_NAME = 31
_ALIGN = {"left": "left", "centre": "center", "right": "right"}


@dataclass(frozen=True)
class _Entry:
    """A cell of a sheet: where, how far, what, and how it is shown."""

    row: int
    col: int
    value: str | Decimal
    rows: int = 1
    cols: int = 1
    align: str = "left"
    code: str = ""
    """The number format."""
    look: Literal["title", "plain", "ruled"] = "plain"
    indent: int = 0
    formula: bool = False


@dataclass
class _Sheet:
    name: str
    entries: list[_Entry] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_cols: list[int] = field(default_factory=list)


def as_xlsx(disclosure: Disclosure, way: Way = "plain") -> bytes:
    """The bytes of the workbook; amounts are numbers shown by a format, as finance offices keep them."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    styles: dict[tuple[object, ...], Any] = {}
    for sheet in _plan(disclosure, way):
        page = book.add_worksheet(sheet.name)
        if sheet.hidden:
            page.hide()
        for c, width in enumerate(sheet.widths):
            page.set_column(c, c, width / 6)
        for c in sheet.hidden_cols:
            page.set_column(c, c, None, None, {"hidden": True})
        for r in sheet.hidden_rows:
            page.set_row(r, None, None, {"hidden": True})
        for e in sheet.entries:
            key = (e.look, e.align, e.code, e.indent)
            if key not in styles:
                ruled = {"border": 1, "font_size": 9, "text_wrap": True, "valign": "vcenter"}
                look = {"title": {"bold": True, "font_size": 16}, "plain": {"font_size": 10}, "ruled": ruled}[
                    e.look
                ]
                number = {"num_format": e.code} if e.code else {}
                indent = {"indent": e.indent} if e.indent else {}
                styles[key] = book.add_format({**look, "align": e.align, **number, **indent})
            style = styles[key]
            value: Any = e.value if isinstance(e.value, str) else float(e.value)
            if e.rows > 1 or e.cols > 1:
                page.merge_range(e.row, e.col, e.row + e.rows - 1, e.col + e.cols - 1, value, style)
            elif e.formula:
                page.write_formula(e.row, e.col, f"={value!r}+0", style, value)
            elif isinstance(value, str):
                page.write_string(e.row, e.col, value, style)
            else:
                page.write_number(e.row, e.col, value, style)
    book.close()
    return out.getvalue()


def as_xls(disclosure: Disclosure, way: Way = "plain") -> bytes:
    """The bytes of the workbook as Excel wrote it before 2007."""
    book = xlwt.Workbook(encoding="utf-8")
    styles: dict[tuple[object, ...], Any] = {}
    for sheet in _plan(disclosure, way):
        page = book.add_sheet(sheet.name)
        if sheet.hidden:
            page.visibility = 1
        for c, width in enumerate(sheet.widths):
            page.col(c).width = int(width * 45)
        for c in sheet.hidden_cols:
            page.col(c).hidden = True
        for r in sheet.hidden_rows:
            page.row(r).hidden = True
        for e in sheet.entries:
            key = (e.look, e.align, e.code, e.indent)
            if key not in styles:
                border = "borders: left thin, right thin, top thin, bottom thin; font: height 180; "
                look = {"title": "font: bold on, height 320; ", "plain": "", "ruled": border}[e.look]
                wrap = ", wrap on" if e.look == "ruled" and not e.code else ""
                align = f"align: horiz {e.align}, vert center{wrap}, indent {e.indent}"
                styles[key] = xlwt.easyxf(look + align, num_format_str=e.code or "General")
            value: Any = e.value if isinstance(e.value, str) else float(e.value)
            page.write_merge(e.row, e.row + e.rows - 1, e.col, e.col + e.cols - 1, value, styles[key])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plan(disclosure: Disclosure, way: Way) -> Iterator[_Sheet]:
    """The sheets in their order."""
    chance = random.Random(disclosure.name)
    if way != "messy":
        yield _cover(disclosure)
    if way == "template":
        yield _Sheet("目录", [_Entry(0, 0, "目  录", look="title"), *(
            _Entry(2 + n, 0, f"{n + 1}. {table.title}……………………………{n + 1}") for n, table in enumerate(disclosure.tables)
        )])  # fmt: skip
        yield _Sheet(
            "Sheet3",
            [_Entry(0, 0, "一般公共预算支出表"), _Entry(1, 0, "合计"), _Entry(1, 1, Decimal("99999.99"))],
            hidden=True,
        )
    if way == "stacked":
        sheet, row = _Sheet("附表"), 0
        for table in disclosure.tables:
            row = _table(sheet, table, row, way, chance) + 3
        yield sheet
        return
    for n, table in enumerate(disclosure.tables, start=1):
        name = f"表{n} {table.title}" if way == "plain" else f"{n}{table.title}"
        sheet = _Sheet(
            name.replace("“", "").replace("”", "").replace("/", "")[:_LONGEST_NAME], widths=list(table.widths)
        )
        _table(sheet, table, 0 if way == "plain" else 1, way, chance)
        yield _untidied(sheet, table, chance) if way == "messy" else sheet
    prose = [block for block in disclosure.blocks if isinstance(block, Heading | Prose)]
    if way == "messy":
        yield _cover(disclosure)
    if any(isinstance(block, Prose) for block in prose):
        texts = (block.printed if isinstance(block, Heading) else block.text for block in prose)
        yield _Sheet(EXPLANATION, [_Entry(r, 0, text) for r, text in enumerate(texts)], widths=[480.0])


def _table(sheet: _Sheet, table: Table, row: int, way: Way, chance: random.Random) -> int:
    """Adds a table from a row on; gives the row below it."""
    entries, template = sheet.entries, way == "template"
    for n, cells in enumerate(caption_rows(table)):
        c = 0
        for cell in cells:
            wide = cell.cols if n == 0 or not template else 1
            at = c if cell.align != "right" or wide > 1 else table.n_cols - 1
            if cell.text:
                entries.append(
                    _Entry(
                        row, at, cell.text, 1, wide, _ALIGN[cell.align], look="title" if n == 0 else "plain"
                    )
                )
            c += cell.cols
        row += 2 if template else 1
    if template:
        sheet.hidden_rows.append(row)
        entries += [_Entry(row, c, f"F{c:03}", look="ruled") for c in range(table.n_cols)]
        row += 1
        sheet.hidden_cols.append(table.n_cols + 1)
        entries += [_Entry(row + r, table.n_cols + 1, Decimal("0.00")) for r in range(len(table.rows))]
    for r, c, cell in placed(table):
        value, code = _stored(cell, table, way, chance) if r >= table.head_rows else (cell.text, "")
        formula = template and bool(code) and cell.rows == cell.cols == 1 and chance.random() < 0.2
        entries.append(
            _Entry(
                row + r, c, value, cell.rows, cell.cols, _ALIGN[cell.align], code, "ruled", cell.indent,
                formula and not isinstance(value, str),
            )
        )  # fmt: skip
    row += len(table.rows)
    if table.note:
        entries.append(_Entry(row, 0, table.note))
        row += 1
    return row


def _untidied(sheet: _Sheet, table: Table, chance: random.Random) -> _Sheet:
    """The sheet one column further right, with a hidden row in the body, labels set by hand and numbers as text."""
    first = (
        max((e.row for e in sheet.entries if e.look == "plain" and e.row < 5), default=0)
        + 1
        + table.head_rows
    )
    spans = any(e.rows > 1 and e.row + e.rows > first for e in sheet.entries)
    entries = []
    for e in sheet.entries:
        value = e.value
        if (
            e.look == "ruled"
            and e.row > first
            and isinstance(value, str)
            and e.align == "left"
            and not value[:1].isdigit()
        ):
            value = "  " * e.indent + (value[:6] + "\n" + value[6:] if len(value) > 12 else value)
        if isinstance(value, Decimal) and chance.random() < 0.1 and e.code:
            places = len(e.code.split(";")[0].partition(".")[2])
            value = f" {value:,.{places}f} " if "," in e.code else f" {value:.{places}f} "
        down = int(not spans and e.row > first)
        entries.append(replace(e, row=e.row + down, col=e.col + 1, value=value, indent=0))
    if not spans:
        entries += [
            _Entry(first + 1, c + 1, Decimal("33.33") if c else "9999999", look="ruled")
            for c in range(table.n_cols)
        ]
        sheet.hidden_rows.append(first + 1)
    return replace(sheet, entries=entries, widths=[12.0, *sheet.widths])


def _stored(cell: Cell, table: Table, way: Way, chance: random.Random) -> tuple[str | Decimal, str]:
    """What a cell keeps, and the format that shows it as it is printed."""
    text = cell.text
    shown = len(text.partition(".")[2]) if cell.number is not None and "." in text else 0
    decimals = shown if cell.number is not None else table.decimals
    plain = ("#,##0" if table.separators else "0") + ("." + "0" * decimals if decimals else "")
    if cell.number is not None and text not in ("", "-", "—", "--"):
        if way == "template":
            if chance.random() < 0.05:
                return text, ""
            return cell.number, f'_ * {plain}_ ;_ * -{plain}_ ;_ * "-"??_ ;_ @_ ' if cell.number else plain
        return cell.number, f"{plain};[Red]-{plain}" if table.separators else plain
    if way == "template" and cell.align == "right" and text == "-":
        return Decimal(0), f'_ * {plain}_ ;_ * -{plain}_ ;_ * "-"??_ ;_ @_ '
    if way == "template" and cell.align == "right" and text.endswith("%"):
        return Decimal(text[:-1]) / 100, "0.00%"
    if way == "template" and text.isdigit() and len(text) in (3, 5, 7) and cell.number is None:
        return Decimal(text), "General"
    return text, ""


def _cover(disclosure: Disclosure) -> _Sheet:
    """The sheet that opens the book: the lines of the cover."""
    sheet, row = _Sheet("封面", widths=[480.0]), 3
    for block in disclosure.blocks:
        if not isinstance(block, Line):
            break
        sheet.entries.append(_Entry(row, 0, block.text, align="center", look="title"))
        row += 2
    return sheet
