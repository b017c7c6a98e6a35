"""Districts of Chongqing: no parts, 一、 on top; one paragraph for each head, costs per head and vehicle."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from benchmarks.wordings.figures import amount, money, split
from benchmarks.wordings.story import Block, CellFact, Grid, Heading, Para, Story
from benchmarks.wordings.styles._accounts import (
    CLASSES,
    ZERO,
    Body,
    Item,
    Public,
    balanced,
    summed,
    with_economics,
)
from benchmarks.wordings.styles._pen import Pen
from benchmarks.wordings.styles._press import Press

PEN = Pen()
ECONOMY = (
    "30101", "30102", "30103", "30107", "30108", "30109", "30110", "30112", "30113",
    "30201", "30205", "30206", "30207", "30211", "30213", "30216", "30217", "30226", "30228", "30231",
    "30239", "30299", "30302", "30305", "31002",
)  # fmt: skip
UNIT = "青衡区农业农村委员会"
OFFICE = "青衡区人民政府石井坡街道办事处"


def stories(rng: random.Random) -> list[Story]:
    return [_account(rng), _budget(rng)]


def _account(rng: random.Random) -> Story:
    def item(code: str, name: str, low: float, high: float, share: float = 1.0) -> Item:
        total = amount(rng, low, high)
        basic = (
            total
            if share == 1
            else ZERO
            if share == 0
            else split(rng, total, 2, weights=(share, 1 - share))[0]
        )
        return Item(
            code, name, basic, total - basic,
            initial=total if share == 1 and rng.random() < 0.3 else amount(rng, float(total) * 0.7, float(total) * 1.3),
            prior=amount(rng, float(total) * 0.75, float(total) * 1.3),
        )  # fmt: skip

    items = [
        item("2050803", "培训支出", 4, 9),
        item("2080505", "机关事业单位基本养老保险缴费支出", 150, 230),
        item("2080506", "机关事业单位职业年金缴费支出", 70, 115),
        item("2101101", "行政单位医疗", 60, 90),
        item("2101102", "事业单位医疗", 70, 120),
        item("2130101", "行政运行", 1100, 1500),
        item("2130104", "事业运行", 1300, 1900),
        item("2130108", "病虫害控制", 160, 330, 0),
        item("2130122", "农业生产发展", 2600, 4100, 0),
        item("2130153", "耕地建设与利用", 900, 1600, 0),
        item("2130599", "其他巩固脱贫攻坚成果衔接乡村振兴支出", 400, 780, 0),
        item("2210201", "住房公积金", 190, 260),
        Item(
            "2130199", "其他农业农村支出", ZERO, amount(rng, 30, 60), prior=amount(rng, 20, 50), fund="other"
        ),
    ]
    body = balanced(
        items, {"income.other": 1}, {"gpb": amount(rng, 30, 90), "other": ZERO},
        {"gpb": amount(rng, 10, 40), "other": ZERO}, prior_opening=amount(rng, 20, 60),
    )  # fmt: skip
    guests = 418
    final = Public(ZERO, ZERO, Decimal("27.30"), Decimal("2.80"))
    budget = Public(ZERO, ZERO, Decimal("33.00"), Decimal("5.50"))
    prior = Public(ZERO, Decimal("17.86"), Decimal("29.15"), Decimal("2.47"))
    with_economics(rng, body, ECONOMY, {"30217": Decimal("2.10"), "30231": Decimal("25.64")})
    blocks = _account_opening(body, budget, final)
    blocks += _account_totals(body)
    blocks += _account_gpb(rng, body)
    blocks += _account_public(budget, final, prior, guests)
    blocks += _account_others(rng, body)
    return Story("qingheng_nyncw", "重庆", 2024, "final_account", UNIT, tuple(blocks))


def _account_opening(body: Body, budget: Public, final: Public) -> list[Block]:
    press = Press(PEN)
    return [
        Heading(f"重庆市{UNIT}", 0),
        Heading("2024年度部门决算情况说明", 0),
        Heading("一、部门基本情况", 1),
        Heading("（一）职能职责", 2),
        Para(
            "贯彻执行国家和市有关“三农”工作的方针政策，统筹推动发展农村社会事业、农村公共服务，指导农村改革，承担区委农村工作领导小组日常工作。"
        ),
        Heading("（二）机构设置", 2),
        Para(
            "青衡区农业农村委员会内设[[12|org.internal_departments|count]]个科室，下属二级预算单位[[4|org.subordinate_budget_units/org.subordinate_institutions|count]]个，分别为区农业综合行政执法支队、区农业技术推广中心、区畜牧发展中心、区农产品质量安全中心。"
        ),
        Heading("二、部门决算收支情况说明", 1),
        Heading("（一）收入支出决算总体情况说明", 2),
        press.summary("收入支出决算总表", body),
        press.income("收入决算表", body),
        press.expenditure("支出决算表", body),
        press.gpb("一般公共预算财政拨款支出决算表", body),
        press.basic("一般公共预算财政拨款基本支出决算表", body),
        press.public("“三公”经费及相关信息表", budget, final, "initial_budget/full_year_budget"),
    ]


def _account_totals(body: Body) -> list[Block]:
    p = PEN
    moved = partial(p.moved, same="与上年决算数持平")
    opening = body.opened
    fiscal, fiscal_before = (
        body.fiscal_income + opening,
        body.prior_incomes["income.gpb"] + body.prior_opening,
    )
    return [
        Para(
            f"1.总体情况。2024年度收入总计{p.sum(body.total, 'income_expenditure_total')}，支出总计{p.sum(body.total, 'income_expenditure_total')}。收支较上年决算数{moved(body.total, body.prior_total, 'income_expenditure_total')}，主要原因是农业生产发展项目资金下达规模变化。"
        ),
        Para(
            f"2.收入情况。2024年度收入合计{p.sum(body.income, 'income.total')}，较上年决算数{moved(body.income, body.prior_income, 'income.total')}，主要原因是中央和市级农业专项资金变动。其中：财政拨款收入{p.sum(body.fiscal_income, 'income.fiscal')}，占{p.share(body.fiscal_income, body.income, 'income.fiscal', of='income.total')}；"
            f"事业收入{p.sum(ZERO, 'income.undertaking')}，占{p.share(ZERO, body.income, 'income.undertaking')}；经营收入{p.sum(ZERO, 'income.business')}，占{p.share(ZERO, body.income, 'income.business')}；其他收入{p.sum(body.incomes['income.other'], 'income.other')}，占{p.share(body.incomes['income.other'], body.income, 'income.other', of='income.total')}。"
            f"此外，使用非财政拨款结余和专用结余{p.sum(ZERO, 'balance.nonfiscal_used')}，年初结转和结余{p.sum(opening, 'balance.opening')}。"
        ),
        Para(
            f"3.支出情况。2024年度支出合计{p.sum(body.spent(), 'expenditure.total')}，较上年决算数{moved(body.spent(), body.prior(), 'expenditure.total')}，主要原因是高标准农田建设进度加快、兑付种粮补贴。其中：基本支出{p.sum(body.basic, 'expenditure.basic')}，占{p.share(body.basic, body.spent(), 'expenditure.basic', of='expenditure.total')}；项目支出{p.sum(body.project, 'expenditure.project')}，占{p.share(body.project, body.spent(), 'expenditure.project')}；经营支出{p.sum(ZERO, 'expenditure.business')}，占{p.share(ZERO, body.spent(), 'expenditure.business')}。此外，结余分配{p.sum(ZERO, 'balance.distribution')}。"
        ),
        Para(
            f"4.结转结余情况。2024年度年末结转和结余{p.sum(body.closed, 'balance.closing')}，较上年决算数{moved(body.closed, opening, 'balance.closing')}，主要原因是加大存量资金盘活力度，当年项目基本执行完毕。"
        ),
        Heading("（二）财政拨款收入支出决算总体情况说明", 2),
        Para(
            f"2024年度财政拨款收、支总计{p.sum(fiscal, 'fiscal.income_expenditure_total')}。与2023年相比，财政拨款收、支总计各{moved(fiscal, fiscal_before, 'fiscal.income_expenditure_total')}。主要原因是上级农业专项资金变动。"
        ),
    ]


def _account_gpb(rng: random.Random, body: Body) -> list[Block]:
    p = PEN
    gpb = body.of("gpb")
    initial = sum((i.initial for i in gpb), ZERO)
    income, income_before = body.gpb_income, body.prior_incomes["income.gpb"]
    planned = initial  # the appropriation was planned as the spending
    spent, before = body.spent("gpb"), body.prior("gpb")
    why = (
        "人员正常调资和社保基数调整",
        "追加上级专项资金",
        "部分项目跨年度实施，按进度结算",
        "落实过紧日子要求压减开支",
        "年中有人员调出和退休",
    )
    blocks: list[Block] = [
        Heading("（三）一般公共预算财政拨款支出决算情况说明", 2),
        Para(
            f"1.收入情况。2024年度一般公共预算财政拨款收入{p.sum(income, 'income.gpb')}，较上年决算数{p.moved(income, income_before, 'income.gpb')}。主要原因是农业生产发展专项资金变化。较年初预算数{p.moved(income, planned, 'income.gpb', 'vs_initial_budget')}。主要原因是年中追加上级专项。此外，年初财政拨款结转和结余{p.sum(body.opened, 'fiscal.opening/gpb.opening')}。"
        ),
        Para(
            f"2.支出情况。2024年度一般公共预算财政拨款支出{p.sum(spent, 'gpb.expenditure')}，较上年决算数{p.moved(spent, before, 'gpb.expenditure')}。主要原因是项目支出变化。较年初预算数{p.moved(spent, initial, 'gpb.expenditure', 'vs_initial_budget')}。主要原因是年中追加农田建设补助资金。"
        ),
        Para(f"3.结转结余情况。2024年度年末一般公共预算财政拨款结转和结余{p.sum(body.closing['gpb'], 'gpb.closing')}，较上年决算数{p.moved(body.closing['gpb'], body.opening['gpb'], 'gpb.closing')}，主要原因是项目资金及时支付。"),
        Para("4.比较情况。本部门2024年度一般公共预算财政拨款支出主要用于以下几个方面："),
    ]  # fmt: skip
    for n, c in enumerate(summed(gpb, 3), 1):
        against = p.moved(
            c.total, c.initial, "gpb.expenditure", "vs_initial_budget", same="与年初预算数持平", code=c.code
        )
        blocks.append(
            Para(
                f"（{n}）{c.name}{p.sum(c.total, 'gpb.expenditure', code=c.code)}，占{p.share(c.total, spent, 'gpb.expenditure', code=c.code)}，{'' if c.total == c.initial else '较年初预算数'}{against}，主要原因是{rng.choice(why)}。"
            )
        )
    wages, goods = body.wages(), body.goods()
    wages_before, goods_before = wages - amount(rng, 20, 80), goods + amount(rng, 5, 30)
    blocks += [
        Heading("（四）一般公共预算财政拨款基本支出决算情况说明", 2),
        Para(
            f"2024年度一般公共预算财政拨款基本支出{p.sum(wages + goods, 'gpb.basic_expenditure')}。其中：人员经费{p.sum(wages, 'gpb.personnel')}，较上年决算数{p.moved(wages, wages_before, 'gpb.personnel')}，主要原因是调整社保缴费基数。人员经费用途主要包括基本工资、津贴补贴、奖金、绩效工资、养老保险缴费、住房公积金等。"
            f"公用经费{p.sum(goods, 'gpb.public')}，较上年决算数{p.moved(goods, goods_before, 'gpb.public')}，主要原因是严格控制日常开支。公用经费用途主要包括办公费、水费、电费、邮电费、差旅费、维修（护）费、培训费、工会经费等。"
        ),
        Heading("（五）政府性基金预算收支决算情况说明", 2),
        Para("本部门2024年度无政府性基金预算财政拨款收支。"),
        Heading("（六）国有资本经营预算财政拨款支出决算情况说明", 2),
        Para("本部门2024年度无国有资本经营预算财政拨款支出。"),
    ]
    return blocks


def _account_public(budget: Public, final: Public, prior: Public, guests: int) -> list[Block]:
    p = PEN
    cars = 13
    each_guest = money(final.reception * 10_000 / guests)
    each_car = money(final.operation / cars)
    return [
        Heading("三、“三公”经费情况说明", 1),
        Heading("（一）“三公”经费支出总体情况说明", 2),
        Para(
            f"2024年度“三公”经费支出共计{p.sum(final.total, 'three_public.total')}，较年初预算数{p.moved(final.total, budget.total, 'three_public.total', 'vs_initial_budget')}，主要原因是认真贯彻落实中央八项规定精神，从严控制三公经费。较上年支出数{p.moved(final.total, prior.total, 'three_public.total')}，主要原因是上年更新执法执勤用车，本年无此项支出。"
        ),
        Heading("（二）“三公”经费分项支出情况", 2),
        Para(
            f"2024年度本部门因公出国（境）费用{p.sum(ZERO, 'three_public.abroad')}，费用支出与年初预算数持平，与上年支出数持平，主要原因是本年度未安排出国（境）事务。"
        ),
        Para(
            f"公务车购置费{p.sum(ZERO, 'three_public.vehicle_purchase')}，与年初预算数持平，较上年支出数{p.moved(ZERO, prior.purchase, 'three_public.vehicle_purchase')}，主要原因是本年未购置公务车。"
        ),
        Para(
            f"公务车运行维护费{p.sum(final.operation, 'three_public.vehicle_operation')}，主要用于农业执法、动物防疫、农技推广下乡等工作所需车辆的燃料费、维修费、过路过桥费、保险费等。费用支出较年初预算数{p.moved(final.operation, budget.operation, 'three_public.vehicle_operation', 'vs_initial_budget')}，主要原因是合理调度车辆。较上年支出数{p.moved(final.operation, prior.operation, 'three_public.vehicle_operation')}，主要原因是油耗降低。"
        ),
        Para(
            f"公务接待费{p.sum(final.reception, 'three_public.reception')}，主要用于接待兄弟区县学习调研、接受上级部门检查指导工作发生的接待支出。费用支出较年初预算数{p.moved(final.reception, budget.reception, 'three_public.reception', 'vs_initial_budget')}，主要原因是严格执行接待标准。较上年支出数{p.moved(final.reception, prior.reception, 'three_public.reception')}，主要原因是来访批次略有增多。"
        ),
        Heading("（三）“三公”经费实物量情况", 2),
        Para(
            f"2024年度本部门因公出国（境）共计[[0|three_public.abroad_groups|count]]个团组，[[0|three_public.abroad_persons|count]]人；公务用车购置[[0|three_public.vehicles_purchased|count]]辆，公务车保有量为[[{cars}|three_public.vehicle_stock|count]]辆；国内公务接待[[49|three_public.reception_batches|count]]批次[[{guests}|three_public.reception_persons|count]]人，其中：国内外事接待[[0|three_public.reception_foreign_batches|count]]批次，[[0|three_public.reception_foreign_persons|count]]人；"
            f"国（境）外公务接待[[0|three_public.reception_abroad_batches|count]]批次，[[0|three_public.reception_abroad_persons|count]]人。2024年本部门人均接待费[[{each_guest}|three_public.reception_per_person|final/amount]]元，车均购置费[[0.00|three_public.vehicle_unit_purchase_cost|final/amount]]万元，车均维护费[[{each_car}|three_public.vehicle_unit_operation_cost|final/amount]]万元。"
        ),
    ]


def _account_others(rng: random.Random, body: Body) -> list[Block]:
    p = PEN
    operating = Decimal(money(body.goods() * Decimal("0.4")))
    before = operating - amount(rng, 3, 9)
    goods, works, services = amount(rng, 50, 90), ZERO, amount(rng, 200, 500)
    total = goods + works + services
    small = goods + amount(rng, 30, 150)
    return [
        Heading("四、其他需要说明的事项", 1),
        Heading("（一）财政拨款会议费、培训费和差旅费情况说明", 2),
        Para("本年度会议费支出[[3.12|?]]万元，较上年决算数减少[[0.88|?]]万元，下降[[22.00|?]]%，主要原因是压减会议规模。本年度培训费支出[[6.40|?]]万元，较上年决算数增加[[1.40|?]]万元，增长[[28.00|?]]%，主要原因是新增高素质农民培训班。"),
        Heading("（二）机关运行经费情况说明", 2),
        Para(f"2024年度本部门机关运行经费支出{p.sum(operating, 'agency_operating')}，主要用于办公费、邮电费、差旅费、其他交通费用等。机关运行经费较上年决算数{p.moved(operating, before, 'agency_operating')}，主要原因是新进公务员[[3|?]]人，相应增加办公支出。"),
        Heading("（三）国有资产占用情况说明", 2),
        Para(
            "截至2024年12月31日，本部门共有车辆[[13|assets.vehicles|count]]辆，其中，副部（省）级及以上领导用车[[0|assets.vehicles.ministerial|count]]辆、主要负责人用车[[0|assets.vehicles.leaders|count]]辆、机要通信用车[[0|assets.vehicles.confidential|count]]辆、应急保障用车[[2|assets.vehicles.emergency|count]]辆、执法执勤用车[[9|assets.vehicles.law_enforcement|count]]辆，特种专业技术用车[[2|assets.vehicles.special_technical|count]]辆，离退休干部服务用车[[0|assets.vehicles.retired_cadres|count]]辆，其他用车[[0|assets.vehicles.other|count]]辆。单价100万元（含）以上设备（不含车辆）[[1|assets.large_equipment|count]]台（套）。"
        ),
        Heading("（四）政府采购支出情况说明", 2),
        Para(
            f"2024年度我部门政府采购支出总额{p.sum(total, 'procurement.total')}，其中：政府采购货物支出{p.sum(goods, 'procurement.goods')}、政府采购工程支出{p.sum(works, 'procurement.works')}、政府采购服务支出{p.sum(services, 'procurement.services')}。授予中小企业合同金额{p.sum(total, 'procurement.sme')}，占政府采购支出总额的[[100.00|procurement.sme|share]]%，其中：授予小微企业合同金额{p.sum(small, 'procurement.micro')}，占政府采购支出总额的{p.share(small, total, 'procurement.micro', of='procurement.total')}。主要用于采购强制免疫疫苗、农产品抽检服务等。"
        ),
        Heading("五、预算绩效管理情况说明", 1),
        Para(
            f"根据预算绩效管理要求，本部门对[[18|perf.projects_self_evaluated|count]]个二级项目开展了绩效自评，其中，以填报目标自评表形式开展自评18项，涉及资金{p.sum(body.project - Decimal('12.40'), 'perf.projects_self_evaluated', 'amount')}。从评价情况看，项目总体完成较好。"
        ),
        Heading("六、专业名词解释", 1),
        Para("（一）财政拨款收入：指本年度从本级财政部门取得的财政拨款。"),
        Para("（二）年初结转和结余：指单位上年结转本年使用的基本支出结转、项目支出结转和结余。"),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the budget: this year by nature, and the year before."""

    code: str
    name: str
    basic: Decimal
    project: Decimal
    prior: Decimal

    @property
    def total(self) -> Decimal:
        return self.basic + self.project


def _budget(rng: random.Random) -> Story:
    def entry(
        code: str, name: str, basic: tuple[float, float] | None, project: tuple[float, float] | None
    ) -> _Line:
        b = amount(rng, *basic) if basic else ZERO
        q = amount(rng, *project) if project else ZERO
        return _Line(code, name, b, q, amount(rng, float(b + q) * 0.8, float(b + q) * 1.2))

    lines = [
        entry("2010301", "行政运行", (900, 1200), None),
        entry("2010350", "事业运行", (420, 610), None),
        entry("2080505", "机关事业单位基本养老保险缴费支出", (110, 150), None),
        entry("2080506", "机关事业单位职业年金缴费支出", (55, 75), None),
        entry("2089999", "其他社会保障和就业支出", None, (210, 350)),
        entry("2101101", "行政单位医疗", (60, 85), None),
        entry("2120801", "征地和拆迁补偿支出", None, (30, 80)),
        entry("2130199", "其他农业农村支出", None, (120, 260)),
        entry("2210201", "住房公积金", (120, 160), None),
    ]
    gpb = [i for i in lines if i.code != "2120801"]
    blocks = [*_budget_opening(lines, gpb), *_budget_text(rng, lines, gpb)]
    return Story("shijingpo_jd", "重庆", 2025, "budget", OFFICE, tuple(blocks))


def _of(lines: list[_Line], what: str) -> Decimal:
    return sum((getattr(i, what) for i in lines), ZERO)


def _budget_opening(lines: list[_Line], gpb: list[_Line]) -> list[Block]:
    rows = [("合计", "<", *(money(_of(gpb, w), 2, True) for w in ("prior", "total", "basic", "project")))]
    facts = [
        CellFact(0, n, m, role)
        for n, (m, role) in enumerate(
            (("gpb.expenditure", "prior_budget"), ("gpb.expenditure", "initial_budget"), ("gpb.basic_expenditure", "initial_budget"), ("gpb.project_expenditure", "initial_budget")), 2
        )
    ]  # fmt: skip
    for n, i in enumerate(gpb, 1):
        rows.append(
            (
                i.code,
                i.name,
                money(i.prior, 2, True),
                money(i.total, 2, True),
                money(i.basic, 2, True) if i.basic else "",
                money(i.project, 2, True) if i.project else "",
            )
        )
        facts.append(CellFact(n, 2, "gpb.expenditure", "prior_budget", i.code))
        facts.append(CellFact(n, 3, "gpb.expenditure", "initial_budget", i.code))
    header = (
        ("功能分类科目", "<", "2024年预算数", "2025年预算数", "<", "<"),
        ("科目编码", "科目名称", "^", "小计", "基本支出", "项目支出"),
    )
    total = _of(lines, "total")
    fund = total - _of(gpb, "total")
    kinds: dict[str, Decimal] = {}
    for i in lines:
        kinds[i.code[:3]] = kinds.get(i.code[:3], ZERO) + i.total
    left = [
        ("一般公共预算拨款收入", _of(gpb, "total")),
        ("政府性基金预算拨款收入", fund),
        ("国有资本经营预算拨款收入", ZERO),
    ]
    right = [(CLASSES[c], v) for c, v in kinds.items()]
    left += [("", ZERO)] * (len(right) - len(left))
    both = [*zip(left, right, strict=True), (("收入合计", total), ("支出合计", total))]
    return [
        Heading(f"重庆市{OFFICE}", 0),
        Heading("2025年部门预算情况说明", 0),
        Grid(
            "部门收支总表", "万元", (("收入", "<", "支出", "<"), ("项目", "预算数", "项目", "预算数")),
            tuple((a, money(x, 2, True) if x else "", b, money(y, 2, True)) for (a, x), (b, y) in both),
            (CellFact(0, 1, "income.gpb", "initial_budget"),),
        ),
        Grid("一般公共预算财政拨款支出预算表", "万元", header, tuple(rows), tuple(facts)),
    ]  # fmt: skip


def _budget_text(rng: random.Random, lines: list[_Line], gpb: list[_Line]) -> list[Block]:
    p = PEN
    total, before = _of(lines, "total"), _of(lines, "prior")
    fund = next(i for i in lines if i not in gpb)
    basic, project = _of(gpb, "basic"), _of(gpb, "project")
    basic_before = basic - amount(rng, 20, 60)
    project_before = _of(gpb, "prior") - basic_before
    kinds: dict[str, Decimal] = {}
    for i in lines:
        kinds[i.code[:3]] = kinds.get(i.code[:3], ZERO) + i.total
    budget = partial(p.sum, role="initial_budget")
    change = partial(p.moved, same="与2024年持平")
    money_all = "、".join(f"{CLASSES[c]}{budget(v, 'expenditure.total', code=c)}" for c, v in kinds.items())
    gap, basic_gap = total - before, basic - basic_before
    reception, cars = Decimal("2.00"), Decimal("10.50")
    reception_before, cars_before = Decimal("3.00"), Decimal("10.50")
    public, public_before = reception + cars, reception_before + cars_before
    operating = Decimal(money(basic * Decimal("0.12")))
    goods, services = Decimal("38.60"), Decimal("142.00")
    rest = gap - basic_gap
    word = "增加" if gap >= 0 else "减少"
    return [
        Heading("一、单位基本情况", 1),
        Heading("（一）职能职责", 2),
        Para("加强党的建设，统筹区域发展，组织公共服务，实施综合管理，监督专业管理，动员社会参与，指导社区自治，维护社会稳定。"),
        Heading("（二）单位构成", 2),
        Para("街道内设机构[[8|org.internal_departments|count]]个，下属事业单位[[5|org.subordinate_institutions/org.institutions|count]]个，均纳入街道本级统一核算。"),
        Heading("二、部门收支总体情况", 1),
        Para(
            f"（一）收入预算：2025年年初预算数{budget(total, 'income.total/income_expenditure_total')}，其中：一般公共预算拨款{budget(_of(gpb, 'total'), 'income.gpb')}，政府性基金预算拨款{budget(fund.total, 'income.gov_fund/gov_fund.income')}，国有资本经营预算收入{budget(ZERO, 'income.state_capital/state_capital.income')}，事业收入预算{budget(ZERO, 'income.undertaking')}，其他收入预算{budget(ZERO, 'income.other')}。收入较去年{word}[[{money(abs(gap))}|income.total/income_expenditure_total|change_yoy|dir={1 if gap >= 0 else -1}]]万元，主要是一般公共预算拨款变动。"
        ),
        Para(
            f"（二）支出预算：2025年年初预算数{budget(total, 'expenditure.total/income_expenditure_total')}，其中：{money_all}。支出较去年{word}[[{money(abs(gap))}|expenditure.total/income_expenditure_total|change_yoy|dir={1 if gap >= 0 else -1}]]万元，主要是基本支出增加[[{money(basic_gap)}|expenditure.basic/gpb.basic_expenditure|change_yoy/reason_amount|dir=1]]万元，项目支出{'增加' if rest >= 0 else '减少'}[[{money(abs(rest))}|expenditure.project|change_yoy/reason_amount|dir={1 if rest >= 0 else -1}]]万元。"
        ),
        Heading("三、部门预算情况说明", 1),
        Para(
            f"2025年一般公共预算财政拨款收入{budget(_of(gpb, 'total'), 'income.gpb')}，一般公共预算财政拨款支出{budget(_of(gpb, 'total'), 'gpb.expenditure')}，比2024年{change(_of(gpb, 'total'), _of(gpb, 'prior'), 'gpb.expenditure', comma='，')}。其中：基本支出{budget(basic, 'gpb.basic_expenditure')}，比2024年{change(basic, basic_before, 'gpb.basic_expenditure')}，主要原因是机关事业单位人员工资调标、新招录社区工作者等，主要用于保障在职人员工资福利及社会保险缴费，离休人员离休费，退休人员补助等，保障部门正常运转的各项商品服务支出；"
            f"项目支出{budget(project, 'gpb.project_expenditure')}，比2024年{change(project, project_before, 'gpb.project_expenditure')}，主要原因是社区惠民项目调整，主要用于社区建设、困难群众救助、乡村振兴等重点工作。"
        ),
        Para(
            f"2025年政府性基金预算收入{budget(fund.total, 'income.gov_fund/gov_fund.income')}，政府性基金预算支出{budget(fund.total, 'gov_fund.expenditure')}，比2024年{change(fund.total, fund.prior, 'gov_fund.expenditure')}，主要原因是征地拆迁任务变化，主要用于辖区征地补偿（2120801征地和拆迁补偿支出）。"
        ),
        Heading("四、“三公”经费情况说明", 1),
        Para(
            f"2025年“三公”经费预算{budget(public, 'three_public.total')}，比2024年{change(public, public_before, 'three_public.total')}。其中：因公出国（境）费用{budget(ZERO, 'three_public.abroad')}，与2024年持平；公务接待费{budget(reception, 'three_public.reception')}，比2024年{change(reception, reception_before, 'three_public.reception')}，主要原因是厉行节约；公务用车运行维护费{budget(cars, 'three_public.vehicle_operation')}，与2024年持平；公务用车购置费{budget(ZERO, 'three_public.vehicle_purchase')}，与2024年持平。"
        ),
        Heading("五、其他重要事项的情况说明", 1),
        Para(
            f"1、机关运行经费。2025年一般公共预算财政拨款运行经费{budget(operating, 'agency_operating')}，比上年{change(operating, operating + Decimal('4.30'), 'agency_operating', comma='，')}，主要原因为公用经费定额标准下调。主要用于办公费、印刷费、邮电费、水电费、物管费、差旅费、培训费及其他商品和服务支出等。"
        ),
        Para(
            f"2、政府采购情况。所属各预算单位政府采购预算总额{budget(goods + services, 'procurement.total')}：政府采购货物预算{budget(goods, 'procurement.goods')}、政府采购服务预算{budget(services, 'procurement.services')}；其中一般公共预算拨款政府采购[[{money(goods + services)}|?]]万元。"
        ),
        Para(f"3、绩效目标设置情况。2025年[[16|perf.projects_with_goals|count]]个项目均实行了绩效目标管理，涉及一般公共预算当年财政拨款{p.sum(project, 'perf.projects_with_goals', 'amount')}。"),
        Para(
            "4、国有资产占有使用情况。截至2024年12月，所属各预算单位共有车辆[[6|assets.vehicles|count]]辆，其中一般公务用车[[2|assets.vehicles.general|count]]辆、执勤执法用车[[4|assets.vehicles.law_enforcement|count]]辆。2025年一般公共预算安排购置车辆[[0|assets.new_vehicles|count]]辆，其中一般公务用车[[0|assets.new_vehicles.general|count]]辆、执勤执法用车[[0|assets.new_vehicles.law_enforcement|count]]辆。"
        ),
        Heading("六、专业性名词解释", 1),
        Para("（一）基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员经费和公用经费。"),
        Para("（二）机关运行经费：为保障行政单位运行用于购买货物和服务的各项资金。"),
    ]  # fmt: skip
