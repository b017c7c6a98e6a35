"""Reading or document? What of the failed checks becomes a finding, and how sure it is.

A failed identity has been heard before: its pages were read again by other engines
(`pipeline.reading.arbitration`). What nobody vouches for afterwards is a note (`info`), never an error.
What several rules, columns or tables say of one difference is one finding with all its places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.records import Check, Finding, Table
from extractors.tables.logical import FEWER_COLUMNS
from patterns import load
from patterns.shapes.earned import Earned
from pipeline.audit.confirmation import Witnesses, witnesses
from pipeline.audit.entries import SEVERITIES, shown
from pipeline.audit.evidence import Evidence
from pipeline.audit.gap_sizes import sized
from pipeline.audit.scanned import as_proven
from pipeline.audit.systematic import systematic
from pipeline.audit.weighing import Scales, Verdict

SURE, UNHEARD, DOUBTED = 0.98, 0.9, 0.4
"""Confidence in a table that two engines read alike or that ties out elsewhere, that no other engine was
asked about, and that engines read differently."""
NOTE_BELOW = 0.6
"""A finding that is less sure is a note."""
WARNING_BELOW = 0.85
"""A finding that is less sure is at most a warning."""


def judged(
    evidence: Evidence,
    checks: Sequence[Check],
    findings: Iterable[Finding],
    confirmed: Witnesses | None = None,
) -> tuple[Finding, ...]:
    """The findings of the failed checks and of the other rules, merged, by the order of their first place.

    `confirmed` is what confirms the facts, where it is known already.
    """
    scales = Scales(evidence, checks, witnesses(evidence.facts, checks) if confirmed is None else confirmed)
    explained = list(systematic(scales))
    taken = frozenset(number for one in explained for number in one.checks)
    found = [one.note for one in explained]
    for number, check in enumerate(checks):
        if check.result == "fail" and number not in taken:
            found.append(_weighed(of_check(evidence, number, check), scales.verdict(check)))
    found += findings
    found = [sized(finding, checks, evidence.facts) for finding in found]
    found = as_proven(evidence, map(_tempered, found))
    return tuple(sorted(_merged(found), key=_order))


def _weighed(finding: Finding, verdict: Verdict) -> Finding:
    """Not graver than what confirms it allows, and why."""
    severity = min(finding.severity, verdict.severity, key=SEVERITIES.index)
    if verdict.reason is None or severity == finding.severity:
        return replace(finding, severity=severity)
    reason = load(Earned).reason[verdict.reason]
    return replace(
        finding,
        severity=severity,
        message_zh=finding.message_zh + reason.zh,
        message_en=finding.message_en + reason.en,
    )


def of_check(evidence: Evidence, number: int, check: Check) -> Finding:
    """What a failed check says of the document."""
    operands = (*check.lhs_facts, *check.rhs_facts)
    places = (*(evidence.facts[n].place for n in operands), *check.places)
    return Finding(
        code=check.finding or check.code,
        category=check.category,
        severity=check.severity,
        message_zh=check.message_zh or check.formula,
        message_en=check.message_en or check.formula,
        places=tuple(dict.fromkeys(places)),
        check=number,
        facts=operands,
        printed=check.printed or _amount(check.lhs),
        computed=check.computed or _amount(check.rhs),
        confidence=min(check.confidence, confidence_in(evidence, operands)),
    )


def confidence_in(evidence: Evidence, facts: Iterable[int]) -> float:
    """How sure the reading of these facts is, the weakest deciding."""
    found = [1.0]
    for n in facts:
        fact = evidence.facts[n]
        found.append(fact.confidence)
        if fact.table is not None:
            found.append(_of_table(evidence.tables[fact.table]))
    return min(found)


def _of_table(table: Table) -> float:
    if FEWER_COLUMNS in table.doubtful and table.ties_out is not True:
        return DOUBTED  # other engines see the same pages: none can say which columns are left out
    if len(table.agreement) > 1:
        return SURE
    if table.doubtful:
        return DOUBTED
    return SURE if table.ties_out else UNHEARD


def _tempered(finding: Finding) -> Finding:
    """Not more severe than its confidence allows."""
    allowed = SEVERITIES[-1]
    if finding.confidence < NOTE_BELOW:
        allowed = SEVERITIES[0]
    elif finding.confidence < WARNING_BELOW:
        allowed = SEVERITIES[1]
    severity = min(finding.severity, allowed, key=SEVERITIES.index)
    return finding if severity == finding.severity else replace(finding, severity=severity)


def _merged(findings: Sequence[Finding]) -> list[Finding]:
    """One finding for each difference that a code tells of: the first one, with the places of all."""
    kept: dict[object, Finding] = {}
    for n, one in enumerate(findings):
        key = (one.code, one.printed, one.computed) if one.check is not None else n
        other = kept.get(key)
        if other is None:
            kept[key] = one
        else:
            kept[key] = replace(
                other,
                places=tuple(dict.fromkeys((*other.places, *one.places))),
                facts=tuple(dict.fromkeys((*other.facts, *one.facts))),
                severity=max(other.severity, one.severity, key=SEVERITIES.index),
                confidence=max(other.confidence, one.confidence),
            )
    return list(kept.values())


def _order(finding: Finding) -> tuple[object, ...]:
    first = finding.places[0] if finding.places else None
    where = (first.page or 0, first.start or 0) if first is not None else (0, 0)
    return (*where, finding.code, finding.message_zh)


def _amount(value: Decimal | None) -> str | None:
    return None if value is None else shown(value)
