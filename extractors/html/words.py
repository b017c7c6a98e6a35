"""Texts of a page as they are shown: white space collapsed, lines where the page breaks them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from extractors.html.elements import Element

BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "dialog",
            "div",
            "dl",
        ),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *(
            "header",
            "hgroup",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "ul",
        ),
        *("tbody", "thead", "tfoot", "tr", "td", "th", "caption", "html", "legend", "optgroup", "option"),
    )
)
"""Elements that begin and end a line."""
_BLANKS = re.compile(r"\s+")
_WIDE = frozenset("WF")


def shown(text: str) -> str:
    """A text with white space as one blank; a line end in the source between two wide characters is none.

    >>> shown("本年支出\\n   预算 1,\\n234")
    '本年支出预算 1, 234'
    """

    def blank(match: re.Match[str]) -> str:
        start, end = match.span()
        inside = start > 0 and end < len(text)
        if inside and "\n" in match[0] and _is_wide(text[start - 1]) and _is_wide(text[end]):
            return ""
        return " "

    return _BLANKS.sub(blank, text)


def cell_text(cell: Element, left_out: Callable[[Element], bool]) -> str:
    """The text of a cell, a line feed where a line begins; tables in it are left out."""
    parts: list[str] = []
    waiting: list[Element | str] = [cell]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node if node == "\n" else shown(node).replace("\n", " "))
            continue
        if node is not cell and (node.tag == "table" or left_out(node)):
            continue
        if node.tag == "br":
            parts.append("\n")
            continue
        is_block = node.tag in BLOCKS and node is not cell
        if is_block:
            waiting.append("\n")
        waiting.extend(reversed(node.children))
        if is_block:
            parts.append("\n")
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in _WIDE
