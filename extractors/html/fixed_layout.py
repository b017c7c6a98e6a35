"""Web pages whose text is placed, not flowing: what converters make of PDF and Word pages.

Each container of placed elements is a page; its characters and hairlines are read as those of print.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from extractors.document import Document
from extractors.errors import Unreadable
from extractors.html.article import NEVER_TEXT
from extractors.html.elements import Element
from extractors.html.lengths import points
from extractors.html.placed_boxes import Placing
from extractors.html.styles import Styles
from extractors.locators import Locators
from extractors.pdf.blocks import assemble
from extractors.pdf.guards import MIN_GLYPHS_PER_PAGE
from extractors.pdf.page import PageContent
from extractors.pdf.placed_page import PageInk

LEAST_SIDE, MOST_SIDE = 150.0, 10_000.0
"""Points; a page is no smaller or larger."""
LEAST_PLACED = 8
"""So many placed texts make a page."""
MOSTLY = 0.6
"""Of the text of a page with a fixed layout, this part or more is placed on its pages."""
MOST_PAGES = 5_000
USUAL_SIZE = 12.0
"""Of a font, in points, where nothing says it."""


@dataclass(frozen=True, slots=True)
class FixedPages:
    """The pages of a fixed layout, in their order."""

    elements: tuple[Element, ...]
    sizes: tuple[tuple[float, float], ...]
    """Width and height of each, in points."""


def fixed_pages(root: Element, styles: Styles) -> FixedPages | None:
    """The elements that are pages; null for a page whose text flows."""
    placed: dict[int, list[int]] = {}
    holders: dict[int, Element] = {}
    whole = inside = 0
    for element in root.walk():
        if element.tag in NEVER_TEXT or any(above.tag in NEVER_TEXT for above in element.above()):
            continue
        own = sum(len("".join(child.split())) for child in element.children if isinstance(child, str))
        whole += own
        if not own:
            continue
        page = _page_of(element, styles)
        if page is not None:
            inside += own
            holders[id(page)] = page
            placed.setdefault(id(page), []).append(own)
    pages = [page for key, page in holders.items() if len(placed[key]) >= LEAST_PLACED]
    if not pages or inside < MOSTLY * whole or len(holders) > MOST_PAGES:
        return None
    if sum(len(placed[id(page)]) for page in pages) < LEAST_PLACED:
        return None
    found = [holders[key] for key in holders]
    return FixedPages(tuple(found), tuple(_size(page, styles) or (0.0, 0.0) for page in found))


def _page_of(element: Element, styles: Styles) -> Element | None:
    """The outermost element with the size of a page in which this one is placed."""
    is_placed = False
    page = None
    for above in (element, *element.above()):
        declared = styles.of(above)
        if is_placed and declared.get("position", "") in ("relative", "absolute") and _size(above, styles):
            page = above
        if declared.get("position", "") == "absolute":
            is_placed = True
    return page


def _size(element: Element, styles: Styles) -> tuple[float, float] | None:
    declared = styles.of(element)
    width, height = (points(declared.get(side, "")) for side in ("width", "height"))
    if width is None or height is None:
        return None
    if not (LEAST_SIDE <= width <= MOST_SIDE and LEAST_SIDE <= height <= MOST_SIDE):
        return None
    return width, height


def read_fixed(pages: FixedPages, styles: Styles, media_type: str, scheme: str) -> Document:
    """The Document of the pages: page, box and the XPath of the element of each character."""
    contents: list[PageContent] = []
    sources: dict[tuple[int, float, float], Element] = {}
    ignored = 0
    for number, (element, size) in enumerate(zip(pages.elements, pages.sizes, strict=True), start=1):
        ink = PageInk(number, *size)
        placing = Placing(styles, ink)
        declared = styles.of(element)
        placing.place(element, points(declared.get("font-size", ""), USUAL_SIZE) or USUAL_SIZE)
        content = ink.content()
        ignored += placing.ignored
        corners = content.glyphs.boxes[:, :2].astype(np.float32).tolist()
        for (x0, top), source in zip(corners, ink.sources, strict=True):
            sources[number, x0, top] = placing.elements[source]
        contents.append(content)
    document = assemble(contents, [], media_type)
    notes = [f"text that is turned on its page: {ignored}"] if ignored else []
    return replace(document, locators=_locators(document, sources, scheme), notes=(*document.notes, *notes))


def demand_text(document: Document) -> None:
    """Raises `Unreadable` where the placed characters are no text: of pages that are pictures."""
    if len("".join(document.text.split())) >= MIN_GLYPHS_PER_PAGE * len(document.pages):
        return
    raise Unreadable(
        "html", "a web page of pictures of pages, without their text; save the file that it shows"
    )


def _locators(
    document: Document, sources: dict[tuple[int, float, float], Element], scheme: str
) -> Locators | None:
    """The element of each run of characters, found again by the corner of their boxes."""
    if document.char_page is None or document.char_box is None:
        return None
    corners: Sequence[list[float]] = document.char_box[:, :2].tolist()
    at = [
        sources.get((page, x0, top))
        for page, (x0, top) in zip(document.char_page.tolist(), corners, strict=True)
    ]
    starts, ends, names = [], [], []
    start = 0
    for _, run in groupby(at, key=id):
        members = list(run)
        if members[0] is not None:
            starts.append(start)
            ends.append(start + len(members))
            names.append(members[0].xpath())
        start += len(members)
    return Locators(scheme, tuple(starts), tuple(ends), tuple(names))
