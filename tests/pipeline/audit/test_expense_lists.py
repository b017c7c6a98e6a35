"""Lists of expenses against the rows of the economic tables."""

from __future__ import annotations

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
