"""Which statutory table a title and a header name."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extractors.tables.catalogue import KINDS, bare_title, families, kind_of, recognise
from patterns import Pattern
from patterns.shapes.tables import TablePattern


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("收入支出决算总表", "fa_income_expenditure_summary"),
        ("部门收支决算总表", "fa_income_expenditure_summary"),
        ("收入支出决算公开表", "fa_income_expenditure_summary"),
        ("收入决算表", "fa_income"),
        ("收入决算表(分科目)", "fa_income"),
        ("收入决算表(分单位)", "fa_income_by_unit"),
        ("支出决算总表", "fa_expenditure"),
        ("支出决算表（分单位）", "fa_expenditure_by_unit"),
        ("财政拨款收支决算总表", "fa_fiscal_summary"),
        ("财政拨款支出决算明细表", "fa_fiscal_expenditure_detail"),
        ("一般公共预算财政拨款收入支出决算表", "fa_gpb_income_expenditure"),
        ("一般公共预算支出决算表", "fa_gpb_expenditure"),
        ("一般公共预算财政拨款支出决算明细表", "fa_gpb_expenditure_detail"),
        ("财政拨款基本支出经济分类决算表", "fa_gpb_basic"),
        ("一般公共预算财政拨款项目支出决算表", "fa_gpb_project"),
        ("政府性基金预算财政拨款收入支出决算表", "fa_fund"),
        ("政府性基金预算财政拨款基本支出决算表", "fa_fund_basic"),
        ("国有资本经营预算财政拨款支出决算表", "fa_soe_capital"),
        ("财政拨款“三公”经费支出决算表", "fa_three_public"),
        ("一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表", "fa_three_public"),
        ("政府购买服务决算公开情况表", "fa_service_purchase"),
        ("2025年部门财务收支预算总表", "bd_income_expenditure_summary"),
        ("2026年预算单位收入预算总表", "bd_income"),
        ("一、2017年度某省高级人民法院部门支出预算总表", "bd_expenditure"),
        ("四、2017年度某省高级人民法院部门财政拨款收支预算总表", "bd_fiscal_summary"),
        ("2025年部门一般公共预算支出功能分类预算表", "bd_gpb_expenditure"),
        ("2026年预算单位一般公共预算基本支出部门预算经济分类预算表", "bd_gpb_basic"),
        ("2025年部门政府性基金预算支出功能分类预算表", "bd_fund"),
        ("财政拨款政府性基金支出预算表", "bd_fund"),
        ("2026年单位“三公”经费和机关运行经费预算表", "bd_three_public"),
        ("一般公共预算机关运行经费支出预算表", "bd_agency_operating"),
        ("政府采购预算明细表", "bd_procurement"),
        ("项目支出绩效目标表", "pf_project_goal"),
        ("某某镇2023年部门整体支出绩效自评表", "pf_department_self_eval"),
        ("目录", None),
        ("培训费明细表", None),
        ("社会保险基金收支决算表", None),
        ("非税收入征收情况表", None),
    ],
)
def test_a_title_names_its_table(title: str, table: str | None) -> None:
    assert recognise(title, []) == table


@pytest.mark.parametrize("family", families(), ids=lambda family: family.id)
def test_every_title_of_the_catalogue_is_its_own(family: Pattern[TablePattern]) -> None:
    entry = family.entry
    own = {table for kind in KINDS for table in (entry.table(kind), *entry.variants(kind).values())}
    assert {recognise(title, [], (), kind) for title in entry.titles for kind in KINDS} <= own
    assert entry.titles


def test_the_header_tells_budget_from_final_account() -> None:
    assert recognise("收入支出总表", ["项目", "决算数"]) == "fa_income_expenditure_summary"
    assert recognise("收入支出总表", ["项目", "预算数"]) == "bd_income_expenditure_summary"
    assert recognise("收入支出总表", ["项目", "金额"]) is None
    assert recognise("收入支出总表", ["项目", "金额"], (), "bd") == "bd_income_expenditure_summary"
    assert kind_of("一般公共预算财政拨款支出表", []) is None


def test_codes_tell_a_functional_from_an_economic_table() -> None:
    title = "一般公共预算支出明细表"
    assert recognise(title, [], ["201", "20101", "2010101"]) is None
    assert recognise(title, [], ["201", "20101", "2010101"], "bd") == "bd_gpb_expenditure"
    assert recognise(title, [], ["301", "30101", "302"], "bd") == "bd_gpb_expenditure_economic"
    assert recognise("一般公共预算基本支出表", [], ["201", "20101"], "bd") == "bd_gpb_basic_by_function"
    assert recognise("一般公共预算基本支出表", [], ["301", "30101"], "bd") == "bd_gpb_basic"


def test_a_table_without_title_is_known_by_its_header() -> None:
    header = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "决算数"]
    assert recognise(None, header) == "fa_expenditure"
    assert recognise("情况表", header) == "fa_expenditure"
    assert recognise(None, ["序号", "单位名称", "备注"]) is None


def test_bare_title_drops_what_varies() -> None:
    assert bare_title("五、一般公共预算“三公”经费支出表（续）") == ("一般公共预算三公经费支出表", ())
    assert bare_title("一般公共预算支出表（按功能分类）") == ("一般公共预算支出表", ("按功能分类",))


@pytest.mark.parametrize(
    ("title", "table"),
    [
        # before 2015 the first fund was called otherwise
        ("公共财政预算财政拨款支出决算表", "fa_gpb_expenditure"),
        ("公共预算财政拨款基本支出决算表", "fa_gpb_basic"),
        ("公共财政拨款支出预算表", "bd_gpb_expenditure"),
        ("一般公共预算当年财政拨款支出决算表", "fa_gpb_expenditure"),
        ("本年一般公共预算支出预算表", "bd_gpb_expenditure"),
        ("（一般公共预算）财政拨款支出决算表", "fa_gpb_expenditure"),
        ("财政拨款支出决算表（一般公共预算）", "fa_gpb_expenditure"),
        ("一般公共预算财政拨款支出预算与决算对比表", "fa_gpb_expenditure"),
        ("支出决算批复表", "fa_expenditure"),
        # bodies whose names end in other words than 局 or 委员会
        ("某县妇联一般公共预算财政拨款支出决算表", "fa_gpb_expenditure"),
        ("某县政协支出决算表", "fa_expenditure"),
        ("某林场支出决算表", "fa_expenditure"),
        # as deep as the items of the functional classification: no table by economic subjects
        ("一般公共预算财政拨款支出决算功能分类明细表", "fa_gpb_expenditure"),
    ],
)
def test_names_of_other_provinces_and_years(title: str, table: str) -> None:
    assert recognise(title, []) == table


TITLES = Path(__file__).with_name("titles.csv")
"""Titles that templates of provinces and ministries use, 2017–2026, with the kind of document that they stand
in and their table; empty where they name none of the catalogue. Written from knowledge of the templates
(docs/domain.md §2.1) and from public pages, not from what the recogniser says."""


def test_titles_of_provincial_templates() -> None:
    with TITLES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    found = {(r["kind"], r["title"]): recognise(r["title"], [], (), r["kind"]) or "" for r in rows}
    assert found == {(r["kind"], r["title"]): r["table"] for r in rows}
    assert len(rows) >= 240


@pytest.mark.parametrize(
    "body",
    [
        "第一中学",
        "训练基地",
        "青少年宫",
        "口岸",
        "农工党",
        "疾控中心",
        "某某开发有限公司",
        "保护区",
        "融媒体中心",
    ],
)
@pytest.mark.parametrize(
    "form", ["某县{0}2024年度{1}", "2024年某县{0}{1}", "{0}部门{1}", "某市{0}（本级）2024年{1}"]
)
def test_the_name_of_a_body_before_the_title_hides_nothing(body: str, form: str) -> None:
    titles = {
        "收入支出决算总表": "fa_income_expenditure_summary",
        "支出决算表": "fa_expenditure",
        "财政拨款收入支出决算总表": "fa_fiscal_summary",
        "国有资产占用情况表": "fa_state_assets",
    }
    assert {t: recognise(form.format(body, t), [], (), "fa") for t in titles} == titles


def test_a_table_of_some_of_the_basic_expenditure_is_not_the_whole_of_it() -> None:
    assert recognise("一般公共预算基本支出表", ["预算数"]) == "bd_gpb_basic"
    assert recognise("一般公共预算基本支出表（工资福利支出）", ["预算数"]) == "bd_gpb_basic_part"
    title = "一般公共预算基本支出表--公用经费（商品和服务支出）（按部门预算经济分类）"
    assert recognise(title, ["预算数"], ["302", "30201"]) == "bd_gpb_basic_part"


def test_codes_beside_each_other_do_not_make_an_economic_table_of_all_expenditure() -> None:
    assert recognise("支出总表", [], ["301", "30101", "302"], "bd") == "bd_expenditure"
    assert recognise("支出总表（按经济分类）", [], ["301", "30101", "302"], "bd") == "bd_expenditure_economic"


@pytest.mark.parametrize(
    ("header", "kind", "table"),
    [
        (["项目", "预算数（单位：万元）", "绩效目标"], "bd", "pf_project_goal"),
        (["二级预算单位名称", "一级项目名称", "预算数（万元）", "绩效目标"], "bd", "pf_project_goal"),
        (["收入", "支出", "一般公共预算财政拨款", "政府性基金预算财政拨款"], "fa", "fa_fiscal_summary"),
        (["收入", "支出", "项目", "决算数"], "fa", None),
        (["人员经费", "公用经费", "科目编码", "科目名称", "决算数"], "fa", "fa_gpb_basic"),
        (["科目编码", "科目名称", "合计", "人员经费", "公用经费"], "bd", None),
        (["采购项目", "货物", "工程", "服务", "合计"], "bd", "bd_procurement"),
        (["项目", "金额"], "bd", None),
        (["项目", "预算数"], "bd", None),
    ],
)  # fmt: skip
def test_signatures_name_a_table_where_they_leave_no_doubt(
    header: list[str], kind: str, table: str | None
) -> None:
    assert recognise(None, header, (), kind) == table


def test_the_documents_kind_outranks_a_header_of_both_kinds() -> None:
    header = ["项目", "2023年决算数", "2024年预算数"]
    assert recognise("一般公共预算支出表", header, document_kind="bd") == "bd_gpb_expenditure"
    assert recognise("一般公共预算支出表", header, document_kind="fa") == "fa_gpb_expenditure"
    assert recognise("一般公共预算支出决算表", header, document_kind="bd") == "fa_gpb_expenditure"


def test_a_header_of_last_years_accounts_is_no_final_account() -> None:
    assert kind_of("", ["上年决算数", "本年预算数"]) == "bd"
    assert kind_of("", ["预算数", "决算统计数"]) == "fa"


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (["201"], "bd_gpb_basic"),
        (["201", "20101"], "bd_gpb_basic_by_function"),
        (["201", "20101", "301", "30101"], "bd_gpb_basic"),
        (["201", "20101", "20102", "301", "30101"], "bd_gpb_basic_by_function"),
        (["201", "501", "50101"], "bd_gpb_basic"),
        (["2010", "2011"], "bd_gpb_basic"),
        (["901", "902"], "bd_gpb_basic"),
    ],
)
def test_two_rows_with_codes_decide_and_most_of_them(codes: list[str], table: str) -> None:
    assert recognise("一般公共预算基本支出表", [], codes, "bd") == table


@pytest.mark.parametrize("codes", [["301"], ["3010", "5010"], ["901", "902"]])
def test_what_is_no_code_of_an_economic_class_overrules_no_title(codes: list[str]) -> None:
    assert recognise("一般公共预算基本支出表（按功能分类）", [], codes, "bd") == "bd_gpb_basic_by_function"


def test_a_fund_in_brackets_is_of_the_name_where_it_stands() -> None:
    assert bare_title("支出决算表（政府性基金预算）")[0] == "政府性基金预算支出决算表"
    assert bare_title("某局（政府性基金预算）支出决算表")[0] == "某局政府性基金预算支出决算表"
