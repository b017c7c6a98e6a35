"""What a reason is about: themes of a small dictionary over jieba's words, with the words that say so.

The dictionary is `patterns/themes.toml`. A word of it counts only where it ends with a word of jieba's, and
begins with one or within a long one: 去世 is not found in 过去世界, 人员 is in 在职人员. Of several, the
best is the one of the highest rank, then of most words, then the first. A reason without a word of the
dictionary has no theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from patterns import compiled, han, load
from patterns.shapes.marks import Marks
from patterns.shapes.themes import Direction, Themes
from pipeline.language.tokens import cut

_CHINESE = re.compile(f"[{han.UNIFIED}]")
_UP, _DOWN = 1, -1
_COMPOUND = 3
"""A word of so many characters may have one of the dictionary at its end: 人员 in 在职人员."""
_LONG = 4
"""A word of so many characters may have one of the dictionary anywhere: 公用经费 over 公用 and 经费支出."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme that a reason names, with the words that name it.

    `direction` is 1 where the words say more, -1 less; null where they say neither, or both.
    """

    id: str
    direction: int | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    rank: int
    words: tuple[tuple[tuple[str, ...], int | None], ...]
    """Parts that stand in a clause in this order, and the direction that they say."""
    moves: tuple[str, ...]
    breaks: tuple[str, ...]
    masks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    entry: _Entry
    direction: int | None
    start: int
    words: str


def themes(reason: str) -> list[Theme]:
    """The themes of a reason, the best first; empty where no word of the dictionary stands in it.

    >>> [(t.id, t.direction, t.words) for t in themes("在职人员增加，厉行节约")]
    [('staff_changes', 1, ('在职人员增加',)), ('austerity', -1, ('厉行节约',))]
    """
    found: dict[str, list[_Hit]] = {}
    start = 0
    for clause in _clauses(reason):
        for hit in _hits(clause, start):
            found.setdefault(hit.entry.id, []).append(hit)
        start += len(clause) + 1
    order = sorted(
        found.values(), key=lambda hits: (-hits[0].entry.rank, -len(hits), min(h.start for h in hits))
    )
    return [_theme(hits) for hits in order]


def _clauses(reason: str) -> Iterator[str]:
    start = 0
    for mark in compiled(Marks)["clause_end"].finditer(reason):
        yield reason[start : mark.start()]
        start = mark.end()
    yield reason[start:]


def _theme(hits: Sequence[_Hit]) -> Theme:
    directions = {h.direction for h in hits if h.direction is not None}
    words = dict.fromkeys(h.words for h in sorted(hits, key=lambda h: h.start))
    return Theme(hits[0].entry.id, directions.pop() if len(directions) == 1 else None, tuple(words))


@dataclass(frozen=True, slots=True)
class _Words:
    """A clause with the places where words of the dictionary may begin and where they may end."""

    text: str
    starts: frozenset[int]
    ends: frozenset[int]

    @classmethod
    def of(cls, text: str) -> _Words:
        bounds = [0, *accumulate(len(word) for word in cut(text))]
        starts, ends = set(bounds), set(bounds)
        for begin, end in pairwise(bounds):
            if end - begin >= _COMPOUND:
                starts.update(range(begin, end))
            if end - begin >= _LONG:
                ends.update(range(begin, end))
        return cls(text, frozenset(starts), frozenset(ends))

    def find(self, word: str, start: int = 0, end: int | None = None) -> int:
        """Where a word stands on its own between `start` and `end`; -1 nowhere."""
        at = self.text.find(word, start, end)
        while at >= 0 and not (at in self.starts and at + len(word) in self.ends):
            at = self.text.find(word, at + 1, end)
        return at


def _hits(clause: str, start: int) -> Iterator[_Hit]:
    """What one clause says; of words of one theme that overlap the first and longest."""
    if not _CHINESE.search(clause):
        return
    words = _Words.of(clause)
    for entry in _entries():
        taken = [
            (at, at + len(mask))
            for mask in entry.masks
            if mask in clause
            for at in range(len(clause))
            if clause.startswith(mask, at)
        ]
        spans = [*_moved(words, entry), *_stated(words, entry)]
        for first, last, direction in sorted(spans, key=lambda s: (-(s[1] - s[0]), s[0])):
            if all(last <= a or b <= first for a, b in taken):
                taken.append((first, last))
                yield _Hit(entry, direction, start + first, clause[first:last])


def _stated(words: _Words, entry: _Entry) -> Iterator[tuple[int, int, int | None]]:
    """Spans of the words that say the theme, with their direction."""
    spread, text = _direction().spread, words.text
    for parts, direction in entry.words:
        if parts[0] not in text:
            continue
        first = end = at = words.find(parts[0])
        if at < 0:
            continue
        end = at + len(parts[0])
        for part in parts[1:]:
            at = words.find(part, end, end + spread + len(part))
            if at < 0 or any(fence in words.text[end:at] for fence in _direction().fences):
                break
            end = at + len(part)
        else:
            yield first, end, direction


def _moved(words: _Words, entry: _Entry) -> Iterator[tuple[int, int, int | None]]:
    """Spans of what moves with its direction: 在职人员 … 减少, 增加人员."""
    gap, reach = _direction().gap, _direction().before
    for noun in entry.moves:
        at = words.find(noun) if noun in words.text else -1
        while at >= 0:
            end = at + len(noun)
            behind = words.text[end : end + gap]
            found = [(n, len(w), d) for w, d in _directions() if (n := words.find(w, end, end + gap)) >= 0]
            if found:
                place, length, direction = min(found, key=lambda f: (f[0], -f[1]))
                between = behind[: place - end]
                if not any(word in between for word in entry.breaks):
                    yield at, place + length, direction
            else:
                for word, direction in _directions():
                    before = words.text[max(0, at - reach) : at]
                    if word in before and words.text[end:] == "":
                        begin = max(0, at - reach) + before.index(word)
                        yield begin, end, direction
                        break
            at = words.find(noun, end)


@cache
def _entries() -> tuple[_Entry, ...]:
    return tuple(
        _Entry(
            theme.id,
            theme.rank,
            tuple(
                (tuple(words.split(" ")), direction)
                for those, direction in ((theme.words, None), (theme.more, _UP), (theme.less, _DOWN))
                for words in those
            ),
            theme.moves,
            theme.breaks,
            theme.masks,
        )
        for theme in load(Themes).theme
    )


@cache
def _directions() -> tuple[tuple[str, int], ...]:
    """The words of more and of less, with the direction of each."""
    return tuple((w, _UP) for w in _direction().up) + tuple((w, _DOWN) for w in _direction().down)


def _direction() -> Direction:
    return load(Themes).direction
