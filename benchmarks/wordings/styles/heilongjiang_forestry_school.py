"""A forestry school of Heilongjiang and one of its kindergartens: school money, rates of one decimal, 增支 and 减支."""

from __future__ import annotations

import random

from benchmarks.wordings.story import Story
from benchmarks.wordings.styles import _tables as t
from benchmarks.wordings.styles._books import Line, books_of, without
from benchmarks.wordings.styles._marker import Pen, blocks, buying_of, guests_of, three_of

SCHOOL = (
    ("2050302", "中等职业教育", 2140, 690),
    ("2050803", "培训支出", 0, 36),
    ("2080502", "事业单位离退休", 310, 0),
    ("2080505", "机关事业单位基本养老保险缴费支出", 286, 0),
    ("2080506", "机关事业单位职业年金缴费支出", 143, 0),
    ("2101102", "事业单位医疗", 131, 0),
    ("2130205", "森林资源培育", 0, 78),
    ("2210201", "住房公积金", 214, 0),
)
WHY = {
    "205": ("招生规模扩大、实训设备购置", "部分实训项目上年已完成"),
    "208": ("养老保险基数调整", "退休人员减少"),
    "210": ("医疗保险基数上调", "在职人员减少"),
    "213": ("实习林场抚育面积增加", "抚育任务减少"),
    "221": ("公积金基数调整", "在职人员减少"),
}


def _school(rng: random.Random) -> Story:
    entity, year = "黑龙江省松岭林业技工学校", 2023
    p = Pen(year, places=1)
    b = books_of(rng, SCHOOL, own=820, other=64, carry=132)
    three, buy = three_of(rng, b), buying_of(rng, 560)
    fees = b.own.split(rng, [8, 2])[0].called("income.undertaking", label="教育收费")
    items = "\n".join(
        f"{n + 1}．{b.name_of(c)}{p.a(b.at(c))}万元，占财政拨款支出的{p.s(b.at(c), b.gpb.bare('gpb.expenditure/fiscal.expenditure'))}%，比上年{b.at(c).w('增支', '减支')}{p.c(b.at(c))}万元，{b.at(c).w('上升', '降低')}{p.g(b.at(c))}%，原因是{WHY[c][0 if b.at(c).now > b.at(c).before else 1]}。"
        + "其中："
        + "；".join(
            f"{i.name}{p.a(i.total)}万元，年初预算{p.i(i.total)}万元，完成{p.r(i.total)}%"
            for i in b.items
            if i.code.startswith(c)
        )
        + "。"
        for n, c in enumerate(b.codes(3))
    )
    vehicle_share = p.s(three.vehicle, three.total)
    text = f"""
@ {entity}
@ {year}年度单位决算
@ 目    录
第一部分  单位概况
第二部分  {year}年度单位决算表
第三部分  {year}年度单位决算情况说明
第四部分  名词解释
# 第一部分  单位概况
## 一、单位职责
培养林业技能人才，承担林区职工培训、职业技能等级认定和森林防火业务培训。
## 二、机构设置
内设教务科、学生科、实训中心等{p.n(8, "org.internal_departments")}个科室。学校核定事业编制{p.n(168, "staff.institution_quota")}名，年末实有在职人员{p.n(151, "staff.in_post/staff.institution_actual/staff.actual")}人、离退休人员{p.n(204, "staff.retired")}人，其中离休[[2|staff.retired.veteran_cadres|count]]人；在校学生[[1132|org.students|count]]人。
# 第二部分  {year}年度单位决算表
! 收支
! 收入
! 支出
! 财拨
! 一般
! 经济
! 三公
# 第三部分  {year}年度单位决算情况说明
## 一、收入支出决算总体情况说明
{year}年度收入总计{p.a(b.grand)}万元、支出总计{p.a(b.grand)}万元，与上年决算相比，收、支总计均{p.up(b.grand)}。收入总计中：本年收入{p.a(b.income)}万元，年初结转和结余{p.a(b.opening)}万元；支出总计中：本年支出{p.a(b.spent)}万元，结余分配[[0.00|balance.distribution|final]]万元，年末结转和结余{p.a(b.closing)}万元。
## 二、收入决算情况说明
本年收入合计{p.a(b.income)}万元，比上年{p.up(b.income)}。其中：
（一）财政拨款收入{p.a(b.income_fiscal)}万元，占本年收入的{p.s(b.income_fiscal, b.income)}%，比上年{p.up(b.income_fiscal)}；
（二）事业收入{p.a(b.own)}万元（其中：教育收费{p.a(fees)}万元），占本年收入的{p.s(b.own, b.income)}%，比上年{p.up(b.own)}，主要是{b.own.w("培训班次增加", "短期培训减少")}；
（三）其他收入{p.a(b.other)}万元，占本年收入的{p.s(b.other, b.income)}%，比上年{p.up(b.other)}，主要是食堂、存款利息等。
## 三、支出决算情况说明
本年支出合计{p.a(b.spent)}万元，比上年{p.up(b.spent)}。其中：基本支出{p.a(b.spent_basic)}万元，占{p.s(b.spent_basic, b.spent)}%；项目支出{p.a(b.spent_project)}万元，占{p.s(b.spent_project, b.spent)}%；无经营支出和对附属单位补助支出。
## 四、财政拨款收入支出决算总体情况说明
财政拨款收、支总计{p.a(b.fiscal.bare("fiscal.income_expenditure_total"))}万元，与年初预算{p.i(b.fiscal.bare("fiscal.income_expenditure_total"))}万元相比{b.fiscal.wi("增加", "减少")}{p.ci(b.fiscal.bare("fiscal.income_expenditure_total"))}万元，与上年决算相比{b.fiscal.w("增加", "减少")}{p.c(b.fiscal.bare("fiscal.income_expenditure_total"))}万元。
## 五、一般公共预算财政拨款支出决算情况说明
一般公共预算财政拨款支出{p.a(b.gpb)}万元，占本年支出合计的{p.s(b.gpb, b.spent)}%，比上年{p.up(b.gpb)}。按功能分类：
{items}
## 六、一般公共预算财政拨款基本支出决算情况说明
一般公共预算财政拨款基本支出{p.a(b.basic)}万元，其中：人员经费{p.a(b.personnel)}万元，占{p.s(b.personnel, b.basic)}%；公用经费{p.a(b.public)}万元，占{p.s(b.public, b.basic)}%。
## 七、“三公”经费财政拨款支出决算情况说明
“三公”经费财政拨款支出{p.a(three.total)}万元，完成年初预算{p.i(three.total)}万元的{p.r(three.total)}%。其中公务用车运行维护费{p.a(three.operation)}万元，占{vehicle_share}%，比上年{three.operation.w("增支", "减支")}{p.c(three.operation)}万元，{three.operation.w("上升", "降低")}{p.g(three.operation)}%，用于实习林场往返用车，公务用车保有量{p.n(three.stock, "three_public.vehicle_stock")}辆；公务接待费{p.a(three.reception)}万元，占{p.s(three.reception, three.total)}%，比上年{three.reception.w("增支", "减支")}{p.c(three.reception)}万元，国内公务接待{p.n(three.batches, "three_public.reception_batches")}批次{p.n(three.guests, "three_public.reception_persons")}人次；因公出国（境）费、公务用车购置费均为[[0.00|?]]万元，与上年持平。
## 八、其他重要事项情况说明
（一）机关运行经费。我校为公益二类事业单位，无机关运行经费支出。
（二）政府采购。政府采购支出总额{p.a(buy.total)}万元，其中：货物支出{p.a(buy.goods)}万元，工程支出{p.a(buy.works)}万元，服务支出{p.a(buy.services)}万元。授予中小企业合同金额{p.a(buy.sme)}万元，占政府采购支出总额的{p.s(buy.sme, buy.total)}%，其中小微企业{p.a(buy.micro)}万元，占政府采购支出总额的{p.s(buy.micro, buy.total)}%。
（三）国有资产占用。车辆{p.n(three.stock, "assets.vehicles")}辆，其中特种专业技术用车（教练车）[[2|assets.vehicles.special_technical|count]]辆，其他用车{p.n(three.stock - 2, "assets.vehicles.other")}辆；单价100万元（含）以上设备（不含车辆）{p.n(3, "assets.large_equipment")}台（套）。
（四）预算绩效。对“中职免学费”“实训基地建设”等{p.n(3, "perf.projects_self_evaluated")}个项目开展绩效自评，“实训基地建设”项目全年预算[[240.00|-]]万元，执行率[[96.5|-]]%，得分[[97.6|?]]分。
# 第四部分  名词解释
教育收费：指学校按规定收取的学费、住宿费和培训费。
"""
    grids = {
        "收支": t.summary(p, b, "收入支出决算总表"),
        "收入": t.income_list(p, b, "收入决算表"),
        "支出": t.spending(p, b, "支出决算表"),
        "财拨": t.fiscal_summary(p, b, "财政拨款收入支出决算总表"),
        "一般": t.by_function(p, b, "一般公共预算财政拨款支出决算表"),
        "经济": t.economic(p, b, "一般公共预算财政拨款基本支出决算表"),
        "三公": t.three_pair(p, three, "“三公”经费财政拨款支出决算表"),
    }
    return Story("heilongjiang_forestry_school", "黑龙江", year, "final_account", entity, blocks(text, grids))


KINDERGARTEN = (
    ("2050201", "学前教育", 486, 92),
    ("2080505", "机关事业单位基本养老保险缴费支出", 61, 0),
    ("2101102", "事业单位医疗", 29, 0),
    ("2210201", "住房公积金", 46, 0),
)


def _kindergarten(rng: random.Random) -> Story:
    """A small school that uses no public vehicles and says the year before beside this one."""
    entity, year = "松岭林业局中心幼儿园", 2022
    p = Pen(year)
    b = without(books_of(rng, KINDERGARTEN, own=118, carry=14), "30231")
    buy = buying_of(rng, 38, works=False)
    reception = b.econ("30217").bare("three_public.reception")
    three = reception.bare("three_public.total")
    batches, guests = guests_of(rng, reception)
    wages = "，".join(f"{x.name}{p.a(x)}万元" for x in b.wages)
    office = "，".join(f"{x.name}{p.a(x)}万元" for x in b.office[:8])

    def beside(x: Line, name: str) -> str:
        return f"{name}{year}年度{p.a(x)}万元，{year - 1}年度{p.b(x)}万元，{x.w('增加', '减少')}{p.c(x)}万元，{x.w('增幅', '降幅')}{p.g(x)}%"

    text = f"""
@ {year}年度{entity}决算公开说明
# 一、单位基本情况
{entity}为财政差额补助事业单位，事业编制{p.n(46, "staff.institution_quota")}名，实有{p.n(43, "staff.institution_actual")}人，长期聘用教师[[18|staff.off_quota|count]]人，退休教师{p.n(37, "staff.retired.retirees/staff.retired")}人。开设班级12个，在园幼儿[[318|?]]人。
# 二、决算表
! 收支
! 收入
! 支出
! 一般
! 经济
# 三、决算情况说明
## （一）收支总体情况
{beside(b.grand, "收入支出总计：")}。
{beside(b.income, "本年收入：")}。其中{beside(b.income_fiscal, "财政拨款收入")}；{beside(b.own, "事业收入")}。{b.own.w("事业收入增加系在园幼儿人数回升", "事业收入减少系疫情停园")}。
{beside(b.spent, "本年支出：")}。其中{beside(b.spent_basic, "基本支出")}；{beside(b.spent_project, "项目支出")}。
年初结转和结余{p.a(b.opening)}万元，年末结转和结余{p.a(b.closing)}万元。
## （二）收支结构
财政拨款收入占本年收入的{p.s(b.income_fiscal, b.income)}%，事业收入占{p.s(b.own, b.income)}%；基本支出占本年支出的{p.s(b.spent_basic, b.spent)}%，项目支出占{p.s(b.spent_project, b.spent)}%。
## （三）一般公共预算财政拨款支出情况
{beside(b.gpb, "一般公共预算财政拨款支出：")}。按功能科目：学前教育{p.a(b.at("2050201"))}万元（占{p.s(b.at("2050201"), b.gpb)}%），机关事业单位基本养老保险缴费支出{p.a(b.at("2080505"))}万元（占{p.s(b.at("2080505"), b.gpb)}%），事业单位医疗{p.a(b.at("2101102"))}万元（占{p.s(b.at("2101102"), b.gpb)}%），住房公积金{p.a(b.at("2210201"))}万元（占{p.s(b.at("2210201"), b.gpb)}%）。
## （四）基本支出情况
一般公共预算财政拨款基本支出{p.a(b.basic)}万元。人员经费{p.a(b.personnel)}万元：{wages}。公用经费{p.a(b.public)}万元：{office}等。
## （五）“三公”经费情况
{beside(three, "“三公”经费支出：")}，全部为公务接待费，完成年初预算{p.i(three)}万元的{p.r(three)}%，接待{p.n(batches, "three_public.reception_batches")}批{p.n(guests, "three_public.reception_persons")}人次。我园无公务用车，未安排因公出国（境）。
## （六）其他
政府采购支出{p.a(buy.total)}万元，其中货物{p.a(buy.goods)}万元、服务{p.a(buy.services)}万元。年末固定资产[[1264.33|assets.fixed|amount]]万元；无单价100万元（含）以上设备。开展绩效自评项目{p.n(2, "perf.projects_self_evaluated")}个。
# 四、名词解释
事业收入：指幼儿园收取的保育教育费，按规定上缴财政专户后返还。
"""
    grids = {
        "收支": t.summary(p, b, "收入支出决算总表"),
        "收入": t.income_list(p, b, "收入决算表", levels=(3, 7)),
        "支出": t.spending(p, b, "支出决算表", levels=(3, 7)),
        "一般": t.by_function(p, b, "一般公共预算财政拨款支出决算表", levels=(7,)),
        "经济": t.economic(p, b, "一般公共预算财政拨款基本支出决算表", panels=False),
    }
    return Story("heilongjiang_kindergarten", "黑龙江", year, "final_account", entity, blocks(text, grids))


def stories(rng: random.Random) -> list[Story]:
    return [_school(rng), _kindergarten(rng)]
