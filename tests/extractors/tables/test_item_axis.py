"""Facts of the three public expenses and of procurement."""

from __future__ import annotations

import pytest

from tests.extractors.tables.drawn import Entry
from tests.extractors.tables.drawn_facts import facts_of

THREE_PUBLIC: list[list[Entry]] = [
    [("预算数", 1, 5), None, None, None, None, ("决算数", 1, 2), None],
    [
        ("合计", 2, 1),
        ("因公出国（境）费", 2, 1),
        ("公务用车购置及运行费", 1, 3),
        None,
        None,
        ("合计", 2, 1),
        ("公务接待费", 2, 1),
    ],
    [None, None, "小计", "公务用车购置费", "公务用车运行费", None, None],
    ["9.00", "1.00", "8.00", "5.00", "3.00", "0.39", "0.39"],
]


@pytest.mark.parametrize(
    ("note", "role", "basis"),
    [
        ("注：预算数为年初预算数。", "initial_budget", "initial"),
        ("注：预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数。", "full_year_budget", "full_year"),
        ("", "full_year_budget", "full_year"),
    ],
)
def test_three_public_in_one_row(note: str, role: str, basis: str) -> None:
    facts = facts_of("一般公共预算财政拨款“三公”经费支出决算表", THREE_PUBLIC, note)
    assert [(f.measure, f.role, f.budget_basis) for f in facts] == [
        ("three_public.total", role, basis),
        ("three_public.abroad", role, basis),
        ("three_public.vehicle", role, basis),
        ("three_public.vehicle_purchase", role, basis),
        ("three_public.vehicle_operation", role, basis),
        ("three_public.total", "final", None),
        ("three_public.reception", "final", None),
    ]
    assert {f.scope for f in facts} == {"gpb"}
    assert {f.item_label for f in facts} == {None}


def test_three_public_beside_meetings_and_training() -> None:
    facts = facts_of(
        "“三公”经费、会议费、培训费支出预算表",
        [
            [("合计", 2, 1), ("“三公”经费", 1, 2), None, ("会议费", 2, 1)],
            [None, "小计", "公务接待费", None],
            ["9.00", "4.00", "4.00", "5.00"],
        ],
    )
    assert [(f.measure, f.value_raw) for f in facts] == [
        ("three_public.total", "4.00"),
        ("three_public.reception", "4.00"),
    ]


def test_three_public_transposed() -> None:
    facts = facts_of(
        "财政拨款安排的行政经费及“三公”经费预算表",
        [
            ["项目", "合计"],
            ["行政经费", "90.00"],
            ["“三公”经费", "9.00"],
            ["其中：（一）因公出国（境）支出", "1.00"],
            ["（二）公务用车购置及运行维护支出", "8.00"],
            ["1.公务用车购置费", "5.00"],
            ["2.公务用车运行维护费", "3.00"],
            ["（三）公务接待费支出", "0.00"],
        ],
    )
    assert [f.measure for f in facts] == [
        "agency_operating",
        "three_public.total",
        "three_public.abroad",
        "three_public.vehicle",
        "three_public.vehicle_purchase",
        "three_public.vehicle_operation",
        "three_public.reception",
    ]


def test_three_public_with_a_row_for_each_year() -> None:
    facts = facts_of(
        "财政拨款“三公”经费支出表",
        [
            ["预算单位", "年度", "2026年预算数", "公务接待费"],
            ["某市水务局", "2025年", "", "1.00"],
            ["", "2026年", "", "2.00"],
            ["", "增减变化金额", "", "1.00"],
        ],
        year=2026,
    )
    assert [(f.role, f.value_year, f.value_raw, f.item_label) for f in facts] == [
        ("prior_budget", 2025, "1.00", "某市水务局"),
        ("initial_budget", 2026, "2.00", "某市水务局"),
    ]


def test_procurement_by_kind() -> None:
    facts = facts_of(
        "政府采购预算表",
        [
            ["采购品目大类", "采购物品名称", "资金来源", "总计"],
            ["合计", "", "", "9.00"],
            ["一、货物A", "", "", "4.00"],
            ["", "办公设备", "", "4.00"],
            ["三、服务C", "", "", "5.00"],
        ],
    )
    assert [(f.measure, f.value_raw) for f in facts] == [
        ("procurement.total", "9.00"),
        ("procurement.goods", "4.00"),
        ("procurement.services", "5.00"),
    ]


def test_counts_beside_three_public_amounts_are_no_amounts_of_it() -> None:
    facts = facts_of(
        "财政拨款“三公”经费、行政参公单位机关运行经费情况表",
        [
            ["项目", "行次", "决算数"],
            ["（一）支出合计", "1", "9.00"],
            ["1．因公出国（境）费", "2", "4.00"],
            ["3．公务接待费", "3", "5.00"],
            ["（1）国内接待费", "4", "5.00"],
            ["（二）相关统计数", "5", ""],
            ["1．因公出国（境）团组数（个）", "6", "2"],
            ["6．国内公务接待批次（个）", "7", "12"],
        ],
    )
    assert [(f.measure, f.value_raw) for f in facts] == [
        ("three_public.total", "9.00"),
        ("three_public.abroad", "4.00"),
        ("three_public.reception", "5.00"),
    ]


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("政府性基金预算财政拨款“三公”经费支出决算表", "gov_fund"),
        ("国有资本经营预算财政拨款“三公”经费支出决算公开表", "state_capital"),
        ("公共财政预算财政拨款“三公”经费支出决算表", "gpb"),
        ("“三公”经费支出决算表（一般公共预算）", "gpb"),
        ("一般公共预算和政府性基金预算“三公”经费支出决算表", "fiscal"),
    ],
)
def test_the_title_says_which_fund_pays_the_three(title: str, scope: str) -> None:
    facts = facts_of(title, [["因公出国（境）费", "公务接待费"], ["3.00", "2.00"]])
    assert [(f.measure, f.scope) for f in facts] == [
        ("three_public.abroad", scope),
        ("three_public.reception", scope),
    ]


def test_rows_that_name_roles_leave_the_items_to_the_columns() -> None:
    facts = facts_of(
        "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表",
        [
            [("项目", 2, 1), ("“三公”经费", 1, 3), None, None, ("会议费", 2, 1)],
            [None, "小计", "因公出国（境）费用", "公务接待费", None],
            ["预算数", "5.00", "3.00", "2.00", "1.00"],
            ["决算数", "4.00", "3.50", "0.50", "0.90"],
        ],
    )
    assert [(f.measure, f.role, f.value_raw) for f in facts] == [
        ("three_public.total", "full_year_budget", "5.00"),
        ("three_public.abroad", "full_year_budget", "3.00"),
        ("three_public.reception", "full_year_budget", "2.00"),
        ("three_public.total", "final", "4.00"),
        ("three_public.abroad", "final", "3.50"),
        ("three_public.reception", "final", "0.50"),
    ]


def test_the_total_row_of_items_by_year() -> None:
    facts = facts_of(
        "“三公”经费预算表",
        [
            ["项目", "2023年预算数", "2024年预算数", "增减额"],
            ["合计", "5.00", "4.00", "-1.00"],
            ["公务接待费", "5.00", "4.00", "-1.00"],
        ],
    )
    assert [(f.measure, f.role, f.value_raw) for f in facts] == [
        ("three_public.total", "prior_budget", "5.00"),
        ("three_public.total", "initial_budget", "4.00"),
        ("three_public.reception", "prior_budget", "5.00"),
        ("three_public.reception", "initial_budget", "4.00"),
    ]


def test_procurement_by_columns_and_by_rows() -> None:
    columns = facts_of(
        "政府采购决算情况表",
        [
            [("项目", 2, 1), ("采购预算金额", 1, 2), None, ("实际采购金额", 1, 2), None],
            [None, "合计", "货物", "合计", "货物"],
            ["合计", "9.00", "8.00", "7.00", "6.00"],
        ],
    )
    assert [(f.measure, f.role, f.value_raw) for f in columns] == [
        ("procurement.total", "full_year_budget", "9.00"),
        ("procurement.goods", "full_year_budget", "8.00"),
        ("procurement.total", "final", "7.00"),
        ("procurement.goods", "final", "6.00"),
    ]
    rows = facts_of(
        "政府采购支出决算表",
        [
            ["项目", "行次", "金额"],
            ["政府采购支出合计", "1", "9.00"],
            ["（一）政府采购服务支出", "2", "8.00"],
            ["政府采购授予中小企业合同金额", "3", "7.00"],
            ["其中：授予小微企业合同金额", "4", "6.00"],
        ],
    )
    assert [(f.measure, f.value_raw) for f in rows] == [
        ("procurement.total", "9.00"),
        ("procurement.services", "8.00"),
        ("procurement.sme", "7.00"),
        ("procurement.micro", "6.00"),
    ]


def test_rows_beside_the_items_are_none_of_them() -> None:
    """Where the rows are the items, a row that is none gives no fact, although its column is of the total."""
    facts = facts_of(
        "“三公”经费预算表",
        [["项目", "合计"], ["公务接待费", "5.00"], ["租赁费", "4.00"]],
    )
    assert [(f.measure, f.value_raw) for f in facts] == [("three_public.reception", "5.00")]


def test_the_column_of_a_fund_outranks_the_title() -> None:
    facts = facts_of(
        "财政拨款“三公”经费支出预算表",
        [
            ["项目", "一般公共预算财政拨款", "政府性基金预算财政拨款"],
            ["公务接待费", "5.00", "4.00"],
        ],
    )
    assert [(f.scope, f.value_raw) for f in facts] == [("gpb", "5.00"), ("gov_fund", "4.00")]


def test_three_public_by_unit() -> None:
    facts = facts_of(
        "“三公”经费预算表",
        [["单位名称", "公务接待费"], ["合计", "5.00"], ["某市水务局", "4.00"], ["某水库管理所", "1.00"]],
    )
    assert [(f.measure, f.item_label, f.value_raw) for f in facts] == [
        ("three_public.reception", None, "5.00"),
        ("three_public.reception", "某市水务局", "4.00"),
        ("three_public.reception", "某水库管理所", "1.00"),
    ]


def test_a_total_of_rows_with_meetings_among_them_is_not_of_the_three() -> None:
    rows: list[list[Entry]] = [["项目", "预算数"], ["合计", "9.00"], ["公务接待费", "4.00"]]
    assert [f.measure for f in facts_of("“三公”经费预算表", rows)] == [
        "three_public.total",
        "three_public.reception",
    ]
    meetings: list[list[Entry]] = [*rows, ["会议费", "5.00"]]
    assert [f.measure for f in facts_of("“三公”经费预算表", meetings)] == ["three_public.reception"]


def test_a_row_of_a_year_below_no_unit_has_no_item() -> None:
    facts = facts_of(
        "“三公”经费预算表",
        [["年度", "公务接待费"], ["2025年", "1.00"], ["2026年", "2.00"]],
        year=2026,
    )
    assert [(f.role, f.item_label) for f in facts] == [("prior_budget", None), ("initial_budget", None)]


def test_a_units_total_with_meetings_beside_it_is_not_of_the_three() -> None:
    facts = facts_of(
        "“三公”经费预算表",
        [["单位名称", "合计", "公务接待费", "会议费"], ["某市水务局", "9.00", "4.00", "5.00"]],
    )
    assert [(f.measure, f.item_label) for f in facts] == [("three_public.reception", "某市水务局")]
