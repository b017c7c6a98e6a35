"""A bureau and a hospital of a Yunnan autonomous prefecture: 与上年对比, counts of vehicles and receptions, other matters."""

from __future__ import annotations

import random

from benchmarks.wordings.story import Grid, Story
from benchmarks.wordings.styles import _tables as t
from benchmarks.wordings.styles._books import Line, books_of, nil, without
from benchmarks.wordings.styles._marker import Pen, blocks, buying_of, guests_of, three_of

FUNCTIONS = (
    ("2080505", "机关事业单位基本养老保险缴费支出", 133, 0),
    ("2080506", "机关事业单位职业年金缴费支出", 27, 0),
    ("2080801", "死亡抚恤", 19, 0),
    ("2101101", "行政单位医疗", 58, 0),
    ("2101103", "公务员医疗补助", 46, 0),
    ("2130201", "行政运行", 1010, 0),
    ("2130205", "森林资源培育", 0, 640),
    ("2130234", "林业草原防灾减灾", 0, 285),
    ("2210201", "住房公积金", 118, 0),
)
ZERO_CLASSES = (("外交", "202"), ("国防", "203"), ("公共安全", "204"))


def _bureau(rng: random.Random) -> Story:
    entity, year = "澜沧江源彝族傣族自治州林业和草原局", 2023
    p = Pen(year, thousands=True)
    b = books_of(rng, FUNCTIONS, other=92, carry=55)
    three, buy = three_of(rng, b), buying_of(rng, 330)
    agency = b.public.split(rng, [72, 28])[0].bare("agency_operating")
    zero = "\n".join(
        f"{n + 2}.{name}（类）支出[[0.00|gpb.expenditure|final|code={code}]]万元，占一般公共预算财政拨款总支出的[[0.00|gpb.expenditure|share|code={code}|of=gpb.expenditure]]%。"
        for n, (name, code) in enumerate(ZERO_CLASSES)
    )
    uses = {
        "208": "单位职工养老、年金缴费及遗属补助",
        "210": "职工医疗保险缴费",
        "213": "机构运转、造林抚育和森林草原防火，其中防火隔离带维护项目[[45.60|-]]万元",
        "221": "缴纳职工住房公积金",
    }
    items = "\n".join(
        f"{n + 5}.{b.name_of(c).removesuffix('支出')}（类）支出{p.a(b.at(c))}万元，占一般公共预算财政拨款总支出的{p.s(b.at(c), b.gpb)}%。主要用于{uses[c]}。"
        for n, c in enumerate(b.codes(3))
    )
    text = f"""
监督索引号53299900300601111
@ {entity}{year}年度部门决算
@ 目录
第一部分  {entity}概况
第二部分  {year}年度部门决算表
第三部分  {year}年度部门决算情况说明
第四部分  其他重要事项及相关口径情况说明
第五部分  名词解释
# 第一部分  {entity}概况
## 一、主要职能
（一）主要职能
负责全州林业和草原及其生态保护修复的监督管理；组织造林绿化、森林草原防火和野生动植物保护。
（二）{year}年度重点工作任务介绍
完成营造林12.6万亩，义务植树320万株。
## 二、部门基本情况
（一）部门决算单位构成
纳入{entity}{year}年度部门决算编报的单位共{p.n(3, "org.budget_units")}个。其中：行政单位{p.n(1, "org.admin_units")}个，参照公务员法管理的事业单位[[0|org.civil_service_managed_institutions|count]]个，其他事业单位{p.n(2, "org.institutions")}个。
（二）部门人员和车辆的编制及实有情况
{entity}{year}年末实有人员编制{p.n(96, "staff.quota")}人。其中：行政编制{p.n(34, "staff.admin_quota")}人（含行政工勤编制[[3|?]]人），事业编制{p.n(62, "staff.institution_quota")}人（含参公管理事业编制[[0|?]]人）；在职在编实有行政人员{p.n(33, "staff.admin_actual")}人（含行政工勤人员[[3|?]]人），非参公管理事业人员{p.n(59, "staff.institution_actual")}人。
离退休人员{p.n(71, "staff.retired")}人。其中：离休[[0|staff.retired.veteran_cadres|count]]人，退休{p.n(71, "staff.retired.retirees")}人。
车辆编制[[{three.stock}|?]]辆，在编实有车辆{p.n(three.stock, "assets.vehicles")}辆。
# 第二部分  {year}年度部门决算表
! 收支
! 收入
! 支出
! 财拨
! 一般
! 经济
! 三公
# 第三部分  {year}年度部门决算情况说明
## 一、收入决算情况说明
{entity}{year}年度收入合计{p.a(b.income)}万元。其中：财政拨款收入{p.a(b.income_fiscal)}万元，占总收入的{p.s(b.income_fiscal, b.income)}%；上级补助收入[[0.00|income.superior_subsidy|final]]万元，占总收入的[[0.00|income.superior_subsidy|share|of=income.total]]%；事业收入[[0.00|income.undertaking|final]]万元（含教育收费0.00万元），占总收入的[[0.00|income.undertaking|share|of=income.total]]%；经营收入[[0.00|income.business|final]]万元，占总收入的[[0.00|income.business|share|of=income.total]]%；其他收入{p.a(b.other)}万元，占总收入的{p.s(b.other, b.income)}%。与上年对比，收入合计{p.up(b.income)}，其中：财政拨款收入{p.up(b.income_fiscal)}；其他收入{p.up(b.other)}。主要原因：{b.income.w("中央和省级造林补助资金增加", "中央和省级造林补助资金减少")}。
## 二、支出决算情况说明
{entity}{year}年度支出合计{p.a(b.spent)}万元。其中：基本支出{p.a(b.spent_basic)}万元，占总支出的{p.s(b.spent_basic, b.spent)}%；项目支出{p.a(b.spent_project)}万元，占总支出的{p.s(b.spent_project, b.spent)}%；上缴上级支出、经营支出、对附属单位补助支出共[[0.00|?]]万元。与上年对比，支出合计{p.up(b.spent)}。其中：基本支出{p.up(b.spent_basic)}；项目支出{p.up(b.spent_project)}。
（一）基本支出情况
{year}年度用于保障机关、下属事业单位等机构正常运转的日常支出{p.a(b.spent_basic)}万元。其中，一般公共预算安排的基本工资、津贴补贴等人员经费支出{p.a(b.personnel)}万元，占一般公共预算基本支出的{p.s(b.personnel, b.basic)}%；办公费、印刷费、水电费、办公设备购置等公用经费{p.a(b.public)}万元，占一般公共预算基本支出的{p.s(b.public, b.basic)}%。
（二）项目支出情况
{year}年度用于保障机构为完成特定的行政工作任务或事业发展目标，用于专项业务工作的经费支出{p.a(b.spent_project)}万元。其中：基本建设类项目支出[[0.00|?]]万元。
## 三、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
{entity}{year}年度一般公共预算财政拨款支出{p.a(b.gpb)}万元，占本年支出合计的{p.s(b.gpb, b.spent)}%。与上年对比{p.up(b.gpb)}，主要原因：{b.gpb.w("防火和造林任务增加", "项目资金下达减少")}。
（二）一般公共预算财政拨款支出决算具体情况
1.一般公共服务（类）支出[[0.00|gpb.expenditure|final|code=201]]万元，占一般公共预算财政拨款总支出的[[0.00|gpb.expenditure|share|code=201|of=gpb.expenditure]]%。
{zero}
{items}
## 四、一般公共预算财政拨款“三公”经费支出决算情况说明
（一）一般公共预算财政拨款“三公”经费支出决算总体情况
{entity}{year}年度一般公共预算财政拨款“三公”经费支出年初预算为{p.i(three.total)}万元，支出决算为{p.a(three.total)}万元，完成年初预算的{p.r(three.total)}%。其中：因公出国（境）费支出决算为[[0.00|three_public.abroad|final]]万元；公务用车购置费支出决算为[[0.00|three_public.vehicle_purchase|final]]万元；公务用车运行维护费支出决算为{p.a(three.operation)}万元，完成年初预算的{p.r(three.operation)}%；公务接待费支出决算为{p.a(three.reception)}万元，完成年初预算的{p.r(three.reception)}%。{year}年度一般公共预算财政拨款“三公”经费支出决算数{three.total.wi("大于", "小于")}年初预算数的主要原因：{three.total.wi("防火巡护用车增多", "厉行节约、从严控制")}。
{year}年度一般公共预算财政拨款“三公”经费支出决算数比上年{p.up(three.total)}。其中：因公出国（境）费支出决算增加[[0.00|three_public.abroad|change_yoy]]万元；公务用车运行维护费支出决算{p.up(three.operation)}；公务接待费支出决算{p.up(three.reception)}。
（二）一般公共预算财政拨款“三公”经费支出决算具体情况
{year}年度一般公共预算财政拨款“三公”经费支出决算中，因公出国（境）费支出0.00万元，占[[0.00|three_public.abroad|share|of=three_public.total]]%；公务用车购置及运行维护费支出{p.a(three.vehicle)}万元，占{p.s(three.vehicle, three.total)}%；公务接待费支出{p.a(three.reception)}万元，占{p.s(three.reception, three.total)}%。具体情况如下：
1.因公出国（境）费支出0.00万元，共安排因公出国（境）团组[[0|three_public.abroad_groups|count]]个，累计[[0|three_public.abroad_persons|count]]人次。
2.公务用车购置及运行维护费支出{p.a(three.vehicle)}万元。其中：
公务用车购置支出0.00万元，购置车辆[[0|three_public.vehicles_purchased|count]]辆。
公务用车运行维护支出{p.a(three.operation)}万元，开支一般公共预算财政拨款的公务用车保有量为{p.n(three.stock, "three_public.vehicle_stock")}辆。主要用于森林草原防火、造林检查验收所需车辆燃料费、维修费、过路过桥费、保险费等。
3.公务接待费支出{p.a(three.reception)}万元。其中：
国内接待费支出{p.a(three.reception.bare("three_public.reception_domestic"))}万元（其中：外事接待费支出[[0.00|three_public.reception_foreign|final]]万元），共安排国内公务接待{p.n(three.batches, "three_public.reception_batches")}批次（其中：外事接待[[0|three_public.reception_foreign_batches|count]]批次），接待人次{p.n(three.guests, "three_public.reception_persons")}人（其中：外事接待人次[[0|three_public.reception_foreign_persons|count]]人）。主要用于省级督查、兄弟州市考察发生的接待支出。
国（境）外接待费支出[[0.00|?]]万元，共安排国（境）外公务接待[[0|three_public.reception_abroad_batches|count]]批次，接待人次[[0|three_public.reception_abroad_persons|count]]人。
# 第四部分  其他重要事项及相关口径情况说明
## 一、机关运行经费支出情况
{entity}{year}年度机关运行经费支出{p.a(agency)}万元，与上年对比{p.up(agency)}，主要原因：{agency.w("差旅和防火值班费用增加", "压缩办公经费")}。
## 二、国有资产占用情况
截至{year}年12月31日，{entity}资产总额[[4862.15|?]]万元，其中，流动资产[[1204.40|?]]万元，固定资产{p.mark("3,657.75", nil("assets.fixed"), "amount")}万元，对外投资及有价证券[[0.00|?]]万元。处置房屋建筑物[[0.00|?]]平方米；处置车辆[[1|?]]辆，账面原值[[18.60|-]]万元。
## 三、政府采购支出情况
{year}年度，部门政府采购支出总额{p.a(buy.total)}万元。其中：政府采购货物支出{p.a(buy.goods)}万元；政府采购工程支出{p.a(buy.works)}万元；政府采购服务支出{p.a(buy.services)}万元。授予中小企业合同金额{p.a(buy.sme)}万元，占政府采购支出总额的{p.s(buy.sme, buy.total)}%。
## 四、部门绩效自评情况
部门绩效自评情况详见附表，{year}年度共自评项目{p.n(6, "perf.projects_self_evaluated")}个。
## 五、其他重要事项情况说明
无其他需要说明的重要事项。
## 六、相关口径说明
（一）基本支出中人员经费包括工资福利支出和对个人和家庭的补助，公用经费包括商品和服务支出、资本性支出等人员经费以外的支出。
（二）机关运行经费指行政单位和参照公务员法管理的事业单位使用一般公共预算财政拨款安排的基本支出中的公用经费支出。
# 第五部分  名词解释
森林资源培育：反映育苗（种）、造林、抚育等方面的支出。
"""
    text = (
        text.replace("（含教育收费0.00万元）", "（含教育收费[[0.00|?]]万元）")
        .replace("费支出0.00万元，", "费支出[[0.00|three_public.abroad|final]]万元，")
        .replace("购置支出0.00万元", "购置支出[[0.00|three_public.vehicle_purchase|final]]万元")
    )
    grids = {
        "收支": t.summary(p, b, "收入支出决算表"),
        "收入": t.income_list(p, b, "收入决算表"),
        "支出": t.spending(p, b, "支出决算表"),
        "财拨": t.fiscal_summary(p, b, "财政拨款收入支出决算表"),
        "一般": t.by_function(p, b, "一般公共预算财政拨款支出决算表"),
        "经济": t.economic(p, b, "一般公共预算财政拨款基本支出决算表"),
        "三公": _three_table(
            p,
            three.total,
            [three.abroad, three.vehicle, three.purchase, three.operation, three.reception],
            agency,
        ),
    }
    return Story("yunnan_prefecture_bureau", "云南", year, "final_account", entity, blocks(text, grids))


def _three_table(p: Pen, total: Line, parts: list[Line], agency: Line) -> Grid:
    """Rows of the three expenses over the row of the organ's running costs."""
    names = (
        "1.因公出国（境）费",
        "2.公务用车购置及运行维护费",
        "（1）公务用车购置费",
        "（2）公务用车运行维护费",
        "3.公务接待费",
    )
    rows: list[t.Row] = [
        ("一、“三公”经费支出", total),
        *zip(names, parts, strict=True),
        ("二、机关运行经费", agency),
    ]
    return t.grid(p, "“三公”经费、行政参公单位机关运行经费情况表", [("项目", "决算统计数")], rows)


HOSPITAL = (
    ("2080505", "机关事业单位基本养老保险缴费支出", 420, 0),
    ("2100410", "突发公共卫生事件应急处置", 0, 96),
    ("2100299", "其他公立医院支出", 1680, 540),
    ("2101102", "事业单位医疗", 210, 0),
)


def _hospital(rng: random.Random) -> Story:
    entity, year = "澜沧江源彝族傣族自治州民族医院", 2022
    p = Pen(year)
    b = without(
        books_of(rng, (HOSPITAL[2], HOSPITAL[0], HOSPITAL[1], HOSPITAL[3]), own=8600, other=310, carry=940),
        "30231",
    )
    buy = buying_of(rng, 2900)
    reception = b.econ("30217").bare("three_public.reception")
    three = reception.bare("three_public.total")
    batches, guests = guests_of(rng, reception)
    text = f"""
@ {entity}
@ {year}年度单位决算公开
# 第一部分  {entity}概况
## 一、主要职能
承担全州民族医药诊疗、教学、科研和制剂研发任务，开放床位420张。
## 二、单位基本情况
本单位{year}年末实有人员编制{p.n(312, "staff.quota")}人，均为事业编制；在职在编实有{p.n(298, "staff.institution_actual/staff.in_post/staff.actual")}人；编外聘用人员[[164|staff.off_quota|count]]人；退休人员{p.n(126, "staff.retired.retirees")}人。年末实有车辆{p.n(5, "assets.vehicles")}辆，均为救护车等特种专业技术用车。
# 第二部分  {year}年度单位决算表
! 收支
! 收入
! 支出
! 一般
! 经济
# 第三部分  {year}年度单位决算情况说明
## 一、收入决算情况说明
本单位{year}年度收入合计{p.a(b.income)}万元，与上年对比{p.up(b.income)}。其中：财政拨款收入{p.a(b.income_fiscal)}万元，占总收入的{p.s(b.income_fiscal, b.income)}%，与上年对比{p.up(b.income_fiscal)}；事业收入{p.a(b.own)}万元，占总收入的{p.s(b.own, b.income)}%，与上年对比{p.up(b.own)}；其他收入{p.a(b.other)}万元，占总收入的{p.s(b.other, b.income)}%，与上年对比{p.up(b.other)}。
事业收入{b.own.w("增加", "减少")}的原因：{b.own.w("门诊及住院人次回升", "门诊及住院人次下降")}，其中医疗收入约占九成。
## 二、支出决算情况说明
本单位{year}年度支出合计{p.a(b.spent)}万元，与上年对比{p.up(b.spent)}。其中：基本支出{p.a(b.spent_basic)}万元，占总支出的{p.s(b.spent_basic, b.spent)}%，与上年对比{p.up(b.spent_basic)}；项目支出{p.a(b.spent_project)}万元，占总支出的{p.s(b.spent_project, b.spent)}%，与上年对比{p.up(b.spent_project)}。
年初结转和结余{p.a(b.opening)}万元，年末结转和结余{p.a(b.closing)}万元，年末较年初为医疗结余和专项未执行完毕资金。
## 三、一般公共预算财政拨款支出决算情况说明
（一）总体情况
{year}年度一般公共预算财政拨款支出{p.a(b.gpb)}万元，占本年支出合计的{p.s(b.gpb, b.spent)}%，与上年对比{p.up(b.gpb)}；基本支出{p.a(b.basic)}万元，与上年对比{p.up(b.basic)}；项目支出{p.a(b.project)}万元，与上年对比{p.up(b.project)}。
（二）具体情况
1.社会保障和就业（类）支出{p.a(b.at("208"))}万元，占一般公共预算财政拨款总支出的{p.s(b.at("208"), b.gpb)}%，用于机关事业单位基本养老保险缴费。
2.卫生健康（类）支出{p.a(b.at("210"))}万元，占一般公共预算财政拨款总支出的{p.s(b.at("210"), b.gpb)}%。其中：其他公立医院支出{p.a(b.at("2100299"))}万元，突发公共卫生事件应急处置{p.a(b.at("2100410"))}万元，事业单位医疗{p.a(b.at("2101102"))}万元。
（三）基本支出按经济分类
人员经费{p.a(b.personnel)}万元，占基本支出的{p.s(b.personnel, b.basic)}%；公用经费{p.a(b.public)}万元，占基本支出的{p.s(b.public, b.basic)}%。其中基本工资{p.a(b.econ("30101"))}万元、绩效工资{p.a(b.econ("30107"))}万元、劳务费{p.a(b.econ("30226"))}万元、委托业务费{p.a(b.econ("30227"))}万元。
## 四、一般公共预算财政拨款“三公”经费支出决算情况说明
{year}年度“三公”经费支出年初预算{p.i(three)}万元，决算{p.a(three)}万元，完成年初预算的{p.r(three)}%，全部为公务接待费。公务接待费支出决算{p.a(reception)}万元，与上年对比{p.up(reception)}，共接待{p.n(batches, "three_public.reception_batches")}批次、{p.n(guests, "three_public.reception_persons")}人次。本单位车辆运行费用由医疗收入列支，未使用财政拨款。
# 第四部分  其他重要事项及相关口径情况说明
## 一、机关运行经费支出情况
本单位为事业单位，无机关运行经费。
## 二、国有资产占用情况
截至{year}年12月31日，单价100万元（含）以上设备（不含车辆）{p.n(23, "assets.large_equipment")}台（套），房屋面积[[31560|assets.buildings_area|count/amount]]平方米。{year}年出租房屋收入[[8.20|-]]万元已上缴国库。
## 三、政府采购支出情况
{year}年度政府采购支出总额{p.a(buy.total)}万元，其中：货物{p.a(buy.goods)}万元，工程{p.a(buy.works)}万元，服务{p.a(buy.services)}万元。
## 四、绩效自评情况
项目绩效自评{p.n(4, "perf.projects_self_evaluated")}个，涉及财政资金[[{p.money(b.project.now)}|perf.projects_self_evaluated|amount]]万元。
# 第五部分  名词解释
事业收入：指事业单位开展专业业务活动及辅助活动所取得的收入，医院为医疗收入。
"""
    grids = {
        "收支": t.summary(p, b, "收入支出决算表"),
        "收入": t.income_list(p, b, "收入决算表", levels=(3, 7)),
        "支出": t.spending(p, b, "支出决算表", levels=(3, 7)),
        "一般": t.by_function(p, b, "一般公共预算财政拨款支出决算表", levels=(3, 7)),
        "经济": t.economic(p, b, "一般公共预算财政拨款基本支出决算表"),
    }
    return Story("yunnan_prefecture_hospital", "云南", year, "final_account", entity, blocks(text, grids))


def stories(rng: random.Random) -> list[Story]:
    return [_bureau(rng), _hospital(rng)]
