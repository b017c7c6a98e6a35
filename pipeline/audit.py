"""Accounting identities of one document, evaluated.

Which identities there are is data (patterns/identities.toml); here are the few ways in which facts are put
together. Facts from tables are compared in yuan with the slack of their printed decimals, points of forms
exactly. A code that stands more than once in a column (tables by unit or by government class) is left alone
with its parent and its children. Source of the rules: DOMAIN.md §2.4, §4.4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from extractors.document import Place
from extractors.records import Check, Fact, Identity, Project, Table
from patterns import load
from pipeline.tolerance import Side, printed, total, verdict

FAIL_SEVERITY = "warning"
"""A difference may still be an error of reading; see `audit`."""
Key = tuple[object, ...]


def audit(
    facts: Sequence[Fact], tables: Sequence[Table], projects: Sequence[Project], identity: Identity
) -> list[Check]:
    """The checks of one document: facts of its tables, and its project forms.

    Operands are positions in `facts`; checks of forms have none. A failing check is a warning, never an
    error: whether the document or its reading is wrong is not decided here.
    """
    del identity
    ledger = _Ledger(facts, tables)
    checks: list[Check] = []
    for rule in load("identities")["identity"]:
        checks += _KINDS[rule["kind"]](ledger, rule)
    for number, project in enumerate(projects):
        checks += _form_checks(number, project)
    return checks


class _Ledger:
    """Facts of tables by the groupings that identities need."""

    def __init__(self, facts: Sequence[Fact], tables: Sequence[Table]) -> None:
        self.facts = facts
        self.tables = tables
        self.sides: dict[int, Side] = {}
        self.by_measure: dict[str, list[int]] = defaultdict(list)
        for n, fact in enumerate(facts):
            if fact.source_kind != "table" or fact.value_yuan is None or fact.table is None:
                continue
            self.sides[n] = printed(fact.value_yuan, fact.decimals, _unit(fact, tables))
            self.by_measure[fact.measure].append(n)

    def code(self, n: int) -> str:
        return self.facts[n].function_code or self.facts[n].economic_code or ""

    def subject(self, n: int) -> str | None:
        """Code and label of a fact's row; null for the total row."""
        return " ".join(part for part in (self.code(n), self.facts[n].item_label) if part) or None

    def has_unknown_amounts(self, n: int) -> bool:
        """Are there amounts in the row of a fact, right of it, that are no facts?"""
        fact = self.facts[n]
        if fact.table is None or fact.col is None:
            return False
        known = {f.col for f in self.facts if f.table == fact.table and f.row == fact.row}
        return any(
            cell.row == fact.row and cell.col > fact.col and cell.value and cell.col not in known
            for cell in self.tables[fact.table].cells
        )

    def group(self, measures: Iterable[str], key: Any) -> dict[Key, dict[str, list[int]]]:
        """Positions by key, then by measure, in the order of the facts."""
        found: dict[Key, dict[str, list[int]]] = {}
        for measure in measures:
            for n in self.by_measure.get(measure, ()):
                found.setdefault(key(self.facts[n]), {}).setdefault(measure, []).append(n)
        return found

    def check(self, rule: Mapping[str, Any], formula: str, lhs: int, rhs: Sequence[int]) -> Check:
        left, right = self.sides[lhs], total(self.sides[n] for n in rhs)
        result = verdict(left, right)
        names = load("identities")["total_row"]
        subject = self.subject(lhs)
        words = {
            "lhs": _shown(left.value),
            "rhs": _shown(right.value),
            "diff": _shown(left.value - right.value),
        }
        return Check(
            code=rule["code"],
            formula=formula,
            lhs_facts=(lhs,),
            rhs_facts=tuple(rhs),
            lhs=left.value,
            rhs=right.value,
            diff=left.value - right.value,
            tolerance=left.slack + right.slack,
            result=result,
            severity=FAIL_SEVERITY if result == "fail" else "info",
            message_zh=rule["message_zh"].format(subject=subject or names["zh"], **words),
            message_en=rule["message_en"].format(subject=subject or names["en"], **words),
            interval_low=right.low,
            interval_high=right.high,
        )


def _unit(fact: Fact, tables: Sequence[Table]) -> Decimal:
    """Yuan per printed unit of a fact."""
    if fact.value and fact.value_yuan:
        return fact.value_yuan / fact.value
    multiplier = tables[fact.table].unit_multiplier if fact.table is not None else None
    return multiplier if multiplier is not None else Decimal(1)


def _shown(value: Decimal) -> str:
    return f"{value.normalize():f}"


# --- the kinds of identities ---------------------------------------------------------------------


def _row(ledger: _Ledger, rule: Mapping[str, Any]) -> Iterator[Check]:
    groups = ledger.group(
        (rule["whole"], *rule["parts"]),
        lambda f: (f.table, f.row, f.role, f.function_code, f.economic_code),
    )
    for check in _sums(ledger, rule, groups):
        yield check if check.result != "fail" else _second_look(ledger, rule, check)


def _second_look(ledger: _Ledger, rule: Mapping[str, Any], check: Check) -> Check:
    """A row that does not add up: without its “of which” columns, or with columns that nobody knows."""
    lhs = check.lhs_facts[0]
    of_which = rule.get("of_which", ())
    rhs = [n for n in check.rhs_facts if ledger.facts[n].measure not in of_which]
    if len(rhs) < len(check.rhs_facts) and len(rhs) >= rule["needs"]:
        parts = " + ".join(ledger.facts[n].measure for n in rhs)
        again = ledger.check(rule, f"{rule['whole']} = {parts}", lhs, rhs)
        if again.result != "fail":
            return again
    if ledger.has_unknown_amounts(lhs):
        return _missing(rule, check.formula, check.lhs_facts, check.rhs_facts, ledger.sides[lhs].value)
    return check


def _table(ledger: _Ledger, rule: Mapping[str, Any]) -> Iterator[Check]:
    stand_ins = [measure for several in rule.get("instead", {}).values() for measure in several]
    measures = (rule["whole"], *rule["parts"], *stand_ins)
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


def _document(ledger: _Ledger, rule: Mapping[str, Any]) -> Iterator[Check]:
    groups = ledger.group((rule["whole"], *rule["parts"]), lambda f: (f.role, f.value_year))
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
    ledger: _Ledger,
    rule: Mapping[str, Any],
    groups: Mapping[Key, Mapping[str, list[int]]],
    reports_missing: bool = False,
) -> Iterator[Check]:
    whole, instead = rule["whole"], rule.get("instead", {})
    for found in groups.values():
        parts = [
            m for part in rule["parts"] for m in ([part] if part in found else instead.get(part, [part]))
        ]
        formula = f"{whole} = {' + '.join(parts)}"
        lhs = found.get(whole, [])
        rhs = [n for part in parts for n in found.get(part, ())]
        if len(lhs) != 1 or any(len(found.get(part, ())) > 1 for part in parts):
            continue
        if len(rhs) >= rule["needs"]:
            yield ledger.check(rule, formula, lhs[0], rhs)
        elif reports_missing and rhs:
            # A blank item means zero: what is there may be all.
            check = ledger.check(rule, formula, lhs[0], rhs)
            value = ledger.sides[lhs[0]].value
            yield check if check.result != "fail" else _missing(rule, formula, lhs, rhs, value)


def _missing(
    rule: Mapping[str, Any], formula: str, lhs: Sequence[int], rhs: Sequence[int], value: Decimal
) -> Check:
    return Check(
        rule["code"], formula, tuple(lhs), tuple(rhs), value, None, None, None, "missing_operand", "info"
    )


def _same(ledger: _Ledger, rule: Mapping[str, Any]) -> Iterator[Check]:
    """The two sides of a summary: one figure in either column. Lists by unit have many in one column."""
    for measure in rule["measures"]:
        groups = ledger.group([measure], lambda f: (f.table, f.role, f.value_year))
        for found in groups.values():
            positions = [n for n in found[measure] if not ledger.code(n)]
            columns = {ledger.facts[n].col for n in positions}
            if len(columns) != len(positions):
                continue
            for n in positions[1:]:
                yield ledger.check(rule, f"{measure} = {measure}", positions[0], [n])


def _hierarchy(ledger: _Ledger, rule: Mapping[str, Any]) -> Iterator[Check]:
    columns: dict[Key, list[int]] = defaultdict(list)
    for n in ledger.sides:
        fact = ledger.facts[n]
        columns[fact.table, fact.col, fact.measure, fact.role].append(n)
    for positions in columns.values():
        for axis in rule["axes"]:
            yield from _column(ledger, rule, axis, positions)


def _column(ledger: _Ledger, rule: Mapping[str, Any], axis: str, positions: Sequence[int]) -> Iterator[Check]:
    """One column of codes: every code against those one level below, the total row against the classes."""
    at: dict[str, int] = {}
    repeated: set[str] = set()
    uncoded: list[int] = []
    children: dict[str, list[str]] = defaultdict(list)
    for n in positions:
        code = getattr(ledger.facts[n], axis)
        if not code:
            if not ledger.code(n):
                uncoded.append(n)
        elif not code.isdigit():
            continue
        elif code in at:
            repeated.add(code)
        else:
            at[code] = n
            children[code[: -rule["step"]]].append(code)
    for parent, below in children.items():
        if parent not in at or repeated & {parent, *below}:
            continue
        formula = f"{axis} {parent} = Σ {parent}{'?' * rule['step']}"
        yield ledger.check(rule, formula, at[parent], [at[c] for c in below])
    if not at or len(uncoded) != 1:
        return
    top = min(len(code) for code in at)
    classes = [code for code in at if len(code) == top]
    if any(code[:top] not in at for code in at) or repeated & set(classes):
        return
    yield ledger.check(rule, f"{axis} total = Σ classes", uncoded[0], [at[c] for c in classes])


_KINDS = {"row": _row, "table": _table, "document": _document, "same": _same, "hierarchy": _hierarchy}


# --- project forms -------------------------------------------------------------------------------


def _form_checks(number: int, project: Project) -> Iterator[Check]:
    """S1 weights add up, S2 scores add up, S5 no score above its weight."""
    rows = [(f.weight, f.score, f.place) for f in project.funds]
    rows += [(i.weight, i.score, i.place) for i in project.indicators]
    weights = [(w, place) for w, _, place in rows if w is not None]
    scores = [(s, place) for _, s, place in rows if s is not None]
    for code, points, whole in (("S1", weights, project.total_weight), ("S2", scores, project.total_score)):
        if points:
            places = (project.place, *(place for _, place in points))
            yield _points(code, number, project, sum((p for p, _ in points), Decimal(0)), whole, places)
    both = [(s, w, place) for w, s, place in rows if w is not None and s is not None]
    if both:
        score, weight, place = max(both, key=lambda row: row[0] - row[1])
        yield _points("S5", number, project, score, weight, (place,), at_most=True)


def _points(
    code: str,
    number: int,
    project: Project,
    lhs: Decimal,
    rhs: Decimal | None,
    places: tuple[Place, ...],
    at_most: bool = False,
) -> Check:
    sign = "≤" if at_most else "="
    names = {"S1": "Σ weights", "S2": "Σ scores", "S5": "score"}
    rights = {"S1": "total weight", "S2": "total score", "S5": "weight"}
    formula = f"form {number + 1}: {names[code]} {sign} {rights[code]}"
    if rhs is None:
        return Check(code, formula, (), (), lhs, None, None, None, "missing_operand", "info", places=places)
    holds = lhs <= rhs if at_most else lhs == rhs
    words = {"subject": project.name_raw or formula, "lhs": _shown(lhs), "rhs": _shown(rhs)}
    templates = load("identities")["form"][code]
    return Check(
        code=code,
        formula=formula,
        lhs_facts=(),
        rhs_facts=(),
        lhs=lhs,
        rhs=rhs,
        diff=lhs - rhs,
        tolerance=Decimal(0),
        result="pass" if holds else "fail",
        severity="info" if holds else FAIL_SEVERITY,
        message_zh=templates["message_zh"].format(**words),
        message_en=templates["message_en"].format(**words),
        places=places,
    )
