"""The amounts of a document's sentences in reading order, each with what the grammar made of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.document import Document
from extractors.narrative.setting import Setting
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
_LIMITS = load(Readings).limits
_ROLES = frozenset(_LIMITS.roles)
_FAR = 90
"""So far back a name is looked for that the words directly before a number do not say."""
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
    scope: str
    """The fund that its section is about."""
    words: str
    """The squeezed words between it and the number before it, in its paragraph."""
    text: str
    """The squeezed text before it, over figures and into the paragraph before."""

    @property
    def is_part(self) -> bool:
        """Do its words say that it is a part of what stands before: 其中, in brackets?"""
        opens, closes = _WORDS.brackets
        bracket = self.words.count(opens) > self.words.count(closes)
        return bracket or any(word in self.words for word in _LIMITS.open_list)

    @property
    def name(self) -> str:
        """What it is called: the words of its last clause, without those that only lead to a number.

        Empty where these name nothing, or several figures at once.
        """
        match = _NAME.search(self.words)
        name = "" if match is None else str(match["name"])
        is_shared = any(word in self.words for word in _LIMITS.divide)
        return "" if is_shared or name in _LIMITS.no_names else name

    @property
    def ordinal(self) -> str | None:
        """The kind of ordinal that it is numbered with; null for none."""
        match = _ORDINAL.search(self.words)
        return None if match is None else str(match.lastgroup)


def words_before(document: Document, quantities: Sequence[Quantity]) -> list[str]:
    """The squeezed words between each quantity and the one before it, in its paragraph."""
    starts = [p.start for p in document.paragraphs]
    found, last = [], 0
    for q in quantities:
        start = q.place.start or 0
        opening = starts[max(bisect_right(starts, start) - 1, 0)] if starts else 0
        found.append(squeeze(document.text[max(last, opening, start - _BEFORE) : start]))
        last = q.place.end or start
    return found


def facts_at(facts: Sequence[Fact]) -> Mapping[int, Sequence[int]]:
    """The positions of the facts of printed numbers, by where these begin."""
    found: dict[int, list[int]] = defaultdict(list)
    for n, fact in enumerate(facts):
        if fact.place.start is not None and fact.value_raw is not None:
            found[fact.place.start].append(n)
    return found


def amounts_of(
    document: Document,
    quantities: Sequence[Quantity],
    words: Sequence[str],
    facts: Sequence[Fact],
    settings: Sequence[Setting],
) -> list[Amount]:
    """The amounts that can add up, in reading order: values of this year, and what the grammar did not read.

    For each quantity, `words` are those before it, `settings` says where it stands: the section around holds
    lists together. Changes, amounts of other years and thresholds are left out.
    """
    by_start = facts_at(facts)
    found = []
    for number, q in enumerate(quantities):
        start = q.place.start
        if start is None or q.kind != "amount" or q.where != "body" or q.value_yuan is None:
            continue
        read = by_start.get(start, [])
        values = [n for n in read if facts[n].role in _ROLES]
        if (read and not values) or (not read and _CHANGE.search(words[number])):
            continue
        side = side_of(facts[values[0]], ()) if values else _side(q)
        if side is not None:
            at = values[0] if values else None
            text = squeeze(document.text[max(start - _FAR, 0) : start])
            setting = settings[number]
            found.append(Amount(number, start, side, at, setting.around, setting.scope, words[number], text))
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
