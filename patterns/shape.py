"""What a pattern file may hold: the base of its declared shape.

Each `patterns/NAME.toml` has a class in `patterns/shapes/NAME.py` that says which keys it has and of which
types. A key that is not declared, a missing one or a value of another type is a `PatternError` that names
file, entry and key, when the file is loaded and in `mingzhang patterns check`. Subclasses repeat
`frozen=True, kw_only=True`; whatever else they inherit.
"""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

import msgspec


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of a pattern file: the fields are its keys, those with a default may be absent."""


class Row(Shape, frozen=True):
    """A line of a CSV file; the fields are its columns. `NAME` is that of the file, without `.csv`."""

    NAME: ClassVar[str]


class Example(Shape, frozen=True):
    """A text in which a pattern must find something, and what its groups must capture."""

    text: str
    captures: dict[str, str] = {}


class Entry(Shape, frozen=True, kw_only=True):
    """A `[[pattern]]`: a regular expression and the examples that define it. Files add keys of their own."""

    id: str
    regex: str
    flags: str = ""
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[str, ...] = ()


E = TypeVar("E", bound=Entry)


class PatternFile(Shape, Generic[E], frozen=True, kw_only=True):
    """A whole file. `NAME` is that of the file, without `.toml`."""

    NAME: ClassVar[str]

    uses: tuple[str, ...] = ()
    """Files whose macros may be used here."""
    macro: dict[str, str] = {}
    """Named pieces of regular expressions."""
    pattern: tuple[E, ...] = ()
