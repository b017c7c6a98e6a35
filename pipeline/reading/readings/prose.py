"""The amounts of a document's sentences in reading order, each with what the grammar made of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Document
from extractors.narrative.squeezed import squeeze
from extractors.records import Fact, Quantity
from patterns import compiled, load
from patterns.shapes.clauses import Clauses
from patterns.shapes.readings import Readings
from pipeline.figures.printings import side_of
from pipeline.figures.tolerance import Side

_CHANGE = compiled(Clauses)["role.change"]
_WORDS = load(Clauses).words
_NAME, _ORDINAL = compiled(Readings)["name"], compiled(Readings)["ordinal"]
_ROLES = frozenset(load(Readings).limits.roles)
_BEFORE = 60
"""So many characters before a number say what it is."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of a sentence that can be a head, or a part, of a sum."""

    quantity: int
    """Its position among the quantities."""
    start: int
    side: Side
    fact: int | None
    """The fact of a value of this year that it gave, by position; null where the grammar read nothing."""
    section: int | None
    """The innermost section that is more than a numbered statement."""
    words: str
    """The squeezed words between it and the number before it, in its paragraph."""

    @property
    def is_part(self) -> bool:
        """Do its words say that it is a part of what stands before: 其中, in brackets?"""
        opens, closes = _WORDS.brackets
        return _WORDS.goes_into in self.words or self.words.count(opens) > self.words.count(closes)

    @property
    def name(self) -> str:
        """What it is called: the words of its last clause, without those that only lead to a number."""
        return str(_NAME.search(self.words)["name"])

    @property
    def ordinal(self) -> str | None:
        """The kind of ordinal that it is numbered with; null for none."""
        match = _ORDINAL.search(self.words)
        return None if match is None else str(match.lastgroup)


def amounts_of(
    document: Document, quantities: Sequence[Quantity], facts: Sequence[Fact], sections: Sequence[int | None]
) -> list[Amount]:
    """The amounts that can add up, in reading order: values of this year, and what the grammar did not read.

    `sections` are, for each quantity, the section that holds lists together. Changes, amounts of other years
    and thresholds are left out.
    """
    by_start: dict[int, list[int]] = defaultdict(list)
    for n, fact in enumerate(facts):
        if fact.place.start is not None and fact.value_raw is not None:
            by_start[fact.place.start].append(n)
    starts = [p.start for p in document.paragraphs]
    found, last = [], 0
    for number, q in enumerate(quantities):
        start = q.place.start
        if start is None or q.where not in ("body", "reason"):
            continue
        low = max(last, starts[max(bisect_right(starts, start) - 1, 0)], start - _BEFORE) if starts else last
        words, last = squeeze(document.text[low:start]), q.place.end or start
        if q.kind != "amount" or q.where != "body" or q.value_yuan is None:
            continue
        read = by_start.get(start, [])
        values = [n for n in read if facts[n].role in _ROLES]
        if (read and not values) or (not read and _CHANGE.search(words)):
            continue
        side = side_of(facts[values[0]], ()) if values else _side(q)
        if side is not None:
            at = values[0] if values else None
            found.append(Amount(number, start, side, at, sections[number], words))
    return found


def _side(quantity: Quantity) -> Side | None:
    fact = Fact(
        quantity.place,
        "",
        "",
        "narrative",
        value=quantity.value,
        value_yuan=quantity.value_yuan,
        decimals=quantity.decimals,
    )
    return side_of(fact, ())
