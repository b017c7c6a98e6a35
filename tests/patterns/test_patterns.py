"""Every pattern finds what its examples say and nothing in its counterexamples."""

from __future__ import annotations

import csv
import tomllib

import pytest
import regex

from patterns import FOLDER, Pattern, compiled
from patterns.check import check, check_all, pattern_files

PATTERNS = [pattern for name in pattern_files() for pattern in compiled(name).values()]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: f"{p.file}:{p.id}")
def test_examples_and_counterexamples(pattern: Pattern) -> None:
    assert check(pattern) == []


def test_all_files_are_checked() -> None:
    checked, problems = check_all()
    assert problems == []
    assert checked == sum(len(p.examples) + len(p.counterexamples) for p in PATTERNS)
    entries = [
        entry
        for path in FOLDER.glob("*.toml")
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("pattern", [])
    ]
    assert len(entries) == len(PATTERNS)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda p: p.name)
def test_tables_are_rectangular(path: object) -> None:
    with open(str(path), encoding="utf-8", newline="") as stream:
        widths = {len(row) for row in csv.reader(stream)}
    assert len(widths) == 1


@pytest.mark.parametrize(
    ("example", "counterexample", "problem"),
    [
        ({"text": "xyz"}, "zzz", "finds nothing in the example 'xyz'; widen it"),
        ({"text": "a12", "captures": {"n": "1"}}, "zzz", "captures n='12' instead of '1'"),
        ({"text": "a12", "captures": {"m": "1"}}, "zzz", "has no group 'm'"),
        ({"text": "a12"}, "xa9", "finds 'a9' in the counterexample 'xa9'; narrow it"),
    ],
)
def test_a_wrong_pattern_is_explained(example: dict[str, object], counterexample: str, problem: str) -> None:
    pattern = Pattern("p", "f.toml", regex.compile(r"a(?P<n>\d+)"), (example,), (counterexample,))
    found = check(pattern)
    assert len(found) == 1
    assert found[0].startswith(f"f.toml, p: {problem}")


def test_a_pattern_without_examples_is_wrong() -> None:
    pattern = Pattern("p", "f.toml", regex.compile("a"))
    assert check(pattern) == [
        "f.toml, p: has no examples; add one",
        "f.toml, p: has no counterexamples; add one",
    ]
