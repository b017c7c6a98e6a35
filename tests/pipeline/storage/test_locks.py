"""One writer at a time, on a disk and on an object store."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
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


# --- by a clock that is not waited for ---


class Clock:
    """In the place of `time`: who sleeps is told how late it is then."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(locks, "time", found)
    return found


@pytest.fixture
def store() -> Iterator[RemoteFolder]:
    """As `remote`, with leases of a minute."""
    yield RemoteFolder("memory://locks-clock/out")
    fs = fsspec.filesystem("memory")
    if fs.exists("/locks-clock"):
        fs.rm("/locks-clock", recursive=True)


TOKEN = {"token": "mine", "pid": 1, "host": "here", "since": "now"}


@pytest.mark.parametrize("content", [holder(), b"[1]"])
def test_a_lease_is_watched_for_a_minute_sixteen_times(
    store: RemoteFolder, clock: Clock, content: bytes
) -> None:
    store.put_bytes(LOCK, content)
    locks._acquire(store, TOKEN)
    assert clock.slept == [3.75] * 17  # and once more, for one who takes over at the same time
    assert json.loads(store.read(LOCK)) == TOKEN


def test_a_free_folder_is_held_at_once(store: RemoteFolder, clock: Clock) -> None:
    locks._acquire(store, TOKEN)
    assert clock.slept == []
    assert json.loads(store.read(LOCK)) == TOKEN


def test_an_object_that_nobody_can_read_is_not_taken_over(store: RemoteFolder, clock: Clock) -> None:
    store.put_bytes(LOCK, b"no json")
    with pytest.raises(OutputLocked, match=r"another run \(one\) is writing"):
        locks._acquire(store, TOKEN)
    assert store.read(LOCK) == b"no json"
    assert clock.slept == []


def test_of_two_that_find_a_folder_free_again_the_first_holds_it(
    store: RemoteFolder, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put_bytes(LOCK, holder())
    monkeypatch.setattr(clock, "sleep", lambda _seconds: store.remove(LOCK))
    create = RemoteFolder.create

    def other_is_faster(folder: RemoteFolder, name: str, content: bytes) -> bool:
        if not folder.has(name):
            folder.put_bytes(name, holder(pid=8))
        return create(folder, name, content)

    monkeypatch.setattr(RemoteFolder, "create", other_is_faster)
    with pytest.raises(OutputLocked, match="process 8 on gone"):
        locks._acquire(store, TOKEN)


def test_of_two_that_take_over_the_one_that_wrote_first_waits(
    store: RemoteFolder, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put_bytes(LOCK, holder())
    sleep = clock.sleep

    def vanishes(seconds: float) -> None:
        sleep(seconds)
        if len(clock.slept) == 17:
            store.put_bytes(LOCK, b"no json")

    monkeypatch.setattr(clock, "sleep", vanishes)
    with pytest.raises(OutputLocked, match=r"\(one\)"):
        locks._acquire(store, TOKEN)


class Stop:
    """An event that is set at the end of so many waits."""

    def __init__(self, waits: int, each: Callable[[int], None] = lambda _n: None) -> None:
        self.left, self.each = waits, each
        self.waited: list[float] = []

    def wait(self, seconds: float) -> bool:
        self.waited.append(seconds)
        self.each(len(self.waited))
        return len(self.waited) > self.left


def test_a_holder_renews_four_times_a_minute_and_counts(store: RemoteFolder) -> None:
    store.put_bytes(LOCK, json.dumps(TOKEN).encode())
    beats: list[int | None] = []
    stop = Stop(3, lambda _n: beats.append(json.loads(store.read(LOCK)).get("beat")))
    lease = locks._Lease(store, TOKEN)
    lease.beat(stop)  # type: ignore[arg-type]
    assert stop.waited == [15.0] * 4
    assert beats == [None, 1, 2, 3]
    assert not lease.lost.is_set()


def test_a_holder_whose_object_another_has_written_stops(store: RemoteFolder) -> None:
    store.put_bytes(LOCK, holder(token="another"))
    stop, lease = Stop(9), locks._Lease(store, TOKEN)
    lease.beat(stop)  # type: ignore[arg-type]
    assert (len(stop.waited), lease.lost.is_set()) == (1, True)
    assert json.loads(store.read(LOCK))["token"] == "another"


def test_a_holder_writes_its_object_again_where_it_is_gone(store: RemoteFolder) -> None:
    lease = locks._Lease(store, TOKEN)
    lease.beat(Stop(1))  # type: ignore[arg-type]
    assert json.loads(store.read(LOCK)) == {**TOKEN, "beat": 1}
    assert not lease.lost.is_set()


def test_who_asks_whether_it_still_holds_renews(store: RemoteFolder) -> None:
    store.put_bytes(LOCK, json.dumps(TOKEN).encode())
    lease = locks._Lease(store, TOKEN)
    lease.check()
    lease.check()
    assert json.loads(store.read(LOCK))["beat"] == 2


def test_who_was_taken_over_learns_it_when_it_asks(store: RemoteFolder) -> None:
    store.put_bytes(LOCK, holder(token="another"))
    lease = locks._Lease(store, TOKEN)
    for _ in range(2):
        with pytest.raises(LockLost, match="another run took memory://locks-clock/out over"):
            lease.check()
    assert json.loads(store.read(LOCK))["token"] == "another"


def test_on_a_disk_a_lock_is_held_as_long_as_the_process_lives(tmp_path: Path) -> None:
    with hold(LocalFolder(tmp_path)) as held:
        held.check()


def test_renewing_ends_with_the_program(remote: RemoteFolder) -> None:
    before = set(threading.enumerate())
    with hold(remote):
        (beating,) = set(threading.enumerate()) - before
        assert beating.daemon
    assert not beating.is_alive()


def test_a_store_that_is_away_at_the_end_fails_no_run(
    remote: RemoteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_folder: RemoteFolder, name: str) -> None:
        raise OSError(f"{name} does not answer")

    monkeypatch.setattr(RemoteFolder, "remove", away)
    with hold(remote):
        pass
    assert remote.has(LOCK)


def test_on_windows_the_first_byte_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Any, ...]] = []

    def locking(_file: int, *arguments: Any) -> None:
        asked.append(arguments)
        if len(asked) > 1:
            raise OSError(36, "Resource deadlock avoided")

    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    folder, done = LocalFolder(tmp_path), []
    with hold(folder):
        done.append("first")
        with pytest.raises(OutputLocked, match=r"another run \(one\) is writing"), hold(folder):
            done.append("second")
    assert done == ["first"]
    assert asked == [(2, 1), (2, 1)]
