"""What confirms a fact: checks that hold with it and could have failed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.records import Check, Fact
from pipeline.audit.confirmation import confirmed, witnesses


def fact(start: int, value: str, table: int | None = None) -> Fact:
    kind = "narrative" if table is None else "table"
    number = Decimal(value)
    return Fact(
        Place(1, None, start, start + 1), "m", "final", kind, table=table, value=number, value_yuan=number
    )


def check(code: str, lhs: tuple[int, ...], rhs: tuple[int, ...], result: str = "pass", **more: str) -> Check:
    formula = more.get("formula", "a = b")
    return Check(code, formula, lhs, rhs, Decimal(1), Decimal(1), None, None, result, "info")


def names(facts: list[Fact], *checks: Check) -> list[tuple[str, ...]]:
    return [f.confirmed_by for f in confirmed(facts, witnesses(facts, checks))]


def test_a_sum_of_cells_confirms_them_by_its_code_and_zeros_by_nothing() -> None:
    facts = [fact(0, "5", 0), fact(9, "5", 0), fact(19, "0", 0)]
    assert names(facts, check("I07", (0,), (1, 2))) == [("I07",), ("I07",), ()]


def test_nothing_equals_nothing_confirms_nothing() -> None:
    facts = [fact(0, "0", 0), fact(9, "0", 1)]
    assert names(facts, check("I09", (0,), (1,))) == [(), ()]


def test_a_cell_does_not_confirm_itself() -> None:
    facts = [fact(0, "5", 0), fact(0, "5", 0)]
    assert names(facts, check("I09", (0,), (1,))) == [(), ()]


def test_a_printing_is_confirmed_by_where_the_other_stands() -> None:
    facts = [fact(0, "5"), fact(9, "5", 0), fact(19, "5")]
    assert names(facts, check("N01", (0,), (1,))) == [("table",), ("sentence",), ()]
    assert names(facts, check("N01", (0,), (2,))) == [("sentence",), (), ("sentence",)]
    both = [fact(0, "5", 0), fact(9, "5", 1)]
    assert names(both, check("I11", (0,), (1,))) == [("I11", "table"), ("I11", "table")]


@pytest.mark.parametrize(
    ("code", "name"),
    [("P01", "growth"), ("P06", "growth"), ("P02", "share"), ("P03", "share"), ("I16", "sum")],
)
def test_arithmetic_of_sentences_has_names(code: str, name: str) -> None:
    facts = [fact(0, "5"), fact(9, "3"), fact(19, "2")]
    assert names(facts, check(code, (0,), (1, 2))) == [(name,)] * 3


@pytest.mark.parametrize(
    "said",
    [
        check("I16", (0,), (1,), "fail"),
        check("I16", (0,), (1,), "missing_operand"),
        check("I19", (0,), (1,), formula="a ≤ b"),
        check("P04", (0, 1), ()),
        check("N04", (0,), (1,)),
    ],
)
def test_what_fails_or_says_little_confirms_nothing(said: Check) -> None:
    assert names([fact(0, "5"), fact(9, "5")], said) == [(), ()]


def test_a_witness_knows_its_check_and_the_others() -> None:
    facts = [fact(0, "5"), fact(9, "5", 0)]
    found = witnesses(facts, [check("I16", (0,), (1,), "fail"), check("N01", (0,), (1,))])
    assert [(w.by, w.check, w.others) for w in found[0]] == [("table", 1, (1,))]
