"""Links of pages to the files of documents: to where they lie beside the page, or where they are published.

A page is mailed and moved: an address of the machine that made it leads nowhere on another, and tells what
its folders are called.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.ask.links import page_link
from pipeline.reports.originals import NoOriginal, Originals, SourceUnreachable


class FileLinks:
    """Of the pages of one folder."""

    def __init__(self, folder: Path | None = None, originals: Originals | None = None) -> None:
        """`folder` is where the pages will lie, the folder of today if not given."""
        self._folder = (folder or Path()).resolve()
        self._originals = originals or Originals()
        self._known: dict[str, str | None] = {}

    def of(self, document: Mapping[str, Any], page: int | None, locator: str | None = None) -> str | None:
        """The link to a page, or a cell, of a document: relative to the folder where the file lies in it
        or beside it,
        else where it is published; null where neither is so.
        """
        doc_id = document["doc_id"]
        if doc_id not in self._known:
            self._known[doc_id] = self._beside(document)
        beside = self._known[doc_id]
        if beside is not None:
            return quote(beside) + (page_link("", None, page or None, locator) or "")
        url = document.get("source_url") or ""
        return (
            page_link(url, None, page or None, locator) if url.startswith(("http://", "https://")) else None
        )

    def _beside(self, document: Mapping[str, Any]) -> str | None:
        try:
            place = self._originals.place(document)
        except (NoOriginal, SourceUnreachable):
            return None
        if place is None or not place.is_relative_to(self._folder.parent):
            return None
        return Path(os.path.relpath(place, self._folder)).as_posix()
