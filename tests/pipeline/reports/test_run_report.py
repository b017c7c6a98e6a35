"""`report.json`, and the page beside it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from pipeline.learning.gaps import CodeGap, Example, Gaps
from pipeline.reports.findings_published import finding_counts, greatest_findings
from pipeline.reports.run_report import pages_per_second, report, write_reports
from pipeline.storage.outcome import Outcome, failed
from pipeline.version import VERSION
from tests.pipeline.published import document, finding, publish
from tests.pipeline.reports.drawn_run import result

OK = Outcome("d", "ok", pages=3, peak_mb=12.34)


def test_the_report_has_totals_and_every_input_that_is_not_simply_ok(tmp_path: Path) -> None:
    outcomes = (OK, failed(None, "html", "a page"), failed("x", "scan", "no text", peak_mb=56.78),
                Outcome("p", "partial", None, "cut", pages=1, unchanged=True))  # fmt: skip
    gaps = Gaps(unknown_codes=(CodeGap("299", "某", (), (2023,), 1, Example("a", 2)),))
    content = report(result(tmp_path, *outcomes, seconds=1.5, rows={"facts": 7}), gaps)
    assert content["gaps"] == gaps.to_dict()
    assert {k: v for k, v in content.items() if k not in ("not_ok", "gaps", "findings")} == {
        "run_id": "r",
        "tool_version": VERSION,
        "started_at": "2026-01-02T03:04:05+00:00",
        "finished_at": "2026-01-02T03:04:07+00:00",
        "seconds": 1.5,
        "publish_seconds": 0.123,
        "workers": 1,
        "inputs": 4,
        "ok": 1,
        "partial": 1,
        "failed": 1,
        "not_disclosure": 1,
        "waiting": 0,
        "unchanged": 1,
        "pages": 3,
        "pages_per_second": 2.0,
        "peak_mb": 56.8,
        "earlier_versions": 0,
        "addresses": {"known": 0, "files": 4, "problems": []},
        "datasets": {"facts": 7},
        "greatest_findings": [],
        "bare_disclosures": [],
    }
    assert content["not_ok"] == [
        {"source_uri": "1.pdf", "status": "not_disclosure", "error_kind": "html", "message": "a page"},
        {"source_uri": "2.pdf", "status": "failed", "error_kind": "scan", "message": "no text"},
        {"source_uri": "3.pdf", "status": "partial", "error_kind": None, "message": "cut"},
    ]


def test_a_run_without_inputs_has_a_report(tmp_path: Path) -> None:
    content = report(result(tmp_path, seconds=0), Gaps())
    assert (content["inputs"], content["peak_mb"], content["pages_per_second"]) == (0, 0.0, 0.0)
    assert (content["findings"], content["not_ok"]) == ([], [])
    assert pages_per_second(result(tmp_path, OK, seconds=0)) == 0.0
    assert pages_per_second(result(tmp_path, OK, seconds=0.5)) == 6.0


def test_findings_are_counted_by_code_the_gravest_and_most_frequent_first(tmp_path: Path) -> None:
    kinds = [("info", "N1"), ("error", "B"), ("warning", "W"), ("error", "A"), ("error", "C"), ("error", "C")]
    findings = [finding("d", f"f{n}", severity=s, code=c) for n, (s, c) in enumerate(kinds)]
    output = publish(tmp_path, documents=[document("d")], findings=findings)
    assert [(r["severity"], r["code"], r["findings"]) for r in finding_counts(str(output))] == [
        ("error", "C", 2),
        ("error", "A", 1),
        ("error", "B", 1),
        ("warning", "W", 1),
        ("info", "N1", 1),
    ]


def test_both_files_are_written_beside_the_datasets(tmp_path: Path) -> None:
    run = result(tmp_path, failed(None, "scan", "没有文字层"))
    write_reports(run, Gaps())
    text = (tmp_path / "report.json").read_text("utf-8")
    content = json.loads(text)
    assert (content["run_id"], content["failed"], content["gaps"]["unknown_codes"]) == ("r", 1, [])
    assert "没有文字层" in text
    assert text.endswith("}\n")
    assert text.splitlines()[1] == ' "run_id": "r",'
    assert "没有文字层" in (tmp_path / "report.html").read_text("utf-8")


def test_the_greatest_findings_are_named_with_their_documents(tmp_path: Path) -> None:
    gaps = {"a": Decimal(5), "b": Decimal(50), "c": None, "w": Decimal(500), "n": Decimal(5000)}
    severities = {"w": "warning", "n": "info"}
    findings = [
        finding("d", name, gap_yuan=gap, severity=severities.get(name, "error"), code=name)
        for name, gap in gaps.items()
    ]
    output = publish(tmp_path, documents=[document("d")], findings=findings)
    found = greatest_findings(str(output))
    assert [(row["code"], row["gap_yuan"]) for row in found] == [
        ("b", "50.00"),
        ("a", "5.00"),
        ("c", None),
        ("w", "500.00"),
    ]
    assert {row["source_uri"] for row in found} == {"d.pdf"}
    many = [finding("d", f"f{n:02}", code=f"f{n:02}") for n in range(30)]
    output = publish(tmp_path / "many", documents=[document("d")], findings=many)
    assert [row["code"] for row in greatest_findings(str(output))] == [f"f{n:02}" for n in range(20)]
