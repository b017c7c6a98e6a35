"""Errors as answers: they say what is wrong, in the form that was asked for, and nothing of this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from pipeline.explorer.app import explorer
from pipeline.explorer.deadline import TookTooLong
from pipeline.explorer.failures import Failures
from pipeline.explorer.library import Library
from pipeline.explorer.settings import Settings
from pipeline.explorer.shown import Shown
from tests.pipeline.explorer.shown import HOME

ENDLESS = "select count(*) from range(100000000000) a, range(1000) b"


def client_of(endpoint: object) -> TestClient:
    """Of an application with one address below the middleware."""
    app = Starlette(routes=[Route("/a", endpoint), Route("/a.json", endpoint)])  # type: ignore[arg-type]
    app.add_middleware(Failures)
    return TestClient(app, base_url=HOME, headers={"accept-language": "en"})


def test_an_address_that_there_is_not(client: TestClient) -> None:
    page = client.get("/nowhere/<script>", headers={"accept-language": "en"})
    assert page.status_code == 404
    assert "there is no page at this address" in page.text
    assert "<h1>" in page.text
    assert "<script>" not in page.text.replace("<script src", "")
    assert client.get("/nowhere.json").json()["status"] == 404


def test_pages_can_only_be_read(client: TestClient) -> None:
    answer = client.put("/", headers={"accept-language": "en"})
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert "this address can only be read" in answer.text


def test_a_request_is_bounded(client: TestClient) -> None:
    assert client.post("/", content=b"a" * 1_100_000).status_code == 413
    assert client.get("/", headers={"accept-language": "en"}).status_code == 200


def test_an_error_of_ours_is_told_without_its_inside(caplog: pytest.LogCaptureFixture) -> None:
    def broken(_: Request) -> Response:
        raise RuntimeError("/home/somebody/secret")

    answer = client_of(broken).get("/a?token=secret", headers={"accept": "application/json"})
    told = answer.json()
    assert told["status"] == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert told["incident"] in caplog.text
    assert "/home/somebody/secret" in caplog.text
    assert "token=secret" not in caplog.text
    assert told["incident"] not in client_of(broken).get("/a").text, "each has its own number"


def test_an_answer_that_takes_too_long_is_stopped(samples_output: Path) -> None:
    settings = Settings(str(samples_output), seconds=0.2, threads=1)
    shown = Shown(Library(settings.output), settings)
    ended: list[str] = []

    def asked() -> Response:
        try:
            shown.library.edition().value(ENDLESS)
        except TookTooLong:
            ended.append("stopped")
            raise
        return Response("never")

    async def endless(request: Request) -> Response:
        return await shown.in_thread(request, asked)

    answer = client_of(endless).get("/a.json")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "takes too long" in answer.json()["problem"]
    assert ended == ["stopped"], "DuckDB stopped, its thread is free"


def test_who_would_wait_too_long_is_told_to_come_again(samples_output: Path) -> None:
    settings = Settings(str(samples_output), waiting=0)
    with TestClient(explorer(settings), base_url=HOME, headers={"accept-language": "en"}) as client:
        answer = client.get("/")
    assert answer.status_code == 503
    assert "too many ask at once" in answer.text


@pytest.fixture
def moved(samples_output: Path, tmp_path: Path) -> Iterator[tuple[TestClient, Path]]:
    """A client, and an output of its own that may be harmed."""
    output = tmp_path / "harmed"
    shutil.copytree(samples_output / "datasets", output / "datasets")
    with TestClient(explorer(Settings(str(output))), base_url=HOME) as client:
        yield client, output


def test_damaged_data_is_said_without_the_path_of_this_machine(
    moved: tuple[TestClient, Path], caplog: pytest.LogCaptureFixture
) -> None:
    client, output = moved
    for path in (output / "datasets").rglob("*.parquet"):
        os.truncate(path, 10)
    answer = client.get("/index.json", headers={"accept-language": "en"})
    assert answer.status_code == 503
    assert "mingzhang doctor" in answer.json()["problem"]
    assert str(output) not in answer.text
    assert answer.json()["incident"] in caplog.text
