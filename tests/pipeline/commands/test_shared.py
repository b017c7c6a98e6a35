"""How commands fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import typer

from pipeline.ask.damage import DamagedOutput
from pipeline.commands.shared import fail, guarded


@pytest.mark.parametrize("status", [1, 2, 130])
def test_a_command_fails_with_a_message_and_a_status(status: int, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended:
        fail("there is no file", status)
    assert ended.value.exit_code == status
    assert capsys.readouterr() == ("", "mingzhang: there is no file\n")


def test_a_failure_is_1_unless_it_says_otherwise() -> None:
    with pytest.raises(typer.Exit) as ended:
        fail("x")
    assert ended.value.exit_code == 1


def command_that(error: Exception) -> Callable[..., None]:
    def command(*, output: Path | None = None, outputs: list[Path] | None = None) -> None:
        del output, outputs
        raise error

    return guarded(command)


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (DamagedOutput("a.parquet is damaged"), 4, "a.parquet is damaged"),
        (OSError(28, "No space left on device", "/out"), 5, "check /out, its permissions and the space"),
        (OSError(13, "Permission denied", "/out"), 5, "check /out, its permissions and the space"),
        (OSError("s3://a does not answer"), 5, "check the folders that were given"),
        (OSError(36, "File name too long", "nnn"), 1, "File name too long: 'nnn'; check the path"),
        (duckdb.IOException("IO Error: x"), 1, "IO Error: x"),
    ],
)
def test_what_no_code_is_to_blame_for_ends_in_a_message(
    tmp_path: Path, error: Exception, status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended:
        command_that(error)(output=tmp_path)
    assert ended.value.exit_code == status
    assert message in capsys.readouterr().err


def test_an_error_of_ours_keeps_its_traceback(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        command_that(KeyError("x"))(output=tmp_path)
    with pytest.raises(typer.Exit) as ended:
        command_that(typer.Exit(3))(output=tmp_path)  # type: ignore[arg-type]
    assert ended.value.exit_code == 3


def test_every_output_that_was_given_is_looked_through(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "datasets").mkdir(parents=True)
        package = '{"resources": [{"path": ["a.parquet"]}]}' if name == "two" else '{"resources": []}'
        (tmp_path / name / "datasets" / "datapackage.json").write_text(package)
    with pytest.raises(typer.Exit) as ended:
        command_that(duckdb.Error("x"))(outputs=[tmp_path / "one", tmp_path / "two"])
    assert ended.value.exit_code == 4
    assert f"{tmp_path / 'two' / 'datasets' / 'a.parquet'} is missing (x)" in capsys.readouterr().err
