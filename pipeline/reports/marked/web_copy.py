"""A copy of a web page with elements outlined, which runs nothing and fetches nothing when it is opened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.html.page_text import page_text
from pipeline.language.places import Locator
from pipeline.reports.marked.mark import COLOURS, PALE, Mark
from pipeline.reports.marked.reading_copy import ANCHOR, POLICY

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_ACTIVE = (
    *("script", "iframe", "frame", "frameset", "object", "embed", "applet", "link", "base", "meta", "portal"),
)
"""Elements that run, fetch or lead away; of `meta` those that say the encoding lie in the copy."""
_ADDRESSES = ("href", "action", "formaction", "xlink:href", "src", "data", "background", "poster")
_RUNNING = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_PICTURE = re.compile(r"\s*data:image/(?!svg)", re.IGNORECASE)
_DOCTYPE = re.compile(r"\s*<!doctype", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\x00-\x1f]+")


def web_copy(data: bytes, marks: Sequence[Mark]) -> tuple[bytes, int]:
    """The copy in UTF-8, and how many marks it has: those whose element is there.

    Scripts, frames, links to styles and everything else that is active is taken out; what is left is held by
    a content security policy before anything of the page. Raises `Unreadable` where it is no text.
    """
    from selectolax.lexbor import LexborHTMLParser

    text = page_text(data).text
    parser = LexborHTMLParser(text)
    root = parser.root
    if root is None:
        return b"", 0
    found = [(mark, element) for mark in marks if (element := _element(root, mark)) is not None]
    first = next((n for n, (mark, _) in enumerate(found) if mark.kind == "figure"), 0)
    for n, (mark, element) in enumerate(found):
        _outline(element, mark, anchor=n == first)
    _disarm(root)
    mode = "<!DOCTYPE html>" if _DOCTYPE.match(text) else ""
    # Before the page's own first tag: a parser takes these into the head, whatever the page says of itself.
    head = f'{mode}<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return (head + (root.html or "")).encode("utf-8", "replace"), len(found)


def _element(root: LexborNode, mark: Mark) -> LexborNode | None:
    """The element that a path names, counted as the reader counts."""
    if mark.locator is None:
        return None
    steps = Locator.of(mark.locator).steps
    if not steps or steps[0][0] != "html":
        return None
    at = root
    for name, number in steps[1:]:
        count, child = 0, at.first_child
        while child is not None:
            if child.is_element_node and child.tag == name:
                count += 1
                if count == number:
                    break
            child = child.next
        if child is None:
            return None
        at = child
    return at


def _outline(element: LexborNode, mark: Mark, *, anchor: bool) -> None:
    own = element.attributes.get("style") or ""
    colours = f"outline:3px solid #{COLOURS[mark.kind]};background-color:#{PALE[mark.kind]}"
    element.attrs["style"] = f"{own};{colours}" if own else colours
    before = element.attributes.get("title") if element.attributes.get("data-mingzhang") else None
    element.attrs["title"] = mark.contents if before is None else f"{before}\n\n{mark.contents}"
    element.attrs["data-mingzhang"] = mark.kind
    if anchor:
        element.attrs["id"] = ANCHOR


def _disarm(root: LexborNode) -> None:
    for element in root.css(", ".join(_ACTIVE)):
        element.decompose()
    for element in root.css("*"):
        for name in list(element.attributes):
            value = element.attributes[name] or ""
            address = _BLANKS.sub("", value)
            runs = name in _ADDRESSES and _RUNNING.match(address) and not _PICTURE.match(address)
            if name.startswith("on") or name in ("ping", "srcdoc", "manifest") or runs:
                del element.attrs[name]
