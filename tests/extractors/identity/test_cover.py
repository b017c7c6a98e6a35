"""Lines that identify a document, and the titles among them."""

from __future__ import annotations

import pytest

from extractors.identity.cover import COVER_BLOCKS, short_lines, squeeze, titles, unsqueezed
from tests.extractors.identity.documents import document


def read(*texts: str) -> list[tuple[str | None, int | None, str | None]]:
    return [(t.body, t.year, t.of) for t in titles(short_lines(document(*texts)))]


def test_white_space_goes_and_width_is_halved_but_not_of_chinese_stops() -> None:
    assert squeeze(" ２０２６ 年（本级），共 ３！") == "2026年(本级)，共3！"


def test_a_span_is_found_again_over_white_space() -> None:
    text = " 烟 台 市\n财政局"
    start, end = unsqueezed(text, 1, 4)
    assert text[start:end] == "台 市\n财"
    assert unsqueezed("ab", 0, 1) == (0, 1)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("烟台市水利局", "2026年度部门预算"), ("烟台市水利局", 2026, "部门")),
        (("2024年度", "上海市普陀区商务委员会", "单位决算"), ("上海市普陀区商务委员会", 2024, "单位")),
        (("二〇二五年烟台市水利局部门决算",), ("烟台市水利局", 2025, "部门")),
    ],
)
def test_a_title_may_stand_on_several_lines(lines: tuple[str, ...], title: tuple[str, int, str]) -> None:
    assert read(*lines)[0] == title


def test_a_title_without_a_body_has_none_and_a_line_of_prose_is_no_title() -> None:
    assert read("2026年部门预算公开说明") == [(None, 2026, "部门")]
    assert read("本部门2026年的收入比上年增加，" * 12 + "预算") == []
    assert read("目录") == []


def test_the_cover_ends_at_the_contents_and_after_so_many_blocks() -> None:
    lines = short_lines(document("甲局2026年部门预算", "目 录", "第一部分 甲局概况"))
    assert [line.cover for line in lines] == [True, False, False]
    many = short_lines(document(*["菜单"] * (COVER_BLOCKS + 1)))
    assert [line.cover for line in many].count(True) == COVER_BLOCKS


def test_cells_and_tabs_are_lines_of_their_own() -> None:
    lines = short_lines(document("部门名称：甲局\t单位：万元", [["部门", "乙局"]]))
    assert [(line.text, line.cell) for line in lines] == [
        ("部门名称:甲局", False),
        ("单位:万元", False),
        ("部门", True),
        ("乙局", True),
    ]
