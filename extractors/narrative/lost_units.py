"""Units that a document leaves out because a sibling prints them (docs/domain.md §3.5 e).

货物0、工程0、服务0.02万元.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.frozen import replaced
from extractors.narrative.number_tokens import LOOK_BACK, NumberToken
from extractors.narrative.numerals import printed_decimals
from patterns import compiled
from patterns.shapes.quantities import Quantities

_PATTERNS = compiled(Quantities)
_SIBLINGS = 2
"""How many counted siblings a bare whole number needs before it counts the same thing."""


def with_lost_units(text: str, tokens: Sequence[NumberToken]) -> list[NumberToken]:
    """The tokens of a paragraph; bare numbers have the unit that their siblings print, where that is sure."""
    if all(t.kind for t in tokens):
        return list(tokens)
    tokens = list(tokens)
    between = _PATTERNS["between"]
    for at in range(len(tokens) - 2, -1, -1):
        bare, after = tokens[at], tokens[at + 1]
        if bare.kind is None and after.kind and between.fullmatch(text, bare.end, after.start):
            tokens[at] = replaced(bare, kind=after.kind, unit=after.unit)
    first = end = 0
    for at, token in enumerate(tokens):
        if _PATTERNS["sentence_end"].search(text, end, token.start):
            first = at
        end = token.end
        if token.kind is None:
            tokens[at] = _guess(text, token, tokens[first:at], tokens[at + 1 :])
    return tokens


def _guess(text: str, bare: NumberToken, before: list[NumberToken], after: list[NumberToken]) -> NumberToken:
    """What a bare number is, by the words before it and by the quantities around it in its sentence."""
    raw = text[bare.start : bare.end]
    left = text[max(0, bare.start - LOOK_BACK) : bare.start]
    if _PATTERNS["rate_before"].search(left):
        return replaced(bare, kind="percent")
    if not _PATTERNS["stops"].match(text, bare.end) or not _PATTERNS["label"].search(left):
        return bare
    if _PATTERNS["conserved"].fullmatch(raw):
        if any(t.kind for t in before) and _PATTERNS["percent_lost"].search(left):
            return replaced(bare, kind="percent")
        for other in (*reversed(before), *after):
            # A version or a diameter in the same sentence has other decimals than the money.
            same = printed_decimals(text[slice(*other.number)]) == printed_decimals(raw)
            if other.kind == "amount" and same:
                apart = _PATTERNS["sentence_end"].search(text, bare.end, max(bare.end, other.start))
                return bare if apart else replaced(bare, kind="amount", unit=other.unit)
        return bare
    siblings = [t for t in before if t.kind][-_SIBLINGS:]
    units = {(t.kind, t.unit) for t in siblings}
    if len(siblings) == _SIBLINGS and len(units) == 1 and siblings[0].kind == "count":
        return replaced(bare, kind="count", unit=siblings[0].unit)
    return bare
