"""Chinese text whose font a document does not bring is drawn, and not blank."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.explorer.pictures.pictures import Pictures
from pipeline.reports.page_pictures import picture
from tests.pipeline.explorer.pictures.studios import put

TEXT = "二〇二四年部门决算公开说明，公务接待费（万元）"
SIZE, LEFT, BASELINE, SIDE = 20.0, 20.0, 100.0, 500.0


def not_embedded() -> bytes:
    """A page with one line in STSong-Light, which is not in the file."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(SIDE, 200), invariant=1)
    canvas.setFont("STSong-Light", SIZE)
    canvas.drawString(LEFT, BASELINE, TEXT)
    canvas.save()
    return stream.getvalue()


def blank(image: Image.Image) -> list[str]:
    """The characters in whose place there is no ink."""
    grey = np.asarray(image.convert("L"))
    scale = image.width / SIDE
    top, bottom = (200 - BASELINE - SIZE) * scale, (200 - BASELINE + SIZE * 0.25) * scale
    found = []
    for n, character in enumerate(TEXT):
        x0, x1 = (LEFT + n * SIZE) * scale, (LEFT + (n + 1) * SIZE) * scale
        if grey[int(top) : int(bottom), int(x0) : int(x1)].min() > 128:
            found.append(character)
    return found


def test_each_character_of_a_font_that_is_not_embedded_has_ink(pictures: Pictures, tmp_path: Path) -> None:
    data = not_embedded()
    assert len(blank(picture(data, 1))) > len(TEXT) / 2, "as reading draws it, which knows of no fonts"
    drawn = pictures.page(put(tmp_path, "a.pdf", data), 1, 130)
    assert blank(Image.open(io.BytesIO(drawn))) == []


def test_song_has_serifs_and_hei_has_none(pictures: Pictures, tmp_path: Path) -> None:
    """The same line twice: a stroke that lies flat is thin in Song, and as thick as the others in Hei."""
    data = not_embedded()
    assert data.count(b"STSong-Light") == 2
    song = pictures.page(put(tmp_path, "song.pdf", data), 1, 260)
    hei = pictures.page(put(tmp_path, "hei.pdf", data.replace(b"STSong-Light", b"STHeiti-Thin")), 1, 260)
    both = [Image.open(io.BytesIO(drawn)) for drawn in (song, hei)]
    assert [blank(image) for image in both] == [[], []]
    thickness = [ink_of_the_first(image) for image in both]
    assert thickness[0] < thickness[1]


def ink_of_the_first(image: Image.Image) -> float:
    """The mean ink of the first character, two strokes that lie flat."""
    grey = np.asarray(image.convert("L"))
    scale = image.width / SIDE
    place = np.s_[
        int((200 - BASELINE - SIZE) * scale) : int((200 - BASELINE + 5) * scale),
        int(LEFT * scale) : int((LEFT + SIZE) * scale),
    ]
    return float((255 - grey[place]).mean())
