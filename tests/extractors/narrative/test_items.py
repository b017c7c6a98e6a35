"""Items of the classifications, as sentences name them."""

from __future__ import annotations

import pytest

from extractors.narrative.aspects import Subject
from extractors.narrative.items import find_item
from extractors.narrative.setting import Setting
from extractors.narrative.subjects import find_subject
from patterns.shapes.clauses import Scope
from tests.extractors.narrative.paragraphs import BUDGET, read


def test_p5_classes_of_the_functional_classification() -> None:
    facts, _ = read("主要用于:教育支出7万元,占70%;住房保障支出（类）3万元,占30%。", scope="gpb")
    assert [(f.measure, f.role, f.function_code) for f in facts] == [
        ("gpb.expenditure", "final", "205"),
        ("gpb.expenditure", "share", "205"),
        ("gpb.expenditure", "final", "221"),
        ("gpb.expenditure", "share", "221"),
    ]


def test_p6_a_quoted_item_against_its_initial_budget() -> None:
    facts, _ = read("1、“教育支出”(类)2023年度决算20万元,比2023年年初预算增加5万元,增长33.33%。", scope="gpb")
    assert [(f.role, f.function_code, f.comparator) for f in facts] == [
        ("final", "205", None),
        ("change_vs_initial_budget", "205", "initial_budget"),
        ("growth_vs_initial_budget", "205", "initial_budget"),
    ]


def test_p7_an_item_with_budget_account_and_completion() -> None:
    text = "1.住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：缴存。"
    text += "年初预算为4万元，支出决算为3万元，完成年初预算的75%。"
    facts, _ = read(text, scope="gpb")
    assert [(f.role, str(f.value), f.function_code) for f in facts] == [
        ("initial_budget", "4", "2210201"),
        ("final", "3", "2210201"),
        ("completion_rate", "75", "2210201"),
    ]
    assert facts[2].budget_basis == "initial_budget"


def test_an_item_that_the_catalogue_does_not_know_keeps_its_name() -> None:
    facts, _ = read("某某事务（款）某某管理（项）支出3万元", scope="fiscal")
    assert [(f.measure, f.function_code, f.item_label) for f in facts] == [
        ("fiscal.expenditure", None, "某某管理")
    ]


def test_codes_that_are_printed_are_used() -> None:
    facts, _ = read(
        "1.行政运行（2014001）12万元", "（2）工资福利支出（301）5万元", scope="gpb", identity=BUDGET
    )
    assert [(f.function_code, f.economic_code) for f in facts] == [("2014001", None), (None, "301")]
    facts, _ = read("公共安全支出（204类）司法（06款）公共法律服务（07项）9万元", scope="gpb")
    assert facts[0].function_code == "2040607"


def test_p8_an_item_whose_code_stands_before_its_name() -> None:
    facts, _ = read("（一）2070101-行政运行40.2万元，较2022年决算数增加3.1万元，增长8.36%。", scope="gpb")
    assert [(f.measure, f.role, f.function_code, f.item_label) for f in facts] == [
        ("gpb.expenditure", "final", "2070101", "行政运行"),
        ("gpb.expenditure", "change_yoy", "2070101", "行政运行"),
        ("gpb.expenditure", "growth_yoy", "2070101", "行政运行"),
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("住房保障支出(类)住房改革支出(款)住房公积金(项)", "2210201"),
        ("公共安全支出(类)法院(款)案件审判(项)", "2040504"),
        ("行政事业单位医疗(款)事业单位医疗(项)", "2101102"),
        # a class that is called a 款 by mistake is not the 款 of that name below 援助其他地区支出
        ("住房保障支出(款)", None),
        ("教育支出(款)", None),
        # the name stands below several classes
        ("超长期特别国债安排的支出(款)", None),
        ("社会保障和就业支出(类)行政事业单位离退休(款)事业单位离退休(项)", "2080502"),
    ],
)
def test_an_item_has_the_code_that_its_names_leave_no_doubt_about(words: str, code: str | None) -> None:
    found = find_subject(f"{words}支出决算为", Setting("gpb"))
    assert found is not None
    assert found.function_code == code


@pytest.mark.parametrize(
    ("words", "titles", "code"),
    [
        # 款 called 类
        ("住房改革支出(类)住房公积金(项)", (), "2210201"),
        # the titles around it name what the path leaves out
        ("行政运行(项)", ("(一)法院(款)", "公共安全支出(类)"), "2040501"),
        ("一般行政管理事务(项)", ("公共安全支出(类)法院(款)",), "2040502"),
        ("行政运行(项)", (), None),
        ("1.一般公共服务支出-政府办公厅(室)及相关机构事务-行政运行科目", (), "2010301"),
        ("上级下达资金-某某资金科目", (), None),
    ],
)
def test_a_path_is_completed_where_that_is_sure(
    words: str, titles: tuple[str, ...], code: str | None
) -> None:
    found = find_subject(f"{words}支出决算为", Setting("gpb", titles=titles))
    assert (found.function_code if found else None) == code


def test_economic_items_of_basic_expenditure_by_name() -> None:
    found = find_subject("(1)办公费(款)支出", Setting("gpb", basic=True))
    assert (found and found.economic_code, found and found.measure) == ("30201", "gpb.basic_expenditure")


@pytest.mark.parametrize(
    ("words", "scope", "code", "label"),
    [
        ("1.一般公共服务支出-政府办公厅(室)及相关机构事务-行政运行科目", "gpb", "2010301", "行政运行"),
        ("(2)工资福利支出(301)", "gpb", "301", "工资福利支出"),
        ("1.行政运行(2014001)", "gpb", "2014001", "行政运行"),
        ("(一)2070101-行政运行", "gpb", "2070101", "行政运行"),
        ("司法(06款)公共法律服务(07项)", "gpb", "2040607", "公共法律服务"),  # by its names
        ("公共安全支出(204类)司法(06款)公共法律服务(07项)", "gpb", "2040607", "公共法律服务"),
        ("(1)某某事务管理", "gpb", None, None),
        ("(1)行政运行", "gpb", None, "行政运行"),
        ("(1)行政运行", "all_funds", None, None),
        ("教育支出", "all_funds", "205", "教育支出"),
    ],
)
def test_code_and_label_of_an_item(words: str, scope: Scope, code: str | None, label: str | None) -> None:
    item = find_item(words, Setting(scope))
    assert (item and (item.function_code or item.economic_code)) == code
    assert (item.label if item else None) == label


def test_the_first_digit_tells_the_classification() -> None:
    economic = find_item("(2)工资福利支出(301)", Setting("gpb", basic=True))
    assert economic == Subject("gpb.basic_expenditure", economic_code="301", label="工资福利支出")
    functional = find_item("教育支出", Setting("fiscal"))
    assert functional == Subject("fiscal.expenditure", function_code="205", label="教育支出")
    government = find_item("(2)机关工资福利支出(501)", Setting("gpb"))
    assert government is not None
    assert (government.economic_code, government.function_code) == ("501", None)


def code_of(words: str, setting: Setting) -> str | None:
    item = find_item(words, setting)
    return None if item is None else item.function_code or item.economic_code


def test_a_division_alone_that_is_called_a_class_has_no_code() -> None:
    assert code_of("住房改革支出(类)", Setting("gpb")) is None
    assert code_of("住房改革支出(款)", Setting("gpb")) == "22102"


def test_titles_complete_only_what_stands_below_them() -> None:
    court = ("公共安全支出(类)法院(款)",)
    assert code_of("行政运行(款)", Setting("gpb", titles=court)) is None  # a title of the same level
    assert code_of("行政运行(项)", Setting("gpb", titles=("某某情况", *court))) == "2040501"
    assert code_of("行政运行(项)", Setting("gpb", titles=("某某事务(款)", *court))) == "2040501"
    assert code_of("法院(款)行政运行(项)", Setting("gpb", titles=("公共安全支出(类)",))) == "2040501"
    assert code_of("行政运行(项)", Setting("gpb", titles=("1.法院(款)", "(二)公共安全支出(类)"))) == "2040501"


def test_a_bare_name_is_an_item_where_the_catalogue_has_it_once() -> None:
    assert code_of("(1)住房公积金", Setting("gpb")) == "2210201"
    assert find_item("(1)住房公积金", Setting("all_funds")) is None


def test_codes_are_put_together_from_those_of_the_levels_only_where_none_is_left_out() -> None:
    assert code_of("司法(06款)公共法律服务(07项)", Setting("gpb", titles=())) == "2040607"
    assert code_of("公共安全支出(204类)某某(06款)", Setting("gpb")) == "20406"
    assert code_of("某某(06款)", Setting("gpb")) is None


def test_a_dashed_path_may_end_above_the_last_level() -> None:
    item = find_item("1.一般公共服务支出-政府办公厅(室)及相关机构事务科目", Setting("gpb"))
    assert item == Subject("gpb.expenditure", function_code="20103", label="政府办公厅(室)及相关机构事务")


def test_the_last_name_of_a_path_is_the_economic_item() -> None:
    item = find_item("工资福利支出(类)基本工资(款)", Setting("gpb", basic=True))
    assert item == Subject("gpb.basic_expenditure", economic_code="30101", label="基本工资")
    assert code_of("工资福利支出(类)基本工资(款)", Setting("gpb")) is None
