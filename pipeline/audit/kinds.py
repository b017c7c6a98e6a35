"""The few ways in which identities put facts together; which identities there are is data.

Kinds are named in patterns/identities.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractors.records import Check
from patterns.shapes.identities import (
    AcrossTables,
    DocumentSum,
    Hierarchy,
    Identity,
    RowSum,
    SameFigure,
    SideSum,
    Sum,
    TableSum,
)
from pipeline.audit.hierarchy import hierarchy
from pipeline.audit.ledger import Key, Ledger, missing_operand
from pipeline.audit.unproved import across_or_missing, missing, or_missing, without_systematic


def checks_of(ledger: Ledger, rule: Identity) -> Iterator[Check]:
    """The checks that an identity makes of the facts of a document's tables."""
    match rule:
        case RowSum():
            yield from _row(ledger, rule)
        case TableSum():
            yield from _table(ledger, rule)
        case DocumentSum():
            yield from _document(ledger, rule)
        case SideSum():
            yield from _sides(ledger, rule)
        case SameFigure():
            yield from _same(ledger, rule)
        case AcrossTables():
            yield from _across(ledger, rule)
        case Hierarchy():
            yield from hierarchy(ledger, rule)
        case _:
            raise TypeError(f"no kind of identities evaluates {rule}; add a case here")


def _stand_ins(rule: Sum) -> list[str]:
    return [measure for several in rule.instead.values() for measure in several]


def _row(ledger: Ledger, rule: RowSum) -> Iterator[Check]:
    groups = ledger.group(
        (rule.whole, *rule.parts, *_stand_ins(rule)),
        lambda f: (f.table, f.row, f.role, f.function_code, f.economic_code),
    )
    yield from without_systematic(ledger, _rows(ledger, rule, groups))


def _rows(ledger: Ledger, rule: RowSum, groups: Mapping[Key, Mapping[str, list[int]]]) -> Iterator[Check]:
    for check in _sums(ledger, rule, groups, reports_missing=True):
        if check.result == "fail":
            yield _second_look(ledger, rule, check)
        elif check.result != "missing_operand" or check.suspicious:  # a table may lack columns altogether
            yield check


def _second_look(ledger: Ledger, rule: RowSum, check: Check) -> Check:
    """A row that does not add up: without its “of which” columns, or with columns that nobody knows."""
    lhs = check.lhs_facts
    of_which = rule.of_which
    rhs = [n for n in check.rhs_facts if ledger.facts[n].measure not in of_which]
    if len(rhs) < len(check.rhs_facts) and len(rhs) >= rule.needs:
        parts = " + ".join(ledger.facts[n].measure for n in rhs)
        again = ledger.check(rule, f"{rule.whole} = {parts}", lhs, rhs)
        if again.result != "fail":
            return again
    return or_missing(ledger, check)


def _table(ledger: Ledger, rule: TableSum) -> Iterator[Check]:
    measures = (rule.whole, *rule.parts, *_stand_ins(rule))
    groups: dict[Key, dict[str, list[int]]] = {}
    for key, found in ledger.group(measures, lambda f: (f.table, f.role, f.value_year)).items():
        if any(len(positions) > 1 for positions in found.values()):
            # One row for every unit: the row is the group.
            for measure, positions in found.items():
                for n in positions:
                    groups.setdefault((*key, ledger.facts[n].row), {}).setdefault(measure, []).append(n)
        else:
            groups[key] = found
    yield from _sums(ledger, rule, groups, reports_missing=True)


def _document(ledger: Ledger, rule: DocumentSum) -> Iterator[Check]:
    groups = ledger.group((rule.whole, *rule.parts), lambda f: (f.role, f.value_year))
    for found in groups.values():
        kept: dict[str, list[int]] = {}
        for measure, positions in found.items():
            plain = [n for n in positions if not ledger.code(n)]
            if plain and len({ledger.sides[n].value for n in plain}) == 1:
                kept[measure] = plain[:1]
        tables = {ledger.facts[n].table for positions in kept.values() for n in positions}
        if len(tables) > 1:
            yield from _sums(ledger, rule, {(): kept})


def _sums(
    ledger: Ledger,
    rule: Sum,
    groups: Mapping[Key, Mapping[str, list[int]]],
    reports_missing: bool = False,
) -> Iterator[Check]:
    whole, instead = rule.whole, rule.instead
    for found in groups.values():
        parts = [m for part in rule.parts for m in ((part,) if part in found else instead.get(part, (part,)))]
        formula = f"{whole} = {' + '.join(parts)}"
        lhs = found.get(whole, [])
        rhs = [n for part in parts for n in found.get(part, ())]
        if len(lhs) != 1 or any(len(found.get(part, ())) > 1 for part in parts):
            continue
        if len(rhs) >= rule.needs:
            yield ledger.check(rule, formula, lhs, rhs)
        elif reports_missing and rhs:
            # A blank item means zero: what is there may be all. Where there is no cell for it, it may be not.
            check = ledger.check(rule, formula, lhs, rhs)
            blank = ledger.has_columns(lhs[0], parts, rule.needs)
            if check.result == "fail" and not blank:
                check = missing_operand(rule, formula, lhs, rhs, ledger.sides[lhs[0]].value)
            yield check


def _same(ledger: Ledger, rule: SameFigure) -> Iterator[Check]:
    """The two sides of a summary: one figure in either column. Lists by unit have many in one column."""
    for measure in rule.measures:
        groups = ledger.group([measure], lambda f: (f.table, f.role, f.value_year))
        for found in groups.values():
            positions = [n for n in found[measure] if not ledger.code(n)]
            columns = {ledger.facts[n].col for n in positions}
            if len(columns) != len(positions):
                continue
            for n in positions[1:]:
                yield ledger.check(rule, f"{measure} = {measure}", positions[:1], [n])


def _sides(ledger: Ledger, rule: SideSum) -> Iterator[Check]:
    """Sums down the fixed rows of a summary, where a total may stand on either side.

    What stands below a sum in its column is no part of it: some provinces print the subsidies of superiors
    below the year's total income, beside the balances (`after` and `parts_after`).
    """
    whole, instead = rule.whole, rule.instead
    after, late = rule.after, rule.parts_after
    measures = [whole, *rule.parts, *_stand_ins(rule), *late]
    for found in ledger.group(measures, lambda f: (f.table, f.role, f.value_year)).values():
        kept: dict[str, int] = {}
        for measure, positions in found.items():
            plain = [n for n in positions if ledger.subject(n) is None]
            if plain and len({ledger.sides[n].value for n in plain}) == 1:
                kept[measure] = plain[0]
        parts = [m for p in rule.parts for m in ((p,) if p in found else instead.get(p, (p,))) if m in found]
        if any(m not in kept for m in (whole, *parts)):
            continue
        if after is None:
            parts = [m for m in parts if not ledger.is_below(kept[m], kept[whole])]
        elif after in kept:
            parts += [m for m in late if m in kept and ledger.is_below(kept[m], kept[after])]
        lhs, rhs = [kept[whole]], [kept[m] for m in parts]
        check = ledger.check(rule, f"{whole} = {' + '.join(parts)}", lhs, rhs)
        if len(parts) >= rule.needs:
            yield or_missing(ledger, check)
        elif parts and check.result == "fail" and not ledger.in_one_row({*lhs, *rhs}):
            # What is there is not all: the cell of another part may have been misread.
            checked = or_missing(ledger, check)
            yield missing(check) if checked.result == "fail" else checked


def _across(ledger: Ledger, rule: AcrossTables) -> Iterator[Check]:
    """One figure in several tables. Where tables of one kind disagree they are of several units: no check."""
    measures = [m for m in ledger.by_measure if m.startswith(tuple(rule.measures))]
    for measure in measures:
        groups: dict[Key, dict[int, list[int]]] = {}
        for n in ledger.by_measure[measure]:
            fact = ledger.facts[n]
            if fact.item_label is None and fact.table is not None:
                key = (fact.role, fact.value_year, fact.scope, fact.function_code, fact.economic_code)
                groups.setdefault(key, {}).setdefault(fact.table, []).append(n)
        for by_table in groups.values():
            alike = [
                positions
                for positions in by_table.values()
                if len({ledger.sides[n].value for n in positions}) == 1
            ]
            if len(alike) < len(by_table) or ledger.same_kind_differs(positions[0] for positions in alike):
                continue
            for positions in alike[1:]:
                check = ledger.check(rule, f"{measure} = {measure}", alike[0][:1], positions[:1])
                yield across_or_missing(ledger, check)
