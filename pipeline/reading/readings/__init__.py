"""Competing readings of sentences: the document's own tables and sums decide what its prose means.

A figure of a sentence can be of several funds, with or without what was carried over, of the body or of an
item that was named before, of this year's budget or account. The grammar says which reading its words give
first (`extractors.narrative`). Here the others are tried where the document itself contradicts it:

- what parts add up to is their head, and they are of its fund and its item (`sum_trees`, `parts`);
- a change and its growth belong to the figure that they fit (`growths`);
- the shares of a list are of the total that all of them fit (`shares`);
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
from extractors.records import Fact, Identity, Quantity, Section, Table
from patterns import load
from patterns.shapes.readings import Readings
from pipeline.reading.readings.choose import NONE, chosen
from pipeline.reading.readings.growths import with_owners
from pipeline.reading.readings.named_rows import as_printed, named_row
from pipeline.reading.readings.owners import of_owner, subject_of
from pipeline.reading.readings.parts import as_known_part, as_part, is_other_part, named_part
from pipeline.reading.readings.prose import Amount, amounts_of, words_before
from pipeline.reading.readings.shares import with_denominators
from pipeline.reading.readings.sum_trees import sum_trees
from pipeline.reading.readings.table_figures import TableFigures
from pipeline.reading.readings.unread_changes import unread_changes

_BY_NAME = "part."
"""Constructions of parts that only have a name (`extractors.narrative.named_parts`)."""
_ROLES = frozenset(load(Readings).limits.roles)

__all__ = ["read_again"]


def read_again(
    document: Document,
    identity: Identity,
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
    settings = Settings(sections, Basis(identity.doc_kind == "budget", identity.fiscal_year))
    words = words_before(document, quantities)
    around = [settings.at(q.place.start or 0) for q in quantities]
    amounts = amounts_of(document, quantities, words, facts, around)
    found = _with_own_changes(facts, _values(list(facts), amounts, quantities, known))
    found = with_owners(found, _paragraphs(document, found))
    paragraphs = _paragraphs(document, quantities), _paragraphs(document, found)
    found += list(unread_changes(quantities, words, paragraphs[0], found, paragraphs[1], settings))
    return with_denominators(found, table_facts, [settings.at(f.place.start or 0).around for f in found])


def _values(
    facts: list[Fact],
    amounts: Sequence[Amount],
    quantities: Sequence[Quantity],
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
        named = None if head is None else named_part(amount, quantity, facts[head], head, known)
        if own is not None:
            facts[own] = as_printed(facts[own], amount.scope, known)
            if _BY_NAME in (facts[own].construction or ""):
                facts[own] = as_known_part(facts[own], quantity, known)
            by_head = None if head is None else as_part(facts[own], amount.name, facts[head], head)
            if head is not None and not is_other_part(facts[own], facts[head]):
                named = None
            facts[own] = chosen(facts[own], by_head, named, amount, known)
            continue
        of = None if head is None else facts[head]
        part = named_row(amount, quantity, of, known) or named
        if part is not None:
            at[n] = len(facts)
            facts.append(replace(part, statement=statement))
            statement += 1
    return facts


def _with_own_changes(before: Sequence[Fact], after: list[Fact]) -> list[Fact]:
    """What was said of a figure (its change, its share) goes with it where its meaning changed."""
    moved = {
        (fact.statement, _without_scope(fact)): after[n]
        for n, fact in enumerate(before)
        if fact.role in _ROLES and _without_scope(after[n]) != _without_scope(fact)
    }
    for n, fact in enumerate(before):
        owner = moved.get((fact.statement, _without_scope(fact)))
        if owner is not None and after[n] is fact and fact.statement is not None:
            after[n] = of_owner(fact, owner, owner.reading)
    return after


def _without_scope(fact: Fact) -> tuple[str | None, ...]:
    return subject_of(fact)[:-1]


def _next_statement(facts: Sequence[Fact]) -> int:
    return max((f.statement or 0 for f in facts), default=0) + 1


def _paragraphs(document: Document, printed: Sequence[Fact] | Sequence[Quantity]) -> list[int | None]:
    """The paragraph that each stands in, by number."""
    starts = [p.start for p in document.paragraphs]
    return [None if one.place.start is None else bisect_right(starts, one.place.start) - 1 for one in printed]
