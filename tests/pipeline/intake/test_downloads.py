"""Web addresses are fetched within bounds and only when they changed."""

from __future__ import annotations

import http.server
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from pipeline.intake import downloads
from pipeline.intake.downloads import Bounds, Fetched, fetch
from pipeline.storage.folders import LocalFolder

BOUNDS = Bounds(seconds=2, silence=1, attempts=2, most_mb=1)


class Site(http.server.BaseHTTPRequestHandler):
    content: ClassVar[dict[str, bytes]] = {}
    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        Site.asked[self.path] += 1
        match self.path:
            case "/moved":
                self.send_response(302)
                self.send_header("Location", "/a.pdf")
                self.end_headers()
            case "/to-a-file":
                self.send_response(302)
                self.send_header("Location", "file:///etc/passwd")
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
    monkeypatch.setattr(Site, "content", {"/a.pdf": b"one", "/large": b"x" * 1_100_000})
    monkeypatch.setattr(Site, "asked", Counter())
    monkeypatch.setattr(time, "sleep", lambda seconds: threading.Event().wait(min(seconds, 3)))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def one(url: str, folder: Path) -> Fetched:
    (found,) = fetch([url], LocalFolder(folder), BOUNDS)
    return found


def test_a_document_is_fetched_and_kept(site: str, tmp_path: Path) -> None:
    found = one(f"{site}/a.pdf", tmp_path)
    assert (found.source.uri, found.source.read(), found.unreachable) == (f"{site}/a.pdf", b"one", None)
    assert one(f"{site}/moved", tmp_path).source.read() == b"one"


def test_what_has_not_changed_is_not_sent_again(site: str, tmp_path: Path) -> None:
    first, again = one(f"{site}/a.pdf", tmp_path), one(f"{site}/a.pdf", tmp_path)
    assert first.source == again.source
    Site.content["/a.pdf"] = b"two"
    changed = one(f"{site}/a.pdf", tmp_path)
    assert changed.source.read() == b"two"
    assert [p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and p.suffix != ".json"] == [b"two"]


def test_an_address_that_is_gone_is_an_input_with_a_problem(site: str, tmp_path: Path) -> None:
    found = one(f"{site}/nothing", tmp_path)
    assert "the server answers 404" in (found.source.problem or "")
    assert found.unreachable is None  # the server is there: it is this document that is not
    assert Site.asked["/nothing"] == 1


def test_a_server_that_fails_once_is_asked_again(site: str, tmp_path: Path) -> None:
    assert one(f"{site}/flaky", tmp_path).source.read() == b"at last"
    assert Site.asked["/flaky"] == 2


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/drip", "more than 1 MB|not whole after 2 s"),
        ("/silent", "no answer .*timed out"),
        ("/short", "10 of 100 bytes came|no answer .IncompleteRead"),
        ("/large", "more than 1 MB"),
        ("/to-a-file", "no answer|answers 302"),
    ],
)
def test_what_is_endless_silent_or_too_much_ends(site: str, tmp_path: Path, path: str, message: str) -> None:
    problem = one(f"{site}{path}", tmp_path).source.problem
    assert problem is not None
    assert re.search(message, problem), problem


def test_nothing_but_http_is_fetched(tmp_path: Path) -> None:
    found = one("file:///etc/passwd", tmp_path)
    assert found.source.problem == "file:///etc/passwd is no http or https address"


def test_an_address_that_does_not_answer_tonight_has_its_older_document(site: str, tmp_path: Path) -> None:
    url = f"{site}/a.pdf"
    one(url, tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(downloads.urllib.request, "urlopen", _refuse)
        found = one(url, tmp_path)
        assert found.source.read() == b"one"
        assert "refused" in (found.unreachable or "")
        never = one(f"{site}/never", tmp_path)
    assert never.source.problem == never.unreachable is not None


def _refuse(*_: object, **__: object) -> None:
    raise ConnectionRefusedError("refused")
