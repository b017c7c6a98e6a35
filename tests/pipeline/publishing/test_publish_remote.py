"""Publishing to an object store by a run that dies, by two at once, and by one that lost its lease."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from pipeline.ask.query import connect
from pipeline.publishing.remote_generation import RemoteGeneration
from pipeline.running.run import run
from pipeline.storage import locks
from pipeline.storage.commits import COMMITS, PACKAGE, files_of, last_commit, package_of
from pipeline.storage.folders import RemoteFolder
from pipeline.storage.locks import LOCK, LockLost
from pipeline.storage.store import Store
from pipeline.upkeep.doctor import examine, mend
from tests.pipeline.invented import disclosure, write
from tests.pipeline.running.runs import InlineExecutor

URL = "memory://published/out"


class Died(BaseException):
    """The process is gone."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """One document is published, and another is there to be."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MINGZHANG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(locks, "LEASE_SECONDS", 0.2)
    write(tmp_path / "in", a=disclosure())
    go()
    write(tmp_path / "in", b=disclosure(2022, "310107"))
    yield tmp_path
    fsspec.filesystem("memory").rm("/published", recursive=True)


def go(url: str = URL) -> None:
    run(["in"], url, function="tests.pipeline.fakes:extraction", executor=InlineExecutor())


def years() -> list[int]:
    """Of the documents that a reader finds, each read from its file."""
    rows = connect(URL).execute("select fiscal_year from documents order by 1").fetchall()
    return [year for (year,) in rows]


def shown() -> list[str]:
    """The files that outside readers are told of; all are there."""
    folder = RemoteFolder(URL)
    found = files_of(package_of(folder, None))
    assert {f"datasets/{path}" for path in found} <= set(folder.names("datasets"))
    return found


def is_sound() -> None:
    """Every document has its receipt and every run is told of once, as the doctor sees it."""
    assert examine(Store(URL)).ailments == ()
    connection = connect(URL)
    assert connection.execute("select run_id from runs group by 1 having count(*) > 1").fetchall() == []
    assert connection.execute("select count(*) from receipts").fetchone() is not None
    receipts = "select run_id, source_uri from receipts group by all having count(*) > 1"
    assert connection.execute(receipts).fetchall() == []


STEPS = {
    "before a file": ("put", "datasets/", [2023]),
    "before the catalogue": ("send", "state/catalog-", [2023]),
    "before the index": ("send", "state/search-", [2023]),
    "before the package of the commit": ("put", COMMITS, [2023]),
    "before the commit": ("create", COMMITS, [2023]),
    "between commit and package": ("put", PACKAGE, [2022, 2023]),
    "before the views": ("put", "views.sql", [2022, 2023]),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.usefixtures("here")
def test_a_run_that_dies_is_made_up_for(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    how, begins, seen = STEPS[step]
    method = {"put": "put_bytes"}.get(how, how)
    before = getattr(RemoteFolder, method)

    def die(folder: RemoteFolder, name: str, *content: Any) -> Any:
        if name.startswith(begins):
            raise Died
        return before(folder, name, *content)

    told = shown()
    with monkeypatch.context() as patch:
        patch.setattr(RemoteFolder, method, die)
        with pytest.raises(Died):
            go()
    assert years() == seen
    assert (shown() == told) == (step != "before the views")  # those outside see the package of before
    go()
    assert years() == [2022, 2023]
    is_sound()


@pytest.mark.usefixtures("here")
def test_a_run_that_dies_behind_it_all_is_told_of_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.running import finishing

    def die(*_: Any) -> None:
        raise Died

    with monkeypatch.context() as patch:
        patch.setattr(finishing.journal, "remove", die)
        with pytest.raises(Died):
            go()
    assert years() == [2022, 2023]
    go()
    is_sound()


@pytest.mark.usefixtures("here")
def test_who_lost_the_lease_publishes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another writes its name into the lock while this one prepares; no beat has told it yet."""
    monkeypatch.setattr(locks, "LEASE_SECONDS", 600.0)
    prepare = RemoteGeneration.prepare

    def taken_over(self: RemoteGeneration, package: bytes) -> str:
        self.folder.put_bytes(LOCK, b'{"token": "another"}')
        return prepare(self, package)

    before = last_commit(RemoteFolder(URL))
    with monkeypatch.context() as patch:
        patch.setattr(RemoteGeneration, "prepare", taken_over)
        with pytest.raises(LockLost, match="took memory://published/out over"):
            go()
    assert last_commit(RemoteFolder(URL)) == before
    RemoteFolder(URL).remove(LOCK)
    go()
    assert years() == [2022, 2023]
    is_sound()


def test_of_two_who_believe_to_hold_the_lease_the_second_publishes_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock tells neither: the store is asked for the number that only one can have."""
    monkeypatch.setattr(Store, "check_lock", lambda _self: None)
    publish = RemoteGeneration.publish

    def overtaken(self: RemoteGeneration) -> None:
        monkeypatch.setattr(RemoteGeneration, "publish", publish)
        RemoteFolder(URL).remove(LOCK)
        write(here / "in", c=disclosure(2021, "310107"))
        go()
        publish(self)

    monkeypatch.setattr(RemoteGeneration, "publish", overtaken)
    with pytest.raises(LockLost, match="another run has published"):
        go()
    assert years() == [2021, 2022, 2023]
    go()
    is_sound()


@pytest.mark.usefixtures("here")
def test_views_are_over_the_published_files_alone() -> None:
    go()
    views = RemoteFolder(URL).read("views.sql").decode()
    own = [path for path in shown() if path.startswith("documents/")]
    assert len(RemoteFolder(URL).names("datasets/documents")) > len(own)
    (line,) = [line for line in views.splitlines() if line.startswith("create or replace view documents ")]
    assert line.count(f"{URL}/datasets/documents/") == len(own)


@pytest.mark.usefixtures("here")
def test_the_doctor_finds_and_mends_a_store() -> None:
    folder = RemoteFolder(URL)
    commit = last_commit(folder)
    assert commit is not None
    folder.remove(commit.catalogue)
    folder.put_bytes("datasets/stray.parquet", b"x")
    folder.put_bytes(PACKAGE, b"{}")
    store = Store(URL)
    with store.lock():
        found = examine(store)
        kinds = {ailment.what.partition(",")[0] for ailment in found.ailments}
        assert kinds == {
            commit.catalogue,
            "datasets/stray.parquet belongs to no dataset",
            "datasets/datapackage.json is not that of the last commit: publishing was cut off",
        }
        assert mend(store, found).ailments == ()


@pytest.mark.usefixtures("here")
def test_a_store_that_overwrites_what_is_to_be_created_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def overwrite(folder: RemoteFolder, name: str, content: bytes) -> bool:
        folder.put_bytes(name, content)
        return True

    before = last_commit(RemoteFolder(URL))
    monkeypatch.setattr(RemoteFolder, "create", overwrite)
    (found,) = examine(Store(URL)).ailments
    assert found.what.startswith("memory://published/out overwrites what it is asked to create")
    assert last_commit(RemoteFolder(URL)) == before  # by the same content
