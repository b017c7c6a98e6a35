"""What of two texts or two runs of rows is the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

Row = dict[int, str]
"""The texts of a row of a table by column, in comparable form; blank cells left out."""


def plain(text: str | None) -> str:
    """A text without white space and full width: what of it can be read in a picture.

    >>> plain("１,234.50　万元")
    '1,234.50万元'
    """
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def distance(a: str, b: str) -> int:
    """How many characters have to be put in, taken out or replaced (Myers 1999, in Hyyrö's form).

    >>> distance("123.45", "128.4"), distance("", "ab"), distance("kitten", "sitting")
    (2, 2, 3)
    """
    if not a or not b:
        return len(a) + len(b)
    masks: dict[str, int] = {}
    for n, char in enumerate(a):
        masks[char] = masks.get(char, 0) | 1 << n
    every, last = (1 << len(a)) - 1, 1 << (len(a) - 1)
    more, less, found = every, 0, len(a)
    for char in b:
        match = masks.get(char, 0)
        same = match | less
        cross = (((match & more) + more) ^ more) | match
        up, down = less | ~(cross | more) & every, more & cross
        found += bool(up & last) - bool(down & last)
        up, down = (up << 1 | 1) & every, down << 1 & every
        more, less = down | ~(same | up) & every, up & same
    return found


def aligned(rows: Sequence[Row], others: Sequence[Row]) -> dict[int, int]:
    """For each row, the one among the others that it corresponds to: in the same order, with as many equal
    cells in equal columns as there can be; rows that have nothing in common correspond to none.

    >>> aligned([{0: "a", 1: "1"}, {0: "b", 1: "2"}], [{0: "x"}, {0: "a", 1: "1"}, {0: "b", 1: "3"}])
    {0: 1, 1: 2}
    """
    height, width = len(rows), len(others)
    gains = [[_gain(row, other) for other in others] for row in rows]
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + gains[i][j])
    found: dict[int, int] = {}
    i = j = 0
    while i < height and j < width:
        if gains[i][j] and best[i][j] == best[i + 1][j + 1] + gains[i][j]:
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _gain(row: Row, other: Row) -> float:
    """Equal cells in equal columns count; those of other columns only tell rows apart."""
    same = sum(1 for col, text in row.items() if other.get(col) == text)
    elsewhere = len(set(row.values()) & set(other.values()))
    return same + elsewhere / 4
