"""What the record of a construction says of a fact that was read by it (patterns/records.csv).

A record alone never earns an error. Slips are rare: one printed figure in some hundreds. A construction that
is read wrongly in one figure of twenty would give ten wrong accusations for each right one, and the corpus
cannot show that it is not so elsewhere: it is one trial for each region, not for each fact. So a record only
says whether a fact may accuse at all; something in the document itself must say that it is right to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from math import sqrt

from extractors.narrative.constructions import SEPARATOR
from patterns import load, load_rows
from patterns.shapes.earned import Earned
from patterns.shapes.records import ConstructionRecord
from pipeline.language.spoken import tr

_NOUN = 3
"""Parts of a construction that say what noun it is, whether it is said, and where its fund comes from."""


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


def is_known(construction: str | None, known: Mapping[str, ConstructionRecord] | None = None) -> bool:
    """Is the noun of a construction known to mean what it is read as, wherever it stands and in any role?"""
    rules = load(Earned).record
    alike = (_nouns() if known is None else _by_noun(known)).get(_noun(construction or ""), [])
    if max((int(row.regions) for row in alike), default=0) < rules.regions_of_noun:
        return False
    held = sum(int(row.held) for row in alike)
    return wilson_low(held, held + sum(int(row.failed) for row in alike)) >= rules.share


@cache
def _nouns() -> Mapping[str, list[ConstructionRecord]]:
    return _by_noun(records())


def _by_noun(rows: Mapping[str, ConstructionRecord]) -> Mapping[str, list[ConstructionRecord]]:
    found: dict[str, list[ConstructionRecord]] = defaultdict(list)
    for name, row in rows.items():
        found[_noun(name)].append(row)
    return found


def _noun(construction: str) -> str:
    """A construction without the list that it stands in and its role."""
    return SEPARATOR.join(construction.split(SEPARATOR)[:_NOUN])


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
    return tr(
        "{count} constructions of {facts} facts: {proven} proven ({of_proven} facts), "
        "{unseen} never seen to hold ({of_unseen} facts)",
        count=len(rows),
        facts=_facts(rows),
        proven=len(proven),
        of_proven=_facts(proven),
        unseen=len(unseen),
        of_unseen=_facts(unseen),
    )


def _facts(rows: Iterable[ConstructionRecord]) -> int:
    return sum(int(row.facts) for row in rows)
