"""Shape of `records.csv`: how often each construction of sentences held (`mingzhang patterns measure`)."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from patterns.shape import Row

Count = Annotated[str, msgspec.Meta(pattern=r"^\d+$")]


class ConstructionRecord(Row, frozen=True, kw_only=True):
    """What became of the facts of one construction (`extractors.narrative.constructions`)."""

    NAME: ClassVar[str] = "records"

    construction: str
    facts: Count
    """How many facts were read so."""
    held: Count
    """How many of them an identity, a sum, a rate or another printing in a table bears out."""
    failed: Count
    """How many of them nothing bears out, and a check fails with."""
    documents: Count
    regions: Count
    """Cities or provinces whose documents have facts that held."""
    regions_failed: Count
    """Cities or provinces whose documents have facts that failed."""
