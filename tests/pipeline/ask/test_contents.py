"""What an output folder holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ask.contents import row_counts
from pipeline.ask.query import connect
from pipeline.datasets.schema import datasets
from pipeline.running.run import run
from tests.pipeline.invented import make_inputs


def test_the_rows_of_every_dataset_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_inputs(tmp_path)
    run(["in"], "out", function="tests.pipeline.fakes:extraction")
    counts = row_counts("out")
    assert counts is not None
    assert list(counts) == list(datasets())
    connection = connect("out")
    for name, count in counts.items():
        if count:
            assert connection.execute(f"select count(*) from {name}").fetchone() == (count,), name
    assert counts["documents"] > 0
    assert counts["runs"] == 1  # the data package does not count runs
    assert counts["project_contacts"] == 0


def test_where_nothing_is_published_nothing_is_counted(tmp_path: Path) -> None:
    assert row_counts(tmp_path) is None
    assert row_counts(tmp_path / "nowhere") is None
    (tmp_path / "file").write_text("x")
    assert row_counts(tmp_path / "file") is None
