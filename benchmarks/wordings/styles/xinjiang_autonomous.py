"""Xinjiang: totals taken apart with 其中, 预决算差异率 instead of growth, every zero of 三公 written out."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.wordings.figures import amount, direction, money, percent, split
from benchmarks.wordings.story import Block, Heading, Para, Story
from benchmarks.wordings.styles._accounts import ZERO, Body, Item, Public, balanced, summed, with_economics
from benchmarks.wordings.styles._pen import Pen
from benchmarks.wordings.styles._press import Press

PEN = Pen()
ECONOMY = (
    "30101", "30102", "30103", "30107", "30108", "30109", "30110", "30112", "30113",
    "30201", "30205", "30206", "30207", "30211", "30213", "30216", "30217", "30228", "30231",
    "30239", "30299", "30302", "30305", "30309", "31002",
)  # fmt: skip


def stories(rng: random.Random) -> list[Story]:
    return [
        _story(rng, "shule_zwfw", "天山市政务服务和公共资源交易中心", 2023, False),
        _story(rng, "tacheng_xumu", "裕民地区农业农村局", 2024, True),
    ]


def _items(rng: random.Random, is_farm: bool) -> list[Item]:
    def item(code: str, name: str, low: float, high: float, nature: float = 1.0, fund: str = "gpb") -> Item:
        total = amount(rng, low, high)
        basic = (
            total
            if nature == 1
            else ZERO
            if nature == 0
            else split(rng, total, 2, 2, (nature, 1 - nature))[0]
        )
        initial = amount(rng, float(total) * 0.75, float(total) * 1.25)
        return Item(
            code,
            name,
            basic,
            total - basic,
            initial,
            amount(rng, float(total) * 0.8, float(total) * 1.2),
            fund,
        )

    own = (
        [
            item("2130101", "行政运行", 480, 720),
            item("2130104", "事业运行", 800, 1200),
            item("2130108", "病虫害控制", 300, 640, 0),
            item("2130122", "农业生产发展", 1100, 2400, 0),
            item("2130505", "生产发展", 700, 1300, 0),
            item("2120814", "农业生产发展支出", 120, 240, 0, "gov_fund"),
            item("2130199", "其他农业农村支出", 40, 90, 0, "other"),
        ]
        if is_farm
        else [
            item("2010301", "行政运行", 210, 330),
            item("2010302", "一般行政管理事务", 20, 60, 0),
            item("2010306", "政务公开审批", 60, 120, 0),
            item("2010350", "事业运行", 170, 260),
            item("2010399", "其他政府办公厅（室）及相关机构事务支出", 4, 11, 0, "other"),
        ]
    )
    return [
        *own,
        item("2080505", "机关事业单位基本养老保险缴费支出", 40, 90),
        item("2080506", "机关事业单位职业年金缴费支出", 20, 45),
        item("2101101", "行政单位医疗", 20, 40),
        item("2210201", "住房公积金", 45, 80),
    ]


def _story(rng: random.Random, slug: str, name: str, year: int, is_farm: bool) -> Story:
    items = _items(rng, is_farm)
    body = balanced(
        items, {"income.other": 1}, {"gpb": amount(rng, 2, 30), "other": amount(rng, 0.2, 3)},
        {"gpb": amount(rng, 2, 30), "other": amount(rng, 0.2, 1.5)}, prior_opening=amount(rng, 1, 20), nonfiscal_used=Decimal("0.55"),
    )  # fmt: skip
    final = Public(ZERO, ZERO, amount(rng, 4, 9), amount(rng, 0.2, 0.9) if is_farm else ZERO)
    budget = Public(ZERO, ZERO, final.operation + amount(rng, 0.2, 2), final.reception)
    prior = Public(ZERO, ZERO, final.operation + amount(rng, 0.1, 1), final.reception)
    economy = ECONOMY if is_farm else tuple(c for c in ECONOMY if c != "30217")
    with_economics(
        rng, body, economy, {"30231": final.operation, **({"30217": final.reception} if is_farm else {})}
    )
    blocks = [*_opening(name, year, body, budget, final), *_totals(year, body), *_gpb(rng, year, body)]
    blocks += [*_public(year, budget, final, prior), *_others(rng, year, body)]
    return Story(slug, "新疆", year, "final_account", name, tuple(blocks))


def _opening(name: str, year: int, body: Body, budget: Public, final: Public) -> list[Block]:
    press = Press(PEN)
    blocks: list[Block] = [
        Heading(f"{name}", 0),
        Heading(f"{year}年度部门决算公开说明", 0),
        Heading("目  录"),
        Para("第一部分 单位概况"), Para(f"第二部分 {year}年度部门决算情况说明"), Para("第三部分 专业名词解释"), Para("第四部分 部门决算报表（见附表）"),
        Heading("第一部分 单位概况"),
        Heading("一、主要职能", 2),
        Para("（一）贯彻执行党和国家的方针政策、法律法规以及自治区有关规定；（二）拟订本行业发展规划并组织实施；（三）承办上级交办的其他事项。"),
        Heading("二、机构设置及人员情况", 2),
        Para(f"{name}{year}年度，实有人数[[87|?]]人，其中：在职人员[[62|staff.in_post|count]]人，增加[[2|?]]人；离休人员[[0|staff.retired.veteran_cadres|count]]人，增加0人；退休人员[[25|staff.retired.retirees|count]]人，增加[[1|?]]人。"),
        Para(f"从部门决算单位构成看，{name}部门决算包括：{name}决算。单位无下属预算单位，下设[[6|org.internal_departments|count]]个处室，分别是：办公室、综合科、业务一科、业务二科、信息科、监督科。"),
        press.summary("收入支出决算总表", body),
        press.income("收入决算表", body),
        press.expenditure("支出决算表", body),
        press.fiscal_summary("财政拨款收入支出决算总表", body),
        press.gpb("一般公共预算财政拨款支出决算表", body),
        press.basic("一般公共预算财政拨款基本支出决算表", body),
        press.public("财政拨款“三公”经费支出决算表", budget, final, "full_year_budget/initial_budget"),
    ]  # fmt: skip
    if body.of("gov_fund"):
        blocks.append(press.fund("政府性基金预算财政拨款收入支出决算表", body))
    return blocks


def _gap(now: Decimal, planned: Decimal, measure: str, role: str = "initial_budget") -> str:
    """年初预算数X，决算数Y，预决算差异率Z, its sign printed."""
    word = "年初" if role == "initial_budget" else "全年"
    way = direction(now, planned)
    rate = f"{'-' if now < planned else ''}{percent(abs(now - planned), planned)}"
    told = PEN.number(rate, measure, f"growth_vs_{role}", dir=way if now != planned else None)
    return (
        f"{word}预算数{PEN.sum(planned, measure, role)}，决算数{PEN.sum(now, measure)}，预决算差异率{told}%"
    )


def _totals(year: int, body: Body) -> list[Block]:
    p = PEN
    inc = body.incomes
    fiscal = body.fiscal_income + body.opening["gpb"]
    before = (
        sum((v for k, v in body.prior_incomes.items() if k.startswith("income.g")), ZERO) + body.prior_opening
    )
    spent = body.spent("gpb") + body.spent("gov_fund")
    planned = sum((i.initial for i in body.items if i.fund != "other"), ZERO)
    zero = "；".join(
        f"{label}{p.sum(ZERO, m)}，占[[0.00|{m}|share]]%"
        for label, m in (("上级补助收入", "income.superior_subsidy"), ("事业收入", "income.undertaking"), ("经营收入", "income.business"), ("附属单位上缴收入", "income.affiliate_remittance"))
    )  # fmt: skip
    return [
        Heading(f"第二部分 {year}年度部门决算情况说明"),
        Heading("一、收入支出决算总体情况说明", 2),
        Para(
            f"{year}年度收入总计{p.sum(body.total, 'income_expenditure_total')}，其中：本年收入合计{p.sum(body.income, 'income.total')}，使用非财政拨款结余（含专用结余）{p.sum(body.nonfiscal_used, 'balance.nonfiscal_used')}，年初结转和结余{p.sum(body.opened, 'balance.opening')}。"
        ),
        Para(
            f"{year}年度支出总计{p.sum(body.total, 'income_expenditure_total')}，其中：本年支出合计{p.sum(body.spent(), 'expenditure.total')}，结余分配{p.sum(ZERO, 'balance.distribution')}，年末结转和结余{p.sum(body.closed, 'balance.closing')}。"
        ),
        Para(f"收入支出总计与上年相比，{p.moved(body.total, body.prior_total, 'income_expenditure_total')}，主要原因是：单位本年项目资金有所变动，其中专项资金变动[[86.00|?]]万元。"),
        Heading("二、收入决算情况说明", 2),
        Para(f"本年收入{p.sum(body.income, 'income.total')}，其中：财政拨款收入{p.sum(body.fiscal_income, 'income.fiscal')}，占{p.share(body.fiscal_income, body.income, 'income.fiscal', of='income.total')}；{zero}；其他收入{p.sum(inc['income.other'], 'income.other')}，占{p.share(inc['income.other'], body.income, 'income.other', of='income.total')}。"),
        Heading("三、支出决算情况说明", 2),
        Para(
            f"本年支出{p.sum(body.spent(), 'expenditure.total')}，其中：基本支出{p.sum(body.basic, 'expenditure.basic')}，占{p.share(body.basic, body.spent(), 'expenditure.basic', of='expenditure.total')}；项目支出{p.sum(body.project, 'expenditure.project')}，占{p.share(body.project, body.spent(), 'expenditure.project', of='expenditure.total')}；上缴上级支出{p.sum(ZERO, 'expenditure.to_superior')}，占[[0.00|expenditure.to_superior|share]]%；经营支出{p.sum(ZERO, 'expenditure.business')}，占[[0.00|expenditure.business|share]]%；对附属单位补助支出{p.sum(ZERO, 'expenditure.affiliate_subsidy')}，占[[0.00|expenditure.affiliate_subsidy|share]]%。"
        ),
        Heading("四、财政拨款收入支出决算总体情况说明", 2),
        Para(
            f"{year}年度财政拨款收入总计{p.sum(fiscal, 'fiscal.income_expenditure_total')}，其中：年初财政拨款结转和结余{p.sum(body.opening['gpb'], 'fiscal.opening')}，本年财政拨款收入{p.sum(body.fiscal_income, 'income.fiscal')}。财政拨款支出总计{p.sum(fiscal, 'fiscal.income_expenditure_total')}，其中：年末财政拨款结转和结余{p.sum(body.closing['gpb'], 'fiscal.closing')}，本年财政拨款支出{p.sum(spent, 'fiscal.expenditure')}。"
        ),
        Para(f"财政拨款收入支出总计与上年相比，{p.moved(fiscal, before, 'fiscal.income_expenditure_total')}，主要原因是：本年项目经费变动。"),
        Para(f"与年初预算相比，{_gap(fiscal, planned, 'fiscal.income_expenditure_total')}，主要原因是：年中追加人员经费、调整项目。"),
    ]  # fmt: skip


def _gpb(rng: random.Random, year: int, body: Body) -> list[Block]:
    p = PEN
    gpb = body.of("gpb")
    spent, before, planned = body.spent("gpb"), body.prior("gpb"), sum((i.initial for i in gpb), ZERO)
    why = ("单位本年人员调动、退休", "单位本年社保缴费基数调整", "单位本年项目较上年变动", "单位严格控制支出")
    blocks: list[Block] = [
        Heading("五、一般公共预算财政拨款支出决算情况说明", 2),
        Heading("（一）一般公共预算财政拨款支出决算总体情况", 3),
        Para(f"{year}年度一般公共预算财政拨款支出{p.sum(spent, 'gpb.expenditure')}，占本年支出合计的{p.share(spent, body.spent(), 'gpb.expenditure', of='expenditure.total')}。与上年相比，{p.moved(spent, before, 'gpb.expenditure')}，主要原因是：{rng.choice(why)}。与年初预算相比，{_gap(spent, planned, 'gpb.expenditure')}，主要原因是：{rng.choice(why)}。"),
        Heading("（二）一般公共预算财政拨款支出决算结构情况", 3),
        *(Para(f"{n}.{c.name}（类）{p.sum(c.total, 'gpb.expenditure', code=c.code)}，占{p.share(c.total, spent, 'gpb.expenditure', code=c.code, of='gpb.expenditure')}{'。' if n == len(summed(gpb, 3)) else '；'}") for n, c in enumerate(summed(gpb, 3), 1)),
        Heading("（三）一般公共预算财政拨款支出决算具体情况", 3),
    ]  # fmt: skip
    for n, i in enumerate(sorted(gpb, key=lambda i: i.code), 1):
        blocks.append(
            Para(
                f"{n}.{i.class_name}（类）{i.group_name}（款）{i.name}（项）：支出决算数为{p.sum(i.total, 'gpb.expenditure', code=i.code)}，比上年决算{p.moved(i.total, i.prior, 'gpb.expenditure', code=i.code)}，主要原因是：{rng.choice(why)}。"
            )
        )
    wages, goods = body.wages(), body.goods()
    blocks += [
        Heading("六、一般公共预算财政拨款基本支出决算情况说明", 2),
        Para(
            f"{year}年度一般公共预算财政拨款基本支出{p.sum(wages + goods, 'gpb.basic_expenditure')}，其中：人员经费{p.sum(wages, 'gpb.personnel')}，包括：基本工资、津贴补贴、奖金、绩效工资、机关事业单位基本养老保险缴费、职业年金缴费、住房公积金、退休费、生活补助、奖励金。"
        ),
        Para(
            f"公用经费{p.sum(goods, 'gpb.public')}，包括：办公费、水费、电费、邮电费、差旅费、维修（护）费、培训费、工会经费、公务用车运行维护费、其他交通费用、其他商品和服务支出、办公设备购置。"
        ),
        Heading("八、政府性基金预算财政拨款收入支出决算情况说明", 2),
    ]
    if body.of("gov_fund"):
        now, then = body.spent("gov_fund"), body.prior("gov_fund")
        item = body.of("gov_fund")[0]
        blocks += [
            Para(
                f"{year}年度政府性基金预算财政拨款收入总计{p.sum(now, 'gov_fund.income/income.gov_fund')}，其中：年初结转和结余{p.sum(ZERO, 'gov_fund.opening')}，本年收入{p.sum(now, 'gov_fund.income/income.gov_fund')}。政府性基金预算财政拨款支出总计{p.sum(now, 'gov_fund.expenditure/gov_fund.income')}，其中：年末结转和结余{p.sum(ZERO, 'gov_fund.closing')}，本年支出{p.sum(now, 'gov_fund.expenditure')}。"
            ),
            Para(
                f"1.城乡社区支出（类）国有土地使用权出让收入安排的支出（款）农业生产发展支出（项）：支出决算数为{p.sum(now, 'gov_fund.expenditure', code=item.code)}，比上年决算{p.moved(now, then, 'gov_fund.expenditure', code=item.code)}，主要原因是：本年高标准农田项目资金变动。"
            ),
        ]
    else:
        blocks.append(
            Para(
                f"{year}年度无政府性基金预算财政拨款收入、支出，政府性基金预算财政拨款收入支出决算表为空表。"
            )
        )
    return blocks


def _public(year: int, budget: Public, final: Public, prior: Public) -> list[Block]:
    p = PEN

    def one(measure: str, now: Decimal, before: Decimal, why: str) -> str:
        share = p.share(now, final.total, measure, of="three_public.total")
        if now == before:
            change = f"比上年增加[[0.00|{measure}|change_yoy]]万元，增长[[0.00|{measure}|growth_yoy]]%"
        else:
            change = "比上年" + p.moved(now, before, measure)
        return f"支出{p.sum(now, measure)}，占{share}，{change}，主要原因是：{why}"

    return [
        Heading("七、财政拨款“三公”经费支出决算情况说明", 2),
        Para(
            f"{year}年度财政拨款“三公”经费支出{p.sum(final.total, 'three_public.total')}，比上年{p.moved(final.total, prior.total, 'three_public.total')}，主要原因是：单位加强车辆管理。其中：因公出国（境）费{one('three_public.abroad', ZERO, ZERO, '单位本年无因公出国（境）费')}；公务用车购置及运行维护费{one('three_public.vehicle', final.vehicle, prior.vehicle, '车辆维修次数减少')}；公务接待费{one('three_public.reception', final.reception, prior.reception, '与上年一致')}。"
        ),
        Para("具体情况如下："),
        Para(f"因公出国（境）费支出{p.sum(ZERO, 'three_public.abroad')}，开支内容包括：单位无因公出国（境）费。单位全年安排的因公出国（境）团组[[0|three_public.abroad_groups|count]]个，因公出国（境）[[0|three_public.abroad_persons|count]]人次。"),
        Para(
            f"公务用车购置及运行维护费{p.sum(final.vehicle, 'three_public.vehicle')}，其中：公务用车购置费{p.sum(ZERO, 'three_public.vehicle_purchase')}，公务用车运行维护费{p.sum(final.operation, 'three_public.vehicle_operation')}。公务用车运行维护费开支内容包括车辆燃油费、保险费、维修费等。公务用车购置数[[0|three_public.vehicles_purchased|count]]辆，公务用车保有量[[3|three_public.vehicle_stock|count]]辆。国有资产占用情况中固定资产车辆[[4|?]]辆，与公务用车保有量差异原因是：有[[1|?]]辆车为特种作业车辆。"
        ),
        Para(f"公务接待费{p.sum(final.reception, 'three_public.reception')}，开支内容包括接待上级检查组用餐。单位全年安排的国内公务接待[[{6 if final.reception else 0}|three_public.reception_batches|count]]批次，[[{41 if final.reception else 0}|three_public.reception_persons|count]]人次。"),
        Para(
            f"与全年预算相比，财政拨款“三公”经费支出{_gap(final.total, budget.total, 'three_public.total', 'full_year_budget')}，主要原因是：严格落实中央八项规定精神。其中：公务用车运行维护费{_gap(final.operation, budget.operation, 'three_public.vehicle_operation', 'full_year_budget')}，主要原因是：压减用车。"
        ),
    ]  # fmt: skip


def _others(rng: random.Random, year: int, body: Body) -> list[Block]:
    p = PEN
    operating = Decimal(money(body.goods() * Decimal("0.8")))
    before = operating + amount(rng, 1, 9)
    goods, works, services = amount(rng, 8, 30), ZERO, amount(rng, 40, 90)
    total = goods + services
    micro = goods + amount(rng, 1, 20)
    return [
        Heading("九、国有资本经营预算财政拨款收入支出决算情况说明", 2),
        Para(f"{year}年度无国有资本经营预算财政拨款收入、支出，国有资本经营预算财政拨款支出决算表为空表。"),
        Heading("十、其他重要事项的情况说明", 2),
        Heading("（一）机关运行经费及公用经费支出情况", 3),
        Para(f"{year}年度{'本单位' if year == 2023 else '部门'}（行政单位和参照公务员法管理事业单位）机关运行经费支出{p.sum(operating, 'agency_operating')}，比上年{p.moved(operating, before, 'agency_operating')}，主要原因是：单位本年办公费、水电费减少。"),
        Heading("（二）政府采购情况", 3),
        Para(
            f"{year}年度政府采购支出总额{p.sum(total, 'procurement.total')}，其中：政府采购货物支出{p.sum(goods, 'procurement.goods')}、政府采购工程支出{p.sum(works, 'procurement.works')}、政府采购服务支出{p.sum(services, 'procurement.services')}。授予中小企业合同金额{p.sum(total, 'procurement.sme')}，占政府采购支出总额的[[100.00|procurement.sme|share]]%，其中：授予小微企业合同金额{p.sum(micro, 'procurement.micro')}，占政府采购支出总额的{p.share(micro, total, 'procurement.micro', of='procurement.total')}。"
        ),
        Heading("（三）国有资产占用情况说明", 3),
        Para(
            f"截至{year}年12月31日，房屋[[1,204.50|assets.buildings_area|count/amount/final]]平方米，价值[[318.77|?]]万元。车辆[[4|assets.vehicles|count]]辆，价值[[66.90|?]]万元，其中：副部（省）级及以上领导用车[[0|assets.vehicles.ministerial|count]]辆、主要负责人用车[[0|assets.vehicles.leaders|count]]辆、机要通信用车[[0|assets.vehicles.confidential|count]]辆、应急保障用车[[0|assets.vehicles.emergency|count]]辆、执法执勤用车[[0|assets.vehicles.law_enforcement|count]]辆、特种专业技术用车[[1|assets.vehicles.special_technical|count]]辆、离退休干部服务用车[[0|assets.vehicles.retired_cadres|count]]辆、其他用车[[3|assets.vehicles.other|count]]辆，其他用车主要是：一般公务用车。单价100万元（含）以上设备（不含车辆）[[0|assets.large_equipment|count]]台（套）。"
        ),
        Heading("十一、预算绩效的情况说明", 2),
        Para(
            f"{year}年度预算绩效情况说明：根据预算绩效管理要求，部门整体支出年初预算数[[{money(sum((i.initial for i in body.items), ZERO))}|?]]万元，全年执行数[[{money(body.spent())}|?]]万元。预算绩效评价项目[[5|perf.projects_self_evaluated|count]]个，全年预算数[[{money(body.project + 1)}|?]]万元，全年执行数[[{money(body.project)}|?]]万元。预算绩效管理取得的成效：一是资金支付进度达到[[98.20|-]]%；二是惠及农牧民[[1,300|-]]户。"
        ),
        Heading("第三部分 专业名词解释"),
        Para("财政拨款收入：指同级财政当年拨付的资金。"),
        Para("年初结转和结余：指单位上年结转本年使用的基本支出结转、项目支出结转和结余。"),
    ]  # fmt: skip
