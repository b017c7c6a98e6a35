"""What a page says of its article outside of it: the title, when it was published and by whom."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.html.article import Article
from extractors.html.elements import Element
from extractors.html.words import shown
from patterns import compiled
from patterns.shapes.web_pages import WebPages

LONGEST_TITLE, LONGEST_LINE = 120, 160
_TITLE_NAMES = ("articletitle", "og:title")
_LINES_LOOKED_AT = 3


def title_of(root: Element, article: Article) -> tuple[str, Element] | None:
    """The title of the article and the element that says it; null where none does.

    A heading of the page that is not in the article itself, what the page names for others, or the page's
    own title without the name of the portal.
    """
    metas, page_title, headings = [], None, []
    for element in root.walk():
        if element.tag == "meta" and _meta_name(element) in _TITLE_NAMES:
            metas.append((element.attribute("content"), element))
        elif element.tag == "title" and page_title is None:
            page_title = (element.all_text(), element)
        elif element.tag == "h1" and not article.is_left_out(element):
            headings.append((element.all_text(), element))
    if page_title is not None:
        page_title = (compiled(WebPages)["title_end"].sub("", shown(page_title[0]).strip()), page_title[1])
    for text, element in (*headings[:1], *metas, *([page_title] if page_title else [])):
        line = shown(text).strip()
        if line and len(line) <= LONGEST_TITLE:
            return line, element
    return None


def published_lines(root: Element, article: Article) -> Iterator[tuple[str, Element]]:
    """Lines before the article that say when and by whom it was published."""
    pattern = compiled(WebPages)["article_line"]
    found = 0
    inside = set(map(id, article.body.walk()))
    for element in root.walk():
        if element is article.body or found >= _LINES_LOOKED_AT:
            return
        if id(element) in inside or article.is_left_out(element):
            continue
        if any(child.tag in ("div", "p", "table", "ul") for child in element.elements):
            continue
        text = shown(element.all_text()).strip()
        if text and len(text) <= LONGEST_LINE and pattern.search(text):
            nearest = element.parent
            if nearest is not None and any(e is element for e in nearest.elements):
                found += 1
                yield text, element


def base_of(root: Element) -> str | None:
    """The address that links of the page are relative to, as the page says; null where it does not."""
    for element in root.walk():
        if element.tag == "base" and element.attribute("href"):
            return element.attribute("href")
        if element.tag == "link" and element.attribute("rel").lower() == "canonical":
            return element.attribute("href") or None
        if element.tag == "meta" and _meta_name(element) in ("og:url", "url"):
            return element.attribute("content") or None
    return None


def _meta_name(element: Element) -> str:
    return (element.attribute("name") or element.attribute("property")).lower()
