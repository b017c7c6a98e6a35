"""Receipts of a run that was killed are published by the next one, once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.datasets.arrow import to_table
from pipeline.datasets.parquet import write_parquet
from pipeline.datasets.schema import dataset
from pipeline.running import finishing
from pipeline.running.receipts import RunResult
from pipeline.storage import journal
from pipeline.storage.folders import LocalFolder
from pipeline.storage.journal import Journal, leftovers, remove
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


# --- the journal itself, without a run ---


def noted(uri: str, run_id: str = "r", **more: Any) -> dict[str, Any]:
    """A receipt: 收入决算表.pdf and the like, read well."""
    empty = dict.fromkeys(dataset("receipts").schema.names)
    return {
        **empty, "source_uri": uri, "run_id": run_id, "status": "ok", "unchanged": False, "counts": [], **more
    }  # fmt: skip


def begun(run_id: str = "r", started_at: str = "2026-03-01 02:00:00+00:00") -> dict[str, Any]:
    return {**dict.fromkeys(dataset("runs").schema.names), "run_id": run_id, "started_at": started_at}


def on_disk(folder: LocalFolder) -> list[str]:
    return [name.removeprefix("state/journal/") for name in folder.names("state/journal")]


@pytest.fixture
def folder(tmp_path: Path) -> LocalFolder:
    return LocalFolder(tmp_path)


class Clock:
    """In the place of `time.monotonic`."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(journal.time, "monotonic", found)
    return found


def test_a_run_is_on_disk_before_its_first_receipt(folder: LocalFolder) -> None:
    Journal(folder, {**begun(), "tool_version": "明账"})
    assert on_disk(folder) == ["r/run.json"]
    assert "明账" in folder.read("state/journal/r/run.json").decode()


@pytest.mark.usefixtures("clock")
def test_two_hundred_receipts_go_to_disk_together(folder: LocalFolder) -> None:
    kept = Journal(folder, begun())
    for n in range(199):
        kept.add(noted(f"{n}.pdf"))
    assert on_disk(folder) == ["r/run.json"]
    kept.add(noted("199.pdf"))
    assert on_disk(folder) == ["r/00000000.jsonl", "r/run.json"]
    for n in range(200):
        kept.add(noted(f"{n + 200}.pdf"))
    assert on_disk(folder) == ["r/00000000.jsonl", "r/00000001.jsonl", "r/run.json"]


def test_a_receipt_waits_five_seconds_for_others_and_no_longer(folder: LocalFolder, clock: Clock) -> None:
    kept = Journal(folder, begun())
    clock.now += 5.0
    kept.add(noted("a.pdf"))
    assert on_disk(folder) == ["r/run.json"]
    clock.now += 0.5
    kept.add(noted("b.pdf"))
    assert on_disk(folder) == ["r/00000000.jsonl", "r/run.json"]
    clock.now += 5.0  # since the last that went
    kept.add(noted("c.pdf"))
    assert on_disk(folder) == ["r/00000000.jsonl", "r/run.json"]


def test_nothing_noted_is_nothing_written(folder: LocalFolder) -> None:
    kept = Journal(folder, begun())
    kept.flush()
    assert on_disk(folder) == ["r/run.json"]
    kept.add(noted("b.pdf"))
    kept.flush()
    kept.flush()
    assert on_disk(folder) == ["r/00000000.jsonl", "r/run.json"]


def test_a_run_that_ends_takes_its_own_journal_away(folder: LocalFolder) -> None:
    mine, other = Journal(folder, begun("mine")), Journal(folder, begun("other"))
    for kept in (mine, other):
        kept.add(noted("a.pdf", kept.run_id))
        kept.flush()
    mine.remove()
    assert on_disk(folder) == ["other/00000000.jsonl", "other/run.json"]
    remove(folder, ["mine", "other"])
    assert on_disk(folder) == []


def test_runs_that_did_not_end_come_oldest_first_with_what_they_had_done(folder: LocalFolder) -> None:
    late, early = begun("a", "2026-03-02 02:00:00+00:00"), begun("b")
    for run, uris in ((late, ("x.pdf",)), (early, ("y.pdf", "z.pdf"))):
        kept = Journal(folder, run)
        for uri in uris:
            kept.add(noted(uri, run["run_id"], counts=[("facts", 3), ("texts", 1)], unchanged=uri == "z.pdf"))
        kept.add(noted("scan.pdf", run["run_id"], status="failed"))
        kept.flush()
    runs, receipts = leftovers(folder)
    columns = ("run_id", "inputs", "ok", "partial", "failed", "not_disclosure", "unchanged")
    assert [tuple(run[name] for name in columns) for run in runs] == [
        ("b", 3, 2, 0, 1, 0, 1),
        ("a", 2, 1, 0, 1, 0, 0),
    ]
    assert runs[0]["started_at"] == datetime(2026, 3, 1, 2, tzinfo=UTC)
    assert [r["source_uri"] for r in receipts] == ["x.pdf", "scan.pdf", "y.pdf", "z.pdf", "scan.pdf"]
    assert receipts[0]["counts"] == [("facts", 3), ("texts", 1)]


def test_what_belongs_to_no_run_that_is_known_is_left_out(folder: LocalFolder) -> None:
    """The disk has damaged one run's own file; a receipt of another cannot be read."""
    for run_id in ("damaged", "whole"):
        kept = Journal(folder, begun(run_id))
        for _ in range(2):
            kept.add(noted(f"{run_id}.pdf", run_id))
            kept.flush()
    folder.put_bytes("state/journal/damaged/run.json", b"{")
    folder.put_bytes("state/journal/whole/00000000.jsonl", b"{")
    runs, receipts = leftovers(folder)
    assert [(run["run_id"], run["inputs"]) for run in runs] == [("whole", 1)]
    assert [r["run_id"] for r in receipts] == ["whole"]


def test_a_run_that_is_published_is_removed_and_another_one_stays(folder: LocalFolder) -> None:
    for run_id in ("published", "lost"):
        kept = Journal(folder, begun(run_id))
        kept.add(noted("a.pdf", run_id))
        kept.flush()
    run = {**begun("published"), "started_at": datetime(2026, 3, 1, tzinfo=UTC)}
    folder.put("datasets/runs/part-0.parquet", lambda draft: write_parquet(to_table("runs", [run]), draft))
    folder.put_bytes("datasets/runs/notes.txt", b"of somebody else")
    runs, receipts = leftovers(folder)
    assert [run["run_id"] for run in runs] == [receipt["run_id"] for receipt in receipts] == ["lost"]
    assert on_disk(folder) == ["lost/00000000.jsonl", "lost/run.json"]


def test_without_a_journal_nothing_is_left_over(folder: LocalFolder) -> None:
    assert leftovers(folder) == ([], [])
