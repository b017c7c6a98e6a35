"""Documents from a list of web addresses, each fetched within bounds and only when it has changed.

What was fetched stays below `state/downloads`, so that an address that does not answer tonight still has its
document. Nothing is taken but http and https.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.intake.source import UNREACHABLE, Source
from pipeline.storage.folders import LocalFolder
from pipeline.version import VERSION

_FOLDER = "state/downloads"
_READ_BYTES = 1 << 16
_SCHEMES = ("http", "https")
_GONE = (404, 410)
_AGENT = f"mingzhang/{VERSION}"


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


@dataclass(frozen=True, slots=True)
class Fetched:
    """An address and its document; `unreachable` says why that is an older one, or none."""

    source: Source
    unreachable: str | None = None


class _Failed(Exception):
    """An address that gives no document now; `final` when asking again would not help."""

    def __init__(self, message: str, final: bool) -> None:
        super().__init__(message)
        self.final = final


def addresses(text: str) -> list[str]:
    """The addresses of a list: one a line, `#` begins a comment.

    >>> addresses("https://a.cn/1.pdf\\n# old\\n\\nhttps://a.cn/1.pdf\\n")
    ['https://a.cn/1.pdf']
    """
    lines = (line.strip() for line in text.split("\n"))
    return list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def fetch(urls: Iterable[str], folder: LocalFolder, bounds: Bounds | None = None) -> Iterator[Fetched]:
    """The documents of these addresses as sources, in their order. The caller holds the folder's lock, or is
    alone.
    """
    for url in urls:
        yield _fetch(url, folder, bounds or Bounds())


def _fetch(url: str, folder: LocalFolder, bounds: Bounds) -> Fetched:
    place = f"{_FOLDER}/{hashlib.sha256(url.encode()).hexdigest()[:32]}"
    known = _known(folder, place)
    for attempt in range(1, bounds.attempts + 1):
        try:
            return Fetched(_get(url, folder, place, known, bounds))
        except _Failed as error:
            if error.final:
                return Fetched(Source(url, url, problem=str(error), problem_kind=UNREACHABLE))
            said = str(error)
            if attempt < bounds.attempts:
                time.sleep(min(2.0**attempt, bounds.silence) / 2)
    if known is not None:
        return Fetched(Source(url, str(folder.root / known["file"]), known["size"]), said)
    return Fetched(Source(url, url, problem=said, problem_kind=UNREACHABLE), said)


def _known(folder: LocalFolder, place: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(folder.read(f"{place}.json"))
    except (OSError, ValueError):
        return None
    return found if folder.has(found.get("file", "")) and found.get("file") else None


def _get(url: str, folder: LocalFolder, place: str, known: dict[str, Any] | None, bounds: Bounds) -> Source:
    if urllib.parse.urlsplit(url).scheme not in _SCHEMES:
        raise _Failed(f"{url} is no http or https address", final=True)
    headers = {"User-Agent": _AGENT}
    if known is not None:
        headers |= {
            k: known[v] for k, v in (("If-None-Match", "etag"), ("If-Modified-Since", "modified")) if known[v]
        }
    end = time.monotonic() + bounds.seconds
    try:
        request = urllib.request.Request(url, headers=headers)
        with urllib.request.urlopen(request, timeout=bounds.silence) as answer:
            data = _body(answer, end, bounds)
            marks = {"etag": answer.headers.get("ETag"), "modified": answer.headers.get("Last-Modified")}
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 304 and known is not None:
                return Source(url, str(folder.root / known["file"]), known["size"])
            raise _Failed(
                f"the server answers {error.code} {error.reason}", final=error.code in _GONE
            ) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise _Failed(f"no answer ({reason}); check the address and the network", final=False) from error
    name = f"{place}-{hashlib.sha256(data).hexdigest()[:16]}"
    folder.put_bytes(name, data)
    folder.put_bytes(
        f"{place}.json", json.dumps({"url": url, "file": name, "size": len(data), **marks}).encode()
    )
    if known is not None and known["file"] != name:
        folder.remove(known["file"])
    return Source(url, str(folder.root / name), len(data))


def _body(answer: Any, end: float, bounds: Bounds) -> bytes:
    """All of an answer, within its bounds; a server that drips is as bad as one that is silent."""
    pieces, size = [], 0
    while piece := answer.read(_READ_BYTES):
        pieces.append(piece)
        size += len(piece)
        if size > bounds.most_mb * 1_000_000:
            raise _Failed(f"more than {bounds.most_mb} MB; fetch it by hand if it is a document", final=True)
        if time.monotonic() > end:
            raise _Failed(f"not whole after {bounds.seconds:.0f} s", final=False)
    told = answer.headers.get("Content-Length")
    if told is not None and told.isdecimal() and int(told) != size:
        raise _Failed(f"{size} of {told} bytes came", final=False)
    return b"".join(pieces)
