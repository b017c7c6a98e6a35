"""The chart of a ranking: what stands on it, its places, its bytes."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from pipeline.ask.amounts import scale_of
from pipeline.ask.chart import ChartsNotInstalled, draw
from pipeline.ask.chart_words import note_of, title_of
from pipeline.ask.compare import Held, LeftOut, Ranked, Ranking
from pipeline.ask.coverage import Coverage
from pipeline.language.spoken import speaking

OF = "1 of 7 documents have the figure; 8 of 9 bodies that the folder knows have published"
OF_ZH = "7份文件中1份印有该数；已知9个单位中有8个公开"
TITLE_ZH = "2026年预算：公务接待费（口径：部门含所属单位）"
NOTE_ZH = f"7个数字，逐一可溯源到原文页码；{OF_ZH}"


def ranking(*values: str, measure: str = "three_public.reception", **more: Any) -> Ranking:
    places = tuple(
        Ranked(
            n, f"k{n}", f"第{n}局", Decimal(value), 1, ("department_rollup",), None, n, f"{n}.pdf#page={n}"
        )
        for n, value in enumerate(values, 1)
    )
    rows = tuple({"doc_id": "d"} for _ in range(7))
    known = Coverage(documents=7, bodies=8, bodies_known=9)
    made = Ranking(
        measure, "entity", 2026, "budget", "initial_budget", "元", places, "department_rollup", known, rows
    )
    return replace(made, **more)


def against(ranking: Ranking, *others: str) -> Ranking:
    """The same places, each figure held against another."""
    places = tuple(
        replace(place, figure=place.value + Decimal(other), against=Decimal(other),
                held=(Held("m", Decimal(other), other, 9, None, "d", "f"),))
        for place, other in zip(ranking.places, others, strict=True)
    )  # fmt: skip
    return replace(ranking, places=places, figure_unit="元")


def texts(svg: bytes) -> list[str]:
    return [text.strip() for text in ElementTree.fromstring(svg).itertext() if text.strip()]


def in_chinese(ranking: Ranking, limit: int = 20) -> list[str]:
    with speaking("zh"):
        return texts(draw(ranking, limit)["svg"])


@pytest.mark.parametrize(
    ("largest", "unit", "scale", "english"),
    [
        ("100000000", "元", ("100000000", "亿元"), ("1000000", "million yuan")),
        ("99999999.99", "元", ("10000", "万元"), ("1000000", "million yuan")),
        ("-10000", "元", ("10000", "万元"), ("1", "yuan")),
        ("9999.99", "元", ("1", "元"), ("1", "yuan")),
        ("0", "元", ("1", "元"), ("1", "yuan")),
        ("2000000000", "元", ("100000000", "亿元"), ("1000000000", "billion yuan")),
        ("123456789", "辆", ("1", "辆"), ("1", "辆")),
        ("12", "", ("1", ""), ("1", "")),
    ],
)
def test_amounts_are_in_the_largest_unit_that_they_reach(
    largest: str, unit: str, scale: tuple[str, str], english: tuple[str, str]
) -> None:
    assert scale_of(Decimal(largest), unit) == (Decimal(english[0]), english[1])
    with speaking("zh"):
        assert scale_of(Decimal(largest), unit) == (Decimal(scale[0]), scale[1])


def test_the_title_names_form_year_kind_and_measure_in_the_language_of_the_person() -> None:
    assert title_of(ranking("1")) == "Official receptions, budget 2026 (departments with their units)"
    with speaking("zh"):
        assert title_of(ranking("1")) == TITLE_ZH
        mixed = ranking("1", scope=None, doc_kind="final_account", measure="gpb.public")
        assert title_of(mixed) == "2026年决算：公用经费（口径：各类合在一起）"
    share = ranking("1", form="share", total="expenditure.total")
    assert title_of(share).startswith(
        "Official receptions as a share of Total expenditure of the year, budget"
    )
    assert title_of(ranking("1", form="growth", before=2022)).startswith("Official receptions: since 2022")
    every = ranking("1", form="gap", year=0, doc_kind="final_account")
    assert title_of(every).startswith(
        "Official receptions: spent beyond the budget, final account of every year"
    )
    assert title_of(ranking("1", code="205")).startswith("Official receptions, 205 ")
    assert title_of(ranking("1", measure="new", doc_kind="odd")).startswith("new, odd 2026")


def test_the_note_says_how_many_are_shown_only_where_some_are_not() -> None:
    assert note_of(ranking("2", "1"), 1) == f"the first 1 of 2; 7 figures, each with its page; {OF}"
    with speaking("zh"):
        assert note_of(ranking("2", "1"), 2) == NOTE_ZH


def test_each_bar_has_its_figure_in_the_unit_that_shows_it_and_its_page() -> None:
    """10.81 of ten thousands is 0.00 of a hundred millions, and told nothing."""
    shown = in_chinese(ranking("169000000", "108100", "86", "-1250000"))
    for text in ("1.69 亿元 · 第1页", "10.81 万元 · 第2页", "86 元 · 第3页", "-125 万元 · 第4页", "亿元"):
        assert any(text.replace(" ", "") == one.replace(" ", "") for one in shown), (text, shown)
    assert "1.69 million yuan · p. 1" in texts(draw(ranking("1690000"), 9)["svg"])


def test_scope_coverage_and_source_stand_on_the_picture() -> None:
    shown = " ".join(texts(draw(ranking("3", "2", "1"), 2)["svg"]))
    for text in ("departments with their units", OF, "the first 2 of 3", "Source: ", "Mingzhang"):
        assert text in shown
    left = LeftOut("n", "no budget", Decimal(1), None, None, None, None, None, None)
    shown = " ".join(texts(draw(ranking("4", "3", "2", "1", left_out=(left,)), 9)["svg"]))
    assert "median of all 4: 2.5 yuan; half of them between 1.75 yuan and 3.25 yuan" in shown
    assert "without a rank, for nothing comparable is printed: 1" in shown


def test_a_figure_stands_beside_what_it_is_held_against() -> None:
    """1,600 of nothing has no percent; 3,900 of 28,500 is 86.32 % less."""
    gap = against(ranking("1600", "-24600", form="gap", doc_kind="final_account"), "0", "28500")
    shown = texts(draw(gap, 9)["svg"])
    for text in ("+1,600 yuan · p. 1", "-24,600 yuan (-86.32 %) · p. 2", "budget", "final account"):
        assert text in shown
    change = against(ranking("20", form="change", before=2025), "100")
    assert {"2025", "2026", "+20 yuan (+20 %) · p. 1"} <= set(texts(draw(change, 9)["svg"]))


def test_what_is_in_doubt_says_so() -> None:
    one = ranking("9")
    doubtful = replace(one, places=(replace(one.places[0], flags=("unproven_scan",)),))
    assert "9 yuan · p. 1 · in doubt" in texts(draw(doubtful, 9)["svg"])


def test_a_sum_says_how_many_documents_it_is_made_of() -> None:
    one = ranking("9")
    several = replace(one, places=(replace(one.places[0], documents=3),))
    assert "9 yuan · 3 documents" in texts(draw(several, 9)["svg"])


def test_a_label_is_rounded_as_a_decimal_and_never_as_a_float() -> None:
    # 2.675 is less than that as a float and would be printed as 2.67.
    assert "2.68 million yuan · p. 1" in texts(draw(ranking("2675000"), 10)["svg"])


def test_a_long_name_is_whole_in_several_lines_and_no_formula() -> None:
    name = "某某市某某区示例发展和改革与统筹协调促进委员会办公室（$x^2$）"
    one = ranking("1")
    long = replace(one, places=(replace(one.places[0], name=name),))
    assert f"1. {name}" in "".join(texts(draw(long, 1)["svg"]))


def test_the_same_ranking_has_the_same_bytes_and_only_the_forms_asked_for() -> None:
    first, second = draw(ranking("2", "1"), 9), draw(ranking("2", "1"), 9)
    assert first == second
    assert first["png"].startswith(b"\x89PNG")
    assert list(draw(ranking("1"), 9, ["svg"])) == ["svg"]


def written(svg: bytes) -> dict[str, tuple[float, float, float]]:
    """Size and place (x, y from the top; points) of each text."""
    found = {}
    for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        style = element.attrib.get("style", "")
        size = re.search(r"font(?:-size)?: ([\d.]+)px", style)
        if size is None or "x" not in element.attrib:
            continue
        at = float(size[1]), float(element.attrib["x"]), float(element.attrib["y"])
        found[(element.text or "").strip()] = at
    return found


def page(svg: bytes) -> tuple[float, float]:
    """Width and height in points."""
    root = ElementTree.fromstring(svg)
    return float(root.attrib["width"][:-2]), float(root.attrib["height"][:-2])


@pytest.mark.parametrize("places", [1, 3, 60])
def test_the_first_stands_on_top_and_nothing_stands_outside_the_picture(places: int) -> None:
    svg = draw(ranking(*(str(1000 * n) for n in range(places, 0, -1))), 60)["svg"]
    width, height = page(svg)
    at = written(svg)
    names = [at[f"{n}. 第{n}局"][2] for n in range(1, places + 1)]
    assert names == sorted(names)
    assert all(0 < x < width and 0 < y < height for _, x, y in at.values())
    rows = [below - above for above, below in pairwise(names)]
    assert all(20 < row < 30 for row in rows)  # points: as a line of text and its half


def test_a_ranking_without_places_is_an_empty_picture_with_its_title() -> None:
    assert TITLE_ZH in "".join(in_chinese(ranking()))


@pytest.mark.parametrize("missing", ["matplotlib", "zhplot"])
def test_without_the_extra_it_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.ask.chart import chinese_font

    monkeypatch.setitem(sys.modules, missing, None)
    chinese_font.cache_clear()
    with pytest.raises(ChartsNotInstalled, match=r"pip install 'mingzhang\[charts\]'"):
        draw(ranking("1"), 1)
