"""Lines that say which fund the items behind them are of."""

from __future__ import annotations

from extractors.document import Document, Paragraph, Place
from extractors.narrative.quantities import find_quantities
from extractors.narrative.statements import facts_from_narrative
from extractors.records import Section
from tests.extractors.narrative.paragraphs import BUDGET, read


def test_the_line_before_a_list_says_which_fund_its_items_are_of() -> None:
    """Shanghai budgets: numbered items below a heading that names no fund."""
    lines = (
        "单位预算编制说明",
        "财政拨款支出主要内容如下：",
        "1.“教育支出”科目9万元，主要用于人员。",
        "其他收入5万元",
    )
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    doc = Document(
        text, tuple(Paragraph(a, a + len(b)) for a, b in zip(starts, lines, strict=True)), "text/plain"
    )
    place = Place(None, None, 0, len(lines[0]))
    heading = Section(place, None, 0, 1, "cn_dun", None, lines[0], "heading", len(lines[0]), len(text))
    place = Place(None, None, starts[2], starts[2] + 8)
    item = Section(
        place, 0, 1, 2, "arabic_dot", "1", "“教育支出”科目", "data_item", starts[2] + 8, starts[3] - 1
    )
    sections = [heading, item]
    facts, _ = facts_from_narrative(doc, sections, find_quantities(doc, sections), BUDGET)
    assert [(f.measure, f.scope, f.function_code) for f in facts] == [
        ("fiscal.expenditure", "fiscal", "205"),
        ("income.other", "all_funds", None),
    ]


def test_items_that_are_no_sections_are_of_the_fund_of_the_line_before_them_too() -> None:
    lines = (
        "财政拨款支出主要内容如下：",
        "1、公共安全支出（204类）司法（06款）普法宣传（05项）9万元。",
        "其他收入5万元",
    )
    facts, _ = read(*lines, identity=BUDGET)
    assert [(f.measure, f.function_code) for f in facts] == [
        ("fiscal.expenditure", "2040605"),
        ("income.other", None),
    ]
