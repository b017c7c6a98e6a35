"""Records that the type checker keeps from being changed.

A frozen dataclass pays for its promise whenever one is made: each field is set through a check, three times
as slow as an assignment. Of the records that are made for every cell and every line, mypy alone keeps the
promise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from dataclasses import fields as dataclass_fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

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


def changed(record: Record, **fields: Any) -> Record:
    """`dataclasses.replace` for records of many fields, all of which their maker takes: four times as fast.

    >>> @frozen
    ... class Point:
    ...     x: int
    ...     y: int
    >>> changed(Point(1, 2), y=3)
    Point(x=1, y=3)
    """
    cls: Any = type(record)
    values, places = _layout(cls)
    found = list(values(record))
    for name, value in fields.items():
        found[places[name]] = value
    made: Record = cls(*found)
    return made


@cache
def _layout(cls: type[Any]) -> tuple[attrgetter[Any], dict[str, int]]:
    """What gives the values of all fields of a record, and the position of each."""
    names = [field.name for field in dataclass_fields(cls)]
    return attrgetter(*names), {name: n for n, name in enumerate(names)}
