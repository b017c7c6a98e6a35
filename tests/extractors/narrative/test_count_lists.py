"""Lists of nouns whose numbers follow in their order."""

from __future__ import annotations

from extractors.narrative.count_lists import is_side_by_side, listed_nouns
from tests.extractors.narrative.paragraphs import counts


def test_distributive_lists_of_counts() -> None:
    assert counts("行政、事业编制分别为10人、20人。") == [
        ("staff.admin_quota", "10"),
        ("staff.institution_quota", "20"),
    ]
    assert counts("国内公务接待批次、人次分别为5批次、30人次。", canonical="three_public") == [
        ("three_public.reception_batches", "5"),
        ("three_public.reception_persons", "30"),
    ]
    # more nouns than numbers: nobody knows which is whose
    assert counts("行政编制、事业编制、工勤编制分别为10人、20人。") == []


def test_the_sum_of_a_list_is_none_of_its_members() -> None:
    assert counts("行政、事业编制共30人。") == []
    assert counts("行政和事业编制人员以及其他人员等共156人。") == [("staff.actual", "156")]


def test_each_noun_of_a_list_has_the_number_in_its_place() -> None:
    assert counts("行政编制、事业编制、工勤编制分别为1人、2人、3人。") == [
        ("staff.admin_quota", "1"),
        ("staff.institution_quota", "2"),
        ("staff.worker_quota", "3"),
    ]


def test_more_or_fewer_numbers_than_nouns_belong_to_nobody() -> None:
    assert counts("行政编制、事业编制分别为1人、2人、3人。") == []
    assert counts("行政编制、事业编制、工勤编制分别为1人、2人。") == []


def test_the_nouns_of_a_list() -> None:
    assert listed_nouns("行政编制、事业编制分别为") == ["行政编制", "事业编制"]
    assert listed_nouns("行政编制") is None
    assert is_side_by_side("、")
    assert not is_side_by_side("、行政")
