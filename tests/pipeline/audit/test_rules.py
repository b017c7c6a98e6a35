"""A rule that breaks costs neither the document nor the other rules."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extractors.read import read
from extractors.records import Finding
from pipeline import audit
from pipeline.audit.evidence import Evidence
from pipeline.reading.extract import extract_document
from tests.pipeline.audit.sentences import HEAD


def broken(evidence: Evidence) -> Iterator[Finding]:
    raise ValueError(f"cannot judge {evidence.identity.entity_name}")
    yield


def test_a_broken_rule_is_told_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "RULES", (broken, *audit.RULES))
    text = f"{HEAD}三、情况说明\n\n增加314.25万元万元。\n"
    found = extract_document(read(text.encode()))
    assert [f.code for f in found.findings] == ["DOUBLED_WORD"]
    assert found.status == "partial"
    assert any("broken: ValueError: cannot judge" in note for note in found.document.notes)
