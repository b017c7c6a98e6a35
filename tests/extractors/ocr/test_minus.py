"""A minus is short and faint in print of one colour, and is read as another dash."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.ocr import recognise, second_look
from extractors.ocr.ink import InkLine
from extractors.ocr.picture import RasterRules
from tests.extractors.ocr.drawn_pages import leaf, paper, write

LETTERS = ("", *"0123456789.-~年", "\u2014")
"""What the played models know; the first is none."""
NO_RULES = RasterRules(np.empty((0, 3)), np.empty((0, 3)))


def played(text: str, sure: float = 0.99) -> np.ndarray:
    """The steps of a model that reads this text: a character on every second step."""
    steps = np.full((2 * len(text), len(LETTERS)), 1e-5, dtype=np.float32)
    for n, char in enumerate(text):
        steps[2 * n, LETTERS.index(char)] = sure
        steps[2 * n + 1, 0] = sure
    return steps


@pytest.fixture
def reads(monkeypatch):
    """Says what each model reads, whatever it is shown."""

    def say(read, read_again):
        told = {"read": played(read), "read_again": played(read_again)}
        for module in (recognise, second_look):
            monkeypatch.setattr(module, "alphabet", lambda _: LETTERS)
            monkeypatch.setattr(module, "steps_of", lambda pictures, model: [told[model]] * len(pictures))

    return say


def first_reading() -> str:
    pixels = np.full((24, 80), 255, dtype=np.uint8)
    line = InkLine((0.0, 0.0, 30.0, 8.0), 0.0, pixels, pixels < 128)
    return "".join(recognise.read_lines([line], 2.0)[0].read.chars)


@pytest.mark.parametrize("dash", ["~", "\u2014"])
def test_a_dash_before_a_number_is_its_minus(reads, dash):
    reads(dash + "0.4", dash + "0.4")
    assert first_reading() == "-0.4"


def test_what_stands_between_numbers_stays(reads):
    reads("10~20", "10~20")
    assert first_reading() == "10~20"
    reads("~年", "~年")
    assert first_reading() == "~年"


def test_among_the_strings_to_choose_from_is_the_number_with_its_minus(reads):
    reads("0.4", "~0.4")
    pixels = paper(100, 40)
    write(pixels, 20, 25, "-0.4")
    [strings] = second_look.look_again(leaf(pixels), NO_RULES, [(10.0, 10.0, 90.0, 35.0)], [True])
    assert next(s.text for s in strings) == "-0.4"
    [strings] = second_look.look_again(leaf(pixels), NO_RULES, [(10.0, 10.0, 90.0, 35.0)], [False])
    assert next(s.text for s in strings) == "~0.4"
