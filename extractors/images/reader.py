"""Image file to Document: every picture in it is a page, read by OCR."""

from __future__ import annotations

from extractors.document import Document, OcrMode
from extractors.errors import Unreadable
from extractors.images.pictures import pictures_in
from extractors.ocr import progress
from extractors.ocr.models import recogniser_available
from extractors.ocr.picture import Picture
from extractors.pdf.blocks import assemble
from extractors.pdf.guards import MIN_GLYPHS_PER_PAGE
from extractors.pdf.page import PageContent
from extractors.pdf.scanned import page_of_picture, unread_page
from extractors.sniff import ImageType


def read_image(data: bytes, media_type: ImageType, ocr: OcrMode = "auto") -> Document:
    """The Document of a picture, or of a TIFF with several; pages are as large as the paper that they show.

    Raises `Unreadable`: "scan" where no OCR reads it, "damaged", "too_large", "empty" where there is nothing
    on it.
    """
    progress.report(0, 1)  # how many more there are shows as they come
    if ocr == "never":
        raise Unreadable("scan", "this is a picture; run with --ocr auto, then it is read by OCR")
    if not recogniser_available():
        raise Unreadable(
            "scan", "this is a picture; pip install 'mingzhang[ocr]' and run again, then it is read by OCR"
        )
    contents: list[PageContent] = []
    damaged: list[int] = []
    for number, picture in enumerate(pictures_in(data), start=1):
        if picture is None:
            damaged.append(number)
        else:
            contents.append(_page(number, picture))
        progress.report(number, number)
    if not contents:
        raise Unreadable("damaged", f"all of its {len(damaged)} pictures are damaged; get the file again")
    if all(content.page.n_glyphs < MIN_GLYPHS_PER_PAGE for content in contents):
        failures = [content.unread for content in contents if content.page.origin != "ocr"]
        if failures:
            raise Unreadable("scan", f"{failures[0]} on the picture; run `mingzhang doctor`")
        solid = sum(content.page.n_glyphs for content in contents)
        raise Unreadable("empty", f"OCR finds {solid} characters on {len(contents)} pages: this is no text")
    return assemble(contents, damaged, media_type)


def _page(number: int, picture: Picture) -> PageContent:
    try:
        return page_of_picture(number, picture, picture.size)
    except MemoryError:
        raise  # it is the whole document that has too little
    except Exception as error:
        # Whatever a model or its runtime raises costs this page and no other.
        return unread_page(number, picture.size, error)
