"""The form in which sentences are matched: squeezed, and looked at from their end.

A figure is read by the words before it, so most patterns must end where the number begins, but for filling
words (`tail` of `patterns/clauses.toml`).
"""

from __future__ import annotations

import regex

from patterns import Matcher, compiled, load
from patterns.shapes.clauses import Clauses

_WORDS = load(Clauses).words
_TAIL: str = compiled(Clauses)["tail"].compiled.pattern.removesuffix("$")
_SQUEEZE = {
    **{ord(c): None for c in " \t\n\r\f\v\u00a0\u3000\ufeff" + _WORDS.quotes},
    **str.maketrans("（），：；．％﹪０１２３４５６７８９", "(),:;.%%0123456789"),
}
LONGEST = 72
"""A subject stands within so many characters before its number."""


def squeeze(text: str) -> str:
    """A text without white space and quotation marks, with half-width marks and digits.

    >>> squeeze("“三公” 经费（境）：")
    '三公经费(境):'
    """
    return text.translate(_SQUEEZE)


def anchored(name: str, expression: str) -> Matcher:
    """The expression as a pattern that ends, but for filling words, at the end of a text."""
    return Matcher(name, "clauses.toml", regex.compile(rf"{expression}(?:{_TAIL})?$"))


def clause_start(words: str) -> int:
    """Where the last clause of squeezed words begins.

    >>> clause_start("支出合计,比上年"), clause_start("支出合计")
    (5, 0)
    """
    return max(words.rfind(mark) for mark in _WORDS.clause_marks) + 1
