"""Reading or document: what of failed checks becomes a finding."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Document, Place
from extractors.records import Check, Fact, Finding, Identity, Table
from extractors.tables.logical import FEWER_COLUMNS
from pipeline.audit.evidence import Evidence
from pipeline.audit.judge import DOUBTED, SURE, UNHEARD, confidence_in, judged

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
        (
            {"agreement": ("pdfium", "camelot"), "ties_out": False, "doubtful": (FEWER_COLUMNS,)},
            DOUBTED,
            "info",
        ),
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
    held = replace(failed(0, 1), result="pass")
    checks = [failed(0, 1), replace(failed(0, 2)), replace(failed(1, 2), lhs=Decimal(11)), held]
    found = judged(evidence(table()), checks, [])
    assert [f.places for f in found] == [(place(10), place(20), place(30)), (place(20), place(30))]


def test_a_check_that_holds_gives_no_finding() -> None:
    assert judged(evidence(table()), [replace(failed(0, 1), result="pass_rounding")], []) == ()


def test_findings_come_in_the_order_of_their_places_and_are_tempered() -> None:
    late = Finding("W", "format", "error", "晚", "late", (place(40),), confidence=0.7)
    early = Finding("W", "format", "warning", "早", "early", (place(5),))
    found = judged(evidence(table()), [], [late, early])
    assert [(f.message_en, f.severity) for f in found] == [("early", "warning"), ("late", "warning")]


@pytest.mark.parametrize(
    ("confidence", "severity"), [(0.59, "info"), (0.6, "warning"), (0.84, "warning"), (0.85, "error")]
)
def test_how_sure_a_finding_is_decides_how_grave_it_may_be(confidence: float, severity: str) -> None:
    one = Finding("W", "format", "error", "某", "some", (), confidence=confidence)
    (found,) = judged(evidence(table()), [], [one])
    assert found.severity == severity


@pytest.mark.parametrize(("engines", "confidence"), [(("pdfium",), UNHEARD), (("pdfium", "camelot"), SURE)])
def test_one_engine_vouches_for_nothing(engines: tuple[str, ...], confidence: float) -> None:
    (found,) = judged(evidence(table(agreement=engines)), [failed(0, 1)], [])
    assert found.confidence == confidence


def test_no_finding_is_surer_than_sure() -> None:
    assert confidence_in(evidence(table()), []) == 1.0
    sentence = Evidence(
        Document("", (), "text/plain"), IDENTITY, facts=(replace(fact(1, None), confidence=0.7),)
    )
    assert confidence_in(sentence, [0]) == 0.7
    (found,) = judged(evidence(table(ties_out=True)), [replace(failed(0, 1), confidence=0.5)], [])
    assert found.confidence == 0.5


def test_a_failed_check_without_words_shows_its_formula() -> None:
    (found,) = judged(evidence(table()), [failed(0, 1)], [])
    assert (found.code, found.message_zh, found.message_en, found.check) == ("I01", "a = b", "a = b", 0)
    told = replace(failed(0, 1), finding="X", message_zh="某", message_en="some", printed="1", computed="2")
    (found,) = judged(evidence(table()), [told], [])
    assert (found.code, found.message_zh, found.message_en) == ("X", "某", "some")
    assert (found.printed, found.computed) == ("1", "2")
    (found,) = judged(evidence(table()), [replace(failed(0, 1), lhs=None, rhs=None)], [])
    assert (found.printed, found.computed) == (None, None)


def test_one_difference_is_as_grave_and_sure_as_its_surest_printing() -> None:
    milder = replace(failed(0, 1), severity="info", confidence=0.5)
    (found,) = judged(evidence(table()), [milder, failed(0, 2)], [])
    assert (found.severity, found.confidence, found.facts) == ("error", UNHEARD, (0, 1, 2))


def test_findings_of_rules_are_not_merged() -> None:
    one = Finding("W", "format", "error", "某", "some", (), printed="1", computed="2")
    assert len(judged(evidence(table()), [], [one, one])) == 2


def at(code: str, *places: Place) -> Finding:
    return Finding(code, "format", "info", code, code, places)


def ordered(*findings: Finding) -> list[str]:
    return [f.code for f in judged(evidence(table()), [], findings)]


def test_pages_go_before_characters_and_codes_come_last() -> None:
    assert ordered(at("B", Place(2, None, 1, 2)), at("A", Place(1, None, 9, 10))) == ["A", "B"]
    assert ordered(at("B", Place(1, None, 5, 6)), at("A", Place(1, None, 9, 10))) == ["B", "A"]
    assert ordered(at("B", place(5)), at("A", place(5))) == ["A", "B"]
    assert ordered(at("B", place(5), place(1)), at("A", place(3), place(9))) == ["A", "B"]


@pytest.mark.parametrize("nowhere", [(), (Place(None, None, None, None),), (Place(0, None, 0, 1),)])
def test_what_has_no_place_comes_first_and_is_on_page_0(nowhere: tuple[Place, ...]) -> None:
    here = Place(0, None, 0, 1)
    assert ordered(at("B", *nowhere), at("A", here)) == ["A", "B"]
    assert ordered(at("B", here), at("A", *nowhere)) == ["A", "B"]
    for later in (Place(0, None, 1, 2), Place(1, None, 0, 1)):
        assert ordered(at("A", later), at("B", *nowhere)) == ["B", "A"]
