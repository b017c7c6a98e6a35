"""What counted things cost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.counted_amounts import read_counted_amount
from extractors.narrative.setting import Basis
from extractors.narrative.tally import Tally
from extractors.records import Quantity
from tests.extractors.narrative.paragraphs import facts_of


def test_performance_roll_up_with_its_amounts() -> None:
    facts = facts_of(
        "编报绩效目标的2023年度项目4个，涉及预算金额598.42万元；绩效自评的2023年度项目4个，涉及预算金额598.42万元，"
        "平均得分99.43分（其中，绩效评级为“优”的项目3个；绩效评级为“良”的项目1个）。绩效自评中共发现问题2个，"
        "已经完成整改的1个，正在整改的1个。",
        canonical="performance",
    )
    assert [(f.measure, f.role, str(f.value)) for f in facts] == [
        ("perf.projects_with_goals", "count", "4"),
        ("perf.projects_with_goals", "amount", "598.42"),
        ("perf.projects_self_evaluated", "count", "4"),
        ("perf.projects_self_evaluated", "amount", "598.42"),
        ("perf.mean_score", "count", "99.43"),
        ("perf.grade_a", "count", "3"),
        ("perf.grade_b", "count", "1"),
        ("perf.problems_found", "count", "2"),
        ("perf.problems_resolved", "count", "1"),
        ("perf.problems_open", "count", "1"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "2026年度，本单位整体支出纳入绩效目标管理，涉及财政性资金41,183.84万元；本单位共9个项目纳入绩效目标管理，"
            "涉及财政性资金合计30,000万元，占财政性资金总额的比例为100%。",
            [
                ("perf.whole_goals", "amount", "41183.84"),
                ("perf.projects_with_goals", "count", "9"),
                ("perf.projects_with_goals", "amount", "30000"),
            ],
        ),
        (
            "所有项目支出预算纳入部门预算绩效管理，涉及预算资金1,313.80万元，设置并编报4个项目绩效目标。",
            [
                ("perf.projects_with_goals", "amount", "1313.80"),
                ("perf.projects_with_goals", "count", "4"),
            ],
        ),
        (
            "全面实施绩效目标管理，涉及一级预算项目6个，预算资金781.5万元，其中财政拨款4.5万元。"
            "拟对信访业务工作经费等1个项目开展部门重点绩效评价，涉及预算资金75万元，其中财政拨款75万元。",
            [
                ("perf.projects_with_goals", "count", "6"),
                ("perf.projects_with_goals", "amount", "781.5"),
                ("perf.projects_evaluated", "count", "1"),
                ("perf.projects_evaluated", "amount", "75"),
            ],
        ),
        ("1.培训专项项目自评综述：项目自评得分为94.7分，举办培训班4期。", []),
    ],
)
def test_performance_roll_up_of_other_regions(text: str, found: list[tuple[str, str, str]]) -> None:
    facts = facts_of(text, canonical="performance")
    assert [(f.measure, f.role, str(f.value)) for f in facts] == found


AMOUNT = Quantity(Place(None, None, 0, 1), 0, "amount", "5", "万元", 0, Decimal(5), Decimal(50000), "body")
FINAL_BASIS, BUDGET_BASIS = Basis(is_budget=False, fiscal_year=2023), Basis(is_budget=True, fiscal_year=2023)


def cost(
    words: str, counted: str | None, *, quantity: Quantity = AMOUNT, basis: Basis = FINAL_BASIS
) -> Aspects | None:
    tally = Tally(measure=counted, label="甲")
    aspects = read_counted_amount(quantity, words, tally, basis)
    assert tally.measure is None  # whatever is read, the next figure is not about what was counted
    return aspects


def test_an_amount_is_of_what_was_counted_before() -> None:
    assert cost(",共计", "assets.new_vehicles") == Aspects(
        "amount", Subject("assets.new_vehicles", label="甲")
    )
    assert cost(",共计", "staff.quota") is None
    assert cost(",共计", None) is None
    assert cost(",购买其他物品", "assets.new_vehicles") is None


def test_only_amounts_that_are_no_reasons_cost_something() -> None:
    assert cost(",共计", "assets.new_vehicles", quantity=replace(AMOUNT, kind="percent")) is None
    assert cost(",共计", "assets.new_vehicles", quantity=replace(AMOUNT, where="reason")) is None


def test_the_cost_of_one_vehicle_is_a_value_of_budget_or_account() -> None:
    measure = Subject("three_public.vehicle_unit_operation_cost")
    assert cost(",平均每辆", "three_public.vehicle_stock") == Aspects("final", measure)
    budget = cost(",平均每辆", "three_public.vehicle_stock", basis=BUDGET_BASIS)
    assert budget == Aspects("initial_budget", measure)
