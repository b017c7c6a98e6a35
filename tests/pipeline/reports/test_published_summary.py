"""What is said of the datasets is asked once for each generation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.reports import published_summary as module
from pipeline.reports.published_summary import published_summary


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An output folder whose questions answer how often they were asked."""
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets" / "datapackage.json").write_text("{}")
    asked: list[str] = []

    def ask(name: str) -> list[dict[str, int]]:
        asked.append(name)
        return [{"asked": asked.count(name)}]

    answers = {name: lambda _output, name=name: ask(name) for name in module._SAYS}
    monkeypatch.setattr(module, "_SAYS", answers)
    return tmp_path


def times(output: Path) -> set[int]:
    found = published_summary(str(output))
    assert found.keys() == {"findings", "greatest_findings", "bare_disclosures"}
    return {rows[0]["asked"] for rows in found.values()}


def test_of_one_generation_it_is_asked_once(output: Path) -> None:
    assert times(output) == times(output) == {1}
    (output / "datasets" / "datapackage.json").write_text("{1}")
    assert times(output) == times(output) == {2}


@pytest.mark.parametrize("content", ["", "[]", "{", json.dumps({"package": "of another"})])
def test_a_memory_that_says_nothing_is_made_again(output: Path, content: str) -> None:
    times(output)
    (output / "state" / "summary.json").write_text(content)
    assert times(output) == {2}
    assert times(output) == {2}


def test_without_a_package_nothing_is_remembered(output: Path) -> None:
    (output / "datasets" / "datapackage.json").unlink()
    assert times(output) == {1}
    assert times(output) == {2}
