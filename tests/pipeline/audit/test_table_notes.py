"""Notes of empty tables that are wrong."""

from __future__ import annotations

import pytest

from extractors.document import Place
from extractors.records import Fact, Finding, Table
from pipeline.audit.table_notes import table_notes
from tests.pipeline.audit.drawn import evidence, printed, table

FUND = "本年度没有政府性基金预算收支，故本表无数据"
CAPITAL = "本年度没有国有资本经营预算收支，故本表无数据"
HEAD = "政府性基金预算支出表"


def noted(canonical: str | None, note: str | None) -> Table:
    return table(canonical_table=canonical, note_raw=note, title_raw=HEAD, place=Place(1, None, 0, len(HEAD)))


def run(of: Table, *facts: Fact) -> list[Finding]:
    return list(table_notes(evidence(f"{HEAD}\n{of.note_raw}", facts, [of])))


def test_a_note_of_the_fund_of_its_table() -> None:
    assert run(noted("fa_fund", FUND)) == []
    assert run(noted("fa_soe_capital", CAPITAL)) == []


def test_a_note_of_another_fund() -> None:
    (found,) = run(noted("fa_soe_capital", FUND))
    assert (found.code, found.severity, found.printed) == ("N05", "error", "政府性基金")
    assert HEAD in found.message_zh
    assert [(p.start, p.end) for p in found.places] == [(11, 11 + len(FUND)), (0, 10)]
    assert run(noted("fa_soe_capital", f"{FUND}。{CAPITAL}")) == []


@pytest.mark.parametrize(
    ("fact", "found"),
    [
        (printed("3.00", "gov_fund.expenditure"), True),
        (printed("3.00", "gov_fund.expenditure", "initial_budget"), True),
        (printed("3.00", "gov_fund.expenditure", "prior_final"), False),
        (printed("0.00", "gov_fund.expenditure"), False),
        (printed("3.00", "state_capital.expenditure"), False),
    ],
)
def test_a_note_that_the_document_denies(fact: Fact, found: bool) -> None:
    notes = run(noted("fa_fund", FUND), fact)
    assert [(n.code, n.computed, n.facts) for n in notes] == ([("N05", "3.00万元", (0,))] if found else [])


def test_tables_of_no_fund_and_without_notes_say_nothing() -> None:
    fact = printed("3.00", "gov_fund.expenditure")
    assert run(noted("fa_income", FUND), fact) == []
    assert run(noted(None, FUND), fact) == []
    assert run(noted("fa_fund", None), fact) == []


def test_a_note_that_is_not_found_behind_its_table_is_the_tables() -> None:
    of = noted("fa_soe_capital", FUND)
    (found,) = table_notes(evidence(f"{HEAD}\n{'x' * 400}{FUND}", (), [of]))
    assert found.places == (of.place,)


@pytest.mark.parametrize(("between", "found"), [(0, True), (1, False)])
def test_a_note_ends_within_400_characters_of_its_table(between: int, found: bool) -> None:
    of = noted("fa_soe_capital", FUND)
    filler = "x" * (400 - len(FUND) + between)
    (one,) = table_notes(evidence(f"{HEAD}{filler}{FUND}", (), [of]))
    assert (len(one.places) == 2) is found


def test_a_note_may_be_the_first_of_its_table_and_of_the_text() -> None:
    of = table(canonical_table="fa_soe_capital", note_raw=FUND, place=Place(1, None, 0, 3))
    (one,) = table_notes(evidence(FUND, (), [of]))
    assert (one.places[0].start, one.places[0].end) == (0, len(FUND))
    for start, end in ((None, 3), (0, None)):
        nowhere = table(canonical_table="fa_soe_capital", note_raw=FUND, place=Place(1, None, start, end))
        (one,) = table_notes(evidence(FUND, (), [nowhere]))
        assert one.places == (nowhere.place,)


def test_the_first_figure_that_denies_a_note_is_shown() -> None:
    facts = [printed(n, "gov_fund.expenditure") for n in ("3.00", "4.00")]
    (one,) = run(noted("fa_fund", FUND), *facts)
    assert (one.computed, one.facts) == ("3.00万元", (0,))
