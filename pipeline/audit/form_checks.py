"""Self-evaluation forms: points, rates and funds.

S1–S11 of docs/domain.md §4.4, patterns/form_checks.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from extractors.document import Place
from extractors.records import Check, Finding, Indicator, Project, ProjectFund
from patterns import compiled, load
from pipeline.audit.entries import finding, shown
from pipeline.audit.reading import Reading
from pipeline.figures.intervals import FAIL, ratio, verdict
from pipeline.figures.tolerance import Side, printed

_AMOUNTS = ("initial_budget", "full_year_budget", "executed")
_TOTAL, _YUAN = "total", Decimal(10000)
_PARTS = ("current_year_fiscal", "carryover", "other")
_SCORE_REACH = 600
"""A row of a form is at most so many characters long."""


def form_checks(reading: Reading) -> Iterator[Check | Finding]:
    """The checks of all forms of a document."""
    for number, project in enumerate(reading.projects):
        form = _Form(reading, number, project)
        yield from form.points()
        yield from form.funds()
        yield from form.rows()
        yield from form.levels()
    yield from _scores_in_text(reading)


class _Form:
    def __init__(self, reading: Reading, number: int, project: Project) -> None:
        self.reading = reading
        self.number = number
        self.project = project
        self.name = project.name_raw or f"form {number + 1}"

    def points(self) -> Iterator[Check]:
        """S1 weights add up, S2 scores add up, S10 the form is of the document's year."""
        rows: list[ProjectFund | Indicator] = [*self.project.funds, *self.project.indicators]
        for code, key in (("S1", "weight"), ("S2", "score")):
            points = [(getattr(r, key), r.place) for r in rows if getattr(r, key) is not None]
            if points:
                whole = getattr(self.project, load("form_checks")[code]["whole"])
                lhs = sum((p for p, _ in points), Decimal(0))
                places = (self.project.place, *(place for _, place in points))
                yield self.compared(code, f"Σ {key}s = total", lhs, whole, places)

    def funds(self) -> Iterator[Check]:
        """S3 rate = executed / budget, S4 score = weight × rate, S6 the total is the sum of its parts."""
        for fund in self.project.funds:
            budget, executed = fund.full_year_budget, fund.executed
            rate = fund.execution_rate
            if rate is not None and rate != 0 and budget and executed is not None:
                yield from self._rate(fund, budget, executed)
            if fund.weight and fund.score is not None and rate is not None and 0 < rate <= 100:
                yield self._score(fund)
        by_type = {f.fund_type: f for f in self.project.funds}
        whole, parts = by_type.get(_TOTAL), [by_type[t] for t in _PARTS if t in by_type]
        if whole is None or len(parts) < 2 or len(by_type) != len(parts) + 1:
            return  # funds of other levels are part of fiscal money: what adds up is not known
        for key in _AMOUNTS:
            total = getattr(whole, key)
            values = [v for p in parts if (v := getattr(p, key)) is not None]
            if total is not None and values:
                places = (whole.place, *(p.place for p in parts))
                slack = sum((_slack(getattr(f, f"{key}_raw")) for f in (whole, *parts)), Decimal(0))
                sums = sum(values, Decimal(0))
                amounts = tuple(self.cell(f.place, getattr(f, f"{key}_raw")) for f in (whole, *parts))
                formula = f"{key}: total = Σ parts"
                yield self.compared(
                    "S6", formula, total, sums, (*amounts, *places), slack, row=key, unit=_YUAN
                )

    def _rate(self, fund: ProjectFund, budget: Decimal, executed: Decimal) -> Iterator[Check]:
        entry = load("form_checks")["S3"]
        raw = (fund.execution_rate_raw or "").strip("%％ ")
        decimals = len(raw.partition(".")[2])
        sides = [
            Side(v, _slack(r))
            for v, r in ((executed, fund.executed_raw), (budget, fund.full_year_budget_raw))
        ]
        exact = ratio(*sides)
        if exact is None or fund.execution_rate is None:
            return
        result = verdict(fund.execution_rate, decimals, exact)
        said = {
            "project": self.name,
            "row": load("form_checks")["rows"].get(fund.fund_type, fund.fund_type),
            "printed": f"{shown(fund.execution_rate)}%",
            "computed": f"{(exact.low + exact.high) / 2:.{decimals + 1}f}%",
            "formula": f"{fund.executed_raw}/{fund.full_year_budget_raw}",
        }
        middle = (exact.low + exact.high) / 2
        places = (self.cell(fund.place, fund.execution_rate_raw), fund.place)
        yield self._check(
            entry, "rate = executed / budget", fund.execution_rate, middle, result, places, said
        )

    def _score(self, fund: ProjectFund) -> Check:
        entry = load("form_checks")["S4"]
        assert fund.weight is not None
        assert fund.score is not None
        assert fund.execution_rate is not None
        computed = fund.weight * fund.execution_rate / 100
        decimals = len((fund.score_raw or "").partition(".")[2])
        # Points are cut, rounded, or rounded up to a whole point: all of these are met.
        slack = max(Decimal(10) ** -decimals, Decimal("0.1")) if decimals else Decimal(1)
        result = "pass" if fund.score == computed else "pass_rounding"
        if abs(fund.score - computed) >= slack:
            result = FAIL
        said = {
            "project": self.name,
            "row": load("form_checks")["rows"].get(fund.fund_type, fund.fund_type),
            "printed": shown(fund.score),
            "computed": shown(computed),
            "formula": f"{shown(fund.weight)}×{shown(fund.execution_rate)}%",
        }
        places = (self.cell(fund.place, fund.score_raw), fund.place)
        return self._check(entry, "score = weight × rate", fund.score, computed, result, places, said)

    def rows(self) -> Iterator[Check | Finding]:
        """S5 no score above its weight, S8 lost points have a reason."""
        points = [r for r in self.project.indicators if r.score is not None and r.weight is not None]
        for row in points:
            assert row.score is not None
            assert row.weight is not None
            name = row.level3_raw or row.level3 or ""
            score = (self.cell(row.place, shown(row.score)), row.place)
            yield self.compared("S5", "score ≤ weight", row.score, row.weight, score, row=name, at_most=True)
            if row.actual_semantics == "attainment" and row.attainment is not None and row.attainment <= 1:
                computed = row.weight * row.attainment
                result = "pass" if abs(row.score - computed) < Decimal("0.1") else FAIL
                said = {
                    "project": self.name,
                    "row": name,
                    "printed": shown(row.score),
                    "computed": shown(computed),
                    "formula": f"{shown(row.weight)}×{row.actual_raw}",
                }
                entry = load("form_checks")["S5a"]
                yield self._check(
                    entry, "score = weight × attainment", row.score, computed, result, score, said
                )
        reasons = any(row.deviation_reason for row in points)
        for row in points:
            assert row.score is not None
            assert row.weight is not None
            if row.score < row.weight and not row.deviation_reason and reasons:
                name = row.level3_raw or ""
                said = {
                    "project": self.name,
                    "row": name,
                    "printed": shown(row.score),
                    "computed": shown(row.weight),
                }
                yield finding(
                    load("form_checks")["S8"], [self.cell(row.place, shown(row.score)), row.place], said
                )

    def levels(self) -> Iterator[Finding]:
        """Indicators under a first level that they do not belong to, or under none."""
        rules = load("form_checks")
        for row in self.project.indicators:
            belongs = rules["levels"].get(row.level2 or "")
            if belongs is None or "level2" in row.inherited:
                continue
            said = {"project": self.name, "printed": row.level2 or "", "computed": row.level1 or ""}
            if "level1_of_level2" in row.level_repairs:
                yield finding(rules["level_missing"], [row.place], said)
            elif row.level1 in rules["first_levels"] and row.level1 not in belongs:
                yield finding(rules["level_misplaced"], [row.place], said)

    def compared(
        self,
        code: str,
        formula: str,
        lhs: Decimal,
        rhs: Decimal | None,
        places: tuple[Place, ...],
        slack: Decimal = Decimal(0),
        row: str = "",
        at_most: bool = False,
        unit: Decimal | None = None,
    ) -> Check:
        """Two numbers of the form, exactly or within a slack; amounts are told in 万元."""
        entry, formula = load("form_checks")[code], f"form {self.number + 1}: {formula}"
        if rhs is None:
            return Check(
                code, formula, (), (), lhs, None, None, None, "missing_operand", "info", places=places
            )
        holds = lhs <= rhs if at_most else abs(lhs - rhs) <= slack
        result = "pass" if holds else FAIL
        if holds and not at_most and lhs != rhs:
            result = "pass_rounding"
        rows, suffix = load("form_checks")["rows"], load("form_checks")["unit"] if unit else ""
        one, other = (shown(v / (unit or 1)) + suffix for v in (lhs, rhs))
        said = {"project": self.name, "row": rows.get(row, row), "printed": one, "computed": other}
        return self._check(entry, formula, lhs, rhs, result, places, said, slack)

    def _check(
        self,
        entry: dict[str, Any],
        formula: str,
        lhs: Decimal,
        rhs: Decimal,
        result: str,
        places: Sequence[Place],
        said: dict[str, str],
        slack: Decimal = Decimal(0),
    ) -> Check:
        prefix = f"form {self.number + 1}: "
        return Check(
            code=entry["code"],
            formula=formula if formula.startswith(prefix) else f"{prefix}{formula} ({said['row']})",
            lhs_facts=(),
            rhs_facts=(),
            lhs=lhs,
            rhs=rhs,
            diff=lhs - rhs,
            tolerance=slack,
            result=result,
            severity=entry["severity"] if result == FAIL else "info",
            category=entry["category"],
            message_zh=entry["message_zh"].format(**said),
            message_en=entry["message_en"].format(**said),
            places=tuple(places),
            finding=entry.get("finding"),
            printed=said["printed"],
            computed=said["computed"],
        )

    def cell(self, row: Place, raw: str | None) -> Place:
        """Where a number of a row stands; the row's head where it is not found."""
        return located(self.reading, row, raw)


def located(reading: Reading, row: Place, raw: str | None, reach: int = _SCORE_REACH) -> Place:
    """The first cell behind the head of a row that prints exactly `raw`."""
    if row.end is None or not raw:
        return row
    for cell in reading.cells_after(row.end, reach):
        if cell.text == raw:
            return reading.place(cell.start, cell.end)
    return row


def _slack(raw: str | None) -> Decimal:
    """Half a unit of the last printed digit of an amount in 万元, in yuan."""
    return printed(Decimal(0), len((raw or "").partition(".")[2]), _YUAN).slack if raw else Decimal(0)


def _scores_in_text(reading: Reading) -> Iterator[Check]:
    """S11: the score that a sentence gives a project against its form."""
    entry = load("form_checks")["S11"]
    forms = [p for p in reading.projects if p.total_score is not None and p.name_raw]
    for paragraph in reading.paragraphs if forms else ():
        text = reading.text[paragraph.start : paragraph.end]
        if "自评" not in text:
            continue
        for match in compiled("form_checks")["score_in_text"].finditer(text):
            named = [p for p in forms if (p.name_raw or "\0") in text[: match.start()]]
            if len(_longest(named)) != 1:
                continue
            project, score = _longest(named)[0], Decimal(match.group("score"))
            assert project.total_score is not None
            holds = score == project.total_score
            said = {
                "project": project.name_raw or "",
                "printed": match.group("score"),
                "computed": shown(project.total_score),
            }
            start = paragraph.start
            place = reading.place(start + match.start("score"), start + match.end())
            yield Check(
                code=entry["code"],
                formula=f"score in text = score of form {project.name_raw}",
                lhs_facts=(),
                rhs_facts=(),
                lhs=score,
                rhs=project.total_score,
                diff=score - project.total_score,
                tolerance=Decimal(0),
                result="pass" if holds else FAIL,
                severity="info" if holds else entry["severity"],
                category=entry["category"],
                message_zh=entry["message_zh"].format(**said),
                message_en=entry["message_en"].format(**said),
                places=(place, project.place),
                finding=entry["finding"],
                printed=said["printed"],
                computed=said["computed"],
            )


def _longest(projects: Iterable[Project]) -> list[Project]:
    """The projects whose name is no part of another one's name."""
    found = list(projects)
    return [
        p for p in found if not any(p is not q and (p.name_raw or "") in (q.name_raw or "") for q in found)
    ]
