"""Which figures of scans are confirmed: facts and checks by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np

from extractors.document import Document, Place, Reading
from extractors.records import Check, Fact
from pipeline.audit.recognition import Recognised, Standing, with_standing
from tests.pipeline.audit.identity_facts import fact


def document(unsure: tuple[int, ...] = (), readings: tuple[Reading, ...] = ()) -> Document:
    """Figure n stands in the characters from 10 n to 10 n + 5."""
    confidence = np.full(100, 0.999, dtype=np.float32)
    for n in unsure:
        confidence[10 * n + 2] = 0.5
    return Document("9" * 100, (), "image/png", char_confidence=confidence, readings=readings)


def figures(*values: str) -> list[Fact]:
    return [
        replace(fact("m", value), place=Place(1, None, 10 * n, 10 * n + 5)) for n, value in enumerate(values)
    ]


def check(facts: list[Fact], lhs: int, *rhs: int, code: str = "I06", result: str = "pass") -> Check:
    left = facts[lhs].value or Decimal(0)
    right = sum((facts[n].value or Decimal(0) for n in rhs), Decimal(0))
    return Check(code, "a = b", (lhs,), rhs, left, right, left - right, Decimal("0.02"), result, "info")


def reading(n: int, *by: str, doubtful: bool = False) -> Reading:
    return Reading(10 * n, 10 * n + 5, "8.00", repaired_by=by, doubtful=doubtful)


def found(scan: Document, facts: list[Fact], *checks: Check) -> list[str | None]:
    return [f.ocr_status for f in with_standing(scan, facts, checks)]


SUM = figures("3.00", "1.00", "2.00")


def test_a_sum_that_holds_exactly_confirms_its_figures() -> None:
    facts = with_standing(document(), SUM, [check(SUM, 0, 1, 2)])
    assert [(f.ocr_status, f.proof) for f in facts] == [("confirmed", ("I06",))] * 3


def test_without_an_identity_a_figure_is_read_or_open() -> None:
    assert found(document(unsure=(1,)), SUM) == ["read", "unproven", "read"]


def test_print_has_no_status() -> None:
    print_ = Document("9" * 100, (), "application/pdf")
    assert found(print_, SUM, check(SUM, 0, 1, 2)) == [None] * 3


def test_a_sum_that_holds_by_rounding_confirms_nothing() -> None:
    facts = figures("3.01", "1.00", "2.00")
    assert found(document(), facts, check(facts, 0, 1, 2, result="pass_rounding")) == ["read"] * 3


def test_a_figure_that_rounding_alone_explains_elsewhere_needs_two_sums() -> None:
    facts = figures("3.00", "1.00", "2.00", "1.01", "0.60", "0.40")
    nearly = check(facts, 1, 3, result="pass_rounding")
    assert found(document(), facts, check(facts, 0, 1, 2), nearly)[1] == "read"
    assert found(document(), facts, check(facts, 0, 1, 2), nearly, check(facts, 1, 4, 5))[1] == "confirmed"


def test_a_figure_of_a_failing_identity_is_open() -> None:
    assert found(document(), SUM, check(SUM, 0, 1, result="fail")) == ["unproven", "unproven", "read"]


def test_one_doubted_figure_is_confirmed_by_its_sum_and_does_not_confirm_the_others() -> None:
    assert found(document(unsure=(1,)), SUM, check(SUM, 0, 1, 2)) == ["read", "confirmed", "read"]


def test_two_doubted_figures_of_one_sum_may_make_up_for_each_other() -> None:
    assert found(document(unsure=(0, 1)), SUM, check(SUM, 0, 1, 2)) == ["unproven", "unproven", "read"]


def test_two_printings_do_not_confirm_each_other_and_three_do_unless_they_stand_in_one_table() -> None:
    facts = figures("5.00", "5.00", "5.00")
    elsewhere = [*facts[:2], replace(facts[2], table=1)]
    one, other = check(facts, 0, 1), check(facts, 0, 2)
    assert found(document(), elsewhere, other) == ["read"] * 3
    assert found(document(), facts, one, other) == ["read"] * 3
    assert found(document(), elsewhere, one, other) == ["confirmed"] * 3
    assert found(document(unsure=(1,)), elsewhere, one, other) == ["read", "unproven", "read"]


def test_a_printing_of_a_figure_that_a_sum_confirms_is_confirmed() -> None:
    facts = figures("3.00", "1.00", "2.00", "3.00")
    assert found(document(), facts, check(facts, 0, 1, 2), check(facts, 0, 3, code="I11"))[3] == "confirmed"


def test_noughts_and_one_cell_twice_say_nothing() -> None:
    facts = figures("0.00", "0.00", "0.00")
    assert found(document(), facts, check(facts, 0, 1, 2)) == ["read"] * 3
    same = [SUM[0], replace(SUM[0], measure="n"), SUM[2]]
    assert found(document(), same, check(same, 0, 1))[0] == "read"


def test_a_repaired_figure_is_repaired_while_its_identity_holds_with_sure_figures() -> None:
    scan = document(readings=(reading(1, "I06"),))
    assert found(scan, SUM, check(SUM, 0, 1, 2)) == ["read", "repaired", "read"]
    assert found(scan, SUM) == ["read", "unproven", "read"]
    two = document(unsure=(2,), readings=(reading(1, "I06"),))
    assert found(two, SUM, check(SUM, 0, 1, 2))[1] == "unproven"


def test_what_only_a_second_look_chose_is_open_until_a_sum_confirms_it() -> None:
    scan = document(readings=(reading(1, "second_look"),))
    assert found(scan, SUM)[1] == "unproven"
    facts = with_standing(scan, SUM, [check(SUM, 0, 1, 2)])
    assert (facts[1].ocr_status, facts[1].proof) == ("repaired", ("second_look", "I06"))


def test_what_a_list_chose_is_repaired() -> None:
    scan = Recognised(document(readings=(reading(1, "codes"),)))
    assert scan.plain((10, 15)) == Standing("repaired", ("codes",))


def test_shares_and_bounds_confirm_nothing() -> None:
    bound = replace(check(SUM, 0, 1, 2), formula="a ≤ b")
    assert found(document(), SUM, bound, check(SUM, 0, 1, 2, code="P04")) == ["read"] * 3
