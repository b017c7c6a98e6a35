"""`mingzhang patterns`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import regex

import patterns.check
from patterns.shapes.records import ConstructionRecord
from pipeline.commands import patterns as module
from pipeline.learning import construction_counts, learned_codes
from pipeline.learning.construction_counts import DocumentCount
from tests.pipeline.commands.published import asked, published

__all__ = ["published"]
assert module.check.__name__ == "check"


@pytest.mark.parametrize(("problems", "status"), [([], 0), (["a.toml, x: has no examples; add one"], 1)])
def test_what_is_wrong_with_patterns_is_listed(
    monkeypatch: pytest.MonkeyPatch, problems: list[str], status: int
) -> None:
    monkeypatch.setattr(patterns.check, "check_all", lambda: (7, problems))
    lines = [*problems, f"7 examples and counterexamples, {len(problems)} wrong"]
    found, text = asked("patterns", "check")
    assert (found, text.splitlines()[:-1]) == (status, lines)
    assert regex.fullmatch(r"\d+ constructions of \d+ facts: \d+ proven .*", text.splitlines()[-1])


@pytest.mark.usefixtures("published")
def test_records_are_written_on_request_only(monkeypatch: pytest.MonkeyPatch) -> None:
    row = DocumentCount("d", "1101", "noun.x·said·fund:none·plain·final", 40, 30, 0)
    written: list[list[ConstructionRecord]] = []
    monkeypatch.setattr(construction_counts, "document_counts", lambda _: [row])
    monkeypatch.setattr(construction_counts, "write_records", lambda _, found: written.append(found))
    line = "noun.x·said·fund:none·plain·final  30 held, 0 failed of 40, 1 documents, 1 regions\n"
    assert asked("patterns", "measure", "out") == (0, line)
    assert written == []
    assert asked("patterns", "measure", "out", "--write") == (0, line)
    assert [record.held for (record,) in written] == ["30"]


def test_without_datasets_there_is_nothing_to_measure(tmp_path: Path) -> None:
    status, text = asked("patterns", "measure", str(tmp_path))
    assert (status, "there are no datasets in" in text) == (1, True)


@pytest.mark.usefixtures("published")
def test_code_lists_are_written_on_request_only(monkeypatch: pytest.MonkeyPatch) -> None:
    new = {"code": "20199", "name": "某事务", "source": "printed: 2 documents of 1 region, 2023"}
    written: list[Path] = []

    def write(folder: Path, _printed: Any) -> list[dict[str, str]]:
        written.append(folder)
        return [new]

    monkeypatch.setattr(learned_codes, "write_lists", write)
    assert asked("patterns", "learn", "-o", "out") == (
        0,
        "0 codes with names printed, 0 of them in no list\n",
    )
    assert written == []
    status, text = asked("patterns", "learn", "-o", "out", "--write")
    assert (status, written) == (0, [patterns.FOLDER])
    assert text.splitlines()[0] == "20199  某事务  (printed: 2 documents of 1 region, 2023)"


def test_without_datasets_there_is_nothing_to_learn(tmp_path: Path) -> None:
    status, text = asked("patterns", "learn", "-o", str(tmp_path))
    assert (status, "there are no datasets in" in text) == (1, True)
