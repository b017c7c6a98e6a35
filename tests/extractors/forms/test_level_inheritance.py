"""Levels of indicators over merged and blank cells."""

from __future__ import annotations

import pytest

from extractors.forms.level_inheritance import (
    Level,
    LevelCell,
    OpenLevel,
    OpenLevels,
    OpenName,
    completed_label,
    depth_of,
    name_at,
    with_first_level_above,
    with_label_since,
)
from tests.extractors.forms.builders import form_cell, raw

OUTPUT, BENEFIT = "产出指标", "效益指标"
QUANTITY, QUALITY = "数量指标", "质量指标"
BLANK, REST = LevelCell(""), LevelCell("", goes_on=True)

Cells = dict[Level, LevelCell]


def both(first: str | LevelCell | None = None, second: str | LevelCell | None = None) -> Cells:
    """The level cells of a row: a text in a cell of one row, or none below a merged cell."""
    given: list[tuple[Level, str | LevelCell | None]] = [("level1", first), ("level2", second)]
    return {
        level: LevelCell(cell) if isinstance(cell, str) else cell for level, cell in given if cell is not None
    }


def read(*rows: Cells) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    """First level, second level and what is inherited, of each row."""
    levels, seen = OpenLevels(), []
    for cells in rows:
        levels = levels.at(cells)
        seen.append((levels.text("level1"), levels.text("level2"), levels.inherited))
    return seen


def test_merged_cells_count_for_the_rows_beside_them() -> None:
    assert read(both(OUTPUT, QUANTITY), both(), both(None, QUALITY)) == [
        (OUTPUT, QUANTITY, ()),
        (OUTPUT, QUANTITY, ("level1", "level2")),
        (OUTPUT, QUALITY, ("level1",)),
    ]


def test_a_new_first_level_closes_the_second() -> None:
    assert read(both(OUTPUT, QUANTITY), both(BENEFIT))[-1] == (BENEFIT, None, ())
    assert read(both(OUTPUT, QUANTITY), both(BENEFIT, REST))[-1] == (BENEFIT, None, ())


def test_the_same_first_level_printed_again_closes_nothing() -> None:
    assert read(both(OUTPUT, QUANTITY), both(OUTPUT))[-1] == (OUTPUT, QUANTITY, ("level2",))


def test_a_second_level_whose_cell_spans_the_row_goes_on_under_a_new_first() -> None:
    spanning = LevelCell(QUANTITY, row_span=2)
    rows = read(both(OUTPUT, spanning), both(BENEFIT), both("满意度指标"))
    assert [second for _, second, _ in rows] == [QUANTITY, QUANTITY, None]
    assert rows[1][2] == ("level2",)


@pytest.mark.parametrize(
    ("cell", "level", "inherited"), [(BLANK, None, ()), (REST, QUANTITY, ("level1", "level2"))]
)
def test_a_blank_cell_goes_on_only_where_it_is_known_to(
    cell: LevelCell, level: str | None, inherited: tuple[str, ...]
) -> None:
    row = read(both(OUTPUT, QUANTITY), both(cell, cell))[-1]
    assert (row[1], row[2]) == (level, inherited)


def test_nothing_is_inherited_where_nothing_is_open() -> None:
    assert read(both(), both(REST, REST)) == [(None, None, ()), (None, None, ())]


def test_a_label_that_completes_its_cell_closes_nothing() -> None:
    completed = LevelCell(OUTPUT, completes=True)
    assert read(both("产出", QUANTITY), both(completed))[-1] == (OUTPUT, QUANTITY, ("level2",))
    assert read(both("产出", QUANTITY), both(LevelCell(OUTPUT)))[-1] == (OUTPUT, None, ())


def test_where_a_level_was_opened_is_known_by_the_indicators_before_it() -> None:
    levels = OpenLevels()
    assert levels.by_level["level1"].since is None
    assert levels.at(both(), indicators=2).by_level["level1"].since is None
    levels = levels.at(both(OUTPUT), indicators=3)
    assert levels.by_level["level1"].since == 3
    levels = levels.at(both(None, BLANK), indicators=4)
    assert [levels.by_level[level].since for level in ("level1", "level2")] == [3, 4]


def test_cells_over_several_rows_are_noticed() -> None:
    levels = OpenLevels().at(both(OUTPUT, QUANTITY))
    assert not levels.has_spans
    levels = levels.at(both(LevelCell(BENEFIT, row_span=2)))
    assert levels.has_spans
    assert levels.at(both(OUTPUT)).has_spans


def test_a_name_counts_for_as_many_rows_as_its_cell_spans() -> None:
    name = form_cell("检测精度", rows=3)
    first = name_at(None, name)
    assert first == OpenName(name, 2)
    second = name_at(first, None)
    third = name_at(second, None)
    assert second is not None
    assert third is not None
    assert third.cell is name
    assert name_at(third, None) is None
    assert name_at(None, None) is None
    assert name_at(first, form_cell("保障率")) == OpenName(form_cell("保障率"), 0)


@pytest.mark.parametrize(
    ("above", "depth", "text", "whole"),
    [
        (None, 1, OUTPUT, OUTPUT),  # the only print of a cell that began above
        ("服务对象满", 2, "意度指标", "服务对象满意度指标"),
        (OUTPUT, 1, BENEFIT, None),
        (OUTPUT, 1, OUTPUT, None),
        ("其他", 1, "事项", None),
        (None, 1, "过程", None),
    ],
)
def test_a_label_on_a_new_page_may_complete_its_cell(
    above: str | None, depth: int, text: str, whole: str | None
) -> None:
    assert completed_label(OpenLevel(above), depth, text) == whole


def test_a_completed_label_counts_since_its_cell_was_opened() -> None:
    rows = [raw(OUTPUT), raw("服务"), raw("服务")]
    assert [r.level1 for r in with_label_since(rows, 1, "level1", BENEFIT)] == [OUTPUT, BENEFIT, BENEFIT]
    assert [r.level2 for r in with_label_since(rows, 2, "level2", QUALITY)] == [None, None, QUALITY]
    assert with_label_since(rows, None, "level1", BENEFIT) == rows


def test_a_first_level_beside_a_later_row_of_its_cell_counts_for_those_above() -> None:
    rows = [raw(None, "社会效益指标"), raw(None, QUANTITY), raw(None, QUALITY)]
    assert [r.level1 for r in with_first_level_above(rows, OUTPUT)] == [None, OUTPUT, OUTPUT]
    assert [r.level1 for r in with_first_level_above(rows[1:], OUTPUT)] == [OUTPUT, OUTPUT]
    assert with_first_level_above(rows, "过程") == rows
    assert with_first_level_above([raw(BENEFIT, QUANTITY)], OUTPUT) == [raw(BENEFIT, QUANTITY)]
    assert with_first_level_above([], OUTPUT) == []


def test_the_depth_of_levels() -> None:
    assert (depth_of("level1"), depth_of("level2")) == (1, 2)
