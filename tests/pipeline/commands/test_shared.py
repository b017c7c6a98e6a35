"""How commands fail."""

from __future__ import annotations

import pytest
import typer

from pipeline.commands.shared import fail


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
