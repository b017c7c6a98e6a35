"""Whether tables add up, and which pages are suspect where they do not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.document import Place
from extractors.records import Check, Fact
from pipeline.reading.tie_out import TiedOut
from tests.pipeline.audit.drawn import cell, printed, table


def on(page: int, in_table: int) -> Fact:
    return replace(printed("1.00", table=in_table), place=Place(page, None, None, None))


FACTS = (on(1, 0), on(2, 0), on(3, 1), on(4, 1), replace(printed("1.00"), table=None))
TABLES = (table(pages=(1, 2)), table(pages=(3, 4, 5)), table(pages=(6,), doubtful_pages=(6,)))


def check(result: str, *operands: int, suspicious: bool = False) -> Check:
    numbers = (Decimal(1), Decimal(1), Decimal(0), Decimal(0))
    return Check("I06", "a = b", operands[:1], operands[1:], *numbers, result, "info", suspicious=suspicious)


def tied(*checks: Check) -> TiedOut:
    return TiedOut(TABLES, FACTS, checks)


def test_identities_hold_or_fail_or_neither() -> None:
    found = tied(
        check("pass", 0, 1), check("pass_rounding", 0, 1), check("fail", 2, 3), check("missing_operand", 2)
    )
    assert (found.n_held, found.n_failed) == (2, 1)


def test_a_table_ties_out_where_all_its_identities_hold() -> None:
    assert tied(check("pass", 0, 1), check("pass", 2, 3)).verdicts() == (True, True, None)
    assert tied(check("fail", 0, 1), check("pass", 0, 1)).verdicts() == (False, None, None)
    assert tied(check("pass", 0, 1), check("fail", 0, 2)).verdicts() == (False, False, None)
    assert tied(check("not_applicable", 0, 1), check("pass", 4)).verdicts() == (None, None, None)


def test_pages_of_operands_come_before_those_of_their_tables_and_of_doubtful_grids() -> None:
    assert tied(check("fail", 3, 2)).suspect_pages() == [3, 4, 5, 6]
    assert tied(check("fail", 1)).suspect_pages() == [2, 1, 6]
    assert tied(check("missing_operand", 1, suspicious=True)).suspect_pages() == [2, 1, 6]
    assert tied(check("missing_operand", 1), check("pass", 0)).suspect_pages() == [6]


def test_pages_that_look_odd_come_last_and_behind_them_the_others_of_their_tables() -> None:
    odd = frozenset({(0, 2, 7, "blank"), (1, 4, 1, "twice")})
    assert TiedOut(TABLES, FACTS, (check("fail", 3, 2),), odd).suspect_pages() == [3, 4, 5, 6, 2, 1]
    assert TiedOut(TABLES, FACTS, (), odd).suspect_pages() == [6, 2, 4, 1, 3, 5]


def test_digits_of_the_numbers_on_some_pages() -> None:
    """Digits of a title that lies inside a grid are no loss to a reading that has it outside."""
    cells = (
        replace(cell("12.5"), place=Place(1, None, 0, 1)),
        replace(cell("3 "), place=Place(1, None, 0, 1)),
        replace(cell("2024年"), place=Place(1, None, 0, 1)),
        replace(cell("456"), place=Place(2, None, 0, 1)),
    )
    found = TiedOut((table(*cells, pages=(1, 2)), table(*cells, pages=(3,))), (), ())
    assert (found.digits_on([1]), found.digits_on([2]), found.digits_on([1, 2]), found.digits_on([3])) == (
        4,
        3,
        7,
        0,
    )


def test_pages_of_statutory_tables_that_give_no_fact_are_suspect_after_all_others() -> None:
    unread = table(cell("1.00"), canonical_table="bd_expenditure", pages=(8,))
    found = replace(tied(), tables=(*TABLES, unread))
    assert found.suspect_pages() == [6, 8]
    assert replace(found, facts=(*FACTS, on(8, 3))).suspect_pages() == [6]
    assert replace(
        found, tables=(*TABLES, replace(unread, canonical_table="bd_project"))
    ).suspect_pages() == [6]
