"""The files that a page attaches to its article: what it links to, frames or opens by a script."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from extractors.document import Link
from extractors.html.elements import Element
from extractors.html.flow import Spanned
from extractors.html.words import shown
from patterns import compiled
from patterns.shapes.web_pages import WebPages

MOST = 500
"""Links that are kept of one page."""
_PICTURES = frozenset(("jpg", "jpeg", "png", "tif", "tiff"))
_TARGETS = ("href", "src", "data", "value", "onclick", "data-href", "data-url")
_FRAMES = frozenset(("iframe", "embed", "object", "frame"))


def attachments_of(root: Element, base: str | None, linked: list[Spanned], scheme: str) -> tuple[Link, ...]:
    """The attachments of a page in the order of the page, each target once."""
    spans = {id(one.element): (one.start, one.end) for one in linked}
    found: dict[str, Link] = {}
    for element in root.walk():
        if len(found) >= MOST:
            break
        if element.tag not in _FRAMES and element.tag != "a" and not element.attribute("onclick"):
            continue
        target, kind = _target(element)
        if target is None or target in found:
            continue
        if kind in _PICTURES and id(element) not in spans:
            continue
        title = shown(element.all_text()).strip() or element.attribute("title") or _file_name(target)
        start, end = spans.get(id(element), (None, None))
        resolved = _resolved(base, target)
        found[target] = Link(title, target, resolved, kind, start, end, f"{scheme}:{element.xpath()}")
    return tuple(found.values())


def _target(element: Element) -> tuple[str | None, str | None]:
    """What an element leads to, where that is a file: its address and its kind, if its name says it."""
    file, service = compiled(WebPages)["attachment_file"], compiled(WebPages)["attachment_service"]
    named = file.search(shown(element.all_text())[-200:]) or file.search(element.attribute("title"))
    for name in _TARGETS:
        written = element.attribute(name).strip()
        if not written or written.startswith("#"):
            continue
        for target in _addresses(written):
            inside = file.search(unquote(target))
            if inside is not None and not target.lower().startswith("javascript:"):
                return target, inside["kind"].lower()
            if service.search(target) and element.tag == "a":
                return target, named["kind"].lower() if named else None
            if named is not None and name == "href" and element.tag == "a" and len(written) > 1:
                return target, named["kind"].lower()
    return None, None


def _addresses(written: str) -> Iterator[str]:
    """The address itself, or those that stand in quotes in a script."""
    if "(" not in written or ("'" not in written and '"' not in written):
        yield written
        return
    parts = written.replace('"', "'").split("'")
    yield from parts[1::2]


def _resolved(base: str | None, target: str) -> str | None:
    try:
        address = urljoin(base, target) if base else target
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def _file_name(target: str) -> str:
    return unquote(target.split("?", maxsplit=1)[0].rsplit("/", 1)[-1]) or target
