"""Links the printings of one figure, so that nothing is counted twice and no disagreement is lost.

Of all printings in a document the best stands for the figure: tables before forms before sentences, tables
that tie out before others, then what stands first. Every other printing says which fact that is
(`duplicate_of`) and how it agrees with it (`duplicate_kind`, the terms of XBRL: complete, consistent,
inconsistent). Rows that are parts of a figure (a code once for each unit) say of which (`part_of`). Facts are
never removed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.frozen import replaced
from extractors.records import Fact, Table
from pipeline.figures.composition import compositions
from pipeline.figures.derivation import implied_values, ratios, sums_of_rows
from pipeline.figures.printings import Key, Printing, by_figure, printing_of, printings, same_figure
from pipeline.figures.tolerance import Side, printing_result

COMPLETE, CONSISTENT, INCONSISTENT = "complete", "consistent", "inconsistent"


def link(facts: Sequence[Fact], tables: Sequence[Table]) -> list[Fact]:
    """The facts with their links, and the derived facts behind them; positions of printed facts stay.

    A derived value exists only where the document prints none: sums of rows, implied values of other years
    and budgets, costs per head (`pipeline.figures.derivation`), headline figures of which only the items are
    printed (`pipeline.figures.composition`).
    """
    figures = by_figure(facts)
    found = printings(facts, tables, figures)
    known = [*facts, *sums_of_rows(facts, figures, found)]
    for n in range(len(facts), len(known)):
        key = same_figure(known[n])
        if key in found:
            found[key].append(printing_of(known, tables, n))
    linked = _linked(known, found)
    known = [*linked, *implied_values(linked)]
    known = [*known, *ratios(known)]
    return [*known, *compositions(known, tables)]


def _linked(facts: list[Fact], figures: Mapping[Key, Sequence[Printing]]) -> list[Fact]:
    linked = list(facts)
    for found in figures.values():
        singles = [p for p in found if not p.is_sum]
        if not singles:
            continue
        best = min(singles, key=lambda p: p.rank)
        chosen = best.positions[0]
        for printing in singles:
            if printing is not best:
                n = printing.positions[0]
                kind = agreement(best.side, printing.side)
                linked[n] = replaced(linked[n], duplicate_of=chosen, duplicate_kind=kind)
        for printing in found:
            if printing.is_sum:
                _link_parts(linked, printing, singles, chosen)
    return linked


def _link_parts(linked: list[Fact], parts: Printing, singles: Sequence[Printing], chosen: int) -> None:
    """Rows are parts of the printing that their sum agrees with, the best one if it is none."""
    agreeing = [s for s in singles if agreement(s.side, parts.side) != INCONSISTENT]
    whole = min(agreeing, key=lambda p: p.rank).positions[0] if agreeing else chosen
    for n in parts.positions:
        linked[n] = replaced(linked[n], part_of=whole)


def agreement(one: Side, other: Side) -> str:
    """How two printings of a figure agree; `consistent` where rounding or truncation explains the difference.

    >>> from decimal import Decimal
    >>> yuan = Side(Decimal("873617.00"), Decimal("0.005"))
    >>> [agreement(yuan, Side(Decimal(v), Decimal(50))) for v in ("873600", "873500")]
    ['consistent', 'inconsistent']
    """
    match printing_result(one, other):
        case "pass":
            return COMPLETE
        case "fail":
            return INCONSISTENT
        case _:
            return CONSISTENT
