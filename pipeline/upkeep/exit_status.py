"""What the exit status of a command says; docs/nightly.md has the same as a table."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """One for each thing that somebody has to do something about."""

    CLEAN = 0
    FAILED = 1
    """Documents could not be read, or a question has no answer."""
    USAGE = 2
    """Nothing was begun: wrong usage, another run holds the output, or it is of a newer version."""
    UNREACHABLE = 3
    """A folder, a list or an address does not answer."""
    BROKEN = 4
    """A promise is broken, a published file is damaged, or the run itself could not go on."""
    UNWRITABLE = 5
    """Something cannot be written: a full disk, a folder without permission."""
    INTERRUPTED = 130
    TERMINATED = 143


_WEIGHT = (
    ExitStatus.UNWRITABLE,
    ExitStatus.BROKEN,
    ExitStatus.USAGE,
    ExitStatus.UNREACHABLE,
    ExitStatus.FAILED,
    ExitStatus.CLEAN,
)
"""The gravest first."""


def gravest(*statuses: ExitStatus) -> ExitStatus:
    """Of several the one that is to be mended first; without any all is clean.

    >>> gravest(ExitStatus.FAILED, ExitStatus.BROKEN, ExitStatus.UNREACHABLE).name, gravest().name
    ('BROKEN', 'CLEAN')
    """
    return next((status for status in _WEIGHT if status in statuses), ExitStatus.CLEAN)
