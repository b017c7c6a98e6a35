"""The disclosure as a workbook: a cover, a contents sheet, a sheet for each table, one for the narrative."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
import xlwt

from tests.twins.disclosure import Disclosure, Heading, Line, Prose, Table, placed

EXPLANATION = "情况说明"
_LONGEST_NAME = 31


def sheet_names(disclosure: Disclosure) -> list[str]:
    """A name for each table's sheet: that of its table where it fits, numbered."""
    return [f"表{n} {table.title}"[:_LONGEST_NAME] for n, table in enumerate(disclosure.tables, start=1)]


def as_xlsx(disclosure: Disclosure) -> bytes:
    """The bytes of the workbook; amounts are numbers shown by a format, as finance offices keep them."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    base = {"border": 1, "font_size": 9, "text_wrap": True, "valign": "vcenter"}
    formats = {a: book.add_format({**base, "align": w}) for a, w in _ALIGN.items()}
    amounts = {
        separators: book.add_format({**base, "align": "right", "num_format": code})
        for separators, code in ((True, "#,##0.00"), (False, "0.00"))
    }
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    plain = book.add_format({"font_size": 10})
    _cover(disclosure, lambda: _Xlsx(book.add_worksheet("封面"), title, plain))
    for name, table in zip(sheet_names(disclosure), disclosure.tables, strict=True):
        sheet = book.add_worksheet(name)
        sheet.merge_range(0, 0, 0, table.n_cols - 1, table.title, title)
        sheet.write(1, 0, f"编制单位：{table.body}", plain)
        sheet.write(1, table.n_cols - 1, f"单位：{table.unit}", plain)
        for c, width in enumerate(table.widths):
            sheet.set_column(c, c, width / 6)
        for r, c, cell in placed(table):
            style = formats[cell.align]
            value: Any = cell.text
            if cell.number is not None and cell.text not in ("", "-"):
                style, value = amounts[table.separators], float(cell.number)
            if cell.cols > 1 or cell.rows > 1:
                sheet.merge_range(r + 2, c, r + 1 + cell.rows, c + cell.cols - 1, value, style)
            else:
                sheet.write(r + 2, c, value, style)
        if table.note:
            sheet.write(len(table.rows) + 2, 0, table.note, plain)
    prose = [block for block in disclosure.blocks if isinstance(block, Heading | Prose)]
    if any(isinstance(block, Prose) for block in prose):
        sheet = book.add_worksheet(EXPLANATION)
        for r, block in enumerate(prose):
            sheet.write(r, 0, block.printed if isinstance(block, Heading) else block.text, plain)
    book.close()
    return out.getvalue()


def as_xls(disclosure: Disclosure) -> bytes:
    """The bytes of the workbook as Excel wrote it before 2007."""
    book = xlwt.Workbook(encoding="utf-8")
    border = "borders: left thin, right thin, top thin, bottom thin; font: height 180; "
    formats = {a: xlwt.easyxf(border + f"align: horiz {w}, vert center, wrap on") for a, w in _ALIGN.items()}
    amounts = {
        separators: xlwt.easyxf(border + "align: horiz right", num_format_str=code)
        for separators, code in ((True, "#,##0.00"), (False, "0.00"))
    }
    title = xlwt.easyxf("font: bold on, height 320; align: horiz center")
    _cover(disclosure, lambda: _Xls(book.add_sheet("封面"), title))
    for name, table in zip(sheet_names(disclosure), disclosure.tables, strict=True):
        sheet = book.add_sheet(name)
        sheet.write_merge(0, 0, 0, table.n_cols - 1, table.title, title)
        sheet.write(1, 0, f"编制单位：{table.body}")
        sheet.write(1, table.n_cols - 1, f"单位：{table.unit}")
        for c, width in enumerate(table.widths):
            sheet.col(c).width = int(width * 45)
        for r, c, cell in placed(table):
            style, value = formats[cell.align], cell.text
            if cell.number is not None and cell.text not in ("", "-"):
                style, value = amounts[table.separators], float(cell.number)  # type: ignore[assignment]
            sheet.write_merge(r + 2, r + 1 + cell.rows, c, c + cell.cols - 1, value, style)
        if table.note:
            sheet.write(len(table.rows) + 2, 0, table.note)
    prose = [block for block in disclosure.blocks if isinstance(block, Heading | Prose)]
    if any(isinstance(block, Prose) for block in prose):
        sheet = book.add_sheet(EXPLANATION)
        for r, block in enumerate(prose):
            sheet.write(r, 0, block.printed if isinstance(block, Heading) else block.text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_ALIGN = {"left": "left", "centre": "center", "right": "right"}


class _Xlsx:
    def __init__(self, sheet: Any, title: Any, plain: Any) -> None:
        self.sheet, self.title, self.plain = sheet, title, plain

    def write(self, row: int, text: str, large: bool) -> None:
        self.sheet.write(row, 0, text, self.title if large else self.plain)


class _Xls:
    def __init__(self, sheet: Any, title: Any) -> None:
        self.sheet, self.title = sheet, title

    def write(self, row: int, text: str, large: bool) -> None:
        if large:
            self.sheet.write(row, 0, text, self.title)
        else:
            self.sheet.write(row, 0, text)


def _cover(disclosure: Disclosure, sheet: Any) -> None:
    """The sheet that opens the book: the lines of the cover."""
    page = sheet()
    row = 3
    for block in disclosure.blocks:
        if isinstance(block, Line):
            page.write(row, block.text, True)
            row += 2
        if isinstance(block, Table):
            break
