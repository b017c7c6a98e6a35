"""Documents that contradict themselves, and as many that only look so."""

from __future__ import annotations

import pytest

from extractors.document import Document
from extractors.read import read
from extractors.records import Finding
from pipeline.reading.extract import extract_document
from tests.pipeline.audit.contradictions import LOOKS, SLIPS, Case

UNREAD = "growth where change and base are printed"
"""No fact is read of its rate yet."""
UNSURE = ("two sentences", "nothing in words, something in the table")
"""Round figures in two sentences, and a zero: nothing says that they are of one thing."""


def serious(case: Case) -> tuple[Document, list[Finding]]:
    """The document of a case as read, and its errors and warnings."""
    found = extract_document(read(case.text.encode()))
    return found.document, [f for f in found.findings if f.severity != "info"]


@pytest.mark.parametrize("case", LOOKS, ids=lambda case: case.name)
def test_what_only_looks_like_a_contradiction_is_none(case: Case) -> None:
    _, findings = serious(case)
    assert [(f.code, f.message_en) for f in findings] == []


@pytest.mark.parametrize("case", [c for c in SLIPS if c.name not in (UNREAD, *UNSURE)], ids=lambda c: c.name)
def test_a_slip_is_found_where_it_is(case: Case) -> None:
    document, findings = serious(case)
    raws = [document.text[p.start : p.end] for f in findings for p in f.places]
    assert case.slip is not None
    assert any(case.slip in raw for raw in raws)
