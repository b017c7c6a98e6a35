"""A night's record: written, measured, told; and nothing that fails there fails the night."""

from __future__ import annotations

import http.server
import json
import os
import re
import signal
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest

from pipeline.running.receipts import Receipt
from pipeline.running.run import run
from pipeline.storage.locks import OutputLocked
from pipeline.upkeep import night as module
from pipeline.upkeep.alarm import Alarm
from pipeline.upkeep.config import read_config
from pipeline.upkeep.metrics import metrics, write_metrics
from pipeline.upkeep.night import nightly
from pipeline.upkeep.night_result import Night
from pipeline.upkeep.terminated import Terminated, terminable
from tests.pipeline.intake.site import Site, site
from tests.pipeline.invented import disclosure, make_inputs, write

__all__ = ["site"]

CONFIG = 'output = "out"\n[inbox]\npaths = ["in"]\n{}\n[download]\nattempts = 1\nsilence = 1\n{}'
TELL = "import os, sys; open('told', 'w').write(os.environ['MINGZHANG_EXIT_STATUS'] + sys.stdin.read())"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    make_inputs(tmp_path)
    monkeypatch.setattr(module, "run", partial(run, function="tests.pipeline.fakes:treacherous"))
    return tmp_path


def night(inbox: str = "", more: str = "", said: list[str] | None = None) -> Night:
    Path("c.toml").write_text(CONFIG.format(inbox, more), encoding="utf-8")
    return nightly(read_config(Path("c.toml")), workers=1, say=None if said is None else said.append)


def record() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path("out/logs/night.json").read_bytes())
    return found


def last_event() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path("out/logs/mingzhang.jsonl").read_text().splitlines()[-1])
    return found


@pytest.mark.usefixtures("here")
def test_the_record_counts_what_the_statement_counts() -> None:
    write(Path("in"), damaged="damaged\n")
    night()
    found = record()
    assert found["statement"] == "6 found = 5 new + 0 unchanged + 1 failed"
    assert [found[key] for key in ("found", "new", "unchanged", "failed", "failed_new")] == [6, 5, 0, 1, 1]
    assert (found["exit_status"], found["ending"], found["last_clean_at"]) == (1, "failed", None)
    assert found["failures"] == {"damaged": 1}
    assert [row["source_uri"] for row in found["failed_inputs"]] == ["in/damaged"]
    assert found["rows"]["documents"] == 5
    night()
    found = record()
    assert (found["exit_status"], found["failed"], found["failed_new"]) == (0, 1, 0)
    assert found["last_clean_at"] == found["finished_at"]
    clean = found["finished_at"]
    write(Path("in"), other="damaged\n2")
    night()
    assert (record()["exit_status"], record()["last_clean_at"]) == (1, clean)


@pytest.mark.usefixtures("here")
def test_as_many_records_are_kept_as_are_wanted() -> None:
    night("", "[logs]\nnights = 2")
    (first,) = Path("out/logs/nights").iterdir()
    for name in ("20260101T000000", "20260102T000000"):
        first.with_name(f"{name}.json").write_text("{}")
    night("", "[logs]\nnights = 2")
    kept = sorted(path.name for path in Path("out/logs/nights").iterdir())
    assert len(kept) == 2
    assert not any(name.startswith("2026010") for name in kept)


def test_a_metrics_file_is_one_that_prometheus_reads(tmp_path: Path) -> None:
    path = tmp_path / "m.prom"
    content = {
        "output": 'a "quoted" \\ place',
        "exit_status": 0,
        "seconds": 1.5,
        "started_at": "2026-11-30T02:30:00+00:00",
        "new_findings": {"error": 2, "info": 0},
        "worker_peak_bytes": None,
    }
    write_metrics(path, content)
    assert [p.name for p in tmp_path.iterdir()] == ["m.prom"]
    text = path.read_text(encoding="utf-8")
    assert text == metrics(content)
    names: set[str] = set()
    for line in text.splitlines():
        if match := re.fullmatch(r"# (HELP|TYPE) (mingzhang_[a-z_]+) .+", line):
            names.add(match[2])
            continue
        sample = re.fullmatch(r'([a-z_]+)\{(?:[a-z]+="(?:[^"\\]|\\["\\n])*",?)+\} -?[0-9.e+]+', line)
        assert sample is not None, line
        assert sample[1] in names
    assert 'mingzhang_night_start_timestamp_seconds{output="a \\"quoted\\" \\\\ place"} 1796005800.0' in text
    assert 'place",severity="error"} 2' in text
    assert "worker_peak" not in text  # not known, not zero
    assert text.endswith("\n")


def test_a_collector_never_sees_half_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "m.prom"
    path.write_text("as before")
    seen: list[list[str]] = []

    def flush(_draft: Path) -> None:
        seen.append([p.read_text() for p in tmp_path.glob("*.prom")])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.upkeep.metrics.flush", flush)
    with pytest.raises(OSError, match="No space"):
        write_metrics(path, {"output": "out", "exit_status": 0})
    assert seen == [["as before"]]
    assert [p.name for p in tmp_path.iterdir()] == ["m.prom"]


@pytest.mark.usefixtures("here")
def test_a_command_is_told_of_a_night_that_is_not_clean() -> None:
    alarm = f'[alarm]\ncommand = [{json.dumps(sys.executable)}, "-c", {json.dumps(TELL)}]\n'
    said: list[str] = []
    night("", alarm, said)
    assert (Path("told").exists(), said) == (False, [])
    write(Path("in"), damaged="damaged\n")
    night("", alarm, said)
    told = Path("told").read_text(encoding="utf-8")
    assert (told[0], json.loads(told[1:])) == ("1", record())
    Path("told").unlink()
    night("", alarm + 'when = "always"', said)
    assert (Path("told").read_text(encoding="utf-8")[0], said) == ("0", [])


class Hook(http.server.BaseHTTPRequestHandler):
    """Takes what is posted, or refuses it."""

    posted: ClassVar[list[dict[str, Any]]] = []
    status: ClassVar[int] = 204

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        assert self.headers["Content-Type"].startswith("application/json")
        Hook.posted.append(json.loads(self.rfile.read(size)))
        self.send_response(Hook.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Hook, "posted", [])
    monkeypatch.setattr(Hook, "status", 204)
    server = http.server.HTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/告警"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_address_gets_the_record(hook: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"exit_status": 4, "output": "结果"}
    assert list(Alarm(webhook=hook).sound(found)) == []
    assert Hook.posted == [found]
    monkeypatch.setattr(Hook, "status", 500)
    (problem,) = Alarm(webhook=hook).sound(found)
    assert "500" in problem
    assert list(Alarm(webhook=hook).sound({"exit_status": 0})) == []


@pytest.mark.parametrize(
    ("alarm", "problem"),
    [
        (Alarm(command=("no-such-program",)), "cannot be started"),
        (Alarm(command=(sys.executable, "-c", "import sys; sys.exit('no mail')")), "ended with 1: no mail"),
        (Alarm(command=(sys.executable, "-c", "import time; time.sleep(60)"), seconds=1), "within 1 s"),
        (Alarm(webhook="http://[x"), "is no address"),
        (Alarm(webhook="http://127.0.0.1:9/"), "was not posted"),
    ],
)
def test_an_alarm_that_fails_is_said(alarm: Alarm, problem: str) -> None:
    (said,) = alarm.sound({"exit_status": 1})
    assert problem in said


@pytest.mark.usefixtures("here")
def test_what_cannot_be_told_fails_no_night() -> None:
    said: list[str] = []
    Path("file").write_text("no folder")
    more = '[metrics]\nfile = "file/m.prom"\n[alarm]\ncommand = ["no-such-program"]\nwhen = "always"'
    assert night("", more, said).exit_status == 0
    assert [text.partition(" (")[0] for text in said] == [
        "the metrics cannot be written",
        "the alarm command no-such-program cannot be started",
    ]
    assert last_event()["problem"] == said[-1]


@pytest.mark.usefixtures("here")
def test_a_night_that_cannot_go_on_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: Any, **__: Any) -> None:
        raise OutputLocked("another run")

    monkeypatch.setattr(module, "run", held)
    with pytest.raises(OutputLocked):
        night("", '[metrics]\nfile = "m.prom"')
    assert (record()["exit_status"], record()["error"]) == (2, "OutputLocked: another run")
    assert (last_event()["event"], last_event()["exit_status"]) == ("failed", 2)
    assert 'mingzhang_night_exit_status{output="out"} 2' in Path("m.prom").read_text(encoding="utf-8")


@pytest.mark.usefixtures("here")
def test_a_log_that_cannot_be_written_is_told_and_ends_the_night() -> None:
    Path("file").write_text("no folder")
    said: list[str] = []
    with pytest.raises(OSError, match="file"):
        night("", '[logs]\nfolder = "file/logs"\n[metrics]\nfile = "m.prom"', said)
    assert 'mingzhang_night_exit_status{output="out"} 5' in Path("m.prom").read_text(encoding="utf-8")
    assert said[0].startswith("the record of the night cannot be written")


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process that is sent SIGTERM at once")
@pytest.mark.usefixtures("here")
def test_a_night_that_is_terminated_keeps_what_is_staged_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def terminated_after_two(*arguments: Any, on_receipt: Any, **more: Any) -> Any:
        seen: list[Receipt] = []

        def enter(receipt: Receipt) -> None:
            on_receipt(receipt)
            seen.append(receipt)
            if len(seen) == 2:
                os.kill(os.getpid(), signal.SIGTERM)

        return run(*arguments, on_receipt=enter, function="tests.pipeline.fakes:extraction", **more)

    monkeypatch.setattr(module, "run", terminated_after_two)
    with pytest.raises(Terminated), terminable():
        night("", '[metrics]\nfile = "m.prom"')
    last = last_event()
    assert (last["event"], last["exit_status"], last["new"]) == ("terminated", 143, 2)
    assert (record()["ending"], record()["new"], record()["found"]) == ("terminated", 2, 5)
    assert 'mingzhang_night_exit_status{output="out"} 143' in Path("m.prom").read_text(encoding="utf-8")
    monkeypatch.setattr(module, "run", partial(run, function="tests.pipeline.fakes:extraction"))
    after = night()
    assert (after.exit_status, len(after.unchanged) >= 2) == (0, True)
    assert after.statement.startswith("5 found = ")


def test_an_address_at_fault_is_known_from_the_second_night_on(here: Path, site: str) -> None:
    lines = [
        f"{site}/a.pdf",
        f"{site}/nothing",
        "htp:/misspelt",
        "http://[x",
        "http://no-such-host.invalid/a",
    ]
    Path("urls.txt").write_text("\n".join(lines), encoding="utf-8")
    Site.content["/a.pdf"] = disclosure(2023, "310107", "Health", "1.80").encode()
    first = night('urls = "urls.txt"')
    assert first.exit_status != 0
    assert sorted(r.source_uri for r in first.failed) == sorted(lines[1:])
    second = night('urls = "urls.txt"')
    known = {"htp:/misspelt", "http://[x", f"{site}/nothing"}
    assert known <= second.known_faults.keys()
    assert not any(r.source_uri in known for r in second.failed if not second.is_known(r))
    assert not any(place.startswith(tuple(known)) for place in second.unreachable)
    Site.content["/nothing"] = disclosure(2023, "310107", "Water", "1.90").encode()
    third = night('urls = "urls.txt"')
    assert f"{site}/nothing" in [r.source_uri for r in third.new]
    del Site.content["/nothing"]
    again = night('urls = "urls.txt"')
    assert f"{site}/nothing" not in again.known_faults  # it had come back: that it is gone is news
    assert again.exit_status != 0
    del here


def test_a_server_that_is_down_is_told_every_night(
    here: Path, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("urls.txt").write_text(f"{site}/down\n", encoding="utf-8")
    monkeypatch.setattr(Site, "errors", {"/down": 503})
    assert [night('urls = "urls.txt"').exit_status for _ in range(2)] == [3, 3]
    del here
