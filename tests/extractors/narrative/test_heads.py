"""Figures whose parts a sentence lists: their fund, their item, and how far a list goes."""

from __future__ import annotations

from decimal import Decimal

from extractors.narrative.aspects import Subject
from extractors.narrative.heads import Figure, divided_measure, head_of, placed
from extractors.narrative.setting import Setting
from tests.extractors.narrative.paragraphs import BUDGET, read
from tests.extractors.narrative.test_regions import line

ITEM = Subject("expenditure.total", function_code="20508", label="进修及培训")
TOTAL = Subject("gpb.expenditure")


def test_a_part_of_an_item_has_the_code_of_the_item() -> None:
    head = head_of(Figure(ITEM, Decimal(12)), None)
    part = placed(Subject("expenditure.public", by="noun.public"), head, Decimal(8))
    assert (part.measure, part.function_code, part.label) == ("expenditure.public", "20508", "进修及培训")
    assert part.by == "noun.public+item"


def test_a_total_is_no_part_of_an_item() -> None:
    head = head_of(Figure(ITEM, Decimal(12)), None)
    assert placed(Subject("three_public.total"), head, Decimal(1)) == Subject("three_public.total")


def test_parts_are_of_the_fund_of_their_head() -> None:
    head = head_of(Figure(TOTAL, Decimal(100)), None)
    assert head.setting(Setting("fiscal")).scope == "gpb"
    assert placed(Subject("procurement.goods"), head, None).fund == "gpb"


def test_an_income_says_no_fund_of_the_expenditure_behind_it() -> None:
    assert head_of(Figure(Subject("income.gpb", fund="gpb"), Decimal(100)), None).scope is None


def test_a_part_that_does_not_fit_any_more_belongs_to_the_head_around() -> None:
    outer = head_of(Figure(TOTAL, Decimal(100)), None)
    outer.take(Decimal(60), Subject("gpb.basic_expenditure"))
    inner = head_of(Figure(Subject("gpb.basic_expenditure"), Decimal(60)), outer)
    inner.take(Decimal(60), Subject("gpb.personnel"))
    assert inner.with_room(Decimal(40)) is outer
    assert inner.with_room(Decimal(41)) is None


def test_what_basic_expenditure_consists_of_is_divided_as_it_is() -> None:
    assert divided_measure("gpb.public") == "gpb.basic_expenditure"
    assert divided_measure("gpb.expenditure") == "gpb.expenditure"
    assert divided_measure("income.gpb") is None


def test_the_items_of_project_expenditure_are_not_those_of_the_total() -> None:
    facts, _ = read(
        "项目支出90.00万元，其中：教育支出60.00万元，其他支出30.00万元。",
        scope="gpb",
        canonical="gpb_expenditure",
        identity=BUDGET,
    )
    assert [line(f) for f in facts] == [
        "gpb.project_expenditure initial_budget 90.00",
        "gpb.project_expenditure#205 initial_budget 60.00",
        "gpb.project_expenditure#229 initial_budget 30.00",
    ]


def test_a_new_total_behind_the_full_stop_is_no_part_of_the_fund_before() -> None:
    facts, _ = read(
        "一般公共预算支出70.00万元，其中：基本支出50.00万元，项目支出20.00万元。本年支出合计90.00万元，其中：基本支出50.00万元，项目支出40.00万元。",
        canonical="expenditure",
        identity=BUDGET,
    )
    assert [line(f) for f in facts] == [
        "gpb.expenditure initial_budget 70.00",
        "gpb.basic_expenditure initial_budget 50.00",
        "gpb.project_expenditure initial_budget 20.00",
        "expenditure.total initial_budget 90.00",
        "expenditure.basic initial_budget 50.00",
        "expenditure.project initial_budget 40.00",
    ]


def test_several_items_are_no_head_of_what_the_whole_is_divided_into() -> None:
    facts, _ = read(
        "2026年支出预算100.00万元，其中：教育支出80.00万元、住房保障支出20.00万元。基本支出70.00万元，项目支出30.00万元。",
        canonical="expenditure",
        identity=BUDGET,
    )
    assert [line(f) for f in facts][3:] == [
        "expenditure.basic initial_budget 70.00",
        "expenditure.project initial_budget 30.00",
    ]


def test_the_whole_divided_once_more_is_not_the_last_item_divided() -> None:
    facts, _ = read(
        "2026年支出预算100.00万元。按功能分类，教育支出60.00万元，住房保障支出40.00万元。按支出性质分为基本支出30.00万元，项目支出70.00万元。",
        canonical="expenditure",
        identity=BUDGET,
    )
    assert [line(f) for f in facts][3:] == [
        "expenditure.basic initial_budget 30.00",
        "expenditure.project initial_budget 70.00",
    ]


def test_words_without_a_number_and_divided_figures_are_of_the_head_too() -> None:
    facts, _ = read(
        "财政拨款支出90.00万元。一般公共预算支出70.00万元，其中：基本支出、项目支出分别为50.00、20.00万元，项目支出与上年持平。",
        scope="fiscal",
        canonical="fiscal_summary",
        identity=BUDGET,
    )
    assert [(f.measure, f.role) for f in facts][2:] == [
        ("gpb.basic_expenditure", "initial_budget"),
        ("gpb.project_expenditure", "initial_budget"),
        ("gpb.project_expenditure", "change_yoy"),
        ("gpb.project_expenditure", "growth_yoy"),
    ]


def test_parts_that_are_larger_than_their_head_are_not_of_its_fund() -> None:
    facts, _ = read(
        "一般公共预算安排基本支出20.00万元，政府性基金安排基本支出0.00万元，其中：",
        "（1）工资福利支出15.00万元；",
        "（2）商品和服务支出5.00万元；",
        "（3）资本性支出0.00万元。",
        title="财政拨款基本支出情况",
        scope="fiscal",
        canonical="gpb_basic",
        identity=BUDGET,
    )
    assert [(f.measure, f.economic_code) for f in facts][2:] == [
        ("fiscal.basic_expenditure", "301"),
        ("fiscal.basic_expenditure", "302"),
        ("fiscal.basic_expenditure", "310"),
    ]


def test_a_head_that_nothing_has_been_listed_of_is_refuted_by_a_larger_figure() -> None:
    head = head_of(Figure(TOTAL, Decimal(10)), None)
    assert head.holding(Decimal(10)) is head
    assert not head.is_refuted
    assert head.holding(Decimal(11)) is None
    assert head.is_refuted
