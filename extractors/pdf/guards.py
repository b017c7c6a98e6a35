"""What a PDF must have to be read: no more pages than a document has, a text layer that says something."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import OcrMode
from extractors.errors import Unreadable
from extractors.ocr.models import recogniser_available
from extractors.pdf.glyphs import REPLACEMENT
from extractors.pdf.page import PageContent
from extractors.pdf.trust import NONSENSE, OUTLINES

MIN_GLYPHS_PER_PAGE = 8
"""Fewer solid glyphs a page, on average, are no text layer."""
MAX_PAGES = 20_000
"""More are no disclosure but a mistake or an attack; the largest that we know has a thousand."""
END_MARK, END_WINDOW = b"%%EOF", 2048
"""The mark ends every whole file (ISO 32000-1, 7.5.5); some servers add a few bytes behind it."""
MAX_UNREADABLE = 0.3
"""A text layer of which more than this part decodes to no character cannot be trusted."""
FIRST_PRIVATE, LAST_PRIVATE = "\ue000", "\uf8ff"
"""Unicode's private use area: a font that uses it does not say what its glyphs mean."""


def is_cut_off(data: bytes) -> bool:
    """Whether the file ends before its end."""
    return END_MARK not in data[-END_WINDOW:]


def demand_bounded(n_pages: int) -> None:
    """Raises `Unreadable` ("too_large") for more pages than `MAX_PAGES`."""
    if n_pages > MAX_PAGES:
        raise Unreadable(
            "too_large", f"the PDF says it has {n_pages} pages; the most is {MAX_PAGES}: split it"
        )


def demand_text(contents: Sequence[PageContent], failed: Sequence[int], ocr: OcrMode = "auto") -> None:
    """Raises `Unreadable` where the pages that were read give no text worth reading.

    The kind is "damaged" where none could be read (`failed` are the numbers of those that could not), "scan"
    for images, outlines and fonts that say nothing where OCR did not read them, "empty" for pages with
    nothing on them.
    """
    if not contents:
        raise Unreadable("damaged", f"none of the PDF's {len(failed)} pages can be loaded; download it again")
    solid = sum(c.page.n_glyphs for c in contents)
    if solid < MIN_GLYPHS_PER_PAGE * len(contents) and not _is_read_by_ocr(contents):
        counts, remedy = f"{solid} characters on {len(contents)} pages", _remedy(contents, ocr)
        if any(c.page.has_image for c in contents):
            raise Unreadable(
                "scan",
                f"the PDF has no text layer ({counts}; its pages are images): {_remedy(contents, ocr)}",
            )
        if any(c.untrusted == OUTLINES for c in contents):
            raise Unreadable("scan", f"the text of the PDF is drawn as outlines ({counts}): {remedy}")
        raise Unreadable("empty", f"the PDF holds neither text nor images ({counts})")
    unreadable = sum(
        1
        for c in contents
        for char in c.glyphs.chars
        if char == REPLACEMENT or FIRST_PRIVATE <= char <= LAST_PRIVATE
    )
    if unreadable > MAX_UNREADABLE * solid:
        raise Unreadable(
            "scan",
            f"{unreadable} of {solid} characters of the PDF's text layer decode to nothing readable "
            f"(its fonts do not say what their glyphs mean): {_remedy(contents, ocr)}",
        )
    if all(c.untrusted == NONSENSE for c in contents if c.page.n_glyphs >= MIN_GLYPHS_PER_PAGE):
        raise Unreadable(
            "scan",
            "what the text layer of the PDF decodes to is no writing (its fonts do not say what their glyphs "
            f"mean): {_remedy(contents, ocr)}",
        )


def _is_read_by_ocr(contents: Sequence[PageContent]) -> bool:
    """Whether OCR read the text of any page: many others may be blank backs."""
    return any(c.page.origin == "ocr" and c.page.n_glyphs >= MIN_GLYPHS_PER_PAGE for c in contents)


def _remedy(contents: Sequence[PageContent], ocr: OcrMode) -> str:
    """What to do about a document that OCR did not read."""
    if not recogniser_available():
        return "pip install 'mingzhang[ocr]' and run again, then it is read by OCR"
    if ocr == "never":
        return "run with --ocr auto, then it is read by OCR"
    failures = {c.unread for c in contents if c.unread and c.page.origin != "ocr"}
    if failures:
        return f"{min(failures)} on its pages"
    if any(c.page.origin == "ocr" for c in contents):
        return "OCR finds no text either"
    return "none is large enough to hold the text of a page, and OCR was not asked"
