"""What a browser writes before the items of an ordered list: it stands in no text of the page."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.html.elements import Element
from patterns import load
from patterns.shapes.web_pages import WebPages

_LETTERS, _MOST_DIGITS = 26, 5
_KINDS = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HAN = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal", "chinese")
_MARKED = re.compile(
    r"\s*(?:[0-9]+|[^\W\d_])?[.\N{IDEOGRAPHIC COMMA}\N{FULLWIDTH FULL STOP}]"
    r"|\s*[(\N{FULLWIDTH LEFT PARENTHESIS}]"
)
"""An item that says its number itself."""


def list_mark(item: Element, style: str) -> str:
    """The mark of an item; empty in a list without numbers, or where the item says one itself.

    `style` is the `list-style` of the list, in small letters.

    >>> ordered = Element("ol", {"start": "3"}, None, 1)
    >>> list_mark(Element("li", {}, ordered, 2), ""), list_mark(Element("li", {}, ordered, 2), "upper-alpha")
    ('4.', 'D.')
    """
    ordered = item.parent
    if ordered is None or ordered.tag != "ol" or "none" in style or _MARKED.match(item.all_text()):
        return ""
    first = _whole(ordered.attribute("start"))
    number = (1 if first is None else first) + item.number - 1
    own = _whole(item.attribute("value"))
    number = number if own is None else own
    kind = style or _KINDS.get(ordered.attribute("type"), "")
    if any(name in kind for name in _HAN):
        return _han(number) + load(WebPages).han_mark
    for name, write in _WAYS.items():
        if name in kind:
            return f"{write(number)}."
    return f"{number}."


def _whole(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def _alpha(number: int) -> str:
    return chr(ord("a") + number - 1) if 1 <= number <= _LETTERS else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        while 0 < value <= number < _ROMAN[0][0] * 4:
            text, number = text + sign, number - value
    return text or str(number)


def _han(number: int) -> str:
    """A number below a hundred in Chinese."""
    digits, ten = load(WebPages).han_digits, load(WebPages).han_ten
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return "".join(digits[int(d)] for d in str(number))
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + ten + (digits[ones] if ones else "")


_WAYS: dict[str, Callable[[int], str]] = {
    "lower-alpha": _alpha,
    "upper-alpha": lambda number: _alpha(number).upper(),
    "lower-latin": _alpha,
    "upper-latin": lambda number: _alpha(number).upper(),
    "lower-roman": _roman,
    "upper-roman": lambda number: _roman(number).upper(),
}
