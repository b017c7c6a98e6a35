"""Regular expressions as trees, so that something can be proven of their matches before a text is seen.

What is understood is what the pattern files use: characters, classes, groups, alternatives, repeats,
assertions, looks ahead and behind. Of anything else there is no tree, and then nothing is claimed (`parse`
gives null). Classes may be told wider than they are, never narrower.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

Ranges = tuple[tuple[int, int], ...]
"""Code points, first and last of each range."""
_BEYOND = (0x10000, 0x10FFFF)
"""The supplementary planes: new digits of later versions of Unicode stand there."""
_TOLD_WIDER = frozenset("ds")
_UNTOLD = frozenset("DSwWpP")
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
_HEX = {"x": 2, "u": 4}
_ASSERTIONS = frozenset("bBAZGz")
_GROUP = re.compile(r"\?(?::|=|!|>|<=|<!|P?<\w+>)")
_CONDITION = re.compile(r"\?\(\w+\)")
_BACK = re.compile(r"\?P=\w+\)")
_TIMES = re.compile(r"\{(\d+)?(,)?(\d+)?\}")
_PROPERTY = re.compile(r"\{\^?\w+\}")
_SPACE = frozenset(" \t\n\r\f\v")
_MARKS = frozenset("&|~")


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of these; null where nothing is claimed of it."""

    ranges: Ranges | None

    @property
    def literal(self) -> str | None:
        """The character, where it can be but one."""
        one = self.ranges is not None and len(self.ranges) == 1 and self.ranges[0][0] == self.ranges[0][1]
        return chr(self.ranges[0][0]) if one and self.ranges else None


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other; empty where only a place is asserted."""

    items: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of them."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """From `low` to `high` times, null without end; `kept` gives nothing back."""

    item: Node
    low: int
    high: int | None
    kept: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What stands ahead or behind, or is denied to stand there; nothing is consumed."""

    item: Node
    ahead: bool
    denied: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A group that is not entered again once it has matched."""

    item: Node


@dataclass(frozen=True, slots=True)
class Back:
    """What another group has matched."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a text begins or ends, as `re` writes it."""

    written: str


Node = Chars | Sequence | Choice | Repeat | Look | Kept | Back | Edge


class _Unknown(Exception):
    """Something that is not understood."""


def parse(
    expression: str, *, verbose: bool = False, ignore_case: bool = False, lines: bool = False
) -> Node | None:
    """The tree of a regular expression of the library `regex`; null where something is not understood.

    `lines`: it is written for several lines, each of which has a beginning and an end.

    >>> parse("a?")
    Repeat(item=Chars(ranges=((97, 97),)), low=0, high=1, kept=False)
    >>> parse("(?R)") is None
    True
    """
    try:
        parser = _Parser(expression, verbose, ignore_case, lines)
        tree = parser.choice()
        return tree if parser.at == len(expression) else None
    except (_Unknown, IndexError, RecursionError, ValueError):
        return None


class _Parser:
    """Reads an expression from left to right; `at` is the next character."""

    def __init__(self, text: str, verbose: bool, ignore_case: bool, lines: bool) -> None:
        self.text = text
        self.at = 0
        self._verbose = verbose
        self._lines = lines
        self._ignore_case = ignore_case

    def choice(self) -> Node:
        """Alternatives up to the end of the group."""
        found = [self._sequence()]
        while self.text[self.at : self.at + 1] == "|":
            self.at += 1
            found.append(self._sequence())
        return found[0] if len(found) == 1 else Choice(tuple(found))

    def _sequence(self) -> Node:
        items: list[Node] = []
        while True:
            self._skip()
            next_one = self.text[self.at : self.at + 1]
            if next_one in ("", "|", ")"):
                return items[0] if len(items) == 1 else Sequence(tuple(items))
            items.append(self._repeated(self._item()))

    def _skip(self) -> None:
        """Passes what a verbose expression does not mean."""
        while self._verbose and self.at < len(self.text):
            if self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif self.text[self.at] not in _SPACE:
                return
            else:
                self.at += 1

    def _item(self) -> Node:
        character = self.text[self.at]
        self.at += 1
        if character == "(":
            return self._group()
        if character == "[":
            return self._class()
        if character == "\\":
            return self._escaped()
        if character == ".":
            return Chars(None)
        if character in "^$":
            return Sequence() if self._lines else Edge(character)
        if character in "*+?{":
            raise _Unknown
        return self._one(character)

    def _one(self, character: str) -> Node:
        if self._has_case(character):
            return Chars(None)
        return Chars(((ord(character), ord(character)),))

    def _has_case(self, character: str) -> bool:
        if not self._ignore_case or "\u3400" <= character <= "\u9fff":
            return False
        return character.isalpha() or character.lower() != character or character.upper() != character

    def _repeated(self, item: Node) -> Node:
        self._skip()
        sign = self.text[self.at : self.at + 1]
        if sign in ("*", "+", "?"):
            self.at += 1
            low, high = {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
        elif sign == "{":
            times = _TIMES.match(self.text, self.at)
            if times is None or not (times[1] or times[3]):
                raise _Unknown
            low = int(times[1] or 0)
            high = (int(times[3]) if times[3] else None) if times[2] else low
            self.at = times.end()
        else:
            return item
        kept = self.text[self.at : self.at + 1] == "+"
        if kept or self.text[self.at : self.at + 1] == "?":
            self.at += 1
        self._skip()
        if self.text[self.at : self.at + 1] in ("*", "+", "?", "{"):
            raise _Unknown
        return Repeat(item, low, high, kept)

    def _group(self) -> Node:
        if back := _BACK.match(self.text, self.at):
            self.at = back.end()
            return Back()
        opened = ""
        if condition := _CONDITION.match(self.text, self.at):
            self.at = condition.end()
            return self._closed(Choice((self.choice(), Sequence())))
        if self.text[self.at] == "?":
            group = _GROUP.match(self.text, self.at)
            if group is None:
                raise _Unknown
            opened, self.at = group[0], group.end()
        item = self._closed(self.choice())
        if opened in ("?=", "?!", "?<=", "?<!"):
            return Look(item, ahead=opened[1] != "<", denied=opened[-1] == "!")
        return Kept(item) if opened == "?>" else item

    def _closed(self, item: Node) -> Node:
        if self.text[self.at] != ")":
            raise _Unknown
        self.at += 1
        return item

    def _escaped(self) -> Node:
        character = self.text[self.at]
        if character in _ASSERTIONS:
            self.at += 1
            return Sequence()
        members = self._escape()
        if members is None or len(members) > 1 or members[0][0] != members[0][1]:
            return Chars(members)
        return self._one(chr(members[0][0]))

    def _escape(self) -> Ranges | None:
        """What is written with a backslash; null of a class of which nothing is claimed."""
        character = self.text[self.at]
        self.at += 1
        if character in _TOLD_WIDER:
            return _class_ranges(character)
        if character in _UNTOLD:
            if character in "pP":
                named = _PROPERTY.match(self.text, self.at)
                if named is None:
                    raise _Unknown
                self.at = named.end()
            return None
        if character in _CONTROL:
            return _range(_CONTROL[character])
        if character in _HEX:
            digits = self.text[self.at : self.at + _HEX[character]]
            self.at += _HEX[character]
            return _range(chr(int(digits, 16)))
        if character.isalnum():
            raise _Unknown
        return _range(character)

    def _class(self) -> Node:
        """A class; of what is denied only that counts which is told exactly."""
        denied = self.text[self.at] == "^"
        self.at += denied
        if self.text[self.at] == "]":
            raise _Unknown
        found: list[tuple[int, int]] = []
        untold = False
        while self.text[self.at] != "]":
            was_class = self.text[self.at] == "\\" and self.text[self.at + 1] in _TOLD_WIDER
            members = self._member()
            if members is None or (denied and was_class):
                untold = untold or members is None
                continue
            if self.text[self.at] == "-" and self.text[self.at + 1] != "]":
                self.at += 1
                last = self._member()
                if last is None or len(members) > 1 or len(last) > 1:
                    raise _Unknown
                members = ((members[0][0], last[0][1]),)
            if self._ignore_case and any(a != b or self._has_case(chr(a)) for a, b in members):
                untold = True
                continue
            found += members
        self.at += 1
        if untold and not denied:
            return Chars(None)
        ranges = _sorted(found)
        return Chars(_others(ranges) if denied else ranges)

    def _member(self) -> Ranges | None:
        """One member of a class, as `_escape` gives it."""
        character = self.text[self.at]
        self.at += 1
        if character == "\\":
            return self._escape()
        if character == "[" and self.text[self.at] in ":=.":
            raise _Unknown
        if character in _MARKS and self.text[self.at] == character:
            raise _Unknown  # sets of sets, in later versions of the syntax
        return _range(character)


def _range(character: str) -> Ranges:
    return ((ord(character), ord(character)),)


@cache
def _class_ranges(name: str) -> Ranges:
    r"""The characters of \d or \s, and some more: `regex` may know of others than Python does."""
    known = re.findall(rf"\{name}", "".join(map(chr, range(0x10000))))
    wider = [_BEYOND] if name == "d" else [(0x85, 0x85), (0x180E, 0x180E), (0x200B, 0x200F), (0x2028, 0x2029)]
    return _sorted([(ord(c), ord(c)) for c in known] + wider)


def _sorted(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Ranges in order, joined where they touch."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return tuple(found)


def _others(ranges: Ranges) -> Ranges:
    """All other code points."""
    edges = [-1, *(edge for pair in ranges for edge in pair), sys.maxunicode + 1]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return tuple((low + 1, high - 1) for low, high in gaps if low + 1 <= high - 1)


def joined_ranges(a: Ranges, b: Ranges) -> Ranges:
    """The characters of both.

    >>> joined_ranges(((1, 3),), ((4, 5), (9, 9)))
    ((1, 5), (9, 9))
    """
    return _sorted([*a, *b]) if a and b else a or b


def overlap(a: Ranges, b: Ranges) -> bool:
    """Is there a character of both?

    >>> overlap(((1, 3),), ((3, 5),)), overlap(((1, 3),), ((4, 5),))
    (True, False)
    """
    at = 0
    for low, high in a:
        while at < len(b) and b[at][1] < low:
            at += 1
        if at < len(b) and b[at][0] <= high:
            return True
    return False
