"""One name with two codes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Place
from pipeline.audit.code_slips import code_slips
from tests.pipeline.audit.drawn import coded, evidence, table
from tests.pipeline.audit.sentences import CODES as TABLE
from tests.pipeline.audit.sentences import codes

SECOND = """

支出决算表
单位：万元

科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
合计 |  | 60.00 | 60.00 | 0.00 |
208 | 社会保障和就业支出 | 30.00 | 30.00 | 0.00 |
20805 | 行政事业单位养老支出 | 30.00 | 30.00 | 0.00 |
{code} | 行政单位离退休 | 30.00 | 30.00 | 0.00 |
221 | 住房保障支出 | 30.00 | 30.00 | 0.00 |
22102 | 住房改革支出 | 30.00 | 30.00 | 0.00 |
2210201 | 住房公积金 | 30.00 | 30.00 | 0.00 |
"""


def test_one_name_with_two_codes() -> None:
    assert "CODE_SLIP" in codes(TABLE + SECOND.format(code="2080571"))
    assert "CODE_SLIP" not in codes(TABLE + SECOND.format(code="2080501"))


NAME = "行政单位离退休"


def slips(*tables: tuple[tuple[str, str], ...]) -> list[tuple[str, str, list[int | None]]]:
    """Tables of codes and names; the places of each table begin at its number times a thousand."""
    drawn = []
    for number, rows in enumerate(tables, 1):
        cells = [
            replace(c, place=Place(1, None, 1000 * number + 10 * n + c.col, 9999))
            for n, (code, name) in enumerate(rows)
            for c in coded(code, name, "1.00", n)
        ]
        drawn.append(table(*cells))
    found = code_slips(evidence(tables=drawn))
    return [(f.printed or "", f.computed or "", [p.start for p in f.places]) for f in found]


def test_the_code_that_stands_once_is_the_slip() -> None:
    right, wrong = (("2080501", NAME),), (("2080571", NAME),)
    assert slips(right, right, wrong) == [("2080571", "2080501", [3000, 1000])]
    assert slips(wrong, right, right) == [("2080571", "2080501", [1000, 2000])]
    assert slips(right, wrong, right, wrong) == []


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ("2080501", "2080511", 1),
        ("20805", "20815", 1),
        ("2080501", "2080612", 0),
        ("2080501", "20805011", 0),
        ("2080", "2081", 0),
        ("208050", "208051", 0),
        ("208", "209", 0),
    ],
)
def test_only_codes_of_sections_and_items_that_are_one_digit_apart(
    right: str, wrong: str, found: int
) -> None:
    tables = (((right, NAME),), ((right, NAME),), ((wrong, NAME),))
    assert len(slips(*tables)) == found


def test_a_table_with_both_codes_has_both_by_right() -> None:
    assert slips((("2080501", NAME), ("2080502", NAME)), (("2080501", NAME),)) == []


@pytest.mark.parametrize(("name", "found"), [("行政运行", 0), ("参政议政", 0), (NAME, 1)])
def test_names_that_the_national_list_gives_to_several_codes(name: str, found: int) -> None:
    tables = ((("2010206", name),), (("2010206", name),), (("2010207", name),))
    assert len(slips(*tables)) == found


def test_a_shared_name_or_three_codes_do_not_hide_the_next() -> None:
    first = (("2010206", "行政运行"), ("2080501", NAME))
    last = (("2010207", "行政运行"), ("2080571", NAME))
    assert [s[0] for s in slips(first, first, last)] == ["2080571"]
    assert slips((("2080501", NAME),), (("2080571", NAME),), (("2080511", NAME),)) == []
