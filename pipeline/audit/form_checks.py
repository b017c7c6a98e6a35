"""Self-evaluation forms: points, rates and funds.

S1–S11 of docs/domain.md §4.4, patterns/form_checks.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Place
from extractors.records import Check, Finding, Indicator, Project, ProjectFund
from patterns import compiled, load
from patterns.interface import texts
from patterns.rule import CheckRule
from patterns.shapes.form_checks import FormChecks
from pipeline.audit import words
from pipeline.audit.entries import finding, shown
from pipeline.audit.evidence import Evidence
from pipeline.audit.form_cells import located
from pipeline.audit.form_points import Points, sums_of
from pipeline.audit.named import Named, in_english
from pipeline.figures.intervals import percentage_result, ratio
from pipeline.figures.tolerance import Side, printed

_AMOUNTS = ("initial_budget", "full_year_budget", "executed")
_TOTAL, _PARTS = "total", ("current_year_fiscal", "carryover", "other")
_FORM_UNIT = Decimal(10000)
"""Yuan: forms print amounts in 万元."""
_TENTH = Decimal("0.1")
"""Points are cut, rounded, or rounded up to a tenth: a computed score is met within it."""
_WHOLE_POINT = Decimal(1)
"""The same where scores are whole points."""
_NOTHING = Decimal(0)


def form_checks(evidence: Evidence) -> Iterator[Check | Finding]:
    """The checks of all forms of a document, and of the scores that sentences give their projects."""
    for number, project in enumerate(evidence.projects):
        form = _Form(evidence, number, project)
        yield from form.points()
        yield from form.funds()
        yield from form.rows()
        yield from form.levels()
    yield from _scores_in_text(evidence)


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two numbers of a form, the printed one and what it should be, and how messages show them."""

    formula: str
    lhs: Decimal
    rhs: Decimal
    result: str
    places: tuple[Place, ...]
    shown_lhs: str
    shown_rhs: str
    slack: Decimal = _NOTHING
    row: str = ""
    shown_formula: str = ""


def _check(rule: CheckRule, sides: _Compared, project: str) -> Check:
    failed = sides.result == "fail"
    values = {
        "project": project,
        "row": sides.row,
        "printed": sides.shown_lhs,
        "computed": sides.shown_rhs,
        "formula": sides.shown_formula,
    }
    return Check(
        code=rule.code,
        formula=sides.formula,
        lhs_facts=(),
        rhs_facts=(),
        lhs=sides.lhs,
        rhs=sides.rhs,
        diff=sides.lhs - sides.rhs,
        tolerance=sides.slack,
        result=sides.result,
        severity=rule.severity if failed else "info",
        category=rule.category,
        message_zh=rule.message_zh.format(**values),
        message_en=rule.message_en.format(**in_english(values)),
        places=sides.places,
        finding=rule.finding,
        printed=sides.shown_lhs,
        computed=sides.shown_rhs,
    )


class _Form:
    def __init__(self, evidence: Evidence, number: int, project: Project) -> None:
        self.evidence = evidence
        self.prefix = f"form {number + 1}: "
        self.project = project
        unnamed = texts().formula.form_name.filled(n=number + 1)
        self.name = project.name_raw or Named(unnamed.zh, unnamed.en)

    def points(self) -> Iterator[Check]:
        """S1 weights add up, S2 scores add up."""
        rules = load(FormChecks)
        for rule, sides in sums_of(self.project, (rules.weights_add_up, rules.scores_add_up)):
            formula = f"{self.prefix}Σ {rule.column}s = total"
            if sides.whole is None or sides.result == "missing_operand":
                yield self._unproved(rule, formula, sides)
            else:
                values = (sides.total, sides.whole, sides.result, sides.places)
                shown_sides = (shown(sides.total), shown(sides.whole), sides.slack)
                yield _check(rule, _Compared(formula, *values, *shown_sides), self.name)

    def _unproved(self, rule: CheckRule, formula: str, sides: Points) -> Check:
        return Check(
            rule.code, formula, (), (), sides.total, sides.whole, None, None, "missing_operand", "info",
            places=sides.places,
        )  # fmt: skip

    def funds(self) -> Iterator[Check]:
        """S3 rate = executed / budget, S4 score = weight × rate, S6 the total is the sum of its parts."""
        for fund in self.project.funds:
            budget, executed = fund.full_year_budget, fund.executed
            rate = fund.execution_rate
            if rate is not None and rate != 0 and budget and executed is not None:
                yield from self._rate(fund, budget, executed, rate)
            if fund.weight and fund.score is not None and rate is not None and 0 < rate <= 100:
                yield self._score(fund, fund.weight, fund.score, rate)
        by_type = {f.fund_type: f for f in self.project.funds}
        whole, parts = by_type.get(_TOTAL), [by_type[t] for t in _PARTS if t in by_type]
        if whole is None or len(parts) < 2 or len(by_type) != len(parts) + 1:
            return  # funds of other levels are part of fiscal money: what adds up is not known
        for column in _AMOUNTS:
            yield from self._sum_of_funds(column, whole, parts)

    def _sum_of_funds(self, column: str, whole: ProjectFund, parts: Sequence[ProjectFund]) -> Iterator[Check]:
        total: Decimal | None = getattr(whole, column)
        amounts = [amount for p in parts if (amount := getattr(p, column)) is not None]
        if total is None or not amounts:
            return
        rules, funds = load(FormChecks), (whole, *parts)
        raws = [getattr(f, f"{column}_raw") for f in funds]
        cells = tuple(located(self.evidence, f.place, raw) for f, raw in zip(funds, raws, strict=True))
        sum_of_parts, slack = sum(amounts, _NOTHING), sum(map(_slack, raws), _NOTHING)
        yield _check(
            rules.funds_add_up,
            _Compared(
                f"{self.prefix}{column}: total = Σ parts",
                total,
                sum_of_parts,
                _equal_within(total, sum_of_parts, slack),
                (*cells, *(f.place for f in funds)),
                words.ten_thousand_yuan(total),
                words.ten_thousand_yuan(sum_of_parts),
                slack,
                rules.rows[column],
            ),
            self.name,
        )

    def _rate(self, fund: ProjectFund, budget: Decimal, executed: Decimal, rate: Decimal) -> Iterator[Check]:
        exact = ratio(
            Side(executed, _slack(fund.executed_raw)), Side(budget, _slack(fund.full_year_budget_raw))
        )
        if exact is None:
            return
        rules = load(FormChecks)
        decimals = _decimals((fund.execution_rate_raw or "").strip(rules.percent_signs))
        middle, row = (exact.low + exact.high) / 2, rules.rows.get(fund.fund_type, fund.fund_type)
        yield _check(
            rules.execution_rate,
            _Compared(
                f"{self.prefix}rate = executed / budget ({row})",
                rate,
                middle,
                percentage_result(rate, decimals, exact),
                (located(self.evidence, fund.place, fund.execution_rate_raw), fund.place),
                f"{shown(rate)}%",
                f"{middle:.{decimals + 1}f}%",
                row=row,
                shown_formula=f"{fund.executed_raw}/{fund.full_year_budget_raw}",
            ),
            self.name,
        )

    def _score(self, fund: ProjectFund, weight: Decimal, score: Decimal, rate: Decimal) -> Check:
        rules = load(FormChecks)
        computed = weight * rate / 100
        decimals = _decimals(fund.score_raw or "")
        slack = _TENTH if decimals else _WHOLE_POINT
        result = "pass" if score == computed else "pass_rounding"
        if abs(score - computed) >= slack:
            result = "fail"
        row = rules.rows.get(fund.fund_type, fund.fund_type)
        return _check(
            rules.score_by_rate,
            _Compared(
                f"{self.prefix}score = weight × rate ({row})",
                score,
                computed,
                result,
                (located(self.evidence, fund.place, fund.score_raw), fund.place),
                shown(score),
                shown(computed),
                row=row,
                shown_formula=f"{shown(weight)}×{shown(rate)}%",
            ),
            self.name,
        )

    def rows(self) -> Iterator[Check | Finding]:
        """S5 no score above its weight, S8 lost points have a reason."""
        points = [
            (r, r.score, r.weight)
            for r in self.project.indicators
            if r.score is not None and r.weight is not None
        ]
        for row, score, weight in points:
            yield from self._points_of_row(row, score, weight)
        reasons = any(row.deviation_reason for row, _, _ in points)
        for row, score, weight in points:
            if score < weight and not row.deviation_reason and reasons:
                values = {
                    "project": self.name,
                    "row": row.level3_raw or "",
                    "printed": shown(score),
                    "computed": shown(weight),
                }
                yield finding(load(FormChecks).reason_missing, self._score_places(row, score), values)

    def _points_of_row(self, row: Indicator, score: Decimal, weight: Decimal) -> Iterator[Check]:
        rules = load(FormChecks)
        name, places = row.level3_raw or row.level3 or "", self._score_places(row, score)
        row_name = rules.rows.get(name, name)
        yield _check(
            rules.score_within_weight,
            _Compared(
                f"{self.prefix}score ≤ weight",
                score,
                weight,
                "pass" if score <= weight else "fail",
                places,
                shown(score),
                shown(weight),
                row=row_name,
            ),
            self.name,
        )
        if row.actual_semantics == "attainment" and row.attainment is not None and row.attainment <= 1:
            computed = weight * row.attainment
            yield _check(
                rules.score_by_attainment,
                _Compared(
                    f"{self.prefix}score = weight × attainment ({name})",
                    score,
                    computed,
                    "pass" if abs(score - computed) < _TENTH else "fail",
                    places,
                    shown(score),
                    shown(computed),
                    row=name,
                    shown_formula=f"{shown(weight)}×{row.actual_raw}",
                ),
                self.name,
            )

    def _score_places(self, row: Indicator, score: Decimal) -> tuple[Place, ...]:
        return (located(self.evidence, row.place, shown(score)), row.place)

    def levels(self) -> Iterator[Finding]:
        """Indicators under a first level that they do not belong to, or under none."""
        rules = load(FormChecks)
        for row in self.project.indicators:
            belongs = rules.levels.get(row.level2 or "")
            if belongs is None or "level2" in row.inherited:
                continue
            values = {"project": self.name, "printed": row.level2 or "", "computed": row.level1 or ""}
            if "level1_of_level2" in row.level_repairs:
                yield finding(rules.level_missing, [row.place], values)
            elif row.level1 in rules.first_levels and row.level1 not in belongs:
                yield finding(rules.level_misplaced, [row.place], values)


def _equal_within(lhs: Decimal, rhs: Decimal, slack: Decimal) -> str:
    if abs(lhs - rhs) > slack:
        return "fail"
    return "pass" if lhs == rhs else "pass_rounding"


def _decimals(raw: str) -> int:
    return len(raw.partition(".")[2])


def _slack(raw: str | None) -> Decimal:
    """Half a unit of the last printed digit of an amount, in yuan; nothing where none is printed."""
    return printed(_NOTHING, _decimals(raw), _FORM_UNIT).slack if raw else _NOTHING


def _scores_in_text(evidence: Evidence) -> Iterator[Check]:
    """S11: the score that a sentence gives a project against its form."""
    forms = [
        (p, p.name_raw, p.total_score) for p in evidence.projects if p.total_score is not None and p.name_raw
    ]
    if not forms:
        return
    for hit in evidence.hits(compiled(FormChecks)["score_in_text"]):
        named = [form for form in forms if form[1] in hit.before]
        whole = [form for form in named if not any(form is not f and form[1] in f[1] for f in named)]
        if len(whole) != 1:  # a name that is part of another one's name is not meant
            continue
        ((project, name, total),) = whole
        formula = f"score in text = score of form {name}"
        score = Decimal(hit["score"])
        places = (hit.place_from("score"), project.place)
        sides = _Compared(
            formula, score, total, "pass" if score == total else "fail", places, hit["score"], shown(total)
        )
        yield _check(load(FormChecks).score_in_text, sides, name)
