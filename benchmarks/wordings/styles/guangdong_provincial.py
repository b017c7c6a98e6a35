"""Provincial departments of Guangdong: one or two decimals, thousands separated, budgets of the whole year."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from functools import partial

from benchmarks.wordings.figures import amount, money, percent, rounded, split
from benchmarks.wordings.story import Block, Heading, Para, Story
from benchmarks.wordings.styles._accounts import ZERO, Body, Item, Public, balanced, summed, with_economics
from benchmarks.wordings.styles._pen import Pen
from benchmarks.wordings.styles._press import Press

YEAR = 2023
ECONOMY = (
    "30101", "30102", "30103", "30107", "30108", "30109", "30110", "30112", "30113", "30199",
    "30201", "30205", "30206", "30207", "30209", "30211", "30213", "30216", "30217", "30226", "30228", "30231",
    "30239", "30299", "30302", "30305", "31002",
)  # fmt: skip


def stories(rng: random.Random) -> list[Story]:
    return [
        _story(rng, "gd_kjt", "广东省科学技术交流促进厅", 1, True),
        _story(rng, "gd_wlt", "岭海省文化和旅游发展厅", 2, False),
    ]


def _items(rng: random.Random, places: int, is_science: bool) -> list[Item]:
    def item(code: str, name: str, low: float, high: float, nature: float = 1.0, fund: str = "gpb") -> Item:
        total = amount(rng, low, high, places)
        basic = (
            total
            if nature == 1
            else ZERO
            if nature == 0
            else split(rng, total, 2, places, (nature, 1 - nature))[0]
        )
        full = total + amount(rng, 0, float(total) * 0.08, places)
        return Item(
            code, name, basic, total - basic, amount(rng, float(total) * 0.8, float(total) * 1.2, places),
            amount(rng, float(total) * 0.7, float(total) * 1.3, places), fund, full if fund == "gpb" else ZERO,
        )  # fmt: skip

    common = [
        item("2080505", "机关事业单位基本养老保险缴费支出", 900, 1400),
        item("2080506", "机关事业单位职业年金缴费支出", 400, 700),
        item("2101101", "行政单位医疗", 210, 330),
        item("2101102", "事业单位医疗", 260, 420),
        item("2210201", "住房公积金", 1300, 2100),
    ]
    if is_science:
        return [
            item("2050803", "培训支出", 60, 130, 0),
            item("2060401", "机构运行", 6200, 8800),
            item("2060404", "科技成果转化与扩散", 21000, 39000, 0),
            item("2060499", "其他技术研究与开发支出", 3000, 6000, 0),
            item("2060801", "国际交流与合作", 1100, 2300, 0),
            *common,
            item("2069999", "其他科学技术支出", 1400, 2700, 0, "other"),
            item("2060502", "科技条件专项", 300, 900, 0.3, "other"),
        ]
    return [
        item("2010301", "行政运行", 20, 70, 0),
        item("2070101", "行政运行", 4300, 6200),
        item("2070104", "图书馆", 5400, 8000, 0.6),
        item("2070109", "群众文化", 1800, 3300, 0.5),
        item("2070111", "文化创作与保护", 2400, 4100, 0),
        item("2070113", "旅游宣传", 900, 2200, 0),
        *common,
        item("2296003", "用于体育事业的彩票公益金支出", 800, 1500, 0, "gov_fund"),
        item("2070199", "其他文化和旅游支出", 500, 1100, 0.4, "other"),
        item("2070115", "文化和旅游交流合作", 200, 480, 0, "other"),
    ]


def _story(rng: random.Random, slug: str, name: str, places: int, is_science: bool) -> Story:
    name = name.replace("岭海省", "广东省")
    items = _items(rng, places, is_science)
    kept = {"gpb": amount(rng, 300, 900, places), "other": amount(rng, 100, 300, places)}
    body = balanced(
        items, {"income.undertaking": 0.6, "income.other": 0.4} if not is_science else {"income.other": 1},
        {"gpb": amount(rng, 300, 900, places), "other": amount(rng, 50, 200, places)}, kept,
        prior_opening=amount(rng, 100, 400, places),
    )  # fmt: skip
    for incomes in (body.incomes, body.prior_incomes):
        if places == 1 and len(incomes) > 2:
            raise ValueError("weights are rounded to two decimals")
    reception = amount(rng, 12, 20, places)
    final = Public(amount(rng, 40, 70, places), ZERO, amount(rng, 30, 45, places), reception)
    budget = Public(
        final.abroad + amount(rng, 1, 9, places),
        ZERO,
        final.operation + amount(rng, 1, 6, places),
        reception + amount(rng, 5, 9, places),
    )
    prior = Public(
        ZERO, ZERO, final.operation + amount(rng, 1, 3, places), reception - amount(rng, 1, 5, places)
    )
    fixed = {"30217": rounded(reception * Decimal("0.8"), places), "30231": final.operation}
    with_economics(rng, body, ECONOMY, fixed, places)
    pen = Pen(places, thousands=True, rate_places=1)
    press = replace(Press(pen), code_columns=not is_science)
    blocks = [*_opening(name, press, body, budget, final), *_totals(name, pen, body), *_gpb(rng, pen, body)]
    blocks += [*_public(pen, budget, final, prior), *_others(rng, pen, body, places)]
    return Story(slug, "广东", YEAR, "final_account", name, tuple(blocks))


def _opening(name: str, press: Press, body: Body, budget: Public, final: Public) -> list[Block]:
    blocks: list[Block] = [
        Heading(f"{YEAR}年广东省省级部门决算", 0),
        Heading(name, 0),
        Heading("目    录"),
        Para(f"第一部分：{name}概况"), Para(f"第二部分：{YEAR}年度部门决算表"), Para(f"第三部分：{YEAR}年度部门决算情况说明"), Para("第四部分：名词解释"),
        Heading(f"第一部分：{name}概况"),
        Heading("一、部门主要职责", 2),
        Para("（一）贯彻落实国家和省有关方针政策和法律法规，起草有关地方性法规、规章草案；（二）拟订行业发展规划并组织实施；（三）指导、管理所属单位；（四）完成省委、省政府交办的其他任务。"),
        Heading("二、部门决算单位构成", 2),
        Para(f"纳入{name}{YEAR}年度部门决算汇编范围的单位共[[6|org.budget_units|count]]个，其中行政单位[[1|org.admin_units|count]]个，公益一类事业单位[[3|org.institutions_class_1|count]]个，公益二类事业单位[[2|org.institutions_class_2|count]]个。"),
        Heading("三、部门人员构成", 2),
        Para("部门总编制人数[[412|staff.quota|count]]人，其中：行政编制[[118|staff.admin_quota|count]]人，事业编制[[294|staff.institution_quota|count]]人；年末实有在职人员[[381|staff.in_post/staff.actual|count]]人，离退休人员[[207|staff.retired|count]]人。"),
        Heading(f"第二部分：{YEAR}年度部门决算表"),
        press.summary("收入支出决算总表", body),
        press.income("收入决算表", body),
        press.expenditure("支出决算表", body),
        press.fiscal_summary("财政拨款收入支出决算总表", body),
        press.gpb("一般公共预算财政拨款支出决算表", body),
        press.basic("一般公共预算财政拨款基本支出决算表", body),
        press.public("一般公共预算财政拨款“三公”经费支出决算表", budget, final, "full_year_budget/initial_budget"),
    ]  # fmt: skip
    if body.of("gov_fund"):
        blocks.append(press.fund("政府性基金预算财政拨款收入支出决算表", body))
    return blocks


def _totals(name: str, p: Pen, body: Body) -> list[Block]:
    fiscal = body.fiscal_income + body.opening["gpb"]
    fiscal_before = (
        sum((v for k, v in body.prior_incomes.items() if k.startswith("income.g")), ZERO) + body.prior_opening
    )
    labels = {
        "income.undertaking": "事业收入", "income.business": "经营收入", "income.affiliate_remittance": "附属单位上缴收入", "income.other": "其他收入",
    }  # fmt: skip
    others = "；".join(
        f"{label}{p.sum(body.incomes.get(m, ZERO), m)}，占{p.share(body.incomes.get(m, ZERO), body.income, m, of='income.total')}"
        for m, label in labels.items()
    )
    moved = partial(p.moved, same="与上年持平")
    other, other_before = body.incomes["income.other"], body.prior_incomes["income.other"]
    return [
        Heading(f"第三部分：{YEAR}年度部门决算情况说明"),
        Heading("一、收入支出决算总体情况说明", 2),
        Para(
            f"（一）年度收入、支出总计情况。{name}{YEAR}年度收入、支出总计{p.sum(body.total, 'income_expenditure_total')}，与{YEAR - 1}年度相比，收入、支出总计均{moved(body.total, body.prior_total, 'income_expenditure_total')}。"
        ),
        Para(
            f"（二）年度收入总体情况。本年收入合计{p.sum(body.income, 'income.total')}，比上年度{moved(body.income, body.prior_income, 'income.total')}。其中：财政拨款收入{p.sum(body.fiscal_income, 'income.fiscal')}，占{p.share(body.fiscal_income, body.income, 'income.fiscal', of='income.total')}；上级补助收入{p.sum(ZERO, 'income.superior_subsidy')}，占[[0.0|income.superior_subsidy|share]]%；{others}。其他收入比上年度{moved(other, other_before, 'income.other')}，主要是所属单位利息收入和非同级财政拨款变动。"
        ),
        Para(
            f"（三）年度支出总体情况。本年支出合计{p.sum(body.spent(), 'expenditure.total')}，比上年度{moved(body.spent(), body.prior(), 'expenditure.total')}。其中：基本支出{p.sum(body.basic, 'expenditure.basic')}，占{p.share(body.basic, body.spent(), 'expenditure.basic', of='expenditure.total')}；项目支出{p.sum(body.project, 'expenditure.project')}，占{p.share(body.project, body.spent(), 'expenditure.project', of='expenditure.total')}；上缴上级支出、经营支出、对附属单位补助支出均为[[0.0|?]]万元。"
        ),
        Heading("二、财政拨款收入支出决算总体情况说明", 2),
        Para(
            f"{YEAR}年度财政拨款收入、支出总计{p.sum(fiscal, 'fiscal.income_expenditure_total')}，与{YEAR - 1}年度相比，财政拨款收入、支出总计均{moved(fiscal, fiscal_before, 'fiscal.income_expenditure_total')}，主要是按照省委、省政府部署调整重点项目投入。年末财政拨款结转和结余{p.sum(body.closing['gpb'], 'fiscal.closing')}。"
        ),
    ]


def _gpb(rng: random.Random, p: Pen, body: Body) -> list[Block]:
    gpb = body.of("gpb")
    spent, before = body.spent("gpb"), body.prior("gpb")
    initial, full = sum((i.initial for i in gpb), ZERO), sum((i.full_year for i in gpb), ZERO)
    why = (
        "年中追加项目经费",
        "部分项目按合同约定跨年支付",
        "人员增加及社保缴费基数调整",
        "落实过紧日子要求，压减非刚性支出",
        "机构改革后人员转隶",
    )
    kinds = summed(gpb, 3)
    shares = "；".join(
        f"{c.name}（类）{p.sum(c.total, 'gpb.expenditure', code=c.code)}，占{p.share(c.total, spent, 'gpb.expenditure', code=c.code, of='gpb.expenditure')}"
        for c in kinds
    )
    blocks: list[Block] = [
        Heading("三、一般公共预算财政拨款支出决算情况说明", 2),
        Para(f"（一）总体情况。{YEAR}年度一般公共预算财政拨款支出{p.sum(spent, 'gpb.expenditure')}，占本年支出合计的{p.share(spent, body.spent(), 'gpb.expenditure', of='expenditure.total')}。与{YEAR - 1}年度相比，一般公共预算财政拨款支出{p.moved(spent, before, 'gpb.expenditure')}，主要是科目经费安排结构变化。"),
        Para(f"（二）支出结构情况。{YEAR}年度一般公共预算财政拨款支出主要用于以下方面：{shares}。"),
        Para(
            f"（三）支出具体情况。{YEAR}年度一般公共预算财政拨款支出年初预算{p.sum(initial, 'gpb.expenditure', 'initial_budget')}，全年预算{p.sum(full, 'gpb.expenditure', 'full_year_budget')}，支出决算{p.sum(spent, 'gpb.expenditure')}，完成全年预算的{p.done(spent, full, 'gpb.expenditure')}。其中："
        ),
    ]  # fmt: skip
    for n, i in enumerate(sorted(gpb, key=lambda i: i.code), 1):
        head = f"{n}.{i.class_name}（类）{i.group_name}（款）{i.name}（项）"
        done = percent(i.total, i.full_year, 1)
        end = (
            "决算数与全年预算数持平"
            if i.total == i.full_year
            else f"决算数小于全年预算数，主要是{rng.choice(why)}"
        )
        blocks.append(
            Para(
                f"{head}全年预算{p.sum(i.full_year, 'gpb.expenditure', 'full_year_budget', code=i.code)}，支出决算{p.sum(i.total, 'gpb.expenditure', code=i.code)}，完成全年预算的[[{done}|gpb.expenditure|completion_rate|code={i.code}]]%，比上年{p.moved(i.total, i.prior, 'gpb.expenditure', code=i.code)}。{end}。"
            )
        )
    fund = body.of("gov_fund")
    blocks.append(Heading("四、政府性基金预算财政拨款支出决算情况说明", 2))
    if fund:
        now, then = body.spent("gov_fund"), body.prior("gov_fund")
        i = fund[0]
        blocks.append(
            Para(
                f"{YEAR}年度政府性基金预算财政拨款支出{p.sum(now, 'gov_fund.expenditure')}，比上年{p.moved(now, then, 'gov_fund.expenditure')}，全部为其他支出（类）彩票公益金安排的支出（款）{i.name}（项）{p.sum(now, 'gov_fund.expenditure', code=i.code)}，主要用于全民健身设施维护、群众体育活动开展。"
            )
        )
    else:
        blocks.append(Para(f"本部门{YEAR}年度没有政府性基金预算财政拨款收入、支出及结转结余。"))
    wages, goods = body.wages(), body.goods()
    blocks += [
        Heading("五、一般公共预算财政拨款基本支出决算情况说明", 2),
        Para(
            f"{YEAR}年度一般公共预算财政拨款基本支出{p.sum(wages + goods, 'gpb.basic_expenditure')}。其中：人员经费支出{p.sum(wages, 'gpb.personnel')}，占{p.share(wages, wages + goods, 'gpb.personnel', of='gpb.basic_expenditure')}，包括工资福利支出{p.sum(body.sum_of('301'), 'gpb.basic', code='301')}、对个人和家庭的补助{p.sum(body.sum_of('303'), 'gpb.basic', code='303')}；"
            f"日常公用经费支出{p.sum(goods, 'gpb.public')}，占{p.share(goods, wages + goods, 'gpb.public', of='gpb.basic_expenditure')}，包括商品和服务支出{p.sum(body.sum_of('302'), 'gpb.basic', code='302')}、资本性支出{p.sum(body.sum_of('310'), 'gpb.basic', code='310')}。"
        ),
    ]
    return blocks


def _public(p: Pen, budget: Public, final: Public, prior: Public) -> list[Block]:
    def one(measure: str, b: Decimal, f: Decimal, before: Decimal, why: str) -> str:
        if before == 0:
            change = "；上年无此项支出，增长--（基数为0，不可比）"
        else:
            change = f"；比上年{p.moved(f, before, measure)}"
        return f"支出决算{p.sum(f, measure)}，完成全年预算{p.sum(b, measure, 'full_year_budget')}的{p.done(f, b, measure)}{change}，{why}"

    return [
        Heading("六、一般公共预算财政拨款“三公”经费支出决算情况说明", 2),
        Para(
            f"（一）“三公”经费财政拨款支出决算总体情况。{YEAR}年度“三公”经费财政拨款{one('three_public.total', budget.total, final.total, prior.total, '主要是因公出国（境）团组恢复正常')}。"
        ),
        Para(
            f"其中：因公出国（境）费支出决算{p.sum(final.abroad, 'three_public.abroad')}，占{p.share(final.abroad, final.total, 'three_public.abroad', of='three_public.total')}；公务用车购置及运行维护费支出决算{p.sum(final.vehicle, 'three_public.vehicle')}，占{p.share(final.vehicle, final.total, 'three_public.vehicle', of='three_public.total')}；公务接待费支出决算{p.sum(final.reception, 'three_public.reception')}，占{p.share(final.reception, final.total, 'three_public.reception', of='three_public.total')}。"
        ),
        Para(
            f"（二）分项情况。1.因公出国（境）费{one('three_public.abroad', budget.abroad, final.abroad, prior.abroad, '主要用于赴境外开展交流推介')}。全年使用财政拨款安排出国（境）团组[[5|three_public.abroad_groups|count]]个、累计[[14|three_public.abroad_persons|count]]人次。"
        ),
        Para(
            f"2.公务用车购置及运行维护费{one('three_public.vehicle', budget.vehicle, final.vehicle, prior.vehicle, '主要是加强车辆管理')}。其中：公务用车购置支出{p.sum(ZERO, 'three_public.vehicle_purchase')}，全年购置公务用车[[0|three_public.vehicles_purchased|count]]辆；公务用车运行维护支出{p.sum(final.operation, 'three_public.vehicle_operation')}，主要用于机要文件交换、市内因公出行等。截至{YEAR}年12月31日，开支财政拨款的公务用车保有量[[14|three_public.vehicle_stock|count]]辆。"
        ),
        Para(
            f"3.公务接待费{one('three_public.reception', budget.reception, final.reception, prior.reception, '主要是兄弟省份来粤调研增多')}。全年国内公务接待[[132|three_public.reception_batches|count]]批次，接待人数[[1,046|three_public.reception_persons|count]]人次；其中外宾接待[[6|three_public.reception_foreign_batches|count]]批次、[[58|three_public.reception_foreign_persons|count]]人次。"
        ),
    ]


def _others(rng: random.Random, p: Pen, body: Body, places: int) -> list[Block]:
    operating = Decimal(money(body.goods() * Decimal("0.45"), places))
    before = operating + amount(rng, 20, 60, places)
    goods, works, services = (
        amount(rng, low, high, places) for low, high in ((300, 700), (90, 200), (2000, 4000))
    )
    total = goods + works + services
    sme = goods + works + amount(rng, 500, 1500, places)
    micro = works + amount(rng, 300, 450, places)
    evaluated = rounded(body.project * Decimal("0.9"), places)
    gpb_project = sum((i.project for i in body.of("gpb")), ZERO)
    evaluated = min(evaluated, gpb_project - 1)
    return [
        Heading("七、其他重要事项的情况说明", 2),
        Para(f"（一）机关运行经费支出情况。{YEAR}年度机关运行经费支出{p.sum(operating, 'agency_operating')}，比上年{p.moved(operating, before, 'agency_operating')}，主要是压减办公费、印刷费。"),
        Para(
            f"（二）政府采购支出情况。{YEAR}年度政府采购支出总额{p.sum(total, 'procurement.total')}，其中：政府采购货物支出{p.sum(goods, 'procurement.goods')}、政府采购工程支出{p.sum(works, 'procurement.works')}、政府采购服务支出{p.sum(services, 'procurement.services')}。授予中小企业合同金额{p.sum(sme, 'procurement.sme')}，占政府采购支出总额的{p.share(sme, total, 'procurement.sme', of='procurement.total')}，其中：授予小微企业合同金额{p.sum(micro, 'procurement.micro')}，占授予中小企业合同金额的{p.share(micro, sme, 'procurement.micro', of='procurement.sme')}。"
        ),
        Para(
            f"（三）国有资产占用情况。截至{YEAR}年12月31日，本部门共有车辆[[23|assets.vehicles|count]]辆，其中，副部（省）级及以上领导用车[[0|assets.vehicles.ministerial|count]]辆、主要负责人用车[[2|assets.vehicles.leaders|count]]辆、机要通信用车[[3|assets.vehicles.confidential|count]]辆、应急保障用车[[4|assets.vehicles.emergency|count]]辆、执法执勤用车[[0|assets.vehicles.law_enforcement|count]]辆、特种专业技术用车[[5|assets.vehicles.special_technical|count]]辆、离退休干部服务用车[[1|assets.vehicles.retired_cadres|count]]辆、其他用车[[8|assets.vehicles.other|count]]辆，其他用车主要是所属单位业务用车；单价100万元（含）以上设备（不含车辆）[[17|assets.large_equipment|count]]台（套）。"
        ),
        Para(
            f"（四）预算绩效管理工作开展情况。组织对{YEAR}年度一般公共预算项目支出全面开展绩效自评，共涉及一级项目[[4|?]]个、二级项目[[31|perf.projects_self_evaluated|count|label=二级]]个，涉及资金{p.sum(evaluated, 'perf.projects_self_evaluated', 'amount')}，占一般公共预算项目支出总额的{p.share(evaluated, gpb_project, 'perf.projects_self_evaluated', of='gpb.project_expenditure')}。“重点平台建设”项目自评得分[[98.2|-]]分，全年预算[[1,200.0|-]]万元，执行数[[1,176.5|-]]万元，执行率[[98.0|-]]%。"
        ),
        Heading("第四部分：名词解释"),
        Para("一、财政拨款收入：指省级财政当年拨付的资金。"),
        Para("二、其他收入：指除上述“财政拨款收入”“事业收入”“经营收入”等以外的收入。"),
    ]  # fmt: skip
