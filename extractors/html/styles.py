"""What style says of an element: whether it is shown, and how its text stands out.

Only what reading asks for: inline style, the attributes that came before it, and rules of `<style>` for a
tag, a class or an id alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.frozen import frozen
from extractors.html.elements import Element

_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:(?P<kind>[.#])(?P<name>[\w-]+))?", re.IGNORECASE)
_SIZE = re.compile(r"([0-9.]+) *(pt|px|em|rem|%)?")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "%": 0.12, "": 0.75}
_FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
"""Of `<font size>`, in points."""
_HEADING_SIZES = {"h1": 24.0, "h2": 18.0, "h3": 14.0, "h4": 12.0, "h5": 10.0, "h6": 8.0}
_BOLD_TAGS = frozenset(("b", "strong", "th", *_HEADING_SIZES))
_MOST_RULES = 20_000
_BOLD_WEIGHT = 600
Declarations = dict[str, str]


@frozen
class Style:
    """How the text of an element stands out."""

    bold: bool = False
    centred: bool = False
    size: float | None = None
    """Of its font, in points; null where nothing says so."""


class Styles:
    """The rules of a page."""

    def __init__(self, sheets: Iterable[str]) -> None:
        """`sheets` are the texts of its `<style>` elements."""
        self._rules: dict[tuple[str, str], list[tuple[str | None, Declarations]]] = {}
        count = 0
        for sheet in sheets:
            for match in _RULE.finditer(_COMMENT.sub(" ", sheet)):
                declared = declarations(match[2])
                for selector in match[1].split(","):
                    simple = _SIMPLE.fullmatch(selector.strip())
                    if simple is None or not simple[0] or count >= _MOST_RULES:
                        continue
                    count += 1
                    tag = simple["tag"].lower() if simple["tag"] else None
                    key = (simple["kind"], simple["name"]) if simple["kind"] else ("", tag or "")
                    self._rules.setdefault(key, []).append((tag, declared))

    def of(self, element: Element) -> Declarations:
        """What is declared for an element, the strongest last."""
        inline = element.attributes.get("style")
        if not self._rules:
            return declarations(inline) if inline else {}
        found: Declarations = {}
        keys = [("", element.tag)]
        keys += [(".", name) for name in element.attribute("class").split()]
        keys += [("#", element.attribute("id"))]
        for key in keys:
            for tag, declared in self._rules.get(key, ()):
                if tag is None or tag == element.tag:
                    found |= declared
        return found | declarations(inline) if inline else found

    def is_hidden(self, element: Element) -> bool:
        """Whether the element itself is not shown."""
        attributes = element.attributes
        if not attributes and not self._rules:
            return False
        if "hidden" in attributes or element.attribute("type").lower() == "hidden":
            return True
        declared = self.of(element)
        if not declared:
            return False
        return (
            declared.get("display", "").startswith("none")
            or declared.get("visibility", "") in ("hidden", "collapse")
            or declared.get("mso-hide", "") == "all"
        )

    def style(self, element: Element, around: Style) -> Style:
        """How the text of an element stands out, in one that stands out as `around` says."""
        bold, centred, size = around.bold, around.centred, around.size
        tag = element.tag
        bold = bold or tag in _BOLD_TAGS
        size = _HEADING_SIZES.get(tag, size)
        if tag == "center" or element.attribute("align").lower() == "center":
            centred = True
        elif element.attribute("align"):
            centred = False
        if tag == "font":
            size = _FONT_SIZES.get(element.attribute("size").strip(), size)
        declared = self.of(element)
        if declared:
            weight = declared.get("font-weight", "")
            if weight:
                bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight[:5]) >= _BOLD_WEIGHT)
            align = declared.get("text-align", "")
            if align:
                centred = align.startswith(("center", "-webkit-center"))
            size = _points(declared.get("font-size", ""), size)
        return Style(bold, centred, size)


def declarations(text: str) -> Declarations:
    """The properties of a style attribute, in small letters.

    >>> declarations("font-weight: Bold; DISPLAY:none !important")
    {'font-weight': 'bold', 'display': 'none'}
    """
    found: Declarations = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return found


def _points(value: str, otherwise: float | None) -> float | None:
    match = _SIZE.match(value)
    if match is None:
        return otherwise
    try:
        return float(match[1]) * _POINTS[match[2] or ""]
    except ValueError:
        return otherwise
