"""Divisions by code and by name."""

from __future__ import annotations

import re

import pytest

from pipeline.ask.division_asked import UnknownDivision, division_prefix


@pytest.mark.parametrize(
    ("said", "prefix"),
    [
        ("北京", "11"),
        ("北京市", "11"),
        ("110000", "11"),
        ("11", "11"),
        ("3205", "3205"),
        ("江苏省苏州市", "3205"),
        ("苏州", "3205"),
        ("320500", "3205"),
        ("上海市普陀区", "310107"),
        ("310107", "310107"),
        ("朝阳市", "2113"),
        ("000000", "00"),
        ("00", "00"),
    ],
)
def test_a_division_is_meant_with_all_that_lies_in_it(said: str, prefix: str) -> None:
    assert division_prefix(said) == prefix


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            "朝阳区",
            "朝阳区 may be several divisions; give a code: 110105 北京市朝阳区, 220104 吉林省长春市朝阳区",
        ),
        ("吉林", "吉林 may be several divisions; give a code: 220000 吉林省, 220200 吉林省吉林市"),
        ("北京区", "there is no division 北京区"),
        ("普陀区域", "there is no division 普陀区域; did you mean 普陀区 (310107, 330903)?"),
        ("98", "there is no division with the code 98; 11 is Beijing"),
        ("9", "there is no division with the code 9; 11 is Beijing"),
        ("310199", "there is no division with the code 310199"),
    ],
)
def test_several_are_named_with_their_codes_and_none_is_guessed(said: str, message: str) -> None:
    with pytest.raises(UnknownDivision, match=re.escape(message)):
        division_prefix(said)
