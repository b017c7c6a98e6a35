"""What every match must contain: a text with a match is never refused, and most others are."""

from __future__ import annotations

from typing import Any

import pytest
import regex
from hypothesis import assume, example, given, settings

from patterns import Matcher, Pattern, compiled
from patterns.check import pattern_files
from patterns.shapes import shape_of
from patterns.sieve import sieve
from patterns.syntax import parse
from tests.patterns.trees import EXPRESSIONS, TEXTS

PATTERNS = [p for name in pattern_files() if (shape := shape_of(name)) for p in compiled(shape).values()]


def _compiled(expression: str, flags: int = 0) -> Any:
    try:
        return regex.compile(expression, flags)
    except regex.error:
        assume(False)


@settings(max_examples=400)
@given(EXPRESSIONS, TEXTS)
@example("(?<=^|支)收", "支收")
@example("[^\\d]a", "\U00011f50a")
@example("收$", "收\n")
@example("(a)?(?(1)b|支出)", "支出")
@example("(?P<open>a)?(?(open)b)收", "收")
def test_what_is_found_does_not_depend_on_the_sieve(expression: str, text: str) -> None:
    for flags in (0, regex.IGNORECASE, regex.MULTILINE, regex.VERBOSE):
        plain = _compiled(expression, flags)
        matcher = Matcher("p", "f.toml", plain)
        matcher.learn()
        for pos in (0, 1):
            for end in (None, len(text) - 1):
                for method in ("search", "match", "fullmatch"):
                    found = getattr(matcher, method)(text, pos, end)
                    wanted = getattr(plain, method)(text, pos, end)
                    assert (found and found.span()) == (wanted and wanted.span())
                assert [m.span() for m in matcher.finditer(text, pos, end)] == [
                    m.span() for m in plain.finditer(text, pos, end)
                ]
        assert matcher.sub("z", text) == plain.sub("z", text)


def test_no_pattern_refuses_what_it_finds_in_the_texts_of_another() -> None:
    texts = {t for p in PATTERNS for t in (*(e.text for e in p.entry.examples), *p.entry.counterexamples)}
    for pattern in PATTERNS:
        pattern.learn()
        for text in texts:
            found, wanted = pattern.search(text), pattern.compiled.search(text)
            assert (found and found.span()) == (wanted and wanted.span()), (pattern.id, text)


@pytest.mark.parametrize(
    ("expression", "refused"),
    [
        ("收入(?:预算|决算)?合计", "收入预算、支出合计"),
        ("(?:增|减)(?:加|少)", "增长"),
        ("^其中", "收入,其中"),
        ("费$", "费用"),
        ("(?<=预算|决算)数(?=为|是)", "数为"),
        (r"\d{1,3}(?:,\d{3})+", "12.50"),
        ("(?:a|b)++收", "支aa"),
    ],
)
def test_a_text_without_what_is_needed_is_refused(expression: str, refused: str) -> None:
    tree = parse(expression)
    assert tree is not None
    test = sieve(tree)
    assert test is not None
    assert not test(refused)


@pytest.mark.parametrize("expression", ["收?", ".*", "(?!收)", "收|", "(?R)?收(", r"\p{Han}+"])
def test_where_nothing_is_needed_nothing_is_refused(expression: str) -> None:
    tree = parse(expression)
    assert tree is None or sieve(tree) is None


def test_most_patterns_have_a_sieve() -> None:
    learned = [p for p in PATTERNS if (tree := _tree(p)) is not None and sieve(tree) is not None]
    assert len(learned) > 0.9 * len(PATTERNS)


def _tree(pattern: Pattern[Any]) -> Any:
    flags = pattern.compiled.flags
    return parse(
        pattern.compiled.pattern,
        verbose=bool(flags & regex.VERBOSE),
        ignore_case=bool(flags & regex.IGNORECASE),
    )
