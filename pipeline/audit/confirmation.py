"""What confirms the reading of a fact: checks that hold with it, and other printings of its figure.

A check confirms a figure when it holds with it as an operand, and could have failed: 0 = 0 says nothing, and
neither does a cell that is compared with itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.document import Place
from extractors.frozen import frozen, replaced
from extractors.records import Check, Fact

TABLE, SENTENCE, SUM, GROWTH, SHARE = "table", "sentence", "sum", "growth", "share"
_REPEATED = ("N01", "I04", "I08", "I09", "I11")
"""Checks of two printings of one figure."""
_ARITHMETIC = {"P01": GROWTH, "P06": GROWTH, "P03": SHARE, "P02": SHARE}
_UNCOMPARED = ("P04", "N04")
"""Checks that hold for figures of quite another meaning too: shares together, and words."""
_LEAST_OPERANDS = 2


@frozen
class Witness:
    """A check that holds with a fact, as that fact sees it."""

    by: str
    """table, sentence, sum, growth, share, or the code of an identity."""
    check: int
    """The position of the check."""
    fact: int
    operands: tuple[int, ...]
    """Of the check, that fact among them."""

    @property
    def others(self) -> tuple[int, ...]:
        """The operands beside the fact."""
        return tuple(n for n in self.operands if n != self.fact)


Witnesses = Mapping[int, Sequence[Witness]]


def witnesses(facts: Sequence[Fact], checks: Sequence[Check]) -> Witnesses:
    """What confirms each fact, by its position; facts that nothing confirms are not there."""
    found: dict[int, list[Witness]] = defaultdict(list)
    for number, check in enumerate(checks):
        operands = (*check.lhs_facts, *check.rhs_facts)
        if not _could_fail(facts, check, operands):
            continue
        in_tables = {m for m in operands if facts[m].table is not None}
        elsewhere = set(operands) - in_tables
        for n in dict.fromkeys(operands):
            if facts[n].value:  # any sum allows for a zero
                for by in _names(check, n in in_tables, bool(in_tables - {n}), bool(elsewhere - {n})):
                    found[n].append(Witness(by, number, n, operands))
    return found


def confirmed(facts: Sequence[Fact], found: Witnesses) -> tuple[Fact, ...]:
    """The facts with the names of what confirms them."""
    return tuple(
        replaced(fact, confirmed_by=tuple(sorted({w.by for w in found[n]}))) if n in found else fact
        for n, fact in enumerate(facts)
    )


def _could_fail(facts: Sequence[Fact], check: Check, operands: Sequence[int]) -> bool:
    """Does a check hold that says something of its operands?"""
    if not check.result.startswith("pass") or "≤" in check.formula:
        return False
    if check.code in _UNCOMPARED or len(set(operands)) < _LEAST_OPERANDS:
        return False
    printed = {_spot(facts[n].place) for n in operands if facts[n].value}
    return len(printed) >= _LEAST_OPERANDS


def _spot(place: Place) -> tuple[object, ...]:
    return (place.page, place.start, place.end)


def _names(check: Check, in_table: bool, beside_tables: bool, beside_sentences: bool) -> Iterator[str]:
    """What a check is called that confirms a fact of a table, or of a sentence; what it compares it with
    stands in tables, in sentences, or in both."""
    if check.code in _ARITHMETIC:
        yield _ARITHMETIC[check.code]
        return
    if check.code in _REPEATED:
        yield TABLE if beside_tables else SENTENCE
    if in_table and not beside_sentences:
        yield check.code
    elif check.code not in _REPEATED:
        yield SUM
