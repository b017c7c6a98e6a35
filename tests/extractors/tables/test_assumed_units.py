"""The unit of a table that prints none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.records import Table
from extractors.tables.assumed_units import assumed_multiplier
from tests.pipeline.audit.drawn import cell, table

YUAN, TEN_THOUSAND = Decimal(1), Decimal(10000)


def printed(unit: Decimal | None, *numbers: str, canonical: str | None = "fa_expenditure") -> Table:
    cells = [cell(number, row) for row, number in enumerate(numbers)]
    return table(*cells, unit_multiplier=unit, canonical_table=canonical)


BARE = printed(None, "5.00", "3.00", "2.00")


def test_the_unit_of_all_others() -> None:
    others = [BARE, printed(TEN_THOUSAND, "9.00"), printed(TEN_THOUSAND, "8.00")]
    assert assumed_multiplier(BARE, others) == TEN_THOUSAND


def test_where_units_differ_it_is_that_of_the_same_numbers() -> None:
    ours, theirs = printed(TEN_THOUSAND, "5.00", "3.00"), printed(YUAN, "50000.00", "30000.00", "5.00")
    assert assumed_multiplier(BARE, [theirs, ours]) == TEN_THOUSAND
    assert assumed_multiplier(BARE, [theirs, printed(TEN_THOUSAND, "5.00")]) is None
    assert assumed_multiplier(BARE, [printed(YUAN, "5.00", "3.00"), ours]) is None


def test_only_statutory_tables_take_and_give_units() -> None:
    others = [printed(TEN_THOUSAND, "5.00", canonical=None)]
    assert assumed_multiplier(BARE, others) is None
    assert assumed_multiplier(replace(BARE, canonical_table=None), [printed(YUAN, "5.00")]) is None


def test_a_printed_unit_stays() -> None:
    assert assumed_multiplier(printed(YUAN, "5.00"), [printed(TEN_THOUSAND, "5.00")]) is None
