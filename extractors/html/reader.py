"""Web page to Document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from extractors.document import Document, Link
from extractors.errors import Unreadable
from extractors.html.article import Article
from extractors.html.attachments import attachments_of
from extractors.html.elements import Element, parse
from extractors.html.fixed_layout import FixedPages, demand_text, fixed_pages, read_fixed
from extractors.html.flow import Flow
from extractors.html.metadata import base_of, published_lines, title_of
from extractors.html.page_text import page_text
from extractors.html.saved_page import main_part
from extractors.html.styles import Style, Styles
from extractors.written.manuscript import Manuscript
from extractors.written.prefixed import prefixed

SCHEME = "html"
MEDIA_TYPE: Literal["text/html"] = "text/html"
MOST_BYTES = 64_000_000
BEGINNING = 2_000
"""Characters of pages in which their title stands, if it does."""
NAMED = 5
"""Attachments that a note names."""


def read_html(data: bytes, media_type: Literal["text/html", "multipart/related"]) -> Document:
    """The Document of a web page, or of one that was saved with its parts (MHTML): its article, with the
    title of the page before it.

    Raises `Unreadable`: "html" for a page without text, "damaged", "too_large".
    """
    if len(data) > MOST_BYTES:
        raise Unreadable("too_large", f"a web page of {len(data) / 1e6:.0f} MB; the most is 64 MB")
    page = main_part(data) if media_type == "multipart/related" else data
    text, encoding, broken = page_text(page)
    root = parse(text)
    styles = Styles(element.all_text() for element in root.walk() if element.tag == "style")
    article = Article(root, styles)
    manuscript = Manuscript(SCHEME)
    title = title_of(root, article)
    fixed = fixed_pages(root, styles)
    if fixed is not None:
        return _fixed(fixed, styles, title, published_lines(root, article))
    flow = Flow(article, styles, manuscript)
    if title is not None:
        manuscript.paragraph(title[0], title[1].xpath(), centred=True, bold=True)
        if title[1].tag == "h1":
            article.aside.add(id(title[1]))
    for line, element in published_lines(root, article):
        manuscript.paragraph(line, element.xpath())
    begun = manuscript.length
    flow.write(article.body, Style())
    links = attachments_of(root, base_of(root), flow.linked, SCHEME)
    if manuscript.length == begun and not links:
        raise Unreadable(
            "html",
            "a web page without an article (an error page, a login page, or one that a script fills); "
            "save the page when it is shown, or the file that it links to",
        )
    notes = []
    if encoding != "utf-8":
        notes.append(f"decoded from {encoding}")
    if broken:
        notes.append(f"{broken} characters of the page are broken")
    if flow.pictures:
        notes.append(f"pictures in the article, whose text is not read: {flow.pictures}")
    if links:
        notes.append(_named(links))
    return manuscript.document(
        MEDIA_TYPE, notes=notes, partial=bool(flow.pictures and not flow.tables), links=links
    )


def _fixed(
    pages: FixedPages,
    styles: Styles,
    title: tuple[str, Element] | None,
    published: Iterable[tuple[str, Element]],
) -> Document:
    """The Document of pages with a fixed layout, behind what the page around them says of it."""
    shown = read_fixed(pages, styles, MEDIA_TYPE, SCHEME)
    demand_text(shown)
    around = Manuscript(SCHEME)
    beginning = "".join(shown.text[:BEGINNING].split())
    if title is not None and "".join(title[0].split()) not in beginning:
        around.paragraph(title[0], title[1].xpath(), centred=True, bold=True)
    for line, element in published:
        around.paragraph(line, element.xpath())
    return prefixed(shown, around.document(MEDIA_TYPE))


def _named(links: tuple[Link, ...]) -> str:
    names = "; ".join(link.title for link in links[:NAMED])
    more = f" and {len(links) - NAMED} more" if len(links) > NAMED else ""
    return f"files that the page links to, not read with it: {names}{more}"
