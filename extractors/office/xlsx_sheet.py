"""One sheet of an .xlsx workbook: its part is read once, from its beginning to its end.

Neither the size that it declares nor what it merges is believed: only cells that are written count.
"""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.errors import Unreadable
from extractors.office.cell_styles import PLAIN, local_name
from extractors.office.formulas import column_number, shifted
from extractors.office.kept_cells import KeptCell, number_of
from extractors.office.kept_sheet import KeptSheet
from extractors.office.package import Relation
from extractors.office.shown_dates import FIRST_DAY_1900, FIRST_DAY_1904
from extractors.office.workbook_parts import SheetPart, WorkbookParts, rich_text, unescaped
from extractors.written.worksheet import MAX_CELLS, Merge

if TYPE_CHECKING:
    from lxml.etree import _Element

LAST_ROW, LAST_COL = 1_048_575, 16_383
MAX_MERGES = 200_000
MAX_COLUMNS = 20_000
POINTS_PER_CHARACTER = 5.25
"""A column is as wide as so many digits; a digit of the standard font is 7 pixels wide."""
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_TAGS = ("row", "col", "mergeCell", "sheetView", "drawing")


def read_sheet(book: WorkbookParts, part: SheetPart) -> KeptSheet:
    """A sheet as its part keeps it. Raises `Unreadable`."""
    return _SheetReading(book, part).read()


class _SheetReading:
    """What is known while a part is read."""

    def __init__(self, book: WorkbookParts, part: SheetPart) -> None:
        self.book, self.part = book, part
        self.sheet = KeptSheet(part.name, part.state)
        self.shared: dict[str, tuple[str, int, int]] = {}
        self.next_row = 0

    def read(self) -> KeptSheet:
        package = self.book.package
        for element in package.elements(self.part.part, _TAGS):
            name = local_name(element)
            if name == "row":
                self.read_row(element)
            elif name == "col":
                self.read_columns(element)
            elif name == "mergeCell":
                self.read_merge(element.get("ref") or "")
            elif name == "sheetView":
                self.sheet.shows_zeros = element.get("showZeros") not in ("0", "false")
            else:
                self.read_drawing(element)
        return self.sheet

    def read_row(self, element: _Element) -> None:
        number = element.get("r")
        row = int(number) - 1 if number and number.isdigit() and len(number) < 8 else self.next_row
        self.next_row = row + 1
        if not 0 <= row <= LAST_ROW:
            raise self.damaged(f"row {number}")
        if element.get("hidden") in ("1", "true") or element.get("ht") in ("0", "0.0"):
            self.sheet.hidden_rows.append((row, row))
        cells = self.sheet.cells
        next_col = 0
        for child in element:
            if local_name(child) != "c":
                continue
            col = _column(child.get("r"), next_col)
            next_col = col + 1
            if col > LAST_COL:
                raise self.damaged(f"cell {child.get('r')}")
            kept = self.kept_cell(child, row, col)
            if kept.value is not None or kept.formula is not None or kept.style.boxed or kept.style.across:
                cells[row, col] = kept
        if len(cells) > MAX_CELLS:
            raise Unreadable(
                "too_large", f"sheet {self.part.name!r} has more than {MAX_CELLS} cells; split the workbook"
            )

    def kept_cell(self, element: _Element, row: int, col: int) -> KeptCell:
        """A cell with its value, style and formula."""
        style = element.get("s")
        styles = self.book.styles
        number = int(style) if style and style.isdigit() and len(style) < 8 else 0
        drawn = styles[number] if number < len(styles) else PLAIN
        kind = element.get("t") or "n"
        text: str | None = None
        formula: str | None = None
        inline: str | None = None
        for child in element:
            name = local_name(child)
            if name == "v":
                text = child.text
            elif name == "f":
                formula = self.formula(child, row, col)
            elif name == "is":
                inline = rich_text(child)
        value = inline if kind == "inlineStr" else self.value(kind, text)
        if formula is None:
            return KeptCell(value, drawn)
        counted = value is not None and not self.book.counts_on_load
        if kind == "str" and text is not None:
            counted, value = True, value or None  # a text is nobody's default
        return KeptCell(value, drawn, formula, counted)

    def value(self, kind: str, text: str | None) -> Decimal | str | None:
        """What the text of a cell's value says."""
        if text is None or (text == "" and kind != "str"):
            return None
        if kind == "s":
            at = int(text) if text.strip().isdigit() and len(text) < 12 else -1
            return self.book.texts[at] if 0 <= at < len(self.book.texts) else None
        if kind in ("str", "e"):
            return unescaped(text)
        if kind == "b":
            return "TRUE" if text.strip() in ("1", "true") else "FALSE"
        if kind == "d":
            return _days(text, self.book.is_1904)
        number = number_of(text)
        return text if number is None else number

    def formula(self, element: _Element, row: int, col: int) -> str:
        """The formula of a cell; what is shared stands in the first of its cells only."""
        text, shared = element.text or "", element.get("si")
        if element.get("t") != "shared" or shared is None:
            return text
        if text:
            self.shared[shared] = (text, row, col)
            return text
        first = self.shared.get(shared)
        return shifted(first[0], row - first[1], col - first[2]) if first else ""

    def read_columns(self, element: _Element) -> None:
        try:
            first, last = int(element.get("min") or 0) - 1, int(element.get("max") or 0) - 1
            width = float(element.get("width") or "nan")
        except ValueError:
            return
        last = min(last, LAST_COL)
        if not 0 <= first <= last or len(self.sheet.widths) >= MAX_COLUMNS:
            return
        if element.get("hidden") in ("1", "true") or width == 0:
            self.sheet.hidden_cols.append((first, last))
        elif width > 0:
            self.sheet.widths.append((first, last, width * POINTS_PER_CHARACTER))

    def read_merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        a, b = _CELL.fullmatch(first), _CELL.fullmatch(last or first)
        if a is None or b is None:
            return
        rows = sorted((int(a[2]) - 1, int(b[2]) - 1))
        cols = sorted((column_number(a[1]), column_number(b[1])))
        if rows[0] < 0 or len(self.sheet.merges) >= MAX_MERGES:
            return
        self.sheet.merges.append(Merge(rows[0], cols[0], min(rows[1], LAST_ROW), min(cols[1], LAST_COL)))

    def read_drawing(self, element: _Element) -> None:
        """What lies over the cells, from the part that draws it."""
        relations = self.book.package.relations(self.part.part)
        ids = [str(value) for name, value in element.items() if str(name).endswith("}id")]
        relation = relations.get(ids[0]) if ids else None
        if relation is not None:
            self.sheet.drawn += _drawn(self.book, relation)

    def damaged(self, what: str) -> Unreadable:
        """What is raised where a sheet says what no spreadsheet has."""
        return Unreadable(
            "damaged", f"sheet {self.part.name!r} has {what}, beyond the last one; fetch it again"
        )


def _column(reference: str | None, expected: int) -> int:
    """The column of a cell, by its name or its place in the row."""
    if not reference:
        return expected
    found = _CELL.fullmatch(reference)
    return expected if found is None else column_number(found[1])


def _days(text: str, is_1904: bool) -> Decimal | str:
    """A date that is written out, as the count of days that others keep."""
    try:
        moment = datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return text
    first = FIRST_DAY_1904 if is_1904 else FIRST_DAY_1900
    passed = moment - first
    days = passed.days + (1 if not is_1904 and passed.days >= 60 else 0)
    return Decimal(days) + Decimal(passed.seconds) / 86400


def _drawn(book: WorkbookParts, relation: Relation) -> list[tuple[str, str]]:
    if relation.is_external or relation.target not in book.package:
        return []
    kinds = {"pic": "picture", "graphicFrame": "chart", "sp": "text box"}
    found = []
    for element in book.package.elements(relation.target, tuple(kinds)):
        name = next((str(e.get("name") or "") for e in element.iter() if local_name(e) == "cNvPr"), "")
        text = "".join(e.text or "" for e in element.iter() if local_name(e) == "t")
        found.append((kinds[local_name(element)], text or name))
    return found
