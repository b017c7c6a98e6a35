"""The lines that end a run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.intake.sidecar import Problem
from pipeline.language.spoken import speak
from pipeline.learning.gaps import CodeGap, Example, Gaps, TitleGap
from pipeline.reading.losses import LOST_AMOUNTS, LOST_TABLES
from pipeline.reports.run_summary import summary
from pipeline.storage.outcome import Outcome, failed
from tests.pipeline.published import document, finding, publish
from tests.pipeline.reports.drawn_run import result

OK = Outcome("d", "ok", pages=3)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    findings = [finding("d", f"f{n}", severity=s) for n, s in enumerate(("error", "info", "info", "warning"))]
    return publish(tmp_path, documents=[document("d")], findings=findings)


def test_a_run_with_one_input_of_which_nothing_is_to_be_said(tmp_path: Path) -> None:
    assert summary(result(tmp_path, OK), Gaps()) == [
        "1 input found: 1 ok, 0 partial, 0 failed, 0 not disclosures",
        "3 pages in 2.0 s, 2 pages/s, 1 worker",
        "rows: none",
        f"datasets: {tmp_path}/datasets   report: {tmp_path}/report.html",
    ]


def test_counts_pages_and_rows(tmp_path: Path) -> None:
    run = result(tmp_path, OK, OK.as_unchanged(0.1), workers=2, rows={"facts": 1234, "texts": 0, "runs": 1})
    lines = summary(run, Gaps())
    assert lines[0] == "2 inputs found: 2 ok, 0 partial, 0 failed, 0 not disclosures; 1 of them unchanged"
    assert lines[1] == "3 pages in 2.0 s, 2 pages/s, 2 workers"
    assert lines[2] == "rows: facts 1,234, runs 1"


def test_files_with_addresses_are_counted_and_what_lists_get_wrong_is_named(tmp_path: Path) -> None:
    run = result(tmp_path, OK, OK, failed("a", "archive", "x"), failed("s", "addresses", "x"))
    first, *others = run.receipts
    known = replace(run, receipts=(replace(first, source_url="https://a.cn/1"), *others))
    line = "1 of 2 files have an address where they are published (documents.source_url)"
    assert summary(known, Gaps())[3] == line
    problems = tuple(Problem("in/sources.csv", n, "it names no file") for n in range(1, 12))
    lines = summary(replace(known, address_problems=problems), Gaps())
    assert lines[3:5] == [line, "  in/sources.csv, line 1: it names no file"]
    assert lines[13:15] == ["  in/sources.csv, line 10: it names no file", "  … 1 more in report.json"]


def test_scanned_pages_and_their_numbers_are_told(tmp_path: Path) -> None:
    counts = {"facts": 9, "pages_read_by_ocr": 3, "numbers_confirmed": 1200, "numbers_unproven": 2}
    read = replace(OK, counts=counts)
    waiting = replace(OK, status="partial", counts={"pages_waiting_for_ocr": 4})
    run = result(tmp_path, OK, read, waiting, replace(read, unchanged=True))
    lines = summary(run, Gaps())
    start = lines.index(
        "scans: 3 documents, 6 pages read by OCR, 4 waiting for it (pip install 'mingzhang[ocr]')"
    )
    assert lines[start + 1 : start + 3] == [
        "numbers on scanned pages: 2,400 confirmed, 4 unproven (ocr_status of table_cells and facts)",
        "  1.pdf: 2 unproven",
    ]
    assert not any("3.pdf" in line for line in lines)  # it was told when it was read


def test_failures_are_named_by_kind_up_to_ten_of_each(tmp_path: Path) -> None:
    outcomes = [failed(None, "scan", f"no text {n}") for n in range(11)]
    outcomes += [failed(None, "empty", "nothing"), Outcome("p", "partial", "clipped", None, pages=1)]
    lines = summary(result(tmp_path, *outcomes), Gaps())
    start = lines.index("failed, empty: 1")
    assert lines[start + 1 : start + 4] == ["  11.pdf: nothing", "failed, scan: 11", "  0.pdf: no text 0"]
    assert lines[start + 12 : start + 14] == ["  9.pdf: no text 9", "  … 1 more in report.html"]
    assert lines[start + 14 : start + 16] == ["read in part, clipped: 1", "  12.pdf: "]


def test_where_ten_failed_and_three_gaps_were_found_none_is_left_to_the_report(tmp_path: Path) -> None:
    codes = tuple(CodeGap(f"20{n}", "某事", (), (2023,), 2, Example("a", 4)) for n in range(3))
    run = result(tmp_path, *(failed(None, "scan", "no text") for _ in range(10)))
    lines = summary(run, Gaps(codes))
    assert ("failed, scan: 10" in lines, "codes in no list: 3" in lines) == (True, True)
    assert not any("more" in line for line in lines)


def test_what_is_no_disclosure_is_counted_and_not_named(tmp_path: Path) -> None:
    lines = summary(result(tmp_path, failed(None, "html", "a web page")), Gaps())
    assert "not disclosures: 1 (named in report.html)" in lines
    assert not any("a web page" in line for line in lines)


def test_findings_are_counted_from_the_gravest(output: Path) -> None:
    lines = summary(result(output, OK), Gaps())
    assert "findings: 1 error, 1 warning, 2 notes (mingzhang audit --all)" in lines


def test_one_finding_is_not_spoken_of_in_the_plural(tmp_path: Path) -> None:
    output = publish(tmp_path, documents=[document("d")], findings=[finding("d", severity="info")])
    assert "findings: 1 note (mingzhang audit --all)" in summary(result(output, OK), Gaps())


def test_three_gaps_of_each_kind_are_named(tmp_path: Path) -> None:
    page, nowhere = Example("in/a.pdf", 4), Example(None, None)
    codes = tuple(CodeGap(f"20{n}", "某事", (), (2023,), 2, page) for n in range(4))
    names = (CodeGap("210", "卫生", ("卫生健康", "医疗"), (2023,), 1, nowhere),)
    lines = summary(result(tmp_path, OK), Gaps(codes, names, (TitleGap("表", 3, 2, page),)))
    start = lines.index("table titles that the catalogue does not recognise: 1")
    assert lines[start + 1 : -1] == [
        "  表: 2 documents, in/a.pdf p. 4",
        "codes in no list: 4",
        "  200 某事: 2 documents, in/a.pdf p. 4",
        "  201 某事: 2 documents, in/a.pdf p. 4",
        "  202 某事: 2 documents, in/a.pdf p. 4",
        "  … 1 more in report.json",
        "codes with another name than the list's: 1",
        "  210 卫生 (listed: 卫生健康, 医疗): 1 document, ",
    ]


def test_amounts_of_which_nothing_came_are_counted(tmp_path: Path) -> None:
    lost = [replace(OK, counts={LOST_TABLES: t, LOST_AMOUNTS: a}) for t, a in ((2, 1000), (1, 5))]
    assert (
        "amounts of which nothing came: 1,005 in 3 tables of 2 documents "
        "(their receipts and `rejects` name them)" in summary(result(tmp_path, OK, *lost), Gaps())
    )
    assert not any("nothing came" in line for line in summary(result(tmp_path, OK), Gaps()))


def test_a_chinese_reader_has_the_lines_in_chinese(output: Path) -> None:
    run = result(output, OK, failed("a", "damaged", "memory ran out; raise the limit or split the document"))
    speak("zh")
    try:
        lines = summary(run, Gaps())
    finally:
        speak(None)
    assert lines == [
        "找到输入 2 个：读完 1，部分 0，失败 1，不是公开文件 0",
        "3 页，用时 2.0 秒，每秒 2 页，工作进程 1 个",
        "失败、损坏：1",
        "  1.pdf：内存不足；请提高上限或拆分文件",
        "行数：没有",
        "问题：错误 1 个、疑点 1 个、提示 2 个（mingzhang audit --all）",
        f"数据集：{output}/datasets   报告：{output}/report.html",
    ]
