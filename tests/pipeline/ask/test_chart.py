"""The chart of a ranking: its words, its scale, its bytes."""

from __future__ import annotations

import sys
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from pipeline.ask.chart import ChartsNotInstalled, draw, note_of, scale_of, title_of
from pipeline.ask.compare import Ranked, Ranking


def ranking(*values: str, measure: str = "three_public.total", kind: str = "budget") -> Ranking:
    places = tuple(
        Ranked(n, f"k{n}", f"第{n}局", Decimal(value), 1, n, f"{n}.pdf#page={n}")
        for n, value in enumerate(values, 1)
    )
    rows = tuple({"n": n} for n in range(7))
    return Ranking(measure, "entity", 2026, kind, "initial_budget", "元", places, rows)


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
    assert title_of(ranking("1")) == "2026年预算：“三公”经费"
    assert title_of(ranking("1", kind="final_account", measure="gpb.public")) == "2026年决算：公用经费"
    assert title_of(ranking("1", kind="self_evaluation", measure="new")) == "2026年self_evaluation：new"


def test_the_note_says_how_many_are_shown_only_where_some_are_not() -> None:
    two = ranking("2", "1")
    assert note_of(two, 1) == "前1名，共2名；7个数字，逐一可溯源到原文页码"
    assert note_of(two, 2) == "7个数字，逐一可溯源到原文页码"


def test_bars_have_exact_labels_names_and_unit_and_the_same_ranking_the_same_bytes() -> None:
    values = ("123456700.00", "50000000", "-1250000")
    first, second = draw(ranking(*values), 10), draw(ranking(*values), 10)
    assert first == second
    assert first["png"].startswith(b"\x89PNG")
    shown = texts(first["svg"])
    for text in ("1. 第1局", "1.23", "0.5", "-0.01", "亿元", "2026年预算：“三公”经费"):
        assert text in shown


def test_a_label_is_rounded_as_a_decimal_and_never_as_a_float() -> None:
    # 2.675 is less than that as a float and would be printed as 2.67.
    assert "2.68" in texts(draw(ranking("26750", "10000"), 10)["svg"])


def test_only_so_many_places_are_drawn_and_the_scale_is_theirs() -> None:
    shown = texts(draw(ranking("300000", "200000", "100000"), 2)["svg"])
    assert ("2. 第2局" in shown, "3. 第3局" in shown) == (True, False)
    assert "前2名，共3名；7个数字，逐一可溯源到原文页码" in shown


def test_a_long_name_is_cut() -> None:
    name = "长" * 30
    place = Ranked(1, "k", name, Decimal(1), 1, None, None)
    long = Ranking("m", "entity", 2026, "budget", "final", "元", (place,), ())
    assert "1. " + "长" * 22 + "…" in texts(draw(long, 1)["svg"])


@pytest.mark.parametrize("missing", ["matplotlib", "zhplot"])
def test_without_the_extra_it_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ChartsNotInstalled, match=r"pip install 'mingzhang\[charts\]'"):
        draw(ranking("1"), 1)
