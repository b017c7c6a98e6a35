"""Bytes to Document, by the reader that their content calls for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from extractors.document import Candidate, Document
from extractors.sniff import sniff

if TYPE_CHECKING:
    from extractors.pdf.page import PageContent
    from extractors.pdf.rereading import Rereading


OcrMode = Literal["auto", "always", "never"]
"""Which pages are read by OCR: those without a text layer that can be trusted, all, or none."""


def read(data: bytes, kept: list[PageContent] | None = None, ocr: OcrMode = "auto") -> Document:
    """The Document of a file's bytes; `kept` takes what was seen of its pages, for `read_again`.

    `ocr` says which pages are recognised; without the extra `ocr` none is.

    Raises `Unreadable`, and nothing else for bad input; its `kind` says why and its message what to do.
    """
    if sniff(data) == "application/pdf":
        from extractors.pdf.reader import read_pdf

        return read_pdf(data, kept, ocr)
    from extractors.text.reader import read_text

    return read_text(data)


def read_again(data: bytes, document: Document, kept: Sequence[PageContent] = ()) -> Rereading | None:
    """Other engines' readings of the bytes that `read` made `document` of, and saw the pages `kept` in.

    Null for formats that one reader alone can read.
    """
    if sniff(data) != "application/pdf":
        return None
    from extractors.pdf.rereading import Rereading

    return Rereading(data, document, kept)


@contextmanager
def second_look(
    data: bytes, document: Document
) -> Iterator[Callable[[Sequence[tuple[int, int]]], Sequence[tuple[Candidate, ...]]] | None]:
    """What reads spans of `document.text` once more, with more care and at more cost; null where nothing can.

    For each span it gives what may stand there, the most probable first. `data` are the bytes that the
    document was read from.
    """
    del data, document  # nothing recognises pages yet
    yield None
