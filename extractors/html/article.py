"""The article of a portal's page: what is left without navigation, share bars, lists of links and footers.

Structure decides: the smallest element that holds nearly all text outside of links and every amount in a
cell.
Names that content management systems give only help where that agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import patterns
from extractors.html.elements import Element
from extractors.html.styles import Styles
from patterns.shapes.web_pages import WebPages

NEVER_TEXT = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "select", "option", "button", "input"),
        *("textarea", "svg", "iframe", "object", "embed", "video", "audio", "canvas", "math-none"),
    )
)
"""What holds no text of an article."""
_AROUND_TAGS = frozenset(("nav", "header", "footer", "aside"))
_WORDS = re.compile(r"[a-z]+|[^\W\d_a-z]+")
_AMOUNT = re.compile(r"\s*[-−]?[0-9][0-9,，]*(?:\.[0-9]+)?%?\s*")
MOST_AROUND = 400
"""Characters outside of links; what has more is no bar around an article, whatever it is called."""
MOSTLY = 0.7
"""The article has at least this part of the text."""
LINKED = 0.6
"""Where more of the text than this is links, it is a list of links."""
_STOPS = frozenset(("p", "table", "ul", "ol", "dl", "pre", "h1", "h2", "h3", "h4"))


@dataclass(slots=True)
class Weight:
    """What an element holds, all below it counted."""

    plain: int = 0
    """Characters of text outside of links, white space left out."""
    linked: int = 0
    """Characters of links."""
    amounts: int = 0
    """Cells of tables in which a number stands alone."""
    tables: int = 0
    """Tables below it, itself left out."""


class Article:
    """A page with what each of its elements holds."""

    def __init__(self, root: Element, styles: Styles) -> None:
        self._words = frozenset(patterns.load(WebPages).around)
        self._names = frozenset(patterns.load(WebPages).article)
        self._styles = styles
        self.hidden: set[int] = set()
        """Ids of elements that are not shown, with all below them."""
        self.aside: set[int] = set()
        """Ids of elements that stand around the article, with all below them."""
        self._weights: dict[int, Weight] = {}
        self.root = root
        self._weigh(root)
        self.body = self._found()
        """The smallest element that holds the article."""

    def weight(self, element: Element) -> Weight:
        """What an element holds."""
        return self._weights.get(id(element), Weight())

    def is_left_out(self, element: Element) -> bool:
        """Whether an element holds nothing of an article: hidden, a script, a bar around it."""
        return id(element) in self.hidden or id(element) in self.aside or element.tag in NEVER_TEXT

    def _weigh(self, root: Element) -> None:
        for element in root.walk():
            if element.tag not in NEVER_TEXT and self._styles.is_hidden(element):
                self.hidden.add(id(element))
        for element, links in _upwards(root):
            weight = Weight()
            self._weights[id(element)] = weight
            if element.tag in NEVER_TEXT or id(element) in self.hidden:
                continue
            for child in element.children:
                if isinstance(child, str):
                    size = len("".join(child.split()))
                    if links:
                        weight.linked += size
                    else:
                        weight.plain += size
                    continue
                if id(child) in self.aside:
                    continue
                of_child = self._weights[id(child)]
                weight.plain += of_child.plain
                weight.linked += of_child.linked
                weight.amounts += of_child.amounts
                weight.tables += of_child.tables + (child.tag == "table")
            if element.tag in ("td", "th") and not weight.tables and _AMOUNT.fullmatch(element.all_text()):
                weight.amounts += 1
            if self._stands_around(element, weight):
                self.aside.add(id(element))

    def _stands_around(self, element: Element, weight: Weight) -> bool:
        if weight.amounts or weight.plain > MOST_AROUND or element.tag in ("html", "body", "table", "td"):
            return False
        if element.tag in _AROUND_TAGS:
            return True
        names = f"{element.attribute('id')} {element.attribute('class')}".lower()
        if not names.strip() or self._names & set(names.split()):
            return False
        return not self._words.isdisjoint(_WORDS.findall(names))

    def _found(self) -> Element:
        body = next((e for e in self.root.elements if e.tag == "body"), self.root)
        all_of_it = self.weight(body)
        named = [e for e in body.walk() if self._is_named(e) and not any(map(self._is_named, e.above()))]
        named = [e for e in named if id(e) not in self.hidden and self._holds_all(e, all_of_it)]
        if len(named) == 1:
            return named[0]
        at = body
        while True:
            inner = [
                e
                for e in at.elements
                if not self.is_left_out(e)
                and self.weight(e).plain >= MOSTLY * all_of_it.plain
                and self.weight(e).amounts == all_of_it.amounts
            ]
            if len(inner) != 1 or (inner[0].tag in _STOPS and not self.weight(inner[0]).tables):
                return at
            at = inner[0]

    def _is_named(self, element: Element) -> bool:
        names = f"{element.attribute('id')} {element.attribute('class')}".lower().split()
        return not self._names.isdisjoint(names)

    def _holds_all(self, element: Element, all_of_it: Weight) -> bool:
        """Whether a named body loses nothing: all amounts are in it, and no longer text is elsewhere."""
        weight = self.weight(element)
        return weight.amounts == all_of_it.amounts and (
            weight.plain >= MOSTLY * all_of_it.plain or all_of_it.plain - weight.plain <= 3 * MOST_AROUND
        )


def _upwards(root: Element) -> Iterator[tuple[Element, bool]]:
    """Every element behind all that are in it, and whether it is a link or stands in one."""
    waiting: list[tuple[Element, bool, bool]] = [(root, False, False)]
    while waiting:
        element, in_link, is_done = waiting.pop()
        if is_done:
            yield element, in_link
            continue
        links = in_link or element.tag == "a"
        waiting.append((element, links, True))
        waiting.extend((child, links, False) for child in element.elements)
