"""A bureau of a Fujian city: the expenditure follows the income as 相应安排支出, changes and growth after every total."""

from __future__ import annotations

import random

from benchmarks.wordings.story import Story
from benchmarks.wordings.styles import _tables as t
from benchmarks.wordings.styles._books import Item, books_of
from benchmarks.wordings.styles._marker import Pen, blocks, buying_of, three_of, vehicles_of

FUNCTIONS = (
    ("2070101", "行政运行", 820, 0),
    ("2070109", "群众文化", 310, 420),
    ("2070199", "其他文化和旅游支出", 0, 265),
    ("2080501", "行政单位离退休", 64, 0),
    ("2080505", "机关事业单位基本养老保险缴费支出", 118, 0),
    ("2080506", "机关事业单位职业年金缴费支出", 59, 0),
    ("2101101", "行政单位医疗", 52, 0),
    ("2101102", "事业单位医疗", 31, 0),
    ("2210201", "住房公积金", 126, 0),
    ("2210202", "提租补贴", 38, 0),
)
USES = {
    "2070101": "主要用于局机关在职人员工资福利支出及日常办公支出",
    "2070109": "主要用于市文化馆、市图书馆免费开放、送戏下乡等支出",
    "2070199": "主要用于非物质文化遗产保护、文旅宣传推广等项目支出，其中“海丝”文旅推介会[[60.00|-]]万元",
    "2080501": "主要用于局机关退休人员公用支出及生活补贴",
    "2080505": "主要用于在职人员基本养老保险单位缴费部分",
    "2080506": "主要用于在职人员职业年金单位缴费部分",
    "2101101": "主要用于行政人员基本医疗保险缴费",
    "2101102": "主要用于所属事业单位人员基本医疗保险缴费",
    "2210201": "主要用于按规定比例为职工缴纳住房公积金",
    "2210202": "主要用于发放在职及退休人员提租补贴",
}
FUND = (("2296002", "用于社会福利的彩票公益金支出", 46),)


def _halves(p: Pen, item: Item) -> str:
    """Basic and project money where an item has both."""
    if not (item.basic.now and item.project.now):
        return ""
    return f"，其中基本支出{p.a(item.basic)}万元、项目支出{p.a(item.project)}万元"


def _budget(rng: random.Random) -> Story:
    entity, year = "榕屿市文化体育和旅游局", 2026
    p = Pen(year, budget=True)
    b = books_of(rng, FUNCTIONS, FUND, own=140, other=35, carry=0)
    three, buy = three_of(rng, b, abroad=9.5, purchase=0), buying_of(rng, 380, works=False)
    agency = b.public.split(rng, [70, 30])[0].bare("agency_operating")
    cars = vehicles_of(rng, three.stock, ("机要通信用车", "应急保障用车", "其他用车"))
    items = "\n".join(
        f"（{'一二三四五六七八九十'[n]}）{i.code}-{i.name}{p.a(i.total)}万元，比上年{p.up(i.total)}{_halves(p, i)}。{USES[i.code]}。"
        for n, i in enumerate(b.items)
    )
    text = f"""
@ {entity}
@ {year}年度部门预算
# 第一部分 部门概况
## 一、部门主要职责
{entity}的主要职责是：贯彻落实党的文化工作方针政策，研究拟订文化体育和旅游政策措施；统筹规划全市文化事业、文化产业、体育事业和旅游业发展；指导、管理文艺事业和体育赛事活动。
## 二、部门预算单位构成
从预算单位构成看，{entity}部门包括{p.n(7, "org.internal_departments")}个机关行政处（科）室及{p.n(3, "org.subordinate_budget_units/org.subordinate_institutions")}个下属单位，其中：列入{year}年部门预算编制范围的单位共{p.n(4, "org.budget_units")}个。
## 三、部门主要工作任务
{year}年，{entity}主要任务是：围绕“文旅经济”这一中心，推进文化惠民、品牌赛事和全域旅游。围绕上述任务，重点抓好新建城市书房6座、举办赛事20场以上等工作。
# 第二部分 {year}年度部门预算表
! 收支
! 支出
! 财拨
! 一般
! 经济
! 三公
# 第三部分 {year}年度部门预算情况说明
## 一、预算收支总体情况
按照预算管理有关规定，{entity}部门的收入包括一般公共预算拨款、政府性基金预算拨款、事业收入和其他收入，全部收入和支出都反映在预算中。{year}年，部门收入预算为{p.a(b.income)}万元，比上年{p.up(b.income)}，主要原因是{p.why(b.income, [("财政拨款", b.income_fiscal), ("事业收入", b.own), ("其他收入", b.other)])}。其中：一般公共预算拨款收入{p.a(b.income_gpb)}万元，政府性基金预算拨款收入{p.a(b.income_fund)}万元，国有资本经营预算拨款收入[[0.00|income.state_capital|initial_budget]]万元，财政专户拨款收入[[0.00|income.special_account|initial_budget]]万元，事业收入{p.a(b.own)}万元，其他收入{p.a(b.other)}万元。
相应安排支出预算{p.a(b.spent)}万元，比上年{p.up(b.spent)}，主要原因是{p.why(b.spent, [("基本支出预算", b.spent_basic), ("项目支出预算", b.spent_project)])}。其中：基本支出{p.a(b.spent_basic)}万元，项目支出{p.a(b.spent_project)}万元，事业单位经营支出[[0.00|expenditure.business|initial_budget]]万元，上缴上级支出[[0.00|expenditure.to_superior|initial_budget]]万元，对附属单位补助支出[[0.00|expenditure.affiliate_subsidy|initial_budget]]万元。
## 二、一般公共预算拨款支出情况
{year}年度一般公共预算拨款支出{p.a(b.gpb)}万元，比上年{p.up(b.gpb)}，主要原因是{b.gpb.w("人员正常增资及文化惠民项目增加", "落实过紧日子要求，压减非急需项目")}。主要支出项目（按项级科目分类统计）包括：
{items}
## 三、政府性基金预算拨款支出情况
{year}年度政府性基金预算拨款支出{p.a(b.fund)}万元，比上年{p.up(b.fund)}，主要原因是{b.fund.w("上级彩票公益金补助增加", "上级彩票公益金补助减少")}。主要支出项目（按项级科目分类统计）包括：
（一）{b.fund_items[0].code}-{b.fund_items[0].name}{p.a(b.fund_items[0])}万元。主要用于社区老年体育活动场地建设。
## 四、国有资本经营预算拨款支出情况
{entity}部门{year}年度没有使用国有资本经营预算拨款安排的支出。
## 五、一般公共预算拨款基本支出情况
{year}年度一般公共预算拨款基本支出{p.a(b.basic)}万元，比上年{p.up(b.basic)}，其中：
（一）人员经费{p.a(b.personnel)}万元，主要包括：基本工资{p.a(b.econ("30101"))}万元、津贴补贴{p.a(b.econ("30102"))}万元、奖金{p.a(b.econ("30103"))}万元、绩效工资{p.a(b.econ("30107"))}万元、机关事业单位基本养老保险缴费、职业年金缴费、住房公积金、其他社会保障缴费、其他工资福利支出、退休费、生活补助。
（二）公用经费{p.a(b.public)}万元，主要包括：办公费、水费、电费、邮电费、差旅费、维修（护）费、会议费、培训费、公务接待费、劳务费、委托业务费、工会经费、福利费、公务用车运行维护费、其他交通费用、其他商品和服务支出、办公设备购置。
## 六、一般公共预算“三公”经费支出情况
{year}年“三公”经费一般公共预算拨款安排{p.a(three.total)}万元，比上年{p.up(three.total)}。其中：
（一）因公出国（境）经费。{year}年预算安排{p.a(three.abroad)}万元，比上年{p.up(three.abroad)}，主要用于组织文旅推介活动。主要原因是：{three.abroad.w("增加一次境外文旅推介", "出访天数压缩")}。
（二）公务接待费。{year}年预算安排{p.a(three.reception)}万元，主要用于省内外兄弟单位调研考察等方面的接待活动，比上年{p.up(three.reception, rise="上升", fall="降低")}。主要原因是：{three.reception.w("来访批次增加", "严格控制接待标准")}。
（三）公务用车购置及运行费。{year}年预算安排{p.a(three.vehicle)}万元，其中：公务用车运行费{p.a(three.operation)}万元，公务用车购置费[[0.00|three_public.vehicle_purchase|initial_budget]]万元，公务用车运行费比上年{p.up(three.operation)}，购置费与上年持平。
## 七、其他重要事项说明
### （一）机关运行经费
{year}年{entity}部门的机关运行经费财政拨款预算{p.a(agency)}万元，比上年{p.up(agency)}，主要原因是{agency.w("编内人员增加，定额公用经费相应增加", "压减办公费、会议费")}。
### （二）政府采购情况
{year}年{entity}部门政府采购预算总额{p.a(buy.total)}万元，其中：政府采购货物预算{p.a(buy.goods)}万元、政府采购工程预算[[0.00|procurement.works|initial_budget]]万元、政府采购服务预算{p.a(buy.services)}万元。
### （三）国有资产占有使用情况
截至{year - 1}年12月31日，{entity}部门共有车辆{p.n(three.stock, "assets.vehicles")}辆，其中：机要通信用车{p.n(cars["机要通信用车"], "assets.vehicles.confidential")}辆，应急保障用车{p.n(cars["应急保障用车"], "assets.vehicles.emergency")}辆，其他用车{p.n(cars["其他用车"], "assets.vehicles.other")}辆，其他用车主要是图书流动服务车。单位价值50万元以上通用设备{p.n(2, "assets.general_equipment_500k")}台（套），单位价值100万元以上专用设备{p.n(1, "assets.special_equipment_1m")}台（套）。
### （四）绩效目标设置情况
{year}年{entity}部门共设置{p.n(5, "perf.projects_with_goals")}个项目绩效目标，涉及财政拨款资金[[{p.money(b.project.now + b.fund.now)}|perf.projects_with_goals|amount]]万元。
# 第四部分 名词解释
一、财政拨款收入：指财政部门当年拨付的资金。
二、“三公”经费：纳入财政预决算管理的“三公”经费，是指用财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费。
"""
    grids = {
        "收支": t.summary(
            p,
            b,
            f"{year}年度收支预算总表",
            ("收入项目", "预算数", "支出项目", "预算数"),
            ("本年收入小计", "本年支出小计", "合计"),
            ("上年结转结余", "年终结转结余"),
        ),
        "支出": t.spending(p, b, f"{year}年度支出预算总表", ("合计", "基本支出", "项目支出"), levels=(7,)),
        "财拨": t.fiscal_summary(
            p, b, f"{year}年度财政拨款收支预算总表", ("预算数", "合计", "一般公共预算拨款"), "合计"
        ),
        "一般": t.by_function(p, b, f"{year}年度一般公共预算拨款支出预算表", levels=(7,)),
        "经济": t.economic(p, b, f"{year}年度一般公共预算拨款基本支出经济分类情况表", "预算数", panels=False),
        "三公": t.three_row(p, three, f"{year}年度一般公共预算“三公”经费支出预算表", "reception-second"),
    }
    return Story("fujian_city_budget", "福建", year, "budget", entity, blocks(text, grids))


def _account(rng: random.Random) -> Story:
    entity, year = "榕屿市文化体育和旅游局", 2023
    p = Pen(year, thousands=True)
    b = books_of(rng, FUNCTIONS, FUND, own=90, other=22, carry=48)
    three, buy = three_of(rng, b, purchase=18.2), buying_of(rng, 460)
    agency = b.public.split(rng, [70, 30])[0].bare("agency_operating")
    cars = vehicles_of(
        rng, three.stock, ("副部（省）级及以上领导用车", "主要领导干部用车", "应急保障用车", "其他用车")
    )
    cars["其他用车"] += cars.pop("副部（省）级及以上领导用车")
    items = "\n".join(
        f"{n + 1}.{i.code}-{i.name}{p.a(i.total)}万元，较上年决算数{p.up(i.total)}。{i.total.w('主要原因是增人增资及业务量上升', '主要原因是部分支出结转下年或人员减少')}。"
        for n, i in enumerate(b.items)
    )
    text = f"""
@ {entity}{year}年度部门决算说明
@ 目  录
第一部分  部门概况
第二部分  {year}年度部门决算表
第三部分  {year}年度部门决算情况说明
第四部分  名词解释
# 第一部分  部门概况
## 一、部门主要职责
指导、推进全市文化、体育和旅游公共服务体系建设，深入实施文化惠民工程和全民健身计划。
## 二、部门决算单位基本情况
从决算单位构成看，{entity}包括{p.n(7, "org.internal_departments")}个机关行政科室及{p.n(3, "org.subordinate_budget_units/org.subordinate_institutions")}个下属单位，列入{year}年部门决算编制范围的单位共{p.n(4, "org.budget_units")}个，年末在职人数{p.n(96, "staff.in_post/staff.actual")}人。
# 第二部分  {year}年度部门决算表
! 收支
! 支出
! 财拨
! 一般
! 基金
! 三公
# 第三部分  {year}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{year}年度部门年初结转和结余{p.a(b.opening)}万元，本年收入{p.a(b.income)}万元，本年支出{p.a(b.spent)}万元，结余分配[[0.00|balance.distribution|final]]万元，年末结转和结余{p.a(b.closing)}万元。
## （一）{year}年收入{p.a(b.income)}万元，比{year - 1}年决算数{p.up(b.income)}，具体情况如下：
1.财政拨款收入{p.a(b.income_fiscal)}万元，较上年{p.up(b.income_fiscal)}，其中一般公共预算财政拨款收入{p.a(b.income_gpb)}万元，政府性基金{p.a(b.income_fund)}万元。
2.事业收入{p.a(b.own)}万元，较上年{p.up(b.own)}。
3.经营收入[[0|income.business|final]]万元，与上年持平。
4.其他收入{p.a(b.other)}万元，较上年{p.up(b.other)}。
## （二）{year}年支出{p.a(b.spent)}万元，比{year - 1}年决算数{p.up(b.spent)}，具体情况如下：
1.基本支出{p.a(b.spent_basic)}万元，比上年{p.up(b.spent_basic)}，占本年支出的{p.s(b.spent_basic, b.spent)}%。
2.项目支出{p.a(b.spent_project)}万元，比上年{p.up(b.spent_project)}，占本年支出的{p.s(b.spent_project, b.spent)}%。
## 二、财政拨款收支决算总体情况
{year}年度财政拨款收入{p.a(b.income_fiscal)}万元；相应财政拨款支出{p.a(b.fiscal)}万元，比上年{p.up(b.fiscal)}，主要是{p.why(b.fiscal, [("一般公共预算支出", b.gpb), ("政府性基金支出", b.fund)])}。
## 三、一般公共预算财政拨款支出决算情况
{year}年一般公共预算财政拨款支出{p.a(b.gpb)}万元（其中含基本支出{p.a(b.basic)}万元、项目支出{p.a(b.project)}万元），比上年决算数{p.up(b.gpb)}，具体情况如下（按项级科目分类统计）：
{items}
## 四、政府性基金预算财政拨款支出决算情况
{year}年政府性基金预算财政拨款支出{p.a(b.fund)}万元，比上年决算数{p.up(b.fund)}，具体情况如下：
1.{b.fund_items[0].code}-{b.fund_items[0].name}{p.a(b.fund_items[0])}万元，较上年决算数{p.up(b.fund_items[0])}。主要原因是{b.fund.w("下达补助增加", "下达补助减少")}。
## 五、国有资本经营预算财政拨款支出决算情况
本部门{year}年度没有使用国有资本经营预算财政拨款安排的支出。
## 六、一般公共预算财政拨款基本支出决算情况
{year}年度一般公共预算财政拨款基本支出{p.a(b.basic)}万元，其中：
（一）人员经费{p.a(b.personnel)}万元，主要包括：基本工资、津贴补贴、奖金、绩效工资、退休费、生活补助等。
（二）公用经费{p.a(b.public)}万元，主要包括：办公费{p.a(b.econ("30201"))}万元、差旅费{p.a(b.econ("30211"))}万元、会议费{p.a(b.econ("30215"))}万元、工会经费{p.a(b.econ("30228"))}万元等。
## 七、财政拨款“三公”经费支出决算情况
{year}年“三公”经费一般公共预算财政拨款支出{p.a(three.total)}万元，完成年初预算{p.i(three.total)}万元的{p.r(three.total)}%；较上年{p.up(three.total)}。具体情况如下：
（一）因公出国（境）费支出[[0.00|three_public.abroad|final]]万元，与上年持平。全年安排出国团组[[0|three_public.abroad_groups|count]]个，累计[[0|three_public.abroad_persons|count]]人次。
（二）公务用车购置及运行维护费支出{p.a(three.vehicle)}万元，较上年{p.up(three.vehicle)}。其中公务用车购置费支出{p.a(three.purchase)}万元，{year}年公务用车购置{p.n(1, "three_public.vehicles_purchased")}辆；公务用车运行维护费支出{p.a(three.operation)}万元，年末公务用车保有量{p.n(three.stock, "three_public.vehicle_stock")}辆。
（三）公务接待费支出{p.a(three.reception)}万元，完成年初预算的{p.r(three.reception)}%，较上年{p.up(three.reception)}，累计接待{p.n(three.batches, "three_public.reception_batches")}批次、{p.n(three.guests, "three_public.reception_persons")}人次。
## 八、预算绩效情况说明
对{year}年度{p.n(4, "perf.projects_self_evaluated")}个项目支出开展绩效自评，占应评项目的[[100|?]]%。
## 九、其他重要事项情况说明
（一）机关运行经费支出{p.a(agency)}万元，比上年{p.up(agency)}，主要原因是{agency.w("办公用房维修增加", "厉行节约")}。
（二）政府采购情况。本部门{year}年政府采购支出总额{p.a(buy.total)}万元，其中：政府采购货物支出{p.a(buy.goods)}万元、政府采购工程支出{p.a(buy.works)}万元、政府采购服务支出{p.a(buy.services)}万元。授予中小企业合同金额{p.a(buy.sme)}万元，占政府采购支出总额的{p.s(buy.sme, buy.total)}%，其中：授予小微企业合同金额{p.a(buy.micro)}万元，占授予中小企业合同金额的{p.s(buy.micro, buy.sme)}%。
（三）国有资产占用情况。截至{year}年12月31日，本部门共有车辆{p.n(three.stock, "assets.vehicles")}辆，其中：主要领导干部用车{p.n(cars["主要领导干部用车"], "assets.vehicles.leaders")}辆、应急保障用车{p.n(cars["应急保障用车"], "assets.vehicles.emergency")}辆、其他用车{p.n(cars["其他用车"], "assets.vehicles.other")}辆；单价100万元（含）以上设备（不含车辆）[[0|assets.large_equipment|count]]台（套）。
# 第四部分  名词解释
一、财政拨款收入：指本级财政当年拨付的资金。
二、年初结转和结余：指以前年度尚未完成、结转到本年仍按原规定用途继续使用的资金。
"""
    grids = {
        "收支": t.summary(p, b, "收入支出决算总表"),
        "支出": t.spending(p, b, "支出决算表"),
        "财拨": t.fiscal_summary(p, b, "财政拨款收入支出决算总表"),
        "一般": t.by_function(p, b, "一般公共预算财政拨款支出决算表"),
        "基金": t.funds(p, b, "政府性基金预算财政拨款收入支出决算表"),
        "三公": t.three_pair(p, three, "一般公共预算财政拨款“三公”经费支出决算表"),
    }
    return Story("fujian_city_account", "福建", year, "final_account", entity, blocks(text, grids))


def stories(rng: random.Random) -> list[Story]:
    return [_budget(rng), _account(rng)]
