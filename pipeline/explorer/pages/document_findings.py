"""The findings of one document, with their identities and all places that show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.explorer.edition import Edition, Row
from pipeline.explorer.pages.document_head import box_of
from pipeline.language.spoken import language
from pipeline.reports.amounts import amounts_told
from pipeline.reports.cases import SEVERITIES, by_weight

Box = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that shows what is wrong."""

    doc_id: str
    page: int | None
    box: Box | None
    locator: str | None
    """Where it stands in a source without pages."""
    start: int | None
    end: int | None
    printed: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a document gets wrong."""

    finding_id: str
    code: str
    category: str
    severity: str
    message: str
    """In the language of the person."""
    printed: str | None
    computed: str | None
    gap_yuan: Decimal | None
    gap_share: Decimal | None
    confidence: float
    page: int | None
    locator: str | None
    check_id: str | None
    formula: str | None
    """The identity that does not hold; null for what is no matter of sums."""
    evidence: tuple[Evidence, ...]


def findings_of(edition: Edition, document: Row) -> list[Finding]:
    """All findings of a document: the gravest first, then the greatest."""
    rows = edition.of_document("findings", document)
    ids = sorted({row["check_id"] for row in rows if row["check_id"] is not None})
    formulas = {}
    if ids:
        checks = edition.of_document(
            "checks", document, ("check_id", "formula"), where="check_id in $ids", values={"ids": ids}
        )
        formulas = {check["check_id"]: check["formula"] for check in checks}
    return [_finding(row, formulas.get(row["check_id"])) for row in sorted(rows, key=by_weight)]


def _finding(row: Row, formula: str | None) -> Finding:
    return Finding(
        message=amounts_told(row["message_zh"] if language() == "zh" else row["message_en"], row),
        printed=amounts_told(row["printed"], row, is_amount=True) or None,
        computed=amounts_told(row["computed"], row, is_amount=True) or None,
        confidence=round(float(row["confidence"]), 3),
        formula=formula,
        evidence=tuple(_evidence(place) for place in row["evidence"] or ()),
        **{
            name: row[name]
            for name in (
                *("finding_id", "code", "category", "severity", "gap_yuan", "gap_share"),
                *("page", "locator", "check_id"),
            )
        },
    )


def _evidence(place: Row) -> Evidence:
    return Evidence(
        place["doc_id"],
        place["page"],
        box_of(place),
        place["locator"],
        place["char_start"],
        place["char_end"],
        place["raw"] or "",
    )


def on_page(findings: Iterable[Finding], doc_id: str, page: int | None) -> list[Finding]:
    """Those that have evidence on a page; of a text without pages all of them."""
    return [
        finding
        for finding in findings
        if page is None or any(e.doc_id == doc_id and e.page == page for e in finding.evidence)
    ]


def gravest(findings: Sequence[Finding]) -> str | None:
    """The severity of the gravest; null for none."""
    found = {finding.severity for finding in findings}
    return next((severity for severity in SEVERITIES if severity in found), None)
