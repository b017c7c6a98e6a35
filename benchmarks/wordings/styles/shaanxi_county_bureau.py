"""A bureau of a Shaanxi county: items with codes in brackets, each with its parts 具体为."""

from __future__ import annotations

import random

from benchmarks.wordings.story import Story
from benchmarks.wordings.styles import _tables as t
from benchmarks.wordings.styles._books import Books, Line, add, anywhere, books_of, nil
from benchmarks.wordings.styles._marker import Pen, blocks, buying_of, three_of

FUNCTIONS = (
    ("2050803", "培训支出", 0, 9),
    ("2080505", "机关事业单位基本养老保险缴费支出", 92, 0),
    ("2080506", "机关事业单位职业年金缴费支出", 31, 0),
    ("2101101", "行政单位医疗", 28, 0),
    ("2101102", "事业单位医疗", 24, 0),
    ("2130101", "行政运行", 610, 118),
    ("2130104", "事业运行", 265, 84),
    ("2130108", "病虫害控制", 0, 57),
    ("2130119", "防灾救灾", 0, 43),
    ("2210201", "住房公积金", 88, 0),
)


def _parts(rng: random.Random, books: Books, code: str) -> tuple[Line, Line]:
    """Personnel and public money of an item; insurance and housing are personnel only."""
    basic = books.at(code, "gpb.basic_expenditure")
    measure_people, measure_office = "gpb.personnel", "gpb.public"
    if not basic.now:
        return nil(measure_people, code=code), nil(measure_office, code=code)
    if code[:3] in ("208", "210", "221"):
        return basic.called(measure_people, code=code), nil(measure_office, code=code)
    office = books.public.bare(measure_office)
    first = office.split(rng, [7, 3])[0]
    mine = first if code == "2130101" else office.less(first)
    people = basic.less(mine).called(measure_people, code=code)
    return people, mine.called(measure_office, code=code)


def _ladder(rng: random.Random, p: Pen, b: Books) -> str:
    """Every item in the form of the county's template: the sum with its code in brackets, then its parts."""
    shared = random.Random(rng.random())
    state = shared.getstate()
    out = []
    for n, item in enumerate(b.items):
        shared.setstate(state)
        people, office = _parts(shared, b, item.code)
        x, project = item.total, b.at(item.code, "gpb.project_expenditure")
        why = x.w("主要原因是人员增加及专项任务增加", "主要原因是压减专项、人员退休")
        head = f"（{n + 1}）{item.name}（{item.code}）{p.a(x)}万元，较上年{x.w('增加', '减少')}{p.c(x)}万元，{why}。"
        out.append(
            head
            + f"具体为：人员经费{p.a(people)}万元；公用经费{p.a(office)}万元；专项业务经费{p.a(project)}万元。"
        )
    return "\n".join(out)


def _budget(rng: random.Random) -> Story:
    entity, year = "渭原县农业农村局", 2026
    p = Pen(year, budget=True)
    b = books_of(rng, FUNCTIONS)
    three, buy = three_of(rng, b), buying_of(rng, 96, works=False)
    halves = b.project.split(rng, [0.8, 0.2])
    goods = b.econ("302")
    special, other = (
        x.called("gpb.project_expenditure", code=c) for x, c in zip(halves, ("302", "303"), strict=True)
    )
    all_goods = add((goods, special), "gpb.expenditure", code="302")
    aid = b.econ("303")
    all_aid = add((aid, other), "gpb.expenditure", code="303")
    wages = b.econ("301").called("gpb.expenditure", code="301")
    capital = b.econ("310").called("gpb.expenditure", code="310")
    meeting, training = anywhere(b.econ("30215")), anywhere(b.econ("30216"))
    people, public = b.personnel, b.public
    text = f"""
@ {year}年部门综合预算公开
@ {entity}
@ 保密审查情况：已审查
@ 部门主要负责人审签情况：已审签
# 第一部分 部门概况
## 一、主要职责及机构设置
贯彻执行国家农业农村工作方针政策，统筹推动发展全县农村社会事业、农村公共服务、农村基础设施和乡村治理。内设机构{p.n(6, "org.internal_departments")}个，分别为办公室、计划财务股、种植业股、畜牧股、农村改革股、法规监督股。
## 二、工作任务
{year}年重点抓好粮食安全、乡村产业、和美乡村三件大事，粮食播种面积稳定在41万亩。
## 三、部门预算单位构成
从预算单位构成看，本部门的部门预算包括部门本级（机关）预算和所属事业单位预算。纳入本部门{year}年部门预算编制范围的二级预算单位共有{p.n(3, "org.budget_units")}个。
## 四、部门人员情况说明
截至{year - 1}年底，本部门人员编制{p.n(84, "staff.quota")}人，其中行政编制{p.n(22, "staff.admin_quota")}人、事业编制{p.n(62, "staff.institution_quota")}人；实有人员{p.n(79, "staff.actual")}人，其中行政{p.n(21, "staff.admin_actual")}人、事业{p.n(58, "staff.institution_actual")}人。单位管理的离退休人员{p.n(31, "staff.retired")}人。
# 第二部分 收支情况
## 五、{year}年部门预算收支说明
### （一）收支预算总体情况
{year}年本部门预算收入{p.a(b.income)}万元，其中一般公共预算拨款收入{p.a(b.income_gpb)}万元、政府性基金拨款收入[[0.00|income.gov_fund|initial_budget]]万元、国有资本经营预算收入[[0.00|income.state_capital|initial_budget]]万元，{year}年本部门预算收入较上年{b.income.w("增加", "减少")}{p.c(b.income)}万元，主要原因是{b.income.w("人员工资正常晋升及专项业务经费增加", "专项业务经费压减")}。
{year}年本部门预算支出{p.a(b.spent)}万元，其中一般公共预算拨款支出{p.a(b.gpb)}万元、政府性基金拨款支出[[0.00|gov_fund.expenditure|initial_budget]]万元，{year}年本部门预算支出较上年{b.spent.w("增加", "减少")}{p.c(b.spent)}万元，主要原因同上。
### （二）财政拨款收支情况
{year}年本部门财政拨款收入{p.a(b.income_fiscal)}万元，其中一般公共预算拨款收入{p.a(b.income_gpb)}万元；{year}年本部门财政拨款支出{p.a(b.fiscal)}万元，较上年{b.fiscal.w("增加", "减少")}{p.c(b.fiscal)}万元，主要是{p.why(b.fiscal, [("人员经费", people), ("公用经费", public), ("专项业务经费", b.project)])}。
### （三）一般公共预算拨款支出明细情况
1.一般公共预算当年拨款规模变化情况。
{year}年本部门一般公共预算拨款支出{p.a(b.gpb)}万元，较上年{p.up(b.gpb)}。
2.支出按功能科目分类的明细情况。
{year}年本部门一般公共预算支出{p.a(b.gpb)}万元，其中：
{_ladder(rng, p, b)}
3.支出按经济科目分类的明细情况。
（1）按照部门预算支出经济分类的类级科目说明。
{year}年本部门一般公共预算支出{p.a(b.gpb)}万元，其中：
工资福利支出（301）{p.a(wages)}万元，较上年{wages.w("增加", "减少")}{p.c(wages)}万元，全部为人员经费。
商品和服务支出（302）{p.a(all_goods)}万元，较上年{all_goods.w("增加", "减少")}{p.c(all_goods)}万元，其中：公用经费{p.a(goods)}万元，主要是办公费、差旅费、工会经费。专项业务经费支出{p.a(special)}万元。
对个人和家庭的补助支出（303）{p.a(all_aid)}万元，较上年{all_aid.w("增加", "减少")}{p.c(all_aid)}万元，其中：人员经费{p.a(aid)}万元。专项业务经费支出{p.a(other)}万元。
资本性支出（310）{p.a(capital)}万元，较上年{capital.w("增加", "减少")}{p.c(capital)}万元，用于购置办公设备。
! 收支
! 功能
! 经济
! 三公
### （四）政府性基金预算支出情况
本部门无政府性基金预算收支，并已公开空表。
### （五）国有资本经营预算支出情况
本部门无国有资本经营预算拨款收支。
## 六、其他说明情况
### （一）“三公”经费、会议费、培训费预算情况
{year}年本部门一般公共预算“三公”经费预算支出{p.a(three.total)}万元，较上年{three.total.w("增加", "减少")}{p.c(three.total)}万元（{p.g(three.total)}%），{three.total.w("增加", "减少")}的主要原因是{three.total.w("下乡用车次数增加", "严控“三公”经费")}。其中：因公出国（境）经费[[0.00|three_public.abroad|initial_budget]]万元，较上年无变化；公务接待费{p.a(three.reception)}万元，较上年{three.reception.w("增加", "减少")}{p.c(three.reception)}万元（{p.g(three.reception)}%）；公务用车运行维护费{p.a(three.operation)}万元，较上年{three.operation.w("增加", "减少")}{p.c(three.operation)}万元（{p.g(three.operation)}%）；公务用车购置费[[0.00|three_public.vehicle_purchase|initial_budget]]万元，较上年无变化。
{year}年本部门会议费预算支出{p.a(meeting)}万元，较上年{meeting.w("增加", "减少")}{p.c(meeting)}万元；培训费预算支出{p.a(training)}万元，较上年{training.w("增加", "减少")}{p.c(training)}万元（以上均为公用经费安排）。
### （二）国有资产占有使用及资产购置情况说明
截至{year - 1}年底，本部门所属预算单位共有车辆{p.n(three.stock, "assets.vehicles")}辆，单价20万元以上的设备{p.n(2, "assets.equipment_200k")}台（套）。{year}年部门预算安排购置车辆[[0|assets.new_vehicles|count]]辆；安排购置单价20万元以上的设备[[0|assets.new_equipment_200k|count]]台（套）。
### （三）政府采购情况说明
{year}年本部门政府采购预算共{p.a(buy.total)}万元，其中政府采购货物类预算{p.a(buy.goods)}万元、政府采购服务类预算{p.a(buy.services)}万元、政府采购工程类预算[[0.00|procurement.works|initial_budget]]万元。
### （四）部门预算绩效目标说明
{year}年本部门绩效目标管理全覆盖，涉及当年一般公共预算拨款[[{p.money(b.gpb.now)}|perf.projects_with_goals|amount]]万元，当年政府性基金预算拨款[[0|?]]万元。
### （五）机关运行经费安排说明
{year}年本部门机关运行经费预算安排{p.a(public.bare("agency_operating"))}万元，较上年{public.w("增加", "减少")}{p.c(public.bare("agency_operating"))}万元。
# 第三部分 专业名词解释
1.一般公共预算收支：指政府凭借国家政治权力以社会管理者身份筹集以税收为主体的财政收支。
2.机关运行经费：指各部门的公用经费，包括办公及印刷费、邮电费、差旅费等。
"""
    grids = {
        "收支": t.grid(
            p,
            "部门综合预算收支总表",
            [("收入项目", "预算数", "支出功能分科目（按大类）", "预算数")],
            t.closed(
                [
                    ("一、部门预算", b.income),
                    ("1、财政拨款", b.income_fiscal),
                    ("（1）一般公共预算拨款", b.income_gpb),
                ],
                [(f"{i + 1}、{b.name_of(c)}", b.all_at(c)) for i, c in enumerate(b.codes(3))],
                [
                    (("本年收入合计", b.income), ("本年支出合计", b.spent)),
                    (("收入总计", b.grand), ("支出总计", b.grand)),
                ],
            ),
        ),
        "功能": t.by_function(
            p,
            b,
            "部门综合预算一般公共预算支出明细表（按支出功能分类科目）",
            ("合计", "基本支出", "专项业务经费支出"),
            ("功能科目编码", "功能科目名称"),
        ),
        "经济": t.economic(
            p, b, "部门综合预算一般公共预算基本支出明细表（按支出经济分类科目）", panels=False
        ),
        "三公": t.grid(
            p,
            "部门综合预算一般公共预算拨款“三公”经费及会议费、培训费支出预算表",
            [
                (
                    "“三公”经费小计",
                    "因公出国（境）费用",
                    "公务接待费",
                    "公务用车购置及运行维护费",
                    "会议费",
                    "培训费",
                )
            ],
            [(three.total, three.abroad, three.reception, three.vehicle, meeting, training)],
        ),
    }
    return Story("shaanxi_county_budget", "陕西", year, "budget", entity, blocks(text, grids))


def _account(rng: random.Random) -> Story:
    entity, year = "渭原县畜牧兽医服务中心", 2022
    p = Pen(year)
    functions = (
        ("2080505", "机关事业单位基本养老保险缴费支出", 56, 0),
        ("2080506", "机关事业单位职业年金缴费支出", 28, 0),
        ("2080801", "死亡抚恤", 14, 0),
        ("2101102", "事业单位医疗", 33, 0),
        ("2130104", "事业运行", 472, 0),
        ("2130108", "病虫害控制", 0, 188),
        ("2130599", "其他巩固脱贫攻坚成果衔接乡村振兴支出", 0, 61),
        ("2210201", "住房公积金", 49, 0),
    )
    b = books_of(rng, functions, other=31, carry=12)
    three, buy = three_of(rng, b), buying_of(rng, 140, works=False)
    uses = {
        "208": "社会保险缴费和抚恤",
        "210": "医疗保险缴费",
        "213": "人员、运转和动物防疫",
        "221": "缴纳住房公积金",
    }
    lines = "\n".join(
        f"（{n + 1}）{b.name_of(c)}（{c}）支出决算{p.a(b.at(c))}万元，为年初预算{p.i(b.at(c))}万元的{p.r(b.at(c))}%，比上年{b.at(c).w('增加', '减少')}{p.c(b.at(c))}万元，用于{uses[c[:3]]}。"
        f"具体为：{'；'.join(f'{i.name}（{i.code}）{p.a(i.total)}万元' for i in b.items if i.code.startswith(c))}。"
        for n, c in enumerate(b.codes(5))
    )
    wages = "，".join(f"{x.name}（{x.code}）{p.a(x)}万元" for x in b.wages[:7])
    goods = "，".join(f"{x.name}（{x.code}）{p.a(x)}万元" for x in b.office[:9])
    text = f"""
@ {entity}
@ {year}年度单位决算
@ 保密审查情况：已审查
@ 单位主要负责人审签情况：已审签
# 第一部分 单位概况
## 一、单位主要职责及内设机构
承担全县畜牧技术推广、动物疫病预防控制、畜禽粪污资源化利用技术指导等工作。
## 二、人员情况
截至{year}年底，本单位人员编制{p.n(52, "staff.quota")}人，其中行政编制[[0|staff.admin_quota|count]]人、事业编制{p.n(52, "staff.institution_quota")}人；实有人员{p.n(49, "staff.actual")}人，其中事业{p.n(49, "staff.institution_actual")}人。单位管理的离退休人员{p.n(17, "staff.retired")}人。
# 第二部分 {year}年度单位决算表
! 收支
! 收入
! 支出
! 一般
! 经济
! 三公
# 第三部分 {year}年度单位决算情况说明
## 一、收入支出决算总体情况说明
{year}年度收入总计{p.a(b.grand.bare("income_expenditure_total"))}万元，支出总计{p.a(b.grand.bare("income_expenditure_total"))}万元，与上年相比收、支总计各{b.grand.w("增加", "减少")}{p.c(b.grand)}万元，{b.grand.w("增长", "下降")}{p.g(b.grand)}%，主要原因是{b.grand.w("防疫专项增加", "专项资金减少")}。
## 二、收入决算情况说明
{year}年度本年收入合计{p.a(b.income)}万元，其中：财政拨款收入{p.a(b.income_fiscal)}万元，占{p.s(b.income_fiscal, b.income)}%；事业收入[[0.00|income.undertaking|final]]万元；其他收入{p.a(b.other)}万元，占{p.s(b.other, b.income)}%。
## 三、支出决算情况说明
{year}年度本年支出合计{p.a(b.spent)}万元，其中：基本支出{p.a(b.spent_basic)}万元，占{p.s(b.spent_basic, b.spent)}%；项目支出{p.a(b.spent_project)}万元，占{p.s(b.spent_project, b.spent)}%；经营支出[[0.00|expenditure.business|final]]万元。
## 四、财政拨款收入支出决算总体情况说明
{year}年度财政拨款收、支总计均为{p.a(b.fiscal.bare("fiscal.income_expenditure_total"))}万元，与上年相比，各{p.up(b.fiscal.bare("fiscal.income_expenditure_total"))}。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）一般公共预算财政拨款支出决算总体情况说明
{year}年度一般公共预算财政拨款支出年初预算{p.i(b.gpb)}万元，支出决算{p.a(b.gpb)}万元，完成年初预算的{p.r(b.gpb)}%，占本年支出合计的{p.s(b.gpb, b.spent)}%。与上年相比，{b.gpb.w("增加", "减少")}{p.c(b.gpb)}万元，{b.gpb.w("增长", "下降")}{p.g(b.gpb)}%。
### （二）一般公共预算财政拨款支出决算具体情况说明
按照政府功能分类科目，其中：
{lines}
## 六、一般公共预算财政拨款基本支出决算情况说明
{year}年度一般公共预算财政拨款基本支出{p.a(b.basic)}万元，包括：人员经费{p.a(b.personnel)}万元和公用经费{p.a(b.public)}万元。
（一）人员经费主要包括：{wages}等。
（二）公用经费主要包括：{goods}等。
## 七、一般公共预算财政拨款“三公”经费及会议费、培训费支出决算情况说明
### （一）“三公”经费财政拨款支出决算总体情况说明
{year}年度“三公”经费财政拨款支出年初预算为{p.i(three.total)}万元，支出决算为{p.a(three.total)}万元，完成年初预算的{p.r(three.total)}%。决算数{three.total.wi("大于", "小于")}预算数的主要原因是{three.total.wi("下乡防疫任务加重", "严格审批手续")}。
### （二）“三公”经费财政拨款支出决算具体情况说明
1.因公出国（境）费支出决算[[0.00|three_public.abroad|final]]万元，本单位当年未安排因公出国（境）预算。
2.公务用车购置费用支出情况说明。本单位{year}年度无公务用车购置。
3.公务用车运行维护费用支出情况说明。公务用车运行维护费支出预算{p.u(three.operation)}万元，支出决算{p.a(three.operation)}万元，完成预算的{p.r(three.operation)}%。
4.公务接待费支出情况说明。公务接待费支出决算{p.a(three.reception)}万元，其中：国内公务接待支出{p.a(three.reception.bare("three_public.reception_domestic"))}万元，主要用于省市业务督导，共接待国内来访团组{p.n(three.batches, "three_public.reception_batches")}个，来宾{p.n(three.guests, "three_public.reception_persons")}人次。
### （三）培训费支出决算情况说明
培训费支出决算{p.a(anywhere(b.econ("30216")))}万元，与上年相比{b.econ("30216").w("增加", "减少")}{p.c(anywhere(b.econ("30216")))}万元。
### （四）会议费支出决算情况说明
会议费支出决算{p.a(anywhere(b.econ("30215")))}万元，与上年相比{b.econ("30215").w("增加", "减少")}{p.c(anywhere(b.econ("30215")))}万元。
## 八、机关运行经费支出情况说明
本单位为全额事业单位，无机关运行经费支出。
## 九、政府采购支出情况说明
{year}年度政府采购支出总额{p.a(buy.total)}万元，其中：政府采购货物支出{p.a(buy.goods)}万元、政府采购工程支出[[0.00|procurement.works|final]]万元、政府采购服务支出{p.a(buy.services)}万元。政府采购授予中小企业合同金额{p.a(buy.sme)}万元，占政府采购支出合同总额的{p.s(buy.sme, buy.total)}%。
## 十、国有资产占用及购置情况说明
截至{year}年末，本单位共有车辆{p.n(three.stock, "assets.vehicles")}辆，其中其他用车{p.n(three.stock, "assets.vehicles.other")}辆；单价50万元以上的通用设备{p.n(1, "assets.general_equipment_500k")}台（套）。
## 十一、预算绩效情况说明
根据预算绩效管理要求，本单位组织对{year}年度{p.n(3, "perf.projects_self_evaluated")}个项目全面开展绩效自评，涉及资金[[{p.money(b.project.now)}|perf.projects_self_evaluated|amount]]万元，占部门预算项目支出总额的[[100|?]]%。
# 第四部分 专业名词解释
1.基本支出：指为保障机构正常运转、完成日常工作任务而发生的各项支出。
2.项目支出：指单位为完成特定的行政工作任务或事业发展目标所发生的各项支出。
"""
    grids = {
        "收支": t.summary(p, b, "收入支出决算总表"),
        "收入": t.income_list(p, b, "收入决算表"),
        "支出": t.spending(p, b, "支出决算表"),
        "一般": t.by_function(
            p, b, "一般公共预算财政拨款支出决算表", ("本年支出小计", "基本支出", "项目支出")
        ),
        "经济": t.economic(p, b, "一般公共预算财政拨款基本支出决算表"),
        "三公": t.three_pair(p, three, "一般公共预算财政拨款“三公”经费支出决算表"),
    }
    return Story("shaanxi_county_account", "陕西", year, "final_account", entity, blocks(text, grids))


def stories(rng: random.Random) -> list[Story]:
    return [_budget(rng), _account(rng)]
