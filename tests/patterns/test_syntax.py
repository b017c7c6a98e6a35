"""Regular expressions as trees: classes are never told narrower than they are."""

from __future__ import annotations

import sys

import pytest
import regex

from patterns.syntax import Chars, parse

CASED = ["k", "[k]", "[^k]", "[a-z]", "ⓐ", "ǆ"]
EVERYTHING = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)


@pytest.mark.parametrize("flags", [0, regex.IGNORECASE])
@pytest.mark.parametrize(
    "written",
    [r"\d", r"\s", r"[\d.]", r"[^\d]", r"[^\s收]", r"[\w-]", r"[^\w-]", "[一-支]", "[^a-c]", "[!-~]", *CASED],
)
def test_a_class_holds_all_that_it_matches(written: str, flags: int) -> None:
    node = parse(written, ignore_case=bool(flags))
    assert isinstance(node, Chars)
    if node.ranges is not None:
        told = {chr(code) for low, high in node.ranges for code in range(low, high + 1)}
        assert set(regex.findall(written, EVERYTHING, flags)) <= told


@pytest.mark.parametrize(
    "expression",
    ["(?R)", "(?i:a)", "a{e<=1}", "[[:alpha:]]", "(a)\\1", "a**", "[a", "(a", "\\N{DIGIT ONE}"],
)
def test_what_is_not_understood_has_no_tree(expression: str) -> None:
    assert parse(expression) is None


def test_a_verbose_expression_is_read_without_space_and_remarks() -> None:
    assert parse("a  b # (\n [ ]", verbose=True) == parse("ab[ ]")
