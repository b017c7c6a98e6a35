"""Central ministries: 类款项 sentences against the budget at the year's start, large sums, embassies and abroad."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.wordings.figures import amount, money, split
from benchmarks.wordings.story import Block, Heading, Para, Story
from benchmarks.wordings.styles._accounts import ZERO, Body, Item, Public, balanced, summed, with_economics
from benchmarks.wordings.styles._pen import Pen
from benchmarks.wordings.styles._press import Press

PEN = Pen()
ECONOMY = (
    "30101", "30102", "30103", "30107", "30108", "30109", "30110", "30112", "30113", "30199",
    "30201", "30205", "30206", "30207", "30209", "30211", "30213", "30216", "30217", "30226", "30228", "30231",
    "30239", "30299", "30302", "30304", "30305", "30309", "31002",
)  # fmt: skip


def stories(rng: random.Random) -> list[Story]:
    return [
        _story(rng, "guojia_kejihezuo", "国家科技合作总局", 2023),
        _story(rng, "guojia_qixiangfuwu", "国家自然资源信息局", 2022),
    ]


def _items(rng: random.Random, is_abroad: bool) -> list[Item]:
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
            item("2020101", "行政运行", 6000, 9000),
            item("2020401", "国际组织会费", 21000, 39000, 0),
            item("2020505", "对外合作活动", 1800, 2600, 0),
            item("2050602", "来华留学教育", 900, 1700, 0),
            item("2060203", "自然科学基金", 4000, 8000, 0),
            item("2060801", "国际交流与合作", 12000, 26000, 0),
        ]
        if is_abroad
        else [
            item("2050803", "培训支出", 300, 700, 0),
            item("2060206", "专项基础科研", 2500, 4800, 0),
            item("2200101", "行政运行", 8000, 12000),
            item("2200104", "自然资源规划及管理", 16000, 29000, 0),
            item("2200150", "事业运行", 9000, 14000, 0.95),
            item("2200504", "气象事业机构", 3100, 5200, 0.7),
        ]
    )
    return [
        *own,
        item("2080501", "行政单位离退休", 900, 1600),
        item("2080505", "机关事业单位基本养老保险缴费支出", 2000, 3200),
        item("2080506", "机关事业单位职业年金缴费支出", 1000, 1700),
        item("2210201", "住房公积金", 2600, 4100),
        item("2210202", "提租补贴", 110, 190),
        item("2210203", "购房补贴", 1200, 2100),
        item("2069901", "科技奖励", 1100, 2300, 0, "other"),
        item("2060499", "其他技术研究与开发支出", 900, 2000, 0.5, "other"),
    ]


def _story(rng: random.Random, slug: str, name: str, year: int) -> Story:
    items = _items(rng, year == 2023)
    body = balanced(
        items, {"income.undertaking": 0.45, "income.business": 0.1, "income.other": 0.45},
        {"gpb": amount(rng, 3000, 7000), "other": amount(rng, 500, 1500)},
        {"gpb": amount(rng, 2000, 6000), "other": amount(rng, 400, 1200)},
        prior_opening=amount(rng, 2000, 5000), nonfiscal_used=amount(rng, 100, 400), distribution=amount(rng, 50, 120),
    )  # fmt: skip
    final = Public(amount(rng, 300, 600), amount(rng, 20, 60), amount(rng, 120, 200), amount(rng, 9, 30))
    budget = Public(
        final.abroad + amount(rng, 200, 400),
        final.purchase + amount(rng, 1, 9),
        final.operation + amount(rng, 20, 60),
        final.reception + amount(rng, 40, 90),
    )
    prior = Public(
        final.abroad - amount(rng, 100, 250),
        final.purchase + amount(rng, 1, 9),
        final.operation - amount(rng, 1, 20),
        final.reception - amount(rng, 1, 6),
    )
    with_economics(rng, body, ECONOMY, {"30217": final.reception, "30231": final.operation})
    blocks = [*_opening(name, year, body, budget, final), *_totals(year, body), *_gpb(rng, year, body)]
    blocks += [*_public(year, budget, final, prior), *_others(rng, year, body)]
    return Story(slug, "中央", year, "final_account", name, tuple(blocks))


def _opening(name: str, year: int, body: Body, budget: Public, final: Public) -> list[Block]:
    press = Press(PEN)
    return [
        Heading(f"{name}", 0),
        Heading(f"{year}年度部门决算", 0),
        Heading("第一部分  部门概况"),
        Heading("一、主要职责", 2),
        Para(
            f"{name}是国务院直属机构，主要负责拟订有关规划、政策和标准并组织实施，管理对外合作与交流，指导地方相关工作，承办党中央、国务院交办的其他任务。"
        ),
        Heading("二、机构设置", 2),
        Para(
            f"{name}内设机构[[9|org.internal_departments|count]]个司局。从预算单位构成看，部门决算包括：本级决算和[[11|org.subordinate_institutions/org.subordinate_budget_units|count]]家所属事业单位决算。"
        ),
        Heading(f"第二部分  {year}年度部门决算表"),
        press.summary("收入支出决算总表", body),
        press.income("收入决算表", body),
        press.expenditure("支出决算表", body),
        press.fiscal_summary("财政拨款收入支出决算总表", body),
        press.gpb("一般公共预算财政拨款支出决算表", body),
        press.basic("一般公共预算财政拨款基本支出决算表", body),
        press.public("财政拨款“三公”经费支出决算表", budget, final, "full_year_budget/initial_budget"),
    ]


def _totals(year: int, body: Body) -> list[Block]:
    p = PEN
    fiscal = body.fiscal_income + body.opening["gpb"]
    before = body.prior_incomes["income.gpb"] + body.prior_opening
    total_before = body.prior_total
    inc = body.incomes
    return [
        Heading(f"第三部分  {year}年度部门决算情况说明"),
        Heading("一、收入支出决算总体情况说明", 2),
        Para(
            f"{year}年度收入总计{p.sum(body.total, 'income_expenditure_total')}、支出总计{p.sum(body.total, 'income_expenditure_total')}。与{year - 1}年度相比，收、支总计各{p.moved(body.total, total_before, 'income_expenditure_total')}，主要是国际会议和合作任务较上年变化。"
        ),
        Para(f"（一）收入总计{p.sum(body.total, 'income_expenditure_total')}。包括："),
        Para(f"1.财政拨款收入{p.sum(body.fiscal_income, 'income.fiscal')}，系中央财政当年拨付的资金，较{year - 1}年度决算数{p.moved(body.fiscal_income, body.prior_incomes['income.gpb'], 'income.fiscal')}，主要是年中追加预算变化。"),
        Para(f"2.事业收入{p.sum(inc['income.undertaking'], 'income.undertaking')}，系事业单位开展专业业务活动及其辅助活动取得的收入，较{year - 1}年度决算数{p.moved(inc['income.undertaking'], body.prior_incomes['income.undertaking'], 'income.undertaking')}。"),
        Para(f"3.经营收入{p.sum(inc['income.business'], 'income.business')}，较{year - 1}年度决算数{p.moved(inc['income.business'], body.prior_incomes['income.business'], 'income.business')}，主要是所属单位出租业务变化。"),
        Para(f"4.其他收入{p.sum(inc['income.other'], 'income.other')}，系预算单位在“财政拨款收入”“事业收入”“经营收入”之外取得的收入，较{year - 1}年度决算数{p.moved(inc['income.other'], body.prior_incomes['income.other'], 'income.other')}。"),
        Para(f"5.使用非财政拨款结余（含专用结余）{p.sum(body.nonfiscal_used, 'balance.nonfiscal_used')}，系事业单位使用以前年度积累的非财政拨款结余弥补当年收支差额。"),
        Para(f"6.年初结转和结余{p.sum(body.opened, 'balance.opening')}，系以前年度支出预算因客观条件变化未执行完毕、结转到本年度按有关规定继续使用的资金。"),
        Para(f"（二）支出总计{p.sum(body.total, 'income_expenditure_total')}。本年支出{p.sum(body.spent(), 'expenditure.total')}，其中基本支出{p.sum(body.basic, 'expenditure.basic')}，占{p.share(body.basic, body.spent(), 'expenditure.basic', of='expenditure.total')}；项目支出{p.sum(body.project, 'expenditure.project')}，占{p.share(body.project, body.spent(), 'expenditure.project', of='expenditure.total')}。结余分配{p.sum(body.distribution, 'balance.distribution')}，系单位按规定提取的职工福利基金等；年末结转和结余{p.sum(body.closed, 'balance.closing')}。"),
        Heading("二、财政拨款收入支出决算总体情况说明", 2),
        Para(
            f"{year}年度财政拨款收、支总计{p.sum(fiscal, 'fiscal.income_expenditure_total')}，较{year - 1}年度各{p.moved(fiscal, before, 'fiscal.income_expenditure_total')}。收入包括本年收入{p.sum(body.fiscal_income, 'income.fiscal')}、年初结转和结余{p.sum(body.opening['gpb'], 'fiscal.opening')}；支出包括本年支出{p.sum(body.spent('gpb'), 'fiscal.expenditure/gpb.expenditure')}、年末结转和结余{p.sum(body.closing['gpb'], 'fiscal.closing')}。"
        ),
    ]  # fmt: skip


def _gpb(rng: random.Random, year: int, body: Body) -> list[Block]:
    p = PEN
    gpb = body.of("gpb")
    spent, before, initial = body.spent("gpb"), body.prior("gpb"), sum((i.initial for i in gpb), ZERO)
    why = {
        True: (
            "使用以前年度结转资金",
            "执行中按规定程序追加预算",
            "国际组织会费汇率变化",
            "新增住房改革支出标准",
        ),
        False: ("部分项目结转下年继续执行", "按照过紧日子要求压减支出", "出访任务调整", "人员变动"),
    }
    kinds = summed(gpb, 3)
    shares = "；".join(
        f"{c.name}（类）支出{p.sum(c.total, 'gpb.expenditure', code=c.code)}，占{p.share(c.total, spent, 'gpb.expenditure', code=c.code, of='gpb.expenditure')}"
        for c in kinds
    )
    blocks: list[Block] = [
        Heading("三、一般公共预算财政拨款支出决算情况说明", 2),
        Heading("（一）财政拨款支出决算总体情况", 3),
        Para(f"{year}年度一般公共预算财政拨款支出{p.sum(spent, 'gpb.expenditure')}，占本年支出合计的{p.share(spent, body.spent(), 'gpb.expenditure', of='expenditure.total')}。与{year - 1}年度相比，一般公共预算财政拨款支出{p.moved(spent, before, 'gpb.expenditure')}。"),
        Heading("（二）财政拨款支出决算结构情况", 3),
        Para(f"{year}年度一般公共预算财政拨款支出{p.sum(spent, 'gpb.expenditure')}，主要用于以下方面：{shares}。"),
        Heading("（三）财政拨款支出决算具体情况", 3),
        Para(f"{year}年度一般公共预算财政拨款支出年初预算为{p.sum(initial, 'gpb.expenditure', 'initial_budget')}，支出决算为{p.sum(spent, 'gpb.expenditure')}，完成年初预算的{p.done(spent, initial, 'gpb.expenditure')}。按支出功能分类科目统计，具体情况如下："),
    ]  # fmt: skip
    for n, i in enumerate(sorted(gpb, key=lambda i: i.code), 1):
        rate = p.done(i.total, i.initial, "gpb.expenditure", code=i.code)
        more = i.total > i.initial
        blocks.append(
            Para(
                f"{n}.{i.class_name}（类）{i.group_name}（款）{i.name}（项）。年初预算为{p.sum(i.initial, 'gpb.expenditure', 'initial_budget', code=i.code)}，支出决算为{p.sum(i.total, 'gpb.expenditure', code=i.code)}，完成年初预算的{rate}。决算数{'大于' if more else '小于'}年初预算数的主要原因：{rng.choice(why[more])}。"
                if i.total != i.initial
                else f"{n}.{i.class_name}（类）{i.group_name}（款）{i.name}（项）。年初预算为{p.sum(i.initial, 'gpb.expenditure', 'initial_budget', code=i.code)}，支出决算为{p.sum(i.total, 'gpb.expenditure', code=i.code)}，决算数与年初预算数持平。"
            )
        )
    wages, goods = body.wages(), body.goods()
    blocks += [
        Heading("四、一般公共预算财政拨款基本支出决算情况说明", 2),
        Para(
            f"{year}年度一般公共预算财政拨款基本支出{p.sum(wages + goods, 'gpb.basic_expenditure')}，其中："
        ),
        Para(
            f"人员经费{p.sum(wages, 'gpb.personnel')}，主要包括：基本工资、津贴补贴、奖金、绩效工资、机关事业单位基本养老保险缴费、职业年金缴费、职工基本医疗保险缴费、其他社会保障缴费、住房公积金、退休费、抚恤金、生活补助、奖励金；"
        ),
        Para(
            f"公用经费{p.sum(goods, 'gpb.public')}，主要包括：办公费、水费、电费、邮电费、物业管理费、差旅费、维修（护）费、培训费、公务接待费、劳务费、工会经费、公务用车运行维护费、其他交通费用、其他商品和服务支出、办公设备购置。"
        ),
        Heading("五、政府性基金预算财政拨款支出决算情况说明", 2),
        Para(f"{year}年度本部门没有政府性基金收入，也没有使用政府性基金安排的支出。"),
        Heading("六、国有资本经营预算财政拨款支出决算情况说明", 2),
        Para(f"{year}年度本部门没有使用国有资本经营预算财政拨款安排的支出。"),
    ]
    return blocks


def _public(year: int, budget: Public, final: Public, prior: Public) -> list[Block]:
    p = PEN
    each = [
        ("因公出国（境）费", "three_public.abroad", budget.abroad, final.abroad, prior.abroad),
        ("公务用车购置及运行维护费", "three_public.vehicle", budget.vehicle, final.vehicle, prior.vehicle),
        ("公务接待费", "three_public.reception", budget.reception, final.reception, prior.reception),
    ]
    shares = "；".join(
        f"{label}支出决算为{p.sum(f, m)}，占{p.share(f, final.total, m, of='three_public.total')}"
        for label, m, _, f, _ in each
    )
    return [
        Heading("七、财政拨款“三公”经费支出决算情况说明", 2),
        Heading("（一）“三公”经费财政拨款支出决算总体情况说明", 3),
        Para(
            f"{year}年度“三公”经费财政拨款支出预算为{p.sum(budget.total, 'three_public.total', 'full_year_budget/initial_budget')}，支出决算为{p.sum(final.total, 'three_public.total')}，完成预算的{p.done(final.total, budget.total, 'three_public.total')}，比{year - 1}年度{p.moved(final.total, prior.total, 'three_public.total')}。决算数小于预算数的主要原因是从严控制因公出国（境）团组和公务接待活动。"
        ),
        Heading("（二）“三公”经费财政拨款支出决算具体情况说明", 3),
        Para(f"{year}年度“三公”经费财政拨款支出决算中，{shares}。具体情况如下："),
        Para(
            f"1.因公出国（境）费预算为{p.sum(budget.abroad, 'three_public.abroad', 'full_year_budget/initial_budget')}，支出决算为{p.sum(final.abroad, 'three_public.abroad')}，完成预算的{p.done(final.abroad, budget.abroad, 'three_public.abroad')}，比预算减少[[{money(budget.abroad - final.abroad)}|three_public.abroad|change_vs_full_year_budget/change_vs_initial_budget|dir=-1]]万元。全年使用财政拨款安排本部门组织的出国（境）团组[[36|three_public.abroad_groups|count]]个，参加其他单位组织的出国（境）团组[[8|?]]个；全年因公出国（境）累计[[141|three_public.abroad_persons|count]]人次。"
        ),
        Para(
            f"2.公务用车购置及运行维护费预算为{p.sum(budget.vehicle, 'three_public.vehicle', 'full_year_budget/initial_budget')}，支出决算为{p.sum(final.vehicle, 'three_public.vehicle')}，完成预算的{p.done(final.vehicle, budget.vehicle, 'three_public.vehicle')}。其中：公务用车购置费支出{p.sum(final.purchase, 'three_public.vehicle_purchase')}，购置车辆[[2|three_public.vehicles_purchased|count]]辆；公务用车运行维护费支出{p.sum(final.operation, 'three_public.vehicle_operation')}，主要用于公务用车燃料、维修、保险等，年末公务用车保有量[[63|three_public.vehicle_stock|count]]辆，平均每辆[[{money(final.operation / 63)}|three_public.vehicle_unit_operation_cost|final/amount]]万元。"
        ),
        Para(
            f"3.公务接待费预算为{p.sum(budget.reception, 'three_public.reception', 'full_year_budget/initial_budget')}，支出决算为{p.sum(final.reception, 'three_public.reception')}，完成预算的{p.done(final.reception, budget.reception, 'three_public.reception')}。其中：外事接待支出{p.sum(final.reception - Decimal('2.15'), 'three_public.reception_foreign')}，接待[[21|three_public.reception_foreign_batches|count]]批次、[[187|three_public.reception_foreign_persons|count]]人次；其他国内公务接待支出[[2.15|three_public.reception_domestic]]万元，接待[[19|?]]批次、[[176|?]]人次。".replace(
                "three_public.reception_domestic]]", "three_public.reception_domestic|final]]"
            )
        ),
    ]


def _others(rng: random.Random, year: int, body: Body) -> list[Block]:
    p = PEN
    operating = Decimal(money(body.goods() * Decimal("0.5")))
    before = operating - amount(rng, 40, 190)
    goods, works, services = amount(rng, 900, 2600), amount(rng, 200, 900), amount(rng, 5000, 9000)
    total = goods + works + services
    sme = goods + amount(rng, 3000, 4500)
    micro = goods + amount(rng, 200, 900)
    gpb_project = sum((i.project for i in body.of("gpb")), ZERO)
    return [
        Heading("八、其他重要事项情况说明", 2),
        Heading("（一）机关运行经费支出情况", 3),
        Para(f"{year}年度机关运行经费支出{p.sum(operating, 'agency_operating')}，比{year - 1}年度{p.moved(operating, before, 'agency_operating')}，主要是办公用房维修和物业服务支出增加。"),
        Heading("（二）政府采购支出情况", 3),
        Para(
            f"{year}年度政府采购支出总额{p.sum(total, 'procurement.total')}，其中：政府采购货物支出{p.sum(goods, 'procurement.goods')}、政府采购工程支出{p.sum(works, 'procurement.works')}、政府采购服务支出{p.sum(services, 'procurement.services')}。授予中小企业合同金额{p.sum(sme, 'procurement.sme')}，占政府采购支出总额的{p.share(sme, total, 'procurement.sme', of='procurement.total')}，其中：授予小微企业合同金额{p.sum(micro, 'procurement.micro')}，占政府采购支出总额的{p.share(micro, total, 'procurement.micro', of='procurement.total')}。"
        ),
        Heading("（三）国有资产占用情况", 3),
        Para(
            f"截至{year}年12月31日，本部门共有车辆[[87|assets.vehicles|count]]辆，其中，副部（省）级及以上领导用车[[4|assets.vehicles.ministerial|count]]辆、主要领导干部用车[[0|assets.vehicles.leaders|count]]辆、机要通信用车[[9|assets.vehicles.confidential|count]]辆、应急保障用车[[3|assets.vehicles.emergency|count]]辆、特种专业技术用车[[12|assets.vehicles.special_technical|count]]辆、离退休干部用车[[5|assets.vehicles.retired_cadres|count]]辆、其他用车[[54|assets.vehicles.other|count]]辆，其他用车主要是所属单位业务用车；单位价值100万元以上设备（不含车辆）[[210|assets.large_equipment|count]]台（套）。"
        ),
        Heading("（四）预算绩效情况", 3),
        Para(
            f"根据预算绩效管理要求，组织对{year}年度一般公共预算项目支出全面开展绩效自评，共涉及一级项目[[6|?]]个，二级项目[[58|perf.projects_self_evaluated|count|label=二级]]个，共涉及资金{p.sum(gpb_project, 'perf.projects_self_evaluated', 'amount')}，占一般公共预算项目支出总额的[[100.00|perf.projects_self_evaluated|share]]%。组织对“国际合作专项”等[[3|perf.projects_evaluated|count]]个项目开展了部门评价，涉及一般公共预算支出{p.sum(Decimal('5120.30'), 'perf.projects_evaluated', 'amount')}。"
        ),
        Para("“标准化服务”项目绩效自评综述：项目自评得分[[95.88|-]]分，项目全年预算数[[860.00|-]]万元，执行数[[790.41|-]]万元，完成预算的[[91.91|-]]%。"),
        Heading("第四部分  名词解释"),
        Para("一、财政拨款收入：指中央财政当年拨付的资金。"),
        Para("二、年初结转和结余：指以前年度尚未完成、结转到本年仍按原规定用途继续使用的资金。"),
    ]  # fmt: skip
