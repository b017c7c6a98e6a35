"""Executes the examples and counterexamples of the pattern files."""

from __future__ import annotations

from collections.abc import Iterator

from patterns import FOLDER, Pattern, PatternTimeout, compiled


def pattern_files() -> list[str]:
    """Names of the pattern files, without `.toml`."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def check_all() -> tuple[int, list[str]]:
    """How many examples and counterexamples there are, and what is wrong with those that fail.

    A pattern without an example or without a counterexample counts as wrong: they define it.
    """
    checked, problems = 0, []
    for name in pattern_files():
        for pattern in compiled(name).values():
            checked += len(pattern.examples) + len(pattern.counterexamples)
            problems += check(pattern)
    return checked, problems


def check(pattern: Pattern) -> list[str]:
    """What is wrong with one pattern: each line names file, pattern, text and what to change."""
    return [f"{pattern.file}, {pattern.id}: {problem}" for problem in _problems(pattern)]


def _problems(pattern: Pattern) -> Iterator[str]:
    if not pattern.examples:
        yield "has no examples; add one"
    if not pattern.counterexamples:
        yield "has no counterexamples; add one"
    try:
        for example in pattern.examples:
            yield from _wrong_example(pattern, example["text"], example.get("captures", {}))
        for text in pattern.counterexamples:
            match = pattern.search(text)
            if match is not None:
                yield f"finds {match.group()!r} in the counterexample {text!r}; narrow it"
    except PatternTimeout as error:
        yield str(error)


def _wrong_example(pattern: Pattern, text: str, captures: dict[str, str | None]) -> Iterator[str]:
    match = pattern.search(text)
    if match is None:
        yield f"finds nothing in the example {text!r}; widen it or correct the example"
        return
    for group, expected in captures.items():
        try:
            found = match.group(int(group) if group.isdigit() else group)
        except IndexError:
            yield f"has no group {group!r}, which the example {text!r} asks for"
            continue
        if (found or "") != (expected or ""):
            yield f"captures {group}={found!r} instead of {expected!r} in the example {text!r}"
