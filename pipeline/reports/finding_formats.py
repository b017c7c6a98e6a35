"""Findings for other tools: JSON as described in docs/audit-report.md, SARIF 2.1.0, CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import IO, Any

from patterns.interface import Text, text_for, texts
from pipeline.ask.safe_csv import write_csv
from pipeline.language.places import Locator
from pipeline.reports.cases import Case, Row, weighed
from pipeline.reports.statuses import FALSE_POSITIVE
from pipeline.version import VERSION

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FORMAT_VERSION = "1"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
CSV_COLUMNS = (
    "finding_id",
    "doc_id",
    "source",
    "entity_name",
    "fiscal_year",
    "doc_kind",
    "severity",
    "code",
    "category",
    "status",
    "page",
    "locator",
    "message_zh",
    "message_en",
    "printed",
    "computed",
    "gap_yuan",
    "gap_share",
    "confidence",
)


def as_json(cases: Iterable[Case]) -> str:
    """All findings with evidence and operands."""
    documents = [
        {
            **{
                key: case.document[key]
                for key in ("doc_id", "source_uri", "title", "entity_name", "fiscal_year", "doc_kind")
            },
            "source_url": case.document.get("source_url"),
            "findings": [_finding(case, f) for f in case.findings],
        }
        for case in cases
    ]
    whole = {"format_version": FORMAT_VERSION, "tool": f"mingzhang {VERSION}", "documents": documents}
    return json.dumps(whole, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _finding(case: Case, finding: Row) -> Row:
    keys = (
        *("finding_id", "code", "category", "severity", "message_zh", "message_en"),
        *("printed", "computed", "gap_yuan", "gap_share"),
    )
    check = case.checks.get(finding["check_id"] or "")
    before = case.before.get(finding["finding_id"])
    return {
        **{key: finding[key] for key in keys},
        "confidence": round(float(finding["confidence"]), 3),
        "status": case.status(finding),
        "before": None if before is None else asdict(before.said),
        "evidence": [_evidence(e) for e in finding["evidence"]],
        "check": None if check is None else _check(case, check),
    }


def _evidence(evidence: Row) -> Row:
    keys = ("doc_id", "page", "bbox", "locator", "char_start", "char_end", "raw")
    return {**{key: evidence.get(key) for key in keys}, "bbox": _box(evidence)}


def _box(evidence: Row) -> list[float] | None:
    """The box in points, with two decimals."""
    return None if evidence["bbox"] is None else [round(float(v), 2) for v in evidence["bbox"]]


def _check(case: Case, check: Row) -> Row:
    keys = ("check_id", "code", "formula", "lhs", "rhs", "diff", "tolerance", "interval_low", "interval_high")
    sides = {
        side: [_operand(case.facts[i]) for i in check[f"{side}_ids"] or () if i in case.facts]
        for side in ("lhs", "rhs")
    }
    return {**{key: check[key] for key in keys}, "operands": sides}


def _operand(fact: Row) -> Row:
    keys = (
        "fact_id",
        "measure",
        "role",
        "function_code",
        "economic_code",
        "item_label",
        "value_raw",
        "unit_raw",
        "page",
        "locator",
    )
    return {key: fact.get(key) for key in keys}


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else _plain(value)


def as_sarif(cases: Iterable[Case]) -> str:
    """The findings as one SARIF run: a rule for each code, a result for each finding, the greatest first."""
    results, rules = [], dict[str, Row]()
    for case, finding in weighed(cases):
        rules.setdefault(finding["code"], _rule(finding))
        results.append(_result(case, finding))
    order = sorted(rules)
    for result in results:
        result["ruleIndex"] = order.index(result["ruleId"])
    driver = {
        "name": "mingzhang",
        "version": VERSION,
        "rules": [rules[code] for code in order],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return (
        json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _rule(finding: Row) -> Row:
    return {
        "id": finding["code"],
        "shortDescription": {"text": _name(finding["code"]).en},
        "fullDescription": {"text": _name(finding["code"]).zh},
        "properties": {"category": finding["category"]},
    }


def _name(code: str) -> Text:
    """What findings of a code are called."""
    return text_for(code, texts().codes)


def _result(case: Case, finding: Row) -> Row:
    result: Row = {
        "ruleId": finding["code"],
        "level": _LEVELS[finding["severity"]],
        "message": {"text": finding["message_zh"]},
        "locations": [_location(case, e) for e in finding["evidence"][:1]],
        "relatedLocations": [{**_location(case, e), "id": n} for n, e in enumerate(finding["evidence"][1:])],
        "partialFingerprints": {"findingId/v1": finding["finding_id"]},
        "rank": round(100 * float(finding["confidence"]), 1),
        "properties": {
            "message_en": finding["message_en"],
            "printed": finding["printed"],
            "computed": finding["computed"],
            "gap_yuan": _text(finding["gap_yuan"]),
            "gap_share": _text(finding["gap_share"]),
            "doc_id": case.document["doc_id"],
        },
    }
    if case.status(finding) == FALSE_POSITIVE:
        result["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return result


def _location(case: Case, evidence: Row) -> Row:
    document = case.document
    uri = document.get("source_url") or document["source_uri"] or document["doc_id"]
    physical: Row = {"artifactLocation": {"uri": uri}}
    if evidence["char_start"] is not None:
        length = evidence["char_end"] - evidence["char_start"]
        physical["region"] = {"charOffset": evidence["char_start"], "charLength": length}
        if evidence["raw"]:
            physical["region"]["snippet"] = {"text": evidence["raw"]}
    location: Row = {"physicalLocation": physical}
    if locator := evidence.get("locator"):
        location["logicalLocations"] = [
            {"fullyQualifiedName": locator, "name": Locator.of(locator).spoken().zh}
        ]
    return {**location, "properties": {"page": evidence["page"], "bbox": _box(evidence)}}


def write_findings_csv(stream: IO[str], cases: Iterable[Case]) -> None:
    """One line for each finding, the gravest and greatest first."""
    rows = []
    for case, f in weighed(cases):
        known = {
            **f,
            **{key: case.document[key] for key in ("entity_name", "fiscal_year", "doc_kind")},
            "source": case.link(f),
            "status": case.status(f),
            "confidence": round(float(f["confidence"]), 3),
        }
        rows.append([known[name] for name in CSV_COLUMNS])
    write_csv(stream, CSV_COLUMNS, rows)
