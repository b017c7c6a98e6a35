"""The rows of `checks` and `findings` that name two documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from patterns.shapes.across import Rule
from pipeline.audit.entries import SEVERITIES
from pipeline.audit.gap_sizes import gap_share, gap_yuan
from pipeline.audit.named import in_english
from pipeline.audit.scanned import most_severe
from pipeline.datasets.ids import short_id
from pipeline.datasets.schema import datasets
from pipeline.figures.tolerance import Side
from pipeline.publishing.across.document_pairs import Pair
from pipeline.publishing.across.printed import Printed

Row = dict[str, Any]
CONFIDENCE = 0.9
"""Of a finding: either figure may have been misread, or be of something else under the same name."""
_PLACE = ("page", "bbox", "locator", "char_start", "char_end", "raw")


@dataclass(frozen=True, slots=True)
class Match:
    """A figure of the first document of a pair, and what it is held against in the second."""

    first: Printed
    second: Printed


def check_row(rule: Rule, pair: Pair, match: Match, result: str, apart: Side) -> Row:
    """A row of `checks`, of the first document; `apart` is the difference with the slack of both figures."""
    first, second = match.first, match.second
    checks = datasets()["checks"]
    return {
        **dict.fromkeys(checks.schema.names),
        "check_id": short_id("across", rule.code, first.row["fact_id"], second.row["fact_id"]),
        "doc_id": pair.first["doc_id"],
        "other_doc_id": pair.second["doc_id"],
        "code": rule.code,
        "formula": f"{first.fact.measure} = {second.fact.measure}",
        "lhs_ids": [first.row["fact_id"]],
        "rhs_ids": [second.row["fact_id"]],
        "lhs": first.fact.value_yuan,
        "rhs": second.fact.value_yuan,
        "diff": apart.value,
        "tolerance": apart.slack,
        "result": result,
        "severity": _severity(rule, match) if result == "fail" else "info",
        **{column.name: pair.first[column.name] for column in checks.partition},
    }


def _severity(rule: Rule, match: Match) -> str:
    """That of the rule, but of figures of scanned pages as far as it is proven what they are."""
    allowed = most_severe((match.first.row["ocr_status"], match.second.row["ocr_status"]))
    return min(rule.severity, allowed, key=SEVERITIES.index)


def finding_row(
    rule: Rule, check: Row, pair: Pair, matches: Sequence[Match], texts: Mapping[str, str]
) -> Row:
    """A row of `findings` for a check that fails; `texts` fill the message of the rule.

    Its evidence is every figure of `matches`, in both documents; its place is the first of them.
    """
    evidence = [
        {"doc_id": document["doc_id"], **{key: printed.row[key] for key in _PLACE}}
        for match in matches
        for document, printed in ((pair.first, match.first), (pair.second, match.second))
    ]
    return {
        **dict.fromkeys(datasets()["findings"].schema.names),
        **{key: evidence[0][key] for key in _PLACE},
        "finding_id": short_id("finding", rule.finding, check["check_id"]),
        "doc_id": pair.first["doc_id"],
        "check_id": check["check_id"],
        "code": rule.finding,
        "category": rule.category,
        "severity": check["severity"],
        "message_zh": rule.message_zh.format(**texts),
        "message_en": rule.message_en.format(**in_english(texts)),
        "printed": texts.get("printed"),
        "computed": texts.get("other"),
        "gap_yuan": gap_yuan(check["lhs"], check["rhs"]),
        "gap_share": gap_share(check["lhs"], check["rhs"]),
        "evidence": evidence,
        "extractor": "across",
        "confidence": CONFIDENCE,
    }
