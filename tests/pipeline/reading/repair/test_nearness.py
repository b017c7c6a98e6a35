"""How near what was read is to what may be printed."""

from __future__ import annotations

import pytest

from pipeline.reading.repair.nearness import nearest
from tests.pipeline.reading.repair.signs import signs

ENTRIES = (
    "基本支出",
    "项目支出",
    "本年收入",
    "上年结余、结转",
    "预算数",
    "决算数",
    "公务用车运行费",
    "公务用车运行维护费",
)


def text_of(written: str, bound: float = 2.0) -> str | None:
    near = nearest(signs(written), ENTRIES, bound)
    return None if near is None else near.text


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("基本支出e", "基本支出"),
        ("{武}本年收入", "本年收入"),
        ("上年结余：结转", "上年结余、结转"),
        ("项{日}支出", "项目支出"),
        ("公务用车运行{维}费", "公务用车运行维护费"),
    ],
)
def test_what_a_recogniser_is_prone_to_is_near(read: str, printed: str) -> None:
    assert text_of(read) == printed


@pytest.mark.parametrize("read", ["基建支出", "专项支出", "本年收人事", "财政专户"])
def test_what_was_read_with_certainty_is_no_other_character(read: str) -> None:
    assert text_of(read, bound=9.0) is None


def test_of_two_that_are_as_near_none_is_taken() -> None:
    assert text_of("{X}算数") is None
    assert text_of("{顶}算数") == "预算数"


def test_an_opposite_that_is_as_near_forbids_even_what_no_list_has() -> None:
    assert nearest(signs("{X}年结转"), ["上年结转"], 2.0) is None
    assert nearest(signs("{土}年结转"), ["上年结转"], 2.0) is not None


def test_what_was_read_right_keeps_its_printed_form() -> None:
    near = nearest(signs("事业收入（不含教育收{贵}）"), ["事业收入(不含教育收费)"], 2.0)
    assert near is not None
    assert near.text == "事业收入（不含教育收费）"


def test_nothing_is_near_beyond_the_bound() -> None:
    assert text_of("项{日}支出", bound=0.3) is None
