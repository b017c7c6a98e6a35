"""How far a run is, shown without hurry."""

from __future__ import annotations

import sys
import time
from dataclasses import replace

import pytest

from extractors.ocr.progress import report
from pipeline.commands import progress as module
from pipeline.commands.progress import pages_display, progress_display
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


SCANS = replace(
    HALF, scans=(("in/a [1].pdf", 0, 12), ("in/b.pdf", 12, 12), ("in/c.pdf", 1, 3), ("in/d.pdf", 1, 3))
)
SHOWN = "a [1].pdf: page 1 of 12, b.pdf: page 12 of 12, 2 more scans"


@pytest.mark.parametrize("is_terminal", [True, False])
def test_pages_that_are_recognised_are_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], is_terminal: bool
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(module, "_LINE_SECONDS", 0.0)
    with progress_display() as show:
        show(SCANS)
    assert SHOWN in capsys.readouterr().err


def test_of_one_document_pages_are_told_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with pages_display():
        for done, now[0] in enumerate((100.0, 109.9, 110.0, 119.9)):
            report(done, 3)
    report(3, 3)
    assert capsys.readouterr().err == "page 3 of 3 is recognised\n"


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
