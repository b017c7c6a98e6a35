"""How many steps an expression can take: never told lower than they are, and a clock where they are many."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import regex
from hypothesis import assume, given, settings

from patterns import Matcher, PatternTimeout, matching
from patterns.effort import _UNKNOWN, STEPS, _Bound, unwatched
from patterns.syntax import Back, Chars, Choice, Edge, Kept, Look, Node, Repeat, Sequence, parse
from tests.patterns.trees import EXPRESSIONS, TEXTS


class _Walk:
    """A search that backtracks through every way, and counts the characters that it looks at."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps = 0

    def ends(self, node: Node, at: int) -> Iterator[int]:
        """Where a match that begins at a place can end, in the order in which they are tried."""
        match node:
            case Chars(ranges):
                self.steps += 1
                if at < len(self.text) and (
                    ranges is None or any(low <= ord(self.text[at]) <= high for low, high in ranges)
                ):
                    yield at + 1
            case Edge(written):
                self.steps += 1
                if at == 0 if written == "^" else self.text[at:] in ("", "\n"):
                    yield at
            case Sequence(items):
                yield from self._row(items, at)
            case Choice(items):
                for item in items:
                    yield from self.ends(item, at)
            case Kept(item):
                yield from self._first(self.ends(item, at))
            case Look(item, ahead, denied):
                found = not ahead or any(True for _ in self._first(self.ends(item, at)))
                if found != denied:
                    yield at
            case Repeat(item, low, high, kept):
                found_ends = self._times(item, low, high, at)
                yield from self._first(found_ends) if kept else found_ends
            case Back():
                yield at

    def _row(self, items: tuple[Node, ...], at: int) -> Iterator[int]:
        if not items:
            yield at
            return
        for end in self.ends(items[0], at):
            yield from self._row(items[1:], end)

    def _times(self, item: Node, low: int, high: int | None, at: int) -> Iterator[int]:
        if high is None or high > 0:
            for end in self.ends(item, at):
                if end > at or low > 0:
                    yield from self._times(item, max(low - 1, 0), None if high is None else high - 1, end)
        if low <= 0:
            yield at

    def _first(self, ends: Iterator[int]) -> Iterator[int]:
        for end in ends:
            yield end
            return


@settings(max_examples=300)
@given(EXPRESSIONS, TEXTS)
def test_no_search_takes_more_steps_than_are_told(expression: str, text: str) -> None:
    tree = parse(expression)
    assume(tree is not None and "(?<" not in expression.replace("(?<n>", ""))
    assert tree is not None
    for at in range(len(text) + 1):
        walk = _Walk(text)
        for _ in walk.ends(tree, at):
            pass
        assert walk.steps <= _Bound(len(text)).cost(tree, _UNKNOWN).steps


@pytest.mark.parametrize("expression", ["(a+)+b", "(?:a|a)*b", "(?:a?){40}b", "(?:\\w+\\s?)*$"])
def test_an_expression_that_runs_away_has_a_clock(expression: str) -> None:
    tree = parse(expression)
    assert tree is not None
    assert max(unwatched(tree)) < 64


@pytest.mark.parametrize(
    "expression", ["收入(?:预算|决算)?合计", r"\d{1,3}(?:,\d{3})+(?:\.\d+)?元", "(?:增|减)*数"]
)
def test_an_expression_that_cannot_run_away_has_none(expression: str) -> None:
    tree = parse(expression)
    assert tree is not None
    assert min(unwatched(tree)) >= 64


ASKED: list[Callable[[Matcher, str], object]] = [
    lambda m, text: m.search(text),
    lambda m, text: m.match(text),
    lambda m, text: m.fullmatch(text),
    lambda m, text: list(m.finditer(text)),
    lambda m, text: m.sub("", text),
    lambda m, text: m.search(text, 1),
    lambda m, text: m.search(text, 0, 61),
]


@pytest.mark.parametrize("ask", ASKED)
@pytest.mark.parametrize("is_learned", [False, True])
def test_a_match_that_takes_too_long_is_stopped(
    ask: Callable[[Matcher, str], object], is_learned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "MATCH_TIMEOUT_SECONDS", 0.05)
    matcher = Matcher("p", "f.toml", regex.compile("(?:a|aa)+c"))
    if is_learned:
        matcher.learn()
    with pytest.raises(PatternTimeout, match=r"pattern p of f\.toml took longer than"):
        ask(matcher, "a" * 60 + "bc")


def test_a_bound_is_of_a_fraction_of_the_time_that_a_match_has() -> None:
    assert STEPS <= 10_000_000
