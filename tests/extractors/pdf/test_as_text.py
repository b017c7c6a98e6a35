"""A PDF that was taken for text is damaged, whichever way it was saved again."""

from __future__ import annotations

import base64
import io
import random
import re

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.errors import Unreadable
from extractors.read import read
from tests.extractors.pdf.pages import pdf


@pytest.fixture(scope="module")
def packed() -> bytes:
    """A PDF whose streams are packed, as in nearly all: its text and random bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    canvas.setFont("Helvetica", 12)
    words = random.Random(7)
    for _ in range(3):
        for y in range(100, 800, 12):
            canvas.drawString(50, y, " ".join(f"{words.random():.12f}" for _ in range(5)))
        canvas.showPage()
    canvas.save()
    data = out.getvalue()
    unpacked = data.replace(b"/ASCII85Decode ", b"")
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        unpacked = unpacked.replace(stream, base64.a85decode(stream.strip().removesuffix(b"~>")))
    return unpacked


def test_replacement_characters_in_place_of_bytes_are_damage(packed):
    with pytest.raises(Unreadable) as caught:
        read(packed.decode("utf-8", "replace").encode())
    assert caught.value.kind == "damaged"
    assert "decoded as text" in caught.value.message


def test_bytes_saved_as_letters_of_latin_1_are_damage(packed):
    with pytest.raises(Unreadable) as caught:
        read(packed.decode("latin-1").encode())
    assert caught.value.kind == "damaged"
    assert "decoded as text" in caught.value.message


def test_a_whole_file_is_read(packed):
    assert len(read(packed).pages) == 3


def test_a_file_that_says_nothing_is_no_such_damage():
    with pytest.raises(Unreadable) as caught:
        read(pdf(lambda _: None))
    assert caught.value.kind == "empty"
