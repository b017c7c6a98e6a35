"""Image files to pictures: formats, orientation, size of the paper, damage."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.errors import Unreadable
from extractors.images import pictures as module
from extractors.images.pictures import pictures_in


def image(width=400, height=600, mode="RGB"):
    """White, with a black bar at the top."""
    drawn = Image.new(mode, (width, height), 255 if mode == "L" else "white")
    ImageDraw.Draw(drawn).rectangle((0, 0, width - 1, height // 10), fill=0)
    return drawn


def saved(drawn, kind, **options):
    buffer = io.BytesIO()
    drawn.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_every_format_gives_one_picture(kind):
    (picture,) = pictures_in(saved(image(), kind))
    assert picture.pixels.shape == (600, 400, 3)
    assert picture.pixels[5].mean() < 10
    assert picture.pixels[300].mean() > 250


def test_a_tiff_has_pages_and_a_moving_picture_has_one():
    drawn = [image(400, 600), image(400, 700, "L"), image(500, 600).convert("1")]
    data = saved(drawn[0], "TIFF", save_all=True, append_images=drawn[1:])
    assert [picture.pixels.shape for picture in pictures_in(data)] == [
        (600, 400, 3),
        (700, 400, 3),
        (600, 500, 3),
    ]
    moving = saved(drawn[0], "GIF", save_all=True, append_images=[image(400, 600).rotate(180)])
    assert len(list(pictures_in(moving))) == 1


def test_the_paper_is_as_large_as_the_file_says_or_as_a4():
    def size(width, height, **options):
        (picture,) = pictures_in(saved(image(width, height), "PNG", **options))
        return picture.size

    assert size(1654, 2339, dpi=(200, 200)) == pytest.approx((595, 842), abs=1)
    assert size(1191, 1684, dpi=(144, 144)) == pytest.approx((595, 842), abs=1)
    assert size(1684, 1191, dpi=(96, 96)) == pytest.approx((842, 595), abs=1)  # a screen's: says nothing
    assert size(1654, 2339) == pytest.approx((595, 842), abs=1)
    assert size(1000, 5000) == pytest.approx((595, 2975), abs=1)
    assert size(1654, 2339, dpi=(5000, 5000)) == pytest.approx((595, 842), abs=1)
    assert size(1654, 2339, dpi=(200, 100)) == pytest.approx((595, 842), abs=1)


def test_more_pixels_than_models_look_at_are_shrunk():
    (picture,) = pictures_in(saved(image(3508, 4960, "L"), "PNG", dpi=(600, 600)))
    assert picture.pixels.shape == (2480, 1754, 3)
    assert picture.dpi == pytest.approx(300, abs=0.2)
    assert picture.size == pytest.approx((421, 595), abs=1)


def test_a_camera_says_which_side_was_up():
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by a quarter
    (picture,) = pictures_in(saved(image(600, 400), "JPEG", exif=exif))
    assert picture.pixels.shape == (600, 400, 3)
    assert picture.pixels[:, -5].mean() < 10
    assert picture.pixels[:, 5].mean() > 250


def test_what_is_transparent_is_paper():
    (clear,) = pictures_in(saved(Image.new("RGBA", (400, 600), (0, 0, 0, 0)), "PNG"))
    assert clear.pixels.min() == 255
    palette = image().convert("P")
    (picture,) = pictures_in(saved(palette, "PNG", transparency=palette.getpixel((0, 0))))
    assert picture.pixels.min() == 255


def test_sixteen_bits_of_grey_are_scaled():
    ramp = np.full((600, 400), 60_000, dtype=np.uint16)
    ramp[:60] = 300
    (picture,) = pictures_in(saved(Image.fromarray(ramp), "PNG"))
    assert (picture.pixels[300, 0, 0], picture.pixels[5, 0, 0]) == (234, 1)


def test_a_claim_of_many_pixels_is_refused_before_they_are_made(monkeypatch):
    def chunk(kind, content):
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    def claiming(width, height):
        head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")

    for width, height in ((12_001, 10_000), (60_000, 60_000)):
        with pytest.raises(Unreadable, match="more than 120 million pixels") as refused:
            list(pictures_in(claiming(width, height)))
        assert refused.value.kind == "too_large"
    monkeypatch.setattr(module, "MOST_PIXELS", 400 * 600)
    assert len(list(pictures_in(saved(image(400, 600), "PNG")))) == 1


def test_a_tiff_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MOST_PAGES", 2)
    data = saved(image(), "TIFF", save_all=True, append_images=[image()] * 2)
    with pytest.raises(Unreadable, match="the TIFF has 3 pages; the most is 2") as refused:
        list(pictures_in(data))
    assert refused.value.kind == "too_large"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "GIF", "WEBP"])
def test_a_picture_that_is_cut_off_is_damaged(kind):
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (200, 200, 3), dtype=np.uint8))
    data = saved(noise, kind)
    for part in (len(data) // 2, 20):
        with pytest.raises(Unreadable) as refused:
            list(pictures_in(data[:part]))
        assert refused.value.kind == "damaged"


def test_a_damaged_page_of_a_tiff_costs_that_page_only():
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (200, 200, 3), dtype=np.uint8))
    data = saved(image(), "TIFF", save_all=True, append_images=[noise, image()], compression="tiff_lzw")
    at = data.index(noise_start(data))
    broken = data[:at] + b"\xff" * 64 + data[at + 64 :]
    assert [picture is None for picture in pictures_in(broken)] == [False, True, False]


def noise_start(data):
    """The first bytes of the second page's strip."""
    with Image.open(io.BytesIO(data)) as opened:
        opened.seek(1)
        offset = opened.tag_v2[273][0]
    return data[offset : offset + 64]
