"""Characters of symbol fonts (Wingdings, Symbol) as the Unicode characters that they show.

Files store them in the private use area, at U+F000 and the code in the font.
"""

from __future__ import annotations

import re

_PRIVATE, _LAST = 0xF000, 0xF0FF
_SHOWN = {
    0x52: "☑",
    0x53: "☒",
    0x6C: "●",
    0x6D: "○",
    0x6E: "■",
    0x6F: "□",
    0x70: "□",
    0x71: "□",
    0x72: "□",
    0x74: "◆",
    0x75: "◆",
    0x76: "◆",
    0x77: "◆",
    0x9E: "·",
    0x9F: "•",
    0xA1: "○",
    0xA3: "□",
    0xA7: "▪",
    0xA8: "□",
    0xB7: "•",
    0xB2: "✧",
    0xD8: "➢",
    0xE0: "→",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "√",
    0xFD: "☒",
    0xFE: "☑",
}
"""By the code in Wingdings; of Wingdings 2 and Symbol what is met in forms (a ticked box, a bullet)."""
_OF_SYMBOL = {
    0x6D: "μ",
    0xA3: "≤",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xD6: "√",
}
"""By the code in the font Symbol."""
PLAIN = "•"
_IN_PRIVATE = re.compile("[\uf000-\uf0ff]")


def symbol(char: str, font: str = "") -> str:
    """The character that a symbol font shows for one of the private use area; others as they are.

    >>> symbol(chr(0xF0FE)), symbol(chr(0xF0A3), "Symbol"), symbol("1")
    ('☑', '≤', '1')
    """
    code = ord(char)
    if not _PRIVATE <= code <= _LAST:
        return char
    return (_OF_SYMBOL if font.lower() == "symbol" else _SHOWN).get(code - _PRIVATE, PLAIN)


def with_symbols(text: str, font: str = "") -> str:
    """The text with the characters that the symbol font shows.

    >>> with_symbols(chr(0xF0FE) + "有")
    '☑有'
    """
    return _IN_PRIVATE.sub(lambda found: symbol(found[0], font), text)
