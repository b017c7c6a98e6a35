"""The explorer at a port: ports that are taken, clients that never finish asking, and the end."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from starlette.responses import PlainTextResponse

from pipeline.explorer.server import CannotListen, Impatient, listener, server_of

SOON = 0.3


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Of a server that gives a request little time to arrive."""

    class VeryImpatient(Impatient):
        seconds = SOON

    with listener("127.0.0.1", 0) as at:
        server = server_of(PlainTextResponse("here"))
        server.config.http = VeryImpatient
        thread = threading.Thread(target=server.run, args=([at],), daemon=True)
        thread.start()
        yield at.getsockname()[1]
        server.should_exit = True
        thread.join()


def all_that_comes(port: int, *parts: bytes) -> bytes:
    """What a client reads until the server closes; it fails after ten seconds."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        for part in parts:
            client.sendall(part)
            time.sleep(SOON / 4)
        got = b""
        while more := client.recv(4096):
            got += more
    return got


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (b"GET / HTTP/1.1\r\n",),
        (b"GET / HT", b"TP/1.1\r\n", b"Host: a\r\n", b"A: b\r\n", b"C: d\r\n"),
    ],
)
def test_who_never_finishes_asking_is_let_go(port: int, parts: tuple[bytes, ...]) -> None:
    assert all_that_comes(port, *parts) == b""


def test_a_body_that_does_not_come_is_not_waited_for(port: int) -> None:
    assert b"here" in all_that_comes(port, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc")


def test_who_asks_is_answered_and_may_ask_again(port: int) -> None:
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}") as client:
        assert [client.get("/").text for _ in range(2)] == ["here", "here"]
        assert "server" not in client.get("/").headers


def test_a_head_is_bounded(port: int) -> None:
    assert all_that_comes(port, b"GET / HTTP/1.1\r\nA: " + b"a" * 70_000).startswith(b"HTTP/1.1 400")


def test_a_port_that_is_taken_is_told_with_one_that_is_free(port: int) -> None:
    with pytest.raises(CannotListen, match=rf"port {port} is taken.*--port \d+ is free") as told:
        listener("127.0.0.1", port)
    free = int(str(told.value).rpartition("--port ")[2].split()[0])
    listener("127.0.0.1", free).close()


def test_an_address_of_another_machine_is_told() -> None:
    for host in ("192.0.2.1", "no-such-host.invalid"):
        with pytest.raises(CannotListen, match=f"{host} is no address of this machine"):
            listener(host, 0)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_good_order(samples_output: Path, how: signal.Signals) -> None:
    program = "from pipeline.cli import main; main()"
    words = ["serve", "--output", str(samples_output), "--port", "0", "--lang", "en"]
    with subprocess.Popen(
        [sys.executable, "-c", program, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    ) as serving:
        assert serving.stdout is not None
        address = serving.stdout.readline().strip()
        assert "4 documents" in httpx2.get(address).text
        serving.send_signal(how)
        assert serving.wait(20) == 0
        assert serving.stderr is not None
        assert serving.stderr.read() == ""
