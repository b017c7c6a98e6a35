"""What titles of sections mean."""

from __future__ import annotations

import pytest

from extractors.outline.section_names import canonical_section, scope_of
from tests.extractors.outline.outlined import sections


@pytest.mark.parametrize(
    ("title", "canonical"),
    [
        ("收入支出决算总体情况说明", "income_expenditure_summary"),
        ("收入预算情况说明", "income"),
        ("支出决算说明", "expenditure"),
        ("财政拨款收支预算总体情况说明", "fiscal_summary"),
        ("一般公共预算财政拨款支出决算情况说明", "gpb_expenditure"),
        ("一般公共预算财政拨款基本支出决算情况说明", "gpb_basic"),
        ("“三公”经费财政拨款决算情况", "three_public"),
        ("机关运行经费支出情况", "agency_operating"),
        ("政府采购支出情况", "procurement"),
        ("政府购买服务支出说明", "service_purchase"),
        ("国有资产占用情况", "state_assets"),
        ("预算绩效管理工作开展情况", "performance"),
        ("专业名词解释", "glossary"),
        ("人员构成情况", "staffing"),
        ("内设机构设置情况", "organisation"),
        ("有关建议", None),
    ],
)
def test_titles_of_all_regions_have_canonical_names(title: str, canonical: str | None) -> None:
    assert sections("一、" + title)[0].canonical_section == canonical


@pytest.mark.parametrize(
    ("title", "plain", "part"),
    [
        ("部门预算收支情况说明", "income_expenditure_summary", "narrative"),
        ("名词解释", "glossary", "glossary"),
        ("项目概述", "project_expenditure", "project_expenditure"),
        ("“三公”经费支出情况", "three_public", "three_public"),
        ("三 公 经费", "three_public", "three_public"),
        ("有关建议", None, None),
    ],
)
def test_titles_of_parts_name_what_is_in_them(title: str, plain: str | None, part: str | None) -> None:
    assert (canonical_section(title), canonical_section(title, True)) == (plain, part)


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("一般公共预算财政拨款支出决算情况说明", "gpb"),
        ("政府性基金预算财政拨款支出情况", "gov_fund"),
        ("国有资本经营预算情况", "state_capital"),
        ("一般公共预算、政府性基金预算财政拨款收支情况", "fiscal"),
        ("财政拨款收支情况", "fiscal"),
        ("收入支出决算总体情况说明", "all_funds"),
        ("政府采购情况", None),
    ],
)
def test_titles_name_the_scope_of_their_money(title: str, scope: str | None) -> None:
    assert scope_of(title) == scope
