"""The files that a page attaches to its article: what it links to, frames or opens by a script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from extractors.document import Link
from extractors.html.article import Article
from extractors.html.elements import Element
from extractors.html.words import shown
from patterns import any_of, compiled, load
from patterns.shapes.identity import IdentityWords
from patterns.shapes.web_pages import WebPages

MOST = 500
"""Links that are kept of one page."""
MOST_TITLE = 300
"""Characters of a link's text that are looked at."""
_PICTURES = frozenset(("jpg", "jpeg", "png", "tif", "tiff"))
_TARGETS = ("href", "src", "data", "value", "onclick", "data-href", "data-url", "data-file")
_FRAMES = frozenset(("iframe", "embed", "object", "frame"))
_QUOTED = re.compile(r"""(["'])(?P<target>[^"'\s<>\\]{5,500})\1""")
_IN_SCRIPTS = re.compile(r"\.(?:pdf|docx?|xlsx?|et|wps|ofd|zip|rar|7z)(?![0-9A-Za-z])[^/]*$", re.IGNORECASE)
MOST_SCRIPT = 200_000
"""Characters of a script that are looked at."""
Spans = Mapping[int, tuple[int, int]]
"""Where the text of an element went, by the element's id."""


def attachments_of(article: Article, base: str | None, spans: Spans, scheme: str) -> tuple[Link, ...]:
    """The attachments of a page in the order of the page, each target once.

    A link counts if its address or its text is the name of a file, wherever on the page it stands; one that
    asks a service for a file by its number, and a picture, only in the article.
    """
    found: dict[str, Link] = {}
    for element in article.root.walk():
        if len(found) >= MOST:
            break
        for target, kind in _targets(element, id(element) in spans):
            if target in found:
                continue
            text = shown(element.all_text()).strip() if element.tag == "a" or id(element) in spans else ""
            title = text[:MOST_TITLE] or element.attribute("title").strip() or _file_name(target)
            start, end = spans.get(id(element), (None, None))
            place = f"{scheme}:{element.xpath()}"
            found[target] = Link(title, target, _resolved(base, target), kind, start, end, place)
    return tuple(found.values())


def pages_linked(article: Article) -> list[str]:
    """The texts of links in an article that lead to other pages, each once; first those that name what a
    disclosure is called."""
    texts: dict[str, None] = {}
    for element in article.body.walk():
        if element.tag == "a" and element.attribute("href") and article.is_shown(element):
            text = shown(element.attribute("title") or element.all_text()).strip()
            if text:
                texts.setdefault(text[:MOST_TITLE])
    named = any_of(load(IdentityWords).title_nouns)
    return sorted(texts, key=lambda text: not named(text))


def _targets(element: Element, is_in_article: bool) -> Iterator[tuple[str, str | None]]:
    """What an element leads to, where that is a file: its address and its kind, if a name says it."""
    if element.tag == "script":
        if not element.attribute("src"):
            yield from _in_script(element.all_text()[:MOST_SCRIPT])
        return
    if element.tag not in _FRAMES and element.tag != "a" and "onclick" not in element.attributes:
        return
    found = _target(element, is_in_article)
    if found is not None and (found[1] not in _PICTURES or is_in_article):
        yield found


def _target(element: Element, is_in_article: bool) -> tuple[str, str | None] | None:
    file, service = compiled(WebPages)["attachment_file"], compiled(WebPages)["attachment_service"]
    said = f"{shown(element.all_text()[:MOST_TITLE])} {element.attribute('title')}"
    named = file.search(said) if element.tag == "a" else None
    for name in _TARGETS:
        written = element.attribute(name).strip()
        if not written or written.startswith("#"):
            continue
        for target in _addresses(written):
            inside = file.search(unquote(target))
            if inside is not None and not target.lower().startswith("javascript:"):
                return _inner(target), inside["kind"].lower()
            if element.tag == "a" and is_in_article and service.search(target):
                return target, named["kind"].lower() if named else None
            if named is not None and name == "href" and not target.lower().startswith("javascript:"):
                return target, named["kind"].lower()
    return None


def _in_script(script: str) -> Iterator[tuple[str, str | None]]:
    """Files that a script names in full, as portals do that show a PDF by one."""
    file = compiled(WebPages)["attachment_file"]
    for match in _QUOTED.finditer(script):
        target = match["target"]
        if _IN_SCRIPTS.search(target) and "/" in target.strip("."):
            named = file.search(target)
            yield target, named["kind"].lower() if named else None


def _addresses(written: str) -> Iterator[str]:
    """The address itself, or those that stand in quotes in a script."""
    if "(" not in written or ("'" not in written and '"' not in written):
        yield written
        return
    yield from written.replace('"', "'").split("'")[1::2]


def _inner(target: str) -> str:
    """The file that a viewer is told to show, else the address itself.

    >>> _inner("/pdf/viewer.html?file=/u/a.pdf"), _inner("/u/a.pdf?token=1")
    ('/u/a.pdf', '/u/a.pdf?token=1')
    """
    file = compiled(WebPages)["attachment_file"]
    try:
        parts = urlsplit(target)
        if file.search(unquote(parts.path)):
            return target
        asked = parse_qsl(parts.query, max_num_fields=50)
    except ValueError:
        return target
    shows = (value for _, value in asked if file.search(value) and ("/" in value or "." in value))
    return next(shows, target) if ".htm" in parts.path.lower() else target


def _resolved(base: str | None, target: str) -> str | None:
    try:
        address = urljoin(base, target) if base else target
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def _file_name(target: str) -> str:
    return unquote(target.split("?", maxsplit=1)[0].rsplit("/", 1)[-1]) or target
