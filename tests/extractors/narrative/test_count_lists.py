"""Lists of nouns whose numbers follow in their order."""

from __future__ import annotations

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
    assert counts("行政和事业编制人员以及其他人员等共156人。") == []
