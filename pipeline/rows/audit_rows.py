"""Rows of what was evaluated and of what is wrong: `checks`, `findings`."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.records import Check, Finding
from pipeline.datasets.columns import Row
from pipeline.rows.provenance import NOWHERE, DocumentRows, Rows, at


def audit_rows(document: DocumentRows) -> Rows:
    """The checks of a document, and its findings with the checks that they come from."""
    checks = [_check(document, c) for c in document.extraction.checks]
    check_ids = [row["check_id"] for row in checks]
    return {
        "checks": checks,
        "findings": [_finding(document, f, check_ids) for f in document.extraction.findings],
    }


def _check(document: DocumentRows, c: Check) -> Row:
    lhs, rhs = document.facts(c.lhs_facts), document.facts(c.rhs_facts)
    return {
        "check_id": document.id("check", c.code, c.formula, *lhs, "=", *rhs),
        "doc_id": document.doc,
        "other_doc_id": None,
        "code": c.code,
        "formula": c.formula,
        "lhs_ids": lhs,
        "rhs_ids": rhs,
        "lhs": document.number(c.lhs, NOWHERE),
        "rhs": document.number(c.rhs, NOWHERE),
        "diff": document.number(c.diff, NOWHERE),
        "tolerance": document.number(c.tolerance, NOWHERE),
        "interval_low": document.number(c.interval_low, NOWHERE),
        "interval_high": document.number(c.interval_high, NOWHERE),
        "result": c.result,
        "severity": c.severity,
        **document.partition,
    }


def _finding(document: DocumentRows, f: Finding, check_ids: Sequence[str]) -> Row:
    first = f.places[0] if f.places else NOWHERE
    spans = [(p.page, p.start, p.end) for p in f.places]
    return {
        "finding_id": document.id("finding", f.code, f.printed, *spans),
        "doc_id": document.doc,
        "check_id": at(check_ids, f.check),
        "code": f.code,
        "category": f.category,
        "severity": f.severity,
        "message_zh": f.message_zh,
        "message_en": f.message_en,
        "printed": f.printed,
        "computed": f.computed,
        "gap_yuan": document.number(f.gap_yuan, first),
        "gap_share": document.number(f.gap_share, first),
        "evidence": [{"doc_id": document.doc, **document.where(p)} for p in f.places],
        **document.provenance(first, "audit", f.confidence),
    }
