"""Every pattern finds what its examples say and nothing in its counterexamples."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest
import regex

from patterns import FOLDER, Pattern, PatternError, _rows, compiled
from patterns.check import CSV_SHAPES, check, check_all, pattern_files
from patterns.shape import Entry, Example
from patterns.shapes import shape_of
from patterns.shapes.code_lists import FunctionalCode

SHAPES = [shape for name in pattern_files() if (shape := shape_of(name)) is not None]
PATTERNS = [pattern for shape in SHAPES for pattern in compiled(shape).values()]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: f"{p.file}:{p.id}")
def test_examples_and_counterexamples(pattern: Pattern[Any]) -> None:
    assert check(pattern) == []


def test_all_files_are_checked() -> None:
    checked, problems = check_all()
    assert problems == []
    assert checked == sum(len(p.entry.examples) + len(p.entry.counterexamples) for p in PATTERNS)
    entries = [
        entry
        for path in FOLDER.glob("*.toml")
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("pattern", [])
    ]
    assert len(entries) == len(PATTERNS)


def test_every_csv_file_has_a_shape() -> None:
    assert {shape.NAME for shape in CSV_SHAPES} == {path.stem for path in FOLDER.glob("*.csv")}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("code,level,name,parent,valid_from,valid_to\n201,类,甲,,,\n", "missing required field `source`"),
        ("code,level,name,parent,valid_from,valid_to,source,x\n201,类,甲,,,,s,\n", "unknown field `x`"),
        ("code,level,name,parent,valid_from,valid_to,source\n20,类,甲,,,,s\n", "at `$.code`"),
    ],
)
def test_a_wrong_column_of_a_list_is_named_with_its_line(
    text: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "codes_functional.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr("patterns.FOLDER", tmp_path)
    with pytest.raises(PatternError, match=r"codes_functional\.csv, line 2: ") as error:
        _rows.__wrapped__(FunctionalCode)
    assert problem in str(error.value)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda p: p.name)
def test_tables_are_rectangular(path: object) -> None:
    with open(str(path), encoding="utf-8", newline="") as stream:
        widths = {len(row) for row in csv.reader(stream)}
    assert len(widths) == 1


@pytest.mark.parametrize(
    ("example", "counterexample", "problem"),
    [
        (Example("xyz"), "zzz", "finds nothing in the example 'xyz'; widen it"),
        (Example("a12", {"n": "1"}), "zzz", "captures n='12' instead of '1'"),
        (Example("a12", {"m": "1"}), "zzz", "has no group 'm'"),
        (Example("a12"), "xa9", "finds 'a9' in the counterexample 'xa9'; narrow it"),
    ],
)
def test_a_wrong_pattern_is_explained(example: Example, counterexample: str, problem: str) -> None:
    entry = Entry(id="p", regex=r"a(?P<n>\d+)", examples=(example,), counterexamples=(counterexample,))
    pattern = Pattern("p", "f.toml", regex.compile(entry.regex), entry)
    found = check(pattern)
    assert len(found) == 1
    assert found[0].startswith(f"f.toml, p: {problem}")


def test_a_pattern_without_examples_is_wrong() -> None:
    pattern = Pattern("p", "f.toml", regex.compile("a"), Entry(id="p", regex="a"))
    assert check(pattern) == [
        "f.toml, p: has no examples; add one",
        "f.toml, p: has no counterexamples; add one",
    ]
