"""Chooses among the readings of a figure: the first that the document's own figures bear out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.records import Fact
from patterns import load
from patterns.shapes.readings import Readings
from pipeline.reading.readings.families import other_balances, other_funds
from pipeline.reading.readings.parts import is_item, says_fund, spends
from pipeline.reading.readings.prose import Amount
from pipeline.reading.readings.table_figures import TableFigures

_LIMITS = load(Readings).limits
TABLE, SUM, NONE = "table", "sum", "none"
CONTRADICTED = 0.85
"""Confidence in a reading that the tables contradict, and for which there is no other."""


def chosen(
    fact: Fact,
    by_head: Fact | None,
    named: Fact | None,
    amount: Amount,
    tables: TableFigures,
) -> Fact:
    """A figure as it is read in the end.

    `by_head` is its reading as a part of the sum that it stands in, with the fund or the item of the head,
    `named` the one as just a part of that name; `amount` has the words before its number. What the tables
    print stands; then what the sum says; then an item that was named before, another fund, balance or role,
    if the tables print just that. What none bears out keeps the reading of its words, but is less sure.
    """
    agrees = tables.agrees(fact)
    if by_head is not None and _is_narrower(by_head, fact) and tables.agrees(by_head) is not False:
        return replace(by_head, reading=SUM)  # the tables may print just as much for the body, or in all
    if agrees:
        return fact
    if by_head is not None and (agrees is False or _is_open(fact, by_head, tables)):
        return replace(by_head, reading=SUM)
    if agrees is None or not fact.value:
        return fact
    item = tables.named_in(fact, amount.text)
    if item is not None:
        return replace(item, reading=TABLE)
    for other in _others(fact, amount.words):
        if tables.agrees(other):
            return replace(other, reading=TABLE)
    if named is not None:
        return replace(named, reading=SUM)
    return replace(fact, reading=NONE, confidence=min(fact.confidence, CONTRADICTED))


def _is_narrower(by_head: Fact, fact: Fact) -> bool:
    """Is one reading of an item, or of one way of spending, and the other of everything?"""
    return (is_item(by_head) and not is_item(fact)) or (spends(by_head) and not spends(fact))


def _is_open(fact: Fact, by_head: Fact, tables: TableFigures) -> bool:
    """May a sum decide, where no table says anything of the words' reading?

    Nothing adds up to anything; and the fund of an item is as well the wider one that its section names.
    """
    return tables.agrees(by_head) is not False and bool(fact.value) and not is_item(fact)


def _others(fact: Fact, words: str) -> Iterator[Fact]:
    """Other readings that the words leave open, the likeliest first."""
    if not any(word in words for word in _LIMITS.say_balance):
        yield from other_balances(fact)
    if not says_fund(fact):
        for other in other_funds(fact):
            yield other
            yield from other_balances(other)
    if fact.role in _LIMITS.roles and not any(word in words for word in _LIMITS.role_words):
        for role in _LIMITS.roles:
            if role != fact.role:
                yield replace(fact, role=role)
