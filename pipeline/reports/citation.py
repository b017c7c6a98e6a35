"""How a document, or a figure of it, is cited: who says it, where it stands, and which bytes were read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from patterns.interface import Language, texts
from pipeline.language.places import place_told
from pipeline.version import VERSION

Row = Mapping[str, Any]
_NAME = re.compile(r"\{(\w+)\}")
_SHOWN_ID = 16
_ONLINE, _OTHER = "EB/OL", "Z"
"""Carriers of GB/T 7714: on the web, and of no other kind."""


def citation(document: Row, fact: Row | None = None, *, language: Language = "en") -> str:
    """One line, from a row of `documents` and where given of one of its `facts` (or any row with `page`,
    `locator`).

    Body, title, year, page (where none is printed the place in words and its locator), where and when it was
    published and fetched, the beginning of the sha256 of its bytes, and the version that read them; what is
    not known is left out. Chinese after GB/T 7714-2015, English plain.

    >>> citation({"doc_id": "0123456789abcdef99", "title": "2024 Budget", "entity_name": "A"}, {"page": 3})
    'A. 2024 Budget, p. 3. SHA-256 0123456789abcdef…, read with Mingzhang 0.1.0.'
    """
    values = {
        name: str(value) for name, value in _values(document, fact, language).items() if value is not None
    }
    pieces = texts().citation[language]
    shown = (piece.format(**values) for piece in pieces if set(_NAME.findall(piece)) <= values.keys())
    return "".join(shown)


def _values(document: Row, fact: Row | None, language: Language) -> dict[str, Any]:
    published, page = document.get("published_on"), None if fact is None else fact.get("page")
    locator = None if fact is None or page is not None else fact.get("locator")
    told = place_told(None, locator)
    year = None if published is None else str(published)[:4]
    url = document.get("source_url")
    title = document.get("title") or document.get("file_name") or document["doc_id"][:_SHOWN_ID]
    fiscal_year = document.get("fiscal_year")
    return {
        "body": document.get("entity_name"),
        "title": title,
        "carrier": _OTHER if url is None else _ONLINE,
        "fiscal_year": None if str(fiscal_year) in title else fiscal_year,
        "published_year": year,
        "published_on": published,
        "page": page if year is not None else None,
        "lone_page": page if year is None else None,
        "any_page": page,
        "place": None if told is None else told.of(language),
        "locator": locator,
        "fetched_on": document.get("source_date"),
        "url": url,
        "sha256": document["doc_id"][:_SHOWN_ID],
        "version": document.get("tool_version") or VERSION,
    }
