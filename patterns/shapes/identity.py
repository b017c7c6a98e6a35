"""Shape of `identity.toml`: who published what for which year."""

from __future__ import annotations

from typing import ClassVar, Literal

from patterns.shape import Entry, PatternFile, Shape


class Kind(Shape, frozen=True, kw_only=True):
    """Words of a title, or of a line, that tell the kind of a document."""

    id: str
    """As `documents.doc_kind`."""
    words: tuple[str, ...]
    form: bool = False
    """Whether documents of this kind are forms, which need no body in their title."""


class Label(Shape, frozen=True, kw_only=True):
    """Words before the name of a body."""

    words: tuple[str, ...]
    rank: int
    """The label of the highest rank in a document wins."""


class Qualifier(Shape, frozen=True, kw_only=True):
    """Words behind a name that say for which part of a department it speaks."""

    scope: Literal["department_own", "department_rollup"]
    words: tuple[str, ...]
    bare: tuple[str, ...]
    """Those that are taken off without parentheses too."""


class DisclosureSigns(Shape, frozen=True, kw_only=True):
    """What only disclosures print."""

    signs: tuple[str, ...]
    minimum: int
    """So many of them make a disclosure of a document without a title of our kind."""


class IdentityWords(PatternFile[Entry], frozen=True, kw_only=True):
    """`identity.toml`."""

    NAME: ClassVar[str] = "identity"

    municipalities: tuple[str, ...]
    """First two digits of the codes of cities that are provinces."""
    district: str
    correction_words: tuple[str, ...]
    short_with_level: str
    no_level: tuple[str, ...]
    title_nouns: tuple[str, ...]
    year_digits: str
    """Chinese digits from zero to nine."""
    ten: str
    contents_words: tuple[str, ...]
    scope_words: tuple[str, str]
    """What a title calls the disclosure of: a unit, a department."""
    profile_words: tuple[str, ...]
    kind: tuple[Kind, ...]
    kind_sign: tuple[Kind, ...]
    form_sign: tuple[Kind, ...]
    disclosure: DisclosureSigns
    kind_of_table: dict[str, str]
    """Kind of a document by how the ids of its tables begin."""
    division_alias: dict[str, str]
    """Code of a division by another name of it."""
    own_level: dict[str, str]
    """Level of a division by the word for it: 市 in 市财政局."""
    label: tuple[Label, ...]
    qualifier: tuple[Qualifier, ...]
