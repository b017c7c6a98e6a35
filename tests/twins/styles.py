"""Further families of layouts, as offices of different provinces write them; amounts from drawn accounts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from benchmarks.layouts.accounts import ZERO, total
from benchmarks.layouts.statutory import merged
from tests.twins.disclosure import NUMERALS, Cell, Disclosure, Line, heads
from tests.twins.sketch import D, Sketch


def shanghai_budget(seed: int) -> Disclosure:
    """The template of a Shanghai district: codes in three columns, heads of three rows, yuan."""
    s = Sketch("shanghai_budget", seed, "budget", unit="元", size=5)
    a, y = s.account, s.year
    gpb = merged(a.basic, a.project)
    spent = merged(gpb, a.fund)
    s.blocks.append(Line(f"{s.body}{y}年部门预算", 22, "centre"))
    s.blocks.append(Line("目  录", 16, "centre"))
    for n, text in enumerate(("部门主要职能", "部门预算编制说明", "部门预算表", "其他相关情况说明")):
        s.blocks.append(Line(f"{NUMERALS[n]}、{text}", 11))
    s.heading(2, "一、", "部门主要职能")
    s.prose(
        f"{s.body}是主管全区有关工作的政府工作部门。",
        "主要职能包括：",
        "1.贯彻执行国家的方针政策。",
        "2.承办区政府交办的其他事项。",
    )
    s.heading(2, "二、", "部门预算编制说明")
    whole, fund = total(spent), total(a.fund)
    s.prose(
        f"{y}年，{s.body}收入预算{s.wan(whole)}，其中：财政拨款收入{s.wan(whole)}，比{y - 1}年预算增加12.50万元。",
        f"支出预算{s.wan(whole)}，其中：财政拨款支出预算{s.wan(whole)}。财政拨款支出预算中，一般公共预算拨款支出预算{s.wan(total(gpb))}，"
        f"政府性基金拨款支出预算{s.wan(fund)}。财政拨款支出主要内容如下：",
    )
    for n, (_, label, value) in enumerate(s.classes(spent), start=1):
        s.prose(f"{n}. “{label.split('、', 1)[1]}”科目{s.wan(value)}，主要用于保障机构正常运转。")
    s.heading(2, "三、", "部门预算表")
    classes = s.classes(spent)
    left = [("一、财政拨款收入", whole), ("1. 一般公共预算", total(gpb)), ("2. 政府性基金", fund), ("3. 国有资本经营预算", None),
            ("二、事业收入", None), ("三、事业单位经营收入", None), ("四、其他收入", None), ("收入总计", whole)]  # fmt: skip
    right: list[tuple[str, Sequence[Decimal | None]]] = [(label, [v]) for _, label, v in classes]
    s.two_sides(f"{y}年部门财务收支预算总表", left, [*right, ("支出总计", [whole])], ["预算数"], 1)
    s.by_code(
        f"{y}年部门收入预算总表", ("合计", "财政拨款收入", "事业收入", "事业单位\n经营收入", "其他收入"),
        {c: (v, v, None, None, None) for c, v in spent.items()}, "收入预算", three=True,
    )  # fmt: skip
    s.by_code(
        f"{y}年部门支出预算总表", ("合计", "基本支出", "项目支出"),
        {c: (v, a.basic.get(c), merged(a.project, a.fund).get(c)) for c, v in spent.items()}, "支出预算", three=True,
    )  # fmt: skip
    sums = [(label, [v, gpb.get(c), a.fund.get(c), None]) for c, label, v in classes]
    s.two_sides(
        f"{y}年部门财政拨款收支预算总表",
        [("一、一般公共预算", total(gpb)), ("二、政府性基金预算", fund), ("三、国有资本经营预算", None), ("收入总计", whole)],
        [*sums, ("支出总计", [whole, total(gpb), fund, None])],
        ("合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"), 1,
    )  # fmt: skip
    s.by_code(
        f"{y}年部门一般公共预算支出功能分类预算表", ("合计", "基本支出", "项目支出"),
        {c: (v, *a.gpb(c)) for c, v in gpb.items()}, "一般公共预算支出", three=True,
    )  # fmt: skip
    s.by_code(
        f"{y}年部门政府性基金预算支出功能分类预算表", ("合计", "基本支出", "项目支出"),
        {c: (v, None, v) for c, v in a.fund.items()}, "政府性基金预算支出", three=True,
    )  # fmt: skip
    _basic_by_subject(s, f"{y}年部门一般公共预算基本支出部门预算经济分类预算表")
    _public_and_operating(s, f"{y}年部门“三公”经费和机关运行经费预算表")
    s.heading(2, "四、", "其他相关情况说明")
    _public_prose(s, 0)
    return s.done(f"shanghai_budget_{seed}", f"{s.body}{y}年部门预算")


def _basic_by_subject(s: Sketch, title: str) -> None:
    a = s.account
    head = [
        [*heads("项目", cols=[3]), *heads("一般公共预算基本支出", cols=[3])],
        [
            *heads("部门预算经济分类科目编码", cols=[2]),
            *heads("经济分类科目名称", "合计", "人员经费", "公用经费", rows=2),
        ],
        heads("类", "款"),
    ]
    rows = []
    for code, value in a.economic.items():
        is_public = code.startswith(("302", "310"))
        cells = s.row(value, None if is_public else value, value if is_public else None)
        name = Cell(a.economic_names[code], indent=(len(code) - 3) // 2)
        rows.append([Cell(code[:3], align="centre"), Cell(code[3:5], align="centre"), name, *cells])
    people = total({c: v for c, v in a.economic.items() if not c.startswith(("302", "310"))})
    public = total({c: v for c, v in a.economic.items() if c.startswith(("302", "310"))})
    rows.append([Cell("合计", cols=3, align="centre"), *s.row(people + public, people, public)])
    s.table(title, [*head, *rows], [40, 40, 170, 80, 80, 80], 3)


def _public_amounts(s: Sketch, which: int) -> list[Decimal]:
    one = {k: v[which] for k, v in s.account.three_public.items()}
    cars = one["vehicle_purchase"] + one["vehicle_operation"]
    return [
        sum(one.values(), ZERO),
        one["abroad"],
        one["reception"],
        cars,
        one["vehicle_purchase"],
        one["vehicle_operation"],
    ]


def _public_and_operating(s: Sketch, title: str) -> None:
    kept, s.unit = s.unit, "万元"
    head = [
        [*heads("“三公”经费预算数", cols=[6]), Cell("机关运行经费预算数", rows=3, align="centre")],
        [*heads("合计", "因公出国(境)费", "公务接待费", rows=2), *heads("公务用车购置及运行费", cols=[3])],
        heads("小计", "购置费", "运行费"),
    ]
    values = s.row(*_public_amounts(s, 0), D(846_000))
    s.table(title, [*head, values], [60] * 7, 3, unit="万元")
    s.unit = kept


def _public_prose(s: Sketch, which: int) -> None:
    whole, abroad, guests, cars, bought, run = _public_amounts(s, which)
    y = s.year
    s.heading(3, "（一）", f"{y}年“三公”经费{s.word}情况说明")
    s.prose(f"{y}年“三公”经费{s.word}数为{s.wan(whole)}。其中：")
    s.heading(4, "1.", f"因公出国（境）费{s.wan(abroad)}。")
    s.heading(
        4,
        "2.",
        f"公务用车购置及运行费{s.wan(cars)}，其中：公务用车购置费{s.wan(bought)}，公务用车运行费{s.wan(run)}。",
    )
    s.heading(4, "3.", f"公务接待费{s.wan(guests)}。")


def numbered_final(seed: int) -> Disclosure:
    """A final account with prose first and numbered tables behind (公开01表), codes in one column."""
    s = Sketch("numbered_final", seed, "final_account", unit="万元", size=8)
    a, y = s.account, s.year
    gpb = merged(a.basic, a.project)
    spent = merged(gpb, a.fund)
    whole, fund = total(spent), total(a.fund)
    s.blocks.append(Line(f"{y}年度{s.body}部门决算", 22, "centre"))
    s.heading(1, "第一部分 ", "部门概况")
    s.heading(2, "一、", "部门职责")
    s.prose("（一）贯彻执行国家有关方针政策和法律法规。", "（二）承担市委、市政府交办的其他任务。")
    s.heading(2, "二、", "机构设置")
    s.prose(f"{s.body}下属二级预算单位3个，其中行政单位1个，其他事业单位2个。")
    s.heading(1, "第二部分 ", f"{y}年度部门决算情况说明")
    s.heading(2, "一、", "收入支出决算总体情况说明")
    s.prose(
        f"{y}年度收、支总计{s.wan(whole + a.opening)}。与{y - 1}年度相比，收、支总计各增加{s.wan(a.opening)}，增长{a.opening / whole * 100:.2f}%。主要变动原因是项目增加。"
    )
    s.heading(2, "二、", "收入决算情况说明")
    s.prose(f"{y}年度本年收入合计{s.wan(whole)}，其中：一般公共预算财政拨款收入{s.wan(total(gpb))}，占{total(gpb) / whole * 100:.2f}%；"
            f"政府性基金预算财政拨款收入{s.wan(fund)}，占{fund / whole * 100:.2f}%。")  # fmt: skip
    s.heading(2, "三、", "支出决算情况说明")
    basic, project = total(a.basic), total(a.project) + fund
    s.prose(
        f"{y}年度本年支出合计{s.wan(whole)}，其中：基本支出{s.wan(basic)}，占{basic / whole * 100:.2f}%；项目支出{s.wan(project)}，占{project / whole * 100:.2f}%。"
    )
    s.heading(2, "四、", "一般公共预算财政拨款支出决算情况说明")
    s.heading(3, "（一）", "一般公共预算财政拨款支出决算结构情况")
    parts = "；".join(
        f"{label.split('、', 1)[1]}（类）支出{s.wan(v)}，占{v / total(gpb) * 100:.2f}%"
        for _, label, v in s.classes(gpb)
    )
    s.prose(f"{y}年度一般公共预算财政拨款支出{s.wan(total(gpb))}，主要用于以下方面：{parts}。")
    s.heading(3, "（二）", "一般公共预算财政拨款支出决算具体情况")
    for n, (code, value) in enumerate([(c, v) for c, v in gpb.items() if len(c) == 7][:6], start=1):
        name = a.function_names
        s.heading(
            4,
            f"{n}.",
            f"{name[code[:3]]}（类）{name[code[:5]]}（款）{name[code]}（项）：支出决算为{s.wan(value)}，完成预算100%。",
        )
    s.heading(2, "五、", "“三公”经费支出决算情况说明")
    _public_prose(s, 1)
    s.heading(1, "第三部分 ", "附表")
    classes = s.classes(spent)
    left = [("一、一般公共预算财政拨款收入", total(gpb)), ("二、政府性基金预算财政拨款收入", fund), ("三、国有资本经营预算财政拨款收入", None),
            ("四、上级补助收入", None), ("五、事业收入", None), ("六、经营收入", None), ("七、附属单位上缴收入", None), ("八、其他收入", None),
            ("本年收入合计", whole), ("使用非财政拨款结余和专用结余", None), ("年初结转和结余", a.opening), ("总计", whole + a.opening)]  # fmt: skip
    right: list[tuple[str, Sequence[Decimal | None]]] = [(label, [v]) for _, label, v in classes]
    right += [
        ("本年支出合计", [whole]),
        ("结余分配", [None]),
        ("年末结转和结余", [a.opening]),
        ("总计", [whole + a.opening]),
    ]
    s.two_sides("收入支出决算总表", left, right, ["决算数"], 4, numbered=True)
    s.by_code("收入决算表", ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
              {c: (v, v, None, None, None, None, None) for c, v in spent.items()}, "本年收入", three=False, numbered=True)  # fmt: skip
    s.by_code("支出决算表", ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
              {c: (v, a.basic.get(c), merged(a.project, a.fund).get(c), None, None, None) for c, v in spent.items()}, "本年支出",
              three=False, numbered=True)  # fmt: skip
    s.by_code("一般公共预算财政拨款支出决算表", ("合计", "基本支出", "项目支出"), {c: (v, *a.gpb(c)) for c, v in gpb.items()},
              "本年支出", three=False, numbered=True, note="注：本表反映部门本年度一般公共预算财政拨款支出情况。")  # fmt: skip
    _three_panels(s, "一般公共预算财政拨款基本支出决算表")
    s.by_code("政府性基金预算财政拨款收入支出决算表", ("年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余"),
              {c: (None, v, v, None, v, None) for c, v in a.fund.items()}, "本年", three=False, numbered=True)  # fmt: skip
    head = [
        [*heads("项目", cols=[2]), *heads("本年支出", cols=[3])],
        heads("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ]
    s.table("国有资本经营预算财政拨款支出决算表", [*head, [Cell("合计", cols=2, align="centre"), *[Cell(align="right")] * 3]],
            [80, 160, 80, 80, 80], 2, "注：本部门本年度没有国有资本经营预算财政拨款支出，故本表无数据。", numbered=True)  # fmt: skip
    _public_transposed(s, "财政拨款“三公”经费支出决算表")
    return s.done(f"numbered_final_{seed}", f"{y}年度{s.body}部门决算")


def _three_panels(s: Sketch, title: str) -> None:
    a = s.account
    parts = [
        [(c, v) for c, v in a.economic.items() if c.startswith("301")],
        [(c, v) for c, v in a.economic.items() if c.startswith("302")],
        [(c, v) for c, v in a.economic.items() if c.startswith(("303", "310"))],
    ]
    rows = [heads("人员经费", "公用经费", cols=[3, 6]), heads(*("科目编码", "科目名称", "决算数") * 3)]
    for n in range(max(map(len, parts))):
        row: list[Cell] = []
        for part in parts:
            code, value = part[n] if n < len(part) else ("", None)
            row += [Cell(code), Cell(a.economic_names.get(code, "")), s.shown(value)]
        rows.append(row)
    s.table(title, rows, [50, 100, 60] * 3, 2, numbered=True)


def _public_transposed(s: Sketch, title: str) -> None:
    labels = (
        "合计",
        "1.因公出国（境）费",
        "2.公务接待费",
        "3.公务用车购置及运行维护费",
        "（1）公务用车购置费",
        "（2）公务用车运行维护费",
    )
    sets = [_public_amounts(s, which) for which in (0, 1)]
    rows = [heads("项目", "预算数", "决算数")]
    rows += [[Cell(label), *s.row(sets[0][k], sets[1][k])] for k, label in enumerate(labels)]
    s.table(title, rows, [220, 120, 120], 1, numbered=True)


def compared_budget(seed: int) -> Disclosure:
    """A budget beside that of the year before: differences, negative ones too, and rates in percent."""
    s = Sketch("compared_budget", seed, "budget", unit="万元", size=7)
    a, y = s.account, s.year
    gpb = merged(a.basic, a.project)
    spent = merged(gpb, a.fund)
    before = {c: v * D(s.random.randint(70, 130)) // 10_000 * 100 for c, v in gpb.items() if len(c) == 7}
    before = merged(*({c[:n]: v} for c, v in before.items() for n in (3, 5, 7)))
    s.blocks.append(Line(f"{y}年{s.body}部门预算公开", 22, "centre"))
    s.heading(1, "第一部分 ", f"{s.body}概况")
    s.prose(f"{s.body}主管全市有关工作。")
    s.heading(1, "第二部分 ", f"{y}年部门预算表")
    classes = s.classes(spent)
    whole = total(spent)
    right: list[tuple[str, Sequence[Decimal | None]]] = [(label, [v]) for _, label, v in classes]
    s.two_sides(
        "部门收支总表",
        [("一、一般公共预算拨款收入", total(gpb)), ("二、政府性基金预算拨款收入", total(a.fund)), ("三、国有资本经营预算拨款收入", None),
         ("四、事业收入", None), ("五、其他收入", None), ("本年收入合计", whole), ("上年结转结余", a.opening), ("收入总计", whole + a.opening)],
        [*right, ("本年支出合计", [whole]), ("结转下年", [a.opening]), ("支出总计", [whole + a.opening])], ["预算数"], 3, numbered=True,
    )  # fmt: skip
    head = [
        [*heads("功能分类科目", cols=[2]), Cell(f"{y - 1}年预算数", rows=2, align="centre"), *heads(f"{y}年预算数", cols=[3]),
         *heads(f"{y}年预算数比{y - 1}年预算数", cols=[2])],
        heads("科目编码", "科目名称", "小计", "基本支出", "项目支出", "增减额", "增减%"),
    ]  # fmt: skip
    rows = []
    for code, value in gpb.items():
        old = before[code]
        change = value - old
        rate = f"{change / old * 100:.2f}%" if seed % 2 else f"{change / old * 100:.2f}"
        name = Cell(a.function_names[code], indent=(len(code) - 3) // 2)
        rows.append([Cell(code), name, *s.row(old, value, *a.gpb(code), change), Cell(rate, align="right")])
    sums = [total(before), total(gpb), total(a.basic), total(a.project), total(gpb) - total(before)]
    rate = f"{sums[4] / sums[0] * 100:.2f}" + ("%" if seed % 2 else "")
    rows.append([Cell("合计", cols=2, align="centre"), *s.row(*sums), Cell(rate, align="right")])
    s.table("一般公共预算支出表", [*head, *rows], [60, 130, 65, 65, 65, 65, 65, 50], 2, numbered=True)
    _basic_by_subject(s, "一般公共预算基本支出表")
    _public_years(s, "一般公共预算“三公”经费支出表")
    _projects(s, "项目支出表")
    s.heading(1, "第三部分 ", f"{y}年部门预算情况说明")
    s.heading(2, "一、", "收支总体情况")
    s.prose(f"{y}年收支总预算{s.wan(whole + a.opening)}。")
    s.heading(2, "二、", "一般公共预算支出情况")
    change = total(gpb) - total(before)
    word = "增加" if change >= 0 else "减少"
    s.prose(f"{y}年一般公共预算支出{s.wan(total(gpb))}，比{y - 1}年预算{word}{s.wan(abs(change))}，主要原因是项目调整。"
            f"其中：基本支出{s.wan(total(a.basic))}，项目支出{s.wan(total(a.project))}。")  # fmt: skip
    s.heading(2, "三、", "“三公”经费情况")
    _public_prose(s, 1)
    return s.done(f"compared_budget_{seed}", f"{y}年{s.body}部门预算公开")


def _public_years(s: Sketch, title: str) -> None:
    y = s.year
    n = ("合计", "因公出国（境）费", "公务接待费")
    head = []
    for _ in range(2):
        head.append([Cell(t, rows=2, align="centre") for t in n] + heads("公务用车购置及运行费", cols=[3]))
    rows = [
        heads(f"{y - 1}年预算数", f"{y}年预算数", cols=[6, 6]),
        [*head[0], *head[1]],
        heads("小计", "公务用车购置费", "公务用车运行费", "小计", "公务用车购置费", "公务用车运行费"),
        [*s.row(*_public_amounts(s, 0)), *s.row(*_public_amounts(s, 1))],
    ]
    s.table(title, rows, [40] * 12, 3, numbered=True)


def _projects(s: Sketch, title: str) -> None:
    names = ("城市设施维护", "信息化运维", "办公用房修缮", "专业培训", "应急物资储备")
    chosen = s.random.sample(names, 4)
    amounts = [D(s.random.randint(100, 90_000)) * 100 for _ in chosen]
    head = [
        [
            *heads("单位名称", "项目名称", "合计", rows=2),
            *heads("本年拨款", cols=[3]),
            Cell("备注", rows=2, align="centre"),
        ],
        heads("一般公共预算", "政府性基金预算", "国有资本经营预算"),
    ]
    rows = [
        [
            Cell("合计", cols=2, align="centre"),
            *s.row(sum(amounts, ZERO), sum(amounts, ZERO), None, None),
            Cell(),
        ]
    ]
    for n, (name, amount) in enumerate(zip(chosen, amounts, strict=True)):
        unit = [Cell(f"{s.body}本级", rows=len(chosen))] if n == 0 else []
        rows.append([*unit, Cell(f"{name}项目"), *s.row(amount, amount, None, None), Cell()])
    s.table(title, [*head, *rows], [90, 110, 70, 70, 70, 70, 40], 2, numbered=True)


def evaluations(seed: int) -> Disclosure:
    """The self-evaluation forms of a department's projects, and what they come to."""
    s = Sketch("evaluations", seed, "final_account", unit="万元", size=5)
    a, y = s.account, s.year
    gpb = merged(a.basic, a.project)
    s.blocks.append(Line(f"{s.body}{y}年度部门决算", 22, "centre"))
    s.heading(1, "第一部分 ", f"{y}年度部门决算表")
    s.by_code("一般公共预算财政拨款支出决算表", ("合计", "基本支出", "项目支出"), {c: (v, *a.gpb(c)) for c, v in gpb.items()},
              "本年支出", three=seed % 2 == 0)  # fmt: skip
    s.heading(1, "第二部分 ", "预算绩效情况说明")
    s.prose(f"{s.body}对{y}年度项目支出开展绩效自评，共涉及3个项目，涉及金额{s.wan(total(a.project))}。")
    for n, name in enumerate(("办公设备购置项目", "窗口服务外包项目", "档案数字化项目")[: 2 + seed % 2]):
        _form(s, name, n)
    return s.done(f"evaluations_{seed}", f"{s.body}{y}年度部门决算")


def _form(s: Sketch, name: str, n: int) -> None:
    budget = D(s.random.randint(2000, 30000)) / 100
    spent = (budget * D(s.random.randint(60, 100)) / 100).quantize(D("0.01"))
    rate, points = f"{spent / budget * 100:.2f}%", f"{spent / budget * 10:.2f}"
    c = lambda text, cols=1, rows=1: Cell(text, cols, rows, "centre")  # noqa: E731
    rows = [
        [c("项目名称", 2), c(name, 6)],
        [c("主管部门", 2), c(s.body, 2), c("实施单位", 2), c(f"{s.body}本级", 2)],
        [c("项目资金（万元）", 2, 5), c(""), c("年初预算数"), c("全年预算数"), c("全年执行数"), c("分值"), c("得分")],
        [c("年度资金总额"), c(f"{budget:.2f}"), c(f"{budget:.2f}"), c(f"{spent:.2f}"), c("10"), c(points)],
        [c("其中：当年财政拨款"), c(f"{budget:.2f}"), c(f"{budget:.2f}"), c(f"{spent:.2f}"), c("-"), c("-")],
        [c("上年结转资金"), c("0.00"), c("0.00"), c("0.00"), c("-"), c("-")],
        [c("其他资金"), c("0.00"), c("0.00"), c("0.00"), c("-"), c("-")],
        [c("年度总体目标", 1, 2), c("预期目标", 4), c("实际完成情况", 3)],
        [c("完成全部采购和验收，保障窗口运行。", 4), c(f"已完成采购和验收，预算执行率{rate}。", 3)],
        [c("绩效指标", 1, 8), c("一级指标"), c("二级指标"), c("三级指标"), c("年度指标值"), c("实际完成值"), c("分值"), c("得分")],
        [c("产出指标", 1, 4), c("数量指标", 1, 2), c("采购数量"), c("≥30台"), c(f"{31 + n}台"), c("15"), c("15")],
        [c("培训次数"), c("≥2次"), c("2次"), c("15"), c("15")],
        [c("质量指标"), c("验收合格率"), c("≥95%"), c("100%"), c("10"), c("10")],
        [c("时效指标"), c("完成时间"), c("12月底前"), c("11月"), c("10"), c("9.5")],
        [c("效益指标", 1, 2), c("社会效益"), c("服务能力"), c("有效提升"), c("有效提升"), c("20"), c("18")],
        [c("可持续影响"), c("设备使用年限"), c("≥6年"), c("6年"), c("10"), c("10")],
        [c("满意度指标"), c("服务对象满意度"), c("群众满意度"), c("≥90%"), c("95.3%"), c("10"), c("10")],
        [c("总分", 6), c("100"), c(f"{D(points) + D('87.5'):.2f}")],
    ]  # fmt: skip
    s.table(f"项目支出绩效自评表（{s.year}年度）", rows, [50, 60, 70, 75, 65, 65, 45, 45], 1)


def long_tables(seed: int) -> Disclosure:
    """Tables of many rows that go over pages, with funds and headings between; heads of three rows."""
    s = Sketch("long_tables", seed, "final_account", unit="元" if seed % 2 else "万元", size=26)
    a, y = s.account, s.year
    gpb = merged(a.basic, a.project)
    s.blocks.append(Line(f"{s.body}{y}年度部门决算", 22, "centre"))
    s.heading(1, "第一部分 ", f"{y}年度部门决算表")
    for n, (title, rows, top) in enumerate((
        ("一般公共预算财政拨款支出决算表", {c: (v, *a.gpb(c)) for c, v in gpb.items()}, "本年支出"),
        ("政府性基金预算财政拨款支出决算表", {c: (v, None, v) for c, v in a.fund.items()}, "本年支出"),
    )):  # fmt: skip
        s.heading(2, f"{NUMERALS[n]}、", title)
        s.by_code(title, ("合计", "基本支出", "项目支出"), rows, top, three=seed % 2 == 0)
    s.heading(2, "三、", "一般公共预算财政拨款基本支出决算表")
    _basic_by_subject(s, "一般公共预算财政拨款基本支出决算表")
    s.heading(1, "第二部分 ", f"{y}年度部门决算情况说明")
    s.heading(2, "一、", "一般公共预算财政拨款支出决算情况说明")
    s.prose(
        f"{y}年度一般公共预算财政拨款支出{s.wan(total(gpb))}，其中：基本支出{s.wan(total(a.basic))}，项目支出{s.wan(total(a.project))}。"
    )
    return s.done(f"long_tables_{seed}", f"{s.body}{y}年度部门决算")


def prose_alone(seed: int) -> Disclosure:
    """A page that explains and says that its tables are attached."""
    s = Sketch("prose_alone", seed, "final_account", unit="万元", size=6)
    a, y = s.account, s.year
    gpb = merged(a.basic, a.project)
    basic, project = total(a.basic), total(a.project)
    s.heading(1, "第一部分 ", f"{s.body}概况")
    s.heading(2, "一、", "主要职责")
    s.prose("负责贯彻落实国家有关法律法规，组织实施本行业发展规划。")
    s.heading(1, "第二部分 ", f"{y}年度部门决算报表")
    s.prose("（详见附件）")
    s.heading(1, "第三部分 ", f"{y}年度部门决算情况说明")
    s.heading(2, "一、", "收入支出决算总体情况说明")
    whole = total(gpb)
    s.prose(
        f"{y}年度收、支总计{s.wan(whole)}，比上年减少{s.wan(a.opening)}，下降{a.opening / (whole + a.opening) * 100:.2f}%。"
    )
    s.heading(3, "（一）", "收入决算情况")
    s.prose(f"本年收入合计{s.wan(whole)}。其中：财政拨款收入{s.wan(whole)}，占100.00%。")
    s.heading(3, "（二）", "支出决算情况")
    s.prose(
        f"本年支出合计{s.wan(whole)}，其中：基本支出{s.wan(basic)}，占{basic / whole * 100:.2f}%；项目支出{s.wan(project)}，占{project / whole * 100:.2f}%。"
    )
    s.heading(2, "二、", "“三公”经费支出决算情况说明")
    _public_prose(s, 1)
    s.heading(2, "三、", "其他重要事项的情况说明")
    s.heading(3, "（一）", "机关运行经费支出情况")
    s.prose(f"{y}年度机关运行经费支出84.60万元，比上年增加1.20万元，增长1.44%。")
    s.heading(3, "（二）", "政府采购支出情况")
    s.prose(
        f"{y}年度政府采购支出总额120.00万元，其中：政府采购货物支出20.00万元、政府采购服务支出100.00万元。"
    )
    s.heading(3, "（三）", "国有资产占用情况")
    s.prose(f"截至{y}年12月31日，共有车辆3辆，单价100万元以上专用设备0台（套）。")
    return s.done(f"prose_alone_{seed}", f"{s.body}{y}年度部门决算公开")


STYLES: dict[str, Callable[[int], Disclosure]] = {
    "shanghai_budget": shanghai_budget,
    "numbered_final": numbered_final,
    "compared_budget": compared_budget,
    "evaluations": evaluations,
    "long_tables": long_tables,
    "prose_alone": prose_alone,
}
