"""A copy of a Word document (.docx) with cells and paragraphs shaded; all else is as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractors.office.package import Package
from pipeline.language.places import Locator
from pipeline.reports.marked.mark import PALE, Mark
from pipeline.reports.marked.parts import tree_of, with_parts

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAGS = {"t": "tbl", "r": "tr", "c": "tc", "p": "p"}
_THROUGH = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
"""What holds blocks, rows or cells and is no step of a place."""
_CELL_BEFORE = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders")
_PARAGRAPH_BEFORE = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr"),
)
"""What stands before the shade in the properties, by their schemas (ECMA-376 part 1, 17.4.70 and
17.3.1.26)."""


def word_copy(data: bytes, marks: Sequence[Mark]) -> tuple[bytes, int]:
    """The copy, and how many marks it has: those of cells and paragraphs of the body; what stands in notes
    and text boxes is not marked. Raises `Unreadable` where the document cannot be opened.
    """
    package = Package(data)
    main = next(
        (r.target for r in package.relations("").values() if r.kind == "officeDocument"), "word/document.xml"
    )
    root = tree_of(package, main)
    body = next((child for child in root if _name(child) == "body"), None)
    count = 0
    for mark in marks:
        element = None if body is None or mark.locator is None else _element(body, mark.locator)
        if element is not None:
            _shade(element, PALE[mark.kind])
            count += 1
    return with_parts(data, {main.lower(): root}), count


def _element(body: _Element, locator: str) -> _Element | None:
    place = Locator.of(locator)
    steps = place.steps
    if not steps or len(steps) != place.name.count("/"):
        return None
    at: _Element = body
    for name, number in steps:
        tag = _TAGS.get(name)
        if tag is None:
            return None
        found = next((child for n, child in enumerate(_within(at, tag), 1) if n == number), None)
        if found is None:
            return None
        at = found
    return at


def _within(element: _Element, tag: str) -> Iterator[_Element]:
    """The elements of this kind in it, those in what only holds them too."""
    for child in element:
        name = _name(child)
        if name == tag:
            yield child
        elif name in _THROUGH:
            yield from _within(child, tag)


def _shade(element: _Element, colour: str) -> None:
    """Gives a cell or paragraph a ground; a table or row that of its cells."""
    name = _name(element)
    if name in ("tbl", "tr"):
        for cell in list(_within(element, "tr" if name == "tbl" else "tc")):
            _shade(cell, colour)
        return
    namespace = element.tag.rpartition("}")[0] + "}"
    before = _CELL_BEFORE if name == "tc" else _PARAGRAPH_BEFORE
    own = f"{namespace}tcPr" if name == "tc" else f"{namespace}pPr"
    properties = element.find(own)
    if properties is None:
        properties = element.makeelement(own)
        element.insert(0, properties)
    for shade in properties.findall(f"{namespace}shd"):
        properties.remove(shade)
    shade = properties.makeelement(f"{namespace}shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour.upper())):
        shade.set(f"{namespace}{key}", value)
    at = sum(1 for child in properties if _name(child) in before)
    properties.insert(at, shade)


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
