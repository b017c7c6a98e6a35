"""Shape of `earned.toml`: what an error must have earned, and what is said of one that has not."""

from __future__ import annotations

from typing import ClassVar

from patterns.rule import Rule
from patterns.shape import Entry, PatternFile, Shape


class Record(Shape, frozen=True, kw_only=True):
    """What a construction must have behind it."""

    regions: int
    """It held in so many regions at least."""
    regions_of_noun: int
    """The same of its noun, wherever that stands and in any role."""
    share: float
    """The lower bound of the share of its facts that held."""


class InDocument(Shape, frozen=True, kw_only=True):
    """What a construction, or an identity in a table, must have behind it in the document itself."""

    held: int
    """So many figures at least."""
    times: int
    """They are so many times those that fail."""


class Systematic(Shape, frozen=True, kw_only=True):
    """When failures are of one construction instead of the document."""

    failures: int
    """So many that have no figure in common; two are enough where none of the kind holds."""
    times: int
    """Figures that hold are less than so many times those that fail."""


class Several(Shape, frozen=True, kw_only=True):
    """When sentences give one measure more values than one figure has."""

    values: int


class Reason(Shape, frozen=True, kw_only=True):
    """The end of a message: why it is milder than the rule says."""

    zh: str
    en: str


class Earned(PatternFile[Entry], frozen=True, kw_only=True):
    """`earned.toml`."""

    NAME: ClassVar[str] = "earned"

    record: Record
    in_document: InDocument
    systematic: Systematic
    several: Several
    sentence_end: str
    not_understood: Rule
    withheld: Rule
    names: dict[str, str]
    """What messages call a table without a title, and sentences."""
    reason: dict[str, Reason]
