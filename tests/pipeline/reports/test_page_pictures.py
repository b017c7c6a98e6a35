"""Pictures of pages: of PDFs and of picture files, with boxes where the datasets have them."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw
from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas

from pipeline.reports import page_pictures
from pipeline.reports.page_pictures import NoPicture, PagePictures, draw_boxes, picture

MARK = (100.0, 200.0, 160.0, 220.0)
"""x0, top, x1, bottom of a black bar, in points of the page as displayed."""


def pdf_with_mark(turned: int = 0) -> bytes:
    """A page of 400 x 600 as displayed, a second one of 300 x 300."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(400, 600), invariant=1)
    x0, top, x1, bottom = MARK
    if turned == 90:  # displayed, the page is turned clockwise: its own x runs downwards
        canvas.setPageRotation(90)  # reportlab turns the media box with it
        canvas.rect(top, x0, bottom - top, x1 - x0, stroke=0, fill=1)
    else:
        canvas.rect(x0, 600 - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
    canvas.showPage()
    canvas.setPageSize((300, 300))
    canvas.setPageRotation(0)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def picture_with_mark(kind: str, pixels_per_point: float, orientation: int = 1, **options: object) -> bytes:
    """A picture that shows the same page, upright once it is turned as its EXIF says."""
    image = Image.new("RGB", (int(400 * pixels_per_point), int(600 * pixels_per_point)), "white")
    corners = [v * pixels_per_point for v in MARK]
    ImageDraw.Draw(image).rectangle((corners[0], corners[1], corners[2] - 1, corners[3] - 1), fill="black")
    exif = Image.Exif()
    exif[0x0112] = orientation
    if orientation == 6:  # a camera held upright stores its rows sideways: to be turned clockwise
        image = image.transpose(Image.Transpose.ROTATE_90)
    stream = io.BytesIO()
    image.save(stream, kind, dpi=(72 * pixels_per_point,) * 2, exif=exif, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def dark(image: Image.Image) -> tuple[int, ...]:
    """Left, top, right, bottom of what is dark."""
    box = image.convert("L").point(lambda v: 255 if v < 128 else 0).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize(
    "data",
    [
        pdf_with_mark(),
        pdf_with_mark(turned=90),
        picture_with_mark("PNG", 2.0),
        picture_with_mark("JPEG", 2.0, quality=95),
        picture_with_mark("JPEG", 2.0, orientation=6, quality=95),
        picture_with_mark("TIFF", 2.0),
        picture_with_mark("PNG", 7.0),  # more pixels than the reader keeps
    ],
    ids=["pdf", "turned pdf", "png", "jpeg", "turned jpeg", "tiff", "fine png"],
)
@pytest.mark.parametrize("scale", [1.0, 2.5])
def test_what_stands_in_a_box_is_where_the_box_is(data: bytes, scale: float) -> None:
    shown = picture(data, 1, scale)
    assert shown.mode == "RGB"
    assert shown.info["scale"] == scale
    assert all(abs(size - side * scale) <= 1 for size, side in zip(shown.size, (400, 600), strict=True))
    assert all(abs(found - side * scale) <= 1.5 for found, side in zip(dark(shown), MARK, strict=True))


def test_a_border_is_drawn_around_the_box_and_leaves_what_is_in_it() -> None:
    shown = picture(pdf_with_mark(), 1, 2.0)
    draw_boxes(shown, [MARK])
    x0, top, x1, bottom = (v * 2 for v in MARK)
    assert shown.getpixel((int(x0 - 3), int(top + 20))) == (0xD0, 0x20, 0x20)
    assert shown.getpixel((int(x1 + 3), int(bottom + 3))) == (0xD0, 0x20, 0x20)
    assert shown.getpixel((int(x0 + 30), int(top + 20))) == (0, 0, 0)
    assert shown.getpixel((int(x0 - 8), int(top + 20))) == (255, 255, 255)


def test_each_page_of_a_tiff_is_a_page() -> None:
    first, second = Image.new("RGB", (800, 1200), "white"), Image.new("L", (600, 400), 0)
    stream = io.BytesIO()
    first.save(stream, "TIFF", save_all=True, append_images=[second], dpi=(144, 144))
    with PagePictures(stream.getvalue()) as pages:
        assert pages.size(1) == (400, 600)
        assert pages.picture(2, 1.0).getpixel((100, 100)) == (0, 0, 0)
        assert pages.picture(1, 1.0).getpixel((100, 100)) == (255, 255, 255)
        with pytest.raises(NoPicture, match="picture 3"):
            pages.picture(3)


def test_a_page_that_is_very_large_is_drawn_smaller_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_pictures, "MOST_PIXELS", 60_000)
    shown = picture(pdf_with_mark(), 1, 2.0)
    assert shown.info["scale"] == pytest.approx(0.5)
    assert shown.size == (200, 300)


@pytest.mark.parametrize(
    ("data", "page", "kind"),
    [
        ("预算公开".encode(), 1, "no_pages"),
        (b"<html><body>404</body></html>", 1, "no_pages"),
        (b"%PDF-1.7\nnothing", 1, "unreadable"),
        (b"\x89PNG\r\n\x1a\nnothing", 1, "unreadable"),
        (pdf_with_mark(), 3, "no_such_page"),
        (pdf_with_mark(), 0, "no_such_page"),
        (picture_with_mark("PNG", 1.0), 0, "no_such_page"),
    ],
)
def test_why_there_is_no_picture(data: bytes, page: int, kind: str) -> None:
    with pytest.raises(NoPicture) as caught:
        picture(data, page)
    assert caught.value.kind == kind


def test_a_scale_without_pixels_is_refused() -> None:
    with pytest.raises(ValueError, match="scale is 0"):
        picture(pdf_with_mark(), 1, 0)


def _written(*, quarters: int) -> bytes:
    """A page of 400 by 800 points that says HELLO 100 points from the left, its foot 700 above the bottom."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(400, 800), invariant=1)
    canvas.setFont("Courier", 10)  # every character is 6 points wide
    canvas.drawString(100, 700, "HELLO WORLD")
    canvas.drawString(20, 600, "HELLO")
    canvas.showPage()
    canvas.save()
    turned = io.BytesIO()
    with PdfDocument(stream.getvalue()) as pdf:
        pdf[0].set_rotation(90 * quarters)
        pdf.save(turned)
    return turned.getvalue()


@pytest.mark.parametrize(
    ("quarters", "box"),
    [
        (0, (100, 94.4, 130, 100)),  # capitals of Courier are 5.6 of 10 points high
        (1, (700, 100, 705.6, 130)),
        (2, (270, 700, 300, 705.6)),
        (3, (94.4, 270, 100, 300)),
    ],
)
def test_words_are_found_where_the_page_shows_them(quarters: int, box: tuple[float, ...]) -> None:
    with PagePictures(_written(quarters=quarters)) as pages:
        first, second = pages.find(1, "HELLO")
        assert first == pytest.approx(box, abs=1)
        assert second != first
        assert pages.find(1, "GOODBYE") == pages.find(1, "") == []
        with pytest.raises(NoPicture, match="there is no page 2"):
            pages.find(2, "HELLO")
