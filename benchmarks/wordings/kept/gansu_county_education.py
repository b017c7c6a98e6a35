"""Gansu: a county education bureau, a final account and a budget."""

from __future__ import annotations

import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _kit import CLS, ECON, KUAN, TPN, Fin, H, P, Story, Tables, Tx, apportion, retry, story, way  # noqa: E402

IE, IT, ET, FE, GE, BE = "income_expenditure_total", "income.total", "expenditure.total", "fiscal.expenditure", "gpb.expenditure", "gpb.basic_expenditure"
E = "陇源县教育局"
UNITS = ("陇源县教育局机关", "陇源县第一中学", "陇源县职业教育中心", "陇源县城关小学", "陇源县幼儿园", "各乡镇学区")


def lines(k: float) -> list:
    return [("2050101", "行政运行", "gpb", 310 * k, 0), ("2050199", "其他教育管理事务支出", "gpb", 140 * k, 265 * k), ("2050201", "学前教育", "gpb", 2150 * k, 910 * k), ("2050202", "小学教育", "gpb", 14800 * k, 2300 * k), ("2050203", "初中教育", "gpb", 9200 * k, 1750 * k), ("2050204", "高中教育", "gpb", 6100 * k, 1480 * k), ("2050302", "中等职业教育", "gpb", 1010 * k, 640 * k), ("2050701", "特殊学校教育", "gpb", 180 * k, 24 * k),
            ("2050903", "城市中小学校舍建设", "gpb", 0, 430 * k), ("2080502", "事业单位离退休", "gpb", 330 * k, 0), ("2080505", "机关事业单位基本养老保险缴费支出", "gpb", 4100 * k, 0), ("2080801", "死亡抚恤", "gpb", 210 * k, 0), ("2101102", "事业单位医疗", "gpb", 1720 * k, 0), ("2210201", "住房公积金", "gpb", 3050 * k, 0)]


def final(rng: random.Random) -> Story:
    y, t = 2023, Tx()
    f = Fin(rng, [*lines(1), ("2296003", "用于体育事业的彩票公益金支出", "fund", 0, 60), ("2050204", "高中教育", "nf", 0, 720)], opening={"gpb": 1900, "nf": 140}, closing={"gpb": 1250, "nf": 90}, nf={"undertaking": 5, "other": 1}, tp={"operation": (4.62, 5, 4.9), "reception": (0.74, 1.5, 0.96)}, public=0.08, kinds="inst")
    T = Tables(f, t)
    a, b, p = f.tot(), f.tot(part="b"), f.tot(part="p")
    parts = apportion(rng, a, (3, 18, 6, 14, 5, 54))
    u, o = f.inc["undertaking"], f.inc["other"]
    bl = [H(f"{E}{y}年度部门决算公开", 0), H("第一部分 部门概况", 1), H("一、部门职责", 2), P("负责全县各级各类教育的统筹规划和协调管理，指导学校布局结构调整，负责教育督导、学生资助、教师队伍建设。"), H("二、机构设置", 2),
          P(f"{E}内设[[7|org.internal_departments|count]]个股室，下设独立核算学校（幼儿园）[[38|org.independent_accounting_bodies/org.subordinate_budget_units|count]]所。全县共有在校学生[[31260|org.students|count]]人，教职工{t.k(3315, 'staff.in_post', '人')}，退休教师{t.k(1208, 'staff.retired.retirees', '人')}。"),
          H("第二部分 2023年度部门决算表", 1), T.summary("收入支出决算总表"), T.income("收入决算表", levels=(3, 5, 7)), T.expenditure("支出决算表"), T.fiscal("财政拨款收入支出决算总表"), T.gpb("一般公共预算财政拨款支出决算表"), T.basic("一般公共预算财政拨款基本支出决算表"), T.three_rows("财政拨款“三公”经费支出决算表"),
          H("第三部分 2023年度部门决算情况说明", 1), H("一、收入支出决算总体情况说明", 2)]
    bl += [P(f"{y}年度收入、支出总计分别为{t.n(f.grand, IE)}、{t(f.grand, IE)}，与上年决算数相比各{t.dg(f.grand, f.pgrand, IE)}，主要原因是{way(f.grand, f.pgrand, '义务教育薄弱环节改善与能力提升、农村学生营养改善计划等项目资金较上年增加', '农村校舍维修改造项目于上年集中支付，本年相应减少')}{t.r(abs(f.grand - f.pgrand) * 3 // 5, IE)}。"),
           P(f"分单位看：" + "，".join(f"{n}支出{t(v, ET, label=n)}" + (f"（占全部门支出的{t.s(v, a, ET, ET, label=n)}）" if i % 2 else "") for i, (n, v) in enumerate(zip(UNITS, parts))) + "。"),
           H("二、收入决算情况说明", 2),
           P(f"{y}年度收入合计{t(f.income, IT)}，其中：财政拨款收入{t(f.fiscal_income, 'income.fiscal')}，占{t.s(f.fiscal_income, f.income, 'income.fiscal', IT)}，含政府性基金预算财政拨款收入{t(f.inc['fund'], 'income.gov_fund')}；事业收入{t(u, 'income.undertaking')}，占{t.s(u, f.income, 'income.undertaking', IT)}，为高中学费、住宿费；其他收入{t(o, 'income.other')}，占{t.s(o, f.income, 'income.other', IT)}，为社会捐赠（其中对口帮扶捐赠{t.q(o // 2)}）。"),
           H("三、支出决算情况说明", 2),
           P(f"{y}年度支出合计{t(a, ET)}，其中：基本支出{t(b, 'expenditure.basic')}，占{t.s(b, a, 'expenditure.basic', ET)}；项目支出{t(p, 'expenditure.project')}，占{t.s(p, a, 'expenditure.project', ET)}。年末结转和结余{t(f.closes(), 'balance.closing')}，较年初结转和结余{t(f.opens(), 'balance.opening')}{t.dg(f.closes(), f.opens(), 'balance.closing')}。"),
           H("四、财政拨款收入支出决算总体情况说明", 2),
           P(f"{y}年度财政拨款收、支总计{t(f.fgrand, 'fiscal.income_expenditure_total')}，与上年相比，财政拨款收、支总计各{t.dg(f.fgrand, f.pfgrand, 'fiscal.income_expenditure_total')}；其中本年支出{t(f.tot('gpb+fund'), FE)}，比上年{t.d(f.tot('gpb+fund'), f.tot('gpb+fund', 'p'), FE)}。"),
           H("五、一般公共预算财政拨款支出决算情况说明", 2)]
    g, gi, gp = f.tot("gpb"), f.tot("gpb", "i"), f.tot("gpb", "p")
    bl += [P(f"{y}年度一般公共预算财政拨款支出{t(g, GE)}，较上年决算数{t.dg(g, gp, GE)}；年初预算为{t(gi, GE, 'initial_budget')}，完成年初预算的{t.c(g, gi, GE)}。按功能分类科目，其具体情况如下：")]
    k5, i5, p5 = f.by(5, "gpb"), f.by(5, "gpb", "i"), f.by(5, "gpb", "p")
    k3, i3 = f.by(3, "gpb"), f.by(3, "gpb", "i")
    for j, c in enumerate(k3):
        s = f"（{'一二三四'[j]}）{CLS[c]}{t(k3[c], GE, code=c)}，占一般公共预算财政拨款支出的{t.s(k3[c], g, GE, GE, code=c)}，年初预算{t(i3[c], GE, 'initial_budget', code=c)}，"
        s += (f"较年初预算{t.dg(k3[c], i3[c], GE, 'vs_initial_budget', code=c)}" if k3[c] != i3[c] else "与年初预算持平") + "。"
        ks = [x for x in k5 if x[:3] == c]
        if c == "205":
            s += "其中："
            for k in ks:
                xs = [x for x in f.of("gpb") if x.code[:5] == k]
                s += f"{KUAN[k]}{t(k5[k], GE, code=k)}，同比{t.g(k5[k], p5[k], GE, code=k)}"
                s += ("（" + "、".join(f"{x.name}{t(x.at('f'), GE, code=x.code)}" for x in xs) + "）；") if len(xs) > 1 else "；"
            s = s[:-1] + "。"
        else:
            s += "".join(f"{x.name}年初预算为{t(x.at('i'), GE, 'initial_budget', code=x.code)}，支出决算为{t(x.at('f'), GE, code=x.code)}。" for x in f.of("gpb") if x.code[:3] == c) if c == "208" else ""
        bl.append(P(s))
    bl += [H("六、一般公共预算财政拨款基本支出决算情况说明", 2),
           P(f"{y}年度一般公共预算财政拨款基本支出{t(f.personnel + f.pub, BE)}。其中：人员经费{t(f.personnel, 'gpb.personnel')}，较上年{t.dg(f.personnel, f.ppersonnel, 'gpb.personnel')}，主要原因是{way(f.personnel, f.ppersonnel, '教师工资正常晋级、特岗教师转正', '退休教师较多，在职教师人数减少')}；人员经费用途主要包括基本工资、绩效工资、生活补助、助学金等。公用经费{t(f.pub, 'gpb.public')}，较上年{t.dg(f.pub, f.ppub, 'gpb.public')}，公用经费用途主要包括办公费、水费、电费、取暖费等。"),
           H("七、“三公”经费支出决算情况说明", 2)]
    N, o_, r_ = TPN, f.tp["operation"], f.tp["reception"]  # noqa: N806
    tot = [f.tps("total", c) for c in range(3)]
    bl += [P(f"（一）总体情况说明。{y}年度“三公”经费支出年初预算数为{t(tot[1], N['total'], 'initial_budget')}，支出决算数为{t(tot[0], N['total'])}，完成预算的{t.c(tot[0], tot[1], N['total'])}，决算数较上年决算数{t.dg(tot[0], tot[2], N['total'])}。"),
           P(f"（二）分项说明。1.因公出国（境）费用年初预算数和支出决算数均为[[0.00|three_public.abroad|final]]万元。2.公务用车购置及运行维护费年初预算数{t(o_[1], N['vehicle'], 'initial_budget')}，支出决算数{t(o_[0], N['vehicle'])}，其中运行维护费{t(o_[0], N['operation'])}，购置费[[0.00|three_public.vehicle_purchase|final]]万元。3.公务接待费年初预算数{t(r_[1], N['reception'], 'initial_budget')}，支出决算数{t(r_[0], N['reception'])}，同比{t.dg(r_[0], r_[2], N['reception'])}，"
             f"国内公务接待{t.k(11, 'three_public.reception_batches', '批次')}，{t.k(78, 'three_public.reception_persons', '人次')}；外事接待[[0|three_public.reception_foreign_batches|count]]批次。"),
           H("八、其他重要事项的情况说明", 2)]
    ao, q = f.econ["30201"] // 3, "procurement."
    pa = f._near(ao, .9, 1.1)
    G, W, S = rng.randrange(60000, 90000), rng.randrange(100000, 200000), rng.randrange(20000, 60000)  # noqa: N806
    bl += [P(f"（一）机关运行经费支出情况说明。{y}年度本部门机关运行经费支出{t(ao, 'agency_operating')}（只含局机关，学校公用经费不列入），比上年{t.dg(ao, pa, 'agency_operating')}。"),
           P(f"（二）政府采购支出情况说明。政府采购支出总额{t(G + W + S, q + 'total')}，其中货物{t(G, q + 'goods')}，主要为学生课桌椅、多媒体设备；工程{t(W, q + 'works')}，主要为校舍维修；服务{t(S, q + 'services')}，主要为营养餐配送。授予中小企业合同金额{t(W + S, q + 'sme')}，占{t.s(W + S, G + W + S, q + 'sme', q + 'total')}。"),
           P(f"（三）国有资产占用情况说明。共有车辆{t.k(9, 'assets.vehicles', '辆')}，其中一般公务用车{t.k(2, 'assets.vehicles.general', '辆')}、其他用车{t.k(7, 'assets.vehicles.other', '辆')}（校车、送教下乡车辆）；单价[[50|?]]万元以上通用设备[[0|assets.general_equipment_500k|count]]台（套），单价[[100|?]]万元以上专用设备[[0|assets.special_equipment_1m|count]]台（套）。"),
           P(f"（四）预算绩效管理工作。对{t.k(26, 'perf.projects_self_evaluated', '个')}项目开展自评，其中农村义务教育学生营养改善计划：全年预算[[1680.00|-]]万元、执行[[1654.80|-]]万元，执行率[[98.50|-]]%；惠及学生[[12400|-]]人，供餐标准每生每天[[5|-]]元。"),
           H("第四部分 名词解释", 1), P("1.财政拨款收入：指财政当年拨付的资金。2.事业收入：指开展专业业务活动取得的收入，如高中学费每生每学期[[400|-]]元。")]
    return story("gansu_education_final", "gansu", y, "final_account", E, bl)


def budget(rng: random.Random) -> Story:
    y, t, B = 2024, Tx(), "initial_budget"
    f = Fin(rng, [x for x in lines(1.02) if x[0] not in ("2050903", "2080801")] + [("2050204", "高中教育", "nf", 0, 650)], opening={"gpb": 860}, nf={"special": 1}, tp={"operation": (5, 5, 5.6), "reception": (1.2, 1.2, 1.5)}, public=0.08, kinds="inst")
    T = Tables(f, t, B, "", "预算")
    n = lambda v, q, **k: t(v, q, B, **k)  # noqa: E731
    b, p, g, gp = f.tot(part="b"), f.tot(part="p"), f.tot("gpb"), f.tot("gpb", "p")
    k3, p3 = f.by(3, "gpb"), f.by(3, "gpb", "p")
    bl = [H(f"{E}{y}年部门预算公开", 0), H("一、部门职责及机构设置", 1), P(f"{E}是主管全县教育工作的县政府组成部门。{y}年纳入部门预算的单位{t.k(39, 'org.budget_units', '个')}，其中行政单位{t.k(1, 'org.admin_units', '个')}、事业单位{t.k(38, 'org.institutions', '个')}；在职教职工{t.k(3302, 'staff.in_post', '人')}，在校学生[[30880|org.students|count]]人。"),
          H("二、部门预算收支总体情况", 1),
          P(f"按照综合预算的原则，{y}年收支总预算{n(f.grand, IE)}，上年为{t(f.pgrand, IE, 'prior_budget', year=y - 1)}，{t.dg(f.grand, f.pgrand, IE)}。"),
          P(f"（一）收入预算。{y}年收入预算{n(f.grand, IE)}，包括一般公共预算财政拨款{n(f.inc['gpb'], 'income.gpb')}、占{t.s(f.inc['gpb'], f.grand, 'income.gpb', IE)}，财政专户管理资金{n(f.inc['special'], 'income.special_account')}、占{t.s(f.inc['special'], f.grand, 'income.special_account', IE)}，上年结转{n(f.opens(), 'balance.opening')}、占{t.s(f.opens(), f.grand, 'balance.opening', IE)}（其中：上级提前下达项目结转{t.q(f.opens() // 2)}）。"),
          P(f"（二）支出预算。{y}年支出预算{n(f.tot(), ET)}，其中：基本支出{n(b, 'expenditure.basic')}，占{t.s(b, f.tot(), 'expenditure.basic', ET)}，项目支出{n(p, 'expenditure.project')}，占{t.s(p, f.tot(), 'expenditure.project', ET)}。与上年相比，基本支出{t.d(b, f.tot(col='p', part='b'), 'expenditure.basic')}，项目支出{t.d(p, f.tot(col='p', part='p'), 'expenditure.project')}，主要是营养改善、校舍安全、“两免一补”等配套资金变化。"),
          H("三、一般公共预算支出情况", 1),
          P(f"{y}年一般公共预算支出{n(g, GE)}，比上年预算{t.dg(g, gp, GE)}。主要用于：" + "；".join(f"{CLS[c]}{n(v, GE, code=c)}，占{t.s(v, g, GE, GE, code=c)}，比上年{t.d(v, p3[c], GE, code=c)}" for c, v in k3.items()) + "。"),
          *[P(f"{i + 1}.{KUAN[k]}（款）{y}年预算数为{n(v, GE, code=k)}，比上年预算数{t.dg(v, f.by(5, 'gpb', 'p')[k], GE, code=k)}" + ("。其中：" + "，".join(f"{x.name}（项）{n(x.at('f'), GE, code=x.code)}" for x in f.of("gpb") if x.code[:5] == k) if len([x for x in f.of("gpb") if x.code[:5] == k]) > 1 else "") + "。") for i, (k, v) in enumerate(f.by(5, "gpb").items())],
          H("四、一般公共预算基本支出情况", 1),
          P(f"{y}年一般公共预算基本支出{n(f.personnel + f.pub, BE)}，人员经费{n(f.personnel, 'gpb.personnel')}（占{t.s(f.personnel, f.personnel + f.pub, 'gpb.personnel', BE)}），公用经费{n(f.pub, 'gpb.public')}。按部门预算经济分类：" + "、".join(f"{c}{ECON[c]}{n(f.e3(c), BE, code=c)}" for c in ("301", "302", "303", "310") if f.e3(c)) + "。其中生均公用经费标准：小学[[720|-]]元、初中[[940|-]]元、寄宿生另加[[300|-]]元。"),
          H("五、“三公”经费、会议费、培训费预算情况", 1)]
    N, o, r = TPN, f.tp["operation"], f.tp["reception"]  # noqa: N806
    tot, pt = f.tps("total", 0), f.tps("total", 2)
    bl += [P(f"{y}年“三公”经费预算{n(tot, N['total'])}，较上年{t.dg(tot, pt, N['total'])}。其中：因公出国（境）费[[0|three_public.abroad|initial_budget]]万元；公务接待费{n(r[0], N['reception'])}（上年{t(r[2], N['reception'], 'prior_budget', year=y - 1)}）；公务用车运行维护费{n(o[0], N['operation'])}（上年{t(o[2], N['operation'], 'prior_budget', year=y - 1)}）；无公务用车购置。会议费预算{n(f.econ.get('30215', 310), BE, code='30215') if '30215' in f.econ else '未单列'}。"),
           H("六、其他重要事项", 1), P(f"政府采购预算{n(482000, 'procurement.total')}，其中货物{n(196000, 'procurement.goods')}、工程{n(250000, 'procurement.works')}、服务{n(36000, 'procurement.services')}。机关运行经费{n(3850, 'agency_operating')}。截至{y - 1}年底共有车辆{t.k(9, 'assets.vehicles', '辆')}。{y}年实行绩效目标管理的项目{t.k(31, 'perf.projects_with_goals', '个')}，涉及一般公共预算{t(f.tot('gpb', part='p'), 'perf.projects_with_goals', 'amount')}。"),
           H("七、部门预算公开表", 1), T.summary("部门收支总体情况表", total=("本年收入合计", "本年支出合计", "收入总计", "支出总计"), opening="上年结转", closing="结转下年", all_rows=False), T.income("部门收入总体情况表", keys=("special",), names={"special": "财政专户管理资金"}), T.expenditure("部门支出总体情况表", more=()), T.gpb("一般公共预算支出情况表"), T.basic_list("一般公共预算基本支出情况表"), T.three_budget("一般公共预算“三公”经费支出情况表"),
           H("八、名词解释", 1), P("一般公共预算拨款收入：指财政当年拨付的资金。")]
    return story("gansu_education_budget", "gansu", y, "budget", E, bl)


def stories(rng: random.Random) -> list[Story]:
    """A final account and a budget."""
    return [retry(final, rng), retry(budget, rng)]
