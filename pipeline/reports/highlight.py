"""A copy of a document with findings, and where asked values or figures, marked: of a PDF or a picture as
annotations that any reader shows, of others as `pipeline.reports.marked` does it.

Annotations are squares with the message as their contents, written by PDFium. Boxes of the datasets are of
the page as displayed; PDFium turns them back to the page's own axes, whatever its rotation and crop box.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.reports.cases import Case
from pipeline.reports.marked.mark import COLOURS, CannotHighlight, marks_of, said_of_finding, said_of_value
from pipeline.reports.opening import opening_at
from pipeline.reports.page_pictures import NoPicture, pages_as_pdf

if TYPE_CHECKING:
    from pipeline.reports.marked.copies import MarkedCopy

_FINE = 100
"""Device units for a point, so that rounding to whole units does not show."""
_GAP = 1.5
"""Points between a value and the square around it."""
_THIN, _THICK = 0.6, 1.5
"""Points: borders of squares around values and findings."""

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points, from the top left of the page as displayed."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A square on a page."""

    page: int
    box: Box
    kind: str
    """Severity of a finding, value, or figure: one that was asked for."""
    contents: str
    """The text that a reader shows when the square is opened."""


def highlight(
    data: bytes,
    case: Case,
    target: Path,
    values: Iterable[Mapping[str, Any]] = (),
    figures: Sequence[Mapping[str, Any]] = (),
) -> int:
    """Writes the annotated copy and returns how many marks it has.

    `values` are rows of facts to be marked lightly; `figures` those that somebody asked for: a PDF opens at
    the page of the first. Of a picture the copy is a PDF of its pages; of what else it is says
    `pipeline.reports.marked.copies.copy_suffix`. Raises `CannotHighlight` for what cannot be opened.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    from pipeline.reports.marked.copies import copy_suffix, marked_copy

    is_pdf = data[:1024].lstrip().startswith(b"%PDF")
    if not is_pdf and copy_suffix(data) != ".pdf":
        title = str(case.document.get("title") or case.document.get("file_name") or target.stem)
        return _kept(target, marked_copy(data, marks_of(case, values, figures), title))
    if not is_pdf:
        try:
            data = pages_as_pdf(data)
        except NoPicture as error:
            raise CannotHighlight(f"it cannot be marked: {error}") from error
    try:
        pdf = PdfDocument(data)
    except PdfiumError as error:
        raise CannotHighlight(
            f"PDFium cannot open the PDF ({error}); download it again or repair it"
        ) from error
    wanted = list(_of_values(figures, "figure"))
    marks = [*_of_values(values), *_of_findings(case), *wanted]
    count = 0
    pages: dict[int, Any] = {}
    try:
        for mark in marks:
            if 0 < mark.page <= len(pdf):
                page = pages.setdefault(mark.page, pdf[mark.page - 1])
                count += _square(page, mark)
        _save(pdf, target, wanted[0].page if wanted else None)
    finally:
        for page in pages.values():
            page.close()
        pdf.close()
    return count


def _kept(target: Path, copy: MarkedCopy) -> int:
    from pipeline.storage.atomic import replace_file

    def write(draft: Path) -> None:
        draft.write_bytes(copy.data)

    replace_file(target, write, target.parent)
    return copy.count


def _of_findings(case: Case) -> Iterable[Mark]:
    for f in reversed(case.findings):  # the gravest on top
        contents = said_of_finding(f)
        for evidence in f["evidence"]:
            here = evidence["doc_id"] == case.document["doc_id"]
            if here and evidence["page"] and evidence["bbox"] is not None:
                yield Mark(evidence["page"], _box(evidence), f["severity"], contents)


def _of_values(values: Iterable[Mapping[str, Any]], kind: str = "value") -> Iterable[Mark]:
    for v in values:
        if v["page"] and v["bbox"] is not None and v["source_kind"] != "derived":
            yield Mark(v["page"], _box(v), kind, said_of_value(v, kind))


def _box(row: Mapping[str, Any]) -> Box:
    x0, top, x1, bottom = (float(v) for v in row["bbox"])
    return x0, top, x1, bottom


def _square(page: Any, mark: Mark) -> bool:
    """Puts one square on a page; false where PDFium refuses it."""
    from pypdfium2 import raw

    width, height = (int(v * _FINE) for v in page.get_size())
    corners = []
    x0, top, x1, bottom = mark.box
    for x, y in ((x0 - _GAP, top - _GAP), (x1 + _GAP, bottom + _GAP)):
        px, py = ctypes.c_double(), ctypes.c_double()
        raw.FPDF_DeviceToPage(page, 0, 0, width, height, 0, int(x * _FINE), int(y * _FINE), px, py)
        corners.append((px.value, py.value))
    annotation = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_SQUARE)
    if not annotation:
        return False
    xs, ys = zip(*corners, strict=True)
    rectangle = raw.FS_RECTF(left=min(xs), bottom=min(ys), right=max(xs), top=max(ys))
    raw.FPDFAnnot_SetRect(annotation, rectangle)
    red, green, blue = bytes.fromhex(COLOURS[mark.kind])
    raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, red, green, blue, 255)
    raw.FPDFAnnot_SetBorder(annotation, 0.0, 0.0, _THIN if mark.kind == "value" else _THICK)
    raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_PRINT)
    for key, text in (("Contents", mark.contents), ("T", "mingzhang")):
        raw.FPDFAnnot_SetStringValue(annotation, key.encode(), _wide(text))
    raw.FPDFPage_CloseAnnot(annotation)
    return True


def _wide(text: str) -> Any:
    """A text as PDFium takes it: UTF-16LE, ended by a zero."""
    encoded = (text + "\0").encode("utf-16-le")
    return (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)


def _save(pdf: Any, target: Path, opens_at: int | None) -> None:
    from pipeline.storage.atomic import replace_file

    def write(draft: Path) -> None:
        pdf.save(draft)
        if opens_at is not None:
            draft.write_bytes(opening_at(draft.read_bytes(), opens_at))

    replace_file(target, write, target.parent)
