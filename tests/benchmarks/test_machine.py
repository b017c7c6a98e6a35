"""Records of figures."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.machine import record


def test_a_record_keeps_the_other_figures_of_its_file_and_says_where_each_was_measured(
    tmp_path: Path,
) -> None:
    file = tmp_path / "results" / "figures.json"
    record(file, {"growth": {"pages": 262}, "memory": {"worker_mb": 337.0}}, "one machine")
    record(file, {"memory": {"worker_mb": 300.0}}, "another machine")
    found = json.loads(file.read_text(encoding="utf-8"))
    assert (found["growth"]["pages"], found["growth"]["machine"]) == (262, "one machine")
    assert (found["memory"]["worker_mb"], found["memory"]["machine"]) == (300.0, "another machine")


def test_without_a_path_nothing_is_written(tmp_path: Path) -> None:
    record(None, {"growth": {"pages": 262}}, "one machine")
    assert list(tmp_path.iterdir()) == []
