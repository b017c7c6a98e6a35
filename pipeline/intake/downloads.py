"""Documents from a list of web addresses, each fetched within bounds and only when it has changed.

What was fetched stays below `state/downloads`, so that an address that does not answer tonight still has its
document. Nothing is taken but http and https.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.intake.source import UNREACHABLE, Source
from pipeline.intake.web import Answer, Bounds, Marks, NoAnswer, get
from pipeline.storage.folders import LocalFolder

FOLDER = "state/downloads"
"""Below the output folder."""
_FAULT = ".fault.json"
"""How the files end that say what is wrong with an address."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An address and its document; `unreachable` says why that is an older one, or none."""

    source: Source
    unreachable: str | None = None
    known_since: str | None = None
    """Since which day an address that gives nothing was at fault in this same way: that it is, is no news."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A document that was fetched: its file below the output folder, and how its server marked it."""

    file: str
    size: int
    marks: Marks

    def source(self, url: str, folder: LocalFolder) -> Source:
        return Source(url, str(folder.root / self.file), self.size)


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
    place = f"{FOLDER}/{hashlib.sha256(url.encode()).hexdigest()[:32]}"
    kept = _read(folder, place)
    try:
        answer = _get_with_patience(url, bounds, kept.marks if kept is not None else None)
    except NoAnswer as error:
        reason = str(error)
        known = _note_fault(folder, place, url, reason) if error.is_lasting else None
        if error.is_final:
            return Fetched(Source(url, url, problem=reason, problem_kind=UNREACHABLE), known_since=known)
        if kept is not None:
            return Fetched(kept.source(url, folder), reason)
        return Fetched(Source(url, url, problem=reason, problem_kind=UNREACHABLE), reason, known)
    folder.remove(f"{place}{_FAULT}")
    if answer is None and kept is not None:
        return Fetched(kept.source(url, folder))
    assert answer is not None  # a server is asked for changes only of what is kept
    return Fetched(_keep(url, folder, place, answer, kept).source(url, folder))


def _note_fault(folder: LocalFolder, place: str, url: str, reason: str) -> str | None:
    """Notes that an address is at fault; since which day it was so in this way, null where that is new."""
    name = f"{place}{_FAULT}"
    try:
        known = json.loads(folder.read(name))
        if known["reason"] == reason:
            return str(known["since"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # there is none, or it is damaged: then it is told once more
    since = datetime.now(UTC).date().isoformat()
    entry = {"url": url, "reason": reason, "since": since}
    folder.put_bytes(name, json.dumps(entry, ensure_ascii=False).encode())
    return None


def _get_with_patience(url: str, bounds: Bounds, known: Marks | None) -> Answer | None:
    """As `get`, asked again where that may help; each time waits longer. Raises the last `NoAnswer`."""
    for attempt in range(1, bounds.attempts):
        try:
            return get(url, bounds, known)
        except NoAnswer as error:
            if error.is_final or error.is_lasting:
                raise
            time.sleep(min(2.0**attempt, bounds.silence) / 2)
    return get(url, bounds, known)


def _read(folder: LocalFolder, place: str) -> _Kept | None:
    """What is kept of an address; null where there is nothing or it is damaged."""
    try:
        entry = json.loads(folder.read(f"{place}.json"))
    except (OSError, ValueError):
        return None
    if not entry.get("file") or not folder.has(entry["file"]):
        return None
    return _Kept(entry["file"], entry["size"], Marks(entry["etag"], entry["modified"]))


def _keep(url: str, folder: LocalFolder, place: str, answer: Answer, former: _Kept | None) -> _Kept:
    """Keeps a document in the place of the one that was kept before."""
    name = f"{place}-{hashlib.sha256(answer.data).hexdigest()[:16]}"
    kept = _Kept(name, len(answer.data), answer.marks)
    entry = {
        "url": url,
        "file": kept.file,
        "size": kept.size,
        "etag": kept.marks.etag,
        "modified": kept.marks.modified,
    }
    folder.put_bytes(name, answer.data)
    folder.put_bytes(f"{place}.json", json.dumps(entry).encode())
    if former is not None and former.file != name:
        folder.remove(former.file)
    return kept
