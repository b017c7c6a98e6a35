"""Every command line that a document shows exists, with its options, and does what it can on the samples."""

from __future__ import annotations

import importlib.util
import re
import shutil
import tomllib
import webbrowser
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from typer.testing import CliRunner

from pipeline.ask.named_queries import named_queries
from pipeline.ask.query import connect
from pipeline.cli import app
from pipeline.explorer import server
from pipeline.upkeep.config import read_config
from tests.documented import (
    Documented,
    blocks,
    commands,
    knows_option,
    modules,
    options_in_prose,
    problems,
    shown,
)

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples" / "documents"
DOCUMENTS = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").rglob("*.md"))]
OTHERS = [
    *(ROOT / name for name in ("CONTRIBUTING.md", "SECURITY.md")),
    *(ROOT / folder / "README.md" for folder in ("samples", "output", "benchmarks")),
    ROOT / "output" / "README.zh.md",
]
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (*DOCUMENTS, *OTHERS)}
CALLS = list(dict.fromkeys(call for text in TEXTS.values() for call in commands(text)))
OF_2023 = """北京市通州区政务服务管理局2023年度部门决算

第二部分 2023年度部门决算情况说明

一、收入支出决算总体情况
2023年度收、支总计4987.68万元，比上年增加372.23万元，增长8.06%。主要原因：在职人员增加，租赁服务终端。
"""
OF_2026 = """上海市普陀区财政局2026年部门预算

一、“三公”经费预算情况
2026年“三公”经费预算数为3.20万元，其中：公务接待费1.20万元，公务用车运行维护费2.00万元。
"""
CONFIG = 'output = "output"\n[inbox]\npaths = ["disclosures"]\n[run]\nworkers = 1\n'
NOT_ALL_READ = {"run samples/negatives"}
"""What ends with exit status 1: a scan among the negatives cannot be read."""
FIRST_RUN = ("run", "samples/documents", "--output", "output")
PAIRS = [name for name in TEXTS if name.removesuffix(".md") + ".zh.md" in TEXTS]
"""What is written in both languages."""
each_document = pytest.mark.parametrize("name", TEXTS)


def test_calls_are_found_in_blocks_and_inline_code() -> None:
    document = """
Say `mingzhang doctor --mend` or `mingzhang`, not `run --retry`.
```sh
pip install x && .venv/bin/mingzhang run in --output out  # or --engine ray
mingzhang query "select 1
                 from facts" > rows.csv
30 2 * * *  /opt/bin/mingzhang nightly /etc/m.toml 2>&1 || mail -s "mingzhang $?" me
ExecStart=/opt/bin/mingzhang nightly b.toml
```
"""
    assert commands(document) == [
        Documented(("run", "in", "--output", "out"), "or --engine ray"),
        Documented(("query", "select 1\n                 from facts")),
        Documented(("nightly", "/etc/m.toml", "2")),
        Documented(("nightly", "b.toml")),
        Documented(("doctor", "--mend"), in_block=False),
    ]
    assert options_in_prose(document) == [("run", "--retry")]


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (Documented(("dance",)), "there is no command 'dance'"),
        (Documented(("patterns", "dance")), "there is no command 'patterns dance'"),
        (Documented(("run", "x", "--made-up", "1")), "run has no option --made-up"),
        (Documented(("run", "x", "-q")), "run has no option -q"),
        (Documented(("run",)), "run: Missing parameter: paths"),
        (Documented(("export", "a", "b")), "export: Got unexpected extra argument(s) (b)"),
        (
            Documented(("query", "--sql", "x"), "also --made-up"),
            "the comment names --made-up, which query has not",
        ),
        (Documented(("doctor",), "run --mend"), "the comment names --mend, which doctor has not"),
    ],
)
def test_what_the_command_does_not_know_is_a_problem(call: Documented, problem: str) -> None:
    assert problems(call) == [problem]


def test_a_wrong_choice_is_a_problem_and_a_mere_mention_is_none() -> None:
    (problem,) = problems(Documented(("audit", "--all", "--format", "xml")))
    assert problem.startswith("audit: ")
    assert problems(Documented(("highlight",), in_block=False)) == []
    assert problems(Documented(("run", "x"), "run --retry, --engine ray")) == []
    assert problems(Documented(("--version",), in_block=False)) == []


@each_document
def test_every_command_line_exists(name: str) -> None:
    calls = commands(TEXTS[name])
    assert [f"{call}: {problem}" for call in calls for problem in problems(call)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_every_option_that_prose_names_exists(path: Path) -> None:
    named = options_in_prose(path.read_text("utf-8"))
    assert [pair for pair in named if not knows_option(*pair)] == []
    assert not knows_option("run", "--mend")
    assert not knows_option(None, "--made-up")


@each_document
def test_every_module_that_is_run_exists(name: str) -> None:
    assert [m for m in sorted(modules(TEXTS[name])) if importlib.util.find_spec(m) is None] == []


@pytest.mark.parametrize("name", PAIRS)
def test_both_languages_show_the_same(name: str) -> None:
    """Names of files, words that are sought and notes are in the language of the reader."""
    shapes = []
    for one in (name, name.removesuffix(".md") + ".zh.md"):
        text = TEXTS[one]
        calls = [call for call in commands(text) if call.in_block]
        options = [(c.arguments[0], [w for w in c.arguments if w.startswith("-")]) for c in calls]
        python = [
            re.sub(r'  #.*|"[^"]*\.pdf"', "", code) for language, code in blocks(text) if language == "python"
        ]
        marks = (r"^## ", r"^\*\*", r"^- ", r"^\|", r"^!\[")  # sections, paragraphs with a name, items, rows
        counts = [len(re.findall(mark, text, re.MULTILINE)) for mark in marks]
        shapes.append((options, python, counts))
    assert shapes[0] == shapes[1]


def test_readmes_and_the_tutorial_are_in_both_languages() -> None:
    assert {"README.md", "docs/index.md", "docs/tutorial.md"} <= set(PAIRS)


def test_named_questions_that_documents_ask_are_there() -> None:
    asked = {name for call in CALLS for name in re.findall(r"--named ([a-z_]+)", f"{call} {call.comment}")}
    assert "contradictions" in asked
    assert sorted(asked - named_queries().keys()) == []


def test_the_configuration_of_a_night_is_one_that_is_read(tmp_path: Path) -> None:
    (code,) = (code for language, code in blocks(TEXTS["docs/nightly.md"]) if language == "toml")
    (tmp_path / "CONFIG.toml").write_text(code, encoding="utf-8")
    config = read_config(tmp_path / "CONFIG.toml")
    assert config.workers == tomllib.loads(code)["run"]["workers"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the files stand that the documents name: small samples, texts of two years."""
    folder = tmp_path_factory.mktemp("documented")
    budget, account = SAMPLES / "landscape_budget.pdf", SAMPLES / "gb18030_unit_account.txt"
    for name in ("disclosures", "公开文件"):
        (folder / name).mkdir(parents=True)
        shutil.copy(budget, folder / name)
        shutil.copy(account, folder / name)
        (folder / name / "of_2023.txt").write_text(OF_2023, encoding="utf-8")
        (folder / name / "of_2026.txt").write_text(OF_2026, encoding="utf-8")
    for name in ("documents", "negatives"):
        shutil.copytree(SAMPLES.parent / name, folder / "samples" / name)
    for name in ("2024-final-account.pdf", "report.pdf", "某局2024年度部门决算.pdf"):
        shutil.copy(budget, folder / name)
    (folder / "CONFIG.toml").write_text(CONFIG, encoding="utf-8")
    return folder


def runnable(call: Documented) -> bool:
    """Whether a call is whole and needs no other machine."""
    words = call.arguments
    if any(word.startswith(("s3://", "/")) or "…" in word or re.fullmatch(r"[A-Z]+", word) for word in words):
        return False
    mentioned = not call.in_block and len(words) == 1
    return bool(words) and not mentioned and problems(replace(call, in_block=True)) == []


def test_commands_and_python_run_on_the_samples(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One output for all: of the samples alone, which shown answers are of; then what else runs, what asks,
    and the Python of each page."""
    monkeypatch.chdir(place)
    monkeypatch.setenv("COLUMNS", "100")
    served = answering_once(monkeypatch)
    calls = dict.fromkeys(call.arguments for call in CALLS if runnable(call))
    answers = {call.arguments: answer for text in TEXTS.values() for call, answer in shown(text)}
    assert len(answers) > 2
    ran, failures = set(), []
    order = (lambda c: c == FIRST_RUN, answers.__contains__, lambda c: c[0] == "run")
    for arguments in sorted(calls, key=lambda c: [not comes_before(c) for comes_before in order]):
        words = list(arguments)
        if "--mark" in words:
            words[words.index("--mark") + 1] = a_finding()
        result = CliRunner().invoke(app, words)
        wanted = 1 if " ".join(words) in NOT_ALL_READ else 0
        if arguments in answers and result.output.split() != answers[arguments].split():
            failures.append(f"{words}: prints\n{result.output}")
        if result.exit_code != wanted:
            failures.append(f"{words}: exit status {result.exit_code}: {result.output[-300:]}")
        ran.add(" ".join(words[:2]) if words[0] == "patterns" else words[0])
    assert failures == []
    assert ran == {
        *("run", "datasets", "query", "show", "compare", "search", "export", "audit", "highlight", "nightly"),
        *("doctor", "quarantine", "measures", "patterns check", "patterns learn", "patterns measure"),
        *("serve", "site"),
    }
    assert set(served) == {200, 401}
    for written in ("all.xlsx", "folder/notes.csv", "audit/index.html", "report.highlighted.pdf"):
        assert (place / written).is_file(), written
    assert list((place / "output" / "compare").glob("three_public.total-entity-2026-budget-*.png"))
    assert [f"{name}: {error}" for name in TEXTS if (error := failed_python(TEXTS[name]))] == []
    assert "3.10" in capsys.readouterr().out  # the tutorial shows the figure of the picture


def answering_once(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What explorers answered that a command served: each is asked for its first page and ends then."""
    statuses: list[int] = []

    def answer_once(application: Starlette, _: object) -> None:
        with TestClient(application, base_url="http://127.0.0.1") as client:
            statuses.append(client.get("/").status_code)

    listener = server.listener
    monkeypatch.setattr(server, "listener", lambda *_: listener("127.0.0.1", 0))
    monkeypatch.setattr(server, "answer_until_stopped", answer_once)
    monkeypatch.setattr(webbrowser, "open", lambda _: True)
    return statuses


def failed_python(document: str) -> str:
    """What the Python blocks of a document raise, one after the other in one namespace; empty if nothing."""
    names: dict[str, object] = {}
    for language, code in blocks(document):
        if language == "python":
            try:
                exec(code, names)
            except Exception as error:
                return f"{type(error).__name__}: {error} in\n{code}"
    return ""


def test_python_that_fails_is_told() -> None:
    text = "```python\na = 1\n```\n```python\na / 0\n```\n"
    assert failed_python(text) == "ZeroDivisionError: division by zero in\na / 0\n"
    assert failed_python(text.replace("/ 0", "/ 1")) == ""


def a_finding() -> str:
    ((finding_id,),) = connect(Path("output")).execute("select min(finding_id) from findings").fetchall()
    return str(finding_id)
