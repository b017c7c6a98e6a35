"""Departments of a Hunan county: 一般性支出 with meetings and training, and the whole department's performance."""

from __future__ import annotations

import random

from benchmarks.wordings.story import Story
from benchmarks.wordings.styles import _tables as t
from benchmarks.wordings.styles._books import GROUPS, Line, anywhere, books_of
from benchmarks.wordings.styles._marker import Pen, blocks, buying_of, three_of

FUNCTIONS = (
    ("2013201", "行政运行", 640, 0),
    ("2013202", "一般行政管理事务", 0, 386),
    ("2080505", "机关事业单位基本养老保险缴费支出", 71, 0),
    ("2089999", "其他社会保障和就业支出", 8, 0),
    ("2101101", "行政单位医疗", 36, 0),
    ("2130504", "农村基础设施建设", 0, 92),
    ("2130705", "对村民委员会和村党支部的补助", 0, 140),
    ("2210201", "住房公积金", 55, 0),
)


def _either(x: Line) -> Line:
    """Under a title that names the general budget, sentences say fiscal money: both are right."""
    keys = {"code": x.code} if x.code else {}
    return x.called("gpb.expenditure/fiscal.expenditure", **keys)


def _because(p: Pen, x: Line) -> str:
    """The reason of a difference to the first budget, its amount inside."""
    gap = p.reason(abs(x.now - x.initial), x.measure)
    return x.wi(f"年中追加人员及工作经费{gap}万元", f"厉行节约、部分项目未实施完毕，结余{gap}万元由财政收回")


def _account(rng: random.Random) -> Story:
    entity, year = "中共澧安县委组织部", 2023
    p = Pen(year)
    b = books_of(rng, FUNCTIONS, other=46, carry=37)
    three, buy = three_of(rng, b), buying_of(rng, 118, works=False)
    meeting, training = anywhere(b.econ("30215")), anywhere(b.econ("30216"))
    agency = b.public.bare("agency_operating")
    shares = "".join(
        f"{b.name_of(c).removesuffix('支出')}（类）支出{p.a(_either(b.at(c)))}万元，占{p.s(_either(b.at(c)), _either(b.gpb))}%；"
        for c in b.codes(3)
    ).rstrip("；")
    detail = "\n".join(
        f"{n + 1}、{b.name_of(i.code[:3])}（类）{GROUPS[i.code[:5]]}（款）{i.name}（项）。\n"
        f"年初预算为{p.i(x)}万元，支出决算为{p.a(x)}万元，完成年初预算的{p.r(x)}%，决算数{x.wi('大于', '小于')}年初预算数的主要原因是：{_because(p, x)}。"
        for n, (i, x) in enumerate((i, _either(i.total)) for i in b.items)
    )
    text = f"""
@ {year}年度
@ {entity}部门决算
@ 目录
第一部分 {entity}概况
第二部分 部门决算表
第三部分 {year}年度部门决算情况说明
第四部分 名词解释
第五部分 附件
# 第一部分 {entity}概况
## 一、部门职责
负责全县基层组织建设、干部队伍建设、人才工作和公务员管理工作。
## 二、机构设置及决算单位构成
（一）内设机构设置。{entity}内设机构包括：办公室、组织股、干部股、公务员股、人才股、干部监督股等{p.n(6, "org.internal_departments")}个股室。
（二）决算单位构成。{entity}{year}年部门决算汇总公开单位构成包括：{entity}本级，无二级预算单位。
# 第二部分 部门决算表
! 收支
! 收入
! 支出
! 财拨
! 一般
! 经济
! 三公
# 第三部分 {year}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{year}年度收、支总计{p.a(b.grand)}万元。与上年相比，{b.grand.w("增加", "减少")}{p.c(b.grand)}万元，{b.grand.w("增长", "减少")}{p.g(b.grand)}%，主要是因为{b.grand.w("换届和人才经费增加", "项目经费减少")}。
## 二、收入决算情况说明
{year}年度收入合计{p.a(b.income)}万元，其中：财政拨款收入{p.a(b.income_fiscal)}万元，占{p.s(b.income_fiscal, b.income)}%；上级补助收入[[0|income.superior_subsidy|final]]万元，占[[0|income.superior_subsidy|share|of=income.total]]%；事业收入[[0|income.undertaking|final]]万元，占[[0|income.undertaking|share|of=income.total]]%；其他收入{p.a(b.other)}万元，占{p.s(b.other, b.income)}%。
## 三、支出决算情况说明
{year}年度支出合计{p.a(b.spent)}万元，其中：基本支出{p.a(b.spent_basic)}万元，占{p.s(b.spent_basic, b.spent)}%；项目支出{p.a(b.spent_project)}万元，占{p.s(b.spent_project, b.spent)}%；上缴上级支出[[0|expenditure.to_superior|final]]万元。
## 四、财政拨款收入支出决算总体情况说明
{year}年度财政拨款收、支总计{p.a(b.fiscal.bare("fiscal.income_expenditure_total"))}万元，与上年相比，{p.up(b.fiscal.bare("fiscal.income_expenditure_total"))}，主要是因为{b.fiscal.w("人才引进经费增加", "公用经费压减")}。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）财政拨款支出决算总体情况
{year}年度财政拨款支出{p.a(_either(b.gpb))}万元，占本年支出合计的{p.s(b.gpb, b.spent)}%，与上年相比，财政拨款支出{p.up(_either(b.gpb))}。
### （二）财政拨款支出决算结构情况
{year}年度财政拨款支出{p.a(_either(b.gpb))}万元，主要用于以下方面：{shares}。
### （三）财政拨款支出决算具体情况
{year}年度财政拨款支出年初预算数为{p.i(_either(b.gpb))}万元，支出决算数为{p.a(_either(b.gpb))}万元，完成年初预算的{p.r(_either(b.gpb))}%，其中：
{detail}
## 六、一般公共预算财政拨款基本支出决算情况说明
{year}年度财政拨款基本支出{p.a(b.basic.bare("gpb.basic_expenditure/fiscal.basic_expenditure"))}万元，其中：人员经费{p.a(b.personnel)}万元，占基本支出的{p.s(b.personnel, b.basic)}%，主要包括基本工资、津贴补贴、奖金、绩效工资、其他社会保障缴费、退休费等；公用经费{p.a(b.public)}万元，占基本支出的{p.s(b.public, b.basic)}%，主要包括办公费、差旅费、劳务费、委托业务费等。
## 七、财政拨款三公经费支出决算情况说明
### （一）“三公”经费财政拨款支出决算总体情况说明
“三公”经费财政拨款支出预算为{p.u(three.total)}万元，支出决算为{p.a(three.total)}万元，完成预算的{p.r(three.total)}%，其中：
因公出国（境）费支出预算为[[0|three_public.abroad|initial_budget/full_year_budget]]万元，支出决算为[[0|three_public.abroad|final]]万元，与上年相比无变化。
公务接待费支出预算为{p.u(three.reception)}万元，支出决算为{p.a(three.reception)}万元，完成预算的{p.r(three.reception)}%，与上年相比{p.up(three.reception, fall="减少")}，{three.reception.w("增加的主要原因是干部考察任务增加", "减少的主要原因是从严控制接待")}。
公务用车购置费支出预算为[[0|three_public.vehicle_purchase|initial_budget/full_year_budget]]万元，支出决算为[[0|three_public.vehicle_purchase|final]]万元。公务用车运行维护费支出预算为{p.u(three.operation)}万元，支出决算为{p.a(three.operation)}万元，完成预算的{p.r(three.operation)}%，与上年相比{p.up(three.operation, fall="减少")}。
### （二）“三公”经费财政拨款支出决算具体情况说明
{year}年度“三公”经费财政拨款支出决算中，公务接待费支出决算{p.a(three.reception)}万元，占{p.s(three.reception, three.total)}%，因公出国（境）费支出决算[[0|three_public.abroad|final]]万元，占[[0|three_public.abroad|share|of=three_public.total]]%，公务用车购置费及运行维护费支出决算{p.a(three.vehicle)}万元，占{p.s(three.vehicle, three.total)}%。其中：
1、因公出国（境）费支出决算为[[0|three_public.abroad|final]]万元，全年安排因公出国（境）团组[[0|three_public.abroad_groups|count]]个，累计[[0|three_public.abroad_persons|count]]人次。
2、公务接待费支出决算为{p.a(three.reception)}万元，全年共接待来访团组{p.n(three.batches, "three_public.reception_batches")}个、来宾{p.n(three.guests, "three_public.reception_persons")}人次，主要是省市组织部门调研发生的接待支出。
3、公务用车购置费及运行维护费支出决算为{p.a(three.vehicle)}万元，其中：公务用车购置费[[0|three_public.vehicle_purchase|final]]万元，更新公务用车[[0|three_public.vehicles_purchased|count]]辆。公务用车运行维护费{p.a(three.operation)}万元，主要是燃料、维修、保险支出，截止{year}年12月31日，我单位开支财政拨款的公务用车保有量为{p.n(three.stock, "three_public.vehicle_stock")}辆。
## 八、政府性基金预算收入支出决算情况
本单位无政府性基金收支。
## 九、关于机关运行经费支出说明
本部门{year}年度机关运行经费支出{p.a(agency)}万元，比上年决算数{p.up(agency)}。主要原因是：{agency.w("人员编制增加", "压减公用支出")}。
## 十、一般性支出情况
{year}年本部门开支会议费{p.a(meeting)}万元，用于召开全县组织工作会议，人数[[260|meetings.attendees|count]]人，内容为部署年度组织工作；开支培训费{p.a(training)}万元，用于开展科级干部进修班，人数[[180|training.attendees|count]]人，内容为党性教育；未举办节庆、晚会、论坛、赛事活动。
## 十一、关于政府采购支出说明
本部门{year}年度政府采购支出总额{p.a(buy.total)}万元，其中：政府采购货物支出{p.a(buy.goods)}万元、政府采购工程支出[[0|procurement.works|final]]万元、政府采购服务支出{p.a(buy.services)}万元。授予中小企业合同金额{p.a(buy.sme)}万元，占政府采购支出总额的{p.s(buy.sme, buy.total)}%，其中：授予小微企业合同金额{p.a(buy.micro)}万元，占政府采购支出总额的{p.s(buy.micro, buy.total)}%。
## 十二、关于国有资产占用情况说明
截至{year}年12月31日，本单位共有车辆{p.n(three.stock, "assets.vehicles")}辆，其中，主要领导干部用车[[0|assets.vehicles.leaders|count]]辆，机要通信用车[[1|assets.vehicles.confidential|count]]辆，其他用车{p.n(three.stock - 1, "assets.vehicles.other")}辆，其他用车主要是一般公务用车；单位价值50万元以上通用设备[[0|assets.general_equipment_500k|count]]台（套）；单位价值100万元以上专用设备[[0|assets.special_equipment_1m|count]]台（套）。
## 十三、关于{year}年度预算绩效情况的说明
本部门对{year}年度整体支出开展绩效自评，自评得分[[94.5|perf.department_score|amount]]分。全年整体支出{p.a(b.spent)}万元，其中基本支出{p.a(b.spent_basic)}万元，项目支出{p.a(b.spent_project)}万元，“三公”经费较上年{three.total.w("上升", "下降")}{p.g(three.total)}%。
# 第四部分 名词解释
1、财政拨款收入：指单位从同级财政部门取得的财政预算资金。
2、机关运行经费：指为保障行政单位运行用于购买货物和服务的各项资金，单台50万元以上设备另行报批。
# 第五部分 附件
{year}年度部门整体支出绩效自评报告详见附件。
"""
    grids = {
        "收支": t.summary(p, b, "收入支出决算总表"),
        "收入": t.income_list(p, b, "收入决算表", levels=(3, 7)),
        "支出": t.spending(p, b, "支出决算表"),
        "财拨": t.fiscal_summary(p, b, "财政拨款收入支出决算总表"),
        "一般": t.by_function(p, b, "一般公共预算财政拨款支出决算表"),
        "经济": t.economic(p, b, "一般公共预算财政拨款基本支出决算表"),
        "三公": t.three_pair(p, three, "财政拨款“三公”经费支出决算表"),
    }
    return Story("hunan_county_account", "湖南", year, "final_account", entity, blocks(text, grids))


def _budget(rng: random.Random) -> Story:
    entity, year = "澧安县水利局", 2025
    p = Pen(year, budget=True)
    functions = (
        ("2080505", "机关事业单位基本养老保险缴费支出", 88, 0),
        ("2101101", "行政单位医疗", 41, 0),
        ("2130301", "行政运行", 790, 0),
        ("2130306", "水利工程运行与维护", 0, 455),
        ("2130314", "防汛", 0, 160),
        ("2210201", "住房公积金", 73, 0),
    )
    b = books_of(
        rng,
        functions,
        (("2120804", "农村基础设施建设支出", 300),),
        own=64,
        own_source=("income.other", "其他收入"),
    )
    three, buy = three_of(rng, b, purchase=18), buying_of(rng, 420)
    meeting, training = anywhere(b.econ("30215")), anywhere(b.econ("30216"))
    agency = b.public.bare("agency_operating")
    names = ("业务工作经费支出", "运行维护经费支出", "防汛抗旱专项支出")
    projects = [
        x.called("gpb.project_expenditure/gpb.expenditure", n, label=n)
        for x, n in zip(b.project.split(rng, [40, 38, 22]), names, strict=True)
    ]
    uses = (
        "主要用于河长制、水资源管理等方面（其中水资源费征管系统维护[[6.00|-]]万元）",
        "主要用于水库、山塘和灌区的日常维护等方面",
        "主要用于防汛物资储备、山洪灾害监测预警等方面",
    )
    listed = "；".join(f"{x.name}{p.a(x)}万元，{u}" for x, u in zip(projects, uses, strict=True))
    by_class = "，".join(
        f"{b.name_of(c).removesuffix('支出')}支出{p.a(b.all_at(c))}万元" for c in b.codes(3, funds=True)
    )
    gpb_class = "，".join(
        f"{b.name_of(c).removesuffix('支出')}支出{p.a(b.at(c))}万元，占{p.s(b.at(c), b.gpb)}%"
        for c in b.codes(3)
    )
    text = f"""
@ {entity}{year}年部门预算
@ 目    录
第一部分 {year}年部门预算说明
第二部分 {year}年部门预算表
# 第一部分 {year}年部门预算说明
## 一、部门基本概况
（一）职能职责。负责保障水资源的合理开发利用，负责生活、生产经营和生态环境用水的统筹和保障。
（二）机构设置。内设股室{p.n(8, "org.internal_departments")}个，所属事业单位{p.n(4, "org.subordinate_institutions")}个，全部纳入{year}年部门预算编制范围。
## 二、部门预算单位构成
纳入本部门预算编制范围的包括局机关及所属水利工程建设站、水旱灾害防御中心。
## 三、部门收支总体情况
（一）收入预算：{year}年本部门收入预算{p.a(b.income)}万元，其中，一般公共预算拨款{p.a(b.income_gpb)}万元，政府性基金预算拨款{p.a(b.income_fund)}万元，国有资本经营预算拨款[[0|income.state_capital|initial_budget]]万元，其他收入{p.a(b.own)}万元。收入较去年{b.income.w("增加", "减少")}{p.c(b.income)}万元，主要是{p.why(b.income, [("一般公共预算拨款", b.income_gpb), ("政府性基金预算拨款", b.income_fund), ("其他收入", b.own)])}。
（二）支出预算：{year}年本部门支出预算{p.a(b.spent)}万元，其中，{by_class}。支出较去年{b.spent.w("增加", "减少")}{p.c(b.spent)}万元，其中基本支出较去年{b.spent_basic.w("增加", "减少")}{p.c(b.spent_basic)}万元，项目支出较去年{b.spent_project.w("增加", "减少")}{p.c(b.spent_project)}万元。
## 四、一般公共预算拨款支出
{year}年本部门一般公共预算拨款支出预算{p.a(b.gpb)}万元，其中，{gpb_class}。具体安排情况如下：
（一）基本支出：{year}年本部门基本支出预算数{p.a(b.basic)}万元，主要是为保障部门正常运转、完成日常工作任务而发生的各项支出，包括用于基本工资、津贴补贴等人员经费{p.a(b.personnel)}万元以及办公费、印刷费、水电费、办公设备购置等公用经费{p.a(b.public)}万元。
（二）项目支出：{year}年本部门项目支出预算数{p.a(b.project)}万元，主要是部门为完成特定行政工作任务或事业发展目标而发生的支出，其中：{listed}。
## 五、政府性基金预算支出
{year}年本部门政府性基金预算拨款支出预算{p.a(b.fund)}万元，其中，城乡社区支出{p.a(b.fund.called("gov_fund.expenditure", code="212"))}万元，占[[100|gov_fund.expenditure|share|code=212|of=gov_fund.expenditure]]%。具体安排情况如下：农村基础设施建设支出{p.a(b.fund_items[0])}万元，主要用于农村供水提升。
## 六、其他重要事项的情况说明
（一）机关运行经费：{year}年本部门机关运行经费当年一般公共预算拨款{p.a(agency)}万元，比上年预算{p.up(agency, rise="上升")}，主要原因是{agency.w("在职人员增加", "严格控制一般性支出")}。
（二）“三公”经费预算：{year}年本部门“三公”经费预算数为{p.a(three.total)}万元，其中，公务接待费{p.a(three.reception)}万元，公务用车购置及运行费{p.a(three.vehicle)}万元（其中，公务用车购置费{p.a(three.purchase)}万元，公务用车运行费{p.a(three.operation)}万元），因公出国（境）费[[0.00|three_public.abroad|initial_budget]]万元。{year}年“三公”经费预算较上年{three.total.w("增加", "减少")}{p.c(three.total)}万元，主要原因是{three.total.w("更新防汛指挥车", "落实过紧日子要求")}。
（三）一般性支出情况：{year}年本部门会议费预算{p.a(meeting)}万元，比上年预算{meeting.w("增加", "减少")}{p.c(meeting)}万元，拟召开{p.n(3, "meetings.count")}次会议，人数{p.n(240, "meetings.attendees")}人，内容为河长制、防汛部署；培训费预算{p.a(training)}万元，比上年预算{training.w("增加", "减少")}{p.c(training)}万元，拟开展{p.n(2, "training.count")}次培训，人数{p.n(120, "training.attendees")}人，内容为水库安全管理；未计划举办节庆、晚会、论坛、赛事活动。
（四）政府采购情况：{year}年本部门政府采购预算总额{p.a(buy.total)}万元，其中，货物类采购预算{p.a(buy.goods)}万元；工程类采购预算{p.a(buy.works)}万元；服务类采购预算{p.a(buy.services)}万元。
（五）国有资产占用使用及新增资产配置情况：截至上年底，本部门共有公务用车{p.n(three.stock, "assets.vehicles/three_public.vehicle_stock")}辆，其中，机要通信用车[[0|assets.vehicles.confidential|count]]辆，应急保障用车{p.n(three.stock, "assets.vehicles.emergency")}辆；单位价值50万元以上通用设备{p.n(1, "assets.general_equipment_500k")}台，单位价值100万元以上专用设备[[0|assets.special_equipment_1m|count]]台。{year}年拟新增配置公务用车{p.n(1, "assets.new_vehicles")}辆，其中，机要通信用车[[0|assets.new_vehicles.confidential|count]]辆，应急保障用车{p.n(1, "assets.new_vehicles.emergency")}辆；新增配备单位价值50万元以上通用设备[[0|assets.new_general_equipment_500k|count]]台。
（六）预算绩效目标说明：本部门所有支出实行绩效目标管理。纳入{year}年部门整体支出绩效目标的金额为[[{p.money(b.spent.now)}|perf.whole_goals|amount]]万元，其中，基本支出{p.a(b.spent_basic)}万元，项目支出{p.a(b.spent_project)}万元，具体绩效目标详见报表。
## 七、名词解释
1、机关运行经费：是指各部门的公用经费，包括办公及印刷费、邮电费、差旅费、会议费等。
2、“三公”经费：纳入预算管理的“三公”经费，是指用一般公共预算拨款安排的公务接待费、公务用车购置及运行维护费和因公出国（境）费。
# 第二部分 {year}年部门预算表
! 收支
! 支出
! 财拨
! 一般
! 经济
! 基金
! 三公
"""
    right = [(b.name_of(c), b.all_at(c)) for c in b.codes(3, funds=True)]
    left = [
        ("一、一般公共预算拨款收入", b.income_gpb),
        ("二、政府性基金预算拨款收入", b.income_fund),
        ("三、其他收入", b.own),
    ]
    grids = {
        "收支": t.grid(
            p,
            "收支总表",
            [("收入", "<", "支出", "<"), ("项目", "本年预算", "项目（按功能分类）", "本年预算")],
            t.closed(list(left), list(right), [(("本年收入合计", b.income), ("本年支出合计", b.spent))]),
        ),
        "支出": t.spending(
            p, b, "支出总表", ("合计", "基本支出", "项目支出"), ("科目编码", "科目名称"), levels=(3, 5, 7)
        ),
        "财拨": t.fiscal_summary(p, b, "财政拨款收支总表", ("本年预算", "合计", "一般公共预算")),
        "一般": t.by_function(p, b, "一般公共预算支出表"),
        "经济": t.economic(p, b, "一般公共预算基本支出表", panels=False),
        "基金": t.grid(
            p,
            "政府性基金预算支出表",
            [
                ("科目编码", "科目名称", "本年政府性基金预算支出", "<", "<"),
                ("^", "^", "合计", "基本支出", "项目支出"),
            ],
            [
                ("", "合计", b.fund, "", b.fund.bare("gov_fund.project_expenditure")),
                (
                    "2120804",
                    "农村基础设施建设支出",
                    b.fund_items[0],
                    "",
                    b.fund_items[0].called("gov_fund.project_expenditure", code="2120804"),
                ),
            ],
        ),
        "三公": t.three_row(p, three, "一般公共预算“三公”经费支出表"),
    }
    return Story("hunan_county_budget", "湖南", year, "budget", entity, blocks(text, grids))


def stories(rng: random.Random) -> list[Story]:
    return [_account(rng), _budget(rng)]
