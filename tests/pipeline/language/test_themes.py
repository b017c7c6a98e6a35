"""Themes of reasons; the examples stand beside the words in `patterns/themes.toml`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from patterns import load
from patterns.shapes.themes import Direction, Themes
from pipeline.language import themes as module
from pipeline.language.themes import Theme, themes

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


def entry(
    name: str = "t",
    rank: int = 1,
    words: dict[str, int | None] | None = None,
    **more: tuple[str, ...],
) -> module._Entry:
    parts = tuple((tuple(w.split(" ")), d) for w, d in (words or {}).items())
    lists = {"moves": (), "breaks": (), "masks": (), **more}
    return module._Entry(name, rank, parts, **lists)


Dictionary = Callable[..., list[Theme]]


@pytest.fixture
def found_by(monkeypatch: pytest.MonkeyPatch) -> Dictionary:
    """The themes of a text by a small dictionary; every character is a word, gap 4, spread 5, before 3."""
    direction = Direction(up=("增", "大增"), down=("减", "减少"), gap=4, spread=5, before=3, fences=("、",))
    monkeypatch.setattr(module, "_direction", lambda: direction)
    monkeypatch.setattr(module, "_directions", lambda: (("增", 1), ("大增", 1), ("减", -1), ("减少", -1)))
    monkeypatch.setattr(module, "cut", list)

    def found(text: str, *entries: module._Entry) -> list[Theme]:
        monkeypatch.setattr(module, "_entries", lambda: entries)
        return themes(text)

    return found


def words_of(found: list[Theme]) -> list[tuple[int | None, tuple[str, ...]]]:
    return [(t.direction, t.words) for t in found]


@pytest.mark.parametrize(
    ("cut_as", "word", "at"),
    [
        (["甲乙"], "甲乙", 0),
        (["甲乙"], "乙", -1),
        (["甲乙"], "甲", -1),
        (["甲乙丙"], "乙丙", 1),
        (["甲乙丙"], "丙", 2),
        (["甲乙丙"], "甲乙", -1),
        (["甲乙丙丁"], "乙丙", 1),
        (["甲乙丙丁"], "甲", 0),
        (["甲", "甲乙丙"], "乙", -1),
        (["甲乙", "乙"], "乙", 2),
        (["甲乙", "丙丁"], "乙丙", -1),
        (["甲乙", "丙丁"], "甲乙丙丁", 0),
        (["甲乙", "丙丁"], "戊", -1),
    ],
)
def test_a_word_stands_on_its_own_or_within_a_long_one(
    cut_as: list[str], word: str, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "cut", lambda _: cut_as)
    words = module._Words.of("".join(cut_as))
    assert words.find(word) == at
    assert words.find(word, at + 1) == -1 or at == -1
    assert words.find(word, 0, max(at, 0) + len(word) - 1) == -1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("租一二三四五房", [(1, ("租一二三四五房",))]),
        ("租一二三四五六房", []),
        ("租房", [(1, ("租房",))]),
        ("租一、二房", []),
        ("房租", []),
        ("租，房", []),
        ("租一房一", [(1, ("租一房",))]),
        ("一房租房", [(1, ("租房",))]),
    ],
)
def test_parts_of_words_stand_in_one_clause_in_order(
    text: str, found: list[tuple[int | None, tuple[str, ...]]], found_by: Dictionary
) -> None:
    assert words_of(found_by(text, entry(words={"租 房": 1}))) == found


def test_words_that_are_not_there_do_not_hide_those_behind_them(found_by: Dictionary) -> None:
    dictionary = entry(words={"无": None, "租 无": None, "租 房": -1})
    assert words_of(found_by("租房", dictionary)) == [(-1, ("租房",))]
    three = entry(words={"租 一 房": None})
    assert words_of(found_by("租二一三房", three)) == [(None, ("租二一三房",))]
    assert found_by("租房一", three) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("人增", [(1, ("人增",))]),
        ("人一二三增", [(1, ("人一二三增",))]),
        ("人一二三四增", []),
        ("人减增", [(-1, ("人减",))]),
        ("人大增", [(1, ("人大增",))]),
        ("人减少", [(-1, ("人减少",))]),
        ("人费增", []),
        ("人增费", [(1, ("人增",))]),
        ("增人", [(1, ("增人",))]),
        ("减一二人", [(-1, ("减一二人",))]),
        ("减一二三人", []),
        ("一二三减人", [(-1, ("减人",))]),
        ("增人一", []),
        ("人", []),
        ("人费增人减", [(-1, ("人减",))]),
        ("人减人增", [(None, ("人减", "人增"))]),
    ],
)
def test_what_moves_has_its_direction_behind_it_or_right_before_it(
    text: str, found: list[tuple[int | None, tuple[str, ...]]], found_by: Dictionary
) -> None:
    assert words_of(found_by(text, entry(moves=("人",), breaks=("费",)))) == found


def test_masked_phrases_do_not_count_and_their_neighbours_do(found_by: Dictionary) -> None:
    masked = entry(words={"租": None, "房": None}, masks=("租一",))
    assert words_of(found_by("租一房", masked)) == [(None, ("房",))]
    assert found_by("租一租一", masked) == []
    assert words_of(found_by("房租一", masked)) == [(None, ("房",))]


def test_of_words_that_overlap_the_longest_counts(found_by: Dictionary) -> None:
    dictionary = entry(words={"租": 1, "租房": -1, "房": 1})
    assert words_of(found_by("租房", dictionary)) == [(-1, ("租房",))]
    assert words_of(found_by("租一房", dictionary)) == [(1, ("租", "房"))]
    assert words_of(found_by("甲乙丙", entry(words={"乙丙": 1, "甲乙": -1}))) == [(-1, ("甲乙",))]


def test_words_are_told_once_in_printed_order(found_by: Dictionary) -> None:
    dictionary = entry(words={"房": None, "租屋": 1})
    assert words_of(found_by("房，租屋，房", dictionary)) == [(1, ("房", "租屋"))]


def test_themes_are_ordered_by_rank_then_words_then_place(found_by: Dictionary) -> None:
    a, b, c = entry("a", words={"甲": None}), entry("b", words={"乙": None}), entry("c", 2, {"丙": None})
    assert [t.id for t in found_by("乙，甲，丙", a, b, c)] == ["c", "b", "a"]
    assert [t.id for t in found_by("乙，甲，甲", a, b, c)] == ["a", "b"]
    assert [t.id for t in found_by("一二三乙，甲", a, b)] == ["b", "a"]


def test_a_clause_without_chinese_has_no_words(found_by: Dictionary) -> None:
    assert found_by("A1", entry(words={"A": None})) == []
    assert words_of(found_by("A1，租A", entry(words={"A": None}))) == [(None, ("A",))]
