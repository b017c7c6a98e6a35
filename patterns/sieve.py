"""What every match of a regular expression must contain: a test that says of most texts that there is none.

From the tree of an expression (`patterns.syntax`) follow short pieces, one of which stands in every text that
it matches: of 收入(?:预算)?合计 it is 收入预算合计 or 收入合计. To look for them costs a tenth of a search.
The test is wider than the expression wherever something is not understood, so it never refuses a text with a
match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf

from patterns.syntax import Chars, Choice, Edge, Kept, Look, Node, Ranges, Repeat, Sequence, joined_ranges

_MOST = 160
"""A test with more pieces would cost what it saves."""
_LONG = 8
"""A piece with so many characters is rare enough."""
_RARE = 0.02
"""About how often a character stands at a place."""
_BREADTH = 10
"""So many characters of a range are printed at most."""
_AT_EDGE = 0.1
"""About how much rarer a piece is where it must begin or end a text."""
_TOO_WIDE = 0.9
"""A class of which so many places have one is nothing to look for."""
_TOO_MANY = 2.0
"""The same of pieces together: few texts are without them."""
_SPELT_OUT = 12
"""A class of so many characters is written as alternatives: `re` looks for their first characters at once."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Classes of characters side by side; `begins` and `ends` say that the text does with it."""

    characters: tuple[Ranges, ...] = ()
    begins: bool = False
    ends: bool = False
    rarity: float = 1.0
    """About how often the characters stand at a place."""

    def __add__(self, other: _Piece) -> _Piece:
        """Edges inside of a piece are not asked for."""
        return _Piece(
            self.characters + other.characters,
            self.begins or (other.begins and not self.characters),
            other.ends or (self.ends and not other.characters),
            self.rarity * other.rarity,
        )

    @property
    def chance(self) -> float:
        """About how often it stands at a place; infinite if it is empty."""
        if not self.characters:
            return inf
        return self.rarity * _AT_EDGE if self.begins or self.ends else self.rarity

    @property
    def literal(self) -> str | None:
        """Its text, where it can be but one."""
        if self.begins or self.ends or any(_size(ranges) > 1 for ranges in self.characters):
            return None
        return "".join(chr(ranges[0][0]) for ranges in self.characters)


_Pieces = tuple[_Piece, ...]
_EMPTY: _Pieces = (_Piece(),)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the matches of a node.

    `whole` are all texts that it can match, null if they are too many; one of `needed` stands in each of its
    matches or, for what looks around, beside it; null if nothing is known.
    """

    whole: _Pieces | None
    needed: _Pieces | None = None

    @property
    def best(self) -> _Pieces | None:
        """The rarest pieces that are needed."""
        return _rarer(self.whole, self.needed)


def sieve(tree: Node) -> Callable[[str], object] | None:
    """A test that is false only of texts in which a tree matches nothing; null where there is none of use."""
    pieces = _known(tree).best
    if pieces is None or _chance(pieces) > _TOO_MANY:
        return None
    if all(piece.begins for piece in pieces):
        return re.compile("|".join(_written(piece.characters, piece.ends) for piece in pieces)).match
    pieces = _shortest(pieces)
    if len(pieces) == 1 and pieces[0].literal is not None:
        return _contains(pieces[0].literal)
    return _searched(pieces)


def _contains(word: str) -> Callable[[str], object]:
    def test(text: str) -> bool:
        return word in text

    return test


def _searched(pieces: _Pieces) -> Callable[[str], object]:
    """A search that leaves all places at once where none of the pieces can begin."""
    spelt: list[str] = []
    for piece in pieces:
        first, *rest = piece.characters
        if _size(first) > _SPELT_OUT:
            break
        behind = _written(rest, piece.ends)
        spelt += [re.escape(chr(code)) + behind for low, high in first for code in range(low, high + 1)]
    else:
        return re.compile("|".join(spelt)).search
    leads = dict.fromkeys(pair for piece in pieces for pair in piece.characters[0])
    behind = "|".join(
        f"(?<={_class(piece.characters[0])}){_written(piece.characters[1:], piece.ends)}" for piece in pieces
    )
    return re.compile(f"{_class(tuple(leads))}(?:{behind})").search


def _shortest(pieces: _Pieces) -> _Pieces:
    """Without those that hold another."""
    words = [piece.literal for piece in pieces if piece.literal is not None]
    return tuple(
        piece
        for piece in dict.fromkeys(pieces)
        if (word := piece.literal) is None or not any(other != word and other in word for other in words)
    )


def _written(characters: Iterable[Ranges], ends: bool) -> str:
    return "".join(map(_class, characters)) + ("$" if ends else "")


def _class(ranges: Ranges) -> str:
    if _size(ranges) == 1:
        return re.escape(chr(ranges[0][0]))
    spans = (re.escape(chr(low)) + (f"-{re.escape(chr(high))}" if high > low else "") for low, high in ranges)
    return f"[{''.join(spans)}]"


def _size(ranges: Ranges) -> int:
    return sum(high - low + 1 for low, high in ranges)


def _frequency(ranges: Ranges) -> float:
    """About how often one of them stands at a place. Digits of other scripts are hardly ever printed."""
    printed = (
        min(high - low + 1, _BREADTH) for low, high in ranges if high < 0x100 or 0x2000 <= low <= 0xFFFF
    )
    return max(_RARE * sum(printed), _RARE / _BREADTH)


def _known(node: Node) -> _Known:
    match node:
        case Chars(ranges):
            often = 1.0 if ranges is None else _frequency(ranges)
            return _Known(None if ranges is None or often > _TOO_WIDE else (_Piece((ranges,), rarity=often),))
        case Sequence(items):
            return _in_a_row(_known(item) for item in items)
        case Choice(items):
            return _one_of([_known(item) for item in items])
        case Repeat(item, low, high):
            return _repeated(_known(item), low, high)
        case Kept(item):
            return _known(item)
        case Edge(written):
            return _Known((_Piece(begins=written == "^", ends=written == "$"),))
        case Look(item, _, denied):
            return _Known(_EMPTY, None if denied else _known(item).best)
        case _:
            return _Known(None)


def _in_a_row(parts: Iterable[_Known]) -> _Known:
    """Of a sequence: pieces grow over what stands side by side, and begin anew behind what is not known."""
    so_far: _Pieces = _EMPTY
    needed: _Pieces | None = None
    is_whole = True
    for part in parts:
        needed = _rarer(needed, part.needed)
        joined = None if part.whole is None else _joined(so_far, part.whole)
        if joined is not None:
            so_far = joined
            continue
        is_whole = False
        needed = _rarer(needed, so_far)
        so_far = _EMPTY if part.whole is None else part.whole
    return _Known(so_far, needed) if is_whole else _Known(None, _rarer(needed, so_far))


def _joined(left: _Pieces, right: _Pieces) -> _Pieces | None:
    """Each of the left with each of the right; null where they are too many or too long."""
    if len(left) * len(right) > _MOST or any(len(piece.characters) > _LONG for piece in left):
        return None
    return tuple(dict.fromkeys(a + b for a in left for b in right))


def _one_of(parts: list[_Known]) -> _Known:
    wholes = [part.whole for part in parts]
    whole: _Pieces | None = None
    if all(each is not None for each in wholes):
        whole = _within(piece for each in wholes if each for piece in each)
    bests = [part.best for part in parts]
    if any(best is None for best in bests):
        return _Known(whole)
    needed = tuple(dict.fromkeys(piece for best in bests if best for piece in best))
    return _Known(whole, needed if len(needed) <= _MOST else _merged(needed))


def _merged(pieces: _Pieces) -> _Pieces | None:
    """One character, which is the rarest of any of them."""
    if any(not piece.characters for piece in pieces):
        return None
    found: Ranges = ()
    for piece in pieces:
        found = joined_ranges(found, min(piece.characters, key=_frequency))
    return (_Piece((found,), rarity=_frequency(found)),)


def _within(pieces: Iterable[_Piece]) -> _Pieces | None:
    """Each of them once; null where they are too many."""
    found = tuple(dict.fromkeys(pieces))
    return found if len(found) <= _MOST else None


def _repeated(part: _Known, low: int, high: int | None) -> _Known:
    if low == 0 and high == 1:
        return _Known(None if part.whole is None else _within((*part.whole, *_EMPTY)))
    if low == 0:
        return _Known(None)
    times = _in_a_row([part] * min(low, _LONG))
    return times if low == high and low <= _LONG else _Known(None, times.best)


def _chance(pieces: _Pieces | None) -> float:
    """About how often one of them stands at a place; infinite where nothing is known or needed."""
    return inf if pieces is None else sum(piece.chance for piece in pieces)


def _rarer(a: _Pieces | None, b: _Pieces | None) -> _Pieces | None:
    chances = _chance(a), _chance(b)
    if min(chances) == inf:
        return None
    return a if chances[0] <= chances[1] else b
