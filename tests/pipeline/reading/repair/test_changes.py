"""Which change is accepted: equations by hand, no document."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from extractors.document import Candidate
from pipeline.reading.repair.changes import Search
from pipeline.reading.repair.equations import FAILS, HOLDS, NEARLY, Equation, Term
from pipeline.reading.repair.grammar import Grammar
from pipeline.reading.repair.numbers import Number
from pipeline.reading.repair.options import Options, options_of

ONE = Decimal(1)


def equation(whole: int, *parts: int, code: str = "I06", is_soft: bool = False) -> Equation:
    terms = (Term(whole, ONE), *(Term(part, -ONE) for part in parts))
    return Equation(code, terms, is_soft=is_soft)


def options(raw: str, *looked: tuple[str, float], first: float = 0.999) -> Options:
    number = Number(0, len(raw), raw, first, Grammar())
    return options_of(number, [Candidate(*one) for one in looked or ((raw, 0.99),)])


def accepted(equations: list[Equation], readings: Mapping[int, Options], **texts: str) -> dict[int, str]:
    standing = {int(name[1:]): text for name, text in texts.items()}
    search = Search(equations, standing, readings)
    search.accept()
    return {n: text for n, text in search.texts.items() if text != standing[n]}


UNSURE = options("180.00", ("180.00", 0.6), ("100.00", 0.3), first=0.6)


def test_states_of_an_equation() -> None:
    whole = equation(0, 1, 2)
    assert whole.state({0: "3.00", 1: "1.00", 2: "2.00"}) == HOLDS
    assert whole.state({0: "3.01", 1: "1.00", 2: "2.00"}) == NEARLY
    assert whole.state({0: "3.10", 1: "1.00", 2: "2.00"}) == FAILS


def test_one_identity_chooses_an_unsure_reading_where_all_others_are_sure() -> None:
    readings = {0: options("150.00"), 1: UNSURE, 2: options("50.00")}
    assert accepted([equation(0, 1, 2)], readings, n0="150.00", n1="180.00", n2="50.00") == {1: "100.00"}


def test_another_number_that_is_not_sure_forbids_it() -> None:
    readings = {
        0: options("150.00", ("150.00", 0.6), ("190.00", 0.3), first=0.6),
        1: UNSURE,
        2: options("50.00"),
    }
    assert accepted([equation(0, 1, 2)], readings, n0="150.00", n1="180.00", n2="50.00") == {}


def test_two_explanations_of_about_the_same_cost_are_none() -> None:
    whole = options("150.00", ("150.00", 0.6), ("230.00", 0.3), first=0.6)
    readings = {0: whole, 1: UNSURE, 2: options("50.00")}
    assert accepted([equation(0, 1, 2)], readings, n0="150.00", n1="180.00", n2="50.00") == {}


def test_nothing_is_changed_that_an_identity_bears_out() -> None:
    """1 = 3 + 4 holds as it is read: what 0 = 1 + 2 lacks lies elsewhere."""
    readings = {
        0: options("150.00"),
        1: UNSURE,
        2: options("50.00"),
        3: options("90.00"),
        4: options("90.00"),
    }
    texts = {"n0": "150.00", "n1": "180.00", "n2": "50.00", "n3": "90.00", "n4": "90.00"}
    assert accepted([equation(0, 1, 2), equation(1, 3, 4)], readings, **texts) == {}


def test_two_independent_identities_choose_a_reading_that_is_improbable() -> None:
    sure = options("180.00", ("180.00", 0.98), ("100.00", 0.01))
    readings = {0: options("150.00"), 1: sure, 2: options("50.00"), 3: options("60.00"), 4: options("40.00")}
    texts = {"n0": "150.00", "n1": "180.00", "n2": "50.00", "n3": "60.00", "n4": "40.00"}
    assert accepted([equation(0, 1, 2)], readings, **texts) == {}
    assert accepted([equation(0, 1, 2), equation(1, 3, 4)], readings, **texts) == {1: "100.00"}


def test_two_identities_with_one_more_number_in_common_are_one() -> None:
    sure = options("180.00", ("180.00", 0.98), ("100.00", 0.01))
    readings = {0: options("150.00"), 1: sure, 2: options("50.00"), 3: options("150.00")}
    texts = {"n0": "150.00", "n1": "180.00", "n2": "50.00", "n3": "150.00"}
    assert accepted([equation(0, 1, 2), equation(3, 1, 2)], readings, **texts) == {}


def test_rounding_does_not_choose_the_last_digit() -> None:
    """Both 100.00 and 100.01 are within what rounding explains."""
    one = options("180.00", ("180.00", 0.6), ("100.01", 0.2), ("100.00", 0.19), first=0.6)
    readings = {0: options("150.00"), 1: one, 2: options("50.00"), 3: options("60.00"), 4: options("40.00")}
    texts = {"n0": "150.00", "n1": "180.00", "n2": "50.00", "n3": "60.00", "n4": "40.00"}
    assert accepted([equation(0, 1, 2), equation(1, 3, 4)], readings, **texts) == {}


def test_a_sum_of_noughts_says_nothing() -> None:
    one = options("6.00", ("6.00", 0.6), ("0.00", 0.3), first=0.6)
    readings = {0: options("0.00"), 1: one, 2: options("0.00")}
    assert accepted([equation(0, 1, 2)], readings, n0="0.00", n1="6.00", n2="0.00") == {}


def test_a_printing_elsewhere_is_heard_beside_an_identity_and_not_alone() -> None:
    sure = options("180.00", ("180.00", 0.98), ("100.00", 0.01))
    readings = {0: options("150.00"), 1: sure, 2: options("50.00"), 3: options("100.00")}
    texts = {"n0": "150.00", "n1": "180.00", "n2": "50.00", "n3": "100.00"}
    printed = equation(1, 3, code="printed", is_soft=True)
    assert accepted([printed], readings, **texts) == {}
    assert accepted([equation(0, 1, 2), printed], readings, **texts) == {1: "100.00"}


def test_a_minus_that_was_lost_needs_two_identities() -> None:
    readings = {
        0: options("40.00"),
        1: options("10.00"),
        2: options("50.00"),
        3: options("5.00"),
        4: options("-15.00"),
    }
    texts = {"n0": "40.00", "n1": "10.00", "n2": "50.00", "n3": "5.00", "n4": "-15.00"}
    assert accepted([equation(0, 1, 2)], readings, **texts) == {}
    assert accepted([equation(0, 1, 2), equation(1, 3, 4)], readings, **texts) == {1: "-10.00"}
