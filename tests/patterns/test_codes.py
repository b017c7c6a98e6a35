"""The code lists: a tree without gaps, with names that hold in their years."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from patterns import load_rows
from patterns.codes import LEVELS, LISTS, code_names, names_in, plain_name
from patterns.shapes.code_lists import CodeRow

ROWS = [(shape, row) for shape in LISTS for row in load_rows(shape)]


@pytest.mark.parametrize("shape", LISTS)
def test_every_row_is_complete_and_below_a_listed_code(shape: type[CodeRow]) -> None:
    rows = load_rows(shape)
    codes = {row.code for row in rows}
    for row in rows:
        assert row.level == LEVELS[len(row.code)], row
        assert row.parent == (row.code[:-2] if len(row.code) > 3 else ""), row
        assert not row.parent or row.parent in codes, row
        assert row.source, row
        assert row.name == "".join(row.name.split()), row
        if row.valid_from and row.valid_to:
            assert row.valid_from <= row.valid_to, row


def test_the_lists_hold_what_documents_of_2017_to_2026_need() -> None:
    functional, economic = (load_rows(shape) for shape in LISTS)
    levels: dict[str, set[str]] = defaultdict(set)
    for row in functional:
        levels[row.level].add(row.code)
    assert len(levels["类"]) >= 28
    assert len(levels["款"]) >= 220
    assert len(levels["项"]) >= 1000
    assert {row.code[0] for row in economic} == {"3", "5"}
    assert len({row.code for row in economic}) >= 170


def test_a_name_stands_once_for_a_code() -> None:
    names = [(row.code, plain_name(row.name)) for _, row in ROWS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("code", "year", "names"),
    [
        ("210", 2017, ("医疗卫生与计划生育支出",)),
        ("210", 2019, ("卫生健康支出",)),
        ("20805", 2019, ("行政事业单位离退休",)),
        ("20805", 2020, ("行政事业单位养老支出",)),
        ("224", 2018, ()),
        ("224", 2019, ("灾害防治及应急管理支出",)),
        ("20139", 2023, ()),
        ("20139", 2024, ("社会工作事务",)),
        ("30113", 2017, ()),
        ("30113", 2018, ("住房公积金",)),
        ("30311", 2017, ("住房公积金",)),
        ("30311", 2024, ("代缴社会保险费",)),
        ("310", 2017, ("其他资本性支出",)),
        ("310", 2018, ("资本性支出",)),
        ("501", 2017, ()),
        ("50101", 2018, ("工资奖金津补贴",)),
        ("99999", 2024, ()),
    ],
)
def test_names_change_with_the_yearly_classification(code: str, year: int, names: tuple[str, ...]) -> None:
    assert names_in(code, year) == names


def test_a_document_of_unknown_year_may_use_any_name() -> None:
    assert set(names_in("210", None)) >= {"医疗卫生与计划生育支出", "卫生健康支出"}


def test_sources_say_how_a_name_is_known() -> None:
    known = re.compile(
        r"(?:domain_knowledge|printed: \d+ documents? of \d+ regions?(?:, \d{4}(?:–\d{4})?)?)"
        r"(?:; printed: \d+ documents? of \d+ regions?(?:, \d{4}(?:–\d{4})?)?)?"
    )
    assert [n for names in code_names().values() for n in names if not known.fullmatch(n.source)] == []
