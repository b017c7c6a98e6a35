"""What counts as a number that was read right."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks.wordings.__main__ import read_one
from benchmarks.wordings.score import judged
from benchmarks.wordings.story import CellFact, Grid, Heading, Mark, Para, Story, parse_mark
from extractors.document import Place
from extractors.records import Fact

FACT = Fact(
    place=Place(1, None, 0, 4),
    measure="gpb.expenditure",
    role="change_yoy",
    source_kind="narrative",
    scope="gpb",
    function_code="205",
    direction=-1,
    value_raw="5.00",
    value=Decimal("-5.00"),
    value_yuan=Decimal("-50000.00"),
)
MARK = parse_mark("5.00", "gpb.expenditure/fiscal.expenditure|change_yoy|code=205|dir=-1")
WAN = Decimal(10_000)


def status(mark: Mark, *facts: Fact) -> str | None:
    outcome = judged(mark, list(facts), WAN, "")
    return None if outcome is None else outcome.status


def test_right_missing_wrong() -> None:
    assert status(MARK, FACT) == "right"
    assert status(MARK) == "missing"
    assert status(MARK, replace(FACT, role="final"), FACT) == "right"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"measure": "income.total"}, "measure"),
        ({"role": "final"}, "role"),
        ({"direction": 1}, "direction"),
        ({"function_code": "206"}, "item"),
        ({"function_code": None}, "item"),
        ({"value_yuan": Decimal("-5.00")}, "value"),
    ],
)
def test_in_what_a_fact_is_unlike(change: dict[str, object], why: str) -> None:
    outcome = judged(MARK, [replace(FACT, **change)], WAN, "")  # type: ignore[arg-type]
    assert outcome is not None
    assert (outcome.status, outcome.why) == ("wrong", (why,))


def test_a_total_is_no_item() -> None:
    assert status(parse_mark("5.00", "gpb.expenditure|change_yoy|dir=-1"), FACT) == "wrong"


def test_an_item_without_a_code_may_get_one_by_its_name() -> None:
    assert status(parse_mark("5.00", "gpb.expenditure|change_yoy|label=教育支出"), FACT) == "right"
    assert status(parse_mark("5.00", "gpb.expenditure|change_yoy|label=农林水支出"), FACT) == "wrong"


def test_nothing_may_come_of_a_dash() -> None:
    assert status(parse_mark("5.00", "-"), FACT) == "spurious"
    assert status(parse_mark("5.00", "-")) == "quiet"
    assert status(parse_mark("5.00", "?"), FACT) is None


def test_a_document_is_read_and_scored_by_place() -> None:
    story = Story(
        "a", "上海", 2024, "final_account", "上海市某区某局",
        (
            Heading("上海市某区某局2024年度部门决算", 0),
            Heading("第三部分 2024年度部门决算情况说明"),
            Heading("一、收入支出决算总体情况说明", 2),
            Para("2024年度收入总计[[100.00|income_expenditure_total|final]]万元。"),
            Para("另有一笔[[100.00|income.other|final]]万元。"),
            Para("2024年度本年收入合计90.00万元。"),
            Grid(
                "收入决算表", "万元", (("科目编码", "科目名称", "本年收入合计", "财政拨款收入"),),
                (("合计", "<", "90.00", "90.00"), ("205", "教育支出", "90.00", "90.00")),
                (CellFact(1, 2, "income.total", "final", "205"), CellFact(1, 3, "income.gpb", "final")),
            ),
        ),
    )  # fmt: skip
    result = read_one(("style", story), None)
    assert result.failure == ""
    prose = [o.status for o in result.outcomes if o.place == "prose" and o.status != "unmarked"]
    assert result.count("unmarked") == 1
    assert len(prose) == 2
    assert prose[1] != "right"
    assert [o.status for o in result.outcomes if o.place == "table"] == ["right", "wrong"]
