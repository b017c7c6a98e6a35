"""Which characters are Chinese."""

from __future__ import annotations

import re

import pytest

from patterns.han import IDEOGRAPHS, UNIFIED, is_han, is_ideograph


@pytest.mark.parametrize(
    ("character", "in_running_text", "ideograph"),
    [
        ("一", True, True),
        ("\u9fff", True, True),
        ("\u4dff", False, True),
        ("\u3400", False, True),
        ("\u33ff", False, False),
        ("\ua000", False, False),
        ("\uf900", False, True),
        ("\ufaff", False, True),
        ("\ufb00", False, False),
        ("\U00020000", False, True),
        ("〇", False, False),
        ("，", False, False),
        ("9", False, False),
    ],
)
def test_ranges_end_where_they_should(character: str, in_running_text: bool, ideograph: bool) -> None:
    assert is_han(character) is in_running_text
    assert bool(re.fullmatch(f"[{UNIFIED}]", character)) is in_running_text
    assert is_ideograph(character) is ideograph


@pytest.mark.parametrize(
    ("character", "found"), [("㐀", True), ("費", True), ("豈", True), ("\u4dff", False)]
)
def test_ranges_of_names_leave_out_what_is_no_ideograph(character: str, found: bool) -> None:
    assert bool(re.fullmatch(f"[{IDEOGRAPHS}]", character)) is found
