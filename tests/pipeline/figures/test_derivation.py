"""What 持平 implies of last year, and what 基本持平 does not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.read import read
from pipeline.reading.extract import extract_document

HEAD = "某市某区财政局2024年度部门决算\n\n二、收入支出决算总体情况说明\n\n"


@pytest.mark.parametrize(("word", "implied"), [("持平", [Decimal("1000000.00")]), ("基本持平", [])])
def test_about_level_implies_no_exact_figure(word: str, implied: list[Decimal]) -> None:
    text = f"{HEAD}2024年度收、支总计100.00万元，与上年{word}。\n"
    facts = extract_document(read(text.encode())).facts
    assert any(f.value_state == "stated_equal" for f in facts)
    assert [f.value_yuan for f in facts if f.derivation == "implied_prior"] == implied
