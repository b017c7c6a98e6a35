"""`report.html`: what it shows, and that nothing of a document is code in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.language.spoken import speak
from pipeline.learning.gaps import CodeGap, Example, Gaps, TitleGap
from pipeline.reports.run_page import run_page
from pipeline.reports.run_report import report
from pipeline.storage.outcome import Outcome, failed
from tests.pipeline.reports.drawn_run import result

EVIL = "<script>alert(1)</script>'&"
SAFE = "&lt;script&gt;alert(1)&lt;/script&gt;&#x27;&amp;"


def content(tmp_path: Path, *outcomes: Outcome, gaps: Gaps | None = None) -> dict[str, Any]:
    return report(result(tmp_path, *outcomes, rows={"facts": 1234}), gaps or Gaps())


def test_totals_datasets_and_no_failures(tmp_path: Path) -> None:
    page = run_page(content(tmp_path, Outcome("d", "ok", pages=3)))
    assert "<tr><td>pages per second</td><td class='n'>1.5</td></tr>" in page
    assert "<tr><td>facts</td><td class='n'>1,234</td></tr>" in page
    assert "<p>None.</p>" in page
    assert "Tonight" not in page
    assert page.startswith("<!doctype html>")


def test_what_is_not_ok_is_listed_and_marked(tmp_path: Path) -> None:
    page = run_page(content(tmp_path, failed(None, "scan", EVIL), Outcome("d", "partial", None, None)))
    row = f"<tr><td>0.pdf</td><td class='failed'>failed</td><td>scan</td><td class='w'>{SAFE}</td></tr>"
    assert row in page
    assert "<tr><td>1.pdf</td><td class='partial'>partial</td><td></td><td></td></tr>" in page
    assert "<script>" not in page
    assert "<p>None.</p>" not in page


def test_gaps_have_the_years_in_which_they_were_printed(tmp_path: Path) -> None:
    place = Example("a.pdf", 4)
    gaps = Gaps(
        (CodeGap("299", "某", (), (2021, 2022, 2024), 2, place),),
        (CodeGap("210", EVIL, ("甲", "乙"), (2023,), 1, place),),
        (TitleGap("某表", 3, 2, place),),
    )
    page = run_page(content(tmp_path, gaps=gaps))
    assert "<td>299</td><td>某</td><td></td><td>2021–2024</td><td class='n'>2</td><td>a.pdf</td>" in page
    assert f"<td>210</td><td class='w'>{SAFE}</td><td>甲, 乙</td><td>2023</td>" in page
    assert "<td>某表</td><td class='n'>3</td><td class='n'>2</td><td>a.pdf</td><td class='n'>4</td>" in page


def test_a_night_stands_first_with_what_it_brought(tmp_path: Path) -> None:
    night = {
        "statement": "found 2 = 1 new + 1 unchanged + 0 failed <",
        "exit_status": 4,
        "broken": [EVIL],
        "unreachable": [],
        "counts": {"new": 2, "unchanged": 1_001, "failed": 0},
        "new": [{"source_uri": "a.pdf", "status": "ok"}, {"source_uri": "b.pdf", "known_before": True}],
        "unchanged": ["c<.pdf"],
        "failed": [],
        "new_documents": [],
        "new_findings": [{"code": "I07", "message_zh": EVIL}],
        "revisions": [],
    }
    page = run_page({**content(tmp_path), "nightly": night})
    assert page.index("Tonight") < page.index("run id")
    assert "<strong>found 2 = 1 new + 1 unchanged + 0 failed &lt;</strong>" in page
    assert f"<h3>Promises that are not kept</h3><ul><li class='failed'>{SAFE}</li></ul>" in page
    assert "Sources that do not answer" not in page
    assert "<summary>Inputs read tonight: 2</summary>" in page
    assert "<tr><th>source_uri</th><th>status</th><th>known_before</th></tr>" in page
    assert "Inputs that could not be read" not in page
    assert "<summary>Unchanged inputs: 1001</summary><ul><li>c&lt;.pdf</li></ul>" in page
    assert "<script>" not in page


def test_a_chinese_reader_has_it_in_chinese_and_marks_and_names_stay(tmp_path: Path) -> None:
    empty = failed(None, "empty", "the file is empty (0 bytes); download it again")
    found = {"doc_id": "0123456789abcdef0123", "fiscal_year": 2025, "code": "I07", "severity": "error"}
    messages = {"message_zh": "合计有误", "message_en": "the total is wrong"}
    night = {
        "statement": "2 found = 1 new + 0 unchanged + 1 failed",
        **{
            key: []
            for key in ("broken", "unreachable", "unchanged", "new", "failed", "new_documents", "revisions")
        },
        "counts": {"new": 0, "unchanged": 0, "failed": 0},
        "new_findings": [found | messages],
    }
    whole = {**content(tmp_path, empty), "nightly": night}
    speak("zh")
    try:
        page = run_page(whole)
    finally:
        speak(None)
    assert page.startswith("<!doctype html><html lang='zh-CN'>")
    assert (
        "<td>0.pdf</td><td class='failed'>失败</td><td>空文件</td><td>文件是空的（0 字节）；请重新下载</td>"
        in page
    )
    assert "<strong>找到 2 = 新增 1 + 未变 0 + 失败 1</strong>" in page
    row = (
        "<td>0123456789abcdef</td><td>2025</td><td>I07 合计与下级科目之和</td><td>错误</td><td>合计有误</td>"
    )
    assert row in page
    assert "the total is wrong" not in page
    assert "<td>facts 事实</td><td class='n'>1,234</td>" in page
    english = run_page(whole)
    assert "the total is wrong" in english
    assert "合计有误" not in english


def test_amounts_of_findings_have_separators_and_shares_are_percent(tmp_path: Path) -> None:
    greatest = {
        **dict.fromkeys(("source_uri", "page", "severity", "code", "message_zh", "message_en"), "x"),
        "gap_yuan": "64840547.00",
        "gap_share": "0.083333",
    }
    page = run_page({**content(tmp_path), "greatest_findings": [greatest]})
    assert "<td class='n'>64,840,547.00</td><td class='n'>8.33 %</td>" in page
    assert "name='viewport'" in page
