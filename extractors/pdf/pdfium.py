"""PDFium's C functions as this reader calls them.

pypdfium2 opens and closes; what is called once per glyph or path goes through prototypes that take plain
addresses: no conversion of pointers, no release of the interpreter lock. Everything here is used by one
thread.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractors.errors import Unreadable

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_DATE = re.compile(r"D:(?P<moment>\d{14})(?:Z|(?P<sign>[+-])(?P<hours>\d\d)'?(?P<minutes>\d\d)?)?", re.ASCII)


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, _POINTER).value or 0)


char_unicode = _plain(raw.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
char_is_generated = _plain(raw.FPDFText_IsGenerated, _INT, _POINTER, _INT)
char_origin = _plain(raw.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
char_loose_box = _plain(raw.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
char_font_size = _plain(raw.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
char_matrix = _plain(raw.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
char_angle = _plain(raw.FPDFText_GetCharAngle, ctypes.c_float, _POINTER, _INT)
page_box = _plain(raw.FPDF_GetPageBoundingBox, _INT, _POINTER, _POINTER)
page_rotation = _plain(raw.FPDFPage_GetRotation, _INT, _POINTER)
object_at = _plain(raw.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
form_object_at = _plain(raw.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
object_type = _plain(raw.FPDFPageObj_GetType, _INT, _POINTER)
object_matrix = _plain(raw.FPDFPageObj_GetMatrix, _INT, _POINTER, _POINTER)
object_bounds = _plain(raw.FPDFPageObj_GetBounds, _INT, *[_POINTER] * 5)
path_segment_count = _plain(raw.FPDFPath_CountSegments, _INT, _POINTER)
path_segment = _plain(raw.FPDFPath_GetPathSegment, _POINTER, _POINTER, _INT)
segment_point = _plain(raw.FPDFPathSegment_GetPoint, _INT, _POINTER, _POINTER, _POINTER)
segment_type = _plain(raw.FPDFPathSegment_GetType, _INT, _POINTER)
segment_closes = _plain(raw.FPDFPathSegment_GetClose, _INT, _POINTER)
path_draw_mode = _plain(raw.FPDFPath_GetDrawMode, _INT, _POINTER, _POINTER, _POINTER)
text_font = _plain(raw.FPDFTextObj_GetFont, _POINTER, _POINTER)
font_name = _plain(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _POINTER, _POINTER, ctypes.c_size_t)
font_is_embedded = _plain(raw.FPDFFont_GetIsEmbedded, _INT, _POINTER)
text_object = _plain(raw.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
stroke_colour = _plain(raw.FPDFPageObj_GetStrokeColor, _INT, *[_POINTER] * 5)
fill_colour = _plain(raw.FPDFPageObj_GetFillColor, _INT, *[_POINTER] * 5)
object_clip_path = _plain(raw.FPDFPageObj_GetClipPath, _POINTER, _POINTER)
clip_path_count = _plain(raw.FPDFClipPath_CountPaths, _INT, _POINTER)
clip_segment_count = _plain(raw.FPDFClipPath_CountPathSegments, _INT, _POINTER, _INT)
clip_segment = _plain(raw.FPDFClipPath_GetPathSegment, _POINTER, _POINTER, _INT, _INT)
form_object_count = _plain(raw.FPDFFormObj_CountObjects, _INT, _POINTER)

NO_SYSTEM_FONTS = raw.FPDF_SYSFONTINFO(version=1)
raw.FPDF_SetSystemFontInfo(NO_SYSTEM_FONTS)
"""Fonts that a document does not embed are replaced by PDFium's own, never by what the machine has installed:
their boxes decide which glyph belongs to which cell, and the same file must give the same rows everywhere."""

PATH, IMAGE, FORM = raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM
TEXT = raw.FPDF_PAGEOBJ_TEXT
LINE_TO, MOVE_TO = raw.FPDF_SEGMENT_LINETO, raw.FPDF_SEGMENT_MOVETO


def exhaust(calls: Iterator[object]) -> None:
    """Makes all of these calls; what they give is not wanted."""
    deque(calls, maxlen=0)


def address(handle: Any) -> int:
    """The address behind a typed PDFium handle."""
    return ctypes.cast(handle, _POINTER).value or 0


def modified_at(document: Any) -> datetime | None:
    """When an open pypdfium2 document says that it was last changed, or else made, in UTC."""
    for key in ("ModDate", "CreationDate"):
        moment = pdf_date(document.get_metadata_value(key))
        if moment is not None:
            return moment
    return None


def pdf_date(printed: str) -> datetime | None:
    """A date as PDFs write it (ISO 32000-1, 7.9.4), in UTC; without a zone it is taken for UTC.

    >>> pdf_date("D:20240830151200+08'00'").isoformat(), pdf_date("D:2024"), pdf_date("yesterday")
    ('2024-08-30T07:12:00+00:00', None, None)
    """
    match = _DATE.match(printed)
    if match is None:
        return None
    sign, hours, minutes = match["sign"], int(match["hours"] or 0), int(match["minutes"] or 0)
    try:
        local = datetime.strptime(match["moment"], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        return local - timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)
    except (ValueError, OverflowError):
        return None


def open_pdf(data: bytes) -> Any:
    """A `pypdfium2.PdfDocument` over `data`.

    Raises `Unreadable`: "encrypted" where a password is needed, "damaged" where PDFium cannot parse the
    file or finds no page in it.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Unreadable(
                "encrypted", "the PDF is encrypted and needs a password; save it without one and run again"
            ) from None
        raise Unreadable(
            "damaged", f"PDFium cannot open the PDF ({error}); download the file again or repair it"
        ) from None
    if len(document) == 0:
        document.close()
        raise Unreadable("damaged", "the PDF has no page; download the file again or repair it")
    return document
