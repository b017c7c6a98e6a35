"""The benchmark of misreadings: what it spoils, and that it sees what comes of it."""

from __future__ import annotations

import random

from benchmarks.misreadings import audited, item_lost, not_read, other_fund, tries, whole_for_part
from extractors.read import read
from pipeline.reading.extract import extract_document
from tests.pipeline.audit.contradictions import LOOKS


def test_facts_are_spoilt_in_the_ways_that_are_named() -> None:
    found = extract_document(read(LOOKS[0].text.encode()))
    n = next(n for n, f in enumerate(found.facts) if f.source_kind == "narrative" and f.function_code)
    lost, one = item_lost(found, n), found.facts[n]
    assert lost is not None
    assert (lost.function_code, lost.item_label, lost.value) == (None, None, one.value)
    fund, whole = other_fund(found, n), whole_for_part(found, n)
    assert fund is not None
    assert fund.measure != one.measure
    assert whole is not None
    assert whole.value == one.value
    assert not_read(found, n) is None


def test_a_fact_that_is_not_read_is_gone_and_nothing_spoilt_changes_nothing() -> None:
    found = extract_document(read(LOOKS[0].text.encode()))
    same = audited(found, {})
    assert [f.code for f in same.findings] == [f.code for f in found.findings]
    without = audited(found, {0: None})
    assert len([f for f in without.facts if f.source_kind != "derived"]) + 1 == len(
        [f for f in found.facts if f.source_kind != "derived"]
    )


def test_a_sound_document_is_blamed_for_no_misreading() -> None:
    found = extract_document(read(LOOKS[0].text.encode()))
    done = list(tries(found, "a", random.Random(1), quota=30))
    assert len(done) > 5
    assert any(t.challenged for t in done)
    assert [f.message_en for t in done for f in t.findings if f.severity == "error"] == []
