"""What is announced and not there, totals that are blank, lists that do not make their total."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.document import Place
from extractors.records import Finding, Section
from pipeline.audit.completeness import completeness
from tests.pipeline.audit.drawn import NOWHERE, cell, evidence, table
from tests.pipeline.audit.sentences import codes, only, raws, results

TOC = """目录

第二部分 2024年度部门决算表
一、收入支出决算总表
二、收入决算表
三、支出决算表
四、财政拨款收入支出决算总表
第三部分 2024年度部门决算情况说明
一、收入支出决算总体情况说明

第二部分 2024年度部门决算表

{tables}

第三部分 2024年度部门决算情况说明

一、收入支出决算总体情况说明

2024年度收、支总计100.00万元。
"""
EXPENDITURE = """三、支出决算表
单位：万元

科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
合计 |  | 100.00 | 60.00 | 40.00 |
205 | 教育支出 | 100.00 | 60.00 | 40.00 |
"""


def test_tables_that_are_announced_and_attached_elsewhere_are_a_note() -> None:
    text = TOC.format(tables="报表详见附件。")
    found = only(text, "MISSING_TABLES")
    assert found.severity == "info"
    assert "收入决算表" in found.message_zh
    assert "报表详见附件" in raws(text, "MISSING_TABLES")[0]


def test_one_announced_table_that_is_missing_beside_others() -> None:
    found = only(TOC.format(tables=EXPENDITURE), "MISSING_TABLES")
    assert found.severity == "warning"
    assert "支出决算表" not in (found.printed or "").split("、")
    assert "收入决算表" in (found.printed or "")


def test_a_table_whose_title_stands_in_the_text_is_there() -> None:
    titles = "一、收入支出决算总表\n\n二、收入决算表\n\n四、财政拨款收入支出决算总表\n\n"
    assert "MISSING_TABLES" not in codes(TOC.format(tables=titles + EXPENDITURE))


SUMMARY = """收入支出决算总表
单位：万元

项目 | 决算数 | 项目 | 决算数 |
一、一般公共预算财政拨款收入 | 100.00 | 一、教育支出 | 100.00 |
本年收入合计 | 100.00 | 本年支出合计 | 100.00 |
总计 | {total} | 总计 | 100.00 |
"""


def test_a_total_that_is_blank_beside_a_printed_one() -> None:
    assert raws(SUMMARY.format(total=" "), "EMPTY_TOTAL") == ["总计", "100.00"]
    assert "EMPTY_TOTAL" not in codes(SUMMARY.format(total="100.00"))


LIST = """二、项目支出说明

（五）项目支出1,612.29万元，具体包括：

1.社工服务项目498.82万元，主要包括：社工支出373.66万元。

2.信访大厅运行{second}万元，主要包括：保安支出328.69万元。

3.信访专项509.64万元，主要用于信访工作。

（六）其他支出20.00万元，具体包括：
"""


@pytest.mark.parametrize(
    ("second", "result"), [("603.83", "pass"), ("603.84", "pass_rounding"), ("630.84", "fail")]
)
def test_items_below_a_heading_make_its_amount(second: str, result: str) -> None:
    assert results(LIST.format(second=second), "LIST_SUM") == [result]


VEHICLES = (
    "七、“三公”经费支出决算情况说明\n\n公务用车运行维护费支出决算{cost}万元，公务用车保有量{kept}辆。\n\n"
    "十、国有资产占用情况\n\n截至2024年12月31日，本部门共有车辆{kept}辆。\n"
)


@pytest.mark.parametrize(
    ("cost", "kept", "found"),
    [
        ("15.00", "0", ["VEHICLES_WITHOUT"]),
        ("0.00", "2", ["VEHICLE_WITHOUT_COST"]),
        ("15.00", "2", []),
        ("0.00", "0", []),
    ],
)
def test_vehicles_and_what_they_cost(cost: str, kept: str, found: list[str]) -> None:
    assert codes(VEHICLES.format(cost=cost, kept=kept)) == found


def section(title: str, kind: str = "toc_entry", place: Place = NOWHERE) -> Section:
    return Section(place, None, 0, 1, "none", None, title, kind, None, None, None)


TITLES = ("一、收入决算表", "二、支出决算表", "三、收入支出决算总表")


def missing(*titles: str, text: str = "", **how: Any) -> list[str]:
    sections = tuple(section(title, **how) for title in titles)
    return [f.printed or "" for f in completeness(evidence(text, sections=sections))]


def test_three_announced_tables_are_enough() -> None:
    assert missing(*TITLES) == ["收入决算表、支出决算表、收入支出决算总表"]
    assert missing(*TITLES[:2]) == missing(*TITLES[:2], TITLES[0]) == []
    assert missing(*TITLES[:2], "部门决算情况说明") == []
    assert missing(*TITLES, kind="heading") == []


def test_titles_at_the_very_beginning_and_end_of_a_text_are_there() -> None:
    text = "收入决算表\n支出决算表\n收入支出决算 总表"
    assert missing(*TITLES, text=text) == []
    assert missing(*TITLES, text=text[1:]) == ["收入决算表"]
    late = Place(1, None, 0, len(text))
    assert len(missing(*TITLES, text=text, place=late)) == 1


def total_row(*texts: str, canonical: str = "fa_income_expenditure_summary", **more: Any) -> list[Finding]:
    cells = [cell(text, 0, col, **more) for col, text in enumerate(texts)]
    head = table(*cells, canonical_table=canonical, title_raw="总表")
    return list(completeness(evidence(tables=[head])))


def test_a_blank_total_is_shown_with_its_place_and_the_other_figure() -> None:
    for texts, places in (
        (("总计", "", "总 计", "100.00"), [1000, 1003]),
        (("总计", "100.00", "支出总计", "—"), [1002, 1001]),
    ):
        (found,) = total_row(*texts)
        assert [p.start for p in found.places] == places
        assert (found.computed, "“总表”" in found.message_zh) == ("100.00", True)
    assert (found.printed, "“总计”" in found.message_zh) == ("支出总计", True)


def test_totals_that_are_both_printed_both_blank_or_of_another_table() -> None:
    assert total_row("总计", "100.00", "总计", "100.00") == []
    assert total_row("总计", "", "总计", "-") == []
    assert total_row("总计", "", "总计", "100.00", canonical="fa_income") == []
    assert total_row("总计", "", "总计", "100.00", is_header=True) == []
    assert total_row("总计", "100.00") == total_row("总计", "", "支出", "100.00") == []
    assert total_row("总计", "—", "5.00", "总计", "6.00") == []
    assert len(total_row("总计", "注", "5.00", "总计", "6.00")) == 1


def test_a_table_without_a_title_and_a_row_without_totals() -> None:
    cells = [
        cell(text, row, col)
        for row, texts in enumerate((("项目", "1.00"), ("总计", "", "总计", "2.00")))
        for col, text in enumerate(texts)
    ]
    whole = table(*cells, canonical_table="fa_income_expenditure_summary")
    (found,) = completeness(evidence(tables=[whole]))
    assert found.message_zh.startswith("“”中“总计”")
