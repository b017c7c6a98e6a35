"""`mingzhang.run`: the same as the command, from scripts and notebooks."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest

import mingzhang
from mingzhang import Progress, RunResult
from pipeline.commands.run import run
from pipeline.storage.locks import OutputLocked
from pipeline.storage.store import Store

ROOT = Path(__file__).parents[2]
TEXT = "某市某区财政局2023年度部门决算\n\n一、收入支出决算总体情况\n收入总计1,200.50万元。\n"


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """One disclosure and one file that cannot be read."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.pdf").write_bytes(b"%PDF-1.7 nothing")
    return folder


def test_a_script_needs_no_guard_and_its_main_module_runs_once(inputs: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "print('begun')\nimport mingzhang as mz\n"
        f"result = mz.run({str(inputs)!r}, {str(tmp_path / 'out')!r}, workers=2)\n"
        "print(result.count('ok'), result.count('failed'), result.exit_status)\n"
        f"print(mz.open({str(tmp_path / 'out')!r}).documents.first()['entity_name'])\n"
    )
    done = subprocess.run(
        [sys.executable, script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["begun", "1 1 1", "某市某区财政局"]


def test_a_run_reports_as_the_command_does_and_tells_how_far_it_is(inputs: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    result = mingzhang.run(
        [inputs / "a.txt", str(inputs / "b.pdf")], tmp_path / "out", workers=1, progress=told.append
    )
    assert isinstance(result, RunResult)
    assert (result.count("ok"), result.count("failed"), result.exit_status) == (1, 1, 1)
    assert [receipt.outcome.error_kind for receipt in result.select(("failed",))] == ["damaged"]
    assert (told[-1].done, told[-1].total, told[-1].failed) == (2, 2, 1)
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert (report["inputs"], report["ok"], report["failed"]) == (2, 1, 1)
    assert (tmp_path / "out" / "report.html").is_file()
    assert result.summary[0].startswith("2 inputs found: 1 ok, 0 partial, 1 failed")
    assert repr(result) == f"<RunResult {tmp_path / 'out'}: {result.summary[0]}>"
    assert "2 inputs found" in result._repr_html_()


def test_it_takes_what_the_command_takes() -> None:
    command, function = (inspect.signature(f).parameters for f in (run, mingzhang.run))
    assert [*command, "progress"] == list(function)
    for name in command.keys() - {"paths", "reader", "ocr", "engine"}:  # words in Python, choices there
        assert command[name].default == function[name].default, name


def test_what_ends_the_command_is_raised(inputs: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nowhere"):
        mingzhang.run(tmp_path / "nowhere", tmp_path / "out", progress=False)
    with pytest.raises(ValueError, match="there is no engine 'slurm'"):
        mingzhang.run(inputs, tmp_path / "out", engine="slurm", progress=False)
    with Store(tmp_path / "out").lock(), pytest.raises(OutputLocked):
        mingzhang.run(inputs, tmp_path / "out", progress=False)


def test_without_a_terminal_progress_goes_to_standard_error_alone(
    inputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.commands.progress._LINE_SECONDS", 0.0)
    mingzhang.run(inputs / "a.txt", tmp_path / "out", workers=1)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "1/1 documents" in shown.err
    mingzhang.run(inputs / "a.txt", tmp_path / "out", workers=1, progress=False)
    assert capsys.readouterr().err == ""
