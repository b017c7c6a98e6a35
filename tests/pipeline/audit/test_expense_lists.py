"""Lists of expenses against the rows of the economic tables."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extractors.records import Table
from pipeline.audit.expense_lists import expense_lists
from tests.pipeline.audit.drawn import coded, evidence, table
from tests.pipeline.audit.sentences import codes, only

ECONOMIC = """一般公共预算财政拨款基本支出决算表
单位：万元

科目编码 | 科目名称 | 决算数 |
302 | 商品和服务支出 | 10.00 |
30201 | 办公费 | 10.00 |
30207 | 邮电费 | 0.00 |
30211 | 差旅费 | 0.00 |
30228 | 工会经费 | 0.00 |
30229 | 福利费 | 0.00 |

六、一般公共预算财政拨款基本支出决算情况说明

"""


def test_a_listed_expense_whose_row_is_nothing() -> None:
    found = only(ECONOMIC + "公用经费10.00万元，主要包括：办公费、邮电费、水费、电费。\n", "N02")
    assert (found.printed, found.severity) == ("邮电费", "warning")


def test_a_list_that_was_copied_from_the_template_is_a_note() -> None:
    found = only(
        ECONOMIC + "公用经费10.00万元，主要包括：办公费、邮电费、差旅费、工会经费、福利费。\n", "N02"
    )
    assert (found.severity, "照抄模板" in found.message_zh) == ("info", True)


def test_an_explanation_of_the_term_lists_nothing() -> None:
    text = (
        ECONOMIC
        + "第四部分 名词解释\n\n1.机关运行经费：指各部门的公用经费，包括办公费、邮电费、水费、电费。\n"
    )
    assert "N02" not in codes(text)


NAMES = {"30201": "办公费", "30207": "邮电费", "30211": "差旅费", "30228": "工会经费", "30229": "福利费"}


def economic(nothing: str = "0.00", **fields: Any) -> Table:
    """A table of basic expenditure where only the first row is something."""
    cells = [
        c
        for n, (code, name) in enumerate(NAMES.items())
        for c in coded(code, name, nothing if n else "10.00", n)
    ]
    return table(*cells, **{"canonical_table": "fa_gpb_basic", **fields})


def listed(text: str, on: Table) -> list[tuple[str, str]]:
    return [(f.printed or "", f.severity) for f in expense_lists(evidence(text, (), [on]))]


LIST = "公用经费10.00万元，主要包括：办公费、邮电费、水费、电费等。"


def test_rows_count_by_table_kind_and_code() -> None:
    assert listed(LIST, economic()) == [("邮电费", "warning")]
    assert listed(LIST, economic("1.00")) == []
    assert listed(LIST, economic(canonical_table="fa_income")) == []
    assert listed(LIST, economic(ties_out=False)) == []
    assert listed(LIST, economic(ties_out=True)) == [("邮电费", "warning")]
    headers = economic()
    assert (
        listed(LIST, replace(headers, cells=tuple(replace(c, is_header=True) for c in headers.cells))) == []
    )
    functional = economic()
    cells = tuple(replace(c, row_code="2" + (c.row_code or "")[1:]) for c in functional.cells)
    assert listed(LIST, replace(functional, cells=cells)) == []


def test_a_name_with_a_row_that_is_something_is_right() -> None:
    twice = economic()
    more = coded("30207", "邮电费", "1.00", 9)
    assert listed(LIST, replace(twice, cells=(*twice.cells, *more))) == []


def test_four_empty_rows_make_a_copied_list() -> None:
    three = "公用经费10.00万元，主要包括：邮电费、差旅费、工会经费、水费。"
    four = "公用经费10.00万元，主要包括：邮电费、差旅费、工会经费、福利费等。"
    assert listed(three, economic()) == [("邮电费、差旅费、工会经费", "warning")]
    assert listed(four, economic()) == [("邮电费、差旅费、工会经费、福利费等", "info")]


def test_a_list_behind_a_copied_one_is_called_copied_in_its_paragraph() -> None:
    four = "公用经费10.00万元，主要包括：邮电费、差旅费、工会经费、福利费。"
    found = list(expense_lists(evidence(f"{four}{LIST}\n{LIST}", (), [economic()])))
    assert [("照抄模板" in f.message_zh, f.severity) for f in found] == [
        (True, "info"),
        (True, "warning"),
        (False, "warning"),
    ]


def test_a_listed_name_is_shown_where_it_stands_with_its_row() -> None:
    on = economic()
    (found,) = expense_lists(evidence(LIST, (), [on]))
    named, row = found.places
    assert LIST[named.start : named.end] == "邮电费"
    assert row.start == 1011
    third = LIST.replace("邮电费、水费", "水费、差旅费")
    (found,) = expense_lists(evidence(third, (), [on]))
    assert third[found.places[0].start : found.places[0].end] == "差旅费"


def test_of_two_empty_rows_of_a_name_the_first_is_shown() -> None:
    on = economic()
    more = coded("30207", "邮电费", "0.00", 9)
    (found,) = expense_lists(evidence(LIST, (), [replace(on, cells=(*on.cells, *more))]))
    assert found.places[1].start == 1011


def test_rows_without_code_or_name_or_of_another_level_do_not_count() -> None:
    on = economic()
    for change in ({"row_code": None}, {"row_label": None}, {"row_code": "3020"}, {"row_code": "302011"}):
        cells = tuple(replace(c, **change) for c in on.cells)
        assert listed(LIST, replace(on, cells=cells)) == []
        assert listed(LIST, replace(on, cells=(*cells, *on.cells))) == [("邮电费", "warning")]
