"""Commands speak the language of the person, wherever it is asked for; what they publish does not."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.language.lines import wide
from pipeline.language.spoken import VARIABLE, speak

EVERY = [(), *((name,) for name in typer.main.get_command(app).commands), ("patterns", "learn")]  # type: ignore[attr-defined]
ACCOUNT = """上海市普陀区财政局2025年度部门决算

一、“三公”经费决算情况
2025年度“三公”经费决算数为3.20万元，其中：公务接待费1.20万元，公务用车运行维护费2.00万元。
"""


def said(*words: str, language: str | None = None) -> tuple[int, str]:
    """Exit status and what a command prints, by an environment that speaks this language."""
    try:
        done = CliRunner().invoke(
            app, list(words), env={VARIABLE: language or "en", "COLUMNS": "80"}, prog_name="mingzhang"
        )
    finally:
        speak(None)
    return done.exit_code, done.output


def test_help_is_in_the_language_that_is_asked_for_wherever_it_is_asked_for() -> None:
    status, english = said("run", "--help")
    chinese = said("run", "--help", language="zh")
    assert status == 0
    assert "Extract disclosures into Parquet datasets." in english
    assert "从公开文件中提取 Parquet 数据集。" in chinese[1]
    for words in (
        ("run", "--help", "--lang", "zh"),
        ("run", "--lang=zh", "--help"),
        ("--lang", "zh", "run", "--help"),
    ):
        assert said(*words) == chinese
    assert said("run", "--help", "--lang", "en", language="zh") == (status, english)


@pytest.mark.parametrize("words", EVERY)
def test_nothing_of_the_help_stays_english_and_no_line_is_wider_than_the_screen(
    words: tuple[str, ...],
) -> None:
    status, text = said(*words, "--help", language="zh")
    assert status == 0
    assert text.startswith("用法：mingzhang")
    assert max(wide(line) for line in text.splitlines()) <= 80
    for word in (
        "Usage",
        "Options",
        "Arguments",
        "default:",
        "required",
        "Show this",
        "[OPTIONS]",
        "Exit status",
    ):
        assert word not in text


def test_help_says_default_range_and_what_is_required() -> None:
    _, text = said("run", "--help", language="zh")
    flat = "".join(text.split())
    assert "结果文件夹，或网址（s3://…）。［默认：output］" in flat
    assert "工作进程数［默认：每核一个；集群为每CPU一个］。［x>=1］" in flat
    assert "压缩包或网址（s3://…）。［必填］" in flat


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("dance",), "错误：没有命令 'dance'。"),
        (("run",), "错误：缺少参数 'PATH'。"),
        (("run", "x", "--xyzzy"), "错误：没有选项 --xyzzy"),
        (("run", "x", "--outpu", "y"), "错误：没有选项 --outpu（可能是：--output）"),
        (("run", "x", "--workers"), "错误：选项 '--workers' 需要一个值。"),
        (("run", "x", "--workers", "0"), "错误：'--workers' / '-w' 的值无效：应不小于 1"),
        (("run", "x", "--ocr", "y"), "错误：'--ocr' 的值无效：'y' 不是 'auto', 'always', 'never' 之一。"),
        (("run", "x", "--lang", "fr"), "错误：'--lang' 的值无效：'fr' 不是 'en', 'zh' 之一。"),
        (("export",), "错误：缺少参数 'DEST'。"),
    ],
)
def test_wrong_usage_is_said_in_chinese(words: tuple[str, ...], problem: str) -> None:
    status, text = said(*words, language="zh")
    assert status == 2
    assert text.splitlines()[-1] == problem
    assert "Usage" not in text


def test_without_a_command_the_help_is_shown() -> None:
    status, text = said(language="zh")
    assert status == 2
    assert text.startswith("用法：mingzhang [选项] 命令 [参数]...")


def test_a_refusal_is_said_in_chinese() -> None:
    status, text = said("show", "nowhere.pdf", language="zh")
    assert (status, text.partition("（")[0]) == (2, "mingzhang: nowhere.pdf 无法打开")


def test_datasets_are_the_same_whatever_the_language(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ACCOUNT, encoding="utf-8")
    (tmp_path / "b.pdf").write_text("<html><body>a page</body></html>", encoding="utf-8")
    published: dict[str, dict[str, bytes]] = {}
    printed = {}
    for language in ("en", "zh"):
        output = tmp_path / language
        words = ("run", str(tmp_path / "a.txt"), str(tmp_path / "b.pdf"), "--output", str(output), "-w", "1")
        status, printed[language] = said(*words, "--ocr", "never", language=language)
        assert status == 0
        before = files_of(output)
        for command in (("doctor",), ("audit", "--all"), ("query", "--named", "three_public_change")):
            assert said(*command, "--output", str(output), language=language)[0] == 0
        assert files_of(output) == before
        published[language] = before
    assert published["zh"] == published["en"]
    assert "findings" in {name.split("/")[0] for name in published["en"]}
    assert "2 inputs found: 1 ok" in printed["en"]
    assert "找到输入 2 个：读完 1" in printed["zh"]
    page = (tmp_path / "zh" / "report.html").read_text(encoding="utf-8")
    assert "网页只写着：a page；可能是错误页" in page
    report = (tmp_path / "zh" / "report.json").read_text(encoding="utf-8")
    assert "a web page that says only: a page; an error page" in report
    assert "无论" not in report


def files_of(output: Path) -> dict[str, bytes]:
    """The published files but for those that say when a run was."""
    root = output / "datasets"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*.parquet"))
        if path.relative_to(root).parts[0] not in ("runs", "receipts")
    }
