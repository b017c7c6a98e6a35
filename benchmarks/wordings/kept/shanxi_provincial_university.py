"""Shanxi: a provincial university, a final account and a budget."""

from __future__ import annotations

import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _kit import CLS, ECON, KUAN, TPN, Fin, Grid, H, P, Story, Tables, Tx, apportion, retry, split_codes, story, way  # noqa: E402

IE, IT, ET, FE, GE, BE = "income_expenditure_total", "income.total", "expenditure.total", "fiscal.expenditure", "gpb.expenditure", "gpb.basic_expenditure"
E = "晋阳理工大学"


def lines(k: float) -> list:
    return [("2050205", "高等教育", "gpb", 24600 * k, 9800 * k), ("2060206", "专项基础科研", "gpb", 0, 410 * k), ("2060499", "其他技术研究与开发支出", "gpb", 0, 690 * k), ("2080502", "事业单位离退休", "gpb", 2900 * k, 0), ("2080505", "机关事业单位基本养老保险缴费支出", "gpb", 3600 * k, 0), ("2101102", "事业单位医疗", "gpb", 1500 * k, 0), ("2210201", "住房公积金", "gpb", 2750 * k, 0),
            ("2050205", "高等教育", "nf", 11800 * k, 6200 * k), ("2060499", "其他技术研究与开发支出", "nf", 0, 2600 * k)]


def final(rng: random.Random) -> Story:
    y, t = 2022, Tx(sep=True)
    f = Fin(rng, lines(1), opening={"gpb": 1700, "nf": 5200}, closing={"gpb": 1260, "nf": 6100}, nf={"undertaking": 74, "other": 22, "superior": 2, "affiliate": 1}, used=1200, distribution=340, tp={"abroad": (7.9, 30, 2.1), "operation": (21.5, 28, 24.4), "reception": (1.9, 6, 3.2)}, public=0.2, kinds="inst")
    T = Tables(f, t, zero="")
    a, b, p = f.tot(), f.tot(part="b"), f.tot(part="p")
    g, gi, gp = f.tot("gpb"), f.tot("gpb", "i"), f.tot("gpb", "p")
    pa = f.tot(col="p")
    u, o, s_, af = (f.inc[k] for k in ("undertaking", "other", "superior", "affiliate"))
    N = TPN  # noqa: N806
    tuition, research = u * 3 // 5, u - u * 3 // 5
    bl = [H(f"{E}{y}年度部门（单位）决算", 0), H("第一部分 概况", 1), H("一、本单位职责", 2), P("学校是省属全日制普通本科高校，主要承担人才培养、科学研究、社会服务和文化传承创新等任务。"), H("二、机构设置情况", 2),
          P(f"学校设有教学学院[[19|-]]个、党政管理机构[[22|org.internal_departments|count]]个，教职工{t.k(1986, 'staff.in_post', '人')}，其中专任教师[[1322|-]]人；全日制在校生[[27430|org.students|count]]人，其中研究生[[2614|-]]人；离退休人员{t.k(1043, 'staff.retired', '人')}。"),
          H(f"第二部分 {y}年度部门决算报表", 1), T.summary("收入支出决算总表", used="使用非财政拨款结余和专用结余"), T.income("收入决算表", keys=("superior", "undertaking", "business", "affiliate", "other")), T.expenditure("支出决算表"), T.fiscal("财政拨款收入支出决算总表"), T.gpb("一般公共预算财政拨款支出决算表"), T.basic("一般公共预算财政拨款基本支出决算表"), T.three_rows("财政拨款“三公”经费支出决算表"),
          H(f"第三部分 {y}年度部门决算情况说明", 1), H("一、收入支出决算总体情况说明", 2),
          P(f"{y}年度收入总计{t(f.grand, IE)}、支出总计{t(f.grand, IE)}。与上年相比，收入总计{t.dg(f.grand, f.pgrand, IE)}，支出总计{t.dg(f.grand, f.pgrand, IE)}。主要原因是{way(f.grand, f.pgrand, '学费标准调整、科研到账经费增加及“双一流”建设专项拨款', '地方政府债券项目完工，纵向科研经费拨付进度放缓')}{t.r(abs(f.grand - f.pgrand) * 2 // 3, IE)}。"),
          P(f"收入总计由四部分构成：本年收入{t(f.income, IT)}，使用非财政拨款结余{t(f.use, 'balance.nonfiscal_used')}，年初结转和结余{t(f.opens(), 'balance.opening')}（其中财政拨款结转{t(f.opens('gpb'), 'fiscal.opening/gpb.opening')}，科研项目等非财政拨款结转{t.q(f.opens('nf'))}）。支出总计由本年支出{t(a, ET)}、结余分配{t(f.dist, 'balance.distribution')}、年末结转和结余{t(f.closes(), 'balance.closing')}构成。".replace("由四部分构成", "构成如下")),
          H("二、收入决算情况说明", 2),
          P(f"本年收入合计{t(f.income, IT)}，其中：财政拨款收入{t(f.fiscal_income, 'income.fiscal')}，占比{t.s(f.fiscal_income, f.income, 'income.fiscal', IT)}；上级补助收入{t(s_, 'income.superior_subsidy')}，占比{t.s(s_, f.income, 'income.superior_subsidy', IT)}；事业收入{t(u, 'income.undertaking')}，占比{t.s(u, f.income, 'income.undertaking', IT)}，其中教育收费{t.q(tuition)}、科研事业收入{t.q(research)}；经营收入[[0.00|income.business|final]]万元，占比[[0.00|income.business|share|of=income.total]]%；附属单位上缴收入{t(af, 'income.affiliate_remittance')}，占比{t.s(af, f.income, 'income.affiliate_remittance', IT)}；其他收入{t(o, 'income.other')}，占比{t.s(o, f.income, 'income.other', IT)}，主要是捐赠、利息、后勤对外服务收入。"),
          H("三、支出决算情况说明", 2),
          P(f"本年支出合计{t(a, ET)}，比上年{t.dg(a, pa, ET)}，其中：基本支出{t(b, 'expenditure.basic')}，占比{t.s(b, a, 'expenditure.basic', ET)}；项目支出{t(p, 'expenditure.project')}，占比{t.s(p, a, 'expenditure.project', ET)}；经营支出[[0.00|expenditure.business|final]]万元；对附属单位补助支出[[0.00|expenditure.affiliate_subsidy|final]]万元。按功能分类：" + "，".join(f"{CLS[c]}{t(v, ET, code=c)}、占{t.s(v, a, ET, ET, code=c)}" for c, v in f.by(3).items()) + "。"),
          H("四、财政拨款收入支出决算总体情况说明", 2),
          P(f"{y}年度财政拨款收、支总计均为{t(f.fgrand, 'fiscal.income_expenditure_total')}。与上年相比，财政拨款收、支总计各{t.dg(f.fgrand, f.pfgrand, 'fiscal.income_expenditure_total')}。"),
          H("五、一般公共预算财政拨款支出决算情况说明", 2),
          P(f"（一）支出决算总体情况。{y}年度财政拨款支出{t(g, GE + '/' + FE)}，占本年支出合计的{t.s(g, a, GE + '/' + FE, ET)}。与上年{t(gp, GE + '/' + FE, 'prior_final', year=y - 1)}相比，{t.dg(g, gp, GE + '/' + FE)}。年初预算为{t(gi, GE + '/' + FE, 'initial_budget')}，完成年初预算的{t.c(g, gi, GE + '/' + FE)}，差异为{t(abs(g - gi), GE + '/' + FE, 'change_vs_initial_budget', dir=1 if g > gi else -1)}。".replace("，差异为", "，较年初预算" + ("增加" if g > gi else "减少"))),
          P("（二）支出决算结构情况。" + "；".join(f"{CLS[c]}（类）支出{t(v, GE, code=c)}，占{t.s(v, g, GE, GE, code=c)}" for c, v in f.by(3, "gpb").items()) + "。"), P("（三）支出决算具体情况。")]
    for i, x in enumerate(f.of("gpb")):
        n, bu, c = x.at("f"), x.at("i"), x.code
        tail = "，与年初预算一致。" if n == bu else f"，完成年初预算的{t.c(n, bu, GE, code=c)}。" + (f"决算数{way(n, bu, '大于', '小于')}年初预算数主要是：生均拨款{way(n, bu, '追加', '调减')}{t.r(abs(n - bu) // 2, GE, code=c)}，其余为专项调整。" if i == 0 else "")
        bl.append(P(f"{i + 1}.{CLS[c[:3]]}（类）{KUAN[c[:5]]}（款）{x.name}（项）。" + (f"{y}年年初预算{t(bu, GE, 'initial_budget', code=c)}，决算支出{t(n, GE, code=c)}" if i % 2 else f"决算数{t(n, GE, code=c)}，年初预算数{t(bu, GE, 'initial_budget', code=c)}，上年决算数{t(x.at('p'), GE, 'prior_final', code=c, year=y - 1)}") + tail))
    ab, op, rc = f.tp["abroad"], f.tp["operation"], f.tp["reception"]
    tot = [f.tps("total", k) for k in range(3)]
    bl += [H("六、一般公共预算财政拨款基本支出决算情况说明", 2),
           P(f"{y}年度一般公共预算财政拨款基本支出{t(f.personnel + f.pub, BE)}，其中：人员经费{t(f.personnel, 'gpb.personnel')}，公用经费{t(f.pub, 'gpb.public')}。人员经费具体为：" + "；".join(f"{ECON[c]}{t(v, BE, code=c)}" for c, v in f.econ.items() if c in ("30101", "30102", "30107", "30108", "30110", "30113", "30302", "30308")) + "。"),
           H("七、“三公”经费支出决算情况说明", 2),
           P(f"“三公”经费财政拨款支出预算为{t(tot[1], N['total'], 'initial_budget')}，支出决算为{t(tot[0], N['total'])}，完成预算的{t.c(tot[0], tot[1], N['total'])}。与上年相比{t.dg(tot[0], tot[2], N['total'])}，其中：因公出国（境）费{t(ab[0], N['abroad'])}，完成预算{t(ab[1], N['abroad'], 'initial_budget')}的{t.c(ab[0], ab[1], N['abroad'])}，比上年增加{t(ab[0] - ab[2], N['abroad'], 'change_yoy', dir=1)}，主要是国际学术交流逐步恢复，全年使用财政拨款安排团组{t.k(2, 'three_public.abroad_groups', '个')}、{t.k(5, 'three_public.abroad_persons', '人次')}；"
             f"公务用车购置及运行维护费{t(op[0], N['vehicle'])}，完成预算的{t.c(op[0], op[1], N['vehicle'])}（购置[[0.00|three_public.vehicle_purchase|final]]万元、运行维护{t(op[0], N['operation'])}，保有量{t.k(15, 'three_public.vehicle_stock', '辆')}）；公务接待费{t(rc[0], N['reception'])}，完成预算的{t.c(rc[0], rc[1], N['reception'])}，同比{t.g(rc[0], rc[2], N['reception'])}，接待{t.k(24, 'three_public.reception_batches', '批次')}{t.k(187, 'three_public.reception_persons', '人次')}。"),
           H("八、政府性基金、国有资本经营预算情况说明", 2), P("本单位没有政府性基金预算财政拨款和国有资本经营预算财政拨款收入，也没有相应支出。"), H("九、其他重要事项情况说明", 2)]
    G, W, S = rng.randrange(300000, 500000), rng.randrange(200000, 400000), rng.randrange(100000, 300000)  # noqa: N806
    q, T3 = "procurement.", G + W + S  # noqa: N806
    bl += [P(f"（一）机关运行经费：学校为公益二类事业单位，无机关运行经费。（二）政府采购：{y}年度政府采购支出总额{t(T3, q + 'total')}，其中：货物支出{t(G, q + 'goods')}、工程支出{t(W, q + 'works')}、服务支出{t(S, q + 'services')}。授予中小企业合同金额{t(G + W // 2, q + 'sme')}，占政府采购支出总额的{t.s(G + W // 2, T3, q + 'sme', q + 'total')}，其中授予小微企业合同金额{t(G // 2, q + 'micro')}，占授予中小企业合同金额的{t.s(G // 2, G + W // 2, q + 'micro', q + 'sme')}。"),
           P(f"（三）国有资产占用：共有车辆{t.k(17, 'assets.vehicles', '辆')}，其中副部（省）级及以上领导用车[[0|assets.vehicles.ministerial|count]]辆、机要通信用车{t.k(1, 'assets.vehicles.confidential', '辆')}、应急保障用车{t.k(2, 'assets.vehicles.emergency', '辆')}、其他用车{t.k(14, 'assets.vehicles.other', '辆')}；单价[[100|?]]万元以上设备{t.k(41, 'assets.large_equipment', '台（套）')}。房屋面积[[862300|assets.buildings_area|count]]平方米。"),
           P(f"（四）预算绩效：对{t.k(13, 'perf.projects_self_evaluated', '个')}项目进行绩效自评，共涉及资金{t(f.tot('gpb', part='p'), 'perf.projects_self_evaluated', 'amount')}；“1331工程”项目预算[[2600.00|-]]万元，执行[[2541.37|-]]万元，执行率[[97.74|-]]%，立项国家级课题[[58|-]]项，资助标准最高[[50|-]]万元。"),
           H("第四部分 名词解释", 1), P("事业收入：指高等学校开展教学、科研及其辅助活动依法取得的收入。教育收费须上缴财政专户。")]
    return story("shanxi_university_final", "shanxi", y, "final_account", E, bl)


def budget(rng: random.Random) -> Story:
    y, t, B = 2025, Tx(places=2), "initial_budget"
    f = Fin(rng, [x for x in lines(1.06)], opening={"gpb": 900, "nf": 3100}, nf={"special": 60, "undertaking": 30, "other": 10}, tp={"abroad": (30, 30, 25), "operation": (26, 26, 28), "reception": (5, 5, 6)}, public=0.2, kinds="inst")
    T = Tables(f, t, B, "", "预算")
    n = lambda v, q, **k: t(v, q, B, **k)  # noqa: E731
    b, p, a, g, gp = f.tot(part="b"), f.tot(part="p"), f.tot(), f.tot("gpb"), f.tot("gpb", "p")
    N, tp = TPN, f.tps  # noqa: N806
    gb = f.tot("gpb", part="p")
    proj = apportion(rng, gb, (5, 3, 2, 1))
    nm = ("高等教育百亿工程建设", "学生资助补助", "实验室安全条件改善", "高层次人才引进")
    pg = Grid("项目支出预算明细表", "万元", (("项目名称", "一般公共预算财政拨款", "备注"),), (("合计", t.m(gb), ""), *[(x, t.m(v), "") for x, v in zip(nm, proj)]))
    sp, u, o = f.inc["special"], f.inc["undertaking"], f.inc["other"]
    bl = [H(f"{E}{y}年单位预算公开", 0), H("第一部分 单位概况", 1), P(f"学校为省教育厅所属公益二类事业单位，事业编制{t.k(2210, 'staff.institution_quota', '名')}，实有{t.k(1978, 'staff.institution_actual', '人')}，学生[[27900|org.students|count]]人。"),
          H("第二部分 单位预算报表", 1), T.summary("预算收支总表", total=("本年收入合计", "本年支出合计", "收入总计", "支出总计"), opening="上年结转结余", closing="结转下年"), T.income("预算收入总表", keys=("special", "undertaking", "other")), split_codes(T.expenditure("预算支出总表", more=())), split_codes(T.gpb("一般公共预算支出预算表")), T.basic_list("一般公共预算安排基本支出分经济科目表"), T.three_budget("“三公”经费预算财政拨款情况统计表"), pg,
          H("第三部分 单位预算情况说明", 1), H("一、单位预算数据变动情况及原因", 2)]
    bl += [P(f"（一）收入预算{n(f.grand, IE)}，比{y - 1}年{t.dg(f.grand, f.pgrand, IE)}。其中：一般公共预算{n(f.inc['gpb'], 'income.gpb')}，比{y - 1}年{t.d(f.inc['gpb'], f.pinc['gpb'], 'income.gpb')}；财政专户管理资金{n(sp, 'income.special_account')}，比{y - 1}年{t.d(sp, f.pinc['special'], 'income.special_account')}，原因是{way(sp, f.pinc['special'], '招生规模扩大', '学费缓缴人数增加')}；事业收入{n(u, 'income.undertaking')}，{t.d(u, f.pinc['undertaking'], 'income.undertaking')}；其他收入{n(o, 'income.other')}，{t.d(o, f.pinc['other'], 'income.other')}；上年结转结余{n(f.opens(), 'balance.opening')}。"),
           P(f"（二）支出预算{n(a, ET)}，比{y - 1}年{t.dg(a, f.tot(col='p'), ET)}。其中：基本支出{n(b, 'expenditure.basic')}，占总支出的{t.s(b, a, 'expenditure.basic', ET)}；项目支出{n(p, 'expenditure.project')}，占总支出的{t.s(p, a, 'expenditure.project', ET)}。项目支出中，一般公共预算安排{t(gb, 'gpb.project_expenditure', B)}，学校自筹安排{t.q(p - gb)}。"),
           H("二、一般公共预算支出情况", 2),
           P(f"{y}年一般公共预算支出{n(g, GE)}，较上年{t.dg(g, gp, GE)}。" + "".join(f"{'①②③④⑤'[i]}{CLS[c]}{n(v, GE, code=c)}，占{t.s(v, g, GE, GE, code=c)}，较上年{t.dg(v, f.by(3, 'gpb', 'p')[c], GE, code=c)}；" for i, (c, v) in enumerate(f.by(3, "gpb").items()))[:-1] + "。"),
           P("细分至项：" + "，".join(f"{x.name}{n(x.at('f'), GE, code=x.code)}" for x in f.of("gpb")) + "。"),
           P(f"一般公共预算基本支出{n(f.personnel + f.pub, BE)}，其中人员经费{n(f.personnel, 'gpb.personnel')}、公用经费{n(f.pub, 'gpb.public')}；分经济科目：工资福利支出{n(f.e3('301'), BE, code='301')}（其中绩效工资{n(f.econ['30107'], BE, code='30107')}、基本工资{n(f.econ['30101'], BE, code='30101')}）、商品和服务支出{n(f.e3('302'), BE, code='302')}、对个人和家庭的补助{n(f.e3('303'), BE, code='303')}（其中退休费{n(f.econ['30302'], BE, code='30302')}、助学金{n(f.econ['30308'], BE, code='30308')}）、资本性支出{n(f.e3('310'), BE, code='310')}。"),
           H("三、“三公”经费增减变动原因说明", 2),
           P(f"{y}年“三公”经费财政拨款预算{n(tp('total', 0), N['total'])}，比{y - 1}年预算数{t.d(tp('total', 0), tp('total', 2), N['total'])}。其中因公出国（境）费{n(tp('abroad', 0), N['abroad'])}，{t.d(tp('abroad', 0), tp('abroad', 2), N['abroad'])}；公务用车购置及运行费{n(tp('vehicle', 0), N['vehicle'])}，{t.d(tp('vehicle', 0), tp('vehicle', 2), N['vehicle'])}；公务接待费{n(tp('reception', 0), N['reception'])}，{t.d(tp('reception', 0), tp('reception', 2), N['reception'])}。"),
           H("四、政府采购情况", 2), P(f"{y}年政府采购预算总额{n(1926000, 'procurement.total')}，其中：货物预算{n(861000, 'procurement.goods')}、工程预算{n(640000, 'procurement.works')}、服务预算{n(425000, 'procurement.services')}。"),
           H("五、国有资产占有使用情况", 2), P(f"车辆{t.k(17, 'assets.vehicles', '辆')}（应急保障用车{t.k(3, 'assets.vehicles.emergency', '辆')}、其他用车{t.k(14, 'assets.vehicles.other', '辆')}），单价[[100|?]]万元以上设备{t.k(44, 'assets.large_equipment', '台（套）')}。"),
           H("六、绩效管理情况", 2), P(f"实行绩效目标管理的项目{t.k(19, 'perf.projects_with_goals', '个')}，涉及一般公共预算拨款{t(gb, 'perf.projects_with_goals', 'amount')}。“" + nm[0] + f"”{t.x(proj[0])}，预期新增省级以上平台[[3|-]]个；" + f"“{nm[1]}”{t.x(proj[1])}，资助学生不少于[[9000|-]]人次。"),
           H("第四部分 名词解释", 1), P("财政专户管理资金：指教育收费等缴入财政专户、实行专项管理的资金。")]
    return story("shanxi_university_budget", "shanxi", y, "budget", E, bl)


def stories(rng: random.Random) -> list[Story]:
    """A final account and a budget."""
    return [retry(final, rng), retry(budget, rng)]
