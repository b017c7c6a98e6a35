"""An article in reading order: its paragraphs, headings and tables, each with the place of its element."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.frozen import frozen
from extractors.html.article import Article
from extractors.html.elements import Element
from extractors.html.stored import stored_number
from extractors.html.styles import Style, Styles
from extractors.html.table_model import TableModel, table_model
from extractors.html.words import BLOCKS, cell_text, shown
from extractors.written.manuscript import Manuscript, WrittenCell

ENGINE = "html"
_PICTURE_SIDE = 200
"""Pixels; a smaller picture is an ornament."""
_LONG_CELL = 200
"""Characters; a row of few such cells lays text out."""
_LINKED = 0.7
"""A table of which this part is links is a list of links."""


@frozen
class Spanned:
    """Where the text of an element went."""

    element: Element
    start: int
    end: int


class Flow:
    """Writes an article into a manuscript."""

    def __init__(self, article: Article, styles: Styles, manuscript: Manuscript) -> None:
        self._article, self._styles, self._manuscript = article, styles, manuscript
        self._texts: list[str] = []
        self._links: list[Element] = []
        self._at: Element | None = None
        self._style = Style()
        self.pictures = 0
        """How many pictures large enough for a table were met."""
        self.tables = 0
        """How many tables were written."""
        self.linked: list[Spanned] = []
        """Where the texts of links went: the paragraph in which each stands."""

    def write(self, element: Element, style: Style | None = None) -> None:
        """Writes everything in an element, as a block of its own."""
        self._block(element, style or Style())
        self._end_line()

    def _block(self, element: Element, style: Style) -> None:
        """Element by element, without recursion but in tables: a page may nest as deep as it likes."""
        waiting: list[tuple[Element | str, Element, Style]] = [(element, element, style)]
        while waiting:
            node, block, style = waiting.pop()
            if isinstance(node, str):
                self._text(node, block, style)
                continue
            if node is _END:
                self._end_line()
                continue
            if self._article.is_left_out(node):
                if id(node) in self._article.hidden:
                    self._hidden(node)
                continue
            tag = node.tag
            if tag == "br":
                self._end_line()
            elif tag == "img":
                self._picture(node)
            elif tag == "table" and node is not element:
                self._end_line()
                waiting += self._table(node, style)
            else:
                own = self._styles.style(node, style)
                is_block = tag in BLOCKS or self._styles.of(node).get("display", "") in ("block", "table")
                if tag == "a":
                    self._links.append(node)
                if is_block:
                    self._end_line()
                    block = node
                    waiting.append((_END, node, own))
                marker = _marker(node) if tag == "li" else ""
                lines = _preformatted(node) if tag == "pre" else node.children
                waiting.extend((child, block, own) for child in reversed(lines))
                if marker:
                    waiting.append((marker, block, own))

    def _text(self, text: str, block: Element, style: Style) -> None:
        if not self._texts or not any(map(str.strip, self._texts)):
            self._at, self._style = block, style
        self._texts.append(text)

    def _end_line(self) -> None:
        """Ends the paragraph, if one has begun."""
        text, at = shown("".join(self._texts)).strip(), self._at
        self._texts.clear()
        links, self._links = self._links, []
        if not text or at is None:
            self._links = [link for link in links if not link.all_text().strip()]
            return
        style = self._style
        span = self._manuscript.paragraph(
            text, at.xpath(), size=style.size, centred=style.centred, bold=style.bold
        )
        if span is not None:
            self.linked += [Spanned(link, *span) for link in links]

    def _hidden(self, element: Element) -> None:
        text = shown(element.all_text()).strip()
        if text and element.tag not in ("script", "style"):
            self._manuscript.reject("not shown on the page", text, element.xpath())

    def _picture(self, element: Element) -> None:
        sides = [_pixels(element.attribute(name)) for name in ("width", "height")]
        if any(side is not None and side < _PICTURE_SIDE for side in sides):
            return
        source = element.attribute("src")
        if not source or any(above.tag == "a" for above in element.above()):
            return
        self.pictures += 1
        raw = element.attribute("alt") or element.attribute("title") or source[:200]
        self._manuscript.reject("a picture, whose text is not read", raw, element.xpath())

    def _table(self, table: Element, style: Style) -> list[tuple[Element | str, Element, Style]]:
        """Writes a table of data; of one that only lays out, what is to be written in its place."""
        model = table_model(table, lambda e: id(e) in self._article.hidden)
        for hidden in model.hidden:
            self._hidden(hidden)
        for caption in table.elements:
            if caption.tag == "caption":
                self.write(caption, style)
        if self._lays_out(table, model):
            return [(placed.element, placed.element, style) for placed in reversed(model.cells)]
        cells: list[WrittenCell] = []
        inner: list[Element] = []
        for placed in model.cells:
            element = placed.element
            text = cell_text(element, self._article.is_left_out)
            cells.append(
                WrittenCell(
                    *(placed.row, placed.col, text, element.xpath()),
                    *(placed.row_span, placed.col_span, stored_number(element, text)),
                )
            )
            if self._article.weight(element).tables:
                inner += [e for e in element.walk() if e.tag == "table" and _outermost(e, element)]
            self._pictures_in(element)
        start = self._manuscript.length
        self._manuscript.table_with_captions(cells, model.n_rows, model.n_cols, engine=ENGINE)
        self.tables += 1
        for element in (e for placed in model.cells for e in placed.element.walk() if e.tag == "a"):
            self.linked.append(Spanned(element, start, self._manuscript.length - 1))
        return [(nested, nested, style) for nested in reversed(inner)]

    def _pictures_in(self, cell: Element) -> None:
        for element in cell.walk():
            if element.tag == "img":
                self._picture(element)

    def _lays_out(self, table: Element, model: TableModel) -> bool:
        """Whether a table holds no data of its own, but sets out what stands in it."""
        weight = self._article.weight(table)
        if table.attribute("role").lower() in ("presentation", "none"):
            return True
        if weight.tables:
            nested = [e for e in table.walk() if e.tag == "table" and e is not table]
            inside = sum(self._size(e) for e in nested if _outermost(e, table))
            return 2 * inside >= self._size(table)
        texts = [(p, self._size(p.element)) for p in model.cells]
        filled = {p.col for p, size in texts if size}
        if len(filled) <= 1 and all(model.n_cols in (p.col_span, 1) for p, s in texts if s):
            return True
        if weight.linked > _LINKED * (weight.plain + weight.linked) and not weight.amounts:
            return True
        return model.n_rows == 1 and not weight.amounts and any(size > _LONG_CELL for _, size in texts)

    def _size(self, element: Element) -> int:
        weight = self._article.weight(element)
        return weight.plain + weight.linked


_END = Element("", {}, None, 0)
"""Stands where a block ends."""


def _outermost(table: Element, inside: Element) -> bool:
    """Whether no other table lies between a table and what it stands in."""
    for above in table.above():
        if above is inside:
            return True
        if above.tag == "table":
            return False
    return True


def _marker(item: Element) -> str:
    """What a browser writes before an item of an ordered list."""
    ordered = item.parent
    if ordered is None or ordered.tag != "ol":
        return ""
    kind = ordered.attribute("type") or "1"
    first = ordered.attribute("start").strip()
    number = (int(first) if first.isdigit() and len(first) < 6 else 1) + item.number - 1
    value = item.attribute("value").strip()
    if value.isdigit() and len(value) < 6:
        number = int(value)
    if kind in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(kind) + number - 1)}."
    return f"{number}."


def _preformatted(element: Element) -> Sequence[Element | str]:
    """The lines of preformatted text, each ended by a break."""
    parts: list[Element | str] = []
    for line in element.all_text().split("\n"):
        parts += [line, Element("br", {}, element, 1)]
    return parts


def _pixels(value: str) -> float | None:
    digits = value.strip().removesuffix("px")
    try:
        return float(digits)
    except ValueError:
        return None
