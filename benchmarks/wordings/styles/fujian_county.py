"""County bureaus of Fujian: coded items in one line each, years side by side, 人员支出 and 公用支出."""

from __future__ import annotations

import random
from decimal import Decimal
from functools import partial

from benchmarks.wordings.figures import amount, money, split
from benchmarks.wordings.story import Block, Grid, Heading, Para, Story
from benchmarks.wordings.styles._accounts import ZERO, Body, Item, Public, balanced, with_economics
from benchmarks.wordings.styles._pen import Pen
from benchmarks.wordings.styles._press import Press

YEAR = 2023
PEN = Pen()
ECONOMY = (
    "30101", "30102", "30103", "30107", "30108", "30109", "30110", "30112", "30113", "30199",
    "30201", "30205", "30206", "30207", "30211", "30213", "30216", "30217", "30226", "30228", "30231",
    "30239", "30299", "30302", "30304", "30305", "31002",
)  # fmt: skip


def stories(rng: random.Random) -> list[Story]:
    return [_natural_resources(rng), _human_resources(rng)]


def _item(rng: random.Random, code: str, name: str, low: float, high: float, **kind: str) -> Item:
    basic, project = ZERO, ZERO
    if kind.get("kind") == "project":
        project = amount(rng, low, high)
    elif kind.get("kind") == "both":
        basic, project = split(rng, amount(rng, low, high), 2)
    else:
        basic = amount(rng, low, high)
    total = basic + project
    prior = ZERO if kind.get("new") else amount(rng, float(total) * 0.7, float(total) * 1.35)
    return Item(code, name, basic, project, ZERO, prior, kind.get("fund", "gpb"))


def _natural_resources(rng: random.Random) -> Story:
    item = partial(_item, rng)
    items = [
        item("2080501", "行政单位离退休", 18, 40),
        item("2080505", "机关事业单位基本养老保险缴费支出", 140, 220),
        item("2080506", "机关事业单位职业年金缴费支出", 60, 105),
        item("2080801", "死亡抚恤", 10, 28),
        item("2101101", "行政单位医疗", 30, 48),
        item("2101102", "事业单位医疗", 50, 76),
        item("2120801", "征地和拆迁补偿支出", 1800, 4200, kind="project", fund="gov_fund"),
        item("2120802", "土地开发支出", 300, 800, kind="project", fund="gov_fund"),
        item("2120899", "其他国有土地使用权出让收入安排的支出", 120, 260, kind="project", fund="gov_fund"),
        item("2200101", "行政运行", 620, 890),
        item("2200102", "一般行政管理事务", 40, 90, kind="project"),
        item("2200104", "自然资源规划及管理", 150, 400, kind="project"),
        item("2200106", "自然资源利用与保护", 80, 160, kind="project", new="yes"),
        item("2200150", "事业运行", 910, 1300),
        item("2210201", "住房公积金", 160, 220),
        item("2299999", "其他支出", 20, 60, kind="project", fund="other"),
    ]
    body = balanced(
        items,
        {"income.other": 1},
        {"gpb": amount(rng, 12, 50), "gov_fund": amount(rng, 80, 160)},
        {"gpb": amount(rng, 12, 50), "gov_fund": amount(rng, 80, 160), "other": amount(rng, 2, 9)},
        prior_opening=amount(rng, 3, 9),
    )
    reception = amount(rng, 3, 6)
    final = Public(ZERO, ZERO, amount(rng, 9, 14), reception)
    budget = Public(ZERO, ZERO, final.operation + amount(rng, 0.5, 2), reception + amount(rng, 1, 3))
    prior = Public(
        ZERO, amount(rng, 15, 19), final.operation - amount(rng, 0.2, 1), reception + amount(rng, 0.1, 1)
    )
    with_economics(rng, body, ECONOMY, {"30217": reception, "30231": final.operation})
    return Story(
        "tongxi_zrzy", "福建", YEAR, "final_account", "桐溪县自然资源局",
        tuple(_document(rng, "桐溪县自然资源局", body, (budget, final, prior), batches=47, guests=391, cars=(5, 0, 1, 4, 0))),
    )  # fmt: skip


def _human_resources(rng: random.Random) -> Story:
    item = partial(_item, rng)
    items = [
        item("2010350", "事业运行", 60, 95),
        item("2080101", "行政运行", 480, 640),
        item("2080102", "一般行政管理事务", 35, 70, kind="project"),
        item("2080109", "社会保险经办机构", 280, 390, kind="both"),
        item("2080112", "劳动人事争议调解仲裁", 8, 19, kind="project"),
        item("2080505", "机关事业单位基本养老保险缴费支出", 90, 140),
        item("2080506", "机关事业单位职业年金缴费支出", 40, 66),
        item("2080799", "其他就业补助支出", 260, 540, kind="project"),
        item("2101101", "行政单位医疗", 26, 41),
        item("2101102", "事业单位医疗", 19, 32),
        item("2210201", "住房公积金", 96, 130),
    ]
    body = balanced(
        items, {}, {"gpb": amount(rng, 20, 60)}, {"gpb": amount(rng, 6, 18)}, prior_opening=amount(rng, 1, 4)
    )
    reception = amount(rng, 1, 3)
    final = Public(ZERO, ZERO, ZERO, reception)
    budget = Public(ZERO, ZERO, ZERO, reception + amount(rng, 1, 2))
    prior = Public(ZERO, ZERO, ZERO, reception - Decimal("0.31"))
    economy = tuple(c for c in ECONOMY if c not in ("30231", "30304"))
    with_economics(rng, body, economy, {"30217": reception})
    return Story(
        "tongxi_rsj", "福建", YEAR, "final_account", "桐溪县人力资源和社会保障局",
        tuple(_document(rng, "桐溪县人力资源和社会保障局", body, (budget, final, prior), batches=21, guests=168, cars=(0, 0, 0, 0, 0))),
    )  # fmt: skip


def _document(
    rng: random.Random, name: str, body: Body, public: tuple[Public, Public, Public],
    *, batches: int, guests: int, cars: tuple[int, int, int, int, int],
) -> list[Block]:  # fmt: skip
    press = Press(PEN)
    budget, final, _ = public
    blocks: list[Block] = [
        Heading(f"{YEAR}年度", 0),
        Heading(f"{name}", 0),
        Heading("部门决算公开", 0),
        Heading("目  录"),
        Para("第一部分  部门概况"), Para("一、部门主要职责"), Para("二、部门决算单位构成"), Para("三、部门主要工作总结"),
        Para(f"第二部分  {YEAR}年度部门决算表"), Para(f"第三部分  {YEAR}年度部门决算情况说明"), Para("第四部分  名词解释"),
        Heading("第一部分  部门概况"),
        Heading("一、部门主要职责", 2),
        Para(f"{name}的主要职责是：贯彻执行党和国家有关方针政策和法律法规，拟订全县相关规划、计划并组织实施，承办县委、县政府交办的其他事项。"),
        Heading("二、部门决算单位构成", 2),
        Para(f"从决算单位构成看，{name}包括[[7|org.internal_departments|count]]个机关行政处（科）室及[[2|org.subordinate_institutions/org.subordinate_budget_units|count]]个下属单位，其中：列入{YEAR}年部门决算编制范围的单位详细情况见下表："),
        _units(name),
        Heading("三、部门主要工作总结", 2),
        Para(f"{YEAR}年，{name}主要任务是：围绕县委、县政府中心工作，统筹推进各项业务。（一）全年争取上级专项补助[[3,600.00|-]]万元，同比增长[[12.5|-]]%；（二）办结群众来信来访[[126|-]]件，办结率[[100|-]]%；（三）完成投资[[1.85|-]]亿元。"),
        Heading(f"第二部分  {YEAR}年度部门决算表"),
        press.summary("收入支出决算总表", body),
        press.income("收入决算表", body),
        press.expenditure("支出决算表", body),
        press.fiscal_summary("财政拨款收入支出决算总表", body),
        press.gpb("一般公共预算财政拨款支出决算表", body),
        press.basic("一般公共预算财政拨款基本支出决算表", body),
    ]  # fmt: skip
    if body.of("gov_fund"):
        blocks.append(press.fund("政府性基金预算财政拨款收入支出决算表", body))
    blocks.append(
        press.public("财政拨款“三公”经费支出决算表", budget, final, "initial_budget/full_year_budget")
    )
    blocks += _totals(name, body)
    blocks += _items(rng, body)
    blocks += _public(public, batches, guests, cars[0])
    blocks += _others(rng, body, cars)
    blocks += [
        Heading("第四部分  名词解释"),
        Para(
            "一、财政拨款收入：指单位本年度从本级财政部门取得的财政拨款，包括一般公共预算财政拨款和政府性基金预算财政拨款。"
        ),
        Para("二、“三公”经费：指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。"),
    ]
    return blocks


def _units(name: str) -> Grid:
    return Grid(
        "部门决算单位构成", None, (("单位名称", "经费性质", "人员编制数", "在职人数"),),
        ((f"{name}（本级）", "财政核拨", "24", "22"), ("县信息档案中心", "财政核拨", "15", "13"), ("县综合执法大队", "财政核拨", "36", "33")),
    )  # fmt: skip


def _totals(name: str, body: Body) -> list[Block]:
    p = PEN
    fund = body.of("gov_fund")
    income = [
        ("一般公共预算财政拨款收入", "income.gpb"), ("政府性基金预算财政拨款收入", "income.gov_fund"),
        ("国有资本经营预算财政拨款收入", "income.state_capital"), ("上级补助收入", "income.superior_subsidy"),
        ("事业收入", "income.undertaking"), ("经营收入", "income.business"),
        ("附属单位上缴收入", "income.affiliate_remittance"), ("其他收入", "income.other"),
    ]  # fmt: skip
    spent, before = body.spent(), body.prior()
    return [
        Heading(f"第三部分  {YEAR}年度部门决算情况说明"),
        Heading("一、收入支出决算总体情况说明", 2),
        Para(
            f"{YEAR}年度，{name}年初结转和结余{p.sum(body.opened, 'balance.opening')}，本年收入{p.sum(body.income, 'income.total')}，本年支出{p.sum(spent, 'expenditure.total')}，"
            f"使用非财政拨款结余{p.sum(ZERO, 'balance.nonfiscal_used')}，结余分配{p.sum(ZERO, 'balance.distribution')}，年末结转和结余{p.sum(body.closed, 'balance.closing')}。"
        ),
        Para(f"（一）{YEAR}年收入{p.sum(body.income, 'income.total')}，比上年决算数{p.moved(body.income, body.prior_income, 'income.total')}，具体情况如下："),
        *(Para(f"{n}.{label}{p.sum(body.incomes.get(m, ZERO), m)}{'。' if n == 8 else '；'}") for n, (label, m) in enumerate(income, 1)),
        Para(f"（二）{YEAR}年支出{p.sum(spent, 'expenditure.total')}，比上年决算数{p.moved(spent, before, 'expenditure.total')}，具体情况如下："),
        Para(f"1.基本支出{p.sum(body.basic, 'expenditure.basic')}。其中，人员支出{p.sum(body.wages(), 'expenditure.personnel/gpb.personnel')}，公用支出{p.sum(body.goods(), 'expenditure.public/gpb.public')}；"),
        Para(f"2.项目支出{p.sum(body.project, 'expenditure.project')}；"),
        Para(f"3.上缴上级支出{p.sum(ZERO, 'expenditure.to_superior')}；4.经营支出{p.sum(ZERO, 'expenditure.business')}；5.对附属单位补助支出{p.sum(ZERO, 'expenditure.affiliate_subsidy')}。"),
        Heading("二、财政拨款收入支出决算总体情况说明", 2),
        Para(
            f"{YEAR}年度财政拨款收、支总计各{p.sum(body.fiscal_income + body.opened, 'fiscal.income_expenditure_total')}。本年财政拨款收入{p.sum(body.fiscal_income, 'income.fiscal')}，其中一般公共预算{p.sum(body.gpb_income, 'income.gpb')}"
            + (f"、政府性基金{p.sum(body.incomes['income.gov_fund'], 'income.gov_fund/gov_fund.income')}" if fund else "")
            + f"；年末财政拨款结转结余{p.sum(body.closing['gpb'] + body.closing.get('gov_fund', ZERO), 'fiscal.closing')}。"
        ),
    ]  # fmt: skip


def _items(rng: random.Random, body: Body) -> list[Block]:
    p = PEN
    why = (
        "人员职务变动及工资正常晋升",
        "当年退休人员增加",
        "按进度支付合同尾款",
        "厉行节约，压减一般性支出",
        "上年项目已完工结算",
        "上级专项资金下达时间晚",
    )
    gpb, before = body.spent("gpb"), body.prior("gpb")
    blocks: list[Block] = [
        Heading("三、一般公共预算财政拨款支出决算情况说明", 2),
        Para(f"{YEAR}年度一般公共预算财政拨款支出{p.sum(gpb, 'gpb.expenditure')}，比上年决算数{p.moved(gpb, before, 'gpb.expenditure')}，具体情况如下（按项级科目分类统计）："),
    ]  # fmt: skip
    for n, i in enumerate(sorted(body.of("gpb"), key=lambda i: i.code), 1):
        cause = rng.choice(why)
        if i.prior == 0:
            tail = "，上年无此项支出，主要是新增专项工作经费"
        else:
            tail = f"，较上年决算数{p.moved(i.total, i.prior, 'gpb.expenditure', code=i.code)}。主要原因是{cause}"
            if n == 2:
                tail += f"，其中补发以前年度奖金{p.reason(amount(rng, 2, 6))}"
        mark = "一二三四五六七八九十"[n - 1] if n <= 10 else "十" + "一二三四五六七八"[n - 11]
        blocks.append(
            Para(f"（{mark}）{i.code}-{i.name}{p.sum(i.total, 'gpb.expenditure', code=i.code)}{tail}。")
        )
    blocks.append(Heading("四、政府性基金预算财政拨款支出决算情况说明", 2))
    fund = body.of("gov_fund")
    if fund:
        now, then = body.spent("gov_fund"), body.prior("gov_fund")
        blocks.append(
            Para(
                f"{YEAR}年度政府性基金支出{p.sum(now, 'gov_fund.expenditure')}，比上年决算数{p.moved(now, then, 'gov_fund.expenditure')}，具体情况如下（按项级科目分类统计）："
            )
        )
        blocks += [
            Para(
                f"（{'一二三四'[n]}）{i.code}-{i.name}{p.sum(i.total, 'gov_fund.expenditure', code=i.code)}，较上年决算数{p.moved(i.total, i.prior, 'gov_fund.expenditure', code=i.code)}。主要原因是{rng.choice(why)}。"
            )
            for n, i in enumerate(fund)
        ]
    else:
        blocks.append(Para("本单位本年度没有使用政府性基金预算拨款安排的支出。"))
    blocks += [
        Heading("五、国有资本经营预算财政拨款支出决算情况说明", 2),
        Para("本单位本年度没有使用国有资本经营预算拨款安排的支出。"),
        Heading("六、一般公共预算财政拨款基本支出决算情况说明", 2),
        Para(
            f"{YEAR}年度一般公共预算财政拨款基本支出{p.sum(body.wages() + body.goods(), 'gpb.basic_expenditure')}，其中："
        ),
        Para(
            f"（一）人员经费{p.sum(body.wages(), 'gpb.personnel')}，主要包括：基本工资、津贴补贴、奖金、绩效工资、机关事业单位基本养老保险缴费、住房公积金、退休费等。"
        ),
        Para(
            f"（二）公用经费{p.sum(body.goods(), 'gpb.public')}，主要包括：办公费、水费、电费、邮电费、差旅费、维修（护）费、工会经费、其他交通费用、办公设备购置等。"
        ),
    ]
    return blocks


def _public(public: tuple[Public, Public, Public], batches: int, guests: int, cars: int) -> list[Block]:
    p = PEN
    budget, final, prior = public
    moved = partial(p.moved, same=f"与{YEAR - 1}年度决算数持平")
    blocks: list[Block] = [
        Heading("七、财政拨款“三公”经费支出决算情况说明", 2),
        Para(
            f"{YEAR}年度“三公”经费财政拨款支出{p.sum(final.total, 'three_public.total')}，同比{moved(final.total, prior.total, 'three_public.total')}，完成年初预算的{p.done(final.total, budget.total, 'three_public.total')}。主要原因是贯彻落实中央八项规定及其实施细则精神，从严控制支出。具体情况如下："
        ),
        Para(
            f"（一）因公出国（境）费支出{p.sum(ZERO, 'three_public.abroad')}。{YEAR}年全年安排本单位组织的出国团组[[0|three_public.abroad_groups|count]]个，参加其他单位出国团组[[0|?]]个，全年因公出国（境）累计[[0|three_public.abroad_persons|count]]人次。"
        ),
    ]
    if cars:
        blocks.append(Para(
            f"（二）公务用车购置及运行费支出{p.sum(final.vehicle, 'three_public.vehicle')}，同比{moved(final.vehicle, prior.vehicle, 'three_public.vehicle')}，完成年初预算的{p.done(final.vehicle, budget.vehicle, 'three_public.vehicle')}。其中：公务用车购置费{p.sum(final.purchase, 'three_public.vehicle_purchase')}，{YEAR}年公务用车购置[[0|three_public.vehicles_purchased|count]]辆，主要是上年已更新执法车辆{p.reason(prior.purchase)}，本年无购置安排。"
            f"公务用车运行费{p.sum(final.operation, 'three_public.vehicle_operation')}，主要用于外业巡查等公务用车的燃油、维修、保险等方面支出，年末单位公务用车保有量[[{cars}|three_public.vehicle_stock|count]]辆。"
        ))  # fmt: skip
    else:
        blocks.append(
            Para(
                f"（二）公务用车购置及运行费支出{p.sum(ZERO, 'three_public.vehicle')}，{YEAR}年公务用车购置[[0|three_public.vehicles_purchased|count]]辆，年末公务用车保有量[[0|three_public.vehicle_stock|count]]辆。"
            )
        )
    blocks.append(Para(
        f"（三）公务接待费支出{p.sum(final.reception, 'three_public.reception')}，同比{moved(final.reception, prior.reception, 'three_public.reception')}，完成年初预算的{p.done(final.reception, budget.reception, 'three_public.reception')}。主要用于省市业务部门来访的接待活动，累计接待[[{batches}|three_public.reception_batches|count]]批次、[[{guests}|three_public.reception_persons|count]]人次。"
    ))  # fmt: skip
    return blocks


def _others(rng: random.Random, body: Body, cars: tuple[int, int, int, int, int]) -> list[Block]:
    p = PEN
    operating = money_part(rng, body.goods())
    before = operating + amount(rng, 2, 7)
    goods, works, services = (amount(rng, 8, 30), amount(rng, 40, 90), amount(rng, 60, 200))
    total = goods + works + services
    sme = goods + works + amount(rng, 5, 50)
    micro = works + amount(rng, 1, 4)
    stock, leaders, confidential, enforcement, technical = cars
    projects, money_of = 9, body.project - amount(rng, 10, 20)
    return [
        Heading("八、预算绩效情况说明", 2),
        Para(f"（一）绩效管理工作开展情况。根据预算绩效管理要求，我部门对{YEAR}年度[[{projects}|perf.projects_self_evaluated|count]]个项目实施单位自评，涉及财政资金{p.sum(money_of, 'perf.projects_self_evaluated', 'amount')}，其中评价结果等次为“优”的项目[[8|perf.grade_a|count]]个、“良”的项目[[1|perf.grade_b|count]]个。"),
        Para("（二）单位自评结果。“信息化运维”项目全年预算数[[60.00|-]]万元，执行数[[58.20|-]]万元，完成预算的[[97.00|-]]%，自评得分[[96.70|-]]分。"),
        Heading("九、其他重要事项情况说明", 2),
        Para(f"（一）机关运行经费。{YEAR}年度机关运行经费支出{p.sum(operating, 'agency_operating')}，比上年决算数{p.moved(operating, before, 'agency_operating')}，主要原因是压减办公费、差旅费。"),
        Para(
            f"（二）政府采购情况。{YEAR}年度政府采购支出总额{p.sum(total, 'procurement.total')}，其中：政府采购货物支出{p.sum(goods, 'procurement.goods')}，政府采购工程支出{p.sum(works, 'procurement.works')}，政府采购服务支出{p.sum(services, 'procurement.services')}。"
            f"授予中小企业合同金额{p.sum(sme, 'procurement.sme')}，占政府采购支出总额的{p.share(sme, total, 'procurement.sme', of='procurement.total')}，其中：授予小微企业合同金额{p.sum(micro, 'procurement.micro')}，占授予中小企业合同金额的{p.share(micro, sme, 'procurement.micro', of='procurement.sme')}。"
        ),
        Para(
            f"（三）国有资产占用使用情况。截至{YEAR}年12月31日，部门共有车辆[[{stock}|assets.vehicles|count]]辆，其中：副部（省）级及以上领导用车[[0|assets.vehicles.ministerial|count]]辆、主要领导干部用车[[{leaders}|assets.vehicles.leaders|count]]辆、机要通信用车[[{confidential}|assets.vehicles.confidential|count]]辆、执法执勤用车[[{enforcement}|assets.vehicles.law_enforcement|count]]辆、特种专业技术用车[[{technical}|assets.vehicles.special_technical|count]]辆。"
            "单价50万元（含）以上通用设备[[2|assets.general_equipment_500k|count]]台（套），单价100万元（含）以上专用设备[[0|assets.special_equipment_1m|count]]台（套）。"
        ),
    ]  # fmt: skip


def money_part(rng: random.Random, whole: Decimal) -> Decimal:
    """A good half of it, to the printed digit."""
    return Decimal(money(whole * Decimal(str(rng.uniform(0.5, 0.7)))))
