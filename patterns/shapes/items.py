"""Shape of `items.toml`: items in sentences and notes against the tables."""

from __future__ import annotations

from typing import ClassVar, Literal

from patterns.rule import Rule, SearchedIn
from patterns.shape import PatternFile, Shape


class Subject(Shape, frozen=True, kw_only=True):
    """A subject of items: words that name one, and words of purposes that are its own or never are."""

    item: tuple[str, ...]
    own: tuple[str, ...]
    never: tuple[str, ...]


class ListRule(Rule, frozen=True, kw_only=True):
    """Listed expenses that are nothing."""

    template: int
    of_template: Rule
    """What is said of so many that the list must be a copy."""


class NoteOfOtherRule(Rule, frozen=True, kw_only=True):
    """A note that speaks of another fund than its table."""

    funds: dict[str, tuple[str, ...]]
    """The tables of each fund, by its name in notes."""


class NoteDeniedRule(Rule, frozen=True, kw_only=True):
    """A note that says that there is nothing, where there is."""

    measures: dict[str, str]
    """The measure of each fund, by its name in notes."""
    roles: tuple[str, ...]


class Items(PatternFile[SearchedIn], frozen=True, kw_only=True):
    """`items.toml`."""

    NAME: ClassVar[str] = "items"

    suffix: str
    """What a name may leave out at its end."""
    brackets: dict[str, str]
    """Brackets as names of codes are compared."""
    more: str
    """What ends a list that is not complete."""
    economic_tables: tuple[str, ...]
    levels: dict[str, Literal[3, 5, 7]]
    """Digits of a code by what its level is called."""
    subject: tuple[Subject, ...]
    name: Rule
    level_name: Rule
    purpose: Rule
    list: ListRule
    note_of_other: NoteOfOtherRule
    note_denied: NoteDeniedRule
    code: Rule
