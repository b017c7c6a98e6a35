from __future__ import annotations

import io
from decimal import Decimal

import pytest

from pipeline.ask.safe_csv import safe_cell, write_csv


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5 度", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "－1"])
def test_text_that_could_be_a_formula_is_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", [Decimal("-3.5"), -4, None, True, "某市财政局", "2026年", ""])
def test_everything_else_stays(value: object) -> None:
    assert safe_cell(value) is value


def test_lists_are_text_and_line_ends_are_line_feeds() -> None:
    stream = io.StringIO(newline="")
    write_csv(stream, ["=a", "b"], [["x,y", [1, 2]]])
    assert stream.getvalue() == '\'=a,b\n"x,y","[1, 2]"\n'
