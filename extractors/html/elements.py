"""The elements of a web page as HTML5 builds them: a bounded tree of our own; each knows its XPath."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from extractors.errors import Unreadable

MOST_NODES = 1_000_000
"""Elements and texts of a page; the largest real ones have a twentieth."""
DEEPEST = 512
"""What is nested deeper hangs on the element at this depth, as browsers do it."""
MOST_OPEN = 4_000
"""So many elements may be open at once in the source: the parser's time grows with its square."""
_NESTING = re.compile(
    r"<(/?)(?:div|table|span|font|section|center|blockquote|ul|ol|b|i|a|em|strong|svg)\b", re.IGNORECASE
)
_UNNUMBERED = frozenset(("html", "head", "body"))


@dataclass(slots=True, eq=False)
class Element:
    """An element with its attributes, elements and texts in it."""

    tag: str
    attributes: Mapping[str, str | None]
    parent: Element | None
    number: int
    """Which of its parent's elements of the same tag it is, from 1."""
    children: list[Element | str] = field(default_factory=list)
    is_deepest: bool = False
    """Whether what is nested deeper hangs on it instead."""

    @property
    def elements(self) -> Iterator[Element]:
        """The elements in it."""
        return (child for child in self.children if isinstance(child, Element))

    def attribute(self, name: str) -> str:
        """An attribute; empty where it is not given."""
        return self.attributes.get(name) or ""

    def xpath(self) -> str:
        """Its place as a browser gives it: /html/body/div[2]/table[1]/tbody[1]/tr[4]/td[3]."""
        steps: list[str] = []
        at: Element | None = self
        while at is not None:
            steps.append(at.tag if at.tag in _UNNUMBERED else f"{at.tag}[{at.number}]")
            at = at.parent
        return "/" + "/".join(reversed(steps))

    def walk(self) -> Iterator[Element]:
        """It and all elements below, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            if element.children:
                waiting += [child for child in element.children[::-1] if not isinstance(child, str)]

    def all_text(self) -> str:
        """Every text below it, in the order of the page, as it stands there."""
        parts: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                parts.append(node)
            else:
                waiting.extend(reversed(node.children))
        return "".join(parts)

    def above(self) -> Iterator[Element]:
        """The elements that it stands in, the nearest first."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent


def parse(text: str) -> Element:
    """The `html` element of a page.

    Raises `Unreadable` ("too_large") for more nodes or deeper nesting than any page has.
    """
    from selectolax.lexbor import LexborHTMLParser

    if text.count("<") > 2 * MOST_NODES:
        raise _too_many()
    _demand_shallow(text)
    parsed = LexborHTMLParser(text)
    root = parsed.root
    if root is None:
        raise Unreadable("html", "a web page without any element; fetch the page again")
    top = Element("html", root.attributes, None, 1)
    counts: dict[int, Counter[str]] = {}
    waiting = [(root.first_child, top, 1)]
    seen = 0
    while waiting:
        node, parent, depth = waiting.pop()
        while node is not None:
            seen += 1
            if seen > MOST_NODES:
                raise _too_many()
            if node.is_text_node:
                parent.children.append(node.text_content or "")
            elif node.is_element_node:
                tag = str(node.tag)
                number = counts.setdefault(id(parent), Counter())
                number[tag] += 1
                element = Element(tag, node.attributes, parent, number[tag])
                parent.children.append(element)
                inner = node.first_child
                if inner is not None:
                    # What comes behind waits; what stands inside goes first, so that texts keep their order.
                    if node.next is not None:
                        waiting.append((node.next, parent, depth))
                    if depth >= DEEPEST:
                        parent.is_deepest = True
                    node, parent, depth = inner, element if depth < DEEPEST else parent, depth + 1
                    continue
            node = node.next
    return top


def _too_many() -> Unreadable:
    return Unreadable(
        "too_large", f"a web page of more than {MOST_NODES} elements and texts; save it in parts"
    )


def _demand_shallow(text: str) -> None:
    depth = 0
    for match in _NESTING.finditer(text):
        depth += -1 if match[1] else 1
        depth = max(depth, 0)
        if depth > MOST_OPEN:
            raise Unreadable(
                "too_large",
                f"a web page with more than {MOST_OPEN} elements in one another; a hostile or damaged file",
            )
