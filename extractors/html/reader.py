"""Web page to Document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from extractors.document import Document
from extractors.errors import Unreadable
from extractors.html.article import Article
from extractors.html.attachments import attachments_of, pages_linked
from extractors.html.elements import Element, parse
from extractors.html.fixed_layout import FixedPages, demand_text, fixed_pages, read_fixed
from extractors.html.flow import Flow
from extractors.html.metadata import base_of, published_lines, refreshed_to, title_of
from extractors.html.notices import broken_numbers, states_no_amount
from extractors.html.page_notes import on_links, on_notice, on_pictures, on_text
from extractors.html.page_text import page_text
from extractors.html.saved_page import pages_in
from extractors.html.styles import Style, Styles
from extractors.written.manuscript import Manuscript
from extractors.written.prefixed import prefixed

SCHEME = "html"
MEDIA_TYPE: Literal["text/html"] = "text/html"
MOST_BYTES = 64_000_000
BEGINNING = 2_000
"""Characters of pages in which their title stands, if it does."""
FEW_PAGES, SHORT = 2, 100
"""A page with fewer links and characters, and no amount, is no article."""
LONGEST_SAID = 60
LONGEST_REJECT = 2_000
"""Characters that are kept of what stands around an article."""


def read_html(data: bytes, media_type: Literal["text/html", "multipart/related"]) -> Document:
    """The Document of a web page, or of one that was saved with its parts (MHTML): its article, with the
    title of the page before it.

    A page that states no amount is a notice (`Document.is_notice`); a note names what it links to. Raises
    `Unreadable`: "html" for a page without text, "damaged", "too_large".
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(
            "too_large", f"a web page of {len(data) / 1e6:.0f} MB, more than the 64 MB that are read"
        )
    if media_type == MEDIA_TYPE:
        return _read(data)
    parts = pages_in(data)
    if len(parts) == 1 and not parts[0].name:
        return _read(parts[0].data)
    manuscript = Manuscript(SCHEME)
    notes: list[str] = []
    for part in parts:
        text = page_text(part.data)
        root = parse(text.text)
        article, styles = _article(root)
        Flow(article, styles, manuscript, place=f"{part.name}!").write(root, Style())
        notes += on_text(text)
    if not manuscript.length:
        raise _without_article(None)
    notes = list(dict.fromkeys(notes))
    return manuscript.document(MEDIA_TYPE, notes=notes)


def _read(data: bytes) -> Document:
    """The Document of one page."""
    text = page_text(data)
    root = parse(text.text)
    article, styles = _article(root)
    manuscript = Manuscript(SCHEME)
    title = title_of(root, article)
    fixed = fixed_pages(root, styles)
    if fixed is not None:
        shown = _fixed(fixed, styles, title, published_lines(root, article))
        links = attachments_of(article, base_of(root), {}, SCHEME)
        return replace(shown, links=links, notes=(*shown.notes, *on_text(text), *on_links(links)))
    if title is not None:
        manuscript.paragraph(title[0], title[1].xpath(), centred=True, bold=True)
        if title[1].tag == "h1":
            article.aside.add(id(title[1]))
    for line, element in published_lines(root, article):
        manuscript.paragraph(line, element.xpath())
    begun = manuscript.length
    flow = Flow(article, styles, manuscript, title[0] if title else "")
    flow.write(article.body, Style())
    links = attachments_of(article, base_of(root), flow.linked, SCHEME)
    if manuscript.length == begun and not links:
        raise _without_article(refreshed_to(root))
    for element in article.left_over():
        manuscript.reject(
            "outside of the article", element.all_text().strip()[:LONGEST_REJECT], element.xpath()
        )
    document = manuscript.document(MEDIA_TYPE, links=links)
    is_notice = states_no_amount(document)
    pages = pages_linked(article) if is_notice else []
    if is_notice and not links and len(pages) < FEW_PAGES and len(document.text) < SHORT:
        raise Unreadable(
            "html",
            f"a web page that says only: {' '.join(document.text.split())[:LONGEST_SAID]}; "
            "an error page, a login page, or one that a script fills; save the page when it is shown",
        )
    lost = broken_numbers(document)
    notes = [*on_text(text), *on_pictures(flow.pictures)]
    notes += on_links(links)
    if is_notice:
        notes.append(on_notice(links, pages))
    if is_cut := any(element.is_deepest for element in root.walk()):
        notes.append(
            "elements are nested deeper than browsers show them; tables in the deepest may be missing"
        )
    partial = bool(lost or is_cut or (flow.pictures and not flow.tables and not is_notice))
    return replace(document, notes=tuple(notes), partial=partial, is_notice=is_notice)


def _article(root: Element) -> tuple[Article, Styles]:
    styles = Styles(element.all_text() for element in root.walk() if element.tag == "style")
    return Article(root, styles), styles


def _without_article(target: str | None) -> Unreadable:
    if target is not None:
        return Unreadable("html", f"a web page that only sends its reader to {target}; save that page")
    return Unreadable(
        "html",
        "a web page without an article (an error page, a login page, or one that a script fills); "
        "save the page when it is shown, or the file that it links to",
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
