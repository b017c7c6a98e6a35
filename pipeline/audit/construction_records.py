"""What the record of a construction says of a fact that was read by it (patterns/records.csv).

A record alone never earns an error. Slips are rare: one printed figure in some hundreds. A construction that
is read wrongly in one figure of twenty would give ten wrong accusations for each right one, and the corpus
cannot show that it is not so elsewhere: it is one trial for each region, not for each fact. So a record only
says whether a fact may accuse at all; something in the document itself must say that it is right to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import sqrt

from patterns import load, load_rows
from patterns.shapes.earned import Earned
from patterns.shapes.records import ConstructionRecord


@cache
def records() -> Mapping[str, ConstructionRecord]:
    """The records by construction."""
    return {row.construction: row for row in load_rows(ConstructionRecord)}


def is_proven(construction: str | None, known: Mapping[str, ConstructionRecord] | None = None) -> bool:
    """Did a construction hold in enough regions, and nearly always?"""
    row = (records() if known is None else known).get(construction or "")
    rules = load(Earned).record
    if row is None or int(row.regions) < rules.regions:
        return False
    held, failed = int(row.held), int(row.failed)
    return wilson_low(held, held + failed) >= rules.share


def wilson_low(held: int, of: int, z: float = 1.96) -> float:
    """The lower bound of a share (Wilson 1927), 95 % sure.

    >>> [round(wilson_low(held, of), 3) for held, of in ((0, 0), (3, 3), (99, 100), (440, 442))]
    [0.0, 0.438, 0.946, 0.984]
    """
    if not of:
        return 0.0
    share = held / of
    middle = share + z * z / (2 * of)
    width = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - width) / (1 + z * z / of)


def summary() -> str:
    """What the records say, in a line."""
    rows = records().values()
    proven = [row for row in rows if is_proven(row.construction)]
    unseen = [row for row in rows if not int(row.held)]
    return (
        f"{len(rows)} constructions of {_facts(rows)} facts: {len(proven)} proven ({_facts(proven)} facts), "
        f"{len(unseen)} never seen to hold ({_facts(unseen)} facts)"
    )


def _facts(rows: Iterable[ConstructionRecord]) -> int:
    return sum(int(row.facts) for row in rows)
