"""What may be wrong with an output folder."""

from __future__ import annotations

from dataclasses import dataclass

REPUBLISH = "published again from the staged documents"
REREAD = "removed; the next run over its source reads it again"


@dataclass(frozen=True, slots=True)
class Ailment:
    """Something that is not as it should be."""

    kind: str
    """unfinished, bundle, file, package, receipts, rows, keys, index."""
    what: str
    remedy: str
    name: str | None = None
    """The file that it is about, below the output folder."""
