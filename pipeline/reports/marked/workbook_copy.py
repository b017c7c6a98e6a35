"""A copy of a workbook (.xlsx) with cells coloured; all else, formulas with their results too, is as it was.

The XML is changed where it must be, and no library writes the workbook anew: openpyxl leaves out what
formulas gave, charts, shapes. A cell gets a style that is its own with another fill (ECMA-376 part 1, 18.8),
and says why when it is selected (an input message, 18.3.1.32).
"""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractors.office.package import Package
from extractors.office.workbook_parts import workbook_parts
from pipeline.language.places import Locator
from pipeline.reports.marked.mark import PALE, Mark
from pipeline.reports.marked.parts import tree_of, with_parts

if TYPE_CHECKING:
    from lxml.etree import _Element

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_LONGEST_MESSAGE, _LONGEST_TITLE = 255, 32
"""Characters of an input message and of its title, as Excel takes them."""
_BEHIND_VALIDATIONS = (
    *("hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks"),
    *("customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "drawingHF", "picture"),
    *(
        "legacyDrawing",
        "legacyDrawingHF",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    ),
)
"""What stands behind input messages in a sheet, by its schema."""


def workbook_copy(data: bytes, marks: Sequence[Mark]) -> tuple[bytes, int]:
    """The copy, and how many marks it has.

    Raises `Unreadable` where the workbook cannot be opened.
    """
    package = Package(data)
    parts = workbook_parts(package)
    targets = {sheet.name: sheet.part for sheet in parts.sheets}
    wanted: dict[str, list[tuple[Mark, tuple[str, str]]]] = defaultdict(list)
    for mark in marks:
        place = None if mark.locator is None else Locator.of(mark.locator)
        cells = None if place is None else place.cells
        if place is not None and cells is not None and place.sheet in targets:
            wanted[targets[place.sheet]].append((mark, cells))
    styles = _Styles(package)
    changed: dict[str, _Element] = {}
    count = 0
    for target, found in wanted.items():
        sheet = _Sheet(tree_of(package, target), styles)
        for mark, (first, last) in found:
            sheet.mark(mark, first, last)
            count += 1
        sheet.finish()
        changed[target.lower()] = sheet.root
    if changed and styles.root is not None:
        changed[styles.name.lower()] = styles.root
    return with_parts(data, changed), count


class _Styles:
    """The styles of a workbook, which grow by those that marked cells need."""

    def __init__(self, package: Package) -> None:
        main = next(
            (r.target for r in package.relations("").values() if r.kind == "officeDocument"),
            "xl/workbook.xml",
        )
        self.name = next(
            (r.target for r in package.relations(main).values() if r.kind == "styles" and not r.is_external),
            "",
        )
        self.root = tree_of(package, self.name) if self.name in package else None
        self._fills: dict[str, int] = {}
        self._made: dict[tuple[int, str], int] = {}

    def with_fill(self, style: int, colour: str) -> int | None:
        """The number of the style that is this one with a fill; null where the workbook has no styles."""
        formats = self._child("cellXfs")
        if formats is None or not len(formats):
            return None
        key = (style, colour)
        if key not in self._made:
            own = copy.deepcopy(formats[style if style < len(formats) else 0])
            own.set("fillId", str(self._fill(colour)))
            own.set("applyFill", "1")
            formats.append(own)
            formats.set("count", str(len(formats)))
            self._made[key] = len(formats) - 1
        return self._made[key]

    def _fill(self, colour: str) -> int:
        fills = self._child("fills")
        assert fills is not None
        if colour not in self._fills:
            namespace = fills.tag.rpartition("}")[0] + "}"
            fill = _added(fills, f"{namespace}fill")
            pattern = _added(fill, f"{namespace}patternFill", patternType="solid")
            _added(pattern, f"{namespace}fgColor", rgb=f"FF{colour.upper()}")
            _added(pattern, f"{namespace}bgColor", indexed="64")
            fills.set("count", str(len(fills)))
            self._fills[colour] = len(fills) - 1
        return self._fills[colour]

    def _child(self, name: str) -> _Element | None:
        return None if self.root is None else _child(self.root, name)


class _Sheet:
    def __init__(self, root: _Element, styles: _Styles) -> None:
        self.root = root
        self._styles = styles
        self._namespace = root.tag.rpartition("}")[0] + "}"
        data = _child(root, "sheetData")
        self._rows: dict[int, _Element] = {}
        for row in () if data is None else data:
            if (row.get("r") or "").isdigit():
                self._rows.setdefault(int(row.get("r") or 0), row)
        self._said: dict[str, list[str]] = {}

    def mark(self, mark: Mark, first: str, last: str) -> None:
        """Colours the cells of a range that are there."""
        (low_col, low_row), (high_col, high_row) = _position(first), _position(last)
        for number in range(low_row, high_row + 1) if high_row - low_row < len(self._rows) else self._rows:
            if low_row <= number <= high_row and number in self._rows:
                for cell in self._rows[number]:
                    at = _position(cell.get("r") or "A0")
                    if low_col <= at[0] <= high_col:
                        self._colour(cell, mark)
        self._said.setdefault(first if first == last else f"{first}:{last}", []).append(mark.contents)

    def _colour(self, cell: _Element, mark: Mark) -> None:
        own = cell.get("s") or "0"
        made = self._styles.with_fill(int(own) if own.isdigit() else 0, PALE[mark.kind])
        if made is not None:
            cell.set("s", str(made))

    def finish(self) -> None:
        """Puts what marks say; where the sheet has input messages of its own it says nothing."""
        if not self._said or _child(self.root, "dataValidations") is not None:
            return
        from lxml import etree

        messages = etree.Element(f"{self._namespace}dataValidations", count=str(len(self._said)))
        for cells, said in self._said.items():
            title, _, text = "\n\n".join(dict.fromkeys(said)).partition("\n")
            text = f"{title}\n{text}"[:_LONGEST_MESSAGE]
            given = {
                "type": "none",
                "allowBlank": "1",
                "showInputMessage": "1",
                "promptTitle": "Mingzhang"[:_LONGEST_TITLE],
                "prompt": text,
                "sqref": cells,
            }
            _added(messages, f"{self._namespace}dataValidation", **given)
        behind = next((child for child in self.root if _name(child) in _BEHIND_VALIDATIONS), None)
        if behind is None:
            self.root.append(messages)
        else:
            behind.addprevious(messages)


def _children(element: _Element, name: str) -> Iterator[_Element]:
    return (child for child in element if _name(child) == name)


def _child(element: _Element, name: str) -> _Element | None:
    return next(_children(element, name), None)


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _added(parent: _Element, tag: str, **attributes: str) -> _Element:
    from lxml import etree

    return etree.SubElement(parent, tag, attributes)


def _position(cell: str) -> tuple[int, int]:
    """Column and row from 1 of a cell; 0, 0 of what is none."""
    match = _CELL.fullmatch(cell)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column, int(match[2])
