"""Reading or document: what of failed checks becomes a finding."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Document, Place
from extractors.records import Check, Fact, Finding, Identity, Table
from pipeline.audit.evidence import Evidence
from pipeline.audit.judge import DOUBTED, SURE, UNHEARD, judged

IDENTITY = Identity(None, "final_account", 2023, None, "unknown", None)


def place(start: int) -> Place:
    return Place(1, None, start, start + 2)


def table(**how: object) -> Table:
    one = Table(place(0), None, None, None, None, None, 2, 2, (1,), "pdfium", ())
    return replace(one, **how)


def fact(start: int, in_table: int | None = 0) -> Fact:
    kind = "narrative" if in_table is None else "table"
    return Fact(place(start), "income.total", "final", kind, table=in_table, value_yuan=Decimal(start))


def failed(*operands: int) -> Check:
    first, *rest = operands
    return Check(
        "I01",
        "a = b",
        (first,),
        tuple(rest),
        Decimal(10),
        Decimal(20),
        Decimal(-10),
        Decimal(0),
        "fail",
        "error",
    )


def evidence(one: Table) -> Evidence:
    return Evidence(
        Document("", (), "text/plain"), IDENTITY, tables=(one,), facts=(fact(10), fact(20), fact(30))
    )


@pytest.mark.parametrize(
    ("how", "confidence", "severity"),
    [
        ({"agreement": ("pdfium", "camelot"), "ties_out": False, "doubtful": ("gap",)}, SURE, "error"),
        ({"ties_out": True}, SURE, "error"),
        ({}, UNHEARD, "error"),
        ({"doubtful": ("gap",), "ties_out": False}, DOUBTED, "info"),
    ],
)
def test_what_no_engine_vouches_for_is_a_note(
    how: dict[str, object], confidence: float, severity: str
) -> None:
    found = judged(evidence(table(**how)), [failed(0, 1)], [])
    assert [(f.confidence, f.severity) for f in found] == [(confidence, severity)]
    assert found[0].places == (place(10), place(20))
    assert (found[0].printed, found[0].computed) == ("10", "20")


def test_one_difference_in_two_columns_is_one_finding_with_all_places() -> None:
    checks = [failed(0, 1), replace(failed(0, 2)), replace(failed(1, 2), lhs=Decimal(11))]
    found = judged(evidence(table()), checks, [])
    assert [f.places for f in found] == [(place(10), place(20), place(30)), (place(20), place(30))]


def test_a_check_that_holds_gives_no_finding() -> None:
    assert judged(evidence(table()), [replace(failed(0, 1), result="pass_rounding")], []) == ()


def test_findings_come_in_the_order_of_their_places_and_are_tempered() -> None:
    late = Finding("W", "format", "error", "晚", "late", (place(40),), confidence=0.7)
    early = Finding("W", "format", "warning", "早", "early", (place(5),))
    found = judged(evidence(table()), [], [late, early])
    assert [(f.message_en, f.severity) for f in found] == [("early", "warning"), ("late", "warning")]
