"""The played recogniser: what was printed stays known, and spans are those of the misread document."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.misread import Scan, amounts_in, misread, value_of
from extractors.read import read

SAMPLE = Path(__file__).parents[2] / "samples/documents/landscape_budget.pdf"


def scan(seed: int = 1, rate: float = 0.2) -> Scan:
    return Scan(read(SAMPLE.read_bytes()), "sample", seed, rate)


def test_every_number_stands_where_it_is_said_to() -> None:
    played = scan()
    assert played.numbers
    text = played.document.text
    assert [text[n.start : n.end] for n in played.numbers] == [n.read for n in played.numbers]
    assert any(n.is_misread for n in played.numbers)
    assert any(not n.is_misread for n in played.numbers)


def test_without_misreading_the_document_is_as_printed() -> None:
    printed = read(SAMPLE.read_bytes())
    assert scan(rate=0.0).document.text == printed.text


def test_one_seed_gives_one_scan() -> None:
    one, other = scan(), scan()
    assert one.document.text == other.document.text
    spans = [(n.start, n.end) for n in one.numbers]
    assert one.look(spans) == other.look(spans)
    assert one.document.text != scan(seed=2).document.text


def test_a_second_look_names_what_was_read_and_its_probabilities_are_those_of_one_string() -> None:
    played = scan()
    for number, candidates in zip(
        played.numbers, played.look([(n.start, n.end) for n in played.numbers]), strict=True
    ):
        texts = [c.text for c in candidates]
        assert number.read in texts
        assert len(set(texts)) == len(texts)
        assert sum(c.probability for c in candidates) <= 1


def test_amounts_of_sentences_are_counted_as_they_are_printed() -> None:
    played = scan()
    assert [played.document.text[slice(*span)] for span in amounts_in(played.document)] == [
        read_ for _, read_ in played.prose
    ]


@pytest.mark.parametrize(
    ("kind", "read_"),
    [
        ("point lost", "-1,23456"),
        ("separator lost", "-1234.56"),
        ("sign lost", "1,234.56"),
        ("neighbour", "-1,234.567"),
    ],
)
def test_kinds_of_misreading(kind: str, read_: str) -> None:
    assert misread("-1,234.56", kind, "78.90", random.Random(1)) == read_


def test_a_separator_makes_no_other_value() -> None:
    assert value_of("1,234.56") == value_of("1234.56")
    assert value_of("1.234.56") == "1.234.56"
