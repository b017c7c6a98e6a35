"""A Sichuan township and a subdistrict: totals as pairs, the share of every function, tables at the end."""

from __future__ import annotations

import random

from benchmarks.wordings.story import Story
from benchmarks.wordings.styles import _tables as t
from benchmarks.wordings.styles._books import GROUPS, Line, books_of
from benchmarks.wordings.styles._marker import Pen, blocks, buying_of, three_of

FUNCTIONS = (
    ("2010301", "行政运行", 520, 0),
    ("2010350", "事业运行", 188, 0),
    ("2013201", "行政运行", 41, 0),
    ("2070109", "群众文化", 0, 14),
    ("2080208", "基层政权建设和社区治理", 0, 236),
    ("2080505", "机关事业单位基本养老保险缴费支出", 79, 0),
    ("2101101", "行政单位医疗", 32, 0),
    ("2101102", "事业单位医疗", 19, 0),
    ("2110402", "农村环境保护", 0, 48),
    ("2130504", "农村基础设施建设", 0, 118),
    ("2130505", "生产发展", 0, 87),
    ("2130705", "对村民委员会和村党支部的补助", 0, 362),
    ("2210201", "住房公积金", 61, 0),
)


def _full(p: Pen, x: Line) -> str:
    """Spent what the budget of the year gave."""
    return p.mark("100", x, "completion_rate")


def _township(rng: random.Random) -> Story:
    entity, year = "宕水县龙洞镇人民政府", 2022
    p = Pen(year)
    b = books_of(rng, FUNCTIONS, (("2120804", "农村基础设施建设支出", 95),), other=52, carry=39)
    three, buy = three_of(rng, b), buying_of(rng, 74, works=False)
    income = b.income.bare("income.total")
    spent = b.spent.bare("expenditure.total")
    way = f"收入合计{income.w('增长', '下降')}、支出合计{spent.w('增长', '下降')}"
    shares = "；".join(f"{b.name_of(c)}{p.a(b.at(c))}万元，占{p.s(b.at(c), b.gpb)}%" for c in b.codes(3))
    items = "\n".join(
        f"{n + 1}.{b.name_of(i.code[:3]).removesuffix('支出')}（类）{GROUPS[i.code[:5]]}（款）{i.name}（项）：支出决算为{p.a(i.total)}万元，完成预算{_full(p, i.total)}%，决算数与预算数持平。"
        for n, i in enumerate(b.items)
    )
    gpb_total = b.gpb
    text = f"""
@ {year}年度
@ {entity}
@ 部门决算
@ 目录
公开时间：{year + 1}年9月15日
# 第一部分 部门概况
## 一、部门职责
（一）落实党的路线方针政策，加强基层党组织建设。（二）发展镇域经济，推进乡村振兴。（三）组织公共服务，维护社会稳定。
## 二、机构设置
{entity}下属二级预算单位[[0|org.subordinate_budget_units|count]]个。内设综合办事机构{p.n(6, "org.internal_departments")}个，下辖行政村14个、社区2个。
# 第二部分 {year}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{year}年度本年收、支合计各是{p.a(income)}万元、{p.a(spent)}万元。与{year - 1}年相比，{way}，变动额分别为{p.c(income)}万元、{p.c(spent)}万元，变动幅度分别为{p.g(income)}%、{p.g(spent)}%。主要变动原因是乡村振兴项目资金拨付进度有别。
（图1：收、支决算总计变动情况图）（柱状图）
## 二、收入决算情况说明
{year}年本年收入合计{p.a(b.income)}万元，其中：一般公共预算财政拨款收入{p.a(b.income_gpb)}万元，占{p.s(b.income_gpb, b.income)}%；政府性基金预算财政拨款收入{p.a(b.income_fund)}万元，占{p.s(b.income_fund, b.income)}%；上级补助收入[[0|income.superior_subsidy|final]]万元，占[[0|income.superior_subsidy|share|of=income.total]]%；事业收入[[0|income.undertaking|final]]万元，占[[0|income.undertaking|share|of=income.total]]%；其他收入{p.a(b.other)}万元，占{p.s(b.other, b.income)}%。
（图2：收入决算结构图）（饼状图）
## 三、支出决算情况说明
{year}年本年支出合计{p.a(b.spent)}万元，其中：基本支出{p.a(b.spent_basic)}万元，占{p.s(b.spent_basic, b.spent)}%；项目支出{p.a(b.spent_project)}万元，占{p.s(b.spent_project, b.spent)}%；上缴上级支出、经营支出、对附属单位补助支出均为[[0|?]]万元。
（图3：支出决算结构图）（饼状图）
## 四、财政拨款收入支出决算总体情况说明
{year}年财政拨款收、支总计均为{p.a(b.fiscal.bare("fiscal.income_expenditure_total"))}万元。与{year - 1}年相比，财政拨款收、支总计各{p.up(b.fiscal.bare("fiscal.income_expenditure_total"))}。主要变动原因是{b.fiscal.w("人员增加和村级补助提标", "专项资金减少")}。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）一般公共预算财政拨款支出决算总体情况
{year}年一般公共预算财政拨款支出{p.a(gpb_total)}万元，占本年支出合计的{p.s(gpb_total, b.spent)}%。与{year - 1}年相比，一般公共预算财政拨款支出{p.up(gpb_total)}。
### （二）一般公共预算财政拨款支出决算结构情况
{year}年一般公共预算财政拨款支出{p.a(gpb_total)}万元，主要用于以下方面：{shares}。
（图6：一般公共预算财政拨款支出决算结构）（饼状图）
### （三）一般公共预算财政拨款支出决算具体情况
{year}年一般公共预算支出决算数为{p.a(gpb_total)}万元，完成预算{_full(p, gpb_total)}%。其中：
{items}
## 六、一般公共预算财政拨款基本支出决算情况说明
{year}年一般公共预算财政拨款基本支出{p.a(b.basic)}万元，其中：
人员经费{p.a(b.personnel)}万元，主要包括：基本工资、津贴补贴、奖金、绩效工资、退休费、生活补助、住房公积金等。
公用经费{p.a(b.public)}万元，主要包括：办公费、水费、电费、邮电费、差旅费、会议费、培训费、公务接待费等。
## 七、财政拨款“三公”经费支出决算情况说明
### （一）“三公”经费财政拨款支出决算总体情况说明
{year}年“三公”经费财政拨款支出决算为{p.a(three.total)}万元，完成预算{_full(p, three.total)}%，较上年度{three.total.w("增加", "减少")}{p.c(three.total)}万元，{three.total.w("增长", "下降")}{p.g(three.total)}%。决算数与预算数持平。
### （二）“三公”经费财政拨款支出决算具体情况说明
{year}年“三公”经费财政拨款支出决算中，因公出国（境）费支出决算[[0|three_public.abroad|final]]万元，占[[0|three_public.abroad|share|of=three_public.total]]%；公务用车购置及运行维护费支出决算{p.a(three.vehicle)}万元，占{p.s(three.vehicle, three.total)}%；公务接待费支出决算{p.a(three.reception)}万元，占{p.s(three.reception, three.total)}%。具体情况如下：
1.因公出国（境）经费支出[[0|three_public.abroad|final]]万元。全年安排因公出国（境）团组[[0|three_public.abroad_groups|count]]次，出国（境）[[0|three_public.abroad_persons|count]]人。
2.公务用车购置及运行维护费支出{p.a(three.vehicle)}万元，完成预算{_full(p, three.vehicle)}%。公务用车购置及运行维护费支出决算比{year - 1}年{p.up(three.vehicle)}。主要原因是{three.vehicle.w("车辆老化维修增加", "减少用车频次")}。
其中：公务用车购置支出[[0|three_public.vehicle_purchase|final]]万元。全年按规定更新购置公务用车[[0|three_public.vehicles_purchased|count]]辆。截至{year}年12月底，单位共有公务用车{p.n(three.stock, "three_public.vehicle_stock/assets.vehicles")}辆，其中：越野车[[1|?]]辆，其余为轿车。
公务用车运行维护费支出{p.a(three.operation)}万元。主要用于森林防灭火、防汛巡查、下村工作等所需的公务用车燃料费、维修费、过路过桥费、保险费等支出。
3.公务接待费支出{p.a(three.reception)}万元，完成预算{_full(p, three.reception)}%。公务接待费支出决算比{year - 1}年{p.up(three.reception)}。其中：
国内公务接待支出{p.a(three.reception.bare("three_public.reception_domestic"))}万元，主要用于接待上级检查指导。国内公务接待{p.n(three.batches, "three_public.reception_batches")}批次，{p.n(three.guests, "three_public.reception_persons")}人次（不包括陪同人员），共计支出{p.a(three.reception.bare("three_public.reception_domestic/three_public.reception"))}万元，具体内容包括：接待县级部门调研{p.no(0.06)}万元、邻镇交流{p.no(0.05)}万元等。
外事接待支出[[0|three_public.reception_foreign|final]]万元，外事接待[[0|three_public.reception_foreign_batches|count]]批次，[[0|three_public.reception_foreign_persons|count]]人。
## 八、政府性基金预算支出决算情况说明
{year}年政府性基金预算财政拨款支出{p.a(b.fund)}万元。
## 九、国有资本经营预算支出决算情况说明
{year}年国有资本经营预算财政拨款支出[[0|state_capital.expenditure|final]]万元。
## 十、其他重要事项的情况说明
（一）机关运行经费支出情况
{year}年，{entity}机关运行经费支出{p.a(b.public.bare("agency_operating"))}万元，比{year - 1}年{p.up(b.public.bare("agency_operating"))}。
（二）政府采购支出情况
{year}年，{entity}政府采购支出总额{p.a(buy.total)}万元，其中：政府采购货物支出{p.a(buy.goods)}万元、政府采购工程支出[[0|procurement.works|final]]万元、政府采购服务支出{p.a(buy.services)}万元。主要用于办公设备和环卫保洁，其中场镇保洁服务合同价[[28.80|-]]万元。授予中小企业合同金额{p.a(buy.sme)}万元，占政府采购支出总额的{p.s(buy.sme, buy.total)}%，其中：授予小微企业合同金额{p.a(buy.micro)}万元，占政府采购支出总额的{p.s(buy.micro, buy.total)}%。
（三）预算绩效管理情况
根据预算绩效管理要求，本部门在{year}年度预算编制阶段，组织对{p.n(5, "perf.projects_with_goals")}个项目编制了绩效目标，预算执行过程中，选取{p.n(3, "perf.projects_tracked")}个项目开展绩效监控，年终执行完毕后，对{p.n(5, "perf.projects_self_evaluated")}个项目开展了绩效自评。
# 第三部分 名词解释
1.财政拨款收入：指单位从同级财政部门取得的财政预算资金。
2.年末结转和结余：指单位按有关规定结转到下年或以后年度继续使用的资金。
# 第四部分 附件
{entity}{year}年部门整体支出绩效评价报告（另附）
# 第五部分 附表
! 收支
! 收入
! 支出
! 财拨
! 一般
! 经济
! 基金
! 三公
"""
    grids = {
        "收支": t.summary(p, b, "收入支出决算总表"),
        "收入": t.income_list(p, b, "收入决算表", levels=(3, 7)),
        "支出": t.spending(p, b, "支出决算表", levels=(3, 7)),
        "财拨": t.fiscal_summary(p, b, "财政拨款收入支出决算总表"),
        "一般": t.by_function(p, b, "一般公共预算财政拨款支出决算表", levels=(3, 5, 7)),
        "经济": t.economic(p, b, "一般公共预算财政拨款基本支出决算表"),
        "基金": t.funds(p, b, "政府性基金预算财政拨款收入支出决算表"),
        "三公": t.three_row(p, three, "财政拨款“三公”经费支出决算表"),
    }
    return Story("sichuan_township", "四川", year, "final_account", entity, blocks(text, grids))


def _subdistrict(rng: random.Random) -> Story:
    entity, year = "锦溪区青桥街道办事处", 2024
    p = Pen(year, thousands=True)
    functions = (
        ("2010301", "行政运行", 1380, 0),
        ("2010302", "一般行政管理事务", 0, 760),
        ("2080208", "基层政权建设和社区治理", 0, 1120),
        ("2080505", "机关事业单位基本养老保险缴费支出", 162, 0),
        ("2080506", "机关事业单位职业年金缴费支出", 81, 0),
        ("2101101", "行政单位医疗", 77, 0),
        ("2120501", "城乡社区环境卫生", 0, 2060),
        ("2210201", "住房公积金", 174, 0),
        ("2240703", "自然灾害救灾补助", 0, 22),
    )
    b = books_of(rng, functions, carry=0)
    three, buy = three_of(rng, b, purchase=16.9), buying_of(rng, 610)
    pair = b.grand
    both = b.fiscal.bare("fiscal.income_expenditure_total")
    order = sorted(b.codes(3), key=lambda c: -b.at(c).now)
    shares = "、".join(f"{b.name_of(c)}{p.a(b.at(c))}万元（{p.s(b.at(c), b.gpb)}%）" for c in order)
    items = "\n".join(
        f"（{n + 1}）{i.name}（{i.code}）：{year}年决算数为{p.a(i.total)}万元，年初预算{p.i(i.total)}万元，完成年初预算的{p.r(i.total)}%，较{year - 1}年决算数{p.up(i.total)}。"
        for n, i in enumerate(b.items)
    )
    one, two = b.spent_basic, b.spent_project
    text = f"""
@ {entity}
@ {year}年度部门决算编制说明
# 第一部分 部门概况
## 一、基本职能及主要工作
加强党的建设，统筹区域发展，组织公共服务，实施综合管理，监督专业管理，动员社会参与，指导社区自治。
## 二、部门概况
街道下设内设科室{p.n(9, "org.internal_departments")}个，辖社区11个。{year}年末实有人员{p.n(92, "staff.actual")}人，其中：行政人员{p.n(48, "staff.admin_actual")}人，事业人员{p.n(44, "staff.institution_actual")}人。
# 第二部分 {year}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{year}年度收入总计、支出总计均为{p.a(pair)}万元，与{year - 1}年度相比，收、支总计均{p.up(pair)}。其中：本年收入{p.a(b.income)}万元、本年支出{p.a(b.spent)}万元，两者分别比上年{b.income.w("增加", "减少")}{p.c(b.income)}万元、{p.c(b.spent)}万元。
## 二、收入决算情况说明
{year}年度本年收入合计{p.a(b.income)}万元，全部为一般公共预算财政拨款收入，占[[100|income.gpb|share|of=income.total]]%。
## 三、支出决算情况说明
本年支出合计{p.a(b.spent)}万元，其中基本支出与项目支出分别为{p.a(one)}万元和{p.a(two)}万元，分别占{p.s(one, b.spent)}%和{p.s(two, b.spent)}%；与上年相比，基本支出{p.up(one)}，项目支出{p.up(two)}。
## 四、财政拨款收支决算总体情况说明
财政拨款收、支总计均为{p.a(both)}万元，比上年{both.w("多", "少")}{p.c(both)}万元。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）总体情况
一般公共预算财政拨款支出{p.a(b.gpb)}万元，占本年支出合计的[[100|gpb.expenditure|share|of=expenditure.total]]%，较上年{p.up(b.gpb)}。
### （二）结构情况
按功能分类由高到低依次为：{shares}。
### （三）具体情况
一般公共预算财政拨款支出年初预算{p.i(b.gpb)}万元，决算{p.a(b.gpb)}万元，完成年初预算的{p.r(b.gpb)}%。分项级科目：
{items}
## 六、一般公共预算财政拨款基本支出决算情况说明
基本支出{p.a(b.basic)}万元，其中：人员经费和公用经费分别为{p.a(b.personnel)}万元、{p.a(b.public)}万元。按部门预算经济分类，工资福利支出{p.a(b.econ("301"))}万元，商品和服务支出{p.a(b.econ("302"))}万元，对个人和家庭的补助{p.a(b.econ("303"))}万元，资本性支出{p.a(b.econ("310"))}万元。
## 七、“三公”经费财政拨款支出决算情况说明
{year}年“三公”经费财政拨款支出决算为{p.a(three.total)}万元，年初预算{p.i(three.total)}万元，完成年初预算的{p.r(three.total)}%；公务用车购置及运行维护费、公务接待费分别占{p.s(three.vehicle, three.total)}%、{p.s(three.reception, three.total)}%，当年无因公出国（境）费。
1.公务用车购置及运行维护费{p.a(three.vehicle)}万元，比上年{p.up(three.vehicle)}。其中：购置费{p.a(three.purchase)}万元，更新购置{p.n(1, "three_public.vehicles_purchased")}辆，为综合执法用车；运行维护费{p.a(three.operation)}万元，年末保有量{p.n(three.stock, "three_public.vehicle_stock")}辆。
2.公务接待费{p.a(three.reception)}万元，比上年{p.up(three.reception)}，接待{p.n(three.batches, "three_public.reception_batches")}批次{p.n(three.guests, "three_public.reception_persons")}人次，全部为国内公务接待。
## 八、其他重要事项
1.机关运行经费{p.a(b.public.bare("agency_operating"))}万元，比上年{p.up(b.public.bare("agency_operating"))}。
2.政府采购支出总额{p.a(buy.total)}万元，货物、工程、服务三类分别为{p.a(buy.goods)}万元、{p.a(buy.works)}万元、{p.a(buy.services)}万元；授予中小企业合同金额{p.a(buy.sme)}万元，占{p.s(buy.sme, buy.total)}%。
3.国有资产：年末共有车辆{p.n(three.stock, "assets.vehicles")}辆，单价100万元（含）以上设备（不含车辆）[[0|assets.large_equipment|count]]台（套）。
4.绩效：{year}年度街道开展绩效自评的项目{p.n(11, "perf.projects_self_evaluated")}个，平均得分[[96.3|perf.mean_score|amount]]分。
# 第三部分 名词解释
1.基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。
# 第四部分 附表
! 收支
! 支出
! 一般
! 经济
! 三公
"""
    grids = {
        "收支": t.summary(p, b, "收入支出决算总表"),
        "支出": t.spending(p, b, "支出决算表"),
        "一般": t.by_function(p, b, "一般公共预算财政拨款支出决算表", blank=True),
        "经济": t.economic(p, b, "一般公共预算财政拨款基本支出决算表", panels=False),
        "三公": t.three_pair(p, three, "“三公”经费支出决算表"),
    }
    return Story("sichuan_subdistrict", "四川", year, "final_account", entity, blocks(text, grids))


def stories(rng: random.Random) -> list[Story]:
    return [_township(rng), _subdistrict(rng)]
