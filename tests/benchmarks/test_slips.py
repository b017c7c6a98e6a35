"""A slip counts as found by page and by what both say."""

from __future__ import annotations

from typing import Any

from benchmarks.slips import found

SLIP = {"page": 17, "text": "增长35.74%: 5834.37/16232.22 = 35.94% (also p.20)"}


def finding(page: int, raw: str, message: str = "") -> dict[str, Any]:
    return {"code": "X", "severity": "error", "message_zh": message, "evidence": [{"page": page, "raw": raw}]}


def test_page_and_number_decide() -> None:
    assert found(SLIP, [finding(17, "35.74%")]) == ["X (error)"]
    assert found(SLIP, [finding(20, "5,834.37万元")]) == ["X (error)"]
    assert found(SLIP, [finding(18, "35.74%")]) == []
    assert found(SLIP, [finding(17, "135.74%")]) == []


def test_words_decide_too() -> None:
    slip = {"page": 3, "text": "住房公积金（项）。主要用于：事业单位医疗保险支出"}
    assert found(slip, [finding(3, "事业单位医疗保险支出")]) == ["X (error)"]
    assert found(slip, [finding(3, "公务接待费")]) == []
