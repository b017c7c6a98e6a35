"""Competing readings of sentences: the document's own tables and sums decide what its prose means.

A figure of a sentence can be of several funds, with or without what was carried over, of the body or of an
item that was named before, of this year's budget or account. The grammar says which reading its words give
first (`extractors.narrative`). Here the others are tried where the document itself contradicts it:

- what parts add up to is their head, and they are of its fund and its item (`sum_trees`, `parts`);
- a change and its growth belong to the figure that they fit (`growths`);
- another reading of an open figure is right if the tables print just that (`choose`, `table_figures`).

`Fact.reading` says which of these chose. A figure of which no reading holds keeps that of its words, with
less confidence. Source: docs/domain.md §3.5.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Document
from extractors.narrative.setting import Basis, Settings
from extractors.records import Fact, Quantity, Section, Table
from patterns import load
from patterns.shapes.readings import Readings
from pipeline.reading.readings.choose import NONE, chosen
from pipeline.reading.readings.growths import with_owners
from pipeline.reading.readings.named_rows import named_row
from pipeline.reading.readings.parts import as_part, named_part
from pipeline.reading.readings.prose import Amount, amounts_of
from pipeline.reading.readings.sum_trees import sum_trees
from pipeline.reading.readings.table_figures import TableFigures

_ROLES = frozenset(load(Readings).limits.roles)

__all__ = ["read_again"]


def read_again(
    document: Document,
    sections: Sequence[Section],
    quantities: Sequence[Quantity],
    facts: Sequence[Fact],
    tables: Sequence[Table],
    table_facts: Sequence[Fact],
) -> list[Fact]:
    """The facts of the narrative as the tables and sums of the document bear them out, in their order.

    `facts` are those that the grammar gave, `table_facts` those of `tables`. `Fact.part_of` is a position in
    `facts` where it is set.
    """
    if not facts:
        return []
    known = TableFigures(table_facts, tables)
    settings = Settings(sections, Basis(is_budget=False, fiscal_year=None))
    around = [settings.at(q.place.start or 0).around for q in quantities]
    amounts = amounts_of(document, quantities, facts, around)
    found = _values(list(facts), amounts, quantities, tables, known)
    found = _with_own_changes(facts, found)
    return with_owners(found, _paragraphs(document, found))


def _values(
    facts: list[Fact],
    amounts: Sequence[Amount],
    quantities: Sequence[Quantity],
    tables: Sequence[Table],
    known: TableFigures,
) -> list[Fact]:
    """The values, each as its tables or its head say, and behind them the parts that nothing else names.

    Heads are read before their parts.
    """
    parents = sum_trees(amounts)
    statement = _next_statement(facts)
    at = [amount.fact for amount in amounts]
    """The position of the fact of each amount."""
    for n, amount in enumerate(amounts):
        head = at[parents[n]] if n in parents else None
        own = amount.fact
        quantity = quantities[amount.quantity]
        if head is not None and facts[head].reading == NONE:
            head = None  # what is not understood itself says nothing of its parts
        named = None if head is None else named_part(amount, quantity, facts[head], head)
        if own is not None:
            by_head = None if head is None else as_part(facts[own], amount.name, facts[head], head)
            facts[own] = chosen(facts[own], by_head, named, amount.words, known)
            continue
        part = named_row(amount, quantity, tables, known) or named
        if part is not None:
            at[n] = len(facts)
            facts.append(replace(part, statement=statement))
            statement += 1
    return facts


def _with_own_changes(before: Sequence[Fact], after: list[Fact]) -> list[Fact]:
    """What was said of a figure (its change, its share) goes with it where its meaning changed."""
    moved = {
        (f.statement, f.measure, f.function_code, f.economic_code, f.item_label, f.unit): after[n]
        for n, f in enumerate(before)
        if f.role in _ROLES and after[n].reading in ("table", "sum") and after[n].measure != f.measure
    }
    for n, fact in enumerate(after):
        key = (
            fact.statement,
            fact.measure,
            fact.function_code,
            fact.economic_code,
            fact.item_label,
            fact.unit,
        )
        owner = moved.get(key)
        if owner is not None and n < len(before) and fact is before[n] and fact.statement is not None:
            after[n] = replace(
                fact,
                measure=owner.measure,
                scope=owner.scope,
                function_code=owner.function_code,
                economic_code=owner.economic_code,
                item_label=owner.item_label,
                reading=owner.reading,
            )
    return after


def _next_statement(facts: Sequence[Fact]) -> int:
    return max((f.statement or 0 for f in facts), default=0) + 1


def _paragraphs(document: Document, facts: Sequence[Fact]) -> list[int | None]:
    """The paragraph that each fact stands in, by number."""
    starts = [p.start for p in document.paragraphs]
    return [None if f.place.start is None else bisect_right(starts, f.place.start) - 1 for f in facts]
