"""Records that the type checker keeps from being changed.

A frozen dataclass pays for its promise whenever one is made: each field is set through a check, three times
as slow as an assignment. Of the records that are made for every cell and every line, mypy alone keeps the
promise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

Record = TypeVar("Record")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[Record]) -> type[Record]:
    """A dataclass with slots, equal and hashed by its fields; to mypy `@dataclass(frozen=True)`.

    >>> @frozen
    ... class Point:
    ...     x: int
    >>> Point(1) == Point(1), {Point(1)} == {Point(1)}
    (True, True)
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
