"""One answer of a web server: what is sent, what is taken, what is refused."""

from __future__ import annotations

import socket
import time
import urllib.error
from email.message import Message
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.intake import web
from pipeline.intake.web import Answer, Bounds, Marks, NoAnswer, get
from pipeline.version import VERSION
from tests.pipeline.intake.site import Site, site

__all__ = ["site"]

BOUNDS = Bounds(seconds=2, silence=1, attempts=1, most_mb=1)


class Response:
    """A response of these pieces, with a `Content-Length` that may lie."""

    def __init__(self, *pieces: bytes, length: str | None = None) -> None:
        self.pieces = list(pieces)
        self.headers = Message()
        if length is not None:
            self.headers["Content-Length"] = length

    def read(self, _most: int) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""


def body(response: Any, left: float = 60) -> bytes:
    return web._body(response, time.monotonic() + left, Bounds(seconds=7, most_mb=1))


def test_a_document_comes_with_the_marks_of_its_server(site: str) -> None:
    assert get(f"{site}/a.pdf", BOUNDS) == Answer(b"one", Marks(f'"{hash(b"one")}"', None))
    assert Site.headers_of["/a.pdf"]["User-Agent"] == f"mingzhang/{VERSION}"
    assert "If-None-Match" not in Site.headers_of["/a.pdf"]


def test_what_is_still_the_same_is_null(site: str) -> None:
    marks = Marks(f'"{hash(b"one")}"', "Mon, 30 Nov 2026 08:00:00 GMT")
    assert get(f"{site}/a.pdf", BOUNDS, marks) is None
    assert Site.headers_of["/a.pdf"]["If-None-Match"] == marks.etag
    assert Site.headers_of["/a.pdf"]["If-Modified-Since"] == marks.modified


def test_marks_that_a_server_did_not_give_are_not_sent() -> None:
    assert Marks().headers() == {}
    assert Marks(None, "today").headers() == {"If-Modified-Since": "today"}
    assert Marks("", "").headers() == {}


@pytest.mark.parametrize(("path", "is_final"), [("/nothing", True), ("/gone", True), ("/flaky", False)])
def test_only_what_is_gone_is_final(site: str, path: str, is_final: bool) -> None:
    Site.errors["/gone"] = 410
    with pytest.raises(NoAnswer, match=r"the server answers \d+ ") as error:
        get(f"{site}{path}", BOUNDS)
    assert error.value.is_final is is_final


@pytest.mark.parametrize("url", ["ftp://a.cn/x", "file:///etc/hostname", "data:text/plain,x", "a.cn/x", ""])
def test_nothing_but_the_web_is_asked(url: str) -> None:
    with pytest.raises(NoAnswer) as error:
        get(url, BOUNDS)
    assert (str(error.value), error.value.is_final) == (f"{url} is no http or https address", True)


def test_no_handler_of_another_scheme_is_there() -> None:
    names = {type(handler).__name__ for handler in web._opener().handlers}
    assert not names & {"FTPHandler", "CacheFTPHandler", "FileHandler", "DataHandler"}


def test_a_body_may_have_as_many_bytes_as_its_bound() -> None:
    assert len(body(Response(b"x" * 400_000, b"y" * 600_000))) == 1_000_000
    with pytest.raises(NoAnswer, match="more than 1 MB") as error:
        body(Response(b"x" * 1_000_000, b"y"))
    assert error.value.is_final


def test_a_body_that_takes_too_long_is_asked_for_again() -> None:
    with pytest.raises(NoAnswer, match="not whole after 7 s") as error:
        body(Response(b"x", b"y"), left=-1)
    assert not error.value.is_final


@pytest.mark.parametrize("length", [None, "3", "3 bytes", ""])
def test_a_length_that_is_right_or_not_given_is_taken(length: str | None) -> None:
    assert body(Response(b"on", b"e", length=length)) == b"one"


@pytest.mark.parametrize("length", ["2", "4"])
def test_a_length_that_is_wrong_is_asked_for_again(length: str) -> None:
    with pytest.raises(NoAnswer, match=f"3 of {length} bytes came") as error:
        body(Response(b"one", length=length))
    assert not error.value.is_final


@pytest.mark.parametrize(
    "url",
    ["http://[x", "http://a.cn:99999/x", "http://a.cn:abc/", "http:///x", "http://", "http://a b.cn/x"],
)
def test_a_misspelt_address_is_an_answer_not_an_error(url: str) -> None:
    with pytest.raises(NoAnswer, match=r"is no address \(.*\); correct the line") as error:
        get(url, BOUNDS)
    assert (error.value.is_final, error.value.is_lasting) == (True, True)


def test_a_name_that_no_server_of_names_knows_is_the_addresss_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise urllib.error.URLError(socket.gaierror(socket.EAI_NONAME, "Name or service not known"))

    def away(*_: object, **__: object) -> None:
        raise urllib.error.URLError(socket.gaierror(socket.EAI_AGAIN, "Temporary failure"))

    for opened, is_lasting in ((unknown, True), (away, False)):
        monkeypatch.setattr(web, "_opener", lambda opened=opened: SimpleNamespace(open=opened))
        with pytest.raises(NoAnswer) as error:
            get("http://a.cn/x", BOUNDS)
        assert (error.value.is_final, error.value.is_lasting) == (False, is_lasting)


def test_chinese_in_an_address_is_sent_as_browsers_send_it(site: str) -> None:
    Site.content["/%E5%86%B3%E7%AE%97%202024.pdf?%E5%B9%B4=2024"] = b"found"
    assert get(f"{site}/决算 2024.pdf?年=2024#page=3", BOUNDS) is not None
    assert web.checked("http://中国.cn/a%20b") == "http://xn--fiqs8s.cn/a%20b"
