"""What a task may cost, what it has cost, and what is over a limit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one task may cost."""

    seconds: float
    """Wall-clock time."""
    cpu_seconds: float
    """Processor time of its worker and of what that starts."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a task has cost so far."""

    seconds: float
    cpu_seconds: float
    resident_mb: float
    """Memory that its worker, and what that has started, hold now."""


@dataclass(frozen=True, slots=True)
class Excess:
    """A limit that a task is over: `kind` is timeout or memory."""

    kind: str
    message: str


def excess(spent: Spent, allowance: Allowance, memory_mb: int) -> Excess | None:
    """The first limit that is exceeded, in the order wall clock, processor, memory; null within all.

    >>> excess(Spent(11, 2, 100), Allowance(10, 5), 200)
    Excess(kind='timeout', message='killed after 11 s, the limit is 10 s')
    >>> excess(Spent(10, 5, 200), Allowance(10, 5), 200) is None
    True
    """
    if spent.seconds > allowance.seconds:
        message = f"killed after {spent.seconds:.0f} s, the limit is {allowance.seconds:.0f} s"
        return Excess("timeout", message)
    if spent.cpu_seconds > allowance.cpu_seconds:
        used = f"{spent.cpu_seconds:.0f} s of processor time, the limit is {allowance.cpu_seconds:.0f} s"
        return Excess("timeout", f"killed after {used}")
    if spent.resident_mb > memory_mb:
        return Excess("memory", f"killed at {spent.resident_mb:.0f} MB, the limit is {memory_mb} MB")
    return None
