"""Sentences and lists that run on from one paragraph to the next."""

from __future__ import annotations

from extractors.narrative.quantities import find_quantities
from extractors.narrative.statements import facts_from_narrative
from tests.extractors.narrative.paragraphs import BUDGET, outline_of, read, stated


def test_a_sentence_cut_by_a_page_is_read_on() -> None:
    assert stated("本年支出合计9万元，其中：基本支出5万元，占55.56%；项目支出", "4万元，占44.44%。")[-2:] == [
        ("expenditure.project", "final", "4"),
        ("expenditure.project", "share", "44.44"),
    ]


def test_numbered_parts_are_compared_with_what_the_line_before_them_says() -> None:
    """Yantai budgets: 比上年减少…，其中：1.收入预算减少… 2.支出预算减少…"""
    doc, sections = outline_of(
        ("（三）增减变化情况：2026年收支预算90万元，比上年减少15万元，其中：", "heading"),
        ("1.收入预算减少15万元，其中一般公共预算收入减少14万元，其他收入减少1万元。", "data_item"),
        ("2.支出预算减少15万元，其中基本支出增加2万元，项目支出减少17万元。", "data_item"),
    )
    facts, _ = facts_from_narrative(doc, sections, find_quantities(doc, sections), BUDGET)
    assert [(f.measure, f.role, str(f.value)) for f in facts] == [
        ("income_expenditure_total", "initial_budget", "90"),
        ("income_expenditure_total", "change_yoy", "-15"),
        ("income_expenditure_total", "change_yoy", "-15"),
        ("income.gpb", "change_yoy", "-14"),
        ("income.other", "change_yoy", "-1"),
        ("expenditure.total", "change_yoy", "-15"),
        ("expenditure.basic", "change_yoy", "2"),
        ("expenditure.project", "change_yoy", "-17"),
    ]


def test_a_sentence_goes_on_behind_a_figure_that_ends_a_page() -> None:
    facts, _ = read("其他收入9万元，与上年相比增加4万元", "，增长80%。", identity=BUDGET)
    assert [(f.measure, f.role) for f in facts][-1:] == [("income.other", "growth_yoy")]
