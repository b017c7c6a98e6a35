"""Compiled patterns as they are asked: most questions need no search, and no search runs without end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import regex

from patterns.effort import looks_far_back, unwatched
from patterns.sieve import sieve
from patterns.syntax import parse

MATCH_TIMEOUT_SECONDS = 2.0
OFTEN = 64
"""A pattern that was asked more often is looked into: that costs as much as some hundred questions."""
_NEAR = 96
"""In a longer text it costs more to look for what a match must contain than to try the match at one place."""


class PatternTimeout(RuntimeError):
    """A match that took longer than `MATCH_TIMEOUT_SECONDS`. The message names the pattern."""


def any_of(words: Iterable[str]) -> Callable[[str], object]:
    """A test that is true of texts that hold one of the words, in one pass over the text.

    >>> bool(any_of(["收入", "支出"])("支出合计")), bool(any_of([])("支出"))
    (True, False)
    """
    return re.compile("|".join(map(re.escape, words)) or "(?!)").search


@dataclass(frozen=True, slots=True)
class _Learned:
    """What is known of an expression before a text is seen."""

    may_be_in: Callable[[str], object] | None
    """False only of texts in which nothing matches; null where no such test is known."""
    unwatched: int
    """A search in a text of so many characters needs no clock."""
    unwatched_match: int
    """The same of a match at one place."""
    looks_far_back: bool
    """Of what stands before the first place, more than a few characters are looked at."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """A compiled regular expression whose matches are bounded in time.

    A text without what every match contains is not searched (`patterns.sieve`), and the clock runs only
    where a search could take long (`patterns.effort`); what is found does not depend on either.
    """

    id: str
    file: str
    compiled: Any = field(repr=False)
    _learned: _Learned | None = field(default=None, init=False, repr=False, compare=False)
    _asked: int = field(default=0, init=False, repr=False, compare=False)

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> Any:
        """The first match in `text[pos:endpos]`, a `regex.Match`, or null. Raises `PatternTimeout`."""
        known = self._learned or self._learned_if_often()
        if endpos is not None or pos:
            if not known.looks_far_back and _between(text, pos, endpos) <= known.unwatched:
                return self.compiled.search(text, pos, endpos)
        else:
            if known.may_be_in is not None and not known.may_be_in(text):
                return None
            if len(text) <= known.unwatched:
                return self.compiled.search(text)
        try:
            return self.compiled.search(text, pos, endpos, timeout=MATCH_TIMEOUT_SECONDS)
        except TimeoutError as error:
            raise self._timeout(text) from error

    def match(self, text: str, pos: int = 0, endpos: int | None = None) -> Any:
        """The match that begins at `pos`, or null. Raises `PatternTimeout`."""
        known = self._learned or self._learned_if_often()
        if endpos is None and len(text) <= _NEAR and known.may_be_in and not known.may_be_in(text):
            return None
        if _between(text, 0 if known.looks_far_back else pos, endpos) <= known.unwatched_match:
            return self.compiled.match(text, pos, endpos)
        try:
            return self.compiled.match(text, pos, endpos, timeout=MATCH_TIMEOUT_SECONDS)
        except TimeoutError as error:
            raise self._timeout(text) from error

    def fullmatch(self, text: str, pos: int = 0, endpos: int | None = None) -> Any:
        """The match of the whole of `text[pos:endpos]`, or null. Raises `PatternTimeout`."""
        known = self._learned or self._learned_if_often()
        if endpos is None:
            if known.may_be_in is not None and not known.may_be_in(text):
                return None
            if len(text) <= known.unwatched_match:
                return self.compiled.fullmatch(text, pos)
        try:
            return self.compiled.fullmatch(text, pos, endpos, timeout=MATCH_TIMEOUT_SECONDS)
        except TimeoutError as error:
            raise self._timeout(text) from error

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator[Any]:
        """All matches that do not overlap, left to right. Raises `PatternTimeout`, even after some."""
        known = self._learned or self._learned_if_often()
        if not pos and endpos is None:
            if known.may_be_in is not None and not known.may_be_in(text):
                return iter(())
            if len(text) <= known.unwatched:
                return iter(self.compiled.finditer(text))
        return self._watched(text, pos, endpos)

    def _watched(self, text: str, pos: int, endpos: int | None) -> Iterator[Any]:
        try:
            yield from self.compiled.finditer(text, pos, endpos, timeout=MATCH_TIMEOUT_SECONDS)
        except TimeoutError as error:
            raise self._timeout(text) from error

    def sub(self, replacement: str, text: str) -> str:
        """The text with every match replaced. Raises `PatternTimeout`."""
        known = self._learned or self._learned_if_often()
        if known.may_be_in is not None and not known.may_be_in(text):
            return text
        try:
            if len(text) <= known.unwatched:
                return str(self.compiled.sub(replacement, text))
            return str(self.compiled.sub(replacement, text, timeout=MATCH_TIMEOUT_SECONDS))
        except TimeoutError as error:
            raise self._timeout(text) from error

    def learn(self) -> None:
        """Finds out what the expression says of its matches, before it has been asked often."""
        flags = self.compiled.flags
        tree = None
        if not flags & ~_UNDERSTOOD:
            tree = parse(
                self.compiled.pattern,
                verbose=bool(flags & regex.VERBOSE),
                ignore_case=bool(flags & regex.IGNORECASE),
                lines=bool(flags & regex.MULTILINE),
            )
        learned = _NOTHING
        if tree is not None:
            learned = _Learned(sieve(tree), *unwatched(tree), looks_far_back(tree))
        object.__setattr__(self, "_learned", learned)

    def _learned_if_often(self) -> _Learned:
        """What is known of a pattern that is asked so often that it pays to find out; else nothing."""
        object.__setattr__(self, "_asked", self._asked + 1)
        if self._asked > OFTEN:
            self.learn()
        return self._learned or _NOTHING

    def _timeout(self, text: str) -> PatternTimeout:
        return PatternTimeout(
            f"pattern {self.id} of {self.file} took longer than {MATCH_TIMEOUT_SECONDS} s on a text of "
            f"{len(text)} characters beginning {text[:20]!r}; make the pattern less ambiguous"
        )


def _between(text: str, pos: int, endpos: int | None) -> int:
    """How many characters are looked at."""
    return (len(text) if endpos is None else endpos) - pos


_NOTHING = _Learned(None, -1, -1, looks_far_back=True)
_UNDERSTOOD = regex.VERBOSE | regex.IGNORECASE | regex.MULTILINE | regex.UNICODE | regex.VERSION0
