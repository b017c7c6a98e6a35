"""What a count inherits from those before it."""

from __future__ import annotations

import pytest

from extractors.narrative.aspects import Subject
from extractors.narrative.setting import Basis
from extractors.narrative.tally import Tally
from patterns.shapes.counted import Noun

BASIS = Basis(is_budget=False, fiscal_year=2023)
QUOTA, ADMIN = Subject("staff.quota"), Subject("staff.admin_quota")


def noun(**keys: object) -> Noun:
    keys = {"units": ("人",), "measures": {"": "staff.quota"}, **keys}
    return Noun(id="count.x", regex="x", **keys)  # type: ignore[arg-type]


def test_a_full_stop_ends_a_list_unless_its_parts_follow() -> None:
    tally = Tally(measure="staff.quota", topic="quota", listed=True, pending=["a"], queue=["b"])
    assert tally.enter("共有。在职", BASIS) == "在职"
    assert (tally.measure, tally.topic, tally.listed) == (None, None, False)
    assert (tally.pending, tally.queue, tally.sentence) == ([], [], "在职")
    tally = Tally(measure="staff.quota", topic="quota", pending=["a"])
    assert tally.enter("。其中行政", BASIS) == "其中行政"
    assert (tally.measure, tally.topic, tally.listed, tally.pending) == ("staff.quota", "quota", True, [])


def test_the_words_of_a_sentence_are_kept_over_its_numbers() -> None:
    tally = Tally()
    tally.enter("下属单位", BASIS)
    tally.enter("个,在职", BASIS)
    assert tally.sentence == "下属单位个,在职"


def test_behind_a_bracket_what_stood_before_it_counts_again() -> None:
    tally = Tally(measure="staff.quota", topic="quota")
    tally.enter("(其中行政", BASIS)
    tally.note(Subject("staff.actual"), "人", noun(opens="actual", measures={"": "staff.actual"}))
    assert (tally.topic, tally.listed) == ("actual", False)
    tally.enter(")实有", BASIS)
    assert (tally.measure, tally.topic) == ("staff.quota", "quota")
    tally.enter(")", BASIS)
    assert tally.measure == "staff.quota"


@pytest.mark.parametrize(
    ("words", "fiscal_year", "back"),
    [
        ("截至2022年12月31日,", 2023, 1),
        ("截至2023年12月31日,", 2023, 0),
        ("截至上年底,", 2023, 1),
        ("截至2022年12月31日,", None, 0),
        ("编制", 2023, 0),
    ],
)
def test_the_day_for_which_counts_are_told(words: str, fiscal_year: int | None, back: int) -> None:
    tally = Tally()
    tally.enter(words, Basis(is_budget=True, fiscal_year=fiscal_year))
    assert tally.years_back == back


def test_a_count_is_taken_up_with_its_unit_and_its_label() -> None:
    tally = Tally()
    tally.note(Subject("staff.other_quota", label="政法"), "名", noun())
    assert (tally.measure, tally.unit, tally.label) == ("staff.other_quota", "名", "政法")
    tally.note(Subject("perf.projects", label="优"), "个", noun(amount_of_all=True))
    assert tally.label is None


def test_a_total_opens_a_topic_only_with_one_of_its_own_measures() -> None:
    tally = Tally(listed=True)
    tally.note(Subject("staff.quota", label="某局"), "人", noun(opens="quota"))
    assert (tally.topic, tally.topic_label, tally.listed) == ("quota", "某局", False)
    tally = Tally()
    paired = {"staff.admin_quota": "staff.admin_actual"}
    tally.note(Subject("staff.admin_actual"), "人", noun(opens="actual", paired=paired))
    assert tally.topic is None


def test_a_quota_waits_for_its_actual_number() -> None:
    tally = Tally()
    tally.note(ADMIN, "人", noun())
    tally.note(QUOTA, "人", noun())
    assert tally.pending == ["staff.admin_quota", "staff.quota"]
    tally.note(Subject("staff.actual"), "人", noun(paired={"staff.admin_quota": "staff.admin_actual"}))
    assert tally.pending == []
    tally.note(Subject("staff.retired"), "人", noun())
    assert tally.pending == []
