"""What a failed check has earned, from facts of made-up sentences and tables."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.records import Check, Fact
from pipeline.audit.confirmation import witnesses
from pipeline.audit.weighing import Scales, Verdict
from tests.pipeline.audit.drawn import evidence, printed, quantities, stated, table

TEXT = (
    "甲4955.16万元，乙3120.48万元，丙1834.68万元，丁6.50万元，增长8.00%。\n另一段4965.16万元，戊812.00万元。"
)
UNIT = Decimal(10000)


def cells(*raws: str, **more: object) -> list[Fact]:
    """Cells of one column, each at a place of its own."""
    return [
        replace(printed(raw, row=n, **more), place=Place(2, None, 500 + 20 * n, 510 + 20 * n))
        for n, raw in enumerate(raws)
    ]


def check(
    code: str, lhs: tuple[int, ...], rhs: tuple[int, ...], facts: list[Fact], result: str = "fail"
) -> Check:
    left, right = (sum((facts[n].value_yuan or Decimal(0) for n in side), Decimal(0)) for side in (lhs, rhs))
    return Check(code, "a = b", lhs, rhs, left, right, left - right, Decimal(150), result, "error")


def verdict(facts: list[Fact], accusing: Check, *others: Check) -> Verdict:
    known = evidence(TEXT, facts, [table(canonical_table="x")])
    checks = [accusing, *others]
    return Scales(known, checks, witnesses(known.facts, checks)).verdict(accusing)


def test_a_slip_of_a_digit_against_a_confirmed_cell_is_an_error() -> None:
    facts = [stated(TEXT, "4965.16万元"), *cells("4955.16", "3120.48", "1834.68")]
    n01, i06 = check("N01", (0,), (1,), facts), check("I06", (1,), (2, 3), facts, "pass")
    assert verdict(facts, n01, i06) == Verdict("error")
    assert verdict(facts, n01) == Verdict("warning", "unconfirmed")  # nobody vouches for the cell


def test_a_figure_far_from_a_cell_is_of_something_else_until_its_list_speaks_for_it() -> None:
    way = "item.path·said·fund:heading·plain·final"
    raws = ("812.00万元", "4955.16万元", "3120.48万元", "1834.68万元")
    told = [
        stated(TEXT, raw, "final", "gpb.expenditure", function_code=f"208050{n}", construction=way)
        for n, raw in enumerate(raws)
    ]
    facts = [*told, *cells("700.00", "4955.16", "3120.48", "1834.68")]
    held = [check("N01", (n,), (n + 4,), facts, "pass") for n in (1, 2, 3)]
    accused = check("N01", (0,), (4,), facts)
    assert verdict(facts, accused, *held[:2]) == Verdict("info", "unconfirmed")
    assert verdict(facts, accused, *held) == Verdict("error")
    plain = [replace(f, function_code=None) for f in facts]
    assert verdict(plain, accused, *held).severity == "info"


def test_where_another_sentence_has_the_figure_of_the_cell_only_a_slip_is_a_warning() -> None:
    facts = [stated(TEXT, "4965.16万元"), stated(TEXT, "4955.16万元"), *cells("4955.16")]
    said = check("N01", (1,), (2,), facts, "pass")
    assert verdict(facts, check("N01", (0,), (2,), facts), said) == Verdict("warning", "elsewhere")
    other = [stated(TEXT, "812.00万元"), *facts[1:]]
    assert verdict(other, check("N01", (0,), (2,), other), said) == Verdict("info", "elsewhere")


def test_three_values_of_one_figure_are_of_several_things() -> None:
    told = [stated(TEXT, raw) for raw in ("4965.16万元", "3120.48万元", "812.00万元")]
    facts = [*told, *cells("4955.16")]
    assert verdict(facts, check("N01", (0,), (3,), facts)) == Verdict("info", "several")


def test_two_figures_of_one_paragraph_are_a_whole_and_its_part() -> None:
    facts = [stated(TEXT, "1834.68万元"), stated(TEXT, "3120.48万元")]
    assert verdict(facts, check("N01", (0,), (1,), facts)) == Verdict("info", "breakdown")


def test_what_fails_with_a_misread_figure_says_nothing() -> None:
    told = [stated(TEXT, raw) for raw in ("4965.16万元", "3120.48万元", "812.00万元")]
    facts = [*told, *cells("4955.16")]
    accused, misread = check("I16", (0,), (1,), facts), check("N01", (0,), (3,), facts)
    assert verdict(facts, accused, misread) == Verdict("info", "misread")


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        (
            ("3120.48万元", "1834.68万元"),
            Verdict("warning", "unconfirmed"),
        ),  # all amounts of the sentence but one
        (("3120.48万元",), Verdict("info", "misread")),  # the sentence prints what lacks
        (("3120.48万元", "812.00万元"), Verdict("info", "unconfirmed")),  # a part of another sentence
    ],
)
def test_sums_of_sentences(parts: tuple[str, ...], wanted: Verdict) -> None:
    """4955.16 is 3120.48 and 1834.68; printed is 4965.16 in the first case."""
    text = TEXT.replace("4955.16", "4965.16", 1) if len(parts) == 2 and "1834.68万元" in parts else TEXT
    facts = [stated(text, "4965.16万元" if text != TEXT else "4955.16万元", measure="m")]
    facts += [stated(text, raw, measure=f"m.{raw}", section=0 if raw != "812.00万元" else 1) for raw in parts]
    accused = check("I06", (0,), tuple(range(1, len(facts))), facts)
    raws = ["3120.48万元", "1834.68万元", "6.50万元"]
    known = evidence(text, facts, [table()], quantities=quantities(text, *raws))
    found = Scales(known, [accused], witnesses(known.facts, [accused])).verdict(accused)
    assert found == wanted


def test_cells_accuse_where_all_but_one_are_confirmed_or_the_identity_holds_in_the_table() -> None:
    facts = cells("10.00", "7.00", "4.00", "7.00", "4.00")
    accused = check("I07", (0,), (1, 2), facts)
    assert verdict(facts, accused) == Verdict("warning", "unconfirmed")
    again = [check("I11", (n,), (n + 2,), facts, "pass") for n in (1, 2)]
    assert verdict(facts, accused, *again) == Verdict("error")
    more = [*facts, *cells("1.00", "1.00")]
    held = [check("I07", (5,), (6,), more, "pass")] * 3
    assert verdict(more, accused, *held) == Verdict("error")
    assert verdict(more, accused, *held[:2]) == Verdict("warning", "unconfirmed")


def test_two_tables_accuse_each_other_where_one_is_confirmed_and_the_other_known() -> None:
    facts = cells("10.00", "7.00", "4.00", "3.00")
    accused = check("I11", (0,), (1,), facts)
    assert verdict(facts, accused).severity == "warning"
    assert verdict(facts, accused, check("I07", (1,), (2, 3), facts, "pass")) == Verdict("error")


def test_what_has_no_facts_is_judged_by_its_rule() -> None:
    points = Check("S1", "Σ", (), (), Decimal(1), Decimal(2), None, None, "fail", "error")
    assert verdict([], points) == Verdict("error")
