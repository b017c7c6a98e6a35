"""What of the characters that a recogniser gives is writing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extractors.pdf.specks import is_writing
from tests.extractors.pdf.printed import lattice
from tests.extractors.pdf.recognised import read_as

GRID = lattice((0.0, 100.0, 200.0), (0.0, 20.0, 40.0))


def kept(text, confidence, left=300, lattices=()):
    """What is kept of one piece."""
    recognised = read_as((left, 15, text), confidence=confidence)
    return "".join(np.asarray(recognised.chars)[is_writing(recognised, lattices)])


def test_few_improbable_characters_are_no_writing():
    assert kept("上海大", 0.39) == ""
    assert kept("上海大", 0.4) == "上海大"
    assert kept("上海大学", 0.1) == "上海大学"


def test_digits_stay_however_improbable():
    assert kept("1,", 0.1) == "1,"


def test_in_a_table_all_stay_and_beside_it_not():
    assert kept("合计", 0.1, 50, [GRID]) == "合计"
    assert kept("合计", 0.1, 300, [GRID]) == ""


def test_print_that_nobody_can_read_is_dust():
    recognised = read_as((50, 15, "2024"), (50, 35, "合计"))
    low = recognised.boxes.copy()
    low[:4, 1] = low[:4, 3] - 2.9
    low[4:, 1] = low[4:, 3] - 3.1
    assert is_writing(replace(recognised, boxes=low), [GRID]).tolist() == [False] * 4 + [True] * 2


def test_nothing_is_nothing():
    assert is_writing(read_as(), [GRID]).tolist() == []


def beside_print(text: str, size: float, seals=()) -> str:
    """What is kept of a piece of this size beside a line of usual size, which always stays."""
    recognised = read_as((50, 100, "上海市财政局关于"), (300, 100, text))
    boxes = recognised.boxes.copy()
    boxes[8:, 1] = boxes[8:, 3] - size
    found = is_writing(replace(recognised, boxes=boxes), [], seals)
    assert found[:8].all()
    return "".join(np.asarray(recognised.chars)[found][8:])


def test_digits_much_smaller_than_print_are_what_is_left_of_a_seal():
    usual = float(np.diff(read_as((50, 100, "市")).boxes[0, [1, 3]])[0])
    assert beside_print("1", 0.39 * usual) == ""
    assert beside_print("1", 0.5 * usual) == "1"
    assert beside_print("1234", 0.39 * usual) == "1234"


def test_beside_a_seal_they_need_not_be_so_small():
    usual = float(np.diff(read_as((50, 100, "市")).boxes[0, [1, 3]])[0])
    near, far = (320.0, 50.0, 440.0, 170.0), (360.0, 50.0, 480.0, 170.0)
    assert beside_print("1", 0.6 * usual, [near]) == ""
    assert beside_print("1", 0.6 * usual, [far]) == "1"
    assert beside_print("1", 0.8 * usual, [near]) == "1"
