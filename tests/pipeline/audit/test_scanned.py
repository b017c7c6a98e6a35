"""Findings on scans are as grave as what is proven of their figures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.document import Document, Place
from extractors.records import Finding, Identity
from pipeline.audit.evidence import Evidence
from pipeline.audit.scanned import as_proven
from tests.pipeline.audit.identity_facts import fact

ALL = np.full(100, 0.999, dtype=np.float32)
SOMEBODY = Identity(None, "budget", 2024, None, "unknown", None)


def judged(statuses: tuple[str | None, ...], places: tuple[Place, ...] = (), is_scan: bool = True) -> Finding:
    document = Document("9" * 100, (), "image/png", char_confidence=ALL if is_scan else None)
    facts = tuple(
        replace(fact("m", "1.00"), place=Place(1, None, 10 * n, 10 * n + 5), ocr_status=status)
        for n, status in enumerate(statuses)
    )
    own = (*(f.place for f in facts), *places)
    finding = Finding("I06", "arithmetic", "error", "不等", "differs", own, facts=tuple(range(len(facts))))
    (found,) = as_proven(Evidence(document, SOMEBODY, facts=facts), [finding])
    return found


@pytest.mark.parametrize(
    ("statuses", "severity", "added"),
    [
        (("confirmed", "repaired"), "error", ""),
        (("confirmed", None), "error", ""),
        (("confirmed", "read"), "warning", " (a scan: no identity proves how all of this was read)"),
        (("read", "unproven"), "info", " (a scan: how one of these figures is to be read is open)"),
    ],
)
def test_severity_follows_the_least_proven_figure(
    statuses: tuple[str | None, ...], severity: str, added: str
) -> None:
    found = judged(statuses)
    assert (found.severity, found.message_en) == (severity, "differs" + added)


def test_words_on_a_scan_are_at_most_a_warning() -> None:
    assert judged((), (Place(1, None, 50, 55),)).severity == "warning"


def test_print_accuses_as_before() -> None:
    found = judged((None, None), (Place(1, None, 50, 55),), is_scan=False)
    assert (found.severity, found.message_en) == ("error", "differs")
