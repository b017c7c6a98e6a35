"""Sums over the figures of sentences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.records import Check, Fact
from pipeline.audit.sums import sums
from tests.pipeline.audit.drawn import evidence, stated
from tests.pipeline.audit.sentences import codes, only, raws, results

VEHICLES = (
    "七、“三公”经费支出决算情况说明\n\n公务用车购置及运行维护费2024年年初预算数{total}万元。其中，公务用车购置费2024年年初预算数"
    "{purchase}万元。公务用车运行维护费2024年年初预算数{operation}万元。\n"
)
PROCUREMENT = (
    "九、政府采购支出情况\n\n2024年度政府采购支出总额{total}万元，其中：政府采购货物支出{goods}万元、政府采购工程支出"
    "{works}万元、政府采购服务支出{services}万元。授予中小企业合同金额{sme}万元，其中：授予小微企业合同金额{micro}万元。\n"
)


def vehicles(total: str, purchase: str, operation: str) -> str:
    return VEHICLES.format(total=total, purchase=purchase, operation=operation)


def procurement(*figures: str) -> str:
    return PROCUREMENT.format(
        **dict(zip(("total", "goods", "works", "services", "sme", "micro"), figures, strict=True))
    )


def test_a_total_of_0_over_a_part_that_is_something() -> None:
    text = vehicles("0", "0", "1.85")
    assert codes(text, "error") == ["PARENT_CHILD"]
    assert raws(text, "PARENT_CHILD") == ["0万元", "0万元", "1.85万元"]
    assert only(text, "PARENT_CHILD").computed == "1.85万元"


def test_a_total_of_its_parts_holds() -> None:
    assert results(vehicles("1.85", "0", "1.85"), "I16") == ["pass"]


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        (("1777.79", "240.51", "0", "1537.29", "100.00", "50.00"), []),
        (("1777.79", "240.51", "0", "1573.29", "100.00", "50.00"), ["PARENT_CHILD"]),
        (("1777.80", "240.51", "0", "1537.29", "1800.00", "50.00"), ["PART_EXCEEDS"]),
        (("1777.80", "240.51", "0", "1537.29", "100.00", "150.00"), ["PART_EXCEEDS"]),
    ],
)
def test_procurement(figures: tuple[str, ...], found: list[str]) -> None:
    whole = procurement(*figures)
    assert [c for c in codes(whole) if c != "SUM_ROUNDING"] == found


def test_a_sum_that_only_rounding_explains_is_a_note() -> None:
    whole = procurement("1777.79", "240.51", "0", "1537.29", "100.00", "50.00")
    assert only(whole, "SUM_ROUNDING").severity == "info"


def test_changes_add_up_where_the_parts_are_all() -> None:
    text = (
        "三、支出预算情况说明\n\n2024年度本年支出合计300.00万元，较上年增加{c}万元，其中：基本支出100.00万元，"
        "较上年减少10.00万元；项目支出200.00万元，较上年增加30.00万元。\n"
    )
    assert "PARENT_CHILD" not in codes(text.format(c="20.00"))
    assert "PARENT_CHILD" in codes(text.format(c="25.00"))


TEXT = "支出合计300.00万元，基本支出100.00万元，项目支出200.00万元"


def fact(measure: str, amount: str, role: str = "initial_budget", **more: object) -> Fact:
    raw = {"three_public.vehicle": "300.00万元"}.get(measure, "100.00万元")
    value = Decimal(amount)
    changes = {"value": value, "value_yuan": value * 10000, "value_raw": amount, **more}
    return replace(stated(TEXT, raw, role, measure), **changes)


def vehicle_facts(whole: str, purchase: str, operation: str, **more: object) -> list[Fact]:
    names = ("vehicle", "vehicle_purchase", "vehicle_operation")
    amounts = (whole, purchase, operation)
    return [fact(f"three_public.{n}", a, **more) for n, a in zip(names, amounts, strict=True)]


def run(*facts: Fact) -> list[Check]:
    return list(sums(evidence(TEXT, facts)))


@pytest.mark.parametrize(("whole", "result"), [("3.00", "pass"), ("3.01", "pass_rounding"), ("3.02", "fail")])
def test_parts_make_their_whole_within_rounding(whole: str, result: str) -> None:
    (check,) = run(*vehicle_facts(whole, "1.00", "2.00"))
    assert (check.code, check.result, check.lhs_facts, check.rhs_facts) == ("I16", result, (0,), (1, 2))
    assert (
        check.formula
        == "three_public.vehicle = three_public.vehicle_purchase + three_public.vehicle_operation"
    )
    assert check.computed == "3万元"


def test_too_few_parts_or_nothing_but_zeros_say_nothing() -> None:
    whole, purchase, operation = vehicle_facts("3.00", "1.00", "2.00")
    assert run(whole, purchase) == []
    assert run(purchase, operation) == []
    assert run(*vehicle_facts("3.00", "0.00", "0.00")) == []


def test_roles_comparators_and_years_are_kept_apart() -> None:
    whole, purchase, operation = vehicle_facts("3.00", "1.00", "2.00")
    assert run(whole, purchase, replace(operation, role="final")) == []
    assert run(whole, purchase, replace(operation, value_year=2020)) == []
    changes = vehicle_facts("3.00", "1.00", "2.00", role="change_yoy")
    assert len(run(*changes)) == 1
    assert run(*changes[:2], replace(changes[2], comparator="prior_final")) == []
    assert len(run(whole, purchase, replace(operation, comparator="prior_final"))) == 1


def test_a_measure_with_two_amounts_is_left_out() -> None:
    facts = vehicle_facts("3.00", "1.00", "2.00")
    assert run(*facts, replace(facts[0], value_yuan=Decimal(1))) == []
    (check,) = run(*facts, facts[0])
    assert check.lhs_facts == (0,)


@pytest.mark.parametrize(
    "change",
    [
        {"function_code": "201"},
        {"economic_code": "301"},
        {"item_label": "甲"},
        {"unit": "某中心"},
        {"role": "count"},
    ],
)
def test_only_plain_amounts_are_added(change: dict[str, object]) -> None:
    whole, purchase, operation = vehicle_facts("3.00", "1.00", "2.00")
    assert run(whole, purchase, replace(operation, **change)) == []


def test_parts_in_another_section_are_less_sure() -> None:
    whole, purchase, operation = vehicle_facts("4.00", "1.00", "2.00")
    assert run(whole, purchase, operation)[0].confidence == 1.0
    assert run(whole, purchase, replace(operation, section=9))[0].confidence == 0.8


def test_changes_are_added_only_where_the_parts_divide_the_whole() -> None:
    totals = ("expenditure.total", "expenditure.basic", "expenditure.project")
    changes = [fact(m, v, "change_yoy") for m, v in zip(totals, ("9.00", "1.00", "2.00"), strict=True)]
    current = [fact(m, v, "final") for m, v in zip(totals, ("3.00", "1.00", "2.00"), strict=True)]
    assert [c.result for c in run(*changes, *current)] == ["fail"]
    assert run(*changes) == []
    assert run(*changes, *current[:2]) == []
    assert run(*changes, replace(current[0], value_yuan=Decimal(90000)), *current[1:]) == []
    assert run(*current) == []


@pytest.mark.parametrize(("part", "result"), [("2.00", "pass"), ("2.01", "pass"), ("2.02", "fail")])
def test_a_part_is_no_more_than_its_whole(part: str, result: str) -> None:
    (check,) = run(fact("procurement.sme", part), fact("procurement.total", "2.00"))
    assert (check.code, check.result, check.formula) == ("I19", result, "procurement.sme ≤ procurement.total")
    assert (check.printed, check.computed) == (f"{part}万元", "2.00万元")


@pytest.mark.parametrize(("second", "result"), [("1.00", "pass"), ("1.01", "pass"), ("1.02", "fail")])
def test_parts_that_exclude_each_other(second: str, result: str) -> None:
    parts = [
        fact("procurement.sme", amount, "final", item_label=label)
        for label, amount in (("货物", "1.00"), ("服务", second))
    ]
    total = fact("procurement.total", "2.00", "final")
    (check,) = run(*parts, total)
    assert (check.result, check.lhs_facts, check.rhs_facts) == (result, (0, 1), (2,))
    assert check.formula == "Σ procurement.sme ≤ procurement.total"
    assert run(parts[0], total) == []
    assert run(*parts) == []
    assert run(*parts, total, replace(total, value_yuan=Decimal(1))) == []


def test_a_sum_is_shown_with_its_figures_and_role() -> None:
    (check,) = run(*vehicle_facts("4.00", "1.00", "2.00"))
    assert "1.00万元+2.00万元" in check.message_zh
    assert check.printed == "4.00万元"
    assert "年初预算" in check.message_zh
    (final,) = run(*vehicle_facts("4.00", "1.00", "2.00", role="final"))
    assert "年初预算" not in final.message_zh
    assert "决算数印为" not in final.message_zh
    silent = {"value": Decimal(0), "value_yuan": Decimal(0), "value_raw": None, "unit_raw": None}
    whole, purchase, operation = vehicle_facts("4.00", "1.00", "2.00")
    (check,) = run(
        replace(whole, **silent, value_state="stated_none"), replace(purchase, **silent), operation
    )
    assert (check.printed, "0+2.00万元" in check.message_zh) == ("无", True)


def test_amounts_of_tables_are_no_figures_of_sentences() -> None:
    whole, purchase, operation = vehicle_facts("3.00", "1.00", "2.00")
    assert run(whole, purchase, replace(operation, source_kind="table")) == []
    assert run(whole, purchase, replace(operation, value_yuan=None)) == []


LABELLED = [fact("procurement.sme", "1.00", "final", item_label=label) for label in ("货物", "服务")]
WHOLE = fact("procurement.total", "2.00", "final")


@pytest.mark.parametrize(
    "change",
    [{"role": "initial_budget"}, {"source_kind": "table"}, {"value_yuan": None}, {"item_label": "货物"}],
)
def test_only_final_amounts_of_sentences_exclude_each_other(change: dict[str, object]) -> None:
    assert run(LABELLED[0], replace(LABELLED[1], **change), WHOLE) == []


@pytest.mark.parametrize("change", [{"role": "initial_budget"}, {"item_label": "甲"}, {"value_yuan": None}])
def test_only_a_final_total_without_a_label_bounds_them(change: dict[str, object]) -> None:
    assert run(*LABELLED, replace(WHOLE, **change)) == []
    other = replace(WHOLE, value_yuan=Decimal(1), **{k: v for k, v in change.items() if k != "value_yuan"})
    other = replace(other, **change)
    assert [c.rhs_facts for c in run(*LABELLED, WHOLE, other)] == [(2,)]


def test_of_equal_totals_the_first_is_shown() -> None:
    again = replace(
        WHOLE, value=Decimal(20000), value_raw="20000", unit_raw="元", decimals=0, function_code="9"
    )
    (check,) = run(*LABELLED, WHOLE, again)
    assert (check.rhs_facts, check.printed, check.computed) == ((2,), "2万元", "2.00万元")
    assert (check.tolerance, "·9" in check.message_zh) == (Decimal(150), False)
