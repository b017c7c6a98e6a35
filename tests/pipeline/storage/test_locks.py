"""One writer at a time, on a disk and on an object store."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from pipeline.storage import locks
from pipeline.storage.folders import LocalFolder, RemoteFolder
from pipeline.storage.locks import LOCK, LockLost, OutputLocked, hold


@pytest.fixture
def remote(monkeypatch: pytest.MonkeyPatch) -> Iterator[RemoteFolder]:
    """A store in memory whose leases are short."""
    monkeypatch.setattr(locks, "LEASE_SECONDS", 0.2)
    yield RemoteFolder("memory://locks/out")
    fs = fsspec.filesystem("memory")
    if fs.exists("/locks"):
        fs.rm("/locks", recursive=True)


def until(condition: Callable[[], bool]) -> None:
    """Waits for what another thread does; a minute is for machines that have much else to do."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def holder(**more: Any) -> bytes:
    return json.dumps({"token": "x", "pid": 7, "host": "gone", "since": "long ago", **more}).encode()


def test_a_disk_has_one_writer_and_the_next_after_it(tmp_path: Path) -> None:
    folder = LocalFolder(tmp_path)
    with hold(folder), pytest.raises(OutputLocked) as refused, hold(folder):
        pass
    assert f"another run (process {os.getpid()} on " in str(refused.value)
    assert f"is writing to {tmp_path}; wait until it has ended" in str(refused.value)
    with hold(folder):
        assert json.loads((tmp_path / LOCK).read_text())["pid"] == os.getpid()


@pytest.mark.parametrize("content", ["", "no json", "[1]"])
def test_a_holder_that_does_not_say_who_it_is_still_holds(tmp_path: Path, content: str) -> None:
    folder = LocalFolder(tmp_path)
    with hold(folder):
        (tmp_path / LOCK).write_text(content)
        with pytest.raises(OutputLocked, match=r"another run \(one\) is writing"), hold(folder):
            pass


def test_a_run_that_fails_gives_the_folder_back(tmp_path: Path) -> None:
    for folder in (LocalFolder(tmp_path), RemoteFolder("memory://locks-failed/out")):
        with pytest.raises(KeyError), hold(folder):
            raise KeyError
        with hold(folder):
            pass


def test_a_store_has_one_object_while_it_is_held(remote: RemoteFolder) -> None:
    with hold(remote):
        assert json.loads(remote.read(LOCK))["pid"] == os.getpid()
    assert not remote.has(LOCK)


def test_a_holder_renews_its_object(remote: RemoteFolder) -> None:
    with hold(remote):
        token = json.loads(remote.read(LOCK))["token"]
        for beats in (1, 2):
            until(lambda least=beats: json.loads(remote.read(LOCK)).get("beat", 0) >= least)
        assert json.loads(remote.read(LOCK))["token"] == token


def test_a_holder_that_lives_is_left_alone(remote: RemoteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LEASE_SECONDS", 2.0)
    with hold(remote), pytest.raises(OutputLocked, match=rf"process {os.getpid()} on "), hold(remote):
        pass


def test_what_nobody_renews_is_taken_over(remote: RemoteFolder) -> None:
    remote.put_bytes(LOCK, holder())
    started = time.monotonic()
    with hold(remote):
        assert time.monotonic() - started >= 0.2
        assert json.loads(remote.read(LOCK))["token"] != "x"


def test_of_two_that_take_over_at_once_one_holds(
    remote: RemoteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one writes last."""
    remote.put_bytes(LOCK, holder())
    sleep = time.sleep

    def other_comes_last(seconds: float) -> None:
        sleep(seconds)
        if json.loads(remote.read(LOCK))["token"] not in ("x", "y"):
            remote.put_bytes(LOCK, holder(token="y", host="quick"))

    monkeypatch.setattr(locks.time, "sleep", other_comes_last)
    with pytest.raises(OutputLocked, match="process 7 on quick, since long ago"), hold(remote):
        pass
    assert json.loads(remote.read(LOCK))["token"] == "y"


def test_what_is_given_back_while_it_is_watched_is_free(
    remote: RemoteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    remote.put_bytes(LOCK, holder())
    monkeypatch.setattr(locks.time, "sleep", lambda _seconds: remote.remove(LOCK))
    with hold(remote):
        assert json.loads(remote.read(LOCK))["pid"] == os.getpid()


def test_who_was_taken_over_is_told_and_leaves_the_other_s_object(remote: RemoteFolder) -> None:
    def work() -> None:
        with hold(remote):
            threads = threading.active_count()
            remote.put_bytes(LOCK, holder(token="another"))
            until(lambda: threading.active_count() < threads)  # it has nothing to renew any more

    with pytest.raises(LockLost, match="took memory://locks/out over"):
        work()
    assert json.loads(remote.read(LOCK))["token"] == "another"


def test_a_store_that_is_away_for_a_moment_costs_nothing(
    remote: RemoteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def away(_folder: RemoteFolder, name: str, _content: bytes) -> None:
        asked.append(name)
        raise OSError(f"{name} does not answer")

    with hold(remote):
        with monkeypatch.context() as patch:
            patch.setattr(RemoteFolder, "put_bytes", away)
            until(lambda: len(asked) == 1)
        until(lambda: json.loads(remote.read(LOCK)).get("beat", 0) >= 2)
    assert not remote.has(LOCK)
