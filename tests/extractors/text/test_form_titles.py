"""Titles of forms in text exports."""

from __future__ import annotations

import pytest

from extractors.text.form_titles import is_form_title, without_space


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("项目支出绩效自评表", True), ("部门整体支出\n绩效自评表", True), ("项目名称", False), ("", False)],
)
def test_titles_are_known_over_line_breaks(cell: str, expected: bool) -> None:
    assert is_form_title(cell) is expected


def test_words_are_compared_without_space() -> None:
    assert without_space(" 二级\t指 标\n") == "二级指标"
