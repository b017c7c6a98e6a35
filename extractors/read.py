"""Bytes to Document, by the reader that their content calls for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.sniff import sniff

if TYPE_CHECKING:
    from extractors.pdf.rereading import Rereading


def read(data: bytes) -> Document:
    """The Document of a file's bytes.

    Raises `Unreadable`, and nothing else for bad input; its `kind` says why and its message what to do.
    """
    if sniff(data) == "application/pdf":
        from extractors.pdf.reader import read_pdf

        return read_pdf(data)
    from extractors.text.reader import read_text

    return read_text(data)


def read_again(data: bytes, document: Document) -> Rereading | None:
    """Other engines' readings of the bytes that `read` made `document` of.

    Null for formats that one reader alone can read.
    """
    if sniff(data) != "application/pdf":
        return None
    from extractors.pdf.rereading import Rereading

    return Rereading(data, document)
