"""Deterministic identifiers: what is the same keeps its id on every machine and in every run."""

from __future__ import annotations

import hashlib

_SEPARATOR = "\x1f"
_NOTHING = "\x00"


def doc_id(data: bytes) -> str:
    """The id of a document: sha256 of its bytes, 64 hex."""
    return hashlib.sha256(data).hexdigest()


def short_id(*key: object) -> str:
    """First 16 hex of the sha256 of a natural key; null and the empty string differ.

    >>> short_id("a", 1)
    '839e11a421d370be'
    >>> short_id("a", None) == short_id("a", "")
    False
    """
    text = _SEPARATOR.join([_NOTHING if part is None else str(part) for part in key])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class IdMaker:
    """Gives ids within one document; the second bearer of a natural key gets another id than the first.

    >>> make = IdMaker("d")
    >>> make("fact", 1) == make("fact", 1)
    False
    >>> IdMaker("d")("fact", 1) == IdMaker("d")("fact", 1)
    True
    """

    def __init__(self, document: str) -> None:
        self._document = document
        self._seen: dict[tuple[object, ...], int] = {}

    def __call__(self, *key: object) -> str:
        ordinal = self._seen.get(key, 0)
        self._seen[key] = ordinal + 1
        if ordinal:
            return short_id(self._document, *key, f"#{ordinal}")
        return short_id(self._document, *key)
