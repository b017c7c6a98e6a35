"""How two documents are compared: one rule for each kind of pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from patterns import load
from patterns.shapes.across import Across
from pipeline.audit import words
from pipeline.figures.printings import Key, same_figure
from pipeline.figures.tolerance import Side, at_most_result
from pipeline.publishing.across.check_rows import Match, check_row, finding_row
from pipeline.publishing.across.document_pairs import Pair
from pipeline.publishing.across.judgement import Judgement, judge
from pipeline.publishing.across.printed import Figures, Printed, best_printings

_INITIAL = "initial_budget"
_OF_THE_YEAR = ("final", _INITIAL)
_NOT_COMPARED = ("change_", "reason")
"""How the roles of narrative figures begin that the tables of another file do not print."""
_NOTHING = Side(Decimal(0), Decimal(0))


def explanation_against_tables(pair: Pair, figures: Figures) -> Iterator[Judgement]:
    """Sentences against the tables of the other file.

    A figure that those tables print as another total is only named otherwise in the text: a note.
    """
    theirs = figures.all(pair.second["doc_id"])
    totals = {p.fact.value_yuan for p in theirs if _is_of_table(p) and not (p.is_coded or p.fact.item_label)}
    tables = {key: p for key, p in best_printings(theirs).items() if _is_of_table(p)}
    own = figures.all(pair.first["doc_id"])
    own_tables = {same_figure(p.fact) for p in own if _is_of_table(p)}
    sentences = best_printings(p for p in own if p.fact.source_kind == "narrative")
    for key, printed in sentences.items():
        if key in tables and key not in own_tables and not printed.fact.role.startswith(_NOT_COMPARED):
            judgement = judge(load(Across).part, pair, Match(printed, tables[key]))
            yield judgement.as_note() if any(_is_total(printed, t) for t in totals) else judgement


def last_year(pair: Pair, figures: Figures) -> Iterator[Judgement]:
    """Last year as the later document has it against the earlier one.

    Notes only where too few figures are compared, or too many of them differ: last year was restated.
    """
    rule = load(Across).prior
    later = figures.best(pair.first["doc_id"], frozenset(rule.roles))
    earlier = figures.best(pair.second["doc_id"], frozenset(rule.roles.values())) if later else {}
    judgements = []
    for printed in later.values():
        role = rule.roles.get(printed.fact.role)
        if role is None or (printed.fact.item_label and not printed.is_coded):
            continue
        key = _in_role(printed, role, pair.second["fiscal_year"])
        if key in earlier:
            judgements.append(judge(rule, pair, Match(printed, earlier[key])))
    wrong = sum(judgement.finding is not None for judgement in judgements)
    restated = len(judgements) < rule.at_least or wrong > rule.restated * len(judgements)
    yield from (judgement.as_note() if restated else judgement for judgement in judgements)


def initial_budget(pair: Pair, figures: Figures) -> Iterator[Judgement]:
    """The initial budget in a final account against the budget."""
    account = figures.best(pair.first["doc_id"], frozenset({_INITIAL}))
    budget = figures.best(pair.second["doc_id"], frozenset({_INITIAL})) if account else {}
    for key, printed in account.items():
        if key in budget:
            yield judge(load(Across).budget, pair, Match(printed, budget[key]))


def unit_within_department(pair: Pair, figures: Figures) -> Iterator[Judgement]:
    """Totals of a unit against those of the rollup that it is counted in: at most as much."""
    rule = load(Across).unit
    rollup = figures.best(pair.second["doc_id"], frozenset(_OF_THE_YEAR))
    for key, printed in figures.best(pair.first["doc_id"], frozenset(_OF_THE_YEAR)).items():
        fact = printed.fact
        is_total = not (printed.is_coded or fact.item_label or fact.unit)
        if fact.measure in rule.measures and is_total and key in rollup:
            yield judge(rule, pair, Match(printed, rollup[key]), at_most_result)


def correction(pair: Pair, figures: Figures) -> Iterator[Judgement]:
    """One finding for all figures that a correction, the second document, has changed."""
    rule = load(Across).revised
    corrected = figures.best(pair.second["doc_id"])
    changed = [
        Match(printed, corrected[key])
        for key, printed in figures.best(pair.first["doc_id"]).items()
        if key in corrected and corrected[key].fact.value_yuan != printed.fact.value_yuan
    ]
    if not changed:
        return
    shown = changed[: rule.shown]
    changes = (
        rule.change.format(
            item=words.item(match.first.fact),
            before=words.figure(match.first.fact),
            after=words.figure(match.second.fact),
        )
        for match in shown
    )
    texts = {"n": str(len(changed)), "changes": rule.separator.join(changes)}
    check = check_row(rule, pair, changed[0], "fail", _NOTHING)
    yield Judgement(check, finding_row(rule, check, pair, shown, texts))


def _is_of_table(printed: Printed) -> bool:
    return printed.fact.source_kind == "table"


def _is_total(printed: Printed, total: Decimal | None) -> bool:
    """Whether a figure is a total, as far as its decimals can tell."""
    amount = printed.amount
    return total is not None and abs(amount.value - total) <= amount.slack


def _in_role(printed: Printed, role: str, year: int) -> Key | None:
    """The figure that the document of an earlier year prints in a role of its own."""
    return same_figure(replace(printed.fact, role=role, value_year=year, comparator=None))
