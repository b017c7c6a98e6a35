"""Facts of statutory tables: measure, role, scope, codes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.records import Fact, Identity
from extractors.tables.column_measures import group_of
from extractors.tables.column_roles import role_of
from extractors.tables.facts import facts_from_tables
from extractors.tables.logical import logical_tables
from extractors.tables.row_labels import bare_label, function_class
from tests.extractors.tables.drawn import Drawn, Entry, document

Told = tuple[str, str, str | None, str | None, str]


def facts_of(title: str, rows: list[list[Entry]], note: str = "", year: int | None = 2024) -> list[Fact]:
    identity = Identity(None, "other", year, None, "unknown", None)
    tables = logical_tables(document(title, "单位：万元", Drawn(rows), *([note] if note else [])), [])
    return facts_from_tables(tables, identity)


def told(facts: list[Fact]) -> list[Told]:
    return [
        (f.measure, f.role, f.scope, f.function_code or f.economic_code or f.item_label, f.value_raw or "")
        for f in facts
    ]


def test_expenditure_by_function() -> None:
    facts = facts_of(
        "支出决算表",
        [
            ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "上缴上级支出"],
            [("合计", 1, 2), None, "9.00", "6.00", "3.00", ""],
            ["201", "一般公共服务支出", "9.00", "6.00", "3.00", "0.00"],
        ],
    )
    assert told(facts) == [
        ("expenditure.total", "final", "all_funds", None, "9.00"),
        ("expenditure.basic", "final", "all_funds", None, "6.00"),
        ("expenditure.project", "final", "all_funds", None, "3.00"),
        ("expenditure.total", "final", "all_funds", "201", "9.00"),
        ("expenditure.basic", "final", "all_funds", "201", "6.00"),
        ("expenditure.project", "final", "all_funds", "201", "3.00"),
        ("expenditure.to_superior", "final", "all_funds", "201", "0.00"),
    ]
    first = facts[0]
    assert (first.table, first.row, first.col, first.source_kind, first.extractor) == (
        0,
        1,
        2,
        "table",
        "table",
    )
    assert (first.value_yuan, first.decimals, first.unit_raw) == (Decimal("90000.00"), 2, "万元")
    assert (first.place.page, first.value_year, facts[-1].value_state) == (1, 2024, "printed_zero")


def test_income_total_is_more_than_the_years_income_where_carry_over_stands_beside_it() -> None:
    rows: list[list[Entry]] = [
        ["单位名称", "合计", "财政拨款收入", "事业收入", "上年结转"],
        ["合计", "9.00", "5.00", "3.00", "1.00"],
        ["某市第一中学", "9.00", "5.00", "3.00", "1.00"],
    ]
    assert told(facts_of("收入预算总表", rows))[:4] == [
        ("income_expenditure_total", "initial_budget", "all_funds", None, "9.00"),
        ("income.fiscal", "initial_budget", "all_funds", None, "5.00"),
        ("income.undertaking", "initial_budget", "all_funds", None, "3.00"),
        ("balance.opening", "initial_budget", "all_funds", None, "1.00"),
    ]
    assert told(facts_of("收入预算总表", rows))[4][3] == "某市第一中学"
    without = [row[:4] for row in rows]
    assert told(facts_of("收入预算总表", without))[0][0] == "income.total"


def test_general_public_budget_with_last_years_columns() -> None:
    facts = facts_of(
        "一般公共预算支出表",
        [
            [
                ("科目编码", 2, 1),
                "2025年执行数",
                ("2026年预算数", 1, 2),
                None,
                ("2026年预算数比2025年执行数", 1, 2),
                None,
            ],
            [None, "执行数", "合计", "基本支出", "增减额", "增减（%）"],
            ["2010601", "8.00", "9.00", "6.00", "1.00", "12.50"],
        ],
        year=2026,
    )
    assert told(facts) == [
        ("gpb.expenditure", "prior_final", "gpb", "2010601", "8.00"),
        ("gpb.expenditure", "initial_budget", "gpb", "2010601", "9.00"),
        ("gpb.basic_expenditure", "initial_budget", "gpb", "2010601", "6.00"),
    ]
    assert [f.value_year for f in facts] == [2025, 2026, 2026]


def test_basic_expenditure_in_two_panels_with_its_two_totals() -> None:
    facts = facts_of(
        "一般公共预算财政拨款基本支出决算表",
        [
            ["编码", "名称", "决算数", "编码", "名称", "决算数"],
            ["301", "工资福利支出", "95.36", "302", "商品和服务支出", "10.23"],
            ["30101", "基本工资", "14.12", "30201", "办公费", ""],
            [("人员经费合计", 1, 2), None, "95.36", ("公用经费合计", 1, 2), None, "10.23"],
        ],
    )
    assert told(facts) == [
        ("gpb.basic_expenditure", "final", "gpb", "301", "95.36"),
        ("gpb.basic_expenditure", "final", "gpb", "302", "10.23"),
        ("gpb.basic_expenditure", "final", "gpb", "30101", "14.12"),
        ("gpb.personnel", "final", "gpb", None, "95.36"),
        ("gpb.public", "final", "gpb", None, "10.23"),
    ]
    assert [f.economic_code for f in facts[:3]] == ["301", "302", "30101"]


def test_function_and_economic_code_in_one_row() -> None:
    (fact, *_) = facts_of(
        "支出预算总表",
        [
            ["功能分类科目", "政府支出经济分类科目", "部门支出经济分类科目", "合计"],
            ["2082850-事业运行", "50502-商品和服务支出", "30299-其他商品和服务支出", "2.00"],
        ],
    )
    assert (fact.function_code, fact.economic_code) == ("2082850", "30299")


def test_unit_codes_are_no_classification() -> None:
    (_, fact) = facts_of(
        "支出预算总表",
        [["单位编码", "单位名称", "合计"], ["", "合计", "2.00"], ["205", "某市教育局", "2.00"]],
    )
    assert (fact.function_code, fact.item_label) == (None, "某市教育局")


def test_two_sided_summary() -> None:
    facts = facts_of(
        "收入支出决算总表",
        [
            [("收入", 1, 2), None, ("支出", 1, 2), None],
            ["项目", "决算数", "项目", "决算数"],
            ["一、一般公共预算财政拨款收入", "7.00", "一、一般公共服务支出", "6.00"],
            ["八、其他收入", "1.00", "七、文化体育与传媒支出", "1.00"],
            ["本年收入合计", "8.00", "本年支出合计", "7.00"],
            ["年初结转和结余", "1.00", "年末结转和结余", "2.00"],
            ["总计", "9.00", "总计", "9.00"],
        ],
    )
    assert told(facts) == [
        ("income.gpb", "final", "all_funds", None, "7.00"),
        ("expenditure.total", "final", "all_funds", "201", "6.00"),
        ("income.other", "final", "all_funds", None, "1.00"),
        ("expenditure.total", "final", "all_funds", "207", "1.00"),
        ("income.total", "final", "all_funds", None, "8.00"),
        ("expenditure.total", "final", "all_funds", None, "7.00"),
        ("balance.opening", "final", "all_funds", None, "1.00"),
        ("balance.closing", "final", "all_funds", None, "2.00"),
        ("income_expenditure_total", "final", "all_funds", None, "9.00"),
        ("income_expenditure_total", "final", "all_funds", None, "9.00"),
    ]


def test_plain_totals_are_grand_totals_where_no_other_is_printed() -> None:
    facts = facts_of(
        "收支预算总表",
        [
            ["项目", "金额", "项目", "金额"],
            ["当年收入小计", "8.00", "当年支出小计", "8.00"],
            ["收入合计", "9.00", "支出合计", "9.00"],
        ],
    )
    assert [f.measure for f in facts] == [
        "income.total",
        "expenditure.total",
        "income_expenditure_total",
        "income_expenditure_total",
    ]


def test_the_economic_panel_of_a_summary_gives_no_function_codes() -> None:
    facts = facts_of(
        "部门综合预算收支总表",
        [
            ["支出功能分类科目（按大类）", "预算数", "政府预算支出经济分类科目（按大类）", "预算数"],
            ["1、教育支出", "5.00", "12、债务还本支出", "5.00"],
        ],
    )
    assert told(facts) == [("expenditure.total", "initial_budget", "all_funds", "205", "5.00")]


def test_fiscal_summary_by_fund() -> None:
    facts = facts_of(
        "财政拨款收入支出决算总表",
        [
            ["项目", "决算数", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"],
            ["一、一般公共预算财政拨款", "7.00", "十二、城乡社区支出", "9.00", "7.00", "2.00"],
            ["本年收入合计", "9.00", "本年支出合计", "9.00", "7.00", "2.00"],
            ["总计", "9.00", "总计", "9.00", "7.00", "2.00"],
        ],
    )
    assert told(facts) == [
        ("income.gpb", "final", "fiscal", None, "7.00"),
        ("fiscal.expenditure", "final", "fiscal", "212", "9.00"),
        ("gpb.expenditure", "final", "gpb", "212", "7.00"),
        ("gov_fund.expenditure", "final", "gov_fund", "212", "2.00"),
        ("fiscal.income", "final", "fiscal", None, "9.00"),
        ("fiscal.expenditure", "final", "fiscal", None, "9.00"),
        ("gpb.expenditure", "final", "gpb", None, "7.00"),
        ("gov_fund.expenditure", "final", "gov_fund", None, "2.00"),
        ("fiscal.income_expenditure_total", "final", "fiscal", None, "9.00"),
        ("fiscal.income_expenditure_total", "final", "fiscal", None, "9.00"),
    ]


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


def test_an_unknown_table_gives_no_facts() -> None:
    assert facts_of("培训费明细表", [["名称", "金额"], ["合计", "9.00"]]) == []
    assert group_of(None) is None


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("上年/合计", "bd", ("prior_budget", 2025)),
        ("上年结转结余", "bd", ("initial_budget", None)),
        ("2025年执行数", "bd", ("prior_final", 2025)),
        ("增减变化情况/合计", "bd", None),
        ("上年决算数", "fa", ("prior_final", 2025)),
        ("年初预算数", "fa", ("initial_budget", None)),
        ("全年预算数", "fa", ("full_year_budget", None)),
        ("一般公共预算财政拨款", "fa", ("final", None)),
    ],
)
def test_roles(text: str, kind: str, expected: tuple[str, int | None] | None) -> None:
    assert role_of(text, kind, 2026, None) == expected


def test_labels() -> None:
    assert bare_label("其中：（一）因公出国（境）支出") == "因公出国支出"
    assert function_class("（二十）住房保障支出") == "221"
    assert function_class("二十四、债务还本支出") == "231"
    assert function_class("二十四、抗疫特别国债安排的支出") == "234"
    assert function_class("一般公共服务") == "201"
    assert function_class("本年支出合计") is None


def test_funds_below_a_row_of_carry_over_are_no_income() -> None:
    facts = facts_of(
        "财政拨款收支预算总表",
        [
            ["项目", "预算数", "项目（按功能分类）", "预算数"],
            ["一、本年收入", "8.00", "一、本年支出", "9.00"],
            ["（一）一般公共预算拨款", "8.00", "（一）教育支出", "9.00"],
            ["二、上年结转", "1.00", "二、结转下年", ""],
            ["（一）一般公共预算拨款", "1.00", "", ""],
            ["收入总计", "9.00", "支出总计", "9.00"],
        ],
    )
    assert [(f.measure, f.function_code, f.value_raw) for f in facts] == [
        ("fiscal.income", None, "8.00"),
        ("fiscal.expenditure", None, "9.00"),
        ("income.gpb", None, "8.00"),
        ("fiscal.expenditure", "205", "9.00"),
        ("balance.opening", None, "1.00"),
        ("fiscal.income_expenditure_total", None, "9.00"),
        ("fiscal.income_expenditure_total", None, "9.00"),
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


def test_economic_subjects_by_fund() -> None:
    facts = facts_of(
        "财政拨款支出决算明细表",
        [
            [
                ("项目", 1, 2),
                None,
                ("合计", 2, 1),
                ("一般公共预算财政拨款", 1, 2),
                None,
                ("政府性基金预算财政拨款", 1, 2),
                None,
            ],
            ["科目编码", "科目名称", None, "小计", "项目支出", "小计", "基本支出"],
            ["301", "工资福利支出", "9.00", "5.00", "4.00", "3.00", "2.00"],
        ],
    )
    assert told(facts) == [
        ("fiscal.expenditure", "final", "fiscal", "301", "9.00"),
        ("gpb.expenditure", "final", "gpb", "301", "5.00"),
        ("gpb.project_expenditure", "final", "gpb", "301", "4.00"),
        ("gov_fund.expenditure", "final", "gov_fund", "301", "3.00"),
        ("gov_fund.basic_expenditure", "final", "gov_fund", "301", "2.00"),
    ]


def test_functions_by_economic_subject_state_their_sums() -> None:
    facts = facts_of(
        "一般公共预算财政拨款支出决算明细表",
        [
            [("项目", 1, 2), None, ("合计", 2, 1), ("工资福利支出", 1, 2), None],
            ["科目编码", "科目名称", None, "小计", "基本工资"],
            ["201", "一般公共服务支出", "9.00", "5.00", "4.00"],
        ],
    )
    assert told(facts) == [("gpb.expenditure", "final", "gpb", "201", "9.00")]


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


@pytest.mark.parametrize(
    "column",
    ["2024年预算", "本年预算", "支出金额", "支出预算", "本年预算金额", "合计（万元）", "财政拨款支出"],
)
def test_what_a_column_of_amounts_is_headed_by(column: str) -> None:
    facts = facts_of(
        "一般公共预算支出预算表", [["科目编码", "科目名称", column], ["201", "一般公共服务支出", "9.00"]]
    )
    assert told(facts) == [("gpb.expenditure", "initial_budget", "gpb", "201", "9.00")]


def test_a_plain_sum_is_the_grand_total_where_no_other_is_printed() -> None:
    facts = facts_of(
        "收入支出决算总表",
        [
            ["项目", "决算数", "项目", "决算数"],
            ["本年收入合计", "8.00", "本年支出合计", "7.00"],
            ["年初结转和结余", "1.00", "年末结转和结余", "2.00"],
            ["合 计", "9.00", "合 计", "9.00"],
        ],
    )
    assert [f.measure for f in facts][-2:] == ["income_expenditure_total"] * 2


def test_a_total_that_is_centred_over_two_panels_names_the_amount_in_the_last_of_them() -> None:
    """Without rules nothing says that 公用经费合计 spans: it stands in a column of the panel before."""
    heads: list[Entry] = ["科目编码", "科目名称", "决算数"]
    facts = facts_of(
        "一般公共预算财政拨款基本支出决算表",
        [
            [("人员经费", 1, 3), None, None, ("公用经费", 1, 6), None, None, None, None, None],
            [*heads, *heads, *heads],
            ["301", "工资福利支出", "5.00", "302", "商品和服务支出", "2.00", "310", "资本性支出", "1.00"],
            ["30101", "基本工资", "5.00", "30201", "办公费", "2.00", "31002", "办公设备购置", "1.00"],
            ["", "人员经费合计", "5.00", "", "", "公用经费合计", "", "", "3.00"],
        ],
    )
    assert told(facts)[-2:] == [
        ("gpb.personnel", "final", "gpb", None, "5.00"),
        ("gpb.public", "final", "gpb", None, "3.00"),
    ]


def test_a_table_whose_amounts_have_no_head_gives_cells_and_no_facts() -> None:
    identity = Identity(None, "other", 2024, None, "unknown", None)
    rows: list[list[Entry]] = [
        ["科目编码", "科目名称", "合计", "基本支出"],
        ["201", "一般公共服务支出", "9.00", "6.00"],
    ]
    (table,) = logical_tables(document("支出决算表", "单位：万元", Drawn(rows)), [])
    assert [f.value_raw for f in facts_from_tables([table], identity)] == ["9.00", "6.00"]
    doubted = replace(table, doubtful=("no vertical rules", "amounts without a head"))
    assert facts_from_tables([doubted], identity) == []
    assert [c.text for c in doubted.cells if c.value is not None] == ["9.00", "6.00"]


def test_classes_without_codes_beside_economic_classes() -> None:
    """A summary of the fund in panels by function and by economic class (xian/1bb348cfd18e p. 50)."""
    facts = facts_of(
        "2022年部门综合预算政府性基金收支表",
        [
            ["支出功能分类科目(按大类)", "预算数", "部门预算支出经济分类科目(按大类)", "预算数"],
            ["一、科学技术支出", "3.00", "工资福利支出", "3.00"],
            ["二、城乡社区支出", "5.00", "商品和服务支出", "5.00"],
            ["本年支出合计", "8.00", "本年支出合计", "8.00"],
        ],
    )
    assert {(f.function_code, f.item_label, f.value_raw) for f in facts} == {
        ("206", None, "3.00"),
        ("212", None, "5.00"),
        (None, None, "8.00"),
    }
    assert {f.measure for f in facts} == {"gov_fund.expenditure"}


def test_income_whose_rows_are_its_sources() -> None:
    """As Jiangsu prints it: a merged fund beside its subtotal and parts."""
    facts = facts_of(
        "收入预算总表",
        [
            [("项目名称", 1, 2), None, "金额"],
            [("收入总计", 1, 2), None, "36.00"],
            [("一般公共预算资金", 2, 1), "小计", "21.00"],
            [None, "公共财政拨款(补助)资金", "20.00"],
            [("其他资金", 3, 1), "小计", "15.00"],
            [None, "事业收入", "5.00"],
            [None, "其他收入", "10.00"],
        ],
    )
    assert [(f.measure, f.item_label, f.value_raw) for f in facts] == [
        ("income.total", None, "36.00"),
        ("income.gpb", None, "21.00"),
        ("income.undertaking", None, "5.00"),
        ("income.other", None, "10.00"),
    ]


def test_names_without_codes_keep_their_names() -> None:
    """The name of a class may be that of an item as well (其他支出): without a code it is not said which."""
    facts = facts_of(
        "支出决算表",
        [
            ["科目名称", "本年支出合计", "基本支出", "项目支出"],
            ["合计", "9.00", "6.00", "3.00"],
            ["住房保障支出", "8.00", "6.00", "2.00"],
            ["其他支出", "1.00", "0.00", "1.00"],
        ],
    )
    assert {(f.function_code, f.item_label) for f in facts} == {
        (None, None),
        (None, "住房保障支出"),
        (None, "其他支出"),
    }


def test_an_amount_beside_a_panel_that_is_longer_than_its_own_is_no_total() -> None:
    """西安市自然资源和规划局 2022, p. 65: 0.00 stands where the functional panel has no more classes."""
    facts = facts_of(
        "部门综合预算政府性基金收支表",
        [
            ["支出功能分类科目（按大类）", "预算数", "部门预算支出经济分类科目（按大类）", "预算数"],
            ["五、城乡社区支出", "9.00", "一、人员经费和公用经费支出", "0.00"],
            ["", "0.00", "二、专项业务经费支出", "9.00"],
            ["十二、债务还本支出", "0.00", "十二、债务还本支出", "0.00"],
            ["本年支出合计", "9.00", "本年支出合计", "9.00"],
        ],
    )
    found = [(f.function_code, f.value_raw) for f in facts if f.measure == "gov_fund.expenditure"]
    assert found == [("212", "9.00"), ("231", "0.00"), (None, "9.00"), (None, "9.00")]
