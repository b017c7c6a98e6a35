"""Names of WordprocessingML as lxml writes them (ECMA-376 part 1, chapter 17)."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
VML_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
DRAWN_WORDS = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
TRANSITIONAL = tuple(
    (
        f"http://purl.oclc.org/ooxml/{strict}".encode(),
        f"http://schemas.openxmlformats.org/{transitional}".encode(),
    )
    for strict, transitional in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
        ("drawingml/main", "drawingml/2006/main"),
        ("drawingml/chart", "drawingml/2006/chart"),
        ("drawingml/diagram", "drawingml/2006/diagram"),
    )
)
"""Namespaces of strict OOXML, and those of the transitional one that everybody writes."""

VAL = f"{W}val"
P, TBL, TR, TC, SDT, SDT_CONTENT = (f"{W}{n}" for n in ("p", "tbl", "tr", "tc", "sdt", "sdtContent"))
PPR, RPR, TRPR, TCPR, TBLPR = (f"{W}{n}" for n in ("pPr", "rPr", "trPr", "tcPr", "tblPr"))
TBL_GRID, GRID_COL, ALT_CHUNK = f"{W}tblGrid", f"{W}gridCol", f"{W}altChunk"
RUN, TEXT = f"{W}r", f"{W}t"
DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
TEXT_BOX = f"{W}txbxContent"
ALTERNATE, CHOICE, FALLBACK = f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"


def value(element: etree._Element | None, name: str, default: str | None = None) -> str | None:
    """`w:val` of a child; null where there is no such child, `default` where it has no value."""
    child = None if element is None else element.find(f"{W}{name}")
    return None if child is None else child.get(VAL, default)


def is_on(element: etree._Element | None, name: str) -> bool | None:
    """Whether a property is on or off; null where it is not given."""
    said = value(element, name, "true")
    return None if said is None else said not in ("0", "false", "off")


def number(said: str | None) -> int | None:
    """A whole number as XML has it; null for anything else."""
    try:
        return None if said is None else int(said)
    except ValueError:
        return None


def points(said: str | None) -> float | None:
    """A length in points: twentieths without a unit, or with one (strict OOXML: 5pt, 2.5cm).

    >>> points("240"), points("12pt"), points("1in"), points("auto")
    (12.0, 12.0, 72.0, None)
    """
    if said is None:
        return None
    text, factor = said.strip(), 1 / 20
    for unit, size in (("pt", 1.0), ("in", 72.0), ("cm", 72 / 2.54), ("mm", 72 / 25.4), ("pc", 12.0)):
        if text.endswith(unit):
            text, factor = text[: -len(unit)], size
    try:
        length = float(text) * factor
    except ValueError:
        return None
    return length if abs(length) < 1e5 else None
