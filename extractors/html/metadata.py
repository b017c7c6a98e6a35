"""What a page says of its article outside of it: the title, when it was published and by whom."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.html.article import Article
from extractors.html.elements import Element
from extractors.html.words import shown
from patterns import any_of, compiled, load
from patterns.shapes.identity import IdentityWords
from patterns.shapes.web_pages import WebPages

LONGEST_TITLE, LONGEST_LINE = 120, 160
_ARTICLE_TITLE, _SHARED_TITLE, _DATE = "articletitle", "og:title", "pubdate"
_LINES_LOOKED_AT = 12


def title_of(root: Element, article: Article) -> tuple[str, Element] | None:
    """The title of the article and the element that says it; null where none does.

    What the page names its article's title, a heading that is shown, the page's own title without the name of
    the portal, or a line before the article: the first of them that reads as a title of a disclosure. The
    element is the one that shows it, where the page does.
    """
    named: dict[str, tuple[str, Element]] = {}
    for element in root.walk():
        kind, text = element.tag, ""
        if element.tag == "meta":
            kind, text = _meta_name(element), element.attribute("content")
        elif element.tag == "title" or (element.tag == "h1" and article.is_shown(element)):
            text = element.all_text()
        text = shown(text).strip()
        if text and len(text) <= LONGEST_TITLE:
            named.setdefault(kind, (text, element))
    if "title" in named:
        text, element = named["title"]
        named["title"] = compiled(WebPages)["title_end"].sub("", text), element
    said = [named[kind] for kind in (_ARTICLE_TITLE, "h1", _SHARED_TITLE, "title") if kind in named]
    reads = any_of(load(IdentityWords).title_nouns)
    found = next((one for one in said if reads(one[0])), None)
    found = found or next((one for one in _lines_before(article) if reads(one[0])), None)
    found = found or next((one for one in said if one[0]), None)
    if found is None:
        return None
    text, element = found
    return text, _shows(text, article) or element


def _lines_before(article: Article) -> list[tuple[str, Element]]:
    """The lines of a page before its article that are no links, the nearest first."""
    lines: list[tuple[str, Element]] = []
    for element in article.root.walk():
        if element is article.body:
            break
        weight = article.weight(element)
        if not 0 < weight.plain <= LONGEST_TITLE or weight.linked or not article.is_shown(element):
            continue
        if element.parent is not None and article.weight(element.parent).size == weight.size:
            continue  # the outermost element says it
        lines.append((shown(element.all_text()).strip(), element))
    return lines[::-1]


def _shows(text: str, article: Article) -> Element | None:
    """The outermost element of the page that shows just this text."""
    wanted = "".join(text.split())
    for element in article.root.walk():
        weight = article.weight(element)
        if weight.plain + weight.linked != len(wanted) or not article.is_shown(element):
            continue
        if "".join(element.all_text().split()) == wanted:
            return element
    return None


def published_lines(root: Element, article: Article) -> Iterator[tuple[str, Element]]:
    """Lines before the article that say when and by whom it was published, each said once.

    What the page names for others is given where it shows no date.
    """
    dated = False
    found: set[str] = set()
    date: tuple[str, Element] | None = None
    for element in root.walk():
        if element is article.body or len(found) >= _LINES_LOOKED_AT:
            break
        if element.tag == "meta" and _meta_name(element) == _DATE:
            date = (element.attribute("content").strip(), element)
        weight = article.weight(element)
        if not 0 < weight.plain + weight.linked <= LONGEST_LINE or not article.is_shown(element):
            continue
        if any(article.weight(child).plain > 1 for child in element.elements if child.tag not in _INLINE):
            continue
        for line in said_of(shown(element.all_text())):
            if line not in found:
                found.add(line)
                dated = dated or any(char.isdigit() for char in line)
                yield line, element
    if date is not None and date[0] and not dated:
        yield date


_INLINE = frozenset(("a", "b", "em", "font", "i", "label", "span", "strong"))


def said_of(line: str) -> list[str]:
    """What a line says of the publication: its date, its source; empty where it is no such line.

    >>> said_of("时间：2024-09-20 10:21 来源：财务科 浏览：88次")
    ['时间：2024-09-20 10:21', '来源：财务科']
    """
    if len(line) > LONGEST_LINE:
        return []
    matches = [compiled(WebPages)[name].search(line) for name in ("published", "source")]
    return [match[0].strip() for match in matches if match is not None]


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


def refreshed_to(root: Element) -> str | None:
    """Where the page sends its reader at once; null where it does not."""
    for element in root.walk():
        if element.tag == "meta" and element.attribute("http-equiv").lower() == "refresh":
            match = compiled(WebPages)["refresh"].search(element.attribute("content"))
            if match is not None:
                return str(match["target"])
    return None


def _meta_name(element: Element) -> str:
    return (element.attribute("name") or element.attribute("property")).strip().lower()
