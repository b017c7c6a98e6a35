"""The samples published, and an explorer over them: what tests of pages share."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.explorer.app import explorer
from pipeline.explorer.edition import Edition
from pipeline.explorer.library import Library
from pipeline.explorer.settings import Settings
from pipeline.running.run import run
from tests.pipeline.running.runs import InlineExecutor

SAMPLES = Path(__file__).parents[3] / "samples" / "documents"
HOME = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def samples_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an output over the samples, one for all processes of the tests: never written to."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    output = shared / "explored" / "output"
    output.parent.mkdir(exist_ok=True)
    with (output.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (output / "datasets").is_dir():
            run([str(SAMPLES)], output, executor=InlineExecutor())
            library = Library(str(output))
            library.wait()
            library.close()
    return output


@pytest.fixture(scope="session")
def edition(samples_output: Path) -> Edition:
    """Them as pages ask them."""
    return Library(str(samples_output)).edition()


@pytest.fixture(scope="session")
def client(samples_output: Path) -> Iterator[TestClient]:
    """A client of an explorer over them; errors of ours are raised."""
    with TestClient(explorer(Settings(str(samples_output))), base_url=HOME) as client:
        yield client
