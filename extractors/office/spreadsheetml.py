"""Excel 2003 XML (SpreadsheetML): a workbook in one XML file, as portals' export buttons still write it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.errors import Unreadable
from extractors.frozen import replaced
from extractors.office.cell_styles import GENERAL, PLAIN, CellStyle, local_name
from extractors.office.kept_cells import KeptCell, number_of
from extractors.office.kept_sheet import KeptSheet
from extractors.office.package import BoundedStream
from extractors.office.shown_dates import FIRST_DAY_1900
from extractors.written.worksheet import MAX_CELLS, Merge

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMED_CODES: dict[str, str] = {
    "General": GENERAL,
    "General Number": GENERAL,
    "General Date": "yyyy/m/d h:mm",
    "Long Date": "[$-F800]",
    "Medium Date": "d-mmm-yy",
    "Short Date": "yyyy/m/d",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm AM/PM",
    "Short Time": "h:mm",
    "Currency": '"¥"#,##0.00;"¥"\\-#,##0.00',
    "Euro Currency": "[$€-2] #,##0.00",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
}
"""Formats that have names (XML Spreadsheet Reference, ss:NumberFormat)."""
LAST_ROW, LAST_COL = 1_048_575, 16_383
_SIDES = ("Left", "Right")


def read_spreadsheetml(data: bytes) -> tuple[list[KeptSheet], bool]:
    """The sheets, and whether its calendar begins in 1904. Raises `Unreadable`."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    stream = BoundedStream(io.BytesIO(data), "XML")
    try:
        root = etree.fromstring(stream.read(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            "damaged", f"an Excel workbook of XML that is not whole ({error}); fetch it again"
        ) from error
    styles: dict[str, CellStyle] = {}
    sheets: list[KeptSheet] = []
    is_1904 = False
    left = MAX_CELLS
    for child in root:
        name = local_name(child)
        if name == "Styles":
            styles = _styles(child)
        elif name == "ExcelWorkbook":
            is_1904 = any(local_name(one) == "Date1904" for one in child)
        elif name == "Worksheet":
            sheet = _Reading(child, styles, left).sheet
            left -= len(sheet.cells)
            sheets.append(sheet)
    return sheets, is_1904


def _attribute(element: _Element, name: str) -> str | None:
    """An attribute by its local name: some writers leave its namespace out."""
    for key, value in element.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def _number(element: _Element, name: str) -> int:
    text = _attribute(element, name) or ""
    return int(text) if text.isdigit() and len(text) < 9 else 0


def _styles(element: _Element) -> dict[str, CellStyle]:
    found: dict[str, CellStyle] = {}
    for style in element:
        if local_name(style) == "Style":
            parent = found.get(_attribute(style, "Parent") or "Default", PLAIN)
            found[_attribute(style, "ID") or ""] = _style(style, parent)
    return found


def _style(style: _Element, parent: CellStyle) -> CellStyle:
    made = parent
    for child in style:
        name = local_name(child)
        if name == "NumberFormat":
            code = _attribute(child, "Format") or GENERAL
            made = replaced(made, code=NAMED_CODES.get(code, code))
        elif name == "Borders":
            drawn = {
                _attribute(side, "Position")
                for side in child
                if _attribute(side, "LineStyle") not in (None, "None") or _number(side, "Weight")
            }
            made = replaced(made, boxed=any(s in drawn for s in _SIDES) or {"Top", "Bottom"} <= drawn)
        elif name == "Alignment":
            align = _attribute(child, "Horizontal")
            made = replaced(
                made,
                centred=align in ("Center", "CenterAcrossSelection", "Distributed"),
                across=align == "CenterAcrossSelection",
            )
        elif name == "Font":
            size = number_of(_attribute(child, "Size") or "")
            made = replaced(
                made, bold=_attribute(child, "Bold") == "1", size=float(size) if size else made.size
            )
    return made


class _Reading:
    """One sheet while it is read."""

    def __init__(self, element: _Element, styles: Mapping[str, CellStyle], left: int) -> None:
        self.styles, self.left = styles, left
        self.sheet = KeptSheet(_attribute(element, "Name") or "")
        for child in element:
            name = local_name(child)
            if name == "Table":
                self.read_table(child)
            elif name == "WorksheetOptions":
                self.read_options(child)

    def read_options(self, element: _Element) -> None:
        for child in element:
            name, text = local_name(child), (child.text or "").strip()
            if name == "Visible" and text in ("SheetHidden", "SheetVeryHidden"):
                self.sheet.state = "hidden" if text == "SheetHidden" else "veryHidden"
            elif name == "DoNotDisplayZeros":
                self.sheet.shows_zeros = False

    def read_table(self, element: _Element) -> None:
        row = col = -1
        for child in element:
            name = local_name(child)
            span = _number(child, "Span")
            hidden = _attribute(child, "Hidden") == "1"
            if name == "Column":
                col = _number(child, "Index") - 1 if _attribute(child, "Index") else col + 1
                width = number_of(_attribute(child, "Width") or "")
                last = min(col + span, LAST_COL)
                if hidden or width == 0:
                    self.sheet.hidden_cols.append((col, last))
                elif width and col >= 0:
                    self.sheet.widths.append((col, last, float(width)))
                col = last
            elif name == "Row":
                row = _number(child, "Index") - 1 if _attribute(child, "Index") else row + 1
                if not 0 <= row <= LAST_ROW:
                    raise Unreadable(
                        "damaged", f"sheet {self.sheet.name!r} has a row beyond the last one; fetch it again"
                    )
                if hidden or number_of(_attribute(child, "Height") or "") == 0:
                    self.sheet.hidden_rows.append((row, min(row + span, LAST_ROW)))
                self.read_row(child, row)
                row += span

    def read_row(self, element: _Element, row: int) -> None:
        col = -1
        inherited = _attribute(element, "StyleID")
        for child in element:
            if local_name(child) != "Cell":
                continue
            col = _number(child, "Index") - 1 if _attribute(child, "Index") else col + 1
            if not 0 <= col <= LAST_COL:
                raise Unreadable(
                    "damaged", f"sheet {self.sheet.name!r} has a cell beyond the last one; fetch it again"
                )
            across, down = _number(child, "MergeAcross"), _number(child, "MergeDown")
            if across or down:
                self.sheet.merges.append(
                    Merge(row, col, min(row + down, LAST_ROW), min(col + across, LAST_COL))
                )
            style = self.styles.get(_attribute(child, "StyleID") or inherited or "Default", PLAIN)
            cell = _kept(child, style)
            if cell.value is not None or cell.formula is not None or style.boxed or style.across:
                self.sheet.cells[row, col] = cell
                if len(self.sheet.cells) > self.left:
                    raise Unreadable(
                        "too_large", f"a workbook of more than {MAX_CELLS} cells; give it in parts"
                    )
            col += across


def _kept(element: _Element, style: CellStyle) -> KeptCell:
    formula = _attribute(element, "Formula")
    words = formula.removeprefix("=") if formula else None
    data = next((child for child in element if local_name(child) == "Data"), None)
    if data is None:
        return KeptCell(None, style, words, is_counted=words is None)
    text = "".join(str(part) for part in data.itertext())
    kind = _attribute(data, "Type") or "String"
    value: Decimal | str | None = text or None
    if kind == "Number":
        number = number_of(text)
        value = text if number is None else number
    elif kind == "Boolean":
        value = "TRUE" if text.strip() == "1" else "FALSE"
    elif kind == "DateTime":
        value = _days(text)
    return KeptCell(value, style, words)


def _days(text: str) -> Decimal | str:
    try:
        passed = datetime.fromisoformat(text.strip()).replace(tzinfo=None) - FIRST_DAY_1900
    except ValueError:
        return text
    days = passed.days + (1 if passed.days >= 60 else 0)
    return Decimal(days) + Decimal(passed.seconds) / 86400
