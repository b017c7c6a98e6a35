"""What actual values mean against their targets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.forms.actual_values import attainment_of, parse_actual, semantics_of
from extractors.forms.targets import parse_target


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
