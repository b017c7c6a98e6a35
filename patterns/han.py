"""Chinese characters: the one place that says which characters these are."""

from __future__ import annotations

UNIFIED = "\u4e00-\u9fff"
"""The ideographs of running text, as a range in a class of a regular expression."""
FIRST_UNIFIED = "\u4e00-\u9fd5"
"""Those of the first versions of Unicode: what jieba takes for Chinese; it leaves the others alone."""
IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\ufaff"
"""Those with the rare and the compatible ones, as words are searched. What stands between them counts too:
fonts without a map of their own print signs under such codes."""


def is_han(character: str) -> bool:
    """Is it one of the ideographs of running text?

    >>> [is_han(c) for c in "费〇9，"]
    [True, False, False, False]
    """
    return "\u4e00" <= character <= "\u9fff"


def is_ideograph(character: str) -> bool:
    """Is it an ideograph of any kind, rare, compatible or of the supplementary planes?

    >>> [is_ideograph(c) for c in "费㐀豈𠀀〇9"]
    [True, True, True, True, False, False]
    """
    return (
        "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
    )
