"""What stands above a form."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Document, Grid, GridCell, Paragraph
from extractors.forms.title_block import (
    LINES_ABOVE,
    MAX_TITLE,
    LinesAbove,
    TitleBlock,
    is_title,
    is_title_row,
    lines_of,
    title_block,
    year_of,
)
from tests.extractors.forms.builders import form_row
from tests.extractors.forms.grids import cell, find, ruled, table
from tests.extractors.forms.layouts import TWO_ROW_HEADER


def test_a_unit_of_money_above_a_form_is_no_department() -> None:
    (project,) = find(ruled(TWO_ROW_HEADER), above="单位：万元")
    assert project.competent_department is None


def test_the_nearest_line_that_says_a_thing_counts() -> None:
    lines = [
        "单位：元",
        "部门名称：某局 单位：万元",
        "（2023年度）",
        "项目支出绩效自评表",
        "2022年部门整体绩效目标表",
    ]
    assert title_block(lines) == TitleBlock("项目支出绩效自评表", 2023, Decimal(1), "某局")
    assert title_block(reversed(lines)) == TitleBlock(
        "2022年部门整体绩效目标表", 2022, Decimal(10000), "某局"
    )
    assert title_block([]) == TitleBlock()


def test_a_year_in_prose_is_not_that_of_the_form() -> None:
    prose = "根据财政部门2021年的要求，" + "我单位认真组织开展绩效自评工作，" * 4
    assert len(prose) > MAX_TITLE
    assert title_block([prose]).year is None


def test_a_long_line_is_no_title() -> None:
    title = "绩效自评表"
    assert is_title("甲" * (MAX_TITLE - len(title)) + title)
    assert not is_title("甲" * (MAX_TITLE - len(title) + 1) + title)
    assert not is_title("支出决算表")


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ("项目支出绩效自评表 | | ", True),
        ("项目支出绩效自评表 | 2023年 | ", False),
        ("支出决算表 | | ", False),
        (" | ", False),
    ],
)
def test_a_title_stands_alone_in_its_row(drawing: str, expected: bool) -> None:
    assert is_title_row(form_row(drawing)) is expected


def test_rows_above_a_form_are_read_upwards() -> None:
    assert lines_of([form_row("自评表 | "), form_row("某局 | | 万元")]) == ["某局", "万元", "自评表"]


@pytest.mark.parametrize(("text", "year"), [("2023年度", 2023), ("12023年", None), ("2023-2025", None)])
def test_the_year_of_a_line(text: str, year: int | None) -> None:
    assert year_of(text) == year


def above(*lines: str, grid_after: int | None = None, title: str | None = None) -> list[str]:
    """What stands above a table below the lines; behind one of them a grid may stand."""
    text, blocks = "", []
    for number, line in enumerate(lines):
        blocks.append(Paragraph(len(text), len(text) + len(line)))
        text += line + "\n"
        if number == grid_after:
            start = len(text)
            blocks.append(Grid(start, start + 1, 1, 1, (GridCell(0, 0, "表", start, start + 1),)))
            text += "表\n"
    start = len(text)
    blocks.append(Grid(start, start + 1, 1, 1, (GridCell(0, 0, "甲", start, start + 1),)))
    form = table([cell(0, 0, "甲")])
    form = replace(form, place=replace(form.place, start=start), title_raw=title)
    return LinesAbove(Document(text + "甲", tuple(blocks), "text/plain")).of(form)


def test_paragraphs_above_a_table_the_nearest_first() -> None:
    assert above("甲", " 乙 ", "丙") == ["丙", "乙", "甲"]
    assert above("甲", "乙", title="自评表") == ["自评表", "乙", "甲"]
    assert above() == []


def test_what_stands_above_another_table_is_not_the_forms() -> None:
    assert above("甲", "乙", "丙", grid_after=0) == ["丙", "乙"]


def test_only_so_many_lines_are_looked_at() -> None:
    lines = [str(n) for n in range(LINES_ABOVE + 2)]
    assert above(*lines) == lines[:1:-1]


def test_the_title_is_the_first_line_that_is_one() -> None:
    doc = Document("", (), "text/plain")
    form = replace(table([cell(0, 0, "甲")]), title_raw="项目支出 绩效自评表")
    assert LinesAbove(doc).title(form) == "项目支出绩效自评表"
    assert LinesAbove(doc).title(replace(form, title_raw="支出决算表")) is None
    nowhere = replace(form, place=replace(form.place, start=None))
    assert LinesAbove(doc).of(nowhere) == ["项目支出 绩效自评表"]
