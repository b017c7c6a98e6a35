"""Universities of Hubei: money of their own beside the state's, 教育收费, balances used and distributed."""

from __future__ import annotations

import random
from decimal import Decimal
from functools import partial

from benchmarks.wordings.figures import amount, money, rounded, split
from benchmarks.wordings.story import Block, CellFact, Grid, Heading, Para, Story
from benchmarks.wordings.styles._accounts import ZERO, Body, Item, Public, balanced, summed, with_economics
from benchmarks.wordings.styles._pen import Pen
from benchmarks.wordings.styles._press import Press

PEN = Pen()
ECONOMY = (
    "30101", "30102", "30103", "30107", "30108", "30109", "30110", "30112", "30113", "30199",
    "30201", "30205", "30206", "30207", "30209", "30211", "30213", "30216", "30217", "30226", "30228", "30231",
    "30299", "30302", "30304", "30305", "31002",
)  # fmt: skip
NAME = "楚江理工大学"
SCHOOL = "汉南职业技术学院"
NONE = "本单位当年无政府性基金预算财政拨款收入、支出和结转结余。"


def stories(rng: random.Random) -> list[Story]:
    return [_account(rng), _budget(rng)]


def _account(rng: random.Random) -> Story:
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

    items = [
        item("2050205", "高等教育", 42000, 58000, 0.7),
        item("2060203", "自然科学基金", 300, 800, 0),
        item("2060499", "其他技术研究与开发支出", 700, 1500, 0),
        item("2080505", "机关事业单位基本养老保险缴费支出", 2600, 3900),
        item("2080506", "机关事业单位职业年金缴费支出", 1300, 1900),
        item("2101102", "事业单位医疗", 1500, 2300),
        item("2210201", "住房公积金", 3300, 4600),
        item("2050299", "其他普通教育支出", 21000, 32000, 0.6, "other"),
        item("2060901", "科技重大专项", 2000, 4800, 0, "other"),
    ]
    body = balanced(
        items, {"income.superior_subsidy": 0.02, "income.undertaking": 0.71, "income.affiliate_remittance": 0.03, "income.other": 0.24},
        {"gpb": amount(rng, 900, 1900), "other": amount(rng, 3000, 6000)},
        {"gpb": amount(rng, 500, 1500), "other": amount(rng, 2600, 5000)},
        prior_opening=amount(rng, 800, 1300), nonfiscal_used=amount(rng, 700, 1600), distribution=amount(rng, 300, 600),
    )  # fmt: skip
    final = Public(amount(rng, 12, 20), ZERO, amount(rng, 20, 30), amount(rng, 3, 6))
    budget = Public(
        final.abroad + amount(rng, 4, 9), ZERO, final.operation, final.reception + amount(rng, 6, 12)
    )
    prior = Public(ZERO, ZERO, final.operation + amount(rng, 1, 3), final.reception + amount(rng, 1, 3))
    with_economics(rng, body, ECONOMY, {"30217": final.reception, "30231": final.operation})
    blocks = _account_opening(body, budget, final)
    blocks += [
        *_account_totals(body),
        *_account_gpb(rng, body),
        *_account_rest(rng, body, budget, final, prior),
    ]
    return Story("chujiang_ligong", "湖北", 2024, "final_account", NAME, tuple(blocks))


def _account_opening(body: Body, budget: Public, final: Public) -> list[Block]:
    press = Press(PEN)
    return [
        Heading(f"2024年度{NAME}决算公开", 0),
        Heading("2025年9月", 0),
        Heading("目    录"),
        Para(f"第一部分  {NAME}概况"), Para(f"第二部分  {NAME}2024年度单位决算表"), Para(f"第三部分  {NAME}2024年度单位决算情况说明"), Para("第四部分  2024年重点工作完成情况"), Para("第五部分  名词解释"),
        Heading(f"第一部分  {NAME}概况"),
        Heading("一、单位主要职责", 2),
        Para("学校以培养应用型高级专门人才为根本任务，开展人才培养、科学研究、社会服务、文化传承创新和国际交流合作。现有全日制在校学生[[23,416|org.students|count]]人，其中研究生[[2,187|?]]人；设有[[19|?]]个教学院部、[[64|?]]个本科专业。"),
        Heading("二、机构设置情况", 2),
        Para("学校设党政管理机构[[22|?]]个。教职工编制[[1,860|staff.quota/staff.institution_quota|count]]人，年末在职教职工[[1,742|staff.in_post/staff.actual/staff.institution_actual|count]]人，离退休人员[[1,105|staff.retired|count]]人，其中离休[[9|staff.retired.veteran_cadres|count]]人、退休[[1,096|staff.retired.retirees|count]]人。"),
        Heading(f"第二部分  {NAME}2024年度单位决算表"),
        press.summary("收入支出决算总表", body),
        press.income("收入决算表", body),
        press.expenditure("支出决算表", body),
        press.fiscal_summary("财政拨款收入支出决算总表", body),
        press.gpb("一般公共预算财政拨款支出决算表", body),
        press.basic("一般公共预算财政拨款基本支出决算明细表", body),
        press.public("财政拨款“三公”经费支出决算表", budget, final, "initial_budget/full_year_budget"),
    ]  # fmt: skip


def _account_totals(body: Body) -> list[Block]:
    p = PEN
    inc = body.incomes
    fees = rounded(inc["income.undertaking"] * Decimal("0.62"))
    share = partial(p.share, whole=body.income, of="income.total")
    fiscal = body.fiscal_income + body.opening["gpb"]
    fiscal_before = body.prior_incomes["income.gpb"] + body.prior_opening
    return [
        Heading(f"第三部分  {NAME}2024年度单位决算情况说明"),
        Heading("一、收入支出决算总体情况说明", 2),
        Para(
            f"2024年度收、支总计均为{p.sum(body.total, 'income_expenditure_total')}。与2023年度相比，收、支总计各{p.moved(body.total, body.prior_total, 'income_expenditure_total')}，主要原因是学校科研到账经费和学费标准调整，事业收入变化。"
        ),
        Heading("二、收入决算情况说明", 2),
        Para(
            f"2024年度收入合计{p.sum(body.income, 'income.total')}，与2023年度相比，收入合计{p.moved(body.income, body.prior_income, 'income.total')}。其中：财政拨款收入{p.sum(body.fiscal_income, 'income.fiscal')}，占本年收入{share(body.fiscal_income, measure='income.fiscal')}；上级补助收入{p.sum(inc['income.superior_subsidy'], 'income.superior_subsidy')}，占本年收入{share(inc['income.superior_subsidy'], measure='income.superior_subsidy')}；"
            f"事业收入{p.sum(inc['income.undertaking'], 'income.undertaking')}（其中教育收费[[{money(fees)}|income.undertaking/income.special_account|final|label=教育收费]]万元，科研及其他事业收入[[{money(inc['income.undertaking'] - fees)}|?]]万元），占本年收入{share(inc['income.undertaking'], measure='income.undertaking')}；经营收入{p.sum(ZERO, 'income.business')}，占本年收入[[0.00|income.business|share]]%；附属单位上缴收入{p.sum(inc['income.affiliate_remittance'], 'income.affiliate_remittance')}，占本年收入{share(inc['income.affiliate_remittance'], measure='income.affiliate_remittance')}；其他收入{p.sum(inc['income.other'], 'income.other')}，占本年收入{share(inc['income.other'], measure='income.other')}。"
        ),
        Para(
            f"此外，使用非财政拨款结余（含专用结余）{p.sum(body.nonfiscal_used, 'balance.nonfiscal_used')}，年初结转和结余{p.sum(body.opened, 'balance.opening')}，其中财政拨款结转和结余{p.sum(body.opening['gpb'], 'fiscal.opening/gpb.opening')}、非财政拨款结转和结余[[{money(body.opening['other'])}|?]]万元。"
        ),
        Heading("三、支出决算情况说明", 2),
        Para(
            f"2024年度支出合计{p.sum(body.spent(), 'expenditure.total')}，与2023年度相比，支出合计{p.moved(body.spent(), body.prior(), 'expenditure.total')}。其中：基本支出{p.sum(body.basic, 'expenditure.basic')}，占本年支出{p.share(body.basic, body.spent(), 'expenditure.basic', of='expenditure.total')}；项目支出{p.sum(body.project, 'expenditure.project')}，占本年支出{p.share(body.project, body.spent(), 'expenditure.project', of='expenditure.total')}；上缴上级支出{p.sum(ZERO, 'expenditure.to_superior')}、经营支出{p.sum(ZERO, 'expenditure.business')}、对附属单位补助支出{p.sum(ZERO, 'expenditure.affiliate_subsidy')}。提取职工福利基金等结余分配{p.sum(body.distribution, 'balance.distribution')}，年末结转和结余{p.sum(body.closed, 'balance.closing')}，比上年末{p.moved(body.closed, body.opened, 'balance.closing')}。"
        ),
        Heading("四、财政拨款收入支出决算总体情况说明", 2),
        Para(
            f"2024年度财政拨款收、支总计均为{p.sum(fiscal, 'fiscal.income_expenditure_total')}。与2023年度相比，财政拨款收、支总计各{p.moved(fiscal, fiscal_before, 'fiscal.income_expenditure_total')}。主要原因是生均拨款标准提高、“双一流”专项调整。2024年度财政拨款收入中，一般公共预算财政拨款收入{p.sum(body.gpb_income, 'income.gpb')}，比2023年度决算数{p.moved(body.gpb_income, body.prior_incomes['income.gpb'], 'income.gpb')}；政府性基金预算财政拨款收入{p.sum(ZERO, 'income.gov_fund/gov_fund.income')}，与2023年度持平；国有资本经营预算财政拨款收入{p.sum(ZERO, 'income.state_capital/state_capital.income')}，与2023年度持平。"
        ),
    ]  # fmt: skip


def _account_gpb(rng: random.Random, body: Body) -> list[Block]:
    p = PEN
    gpb = body.of("gpb")
    spent, before, initial = body.spent("gpb"), body.prior("gpb"), sum((i.initial for i in gpb), ZERO)
    why = {
        True: ("年中追加生均拨款和专项资金", "在职人员增加，缴费基数上调", "中央财政奖补资金年中下达"),
        False: ("部分基建和设备采购项目结转下年", "人员退休减支", "项目招标节约资金"),
    }
    shares = []
    for n, c in enumerate(summed(gpb, 3), 1):
        shares.append(
            f"{n}.{c.name}（类）支出{p.sum(c.total, 'gpb.expenditure', code=c.code)}，占{p.share(c.total, spent, 'gpb.expenditure', code=c.code, of='gpb.expenditure')}。主要用于学校{'教学运行' if n == 1 else '相关'}支出"
        )
    blocks: list[Block] = [
        Heading("五、一般公共预算财政拨款支出决算情况说明", 2),
        Heading("（一）一般公共预算财政拨款支出决算总体情况", 3),
        Para(f"2024年度一般公共预算财政拨款支出{p.sum(spent, 'gpb.expenditure')}，占本年支出合计的{p.share(spent, body.spent(), 'gpb.expenditure', of='expenditure.total')}。与2023年度相比，一般公共预算财政拨款支出{p.moved(spent, before, 'gpb.expenditure')}。"),
        Heading("（二）一般公共预算财政拨款支出决算结构情况", 3),
        Para(f"2024年度一般公共预算财政拨款支出{p.sum(spent, 'gpb.expenditure')}，主要用于以下方面："),
        *(Para(text + "。") for text in shares),
        Heading("（三）一般公共预算财政拨款支出决算具体情况", 3),
        Para(f"2024年度一般公共预算财政拨款支出年初预算为{p.sum(initial, 'gpb.expenditure', 'initial_budget')}，支出决算为{p.sum(spent, 'gpb.expenditure')}，完成年初预算的{p.done(spent, initial, 'gpb.expenditure')}。其中：基本支出{p.sum(sum((i.basic for i in gpb), ZERO), 'gpb.basic_expenditure')}，项目支出{p.sum(sum((i.project for i in gpb), ZERO), 'gpb.project_expenditure')}。项目支出主要用于：实验室建设[[1,260.00|-]]万元，主要成效是新建[[4|-]]个省级实验教学示范中心；学生资助[[3,115.40|-]]万元，惠及学生[[9,802|-]]人次。"),
    ]  # fmt: skip
    for n, i in enumerate(sorted(gpb, key=lambda i: i.code), 1):
        more = i.total >= i.initial
        blocks.append(
            Para(
                f"{n}.{i.class_name}（类）{i.group_name}（款）{i.name}（项）。年初预算为{p.sum(i.initial, 'gpb.expenditure', 'initial_budget', code=i.code)}，支出决算为{p.sum(i.total, 'gpb.expenditure', code=i.code)}，完成年初预算的{p.done(i.total, i.initial, 'gpb.expenditure', code=i.code)}。支出决算数{'大于' if more else '小于'}年初预算数的主要原因：一是{rng.choice(why[more])}；二是执行中据实调整。"
            )
        )
    wages, goods = body.wages(), body.goods()
    blocks += [
        Heading("六、一般公共预算财政拨款基本支出决算情况说明", 2),
        Para(f"2024年度一般公共预算财政拨款基本支出{p.sum(wages + goods, 'gpb.basic_expenditure')}，其中："),
        Para(f"人员经费{p.sum(wages, 'gpb.personnel')}，主要包括：基本工资{p.sum(body.economic['30101'], 'gpb.basic', code='30101')}、绩效工资{p.sum(body.economic['30107'], 'gpb.basic', code='30107')}、住房公积金{p.sum(body.economic['30113'], 'gpb.basic', code='30113')}、退休费{p.sum(body.economic['30302'], 'gpb.basic', code='30302')}等；"),
        Para(f"公用经费{p.sum(goods, 'gpb.public')}，主要包括：水费{p.sum(body.economic['30205'], 'gpb.basic', code='30205')}、电费{p.sum(body.economic['30206'], 'gpb.basic', code='30206')}、物业管理费{p.sum(body.economic['30209'], 'gpb.basic', code='30209')}等。"),
        Heading("七、政府性基金预算财政拨款收入支出决算情况说明", 2),
        Para(NONE),
        Heading("八、国有资本经营预算财政拨款支出决算情况说明", 2),
        Para("本单位当年无国有资本经营预算财政拨款支出。"),
    ]  # fmt: skip
    return blocks


def _account_rest(
    rng: random.Random, body: Body, budget: Public, final: Public, prior: Public
) -> list[Block]:
    p = PEN
    goods, works, services = amount(rng, 3000, 5000), amount(rng, 1000, 2000), amount(rng, 2000, 3000)
    total = goods + works + services
    sme = works + services + amount(rng, 100, 900)
    micro = works + amount(rng, 100, 600)
    return [
        Heading("九、财政拨款“三公”经费支出决算情况说明", 2),
        Para(
            f"（一）“三公”经费支出决算总体情况说明。2024年度“三公”经费财政拨款支出预算为{p.sum(budget.total, 'three_public.total', 'initial_budget/full_year_budget')}，支出决算为{p.sum(final.total, 'three_public.total')}，完成预算的{p.done(final.total, budget.total, 'three_public.total')}；较上年{p.moved(final.total, prior.total, 'three_public.total')}。"
        ),
        Para(
            f"（二）具体情况说明。1.因公出国（境）费支出决算为{p.sum(final.abroad, 'three_public.abroad')}，完成预算的{p.done(final.abroad, budget.abroad, 'three_public.abroad')}，比预算减少[[{money(budget.abroad - final.abroad)}|three_public.abroad|change_vs_initial_budget/change_vs_full_year_budget|dir=-1]]万元。全年支出涉及出国（境）团组[[4|three_public.abroad_groups|count]]个，累计[[11|three_public.abroad_persons|count]]人次，主要为赴德国应用技术大学合作办学洽谈。"
        ),
        Para(
            f"2.公务用车购置及运行费支出决算为{p.sum(final.vehicle, 'three_public.vehicle')}，完成预算的[[100.00|three_public.vehicle|completion_rate]]%，决算数与预算数持平。其中：（1）公务用车购置费支出{p.sum(ZERO, 'three_public.vehicle_purchase')}，本年度购置（更新）公务用车[[0|three_public.vehicles_purchased|count]]辆；（2）公务用车运行费支出{p.sum(final.operation, 'three_public.vehicle_operation')}，其中：燃料费[[6.20|three_public.vehicle_operation.fuel]]万元，维修费[[5.13|three_public.vehicle_operation.repair]]万元，过桥过路费[[1.02|?]]万元，保险费[[3.40|three_public.vehicle_operation.insurance]]万元，其余为司勤人员支出。截至2024年12月31日，开支财政拨款的公务用车保有量[[11|three_public.vehicle_stock|count]]辆。".replace(
                "fuel]]", "fuel|final]]"
            )
            .replace("repair]]", "repair|final]]")
            .replace("insurance]]", "insurance|final]]")
        ),
        Para(
            f"3.公务接待费支出决算为{p.sum(final.reception, 'three_public.reception')}，完成预算的{p.done(final.reception, budget.reception, 'three_public.reception')}，其中：国内公务接待支出{p.sum(final.reception, 'three_public.reception_domestic')}，主要用于兄弟高校交流、专家评审等，接待[[66|three_public.reception_batches|count]]批次[[537|three_public.reception_persons|count]]人次（其中：陪同[[81|?]]人次）；外宾接待支出{p.sum(ZERO, 'three_public.reception_foreign')}。"
        ),
        Heading("十、机关运行经费支出说明", 2),
        Para("本单位为公益二类事业单位，2024年度机关运行经费支出[[0.00|agency_operating|final]]万元。"),
        Heading("十一、政府采购支出说明", 2),
        Para(
            f"本单位2024年度政府采购支出总额{p.sum(total, 'procurement.total')}，其中：政府采购货物支出{p.sum(goods, 'procurement.goods')}、政府采购工程支出{p.sum(works, 'procurement.works')}、政府采购服务支出{p.sum(services, 'procurement.services')}。授予中小企业合同金额{p.sum(sme, 'procurement.sme')}，占政府采购支出总额的{p.share(sme, total, 'procurement.sme', of='procurement.total')}，其中：授予小微企业合同金额{p.sum(micro, 'procurement.micro')}，占授予中小企业合同金额的{p.share(micro, sme, 'procurement.micro', of='procurement.sme')}。"
        ),
        Heading("十二、国有资产占用情况说明", 2),
        Para(
            "截至2024年12月31日，本单位共有车辆[[15|assets.vehicles|count]]辆，其中，副部（省）级及以上领导用车[[0|assets.vehicles.ministerial|count]]辆，主要领导干部用车[[0|assets.vehicles.leaders|count]]辆，机要通信用车[[1|assets.vehicles.confidential|count]]辆，应急保障用车[[2|assets.vehicles.emergency|count]]辆，执法执勤用车[[0|assets.vehicles.law_enforcement|count]]辆，特种专业技术用车[[1|assets.vehicles.special_technical|count]]辆，离退休干部用车[[1|assets.vehicles.retired_cadres|count]]辆，其他用车[[10|assets.vehicles.other|count]]辆，其他用车主要是校区间通勤车；单位价值100万元以上设备（不含车辆）[[74|assets.large_equipment|count]]台（套）。房屋面积[[612,345.20|assets.buildings_area|count/amount/final]]平方米。"
        ),
        Heading("十三、预算绩效情况说明", 2),
        Para(
            f"根据预算绩效管理要求，我校组织对2024年度项目支出全面开展绩效自评，共涉及项目[[12|perf.projects_self_evaluated|count]]个，资金{p.sum(body.project, 'perf.projects_self_evaluated', 'amount')}，占项目支出总额的[[100.00|perf.projects_self_evaluated|share]]%。学校整体绩效自评得分[[94.60|perf.department_score|count/amount/final]]分。"
        ),
        Heading("第四部分  2024年重点工作完成情况"),
        Para("一、人才培养。获批国家级一流本科课程[[5|-]]门，毕业去向落实率[[93.27|-]]%。二、科学研究。到账科研经费[[1.37|-]]亿元，同比增长[[11.4|-]]%；授权发明专利[[286|-]]件。"),
        Heading("第五部分  名词解释"),
        Para("（一）事业收入：指事业单位开展专业业务活动及辅助活动所取得的收入，包括纳入财政专户管理的教育收费。"),
        Para("（二）结余分配：指事业单位按规定从非财政拨款结余中提取各类结余的情况。"),
    ]  # fmt: skip


def _budget(rng: random.Random) -> Story:
    p = PEN
    income = {
        "income.gpb": amount(rng, 9000, 12000), "income.special_account": amount(rng, 4200, 6100),
        "income.undertaking": amount(rng, 600, 900), "income.affiliate_remittance": amount(rng, 20, 60), "income.other": amount(rng, 500, 900),
    }  # fmt: skip
    before = {k: amount(rng, float(v) * 0.85, float(v) * 1.15) for k, v in income.items()}
    carried = amount(rng, 300, 800)
    carried_before = amount(rng, 300, 800)
    total = sum(income.values(), ZERO) + carried
    total_before = sum(before.values(), ZERO) + carried_before
    basic, project = split(rng, total, 2, 2, (7, 3))
    basic_before, project_before = split(rng, total_before, 2, 2, (7, 3))
    blocks = _budget_opening(income, carried, total, basic, project)
    blocks += _budget_totals(
        p,
        (income, before),
        (carried, carried_before),
        (total, total_before),
        (basic, basic_before),
        (project, project_before),
    )
    blocks += _budget_gpb(rng, p, income["income.gpb"], before["income.gpb"])
    return Story("hannan_zhiye", "湖北", 2025, "budget", SCHOOL, tuple(blocks))


INCOMES = {
    "income.gpb": "一般公共预算拨款收入", "income.special_account": "财政专户管理资金收入", "income.undertaking": "事业收入",
    "income.affiliate_remittance": "附属单位上缴收入", "income.other": "其他收入",
}  # fmt: skip


def _budget_opening(
    income: dict[str, Decimal], carried: Decimal, total: Decimal, basic: Decimal, project: Decimal
) -> list[Block]:
    bare = partial(money, thousands=True)
    left = [(INCOMES[m], v, m) for m, v in income.items()]
    left += [
        ("本年收入合计", total - carried, "income.total"),
        ("上年结转结余", carried, "balance.opening"),
        ("收入总计", total, "income_expenditure_total"),
    ]
    education, science = total - Decimal("812.55"), Decimal("812.55")
    right = [
        ("教育支出", education, "expenditure.total"),
        ("科学技术支出", science, "expenditure.total"),
        *[("", ZERO, "")] * 3,
    ]
    right += [
        ("本年支出合计", total, "expenditure.total"),
        ("年终结转结余", ZERO, ""),
        ("支出总计", total, "income_expenditure_total"),
    ]
    rows = tuple(
        (a[0], bare(a[1]), b[0], bare(b[1]) if b[1] else "") for a, b in zip(left, right, strict=True)
    )
    codes = {0: "205", 1: "206"}
    facts = [CellFact(r, 1, m, "initial_budget") for r, (_, _, m) in enumerate(left) if m]
    facts += [
        CellFact(r, 3, m, "initial_budget", codes.get(r)) for r, (_, v, m) in enumerate(right) if m and v
    ]
    spending = (
        ("合计", "<", bare(total), bare(basic), bare(project)),
        ("205", "教育支出", bare(education), bare(basic), bare(project - science)),
        ("20503", "职业教育", bare(education), bare(basic), bare(project - science)),
        ("2050305", "高等职业教育", bare(education), bare(basic), bare(project - science)),
        ("206", "科学技术支出", bare(science), "", bare(science)),
        ("20604", "技术研究与开发", bare(science), "", bare(science)),
        ("2060499", "其他技术研究与开发支出", bare(science), "", bare(science)),
    )
    kinds = ("expenditure.total", "expenditure.basic", "expenditure.project")
    spent = [
        CellFact(r, c + 2, kinds[c], "initial_budget", row[0] if r else None)
        for r, row in enumerate(spending)
        for c in range(3)
        if row[c + 2]
    ]
    return [
        Heading("2025年度", 0),
        Heading(f"{SCHOOL}单位预算公开", 0),
        Heading("目    录"),
        Para("第一部分  单位概况"), Para("第二部分  2025年度单位预算表"), Para("第三部分  2025年度单位预算情况说明"), Para("第四部分  名词解释"),
        Heading("第一部分  单位概况"),
        Para("学院是省教育厅所属全日制公办高职院校，现有在校生[[11,208|org.students|count]]人，教职工[[589|staff.in_post/staff.actual|count]]人，其中在编[[502|?]]人；设二级学院[[8|?]]个。"),
        Heading("第二部分  2025年度单位预算表"),
        Grid("单位收支总体情况表", "万元", (("收入", "<", "支出", "<"), ("项目", "预算数", "项目", "预算数")), rows, tuple(facts)),
        Grid("单位支出总体情况表", "万元", (("科目编码", "科目名称", "合计", "基本支出", "项目支出"),), spending, tuple(spent)),
    ]  # fmt: skip


def _budget_totals(
    p: Pen, income: tuple[dict[str, Decimal], dict[str, Decimal]], carried: tuple[Decimal, Decimal],
    total: tuple[Decimal, Decimal], basic: tuple[Decimal, Decimal], project: tuple[Decimal, Decimal],
) -> list[Block]:  # fmt: skip
    now, before = income
    budget = partial(p.sum, role="initial_budget")
    moved = partial(p.moved, same="与上年持平")
    whole = total[0]
    lines = "；".join(
        f"{INCOMES[m]}{budget(v, m)}，占{p.share(v, whole, m)}，较2024年预算{moved(v, before[m], m)}"
        for m, v in now.items()
    )
    return [
        Heading("第三部分  2025年度单位预算情况说明"),
        Heading("一、2025年收支总体安排情况", 2),
        Para(
            f"按照综合预算的原则，学院所有收入和支出均纳入预算管理。2025年收支总预算{budget(whole, 'income_expenditure_total')}，其中上年结转结余{budget(carried[0], 'balance.opening')}。比上年预算数{moved(total[0], total[1], 'income_expenditure_total')}，主要原因是招生规模扩大、学费收入变化以及上年结转资金变化（上年结转比2024年初{moved(carried[0], carried[1], 'balance.opening')}）。"
        ),
        Heading("二、2025年收入预算安排情况", 2),
        Para(
            f"2025年收入总计{budget(whole, 'income_expenditure_total/income.total')}，其中：{lines}；上年结转结余{budget(carried[0], 'balance.opening')}，占{p.share(carried[0], whole, 'balance.opening')}。财政专户管理资金收入全部为教育收费，其中学费[[{money(now['income.special_account'] * Decimal('0.8'))}|?]]万元。"
        ),
        Heading("三、2025年支出预算安排情况", 2),
        Para(
            f"2025年支出总计{budget(whole, 'income_expenditure_total/expenditure.total')}，其中：基本支出{budget(basic[0], 'expenditure.basic')}，占{p.share(basic[0], whole, 'expenditure.basic')}，比上年{moved(basic[0], basic[1], 'expenditure.basic')}；项目支出{budget(project[0], 'expenditure.project')}，占{p.share(project[0], whole, 'expenditure.project')}，比上年{moved(project[0], project[1], 'expenditure.project')}。按功能分类：教育支出[[{money(whole - Decimal('812.55'))}|expenditure.total|initial_budget|code=205]]万元，科学技术支出[[812.55|expenditure.total|initial_budget|code=206]]万元。"
        ),
    ]


def _budget_gpb(rng: random.Random, p: Pen, gpb: Decimal, gpb_before: Decimal) -> list[Block]:
    budget = partial(p.sum, role="initial_budget")
    basic, project = split(rng, gpb, 2, 2, (8, 2))
    people, public = split(rng, basic, 2, 2, (8.6, 1.4))
    wages = people - Decimal("301.20")
    supplies = public - Decimal("88.00")
    goods, works, services = Decimal("640.00"), Decimal("255.50"), Decimal("410.00")
    return [
        Heading("四、2025年一般公共预算拨款支出情况", 2),
        Para(
            f"2025年一般公共预算拨款支出{budget(gpb, 'gpb.expenditure')}，比上年预算数{p.moved(gpb, gpb_before, 'gpb.expenditure')}，其中：基本支出{budget(basic, 'gpb.basic_expenditure')}，占{p.share(basic, gpb, 'gpb.basic_expenditure')}；项目支出{budget(project, 'gpb.project_expenditure')}，占{p.share(project, gpb, 'gpb.project_expenditure')}。全部列教育支出（类）职业教育（款）高等职业教育（项）科目{budget(gpb, 'gpb.expenditure', code='2050305')}。"
        ),
        Para(
            f"一般公共预算基本支出{budget(basic, 'gpb.basic_expenditure')}，其中：人员经费{budget(people, 'gpb.personnel')}，包括工资福利支出{budget(wages, 'gpb.basic', code='301')}、对个人和家庭的补助{budget(Decimal('301.20'), 'gpb.basic', code='303')}；公用经费{budget(public, 'gpb.public')}，包括商品和服务支出{budget(supplies, 'gpb.basic', code='302')}、资本性支出{budget(Decimal('88.00'), 'gpb.basic', code='310')}。"
        ),
        Heading("五、政府性基金预算支出情况", 2),
        Para("本单位2025年没有使用政府性基金预算拨款安排的支出。"),
        Heading("六、一般公共预算“三公”经费支出情况", 2),
        Para(
            "2025年一般公共预算“三公”经费支出预算[[18.00|three_public.total|initial_budget]]万元，较上年减少[[2.00|three_public.total|change_yoy|dir=-1]]万元，降低[[10.00|three_public.total|growth_yoy|dir=-1]]%。其中：因公出国（境）经费[[0.00|three_public.abroad|initial_budget]]万元，与上年持平；公务用车购置及运行维护费[[13.00|three_public.vehicle|initial_budget]]万元（含公务用车购置费[[0.00|three_public.vehicle_purchase|initial_budget]]万元、公务用车运行维护费[[13.00|three_public.vehicle_operation|initial_budget]]万元），与上年持平；公务接待费[[5.00|three_public.reception|initial_budget]]万元，较上年减少[[2.00|three_public.reception|change_yoy|dir=-1]]万元，降低[[28.57|three_public.reception|growth_yoy|dir=-1]]%，原因是落实过紧日子要求。"
        ),
        Heading("七、政府采购预算安排情况", 2),
        Para(
            f"2025年政府采购预算{budget(goods + works + services, 'procurement.total')}，其中：货物类{budget(goods, 'procurement.goods')}、工程类{budget(works, 'procurement.works')}、服务类{budget(services, 'procurement.services')}。面向中小企业预留政府采购份额[[520.00|procurement.reserved_sme|initial_budget/amount]]万元，其中面向小微企业[[330.00|procurement.reserved_micro|initial_budget/amount]]万元。"
        ),
        Heading("八、国有资产占有使用情况", 2),
        Para(
            "截至2024年12月31日，本单位共有车辆[[7|assets.vehicles|count]]辆，其中机要通信用车[[1|assets.vehicles.confidential|count]]辆、应急保障用车[[1|assets.vehicles.emergency|count]]辆、其他用车[[5|assets.vehicles.other|count]]辆。单位价值100万元以上设备[[23|assets.large_equipment|count]]台（套）。2025年拟购置单位价值100万元以上设备[[3|assets.new_large_equipment|count]]台（套），不购置公务用车。"
        ),
        Heading("九、预算绩效情况", 2),
        Para(f"2025年学院实行绩效目标管理的项目[[14|perf.projects_with_goals|count]]个，涉及一般公共预算拨款{p.sum(project, 'perf.projects_with_goals', 'amount')}。其中“实训基地建设”项目预算[[420.00|-]]万元。"),
        Heading("第四部分  名词解释"),
        Para("一、财政专户管理资金收入：指按规定缴入财政专户的教育收费。"),
    ]  # fmt: skip
