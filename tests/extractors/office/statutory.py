"""A made-up body's statutory tables, whole and adding up, as data: what test workbooks are drawn of.

Amounts are in 万元 with four decimals, as accounts keep them; documents show two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

BODY = "云川市水务局"
YEAR = 2024

Value = str | Decimal | None


@dataclass(frozen=True)
class Head:
    """A cell of a head: where it begins in its table, how far it goes, what it says."""

    row: int
    col: int
    rows: int
    cols: int
    text: str


@dataclass(frozen=True)
class Drawn:
    """A table as a form has it."""

    canonical: str
    number: str
    title: str
    head: tuple[Head, ...]
    head_rows: int
    n_cols: int
    body: tuple[tuple[Value, ...], ...]
    note: str
    code_cols: tuple[int, ...] = field(default=())

    @property
    def n_rows(self) -> int:
        return self.head_rows + len(self.body)


def shown(value: Value) -> str:
    """What a cell shows where its format is #,##0.00."""
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


# code, name, basic, project
_ITEMS = (
    ("2080505", "机关事业单位基本养老保险缴费支出", "98.7654", None),
    ("2080506", "机关事业单位职业年金缴费支出", "49.3827", None),
    ("2101101", "行政单位医疗", "61.2041", None),
    ("2130301", "行政运行", "812.3345", None),
    ("2130302", "一般行政管理事务", None, "120.5050"),
    ("2130305", "水利工程建设", None, "1500.2568"),
    ("2210201", "住房公积金", "88.8862", None),
)
_NAMES = {
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "213": "农林水支出",
    "21303": "水利",
    "221": "住房保障支出",
    "22102": "住房改革支出",
}


def _sum(values: list[Decimal | None]) -> Decimal | None:
    known = [v for v in values if v is not None]
    return sum(known, Decimal(0)) if known else None


def _d(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def coded_rows() -> list[tuple[str, str, Decimal | None, Decimal | None]]:
    """Each class, subject and item with its basic and project expenditure."""
    items = [(c, n, _d(b), _d(p)) for c, n, b, p in _ITEMS]
    rows: list[tuple[str, str, Decimal | None, Decimal | None]] = []
    for code, name, basic, project in items:
        for width in (3, 5):
            upper = code[:width]
            if any(r[0] == upper for r in rows):
                continue
            own = [i for i in items if i[0].startswith(upper)]
            rows.append((upper, _NAMES[upper], _sum([i[2] for i in own]), _sum([i[3] for i in own])))
        rows.append((code, name, basic, project))
    return rows


ROWS = coded_rows()
BASIC = _sum([r[2] for r in ROWS if len(r[0]) == 7]) or Decimal(0)
PROJECT = _sum([r[3] for r in ROWS if len(r[0]) == 7]) or Decimal(0)
TOTAL = BASIC + PROJECT


def _of_class(code: str) -> Decimal:
    row = next(r for r in ROWS if r[0] == code)
    return (row[2] or Decimal(0)) + (row[3] or Decimal(0))


def summary() -> Drawn:
    head = (
        Head(0, 0, 1, 2, "收入"),
        Head(0, 2, 1, 2, "支出"),
        Head(1, 0, 1, 1, "项目"),
        Head(1, 1, 1, 1, "决算数"),
        Head(1, 2, 1, 1, "项目"),
        Head(1, 3, 1, 1, "决算数"),
    )
    left: list[tuple[Value, Value]] = [
        ("一、一般公共预算财政拨款收入", TOTAL),
        ("二、政府性基金预算财政拨款收入", None),
        ("三、国有资本经营预算财政拨款收入", None),
        ("四、上级补助收入", None),
        ("五、事业收入", None),
        ("", None),
        ("本年收入合计", TOTAL),
        ("年初结转和结余", Decimal("12.3456")),
        ("总计", TOTAL + Decimal("12.3456")),
    ]
    right: list[tuple[Value, Value]] = [
        ("一、一般公共服务支出", None),
        ("八、社会保障和就业支出", _of_class("208")),
        ("九、卫生健康支出", _of_class("210")),
        ("十二、农林水支出", _of_class("213")),
        ("十九、住房保障支出", _of_class("221")),
        ("", None),
        ("本年支出合计", TOTAL),
        ("年末结转和结余", Decimal("12.3456")),
        ("总计", TOTAL + Decimal("12.3456")),
    ]
    body = tuple((*a, *b) for a, b in zip(left, right, strict=True))
    note = "注：本表反映部门本年度的总收支和年末结转结余情况。"
    return Drawn("fa_income_expenditure_summary", "公开01表", "收入支出决算总表", head, 2, 4, body, note)


def expenditure() -> Drawn:
    head = (
        Head(0, 0, 1, 2, "项目"),
        Head(0, 2, 2, 1, "本年支出合计"),
        Head(0, 3, 2, 1, "基本支出"),
        Head(0, 4, 2, 1, "项目支出"),
        Head(0, 5, 2, 1, "上缴上级支出"),
        Head(0, 6, 2, 1, "经营支出"),
        Head(0, 7, 2, 1, "对附属单位补助支出"),
        Head(1, 0, 1, 1, "功能分类科目编码"),
        Head(1, 1, 1, 1, "科目名称"),
    )
    body: list[tuple[Value, ...]] = [("", "合计", TOTAL, BASIC, PROJECT, None, None, None)]
    for code, name, basic, project in ROWS:
        both = (basic or Decimal(0)) + (project or Decimal(0))
        body.append((code, name, both, basic, project, None, None, None))
    note = "注：本表反映部门本年度各项支出情况。"
    return Drawn("fa_expenditure", "公开03表", "支出决算表", head, 2, 8, tuple(body), note, (0,))


def gpb_expenditure() -> Drawn:
    head = (
        Head(0, 0, 1, 2, "项目"),
        Head(0, 2, 1, 3, "本年支出"),
        Head(1, 0, 1, 1, "功能分类科目编码"),
        Head(1, 1, 1, 1, "科目名称"),
        Head(1, 2, 1, 1, "合计"),
        Head(1, 3, 1, 1, "基本支出"),
        Head(1, 4, 1, 1, "项目支出"),
    )
    body: list[tuple[Value, ...]] = [("", "合计", TOTAL, BASIC, PROJECT)]
    for code, name, basic, project in ROWS:
        body.append((code, name, (basic or Decimal(0)) + (project or Decimal(0)), basic, project))
    note = "注：本表反映部门本年度一般公共预算财政拨款支出情况。"
    return Drawn(
        *("fa_gpb_expenditure", "公开05表", "一般公共预算财政拨款支出决算表", head, 2, 5, tuple(body), note),
        (0,),
    )


def three_public() -> Drawn:
    head = (
        Head(0, 0, 1, 6, "预算数"),
        Head(0, 6, 1, 6, "决算数"),
        *(
            Head(row, col + at, rows, cols, text)
            for at in (0, 6)
            for row, col, rows, cols, text in (
                (1, 0, 2, 1, "合计"),
                (1, 1, 2, 1, "因公出国（境）费"),
                (1, 2, 1, 3, "公务用车购置及运行费"),
                (1, 5, 2, 1, "公务接待费"),
                (2, 2, 1, 1, "小计"),
                (2, 3, 1, 1, "公务用车购置费"),
                (2, 4, 1, 1, "公务用车运行费"),
            )
        ),
    )
    amounts = ("23.5000", None, "20.0000", None, "20.0000", "3.5000")
    finals = ("19.8765", None, "18.6543", None, "18.6543", "1.2222")
    body = ((*map(_d, amounts), *map(_d, finals)),)
    note = "注：本表反映部门本年度“三公”经费支出预决算情况。预算数为全年预算数。"
    return Drawn(
        "fa_three_public", "公开07表", "财政拨款“三公”经费支出决算表", head, 3, 12, tuple(body), note
    )


def empty_fund() -> Drawn:
    head = (
        Head(0, 0, 1, 2, "项目"),
        Head(0, 2, 2, 1, "年初结转和结余"),
        Head(0, 3, 2, 1, "本年收入"),
        Head(0, 4, 1, 3, "本年支出"),
        Head(0, 7, 2, 1, "年末结转和结余"),
        Head(1, 0, 1, 1, "功能分类科目编码"),
        Head(1, 1, 1, 1, "科目名称"),
        Head(1, 4, 1, 1, "小计"),
        Head(1, 5, 1, 1, "基本支出"),
        Head(1, 6, 1, 1, "项目支出"),
    )
    body: tuple[tuple[Value, ...], ...] = (
        ("", "合计", *[None] * 6),
        *[("", "", *[None] * 6)] * 2,
    )
    note = "注：本部门没有政府性基金预算财政拨款收入和支出，故本表无数据。"
    return Drawn(
        *("fa_fund", "公开08表", "政府性基金预算财政拨款收入支出决算表", head, 2, 8, body, note), (0,)
    )


TABLES = (summary(), expenditure(), gpb_expenditure(), three_public(), empty_fund())
