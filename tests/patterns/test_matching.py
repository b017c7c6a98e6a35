"""Patterns as they are asked: what is known of one is found out when it is asked often."""

from __future__ import annotations

import pytest
import regex

from patterns import Matcher, any_of
from patterns.matching import OFTEN


def test_a_pattern_finds_the_same_however_often_it_is_asked() -> None:
    matcher = Matcher("p", "f.toml", regex.compile("收入(?:预算)?合计"))
    for _ in range(OFTEN + 2):
        assert matcher.search("支出合计") is None
        assert matcher.search("本年收入合计").span() == (2, 6)
    assert matcher._learned is not None


@pytest.mark.parametrize(("text", "holds"), [("支出合计", True), ("a.b", False), ("a+b", True), ("", False)])
def test_one_of_several_words_is_found_as_it_is_written(text: str, holds: bool) -> None:
    assert bool(any_of(["收入", "支出", "a+b"])(text)) is holds
