"""What became of one document: the part of its receipt that does not depend on the run."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any

WAITING = "waiting"
"""Of a document that no run has read yet, because each had reached what it was allowed to read."""
STATUSES = ("ok", "partial", "failed", "not_disclosure", WAITING)
"""What can become of a document."""
READ = ("ok", "partial")
"""Of documents whose rows are published."""
FORGOTTEN = "forgotten"
"""Of a document that somebody took out: it is not read, and that is no failure."""
ADDRESSES = "addresses"
"""Of a list that says where the files beside it are published."""
NOT_A_DISCLOSURE = frozenset({"html", "archive", ADDRESSES, FORGOTTEN})
"""Kinds that say what the source is instead: a page saved in place of its attachment, an archive whose
members are inputs of their own, a list of addresses, a document that is none any more.

Every other kind is a failure: there may be a disclosure in it and it could not be read.
"""

UNWRITABLE = "unwritable"
"""Of a document that was read and whose rows cannot be written: the output is at fault."""
OVER_LIMIT = frozenset({"timeout", "memory", "crashed"})
"""Kinds that rest on the limits of the run: with other limits the document is tried again."""
QUARANTINED = OVER_LIMIT | {"pattern_timeout", "internal"}
"""Kinds that say nothing against the document itself. It is not tried in every run, but on request."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document, and why."""

    doc_id: str | None
    status: str
    """One of `STATUSES`."""
    error_kind: str | None = None
    message: str | None = None
    seconds: float = 0.0
    peak_mb: float = 0.0
    """Largest resident memory of the process while it read the document."""
    pages: int | None = None
    counts: dict[str, int] = field(default_factory=dict)
    """Rows by dataset, and pages that a second reader was asked for or won."""
    unchanged: bool = False
    """Whether a run met it as an earlier one had left it."""
    limits: str | None = None
    """Hash of the limits that it was over."""

    def as_unchanged(self, seconds: float) -> Outcome:
        """The same outcome, met again by a later run that had nothing to do."""
        return replace(self, unchanged=True, seconds=seconds, peak_mb=0.0)

    def to_dict(self) -> dict[str, Any]:
        """The fields by name, as bundles and receipts hold them; `Outcome(**…)` is the way back."""
        return {name: getattr(self, name) for name in _FIELDS} | {"counts": dict(self.counts)}


_FIELDS = tuple(each.name for each in fields(Outcome))


def failed(
    doc_id: str | None, kind: str, message: str, seconds: float = 0.0, peak_mb: float = 0.0
) -> Outcome:
    """The outcome of what could not be read."""
    status = "not_disclosure" if kind in NOT_A_DISCLOSURE else "failed"
    return Outcome(doc_id, status, kind, message, seconds=seconds, peak_mb=peak_mb)
