"""Shape of `renames.toml`: what reforms did to bodies."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from patterns.shape import Entry, PatternFile, Shape


class Change(Shape, frozen=True, kw_only=True):
    """What became of the bodies of one function; slugs of `departments.toml`."""

    kind: Literal["rename", "merge", "created", "abolished"]
    before: str | None = msgspec.field(name="from", default=None)
    after: str | None = msgspec.field(name="to", default=None)


class Reform(Shape, frozen=True, kw_only=True):
    """A reform: when it took effect in central and local bodies (first and last day), and what it changed."""

    id: str
    source: str
    central: tuple[str, str]
    local: tuple[str, str]
    changes: tuple[Change, ...]


class Renames(PatternFile[Entry], frozen=True, kw_only=True):
    """`renames.toml`."""

    NAME: ClassVar[str] = "renames"

    reform: tuple[Reform, ...]
