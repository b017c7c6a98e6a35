"""Points, rates and funds of self-evaluation forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Document, Place
from extractors.records import Check, Finding, Identity, Indicator, Project, ProjectFund
from pipeline.audit.evidence import Evidence
from pipeline.audit.form_checks import form_checks

NOWHERE = Place(None, None, None, None)
UNIT = Decimal(10000)


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def indicator(weight: str | None, score: str | None, **more: object) -> Indicator:
    row = Indicator(NOWHERE, None, None, "数量", (), None, None, number(weight), number(score))
    return replace(row, **more)


def fund(kind: str, budget: str | None, executed: str | None, **more: object) -> ProjectFund:
    one = ProjectFund(
        NOWHERE,
        kind,
        full_year_budget=None if budget is None else Decimal(budget) * UNIT,
        executed=None if executed is None else Decimal(executed) * UNIT,
        full_year_budget_raw=budget,
        executed_raw=executed,
    )
    return replace(one, **more)


def form(rows: Sequence[tuple[str | None, str | None]], weight: str | None, score: str | None) -> Project:
    return Project(
        NOWHERE,
        "pf_project_self_eval",
        name_raw="平台",
        total_weight=number(weight),
        total_score=number(score),
        funds=(ProjectFund(NOWHERE, "total", weight=Decimal(10), score=Decimal("7.7")),),
        indicators=tuple(indicator(w, s) for w, s in rows),
    )


def evidence(project: Project) -> Evidence:
    identity = Identity(None, "final_account", 2023, None, "unknown", None)
    return Evidence(Document("", (), "text/plain"), identity, projects=(project,))


def checks(project: Project) -> list[Check]:
    return [c for c in form_checks(evidence(project)) if isinstance(c, Check)]


def findings(project: Project) -> list[Finding]:
    return [f for f in form_checks(evidence(project)) if isinstance(f, Finding)]


def results(project: Project) -> list[tuple[str, str]]:
    return [(c.code, c.result) for c in checks(project)]


def test_weights_and_scores_of_a_form_add_up_exactly() -> None:
    right = form([("50", "49.5"), ("40", "40")], "100", "97.2")
    assert results(right) == [("S1", "pass"), ("S2", "pass"), ("S5", "pass"), ("S5", "pass")]
    assert ("S2", "fail") in results(form([("50", "49.5"), ("40", "40")], "100", "97.3"))
    assert ("S1", "fail") in results(form([("50", "49.5"), ("30", "30")], "100", "87.2"))


def test_a_score_above_its_weight() -> None:
    project = form([("50", "49"), ("40", "41")], None, None)
    worst = replace(project.indicators[1], place=Place(3, None, 40, 42))
    project = replace(project, indicators=(project.indicators[0], worst))
    (check,) = (c for c in checks(project) if c.result == "fail")
    assert (check.code, check.lhs, check.rhs) == ("S5", Decimal(41), Decimal(40))
    assert check.message_zh == "平台·数量：得分41高于分值40"
    assert (check.lhs_facts, check.rhs_facts) == ((), ())
    assert Place(3, None, 40, 42) in check.places


def test_a_form_without_a_total_row_misses_an_operand() -> None:
    found = dict(results(form([("90", "90")], None, None)))
    assert found == {"S1": "missing_operand", "S2": "missing_operand", "S5": "pass"}


def test_a_goal_form_without_points_has_no_checks() -> None:
    project = Project(NOWHERE, "pf_project_goal", indicators=(indicator(None, None),))
    assert checks(project) == []


@pytest.mark.parametrize(
    ("budget", "executed", "rate", "result"),
    [
        ("360.50", "360.45", "100", "pass"),
        ("536.20", "413.57", "77.13", "pass"),
        ("536.20", "413.57", "73.13", "fail"),
        ("536.20000", "413.59000", "77.13", "pass"),
        ("536.20000", "413.60000", "77.13", "pass_truncated"),
    ],
)
def test_the_execution_rate(budget: str, executed: str, rate: str, result: str) -> None:
    row = fund("total", budget, executed, execution_rate=Decimal(rate), execution_rate_raw=rate)
    project = Project(NOWHERE, "pf_project_self_eval", name_raw="平台", funds=(row,))
    assert results(project) == [("S3", result)]


@pytest.mark.parametrize(
    ("score", "result"), [("7.7", "pass_rounding"), ("7.71", "pass_rounding"), ("9", "fail")]
)
def test_the_points_of_the_execution_rate(score: str, result: str) -> None:
    row = fund("total", "536.20", "413.57", execution_rate=Decimal("77.13"), execution_rate_raw="77.13")
    row = replace(row, weight=Decimal(10), score=Decimal(score), score_raw=score)
    project = Project(NOWHERE, "pf_project_self_eval", name_raw="平台", funds=(row,))
    assert ("S4", result) in results(project)


@pytest.mark.parametrize(
    ("carried", "result"), [("39.42", "pass"), ("39.43", "pass_rounding"), ("49.42", "fail")]
)
def test_the_total_fund_is_the_sum_of_its_parts(carried: str, result: str) -> None:
    rows = (
        fund("total", "180.03", None),
        fund("current_year_fiscal", "140.61", None),
        fund("carryover", carried, None),
    )
    project = Project(NOWHERE, "pf_project_self_eval", name_raw="平台", funds=rows)
    assert results(project) == [("S6", result)]


def test_fiscal_money_by_level_is_not_added_twice() -> None:
    rows = (
        fund("total", "180.00", None),
        fund("current_year_fiscal", "140.00", None),
        fund("central_fiscal", "100.00", None),
        fund("carryover", "40.00", None),
    )
    assert results(Project(NOWHERE, "pf_project_self_eval", funds=rows)) == []


def test_lost_points_without_a_reason_where_others_have_one() -> None:
    rows = (indicator("10", "8", deviation_reason="进度滞后"), indicator("10", "7"), indicator("10", "10"))
    project = Project(NOWHERE, "pf_project_self_eval", name_raw="平台", indicators=rows)
    assert [f.code for f in findings(project)] == ["S8"]
    silent = replace(project, indicators=(indicator("10", "7"),))
    assert findings(silent) == []


def test_an_indicator_under_a_level_that_it_does_not_belong_to() -> None:
    row = indicator("10", "10", level1="产出指标", level2="社会效益指标")
    project = Project(NOWHERE, "pf_project_goal", name_raw="平台", indicators=(row,))
    assert [(f.code, f.printed, f.computed) for f in findings(project)] == [
        ("INDICATOR_LEVEL", "社会效益指标", "产出指标")
    ]
    right = replace(project, indicators=(replace(row, level1="效益指标"),))
    assert findings(right) == []
