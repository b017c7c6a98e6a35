"""Facts and what they leave for the figures to come."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Setting
from extractors.narrative.stated_facts import StatedFacts
from extractors.records import Quantity

PLACE = Place(None, None, 0, 1)
SETTING = Setting("all_funds", section=3, around=3)
TOTAL, OTHER = Subject("income.total"), Subject("income.other")


def figure(value: str = "5", kind: str = "amount") -> Quantity:
    return Quantity(PLACE, 3, kind, value, None, 0, Decimal(value), None, "body")


def test_a_figure_with_its_changes_is_one_statement() -> None:
    stated, sentence = StatedFacts(), Sentence()
    stated.begin()
    stated.add(figure(), Aspects("final", TOTAL), SETTING, sentence)
    stated.add(figure(), Aspects("change_yoy", comparator="prior_final", direction=1), SETTING, sentence)
    stated.add(figure(), Aspects("final", OTHER), SETTING, sentence)
    stated.begin()
    stated.add(figure(), Aspects("final"), SETTING, sentence)
    assert [(f.measure, f.statement) for f in stated.facts] == [
        ("income.total", 1),  # the sentence was about nothing before
        ("income.total", 1),
        ("income.other", 2),
        ("income.other", 3),
    ]


def test_begin_may_begin_several_or_none() -> None:
    stated, sentence = StatedFacts(), Sentence(TOTAL)
    stated.begin(3)
    stated.add(figure(), Aspects("final"), SETTING, sentence)
    stated.begin(0)
    stated.add(figure(), Aspects("final"), SETTING, sentence)
    assert [f.statement for f in stated.facts] == [2, 2]


def test_a_figure_without_subject_or_role_gives_no_fact() -> None:
    stated, sentence = StatedFacts(), Sentence()
    stated.add(figure(), Aspects("final"), SETTING, sentence)
    stated.add(figure(), Aspects(None, OTHER), SETTING, sentence)
    assert (stated.facts, sentence.subject) == ([], OTHER)  # but it says what the sentence is about
    stated.add(figure(kind="count"), Aspects(None, TOTAL), SETTING, sentence)
    assert sentence.subject == OTHER


@pytest.mark.parametrize(
    ("kind", "role", "turns"),
    [
        ("amount", "final", True),
        ("amount", "amount", False),
        ("amount", "reason_amount", False),
        ("count", "count", False),
    ],
)
def test_counts_and_amounts_of_others_leave_the_subject(kind: str, role: str, turns: bool) -> None:
    stated, sentence = StatedFacts(), Sentence(TOTAL)
    stated.add(figure(kind=kind), Aspects(role, OTHER), SETTING, sentence)
    assert sentence.subject == (OTHER if turns else TOTAL)
    assert [f.measure for f in stated.facts] == ["income.other"]


@pytest.mark.parametrize(
    ("role", "comparator", "noted"),
    [
        ("final", None, "valued"),
        ("initial_budget", None, "valued"),
        ("change_yoy", "prior_final", "changed"),
        ("growth_yoy", "prior_final", "rated"),
        ("change_yoy", None, None),
        ("share", "prior_final", None),
        ("full_year_budget", None, None),
    ],
)
def test_what_a_sentence_has_stated(role: str, comparator: str | None, noted: str | None) -> None:
    sentence = Sentence()
    StatedFacts().add(figure(), Aspects(role, TOTAL, comparator=comparator), SETTING, sentence)
    expected = {"valued": {TOTAL}, "changed": {(TOTAL, comparator)}, "rated": {(TOTAL, comparator)}}
    for name, entries in expected.items():
        assert getattr(sentence, name) == (entries if name == noted else set())


def test_a_share_is_of_the_total_that_was_stated_in_the_section() -> None:
    stated, sentence = StatedFacts(), Sentence()
    stated.enter(SETTING)
    stated.add(figure("100"), Aspects("final", TOTAL), SETTING, sentence)
    stated.add(figure("5"), Aspects("final", OTHER), SETTING, sentence)
    stated.add(figure("5", "percent"), Aspects("share"), SETTING, sentence)
    assert stated.facts[-1].denominator == "income.total"
    other = Setting("all_funds", section=4, around=4)
    stated.enter(other)
    stated.add(figure("5", "percent"), Aspects("share"), other, sentence)
    assert stated.facts[-1].denominator is None


def test_the_side_is_that_of_the_last_title_or_figure_that_has_one() -> None:
    stated, sentence = StatedFacts(), Sentence()
    assert stated.side is None
    stated.enter(Setting("all_funds", titles=("收入情况",)))
    assert stated.side == "income"
    stated.enter(Setting("all_funds", titles=("人员情况",)))
    assert stated.side == "income"
    stated.add(figure(), Aspects("final", Subject("expenditure.basic")), SETTING, sentence)
    assert stated.side == "expenditure"
    stated.add(figure(), Aspects("final", Subject("three_public.total")), SETTING, sentence)
    assert stated.side == "expenditure"


def test_words_without_a_figure_are_of_the_section_and_the_statement() -> None:
    stated = StatedFacts()
    stated.begin(4)
    stated.add_unnumbered(PLACE, TOTAL, Aspects("final", stated="stated_none"), SETTING)
    (fact,) = stated.facts
    assert (fact.section, fact.statement, fact.value, fact.value_state) == (3, 3, 0, "stated_none")
