"""A web site on this machine that misbehaves in every way that tests ask for."""

from __future__ import annotations

import http.server
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import pytest


class Site(http.server.BaseHTTPRequestHandler):
    """Answers well and badly, by the path that it is asked for."""

    content: ClassVar[dict[str, bytes]] = {}
    redirects: ClassVar[dict[str, tuple[int, str]]] = {}
    """By path the status and the `Location` that is answered."""
    errors: ClassVar[dict[str, int]] = {}
    """By path the status of an error."""
    asked: ClassVar[Counter[str]] = Counter()
    """How often each path was asked for."""
    headers_of: ClassVar[dict[str, dict[str, str]]] = {}
    """By path the headers of the last request."""

    def do_GET(self) -> None:
        Site.asked[self.path] += 1
        Site.headers_of[self.path] = dict(self.headers)
        match self.path:
            case path if path in Site.errors:
                self.send_error(Site.errors[path])
            case path if path in Site.redirects:
                code, place = Site.redirects[path]
                self.send_response(code)
                self.send_header("Location", place)
                self.end_headers()
            case "/flaky" if Site.asked[self.path] == 1:
                self.send_error(503)
            case "/drip":
                self.send_response(200)
                self.end_headers()
                for _ in range(60):
                    self.wfile.write(b"x" * 70_000)
                    time.sleep(0.1)
            case "/silent":
                time.sleep(3)
            case "/short":
                self.send_response(200)
                self.send_header("Content-Length", "100")
                self.end_headers()
                self.wfile.write(b"too little")
            case path if path in Site.content or path == "/flaky":
                self._give(Site.content.get(path, b"at last"))
            case _:
                self.send_error(404)

    def _give(self, data: bytes) -> None:
        etag = f'"{hash(data)}"'
        if self.headers.get("If-None-Match") == etag:
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("ETag", etag)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a site on this machine; a wait of ours ends after three seconds at most."""
    monkeypatch.setattr(Site, "content", {"/a.pdf": b"one", "/large": b"x" * 1_100_000})
    monkeypatch.setattr(Site, "asked", Counter())
    monkeypatch.setattr(Site, "errors", {})
    monkeypatch.setattr(Site, "headers_of", {})
    monkeypatch.setattr(Site, "redirects", {"/moved": (302, "/a.pdf")})
    monkeypatch.setattr(time, "sleep", lambda seconds: threading.Event().wait(min(seconds, 3)))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
