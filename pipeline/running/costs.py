"""What a task may cost, what it has cost, and what is over a limit."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one task may cost."""

    seconds: float
    """Wall-clock time."""
    cpu_seconds: float
    """Processor time of its worker and of what that starts."""
    page_seconds: float = 0.0
    """Wall-clock time on top for every page that it reports as being recognised."""
    page_cpu_seconds: float = 0.0
    """Processor time on top for every such page."""
    most_pages: int = 0
    """For so many pages at most."""
    page_memory_mb: int = 0
    """Memory on top, whatever their number, from the first such page on."""

    def after(self, pages: int) -> Allowance:
        """What a task may cost that has reported so often: as much as the pages done, and the next, take.

        >>> allowance = Allowance(10, 5, page_seconds=4, page_cpu_seconds=2, most_pages=3)
        >>> [(now.seconds, now.cpu_seconds) for now in map(allowance.after, (0, 2, 9))]
        [(10, 5), (18, 9), (22, 11)]
        """
        granted = min(pages, self.most_pages)
        return replace(
            self,
            seconds=self.seconds + granted * self.page_seconds,
            cpu_seconds=self.cpu_seconds + granted * self.page_cpu_seconds,
        )

    @property
    def longest(self) -> float:
        """Wall-clock seconds that a task may take in any case."""
        return self.seconds + self.most_pages * self.page_seconds


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
