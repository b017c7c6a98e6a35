"""Facts of tables by the groupings that identities need."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.records import Check
from patterns.shapes.identities import SameFigure
from pipeline.audit.ledger import Ledger, explained, missing_operand
from pipeline.figures.tolerance import Side
from tests.pipeline.audit.drawn import cell, printed, stated, table

RULE = SameFigure(
    code="I99", message_zh="{subject}：{lhs}，{rhs}，{diff}", message_en="{subject}: {diff}", measures=()
)


def test_only_amounts_of_tables_are_in_it() -> None:
    facts = [
        printed("1.00"),
        stated("1.00万元", "1.00万元"),
        printed("1.00", value_yuan=None),
        printed("1.00", table=None),
    ]
    ledger = Ledger(facts, [table()])
    assert list(ledger.sides) == [0]
    assert ledger.by_measure == {"expenditure.total": [0]}
    assert ledger.sides[0] == Side(Decimal("10000"), Decimal(50))


def test_a_printed_zero_has_the_slack_of_its_tables_unit() -> None:
    ledger = Ledger([printed("0.00")], [table(unit_multiplier=Decimal(1000))])
    assert ledger.sides[0].slack == Decimal(5)
    assert Ledger([printed("0.00")], [table(unit_multiplier=None)]).sides[0].slack == Decimal("0.005")


def test_subjects_of_rows() -> None:
    ledger = Ledger(
        [
            printed("1.00", function_code="201", item_label="教育"),
            printed("1.00", economic_code="301"),
            printed("1.00", item_label="甲"),
            printed("1.00"),
        ],
        [table()],
    )
    assert [ledger.subject(n) for n in range(4)] == ["201 教育", "301", "甲", None]
    assert [ledger.code(n) for n in range(4)] == ["201", "301", "", ""]


def test_amounts_that_nobody_knows() -> None:
    cells = [
        cell("1.00", 0, 0),
        cell("2.00", 0, 1),
        cell("3.00", 0, 2),
        cell("0.00", 0, 3),
        cell("4.00", 1, 1),
        cell("5.00", 2, 1, is_header=True),
    ]
    ledger = Ledger([printed("2.00", col=1)], [table(*cells)])
    assert [side.value for side in ledger.unknown_in_row(0)] == [Decimal(10000), Decimal(30000)]
    assert [side.value for side in ledger.unknown_in_column(0)] == [Decimal(40000)]
    known = Ledger(
        [printed("2.00", col=1), printed("3.00", col=2), printed("4.00", col=1, row=1)], [table(*cells)]
    )
    assert [side.value for side in known.unknown_in_row(0)] == [Decimal(10000)]  # left of it: still unknown
    assert known.unknown_in_column(0) == []


def test_a_fact_without_a_cell_has_nothing_beside_it() -> None:
    ledger = Ledger([printed("2.00", table=None), printed("2.00", col=None)], [table(cell("1.00", 0, 1))])
    assert ledger.unknown_in_row(0) == ledger.unknown_in_row(1) == ledger.unknown_in_column(0) == []


def test_codes_are_counted_by_row() -> None:
    facts = [
        printed("1.00", function_code="201", row=1, col=1),
        printed("1.00", function_code="201", row=1, col=2),
        printed("1.00", function_code="201", row=2),
        printed("1.00", function_code="合计", row=3),
        printed("1.00", function_code="202", table=1),
    ]
    assert Ledger(facts, [table(), table()]).codes_of(0, "function_code") == {"201": 2}


@pytest.mark.parametrize(("needed", "there"), [(1, True), (2, True), (3, False)])
def test_columns_of_measures(needed: int, there: bool) -> None:
    ledger = Ledger(
        [printed("1.00", "a"), printed("1.00", "b"), printed("1.00", "c", table=1)], [table(), table()]
    )
    assert ledger.has_columns(0, ["a", "b", "c"], needed) is there
    assert not Ledger([printed("1.00", "a", table=None)], []).has_columns(0, ["a"], 1)


def test_what_stands_below_in_one_column() -> None:
    facts = [printed("1.00", row=1), printed("1.00", row=2), printed("1.00", row=3, col=1)]
    ledger = Ledger(facts, [table()])
    assert [ledger.is_below(1, 0), ledger.is_below(0, 1), ledger.is_below(0, 0), ledger.is_below(2, 0)] == [
        True,
        False,
        False,
        False,
    ]


def test_tables_of_one_kind_that_differ() -> None:
    kinds = [
        table(canonical_table="bd_income"),
        table(canonical_table="bd_income"),
        table(canonical_table="bd_gpb"),
    ]
    ledger = Ledger([printed("1.00"), printed("2.00", table=1), printed("2.00", table=2)], kinds)
    assert ledger.same_kind_differs([0, 1])
    assert not ledger.same_kind_differs([0, 2])
    assert not ledger.same_kind_differs([1, 1])


def test_groups_keep_the_order_of_measures_then_of_facts() -> None:
    ledger = Ledger(
        [printed("1.00", "a", row=1), printed("1.00", "b", row=1), printed("1.00", "a", row=2)], [table()]
    )
    groups = ledger.group(["b", "a", "c"], lambda f: (f.row,))
    assert groups == {(1,): {"b": [1], "a": [0]}, (2,): {"a": [2]}}


def test_a_check_tells_the_subject_and_the_difference() -> None:
    ledger = Ledger([printed("1.00"), printed("3.00", row=1), printed("1.00", row=2)], [table()])
    wrong = ledger.check(RULE, "a = b", [0], [1])
    assert (wrong.result, wrong.severity, wrong.code) == ("fail", "error", "I99")
    assert (wrong.message_zh, wrong.message_en) == ("合计：10000，30000，-20000", "Total: -20000")
    assert (wrong.diff, wrong.tolerance) == (Decimal(-20000), Decimal(100))
    assert (wrong.interval_low, wrong.interval_high) == (Decimal(29950), Decimal(30050))
    right = ledger.check(RULE, "a = b", [0], [2])
    assert (right.result, right.severity) == ("pass", "info")


def lacking(diff: str, tolerance: str = "0") -> Check:
    numbers = (Decimal(0), Decimal(0), Decimal(diff), Decimal(tolerance))
    return Check("I99", "a = b", (0,), (1,), *numbers, "fail", "error")


def amounts(*values: str, slack: str = "0") -> list[Side]:
    return [Side(Decimal(v), Decimal(slack)) for v in values]


@pytest.mark.parametrize(
    ("diff", "values", "found"),
    [
        ("5", ("5",), True),
        ("-5", ("5",), True),
        ("5", ("2", "3"), True),
        ("5", ("4",), False),
        ("5", (), False),
        ("5", ("1",) * 8, True),
        ("9", ("1",) * 8, False),
        ("9", ("1",) * 9, True),
        ("20", ("1",) * 9, True),
    ],
)
def test_amounts_that_make_up_a_difference(diff: str, values: tuple[str, ...], found: bool) -> None:
    assert explained(lacking(diff), amounts(*values)) is found


@pytest.mark.parametrize(("diff", "found"), [("5.3", True), ("5.4", False)])
def test_rounding_counts_in_what_makes_up_a_difference(diff: str, found: bool) -> None:
    assert explained(lacking(diff, "0.1"), amounts("5", slack="0.2")) is found


def test_a_check_without_difference_is_explained_by_nothing() -> None:
    assert not explained(replace(lacking("5"), diff=None), amounts("5"))
    assert not explained(replace(lacking("5"), tolerance=None), amounts("5"))


def test_a_missing_operand_is_no_failure() -> None:
    check = missing_operand(RULE, "a = b", [0], [1, 2], Decimal(7), suspicious=True)
    assert (check.result, check.severity, check.suspicious) == ("missing_operand", "info", True)
    assert (check.lhs_facts, check.rhs_facts, check.lhs, check.rhs) == ((0,), (1, 2), Decimal(7), None)
    assert not missing_operand(RULE, "a = b", [0], [], None).suspicious


@pytest.mark.parametrize(("unit", "slack"), [(Decimal(10000), "50"), (None, "0.005")])
def test_unknown_amounts_have_the_slack_of_the_tables_unit(unit: Decimal | None, slack: str) -> None:
    ledger = Ledger([printed("1.00")], [table(cell("2.00", 0, 1), unit_multiplier=unit)])
    assert [side.slack for side in ledger.unknown_in_row(0)] == [Decimal(slack)]


def test_a_difference_that_rounding_allows_is_not_made_up_by_amounts() -> None:
    assert not explained(lacking("0.1", "0.2"), amounts("5"))


def test_facts_of_sentences_do_not_hide_those_of_tables() -> None:
    assert list(Ledger([stated("1.00万元", "1.00万元"), printed("1.00")], [table()]).sides) == [1]


def test_a_fact_may_be_printed_in_another_unit_than_its_table() -> None:
    in_yuan = printed("10000.00", value_yuan=Decimal("10000.00"))
    assert Ledger([in_yuan], [table()]).sides[0] == Side(Decimal(10000), Decimal("0.005"))
    in_words = printed("1.00", value=None)
    assert Ledger([in_words], [table()]).sides[0].slack == Decimal(50)


def test_facts_of_another_table_row_or_column_do_not_make_an_amount_known() -> None:
    on = [table(cell("2.00", 0, 1), cell("3.00", 0, 2), cell("4.00", 1, 1)), table()]
    fact = printed("2.00", col=1)
    others = (
        printed("3.00", col=2, table=1),
        printed("3.00", col=2, row=5),
        printed("4.00", col=1, row=1, table=1),
        printed("4.00", col=7, row=1),
    )
    ledger = Ledger([fact, *others], on)
    assert [side.value for side in ledger.unknown_in_row(0)] == [Decimal(30000)]
    assert [side.value for side in ledger.unknown_in_column(0)] == [Decimal(40000)]


def test_an_unknown_number_without_a_unit_counts_as_printed() -> None:
    ledger = Ledger([printed("1.00")], [table(cell("2.00", 0, 1, value_yuan=None), unit_multiplier=None)])
    assert [side.value for side in ledger.unknown_in_row(0)] == [Decimal("2.00")]


@pytest.mark.parametrize(
    ("lower", "upper", "below"),
    [(1, 0, True), (1, None, True), (0, 0, False), (0, None, False), (None, 0, False)],
)
def test_the_first_row_is_below_nothing(lower: int | None, upper: int | None, below: bool) -> None:
    ledger = Ledger([printed("1.00", row=lower), printed("1.00", row=upper)], [table()])
    assert ledger.is_below(0, 1) is below


def test_a_check_of_several_facts_is_called_by_the_first() -> None:
    facts = [printed("1.00", item_label=label) for label in ("甲", "乙", "丙")]
    check = Ledger(facts, [table()]).check(RULE, "a = b", [0, 1], [2])
    assert (check.message_zh, check.result) == ("甲：20000，10000，10000", "fail")
