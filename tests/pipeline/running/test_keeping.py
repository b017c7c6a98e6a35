"""`--keep-sources`: each source once beside the data, also of what was read before, until it is taken out."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.explorer.pictures.kept import KeptPictures
from pipeline.intake.source import Source
from pipeline.reports.originals import NoOriginal, Originals
from pipeline.running.forgetting import forget
from pipeline.running.keeping import Keeper
from pipeline.running.receipts import RunResult
from pipeline.running.run import run
from pipeline.storage.folders import LocalFolder, open_folder
from pipeline.storage.kept_sources import KeptSources
from pipeline.storage.outcome import READ
from tests.pipeline.running.runs import InlineExecutor

SAMPLES = Path(__file__).parents[3] / "samples" / "documents"
ACCOUNT, UNIT = "beijing_style_final_account.txt", "gb18030_unit_account.txt"


def row(name: str, uri: Path) -> dict[str, Any]:
    data = (SAMPLES / name).read_bytes()
    doc_id = hashlib.sha256(data).hexdigest()
    return {"doc_id": doc_id, "source_uri": uri.as_posix(), "file_name": name, "byte_size": len(data)}


def kept(output: Path) -> dict[str, bytes]:
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted((output / "sources").rglob("*"))
        if path.is_file()
    }


def named(*names: str) -> dict[str, bytes]:
    """What is kept of these samples."""
    found = {}
    for name in names:
        data = (SAMPLES / name).read_bytes()
        doc_id = hashlib.sha256(data).hexdigest()
        found[f"sources/{doc_id[:2]}/{doc_id}.txt"] = data
    return dict(sorted(found.items()))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A document, a copy of it, another within an archive, and a file that is none."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    shutil.copy(SAMPLES / ACCOUNT, folder / "a.txt")
    shutil.copy(SAMPLES / ACCOUNT, folder / "b.txt")
    with zipfile.ZipFile(folder / "c.zip", "w") as packed:
        packed.write(SAMPLES / UNIT, "within.txt")
    (folder / "d.pdf").write_bytes(b"<html>not found</html>")
    return folder


def done(inbox: Path, output: Path, **options: Any) -> RunResult:
    return run([str(inbox)], output, executor=InlineExecutor(), **options)


def test_each_document_is_kept_once_and_found_when_its_file_is_gone(inbox: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    result = done(inbox, output, keep_sources=True)
    assert kept(output) == named(ACCOUNT, UNIT)
    assert result.kept_sources == (2, 0)
    assert done(inbox, output, keep_sources=True).kept_sources == (0, 0)
    shutil.rmtree(inbox)
    for name, place in ((ACCOUNT, inbox / "a.txt"), (UNIT, inbox / "c.zip!/within.txt")):
        assert Originals(output=output).find(row(name, place)) == (SAMPLES / name).read_bytes()


def test_what_was_read_before_is_kept_by_a_later_run_that_reads_nothing(inbox: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert done(inbox, output).kept_sources is None
    assert kept(output) == {}
    for options in ({}, {"verify": True}):  # by its stamp; and looked at one by one
        shutil.rmtree(output / "sources", ignore_errors=True)
        result = done(inbox, output, keep_sources=True, **options)
        assert kept(output) == named(ACCOUNT, UNIT)
        assert result.kept_sources == (2, 0)
        assert len(result.select(READ, unchanged=False)) == 0


def test_what_is_taken_out_is_not_kept_nor_shown(inbox: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    done(inbox, output, keep_sources=True)
    document = row(ACCOUNT, inbox / "a.txt")
    pictures = KeptPictures(output)
    pictures.put(document["doc_id"], "1.webp", b"drawn")
    forget(output, {document["doc_id"]: [document["source_uri"]]}, "withdrawn")
    assert kept(output) == named(UNIT)
    assert pictures.get(document["doc_id"], "1.webp") is None
    assert done(inbox, output, keep_sources=True).kept_sources == (0, 0)
    assert kept(output) == named(UNIT), "a later run does not bring it back"


def test_what_is_kept_is_not_trusted_by_its_name(inbox: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    done(inbox, output, keep_sources=True)
    document = row(ACCOUNT, inbox / "gone.txt")
    (output / next(iter(named(ACCOUNT)))).write_bytes(b"another")
    with pytest.raises(NoOriginal):
        Originals(output=output).find(document)


def test_a_source_that_has_changed_or_is_gone_is_counted_and_not_kept(tmp_path: Path) -> None:
    keeper = Keeper(LocalFolder(tmp_path / "output"), is_wanted=True)
    (tmp_path / "a.txt").write_bytes(b"another")
    for name in ("a.txt", "gone.txt"):
        keeper.keep(Source(name, str(tmp_path / name)), hashlib.sha256(b"as read").hexdigest())
    assert (keeper.new, keeper.missed, kept(tmp_path / "output")) == (0, 2, {})


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"\n%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"II*\x00", "tif"),
        (b"MM\x00*", "tif"),
        ("决算".encode(), "txt"),
    ],
)
def test_a_kept_file_opens_with_a_click(tmp_path: Path, data: bytes, ending: str) -> None:
    sources = KeptSources(LocalFolder(tmp_path))
    assert (sources.put(data), sources.put(data)) == (True, False)
    doc_id = hashlib.sha256(data).hexdigest()
    assert sources.name(doc_id) == f"sources/{doc_id[:2]}/{doc_id}.{ending}"
    assert list(sources.ids()) == [doc_id]


def test_an_output_in_a_store_keeps_and_gives_them_too(tmp_path: Path) -> None:
    output = f"memory://{tmp_path.name}/output"
    data = (SAMPLES / ACCOUNT).read_bytes()
    assert KeptSources(open_folder(output)).put(data)
    document = row(ACCOUNT, tmp_path / "gone.txt")
    assert Originals(output=output).find(document) == data
    KeptSources(open_folder(output)).remove([document["doc_id"]])
    with pytest.raises(NoOriginal):
        Originals(output=output).find(document)
