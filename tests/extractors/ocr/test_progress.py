"""Pages that are recognised are reported to who listens, and to nobody else."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from extractors.errors import Unreadable
from extractors.images import reader as images
from extractors.ocr import progress
from extractors.ocr.progress import heard_by, report
from extractors.pdf import reader
from extractors.pdf.page import PageContent
from extractors.read import OcrMode, read
from tests.extractors.pdf.pages import HEIGHT, WIDTH, pdf, text

PRINT = "这一页有完整的文字层，可以读取，不必识别。"


def printed(canvas):
    for line in range(5):
        text(canvas, 60, 700 - 20 * line, f"{line}、{PRINT}")


def pictured(canvas):
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), (200, 200, 200))), 0, 0, WIDTH, HEIGHT)


def _report_and_fail() -> None:
    report(1, 3)
    raise KeyError


def test_who_listened_before_hears_again() -> None:
    first: list[tuple[int, int]] = []
    second: list[tuple[int, int]] = []
    report(0, 1)
    with heard_by(lambda done, of: first.append((done, of))):
        report(0, 3)
        with pytest.raises(KeyError), heard_by(lambda done, of: second.append((done, of))):
            _report_and_fail()
        report(2, 3)
    report(3, 3)
    assert (first, second, progress.listener) == ([(0, 3), (2, 3)], [(1, 3)], None)


@pytest.mark.parametrize(
    ("ocr", "is_available", "expected"),
    [
        ("auto", True, [(0, 2), (1, 2), (2, 2)]),
        ("always", True, [(0, 3), (1, 3), (2, 3), (3, 3)]),
        ("auto", False, [(0, 2)]),
        ("never", True, [(0, 2)]),
    ],
)
def test_pages_of_a_pdf_are_reported_as_they_are_recognised_and_that_they_wait(
    monkeypatch: pytest.MonkeyPatch, ocr: OcrMode, is_available: bool, expected: list[tuple[int, int]]
) -> None:
    recognised: list[int] = []

    def read_scanned(_document: object, number: int, content: PageContent) -> PageContent:
        recognised.append(number)
        return content

    monkeypatch.setattr(reader, "read_scanned", read_scanned)
    monkeypatch.setattr(reader, "recogniser_available", lambda: is_available)
    told: list[tuple[int, int]] = []
    with heard_by(lambda done, of: told.append((done, of))):
        read(pdf(pictured, printed, pictured), ocr=ocr)
    assert told == expected
    assert recognised == ([] if len(expected) == 1 else [1, 2, 3] if ocr == "always" else [1, 3])


@pytest.mark.parametrize("is_available", [True, False])
def test_of_print_nothing_is_reported(monkeypatch: pytest.MonkeyPatch, is_available: bool) -> None:
    monkeypatch.setattr(reader, "recogniser_available", lambda: is_available)
    told: list[tuple[int, int]] = []
    with heard_by(lambda done, of: told.append((done, of))):
        assert PRINT in read(pdf(printed, printed)).text
    assert told == []


@pytest.mark.parametrize(("is_available", "expected"), [(True, [(0, 1), (1, 1), (2, 2)]), (False, [(0, 1)])])
def test_pictures_of_a_file_are_reported_as_they_come(
    monkeypatch: pytest.MonkeyPatch, is_available: bool, expected: list[tuple[int, int]]
) -> None:
    monkeypatch.setattr(images, "recogniser_available", lambda: is_available)
    monkeypatch.setattr(
        images, "_page", lambda number, picture: images.unread_page(number, picture.size, OSError())
    )
    stream = io.BytesIO()
    grey = Image.new("RGB", (600, 800), (200, 200, 200))
    grey.save(stream, "TIFF", save_all=True, append_images=[grey], dpi=(200, 200))
    told: list[tuple[int, int]] = []
    with heard_by(lambda done, of: told.append((done, of))), pytest.raises(Unreadable):
        read(stream.getvalue())
    assert told == expected
