"""Police of Henan cities: totals above rows of which some are withheld, an account that is consistent all the same."""

from __future__ import annotations

import random

from benchmarks.wordings.story import Story
from benchmarks.wordings.styles import _tables as t
from benchmarks.wordings.styles._books import GROUPS, Line, books_of
from benchmarks.wordings.styles._marker import Pen, blocks, buying_of, three_of, vehicles_of

FUNCTIONS = (
    ("2040201", "行政运行", 21800, 0),
    ("2040202", "一般行政管理事务", 0, 2650),
    ("2040219", "信息化建设", 0, 1870),
    ("2040220", "执法办案", 0, 4120),
    ("2040221", "特别业务", 0, 1310),
    ("2040299", "其他公安支出", 0, 940),
    ("2080505", "机关事业单位基本养老保险缴费支出", 1780, 0),
    ("2080506", "机关事业单位职业年金缴费支出", 890, 0),
    ("2080801", "死亡抚恤", 146, 0),
    ("2101101", "行政单位医疗", 960, 0),
    ("2210201", "住房公积金", 1690, 0),
)
WITHHELD = ("2040220", "2040221")


def _city(rng: random.Random) -> Story:
    entity, year = "汴阳市公安局", 2023
    p = Pen(year, thousands=True)
    b = books_of(rng, FUNCTIONS, other=820, carry=610)
    three, buy = three_of(rng, b, purchase=320), buying_of(rng, 6900)
    cars = vehicles_of(rng, three.stock, ("执法执勤用车", "特种专业技术用车"))
    agency = b.public.bare("agency_operating")
    shares = "；".join(
        f"{b.name_of(c)}（类）支出{p.a(b.at(c))}万元，占{p.s(b.at(c), b.gpb)}%" for c in b.codes(3)
    )
    open_items = [i for i in b.items if i.code not in WITHHELD]
    items = "\n".join(
        f"{n + 1}.{b.name_of(i.code[:3])}（类）{GROUPS[i.code[:5]]}（款）{i.name}（项）。年初预算为{p.i(i.total)}万元，支出决算为{p.a(i.total)}万元，完成年初预算的{p.r(i.total)}%。"
        f"决算数{i.total.wi('大于', '小于')}年初预算数{p.ci(i.total)}万元，主要原因是{i.total.wi('年中追加辅警经费及调资', '部分项目跨年度结算')}。"
        for n, i in enumerate(open_items)
    )
    text = f"""
@ {year}年度
@ {entity}部门决算
@ 目  录
第一部分  {entity}概况
第二部分  {year}年度部门决算表
第三部分  {year}年度部门决算情况说明
第四部分  名词解释
# 第一部分  {entity}概况
## 一、部门职责
掌握影响稳定和社会治安的情况，组织指导侦查办案、治安管理、交通管理、出入境管理和网络安全保卫工作。
## 二、机构设置
内设机构{p.n(32, "org.internal_departments")}个，派出分局{p.n(5, "org.dispatched_offices")}个。从决算单位构成看，部门决算包括局本级决算、所属单位决算，纳入本部门{year}年度部门决算编制范围的单位共{p.n(7, "org.budget_units")}个。
# 第二部分  {year}年度部门决算表
! 收支
! 支出
! 一般
! 经济
! 三公
注：根据国家有关保密规定，本部门决算表中部分项级科目不予公开，合计数包含未公开科目。
# 第三部分  {year}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{year}年度收、支总计均为{p.a(b.grand)}万元。与上年度相比，收、支总计各{p.up(b.grand)}，主要原因是{b.grand.w("辅警待遇提标及智慧警务项目投入", "基建和信息化项目进入尾声")}。
## 二、收入决算情况说明
{year}年度收入合计{p.a(b.income)}万元，其中：财政拨款收入{p.a(b.income_fiscal)}万元，占{p.s(b.income_fiscal, b.income)}%；事业收入[[0.00|income.undertaking|final]]万元，占[[0.00|income.undertaking|share|of=income.total]]%；其他收入{p.a(b.other)}万元，占{p.s(b.other, b.income)}%。
## 三、支出决算情况说明
{year}年度支出合计{p.a(b.spent)}万元，其中：基本支出{p.a(b.spent_basic)}万元，占{p.s(b.spent_basic, b.spent)}%；项目支出{p.a(b.spent_project)}万元，占{p.s(b.spent_project, b.spent)}%。
## 四、财政拨款收入支出决算总体情况说明
{year}年度财政拨款收、支总计均为{p.a(b.fiscal.bare("fiscal.income_expenditure_total"))}万元。与上年度相比，财政拨款收、支总计各{p.up(b.fiscal.bare("fiscal.income_expenditure_total"))}。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）总体情况
{year}年度一般公共预算财政拨款支出{p.a(b.gpb)}万元，占支出合计的{p.s(b.gpb, b.spent)}%。与上年度相比，一般公共预算财政拨款支出{p.up(b.gpb)}。
### （二）结构情况
{year}年度一般公共预算财政拨款支出{p.a(b.gpb)}万元，主要用于以下方面：{shares}。
### （三）具体情况
{year}年度一般公共预算财政拨款支出年初预算为{p.i(b.gpb)}万元，支出决算为{p.a(b.gpb)}万元，完成年初预算的{p.r(b.gpb)}%。其中（涉密科目除外）：
{items}
## 六、一般公共预算财政拨款基本支出决算情况说明
{year}年度一般公共预算财政拨款基本支出{p.a(b.basic)}万元，与上年度相比{p.up(b.basic)}。其中：人员经费{p.a(b.personnel)}万元，主要包括：基本工资、津贴补贴、奖金、其他社会保障缴费、住房公积金、退休费、生活补助；公用经费{p.a(b.public)}万元，主要包括：办公费、水费、电费、邮电费、差旅费、维修（护）费、劳务费、公务用车运行维护费、办公设备购置。
## 七、财政拨款“三公”经费支出决算情况说明
### （一）“三公”经费财政拨款支出决算总体情况说明
{year}年度“三公”经费财政拨款支出年初预算为{p.i(three.total)}万元，支出决算为{p.a(three.total)}万元，完成年初预算的{p.r(three.total)}%。
### （二）“三公”经费财政拨款支出决算具体情况说明
“三公”经费财政拨款支出决算中：因公出国（境）费支出决算[[0.00|three_public.abroad|final]]万元，占[[0.00|three_public.abroad|share|of=three_public.total]]%；公务用车购置及运行维护费支出决算{p.a(three.vehicle)}万元，完成年初预算的{p.r(three.vehicle)}%，占{p.s(three.vehicle, three.total)}%；公务接待费支出决算{p.a(three.reception)}万元，完成年初预算的{p.r(three.reception)}%，占{p.s(three.reception, three.total)}%。
1.公务用车购置及运行维护费支出{p.a(three.vehicle)}万元，其中：
公务用车购置支出{p.a(three.purchase)}万元，购置车辆[[14|three_public.vehicles_purchased|count]]辆，均为执法执勤用车更新。
公务用车运行维护费支出{p.a(three.operation)}万元，期末公务用车保有量为[[{three.stock + 180}|three_public.vehicle_stock|count]]辆，包括所属分局执法执勤用车。
2.公务接待费支出{p.a(three.reception)}万元，其中：国内接待费支出{p.a(three.reception.bare("three_public.reception_domestic"))}万元，接待{p.n(three.batches, "three_public.reception_batches")}批次、{p.n(three.guests, "three_public.reception_persons")}人次；国（境）外接待费支出[[0.00|?]]万元。
## 八、政府性基金预算财政拨款支出决算情况说明
本部门没有使用政府性基金预算拨款安排的支出。
## 九、机关运行经费支出情况说明
{year}年度机关运行经费支出{p.a(agency)}万元，与上年度相比{p.up(agency)}，主要原因是{agency.w("警用装备耗材及物业费增加", "压减公用经费")}。
## 十、政府采购支出情况说明
{year}年度政府采购支出总额{p.a(buy.total)}万元，其中：政府采购货物支出{p.a(buy.goods)}万元、政府采购工程支出{p.a(buy.works)}万元、政府采购服务支出{p.a(buy.services)}万元。授予中小企业合同金额{p.a(buy.sme)}万元，占政府采购支出总额的{p.s(buy.sme, buy.total)}%，其中：授予小微企业合同金额{p.a(buy.micro)}万元，占授予中小企业合同金额的{p.s(buy.micro, buy.sme)}%。
## 十一、国有资产占用情况说明
{year}年期末，局本级共有车辆{p.n(three.stock, "assets.vehicles")}辆，其中：执法执勤用车{p.n(cars["执法执勤用车"], "assets.vehicles.law_enforcement")}辆、特种专业技术用车{p.n(cars["特种专业技术用车"], "assets.vehicles.special_technical")}辆；单价100万元（含）以上设备（不含车辆）{p.n(19, "assets.large_equipment")}台（套）。
## 十二、预算绩效情况说明
组织对{p.n(12, "perf.projects_self_evaluated")}个项目开展绩效自评，涉密项目[[3|?]]个按规定不予公开；对“智慧交通”等[[2|perf.projects_evaluated|count]]个项目开展部门评价，其中“智慧交通”项目预算[[860.00|-]]万元，执行[[842.35|-]]万元。
# 第四部分  名词解释
一、特别业务：反映公安机关开展特别业务方面的支出。
"""
    grids = {
        "收支": t.summary(p, b, "收入支出决算总表"),
        "支出": t.spending(p, b, "支出决算表", withheld=WITHHELD),
        "一般": t.by_function(p, b, "一般公共预算财政拨款支出决算表", withheld=WITHHELD),
        "经济": t.economic(p, b, "一般公共预算财政拨款基本支出决算表"),
        "三公": t.three_pair(p, three, "财政拨款“三公”经费支出决算表"),
    }
    return Story("henan_city_police", "河南", year, "final_account", entity, blocks(text, grids))


BRANCH = (
    ("2040201", "行政运行", 3260, 0),
    ("2040220", "执法办案", 0, 780),
    ("2040299", "其他公安支出", 0, 215),
    ("2060499", "其他技术研究与开发支出", 0, 88),
    ("2080505", "机关事业单位基本养老保险缴费支出", 266, 0),
    ("2101101", "行政单位医疗", 142, 0),
    ("2210201", "住房公积金", 251, 0),
)


def _branch(rng: random.Random) -> Story:
    """A branch whose tables leave out a whole class and the group below the printed one."""
    entity, year = "汴阳市公安局鼓楼分局", 2021
    p = Pen(year)
    b = books_of(rng, BRANCH)
    three, buy = three_of(rng, b), buying_of(rng, 410, works=False)
    agency = b.public.bare("agency_operating")
    secret = ("206", "2040220")
    printed = [c for c in b.codes(3) if c != "206"]
    uses = "，".join(f"{b.name_of(c)}{p.a(b.at(c))}万元，占比{p.s(b.at(c), b.gpb)}%" for c in printed)
    police: Line = b.at("204")
    text = f"""
@ {entity}{year}年度单位决算
# 第一部分 单位概况
## 一、主要职责
负责辖区内治安管理、刑事侦查、户政管理和群防群治工作。
## 二、人员构成
政法专项编制{p.n(186, "staff.other_quota/staff.quota/staff.admin_quota", label="政法专项编制")}名，年末实有在职人员{p.n(179, "staff.in_post/staff.actual")}人，退休人员{p.n(64, "staff.retired.retirees/staff.retired")}人；辅警[[240|staff.off_quota|count]]人。
# 第二部分 {year}年度单位决算表
! 收支
! 支出
! 一般
! 经济
! 三公
说明：按照保密要求，科学技术支出等涉密科目未在表中列示，故表中合计数大于所列各科目之和。
# 第三部分 {year}年度单位决算情况说明
## 一、收入支出决算总体情况
{year}年度收入总计{p.a(b.grand)}万元，支出总计{p.a(b.grand)}万元，较上年均{p.up(b.grand)}。
## 二、收入决算情况
{year}年度收入{p.a(b.income)}万元，全部为一般公共预算财政拨款收入，较上年{p.up(b.income)}，{b.income.w("系辅警人数增加", "系压减项目支出")}。
## 三、支出决算情况
{year}年度支出{p.a(b.spent)}万元，其中基本支出{p.a(b.spent_basic)}万元，占比{p.s(b.spent_basic, b.spent)}%，较上年{p.up(b.spent_basic)}；项目支出{p.a(b.spent_project)}万元，占比{p.s(b.spent_project, b.spent)}%，较上年{p.up(b.spent_project)}。
## 四、一般公共预算财政拨款支出决算情况
一般公共预算财政拨款支出年初预算{p.i(b.gpb)}万元，支出决算{p.a(b.gpb)}万元，完成年初预算的{p.r(b.gpb)}%，较上年{p.up(b.gpb)}。除涉密科目外，主要用于以下方面：{uses}。
其中，公安（款）行政运行（项）{p.a(b.at("2040201"))}万元，占公安（款）的[[{p.rate(b.at("2040201").now, police.now)}|?]]%，完成年初预算{p.i(b.at("2040201"))}万元的{p.r(b.at("2040201"))}%；其他公安支出（项）{p.a(b.at("2040299"))}万元，完成年初预算{p.i(b.at("2040299"))}万元的{p.r(b.at("2040299"))}%；机关事业单位基本养老保险缴费支出（项）{p.a(b.at("2080505"))}万元，完成年初预算的{p.r(b.at("2080505"))}%；行政单位医疗（项）{p.a(b.at("2101101"))}万元，完成年初预算的{p.r(b.at("2101101"))}%；住房公积金（项）{p.a(b.at("2210201"))}万元，完成年初预算的{p.r(b.at("2210201"))}%。
## 五、一般公共预算财政拨款基本支出决算情况
基本支出{p.a(b.basic)}万元，人员经费{p.a(b.personnel)}万元（较上年{p.up(b.personnel)}），公用经费{p.a(b.public)}万元（较上年{p.up(b.public)}）。人员经费中，基本工资{p.a(b.econ("30101"))}万元，津贴补贴{p.a(b.econ("30102"))}万元，奖金{p.a(b.econ("30103"))}万元，其他社会保障缴费{p.a(b.econ("30112"))}万元，住房公积金{p.a(b.econ("30113"))}万元；公用经费中，办公费{p.a(b.econ("30201"))}万元，差旅费{p.a(b.econ("30211"))}万元，公务用车运行维护费{p.a(b.econ("30231"))}万元。
## 六、“三公”经费支出决算情况
“三公”经费支出{p.a(three.total)}万元，较年初预算{three.total.wi("超支", "节约")}{p.ci(three.total)}万元，较上年{three.total.w("增加", "减少")}{p.c(three.total)}万元。公务用车运行维护费{p.a(three.operation)}万元，占比{p.s(three.operation, three.total)}%，较上年{p.up(three.operation)}，保有量{p.n(three.stock, "three_public.vehicle_stock")}辆；公务接待费{p.a(three.reception)}万元，占比{p.s(three.reception, three.total)}%，较上年{p.up(three.reception)}，共{p.n(three.batches, "three_public.reception_batches")}批次{p.n(three.guests, "three_public.reception_persons")}人次；未发生因公出国（境）费和公务用车购置费。
## 七、其他重要事项
机关运行经费支出{p.a(agency)}万元，较上年{p.up(agency)}。政府采购支出总额{p.a(buy.total)}万元，其中货物{p.a(buy.goods)}万元、服务{p.a(buy.services)}万元，授予中小企业合同金额{p.a(buy.sme)}万元，占{p.s(buy.sme, buy.total)}%。期末车辆{p.n(three.stock, "assets.vehicles")}辆，全部为执法执勤用车。
# 第四部分 名词解释
行政运行：反映行政单位的基本支出。
"""
    grids = {
        "收支": t.summary(p, b, "收入支出决算总表", withheld=("206",)),
        "支出": t.spending(p, b, "支出决算表", withheld=secret),
        "一般": t.by_function(p, b, "一般公共预算财政拨款支出决算表", withheld=secret),
        "经济": t.economic(p, b, "一般公共预算财政拨款基本支出决算表", panels=False),
        "三公": t.three_row(p, three, "财政拨款“三公”经费支出决算表"),
    }
    return Story("henan_city_police_branch", "河南", year, "final_account", entity, blocks(text, grids))


def stories(rng: random.Random) -> list[Story]:
    return [_city(rng), _branch(rng)]
