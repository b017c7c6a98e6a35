"""What a text says of money, counts and units, against forms, totals and itself."""

from __future__ import annotations

import pytest

from tests.pipeline.audit.form_texts import document
from tests.pipeline.audit.sentences import codes, raws


def test_a_project_that_was_added_during_the_year_has_no_initial_budget() -> None:
    sentence = "支出增加，主要是追加社区图书服务点建设与运行项目80.00万元。"
    assert raws(document(sentence), "SUPPLEMENT_BUDGETED")[0] == "80"
    assert "SUPPLEMENT_BUDGETED" not in codes(document(sentence, initial="0"))


def test_one_item_with_two_amounts() -> None:
    name = "社区图书服务点建设与运行项目"
    text = f"四、说明\n\n支出增加，主要是追加{name}80.00万元。\n\n收入增加，主要是追加{name}经费80.50万元。\n"
    assert raws(text, "ITEM_AMOUNT") == ["80.00万元", "80.50万元"]
    assert "ITEM_AMOUNT" not in codes(text.replace("80.50", "80.00"))


@pytest.mark.parametrize(("other", "found"), [("645", True), ("631", False), ("318", False)])
def test_places_that_are_counted_differently(other: str, found: bool) -> None:
    text = f"四、绩效\n\n为631个社区图书服务网点配备设备。\n\n在{other}个社区图书服务网点开展培训。\n"
    assert ("COUNT_REPEATED" in codes(text)) is found


CARRIED = (
    "二、收入支出决算总体情况说明\n\n2024年度收、支总计{total}万元。\n\n三、收入决算情况说明\n\n2024年度本年收入合计"
    "100.00万元。\n\n五、支出说明\n\n支出增加的主要原因是使用上年度结转项目资金8.58万元。\n"
)


def test_money_carried_over_that_the_totals_have_no_room_for() -> None:
    text = CARRIED.format(total="100.00")
    assert raws(text, "CARRYOVER_WITHOUT_ROOM")[0] == "上年度结转项目资金8.58万元"
    assert "CARRYOVER_WITHOUT_ROOM" not in codes(CARRIED.format(total="108.58"))
