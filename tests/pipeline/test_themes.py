"""Themes of reasons; the examples stand beside the words in `patterns/themes.toml`."""

import pytest

from patterns import load
from pipeline.themes import themes

ENTRIES = load("themes")["theme"]


@pytest.mark.parametrize(
    ("theme", "text"), [(entry["id"], text) for entry in ENTRIES for text in entry["examples"]]
)
def test_examples_have_their_theme(theme: str, text: str) -> None:
    assert theme in [t.id for t in themes(text)]


@pytest.mark.parametrize(
    ("theme", "text"), [(entry["id"], text) for entry in ENTRIES for text in entry["counterexamples"]]
)
def test_counterexamples_have_not(theme: str, text: str) -> None:
    assert theme not in [t.id for t in themes(text)]
