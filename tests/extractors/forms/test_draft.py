"""A form while it is read: first values count, page breaks are mended, persons are kept apart."""

from __future__ import annotations

import pytest

from extractors.document import Place
from tests.extractors.forms.builders import PLACE, draft, raw

LATER = Place(2, None, 7, 9)


def test_the_first_value_of_a_field_counts_and_a_blank_is_none() -> None:
    form = draft()
    form.put_field("name", "", PLACE)
    assert (form.fields, form.name_place) == ({}, None)
    form.put_field("implementing_unit", "某站", PLACE)
    assert form.name_place is None
    form.put_field("name", "监测", LATER)
    form.put_field("name", "巡查", PLACE)
    assert (form.fields["name"], form.name_place) == ("监测", LATER)


@pytest.mark.parametrize(
    ("before", "rest", "whole"),
    [
        ("某市政府办公", "厅（本级）", "某市政府办公厅（本级）"),
        ("某站", "某站", "某站"),
        (None, "某站", None),
    ],
)
def test_what_a_page_break_cut_off_from_a_field(before: str | None, rest: str, whole: str | None) -> None:
    form = draft()
    form.put_field("implementing_unit", before or "", PLACE)
    form.extend_field("implementing_unit", rest)
    assert form.fields.get("implementing_unit") == whole


@pytest.mark.parametrize(
    ("kind", "value", "fields"),
    [
        ("leader", "张三 13800000000", {"leader": "张三", "phone": "13800000000"}),
        ("leader", "张三", {"leader": "张三"}),
        ("phone", "88880000", {"phone": "88880000"}),
        ("phone", "转总机", {"phone": "转总机"}),
        ("phone", "张三 13800000000", {"phone": "13800000000"}),
        ("person", "李四 13800000000", {}),
    ],
)
def test_of_persons_only_the_leader_is_named(kind: str, value: str, fields: dict[str, str]) -> None:
    form = draft()
    form.put_person(kind, value, LATER)
    assert (form.fields, form.personal) == (fields, [LATER])


def test_a_blank_keeps_the_row_of_a_fund_and_gives_way_to_a_value() -> None:
    form = draft()
    form.put_fund("total", "executed", "", PLACE)
    assert form.funds["total"].raw == {"executed": ""}
    form.put_fund("total", "executed", "60", LATER)
    form.put_fund("total", "executed", "70", LATER)
    assert (form.funds["total"].raw, form.funds["total"].place) == ({"executed": "60"}, PLACE)


def test_goals_that_nobody_filled_in_are_none() -> None:
    form = draft()
    for expected, actual in (("目标1：目标2：", None), ("", ""), (None, "……")):
        form.put_goal(expected, actual, PLACE)
    assert not form.goals
    form.put_goal("……", "已完成。", LATER)
    assert [(g.expected, g.actual, g.place) for g in form.goals] == [("……", "已完成。", LATER)]


def test_what_a_page_break_cut_off_from_the_last_goal() -> None:
    form = draft()
    form.extend_goal("完成", "")
    assert not form.goals
    form.put_goal("建成平台。", None, PLACE)
    form.put_goal("编制", "", PLACE)
    form.extend_goal("标准。", "")
    assert [(g.expected, g.actual) for g in form.goals] == [("建成平台。", None), ("编制标准。", None)]
    form.extend_goal("", "已编制。")
    assert (form.goals[-1].expected, form.goals[-1].actual) == ("编制标准。", "已编制。")


def test_funds_alone_are_content_but_fill_no_form() -> None:
    form = draft()
    assert (form.has_content, form.is_filled) == (False, False)
    form.put_fund("total", "executed", "", PLACE)
    assert (form.has_content, form.is_filled) == (True, False)
    form.indicators.append(raw())
    assert (form.has_content, form.is_filled) == (True, True)
    other = draft()
    other.put_goal("完成。", None, PLACE)
    assert (other.has_content, other.is_filled) == (True, True)
