"""Quantities of running text; every sentence is invented or a short quotation of a public template."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Document, Grid, GridCell, Place
from extractors.narrative.quantities import find_quantities
from extractors.narrative.unplaced import unplaced_numbers
from extractors.records import Quantity, Section
from tests.extractors.narrative.paragraphs import document


def quantities(*lines: str) -> list[Quantity]:
    return find_quantities(document(*lines), [])


def read(line: str) -> list[tuple[str, str, str | None]]:
    """(kind, number as printed, unit) of every quantity."""
    return [(q.kind, q.value_raw, q.unit_raw) for q in quantities(line)]


@pytest.mark.parametrize(
    ("text", "number", "unit", "yuan"),
    [
        ("收、支总计4987.68万元", "4987.68", "万元", "49876800.00"),
        ("合计1,234.56元", "1,234.56", "元", "1234.56"),
        ("金额１２．５ 万元", "１２．５", "万元", "125000.00"),
        ("投资1.2亿元", "1.2", "亿元", "120000000.00"),
        ("共计30百万元", "30", "百万元", "30000000.00"),
        ("费用3千元", "3", "千元", "3000.00"),
        ("同比增减额-3886.71万元", "-3886.71", "万元", "-38867100.00"),
        ("共计1 2 1 万元", "1 2 1", "万元", "1210000.00"),
        ("支出0.39万(含上年结转)", "0.39", "万", "3900.00"),
        ("补助五万元", "五万", "元", "50000.00"),
        ("一次性补助余额100余万元", "100", "万元", "1000000.00"),
        ("合同价为人民币壹仟贰佰叁拾肆元伍角陆分。", "壹仟贰佰叁拾肆元伍角陆分", "元", "1234.56"),
        ("贷款2.5万美元", "2.5", "万美元", None),
    ],
)
def test_amounts(text: str, number: str, unit: str, yuan: str | None) -> None:
    (found,) = quantities(text)
    assert (found.kind, found.value_raw, found.unit_raw) == ("amount", number, unit)
    assert found.value_yuan == (None if yuan is None else Decimal(yuan))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长8.06%。", [("percent", "8.06", "%")]),
        ("占９５．７％；", [("percent", "９５．７", "％")]),
        ("约百分之五点五", [("percent", "五点五", "%")]),
        ("提高2.1个百分点", [("point", "2.1", "个百分点")]),
        ("受害率低于0.9‰", [("percent", "0.9", "‰")]),
    ],
)
def test_percentages_and_points(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


def test_values_of_per_cent_are_as_printed() -> None:
    assert quantities("占2.70%")[0].value == Decimal("2.70")
    assert quantities("占2.70%")[0].decimals == 2
    assert quantities("约百分之五点五")[0].value == Decimal("5.5")
    assert quantities("低于5‰")[0].value == Decimal("0.5")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("内设机构三个", [("三", "个")]),
        ("安装高清摄像头等七类设备", [("七", "类")]),
        ("服务期限为三年", [("三", "年")]),
        ("收到二批款", [("二", "批")]),
        ("接件90620 件,办结89350件", [("90620", "件"), ("89350", "件")]),
        ("设备0台(套)", [("0", "台(套)")]),
        ("公务接待6批次,64人次", [("6", "批次"), ("64", "人次")]),
        ("扶持30余家企业", [("30", "家")]),
        ("惠及3.5万人次", [("3.5", "万人次")]),
        ("9个区级部门12个事项", [("9", "个"), ("12", "个")]),
        ("十二个处室", [("十二", "个")]),
        ("患病人数高达2.9亿。", [("2.9", "亿")]),
    ],
)
def test_counts(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == [("count", number, unit) for number, unit in expected]


@pytest.mark.parametrize(
    "text",
    [
        "根据京政发〔2019〕5号文件",
        "依据办法(2019)12号",
        "第51期专题会第3次会议",
        "截至2023年12月31日",
        "2021-2023年规划和2024、2025年安排",
        "2 0 2 6 年度预算",
        "二〇二三年度",
        "12月起8:30开始",
        "联系电话010-12345678",
        "1.负责统筹。2.负责协调",
        "1.2023年度决算数如下",
        "安装32寸终端和24口交换机",
        "提供7×8小时服务",
        "司法（06款）公共法律服务（07项）",
        "第三产业",
        "中央八项规定",
        "“两个维护”",
        "综合二处、公益二类单位",
        "市委七届十三次全会",
        "一套系统、一次办好、一个窗口",
        "十分重要",
        "A4纸、5G网络、PM2.5",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert read(text) == []


def test_a_place_starts_at_the_number_and_covers_the_unit() -> None:
    (found,) = quantities("支出 10.50 万元。")
    assert found.place == Place(None, None, 3, 11)
    assert found.decimals == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区间100%-80%(含80%)", [("100", "%"), ("80", "%"), ("80", "%")]),
        ("80-60%", [("80", "%"), ("60", "%")]),
        ("总计各是4125.49,4143.91万元", [("4125.49", "万元"), ("4143.91", "万元")]),
        ("货物4.79,工程0.00、服务246.47万元", [("4.79", "万元"), ("0.00", "万元"), ("246.47", "万元")]),
        ("3-5个", [("3", "个"), ("5", "个")]),
    ],
)
def test_siblings_share_a_unit(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(q.value_raw, q.unit_raw) for q in quantities(text)][: len(expected)] == expected


def test_a_bare_count_takes_the_unit_of_two_siblings_before_it() -> None:
    text = "无法使用问题144起,无法访问185起,维修更换11,以上问题已解决"
    assert read(text)[-1] == ("count", "11", "起")
    assert read("维修更换11,以上问题已解决") == []


def test_a_version_number_is_no_money() -> None:
    assert read("升级系统2.0，投资100万元") == [("amount", "100", "万元")]


def test_a_lost_percent_sign_is_given_back_to_a_growth() -> None:
    assert read("比上年增加2.10万元，增长13.95。")[-1] == ("percent", "13.95", None)
    assert read("服务网点覆盖率≥95") == [("percent", "95", None)]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("单位价值100万元(含)以上的设备", "threshold"),
        ("增长5%。主要原因:追加经费360.5万元", "body reason"),
        ("主要原因是增加经费1万元；其中基本支出2万元", "reason body"),
        ("主要用于办公1万元", "body"),
    ],
)
def test_where_a_quantity_stands(text: str, where: str) -> None:
    assert " ".join(q.where for q in quantities(text)) == where


def test_glossary_and_contents_are_marked() -> None:
    doc = document("名词解释", "1.某支出:指不超过5万元的支出。")
    place = Place(None, None, 0, 4)
    section = Section(place, None, 0, 1, "part", None, "名词解释", "heading", 5, len(doc.text))
    (found,) = find_quantities(doc, [section])
    assert (found.where, found.section) == ("glossary", 0)


def test_sentences_in_tables_of_text_files_are_read() -> None:
    text = "培训次数不小于100次 |\n719个 |"
    cells = (GridCell(0, 0, text[:11], 0, 11), GridCell(0, 1, text[14:18], 14, 18))
    plain = Document(text, (Grid(0, len(text), 1, 2, cells, engine="pipes"),), "text/plain")
    assert [(q.value_raw, q.where) for q in find_quantities(plain, [])] == [("100", "body")]
    form = Grid(0, len(text), 1, 2, cells, engine="pipes", moved_placeholders=(3,))
    moved = Document(text, (form,), "text/plain")
    assert [(q.value_raw, q.where) for q in find_quantities(moved, [])] == [("100", "table")]


def test_cells_of_ruled_tables_are_no_running_text() -> None:
    text = "支出100万元"
    grid = Grid(0, 7, 1, 1, (GridCell(0, 0, text, 0, 7),), page=1, engine="lattice")
    assert find_quantities(Document(text, (grid,), "application/pdf"), []) == []


@given(st.text(alphabet="0123456789０.,，-%％万亿元个月年第一二十百两（）()。；、为增长占 \t", max_size=60))
def test_places_hold_what_they_say_for_any_text(text: str) -> None:
    doc = document(text)
    found = find_quantities(doc, [])
    spans = [(q.place.start or 0, q.place.end or 0) for q in found]
    assert spans == sorted(spans)
    for (start, end), quantity in zip(spans, found, strict=True):
        assert quantity.value_raw in text[start:end]
    for reject in unplaced_numbers(doc, found):
        assert text[reject.place.start : reject.place.end] == reject.raw
