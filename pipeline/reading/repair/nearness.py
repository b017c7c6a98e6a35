"""How near a string that was read is to one that may be printed.

An edit distance in which what a recogniser is prone to costs little: a character that it was not sure of, one
that looks like the other, a speck or the rest of a seal at an end. What it was sure of and what looks
otherwise costs more than any bound allows.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import inf, isclose

from patterns import load
from patterns.han import is_ideograph
from patterns.shapes.printed_headers import PrintedHeaders

FREE = 0.0
SLIGHT = 0.2
"""Of a mark of punctuation: read as another, lost, or read where there is none."""
LIKELY = 0.35
"""Of a speck at an end, or of a character read without certainty for one that looks like it."""
UNSURE = 0.55
"""Of a character lost beside one read without certainty."""
OTHER = 0.8
"""Of a character read without certainty for one that looks otherwise."""
LOST = 0.8
"""Of a character that is not there, where all around is sure."""
NO_SPECK = 1.0
"""Of a character read without certainty where there is none, and that is no speck."""
ALIKE = 0.8
"""Of a character read with certainty for one that looks like it."""
NEVER = 100.0
"""Of a character read with certainty that is another, or none."""
MARGIN = 0.4
"""The second nearest is at least so much farther."""
MARGIN_IN_MEANING = 0.2
"""The same of one that means the same."""
MOST_SPECKS = 3
"""So many characters at either end may be specks."""
MOST_WORDS = 2
"""So many of them may be words of a seal."""


Meaning = Callable[[str], frozenset[str]]
"""What a string stands for; empty for nothing that is known."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One character as lists know it."""

    plain: str
    printed: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Near:
    """An entry, how far it is, and its text with the printed form of what was read right."""

    entry: str
    cost: float
    text: str


def nearest(
    read: Sequence[Sign], entries: Iterable[str], bound: float, meaning: Meaning = lambda _: frozenset()
) -> Near | None:
    """The one entry within `bound` that no other, nor an opposite of it, comes near to; null for none.

    Another that has the same `meaning`, if there is one, may come nearer than one that has not. Entries may
    hold the string as read: it is then the nearest, at no cost.
    """
    if not read:
        return None
    costs = _costs(read)
    limit = bound + MARGIN
    have = Counter(sign.plain for sign in read)
    found = sorted(
        (cost, entry)
        for entry in {_plain(e): e for e in entries}.values()
        if _least(have, _plain(entry)) <= limit and (cost := _distance(costs, entry, limit)) <= limit
    )
    if not found or found[0][0] > bound:
        return None
    cost, entry = found[0]
    for rival, other in found[1:]:
        same = bool(meaning(entry)) and meaning(entry) == meaning(other)
        if rival < cost + (MARGIN_IN_MEANING if same else MARGIN):
            return None
    aligned = _aligned(costs, entry, limit)
    read_off = "".join("" if i is None else sign for i, sign in zip(aligned, entry, strict=True))
    for word, other in _opposites():
        # Where the word itself was lost, nothing was read that could be its opposite.
        if word in read_off and _distance(costs, entry.replace(word, other), limit) < cost + MARGIN:
            return None
    signs = [
        sign if i is None or read[i].plain != _plain(sign) else read[i].printed
        for i, sign in zip(aligned, entry, strict=True)
    ]
    return Near(entry, cost, "".join(signs))


def all_sure(read: Sequence[Sign]) -> bool:
    """Was everything read with certainty? No letter is, among words of a table."""
    return all(sign.is_sure and (is_ideograph(sign.plain) or not sign.plain.isalpha()) for sign in read)


def only_lost(read: Sequence[Sign], entry: str) -> bool:
    """Does what was read only lack characters of the entry? Then it may as well be worded shorter."""
    rest = iter(_plain(entry))
    return all(sign.plain in rest for sign in read if not _is_mark(sign.plain))


def has_number(text: str) -> bool:
    """Does a text hold a code, a year or an amount, of which no list knows whether it is right?"""
    return any(all(map(str.isdigit, text[i : i + 3])) for i in range(len(text) - 2))


@dataclass(frozen=True, slots=True)
class _Costs:
    """What was read, and what it costs to leave each of its characters out or to add one before it."""

    read: tuple[Sign, ...]
    without: tuple[float, ...]
    before: tuple[float, ...]
    """One more than characters: the last is what one costs at the end."""


def _costs(read: Sequence[Sign]) -> _Costs:
    n = len(read)
    specks = {*_specks(read), *(n - 1 - i for i in _specks(read[::-1]))}
    without = [_without(sign, i in specks) for i, sign in enumerate(read)]
    sure = [True, *(sign.is_sure for sign in read), True]
    before = [LOST if sure[i] and sure[i + 1] else UNSURE for i in range(n + 1)]
    return _Costs(tuple(read), tuple(without), tuple(before))


def _specks(read: Sequence[Sign]) -> range:
    """How far specks may reach from the beginning of what was read."""
    words, strokes = 0, load(PrintedHeaders).strokes
    for n, sign in enumerate(read[:MOST_SPECKS]):
        is_letter = unicodedata.category(sign.plain)[0] in "LN"
        foreign = is_letter and not is_ideograph(sign.plain)
        uncertain = is_letter and not sign.is_sure and sign.plain not in _ends()
        if uncertain and is_ideograph(sign.plain):
            words += 1
        if words > MOST_WORDS or not (foreign or uncertain or sign.plain in strokes or _is_mark(sign.plain)):
            return range(n)
    return range(min(len(read), MOST_SPECKS))


def _without(sign: Sign, may_be_speck: bool) -> float:
    """What it costs that there is no such character."""
    if _is_mark(sign.plain):
        return SLIGHT
    if may_be_speck:
        return LIKELY
    return NEVER if sign.is_sure else NO_SPECK


def _swap(sign: Sign, other: str) -> float:
    """What it costs that a character is another."""
    if sign.plain == other:
        return FREE
    if _is_mark(other) and _is_mark(sign.plain):
        return SLIGHT
    if other in _alike().get(sign.plain, ""):
        return ALIKE if sign.is_sure else LIKELY
    is_word = is_ideograph(sign.plain) or sign.plain.isdigit()
    return NEVER if sign.is_sure and is_word else OTHER  # no letter stands among words of a table


def _distance(costs: _Costs, entry: str, limit: float) -> float:
    """The least cost; infinite beyond the limit."""
    table = _table(costs, entry, limit)
    return table[-1][-1] if len(table) > len(costs.read) else inf


def _table(costs: _Costs, entry: str, limit: float) -> list[list[float]]:
    """The least costs of each beginning of what was read and each of the entry, up to where all are beyond
    the limit."""
    plain = _plain(entry)
    add = [[SLIGHT if _is_mark(sign) else cost for sign in plain] for cost in costs.before]
    row = [0.0]
    for j in range(len(plain)):
        row.append(row[-1] + add[0][j])
    table = [row]
    for i, sign in enumerate(costs.read):
        new = [table[-1][0] + costs.without[i]]
        for j, other in enumerate(plain):
            by_swap = table[-1][j] + _swap(sign, other)
            new.append(min(by_swap, table[-1][j + 1] + costs.without[i], new[j] + add[i + 1][j]))
        if min(new) > limit:
            break
        table.append(new)
    return table


def _aligned(costs: _Costs, entry: str, limit: float) -> list[int | None]:
    """Which character that was read each of the entry's is; null for those that were lost."""
    table = _table(costs, entry, limit)
    plain = _plain(entry)
    i, j = len(costs.read), len(entry)
    found: list[int | None] = [None] * j
    while j:
        if i and isclose(table[i][j], table[i - 1][j - 1] + _swap(costs.read[i - 1], plain[j - 1])):
            i, j = i - 1, j - 1
            found[j] = i
        elif i and isclose(table[i][j], table[i - 1][j] + costs.without[i - 1]):
            i -= 1
        else:
            j -= 1
    return found


def _least(have: Counter[str], plain: str) -> float:
    """A bound below the distance, from the characters alone."""
    return LIKELY * sum(count - have[sign] for sign, count in _bag(plain) if count > have[sign])


@lru_cache(maxsize=1 << 13)
def _bag(plain: str) -> tuple[tuple[str, int], ...]:
    """How often an entry has each character; marks left out."""
    return tuple((sign, count) for sign, count in Counter(plain).items() if not _is_mark(sign))


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "P"


@lru_cache(maxsize=1 << 13)
def _plain(entry: str) -> str:
    """An entry as lists are compared, character by character."""
    return "".join(unicodedata.normalize("NFKC", sign)[0] for sign in entry)


@cache
def _alike() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in load(PrintedHeaders).alike:
        for sign in group:
            found[sign] = found.get(sign, "") + group.replace(sign, "")
    return found


@cache
def _ends() -> frozenset[str]:
    """Characters that headers begin or end with: no specks."""
    known = load(PrintedHeaders)
    columns = (w for table in known.table for column in table.columns for w in column)
    return frozenset(sign for word in (*known.words, *columns, *known.titles) for sign in (word[0], word[-1]))


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    """Words, each with an opposite of it."""
    return tuple(
        (word, other)
        for words in load(PrintedHeaders).opposites
        for word in words
        for other in words
        if other != word
    )
