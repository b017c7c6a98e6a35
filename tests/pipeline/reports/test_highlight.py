"""A copy of a drawn PDF with its findings and values as annotations, read back by PDFium."""

from __future__ import annotations

import ctypes
import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from pypdfium2 import raw
from reportlab.pdfgen.canvas import Canvas

from pipeline.reports.cases import Case
from pipeline.reports.highlight import highlight
from pipeline.reports.marked.mark import COLOURS, CannotHighlight
from tests.pipeline.published import document, evidence, fact, finding

HEIGHT = 300.0
BOX = [10.0, 20.0, 60.0, 32.0]


def drawn(rotation: int = 0) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(200, HEIGHT), invariant=1)
    for _ in range(2):
        canvas.drawString(20, 20, ".")
        canvas.setPageRotation(rotation)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def squares(path: Path, number: int = 0) -> list[tuple[tuple[int, ...], str, list[int]]]:
    """Colour, contents and box (x0, top, x1, bottom, whole points) of the annotations of a page."""
    return [(colour[:3], text, [round(v) for v in box]) for colour, text, box in exact_squares(path, number)]


def exact_squares(path: Path, number: int = 0) -> list[tuple[tuple[int, ...], str, list[float]]]:
    """The same with the opacity and to fractions of a point."""
    found = []
    pdf = pypdfium2.PdfDocument(path)
    page = pdf[number]
    for n in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, n)
        channels = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFAnnot_GetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *channels)
        size = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
        buffer = (raw.FPDF_WCHAR * (size // 2))()
        raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
        text = bytes(buffer).decode("utf-16-le").rstrip("\0")
        r = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(annotation, r)
        box = [r.left, HEIGHT - r.top, r.right, HEIGHT - r.bottom]
        found.append((tuple(c.value for c in channels), text, box))
        raw.FPDFPage_CloseAnnot(annotation)
    page.close()
    pdf.close()
    return found


def test_a_finding_is_a_square_around_its_figure_with_the_message(tmp_path: Path) -> None:
    target = tmp_path / "to" / "copy.pdf"
    assert highlight(drawn(), Case(document("d"), [finding("d", page=2)]), target) == 1
    assert squares(target, 0) == []
    ((colour, text, box),) = squares(target, 1)
    assert colour == (208, 32, 32)
    assert text.splitlines() == ["I07 合计不符", "the total is not the sum", "f1"]
    assert box == [8, 18, 62, 34]  # a point and a half around BOX
    assert [p.name for p in target.parent.iterdir()] == ["copy.pdf"]


def test_the_gravest_finding_is_on_top_and_values_below(tmp_path: Path) -> None:
    findings = [finding("d", severity="error"), finding("d", "f2", severity="info")]
    value = fact("d", "income.total", "12", 1, bbox=BOX, value_raw="12", unit_raw="元", item_label="合计")
    value |= {"function_code": None, "economic_code": None}
    target = tmp_path / "copy.pdf"
    assert highlight(drawn(), Case(document("d"), findings), target, [value]) == 3
    marks = squares(target)
    assert [bytes(colour).hex() for colour, *_ in marks] == [
        COLOURS["value"],
        COLOURS["info"],
        COLOURS["error"],
    ]
    assert marks[0][1] == "income.total initial_budget 合计 12元"


def test_what_has_no_place_in_this_file_is_not_marked(tmp_path: Path) -> None:
    places = [evidence("d", None), evidence("other"), evidence("d", 3), evidence("d", 2)]
    places += [evidence("d", 1, bbox=None), evidence("d", None, bbox=BOX)]
    unplaced = fact("d", "income.total", "12", 1, bbox=None)
    derived = fact("d", "income.total", "12", 1, bbox=BOX, source_kind="derived")
    nowhere = fact("d", "income.total", "12", None, bbox=BOX)  # type: ignore[arg-type]
    target = tmp_path / "copy.pdf"
    case = Case(document("d"), [finding("d", evidence=places)])
    assert highlight(drawn(), case, target, [unplaced, derived, nowhere]) == 1
    assert (squares(target, 0), len(squares(target, 1))) == ([], 1)


def test_boxes_are_of_the_page_as_displayed_also_when_it_is_turned(tmp_path: Path) -> None:
    target = tmp_path / "copy.pdf"
    highlight(drawn(90), Case(document("d"), [finding("d")]), target)
    # Turned clockwise by 90 degrees: what is displayed at (x, y from the top) stands at (y, x from below).
    ((_, _, (x0, top, x1, bottom)),) = squares(target)
    assert (x0, x1) == (18, 34)
    assert (HEIGHT - bottom, HEIGHT - top) == (8, 62)


def test_a_square_is_opaque_and_stands_within_a_hundredth_of_a_point(tmp_path: Path) -> None:
    target = tmp_path / "copy.pdf"
    highlight(drawn(), Case(document("d"), [finding("d")]), target)
    ((colour, _, box),) = exact_squares(target)
    assert colour == (208, 32, 32, 255)
    assert box == pytest.approx([8.5, 18.5, 61.5, 33.5], abs=0.004)


@pytest.mark.parametrize(
    ("more", "contents"),
    [
        ({"item_label": "合计", "function_code": "205", "value_raw": "12"}, "合计 12元"),
        ({"function_code": "205", "economic_code": "301", "value_raw": "12"}, "205 12元"),
        ({"economic_code": "301", "value_raw": None}, "301 元"),
        ({"unit_raw": None, "value_raw": "12"}, "12"),
    ],
)
def test_a_value_says_its_item_or_code_and_what_is_printed(
    tmp_path: Path, more: dict[str, object], contents: str
) -> None:
    empty = {"item_label": None, "function_code": None, "economic_code": None, "unit_raw": "元"}
    value = fact("d", "income.total", "12", bbox=BOX, **empty | more)
    target = tmp_path / "copy.pdf"
    assert highlight(drawn(), Case(document("d"), []), target, [value]) == 1
    assert squares(target)[0][1] == f"income.total initial_budget {contents}"


def test_a_square_that_pdfium_refuses_is_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "FPDFPage_CreateAnnot", lambda *_: None)
    assert highlight(drawn(), Case(document("d"), [finding("d")]), tmp_path / "copy.pdf") == 0


def test_borders_are_square_thick_around_findings_and_thin_around_values(tmp_path: Path) -> None:
    value = fact("d", "income.total", "12", 1, bbox=BOX, value_raw="12", unit_raw=None, item_label="合计")
    target = tmp_path / "copy.pdf"
    highlight(drawn(), Case(document("d"), [finding("d")]), target, [value])
    pdf = pypdfium2.PdfDocument(target)
    page = pdf[0]
    borders = []
    for n in range(2):
        annotation = raw.FPDFPage_GetAnnot(page, n)
        sizes = [ctypes.c_float() for _ in range(3)]
        raw.FPDFAnnot_GetBorder(annotation, *sizes)
        borders.append([round(size.value, 2) for size in sizes])
        raw.FPDFPage_CloseAnnot(annotation)
    page.close()
    pdf.close()
    assert borders == [[0, 0, 0.6], [0, 0, 1.5]]


def test_a_pdf_begins_within_its_first_kilobyte(tmp_path: Path) -> None:
    target, case = tmp_path / "copy.pdf", Case(document("d"), [finding("d")])
    assert highlight(b" " * 1020 + drawn(), case, target) == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\nnothing", "it cannot be marked"),
        (b"%PDF-1.7\nnothing", "PDFium cannot open the PDF"),
    ],
)
def test_what_cannot_be_annotated_is_explained(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(CannotHighlight, match=message):
        highlight(data, Case(document("d"), []), tmp_path / "copy.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_picture_is_highlighted_as_a_pdf_whose_boxes_fit(tmp_path: Path) -> None:
    target, stream = tmp_path / "copy.pdf", io.BytesIO()
    pages = [Image.new("RGB", (800, 1200), "white"), Image.new("RGB", (700, 1000), "white")]
    ImageDraw.Draw(pages[1]).rectangle((200, 400, 319, 439), fill="black")  # 144 pixels are an inch
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:], dpi=(144, 144))
    place = {**evidence("d", 2), "bbox": [100.0, 200.0, 160.0, 220.0]}
    case = Case(document("d"), [finding("d", page=2, evidence=[place])])
    assert highlight(stream.getvalue(), case, target) == 1
    pdf = pypdfium2.PdfDocument(target)
    assert [tuple(round(side) for side in page.get_size()) for page in pdf] == [(400, 600), (350, 500)]
    shown = pdf[1].render(scale=1, draw_annots=False).to_pil().convert("L")
    dark = shown.point(lambda v: 255 if v < 128 else 0).getbbox()
    pdf.close()
    assert dark is not None
    assert all(abs(found - side) <= 1 for found, side in zip(dark, (100, 200, 160, 220), strict=True))
    ((_, _, box),) = exact_squares(target, 1)
    down = 500 - HEIGHT  # they are measured from the top of a lower page
    assert box == pytest.approx([98.5, 198.5 - down, 161.5, 221.5 - down], abs=0.5)
