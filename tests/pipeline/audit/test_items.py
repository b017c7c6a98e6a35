"""Names, levels, purposes and lists of sentences against the tables."""

from __future__ import annotations

from tests.pipeline.audit.sentences import codes, only

TABLE = """一般公共预算财政拨款支出决算表
单位：万元

科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
合计 |  | 60.00 | 60.00 | 0.00 |
208 | 社会保障和就业支出 | 30.00 | 30.00 | 0.00 |
20805 | 行政事业单位养老支出 | 30.00 | 30.00 | 0.00 |
2080501 | 行政单位离退休 | 30.00 | 30.00 | 0.00 |
221 | 住房保障支出 | 30.00 | 30.00 | 0.00 |
22102 | 住房改革支出 | 30.00 | 30.00 | 0.00 |
2210201 | 住房公积金 | 30.00 | 30.00 | 0.00 |

五、一般公共预算财政拨款支出决算具体情况

"""


def test_names_that_the_tables_print() -> None:
    text = (
        TABLE
        + "1、社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）。支出决算为30.00万元。\n"
    )
    assert codes(text) == []


def test_a_section_that_no_table_prints() -> None:
    text = (
        TABLE
        + "1、社会保障和就业支出（类）行政事业单位离退休（款）行政单位离退休（项）。支出决算为30.00万元。\n"
    )
    found = only(text, "N03")
    assert (found.printed, found.computed, found.severity) == (
        "行政事业单位离退休",
        "行政事业单位养老支出",
        "warning",
    )


def test_one_other_character_is_a_note() -> None:
    text = (
        TABLE
        + "1、社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退职（项）。支出决算为30.00万元。\n"
    )
    assert only(text, "N03").severity == "info"


def test_a_level_that_the_code_denies() -> None:
    found = only(TABLE + "（三）住房改革支出（类）30.00万元。\n", "LEVEL_NAME")
    assert "22102" in found.message_zh


def test_a_purpose_of_another_subject() -> None:
    path = "1、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：{}。支出决算为30.00万元。\n"
    assert "PURPOSE_MISMATCH" in codes(TABLE + path.format("事业单位医疗保险支出"))
    assert "PURPOSE_MISMATCH" not in codes(TABLE + path.format("在职人员住房公积金支出"))
    assert "PURPOSE_MISMATCH" not in codes(TABLE + path.format("人员经费"))


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


def test_an_item_of_another_section() -> None:
    path = "社会保障和就业支出（类）行政事业单位养老支出（款）住房公积金（项）"
    found = only(f"{TABLE}1、{path}。支出决算为30.00万元。\n", "N03")
    assert (found.printed, found.computed) == ("住房公积金", "行政单位离退休")
