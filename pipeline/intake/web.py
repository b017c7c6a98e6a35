"""One answer of a web server, within bounds. Nothing is spoken but http and https."""

from __future__ import annotations

import http.client
import socket
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from functools import cache
from typing import IO, Any

from pipeline.version import VERSION

SCHEMES = ("http", "https")
_READ_BYTES = 1 << 16
_NOT_MODIFIED = 304
_GONE = (404, 410)
_NO_SUCH_HOST = frozenset(getattr(socket, name, None) for name in ("EAI_NONAME", "EAI_NODATA")) - {None}
"""That there is no such name was said by a server of names: the network is there."""
_KEPT = "%/:=&?~#+!$,;'@()*[]|"
"""What is left as it stands in paths and queries: it means something there, or is encoded already."""
AGENT = f"mingzhang/{VERSION}"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What fetching one address may cost."""

    seconds: float = 120.0
    """For the whole of it."""
    silence: float = 30.0
    """Without a byte."""
    attempts: int = 3
    """Where a server fails or does not answer; each waits longer than the one before."""
    most_mb: int = 512


class NoAnswer(Exception):
    """An address that gives no document now.

    `is_final`: asking again would not help, and what it gave before is withdrawn. `is_lasting`: it is the
    address that is at fault, not a server or the network, and so it will be tomorrow.
    """

    def __init__(self, message: str, *, is_final: bool, is_lasting: bool | None = None) -> None:
        super().__init__(message)
        self.is_final = is_final
        self.is_lasting = is_final if is_lasting is None else is_lasting


@dataclass(frozen=True, slots=True)
class Marks:
    """What a server calls the version of a document by: sent back, it spares sending the same again."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """As a request has them; without what the server did not give.

        >>> Marks('"1"', None).headers()
        {'If-None-Match': '"1"'}
        """
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Answer:
    """A document as a server sent it."""

    data: bytes
    marks: Marks


def get(url: str, bounds: Bounds, known: Marks | None = None) -> Answer | None:
    """What stands at an address; null where the server says that it is still what `known` marks.

    Raises `NoAnswer` for everything else, an address that is none included.
    """
    address = checked(url)
    headers = {"User-Agent": AGENT} | (known.headers() if known is not None else {})
    end = time.monotonic() + bounds.seconds
    try:
        request = urllib.request.Request(address, headers=headers)
        with _opener().open(request, timeout=bounds.silence) as response:
            data = _body(response, end, bounds)
            return Answer(data, Marks(response.headers.get("ETag"), response.headers.get("Last-Modified")))
    except urllib.error.HTTPError as error:
        with error:
            if error.code == _NOT_MODIFIED and known is not None:
                return None
            raise NoAnswer(
                f"the server answers {error.code} {error.reason}", is_final=error.code in _GONE
            ) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        is_lasting = isinstance(reason, socket.gaierror) and reason.errno in _NO_SUCH_HOST
        message = f"no answer ({reason}); check the address and the network"
        raise NoAnswer(message, is_final=False, is_lasting=is_lasting) from error


def checked(url: str) -> str:
    """The address as a request has it: what is not ASCII is written with percent signs.

    Raises `NoAnswer` for what is no address of the web, such as a misspelt line of a list.

    >>> checked("http://a.cn/决算 2024.pdf?q=50%25")
    'http://a.cn/%E5%86%B3%E7%AE%97%202024.pdf?q=50%25'
    """
    try:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in SCHEMES:
            raise NoAnswer(f"{url} is no http or https address", is_final=True)
        host, _ = parts.hostname or "", parts.port  # either may raise
        netloc = parts.netloc if host.isascii() else parts.netloc.encode("idna").decode("ascii")
    except ValueError as error:  # brackets, a port that is none, a name that is too long
        raise NoAnswer(f"{url} is no address ({error}); correct the line", is_final=True) from error
    if not host or any(c.isspace() or not c.isprintable() for c in netloc):
        raise NoAnswer(f"{url} is no address (it names no host); correct the line", is_final=True)
    path, query = (urllib.parse.quote(part, safe=_KEPT) for part in (parts.path, parts.query))
    return urllib.parse.urlunsplit((parts.scheme, netloc, path, query, ""))


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to http and https; urllib would follow them to ftp, too."""

    def http_error_302(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
    ) -> Any:
        place = headers.get("location") or headers.get("uri") or ""
        target = urllib.parse.urljoin(req.full_url, place)
        if urllib.parse.urlsplit(target).scheme not in SCHEMES:
            fp.close()
            raise NoAnswer(
                f"the server sends on to {target}, which is no http or https address; "
                "fetch it by hand if it is a document",
                is_final=True,
            )
        return super().http_error_302(req, fp, code, msg, headers)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


@cache
def _opener() -> urllib.request.OpenerDirector:
    """As urllib's own, without its handlers of ftp:, file: and data:."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.UnknownHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        _Redirects,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


def _body(response: Any, end: float, bounds: Bounds) -> bytes:
    """All of a response, within its bounds; a server that drips is as bad as one that is silent."""
    pieces, size = [], 0
    while piece := response.read(_READ_BYTES):
        pieces.append(piece)
        size += len(piece)
        if size > bounds.most_mb * 1_000_000:
            message = f"more than {bounds.most_mb} MB; fetch it by hand if it is a document"
            raise NoAnswer(message, is_final=True)
        if time.monotonic() > end:
            raise NoAnswer(f"not whole after {bounds.seconds:.0f} s", is_final=False)
    length = response.headers.get("Content-Length")
    if length is not None and length.isdecimal() and int(length) != size:
        raise NoAnswer(f"{size} of {length} bytes came", is_final=False)
    return b"".join(pieces)
