"""Sums over cells that fail because of what nobody read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.records import Check, Fact
from pipeline.audit.lacking import Lacking
from tests.pipeline.audit.drawn import cell, evidence, printed, table

UNIT = Decimal(10000)


def at(raw: str, row: int, col: int) -> Fact:
    return printed(raw, row=row, col=col)


def lacking(facts: list[Fact], *cells: tuple[str, int, int]) -> Lacking:
    grid = table(*(cell(text, row, col) for text, row, col in cells))
    return Lacking(evidence("", facts, [grid]))


def fails(lhs: str, rhs: str, n_parts: int = 2) -> Check:
    left, right = Decimal(lhs) * UNIT, Decimal(rhs) * UNIT
    parts = tuple(range(1, 1 + n_parts))
    return Check("I06", "a = b + c", (0,), parts, left, right, left - right, Decimal(150), "fail", "error")


ROW = [at("10.00", 0, 0), at("5.00", 0, 1), at("3.00", 0, 2)]
CELLS = (("10.00", 0, 0), ("5.00", 0, 1), ("3.00", 0, 2))


@pytest.mark.parametrize(
    ("unknown", "lhs", "found"),
    [
        ("1.50", "10.00", True),  # may be some of the two that lack
        ("4.00", "10.00", False),  # is more than what lacks
        ("1.50", "7.00", False),  # nothing lacks: the parts are too much
    ],
)
def test_a_row_with_an_amount_that_nobody_knows_may_lack_it(unknown: str, lhs: str, found: bool) -> None:
    one = lacking(ROW, *CELLS, (unknown, 0, 3))
    assert one.lacks_a_part(fails(lhs, "8.00")) is found
    assert not lacking(ROW, *CELLS).lacks_a_part(fails(lhs, "8.00"))


def test_a_column_with_an_amount_that_nobody_knows_may_lack_it() -> None:
    column = [at("10.00", 3, 0), at("5.00", 0, 0), at("3.00", 1, 0)]
    cells = (("5.00", 0, 0), ("3.00", 1, 0), ("10.00", 3, 0))
    assert lacking(column, *cells, ("2.00", 2, 0)).lacks_a_part(fails("10.00", "8.00"))
    assert not lacking(column, *cells).lacks_a_part(fails("10.00", "8.00"))


@pytest.mark.parametrize(("unknown", "found"), [("2.00", True), ("1.00", False)])
def test_rows_of_codes_lack_a_row_that_makes_the_gap(unknown: str, found: bool) -> None:
    column = [at("10.00", 0, 0), at("5.00", 1, 0), at("3.00", 2, 0)]
    cells = (("10.00", 0, 0), ("5.00", 1, 0), ("3.00", 2, 0), (unknown, 3, 0))
    assert lacking(column, *cells).lacks_a_row(fails("10.00", "8.00")) is found
    assert not lacking(column, *cells).lacks_a_row(fails("8.00", "10.00"))


@pytest.mark.parametrize(
    ("lhs", "rhs", "found"), [("5.00", "8.00", True), ("4.00", "8.00", False), ("9.00", "8.00", False)]
)
def test_a_part_that_is_an_of_which_is_counted_twice(lhs: str, rhs: str, found: bool) -> None:
    """5 and 3 make 8; a whole of 5 has the 3 in it already."""
    assert lacking(ROW, *CELLS).counts_twice(fails(lhs, rhs)) is found
