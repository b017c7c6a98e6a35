"""The form in which sentences are matched: squeezed, and looked at from their end.

A figure is read by the words before it, so most patterns must end where the number begins, but for filling
words (`tail` of `patterns/clauses.toml`).
"""

from __future__ import annotations

import re

import regex

from patterns import Matcher, compiled, load
from patterns.shapes.clauses import Clauses

_WORDS = load(Clauses).words
_TAIL: str = compiled(Clauses)["tail"].compiled.pattern.removesuffix("$")
_SQUEEZE = {
    **{ord(c): None for c in " \t\n\r\f\v\u00a0\u3000\ufeff" + _WORDS.quotes},
    **str.maketrans("（），：；．％﹪０１２３４５６７８９", "(),:;.%%0123456789"),
}
_CHANGED = re.compile(f"[{re.escape(''.join(map(chr, _SQUEEZE)))}]").search
"""Finds the first character that squeezing changes: many texts have none, and are not walked through."""
_LEFT_OUT = frozenset(chr(code) for code, becomes in _SQUEEZE.items() if becomes is None)
LONGEST = 72
"""A subject stands within so many characters before its number."""


def squeeze(text: str) -> str:
    """A text without white space and quotation marks, with half-width marks and digits.

    >>> squeeze("“三公” 经费（境）：")
    '三公经费(境):'
    """
    return text if _CHANGED(text) is None else text.translate(_SQUEEZE)


def kept(text: str) -> list[int]:
    """The positions of the characters that squeezing leaves, changed or not.

    >>> kept("“三公” 经费（境）：")
    [1, 2, 5, 6, 7, 8, 9, 10]
    """
    return [at for at, character in enumerate(text) if character not in _LEFT_OUT]


def anchored(name: str, expression: str) -> Matcher:
    """The expression as a pattern that ends, but for filling words, at the end of a text."""
    return Matcher(name, "clauses.toml", regex.compile(rf"{expression}(?:{_TAIL})?$"))


def clause_start(words: str) -> int:
    """Where the last clause of squeezed words begins.

    >>> clause_start("支出合计,比上年"), clause_start("支出合计")
    (5, 0)
    """
    return max(words.rfind(mark) for mark in _WORDS.clause_marks) + 1
