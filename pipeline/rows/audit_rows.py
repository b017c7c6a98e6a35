"""Rows of what was evaluated and of what is wrong: `checks`, `findings`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from operator import attrgetter

from extractors.records import Check, Finding
from pipeline.datasets.columns import Columns, Row
from pipeline.rows.provenance import NOWHERE, DocumentRows, Kept, at

_COMPARED = ("lhs", "rhs", "diff", "tolerance", "interval_low", "interval_high")
_compared_of = attrgetter(*_COMPARED)


def audit_rows(document: DocumentRows) -> Kept:
    """The checks of a document, and its findings with the checks that they come from."""
    checks = _checks(document)
    check_ids = checks.column("check_id")
    return {
        "checks": checks,
        "findings": [_finding(document, f, check_ids) for f in document.extraction.findings],
    }


def _checks(document: DocumentRows) -> Columns:
    """There are as many checks as figures: they are made column by column."""
    checks = document.extraction.checks
    count = len(checks)
    left = [document.facts(c.lhs_facts) for c in checks]
    right = [document.facts(c.rhs_facts) for c in checks]
    return Columns(
        {
            "check_id": [
                document.id("check", c.code, c.formula, *lhs, "=", *rhs)
                for c, lhs, rhs in zip(checks, left, right, strict=True)
            ],
            "doc_id": [document.doc] * count,
            "other_doc_id": [None] * count,
            "code": [c.code for c in checks],
            "formula": [c.formula for c in checks],
            "lhs_ids": left,
            "rhs_ids": right,
            **_numbers(document, checks),
            "result": [c.result for c in checks],
            "severity": [c.severity for c in checks],
            **document.partition_columns(count),
        }
    )


def _numbers(document: DocumentRows, checks: Sequence[Check]) -> dict[str, list[Decimal | None]]:
    """What the checks compare; what no column can hold is noted in the order of the checks."""
    compared: dict[str, list[Decimal | None]] = {name: [] for name in _COMPARED}
    columns = [column.append for column in compared.values()]
    for values in map(_compared_of, checks):
        for add, value in zip(columns, values, strict=True):
            add(value if value is None else document.number(value, NOWHERE))
    return compared


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
