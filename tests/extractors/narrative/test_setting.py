"""Where sentences stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Place
from extractors.narrative.setting import Basis, Settings, is_quiet, unit_sections
from extractors.records import Section
from tests.extractors.narrative.paragraphs import section

BASIS = Basis(is_budget=True, fiscal_year=2026)


def below(
    parent: int | None, start: int, title: str, end: int, kind: str = "heading", **more: object
) -> Section:
    return replace(section(start, title, end, kind, **more), parent=parent)


def nested() -> list[Section]:
    """A fund (0–100) with basic expenditure in it (20–80) and a numbered statement in that (40–60)."""
    return [
        below(None, 0, "财政拨款 支出情况", 100, scope="fiscal", canonical_section="fiscal_expenditure"),
        below(0, 20, "一般公共预算基本支出", 80, scope="gpb", canonical_section="gpb_basic"),
        below(1, 40, "1.公用经费", 60, "data_item", scope="all_funds"),
    ]


def test_a_setting_has_what_the_sections_around_say() -> None:
    setting = Settings(nested(), BASIS).at(50)
    assert setting.scope == "gpb"  # narrower than fiscal
    assert setting.canonical == {"fiscal_expenditure", "gpb_basic"}
    assert setting.titles == ("1.公用经费", "一般公共预算基本支出", "财政拨款支出情况")
    assert setting.basic
    assert (setting.section, setting.around, setting.is_around) == (2, 1, False)
    assert (setting.unit, setting.quiet) == (None, False)
    assert setting.basis == BASIS


def test_a_section_that_is_no_numbered_statement_is_itself_around() -> None:
    settings = Settings(nested(), BASIS)
    assert (settings.at(30).section, settings.at(30).around, settings.at(30).is_around) == (1, 1, True)
    assert not settings.at(10).basic
    assert settings.at(10).scope == "fiscal"


def test_text_outside_all_sections_has_a_setting_too() -> None:
    setting = Settings([], BASIS).at(5)
    assert (setting.scope, setting.section, setting.around, setting.is_around) == (
        "all_funds",
        None,
        None,
        True,
    )
    assert setting.titles == ()


def test_a_setting_is_made_once() -> None:
    settings = Settings(nested(), BASIS)
    assert settings.at(41) is settings.at(59)
    assert settings.at(41) is settings.of(2)
    assert settings.at(41) is not settings.at(30)


@pytest.mark.parametrize(
    ("kind", "title", "quiet"),
    [
        ("toc_title", "目录", True),
        ("toc_entry", "一、概况", True),
        ("glossary_term", "基本支出", True),
        ("heading", "第四部分 名词解释", True),
        ("heading", "支出情况", False),
    ],
)
def test_contents_and_glossary_are_quiet(kind: str, title: str, quiet: bool) -> None:
    found = section(0, title, 100, kind)
    assert is_quiet(found) == quiet
    inside = below(0, 50, "内容", 90)
    assert Settings([found, inside], BASIS).at(60).quiet == quiet


def test_units_are_headings_with_the_name_of_a_body_side_by_side() -> None:
    names = ["某市统计局(本级)", "某市信息中心"]
    parts = [
        below(None, 0, "单位情况", 100),
        *(below(0, 10 + 20 * n, t, 29 + 20 * n) for n, t in enumerate(names)),
    ]
    assert unit_sections(parts) == {1, 2}
    assert Settings(parts, BASIS).at(22).unit == "某市统计局(本级)"
    assert Settings(parts, BASIS).at(5).unit is None
    assert unit_sections(parts[:2]) == frozenset()  # alone it is a heading as any other
    apart = [*parts[:2], replace(parts[2], parent=None)]
    assert unit_sections(apart) == frozenset()
    assert unit_sections([replace(part, kind="data_item") for part in parts]) == frozenset()


def test_the_place_of_a_section_is_where_its_mark_begins() -> None:
    moved = [replace(nested()[0], place=Place(None, None, 10, 15))]
    assert Settings(moved, BASIS).at(9).section is None
    assert Settings(moved, BASIS).at(10).section == 0
