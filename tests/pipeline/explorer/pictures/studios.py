"""Processes that draw, and documents that they draw: what tests of pictures share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.explorer.pictures.pictures import Pictures
from pipeline.explorer.pictures.processes import Processes
from pipeline.explorer.pictures.studio import Studio
from pipeline.reports.originals import Originals

Draws = Callable[..., Pictures]


@pytest.fixture(scope="session")
def one_process() -> Iterator[Processes]:
    """One process that draws, for all tests."""
    processes = Processes(1)
    yield processes
    processes.close()


@pytest.fixture
def pictures(one_process: Processes, tmp_path: Path) -> Pictures:
    """What draws the documents of `put`."""
    return Pictures(Studio(tmp_path / "output", one_process), Originals([tmp_path]))


def put(folder: Path, name: str, data: bytes, media_type: str = "application/pdf") -> dict[str, Any]:
    """A file, and its row of `documents` as far as it matters here."""
    (folder / name).write_bytes(data)
    doc_id = hashlib.sha256(data).hexdigest()
    uri = (folder / name).as_posix()
    return {"doc_id": doc_id, "file_name": name, "source_uri": uri, "media_type": media_type}
