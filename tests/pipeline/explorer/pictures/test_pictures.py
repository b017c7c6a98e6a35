"""Pages as pictures: sizes, cuts, what is not there, what is over a limit."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from pipeline.explorer.pictures import drawing
from pipeline.explorer.pictures.drawing import Drawer, webp
from pipeline.explorer.pictures.orders import PageOrder, Sorry
from pipeline.explorer.pictures.pictures import Pictures
from pipeline.explorer.pictures.process import PictureLimits
from pipeline.explorer.pictures.processes import Processes
from pipeline.explorer.pictures.studio import Studio
from pipeline.language.spoken import speaking
from pipeline.reports.originals import NoOriginal, Originals
from pipeline.reports.page_pictures import NoPicture
from tests.pipeline.explorer.pictures.studios import put
from tests.pipeline.reports.test_page_pictures import MARK, dark, pdf_with_mark, picture_with_mark


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_pages_have_sizes_and_pictures_at_steps_of_resolution(pictures: Pictures, tmp_path: Path) -> None:
    document = put(tmp_path, "a.pdf", pdf_with_mark())
    assert pictures.sizes(document) == ((400, 600), (300, 300))
    assert opened(pictures.page(document, 1, 96)).size == (534, 800)  # 400 x 600 points, 96 of 72 an inch
    assert opened(pictures.page(document, 1, 97)).size == (723, 1084), "the next step is 130"
    assert opened(pictures.page(document, 2, 100_000)).size == (1084, 1084), "there is none beyond 260"


def test_a_turned_page_is_as_large_as_it_is_displayed(pictures: Pictures, tmp_path: Path) -> None:
    assert pictures.sizes(put(tmp_path, "a.pdf", pdf_with_mark(90)))[0] == (400, 600)


def test_a_photograph_of_a_page_is_drawn_too(pictures: Pictures, tmp_path: Path) -> None:
    document = put(tmp_path, "a.png", picture_with_mark("PNG", 3.0), "image/png")
    ((width, height),) = pictures.sizes(document)
    assert width / height == pytest.approx(400 / 600, abs=0.01)
    image = opened(pictures.page(document, 1))
    assert dark(image)[0] / image.width == pytest.approx(MARK[0] / 400, abs=0.01)


def test_what_was_drawn_shows_although_the_file_is_gone(pictures: Pictures, tmp_path: Path) -> None:
    document = put(tmp_path, "a.pdf", pdf_with_mark())
    before = pictures.page(document, 1), pictures.sizes(document)
    (tmp_path / "a.pdf").unlink()
    assert (pictures.page(document, 1), pictures.sizes(document)) == before


def test_a_cut_is_the_strip_around_the_box_with_a_border(pictures: Pictures, tmp_path: Path) -> None:
    image = opened(pictures.cut(put(tmp_path, "a.pdf", pdf_with_mark()), 1, [MARK], margin=30)).convert("RGB")
    scale = 110 / 72
    assert image.width == pytest.approx(400 * scale, abs=1)
    assert image.height == pytest.approx((MARK[3] - MARK[1] + 60) * scale, abs=2)
    middle = (MARK[0] + MARK[2]) / 2 * scale
    column = [image.getpixel((int(middle), y)) for y in range(image.height)]
    red = [y for y, (r, g, b) in enumerate(column) if r > 180 and g < 80 and b < 80]
    black = [y for y, pixel in enumerate(column) if max(pixel) < 60]
    assert red[0] < black[0]
    assert black[-1] < red[-1], "the border is around the bar"


@pytest.mark.parametrize(
    ("name", "data", "media_type", "kind", "told"),
    [
        ("a.txt", "部门决算".encode(), "text/plain", "no_pages", "is a text"),
        ("a.pdf", b"%PDF-1.7 and no more", "application/pdf", "unreadable", "damaged or protected"),
    ],
)
def test_why_there_is_no_picture_is_told(
    pictures: Pictures, tmp_path: Path, name: str, data: bytes, media_type: str, kind: str, told: str
) -> None:
    document = put(tmp_path, name, data, media_type)
    for ask in (lambda: pictures.sizes(document), lambda: pictures.page(document, 1)):
        with speaking("en"), pytest.raises(NoPicture, match=told) as caught:
            ask()
        assert caught.value.kind == kind


def test_a_page_that_there_is_not_is_told(pictures: Pictures, tmp_path: Path) -> None:
    document = put(tmp_path, "a.pdf", pdf_with_mark())
    with speaking("en"), pytest.raises(NoPicture, match="no such page"):
        pictures.page(document, 3)


def test_a_file_that_is_gone_or_another_is_told_without_a_path(pictures: Pictures, tmp_path: Path) -> None:
    document = put(tmp_path, "决算.pdf", pdf_with_mark() + b"% never drawn before")
    (tmp_path / "决算.pdf").write_bytes(b"another")
    for kind in ("changed", "missing"):
        with speaking("en"), pytest.raises(NoOriginal, match=r"决算\.pdf") as caught:
            pictures.page(document, 1)
        assert caught.value.kind == kind
        assert str(tmp_path) not in str(caught.value)
        (tmp_path / "决算.pdf").unlink(missing_ok=True)


def endless() -> bytes:
    """A page whose forms draw each other, ten times each, through twelve: a million million rectangles."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        b"<</Length 5>>stream\n/F Do\nendstream",
    ]
    for n in range(12):
        body = b"/F Do " * 10 if n < 11 else b"0 0 200 200 re f "
        inner = b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + n) if n < 11 else b""
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 300 300]%s/Length %d>>" % (inner, len(body))
        objects.append(head + b"stream\n" + body + b"\nendstream")
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return data + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def test_a_page_without_end_is_given_up_and_the_next_document_is_drawn(tmp_path: Path) -> None:
    processes = Processes(1, PictureLimits(seconds=60, cpu_seconds=0.5))
    pictures = Pictures(Studio(tmp_path / "output", processes), Originals([tmp_path]))
    hostile, sound = put(tmp_path, "a.pdf", endless()), put(tmp_path, "b.pdf", pdf_with_mark())
    try:
        for _ in range(2):  # the second time it is remembered
            with speaking("en"), pytest.raises(NoPicture, match="more time or memory") as caught:
                pictures.page(hostile, 1)
            assert caught.value.kind == "over_limit"
        assert opened(pictures.page(sound, 2, 65)).size == (271, 271)
    finally:
        processes.close()


def test_a_process_that_was_ended_from_outside_is_replaced(pictures: Pictures, tmp_path: Path) -> None:
    document = put(tmp_path, "a.pdf", pdf_with_mark())
    pictures.page(document, 1)
    pictures._studio.processes.close()
    assert opened(pictures.page(document, 2)).size == (542, 542)


def test_what_is_large_is_drawn_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "MOST_PIXELS", 10_000)
    monkeypatch.setattr(drawing, "MOST_SIDE", 91)
    answer = Drawer(lambda _: pdf_with_mark()).answer(PageOrder("d", 1, 5.0))
    assert isinstance(answer, bytes)
    assert opened(answer).size == (60, 90)


def test_documents_stay_open_the_last_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_OPEN", 2)
    asked = []

    def data_of(doc_id: str) -> bytes:
        asked.append(doc_id)
        return pdf_with_mark()

    drawer = Drawer(data_of)
    for doc_id in "abacabba":
        assert not isinstance(drawer.answer(PageOrder(doc_id, 2, 0.1)), Sorry)
    assert "".join(asked) == "abcb", "a was used between, so b had made room"


@pytest.mark.parametrize(("mode", "kind"), [("print", b"VP8L"), ("photo", b"VP8 ")])
def test_print_is_kept_without_loss_and_photographs_are_not(mode: str, kind: bytes) -> None:
    image = Image.new("RGB", (300, 300), "white")
    if mode == "photo":
        image = Image.effect_noise((300, 300), 80).convert("RGB")
        image = Image.merge(
            "RGB", [image.getchannel(0), image.getchannel(0).rotate(90), image.getchannel(0).rotate(180)]
        )
    assert webp(image)[12:16] == kind
