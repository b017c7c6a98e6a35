"""Themes of reasons; the examples stand beside the words in `patterns/themes.toml`."""

import pytest

from patterns import load
from patterns.shapes.themes import Themes
from pipeline.language.themes import themes

ENTRIES = load(Themes).theme


@pytest.mark.parametrize(
    ("theme", "text"), [(entry.id, text) for entry in ENTRIES for text in entry.examples]
)
def test_examples_have_their_theme(theme: str, text: str) -> None:
    assert theme in [t.id for t in themes(text)]


@pytest.mark.parametrize(
    ("theme", "text"), [(entry.id, text) for entry in ENTRIES for text in entry.counterexamples]
)
def test_counterexamples_have_not(theme: str, text: str) -> None:
    assert theme not in [t.id for t in themes(text)]


def test_the_best_theme_names_a_cause_then_has_most_words_then_comes_first() -> None:
    found = themes("根据有关规定，公务接待和来访减少，培训减少，在职人员退休3人")
    assert [t.id for t in found] == ["staff_changes", "reception", "meetings_training", "policy"]


@pytest.mark.parametrize(
    ("text", "theme", "direction"),
    [
        ("受人员变动影响", "staff_changes", None),
        ("实有在编人员增加", "staff_changes", 1),
        ("机关和下属事业单位在职人员的减少", "staff_changes", -1),
        ("新招录2人，退休1人", "staff_changes", None),
        ("政策性增资", "pay_rise", 1),
        ("商务发展资金有所减少", "project_adjusted", -1),
        ("同比去年减少一次性项目", "one_off", None),
    ],
)
def test_the_direction_is_what_the_words_of_the_theme_say(
    text: str, theme: str, direction: int | None
) -> None:
    assert next(t.direction for t in themes(text) if t.id == theme) == direction


def test_the_evidence_is_printed_in_the_reason() -> None:
    reason = (
        "受人员变动影响(年末实有人数较上年增加3人)人员经费增加;追加一网通办便民服务平台服务项目经费360.5万元"
    )
    found = themes(reason)
    assert [t.id for t in found][:2] == ["staff_changes", "project_added"]
    assert found[0].words == ("人员变动", "实有人数较上年增加")
    assert all(word in reason for t in found for word in t.words)


@pytest.mark.parametrize("text", ["支出增加", "由以下因素增减相抵，综合影响", "N/A", ""])
def test_what_says_nothing_has_no_theme(text: str) -> None:
    assert themes(text) == []


def test_a_word_inside_of_other_words_is_not_found() -> None:
    assert themes("过去世界各地") == []
