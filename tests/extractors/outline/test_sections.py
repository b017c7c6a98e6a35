"""The section tree. Texts are invented after the layouts of several regions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.extractors.outline.outlined import sections


def test_scope_comes_from_the_nearest_heading_that_has_one() -> None:
    text = (
        "一、收入支出决算总体情况说明\n(一)收入决算说明\n1.财政拨款收入9万元。\n"
        "二、一般公共预算财政拨款支出决算情况说明\n(一)财政拨款支出总体情况\n"
        "三、政府性基金预算财政拨款支出情况\n四、国有资本经营预算情况\n五、财政拨款收支情况\n六、政府采购情况"
    )
    assert [s.scope for s in sections(text)] == [
        "all_funds",
        "all_funds",
        "all_funds",
        "gpb",
        "gpb",
        "gov_fund",
        "state_capital",
        "fiscal",
        None,
    ]


def test_bodies_hold_their_subsections_and_end_with_the_next_heading_outside() -> None:
    text = "一、收入\n共10万元。\n(一)明细\n无。\n二、支出\n无。"
    found = sections(text)
    assert [text[s.body_start : s.body_end].strip() for s in found] == [
        "共10万元。\n(一)明细\n无。",
        "无。",
        "无。",
    ]
    assert [s.parent for s in found] == [None, 0, None]
    assert [s.ordinal for s in found] == [1, 2, 3]


def test_a_heading_starts_at_its_mark() -> None:
    text = "　　一、收入　\n无。"
    (found,) = sections(text)
    assert text[found.place.start : found.place.end] == "一、收入"


def test_nothing_in_gives_nothing() -> None:
    assert sections("本年度无。") == []


LINES = [
    "目 录",
    "第一部分 概况",
    "第二部分",
    "一、收入情况说明",
    "二、名词解释",
    "（一）主要职责",
    "（二）机构设置。内设科室5个。",
    "1.财政拨款收入10万元。",
    "2、“教育支出”(类)决算9万元。",
    "“普通教育”(款)决算8万元。",
    "(1)工资福利支出3万元",
    "⑴总体目标",
    "基本支出：指为保障运转发生的支出。",
    "图1:收入决算",
    "表1 收支总表",
    "附件1",
    "项目支出绩效自评表 |",
    "||||",
    "得分 |",
    "本年度无。",
    "",
]


@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_any_order_of_lines_gives_a_tree(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not text.strip():
        return
    found = sections(text)
    starts = [s.place.start or 0 for s in found]
    assert starts == sorted(starts)
    for index, section in enumerate(found):
        assert section.ordinal == index + 1
        assert section.place.end == section.body_start <= section.body_end <= len(text)
        if section.parent is None:
            assert section.level <= 1
            continue
        above = found[section.parent]
        assert section.parent < index
        assert section.level - above.level in (1, 2)
        assert above.body_start <= (section.place.start or 0)
        assert section.body_end <= above.body_end
