"""Guangxi: a street office of a city district, a final account and a budget."""

from __future__ import annotations

import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _kit import CLS, ECON, KUAN, TPN, Fin, Grid, H, P, Story, Tables, Tx, apportion, kuanxiang, retry, story, way  # noqa: E402

IE, IT, ET, FE, GE, BE = "income_expenditure_total", "income.total", "expenditure.total", "fiscal.expenditure", "gpb.expenditure", "gpb.basic_expenditure"
E = "邕州市江岸区人民政府榕树街道办事处"


def lines(k: float) -> list:
    return [("2010301", "行政运行", "gpb", 640 * k, 0), ("2010302", "一般行政管理事务", "gpb", 0, 96 * k), ("2010350", "事业运行", "gpb", 310 * k, 0), ("2013102", "一般行政管理事务", "gpb", 0, 58 * k), ("2013202", "一般行政管理事务", "gpb", 0, 33 * k), ("2080208", "基层政权建设和社区治理", "gpb", 890 * k, 145 * k), ("2080505", "机关事业单位基本养老保险缴费支出", "gpb", 92 * k, 0), ("2080506", "机关事业单位职业年金缴费支出", "gpb", 44 * k, 0), ("2081002", "老年福利", "gpb", 0, 27 * k),
            ("2100717", "计划生育服务", "gpb", 0, 39 * k), ("2101101", "行政单位医疗", "gpb", 31 * k, 0), ("2101102", "事业单位医疗", "gpb", 16 * k, 0), ("2101103", "公务员医疗补助", "gpb", 12 * k, 0), ("2120104", "城管执法", "gpb", 0, 210 * k), ("2120501", "城乡社区环境卫生", "gpb", 0, 185 * k), ("2210201", "住房公积金", "gpb", 105 * k, 0)]


def final(rng: random.Random) -> Story:
    y, t = 2023, Tx()
    f = Fin(rng, [*lines(1), ("2120899", "其他国有土地使用权出让收入安排的支出", "fund", 0, 64), ("2120104", "城管执法", "nf", 0, 48)], opening={"gpb": 70, "nf": 22}, closing={"gpb": 31, "nf": 16}, nf={"other": 1}, tp={"operation": (7.35, 7.5, 7.9), "reception": (0.42, 1, 0.38)})
    T = Tables(f, t, zero="0.00")
    a, b, p = f.tot(), f.tot(part="b"), f.tot(part="p")
    g, gi, gp = f.tot("gpb"), f.tot("gpb", "i"), f.tot("gpb", "p")
    N, o, r = TPN, f.tp["operation"], f.tp["reception"]  # noqa: N806
    bl = [H(f"{E}{y}年度部门决算公开", 0), H("第一部分：部门概况", 1), H("一、本部门职责", 2), P("负责辖区党的建设、公共服务、公共管理、公共安全，指导社区居民自治。"), H("二、机构设置情况", 2),
          P(f"街道设党政综合办公室等[[6|org.internal_departments|count]]个内设机构，直属事业单位[[3|org.subordinate_institutions|count]]个，管辖社区[[11|-]]个，服务人口[[8.6|-]]万人。人员情况：行政编制{t.k(29, 'staff.admin_quota', '名')}、实有{t.k(28, 'staff.admin_actual', '名')}；后勤服务聘用人员控制数{t.k(3, 'staff.worker_quota', '名')}；事业编制{t.k(24, 'staff.institution_quota', '名')}、实有{t.k(21, 'staff.institution_actual', '名')}；社区专职工作者[[126|staff.off_quota/staff.other|count]]名。"),
          H("第二部分：2023年度部门决算报表", 1), T.summary("收入支出决算总表"), T.income("收入决算表"), T.expenditure("支出决算表"), T.fiscal("财政拨款收入支出决算总表"), T.gpb("一般公共预算财政拨款支出决算表"), T.basic("一般公共预算财政拨款基本支出决算表"), T.fund("政府性基金预算财政拨款收入支出决算表"), T.three("财政拨款“三公”经费支出决算表"),
          H("第三部分：2023年度部门决算情况说明", 1), P(f"（本部分金额单位：万元，保留两位小数；增减幅均以{y - 1}年度决算数为基数。）"), H("一、2023年度收入支出决算总体情况", 2)]
    bl += [P(f"{E}{y}年度总收入{t(f.grand, IE)}，其中本年收入{t(f.income, IT)}，年初结转和结余{t(f.opens(), 'balance.opening')}。与{y - 1}年度决算数相比，总收入{t.dg(f.grand, f.pgrand, IE)}；总支出{t(f.grand, IE)}，其中本年支出{t(a, ET)}（{y - 1}年度{t(f.tot(col='p'), ET, 'prior_final', year=y - 1)}，{t.dg(a, f.tot(col='p'), ET)}），年末结转和结余{t(f.closes(), 'balance.closing')}。"),
           P(f"收支变动主要原因：（1）社区工作者薪酬体系调整，{way(a, f.tot(col='p'), '增支', '减支')}{t.r(abs(a - f.tot(col='p')) // 2, ET)}；（2）老旧小区物业引入补助{way(a, f.tot(col='p'), '增支', '减支')}{t.r(abs(a - f.tot(col='p')) // 3, ET)}；（3）创城经费等其他因素。"),
           H("二、2023年度收入决算情况", 2)]
    gpbi, fu, ot = f.inc["gpb"], f.inc["fund"], f.inc["other"]
    bl += [P(f"本年收入合计{t(f.income, IT)}：一般公共预算财政拨款收入{t(gpbi, 'income.gpb')}占{t.s(gpbi, f.income, 'income.gpb', IT)}、政府性基金预算财政拨款收入{t(fu, 'income.gov_fund')}占{t.s(fu, f.income, 'income.gov_fund', IT)}、其他收入{t(ot, 'income.other')}占{t.s(ot, f.income, 'income.other', IT)}，国有资本经营预算财政拨款收入、上级补助收入、事业收入、经营收入、附属单位上缴收入均无发生额。与上年相比，财政拨款收入合计{t(f.fiscal_income, 'income.fiscal')}，{t.dg(f.fiscal_income, f.fiscal_pincome, 'income.fiscal')}。"),
           H("三、2023年度支出决算情况", 2),
           P(f"本年支出合计{t(a, ET)}，基本支出、项目支出分别为{t.n(b, 'expenditure.basic')}、{t(p, 'expenditure.project')}，占本年支出的比重分别为{t.s(b, a, 'expenditure.basic', ET)}和{t.s(p, a, 'expenditure.project', ET)}；与上年决算相比，基本支出{t.dg(b, f.tot(col='p', part='b'), 'expenditure.basic')}，项目支出{t.dg(p, f.tot(col='p', part='p'), 'expenditure.project')}。"),
           P("按支出功能分类，" + "、".join(f"{CLS[c]}{t(v, ET, code=c)}（{t.s(v, a, ET, ET, code=c)}）" for c, v in f.by(3).items()) + "。"),
           H("四、2023年度财政拨款收入支出决算总体情况", 2),
           P(f"财政拨款收入总计、支出总计均为{t(f.fgrand, 'fiscal.income_expenditure_total')}，较上年各{t.dg(f.fgrand, f.pfgrand, 'fiscal.income_expenditure_total')}。财政拨款年初结转和结余{t(f.opens('gpb'), 'fiscal.opening/gpb.opening')}，年末结转和结余{t(f.closes('gpb'), 'fiscal.closing/gpb.closing')}，均为一般公共预算资金。"),
           H("五、2023年度一般公共预算财政拨款支出决算情况", 2),
           P(f"{y}年度一般公共预算财政拨款支出{t(g, GE)}，占本年支出合计的{t.s(g, a, GE, ET)}，比上年{t.dg(g, gp, GE)}；年初预算{t(gi, GE, 'initial_budget')}，完成年初预算的{t.c(g, gi, GE)}。")]
    for c, v in f.by(3, "gpb").items():
        xs = [x for x in f.of("gpb") if x.code[:3] == c]
        s = f"{CLS[c]}年初预算为{t(f.by(3, 'gpb', 'i')[c], GE, 'initial_budget', code=c)}，支出决算为{t(v, GE, code=c)}" + (f"，完成年初预算的{t.c(v, f.by(3, 'gpb', 'i')[c], GE, code=c)}。" if v != f.by(3, 'gpb', 'i')[c] else "，二者一致。")
        if c == "208":
            s += f"较上年{t.d(v, f.by(3, 'gpb', 'p')[c], GE, code=c)}，其中“基层政权建设和社区治理”{t(f.line('2080208').at('f'), GE, code='2080208')}（社区工作者报酬{t.q(f.line('2080208').at('f', 'b'))}、社区惠民资金{t.q(f.line('2080208').at('f', 'p'))}）。"
        elif len(xs) > 2:
            s += "主要项目：" + "，".join(f"{KUAN[x.code[:5]]}（款）{x.name}（项）{t(x.at('f'), GE, code=x.code)}" for x in xs[:3]) + "。"
        bl.append(P(s))
    x = f.of("fund")[0]
    big = sorted(((v, c) for c, v in f.econ.items() if c[:3] == "302"), reverse=True)[:4]
    bl += [H("六、2023年度一般公共预算财政拨款基本支出决算情况", 2),
           P(f"一般公共预算财政拨款基本支出{t(f.personnel + f.pub, BE)}，其中：人员经费{t(f.personnel, 'gpb.personnel')}，公用经费{t(f.pub, 'gpb.public')}。人员经费中，工资福利支出{t(f.e3('301'), BE, code='301')}，对个人和家庭的补助{t(f.e3('303'), BE, code='303')}；公用经费中，商品和服务支出{t(f.e3('302'), BE, code='302')}，其中前四项依次是" + "、".join(f"{ECON[c]}{t(v, BE, code=c)}" for v, c in big) + f"，资本性支出{t(f.e3('310'), BE, code='310')}。"),
           H("七、政府性基金预算和国有资本经营预算财政拨款支出情况", 2),
           P(f"政府性基金预算财政拨款支出{t(x.at('f'), 'gov_fund.expenditure')}，完成年初预算{t(x.at('i'), 'gov_fund.expenditure', 'initial_budget')}的{t.c(x.at('f'), x.at('i'), 'gov_fund.expenditure')}，用于小街小巷改造。国有资本经营预算财政拨款支出[[0.00|state_capital.expenditure|final]]万元。"),
           H("八、“三公”经费支出情况", 2)]
    tot = [f.tps("total", c) for c in range(3)]
    bl += [P(f"{y}年度“三公”经费财政拨款支出年初预算{t(tot[1], N['total'], 'initial_budget')}、决算{t(tot[0], N['total'])}，完成{t.c(tot[0], tot[1], N['total'])}，较{y - 1}年度{t(tot[2], N['total'], 'prior_final', year=y - 1)}{t.dg(tot[0], tot[2], N['total'])}。①因公出国（境）费决算[[0.00|three_public.abroad|final]]万元。②公务用车购置及运行费决算{t(o[0], N['vehicle'])}，全部为运行维护费{t(o[0], N['operation'])}，较上年{t.dg(o[0], o[2], N['operation'])}，"
             f"保有量{t.k(3, 'three_public.vehicle_stock', '辆')}。③公务接待费决算{t(r[0], N['reception'])}，较上年{t.dg(r[0], r[2], N['reception'])}，国内接待{t.k(4, 'three_public.reception_batches', '批')}{t.k(31, 'three_public.reception_persons', '人')}。"), H("九、其他重要事项", 2)]
    q, pa = "procurement.", f._near(f.pub, .9, 1.1)
    G, S = 8460, rng.randrange(20000, 50000)  # noqa: N806
    bl += [P(f"机关运行经费{t(f.pub, 'agency_operating')}，较上年决算数{t.dg(f.pub, pa, 'agency_operating')}，主要用于办公费、物业管理费等。政府采购支出{t(G + S, q + 'total')}，其中货物类{t(G, q + 'goods')}、服务类{t(S, q + 'services')}、工程类[[0.00|procurement.works|final]]万元，全部授予小微企业（占政府采购支出总额的{t.s(G + S, G + S, q + 'micro', q + 'total')}）。"),
           P(f"年末车辆{t.k(5, 'assets.vehicles', '辆')}，其中应急保障用车{t.k(1, 'assets.vehicles.emergency', '辆')}、执法执勤用车{t.k(2, 'assets.vehicles.law_enforcement', '辆')}、其他用车{t.k(2, 'assets.vehicles.other', '辆')}。绩效方面，纳入自评项目{t.k(10, 'perf.projects_self_evaluated', '个')}，金额{t(p, 'perf.projects_self_evaluated', 'amount')}，优{t.k(9, 'perf.grade_a', '个')}、良{t.k(1, 'perf.grade_b', '个')}；“社区惠民资金”项目每个社区[[10|-]]万元，共实施[[43|-]]项。"),
           H("第四部分：名词解释", 1), P("一、财政拨款收入：指城区财政当年拨付的资金。二、“三公”经费：指因公出国（境）费、公务用车购置及运行费和公务接待费。")]
    return story("guangxi_street_final", "guangxi", y, "final_account", E, bl)


def budget(rng: random.Random) -> Story:
    y, t, B = 2024, Tx(sep=True), "initial_budget"
    f = Fin(rng, lines(1.1), tp={"operation": (7.5, 7.5, 8.2), "reception": (0.8, 0.8, 1.0)})
    T = Tables(f, t, B, "0.00", "预算")
    n = lambda v, q, **k: t(v, q, B, **k)  # noqa: E731
    b, p, a, ap = f.tot(part="b"), f.tot(part="p"), f.tot(), f.tot(col="p")
    pr = apportion(rng, p, (4, 3, 2, 2))
    nm = ("城市管理及环境卫生经费", "社区惠民项目资金", "基层党建工作经费", "其他街道运转项目")
    pg = Grid("项目支出预算表", "万元", (("项目名称", "预算数", "其中：一般公共预算"),), (("合计", t.m(p), t.m(p)), *[(x, t.m(v), t.m(v)) for x, v in zip(nm, pr)]))
    N, o, r = TPN, f.tp["operation"], f.tp["reception"]  # noqa: N806
    k3, p3 = f.by(3), f.by(3, None, "p")
    bl = [H(f"{E}{y}年部门预算公开说明", 0), H("第一部分 部门概况", 1), P(f"本部门预算包括街道本级及所属{t.k(3, 'org.subordinate_budget_units', '个')}事业单位预算。编制{t.k(53, 'staff.quota', '名')}，其中行政编制{t.k(29, 'staff.admin_quota', '名')}、事业编制{t.k(24, 'staff.institution_quota', '名')}。"),
          H("第二部分 部门预算报表", 1), T.summary("部门收支总体情况表", total=("本年收入合计", "本年支出合计", "收入总计", "支出总计"), opening="上年结转结余", closing="结转下年", all_rows=True), T.expenditure("部门支出总体情况表", more=(), levels=(3, 5, 7)), T.gpb("一般公共预算支出情况表"), T.basic_list("一般公共预算基本支出情况表"), T.three_budget("一般公共预算“三公”经费支出情况表", prior=f"{y - 1}年预算数", now=f"{y}年预算数"), pg,
          H("第三部分 部门预算情况说明", 1), H("一、收支总体情况", 2),
          P(f"{y}年收入总预算{n(f.grand, IE)}，全部来源于一般公共预算拨款{n(f.inc['gpb'], 'income.gpb')}，同比{t.d(f.grand, f.pgrand, IE)}，{t.g(f.grand, f.pgrand, IE)}。支出总预算{n(f.grand, IE)}，基本支出{n(b, 'expenditure.basic')}（占{t.s(b, a, 'expenditure.basic', ET)}，同比{t.dg(b, f.tot(col='p', part='b'), 'expenditure.basic')}），项目支出{n(p, 'expenditure.project')}（占{t.s(p, a, 'expenditure.project', ET)}，同比{t.dg(p, f.tot(col='p', part='p'), 'expenditure.project')}）。"),
          P("基本支出变动的原因：" + way(b, f.tot(col='p', part='b'), '新增社区工作者', '社区工作者离职') + "[[9|?]]人，工资及社保相应调整；项目支出变动的原因：按零基预算要求重新核定。"),
          H("二、一般公共预算支出情况", 2),
          P(f"{y}年一般公共预算支出{n(a, GE)}，比上年{t(ap, GE, 'prior_budget', year=y - 1)}{t.dg(a, ap, GE)}。其中：" + "；".join(f"（{i + 1}）{CLS[c]}{n(v, GE, code=c)}，占{t.s(v, a, GE, GE, code=c)}，比上年{t.dg(v, p3[c], GE, code=c)}" for i, (c, v) in enumerate(k3.items())) + "。"),
          P("主要项级科目：" + "；".join(f"{kuanxiang(f, x)}{n(x.at('f'), GE, code=x.code)}" + (f"，其中基本支出{n(x.at('f', 'b'), BE, code=x.code)}、项目支出{n(x.at('f', 'p'), 'gpb.project_expenditure', code=x.code)}" if x.at('f', 'b') and x.at('f', 'p') else "") for x in f.of("gpb")) + "。"),
          H("三、一般公共预算基本支出情况", 2), P(f"工资福利支出{n(f.e3('301'), BE, code='301')}、商品和服务支出{n(f.e3('302'), BE, code='302')}、对个人和家庭的补助{n(f.e3('303'), BE, code='303')}、资本性支出{n(f.e3('310'), BE, code='310')}，合计{n(f.personnel + f.pub, BE)}。其中人员经费{n(f.personnel, 'gpb.personnel')}、公用经费{n(f.pub, 'gpb.public')}。"),
          H("四、项目支出情况", 2), P("；".join(f"{x}{t.q(v)}" for x, v in zip(nm, pr)) + f"。共计{n(p, 'expenditure.project')}，均已编制绩效目标，其中“社区惠民项目资金”预期完成民生小项目[[44|-]]个、居民满意度≥[[90|-]]%。"),
          H("五、“三公”经费情况", 2), P(f"“三公”经费{n(f.tps('total', 0), N['total'])}，同口径比上年{t.dg(f.tps('total', 0), f.tps('total', 2), N['total'])}：因公出国（境）费未安排；公务接待费{n(r[0], N['reception'])}，{t.d(r[0], r[2], N['reception'])}；公务用车运行费{n(o[0], N['operation'])}，{t.d(o[0], o[2], N['operation'])}；公务用车购置费未安排。"),
          H("六、其他事项", 2), P(f"机关运行经费{n(f.pub, 'agency_operating')}，同比{t.dg(f.pub, f._near(f.pub, .9, 1.1), 'agency_operating')}。政府采购预算{n(39500, 'procurement.total')}，其中货物{n(7500, 'procurement.goods')}、服务{n(32000, 'procurement.services')}。车辆{t.k(5, 'assets.vehicles', '辆')}。本部门无政府性基金预算、国有资本经营预算支出。"),
          H("第四部分 名词解释", 1), P("机关运行经费：指各部门的公用经费，包括办公及印刷费等。")]
    return story("guangxi_street_budget", "guangxi", y, "budget", E, bl)


def stories(rng: random.Random) -> list[Story]:
    """A final account and a budget."""
    return [retry(final, rng), retry(budget, rng)]
