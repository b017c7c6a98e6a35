"""Cells of indicator rows under their header."""

from __future__ import annotations

import pytest

from extractors.forms.indicator_layout import laid, text_of
from tests.extractors.forms.builders import columns, form_cell, form_row

HEADER = columns("level1 level2 level3 target actual weight score")


def placed(drawing: str, ordered: bool = False, header: str | None = None) -> dict[str, str] | None:
    cells = laid(columns(header) if header else HEADER, form_row(drawing, ordered=ordered))
    return None if cells is None else {field: cell.text for field, cell in cells.items()}


def test_columns_tell_what_a_cell_is() -> None:
    assert placed("^ | ^ | 次数 | 3次 | | 10 | 9") == {
        "level3": "次数", "target": "3次", "actual": "", "weight": "10", "score": "9",
    }  # fmt: skip


def test_a_column_that_the_form_does_not_know_gives_nothing() -> None:
    assert placed("1 | 次数 | 3次", header="- level3 target") == {"level3": "次数", "target": "3次"}
    assert placed("1 | ^ | ^", header="- level3 target") is None


def test_cells_side_by_side_below_one_head_are_joined() -> None:
    header = (("level3", form_cell("三级指标", 0)), ("target", form_cell("指标值", 1, cols=2)))
    cells = laid(header, form_row("次数 | ≥ | 3次"))
    assert cells is not None
    assert (cells["target"].text, cells["target"].left, cells["target"].right) == ("≥3次", 1, 3)


def test_of_two_columns_with_one_meaning_the_first_counts() -> None:
    assert placed("次数 | 频率 | 3次", header="level3 level3 target") == {"level3": "次数", "target": "3次"}


@pytest.mark.parametrize(
    ("drawing", "levels"),
    [
        ("产出指标 | 数量指标 | 次数 | 3次 | 3次 | 10 | 10", {"level1": "产出指标", "level2": "数量指标"}),
        ("数量指标 | 次数 | 3次 | 3次 | 10 | 10", {"level2": "数量指标"}),
        ("次数 | 3次 | 3次 | 10 | 10", {}),
        (
            "绩效指标 | 产出指标 | 数量指标 | 次数 | 3次 | 3次 | 10 | 10",
            {"level1": "产出指标", "level2": "数量指标"},
        ),
    ],
)
def test_where_only_the_order_is_known_what_is_missing_was_merged_above(
    drawing: str, levels: dict[str, str]
) -> None:
    values = {"level3": "次数", "target": "3次", "actual": "3次", "weight": "10", "score": "10"}
    assert placed(drawing, ordered=True) == levels | values


def test_a_row_that_lacks_its_last_cell_is_told_by_its_levels() -> None:
    assert placed("产出指标 | 数量指标 | 次数 | 3次 | 3次 | 10", ordered=True) == {
        "level1": "产出指标", "level2": "数量指标", "level3": "次数", "target": "3次", "actual": "3次",
        "weight": "10",
    }  # fmt: skip


def test_a_row_that_agrees_with_no_column_is_none_of_the_indicators() -> None:
    assert placed("填报说明 | 甲", ordered=True) is None
    assert placed("甲 | 乙 | 丙 | 丁 | 戊 | 己", ordered=True) is None


def test_a_blank_cell_has_no_text() -> None:
    cells = {"target": form_cell(""), "actual": form_cell("3次")}
    assert [text_of(cells, field) for field in ("target", "actual", "weight")] == [None, "3次", None]


@pytest.mark.parametrize(("drawing", "fits"), [("次数 | 3次 | 10", True), ("次数 | 3次", False)])
def test_points_alone_make_a_short_row_fit(drawing: str, fits: bool) -> None:
    header = "level3 target weight actual deviation_reason activity"
    assert (placed(drawing, ordered=True, header=header) is not None) is fits
