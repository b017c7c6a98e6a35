"""An article in reading order: its paragraphs, headings and tables, each with the place of its element."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.html.article import Article
from extractors.html.elements import Element
from extractors.html.lines import is_sentence, is_tool
from extractors.html.list_marks import list_mark
from extractors.html.metadata import said_of
from extractors.html.piped import has_pipes, write_pipes
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
_LONGEST_NAME = 200
"""Characters of a picture's address, which may be the picture itself."""
_EARLY = 8
"""So many paragraphs may hold the lines that portals write between title and article."""
_LINKED = 0.7
"""A table of which this part is links is a list of links."""


class Flow:
    """Writes an article into a manuscript."""

    def __init__(
        self, article: Article, styles: Styles, manuscript: Manuscript, title: str = "", place: str = ""
    ) -> None:
        """`title` is what was written before: the article need not say it again. `place` stands before the
        places of a page that is one of several."""
        self._article, self._styles, self._manuscript = article, styles, manuscript
        self._title = "".join(title.split())
        self._written = 0
        self._page = place
        self._texts: list[str] = []
        self._links: list[Element] = []
        self._at: Element | None = None
        self._style = Style()
        self.pictures: list[str] = []
        """What pictures are called that are large enough for a table."""
        self.tables = 0
        """How many tables were written."""
        self.linked: dict[int, tuple[int, int]] = {}
        """Where the texts of links went, by their ids: the paragraph or cell in which each stands."""

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
            elif tag in _RECORDS and self._article.is_record(node):
                self._end_line()
                self._record(node)
            elif tag == "table" and node is not element:
                self._end_line()
                waiting += self._table(node, style)
            elif tag == "pre" and has_pipes(node):
                self._end_line()
                write_pipes(node, self._place(node), self._manuscript)
            else:
                own = self._styles.style(node, style)
                is_block = tag in BLOCKS or self._styles.of(node).get("display", "") in ("block", "table")
                if tag == "a":
                    self._links.append(node)
                if is_block:
                    self._end_line()
                    block = node
                    waiting.append((_END, node, own))
                marker = self._mark(node) if tag == "li" else ""
                lines = _preformatted(node) if tag == "pre" else node.children
                waiting.extend((child, block, own) for child in reversed(lines))
                if marker:
                    waiting.append((marker, block, own))

    def _mark(self, item: Element) -> str:
        declared = self._styles.of(item.parent) if item.parent is not None else {}
        return list_mark(item, declared.get("list-style-type", declared.get("list-style", "")))

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
        style, place = self._style, self._place(at)
        self._written += 1
        if self._written <= _EARLY:
            if "".join(text.split()) == self._title:
                return
            if (said := said_of(text)) and not is_sentence(text):
                for line in said:
                    self._manuscript.paragraph(line, place)
                return
        if is_tool(text) and (self._written <= _EARLY or links):
            return
        span = self._manuscript.paragraph(
            text, place, size=style.size, centred=style.centred, bold=style.bold
        )
        if span is not None:
            self.linked |= {id(link): span for link in links}

    def _place(self, element: Element) -> str:
        return self._page + element.xpath()

    def _hidden(self, element: Element) -> None:
        text = shown(element.all_text()).strip()
        if text and element.tag not in ("script", "style"):
            self._manuscript.reject("not shown on the page", text, self._place(element))

    def _record(self, record: Element) -> None:
        """The record of an article says when and by whom it was published; the rest is no part of it."""
        cells = [e for e in record.walk() if not any(True for _ in e.elements) and e.all_text().strip()]
        text = " ".join(shown(e.all_text()).strip() for e in cells)
        place = self._place(record)
        for label, value in pairwise(shown(e.all_text()).strip(_BRACKETED) for e in cells):
            for line in said_of(f"{label}:{value}"):
                self._manuscript.paragraph(line, place, role="furniture")
        self._manuscript.reject("the record of an article", text, place)

    def _picture(self, element: Element) -> None:
        sides = [_pixels(element.attribute(name)) for name in ("width", "height")]
        if any(side is not None and side < _PICTURE_SIDE for side in sides):
            return
        source = element.attribute("src")
        if not source or any(above.tag == "a" for above in element.above()):
            return
        holder = next((above for above in element.above() if above.tag in BLOCKS), None)
        if sides == [None, None] and holder is not None and self._article.weight(holder).size:
            return  # beside text it is an ornament, unless it says that it is large
        raw = element.attribute("alt") or element.attribute("title") or source[:_LONGEST_NAME]
        self.pictures.append(raw)
        self._manuscript.reject("a picture, whose text is not read", raw, self._place(element))

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
        inner: list[Element] = []
        cells: list[WrittenCell] = []
        for placed in model.cells:
            element = placed.element
            text = cell_text(element, self._article.is_left_out)
            cells.append(
                WrittenCell(
                    *(placed.row, placed.col, text, self._place(element)),
                    *(placed.row_span, placed.col_span, stored_number(element, text)),
                )
            )
            if self._article.weight(element).tables:
                inner += [e for e in element.walk() if e.tag == "table" and _outermost(e, element)]
            self._pictures_in(element)
        start = self._manuscript.length
        self._manuscript.table_with_captions(cells, model.n_rows, model.n_cols, engine=ENGINE)
        self.tables += 1
        self._written += 1
        spans = self._manuscript.spans_since(start)
        for placed in model.cells:
            span = (
                spans.get(self._place(placed.element)) if self._article.weight(placed.element).links else None
            )
            if span is not None:
                self.linked |= {id(e): span for e in placed.element.walk() if e.tag == "a"}
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
            return 2 * weight.in_tables >= weight.size
        texts = [(p, self._article.weight(p.element).size) for p in model.cells]
        filled = {p.col for p, size in texts if size}
        if len(filled) <= 1 and all(model.n_cols in (p.col_span, 1) for p, s in texts if s):
            return True
        if weight.linked > _LINKED * (weight.plain + weight.linked) and not weight.amounts:
            return True
        if model.n_rows <= FRAME_ROWS and any(
            size > max(_LONG_CELL, MOSTLY * weight.size) and _is_flow(placed.element)
            for placed, size in texts
        ):
            return True
        return model.n_rows == 1 and not weight.amounts and any(size > _LONG_CELL for _, size in texts)


FRAME_ROWS, FLOWING, MOSTLY = 3, 4, 0.6
"""A table of so few rows, one cell of which has so many paragraphs and most of the text, frames a page."""
_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "li", "br"))
_RECORDS = frozenset(("table", "ul", "dl"))
_BRACKETED = " []【】:：\N{EM SPACE}"
_END = Element("", {}, None, 0)
"""Stands where a block ends."""


def _is_flow(cell: Element) -> bool:
    """Whether what stands in a cell are paragraphs, as in the frame of a page, and no value."""
    return sum(element.tag in _PARAGRAPHS for element in cell.walk()) >= FLOWING


def _outermost(table: Element, inside: Element) -> bool:
    """Whether no other table lies between a table and what it stands in."""
    for above in table.above():
        if above is inside:
            return True
        if above.tag == "table":
            return False
    return True


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
