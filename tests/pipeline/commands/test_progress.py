"""How far a run is, shown without hurry."""

from __future__ import annotations

import sys
import time

import pytest

from pipeline.commands import progress as module
from pipeline.commands.progress import progress_display
from pipeline.running.receipts import Progress

HALF = Progress(total=10, done=5, pages=30, failed=1, unchanged=2, seconds=2.0)


def test_a_log_gets_a_line_every_ten_seconds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    with progress_display() as show:
        for now[0] in (100.0, 109.9, 110.0, 115.0, 119.9, 120.0):
            show(HALF)
    assert capsys.readouterr().err == "5/10 documents, 15 pages/s, 1 failed\n" * 2


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    with progress_display() as show:
        show(HALF)
    shown = capsys.readouterr().err
    assert "5/10" in shown
    assert "15 pages/s" in shown
    assert "1 failed" in shown


def test_a_rate_needs_time() -> None:
    assert module._rate(HALF) == 15.0
    assert module._rate(Progress(1, 0, 5, 0, 0, 0.0)) == 0.0
