"""One name with two codes."""

from __future__ import annotations

from tests.pipeline.audit.sentences import CODES as TABLE
from tests.pipeline.audit.sentences import codes

SECOND = """

支出决算表
单位：万元

科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
合计 |  | 60.00 | 60.00 | 0.00 |
208 | 社会保障和就业支出 | 30.00 | 30.00 | 0.00 |
20805 | 行政事业单位养老支出 | 30.00 | 30.00 | 0.00 |
{code} | 行政单位离退休 | 30.00 | 30.00 | 0.00 |
221 | 住房保障支出 | 30.00 | 30.00 | 0.00 |
22102 | 住房改革支出 | 30.00 | 30.00 | 0.00 |
2210201 | 住房公积金 | 30.00 | 30.00 | 0.00 |
"""


def test_one_name_with_two_codes() -> None:
    assert "CODE_SLIP" in codes(TABLE + SECOND.format(code="2080571"))
    assert "CODE_SLIP" not in codes(TABLE + SECOND.format(code="2080501"))
