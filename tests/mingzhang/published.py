"""The samples, published once: what the tests of the public face ask."""

from __future__ import annotations

from pathlib import Path

import pytest

import mingzhang
from pipeline.running.run import run
from tests.pipeline.running.runs import InlineExecutor

DOCUMENTS = Path(__file__).parents[2] / "samples" / "documents"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an output over the documents of the samples."""
    output = tmp_path_factory.mktemp("samples") / "output"
    run([str(DOCUMENTS)], output, executor=InlineExecutor())
    return output


@pytest.fixture(scope="session")
def out(samples: Path) -> mingzhang.Output:
    """That output, opened."""
    return mingzhang.open(samples)
