"""How many steps a regular expression can take at most: which texts need no clock beside them.

A search that backtracks can take steps beyond count, so a match runs against a clock; to ask the clock
costs more than most searches. Where the tree of an expression (`patterns.syntax`) bounds the steps for a text
so long, none is needed: the bound is of a search that tries every way of every group from every place and
finds nothing.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import zip_longest

from patterns.syntax import (
    Back,
    Chars,
    Choice,
    Edge,
    Kept,
    Look,
    Node,
    Ranges,
    Repeat,
    Sequence,
    joined_ranges,
    overlap,
)

STEPS = 10_000_000
"""So many take less than a second."""
_LENGTHS = (8192, 1024, 256, 64, 32)
_BEYOND = 1e30
"""More is not counted."""
_ALL: Ranges = ((0, sys.maxunicode),)
_PREFIX = 4
"""So many characters tell alternatives apart."""
_FAILED = 64
"""Steps of trying what follows where its first character is another: alternatives are looked at in turn."""


@dataclass(frozen=True, slots=True)
class _Head:
    """With what a node goes on: the first character is one of these or, if `must` is false, of what follows.

    `prefix` are the classes of the characters that stand first in every match, `is_exact` that they are all.
    """

    first: Ranges
    must: bool
    prefix: tuple[Ranges, ...] = ()
    is_exact: bool = False

    @property
    def shown(self) -> tuple[Ranges, ...]:
        """What tells it from others at the same place; empty where nothing does."""
        return self.prefix or ((self.first,) if self.must else ())


_OPEN = _Head((), must=False, is_exact=True)
_UNKNOWN = _Head(_ALL, must=False)


@dataclass(frozen=True, slots=True)
class _Cost:
    """Of trying a node at one place: the ways in which it can match there and what follows can go on, the
    steps that all of them take, and how many characters it consumes at least."""

    ways: float
    steps: float
    shortest: int


def unwatched(tree: Node) -> tuple[int, int]:
    """How long a text may be, in characters, so that at most `STEPS` steps are taken in it; 0 of none.

    First by a search, which begins at every place, then by a match, which begins at one.
    """
    bound = _Bound(0)
    by_search = by_match = 0
    for length in _LENGTHS:
        bound.length = length
        steps = bound.cost(tree, _UNKNOWN).steps
        if steps <= STEPS:
            by_match = by_match or length
            if _begins_text(tree) or steps * (length + 1) <= STEPS:
                by_search = length
                break
    return by_search, by_match


def looks_far_back(node: Node) -> bool:
    """Can it look back from a place farther than a fixed number of characters?"""
    match node:
        case Look(item, ahead):
            return _is_long(item) if not ahead else looks_far_back(item)
        case Sequence(items) | Choice(items):
            return any(map(looks_far_back, items))
        case Repeat(item) | Kept(item):
            return looks_far_back(item)
        case _:
            return False


def _is_long(node: Node) -> bool:
    match node:
        case Back():
            return True
        case Repeat(item, _, high):
            return high is None or _is_long(item)
        case Sequence(items) | Choice(items):
            return any(map(_is_long, items))
        case Look(item) | Kept(item):
            return _is_long(item)
        case _:
            return False


def _begins_text(node: Node) -> bool:
    """Can it match at the beginning of a text only? Every other place is left at the first step."""
    match node:
        case Edge("^"):
            return True
        case Sequence(items):
            return bool(items) and _begins_text(items[0])
        case Choice(items):
            return all(_begins_text(item) for item in items)
        case _:
            return False


class _Bound:
    """Bounds for texts of a length; what does not depend on the length is kept by the identity of nodes."""

    def __init__(self, length: int) -> None:
        self.length = length
        self._heads: dict[int, _Head] = {}
        self._groups: dict[int, list[list[int]]] = {}

    def cost(self, node: Node, after: _Head) -> _Cost:
        """What a node costs; `after` is what follows it."""
        match node:
            case Chars():
                return _Cost(1, 1, 1)
            case Edge():
                return _Cost(1, 1, 0)
            case Back():
                return _Cost(1, self.length + 1, 0)
            case Sequence(items):
                return self._in_a_row(items, after)
            case Choice(items):
                return self._one_of(items, after)
            case Kept(item):
                cost = self.cost(item, _UNKNOWN)
                return _Cost(1, cost.steps + 1, cost.shortest)
            case Look(item):
                return _Cost(1, self.cost(item, _UNKNOWN).steps + 1, 0)
            case Repeat():
                return self._repeated(node, after)

    def _in_a_row(self, items: tuple[Node, ...], after: _Head) -> _Cost:
        behind: list[_Head] = []
        for item in reversed(items):
            behind.append(after)
            after = _followed(self.head(item), after)
        ways, steps, shortest = 1.0, 1.0, 0
        for item, follows in zip(items, reversed(behind), strict=True):
            cost = self.cost(item, follows)
            steps += ways * cost.steps
            ways *= cost.ways
            shortest += cost.shortest
        return _Cost(min(ways, _BEYOND), min(steps, _BEYOND), shortest)

    def _one_of(self, items: tuple[Node, ...], after: _Head) -> _Cost:
        """Alternatives that begin differently exclude each other."""
        costs = [self.cost(item, after) for item in items]
        groups = self._groups.get(id(items))
        if groups is None:
            groups = self._groups[id(items)] = _exclusive([self.head(item).shown for item in items])
        return _Cost(
            min(max(sum(costs[n].ways for n in group) for group in groups), _BEYOND),
            min(len(costs) + sum(c.steps for c in costs), _BEYOND),
            min(c.shortest for c in costs),
        )

    def _repeated(self, node: Repeat, after: _Head) -> _Cost:
        """Each number of times is a way, and behind each way of one time stand all ways of the next.

        Where what follows cannot begin as one more time does, only one number of times lets it go on.
        """
        head = self.head(node.item)
        again = _Head(joined_ranges(head.first, after.first), head.must and after.must)
        cost = self.cost(node.item, again)
        times = self.length // cost.shortest + 1 if cost.shortest else self.length + 1
        times = max(node.low, times if node.high is None else min(node.high, times))
        shortest = node.low * cost.shortest
        if node.kept and node.low <= 1:  # the first way of each time is the last
            return _Cost(1, min((times + 1) * (cost.steps + 1), _BEYOND), shortest)
        if cost.ways == 1:
            ways, steps = times - node.low + 1.0, 1.0 + (times + 1) * (cost.steps + 1)
        else:
            ways, steps = _grown(cost, node.low, times)
        if node.kept:
            ways = 1
        elif cost.ways == 1 and head.must and after.must and not overlap(head.first, after.first):
            # The others fail at the first character of what follows: so many steps are counted here.
            ways, steps = 1, steps + times * _FAILED
        return _Cost(min(max(ways, 1.0), _BEYOND), min(steps, _BEYOND), shortest)

    def head(self, node: Node) -> _Head:
        """With what a node goes on."""
        found = self._heads.get(id(node))
        if found is None:
            found = self._heads[id(node)] = self._head(node)
        return found

    def _head(self, node: Node) -> _Head:
        match node:
            case Chars(ranges):
                known = _ALL if ranges is None else ranges
                return _Head(known, must=True, prefix=(known,), is_exact=True)
            case Edge("$"):
                return _Head(((10, 10),), must=True)
            case Edge():
                return _OPEN
            case Look(item, ahead, denied):
                inner = self.head(item)
                return _Head(inner.first, must=True) if ahead and not denied and inner.must else _OPEN
            case Kept(item):
                return self.head(item)
            case Sequence(items):
                found = _OPEN
                for item in items:
                    found = _then(found, self.head(item))
                return found
            case Choice(items):
                return _any_of([self.head(item) for item in items])
            case Repeat(item, low, high):
                inner = self.head(item)
                if not low:
                    return _Head(inner.first, must=False)
                return _Head(inner.first, inner.must, inner.prefix, inner.is_exact and high == 1)
            case _:
                return _UNKNOWN


def _exclusive(shown: list[tuple[Ranges, ...]]) -> list[list[int]]:
    """Alternatives, by their position, in groups of which only one can match at a place."""
    groups: list[list[int]] = []
    for number, one in enumerate(shown):
        apart: list[list[int]] = []
        beside = [number]
        for group in groups:
            if all(_excluded(one, shown[other]) for other in group):
                apart.append(group)
            else:
                beside += group
        groups = [*apart, beside]
    return groups


def _grown(cost: _Cost, low: int, times: int) -> tuple[float, float]:
    """The ways and the steps of a repeat behind each of whose ways stand several."""
    ways, steps, before = 0.0, 1.0, 1.0
    for time in range(times + 1):
        if time >= low:
            ways += before
        steps += before * (cost.steps + 1)
        before *= cost.ways
        if before > _BEYOND:
            return _BEYOND, _BEYOND
    return ways, steps


def _then(before: _Head, after: _Head) -> _Head:
    prefix, is_exact = before.prefix, before.is_exact
    if is_exact:
        prefix, is_exact = (prefix + after.prefix)[:_PREFIX], after.is_exact
    followed = _followed(before, after)
    return _Head(followed.first, followed.must, prefix, is_exact)


def _followed(head: _Head, after: _Head) -> _Head:
    """What goes on where a head and then what is after it is read."""
    if head.must:
        return head
    return _Head(joined_ranges(head.first, after.first), after.must)


def _any_of(heads: list[_Head]) -> _Head:
    first: Ranges = ()
    for head in heads:
        first = joined_ranges(first, head.first)
    prefix = []
    for at in zip_longest(*(head.prefix for head in heads)):
        known: Ranges = ()
        if any(ranges is None for ranges in at):
            break
        for ranges in at:
            known = joined_ranges(known, ranges)
        prefix.append(known)
    return _Head(first, all(head.must for head in heads), tuple(prefix))


def _excluded(a: tuple[Ranges, ...], b: tuple[Ranges, ...]) -> bool:
    """Can only one of two be at the same place?"""
    return any(not overlap(x, y) for x, y in zip(a, b, strict=False))
