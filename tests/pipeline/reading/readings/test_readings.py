"""Whole documents whose own tables and sums decide what their sentences mean."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.records import Fact
from pipeline.reading.extract import extract

HEAD = """澄川市水务局
2024年度部门决算

第一部分 部门决算表

一般公共预算财政拨款支出决算表
单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
| 208 | 社会保障和就业支出 | 100.00 | 100.00 | 0.00 |
| 213 | 农林水支出 | 900.00 | 500.00 | 400.00 |
| 合计 | | 1000.00 | 600.00 | 400.00 |

第二部分 部门决算情况说明

"""


def prose(text: str) -> list[Fact]:
    found = extract((HEAD + text).encode())
    return [f for f in found.facts if f.source_kind == "narrative"]


def meaning(facts: Sequence[Fact], printed: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (f.measure, f.function_code or f.economic_code, f.item_label, f.reading)
        for f in facts
        if f.value_raw == printed
    ]


def test_parts_of_an_item_that_add_up_to_it_are_not_the_totals_of_the_body() -> None:
    found = prose(
        "一、一般公共预算财政拨款支出决算情况说明\n\n"
        "农林水支出（类）900.00万元，具体为：人员经费300.00万元，公用经费200.00万元，专项业务经费400.00万元。\n"
    )
    whole = next(f for f in found if f.value_raw == "900.00")
    assert (whole.function_code, whole.reading) == ("213", None)
    for printed, measure in (
        ("300.00", "gpb.personnel"),
        ("200.00", "gpb.public"),
        ("400.00", "gpb.project_expenditure"),
    ):
        [part] = [f for f in found if f.value_raw == printed]
        assert (part.measure, part.function_code) == (measure, "213")


def test_parts_that_do_not_add_up_are_read_by_their_words() -> None:
    found = prose(
        "一、一般公共预算财政拨款支出决算情况说明\n\n"
        "农林水支出（类）900.00万元，具体为：人员经费310.00万元，公用经费200.00万元，专项业务经费400.00万元。\n"
    )
    assert not any(f.reading == "sum" for f in found)


def test_an_unknown_member_of_a_list_is_a_labelled_part_of_its_head() -> None:
    found = prose(
        "一、支出决算情况说明\n\n本年支出合计900.00万元，包括河道清淤450.00万元、水库巡护250.00万元、"
        "节水宣传200.00万元。\n"
    )
    [one] = [f for f in found if f.value_raw == "250.00"]
    assert (one.measure, one.item_label) == ("expenditure.total", "水库巡护")


def test_a_change_belongs_to_the_figure_that_it_fits_with_its_growth() -> None:
    found = prose(
        "一、一般公共预算财政拨款支出决算情况说明\n\n"
        "农林水支出（类）900.00万元，其中基本支出500.00万元、项目支出400.00万元，比上年增加100.00万元，增长12.5%。\n"
    )
    [rate] = [f for f in found if f.role == "growth_yoy"]
    assert (rate.function_code, rate.item_label) == ("213", "农林水支出")


def test_a_figure_that_no_reading_bears_out_is_less_sure_and_says_so() -> None:
    found = prose(
        "一、一般公共预算财政拨款支出决算情况说明\n\n2024年度一般公共预算财政拨款支出1234.00万元。\n"
    )
    [one] = [f for f in found if f.value_raw == "1234.00"]
    assert (one.measure, one.reading) == ("gpb.expenditure", "none")
    assert one.confidence < 0.9


def test_a_total_that_the_tables_contradict_is_the_item_named_before_it() -> None:
    found = prose(
        "一、一般公共预算财政拨款支出决算情况说明\n\n农林水支出：2024年支出合计900.00万元，比上年增加100.00万元。\n"
    )
    [one] = [f for f in found if f.value_raw == "900.00"]
    assert (one.measure, one.function_code) == ("gpb.expenditure", "213")


def test_a_change_that_fits_no_figure_is_given_to_none() -> None:
    found = prose(
        "一、一般公共预算财政拨款支出决算情况说明\n\n"
        "农林水支出（类）900.00万元，其中基本支出500.00万元、项目支出400.00万元，比上年增加100.00万元，增长77.7%。\n"
    )
    assert not any(f.reading == "growth" for f in found)


def test_a_whole_that_says_that_it_holds_what_was_carried_over_is_not_taken_for_less() -> None:
    """收、支总计 of 1000.00 is not the year's money because that happens to be printed with this amount."""
    found = prose("一、收支决算总体情况说明\n\n2024年度收、支总计1000.00万元。\n")
    [one] = [f for f in found if f.value_raw == "1000.00"]
    assert one.measure == "income_expenditure_total"
