"""Input and output on an object store: the same bytes as on a disk, one writer at a time."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.intake.source import Source
from pipeline.running.job import Job, do
from pipeline.running.run import run
from pipeline.storage import locks
from pipeline.storage.commits import files_of, last_commit, package_of
from pipeline.storage.folders import RemoteFolder
from pipeline.storage.locks import LOCK, LockLost, OutputLocked, hold
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings
from pipeline.upkeep.doctor import examine
from tests.pipeline.invented import PER_RUN, disclosure, files, make_inputs
from tests.pipeline.s3 import bucket

__all__ = ["bucket"]

TREACHEROUS = "tests.pipeline.fakes:treacherous"
HASH = re.compile(r"-[0-9a-f]{8}(?=\.parquet\b)")
FAKE = "tests.pipeline.fakes:extraction"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    make_inputs(tmp_path)
    return tmp_path


def upload(folder: Path, url: str) -> None:
    fs = fsspec.filesystem("s3")
    for path in sorted(folder.iterdir()):
        fs.pipe_file(f"{url}/{path.name}", path.read_bytes())


def remote_files(url: str) -> dict[str, bytes]:
    """The published files that do not tell of runs, without the hashes in their names."""
    folder = RemoteFolder(url)
    package = package_of(folder, last_commit(folder))
    named = [f"datasets/{path}" for path in files_of(package) if path.split("/")[0] not in PER_RUN]
    found = {HASH.sub("", name)[len("datasets/") :]: folder.read(name) for name in named}
    text = folder.read("datasets/datapackage.json").decode()
    return found | {"datapackage.json": HASH.sub("", text).encode()}


def test_there_and_back(here: Path, bucket: str) -> None:
    upload(here / "in", f"{bucket}/in")
    result = run([f"{bucket}/in"], f"{bucket}/out", workers=2, function=FAKE)
    assert (result.count("ok"), result.count("not_disclosure")) == (4, 1)
    run([f"{bucket}/in"], "out", function=FAKE)
    assert remote_files(f"{bucket}/out") == files("out")
    again = run([f"{bucket}/in"], f"{bucket}/out", function="no.such:module")
    assert again.unchanged == 5  # by the version that the store gives them: nothing is read
    assert examine(Store(f"{bucket}/out")).ailments == ()


def test_what_changes_on_the_store_is_read_again(here: Path, bucket: str) -> None:
    upload(here / "in", f"{bucket}/changes/in")
    run([f"{bucket}/changes/in"], f"{bucket}/changes/out", function=FAKE)
    fsspec.filesystem("s3").pipe_file(f"{bucket}/changes/in/a", disclosure(total="9.99").encode())
    result = run([f"{bucket}/changes/in"], f"{bucket}/changes/out", function=FAKE)
    assert [r.source_uri for r in result.receipts if not r.outcome.unchanged] == [f"{bucket}/changes/in/a"]
    assert result.rows["documents"] == 6  # the earlier bytes stay


def test_the_command_takes_urls(here: Path, bucket: str) -> None:
    del here
    samples = Path(__file__).parents[3] / "samples" / "documents"
    fsspec.filesystem("s3").pipe_file(
        f"{bucket}/cli/in/a.txt", (samples / "gb18030_unit_account.txt").read_bytes()
    )
    arguments = ["run", f"{bucket}/cli/in", "-o", f"{bucket}/cli/out", "-w", "1"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert RemoteFolder(f"{bucket}/cli/out").has("report.html")
    missing = CliRunner().invoke(app, ["run", "s3://no-such-bucket/in", "-o", "out"])
    assert missing.exit_code in (2, 3)
    assert "s3://no-such-bucket/in" in missing.output


def test_a_writer_that_lives_is_left_alone(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LEASE_SECONDS", 1.0)
    folder = RemoteFolder(f"{bucket}/held")
    told = r"another run \(process .*\) is writing to s3://box/held"
    with hold(folder), pytest.raises(OutputLocked, match=told), hold(folder):
        pass
    assert not folder.has(LOCK)


def test_what_a_dead_writer_holds_is_taken_over(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LEASE_SECONDS", 0.5)
    folder = RemoteFolder(f"{bucket}/dead")
    folder.put_bytes(LOCK, b'{"token": "x", "pid": 1, "host": "gone", "since": "long ago"}')
    with hold(folder):
        assert folder.has(LOCK)


def test_a_writer_that_was_taken_for_dead_is_told(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LEASE_SECONDS", 0.4)
    folder = RemoteFolder(f"{bucket}/late")

    def work() -> None:
        with hold(folder):
            folder.put_bytes(LOCK, b'{"token": "another"}')
            time.sleep(0.5)

    with pytest.raises(LockLost, match="took s3://box/late over"):
        work()
    assert threading.active_count() < 50
    assert folder.has(LOCK)  # the other's


def test_what_a_store_gives_no_version_of_can_be_tried_again(bucket: str, tmp_path: Path) -> None:
    """As a web server that tells neither ETag nor date: the worker learns which document it is."""
    path = tmp_path / "a"
    path.write_text("raise\n")
    job = Job(Source("a", str(path)), None, f"{bucket}/again", "u", Settings(), function=TREACHEROUS)
    assert do(job).error_kind == "internal"
    assert do(job).unchanged
    assert not do(replace(job, retry=True)).unchanged
