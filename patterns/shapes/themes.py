"""Shape of `themes.toml`: what reasons are about."""

from __future__ import annotations

from typing import ClassVar, Literal

from patterns.shape import Entry, PatternFile, Shape


class Direction(Shape, frozen=True, kw_only=True):
    """Words of more and less, and how far from what moves they may stand, in characters."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    gap: int
    """Between what moves and its direction behind it."""
    spread: int
    """Between the parts of words."""
    before: int
    """Between a direction and what moves behind it."""
    fences: tuple[str, ...]


class ThemeEntry(Shape, frozen=True, kw_only=True):
    """A theme: its words, and texts that have it and that have not. A space parts the parts of words."""

    id: str
    name_zh: str
    name_en: str
    rank: Literal[1, 2, 3]
    words: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    """Words between what moves and its direction that name something else that moves."""
    masks: tuple[str, ...] = ()
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class Themes(PatternFile[Entry], frozen=True, kw_only=True):
    """`themes.toml`."""

    NAME: ClassVar[str] = "themes"

    direction: Direction
    theme: tuple[ThemeEntry, ...]
