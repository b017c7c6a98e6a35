"""Budgets of Shenzhen districts: a list 包括… of items, each repeated below with its change and growth."""

from __future__ import annotations

import random

from benchmarks.wordings.story import Story
from benchmarks.wordings.styles import _tables as t
from benchmarks.wordings.styles._books import Line, books_of
from benchmarks.wordings.styles._marker import Pen, blocks, buying_of, three_of, vehicles_of

FUNCTIONS = (
    ("2080505", "机关事业单位基本养老保险缴费支出", 210, 0),
    ("2080506", "机关事业单位职业年金缴费支出", 105, 0),
    ("2101101", "行政单位医疗", 96, 0),
    ("2120101", "行政运行", 1890, 0),
    ("2120104", "城管执法", 0, 960),
    ("2120501", "城乡社区环境卫生", 0, 2480),
    ("2210201", "住房公积金", 268, 0),
    ("2210203", "购房补贴", 140, 0),
)
PROJECTS = (
    "城市环境综合整治",
    "市政设施管养",
    "园林绿化管护",
    "智慧城管运行维护",
    "宣传教育及培训",
    "预算准备金",
)
USES = (
    "主要用于重点区域环境提升、背街小巷整治等工作",
    "主要用于市政道路、桥梁和路灯的日常养护",
    "主要用于辖区公园、行道树的修剪补植",
    "主要用于视频采集、平台租赁和系统等级保护测评",
    "主要用于垃圾分类宣传、业务骨干轮训",
    "主要用于年中不可预见的临时性工作",
)


def _named(lines: list[Line], names: tuple[str, ...], measure: str) -> list[Line]:
    return [x.called(measure, n, label=n) for x, n in zip(lines, names, strict=True)]


def _first(rng: random.Random) -> Story:
    entity, year = "深圳市莲塘区城市管理和综合执法局", 2026
    p = Pen(year, budget=True)
    b = books_of(rng, FUNCTIONS)
    three, buy = three_of(rng, b), buying_of(rng, 1450, works=False)
    total_any = "expenditure.total/expenditure.basic/expenditure.personnel/gpb.expenditure/gpb.basic_expenditure/gpb.personnel"
    people = _named(
        b.personnel.split(rng, [78, 13, 9]), ("在职人员经费", "离退休人员经费", "增人增资"), total_any
    )
    projects = _named(
        b.project.split(rng, [30, 26, 18, 12, 8, 6]),
        PROJECTS,
        "expenditure.project/expenditure.total/gpb.project_expenditure/gpb.expenditure",
    )
    public = b.public.bare("gpb.public/expenditure.public")
    cars = vehicles_of(rng, three.stock, ("执法执勤用车", "特种专业技术用车", "其他用车"))
    listed = "、".join(f"{x.name}{p.a(x)}万元" for x in [*people, public, *projects])
    detail = "\n".join(
        f"（{'四五六七八九十'[n + 1]}）{x.name}预算{p.a(x)}万元，较{year - 1}年预算{p.up(x)}，{USES[n]}。{x.w('增加原因为作业面积扩大、新增点位', '减少原因为合同续签降价、压减一般性支出')}。"
        for n, x in enumerate(projects)
    )
    text = f"""
@ {entity}
@ {year}年部门预算
@ 目录
第一部分 概况
第二部分 部门预算收支总体情况
第三部分 部门预算支出具体情况
第四部分 政府采购预算情况
第五部分 “三公”经费财政拨款预算情况
第六部分 部门预算绩效管理情况
第七部分 其他需要说明情况
第八部分 名词解释
# 第一部分 概况
## 一、主要职能
负责辖区市容环境卫生、园林绿化、灯光景观和综合执法工作；负责户外广告、垃圾分类的监督管理。
## 二、机构编制及交通工具情况
{entity}部门预算为汇总预算，系统行政编制数{p.n(46, "staff.admin_quota")}人，实有在编人数{p.n(43, "staff.admin_actual")}人；离休{p.n(0, "staff.retired.veteran_cadres")}人，退休{p.n(27, "staff.retired.retirees")}人；从基金中开支的长期聘用人员[[12|?]]人。实有车辆{p.n(three.stock, "assets.vehicles")}辆，包括执法执勤用车{p.n(cars["执法执勤用车"], "assets.vehicles.law_enforcement")}辆、特种专业技术用车{p.n(cars["特种专业技术用车"], "assets.vehicles.special_technical")}辆、其他用车{p.n(cars["其他用车"], "assets.vehicles.other")}辆。
## 三、{year}年主要工作目标
新建社区公园3个，完成道路“白改黑”12公里，居民小区分类投放点升级率达到90%以上。
# 第二部分 部门预算收支总体情况
{year}年{entity}部门预算收入{p.a(b.income)}万元，比{year - 1}年{p.up(b.income)}，其中：财政预算拨款{p.a(b.income_fiscal)}万元、财政专户拨款[[0.00|income.special_account|initial_budget]]万元、其他收入[[0.00|income.other|initial_budget]]万元。
{year}年{entity}部门预算支出{p.a(b.spent)}万元，比{year - 1}年{p.up(b.spent)}。其中：人员支出{p.a(b.personnel.bare("gpb.personnel/expenditure.personnel"))}万元、公用支出{p.a(public)}万元、项目支出{p.a(b.spent_project)}万元。
预算收支{b.spent.w("增加", "减少")}主要原因说明：{p.why(b.spent, [("人员支出", b.personnel), ("公用支出", b.public), ("项目支出", b.project)])}。
! 收支
! 支出
! 项目
! 一般
! 三公
# 第三部分 部门预算支出具体情况
{entity}预算{p.a(b.spent)}万元，包括{listed}。
（一）在职人员经费预算{p.a(people[0])}万元，较{year - 1}年预算{p.up(people[0])}，主要是在职人员工资津补贴、社保、公积金等支出。
（二）离退休人员经费预算{p.a(people[1])}万元，较{year - 1}年预算{p.up(people[1])}，主要是退休人员公用及慰问支出。
（三）增人增资预算{p.a(people[2])}万元，较{year - 1}年预算{p.up(people[2])}，主要是为年内新招录人员及调资预留。
（四）公用经费预算{p.a(public)}万元，较{year - 1}年预算{p.up(public)}，主要包括办公费、水电费、工会经费、公务用车运行维护费等。
{detail}
# 第四部分 政府采购预算情况
{entity}政府采购项目纳入{year}年部门预算共计{p.a(buy.total)}万元，其中：货物采购{p.a(buy.goods)}万元，服务采购{p.a(buy.services)}万元，工程采购[[0.00|procurement.works|initial_budget]]万元。
# 第五部分 “三公”经费财政拨款预算情况
## 一、“三公”经费的单位范围
{entity}因公出国（境）费用、公务接待费、公务用车购置和运行维护费开支单位为局本级，不含下属企业。
## 二、“三公”经费财政拨款预算情况说明
{year}年“三公”经费财政拨款预算{p.a(three.total)}万元，比{year - 1}年“三公”经费预算{three.total.w("增加", "减少")}{p.c(three.total)}万元。
1.因公出国（境）费用。{year}年预算数[[0.00|three_public.abroad|initial_budget]]万元。为进一步规范因公出国（境）经费管理，我区因公出国（境）经费完全按零基预算的原则根据市因公出国计划预审会议审定计划动态调配使用，因此各单位{year}年因公出国（境）经费预算数为零，在实际执行中根据计划据实调配。
2.公务接待费。{year}年预算数{p.a(three.reception)}万元，比{year - 1}年预算数{p.up(three.reception)}。{three.reception.w("主要原因是考察交流活动增加", "主要原因是严格执行中央八项规定精神")}。
3.公务用车购置和运行维护费。{year}年预算数{p.a(three.vehicle)}万元，其中：公务用车购置费{year}年预算数[[0.00|three_public.vehicle_purchase|initial_budget]]万元，与上年持平；公务用车运行维护费{year}年预算数{p.a(three.operation)}万元，比{year - 1}年预算数{p.up(three.operation)}。
# 第六部分 部门预算绩效管理情况
根据预算绩效管理要求，{year}年{entity}纳入绩效管理的项目{p.n(6, "perf.projects_with_goals")}个，涉及预算[[{p.money(b.project.now)}|perf.projects_with_goals|amount]]万元，其中城市环境综合整治项目列为重点绩效评价项目。
# 第七部分 其他需要说明情况
## 一、机关运行经费
{year}年本部门机关运行经费财政拨款预算{p.a(b.public.bare("agency_operating"))}万元，比{year - 1}年预算{p.up(b.public.bare("agency_operating"))}。
## 二、国有资产占有使用情况
截至{year - 1}年12月31日，{entity}共有车辆{p.n(three.stock, "assets.vehicles")}辆。{year}年部门预算安排购置车辆[[0|assets.new_vehicles|count]]辆。
# 第八部分 名词解释
一、“三公”经费：指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。
二、增人增资：指为年度内新增人员和工资调整预留的经费。
"""
    grids = {
        "收支": t.summary(
            p,
            b,
            "收支预算总表",
            ("收入", "预算数", "支出", "预算数"),
            ("本年收入合计", "本年支出合计", "收入总计"),
            ("上年结转、结余", "结转下年"),
        ),
        "支出": t.spending(
            p,
            b,
            "支出预算总表",
            ("合计", "基本支出", "项目支出"),
            ("支出功能科目编码", "支出功能科目名称"),
            levels=(7,),
        ),
        "项目": t.grid(
            p,
            "项目支出预算表",
            [("项目名称", "预算数")],
            [("合计", b.spent_project), *((x.name, x) for x in projects)],
        ),
        "一般": t.by_function(p, b, "一般公共预算支出表", codes=("功能科目编码", "功能科目名称")),
        "三公": t.three_row(p, three, "财政拨款“三公”经费支出预算表", "reception-second"),
    }
    return Story("guangdong_shenzhen_district_bureau", "广东", year, "budget", entity, blocks(text, grids))


OFFICES = ("深圳市莲塘区水务局（本级）", "深圳市莲塘区水务工程质量监督站", "深圳市莲塘区河道管理中心")


def _second(rng: random.Random) -> Story:
    entity, year = "深圳市莲塘区水务局", 2025
    p = Pen(year, budget=True, thousands=True, places=1)
    functions = (
        ("2080505", "机关事业单位基本养老保险缴费支出", 150, 0),
        ("2080506", "机关事业单位职业年金缴费支出", 75, 0),
        ("2101101", "行政单位医疗", 66, 0),
        ("2130301", "行政运行", 1320, 0),
        ("2130306", "水利工程运行与维护", 480, 1650),
        ("2130314", "防汛", 0, 380),
        ("2210201", "住房公积金", 190, 0),
    )
    b = books_of(rng, functions, (("2120899", "其他国有土地使用权出让收入安排的支出", 760),), other=26)
    three, buy = three_of(rng, b, purchase=36), buying_of(rng, 2100)
    units = _named(b.spent.split(rng, [52, 15, 33]), OFFICES, "expenditure.total")
    names = (
        "防洪排涝设施运行管理",
        "河道管养与水质保障",
        "水土保持监管",
        "节水型社会建设",
        "水务信息化",
        "排水管网清疏修复",
    )
    any_project = "expenditure.project/expenditure.total"
    projects = _named(b.spent_project.split(rng, [28, 26, 9, 7, 10, 20]), names, any_project)
    listed = "；".join(f"{x.name}{p.a(x)}万元" for x in projects)
    detail = "\n".join(
        f"{n + 1}.{x.name}{p.a(x)}万元，较上年{p.up(x, rise='上升')}。{x.w('主要是新增设施移交接管', '主要是部分项目完工、结算审减')}。"
        for n, x in enumerate(projects)
    )
    cars = vehicles_of(rng, three.stock, ("应急保障用车", "其他用车"))
    text = f"""
@ {year}年{entity}部门预算
# 第一部分 部门概况
## 一、部门职责
负责辖区水资源保护、供水排水、防洪排涝、水土保持和河湖长制日常工作。
## 二、部门基本情况
{entity}部门预算包括局本级和{p.n(2, "org.subordinate_budget_units/org.subordinate_institutions")}家下属单位。事业编制{p.n(38, "staff.institution_quota")}名，实有{p.n(35, "staff.institution_actual")}人；行政编制{p.n(24, "staff.admin_quota")}名，实有{p.n(23, "staff.admin_actual")}人；退休人员{p.n(18, "staff.retired.retirees")}人。
# 第二部分 部门预算收支总体情况
## 一、收入预算
{year}年部门预算收入{p.a(b.income)}万元，较上年{p.up(b.income)}，包括：一般公共预算拨款{p.a(b.income_gpb)}万元，政府性基金预算拨款{p.a(b.income_fund)}万元，其他收入{p.a(b.other)}万元。其中一般公共预算拨款较上年{p.up(b.income_gpb)}，政府性基金预算拨款较上年{p.up(b.income_fund)}，其他收入较上年{p.up(b.other)}。
## 二、支出预算
{year}年部门预算支出{p.a(b.spent)}万元，较上年{p.up(b.spent)}，包括：基本支出{p.a(b.spent_basic)}万元，占{p.s(b.spent_basic, b.spent)}%，较上年{p.up(b.spent_basic)}；项目支出{p.a(b.spent_project)}万元，占{p.s(b.spent_project, b.spent)}%，较上年{p.up(b.spent_project)}。
按单位分：{units[0].name}{p.a(units[0])}万元，{units[1].name}{p.a(units[1])}万元，{units[2].name}{p.a(units[2])}万元。
! 收支
! 单位
! 财拨
! 经济
! 基金
! 三公
# 第三部分 部门预算支出具体情况
## 一、基本支出
基本支出{p.a(b.spent_basic)}万元，其中使用一般公共预算拨款{p.a(b.basic)}万元，包括人员经费{p.a(b.personnel)}万元和公用经费{p.a(b.public)}万元。人员经费中基本工资{p.a(b.econ("30101"))}万元、津贴补贴{p.a(b.econ("30102"))}万元、奖金{p.a(b.econ("30103"))}万元、职业年金缴费{p.a(b.econ("30109"))}万元、住房公积金{p.a(b.econ("30113"))}万元、退休费{p.a(b.econ("30302"))}万元，其余为其他工资福利支出等；公用经费较上年{p.up(b.public)}，人员经费较上年{p.up(b.personnel)}。
## 二、项目支出
项目支出{p.a(b.spent_project)}万元，包括{listed}。具体如下：
{detail}
## 三、政府性基金
政府性基金预算拨款安排支出{p.a(b.fund)}万元，较上年{p.up(b.fund)}，全部用于排水、河道设施类项目，列“其他国有土地使用权出让收入安排的支出”（2120899）科目。
# 第四部分 政府采购预算情况
{year}年{entity}政府采购项目预算金额{p.a(buy.total)}万元，包括货物类{p.a(buy.goods)}万元、工程类{p.a(buy.works)}万元、服务类{p.a(buy.services)}万元；预留面向中小企业采购份额的项目中，单个项目金额最高的为“河道保洁服务”[[312.50|-]]万元。
# 第五部分 “三公”经费财政拨款预算情况
{year}年“三公”经费财政拨款预算{p.a(three.total)}万元，较上年{p.up(three.total)}，包括：
（1）因公出国（境）费用[[0.00|three_public.abroad|initial_budget]]万元，按零基预算原则动态调配；
（2）公务接待费{p.a(three.reception)}万元，较上年{p.up(three.reception)}；
（3）公务用车购置和运行维护费{p.a(three.vehicle)}万元，较上年{p.up(three.vehicle)}。其中购置费{p.a(three.purchase)}万元，拟更新防汛应急车辆{p.n(1, "three_public.vehicles_purchased/assets.new_vehicles")}辆；运行维护费{p.a(three.operation)}万元，较上年{p.up(three.operation)}。
# 第六部分 其他需要说明的情况
## 一、机关运行经费
局本级为行政单位，{year}年机关运行经费预算{p.a(b.public.bare("agency_operating"))}万元，较上年{p.up(b.public.bare("agency_operating"))}，{b.public.w("主要是物业费上调", "主要是压缩会议、差旅开支")}。
## 二、国有资产
截至{year - 1}年底，本部门共有车辆{p.n(three.stock, "assets.vehicles")}辆，其中应急保障用车{p.n(cars["应急保障用车"], "assets.vehicles.emergency")}辆，其他用车{p.n(cars["其他用车"], "assets.vehicles.other")}辆；单价50万元以上通用设备{p.n(4, "assets.general_equipment_500k")}台（套）。
## 三、绩效目标
{year}年纳入绩效目标管理的项目{p.n(6, "perf.projects_with_goals")}个，实现项目支出全覆盖。
# 第七部分 名词解释
1.一般公共预算拨款：指区财政当年安排的资金。
2.项目支出：指为完成特定工作任务在基本支出之外发生的支出。
"""
    zero = "财政拨款“三公”经费预算表"
    grids = {
        "收支": t.summary(
            p,
            b,
            "部门收支总体情况表",
            ("收入项目", "预算数", "支出项目", "预算数"),
            ("本年收入合计", "本年支出合计", "总计"),
            ("上年结转", "结转下年"),
        ),
        "单位": t.grid(
            p,
            "部门支出总体情况表（按单位）",
            [("单位名称", "支出合计")],
            [("合计", b.spent), *((x.name, x) for x in units)],
        ),
        "财拨": t.fiscal_summary(p, b, "财政拨款收支总体情况表", ("预算数", "合计", "一般公共预算"), "总计"),
        "经济": t.economic(p, b, "一般公共预算基本支出情况表（按经济分类）", panels=False),
        "基金": t.grid(
            p,
            "政府性基金预算支出情况表",
            [("科目编码", "科目名称", "合计")],
            [("", "合计", b.fund), (b.fund_items[0].code, b.fund_items[0].name, b.fund_items[0])],
        ),
        "三公": t.three_row(p, three, zero),
    }
    return Story("guangdong_shenzhen_district_water", "广东", year, "budget", entity, blocks(text, grids))


def stories(rng: random.Random) -> list[Story]:
    return [_first(rng), _second(rng)]
