"""What was drawn is kept within a size, and where there is room for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.explorer.pictures.kept import KeptPictures
from pipeline.running.taken_out import PICTURES

DOC = "ab" * 32


def test_what_was_not_asked_for_longest_goes_first(tmp_path: Path) -> None:
    kept = KeptPictures(tmp_path, most_bytes=1000)
    for n in range(5):
        kept.put(DOC, f"{n}.webp", bytes(300))
        os.utime(tmp_path / PICTURES / "ab" / DOC / f"{n}.webp", (n, n))
    assert kept.get(DOC, "0.webp") is None, "each that was put made room"
    kept.put(DOC, "old.webp", bytes(300))
    os.utime(tmp_path / PICTURES / "ab" / DOC / "old.webp", (1, 1))
    assert kept.get(DOC, "old.webp") == bytes(300)
    kept.put(DOC, "new.webp", bytes(300))
    assert kept.get(DOC, "old.webp") == bytes(300), "it was asked for"
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.webp")) <= 1000
    assert not list(tmp_path.rglob("*.draft"))


@pytest.mark.parametrize("output", ["memory://output", "file/output"])
def test_where_nothing_can_be_written_it_is_kept_elsewhere(tmp_path: Path, output: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    kept = KeptPictures(output if "://" in output else tmp_path / output)
    kept.put(DOC, "1.webp", b"1")
    assert kept.get(DOC, "1.webp") == b"1"
    assert not kept.folder.is_relative_to(tmp_path)
