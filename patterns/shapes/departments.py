"""Shape of `departments.toml`: the functions of bodies and how their names are built."""

from __future__ import annotations

from typing import ClassVar

from patterns.shape import Entry, PatternFile, Shape


class NameEnding(Entry, frozen=True, kw_only=True):
    """What the end of a name tells of a body."""

    org_type: str
    function: str | None = None
    whole: str | None = None
    """What belongs behind the group `stem` where the name is shortened: 街道 as 街道办事处."""


class Function(Shape, frozen=True, kw_only=True):
    """A function of bodies: 财政, 教育."""

    slug: str
    names: tuple[str, ...] = ()
    """Whole names without division."""
    stems: tuple[str, ...] = ()
    """Beginnings of names that one of the `suffixes` completes."""
    suffix: str | None = None
    """Which suffixes; null is those of the kind of body."""
    bare: bool = True
    """Whether the name means this body without an organisation before it."""


class FunctionGroup(Shape, frozen=True, kw_only=True):
    """The functions of bodies of one kind."""

    org_type: str
    entries: tuple[Function, ...]


class OrganisationPrefix(Shape, frozen=True, kw_only=True):
    """Words for an organisation before a division's name: 中共, 政协."""

    words: tuple[str, ...]
    org_type: str
    stem: str | None = None
    """What the dictionary of functions calls the body."""


class Departments(PatternFile[NameEnding], frozen=True, kw_only=True):
    """`departments.toml`."""

    NAME: ClassVar[str] = "departments"

    joiners: str
    """Characters that names are compared without."""
    committee_words: tuple[str, ...]
    government_words: tuple[str, ...]
    government_office_words: tuple[str, ...]
    ministry: tuple[str, str]
    """How a ministry's name ends, and a bureau's that does the same below: 财政部, 财政局."""
    endings_of_departments: tuple[str, ...]
    party_name: tuple[str, str]
    """The party before a division's name, and its committee behind it."""
    suffixes: dict[str, tuple[str, ...]]
    """By kind of body, or by a name that functions refer to."""
    org_types: dict[str, str]
    """Kinds of bodies and what they are."""
    function: tuple[FunctionGroup, ...]
    prefix: tuple[OrganisationPrefix, ...]
    topics: dict[str, str]
    """Function by a word that a name contains."""
