"""Totals above rows that are withheld."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.records import Check, Fact
from pipeline.audit.withheld import FINDING, withheld
from tests.pipeline.audit import drawn
from tests.pipeline.audit.identity_facts import fact, run

EXPENDITURE, INCOME = "expenditure.total", "income.total"


def short(code: str, whole: str, *items: str, table: int = 0, measure: str = EXPENDITURE) -> list[Fact]:
    rows = [(code, whole), *((f"{code}{n:02}", item) for n, item in enumerate(items, 1))]
    return [fact(measure, value, row=r, code=c, table=table) for r, (c, value) in enumerate(rows)]


def sums(*facts: Fact) -> list[Check]:
    return [c for c in run(*facts) if c.code == "I07"]


def results(facts: Sequence[Fact]) -> list[tuple[str, str | None]]:
    return [(c.result, c.finding) for c in sums(*facts)]


def test_rows_that_come_to_less_in_all_tables_are_withheld() -> None:
    facts = [
        *short("20801", "9.00", "5.00"),
        *short("20801", "9.00", "4.00", table=1, measure=INCOME),
    ]
    assert results(facts) == [("missing_operand", FINDING)] * 2


@pytest.mark.parametrize(
    "second",
    [
        short("20801", "9.00", "9.00", table=1),
        short("20801", "9.00", "9.50", table=1, measure=INCOME),
        short("20801", "8.00", "4.00", table=1, measure=INCOME),
    ],
)
def test_rows_that_are_there_in_another_table_or_come_to_more_are_slips(second: list[Fact]) -> None:
    assert ("fail", None) in results([*short("20801", "9.00", "5.00"), *second])


@pytest.mark.parametrize(("code", "result"), [("20402", "missing_operand"), ("20406", "fail")])
def test_in_one_table_only_secret_codes_are_withheld(code: str, result: str) -> None:
    assert [r for r, _ in results(short(code, "9.00", "5.00"))] == [result]


def test_one_note_tells_the_greatest_gap_of_a_code() -> None:
    facts = [*short("20402", "9.00", "5.00"), *short("20402", "8.00", "5.00", table=1, measure=INCOME)]
    (note,) = withheld(drawn.evidence(facts=facts), sums(*facts))
    assert (note.code, note.severity, note.computed) == (FINDING, "info", "5万元")
    assert "差额4万元" in note.message_zh
