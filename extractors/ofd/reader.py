"""OFD to Document, where what reads its XML is installed."""

from __future__ import annotations

from extractors.document import Document, OcrMode
from extractors.libraries import demand
from extractors.sniff import OFD


def read_ofd(data: bytes, ocr: OcrMode = "auto") -> Document:
    """The Document of an OFD file; boxes are in points of its pages.

    Raises `Unreadable`: "missing_extra" without the extra `office`, "encrypted", "damaged", "too_large",
    "scan" where its pages are pictures that nobody reads, "empty".
    """
    demand(OFD)
    from extractors.ofd.pages import read_pages

    return read_pages(data, ocr)
