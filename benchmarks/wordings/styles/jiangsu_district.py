"""Bodies of a Jiangsu district: ladders of （类）（款）（项） over several lines, shares of the three public expenses."""

from __future__ import annotations

import random

from benchmarks.wordings.story import Story
from benchmarks.wordings.styles import _tables as t
from benchmarks.wordings.styles._books import GROUPS, Books, anywhere, books_of, nil, without
from benchmarks.wordings.styles._marker import Pen, blocks, buying_of, guests_of, three_of, vehicles_of

FUNCTIONS = (
    ("2080501", "行政单位离退休", 42, 0),
    ("2080505", "机关事业单位基本养老保险缴费支出", 164, 0),
    ("2080506", "机关事业单位职业年金缴费支出", 82, 0),
    ("2110302", "水体", 0, 530),
    ("2110402", "农村环境保护", 0, 215),
    ("2120101", "行政运行", 1460, 0),
    ("2120104", "城管执法", 0, 690),
    ("2120399", "其他城乡社区公共设施支出", 0, 372),
    ("2210201", "住房公积金", 233, 0),
    ("2210202", "提租补贴", 305, 0),
)
FUND = (("2120804", "农村基础设施建设支出", 620),)
WHY = {
    "205": ("主要原因是生均经费提标、学生人数增加", "主要原因是一次性设备购置减少"),
    "208": ("主要原因是缴费基数上调", "主要原因是退休人员自然减员"),
    "211": ("主要原因是新增农村污水管网维护", "主要原因是部分治理工程完工"),
    "212": ("主要原因是人员调资及长效管理提标", "主要原因是压减一般性项目"),
    "221": ("主要原因是公积金、提租补贴基数调整", "主要原因是人员退休"),
}
NUMERAL = "一二三四五六七八"


def _ladder(p: Pen, b: Books, verb: str) -> str:
    """Class on a line of its own, then group and item with the sum."""
    out = []
    for n, c in enumerate(b.codes(3)):
        out.append(f"（{NUMERAL[n]}）{b.name_of(c)}（类）")
        for k, item in enumerate(i for i in b.items if i.code.startswith(c)):
            x = item.total.called("gpb.expenditure/fiscal.expenditure", code=item.code)
            group = GROUPS[item.code[:5]]
            why = WHY[c][0 if x.now > x.before else 1]
            out.append(
                f"{k + 1}．{group}（款）{item.name}（项）{verb}{p.a(x)}万元，与上年相比{p.up(x)}。{why}。"
            )
    return "\n".join(out)


def _groups(p: Pen, b: Books, year: int) -> str:
    """Class on one line, the group's sum on the next."""
    out = []
    for n, c in enumerate(b.codes(3)):
        out.append(f"（{NUMERAL[n]}）{b.name_of(c)}（类）")
        for g in (g for g in b.codes(5) if g.startswith(c)):
            x = b.at(g)
            below = [i for i in b.items if i.code.startswith(g)]
            parts = "，".join(f"{i.name}（项）{p.a(i.total)}万元" for i in below)
            tail = f"其中：{parts}。" if len(below) > 1 else f"全部为{below[0].name}（项）。"
            out.append(f"{x.name}（款）：{year}年预算支出合计{p.a(x)}万元，较上年{p.up(x)}。{tail}")
    return "\n".join(out)


def _budget(rng: random.Random) -> Story:
    entity, year = "澄湖区城市管理局", 2026
    p = Pen(year, budget=True)
    b = books_of(rng, FUNCTIONS, FUND)
    three, buy = three_of(rng, b, purchase=24), buying_of(rng, 540)
    cars = vehicles_of(rng, three.stock, ("执法执勤用车", "特种专业技术用车", "其他用车"))
    tot = b.grand
    fiscal_basic = b.basic.bare("fiscal.basic_expenditure")
    meeting, training = (anywhere(b.econ(c)) for c in ("30215", "30216"))
    spent = "\n".join(
        f"（{n + 1}）{b.name_of(c)}（类）支出{p.a(b.all_at(c))}万元，主要用于{ {'208': '离退休及养老、职业年金缴费', '211': '河道水环境和农村环境整治', '212': '机关运行、执法和市容长效管理', '221': '公积金和提租补贴'}[c] }。与上年相比{p.up(b.all_at(c))}。{WHY[c][0 if b.all_at(c).now > b.all_at(c).before else 1]}。"
        for n, c in enumerate(b.codes(3, funds=True))
    )
    text = f"""
@ {year}年度
@ {entity}
@ 部门预算公开
@ 目    录
第一部分  部门概况
第二部分  {year}年度部门预算表
第三部分  {year}年度部门预算情况说明
第四部分  名词解释
# 第一部分 部门概况
## 一、主要职能
负责全区市容市貌、环境卫生、户外广告和城市管理综合行政执法工作。
## 二、部门机构设置及预算单位构成情况
1．根据部门职责分工，本部门内设机构包括：办公室、法制科、市容管理科、环卫管理科、综合科。本部门下属单位包括：区城市管理综合行政执法大队、区环境卫生管理所。
2．从预算单位构成看，纳入本部门{year}年部门汇总预算编制范围的预算单位共计{p.n(3, "org.budget_units")}家。
## 三、{year}年部门主要工作任务及目标
持续推进垃圾分类“四分类”小区建设，打造精品街区4条。
# 第二部分 {year}年度部门预算表
! 收支
! 支出
! 财拨
! 财支
! 经济
! 基金
! 三公
# 第三部分 {year}年度部门预算情况说明
## 一、收支预算总体情况说明
{entity}{year}年度收入、支出预算总计{p.a(tot)}万元，与上年相比收、支预算总计各{p.up(tot)}。其中：
（一）收入预算总计{p.a(tot)}万元。包括：
1．本年收入合计{p.a(b.income)}万元。
（1）一般公共预算拨款收入{p.a(b.income_gpb)}万元，与上年相比{p.up(b.income_gpb)}。{b.income_gpb.w("主要原因是人员经费保障水平提高", "主要原因是项目经费压减")}。
（2）政府性基金预算拨款收入{p.a(b.income_fund)}万元，与上年相比{p.up(b.income_fund)}。{b.fund.w("主要原因是农村公厕改造任务增加", "主要原因是上年一次性安排较多")}。
（3）国有资本经营预算拨款收入[[0.00|income.state_capital|initial_budget]]万元，与上年预算数相同。
（4）事业收入[[0.00|income.undertaking|initial_budget]]万元，与上年预算数相同。
2．上年结转结余为[[0.00|balance.opening|initial_budget]]万元。
（二）支出预算总计{p.a(tot)}万元。包括：
1．本年支出合计{p.a(b.spent)}万元。
{spent}
2．年终结转结余为[[0.00|balance.closing|initial_budget]]万元。
## 二、收入预算情况说明
{entity}{year}年收入预算合计{p.a(b.income)}万元，包括本年收入{p.a(b.income)}万元，上年结转结余[[0.00|balance.opening|initial_budget]]万元。其中：
本年一般公共预算收入{p.a(b.income_gpb)}万元，占{p.s(b.income_gpb, b.income)}%；
本年政府性基金预算收入{p.a(b.income_fund)}万元，占{p.s(b.income_fund, b.income)}%；
本年国有资本经营预算收入[[0.00|income.state_capital|initial_budget]]万元，占[[0.00|income.state_capital|share|of=income.total]]%。
## 三、支出预算情况说明
{entity}{year}年支出预算合计{p.a(b.spent)}万元，其中：
基本支出{p.a(b.spent_basic)}万元，占{p.s(b.spent_basic, b.spent)}%；
项目支出{p.a(b.spent_project)}万元，占{p.s(b.spent_project, b.spent)}%。
## 四、财政拨款收支预算总体情况说明
{entity}{year}年度财政拨款收、支总预算{p.a(b.fiscal.bare("fiscal.income_expenditure_total"))}万元。与上年相比，财政拨款收、支总计各{p.up(b.fiscal.bare("fiscal.income_expenditure_total"))}。
## 五、财政拨款支出预算情况说明
{entity}{year}年财政拨款预算支出{p.a(b.fiscal)}万元，占本年支出合计的[[100|fiscal.expenditure|share|of=expenditure.total]]%。与上年相比，财政拨款支出{p.up(b.fiscal)}。
## 六、财政拨款基本支出预算情况说明
{entity}{year}年度财政拨款基本支出预算{p.a(fiscal_basic)}万元，其中：
（一）人员经费{p.a(b.personnel)}万元。主要包括：基本工资、津贴补贴、奖金、绩效工资、机关事业单位基本养老保险缴费、职业年金缴费、其他社会保障缴费、住房公积金、其他工资福利支出、退休费、生活补助。
（二）公用经费{p.a(b.public)}万元。主要包括：办公费、水费、电费、邮电费、差旅费、维修（护）费、会议费、培训费、公务接待费、劳务费、委托业务费、工会经费、福利费、公务用车运行维护费、其他交通费用、其他商品和服务支出、办公设备购置。
## 七、一般公共预算支出预算情况说明
{entity}{year}年一般公共预算财政拨款支出预算{p.a(b.gpb)}万元，与上年相比{p.up(b.gpb)}，具体为：
{_groups(p, b, year)}
## 八、一般公共预算基本支出预算情况说明
{entity}{year}年度一般公共预算财政拨款基本支出预算{p.a(b.basic)}万元，人员经费、公用经费的构成同第六项。
## 九、一般公共预算“三公”经费、会议费、培训费支出预算情况说明
{entity}{year}年度一般公共预算拨款安排的“三公”经费支出预算{p.a(three.total)}万元，比上年预算{three.total.w("增加", "减少")}{p.c(three.total)}万元，变动原因：{three.total.w("更新执法车辆", "压缩公务用车支出")}。其中，因公出国（境）费支出[[0.00|three_public.abroad|initial_budget]]万元，占“三公”经费的[[0.00|three_public.abroad|share|of=three_public.total]]%；公务用车购置及运行维护费支出{p.a(three.vehicle)}万元，占“三公”经费的{p.s(three.vehicle, three.total)}%；公务接待费支出{p.a(three.reception)}万元，占“三公”经费的{p.s(three.reception, three.total)}%。具体情况如下：
1．因公出国（境）费预算支出[[0.00|three_public.abroad|initial_budget]]万元，与上年预算数相同。
2．公务用车购置及运行维护费预算支出{p.a(three.vehicle)}万元。其中：
（1）公务用车购置预算支出{p.a(three.purchase)}万元，比上年预算{three.purchase.w("增加", "减少")}{p.c(three.purchase)}万元，主要原因是{three.purchase.w("车辆到期更新", "车型价格下降")}。
（2）公务用车运行维护费预算支出{p.a(three.operation)}万元，比上年预算{three.operation.w("增加", "减少")}{p.c(three.operation)}万元，主要原因是{three.operation.w("车辆老旧维修增多", "燃油支出下降")}。
3．公务接待费预算支出{p.a(three.reception)}万元，比上年预算{three.reception.w("增加", "减少")}{p.c(three.reception)}万元，主要原因是{three.reception.w("学习交流活动增加", "严控接待范围")}。
{entity}{year}年度一般公共预算拨款安排的会议费预算支出{p.a(meeting)}万元，比上年预算{meeting.w("增加", "减少")}{p.c(meeting)}万元，主要原因是{meeting.w("会议次数增加", "合并召开会议")}。
{entity}{year}年度一般公共预算拨款安排的培训费预算支出{p.a(training)}万元，比上年预算{training.w("增加", "减少")}{p.c(training)}万元，主要原因是{training.w("执法培训增加", "改为线上培训")}。
## 十、政府性基金预算支出预算情况说明
{entity}{year}年政府性基金支出预算支出{p.a(b.fund)}万元。与上年相比{p.up(b.fund)}。其中：
1．城乡社区支出（类）国有土地使用权出让收入安排的支出（款）农村基础设施建设支出（项）{p.a(b.fund_items[0])}万元，主要用于农村公厕和垃圾中转站改造。
## 十一、一般公共预算机关运行经费支出预算情况说明
{year}年本部门一般公共预算机关运行经费预算支出{p.a(b.public.bare("agency_operating"))}万元，与上年相比{p.up(b.public.bare("agency_operating"))}。
## 十二、政府采购支出预算情况说明
{year}年度政府采购支出预算总额{p.a(buy.total)}万元，其中：拟采购货物支出{p.a(buy.goods)}万元、拟采购工程支出{p.a(buy.works)}万元、拟采购服务支出{p.a(buy.services)}万元。
## 十三、国有资产占用情况说明
本部门共有车辆{p.n(three.stock, "assets.vehicles")}辆，其中，执法执勤用车{p.n(cars["执法执勤用车"], "assets.vehicles.law_enforcement")}辆、特种专业技术用车{p.n(cars["特种专业技术用车"], "assets.vehicles.special_technical")}辆、其他用车{p.n(cars["其他用车"], "assets.vehicles.other")}辆等。单价50万元（含）以上的通用设备{p.n(3, "assets.general_equipment_500k")}台（套），单价100万元（含）以上的专用设备{p.n(2, "assets.special_equipment_1m")}台（套）。
## 十四、预算绩效目标设置情况说明
{year}年度，本部门整体支出纳入绩效目标管理，涉及四本预算资金[[{p.money(b.spent.now)}|perf.whole_goals|amount]]万元；本部门共{p.n(8, "perf.projects_with_goals")}个项目纳入绩效目标管理，涉及四本预算资金合计[[{p.money(b.spent_project.now)}|perf.projects_with_goals|amount]]万元，占四本预算资金（基本支出除外）总额的比例为[[100|?]]%。
# 第四部分 名词解释
一、财政拨款：指由一般公共预算、政府性基金预算、国有资本经营预算安排的财政拨款数。
二、提租补贴：指按房改政策规定的标准发放的用于租房的补贴。
"""
    grids = {
        "收支": t.summary(
            p,
            b,
            "收支总表",
            ("项目", "预算数", "项目", "预算数"),
            ("本年收入合计", "本年支出合计", "合计"),
            ("上年结转结余", "年终结转结余"),
        ),
        "支出": t.spending(p, b, "支出总表", ("合计", "基本支出", "项目支出")),
        "财拨": t.fiscal_summary(p, b, "财政拨款收支总表", ("预算数", "合计", "一般公共预算"), "收支总计"),
        "财支": t.by_function(p, b, "一般公共预算支出表", levels=(3, 5, 7)),
        "经济": t.economic(p, b, "一般公共预算基本支出表", panels=False),
        "基金": t.grid(
            p,
            "政府性基金预算支出表",
            [("科目编码", "科目名称", "本年政府性基金预算支出")],
            [
                ("", "合计", b.fund),
                ("212", "城乡社区支出", b.fund.called("gov_fund.expenditure", code="212")),
                (
                    "21208",
                    "国有土地使用权出让收入安排的支出",
                    b.fund.called("gov_fund.expenditure", code="21208"),
                ),
                ("2120804", "农村基础设施建设支出", b.fund_items[0]),
            ],
        ),
        "三公": t.grid(
            p,
            "一般公共预算“三公”经费、会议费、培训费支出预算表",
            [
                (
                    "“三公”经费合计",
                    "因公出国（境）费",
                    "公务用车购置及运行费",
                    "<",
                    "<",
                    "公务接待费",
                    "会议费",
                    "培训费",
                ),
                ("^", "^", "小计", "公务用车购置费", "公务用车运行费", "^", "^", "^"),
            ],
            [
                (
                    three.total,
                    three.abroad,
                    three.vehicle,
                    three.purchase,
                    three.operation,
                    three.reception,
                    meeting,
                    training,
                )
            ],
        ),
    }
    return Story("jiangsu_district_budget", "江苏", year, "budget", entity, blocks(text, grids))


SCHOOL = (
    ("2050202", "小学教育", 2360, 288),
    ("2050299", "其他普通教育支出", 0, 74),
    ("2080505", "机关事业单位基本养老保险缴费支出", 310, 0),
    ("2080506", "机关事业单位职业年金缴费支出", 155, 0),
    ("2210201", "住房公积金", 342, 0),
    ("2210202", "提租补贴", 488, 0),
)


def _account(rng: random.Random) -> Story:
    entity, year = "澄湖区实验小学", 2023
    p = Pen(year)
    b = without(books_of(rng, SCHOOL, own=130, other=24, carry=21), "30231")
    zero_cars = nil("three_public.vehicle")
    reception = b.econ("30217").bare("three_public.reception")
    total = reception.bare("three_public.total")
    batches, guests = guests_of(rng, reception)
    buy = buying_of(rng, 210)
    lines = _ladder(p, b, "支出决算为")
    spent = "\n".join(
        f"（{n + 1}）{b.name_of(c)}（类）支出{p.a(b.all_at(c))}万元，占本年支出合计的{p.s(b.all_at(c), b.spent)}%。与上年相比，{p.up(b.all_at(c))}，{WHY[c][0 if b.all_at(c).now > b.all_at(c).before else 1]}。"
        for n, c in enumerate(b.codes(3))
    )
    text = f"""
@ {entity}
@ {year}年度单位决算公开
# 第一部分 单位概况
## 一、单位主要职能
实施小学义务教育，促进基础教育发展。
## 二、单位机构设置情况
根据职责分工，本单位内设机构包括：校长室、教导处、德育处、总务处。本单位无下属单位。{year}年末在职人员{p.n(118, "staff.in_post/staff.actual")}人，退休人员{p.n(63, "staff.retired.retirees")}人，在校学生{p.n(1846, "org.students")}人。
# 第二部分 {year}年度单位决算表
! 收支
! 收入
! 支出
! 一般
! 经济
# 第三部分 {year}年度单位决算情况说明
## 一、收入支出决算总体情况说明
{year}年度收入、支出决算总计{p.a(b.grand)}万元。与上年相比，收、支总计各{p.up(b.grand)}。其中：
### （一）收入决算总计{p.a(b.grand)}万元。包括：
1．本年收入决算合计{p.a(b.income)}万元。与上年相比，{p.up(b.income)}，变动原因：{p.why(b.income, [("财政拨款收入", b.income_fiscal), ("事业收入", b.own), ("其他收入", b.other)])}。
2．使用非财政拨款结余（含专用结余）[[0.00|balance.nonfiscal_used|final]]万元，与上年决算数相同。
3．年初结转和结余{p.a(b.opening)}万元。与上年相比，{p.up(b.opening)}。
### （二）支出决算总计{p.a(b.grand)}万元。包括：
1．本年支出决算合计{p.a(b.spent)}万元。与上年相比，{p.up(b.spent)}，其中：
{spent}
2．结余分配[[0.00|balance.distribution|final]]万元，与上年决算数相同。
3．年末结转和结余{p.a(b.closing)}万元。结转和结余事项：课后服务费结余。与上年相比，{p.up(b.closing)}。
## 二、收入决算情况说明
{year}年度本年收入决算合计{p.a(b.income)}万元，其中：财政拨款收入{p.a(b.income_fiscal)}万元，占{p.s(b.income_fiscal, b.income)}%；上级补助收入[[0.00|income.superior_subsidy|final]]万元，占[[0.00|income.superior_subsidy|share|of=income.total]]%；事业收入{p.a(b.own)}万元，占{p.s(b.own, b.income)}%；其他收入{p.a(b.other)}万元，占{p.s(b.other, b.income)}%。
## 三、支出决算情况说明
{year}年度本年支出决算合计{p.a(b.spent)}万元，其中：基本支出{p.a(b.spent_basic)}万元，占{p.s(b.spent_basic, b.spent)}%；项目支出{p.a(b.spent_project)}万元，占{p.s(b.spent_project, b.spent)}%；经营支出[[0.00|expenditure.business|final]]万元，占[[0.00|expenditure.business|share|of=expenditure.total]]%。
## 四、财政拨款收入支出决算总体情况说明
{year}年度财政拨款收入、支出决算总计{p.a(b.fiscal.bare("fiscal.income_expenditure_total"))}万元。与上年相比，收、支总计各{p.up(b.fiscal.bare("fiscal.income_expenditure_total"))}。
## 五、财政拨款支出决算情况说明
{year}年度财政拨款支出决算{p.a(b.fiscal)}万元，占本年支出合计的{p.s(b.fiscal, b.spent)}%，全部为一般公共预算财政拨款。与{year}年度财政拨款支出年初预算{p.i(b.fiscal)}万元相比，完成年初预算的{p.r(b.fiscal)}%。其中：
{lines}
## 六、财政拨款基本支出决算情况说明
{year}年度财政拨款基本支出决算{p.a(b.basic.bare("fiscal.basic_expenditure/gpb.basic_expenditure"))}万元，其中：
（一）人员经费{p.a(b.personnel)}万元。主要包括：基本工资、津贴补贴、奖金、绩效工资、退休费、生活补助等。
（二）公用经费{p.a(b.public)}万元。主要包括：办公费、水费、电费、邮电费、差旅费、培训费等。
## 七、财政拨款“三公”经费支出决算情况说明
### （一）“三公”经费财政拨款支出决算总体情况说明
{year}年度财政拨款“三公”经费支出决算{p.a(total)}万元（其中：一般公共预算支出{p.a(total)}万元；政府性基金预算支出[[0.00|?]]万元）。与上年相比，{total.w("增加", "减少")}{p.c(total)}万元，变动原因：{total.w("来校交流增加", "来校交流减少")}。其中，因公出国（境）费支出[[0|three_public.abroad|final]]万元，占“三公”经费的[[0.00|three_public.abroad|share|of=three_public.total]]%；公务用车购置及运行维护费支出{p.a(zero_cars)}万元，占“三公”经费的[[0.00|three_public.vehicle|share|of=three_public.total]]%；公务接待费支出{p.a(reception)}万元，占“三公”经费的[[100.00|three_public.reception|share|of=three_public.total]]%。
### （二）具体情况说明
1．公务接待费支出预算为{p.u(reception)}万元（其中：一般公共预算支出{p.u(reception)}万元），支出决算{p.a(reception)}万元，完成年初预算的{p.r(reception)}%。{year}年度国内公务接待{p.n(batches, "three_public.reception_batches")}批次，{p.n(guests, "three_public.reception_persons")}人次。
2．会议费支出决算{p.a(anywhere(b.econ("30215")))}万元；培训费支出决算{p.a(anywhere(b.econ("30216")))}万元，{year}年度全年组织培训{p.n(9, "training.count")}个，组织培训{p.n(412, "training.attendees")}人次。
## 八、政府性基金预算财政拨款支出决算情况说明
本单位{year}年度无政府性基金预算财政拨款收入支出决算。
## 九、政府采购支出决算情况说明
{year}年度政府采购支出决算总额{p.a(buy.total)}万元，其中：政府采购货物支出{p.a(buy.goods)}万元、政府采购工程支出{p.a(buy.works)}万元、政府采购服务支出{p.a(buy.services)}万元。政府采购授予中小企业合同金额{p.a(buy.sme)}万元，占政府采购支出总额的{p.s(buy.sme, buy.total)}%，其中：授予小微企业合同金额{p.a(buy.micro)}万元，占授予中小企业合同金额的{p.s(buy.micro, buy.sme)}%。
## 十、国有资产占用情况说明
截至{year}年12月31日，本单位共有车辆[[0|assets.vehicles|count]]辆；单价100万元（含）以上的设备（不含车辆）{p.n(1, "assets.large_equipment")}台（套）。
## 十一、预算绩效评价工作开展情况
{year}年度，本单位共{p.n(2, "perf.projects_self_evaluated")}个项目开展了财政支出绩效自评价，涉及财政性资金合计[[{p.money(b.project.now)}|perf.projects_self_evaluated|amount]]万元。
# 第四部分 名词解释
一、事业收入：指事业单位开展专业业务活动及辅助活动取得的收入。
"""
    grids = {
        "收支": t.summary(p, b, "收入支出决算总表"),
        "收入": t.income_list(p, b, "收入决算表"),
        "支出": t.spending(p, b, "支出决算表"),
        "一般": t.by_function(p, b, "一般公共预算支出决算表"),
        "经济": t.economic(p, b, "一般公共预算基本支出决算表"),
    }
    return Story("jiangsu_district_school", "江苏", year, "final_account", entity, blocks(text, grids))


def stories(rng: random.Random) -> list[Story]:
    return [_budget(rng), _account(rng)]
