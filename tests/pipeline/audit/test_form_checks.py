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
from tests.pipeline.audit import drawn

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


def of(*funds: ProjectFund, rows: Sequence[Indicator] = (), **more: object) -> Project:
    plain = Project(NOWHERE, "pf_project_self_eval", name_raw="平台", funds=funds, indicators=tuple(rows))
    return replace(plain, **more)


def test_forms_are_numbered_from_1_and_called_so_where_they_have_no_name() -> None:
    project = of(rows=[indicator("40", "41")], name_raw=None)
    identity = Identity(None, "final_account", 2023, None, "unknown", None)
    two = Evidence(Document("", (), "text/plain"), identity, projects=(project, project))
    found = [c for c in form_checks(two) if isinstance(c, Check) and c.code == "S5"]
    assert [(c.formula, c.message_zh) for c in found] == [
        (f"form {n}: score ≤ weight", f"第{n}张自评表·数量：得分41高于分值40") for n in (1, 2)
    ]


def test_a_sum_of_points_names_its_rows() -> None:
    head, one, other = (Place(1, None, n, n + 1) for n in (1, 2, 3))
    rows = [replace(indicator("50", None), place=one), replace(indicator("40", None), place=other)]
    (check,) = checks(of(rows=rows, place=head, total_weight=Decimal(100)))
    assert (check.code, check.formula, check.lhs, check.rhs, check.diff) == (
        "S1",
        "form 1: Σ weights = total",
        Decimal(90),
        Decimal(100),
        Decimal(-10),
    )
    assert (check.places, check.printed, check.computed) == ((head, one, other), "90", "100")
    assert (check.severity, check.tolerance) == ("error", Decimal(0))
    (silent,) = checks(of(rows=rows, place=head))
    assert (silent.lhs, silent.rhs, silent.severity, silent.places) == (
        Decimal(90),
        None,
        "info",
        (head, one, other),
    )


def rated(
    rate: str, budget: str | None = "536.20", executed: str | None = "413.57", **more: object
) -> Project:
    row = fund("total", budget, executed, execution_rate=Decimal(rate), execution_rate_raw=f"{rate}%")
    return of(replace(row, **more))


def test_an_execution_rate_is_shown_with_its_figures() -> None:
    (check,) = checks(rated("73.13"))
    assert check.formula == "form 1: rate = executed / budget (年度资金总额)"
    assert (check.printed, check.computed, check.lhs) == ("73.13%", "77.130%", Decimal("73.13"))
    assert "413.57/536.20" in check.message_zh
    assert check.rhs is not None
    assert abs(check.rhs - Decimal("77.13")) < Decimal("0.001")


@pytest.mark.parametrize(
    ("rate", "budget", "executed"),
    [
        ("0", "536.20", "413.57"),
        ("77.13", "0", "413.57"),
        ("77.13", None, "413.57"),
        ("77.13", "536.20", None),
    ],
)
def test_no_rate_without_budget_execution_or_rate(
    rate: str, budget: str | None, executed: str | None
) -> None:
    assert results(rated(rate, budget, executed)) == []
    assert results(rated("77.13", execution_rate=None)) == []


def test_nothing_executed_is_a_rate_of_nothing() -> None:
    assert results(rated("77.13", executed="0")) == [("S3", "fail")]


def test_a_budget_that_may_be_nothing_has_no_rate() -> None:
    assert results(rated("77.13", budget="0.4", executed="0.3", full_year_budget_raw="0")) == []


def scored(score: str, rate: str, weight: str | None = "10") -> list[tuple[str, str]]:
    row = replace(
        fund("total", None, None, execution_rate=Decimal(rate), execution_rate_raw=rate),
        weight=number(weight),
        score=Decimal(score),
        score_raw=score,
    )
    found = checks(of(row))
    return [(c.result, c.computed or "") for c in found if c.code == "S4"]


@pytest.mark.parametrize(
    ("score", "rate", "result"),
    [
        ("7.7", "77", "pass"),
        ("7.79", "77", "pass_rounding"),
        ("7.8", "77", "fail"),
        ("7.6", "77", "fail"),
        ("7.61", "77", "pass_rounding"),
        ("8", "77", "pass_rounding"),
        ("7", "77", "pass_rounding"),
        ("8", "70", "fail"),
        ("6", "70", "fail"),
        ("7", "70", "pass"),
    ],
)
def test_points_are_met_within_a_tenth_or_a_whole_point(score: str, rate: str, result: str) -> None:
    assert scored(score, rate) == [(result, str(Decimal(rate) / 10))]


@pytest.mark.parametrize(("rate", "found"), [("0", 0), ("0.5", 1), ("1", 1), ("100", 1), ("101", 0)])
def test_points_are_held_against_rates_up_to_100(rate: str, found: int) -> None:
    assert len(scored("9", rate)) == found
    assert scored("9", rate, "0") == scored("9", rate, None) == []


def test_points_without_a_score_or_a_rate_say_nothing() -> None:
    row = fund("total", None, None, weight=Decimal(10), execution_rate=Decimal(50), execution_rate_raw="50")
    assert [c.code for c in checks(of(row)) if c.code == "S4"] == []
    row = replace(row, score=Decimal(5), score_raw="5", execution_rate=None)
    assert [c.code for c in checks(of(row)) if c.code == "S4"] == []


def test_points_of_the_rate_are_shown_with_their_figures() -> None:
    row = replace(
        fund("carryover", None, None, execution_rate=Decimal("50.0"), execution_rate_raw="50.0"),
        weight=Decimal("10.0"),
        score=Decimal("6.0"),
        score_raw="6.0",
    )
    (check,) = (c for c in checks(of(row)) if c.code == "S4")
    assert check.formula == "form 1: score = weight × rate (上年结转资金)"
    assert (check.printed, check.computed, check.severity) == ("6", "5", "warning")
    assert "10×50%" in check.message_zh


def test_funds_of_a_total_need_two_parts_and_their_amounts() -> None:
    whole, part, carried = (
        fund(kind, amount, None)
        for kind, amount in (("total", "10.00"), ("current_year_fiscal", "6.00"), ("carryover", "4.00"))
    )
    assert results(of(whole, part)) == []
    assert results(of(part, carried)) == []
    assert results(of(replace(whole, full_year_budget=None), part, carried)) == []
    nothing = [replace(f, full_year_budget=None) for f in (part, carried)]
    assert results(of(whole, *nothing)) == []
    assert results(of(whole, part, nothing[1])) == [("S6", "fail")]


def test_a_sum_of_funds_is_shown_with_its_figures() -> None:
    places = [Place(1, None, n, n + 1) for n in (1, 2, 3)]
    rows = [
        replace(fund(kind, None, amount), place=place)
        for kind, amount, place in zip(
            ("total", "current_year_fiscal", "other"), ("10.00", "6.00", "3.00"), places, strict=True
        )
    ]
    (check,) = checks(of(*rows))
    assert (check.code, check.result, check.formula) == ("S6", "fail", "form 1: executed: total = Σ parts")
    assert (check.lhs, check.rhs, check.tolerance) == (Decimal(100000), Decimal(90000), Decimal(150))
    assert (check.printed, check.computed, check.places) == ("10万元", "9万元", (*places, *places))
    assert "全年执行数" in check.message_zh


@pytest.mark.parametrize(
    ("score", "attainment", "result"),
    [
        ("8", "0.8", "pass"),
        ("8.09", "0.8", "pass"),
        ("8.1", "0.8", "fail"),
        ("7.9", "0.8", "fail"),
        ("10", "1", "pass"),
    ],
)
def test_the_points_of_a_degree_of_attainment(score: str, attainment: str, result: str) -> None:
    row = indicator("10", score, actual_semantics="attainment", attainment=Decimal(attainment))
    row = replace(row, actual_raw="80%", level3_raw="数量")
    (check,) = (c for c in checks(of(rows=[row])) if c.formula.startswith("form 1: score = weight × att"))
    assert (check.result, check.printed) == (result, score)
    assert "10×80%" in check.message_zh


@pytest.mark.parametrize(
    "change",
    [{"attainment": Decimal("1.01")}, {"attainment": None}, {"actual_semantics": "measured"}],
)
def test_what_is_no_degree_gives_no_points(change: dict[str, object]) -> None:
    row = indicator("10", "8", actual_semantics="attainment", attainment=Decimal("0.8"))
    assert [c.code for c in checks(of(rows=[replace(row, **change)]))] == ["S1", "S2", "S5"]


@pytest.mark.parametrize(("weight", "score"), [(None, "8"), ("10", None)])
def test_a_row_needs_weight_and_score(weight: str | None, score: str | None) -> None:
    other = indicator("10", "7", deviation_reason="进度滞后")
    rows = [indicator(weight, score), other]
    assert [c.code for c in checks(of(rows=rows)) if c.code == "S5"] == ["S5"]
    assert findings(of(rows=rows)) == []


def test_a_score_as_high_as_its_weight_is_right() -> None:
    assert [c.result for c in checks(of(rows=[indicator("10", "10")])) if c.code == "S5"] == ["pass"]


def test_a_missing_reason_is_shown_with_its_row() -> None:
    rows = [indicator("10", "8", deviation_reason="进度滞后"), indicator("10", "7.50")]
    (found,) = findings(of(rows=rows))
    assert (found.printed, found.computed, "数量" in found.message_zh) == ("7.5", "10", True)


def level(**more: object) -> list[str]:
    row = indicator(None, None, level1="产出指标", level2="社会效益指标")
    return [f.code for f in findings(of(rows=[replace(row, **more)]))]


def test_levels_that_are_repaired_inherited_or_unknown() -> None:
    assert level() == ["INDICATOR_LEVEL"]
    assert level(inherited=("level2",)) == []
    assert level(level2=None) == level(level2="某指标") == []
    assert level(level1="某指标") == level(level1=None) == []
    repaired = {"level1": "效益指标", "level_repairs": ("level1_of_level2",)}
    assert len(level(**repaired)) == 1
    assert level(level1="效益指标", level_repairs=("other",)) == []


def test_an_unknown_level_does_not_hide_the_next() -> None:
    rows = [indicator(None, None), indicator(None, None, level1="产出指标", level2="社会效益指标")]
    assert len(findings(of(rows=rows))) == 1


def in_text(text: str, *projects: Project) -> list[Check]:
    whole = drawn.evidence(text, projects=projects)
    return [c for c in form_checks(whole) if isinstance(c, Check) and c.code == "S11"]


@pytest.mark.parametrize(("score", "result"), [("97.2", "pass"), ("97.20", "pass"), ("97.3", "fail")])
def test_the_score_that_a_sentence_gives_a_project(score: str, result: str) -> None:
    project = of(total_score=Decimal("97.20"))
    (check,) = in_text(f"“平台”项目绩效自评得分{score}分。", project)
    assert (check.result, check.printed, check.computed) == (result, score, "97.2")
    assert check.formula == "score in text = score of form 平台"


def test_scores_of_no_form_or_of_several_say_nothing() -> None:
    project = of(total_score=Decimal("97.20"))
    text = "“平台”项目绩效自评得分90分。"
    assert in_text(text, replace(project, name_raw="系统")) == []
    assert in_text(text, replace(project, name_raw=None)) == []
    assert in_text(text, replace(project, total_score=None)) == []
    assert in_text(text, project, project) == []
    longer = replace(project, name_raw="新平台", total_score=Decimal(90))
    (check,) = in_text("“新平台”项目绩效自评得分90分。", project, longer)
    assert (check.result, check.formula) == ("pass", "score in text = score of form 新平台")
    (again,) = in_text(f"“系统”项目绩效自评得分80分。\n{text}", project)
    assert again.result == "fail"


def test_a_row_is_called_by_the_name_that_it_inherits() -> None:
    row = indicator("40", "41", level3="满意度")
    (check,) = (c for c in checks(of(rows=[replace(row, level3_raw=None)])) if c.result == "fail")
    assert "平台·满意度" in check.message_zh
