"""Tianjin: district bureaus whose money is printed in yuan, two final accounts."""

from __future__ import annotations

import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _kit import CLS, ECON, TPN, Fin, H, P, Story, Tables, Tx, apportion, kuanxiang, retry, split_codes, story, way  # noqa: E402

IE, IT, ET, FE, GE, BE = "income_expenditure_total", "income.total", "expenditure.total", "fiscal.expenditure", "gpb.expenditure", "gpb.basic_expenditure"
YUAN = 1_000_000


def body(f: Fin, t: Tx, y: int, e: str, v: int) -> list:
    a, b, p = f.tot(), f.tot(part="b"), f.tot(part="p")
    pa, pb, pp = f.tot(col="p"), f.tot(col="p", part="b"), f.tot(col="p", part="p")
    g, gi, gp = f.tot("gpb"), f.tot("gpb", "i"), f.tot("gpb", "p")
    N = TPN  # noqa: N806
    out = [H("第三部分 部门决算情况说明", 1), H("一、收入支出决算总体情况说明", 2)]
    half = abs(f.grand - f.pgrand) // 2
    out.append(P(f"{e}{y}年度收入、支出决算总计{t(f.grand, IE)}。与{y - 1}年度相比，收、支总计各{t.dg(f.grand, f.pgrand, IE)}，主要原因是{way(f.grand, f.pgrand, ('新增企业技术创新引导资金' if v else '就业补助资金增加'), '专项资金上年集中兑现')}{t.r(half, IE)}。"))
    if v:
        out.append(P(f"其中：收入总计包括本年收入{t(f.income, IT)}、年初结转和结余{t(f.opens(), 'balance.opening')}；支出总计包括本年支出{t(a, ET)}、年末结转和结余{t(f.closes(), 'balance.closing')}。"))
    out.append(H("二、收入决算情况说明", 2))
    o = f.inc["other"]
    if v:
        out.append(P(f"{e}{y}年度本年收入合计{t(f.income, IT)}，与{y - 1}年度相比{t.dg(f.income, f.pincome, IT)}。其中：一般公共预算财政拨款收入{t(f.inc['gpb'], 'income.gpb')}，占{t.s(f.inc['gpb'], f.income, 'income.gpb', IT)}；政府性基金预算财政拨款收入[[0|income.gov_fund|final]]元，占[[0|income.gov_fund|share|of=income.total]]%；其他收入{t(o, 'income.other')}，占{t.s(o, f.income, 'income.other', IT)}。"))
    else:
        out.append(P(f"本年收入合计{t(f.income, IT)}，较上年{t.dg(f.income, f.pincome, IT)}：财政拨款收入{t(f.fiscal_income, 'income.fiscal')}（其中一般公共预算{t(f.inc['gpb'], 'income.gpb')}、政府性基金预算{t(f.inc['fund'], 'income.gov_fund')}），占{t.s(f.fiscal_income, f.income, 'income.fiscal', IT)}；其他收入{t(o, 'income.other')}，占{t.s(o, f.income, 'income.other', IT)}，较上年{t.dg(o, f.pinc['other'], 'income.other')}。"))
    out += [H("三、支出决算情况说明", 2),
            P(f"{e}{y}年度本年支出合计{t(a, ET)}，与{y - 1}年度相比{t.dg(a, pa, ET)}，主要原因是{way(a, pa, '人员经费和项目支出均有增加', '压缩非急需非刚性支出')}。其中：基本支出{t(b, 'expenditure.basic')}，占{t.s(b, a, 'expenditure.basic', ET)}，比上年{t.d(b, pb, 'expenditure.basic')}；项目支出{t(p, 'expenditure.project')}，占{t.s(p, a, 'expenditure.project', ET)}，比上年{t.d(p, pp, 'expenditure.project')}；上缴上级支出[[0|expenditure.to_superior|final]]元。"),
            H("四、财政拨款收入支出决算总体情况说明", 2),
            P(f"{e}{y}年度财政拨款收入、支出决算总计{t(f.fgrand, 'fiscal.income_expenditure_total')}。与{y - 1}年度相比，财政拨款收、支总计各{t.dg(f.fgrand, f.pfgrand, 'fiscal.income_expenditure_total')}。"),
            H("五、一般公共预算财政拨款支出决算情况说明", 2),
            P(f"（一）总体情况。{e}{y}年度一般公共预算财政拨款支出决算{t(g, GE)}，占本年支出合计的{t.s(g, a, GE, ET)}，与{y - 1}年度相比{t.dg(g, gp, GE)}，主要原因是{way(g, gp, '政策性增资', '在职人员减少')}。"),
            P(f"（二）结构情况。{e}{y}年度一般公共预算财政拨款支出主要用于以下方面：" + ("；" if v else "，").join(f"{CLS[c]}（类）支出{t(x, GE, code=c)}，占{t.s(x, g, GE, GE, code=c)}" for c, x in f.by(3, "gpb").items()) + "。"),
            P(f"（三）具体情况。年初预算为{t(gi, GE, 'initial_budget')}，支出决算为{t(g, GE)}，完成年初预算的{t.c(g, gi, GE)}。其中：")]
    for i, x in enumerate(f.of("gpb")):
        n, bu, c = x.at("f"), x.at("i"), x.code
        eq = "决算数与年初预算数持平" if n == bu else f"决算数{way(n, bu, '大于', '小于')}年初预算数的主要原因是{way(n, bu, '据实追加', '据实列支，节约')}{t.r(abs(n - bu), GE, code=c)}"
        done = f"完成年初预算的{t.c(n, bu, GE, code=c)}"
        if (i + v) % 2:
            out.append(P(f"{i + 1}.{kuanxiang(f, x)}。年初预算为{t(bu, GE, 'initial_budget', code=c)}，支出决算为{t(n, GE, code=c)}，{done}，{eq}。"))
        else:
            out.append(P(f"{i + 1}.“{x.name}”科目支出决算{t(n, GE, code=c)}，年初预算{t(bu, GE, 'initial_budget', code=c)}，{done}（上年决算{t(x.at('p'), GE, 'prior_final', code=c, year=y - 1)}）。"))
    out += [H("六、一般公共预算财政拨款基本支出决算情况说明", 2),
            P(f"{e}{y}年度一般公共预算财政拨款基本支出{t(f.personnel + f.pub, BE)}，与{y - 1}年度相比{t.dg(f.personnel + f.pub, f.tot('gpb', 'p', 'b'), BE)}。其中："),
            P(f"人员经费{t(f.personnel, 'gpb.personnel')}，主要包括基本工资、津贴补贴、奖金、机关事业单位基本养老保险缴费、住房公积金等；" + (f"公用经费{t(f.pub, 'gpb.public')}，主要包括" + "、".join(f"{ECON[c]}{t(x, BE, code=c)}" for c, x in list(f.econ.items()) if c[:3] == "302") + "。" if not v else f"公用经费{t(f.pub, 'gpb.public')}，主要包括" + "、".join(ECON[c] for c in f.econ if c[:3] in ("302", "310")) + "。")),
            H("七、政府性基金预算和国有资本经营预算财政拨款支出决算情况说明", 2)]
    if f.tot("fund"):
        x = f.of("fund")[0]
        out.append(P(f"{y}年度政府性基金预算财政拨款支出{t(x.at('f'), 'gov_fund.expenditure')}，与{y - 1}年度相比{t.dg(x.at('f'), x.at('p'), 'gov_fund.expenditure')}，其中{CLS[x.code[:3]]}（类）{x.name}（项）{t(x.at('f'), 'gov_fund.expenditure', code=x.code)}。国有资本经营预算财政拨款支出[[0|state_capital.expenditure|final]]元。"))
    else:
        out.append(P(f"{e}{y}年度无政府性基金预算财政拨款收入、支出和结转结余，无国有资本经营预算财政拨款收支。"))
    op, rc = f.tp["operation"], f.tp["reception"]
    tot = [f.tps("total", c) for c in range(3)]
    out.append(H("八、财政拨款“三公”经费支出决算情况说明", 2))
    out.append(P(f"（一）总体情况。{y}年度财政拨款“三公”经费支出预算{t(tot[1], N['total'], 'initial_budget')}，支出决算{t(tot[0], N['total'])}，完成预算的{t.c(tot[0], tot[1], N['total'])}；与{y - 1}年度相比{t.dg(tot[0], tot[2], N['total'])}，主要原因是{way(tot[0], tot[2], '车辆老旧维修增加', '压减公务用车运行维护费')}。"))
    out.append(P("（二）具体情况。1.因公出国（境）费预算[[0|three_public.abroad|initial_budget]]元，支出决算[[0|three_public.abroad|final]]元，与上年度持平。出国（境）团组[[0|three_public.abroad_groups|count]]个、[[0|three_public.abroad_persons|count]]人次。"))
    more = "；燃料费、维修费、保险费及其他分别为" + "、".join((t.n if i < 3 else t)(x, f"{N['operation']}.{k}") + ("元" if i < 3 else "") for i, (x, k) in enumerate(zip(apportion(f.rng, op[0], (4, 3, 2, 1)), ("fuel", "repair", "insurance", "other")))) if v else ""
    out.append(P(f"2.公务用车购置及运行维护费预算{t(op[1], N['vehicle'], 'initial_budget')}，支出决算{t(op[0], N['vehicle'])}，完成预算的{t.c(op[0], op[1], N['vehicle'])}，与{y - 1}年度相比{t.dg(op[0], op[2], N['vehicle'])}。其中：公务用车购置费[[0|three_public.vehicle_purchase|final]]元，购置公务用车[[0|three_public.vehicles_purchased|count]]辆；公务用车运行维护费{t(op[0], N['operation'])}，{y}年末开支财政拨款的公务用车保有量{t.k(4 - v, 'three_public.vehicle_stock', '辆')}{more}。"))
    out.append(P(f"3.公务接待费预算{t(rc[1], N['reception'], 'initial_budget')}，支出决算{t(rc[0], N['reception'])}" + (f"，与{y - 1}年度相比{t.dg(rc[0], rc[2], N['reception'])}，国内公务接待{t.k(3, 'three_public.reception_batches', '批次')}、{t.k(19, 'three_public.reception_persons', '人次')}。" if rc[0] else "，与上年度持平，未发生公务接待。")))
    q = "procurement."
    r = f.rng
    G, S = r.randrange(10**7, 6 * 10**7), r.randrange(10**7, 9 * 10**7)  # noqa: N806
    ao = f.pub if v else f.pub * 3 // 4
    out += [H("九、其他重要事项情况说明", 2),
            P(f"（一）机关运行经费支出情况。{y}年度机关运行经费支出{t(ao, 'agency_operating')}，与{y - 1}年度相比{t.dg(ao, f._near(ao, .88, 1.12), 'agency_operating')}，主要原因是{'物业管理费、取暖费等变动'}。"),
            P(f"（二）政府采购支出情况。{y}年度政府采购支出总额{t(G + S, q + 'total')}，其中：政府采购货物支出{t(G, q + 'goods')}、政府采购工程支出[[0|procurement.works|final]]元、政府采购服务支出{t(S, q + 'services')}。授予中小企业合同金额{t(G + S // 2, q + 'sme')}，占政府采购支出总额的{t.s(G + S // 2, G + S, q + 'sme', q + 'total')}，其中：授予小微企业合同金额{t(G, q + 'micro')}，占政府采购支出总额的{t.s(G, G + S, q + 'micro', q + 'total')}。"),
            P(f"（三）国有资产占有使用情况。截至{y}年12月31日，共有车辆{t.k(5, 'assets.vehicles', '辆')}，其中：机要通信用车{t.k(1, 'assets.vehicles.confidential', '辆')}、应急保障用车{t.k(1, 'assets.vehicles.emergency', '辆')}、其他用车{t.k(3, 'assets.vehicles.other', '辆')}；单位价值[[100|?]]万元（含）以上设备（不含车辆）[[0|assets.large_equipment|count]]台（套）。"),
            P(f"（四）预算绩效情况。对{y}年度{t.k(15, 'perf.projects_self_evaluated', '个')}项目开展绩效自评，涉及金额{t(p, 'perf.projects_self_evaluated', 'amount')}，自评结果为：优{t.k(13, 'perf.grade_a', '个')}、良{t.k(2, 'perf.grade_b', '个')}。其中“创新创业大赛”项目年初安排[[500,000.00|-]]元、实际支出[[486,300.00|-]]元，得分[[97.26|-]]分。"),
            H("第四部分 名词解释", 1), P("一、财政拨款收入：指单位从同级财政部门取得的财政预算资金。二、公用经费：指为完成日常任务安排的支出，如单件价值[[1000|-]]元以上的办公设备购置。")]
    return out


def doc(rng: random.Random, name: str, e: str, y: int, lines: list, v: int, tp: dict, staff: tuple) -> Story:
    t = Tx(sep=True, unit="元")
    f = Fin(rng, lines, scale=YUAN, opening={"gpb": 35, "nf": 6}, closing={"gpb": 21, "nf": 4}, nf={"other": 1}, tp=tp, public=0.16)
    T = Tables(f, t, zero="" if v else "0.00")
    top = [H(f"{e}{y}年度部门决算", 0), H("目 录", 1), P("第一部分 概况"), P("第二部分 部门决算表"), P("第三部分 部门决算情况说明"), P("第四部分 名词解释"), H("第一部分 概况", 1), H("一、主要职责", 2), P("贯彻落实国家和天津市有关方针政策，组织拟订本区相关规划并推动实施。"), H("二、机构设置", 2),
           P(f"{e}内设{t.k(staff[0], 'org.internal_departments', '个')}职能科室；下辖{t.k(staff[1], 'org.subordinate_budget_units', '个')}预算单位。纳入{e}{y}年度部门决算编制范围的单位包括局机关及所属单位。"),
           H("第二部分 部门决算表", 1), T.summary("收入支出决算总表"), T.income("收入决算表"), T.expenditure("支出决算表"), T.fiscal("财政拨款收入支出决算总表"), (split_codes if v else lambda g: g)(T.gpb("一般公共预算财政拨款支出决算表")), T.basic("一般公共预算财政拨款基本支出决算表"), T.three("财政拨款“三公”经费支出决算表")]
    if not v:
        top.insert(-1, T.fund("政府性基金预算财政拨款收入支出决算表"))
    return story(name, "tianjin", y, "final_account", e, [*top, *body(f, t, y, e, v)])


def stories(rng: random.Random) -> list[Story]:
    """Two final accounts."""
    social = [("2080505", "机关事业单位基本养老保险缴费支出", "gpb", 118, 0), ("2080506", "机关事业单位职业年金缴费支出", "gpb", 59, 0), ("2101101", "行政单位医疗", "gpb", 60, 0), ("2101102", "事业单位医疗", "gpb", 21, 0), ("2101103", "公务员医疗补助", "gpb", 14, 0), ("2210201", "住房公积金", "gpb", 152, 0), ("2210202", "提租补贴", "gpb", 68, 0)]
    labour = [("2080101", "行政运行", "gpb", 1450, 0), ("2080109", "社会保险经办机构", "gpb", 320, 46), ("2080199", "其他人力资源和社会保障管理事务支出", "gpb", 0, 210), ("2080799", "其他就业补助支出", "gpb", 0, 1630), *social, ("2120899", "其他国有土地使用权出让收入安排的支出", "fund", 0, 140), ("2080199", "其他人力资源和社会保障管理事务支出", "nf", 0, 31)]
    energy = [("2010401", "行政运行", "gpb", 1180, 0), ("2010402", "一般行政管理事务", "gpb", 0, 240), ("2150805", "中小企业发展专项", "gpb", 0, 1900), *social, ("2010499", "其他发展与改革事务支出", "nf", 0, 36)]
    return [retry(doc, rng, "tianjin_labour", "天津市海津区人力资源和社会保障局", 2023, labour, 0, {"operation": (9.86, 12, 10.4), "reception": (0, 0, 0)}, (11, 3)),
            retry(doc, rng, "tianjin_development", "天津市津塘区发展和改革委员会", 2022, energy, 1, {"operation": (5.72, 7, 6.1), "reception": (0.31, 0.8, 0.4)}, (9, 2))]
