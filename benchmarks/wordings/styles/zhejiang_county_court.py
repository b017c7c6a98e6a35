"""A court and a civil affairs bureau of Zhejiang counties: no parts, everything fund by fund, 用于以下方面."""

from __future__ import annotations

import random

from benchmarks.wordings.story import Story
from benchmarks.wordings.styles import _tables as t
from benchmarks.wordings.styles._books import GROUPS, anywhere, books_of
from benchmarks.wordings.styles._marker import Pen, blocks, buying_of, three_of, vehicles_of

COURT = (
    ("2040501", "行政运行", 3120, 0),
    ("2040504", "案件审判", 0, 870),
    ("2040506", "“两庭”建设", 0, 260),
    ("2040599", "其他法院支出", 0, 145),
    ("2080505", "机关事业单位基本养老保险缴费支出", 268, 0),
    ("2080506", "机关事业单位职业年金缴费支出", 134, 0),
    ("2101101", "行政单位医疗", 152, 0),
    ("2210201", "住房公积金", 341, 0),
    ("2210203", "购房补贴", 96, 0),
)


def _court(rng: random.Random) -> Story:
    entity, year = "越溪县人民法院", 2022
    p = Pen(year)
    b = books_of(rng, COURT, other=118, carry=64)
    three, buy = three_of(rng, b, purchase=41), buying_of(rng, 720)
    cars = vehicles_of(rng, three.stock, ("主要领导干部用车", "执法执勤用车", "特种专业技术用车"))
    agency = b.public.bare("agency_operating")
    uses = "；".join(f"{b.name_of(c)}（类）{p.a(b.at(c))}万元，占{p.s(b.at(c), b.gpb)}%" for c in b.codes(3))
    items = "\n".join(
        f"（{n + 1}）{b.name_of(i.code[:3])}（类）{GROUPS[i.code[:5]]}（款）{i.name}（项）。主要用于{ {'204': '法院人员、办案和审判场所', '208': '干警养老保险', '210': '干警医疗保险', '221': '干警住房保障'}[i.code[:3]] }等支出。"
        f"年初预算为{p.i(i.total)}万元，支出决算为{p.a(i.total)}万元，完成年初预算的{p.r(i.total)}%，决算数{i.total.wi('大于', '小于')}年初预算数的主要原因{i.total.wi('是年中追加人员及办案经费', '是从严从紧控制支出')}。"
        for n, i in enumerate(b.items)
    )
    text = f"""
@ {entity}{year}年度部门决算
@ 目录
一、概况
二、{year}年度部门决算公开表
三、{year}年度部门决算情况说明
四、名词解释
# 一、概况
## （一）部门职责
1.依法审判法律规定由基层人民法院管辖的刑事、民事、行政案件；2.依法行使司法执行权和司法决定权；3.指导人民调解委员会工作。
## （二）机构设置
从预算单位构成看，{entity}部门决算包括：本级决算。内设机构{p.n(9, "org.internal_departments")}个，派出人民法庭{p.n(3, "org.dispatched_offices")}个。
# 二、{year}年度部门决算公开表
! 收支
! 收入
! 支出
! 财拨
! 一般
! 经济
! 三公
# 三、{year}年度部门决算情况说明
## （一）收入支出决算总体情况说明
{year}年度收、支总计{p.a(b.grand)}万元，与{year - 1}年度相比，各{p.up(b.grand)}。主要原因是：{b.grand.w("案件数量上升，办案经费增加", "“两庭”建设项目陆续竣工")}。
## （二）收入决算情况说明
本年收入合计{p.a(b.income)}万元；包括财政拨款收入{p.a(b.income_fiscal)}万元（其中：一般公共预算{p.a(b.income_gpb)}万元，政府性基金预算[[0.00|income.gov_fund|final]]万元，国有资本经营预算[[0.00|income.state_capital|final]]万元），占收入合计{p.s(b.income_fiscal, b.income)}%；上级补助收入[[0.00|income.superior_subsidy|final]]万元，占收入合计[[0.00|income.superior_subsidy|share|of=income.total]]%；事业收入[[0.00|income.undertaking|final]]万元，占收入合计[[0.00|income.undertaking|share|of=income.total]]%；其他收入{p.a(b.other)}万元，占收入合计{p.s(b.other, b.income)}%。
## （三）支出决算情况说明
本年支出合计{p.a(b.spent)}万元，其中基本支出{p.a(b.spent_basic)}万元，占{p.s(b.spent_basic, b.spent)}%；项目支出{p.a(b.spent_project)}万元，占{p.s(b.spent_project, b.spent)}%；经营支出[[0.00|expenditure.business|final]]万元，占[[0.00|expenditure.business|share|of=expenditure.total]]%。
## （四）财政拨款收入支出决算总体情况说明
{year}年度财政拨款收、支总计{p.a(b.fiscal.bare("fiscal.income_expenditure_total"))}万元，与{year - 1}年相比，各{p.up(b.fiscal.bare("fiscal.income_expenditure_total"))}。财政拨款支出完成年初预算的{p.r(b.fiscal)}%，其中：一般公共预算{p.a(b.gpb)}万元，完成年初预算的{p.r(b.gpb)}%。
## （五）一般公共预算财政拨款支出决算情况说明
1.一般公共预算财政拨款支出决算总体情况。
{year}年度一般公共预算财政拨款支出{p.a(b.gpb)}万元，占本年支出合计的{p.s(b.gpb, b.spent)}%。与{year - 1}年相比，一般公共预算财政拨款支出{p.up(b.gpb)}。
2.一般公共预算财政拨款支出决算结构情况。
{year}年度一般公共预算财政拨款支出{p.a(b.gpb)}万元，主要用于以下方面：{uses}。
3.一般公共预算财政拨款支出决算具体情况。
{year}年度一般公共预算财政拨款支出年初预算为{p.i(b.gpb)}万元，支出决算为{p.a(b.gpb)}万元，完成年初预算的{p.r(b.gpb)}%。其中：
{items}
## （六）一般公共预算财政拨款基本支出决算情况说明
{year}年度一般公共预算财政拨款基本支出{p.a(b.basic)}万元，其中：
人员经费{p.a(b.personnel)}万元，主要包括：基本工资、津贴补贴、奖金、其他社会保障缴费、其他工资福利支出、退休费、生活补助等；
公用经费{p.a(b.public)}万元，主要包括：办公费、水费、电费、邮电费、差旅费、培训费、公务接待费、劳务费、工会经费、福利费等。
## （七）政府性基金预算财政拨款支出决算情况说明
本部门{year}年度无政府性基金预算财政拨款支出。
## （八）国有资本经营预算财政拨款支出决算情况说明
本部门{year}年度无国有资本经营预算财政拨款支出。
## （九）一般公共预算财政拨款“三公”经费支出决算情况说明
1.“三公”经费一般公共预算财政拨款支出决算总体情况。
{year}年度“三公”经费一般公共预算财政拨款支出全年预算为{p.f(three.total)}万元，支出决算为{p.a(three.total)}万元，完成全年预算的{p.r(three.total)}%，{year}年度“三公”经费支出决算{three.total.wi("大于", "小于")}全年预算数的主要原因是{three.total.wi("车辆更新价格高于预计", "认真贯彻落实过紧日子要求")}。
2.“三公”经费一般公共预算财政拨款支出决算具体情况。
{year}年度一般公共预算财政拨款安排“三公”经费支出决算中，因公出国（境）费支出决算为[[0.00|three_public.abroad|final]]万元，占[[0.00|three_public.abroad|share|of=three_public.total]]%，与{year - 1}年度持平；公务用车购置及运行维护费支出决算为{p.a(three.vehicle)}万元，占{p.s(three.vehicle, three.total)}%，与{year - 1}年度相比，{p.up(three.vehicle)}；公务接待费支出决算为{p.a(three.reception)}万元，占{p.s(three.reception, three.total)}%，与{year - 1}年度相比，{p.up(three.reception)}。具体情况如下：
（1）因公出国（境）费全年预算数为[[0.00|three_public.abroad|full_year_budget]]万元，支出决算为[[0.00|three_public.abroad|final]]万元。全年使用一般公共预算财政拨款安排本级及下属单位因公出国（境）团组[[0|three_public.abroad_groups|count]]个；累计[[0|three_public.abroad_persons|count]]人次。
（2）公务用车购置及运行维护费全年预算为{p.f(three.vehicle)}万元，支出决算为{p.a(three.vehicle)}万元，完成全年预算的{p.r(three.vehicle)}%。其中：公务用车购置支出{p.a(three.purchase)}万元（含购置税等附加费用），主要用于更新押解囚车{p.n(1, "three_public.vehicles_purchased")}辆；公务用车运行维护支出{p.a(three.operation)}万元，主要用于办案执行所需的公务用车燃料费、维修费、过路过桥费、保险费等支出；截至{year}年12月31日，开支一般公共预算财政拨款的公务用车保有量为{p.n(three.stock, "three_public.vehicle_stock")}辆。
（3）公务接待费全年预算为{p.f(three.reception)}万元，支出决算为{p.a(three.reception)}万元，完成全年预算的{p.r(three.reception)}%，国内公务接待{p.n(three.batches, "three_public.reception_batches")}批次，累计{p.n(three.guests, "three_public.reception_persons")}人次，其中外事接待支出[[0.00|three_public.reception_foreign|final]]万元。
## （十）{year}年预算绩效情况说明
根据预算绩效管理要求，本部门组织对{year}年度一般公共预算项目支出全面开展绩效自评，其中项目{p.n(5, "perf.projects_self_evaluated")}个，共涉及资金[[{p.money(b.project.now)}|perf.projects_self_evaluated|amount]]万元，占一般公共预算项目支出总额的[[100|?]]%。
## （十一）其他重要事项的情况说明
1.机关运行经费支出情况。
{year}年度机关运行经费支出{p.a(agency)}万元，比年初预算数{agency.wi("增加", "减少")}{p.ci(agency)}万元，{agency.wi("增长", "下降")}{p.gi(agency)}%，比{year - 1}年{p.up(agency)}。
2.政府采购支出情况。
{year}年度政府采购支出总额{p.a(buy.total)}万元，其中：政府采购货物支出{p.a(buy.goods)}万元、政府采购工程支出{p.a(buy.works)}万元、政府采购服务支出{p.a(buy.services)}万元。授予中小企业合同金额{p.a(buy.sme)}万元，占政府采购支出总额的{p.s(buy.sme, buy.total)}%。其中，授予小微企业合同金额{p.a(buy.micro)}万元，占授予中小企业合同金额的{p.s(buy.micro, buy.sme)}%。
3.国有资产占用情况。
截至{year}年12月31日，{entity}本级共有车辆{p.n(three.stock, "assets.vehicles")}辆，其中，主要领导干部用车{p.n(cars["主要领导干部用车"], "assets.vehicles.leaders")}辆、执法执勤用车{p.n(cars["执法执勤用车"], "assets.vehicles.law_enforcement")}辆、特种专业技术用车{p.n(cars["特种专业技术用车"], "assets.vehicles.special_technical")}辆；单价50万元（含）以上通用设备{p.n(6, "assets.general_equipment_500k")}台（套），单价100万元（含）以上专用设备[[0|assets.special_equipment_1m|count]]台（套）。
# 四、名词解释
1.财政拨款收入：指本级财政部门当年拨付的财政预算资金。
2.案件审判（项）：反映人民法院从立案至审判等工作的支出。
"""
    grids = {
        "收支": t.summary(p, b, "收入支出决算总表"),
        "收入": t.income_list(p, b, "收入决算表（分科目）"),
        "支出": t.spending(p, b, "支出决算表（分科目）"),
        "财拨": t.fiscal_summary(p, b, "财政拨款收入支出决算总表"),
        "一般": t.by_function(p, b, "一般公共预算财政拨款支出决算表"),
        "经济": t.economic(p, b, "一般公共预算财政拨款基本支出决算表"),
        "三公": t.three_row(p, three, "一般公共预算财政拨款“三公”经费支出决算表"),
    }
    return Story("zhejiang_county_court", "浙江", year, "final_account", entity, blocks(text, grids))


CIVIL = (
    ("2080208", "基层政权建设和社区治理", 0, 310),
    ("2080299", "其他民政管理事务支出", 412, 185),
    ("2080505", "机关事业单位基本养老保险缴费支出", 66, 0),
    ("2080506", "机关事业单位职业年金缴费支出", 33, 0),
    ("2101101", "行政单位医疗", 39, 0),
    ("2210201", "住房公积金", 74, 0),
)
LOTTERY = (
    ("2120899", "其他国有土地使用权出让收入安排的支出", 240),
    ("2296002", "用于社会福利的彩票公益金支出", 186),
)


def _civil(rng: random.Random) -> Story:
    entity, year = "越溪县民政局", 2024
    p = Pen(year, thousands=True)
    b = books_of(rng, CIVIL, LOTTERY, own=33, other=17, carry=28)
    three, buy = three_of(rng, b), buying_of(rng, 265, works=False)
    land, lottery = b.fund_items
    agency = b.public.split(rng, [64, 36])[0].bare("agency_operating")
    fiscal_classes = sorted({*b.codes(3), "212", "229"})
    both = b.fiscal.bare("fiscal.income_expenditure_total")
    text = f"""
@ {entity}{year}年度部门决算
# 一、{entity}概况
## （一）部门职责
拟订全县民政事业发展规划和政策；负责社会救助、社会福利、养老服务、殡葬管理和基层社区治理工作。
## （二）机构设置
纳入{entity}{year}年度部门决算编制范围的单位共{p.n(4, "org.budget_units")}家，其中行政单位{p.n(1, "org.admin_units")}家，事业单位{p.n(3, "org.institutions")}家。
# 二、{entity}{year}年度部门决算情况说明
## （一）收入支出决算总体情况说明
收、支总计{p.a(b.grand)}万元，与上年相比各{p.up(b.grand)}。
## （二）收入决算情况说明
本年收入合计{p.a(b.income)}万元，较上年{p.up(b.income)}。按资金性质分：
1.一般公共预算财政拨款收入{p.a(b.income_gpb)}万元，占{p.s(b.income_gpb, b.income)}%，较上年{p.up(b.income_gpb)}；
2.政府性基金预算财政拨款收入{p.a(b.income_fund)}万元，占{p.s(b.income_fund, b.income)}%，较上年{p.up(b.income_fund)}；
3.国有资本经营预算财政拨款收入[[0.00|income.state_capital|final]]万元，与上年持平；
4.事业收入{p.a(b.own)}万元，占{p.s(b.own, b.income)}%，为县福利中心代养收入；
5.其他收入{p.a(b.other)}万元，占{p.s(b.other, b.income)}%。
## （三）支出决算情况说明
本年支出合计{p.a(b.spent)}万元，较上年{p.up(b.spent)}。按支出性质分，基本支出{p.a(b.spent_basic)}万元、项目支出{p.a(b.spent_project)}万元，分别占{p.s(b.spent_basic, b.spent)}%、{p.s(b.spent_project, b.spent)}%；按资金来源分，使用财政拨款{p.a(b.fiscal)}万元，占{p.s(b.fiscal, b.spent)}%，其余为事业收入和其他收入等安排。
## （四）财政拨款收入支出决算总体情况说明
财政拨款收、支总计{p.a(both)}万元，与上年相比各{p.up(both)}。财政拨款支出{p.a(b.fiscal)}万元用于以下方面：{"，".join(f"{b.name_of(c)}{p.a(b.fiscal_at(c))}万元、占{p.s(b.fiscal_at(c), b.fiscal)}%" for c in fiscal_classes)}。其中一般公共预算{p.a(b.gpb)}万元，政府性基金预算{p.a(b.fund)}万元。
## （五）一般公共预算财政拨款支出决算情况说明
一般公共预算财政拨款支出{p.a(b.gpb)}万元，为年初预算{p.i(b.gpb)}万元的{p.r(b.gpb)}%，较上年{p.up(b.gpb)}。用于以下方面：
1.社会保障和就业（类）支出{p.a(b.at("208"))}万元，占{p.s(b.at("208"), b.gpb)}%。其中：民政管理事务（款）{p.a(b.at("20802"))}万元，含基层政权建设和社区治理（项）{p.a(b.at("2080208"))}万元、其他民政管理事务支出（项）{p.a(b.at("2080299"))}万元；行政事业单位养老支出（款）{p.a(b.at("20805"))}万元，含养老保险缴费（2080505）{p.a(b.at("2080505"))}万元、职业年金缴费（2080506）{p.a(b.at("2080506"))}万元。
2.卫生健康（类）支出{p.a(b.at("210"))}万元，占{p.s(b.at("210"), b.gpb)}%，全部为行政单位医疗（项）。
3.住房保障（类）支出{p.a(b.at("221"))}万元，占{p.s(b.at("221"), b.gpb)}%，全部为住房公积金（项）。
## （六）一般公共预算财政拨款基本支出决算情况说明
一般公共预算财政拨款基本支出{p.a(b.basic)}万元：人员经费{p.a(b.personnel)}万元（工资福利支出{p.a(b.econ("301"))}万元，对个人和家庭的补助{p.a(b.econ("303"))}万元），公用经费{p.a(b.public)}万元（商品和服务支出{p.a(b.econ("302"))}万元，资本性支出{p.a(b.econ("310"))}万元）。
## （七）政府性基金预算财政拨款支出决算情况说明
政府性基金预算财政拨款支出{p.a(b.fund)}万元，占本年支出合计的{p.s(b.fund, b.spent)}%，较上年{p.up(b.fund)}。用于以下方面：
1.城乡社区（类）支出{p.a(land.called("gov_fund.expenditure", code="212"))}万元，占{p.s(land.called("gov_fund.expenditure", code="212"), b.fund)}%，用于公益性公墓建设补助；
2.其他（类）支出{p.a(lottery.called("gov_fund.expenditure", code="229"))}万元，占{p.s(lottery.called("gov_fund.expenditure", code="229"), b.fund)}%，即用于社会福利的彩票公益金支出，主要为居家养老服务照料中心运营补助。
## （八）国有资本经营预算财政拨款支出决算情况说明
本部门{year}年度没有国有资本经营预算财政拨款收支。
## （九）财政拨款“三公”经费支出决算情况说明
“三公”经费支出{p.a(three.total)}万元，全年预算{p.f(three.total)}万元，完成全年预算的{p.r(three.total)}%，比上年{three.total.w("增支", "减支")}{p.c(three.total)}万元。三项分别为：因公出国（境）费[[0.00|three_public.abroad|final]]万元；公务用车购置及运行维护费{p.a(three.vehicle)}万元，均为运行维护费，比上年{p.up(three.vehicle)}，保有量{p.n(three.stock, "three_public.vehicle_stock")}辆；公务接待费{p.a(three.reception)}万元，比上年{p.up(three.reception)}，接待{p.n(three.batches, "three_public.reception_batches")}批{p.n(three.guests, "three_public.reception_persons")}人次。
## （十）其他重要事项
1.机关运行经费{p.a(agency)}万元，较上年{p.up(agency)}。另：全年会议费{p.a(anywhere(b.econ("30215")))}万元，培训费{p.a(anywhere(b.econ("30216")))}万元。
2.政府采购支出总额{p.a(buy.total)}万元，其中货物{p.a(buy.goods)}万元、服务{p.a(buy.services)}万元，无工程采购。
3.年末车辆{p.n(three.stock, "assets.vehicles")}辆，均为其他用车；单价100万元（含）以上设备（不含车辆）[[0|assets.large_equipment|count]]台（套）。
4.绩效：{year}年度开展绩效自评项目{p.n(7, "perf.projects_self_evaluated")}个，其中“孤儿助学”项目自评得分[[98.2|?]]分，全年预算数[[12.00|-]]万元，执行数[[11.40|-]]万元。
# 三、{entity}{year}年度部门决算公开表
! 收支
! 支出
! 财拨
! 一般
! 基金
! 三公
# 四、名词解释
1.彩票公益金：指按规定比例从彩票发行销售收入中提取的、专项用于社会福利等社会公益事业的资金。
"""
    grids = {
        "收支": t.summary(p, b, "收入支出决算总表"),
        "支出": t.spending(p, b, "支出决算表（分科目）", levels=(3, 5, 7)),
        "财拨": t.fiscal_summary(p, b, "财政拨款收入支出决算总表"),
        "一般": t.by_function(p, b, "一般公共预算财政拨款支出决算表"),
        "基金": t.funds(p, b, "政府性基金预算财政拨款收入支出决算表"),
        "三公": t.three_row(p, three, "财政拨款“三公”经费支出决算表"),
    }
    return Story("zhejiang_county_civil", "浙江", year, "final_account", entity, blocks(text, grids))


def stories(rng: random.Random) -> list[Story]:
    return [_court(rng), _civil(rng)]
