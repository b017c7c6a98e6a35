"""The text of a written cell as a printed one is read: on one line, without blanks that only set it out."""

from __future__ import annotations

import unicodedata

_WIDE = frozenset("WF")


def mended(text: str) -> str:
    """The text with blanks and line ends between narrow characters as one blank, all others left out.

    What is printed wide is set apart by blanks only to fill its cell; numbers and Latin words are not.

    >>> mended(" 合　　计\\n"), mended("一、收入\\n二、支出"), mended("12.5 30"), mended("A4 paper")
    ('合计', '一、收入二、支出', '12.5 30', 'A4 paper')
    """
    words = text.split()
    if not words:
        return ""
    parts = [words[0]]
    for word in words[1:]:
        if not (_is_wide(parts[-1][-1]) or _is_wide(word[0])):
            parts.append(" ")
        parts.append(word)
    return "".join(parts)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in _WIDE
