"""`mingzhang serve`: where it listens, and whom it asks for a token."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.explorer import server
from tests.pipeline.explorer.shown import samples_output

__all__ = ["samples_output"]
Serve = Callable[..., Result]


@pytest.fixture
def seen() -> list[int]:
    """What an explorer that was served answered at its own address, in the order of the calls."""
    return []


@pytest.fixture
def serve(samples_output: Path, seen: list[int], monkeypatch: pytest.MonkeyPatch) -> Serve:
    """The command; what it serves is asked once and ends then."""

    def ask_once(application: Starlette, at: socket.socket) -> None:
        with TestClient(application, base_url=f"http://127.0.0.1:{at.getsockname()[1]}") as client:
            seen.append(client.get("/").status_code)

    monkeypatch.setattr(server, "answer_until_stopped", ask_once)

    def call(*words: str) -> Result:
        return CliRunner().invoke(app, ["serve", "--output", str(samples_output), "--port", "0", *words])

    return call


def test_on_this_machine_alone_nothing_is_asked(serve: Serve, seen: list[int]) -> None:
    result = serve()
    assert (result.exit_code, seen) == (0, [200])
    assert result.stdout.startswith("http://127.0.0.1:")
    assert "token" not in result.output


@pytest.mark.parametrize("words", [("--host", "0.0.0.0"), ("--allow-host", "budget.example.cn")])
def test_where_others_can_ask_a_token_is_made(serve: Serve, seen: list[int], words: tuple[str, ...]) -> None:
    tokens = {parse_qs(urlsplit(serve(*words).stdout.strip()).query)["token"][0] for _ in range(2)}
    assert seen == [401, 401]
    assert {len(token) for token in tokens} == {32}
    assert len(tokens) == 2, "each time another"


def test_a_token_may_be_given(serve: Serve, seen: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_TOKEN", "of-the-environment-1")
    assert "token=of-the-environment-1" in serve().stdout
    assert "token=of-the-command-line" in serve("--token", "of-the-command-line").stdout
    monkeypatch.delenv("MINGZHANG_TOKEN")
    assert "token" not in serve("--host", "0.0.0.0", "--without-token").stdout
    assert seen == [401, 401, 200]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--token", "short"), "16 characters"),
        (("--token", "of-the-command-line", "--without-token"), "not both"),
        (("--allow-host", "a b"), "takes a name"),
        (("--host", "192.0.2.1"), "no address of this machine"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_served(
    serve: Serve, seen: list[int], words: tuple[str, ...], problem: str
) -> None:
    result = serve(*words)
    assert (result.exit_code, seen) == (2, [])
    assert problem in result.stderr


def test_without_datasets_it_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["serve", "--output", str(tmp_path), "--port", "0"])
    assert result.exit_code == 1
    assert "mingzhang run" in result.stderr


def test_the_browser_is_opened_without_the_token(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is started with it could be read by others on this machine."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    serve("--open", "--token", "of-the-command-line")
    assert [urlsplit(address).query for address in opened] == [""]
