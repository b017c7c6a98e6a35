"""What is known of a file that was written into a generation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """Where a file stands below `datasets`, its size and sha256."""

    path: str
    """As it was asked for; on an object store with a hash of the content."""
    size: int
    sha256: str
