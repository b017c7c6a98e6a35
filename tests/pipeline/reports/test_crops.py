"""Cuts of a drawn page: what they show, and why there are none."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from pipeline.reports import crops
from pipeline.reports.crops import MAX_CROPS_OF_ONE, MAX_HEIGHT, SCALE, Crop, Cutter

WIDTH, HEIGHT = 400.0, 800.0


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Two white pages."""
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    for _ in range(2):
        canvas.drawString(20, 20, ".")
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def cutter(pdf: Path) -> Iterator[Cutter]:
    with Cutter(str(pdf), hashlib.sha256(pdf.read_bytes()).hexdigest()) as found:
        yield found


def place(top: float, bottom: float, page: int | None = 1) -> dict[str, Any]:
    return {"page": page, "bbox": [100.0, top, 200.0, bottom]}


def picture(crop: Crop) -> Image.Image:
    data = base64.b64decode(crop.data_uri.removeprefix("data:image/jpeg;base64,"))
    return Image.open(io.BytesIO(data)).convert("RGB")


def red_rows(crop: Crop) -> tuple[int, int]:
    """First and last row of pixels with a red border."""
    image = picture(crop)
    middle = int(150 * SCALE)
    rows = [
        y
        for y in range(image.height)
        if (pixel := image.getpixel((middle, y)))[0] > 150 and max(pixel[1:]) < 120  # type: ignore[index]
    ]
    return rows[0], rows[-1]


def test_a_cut_is_as_wide_as_the_page_with_a_margin_above_and_below(cutter: Cutter) -> None:
    (crop,) = cutter.cut([place(300, 320)])
    assert cutter.reason is None
    assert (crop.page, crop.width, crop.height) == (1, 560, int(346 * SCALE) - int(274 * SCALE))
    assert picture(crop).size == (crop.width, crop.height)
    first, last = red_rows(crop)
    assert abs(first - (300 - 1.5 - 274) * SCALE) <= 2
    assert abs(last - (320 + 1.5 - 274) * SCALE) <= 2


def test_boxes_that_are_near_each_other_share_a_cut(cutter: Cutter) -> None:
    assert len(cutter.cut([place(100, 120), place(269, 280)])) == 1
    assert len(cutter.cut([place(100, 120), place(270, 280)])) == 2  # 150 points between them
    assert [c.page for c in cutter.cut([place(100, 120, 2), place(100, 120, 1)])] == [2, 1]


def test_a_cut_ends_at_the_page_and_at_its_greatest_height(cutter: Cutter) -> None:
    (top,) = cutter.cut([place(5, 15)])
    assert top.height == int(41 * SCALE)
    (bottom,) = cutter.cut([place(785, 795)])
    assert bottom.height == int(HEIGHT * SCALE) - int(759 * SCALE)
    (tall,) = cutter.cut([place(100, 700)])
    assert tall.height == int((74 + MAX_HEIGHT) * SCALE) - int(74 * SCALE)


def test_a_finding_has_four_cuts_at_most_and_a_report_so_many(
    cutter: Cutter, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = [place(top, top + 1, page) for page in (1, 2) for top in (10, 200, 400, 600)]
    assert len(cutter.cut(far)) == MAX_CROPS_OF_ONE == 4
    monkeypatch.setattr(cutter, "_crops_left", 1)
    assert len(cutter.cut(far)) == 1
    assert cutter.cut(far) == []


def test_evidence_without_a_page_or_box_and_pages_that_there_are_not_give_none(cutter: Cutter) -> None:
    assert cutter.cut([{"page": None, "bbox": None}, {"page": 1, "bbox": None}]) == []
    assert cutter.cut([place(10, 20, 3)]) == []
    assert len(cutter.cut([place(10, 20, 2)])) == 1


def test_few_pages_are_kept_in_memory(cutter: Cutter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crops, "_KEPT_PAGES", 1)
    cutter.cut([place(10, 20, 1), place(10, 20, 2)])
    assert list(cutter._pages) == [2]


def test_why_there_are_no_cuts(pdf: Path, tmp_path: Path) -> None:
    text, damaged = tmp_path / "a.txt", tmp_path / "b.pdf"
    text.write_text("预算")
    damaged.write_bytes(b"%PDF-1.7\nnothing")
    hashes = {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in (text, damaged)}
    for source, doc_id, reason in (
        (None, "x", "missing"),
        (str(tmp_path / "gone.pdf"), "x", "missing"),
        ("s3://bucket/a.pdf", "x", "missing"),
        (str(pdf), "x", "changed"),
        (str(text), hashes[text], "no_pages"),
        (str(damaged), hashes[damaged], "unreadable"),
    ):
        with Cutter(source, doc_id) as cutter:
            assert (cutter.reason, cutter.cut([place(10, 20)])) == (reason, [])


def test_a_poster_is_drawn_smaller(cutter: Cutter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crops, "MAX_PIXELS", HEIGHT * SCALE + 1)
    assert cutter.cut([place(10, 20, 1)])[0].width == WIDTH * SCALE
    monkeypatch.setattr(crops, "MAX_PIXELS", HEIGHT / 2)
    assert cutter.cut([place(10, 20, 2)])[0].width == WIDTH / 2


@pytest.mark.parametrize(("blanks", "reason"), [(1020, None), (1021, "no_pages")])
def test_a_pdf_begins_within_its_first_kilobyte(
    pdf: Path, tmp_path: Path, blanks: int, reason: str | None
) -> None:
    late = tmp_path / "late.pdf"
    late.write_bytes(b" " * blanks + pdf.read_bytes())
    with Cutter(str(late), hashlib.sha256(late.read_bytes()).hexdigest()) as cutter:
        assert cutter.reason == reason
