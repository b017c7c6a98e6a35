"""Indicators as running text in one cell."""

from __future__ import annotations

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
