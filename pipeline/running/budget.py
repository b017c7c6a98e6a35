"""How much a run may read anew: an upgrade that re-reads everything can take several nights."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass
class Budget:
    """So many documents, for so many minutes; null means without end."""

    at_most: int | None = None
    minutes: float | None = None
    since: float = 0.0
    """`time.monotonic()` when the run began."""
    taken: int = 0
    """Documents that were given out to be read."""

    @property
    def is_bounded(self) -> bool:
        """Whether there is any end to it."""
        return self.at_most is not None or self.minutes is not None

    @property
    def is_spent(self) -> bool:
        """Whether no document may be given out any more."""
        if self.at_most is not None and self.taken >= self.at_most:
            return True
        return self.minutes is not None and time.monotonic() - self.since >= 60 * self.minutes

    def take(self) -> None:
        """A document is given out."""
        self.taken += 1

    def give_back(self) -> None:
        """It need not be read after all."""
        self.taken -= 1
