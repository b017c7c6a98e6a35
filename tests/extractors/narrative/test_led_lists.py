"""Lists that a paragraph opens and those below it fill."""

from __future__ import annotations

from extractors.document import Document, Paragraph
from extractors.narrative.quantities import find_quantities
from extractors.narrative.statements import facts_from_narrative
from extractors.outline.sections import outline
from extractors.records import Fact
from tests.extractors.narrative.paragraphs import BUDGET
from tests.extractors.narrative.test_regions import line


def facts_of(*lines: str) -> list[Fact]:
    text = "\n".join(lines)
    blocks: list[Paragraph] = []
    for printed in lines:
        start = blocks[-1].end + 1 if blocks else 0
        blocks.append(Paragraph(start, start + len(printed)))
    doc = Document(text, tuple(blocks), "text/plain")
    sections = outline(doc)
    return facts_from_narrative(doc, sections, find_quantities(doc, sections), BUDGET)[0]


def test_numbered_statements_below_a_colon_are_parts() -> None:
    facts = facts_of(
        "二、支出预算情况",
        "（一）项目支出50.00万元，具体包括：",
        "1.规划、计划与实施业务30.00万元，主要包括：规划编制10.00万元，用于编制；计划管理20.00万元，用于管理。",
        "2.预算准备金20.00万元，主要用于年中增加的工作。",
        "（二）基本支出40.00万元。",
    )
    assert [line(f) for f in facts] == [
        "expenditure.project initial_budget 50.00",
        "expenditure.project#规划、计划与实施业务 initial_budget 30.00",
        "expenditure.project#规划、计划与实施业务：规划编制 initial_budget 10.00",
        "expenditure.project#规划、计划与实施业务：计划管理 initial_budget 20.00",
        "expenditure.project#预算准备金 initial_budget 20.00",
        "expenditure.basic initial_budget 40.00",
    ]


def test_a_list_ends_with_the_section_around_it() -> None:
    facts = facts_of(
        "二、支出预算情况",
        "（一）项目支出50.00万元，具体包括：",
        "1.甲业务30.00万元。",
        "三、资产情况",
        "1.乙资产10.00万元。",
    )
    assert [line(f) for f in facts][2:] == []


def test_a_paragraph_that_opens_nothing_leads_no_list() -> None:
    facts = facts_of("二、支出预算情况", "（一）项目支出50.00万元。", "1.甲业务30.00万元。")
    assert [line(f) for f in facts] == ["expenditure.project initial_budget 50.00"]
