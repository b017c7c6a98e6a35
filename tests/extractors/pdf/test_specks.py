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
