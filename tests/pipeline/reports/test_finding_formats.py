"""Findings as other tools read them."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

from pipeline.reports.cases import Case
from pipeline.reports.finding_formats import CSV_COLUMNS, as_json, as_sarif, write_findings_csv
from pipeline.reports.statuses import Status
from tests.pipeline.published import check, document, evidence, fact, finding

TOTAL = fact("d", "income.total", "12.50", 3, value_raw="12.50", unit_raw="元", function_code=None)
TOTAL |= {"economic_code": None, "item_label": "合计"}
PART = fact("d", "income.fiscal", "13.00", 4, value_raw="13", unit_raw="元", function_code=None)
PART |= {"economic_code": None, "item_label": None}
CHECK = check("d", TOTAL, PART, tolerance=Decimal("0.010000"))
FACTS = {row["fact_id"]: row for row in (TOTAL, PART)}


def case(*findings: dict[str, Any], **more: Any) -> Case:
    return Case(
        document("d", "某局", title="预算", source_uri="in/d.pdf"), findings, {"c1": CHECK}, FACTS, **more
    )


def test_json_has_the_finding_its_evidence_and_the_operands_of_its_identity() -> None:
    whole = json.loads(as_json([case(finding("d", page=3, check_id="c1", confidence=0.98765))]))
    assert whole["format_version"] == "1"
    (found,) = whole["documents"]
    assert [found[key] for key in ("doc_id", "source_uri", "title", "entity_name")] == [
        "d",
        "in/d.pdf",
        "预算",
        "某局",
    ]
    (shown,) = found["findings"]
    assert (shown["finding_id"], shown["severity"], shown["confidence"]) == ("f1", "error", 0.988)
    assert shown["status"] == "open"
    assert shown["evidence"] == [
        {"doc_id": "d", "page": 3, "bbox": [10.0, 20.0, 60.0, 32.0], "locator": None, "char_start": None,
         "char_end": None, "raw": "12"},
    ]  # fmt: skip
    identity = shown["check"]
    assert [identity[key] for key in ("lhs", "rhs", "diff", "tolerance")] == ["12.5", "13", "-0.5", "0.01"]
    assert identity["interval_low"] is None
    assert [(o["measure"], o["value_raw"], o["page"]) for o in identity["operands"]["lhs"]] == [
        ("income.total", "12.50", 3)
    ]
    assert [o["measure"] for o in identity["operands"]["rhs"]] == ["income.fiscal"]


def test_json_of_a_finding_without_an_identity_or_a_box() -> None:
    whole = as_json([case(finding("d", page=None))])
    (shown,) = json.loads(whole)["documents"][0]["findings"]
    assert shown["check"] is None
    assert (shown["evidence"][0]["bbox"], shown["evidence"][0]["char_start"]) == (None, 2)
    assert whole.endswith("}\n")
    assert "合计不符" in whole
    assert whole.splitlines()[1] == ' "format_version": "1",'


def test_boxes_are_given_to_a_hundredth_of_a_point() -> None:
    place = evidence("d", bbox=[1.005, 2.119, 3.0, 4.994])
    (shown,) = json.loads(as_json([case(finding("d", evidence=[place]))]))["documents"][0]["findings"]
    assert shown["evidence"][0]["bbox"] == [1.0, 2.12, 3.0, 4.99]


def test_operands_that_are_not_at_hand_are_left_out() -> None:
    known = Case(
        document("d", title="预算"), [finding("d", check_id="c1")], {"c1": CHECK}, {TOTAL["fact_id"]: TOTAL}
    )
    (shown,) = json.loads(as_json([known]))["documents"][0]["findings"]
    assert [len(shown["check"]["operands"][side]) for side in ("lhs", "rhs")] == [1, 0]


def test_sarif_is_readable_has_shares_in_percent_and_a_place_also_without_a_source() -> None:
    nowhere = Case(document("d", source_uri=None), [finding("d", confidence=0.98765)])
    whole = as_sarif([nowhere])
    (result,) = json.loads(whole)["runs"][0]["results"]
    assert result["rank"] == 98.8
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "d"}
    assert "合计不符" in whole
    assert whole.splitlines()[2] == ' "version": "2.1.0",'
    assert whole.endswith("}\n")


def test_sarif_has_a_rule_for_each_code_and_a_result_for_each_finding() -> None:
    findings = [
        finding("d", "f1", code="W09", severity="warning"),
        finding("d", "f2", code="I07"),
        finding("d", "f3", code="W09", severity="info", category="format"),
    ]
    whole = json.loads(as_sarif([case(*findings, statuses={"f2": Status("f2", "false_positive")})]))
    (run,) = whole["runs"]
    assert (whole["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    rules = run["tool"]["driver"]["rules"]
    assert [(r["id"], r["shortDescription"]["text"]) for r in rules] == [
        ("I07", "a total and the codes below it"),
        ("W09", "W09"),
    ]
    assert [(r["ruleId"], r["ruleIndex"], r["level"]) for r in run["results"]] == [
        ("I07", 0, "error"),
        ("W09", 1, "warning"),
        ("W09", 1, "note"),
    ]
    assert [r.get("suppressions") for r in run["results"]] == [
        [{"kind": "external", "status": "accepted"}],
        None,
        None,
    ]
    first = run["results"][1]
    assert first["properties"]["gap_yuan"] == "10000"
    assert first["message"] == {"text": "合计不符"}
    assert (first["rank"], first["partialFingerprints"]) == (98.0, {"findingId/v1": "f1"})


def test_sarif_gives_the_first_evidence_as_the_place_and_the_others_as_related() -> None:
    places = [evidence("d", None, char_start=4, char_end=9), evidence("d", 3), evidence("d", None, raw=None)]
    (result,) = json.loads(as_sarif([case(finding("d", evidence=places))]))["runs"][0]["results"]
    (place,) = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "in/d.pdf"},
        "region": {"charOffset": 4, "charLength": 5, "snippet": {"text": "12"}},
    }
    on_page, without_text = result["relatedLocations"]
    assert (on_page["id"], without_text["id"]) == (0, 1)
    assert on_page["properties"] == {"page": 3, "bbox": [10.0, 20.0, 60.0, 32.0]}
    assert "region" not in on_page["physicalLocation"]
    assert without_text["physicalLocation"]["region"] == {"charOffset": 2, "charLength": 3}


def test_csv_has_a_line_for_each_finding_and_none_that_runs() -> None:
    stream = io.StringIO()
    marked = {"f2": Status("f2", "explained")}
    write_findings_csv(
        stream,
        [
            case(
                finding("d", page=3, confidence=0.98765),
                finding("d", "f2", printed="=1+1"),
                statuses=marked,
            )
        ],
    )
    first, second = csv.DictReader(io.StringIO(stream.getvalue()))
    assert tuple(first) == CSV_COLUMNS
    assert (first["source"], first["entity_name"], first["status"]) == ("in/d.pdf#page=3", "某局", "open")
    assert first["confidence"] == "0.988"
    assert (second["status"], second["printed"], second["confidence"]) == ("explained", "'=1+1", "0.98")


def test_json_says_what_was_said_in_another_version_of_the_document() -> None:
    before = {"f1": Status("old", "confirmed", "打过电话", "李", "2026-01-02")}
    (document,) = json.loads(as_json([case(finding("d"), before=before)]))["documents"]
    (found,) = document["findings"]
    assert found["status"] == "open"
    assert found["before"] == {"status": "confirmed", "note": "打过电话", "by": "李", "date": "2026-01-02"}
    (document,) = json.loads(as_json([case(finding("d"))]))["documents"]
    assert document["findings"][0]["before"] is None
