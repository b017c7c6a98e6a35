"""Checks the pattern files: their shapes, their examples and counterexamples."""

from __future__ import annotations

from collections.abc import Iterator

from patterns import FOLDER, Pattern, PatternError, PatternTimeout, compiled, load_rows
from patterns.shape import E, Example, Row
from patterns.shapes import shape_of
from patterns.shapes.code_lists import DivisionRow, EconomicCode, FunctionalCode
from patterns.shapes.records import ConstructionRecord

CSV_SHAPES: tuple[type[Row], ...] = (FunctionalCode, EconomicCode, DivisionRow, ConstructionRecord)


def pattern_files() -> list[str]:
    """Names of the pattern files, without `.toml`."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def check_all() -> tuple[int, list[str]]:
    """How many examples and counterexamples there are, and what is wrong: with those that fail, and with the
    keys of the files.

    A pattern without an example or without a counterexample counts as wrong: they define it.
    """
    checked, problems = 0, list[str]()
    for name in pattern_files():
        shape = shape_of(name)
        if shape is None:
            problems.append(f"{name}.toml has no shape; declare one in patterns/shapes/{name}.py")
            continue
        try:
            for pattern in compiled(shape).values():
                checked += len(pattern.entry.examples) + len(pattern.entry.counterexamples)
                problems += check(pattern)
        except PatternError as error:
            problems.append(str(error))
    for rows in CSV_SHAPES:
        try:
            load_rows(rows)
        except PatternError as error:
            problems.append(str(error))
    return checked, problems


def check(pattern: Pattern[E]) -> list[str]:
    """What is wrong with one pattern: each line names file, pattern, text and what to change."""
    return [f"{pattern.file}, {pattern.id}: {problem}" for problem in _problems(pattern)]


def _problems(pattern: Pattern[E]) -> Iterator[str]:
    pattern.learn()
    if not pattern.entry.examples:
        yield "has no examples; add one"
    if not pattern.entry.counterexamples:
        yield "has no counterexamples; add one"
    try:
        for example in pattern.entry.examples:
            yield from _wrong_example(pattern, example)
        for text in pattern.entry.counterexamples:
            match = pattern.search(text)
            if match is not None:
                yield f"finds {match.group()!r} in the counterexample {text!r}; narrow it"
    except PatternTimeout as error:
        yield str(error)


def _wrong_example(pattern: Pattern[E], example: Example) -> Iterator[str]:
    text = example.text
    match = pattern.search(text)
    if match is None:
        yield f"finds nothing in the example {text!r}; widen it or correct the example"
        return
    for group, expected in example.captures.items():
        try:
            found = match.group(int(group) if group.isdigit() else group)
        except IndexError:
            yield f"has no group {group!r}, which the example {text!r} asks for"
            continue
        if (found or "") != (expected or ""):
            yield f"captures {group}={found!r} instead of {expected!r} in the example {text!r}"
