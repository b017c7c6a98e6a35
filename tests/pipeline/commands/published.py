"""What four small documents give when they are published: the folder that commands are asked about."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.running.run import run
from tests.pipeline.invented import make_inputs
from tests.pipeline.running.runs import InlineExecutor


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with `in` and `out`; it is the working folder."""
    folder = tmp_path_factory.mktemp("published")
    make_inputs(folder)
    before = Path.cwd()
    os.chdir(folder)
    run(["in"], "out", function="tests.pipeline.fakes:extraction", executor=InlineExecutor())
    yield folder
    os.chdir(before)


def asked(*words: str) -> tuple[int, str]:
    """Exit status and output of `mingzhang WORDS`, its lines not broken."""
    done = CliRunner().invoke(app, list(words), env={"COLUMNS": "300"})
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def printed(*words: str) -> str:
    """What `mingzhang WORDS` writes to standard output."""
    return CliRunner().invoke(app, list(words)).stdout
