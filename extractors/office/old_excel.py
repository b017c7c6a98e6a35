"""Excel workbook of before 2007 (.xls), WPS spreadsheet (.et) and Excel 2003 XML to Document."""

from __future__ import annotations

import io
from decimal import Decimal

import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, XL_CELL_TEXT
from xlrd.book import Book
from xlrd.sheet import Sheet

from extractors.document import Document
from extractors.errors import Unreadable
from extractors.office.biff_formulas import uncounted_formulas
from extractors.office.cell_styles import GENERAL, PLAIN, CellStyle, builtin_code
from extractors.office.excel import document_of
from extractors.office.kept_cells import KeptCell
from extractors.office.kept_sheet import KeptSheet, State
from extractors.office.shown_numbers import kept_number
from extractors.office.spreadsheetml import read_spreadsheetml
from extractors.sniff import XLS
from extractors.written.worksheet import MAX_CELLS, Merge

SCHEME = "xls"
_OLE = b"\xd0\xcf\x11\xe0"
_BIFF8 = 80
_CHINESE = "gb18030"
_STATES: tuple[State, ...] = ("visible", "hidden", "veryHidden")
_CENTRED, _ACROSS, _DISTRIBUTED = 2, 6, 7
"""Horizontal alignments ([MS-XLS] 2.5.131)."""
TWIPS = 20
"""In a point."""
CHARACTER_UNITS = 256
"""Column widths are in so many parts of a digit."""
POINTS_PER_CHARACTER = 5.25
_ENCRYPTED = "encrypted"


def read_xls(data: bytes) -> Document:
    """The Document of a workbook: what its cells show, with the place of each. Raises `Unreadable`."""
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] in (b"<", b"\0"):
        sheets, is_1904 = read_spreadsheetml(data)
        return document_of(sheets, SCHEME, XLS, is_1904=is_1904)
    book = _opened(data)
    sheets = [_kept_sheet(book, n) for n in range(book.nsheets)]
    if sum(len(sheet.cells) for sheet in sheets) > MAX_CELLS:
        raise Unreadable("too_large", f"a workbook of more than {MAX_CELLS} cells; give it in parts")
    for sheet, position, formula in uncounted_formulas(data, book, sheets):
        cell = sheet.cells.get(position, KeptCell(None, PLAIN))
        sheet.cells[position] = KeptCell(cell.value, cell.style, formula, is_counted=False)
    return document_of(sheets, SCHEME, XLS, is_1904=bool(book.datemode))


def _opened(data: bytes) -> Book:
    try:
        book = _open(data, None)
        if book.biff_version < _BIFF8 and not book.codepage:
            book = _open(data, _CHINESE)
        return book
    except Unreadable:
        raise
    except xlrd.XLRDError as error:
        if _ENCRYPTED in str(error).lower():
            raise Unreadable(
                "encrypted",
                "an Excel workbook with a password; open it in Excel or WPS and save it without one",
            ) from error
        raise _damaged(error) from error
    except MemoryError:
        raise
    except Exception as error:  # xlrd lets whatever it meets in damaged bytes escape
        raise _damaged(error) from error


def _open(data: bytes, encoding: str | None) -> Book:
    return xlrd.open_workbook(
        file_contents=data,
        formatting_info=True,
        ragged_rows=True,
        encoding_override=encoding,
        logfile=io.StringIO(),
    )


def _damaged(error: Exception) -> Unreadable:
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Unreadable("damaged", f"an Excel workbook that cannot be read ({said[:120]}); fetch it again")


def _kept_sheet(book: Book, number: int) -> KeptSheet:
    try:
        sheet = book.sheet_by_index(number)
        return _SheetReading(book, sheet).read()
    except MemoryError:
        raise
    except Exception as error:
        raise _damaged(error) from error


class _SheetReading:
    """A sheet as xlrd gives it, with the styles that were made of its formats already."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet
        self.styles: dict[int, CellStyle] = {}

    def read(self) -> KeptSheet:
        sheet = self.sheet
        visibility = sheet.visibility if sheet.visibility in (0, 1, 2) else 0
        kept = KeptSheet(sheet.name, _STATES[visibility], shows_zeros=bool(sheet.show_zero_values))
        for row in range(sheet.nrows):
            types, values = sheet.row_types(row), sheet.row_values(row)
            for col, (kind, value) in enumerate(zip(types, values, strict=True)):
                if not kind:
                    continue
                cell = KeptCell(self.value(kind, value), self.style(sheet.cell_xf_index(row, col)))
                if cell.value is not None or cell.style.boxed or cell.style.across:
                    kept.cells[row, col] = cell
        kept.merges = [
            Merge(first, left, end - 1, right - 1)
            for first, end, left, right in sheet.merged_cells
            if end > first
        ]
        kept.hidden_rows = [
            (row, row) for row, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0
        ]
        for col, info in sheet.colinfo_map.items():
            if info.hidden or info.width == 0:
                kept.hidden_cols.append((col, col))
            else:
                width = info.width / CHARACTER_UNITS * POINTS_PER_CHARACTER
                kept.widths.append((col, col, width))
        return kept

    def value(self, kind: int, value: object) -> Decimal | str | None:
        """What xlrd's value of a cell is here."""
        if kind == XL_CELL_TEXT:
            return str(value) or None
        if kind in (XL_CELL_NUMBER, XL_CELL_DATE) and isinstance(value, float):
            return kept_number(value) if value - value == 0 else None
        if kind == XL_CELL_BOOLEAN:
            return "TRUE" if value else "FALSE"
        if kind == XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(value, "#N/A"))
        return None

    def style(self, number: int) -> CellStyle:
        """The style of a format by its number."""
        if number not in self.styles:
            self.styles[number] = self.made_style(number)
        return self.styles[number]

    def made_style(self, number: int) -> CellStyle:
        if not 0 <= number < len(self.book.xf_list):
            return CellStyle()
        xf = self.book.xf_list[number]
        key = xf.format_key
        own = self.book.format_map.get(key)
        code = builtin_code(key) if key < 164 and builtin_code(key) != GENERAL else own and own.format_str
        lines = xf.border
        sides = lines.left_line_style or lines.right_line_style
        font = self.book.font_list[xf.font_index] if xf.font_index < len(self.book.font_list) else None
        align = xf.alignment.hor_align
        return CellStyle(
            code or GENERAL,
            bool(sides or (lines.top_line_style and lines.bottom_line_style)),
            align in (_CENTRED, _ACROSS, _DISTRIBUTED),
            align == _ACROSS,
            bool(font and font.bold),
            font.height / TWIPS if font else None,
        )
