"""Bytes to Document, by the reader that their content calls for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extractors.document import Document, OcrMode
from extractors.errors import Unreadable
from extractors.sniff import sniff

__all__ = ["OcrMode", "read", "read_again", "second_look"]

if TYPE_CHECKING:
    from extractors.pdf.page import PageContent
    from extractors.pdf.rereading import Rereading
    from extractors.pdf.second_look import SecondLook


def read(data: bytes, kept: list[PageContent] | None = None, ocr: OcrMode = "auto") -> Document:
    """The Document of a file's bytes; `kept` takes what was seen of its pages, for `read_again`.

    `ocr` says which pages are recognised; without the extra `ocr` none is. Office formats need the extra
    `office`.

    Raises `Unreadable`, and nothing else for bad input; its `kind` says why and its message what to do.
    """
    try:
        return _read(data, kept, ocr)
    except RecursionError as error:
        raise Unreadable(
            "damaged", "nested deeper than any document is; a hostile or damaged file"
        ) from error


def _read(data: bytes, kept: list[PageContent] | None, ocr: OcrMode) -> Document:
    media_type = sniff(data)
    match media_type:
        case "application/pdf":
            from extractors.pdf.reader import read_pdf

            return read_pdf(data, kept, ocr)
        case "text/plain":
            from extractors.text.reader import read_text

            return read_text(data)
        case "text/html" | "multipart/related":
            from extractors.html.reader import read_html

            return read_html(data, media_type)
        case "application/ofd":
            from extractors.ofd.reader import read_ofd

            return read_ofd(data, ocr)
        case (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            | "application/msword"
            | "application/rtf"
            | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            | "application/vnd.ms-excel"
        ):
            from extractors.office.reader import read_office

            return read_office(data, media_type)
        case _:
            from extractors.images.reader import read_image

            return read_image(data, media_type, ocr)


def read_again(data: bytes, document: Document, kept: Sequence[PageContent] = ()) -> Rereading | None:
    """Other engines' readings of the bytes that `read` made `document` of, and saw the pages `kept` in.

    Null for formats that one reader alone can read.
    """
    if sniff(data) != "application/pdf":
        return None
    from extractors.pdf.rereading import Rereading

    return Rereading(data, document, kept)


@contextmanager
def second_look(data: bytes, document: Document) -> Iterator[SecondLook | None]:
    """What reads spans of a document of these bytes again; null where no page of it was recognised.

    It may raise what the recogniser raises, and is of use only within the context.
    """
    if not any(page.origin == "ocr" for page in document.pages):
        yield None
        return
    from extractors.pdf.second_look import SecondLook

    if document.media_type == "application/pdf":
        from extractors.pdf import pdfium
        from extractors.pdf.scanned import picture_of

        opened = pdfium.open_pdf(data)
        try:
            yield SecondLook(document, lambda number: picture_of(opened, number))
        finally:
            opened.close()
    else:
        from extractors.images.pictures import picture_at

        yield SecondLook(document, lambda number: picture_at(data, number))
