"""Paragraphs without a number: heading by their wording, or prose."""

from __future__ import annotations

import pytest

from extractors.outline.unmarked_headings import read_unmarked
from tests.extractors.outline.outlined import sections, tree


def test_quoted_items_stand_below_their_class() -> None:
    text = (
        "1、“教育支出”(类)2023年度决算9万元。其中:\n“普通教育”(款,下同)2023年度决算8万元。\n"
        "“三公”经费包括差旅费。"
    )
    assert tree(sections(text)) == [
        (1, "arabic_dun", "data_item", "教育支出"),
        (2, "quoted", "data_item", "普通教育"),
    ]


def test_a_label_before_a_running_list_is_a_heading() -> None:
    text = "(一)机构设置、职责\n主要职责:1.负责推进本区工作。2.承担改革任务。\n其中:1.甲。"
    assert tree(sections(text))[1:] == [(2, "label", "run_on_heading", "主要职责")]


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("基本支出：指为保障运转发生的支出。", "基本支出"),
        ("年末结转和结余：单位按有关规定结转到下年或以后年度继续使用的资金。", "年末结转和结余"),
        ("年末结转和结余：单位的资金。", None),
        ("部门名称：某某局", None),
        ("2024年结转：单位按有关规定结转到下年或以后年度继续使用的资金。", None),
        ("其中：指为保障机构正常运转、完成日常工作任务而发生的支出。", None),
    ],
)
def test_terms_of_a_glossary(line: str, term: str | None) -> None:
    found = read_unmarked(line, 0, len(line), glossary=True)
    assert (None if found is None else (found.title, found.kind, found.system)) == (
        None if term is None else (term, "glossary_term", "none")
    )


def test_an_explanation_without_the_word_for_it_has_thirty_characters() -> None:
    for length, is_term in ((29, False), (30, True)):
        line = "结余：" + "资" * (length - 3)
        assert (read_unmarked(line, 0, length, glossary=True) is not None) is is_term


def test_outside_a_glossary_a_definition_is_prose() -> None:
    line = "基本支出：指为保障运转发生的支出。"
    assert read_unmarked(line, 0, len(line)) is None


def test_a_quoted_item_is_more_than_its_name() -> None:
    text = "前。“普通教育”(款)2023年度决算8万元。"
    found = read_unmarked(text, 2, len(text))
    assert found is not None
    assert (found.title, found.system, found.number_raw) == ("普通教育", "quoted", "")
    assert text[found.start : found.end] == "“普通教育”(款)"
    assert read_unmarked(text, 2, 11) is None


def test_a_label_ends_with_its_colon() -> None:
    text = "主要职责：1.负责推进。"
    found = read_unmarked(text, 0, len(text))
    assert found is not None
    assert (found.title, found.end, found.system, found.kind) == ("主要职责", 5, "label", "run_on_heading")
    assert read_unmarked("具体情况：1.甲", 0, 8) is None
