"""Lines that say which fund the items behind them are of."""

from __future__ import annotations

from extractors.document import Document, Paragraph, Place
from extractors.narrative.lead_ins import LeadIns
from extractors.narrative.quantities import find_quantities
from extractors.narrative.setting import Basis, Settings
from extractors.narrative.statements import facts_from_narrative
from extractors.records import Section
from tests.extractors.narrative.paragraphs import BUDGET, document, read, section


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


BASIS = Basis(is_budget=True, fiscal_year=2026)
FISCAL, GPB = "财政拨款支出主要内容如下：", "一般公共预算财政拨款支出主要内容如下："
ITEM = "1、教育支出（类）9万元。"


def scopes(*lines: str, sections: tuple[Section, ...] | None = None) -> list[str]:
    """The scope of every paragraph; without sections all stand in one."""
    doc = document(*lines)
    settings = Settings(sections or (section(0, lines[0], len(doc.text)),), BASIS)
    lead_ins = LeadIns(doc, settings)
    return [lead_ins.narrowed(settings.at(p.start), p).scope for p in doc.paragraphs]


def test_items_are_of_the_fund_that_the_last_line_before_them_says() -> None:
    assert scopes("说明", FISCAL, ITEM) == ["all_funds", "all_funds", "fiscal"]
    assert scopes("说明", ITEM, FISCAL) == ["all_funds"] * 3
    assert scopes("说明", FISCAL, ITEM, GPB, ITEM)[2:] == ["fiscal", "all_funds", "gpb"]


def test_only_items_are_narrowed() -> None:
    for line in ("其他收入5万元", "1、其他情况", "教育支出（类）9万元。"):
        assert scopes("说明", FISCAL, line)[2] == "all_funds"


def test_a_line_that_leads_in_ends_with_a_colon_and_names_a_fund() -> None:
    assert scopes("说明", FISCAL.rstrip("："), ITEM)[2] == "all_funds"
    assert scopes("说明", "某某支出主要内容如下：", ITEM)[2] == "all_funds"
    assert scopes("说明", "三公经费支出主要内容如下：", ITEM)[2] == "all_funds"
    assert scopes("说明", f"{FISCAL} ", ITEM)[2] == "fiscal"


def test_a_line_counts_in_its_own_section_only() -> None:
    lines = ("甲情况", FISCAL, "乙情况", ITEM)
    cut = len(lines[0]) + len(lines[1]) + 2
    end = len("\n".join(lines))
    apart = (section(0, lines[0], cut), section(cut, lines[2], end))
    assert scopes(*lines, sections=apart) == ["all_funds"] * 4
    assert scopes(*lines)[3] == "fiscal"


def test_a_section_that_names_its_fund_keeps_it() -> None:
    lines = ("情况", FISCAL, ITEM)
    around = section(0, lines[0], len("\n".join(lines)), scope="gov_fund")
    assert scopes(*lines, sections=(around,)) == ["gov_fund"] * 3


def test_a_setting_is_narrowed_once() -> None:
    doc = document("说明", FISCAL, ITEM, ITEM)
    settings = Settings((section(0, "说明", len(doc.text)),), BASIS)
    lead_ins = LeadIns(doc, settings)
    *_, first, second = doc.paragraphs
    setting = settings.at(first.start)
    assert lead_ins.narrowed(setting, first) is lead_ins.narrowed(setting, second)


def test_a_line_leads_in_only_what_stands_behind_it() -> None:
    line = "1、教育支出（类）。财政拨款支出主要内容如下："
    assert scopes("说明", line, ITEM)[1:] == ["all_funds", "fiscal"]
