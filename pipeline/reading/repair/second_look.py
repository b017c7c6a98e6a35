"""What asks a larger model about single numbers of scanned pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from extractors.document import Candidate

Span = tuple[int, int]
"""Start and end in the text of the document as it was read first."""


class SecondLook(Protocol):
    """Cuts spans out of their pages again and reads them with more care; each costs some milliseconds."""

    def __call__(self, spans: Sequence[Span], /) -> Sequence[tuple[Candidate, ...]]:
        """For each span what may stand there, the most probable first; empty where nothing was recognised.

        Probabilities are of the whole string, 0 to 1; those of one span come to 1 at most.
        """
