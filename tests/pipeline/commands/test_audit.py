"""`mingzhang audit`, end to end on the samples."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.reports.statuses import FILE_NAME

SAMPLES = Path(__file__).parents[3] / "samples" / "documents"
ACCOUNT = SAMPLES / "shanghai_style_final_account.pdf"
runner = CliRunner()


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, published."""
    folder = tmp_path_factory.mktemp("audit") / "out"
    result = runner.invoke(app, ["run", str(SAMPLES), "--output", str(folder), "--workers", "1"])
    assert result.exit_code == 0, result.output
    return folder


def asked(*words: str) -> str:
    result = runner.invoke(app, ["audit", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_file_is_read_on_the_spot() -> None:
    said = asked(str(ACCOUNT))
    assert "SHARE_MISMATCH" in said
    assert "5 error in 1 document" in said


def test_all_documents_in_the_terminal_in_either_language(output: Path) -> None:
    chinese = asked("--all", "-o", str(output), "--lang", "zh")
    assert "得分11高于分值10" in chinese.replace("\n", "").replace(" ", "")
    assert "S5 自评表：得分高于分值" in chinese
    assert chinese.splitlines()[-1].strip() == "3 份文件：错误 7 个、疑点 3 个"
    assert "exceeds" in asked("--all", "-o", str(output))


def test_only_one_code_or_severity(output: Path) -> None:
    rows = list(csv.DictReader(asked("--all", "-o", str(output), "-f", "csv", "-c", "S5").splitlines()))
    assert [(r["code"], r["severity"], r["printed"]) for r in rows] == [("S5", "error", "11")]
    every = list(csv.DictReader(asked("--all", "-o", str(output), "-f", "csv", "-s", "info").splitlines()))
    grave = list(csv.DictReader(asked("--all", "-o", str(output), "-f", "csv", "-s", "error").splitlines()))
    assert {r["severity"] for r in grave} == {"error"}
    assert len(every) > len(grave)


def test_json_has_evidence_and_operands(output: Path) -> None:
    whole = json.loads(asked(ACCOUNT.name, "-o", str(output), "-f", "json"))
    (document,) = whole["documents"]
    found = next(f for f in document["findings"] if f["code"] == "I16")
    assert found["evidence"][0]["raw"] == "3.10"
    assert found["evidence"][0]["page"] == 9
    assert found["check"]["operands"]["lhs"][0]["measure"] == "three_public.total"


def test_sarif_names_rule_place_and_fingerprint(output: Path) -> None:
    run = json.loads(asked("--all", "-o", str(output), "-f", "sarif"))["runs"][0]
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        physical = result["locations"][0]["physicalLocation"]
        assert physical["artifactLocation"]["uri"]
        assert physical["region"]["charLength"] > 0
        assert result["partialFingerprints"]


def test_pages_need_nothing_else(output: Path, tmp_path: Path) -> None:
    asked("--all", "-o", str(output), "-f", "html", "--to", str(tmp_path / "pages"))
    index = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    pages = [p for p in (tmp_path / "pages").glob("*.html") if p.name != "index.html"]
    assert len(pages) == 3
    assert all(p.name in index for p in pages)
    text = "".join(p.read_text(encoding="utf-8") for p in (*pages, tmp_path / "pages" / "index.html"))
    assert "http://" not in text.replace("http-equiv", "")
    assert "https://" not in text
    assert text.count("data:image/jpeg;base64,") > 3
    again = tmp_path / "again"
    asked("--all", "-o", str(output), "-f", "html", "--to", str(again))
    assert [p.read_bytes() for p in sorted(again.glob("*.html"))] == [
        p.read_bytes() for p in sorted((tmp_path / "pages").glob("*.html"))
    ]


def test_statuses_survive_a_run_and_hide_false_positives(output: Path) -> None:
    (row,) = csv.DictReader(asked("--all", "-o", str(output), "-f", "csv", "-c", "S5").splitlines())
    asked(
        "-o",
        str(output),
        "--mark",
        row["finding_id"],
        "false_positive",
        "--note",
        "表格说明允许",
        "--by",
        "王",
    )
    result = runner.invoke(app, ["audit", "--all", "-o", str(output), "-c", "S5"])
    assert "no findings" in result.output
    assert "1 findings marked as false positives are not shown" in result.output
    assert runner.invoke(app, ["run", str(SAMPLES), "--output", str(output)]).exit_code == 0
    shown = asked("--all", "-o", str(output), "-c", "S5", "--false-positives")
    assert "false_positive" in shown
    kept = (output / FILE_NAME).read_text(encoding="utf-8-sig")
    assert "表格说明允许" in kept
    (output / FILE_NAME).unlink()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("finding_id,status\nabc,perhaps\n", "line 2: unknown status 'perhaps'"),
        ("finding_id,status\nabc,open\nabc,confirmed\n", "line 3: finding abc is named twice"),
        ("status\nopen\n", "no column finding_id"),
    ],
)
def test_a_status_file_that_cannot_be_used(output: Path, content: str, message: str) -> None:
    path = output / FILE_NAME
    path.write_text(content, encoding="utf-8")
    result = runner.invoke(app, ["audit", "--all", "-o", str(output)])
    path.unlink()
    assert result.exit_code == 1
    assert message in result.output.replace("\n", "")


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        ([], 2, "name a document"),
        (["x.pdf", "--all"], 2, "not both"),
        (["nothing-like-this.pdf"], 1, "no document of"),
        (["./missing.pdf"], 1, "cannot be opened"),
        (["--mark", "0000", "confirmed"], 1, "there is no finding"),
    ],
)
def test_wrong_questions(output: Path, words: list[str], status: int, message: str) -> None:
    result = runner.invoke(app, ["audit", *words, "-o", str(output)])
    assert result.exit_code == status
    assert message in result.output.replace("\n", " ")


def test_an_output_without_datasets(tmp_path: Path) -> None:
    result = runner.invoke(app, ["audit", "--all", "-o", str(tmp_path)])
    assert result.exit_code == 1
    assert "there are no datasets" in result.output


def test_the_report_of_a_run_counts_findings(output: Path) -> None:
    content = json.loads((output / "report.json").read_text(encoding="utf-8"))
    by_severity = {row["severity"] for row in content["findings"]}
    assert {"error", "warning", "info"} == by_severity
    assert sum(row["findings"] for row in content["findings"]) == content["datasets"]["findings"]
    assert "SHARE_MISMATCH" in (output / "report.html").read_text(encoding="utf-8")
