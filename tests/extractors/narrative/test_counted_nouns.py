"""What a counted number counts."""

from __future__ import annotations

import pytest

from extractors.narrative.aspects import Subject
from extractors.narrative.counted_nouns import find_counted
from extractors.narrative.setting import Setting
from extractors.narrative.tally import Tally

PLAIN = Setting("all_funds")
THREE_PUBLIC = Setting("all_funds", canonical=frozenset({"three_public"}))


def measure(
    words: str,
    unit: str,
    behind: str = "",
    setting: Setting = PLAIN,
    tally: Tally | None = None,
    in_reason: bool = False,
) -> str | None:
    if tally is None:
        tally = Tally(sentence=words)
    noun = find_counted(words, behind, unit, setting, tally, in_reason)
    return noun.subject.measure if noun else None


def test_a_noun_stands_before_its_number_and_takes_its_units() -> None:
    assert measure("行政编制", "人") == "staff.admin_quota"
    assert measure("行政编制数为", "人") == "staff.admin_quota"
    assert measure("行政编制", "台") is None
    assert measure("行政编制主要用于", "人") is None
    assert measure("行政编制", "") is None  # no zero without a unit


def test_some_nouns_take_a_zero_without_a_unit() -> None:
    assert (
        measure("机要通信用车", "", tally=Tally(topic="vehicles", listed=True))
        == "assets.vehicles.confidential"
    )


def test_a_noun_within_72_characters_before_its_number() -> None:
    assert measure("某" * 70 + "行政编制", "人") == "staff.admin_quota"
    noun = find_counted("某" * 70 + "编外人员", "", "人", PLAIN, Tally())
    assert noun is not None
    assert noun.start == 68  # counted in the last 72 characters


def test_a_noun_behind_its_number() -> None:
    assert measure("包括", "个", "行政单位") == "org.admin_units"
    assert measure("包括", "个", "、行政单位") is None
    noun = find_counted("包括", "行政单位", "个", PLAIN, Tally())
    assert noun is not None
    assert noun.start is None


def test_the_section_decides_what_some_nouns_mean() -> None:
    assert measure("公务用车购置数", "辆", setting=THREE_PUBLIC) == "three_public.vehicles_purchased"
    assert measure("公务用车购置数", "辆") is None


@pytest.mark.parametrize(
    ("tally", "found"),
    [
        (Tally(), None),
        (Tally(topic="quota", listed=True), "staff.admin_quota"),
        (Tally(topic="actual", listed=True), "staff.admin_actual"),
        (Tally(topic="quota"), None),  # named, but not divided yet
        (Tally(listed=True), None),
        (Tally(topic="vehicles", listed=True), None),
    ],
)
def test_a_part_is_of_the_total_that_is_divided(tally: Tally, found: str | None) -> None:
    assert measure("行政", "人", tally=tally) == found


def test_a_part_has_the_label_of_its_total() -> None:
    tally = Tally(topic="quota", topic_label="某中心", listed=True)
    noun = find_counted("行政", "", "人", PLAIN, tally)
    assert noun is not None
    assert noun.subject == Subject("staff.admin_quota", label="某中心")


@pytest.mark.parametrize(
    ("pending", "found"),
    [
        (["staff.admin_quota"], "staff.admin_actual"),
        (["staff.admin_quota", "staff.institution_quota"], "staff.actual"),  # of both
        (["staff.quota"], "staff.actual"),
        ([], "staff.actual"),
    ],
)
def test_an_actual_number_is_of_the_one_quota_before_it(pending: list[str], found: str) -> None:
    assert measure("实有人数", "人", tally=Tally(pending=pending)) == found


def test_a_count_without_a_noun_follows_another_one() -> None:
    tally = Tally(measure="three_public.reception_batches")
    assert measure("、", "人次", tally=tally) == "three_public.reception_persons"
    assert measure("、", "人次") is None


def test_a_noun_may_be_under_a_topic_that_is_open() -> None:
    words = "单价100万元以上设备"
    assert measure(words, "台", tally=Tally(topic="new_vehicles")) == "assets.new_large_equipment"
    assert measure(words, "台") == "assets.large_equipment"


def test_words_that_must_or_must_not_stand_before_a_noun() -> None:
    assert measure("更新", "辆", "公务用车", THREE_PUBLIC) == "three_public.vehicles_purchased"
    assert measure("某某", "辆", "公务用车", THREE_PUBLIC) is None  # nobody buys, nobody has
    assert measure("离退休人员", "人") == "staff.retired"
    served = Tally(sentence="服务离退休人员")
    assert measure("服务离退休人员", "人", tally=served) is None


def test_reasons_count_flows_and_staff() -> None:
    assert measure(",调入", "人", in_reason=True) == "staff.transfers_in"
    assert measure(",调入", "人") is None
    assert measure("行政编制", "人", in_reason=True) == "staff.admin_quota"  # the caller asks for a change
    assert measure("包括", "个", "行政单位", in_reason=True) is None
