"""Receipts of a run that was killed are published by the next one, once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.running import finishing
from pipeline.running.receipts import RunResult
from pipeline.storage import journal
from pipeline.storage.store import Store
from pipeline.upkeep.doctor import examine
from tests.pipeline.invented import files, go, rows
from tests.pipeline.running.test_run import inputs

__all__ = ["inputs"]


class Killed(BaseException):
    """In the place of SIGKILL: nothing catches it."""


def killed(*_: Any, **__: Any) -> RunResult:
    raise Killed


@pytest.mark.usefixtures("inputs")
def test_what_a_dead_run_had_done_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(finishing, "publish", killed)
        with pytest.raises(Killed):
            go("out", "in/a", "in/b")
    assert not Path("out/datasets").exists()
    result = go("out", "in/c")
    assert result.recovered == 2
    assert sorted(r["source_uri"] for r in rows("out", "receipts")) == ["in/a", "in/b", "in/c"]
    dead, alive = rows("out", "runs")
    assert (dead["inputs"], dead["ok"], dead["finished_at"]) == (2, 2, None)
    assert alive["inputs"] == 1
    assert {d["source_uri"] for d in rows("out", "documents")} == {"in/a", "in/b", "in/c"}
    assert go("out", "in/c").recovered == 0
    assert list(Path("out/state/journal").rglob("*.json*")) == []


@pytest.mark.usefixtures("inputs")
def test_receipts_that_were_published_are_not_published_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(journal, "remove", killed)
        with pytest.raises(Killed):
            go("out", "in/a")
    assert len(list(Path("out/state/journal").rglob("*.jsonl"))) == 1
    assert go("out", "in/a").recovered == 0
    assert len(rows("out", "receipts")) == 2
    assert len(rows("out", "runs")) == 2


@pytest.mark.usefixtures("inputs")
def test_a_journal_that_a_disk_has_damaged_hinders_nothing() -> None:
    place = Path("out/state/journal/0123456789abcdef")
    place.mkdir(parents=True)
    (place / "run.json").write_text('{"run_id": "01234567')
    (place / "00000000.jsonl").write_bytes(b"\xff\xfe")
    go("out")
    go("clean")
    assert files("out") == files("clean")


@pytest.mark.usefixtures("inputs")
def test_a_dead_run_is_told_by_the_doctor_with_how_far_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(finishing, "publish", killed)
        with pytest.raises(Killed):
            go("out", "in/a", "in/b")
    told = [a.what for a in examine(Store("out")).ailments if a.kind == "unfinished"]
    assert len(told) == 1
    assert told[0].endswith("was cut off after 2 inputs")
