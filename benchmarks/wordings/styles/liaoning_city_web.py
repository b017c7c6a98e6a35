"""City bureaus of Liaoning as web text, tables attached elsewhere: totals taken apart in words, items under classes."""

from __future__ import annotations

import random
from decimal import Decimal
from functools import partial

from benchmarks.wordings.figures import amount, money, percent, split
from benchmarks.wordings.story import Block, Heading, Para, Story
from benchmarks.wordings.styles._accounts import ZERO, Body, Item, Public, balanced, summed, with_economics
from benchmarks.wordings.styles._pen import Pen

ECONOMY = (
    "30101",
    "30102",
    "30103",
    "30107",
    "30108",
    "30109",
    "30110",
    "30113",
    "30201",
    "30206",
    "30211",
    "30213",
    "30217",
    "30228",
    "30231",
    "30239",
    "30299",
    "30302",
    "30304",
    "30305",
    "31002",
)


def stories(rng: random.Random) -> list[Story]:
    return [
        _story(rng, "bohe_shuiwu", "渤河市水务局", 2022, Pen(), False),
        _story(rng, "bohe_shangwu", "渤河市商务和投资促进局", 2023, Pen(thousands=True), True),
    ]


def _items(rng: random.Random, is_trade: bool) -> list[Item]:
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
            item("2011301", "行政运行", 610, 880),
            item("2011302", "一般行政管理事务", 50, 130, 0),
            item("2011308", "招商引资", 260, 520, 0),
            item("2011350", "事业运行", 190, 330),
        ]
        if is_trade
        else [
            item("2130301", "行政运行", 640, 900),
            item("2130305", "水利工程建设", 1900, 3600, 0),
            item("2130306", "水利工程运行与维护", 480, 900, 0.2),
            item("2130314", "防汛", 150, 340, 0),
            item("2120899", "其他国有土地使用权出让收入安排的支出", 210, 390, 0, "gov_fund"),
        ]
    )
    return [
        *own,
        item("2080501", "行政单位离退休", 30, 66),
        item("2080505", "机关事业单位基本养老保险缴费支出", 70, 120),
        item("2101101", "行政单位医疗", 30, 60),
        item("2210201", "住房公积金", 80, 130),
    ]


def _story(rng: random.Random, slug: str, name: str, year: int, pen: Pen, is_trade: bool) -> Story:
    body = balanced(
        _items(rng, is_trade),
        {},
        {"gpb": amount(rng, 20, 90)},
        {"gpb": amount(rng, 10, 80)},
        prior_opening=amount(rng, 10, 60),
    )
    abroad = amount(rng, 3, 9) if is_trade else ZERO
    final = Public(abroad, ZERO, amount(rng, 6, 11), amount(rng, 1, 4))
    budget = Public(abroad, ZERO, final.operation + amount(rng, 0.5, 3), final.reception + amount(rng, 1, 3))
    prior = Public(
        ZERO,
        amount(rng, 15, 18),
        final.operation - amount(rng, 0.2, 1),
        final.reception + amount(rng, 0.2, 2),
    )
    with_economics(rng, body, ECONOMY, {"30217": final.reception, "30231": final.operation})
    blocks = [*_opening(name, year), *_totals(pen, year, body, is_trade), *_fiscal(rng, pen, body)]
    blocks += [*_public(pen, year, budget, final, prior), *_others(rng, pen, year, body)]
    return Story(slug, "辽宁", year, "final_account", name, tuple(blocks))


def _opening(name: str, year: int) -> list[Block]:
    return [
        Heading(f"{name}{year}年度部门决算", 0),
        Heading("目  录"),
        Para("第一部分  部门概况"), Para(f"第二部分  {year}年度部门决算情况说明"), Para("第三部分  名词解释"), Para(f"第四部分  {year}年度部门决算表（见附件）"),
        Heading("第一部分  部门概况"),
        Heading("一、主要职责", 2),
        Para("（一）贯彻执行国家、省有关法律、法规和方针政策，起草地方性法规、规章草案。（二）编制行业发展规划并组织实施。（三）完成市委、市政府交办的其他任务。"),
        Heading("二、部门决算单位构成", 2),
        Para(f"纳入{name}{year}年部门决算编制范围的预算单位包括：1.{name}本级；2.渤河市{'投资促进' if '商务' in name else '水利事务'}服务中心。"),
    ]  # fmt: skip


def _totals(p: Pen, year: int, body: Body, is_trade: bool) -> list[Block]:
    whole = body.total
    fund = body.incomes.get("income.gov_fund", ZERO)
    tail = (
        f"，政府性基金预算财政拨款收入{p.sum(fund, 'income.gov_fund/gov_fund.income')}"
        if fund
        else "，无政府性基金预算财政拨款收入"
    )
    share = partial(p.share, whole=whole, of="income_expenditure_total")
    economics = "，".join(
        f"{name}{p.sum(body.sum_of(code), 'gpb.basic/expenditure.basic', code=code)}"
        for code, name in (
            ("301", "工资福利支出"),
            ("302", "商品和服务支出"),
            ("303", "对个人和家庭的补助支出"),
            ("310", "资本性支出"),
        )
    )
    first, second = split_of(body.project)
    return [
        Heading(f"第二部分  {year}年度部门决算情况说明"),
        Heading("一、收入支出决算总体情况", 2),
        Para(f"（一）收入总计{p.sum(whole, 'income_expenditure_total')}，包括："),
        Para(
            f"1.财政拨款收入{p.sum(body.fiscal_income, 'income.fiscal')}，占收入总计的{share(body.fiscal_income, measure='income.fiscal')}。其中：一般公共预算财政拨款收入{p.sum(body.gpb_income, 'income.gpb')}{tail}。"
        ),
        Para(
            f"2.上级补助收入{p.sum(ZERO, 'income.superior_subsidy')}。3.事业收入{p.sum(ZERO, 'income.undertaking')}。4.经营收入{p.sum(ZERO, 'income.business')}。5.其他收入{p.sum(ZERO, 'income.other')}。"
        ),
        Para(
            f"6.上年结转和结余{p.sum(body.opened, 'balance.opening')}，占收入总计的{share(body.opened, measure='balance.opening')}，主要是{'招商推介活动' if is_trade else '在建工程'}尾款。"
        ),
        Para(
            f"与上年相比，今年收入{p.moved(whole, body.prior_total, 'income_expenditure_total/income.total', same='持平')}，主要原因：一是项目资金变动；二是人员经费自然增长。"
        ),
        Para(f"（二）支出总计{p.sum(whole, 'income_expenditure_total')}，包括："),
        Para(
            f"1.基本支出{p.sum(body.basic, 'expenditure.basic')}，占支出总计的{share(body.basic, measure='expenditure.basic')}，主要是为保障机构正常运转、完成日常工作任务而发生的各项支出。按支出经济分类，包括{economics}。"
        ),
        Para(
            f"2.项目支出{p.sum(body.project, 'expenditure.project')}，占支出总计的{share(body.project, measure='expenditure.project')}，主要是{'招商引资专项' if is_trade else '河道治理工程'}[[{p.bare(first)}|?]]万元、{'外贸促进' if is_trade else '防汛物资及其他'}等[[{p.bare(second)}|?]]万元。"
        ),
        Para(
            f"3.上缴上级支出{p.sum(ZERO, 'expenditure.to_superior')}。4.经营支出{p.sum(ZERO, 'expenditure.business')}。5.对附属单位补助支出{p.sum(ZERO, 'expenditure.affiliate_subsidy')}。"
        ),
        Para(
            f"（三）年末结转和结余{p.sum(body.closed, 'balance.closing')}。主要是按合同进度应于下年支付的款项，比上年{p.moved(body.closed, body.opened, 'balance.closing')}。"
        ),
    ]


def split_of(total: Decimal) -> tuple[Decimal, Decimal]:
    """Two thirds and the rest, to the printed digit."""
    first = Decimal(money(total * 2 / 3))
    return first, total - first


def _fiscal(rng: random.Random, p: Pen, body: Body) -> list[Block]:
    spent, before = body.spent(), body.prior()
    planned = sum((i.initial for i in body.items), ZERO)
    basic_planned = sum((i.initial for i in body.items if i.project == 0), ZERO)
    shares = "；".join(
        f"{c.name}{p.sum(c.total, 'fiscal.expenditure/gpb.expenditure' if c.code != '212' else 'fiscal.expenditure/gov_fund.expenditure', code=c.code)}，占{p.share(c.total, spent, 'fiscal.expenditure/gpb.expenditure' if c.code != '212' else 'fiscal.expenditure/gov_fund.expenditure', code=c.code)}"
        for c in summed(body.items, 3)
    )
    blocks: list[Block] = [
        Heading("二、财政拨款支出决算情况", 2),
        Para(
            f"（一）总体情况。财政拨款支出{p.sum(spent, 'fiscal.expenditure')}，其中：基本支出{p.sum(body.basic, 'fiscal.basic_expenditure/expenditure.basic')}，项目支出{p.sum(body.project, 'fiscal.project_expenditure/expenditure.project')}。与上年相比，财政拨款支出{p.moved(spent, before, 'fiscal.expenditure')}，主要原因是项目支出变化。与年初预算相比，财政拨款支出完成年初预算的{p.done(spent, planned, 'fiscal.expenditure')}，年初预算为{p.sum(planned, 'fiscal.expenditure', 'initial_budget')}，其中安排人员和公用经费[[{p.bare(basic_planned)}|?]]万元。"
        ),
        Para(f"（二）结构情况。按功能分类科目，{shares}。"),
        Para("（三）具体情况。"),
    ]
    for n, c in enumerate(summed(body.items, 3), 1):
        measure = (
            "gov_fund.expenditure/fiscal.expenditure"
            if c.code == "212"
            else "gpb.expenditure/fiscal.expenditure"
        )
        lines = [i for i in sorted(body.items, key=lambda i: i.code) if i.code.startswith(c.code)]
        said = "".join(
            f"（{k}）{i.name}{p.sum(i.total, measure, label=i.name)}，主要是{rng.choice(('在职人员工资', '日常公用支出', '按政策缴纳的各项费用', '专项工作支出'))}。完成年初预算的[[{percent(i.total, i.initial)}|{measure}|completion_rate|label={i.name}]]%，{'增加' if i.total > i.initial else '减少'}的主要原因是{'年中追加' if i.total > i.initial else '未完工结转'}。"
            for k, i in enumerate(lines, 1)
        )
        blocks.append(Para(f"{n}.{c.name}{p.sum(c.total, measure, code=c.code)}，具体包括：{said}"))
    return blocks


def _public(p: Pen, year: int, budget: Public, final: Public, prior: Public) -> list[Block]:
    abroad = (
        f"，完成预算的{p.done(final.abroad, budget.abroad, 'three_public.abroad')}，上年无此项支出。{year}年度参加出国（境）团组[[2|three_public.abroad_groups|count]]个，累计[[3|three_public.abroad_persons|count]]人次，主要是赴东南亚开展经贸洽谈"
        if final.abroad
        else "，与上年持平"
    )
    return [
        Heading("三、一般公共预算财政拨款“三公”经费支出决算情况", 2),
        Para(f"“三公”经费支出{p.sum(final.total, 'three_public.total')}，完成预算的{p.done(final.total, budget.total, 'three_public.total')}，决算数小于预算数[[{p.bare(budget.total - final.total)}|three_public.total|change_vs_initial_budget/change_vs_full_year_budget|dir=-1]]万元。与上年相比{p.moved(final.total, prior.total, 'three_public.total', words=('增加', '减少', '增长', '降低'))}，其中上年购置公务用车支出[[{p.bare(prior.purchase)}|three_public.vehicle_purchase|prior_final/reason_amount]]万元、本年未购置。"),
        Para(f"1.因公出国（境）费{p.sum(final.abroad, 'three_public.abroad')}，占“三公”经费的{p.share(final.abroad, final.total, 'three_public.abroad', of='three_public.total')}{abroad}。"),
        Para(f"2.公务接待费{p.sum(final.reception, 'three_public.reception')}，占“三公”经费的{p.share(final.reception, final.total, 'three_public.reception', of='three_public.total')}，完成预算的{p.done(final.reception, budget.reception, 'three_public.reception')}，比上年{p.moved(final.reception, prior.reception, 'three_public.reception')}。{year}年度国内公务接待累计[[33|three_public.reception_batches|count]]批次、[[246|three_public.reception_persons|count]]人、{p.sum(final.reception, 'three_public.reception/three_public.reception_domestic')}，其中外事接待[[0|three_public.reception_foreign_batches|count]]批次、[[0|three_public.reception_foreign_persons|count]]人、[[0|three_public.reception_foreign|final]]万元。"),
        Para(f"3.公务用车购置及运行费{p.sum(final.vehicle, 'three_public.vehicle')}，占“三公”经费的{p.share(final.vehicle, final.total, 'three_public.vehicle', of='three_public.total')}。其中公务用车购置费{p.sum(ZERO, 'three_public.vehicle_purchase')}，当年购置[[0|three_public.vehicles_purchased|count]]辆；公务用车运行维护费{p.sum(final.operation, 'three_public.vehicle_operation')}，比上年{p.moved(final.operation, prior.operation, 'three_public.vehicle_operation')}，车均运行维护费[[{money(final.operation / 4)}|three_public.vehicle_unit_operation_cost|final/amount]]万元，年末使用财政拨款开支运行费的公务用车保有量[[4|three_public.vehicle_stock|count]]辆。"),
    ]  # fmt: skip


def _others(rng: random.Random, p: Pen, year: int, body: Body) -> list[Block]:
    operating = Decimal(money(body.goods() * Decimal("0.7")))
    before = operating - amount(rng, 1, 9)
    goods, works, services = amount(rng, 8, 30), amount(rng, 300, 700), amount(rng, 40, 90)
    total = goods + works + services
    sme = works + amount(rng, 1, 50)
    micro = works - amount(rng, 50, 100)
    return [
        Heading("四、关于机关运行经费支出情况", 2),
        Para(f"{year}年度机关运行经费支出{p.sum(operating, 'agency_operating')}，比上年{p.moved(operating, before, 'agency_operating')}，主要原因是取暖费上涨、公务交通补贴人数增加。"),
        Heading("五、关于政府采购支出和国有资产占用情况", 2),
        Para(f"{year}年度政府采购支出总额{p.sum(total, 'procurement.total')}，其中：货物{p.sum(goods, 'procurement.goods')}、工程{p.sum(works, 'procurement.works')}、服务{p.sum(services, 'procurement.services')}。授予中小企业合同金额{p.sum(sme, 'procurement.sme')}，占政府采购支出总额的{p.share(sme, total, 'procurement.sme', of='procurement.total')}，其中授予小微企业合同金额{p.sum(micro, 'procurement.micro')}，占授予中小企业合同金额的{p.share(micro, sme, 'procurement.micro', of='procurement.sme')}。"),
        Para(f"截至{year}年12月31日，共有车辆[[6|assets.vehicles|count]]辆，其中：机要通信用车[[1|assets.vehicles.confidential|count]]辆、应急保障用车[[2|assets.vehicles.emergency|count]]辆、执法执勤用车[[3|assets.vehicles.law_enforcement|count]]辆；单位价值50万元以上通用设备[[1|assets.general_equipment_500k|count]]台（套），单位价值100万元以上专用设备[[0|assets.special_equipment_1m|count]]台（套）。"),
        Heading("六、关于预算绩效情况", 2),
        Para(f"我部门组织对{year}年度[[11|perf.projects_self_evaluated|count]]个项目开展绩效自评，涉及资金{p.sum(body.project, 'perf.projects_self_evaluated', 'amount')}，自评覆盖率达到[[100|?]]%。“专项工作经费”项目预算[[30.00|-]]万元，执行[[28.50|-]]万元，执行率[[95.00|-]]%。"),
        Heading("第三部分  名词解释"),
        Para("1.财政拨款收入：指单位从同级财政部门取得的财政预算资金。"),
        Para("2.年末结转和结余：指单位按有关规定结转到下年或以后年度继续使用的资金。"),
    ]  # fmt: skip
