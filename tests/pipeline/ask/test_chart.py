"""The chart of a ranking: its words, its scale, its bytes."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from pipeline.ask.chart import ChartsNotInstalled, draw, note_of, scale_of, title_of
from pipeline.ask.compare import Ranked, Ranking
from pipeline.ask.coverage import Coverage

OF = "7份文件中1份印有该数；已知9个单位中有8个公开"
DEPARTMENTS = "部门含所属单位"
TITLE = f"2026年预算：“三公”经费（口径：{DEPARTMENTS}）"
NOTE = f"7个数字，逐一可溯源到原文页码；{OF}"


def ranking(*values: str, measure: str = "three_public.total", kind: str = "budget") -> Ranking:
    places = tuple(
        Ranked(
            n, f"k{n}", f"第{n}局", Decimal(value), 1, ("department_rollup",), None, n, f"{n}.pdf#page={n}"
        )
        for n, value in enumerate(values, 1)
    )
    rows = tuple({"doc_id": "d"} for _ in range(7))
    known = Coverage(documents=7, bodies=8, bodies_known=9)
    return Ranking(
        measure, "entity", 2026, kind, "initial_budget", "元", places, "department_rollup", known, rows
    )


def texts(svg: bytes) -> list[str]:
    return [text.strip() for text in ElementTree.fromstring(svg).itertext() if text.strip()]


@pytest.mark.parametrize(
    ("largest", "unit", "scale"),
    [
        ("100000000", "元", ("100000000", "亿元")),
        ("99999999.99", "元", ("10000", "万元")),
        ("10000", "元", ("10000", "万元")),
        ("9999.99", "元", ("1", "元")),
        ("0.5", "元", ("1", "元")),
        ("0", "元", ("1", "元")),
        ("123456789", "辆", ("1", "辆")),
        ("12", "", ("1", "")),
    ],
)
def test_amounts_are_in_the_largest_unit_that_they_reach(
    largest: str, unit: str, scale: tuple[str, str]
) -> None:
    assert scale_of(Decimal(largest), unit) == (Decimal(scale[0]), scale[1])


def test_the_title_names_year_kind_and_measure() -> None:
    assert title_of(ranking("1")) == f"2026年预算：“三公”经费（口径：{DEPARTMENTS}）"
    mixed = replace(ranking("1"), scope=None)
    assert title_of(mixed) == "2026年预算：“三公”经费（口径：各类合在一起）"
    assert title_of(ranking("1", kind="final_account", measure="gpb.public")) == (
        f"2026年决算：公用经费（口径：{DEPARTMENTS}）"
    )
    assert title_of(ranking("1", kind="self_evaluation", measure="new")) == (
        f"2026年self_evaluation：new（口径：{DEPARTMENTS}）"
    )


def test_the_note_says_how_many_are_shown_only_where_some_are_not() -> None:
    two = ranking("2", "1")
    assert note_of(two, 1) == f"前1名，共2名；7个数字，逐一可溯源到原文页码；{OF}"
    assert note_of(two, 2) == f"7个数字，逐一可溯源到原文页码；{OF}"


def test_bars_have_exact_labels_names_and_unit_and_the_same_ranking_the_same_bytes() -> None:
    values = ("123456700.00", "50000000", "-1250000")
    first, second = draw(ranking(*values), 10), draw(ranking(*values), 10)
    assert first == second
    assert first["png"].startswith(b"\x89PNG")
    shown = texts(first["svg"])
    for text in (
        "1. 第1局",
        "1.23",
        "0.5",
        "-0.01",
        "亿元",
        f"2026年预算：“三公”经费（口径：{DEPARTMENTS}）",
    ):
        assert text in shown


def test_a_label_is_rounded_as_a_decimal_and_never_as_a_float() -> None:
    # 2.675 is less than that as a float and would be printed as 2.67.
    assert "2.68" in texts(draw(ranking("26750", "10000"), 10)["svg"])


def test_only_so_many_places_are_drawn_and_the_scale_is_theirs() -> None:
    shown = texts(draw(ranking("300000", "200000", "100000"), 2)["svg"])
    assert ("2. 第2局" in shown, "3. 第3局" in shown) == (True, False)
    assert f"前2名，共3名；7个数字，逐一可溯源到原文页码；{OF}" in shown


@pytest.mark.parametrize(
    ("length", "shown"),
    [(30, "1. " + "长" * 22 + "…"), (24, "1. " + "长" * 22 + "…"), (23, "1. " + "长" * 23)],
)
def test_a_name_that_has_no_room_is_cut(length: int, shown: str) -> None:
    one = ranking("1")
    long = replace(one, places=(replace(one.places[0], name="长" * length),))
    assert shown in texts(draw(long, 1)["svg"])


def written(svg: bytes) -> dict[str, tuple[float, float, float]]:
    """Size and place (x, y from the top; points) of each text."""
    found = {}
    for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        size = re.search(r"font-size: ([\d.]+)px", element.attrib["style"])
        assert size is not None
        at = float(size[1]), float(element.attrib["x"]), float(element.attrib["y"])
        found[(element.text or "").strip()] = at
    return found


def page(svg: bytes) -> tuple[float, float]:
    """Width and height in points."""
    root = ElementTree.fromstring(svg)
    return float(root.attrib["width"][:-2]), float(root.attrib["height"][:-2])


def test_every_bar_has_a_third_of_an_inch_and_the_picture_is_as_sharp_as_print() -> None:
    drawn = draw(ranking("3000", "2000", "1000"), 10)
    assert page(drawn["svg"]) == (648, pytest.approx((1.4 + 3 * 0.35) * 72))
    assert [int.from_bytes(drawn["png"][at : at + 4]) for at in (16, 20)] == [9 * 150, 367]
    assert page(draw(ranking(*["1000"] * 20), 20)["svg"])[1] == pytest.approx((1.4 + 20 * 0.35) * 72)


def test_the_first_stands_on_top_and_nothing_stands_outside_the_picture() -> None:
    svg = draw(ranking("3000", "2000", "-1000"), 10)["svg"]
    width, height = page(svg)
    at = written(svg)
    assert at["1. 第1局"][2] < at["2. 第2局"][2] < at["3. 第3局"][2]
    assert all(0 < x < width and 0 < y < height for _, x, y in at.values())
    note = at[NOTE]
    assert (note[1] < 20, height - note[2] < 4) == (True, True)  # the corner below
    assert 0.75 * width < at["3,000"][1] < width - 4 * 8  # the longest bar takes the room, its label too


def test_letters_are_smaller_the_less_they_say_and_can_all_be_read() -> None:
    at = written(draw(ranking("3000", "2000"), 10)["svg"])
    title, name, unit, label, note = (at[text][0] for text in (TITLE, "1. 第1局", "元", "3,000", NOTE))
    assert title > name == unit > label > note >= 7
    assert at["0"][0] == label  # of the axis


def test_a_ranking_without_places_is_an_empty_picture_with_its_title() -> None:
    svg = draw(ranking(), 5)["svg"]
    assert TITLE in texts(svg)
    assert page(svg)[1] == pytest.approx(1.4 * 72)


@pytest.mark.parametrize("missing", ["matplotlib", "zhplot"])
def test_without_the_extra_it_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ChartsNotInstalled, match=r"pip install 'mingzhang\[charts\]'"):
        draw(ranking("1"), 1)
