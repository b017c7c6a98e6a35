"""Facts of two-sided summaries."""

from __future__ import annotations

from tests.extractors.tables.drawn import Entry
from tests.extractors.tables.drawn_facts import facts_of, printed


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
    assert printed(facts) == [
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
    assert printed(facts) == [("expenditure.total", "initial_budget", "all_funds", "205", "5.00")]


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
    assert printed(facts) == [
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


def test_a_code_beside_a_class_is_that_of_the_class() -> None:
    facts = facts_of(
        "收支预算总表",
        [["项目", "金额", "项目", "金额"], ["一、财政拨款收入", "8.00", "[210]卫生健康方面", "8.00"]],
    )
    assert printed(facts) == [
        ("income.fiscal", "initial_budget", "all_funds", None, "8.00"),
        ("expenditure.total", "initial_budget", "all_funds", "210", "8.00"),
    ]


def test_a_label_that_nobody_knows_gives_no_fact() -> None:
    facts = facts_of("收支预算总表", [["项目", "金额"], ["某某专款", "8.00"], ["收入总计", "8.00"]])
    assert [f.measure for f in facts] == ["income_expenditure_total"]


def test_a_distribution_is_in_the_summary_of_all_funds_only() -> None:
    rows: list[list[Entry]] = [
        ["项目", "决算数"],
        ["结余分配", "1.00"],
        ["总计", "9.00"],
    ]
    assert [f.measure for f in facts_of("收入支出决算总表", rows)] == [
        "balance.distribution",
        "income_expenditure_total",
    ]
    assert [f.measure for f in facts_of("财政拨款收入支出决算总表", rows)] == [
        "fiscal.income_expenditure_total"
    ]
