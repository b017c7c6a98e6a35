"""What the styles of a workbook make of its cells: format codes, lines, alignment, font."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractors.frozen import frozen
from extractors.office.package import Package
from patterns import load
from patterns.shapes.spreadsheets import Spreadsheets

if TYPE_CHECKING:
    from lxml.etree import _Element

GENERAL = "General"
BUILTIN_CODES: dict[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"\\-#,##0',
    6: '"¥"#,##0;[Red]"¥"\\-#,##0',
    7: '"¥"#,##0.00;"¥"\\-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"\\-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    37: "#,##0;\\-#,##0",
    38: "#,##0;[Red]\\-#,##0",
    39: "#,##0.00;\\-#,##0.00",
    40: "#,##0.00;[Red]\\-#,##0.00",
    41: '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* \\-#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
"""Format codes that workbooks name by number only (ECMA-376 part 1, 18.8.30), in Chinese Excel."""
_SIDES = ("left", "right", "start", "end")


@frozen
class CellStyle:
    """How a cell is drawn."""

    code: str = GENERAL
    boxed: bool = False
    """Whether lines are drawn at its sides, or both above and below it."""
    centred: bool = False
    across: bool = False
    """Whether its text is centred over the empty cells beside it."""
    bold: bool = False
    size: float | None = None


PLAIN = CellStyle()


def builtin_code(number: int) -> str:
    """The format code of a number that the workbook does not define; General for one that nobody defines."""
    return BUILTIN_CODES.get(number) or load(Spreadsheets).builtin_format.get(str(number), GENERAL)


def read_styles(package: Package, part: str) -> list[CellStyle]:
    """The styles of a workbook in the order in which cells name them."""
    codes: dict[int, str] = {}
    fonts: list[tuple[bool, float | None]] = []
    boxes: list[bool] = []
    styles: list[CellStyle] = []
    for group in package.elements(part, ("numFmts", "fonts", "borders", "cellXfs")):
        name = local_name(group)
        children = [child for child in group if isinstance(child.tag, str)]
        if name == "numFmts":
            codes |= {_number(c.get("numFmtId")): c.get("formatCode") or GENERAL for c in children}
        elif name == "fonts":
            fonts += [_font(child) for child in children]
        elif name == "borders":
            boxes += [_is_boxed(child) for child in children]
        else:
            styles += [_style(child, codes, fonts, boxes) for child in children]
    return styles


def local_name(element: _Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _style(
    xf: _Element, codes: Mapping[int, str], fonts: list[tuple[bool, float | None]], boxes: list[bool]
) -> CellStyle:
    number = _number(xf.get("numFmtId"))
    font, border = _number(xf.get("fontId")), _number(xf.get("borderId"))
    bold, size = fonts[font] if font < len(fonts) else (False, None)
    align = next((c.get("horizontal") for c in xf if local_name(c) == "alignment"), None)
    return CellStyle(
        codes.get(number) or builtin_code(number),
        boxes[border] if border < len(boxes) else False,
        align in ("center", "centerContinuous", "distributed"),
        align == "centerContinuous",
        bold,
        size,
    )


def _font(font: _Element) -> tuple[bool, float | None]:
    bold, size = False, None
    for child in font:
        name = local_name(child)
        if name == "b":
            bold = child.get("val") not in ("0", "false")
        elif name == "sz":
            try:
                size = float(child.get("val") or "")
            except ValueError:
                size = None
    return bold, size


def _is_boxed(border: _Element) -> bool:
    drawn = {local_name(side) for side in border if side.get("style") not in (None, "none")}
    return any(side in drawn for side in _SIDES) or {"top", "bottom"} <= drawn


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdigit() and len(text) < 10 else 0
