"""Formulas are told by names: no id of a measure stands in a sentence."""

from __future__ import annotations

import re

import pytest

from pipeline.audit.formulas import formula_text, measure_text


@pytest.mark.parametrize(
    ("formula", "zh"),
    [
        ("function_code total = Σ classes", "功能科目 合计 = 各类之和"),
        ("economic_code 301 = Σ 301??", "经济科目 301 = 301各下级科目之和"),
        ("gpb.public = gpb.public", "公用经费 = 公用经费（另一处）"),
        ("growth of three_public.total", "“三公”经费的增减率"),
        ("share of expenditure.project", "项目支出的占比"),
        ("sum of shares = 100", "各项占比之和 = 100"),
        ("change_yoy = value - before", "增减额 = 本期数 - 对比数"),
        ("form 10: Σ weights = total", "表10：分值之和 = 合计"),
        ("form 1: initial_budget: total = Σ parts", "表1：年初预算数: 合计 = 各项之和"),
        ("Σ procurement.sme ≤ procurement.total", "各项之和：授予中小企业合同金额 ≤ 政府采购支出总额"),
        ("agency_operating ≤ gpb.public", "机关运行经费 ≤ 公用经费"),
    ],
)
def test_every_kind_of_formula_is_told(formula: str, zh: str) -> None:
    told = formula_text(formula)
    assert told.zh == zh
    assert not re.search(r"[a-z]+[._][a-z]+", told.zh + told.en)


def test_what_is_not_known_stays_as_it_is() -> None:
    assert formula_text("甲 = 乙 + 丙").zh == "甲 = 乙 + 丙"
    assert measure_text("no.such").en == "no.such"
