"""Findings on scanned pages: errors only where it is proven what the pages print.

A finding holds figures against each other; where one of them may have been misread, it is no slip of the
document yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.records import Finding
from patterns import load
from patterns.shapes.earned import Earned
from pipeline.audit.entries import SEVERITIES
from pipeline.audit.evidence import Evidence
from pipeline.audit.recognition import PROVEN, READ, UNPROVEN, Recognised

NOTE, WARNING, ERROR = SEVERITIES
_OPEN, _UNPROVED = "reading_open", "reading_unproved"
"""Names of reasons in patterns/earned.toml."""


def most_severe(statuses: Iterable[str | None]) -> str:
    """How grave a finding over figures of these `ocr_status` may be; null is print.

    >>> [most_severe(s) for s in ((None, "confirmed"), ("repaired", "read"), ("confirmed", "unproven"))]
    ['error', 'warning', 'info']
    """
    found = {status for status in statuses if status is not None}
    if UNPROVEN in found:
        return NOTE
    return ERROR if found <= set(PROVEN) else WARNING


def as_proven(evidence: Evidence, findings: Iterable[Finding]) -> list[Finding]:
    """The findings, none graver than the reading of its figures allows; those on print as they are."""
    if evidence.document.char_confidence is None:
        return list(findings)
    recognised = Recognised(evidence.document)
    return [_tempered(finding, most_severe(_statuses(evidence, recognised, finding))) for finding in findings]


def _statuses(evidence: Evidence, recognised: Recognised, finding: Finding) -> Iterator[str | None]:
    """The status of every figure of a finding, and of every place that no figure is at."""
    facts = [evidence.facts[n] for n in finding.facts]
    yield from (fact.ocr_status for fact in facts)
    known = {(fact.place.start, fact.place.end) for fact in facts}
    for place in finding.places:
        if place.start is None or place.end is None or (place.start, place.end) in known:
            continue
        if recognised.least(place.start, place.end) is not None:
            yield READ


def _tempered(finding: Finding, allowed: str) -> Finding:
    severity = min(finding.severity, allowed, key=SEVERITIES.index)
    if severity == finding.severity:
        return finding
    reason = load(Earned).reason[_OPEN if allowed == NOTE else _UNPROVED]
    return replace(
        finding,
        severity=severity,
        message_zh=finding.message_zh + reason.zh,
        message_en=finding.message_en + reason.en,
    )
