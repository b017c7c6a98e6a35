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
from pipeline.reports.crops import MAX_CROPS_OF_ONE, SCALE, Crop, Cutter

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
    with Cutter(row(pdf)) as found:
        yield found


def row(path: Path) -> dict[str, Any]:
    """Of `documents`, as far as it matters here."""
    return {"doc_id": hashlib.sha256(path.read_bytes()).hexdigest(), "source_uri": str(path)}


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
    assert tall.height == int((74 + 420) * SCALE) - int(74 * SCALE)
    (outside,) = cutter.cut([place(900, 910)])
    assert (outside.width, outside.height) == (560, 1)


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


def opened(folder: Path, *sizes: tuple[float, float]) -> Cutter:
    """A PDF of white pages of these sizes."""
    path = folder / "sizes.pdf"
    canvas = Canvas(str(path), invariant=1)
    for size in sizes:
        canvas.setPageSize(size)
        canvas.showPage()
    canvas.save()
    return Cutter(row(path))


def test_three_pages_are_kept_in_memory(tmp_path: Path) -> None:
    with opened(tmp_path, *((100.0 * n, 100.0) for n in range(1, 5))) as cutter:
        found = cutter.cut([place(10, 20, page) for page in (1, 2, 3, 4)])
        assert [crop.width for crop in found] == [140, 280, 420, 560]
        assert list(cutter._kept) == [2, 3, 4]


def test_a_report_has_two_hundred_and_forty_cuts_at_most(
    cutter: Cutter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crops, "_crop", lambda _, page, __: page)
    four = [place(top, top + 1) for top in (10, 200, 400, 600)]
    assert [len(cutter.cut(four)) for _ in range(61)] == [4] * 60 + [0]


def test_the_border_is_two_pixels_thick_a_point_and_a_half_from_the_box(
    cutter: Cutter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crops, "QUALITY", 100)  # sharp enough to count pixels
    (crop,) = cutter.cut([place(300, 320)])
    image = picture(crop).convert("L")
    down, across = int(310 * SCALE) - int(274 * SCALE), int(150 * SCALE)
    dark = [x for x in range(image.width) if image.getpixel((x, down)) < 170]  # type: ignore[operator]
    left, right = int(98.5 * SCALE), int(201.5 * SCALE)
    assert dark == [left, left + 1, right - 1, right]
    dark = [y for y in range(image.height) if image.getpixel((across, y)) < 170]  # type: ignore[operator]
    upper, lower = (int(y * SCALE) - int(274 * SCALE) for y in (298.5, 321.5))
    assert dark == [upper, upper + 1, lower - 1, lower]


def test_a_shared_cut_reaches_from_the_highest_to_the_lowest_box(cutter: Cutter) -> None:
    (crop,) = cutter.cut([place(200, 210), place(100, 260)])
    assert crop.height == int(286 * SCALE) - int(74 * SCALE)


@pytest.mark.parametrize(
    ("boxes", "cuts"),
    [
        ([(10, 20), (150, 160), (290, 300), (420, 429)], 1),
        ([(10, 20), (150, 160), (290, 300), (420, 430)], 2),  # 420 points in all
        ([(10, 20), (400, 410), (450, 460)], 2),
        ([(10, 20), (300, 310), (500, 510), (520, 530)], 3),
        ([(10, 200), (15, 20), (345, 350)], 1),
    ],
)
def test_boxes_share_a_cut_while_it_is_not_too_high(
    cutter: Cutter, boxes: list[tuple[float, float]], cuts: int
) -> None:
    assert len(cutter.cut([place(*box) for box in boxes])) == cuts


def test_cuts_of_a_page_come_from_top_to_bottom_wherever_the_boxes_stand(cutter: Cutter) -> None:
    low = {"page": 1, "bbox": [10.0, 500.0, 20.0, 510.0]}
    high = {"page": 1, "bbox": [100.0, 100.0, 200.0, 140.0]}
    assert [crop.height for crop in cutter.cut([low, high])] == [
        int(166 * SCALE) - int(74 * SCALE),
        int(536 * SCALE) - int(474 * SCALE),
    ]


def test_a_poster_is_drawn_smaller_and_its_border_is_still_around_the_box(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crops, "QUALITY", 100)  # sharp enough to count pixels
    with opened(tmp_path, (12_000.0, 3_000.0)) as cutter:
        (crop,) = cutter.cut([{"page": 1, "bbox": [4_000.0, 1_000.0, 8_000.0, 1_200.0]}])
    assert (crop.width, crop.height) == (6_000, int(1_226 / 2) - int(974 / 2))
    image = picture(crop).convert("L")
    dark = [x for x in range(image.width) if image.getpixel((x, 60)) < 170]  # type: ignore[operator]
    left, right = int(3_998.5 / 2), int(8_001.5 / 2)
    assert dark == [left, left + 1, right - 1, right]


def test_what_is_on_the_net_is_not_looked_for_in_a_folder(
    tmp_path: Path, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("memory:/bucket").mkdir(parents=True)
    Path("memory:/bucket/a.pdf").write_bytes(pdf.read_bytes())
    with Cutter({**row(pdf), "source_uri": "memory://bucket/a.pdf"}) as cutter:
        assert cutter.reason == "missing"


def test_why_there_are_no_cuts(pdf: Path, tmp_path: Path) -> None:
    text, damaged = tmp_path / "a.txt", tmp_path / "b.pdf"
    text.write_text("预算")
    damaged.write_bytes(b"%PDF-1.7\nnothing")
    for document, reason in (
        ({"doc_id": "x", "source_uri": None}, "missing"),
        ({"doc_id": "x", "source_uri": str(tmp_path / "gone.pdf")}, "missing"),
        ({"doc_id": "x", "source_uri": "https://a.cn/a.pdf"}, "missing"),
        ({"doc_id": "x", "source_uri": str(pdf)}, "changed"),
        (row(text), "no_pages"),
        (row(damaged), "unreadable"),
    ):
        with Cutter(document) as cutter:
            assert (cutter.reason, cutter.cut([place(10, 20)])) == (reason, [])
