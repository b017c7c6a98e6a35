"""Indicators as running text in one cell."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Document, Place
from extractors.forms.running_indicators import running_indicators
from tests.extractors.forms.builders import form_cell
from tests.extractors.forms.grids import find, ruled


def test_indicators_as_running_text() -> None:
    running = (
        "1.1－产出指标，11－数量指标，巡查次数；实施周期指标值：≥4次，年度指标值：≥4次；"
        "2、2－效益指标，22－社会效益，规范化；实施周期指标值：合规得满分，不合规不得分。年度指标值：是；"
    )
    form = f"""
    项目名称（资金使用单位） | 总计： | 财政拨款 | 绩效目标 | 绩效指标
    合计： | 300.00 | 300.00 | |
    监督检查员经费 | 238.00 | 238.00 | 落实责任。 | {running}
    """
    (project,) = find(ruled(form), above="部门名称：某市生态环境局 单位：万元")
    assert project.name_raw == "监督检查员经费"
    assert project.competent_department == "某市生态环境局"
    rows = [(i.level1_raw, i.level1, i.level2, i.level3_raw, i.target_raw) for i in project.indicators]
    assert rows == [
        ("1－产出指标", "产出指标", "数量指标", "巡查次数", "≥4次"),
        ("2－效益指标", "效益指标", "社会效益指标", "规范化", "是"),
    ]


def test_a_text_cut_by_the_page_break_is_put_together_and_each_name_has_its_place() -> None:
    first = "1.1－产出指标，11－数量指标，巡查次数；实施周期指标值：≥4次，年度指标值："
    second = "≥3次；2、2－效益指标，22－社会效益，知晓率；实施周期指标值：90%，年度指标值：；"
    doc = Document(first + "\n" + second, (), "text/plain")
    start = len(first) + 1
    cells = [
        replace(form_cell(first), place=Place(None, None, 0, len(first))),
        replace(form_cell(second), place=Place(None, None, start, start + len(second))),
    ]
    one, two = running_indicators(doc, cells)
    assert (one.level1, one.level2, one.level3, one.target) == (
        "1－产出指标",
        "11－数量指标",
        "巡查次数",
        "≥3次",
    )
    assert (two.level3, two.target, two.inherited) == ("知晓率", None, ())
    assert [doc.text[i.place.start : i.place.end] for i in (one, two)] == ["巡查次数", "知晓率"]


def test_without_offsets_the_place_is_the_whole_cell() -> None:
    text = "1.1－产出指标，11－数量指标，次数；实施周期指标值：1，年度指标值：1；"
    nowhere = replace(form_cell(text), place=Place(3, None, None, None))
    (indicator,) = running_indicators(Document("", (), "text/plain"), [nowhere])
    assert indicator.place == nowhere.place
    assert running_indicators(Document("", (), "text/plain"), [form_cell("无")]) == []
