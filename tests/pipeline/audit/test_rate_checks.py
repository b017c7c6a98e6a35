"""Growth, change and completion: what is right, what is wrong, what cannot be said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.records import Check, Fact, Finding
from pipeline.audit.rate_checks import rates
from tests.pipeline.audit.drawn import evidence, stated
from tests.pipeline.audit.sentences import codes, only, raws, results

TOTALS = "二、收入支出决算总体情况说明\n\n2024年度收、支总计{v}万元，比上年增加{c}万元，增长{p}%。\n"


@pytest.mark.parametrize(
    ("value", "change", "percent", "result"),
    [
        ("110.00", "10.00", "10.00", "pass"),
        ("22066.59", "5834.37", "35.94", "pass"),
        ("22066.59", "5834.37", "35.74", "fail"),
        ("110.07", "10.00", "9.99", "pass"),
        ("110.09", "10.00", "9.99", "pass"),
        ("103.00", "3.00", "3.1", "fail"),
        ("31699.90", "11699.90", "58.49", "pass_truncated"),
    ],
)
def test_growth(value: str, change: str, percent: str, result: str) -> None:
    assert results(TOTALS.format(v=value, c=change, p=percent), "P01") == [result]


def test_growth_that_is_wrong_shows_all_three_figures() -> None:
    text = TOTALS.format(v="22066.59", c="5834.37", p="35.74")
    assert raws(text, "GROWTH_MISMATCH") == ["35.74%", "22066.59万元", "5834.37万元"]
    found = only(text, "GROWTH_MISMATCH")
    assert found.severity == "error"
    assert "35.94" in found.message_zh
    assert found.computed == "35.943%"


def test_a_rate_of_this_years_figure_is_called_so() -> None:
    found = only(TOTALS.format(v="80.77", c="74.97", p="92.82"), "GROWTH_MISMATCH")
    assert "以本年数为基数" in found.message_zh


def test_a_base_of_nothing() -> None:
    text = TOTALS.format(v="307.82", c="307.82", p="100.00")
    assert results(text, "P01") == ["not_applicable"]
    assert codes(text, "warning") == ["ZERO_BASE_GROWTH"]


def test_nothing_of_nothing_is_a_note() -> None:
    text = TOTALS.format(v="0.00", c="0.00", p="0.00")
    assert codes(text, "warning") == []
    assert codes(text, "info") == ["ZERO_BASE_GROWTH"]


def test_a_decline_of_more_than_everything() -> None:
    text = TOTALS.replace("增加", "减少").replace("增长", "下降").format(v="10.00", c="20.00", p="200.00")
    assert "DECLINE_OVER_100" in codes(text)


BUDGET = (
    "五、一般公共预算财政拨款支出决算情况说明\n\n1、教育支出（类）普通教育（款）小学教育（项）。年初预算为{b}万元，"
    "支出决算为{v}万元，完成年初预算的{p}%。决算数{word}预算数的主要原因是人员变化。\n"
)


@pytest.mark.parametrize(
    ("budget", "value", "percent", "word", "found"),
    [
        ("100.00", "95.89", "95.89", "小于", []),
        ("100.00", "95.89", "98.59", "小于", ["COMPLETION_MISMATCH"]),
        ("0.00", "95.89", "95.89", "大于", ["ZERO_BASE_COMPLETION"]),
        ("100.00", "95.89", "95.89", "大于", ["SIGN_WORDING"]),
        ("100.00", "100.00", "100", "等于", []),
    ],
)
def test_completion_and_direction(budget: str, value: str, percent: str, word: str, found: list[str]) -> None:
    assert codes(BUDGET.format(b=budget, v=value, p=percent, word=word)) == found


PUBLIC = (
    "七、“三公”经费支出决算情况说明\n\n2024年度“三公”经费支出年初预算数{total}万元，其中：公务接待费年初预算数0.95万元。\n\n"
    "因公出国（境）费支出决算为0.00万元，完成年初预算的0%。\n"
)


def test_a_completion_rate_of_what_was_not_planned() -> None:
    assert codes(PUBLIC.format(total="0.95"), "info") == ["ZERO_BASE_COMPLETION"]
    assert "ZERO_BASE_COMPLETION" not in codes(PUBLIC.format(total="1.95"))


TEXT = "支出合计110.00万元，比上年的100.00万元增加10.00万元，增长10.00%，完成年初预算120.00万元的91.67%"
VALUE = stated(TEXT, "110.00万元")
BEFORE = stated(TEXT, "100.00万元", "prior_final", value_year=2023)
CHANGE = stated(TEXT, "10.00万元", "change_yoy", comparator="prior_final")
GROWTH = stated(TEXT, "10.00%", "growth_yoy", comparator="prior_final")
INITIAL = stated(TEXT, "120.00万元", "initial_budget")
COMPLETION = stated(TEXT, "91.67%", "completion_rate", comparator="initial_budget")


def run(*facts: Fact) -> list[Check | Finding]:
    return list(rates(evidence(TEXT, facts)))


def only_check(*facts: Fact) -> Check:
    (check,) = (c for c in run(*facts) if isinstance(c, Check))
    return check


def amount(fact: Fact, value: str) -> Fact:
    return replace(fact, value=Decimal(value), value_yuan=Decimal(value) * 10000, value_raw=value)


def test_growth_is_held_against_last_years_figure_where_it_is_printed() -> None:
    check = only_check(VALUE, BEFORE, GROWTH)
    assert (check.code, check.result, check.rhs_facts) == ("P01", "pass", (0, 1))
    assert "(110.00万元-100.00万元)/100.00万元" in check.message_zh
    (change, growth) = (c for c in run(VALUE, BEFORE, CHANGE, GROWTH) if isinstance(c, Check))
    assert (change.code, growth.rhs_facts) == ("P06", (0, 1))


def test_growth_is_held_against_the_change_otherwise() -> None:
    check = only_check(VALUE, CHANGE, GROWTH)
    assert (check.result, check.rhs_facts) == ("pass", (0, 1))
    assert "10.00万元/(110.00万元-10.00万元)" in check.message_zh


def test_growth_with_nothing_beside_it_says_nothing() -> None:
    assert run(VALUE, GROWTH) == []
    assert run(CHANGE, GROWTH) == []


@pytest.mark.parametrize(("percent", "found"), [("-100.01", True), ("-100", False)])
def test_nothing_declines_by_more_than_all_of_it(percent: str, found: bool) -> None:
    decline = replace(GROWTH, value=Decimal(percent))
    assert [f.code for f in run(decline) if isinstance(f, Finding)] == (["DECLINE_OVER_100"] if found else [])


@pytest.mark.parametrize("state", ["stated_none", "stated_equal", "derived"])
def test_what_has_no_digits_is_no_rate(state: str) -> None:
    assert run(VALUE, BEFORE, replace(GROWTH, value_state=state)) == []
    assert run(VALUE, BEFORE, replace(GROWTH, value=None)) == []
    zero = replace(GROWTH, value=Decimal(0), value_raw="0.00", value_state="printed_zero")
    assert only_check(VALUE, BEFORE, zero).result == "fail"


@pytest.mark.parametrize(
    ("change", "result"),
    [
        ("10.00", "pass"),
        ("10.01", "pass_rounding"),
        ("10.015", "pass_rounding"),
        ("10.02", "fail"),
        ("9.98", "fail"),
    ],
)
def test_a_change_lies_between_the_two_figures(change: str, result: str) -> None:
    check = only_check(VALUE, BEFORE, amount(CHANGE, change))
    assert (check.code, check.result, check.computed) == ("P06", result, "10万元")
    assert (check.lhs_facts, check.rhs_facts, check.rhs) == ((2,), (0, 1), Decimal(100000))
    assert "110.00万元-100.00万元" in check.message_zh
    assert check.tolerance == Decimal(150)


def test_a_change_without_a_figure_of_last_year_says_nothing() -> None:
    assert run(VALUE, CHANGE) == []
    assert run(BEFORE, CHANGE) == []


def test_completion_of_the_stated_budget() -> None:
    check = only_check(VALUE, INITIAL, COMPLETION)
    assert (check.code, check.result, check.rhs_facts, check.confidence) == ("P03", "pass", (0, 1), 1.0)
    assert only_check(VALUE, INITIAL, replace(COMPLETION, comparator=None)).result == "pass"
    assert run(INITIAL, COMPLETION) == []


def test_completion_of_a_budget_in_another_statement_is_less_sure() -> None:
    elsewhere = replace(INITIAL, statement=1)
    check = only_check(VALUE, COMPLETION, elsewhere)
    assert (check.result, check.rhs_facts, check.confidence) == ("pass", (0, 2), 0.8)
    assert run(VALUE, COMPLETION, elsewhere, replace(amount(INITIAL, "1.00"), statement=2)) == []
    assert run(VALUE, COMPLETION, replace(elsewhere, unit="某中心")) == []
    assert run(VALUE, COMPLETION, replace(elsewhere, item_label="某项")) == []
    assert run(VALUE, COMPLETION, replace(elsewhere, value_year=2023)) == []


def test_a_rate_of_the_other_budget_is_called_so() -> None:
    full = replace(amount(INITIAL, "110.00"), role="full_year_budget")
    wrong = replace(COMPLETION, value=Decimal("100.00"), value_raw="100.00")
    check = only_check(VALUE, INITIAL, full, wrong)
    assert (check.result, "100.00%是占全年预算数110.00万元的比率" in check.message_zh) == ("fail", True)
    right = only_check(VALUE, INITIAL, full, COMPLETION)
    assert (right.result, "是占" in right.message_zh) == ("pass", False)


def test_a_budget_of_nothing_has_no_rate() -> None:
    nothing = amount(INITIAL, "0.00")
    note, check = run(VALUE, nothing, COMPLETION)
    assert isinstance(note, Finding)
    assert isinstance(check, Check)
    assert (note.code, note.severity, note.facts) == ("ZERO_BASE_COMPLETION", "warning", (2, 0, 1))
    assert check.result == "not_applicable"
    zero_rate = replace(COMPLETION, value=Decimal(0), value_state="printed_zero")
    (note, _) = run(amount(VALUE, "0.00"), nothing, zero_rate)
    assert isinstance(note, Finding)
    assert note.severity == "info"


def test_a_duplicate_of_itself_is_no_rate() -> None:
    assert run(VALUE, BEFORE, replace(GROWTH, duplicate_of=2)) == []
    assert len(run(VALUE, BEFORE, replace(GROWTH, duplicate_of=0))) == 1


def test_what_is_no_rate_does_not_hide_the_next() -> None:
    for skipped in (replace(GROWTH, value=None), replace(GROWTH, value_state="stated_none")):
        assert len(run(VALUE, BEFORE, skipped, GROWTH)) == 1


def test_of_equal_budgets_elsewhere_the_first_is_meant() -> None:
    elsewhere = replace(INITIAL, statement=1)
    assert only_check(VALUE, COMPLETION, elsewhere, elsewhere).rhs_facts == (0, 2)


def test_the_budget_of_a_code_may_have_another_name() -> None:
    coded = {"function_code": "205"}
    facts = (
        replace(VALUE, item_label="甲", **coded),
        replace(COMPLETION, item_label="甲", **coded),
        replace(INITIAL, statement=1, item_label="乙", **coded),
    )
    assert only_check(*facts).rhs_facts == (0, 2)


def test_a_rate_of_nothing_is_harmless_only_where_all_is_nothing() -> None:
    nothing = amount(INITIAL, "0.00")
    zero_rate = replace(COMPLETION, value=Decimal(0), value_state="printed_zero")
    for facts in ((VALUE, nothing, zero_rate), (amount(VALUE, "0.00"), nothing, COMPLETION)):
        (note, _) = run(*facts)
        assert isinstance(note, Finding)
        assert note.severity == "warning"


PLANNED = replace(amount(INITIAL, "0.95"), measure="three_public.total", statement=2)
RECEPTION = replace(amount(INITIAL, "0.95"), measure="three_public.reception", statement=3)


def abroad(spent: str, rate: str) -> tuple[Fact, Fact]:
    return (
        replace(amount(VALUE, spent), measure="three_public.abroad"),
        replace(
            COMPLETION,
            measure="three_public.abroad",
            value=Decimal(rate),
            value_raw=rate,
            value_state="printed",
        ),
    )


@pytest.mark.parametrize(
    ("spent", "rate", "severity"), [("0.00", "0", "info"), ("5.00", "0", "warning"), ("0.00", "5", "warning")]
)
def test_what_the_budget_has_nothing_for(spent: str, rate: str, severity: str) -> None:
    other = amount(PLANNED, "7.00")
    (note,) = run(*abroad(spent, rate), PLANNED, other, RECEPTION)
    assert isinstance(note, Finding)
    assert (note.code, note.severity, note.facts) == ("ZERO_BASE_COMPLETION", severity, (1, 0, 2))


def test_a_budget_that_siblings_do_not_make_up_leaves_room() -> None:
    spent = abroad("0.00", "0")
    assert run(*spent, amount(PLANNED, "7.00"), PLANNED, RECEPTION) == []
    assert run(*spent, PLANNED) == run(*spent, RECEPTION) == []
    assert run(*spent, replace(PLANNED, role="prior_final"), RECEPTION) == []
    assert run(*spent, PLANNED, replace(RECEPTION, role="prior_final")) == []
    assert run(*spent, replace(PLANNED, value_yuan=None), RECEPTION) == []
    full = [replace(f, role="full_year_budget") for f in (PLANNED, RECEPTION)]
    assert len(run(*spent, *full)) == 1
