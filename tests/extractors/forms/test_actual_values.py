"""What actual values mean against their targets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.forms.actual_values import ActualValue, Semantics, attainment_of, parse_actual, semantics_of
from extractors.forms.targets import UNKNOWN, Target, parse_target


@pytest.mark.parametrize(
    ("target", "actual", "semantics", "attainment"),
    [
        ("≥95%", "96.72%", "measured", "1"),
        ("≥100次", "76%", "attainment", "0.76"),
        ("有所提高", "100%", "attainment", "1"),
        ("≤15分钟", "20分钟", "measured", "0.75"),
        ("≥4次", "圆满完成", "qualitative", None),
        ("≥4次", "4场", "unknown", None),
        ("≥4次", "", None, None),
        ("≥4次", "全年举办培训5次", "measured", "1"),
        ("≤1次", "0次", "measured", "1"),
        ("≤0起", "2起", "measured", "0"),
        ("30-60平方米", "45平方米", "measured", "1"),
        ("30-60平方米", "120平方米", "measured", "0.5"),
        ("次年2月份前", "已于2025年2月完成", "measured", None),
        ("次年2月份前", "按期完成", "qualitative", None),
        ("约120份", "110份", "measured", None),
    ],
)
def test_what_an_actual_value_means(
    target: str, actual: str, semantics: str | None, attainment: str | None
) -> None:
    wanted = parse_target(target)
    value = parse_actual(actual, wanted)
    meaning = semantics_of(wanted, actual, value)
    assert meaning == semantics
    reached = attainment_of(wanted, value.value, meaning)
    assert reached == (None if attainment is None else Decimal(attainment))


def test_an_actual_value_is_read_without_the_words_before_it() -> None:
    assert parse_actual("实际完成≥12个") == ActualValue(Decimal(12), "个")
    assert parse_actual("约100") == ActualValue(Decimal(100), None)
    assert parse_actual("举办培训4次") == ActualValue(None, None)  # no target says that times are meant
    assert parse_actual("举办培训4次", parse_target("≥3人")) == ActualValue(None, None)
    assert parse_actual(None) == ActualValue(None, None)


@pytest.mark.parametrize(
    ("target", "value", "unit", "semantics"),
    [
        ("≥95%", 96, "%", "measured"),
        ("≥95%", 96, None, "measured"),
        ("≥95次", 96, "%", "attainment"),
        ("≥95次", 96, "人", "unknown"),
        ("显著提升", 96, "%", "attainment"),
        ("显著提升", 96, "人", "unknown"),
        ("显著提升", 96, None, "unknown"),
    ],
)
def test_units_tell_what_a_number_means(target: str, value: int, unit: str | None, semantics: str) -> None:
    assert semantics_of(parse_target(target), "…", ActualValue(Decimal(value), unit)) == semantics


@pytest.mark.parametrize(
    ("target", "actual", "semantics", "share"),
    [
        (Target("≥", Decimal(4), None), 3, "measured", "0.75"),
        (Target(">", Decimal(4), None), 4, "measured", "1"),
        (Target("=", Decimal(3), None), 1, "measured", "0.333333"),
        (Target("≤", Decimal(4), None), 4, "measured", "1"),
        (Target("≤", Decimal(4), None), 5, "measured", "0.8"),
        (Target("<", Decimal(4), None), 8, "measured", "0.5"),
        (Target("≤", Decimal(0), None), 2, "measured", "0"),
        (Target("≤", Decimal(-1), None), 2, "measured", None),
        (Target("≥", Decimal(0), None), 2, "measured", None),
        (Target("≥", Decimal(-1), None), 2, "measured", None),
        (Target("≥", Decimal(10), None, Decimal(20)), 20, "measured", "1"),
        (Target("≥", Decimal(10), None, Decimal(20)), 40, "measured", "0.5"),
        (Target("≥", Decimal(10), None, Decimal(20)), 5, "measured", "0.5"),
        (Target("qualitative", Decimal(4), None), 4, "measured", None),
        (Target("≥", Decimal(4), None), 3, "unknown", None),
        (UNKNOWN, 80, "attainment", "0.8"),
    ],
)
def test_the_share_of_the_target_that_was_reached(
    target: Target, actual: int, semantics: Semantics, share: str | None
) -> None:
    reached = attainment_of(target, Decimal(actual), semantics)
    assert reached == (None if share is None else Decimal(share))
    assert attainment_of(target, None, semantics) is None
