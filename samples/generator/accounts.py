"""The invented accounts behind the PDF samples, and the facts that their tables state."""

from __future__ import annotations

from decimal import Decimal

NAMES = {
    "201": "一般公共服务支出",
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010350": "事业运行",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "213": "农林水支出",
    "21303": "水利",
    "2130301": "行政运行",
    "2130304": "水利行业业务管理",
    "2130305": "水利工程建设",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "2210203": "购房补贴",
}
ECONOMIC = {
    "301": "工资福利支出",
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30103": "奖金",
    "30108": "机关事业单位基本养老保险缴费",
    "30113": "住房公积金",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30205": "水费",
    "30211": "差旅费",
    "30217": "公务接待费",
    "303": "对个人和家庭的补助",
    "30302": "退休费",
}


def with_parents(items: dict[str, Decimal]) -> dict[str, Decimal]:
    """Items with the sums of their 款 and 类, in code order."""
    sums: dict[str, Decimal] = {}
    for code, value in items.items():
        for length in (3, 5, 7):
            if length <= len(code):
                sums[code[:length]] = sums.get(code[:length], Decimal(0)) + value
    return dict(sorted(sums.items()))


def shown(value: Decimal | None, *, decimals: int = 2) -> str:
    """As the tables print it: separators, fixed decimals, blank where there is nothing."""
    return "" if value is None else f"{value:,.{decimals}f}"


def spaced(label: str) -> str:
    """A label set letter by letter, as many templates print it."""
    return " ".join(label)
