"""Tasks on their way through workers: handed out, done or failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

ATTEMPTS = 3
"""How often a task is given out whose worker dies of itself: it may have been the machine's fault."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What a worker sends while it is at a task: so many pages are recognised, of so many."""

    done: int
    of: int


OnPages = Callable[[Any, Pages], None]
"""Told how far a task is with the pages that it recognises."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A task whose worker died or was killed. `kind` is timeout, memory or crashed."""

    kind: str
    message: str
    seconds: float
    peak_mb: float
    killed_by_another: bool = False
    """Whether something outside killed the worker (the system short of memory, an operator): nothing of
    ours was over a limit, and it says nothing about the task."""
    pages: Pages | None = None
    """How far the recognition of its pages was; null where none was reported."""


@dataclass(frozen=True, slots=True)
class Done:
    """A task and what came of it: what the function returned, or a `Failure`."""

    task: Any
    result: Any


@dataclass(frozen=True, slots=True)
class Turn:
    """A task that is given out, for the first, second, … time."""

    task: Any
    attempt: int = 1

    @property
    def is_last(self) -> bool:
        """Whether the task is not given out again when its worker dies.

        >>> [Turn("t", attempt).is_last for attempt in (1, 2, 3)]
        [False, False, True]
        """
        return self.attempt >= ATTEMPTS

    def again(self) -> Turn:
        """The next attempt at the same task."""
        return Turn(self.task, self.attempt + 1)


@dataclass(frozen=True, slots=True)
class Ended:
    """A turn that is over, and what came of its task."""

    turn: Turn
    result: Any

    @property
    def is_crash(self) -> bool:
        """Whether its worker died of itself."""
        return isinstance(self.result, Failure) and self.result.kind == "crashed"
