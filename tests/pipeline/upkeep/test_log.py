"""The night's log: a JSON object a line, turned over before it is too large."""

from __future__ import annotations

import datetime
import json
import logging
from pathlib import Path
from typing import Any

import pytest

from pipeline.running.receipts import Receipt
from pipeline.storage.outcome import Outcome, failed
from pipeline.upkeep.log import NightLog


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "mingzhang.jsonl").read_text("utf-8").splitlines()]


def test_a_line_has_time_level_and_event_first(tmp_path: Path) -> None:
    log = NightLog(tmp_path / "new" / "logs", 0, 0)
    log.write("start", paths=["in"], output=Path("输出"))
    log.write("broken", logging.ERROR, promise="100 %s of them")
    log.close()
    first, second = lines(tmp_path / "new" / "logs")
    assert list(first) == ["time", "level", "event", "paths", "output"]
    assert (first["level"], first["event"], first["output"]) == ("info", "start", "输出")
    assert datetime.datetime.fromisoformat(first["time"]).tzinfo is not None
    assert (second["level"], second["promise"]) == ("error", "100 %s of them")


@pytest.mark.parametrize(
    ("outcome", "level"),
    [
        (Outcome("d", "ok", seconds=1.23456, peak_mb=99.94), "info"),
        (Outcome("d", "partial", message="page 3"), "warning"),
        (failed("d", "damaged", "cut off"), "warning"),
        (failed("d", "html", "a web page"), "info"),
    ],
)
def test_a_receipt_is_as_grave_as_its_status(tmp_path: Path, outcome: Outcome, level: str) -> None:
    log = NightLog(tmp_path, 0, 0)
    log.receipt(Receipt("in/a", outcome))
    log.receipt(Receipt("in/b", outcome.as_unchanged(0.5)))
    log.close()
    (line,) = lines(tmp_path)
    del line["time"]
    assert line == {
        "level": level,
        "event": "document",
        "source_uri": "in/a",
        "doc_id": "d",
        "status": outcome.status,
        "error_kind": outcome.error_kind,
        "message": outcome.message,
        "seconds": round(outcome.seconds, 3),
        "peak_mb": round(outcome.peak_mb, 1),
    }


def test_a_log_goes_on_where_the_night_before_ended_and_is_turned_over(tmp_path: Path) -> None:
    for night in range(8):
        log = NightLog(tmp_path, 250, 2)
        log.write("end", night=night)
        log.close()
    names = sorted(p.name for p in tmp_path.iterdir())
    assert names == ["mingzhang.jsonl", "mingzhang.jsonl.1", "mingzhang.jsonl.2"]
    assert all(p.stat().st_size <= 250 for p in tmp_path.iterdir())
    assert lines(tmp_path)[-1]["night"] == 7
