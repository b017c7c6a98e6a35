"""Facts of tables whose rows are codes, units, sources or a total."""

from __future__ import annotations

import pytest

from tests.extractors.tables.drawn import Entry
from tests.extractors.tables.drawn_facts import facts_of, printed


def test_income_total_is_more_than_the_years_income_where_carry_over_stands_beside_it() -> None:
    rows: list[list[Entry]] = [
        ["单位名称", "合计", "财政拨款收入", "事业收入", "上年结转"],
        ["合计", "9.00", "5.00", "3.00", "1.00"],
        ["某市第一中学", "9.00", "5.00", "3.00", "1.00"],
    ]
    assert printed(facts_of("收入预算总表", rows))[:4] == [
        ("income_expenditure_total", "initial_budget", "all_funds", None, "9.00"),
        ("income.fiscal", "initial_budget", "all_funds", None, "5.00"),
        ("income.undertaking", "initial_budget", "all_funds", None, "3.00"),
        ("balance.opening", "initial_budget", "all_funds", None, "1.00"),
    ]
    assert printed(facts_of("收入预算总表", rows))[4][3] == "某市第一中学"
    without = [row[:4] for row in rows]
    assert printed(facts_of("收入预算总表", without))[0][0] == "income.total"


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
    assert printed(facts) == [
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
    assert printed(facts) == [
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
    assert printed(facts) == [
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
    assert printed(facts) == [("gpb.expenditure", "final", "gpb", "201", "9.00")]


@pytest.mark.parametrize(
    "column",
    ["2024年预算", "本年预算", "支出金额", "支出预算", "本年预算金额", "合计（万元）", "财政拨款支出"],
)
def test_what_a_column_of_amounts_is_headed_by(column: str) -> None:
    facts = facts_of(
        "一般公共预算支出预算表", [["科目编码", "科目名称", column], ["201", "一般公共服务支出", "9.00"]]
    )
    assert printed(facts) == [("gpb.expenditure", "initial_budget", "gpb", "201", "9.00")]


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
    assert printed(facts)[-2:] == [
        ("gpb.personnel", "final", "gpb", None, "5.00"),
        ("gpb.public", "final", "gpb", None, "3.00"),
    ]


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


def test_a_five_digit_code_of_no_classification_is_an_item_of_its_own() -> None:
    (fact,) = facts_of("支出决算表", [["科目编码", "科目名称", "合计"], ["40101", "往来款", "2.00"]])
    assert (fact.function_code, fact.economic_code, fact.item_label) == (None, None, "往来款")


def test_the_governments_code_counts_where_the_department_prints_none() -> None:
    (fact,) = facts_of("支出预算总表", [["政府支出经济分类科目", "合计"], ["50502-商品和服务支出", "2.00"]])
    assert (fact.function_code, fact.economic_code) == (None, "50502")


def test_a_column_of_procurement_beside_expenditure_has_no_scope() -> None:
    facts = facts_of(
        "支出预算表",
        [["科目编码", "科目名称", "合计", "政府采购"], ["201", "一般公共服务支出", "9.00", "2.00"]],
    )
    assert printed(facts) == [
        ("expenditure.total", "initial_budget", "all_funds", "201", "9.00"),
        ("procurement.total", "initial_budget", None, "201", "2.00"),
    ]


def test_a_row_of_personnel_is_it_whatever_its_column_is_headed_by() -> None:
    facts = facts_of(
        "一般公共预算财政拨款基本支出决算表",
        [["科目编码", "科目名称", "合计"], ["301", "工资福利支出", "5.00"], ["", "人员经费合计", "5.00"]],
    )
    assert printed(facts) == [
        ("gpb.basic_expenditure", "final", "gpb", "301", "5.00"),
        ("gpb.personnel", "final", "gpb", None, "5.00"),
    ]


def test_the_lowest_head_says_that_a_code_is_of_a_unit() -> None:
    (_, fact) = facts_of(
        "支出预算总表",
        [
            [("部门", 1, 2), None, ("合计", 2, 1)],
            ["单位编码", "单位名称", None],
            ["", "合计", "2.00"],
            ["205", "某市教育局", "2.00"],
        ],
    )
    assert (fact.function_code, fact.item_label) == (None, "某市教育局")


def test_a_subtotal_and_its_part_in_the_first_rows_of_a_table() -> None:
    facts = facts_of(
        "收入预算总表",
        [
            [("项目名称", 1, 2), None, "金额"],
            [("一般公共预算资金", 2, 1), "小计", "21.00"],
            [None, "公共财政拨款(补助)资金", "20.00"],
        ],
    )
    assert [(f.measure, f.value_raw) for f in facts] == [("income.gpb", "21.00")]


def test_a_row_that_is_a_source_is_the_item_of_other_columns() -> None:
    facts = facts_of("收入预算总表", [["项目名称", "合计", "事业收入"], ["事业收入", "5.00", "5.00"]])
    assert [(f.measure, f.item_label) for f in facts] == [
        ("income.undertaking", None),
        ("income.undertaking", "事业收入"),
    ]


def test_a_part_is_of_the_nearest_fund_above_it() -> None:
    facts = facts_of(
        "收入预算总表",
        [
            [("项目名称", 1, 2), None, "金额"],
            [("一般公共预算资金", 2, 1), "小计", "21.00"],
            [None, "公共财政拨款(补助)资金", "20.00"],
            [("政府性基金预算资金", 2, 1), "小计", "3.00"],
            [None, "政府性基金", "2.00"],
        ],
    )
    assert [(f.measure, f.value_raw) for f in facts] == [("income.gpb", "21.00"), ("income.gov_fund", "3.00")]
