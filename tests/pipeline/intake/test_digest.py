"""What a source is, told by its bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from pipeline.intake.archives import close_archives
from pipeline.intake.digest import Digest, digest
from pipeline.intake.source import Refused, Source


def source(folder: Path, content: bytes, *members: int) -> Source:
    path = folder / "a"
    path.write_bytes(content)
    return Source("in/a", str(path), len(content), members=members)


def packed(*contents: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for number, content in enumerate(contents):
            archive.writestr(str(number), content)
    return sink.getvalue()


@pytest.mark.parametrize("size", [0, 3, 1 << 10, (1 << 10) + 1, (1 << 20) + (1 << 10), 3_000_000])
def test_a_document_is_named_by_all_its_bytes(tmp_path: Path, size: int) -> None:
    content = bytes(n % 251 for n in range(size))
    assert digest(source(tmp_path, content)) == Digest(hashlib.sha256(content).hexdigest(), False)


def test_what_begins_as_an_archive_may_be_one(tmp_path: Path) -> None:
    assert digest(source(tmp_path, b"PK\x03\x04 and more")).may_be_archive
    assert not digest(source(tmp_path, b"%PDF-1.7 PK\x03\x04")).may_be_archive


def test_a_member_is_named_by_its_own_bytes(tmp_path: Path) -> None:
    inner = packed(b"deep")
    content = packed(b"one", inner)
    assert digest(source(tmp_path, content, 0)) == Digest(hashlib.sha256(b"one").hexdigest(), False)
    assert digest(source(tmp_path, content, 1)) == Digest(hashlib.sha256(inner).hexdigest(), True)
    assert digest(source(tmp_path, content, 1, 0)).doc_id == hashlib.sha256(b"deep").hexdigest()
    with pytest.raises(Refused, match="changed while the run was reading it"):
        digest(source(tmp_path, content, 2))
    close_archives()


def test_what_is_not_there_is_an_error_of_reading(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        digest(Source("x", str(tmp_path / "nowhere")))
