"""Steps of probabilities to characters and strings; expected values by hand."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.ocr.decode import agreed, candidates, most_probable

ALPHABET = ("", "1", "2", "x", " ")


def steps(*rows: tuple[float, ...]) -> NDArray[np.float32]:
    """Probabilities of none, 1, 2, x and blank at each step."""
    return np.asarray(rows, dtype=np.float32)


NONE, ONE, TWO = (1.0, 0, 0, 0, 0), (0.1, 0.9, 0, 0, 0), (0.2, 0, 0.8, 0, 0)


def test_a_character_lasts_over_steps_and_two_alike_are_parted_by_none() -> None:
    read = most_probable(steps(NONE, ONE, (0.4, 0.6, 0, 0, 0), NONE, ONE, TWO, NONE), ALPHABET)
    assert read.chars == ["1", "1", "2"]
    assert read.first.tolist() == [1, 4, 5]
    assert read.last.tolist() == [2, 4, 5]
    assert read.probability.tolist() == pytest.approx([0.9, 0.9, 0.8])


def test_nothing_is_read_where_none_is_most_probable() -> None:
    assert most_probable(steps(NONE, NONE), ALPHABET).chars == []


def test_strings_have_the_sum_of_their_ways() -> None:
    found = candidates(steps((0.4, 0.6, 0, 0, 0), (0.3, 0.7, 0, 0, 0)), ALPHABET, 5)
    # "1": both steps (0.42), the first alone (0.18), the second alone (0.28); "": 0.12
    assert {c.text: round(c.probability, 6) for c in found} == {"1": 0.88, "": 0.12}


def test_two_alike_need_a_step_of_none_between_them() -> None:
    found = candidates(steps(ONE, (0.5, 0.5, 0, 0, 0), ONE), ALPHABET, 5)
    assert {c.text: round(c.probability, 6) for c in found}["11"] == pytest.approx(0.9 * 0.5 * 0.9)


def test_only_what_is_asked_for_is_followed() -> None:
    mixed = steps((0.0, 0.3, 0, 0.7, 0))
    assert [c.text for c in candidates(mixed, ALPHABET, 3)] == ["x", "1"]
    assert [c.text for c in candidates(mixed, ALPHABET, 3, only="12")] == ["1"]


def test_most_strings_are_kept_in_order_of_probability() -> None:
    found = candidates(steps((0.1, 0.5, 0.4, 0, 0), (0.1, 0.2, 0.7, 0, 0)), ALPHABET, 2)
    # "2": 0.4 x 0.1 + 0.1 x 0.7 + 0.4 x 0.7; "12": 0.5 x 0.7; "1": 0.05 + 0.02 + 0.1
    assert [(c.text, round(c.probability, 6)) for c in found] == [("2", 0.39), ("12", 0.35)]


def test_readings_that_agree_are_surer_than_either() -> None:
    first = most_probable(steps(ONE, TWO), ALPHABET)
    second = most_probable(steps((0.2, 0.8, 0, 0, 0), (0.1, 0, 0, 0.9, 0)), ALPHABET)
    both = agreed(first, second)
    assert both.chars == ["1", "x"]
    assert both.probability.tolist() == pytest.approx([1 - 0.1 * 0.2, 0.45])


def test_what_the_second_does_not_see_is_doubted() -> None:
    first = most_probable(steps(ONE), ALPHABET)
    nothing = most_probable(steps(NONE), ALPHABET)
    assert agreed(first, nothing).probability.tolist() == pytest.approx([0.45])
    assert agreed(nothing, nothing).chars == []
