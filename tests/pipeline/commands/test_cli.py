"""The command as a user meets it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands.run import Reader
from pipeline.reading.extract import READERS
from pipeline.version import VERSION
from tests.pipeline.command_line import ROOT, mingzhang


def test_help_imports_nothing_heavy() -> None:
    assert mingzhang("--help").returncode == 0
    code = "import sys, pipeline.cli; print([m for m in sys.argv[1:] if m in sys.modules])"
    heavy = ["matplotlib", "numpy", "pyarrow", "pandas", "duckdb", "pypdfium2", "jieba", "rich", "regex"]
    done = subprocess.run(
        [sys.executable, "-c", code, *heavy], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_every_command_explains_itself() -> None:
    text = mingzhang("--help").stdout
    for command in (
        "run",
        "show",
        "query",
        "search",
        "export",
        "compare",
        "measures",
        "datasets",
        "patterns",
    ):
        assert f"\n  {command} " in text
    for option in ("--output", "--workers", "--with-contacts", "0 all well"):
        assert option in mingzhang("run", "--help").stdout


def test_help_says_what_to_do_first_and_cuts_nothing_off() -> None:
    text = mingzhang("--help").stdout
    headings = [line for line in text.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert headings == [
        *("Options:", "Begin here:", "Ask:", "Look up:", "Check documents:", "Keep it going:"),
    ]
    assert "First: mingzhang run FOLDER, which reads the PDFs below FOLDER" in " ".join(text.split())
    listed = text.partition("Begin here:")[2].splitlines()
    commands = [line.split()[0] for line in listed if line.startswith("  ") and line[2] != " "]
    assert commands[:4] == ["run", "show", "serve", "search"]
    assert "..." not in text.partition("Options:")[2]


def test_a_folder_without_files_is_said_and_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    done = mingzhang("run", "inbox", cwd=tmp_path)
    assert done.returncode == 0
    assert (
        "mingzhang: there is no file in inbox; PDF, Word, Excel, OFD and text files, web pages, pictures"
        in done.stderr
    )
    (tmp_path / "night.toml").write_text('output = "night"\n[inbox]\npaths = ["inbox"]\n')
    done = mingzhang("nightly", "night.toml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's pipe")
@pytest.mark.parametrize("words", ["measures", "measures -f csv", "datasets", "query --list -f json"])
def test_a_reader_that_has_seen_enough_is_no_failure(words: str) -> None:
    """The reader is gone before anything is written: `| head` that has had its lines."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "mingzhang", *words.split()]
    done = subprocess.run(command, cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


def test_version() -> None:
    assert mingzhang("--version").stdout == f"mingzhang {VERSION}\n"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["run", "nowhere.pdf"], 2, "there is no file or folder nowhere.pdf; check the spelling"),
        (["run"], 2, "Missing argument"),
        (["patterns", "learn", "--output", "nowhere"], 1, "there are no datasets in nowhere; run"),
        (["run", "--workers", "0", "x"], 2, "greater than or equal to 1"),
        (
            ["show", "nowhere.pdf"],
            2,
            "nowhere.pdf cannot be opened (No such file or directory); check the path",
        ),
        (["datasets", "fakts"], 2, "there is no dataset or view fakts; did you mean facts?"),
        (["datasets", "zzzz"], 2, "there is no dataset or view zzzz; there are documents, texts"),
        (["query", "select 1"], 1, "there are no datasets in output; run `mingzhang run PATH"),
        (["query", "select 1", "--format", "xml"], 2, "xml"),
        (["query"], 2, "give either one SQL statement or --named NAME"),
        (["query", "select 1", "--named", "contradictions"], 2, "give either one SQL statement or --named"),
        (["query", "--named", "zzzz"], 2, "there is no question named zzzz; there are boilerplate_reasons"),
        (["query", "--named", "thre_public"], 2, "no question named thre_public; did you mean three_public_"),
        (["serch", "x"], 2, "No such command 'serch'. Did you mean 'search'"),
        (
            ["export", "x.docx"],
            2,
            ".docx files are not written; name a workbook (x.xlsx) or a folder for CSV",
        ),
        (["quarantine", "-o", "nowhere"], 2, "there is no folder nowhere; name the --output of a run"),
        (["compare", "three_public.total"], 1, "there are no datasets in output"),
        (["dance"], 2, "dance"),
    ],
)
def test_a_slip_is_explained(tmp_path: Path, arguments: list[str], status: int, message: str) -> None:
    done = mingzhang(*arguments, cwd=tmp_path)
    assert done.returncode == status
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_the_data_dictionary_is_printed() -> None:
    assert "three_public.reception" in mingzhang("datasets", "facts").stdout
    text = mingzhang("datasets").stdout
    assert "table_cells" in text
    assert "units_listed" in text


def test_what_cannot_be_read_is_a_failure_and_what_is_a_web_page_is_not(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_text("<!DOCTYPE html><html><body>404</body></html>")
    (tmp_path / "empty.pdf").write_bytes(b"")
    done = mingzhang("run", "page.pdf", "--workers", "1", cwd=tmp_path)
    said = [line for line in done.stderr.splitlines() if not line.startswith("1/1 documents")]
    assert (done.returncode, said) == (
        0,
        ["mingzhang: the file that was looked at is no disclosure; report.html says what it is"],
    )
    assert "1 input found: 0 ok, 0 partial, 0 failed, 1 not disclosures" in done.stdout
    done = mingzhang("run", "empty.pdf", "--workers", "1", cwd=tmp_path)
    assert done.returncode == 1
    assert "failed, empty: 1\n  empty.pdf: " in done.stdout
    assert (tmp_path / "output" / "report.html").is_file()


def test_the_examples_of_all_patterns_hold() -> None:
    done = mingzhang("patterns", "check")
    assert done.returncode == 0, done.stdout
    assert " 0 wrong" in done.stdout


def test_the_engines_to_choose_from_are_those_that_read() -> None:
    assert tuple(Reader) == READERS


def test_the_named_questions_are_listed_in_the_language_of_the_person() -> None:
    text = mingzhang("query", "--list").stdout
    assert "three_public_change" in text
    assert "Which departments cut 三公 spending most from year to year?" in text
    chinese = mingzhang("query", "--list", "--lang", "zh").stdout
    assert "哪些部门的“三公”经费同比压减最多？" in chinese
    assert "Which" not in chinese
    assert "哪些部门的“三公”经费同比压减最多？" in mingzhang("query", "--list", "--format", "csv").stdout
    assert "select" in mingzhang("query", "--named", "three_public_change", "--sql").stdout


def test_measures_are_listed() -> None:
    assert "three_public.total" in mingzhang("measures").stdout
