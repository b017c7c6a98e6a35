"""The statutory tables and the sentences of an invented body."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.second_hand.bodies import ECONOMIC, ORDINALS, Body, Table, Value, wan


def _noun(body: Body) -> str:
    return "决算" if body.kind == "final_account" else "预算"


def _prefix(body: Body) -> str:
    return "fa" if body.kind == "final_account" else "bd"


def summary(body: Body) -> Table:
    """Income and expenditure side by side."""
    noun = _noun(body)
    left: list[tuple[str, Value]] = [
        ("一、一般公共预算财政拨款收入", body.gpb),
        ("二、政府性基金预算财政拨款收入", None),
        ("三、国有资本经营预算财政拨款收入", None),
        ("四、上级补助收入", None),
        ("五、事业收入", None),
        ("六、其他收入", body.other_income),
    ]
    classes = [(c, sum(v)) for c, v in body.all_funds().items() if len(c) == 3]
    right: list[tuple[str, Value]] = [
        (f"{ORDINALS[i]}、{body.names[c]}", Decimal(v)) for i, (c, v) in enumerate(classes)
    ]
    height = max(len(left), len(right))
    left += [("", None)] * (height - len(left))
    right += [("", None)] * (height - len(right))
    left += [("本年收入合计", body.total), ("年初结转和结余", None), ("总计", body.total)]
    right += [("本年支出合计", body.total), ("年末结转和结余", None), ("总计", body.total)]
    return Table(
        f"{_prefix(body)}_income_expenditure_summary",
        f"收入支出{noun}总表" if noun == "决算" else "部门收支总表",
        [[("收入", 1, 2), ("支出", 1, 2)], [("项目", 1, 1), (f"{noun}数", 1, 1)] * 2],
        [[a, b, c, d] for (a, b), (c, d) in zip(left, right, strict=True)],
        ["项目", f"{noun}数", "项目", f"{noun}数"],
        second_label=2,
    )


def income(body: Body) -> Table:
    """Income by functional class."""
    noun = _noun(body)
    rows: list[list[Value]] = [["", "合计", body.total, body.gpb, None, None, body.other_income]]
    for code, (basic, project) in body.all_funds().items():
        own = sum(body.function[code], Decimal(0))
        rows.append([code, body.names[code], basic + project, own, None, None, basic + project - own])
    return Table(
        f"{_prefix(body)}_income",
        f"收入{noun}表" if noun == "决算" else "部门收入总表",
        [
            [("项目", 1, 2), ("本年收入合计", 2, 1), ("财政拨款收入", 2, 1), ("上级补助收入", 2, 1),
             ("事业收入", 2, 1), ("其他收入", 2, 1)],
            [("科目编码", 1, 1), ("科目名称", 1, 1)],
        ],
        rows,
        ["科目编码", "科目名称", "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "其他收入"],
        label=1, ordinals=noun == "决算",
    )  # fmt: skip


def expenditure(body: Body) -> Table:
    """Expenditure by functional class and nature."""
    noun = _noun(body)
    total = "本年支出合计" if noun == "决算" else "合计"
    basic, all_money = body.basic, body.total
    rows: list[list[Value]] = [["", "合计", all_money, basic, all_money - basic]]
    rows += [[c, body.names[c], b + p, b, p] for c, (b, p) in body.all_funds().items()]
    return Table(
        f"{_prefix(body)}_expenditure",
        f"支出{noun}表" if noun == "决算" else "部门支出总表",
        [
            [("项目", 1, 2), (total, 2, 1), ("基本支出", 2, 1), ("项目支出", 2, 1)],
            [("科目编码", 1, 1), ("科目名称", 1, 1)],
        ],
        rows,
        ["科目编码", "科目名称", total, "基本支出", "项目支出"],
        label=1, ordinals=noun == "决算",
    )  # fmt: skip


def gpb_expenditure(body: Body) -> Table:
    """Expenditure of the general budget by functional class and nature."""
    noun = _noun(body)
    rows: list[list[Value]] = [["", "合计", body.gpb, body.basic, body.gpb - body.basic]]
    rows += [[c, body.names[c], b + p, b, p] for c, (b, p) in body.function.items()]
    return Table(
        f"{_prefix(body)}_gpb_expenditure",
        "一般公共预算财政拨款支出决算表" if noun == "决算" else "一般公共预算支出表",
        [
            [("项目", 1, 2), ("本年支出" if noun == "决算" else f"{body.year}年预算数", 1, 3)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("小计" if noun == "决算" else "合计", 1, 1),
             ("基本支出", 1, 1), ("项目支出", 1, 1)],
        ],
        rows,
        ["科目编码", "科目名称", "小计" if noun == "决算" else "合计", "基本支出", "项目支出"],
        label=1, ordinals=noun == "决算",
    )  # fmt: skip


def gpb_basic(body: Body) -> Table:
    """Basic expenditure of the general budget by economic class."""
    noun = _noun(body)
    rows: list[list[Value]] = []
    for code, name in ECONOMIC:
        value, staff = body.economic[code], not code.startswith("302")
        rows.append([code, name, value, value if staff else None, None if staff else value])
    rows.append(["", "合计", body.basic, body.personnel, body.public])
    return Table(
        f"{_prefix(body)}_gpb_basic",
        "一般公共预算财政拨款基本支出决算表" if noun == "决算" else "一般公共预算基本支出表",
        [
            [("部门预算支出经济分类科目" if noun == "预算" else "经济分类科目", 1, 2),
             ("本年一般公共预算基本支出" if noun == "预算" else "一般公共预算财政拨款基本支出", 1, 3)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("合计", 1, 1), ("人员经费", 1, 1), ("公用经费", 1, 1)],
        ],
        rows,
        ["科目编码", "科目名称", "合计", "人员经费", "公用经费"],
        label=1,
    )  # fmt: skip


def three_public(body: Body) -> Table:
    """Spending on travel abroad, vehicles and receptions: one row."""
    noun = _noun(body)
    car, guests = body.economic["30231"], body.economic["30217"]
    head = [
        [
            ("合计", 2, 1),
            ("因公出国（境）费", 2, 1),
            ("公务用车购置及运行维护费", 1, 3),
            ("公务接待费", 2, 1),
        ],
        [("小计", 1, 1), ("公务用车购置费", 1, 1), ("公务用车运行维护费", 1, 1)],
    ]
    return Table(
        f"{_prefix(body)}_three_public",
        f"财政拨款“三公”经费支出{noun}表" if noun == "决算" else "一般公共预算“三公”经费支出表",
        head,
        [[car + guests, Decimal(0), car, Decimal(0), car, guests]],
        ["合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费"],
        label=-1,
    )


def tables(body: Body) -> list[Table]:
    """All of them, in the statutory order."""
    made = (summary, income, expenditure, gpb_expenditure, gpb_basic, three_public)
    return [make(body) for make in made]


Paragraph = tuple[str, str]
"""Kind (part, one, two, text) and text, without its number where it is a heading."""


def narrative(body: Body) -> list[Paragraph]:
    """The explanation: headings without their numbers, and sentences."""
    return list(_account(body) if body.kind == "final_account" else _budget(body))


def _account(body: Body) -> list[Paragraph]:
    y, b = body.year, body
    step = abs(b.total - b.previous)
    up = "增加" if b.total > b.previous else "减少"
    more = "增长" if b.total > b.previous else "下降"
    rate = step * 100 / b.previous
    h = b.headline()
    share = b.gpb * 100 / b.total
    car, guests = wan(h["three_public.vehicle"]), wan(h["three_public.reception"])
    return [
        ("part", f"{y}年度部门决算情况说明"),
        ("one", "收入支出决算总体情况说明"),
        ("text", f"{y}年度收入总计{wan(b.total)}万元，支出总计{wan(b.total)}万元。与上年相比，收、支总计各"
                 f"{up}{wan(step)}万元，{more}{rate:.2f}%。主要原因是项目安排变动。"),
        ("one", "收入决算情况说明"),
        ("text", f"{y}年度收入合计{wan(b.total)}万元，其中：财政拨款收入{wan(b.gpb)}万元，占{share:.2f}%；"
                 f"其他收入{wan(b.other_income)}万元，占{100 - share:.2f}%。"),
        ("one", "支出决算情况说明"),
        ("text", f"{y}年度支出合计{wan(b.total)}万元，其中：基本支出{wan(b.basic)}万元，"
                 f"占{b.basic * 100 / b.total:.2f}%；项目支出{wan(b.total - b.basic)}万元，"
                 f"占{100 - b.basic * 100 / b.total:.2f}%。"),
        ("one", "一般公共预算财政拨款支出决算情况说明"),
        ("two", "支出决算总体情况"),
        ("text", f"{y}年度一般公共预算财政拨款支出{wan(b.gpb)}万元，占本年支出合计的{share:.2f}%。"),
        ("two", "支出决算具体情况"),
        ("text", f"{y}年度一般公共预算财政拨款支出年初预算为{wan(b.initial)}万元，支出决算为{wan(b.gpb)}万元，"
                 f"完成年初预算的{b.gpb * 100 / b.initial:.2f}%。"),
        ("one", "一般公共预算财政拨款基本支出决算情况说明"),
        ("text", f"{y}年度一般公共预算财政拨款基本支出{wan(b.basic)}万元，其中：人员经费{wan(b.personnel)}万元，"
                 f"主要包括：基本工资、津贴补贴、奖金；公用经费{wan(b.public)}万元，主要包括：办公费、差旅费。"),
        ("one", "财政拨款“三公”经费支出决算情况说明"),
        ("text", f"{y}年度“三公”经费财政拨款支出决算为{wan(h['three_public.total'])}万元。其中：因公出国（境）费"
                 f"支出决算为0万元；公务用车购置及运行维护费支出决算为{car}万元；公务接待费支出决算为{guests}万元。"),
        ("one", "机关运行经费支出说明"),
        ("text", f"{y}年度机关运行经费支出{wan(b.public)}万元，主要用于保障机关正常运转。"),
        ("one", "政府采购支出说明"),
        ("text", f"{y}年度政府采购支出总额{wan(b.procurement)}万元，其中：政府采购货物支出"
                 f"{wan(b.procurement)}万元。"),
    ]  # fmt: skip


def _budget(body: Body) -> list[Paragraph]:
    y, b = body.year, body
    step = abs(b.total - b.previous)
    up = "增加" if b.total > b.previous else "减少"
    h = b.headline()
    car, guests = wan(h["three_public.vehicle"]), wan(h["three_public.reception"])
    return [
        ("part", f"{y}年部门预算情况说明"),
        ("one", "收支预算总体情况"),
        ("text", f"{y}年收入预算{wan(b.total)}万元，比上年{up}{wan(step)}万元，其中：一般公共预算拨款收入"
                 f"{wan(b.gpb)}万元，其他收入{wan(b.other_income)}万元。"),
        ("text", f"{y}年支出预算{wan(b.total)}万元，其中：基本支出{wan(b.basic)}万元，"
                 f"项目支出{wan(b.total - b.basic)}万元。"),
        ("one", "一般公共预算支出情况"),
        ("text", f"{y}年一般公共预算支出{wan(b.gpb)}万元，其中：基本支出{wan(b.basic)}万元，"
                 f"项目支出{wan(b.gpb - b.basic)}万元。"),
        ("one", "一般公共预算基本支出情况"),
        ("text", f"{y}年一般公共预算基本支出{wan(b.basic)}万元，其中：人员经费{wan(b.personnel)}万元，"
                 f"公用经费{wan(b.public)}万元。"),
        ("one", "“三公”经费预算情况"),
        ("text", f"{y}年“三公”经费预算{wan(h['three_public.total'])}万元，其中：因公出国（境）费0万元，"
                 f"公务用车购置及运行维护费{car}万元，公务接待费{guests}万元。"),
        ("one", "机关运行经费安排情况"),
        ("text", f"{y}年机关运行经费预算{wan(b.public)}万元。"),
        ("one", "政府采购预算情况"),
        ("text", f"{y}年政府采购预算{wan(b.procurement)}万元。"),
    ]  # fmt: skip


def duties(body: Body) -> list[Paragraph]:
    """What a body is for."""
    return [
        ("part", f"{body.name}概况"),
        ("one", "主要职能"),
        ("text", f"{body.name}贯彻落实国家有关法律法规和方针政策，负责辖区内{body.branch}相关工作。"),
        ("one", "机构设置"),
        ("text", f"{body.name}内设办公室、财务科、业务科等机构。"),
    ]


def glossary() -> list[Paragraph]:
    """Explained terms, which say no figure."""
    return [
        ("part", "名词解释"),
        ("text", "一、财政拨款收入：指本年度从本级财政部门取得的财政拨款。"),
        ("text", "二、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"),
    ]
