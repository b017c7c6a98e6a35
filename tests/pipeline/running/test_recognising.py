"""What is as it was is not read: sources by their stamps, documents by the catalogue, in whole runs."""

from __future__ import annotations

import os
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.intake import discovery
from pipeline.intake.archives import close_archives
from pipeline.intake.discovery import stamp_of
from pipeline.running import planning
from pipeline.running.limits import Limits
from pipeline.running.receipts import Receipt, RunResult
from pipeline.storage.store import Store
from tests.pipeline.invented import disclosure, files, go, make_inputs, rows, write

TREACHEROUS = "tests.pipeline.fakes:treacherous"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five documents in `in`, as old as they need be to be known by their stamps."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(discovery, "_RACY_NS", 0)
    make_inputs(tmp_path)
    return tmp_path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The uris of all sources that are read to be hashed."""
    found: list[str] = []
    real = planning.digest

    def digest(source: planning.Source) -> object:
        found.append(source.uri)
        return real(source)

    monkeypatch.setattr(planning, "digest", digest)
    return found


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    close_archives()


def outcomes(result: RunResult) -> dict[str, tuple[str, str | None, bool]]:
    return {
        r.source_uri: (r.outcome.status, r.outcome.error_kind, r.outcome.unchanged) for r in result.receipts
    }


def counts(folder: str, uri: str) -> list[dict[str, int]]:
    return [dict(row["counts"]) for row in rows(folder, "receipts") if row["source_uri"] == uri]


@pytest.mark.usefixtures("here")
def test_a_file_that_is_as_it_was_is_not_opened(read: list[str]) -> None:
    first = go("out")
    assert sorted(read) == ["in/a", "in/b", "in/c", "in/d", "in/novel"]
    before = files("out")
    read.clear()
    shown: list[Receipt] = []
    again = go("out", function="no.such.module:f", on_receipt=shown.append)
    assert read == []
    assert shown == []
    assert (len(again.receipts), again.unchanged, again.pages) == (5, 5, 0)
    assert outcomes(again) == {uri: (*o[:2], True) for uri, o in outcomes(first).items()}
    assert files("out") == before
    was, now = counts("out", "in/a")
    assert was == now
    assert now["facts"] == 2
    same = [r for r in rows("out", "receipts") if r["run_id"] == again.run_id]
    assert [r["source_uri"] for r in same] == ["in/a", "in/b", "in/c", "in/d", "in/novel"]
    assert {(r["seconds"], r["peak_mb"]) for r in same} == {(0.0, 0.0)}


@pytest.mark.usefixtures("here")
def test_receipts_of_all_kinds_come_in_one_order(read: list[str]) -> None:
    go("out")
    write(Path("in"), a=disclosure(total="9.99"), bb=disclosure(2021), zz="damaged\n")
    read.clear()
    result = go("out", function=TREACHEROUS)
    assert read == ["in/a", "in/bb", "in/zz"]
    assert outcomes(result) == {
        "in/a": ("ok", None, False),
        "in/b": ("ok", None, True),
        "in/bb": ("ok", None, False),
        "in/c": ("ok", None, True),
        "in/d": ("ok", None, True),
        "in/novel": ("not_disclosure", None, True),
        "in/zz": ("failed", "damaged", False),
    }
    assert [r.source_uri for r in result.receipts] == sorted(outcomes(result))
    assert [r.source_uri for r in result.select(("ok",), unchanged=False)] == ["in/a", "in/bb"]
    assert len(result.select(("ok",), unchanged=True)) == 3
    go("fresh", function=TREACHEROUS)
    mine, other = ({d["source_uri"]: d["doc_id"] for d in rows(o, "documents")} for o in ("out", "fresh"))
    assert other.items() <= mine.items() | {("in/a", other["in/a"])}


@pytest.mark.usefixtures("here")
def test_a_file_that_is_touched_is_read_and_known(read: list[str]) -> None:
    go("out")
    read.clear()
    os.utime("in/a")
    assert go("out", function="no.such:f").unchanged == 5
    assert read == ["in/a"]
    read.clear()
    go("out")
    assert read == []  # its new stamp is known


@pytest.mark.usefixtures("here")
def test_another_file_of_the_same_size_and_time_is_told_apart(read: list[str]) -> None:
    """As `cp -p`, `rsync` or `git checkout` can make them: the inode or the time of the change differs."""
    go("out")
    read.clear()
    times = (Path("in/a").stat().st_atime_ns, Path("in/a").stat().st_mtime_ns)
    Path("in/a").write_text(disclosure(total="1.51"))  # as long as before
    os.utime("in/a", ns=times)
    result = go("out")
    assert read == ["in/a"]
    assert outcomes(result)["in/a"] == ("ok", None, False)


def test_what_was_changed_a_moment_ago_has_no_stamp(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("x")
    status = path.stat()
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    assert stamp_of(status, changed + 1_999_999_999) is None
    assert stamp_of(status, changed + 2_000_000_000) is not None
    os.utime(path, (time.time() + 3600,) * 2)  # in the future, by a clock that is wrong
    assert stamp_of(path.stat(), time.time_ns()) is None


def test_a_file_without_stamp_is_read_every_night(
    here: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discovery, "_RACY_NS", 10**15)
    go("out")
    read.clear()
    assert go("out", function="no.such:f").unchanged == 5
    assert len(read) == len(list((here / "in").iterdir()))


@pytest.mark.usefixtures("here")
def test_everything_is_read_on_request(read: list[str]) -> None:
    go("out")
    read.clear()
    assert go("out", function="no.such:f", verify=True).unchanged == 5
    assert len(read) == 5


@pytest.mark.usefixtures("here")
def test_copies_are_one_document_on_every_night(read: list[str]) -> None:
    shutil.copy("in/a", "in/z")
    go("out")
    read.clear()
    again = go("out", function="no.such:f")
    assert (outcomes(again)["in/a"], outcomes(again)["in/z"]) == (("ok", None, True),) * 2
    Path("in/a").unlink()
    shutil.copy("in/b", "in/y")
    result = go("out", function="no.such:f")
    assert read == ["in/y"]
    assert outcomes(result)["in/y"] == ("ok", None, True)
    assert "in/a" not in outcomes(result)
    assert {d["source_uri"] for d in rows("out", "documents")} == {"in/a", "in/b", "in/c", "in/d", "in/novel"}


@pytest.mark.usefixtures("here")
def test_what_is_in_quarantine_is_tried_again_with_other_limits_without_being_hashed(read: list[str]) -> None:
    write(Path("one"), sleep="sleep\n", damaged="damaged\n")
    go("out", "one", function=TREACHEROUS, limits=Limits(seconds=3))
    read.clear()
    shown: list[Receipt] = []
    again = go("out", "one", function="no.such:f", limits=Limits(seconds=3), on_receipt=shown.append)
    assert outcomes(again) == {
        "one/damaged": ("failed", "damaged", True),
        "one/sleep": ("failed", "timeout", True),
    }
    assert len(shown) == 2  # what failed before is shown
    other = go("out", "one", limits=Limits(seconds=4))
    assert outcomes(other)["one/sleep"][2] is False
    assert outcomes(go("out", "one", retry=True))["one/damaged"] == ("failed", "damaged", True)
    assert read == []


def zipped(path: str, **texts: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)


@pytest.mark.usefixtures("here")
def test_members_of_an_archive_that_is_as_it_was_are_not_read(read: list[str]) -> None:
    zipped("in/m.zip", x=disclosure(2020), y=disclosure(2019), novel="||x|novel\na 1")
    with zipfile.ZipFile("in/m.zip", "a") as archive:
        archive.writestr("../evil", "x")
    first = go("out", "in/m.zip", "in/a", function=TREACHEROUS)
    assert outcomes(first)["in/m.zip!/x"] == ("ok", None, False)
    read.clear()
    again = go("out", "in/m.zip", "in/a", function="no.such:f")
    assert read == []
    assert outcomes(again) == {
        "in/a": ("ok", None, True),
        "in/m.zip": ("not_disclosure", "archive", True),
        "in/m.zip!/../evil": ("failed", "unsafe_name", False),
        "in/m.zip!/novel": ("not_disclosure", None, True),
        "in/m.zip!/x": ("ok", None, True),
        "in/m.zip!/y": ("ok", None, True),
    }
    zipped("in/m.zip", x=disclosure(2020), y=disclosure(2018))
    changed = go("out", "in/m.zip", "in/a")
    assert {uri: o[2] for uri, o in outcomes(changed).items() if "!" in uri} == {
        "in/m.zip!/x": True,
        "in/m.zip!/y": False,
    }


@pytest.mark.usefixtures("here")
def test_an_archive_in_an_archive_is_as_it_was(read: list[str]) -> None:
    zipped("inner.zip", x=disclosure(2020))
    with zipfile.ZipFile("in/m.zip", "w") as archive:
        archive.write("inner.zip")
    first = go("out", "in/m.zip")
    assert set(outcomes(first)) == {"in/m.zip", "in/m.zip!/inner.zip", "in/m.zip!/inner.zip!/x"}
    read.clear()
    again = go("out", "in/m.zip", function="no.such:f")
    assert again.unchanged == 3
    assert set(outcomes(again)) == set(outcomes(first))
    assert read == []


@pytest.mark.usefixtures("here")
def test_a_bundle_that_was_deleted_by_hand_is_made_again(read: list[str]) -> None:
    go("out")
    (bundle, *_) = Store("out").staged("")
    Path("out", bundle.name).unlink()
    read.clear()
    result = go("out")
    assert sum(not o[2] for o in outcomes(result).values()) == len(read) == 1
    assert len(Store("out").staged("")) == 5


@pytest.mark.usefixtures("here")
def test_a_catalogue_that_was_deleted_or_damaged_is_made_again(read: list[str]) -> None:
    go("out")
    before = files("out")
    for damage in (Path.unlink, lambda path: path.write_bytes(b"no database" * 1000)):
        damage(Path("out/state/catalog.sqlite"))
        read.clear()
        assert go("out", function="no.such:f").unchanged == 5
        assert len(read) == 5  # its stamps are gone, its documents are not
        read.clear()
        assert go("out", function="no.such:f").unchanged == 5
        assert read == []
    assert files("out") == before


@pytest.mark.usefixtures("here")
def test_a_name_that_is_no_text_is_known_by_its_stamp(read: list[str]) -> None:
    name = os.fsdecode(b"in/\xff")
    Path(name).write_text(disclosure(2017))
    assert outcomes(go("out"))["in/\\xff"] == ("ok", None, False)
    read.clear()
    assert outcomes(go("out", function="no.such:f"))["in/\\xff"] == ("ok", None, True)
    assert read == []
