"""Inner Mongolia: a banner bureau, a final account and a budget."""

from __future__ import annotations

import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _kit import CLS, ECON, KUAN, TPN, Fin, H, P, Story, Tables, Tx, apportion, retry, story, way  # noqa: E402

IE, IT, ET, FE, GE, BE = "income_expenditure_total", "income.total", "expenditure.total", "fiscal.expenditure", "gpb.expenditure", "gpb.basic_expenditure"
E = "乌兰塔拉旗住房和城乡建设局"


def final(rng: random.Random) -> Story:
    y, t = 2023, Tx(sep=True)
    f = Fin(rng, [("2080501", "行政单位离退休", "gpb", 18, 0), ("2080505", "机关事业单位基本养老保险缴费支出", "gpb", 79, 0), ("2080801", "死亡抚恤", "gpb", 13, 0), ("2101101", "行政单位医疗", "gpb", 25, 0), ("2101103", "公务员医疗补助", "gpb", 12, 0), ("2110301", "大气", "gpb", 0, 640), ("2120101", "行政运行", "gpb", 472, 26), ("2120303", "小城镇基础设施建设", "gpb", 0, 1850), ("2120501", "城乡社区环境卫生", "gpb", 310, 780),
                  ("2210103", "棚户区改造", "gpb", 0, 930), ("2210108", "老旧小区改造", "gpb", 0, 1420), ("2210201", "住房公积金", "gpb", 92, 0), ("2120803", "城市建设支出", "fund", 0, 2600), ("2120899", "其他国有土地使用权出让收入安排的支出", "fund", 0, 410), ("2230105", "国有企业退休人员社会化管理补助支出", "soe", 0, 6.5)],
            opening={"gpb": 700, "fund": 90}, closing={"gpb": 310, "fund": 45}, tp={"purchase": (0, 0, 0), "operation": (12.6, 13, 11.82), "reception": (1.05, 2, 1.66)})
    f.line("2080801").v["i", "b"] = 0
    T = Tables(f, t)
    a, b, p = f.tot(), f.tot(part="b"), f.tot(part="p")
    ib = sum(x.at("i") for x in f.rows)
    fg, pfg, FG = f.fgrand, f.pfgrand, "fiscal.income_expenditure_total"  # noqa: N806
    gi = ib + 8812
    bl = [H(f"内蒙古自治区{E}{y}年度部门决算公开报告", 0), H("目录", 1), P("第一部分 部门概况 一、部门职责 二、机构设置 三、人员构成"), P("第二部分 部门决算情况说明"), P("第三部分 部门决算公开表"), P("第四部分 名词解释"), H("第一部分 部门概况", 1), H("一、部门职责", 2), P("贯彻执行国家和自治区住房城乡建设方针政策，负责全旗市政公用、保障性住房、建筑市场监管工作。"),
          H("二、机构设置、决算单位构成", 2), P(f"根据部门职责分工，本部门内设机构包括办公室、建筑业股、房产股、城建股等[[四|org.internal_departments|count]]个股室。本部门下设[[二|org.subordinate_institutions|count]]家事业单位。从决算单位构成看，{E}部门决算包括本级决算和所属单位决算。"),
          H("三、人员构成", 2), P(f"年末人员编制{t.k(63, 'staff.quota', '人')}，其中行政编制{t.k(12, 'staff.admin_quota', '人')}、事业编制{t.k(51, 'staff.institution_quota', '人')}；实有在职{t.k(58, 'staff.in_post', '人')}，较上年减少[[2|?]]人，原因为退休[[2|staff.retirements|count]]人。"),
          H("第二部分 部门决算情况说明", 1), H(f"一、关于{y}年度预算执行情况分析", 2)]
    bl += [P(f"（一）收入支出预算安排情况。{E}{y}年度收入总计{t(f.grand, IE)}，与年初预算{t(gi, IE, 'initial_budget')}相比，{t.dg(f.grand, gi, IE, 'vs_initial_budget')}，变动原因：{way(f.grand, gi, '年中追加了老旧小区改造、清洁取暖等中央直达资金', '部分专项债项目未纳入部门决算')}；支出总计{t(f.grand, IE)}。"),
           P(f"（二）收入支出决算情况。与上年决算相比，收、支总计各{t.dg(f.grand, f.pgrand, IE)}，其中：本年收入{t(f.income, IT)}，比上年{t.d(f.income, f.pincome, IT)}；年初结转和结余{t(f.opens(), 'balance.opening')}；本年支出{t(a, ET)}，比上年{t.d(a, f.tot(col='p'), ET)}；年末结转和结余{t(f.closes(), 'balance.closing')}，比上年{t.d(f.closes(), f.opens(), 'balance.closing')}。"),
           H("二、关于收入决算情况说明", 2)]
    fund, soe, g = f.inc["fund"], f.inc["soe"], f.inc["gpb"]
    bl += [P(f"本年收入合计{t(f.income, IT)}，其中：一般公共预算财政拨款收入{t(g, 'income.gpb')}，占{t.s(g, f.income, 'income.gpb', IT)}；政府性基金预算财政拨款收入{t(fund, 'income.gov_fund')}，占{t.s(fund, f.income, 'income.gov_fund', IT)}；国有资本经营预算财政拨款收入{t(soe, 'income.state_capital')}，占{t.s(soe, f.income, 'income.state_capital', IT)}；上级补助收入0.00万元；事业收入0.00万元。".replace("上级补助收入0.00万元；事业收入0.00万元", "上级补助收入[[0.00|income.superior_subsidy|final]]万元；事业收入[[0.00|income.undertaking|final]]万元")),
           H("三、关于支出决算情况说明", 2),
           P(f"本年支出合计{t(a, ET)}，其中：基本支出{t(b, 'expenditure.basic')}，占{t.s(b, a, 'expenditure.basic', ET)}，项目支出{t(p, 'expenditure.project')}，占{t.s(p, a, 'expenditure.project', ET)}；上缴上级支出[[0.00|expenditure.to_superior|final]]万元，占[[0.00|expenditure.to_superior|share|of=expenditure.total]]%。项目支出中，老旧小区改造{t.q(f.line('2210108').at('f'))}（涉及[[18|-]]个小区、[[96|-]]栋楼）、棚户区改造货币化安置{t.q(f.line('2210103').at('f'))}、清洁取暖{t.q(f.line('2110301').at('f'))}。"),
           H("四、关于财政拨款收入支出决算总体情况说明", 2),
           P(f"{y}年度财政拨款收、支总计{t(fg, FG)}，与上年相比{t.dg(fg, pfg, FG)}。其中年初财政拨款结转和结余{t(f.opens(), 'fiscal.opening')}（一般公共预算{t(f.opens('gpb'), 'gpb.opening')}、政府性基金预算{t(f.opens('fund'), 'gov_fund.opening')}），年末财政拨款结转和结余{t(f.closes(), 'fiscal.closing')}（一般公共预算{t(f.closes('gpb'), 'gpb.closing')}、政府性基金预算{t(f.closes('fund'), 'gov_fund.closing')}）。"),
           H("五、关于一般公共预算财政拨款支出决算情况说明", 2)]
    ge, gp, gini = f.tot("gpb"), f.tot("gpb", "p"), f.tot("gpb", "i")
    bl += [P(f"（一）一般公共预算财政拨款支出决算总体情况。{y}年度一般公共预算财政拨款支出{t(ge, GE)}，占本年支出合计的{t.s(ge, a, GE, ET)}，与年初预算相比，一般公共预算财政拨款支出{t.dg(ge, gini, GE, 'vs_initial_budget')}；与上年相比{t.dg(ge, gp, GE)}。"),
           P("（二）一般公共预算财政拨款支出决算结构情况。" + "，".join(f"{CLS[c]}{t(v, GE, code=c)}，占{t.s(v, ge, GE, GE, code=c)}" for c, v in f.by(3, "gpb").items()) + "。"),
           P(f"（三）一般公共预算财政拨款支出决算具体情况。年初预算{t(gini, GE, 'initial_budget')}，支出决算{t(ge, GE)}，完成年初预算的{t.c(ge, gini, GE)}。")]
    i = 0
    for c in f.by(3, "gpb"):
        bl.append(H(f"{(i := i + 1)}.{CLS[c]}（类）", 4))
        for k, v in f.by(5, "gpb").items():
            if k[:3] != c:
                continue
            xs = [x for x in f.of("gpb") if x.code[:5] == k]
            s = f"{KUAN[k]}（款）" + (f"支出{t(v, GE, code=k)}，其中：" if len(xs) > 1 else "")
            for x in xs:
                n, bu, cd = x.at("f"), x.at("i"), x.code
                if not bu:
                    s += f"{x.name}（项）年初预算[[0.00|gpb.expenditure|initial_budget|code={cd}]]万元，支出决算{t(n, GE, code=cd)}，决算数大于年初预算数的主要原因为发放去世人员丧葬费、抚恤金；"
                elif n == bu:
                    s += f"{x.name}（项）年初预算和支出决算均为{t(n, GE, code=cd)}；"
                else:
                    s += f"{x.name}（项）年初预算{t(bu, GE, 'initial_budget', code=cd)}，支出决算{t(n, GE, code=cd)}，完成年初预算的{t.c(n, bu, GE, code=cd)}，决算数与年初预算数的差异原因为{way(n, bu, '上级追加', '财政收回')}{t.r(abs(n - bu), GE, code=cd)}；"
            bl.append(P(s[:-1] + "。"))
    bl += [H("六、关于一般公共预算财政拨款基本支出决算情况说明", 2),
           P(f"{y}年度一般公共预算财政拨款基本支出{t(f.personnel + f.pub, BE)}，其中：人员经费{t(f.personnel, 'gpb.personnel')}，主要包括：" + "、".join(f"{ECON[c]}{t.n(v, BE, code=c)}{'万元'}" for c, v in f.econ.items() if c[:3] == "301" and c in ("30101", "30102", "30103", "30113")) + f"等；公用经费{t(f.pub, 'gpb.public')}，主要包括：" + "、".join(ECON[c] for c in f.econ if c[:3] in ("302", "310")) + "。"),
           H("七、关于政府性基金预算和国有资本经营预算情况说明", 2),
           P(f"政府性基金预算本年收入{t(fund, 'gov_fund.income')}，本年支出{t(f.tot('fund'), 'gov_fund.expenditure')}，均为项目支出。其中：" + "，".join(f"{x.name}{t(x.at('f'), 'gov_fund.expenditure', code=x.code)}（年初预算{t(x.at('i'), 'gov_fund.expenditure', 'initial_budget', code=x.code)}）" for x in f.of("fund")) + f"。国有资本经营预算本年收入{t(soe, 'state_capital.income')}，本年支出{t(f.tot('soe'), 'state_capital.expenditure')}，用于退休人员社会化管理。"),
           H("八、关于“三公”经费支出决算情况说明", 2)]
    N, tp = TPN, f.tps  # noqa: N806
    tot = [tp("total", k) for k in range(3)]
    op, rc = f.tp["operation"], f.tp["reception"]
    bl += [P(f"{y}年度财政拨款“三公”经费预算{t(tot[1], N['total'], 'initial_budget')}，支出决算{t(tot[0], N['total'])}，完成预算的{t.c(tot[0], tot[1], N['total'])}，比上年{t.dg(tot[0], tot[2], N['total'])}。其中因公出国（境）费[[0.00|three_public.abroad|final]]万元、占[[0.00|three_public.abroad|share|of=three_public.total]]%，公务用车购置及运行维护费{t(op[0], N['vehicle'])}、占{t.s(op[0], tot[0], N['vehicle'], N['total'])}，公务接待费{t(rc[0], N['reception'])}、占{t.s(rc[0], tot[0], N['reception'], N['total'])}。"),
           P(f"公务用车运行维护费预算{t(op[1], N['operation'], 'initial_budget')}，决算{t(op[0], N['operation'])}，比上年{t.d(op[0], op[2], N['operation'])}，原因为城建监察巡查里程{way(op[0], op[2], '增加', '减少')}；年末保有{t.k(5, 'three_public.vehicle_stock', '辆')}。公务接待费比上年{t.dg(rc[0], rc[2], N['reception'])}，共接待{t.k(14, 'three_public.reception_batches', '批次')}、{t.k(96, 'three_public.reception_persons', '人次')}。"),
           H("九、机关运行经费、政府采购、国有资产和绩效情况", 2)]
    ao, q = f.pub * 2 // 3, "procurement."
    pa = f._near(ao, 0.9, 1.1)
    ww, ss = rng.randrange(100000, 300000), rng.randrange(20000, 60000)
    bl += [P(f"机关运行经费支出{t(ao, 'agency_operating')}，比上年{t.dg(ao, pa, 'agency_operating')}。政府采购支出总额{t(ww + ss, q + 'total')}，其中货物支出[[0.00|procurement.goods|final]]万元、工程支出{t(ww, q + 'works')}、服务支出{t(ss, q + 'services')}，授予中小企业合同金额{t(ww, q + 'sme')}，占政府采购支出总额的{t.s(ww, ww + ss, q + 'sme', q + 'total')}。"),
           P(f"截至{y}年12月31日，共有车辆{t.k(8, 'assets.vehicles', '辆')}，其中机要通信用车{t.k(1, 'assets.vehicles.confidential', '辆')}、特种专业技术用车{t.k(7, 'assets.vehicles.special_technical', '辆')}；单价[[100|?]]万元以上设备[[0|assets.large_equipment|count]]台（套）。对{t.k(12, 'perf.projects_self_evaluated', '个')}一级项目开展绩效自评，其中“老旧小区改造”得分[[94|-]]分，改造面积[[21.6|-]]万平方米。"),
           H("第三部分 部门决算公开表", 1), T.summary("收入支出决算总表"), T.income("收入决算表"), T.expenditure("支出决算表"), T.fiscal("财政拨款收入支出决算总表"), T.gpb("一般公共预算财政拨款支出决算表"), T.basic("一般公共预算财政拨款基本支出决算表"), T.fund("政府性基金预算财政拨款收入支出决算表"), T.three("财政拨款“三公”经费支出决算表"),
           H("第四部分 名词解释", 1), P("财政拨款收入：指旗财政当年拨付的资金。结余分配：指事业单位按规定对非财政补助结余资金提取的基金。")]
    return story("neimenggu_housing_final", "neimenggu", y, "final_account", E, bl)


def budget(rng: random.Random) -> Story:
    y, t, B, e = 2025, Tx(), "initial_budget", "红格尔旗民族事务委员会"
    f = Fin(rng, [("2010301", "行政运行", "gpb", 296, 0), ("2010302", "一般行政管理事务", "gpb", 0, 88), ("2010350", "事业运行", "gpb", 92, 0), ("2010399", "其他政府办公厅（室）及相关机构事务支出", "gpb", 0, 41), ("2080501", "行政单位离退休", "gpb", 21, 0), ("2080505", "机关事业单位基本养老保险缴费支出", "gpb", 44, 0), ("2101101", "行政单位医疗", "gpb", 19, 0), ("2101103", "公务员医疗补助", "gpb", 9, 0), ("2130505", "生产发展", "gpb", 0, 620), ("2210201", "住房公积金", "gpb", 48, 0)],
            opening={"gpb": 55}, tp={"operation": (3.5, 3.5, 4), "reception": (1.2, 1.2, 1.5)})
    T = Tables(f, t, B, "0.00", "预算")
    n = lambda v, q, **k: t(v, q, B, **k)  # noqa: E731
    FG = "fiscal.income_expenditure_total"  # noqa: N806
    b, p = f.tot(part="b"), f.tot(part="p")
    cp = f.by(3, None, "p")
    bl = [H(f"{e}{y}年度部门预算公开报告", 0), H("第一部分 部门概况", 1), P(f"一、主要职能：贯彻党的民族工作方针政策。二、部门机构设置及预算单位构成：纳入{e}{y}年部门预算编制范围的预算单位共{t.k(2, 'org.budget_units', '家')}，核定编制{t.k(27, 'staff.quota', '名')}，实有{t.k(26, 'staff.actual', '人')}。"),
          H("第二部分 部门预算安排情况说明", 1), H("一、收支预算总体情况说明", 2),
          P(f"按照综合预算的原则，{e}所有收入和支出均纳入部门预算管理。收入包括：一般公共预算财政拨款收入、上年结转；支出包括：一般公共服务支出、社会保障和就业支出、卫生健康支出、农林水支出、住房保障支出。{y}年收支总预算{n(f.grand, IE)}，与上年{t(f.pgrand, IE, 'prior_budget', year=y - 1)}相比{t.dg(f.grand, f.pgrand, IE)}，{way(f.grand, f.pgrand, '增加', '减少')}的主要原因是衔接推进乡村振兴补助资金（少数民族发展任务）{way(f.grand, f.pgrand, '提前下达数增加', '提前下达数减少')}。"),
          H("二、收入预算情况说明", 2), P(f"{y}年收入预算{n(f.grand, IE)}，其中：本年收入{n(f.income, IT)}，占{t.s(f.income, f.grand, IT, IE)}；上年结转结余{n(f.opens(), 'balance.opening')}，占{t.s(f.opens(), f.grand, 'balance.opening', IE)}。本年收入全部为一般公共预算拨款收入{n(f.inc['gpb'], 'income.gpb')}，较上年{t.d(f.inc['gpb'], f.pinc['gpb'], 'income.gpb')}；政府性基金、国有资本经营预算、财政专户管理资金均为[[0|?]]。"),
          H("三、支出预算情况说明", 2), P(f"{y}年支出预算{n(f.tot(), ET)}，其中：基本支出{n(b, 'expenditure.basic')}，占{t.s(b, f.tot(), 'expenditure.basic', ET)}，比上年{t.dg(b, f.tot(col='p', part='b'), 'expenditure.basic')}；项目支出{n(p, 'expenditure.project')}，占{t.s(p, f.tot(), 'expenditure.project', ET)}，比上年{t.dg(p, f.tot(col='p', part='p'), 'expenditure.project')}。上年结转资金安排的支出已包含在内，其中涉及项目[[3|-]]个、{t.q(f.opens())}。"),
          H("四、财政拨款收支预算总体情况说明", 2), P(f"{y}年财政拨款收支总预算{n(f.fgrand, FG)}。收入包括：一般公共预算拨款{n(f.inc['gpb'], 'income.gpb')}、上年结转{n(f.opens(), 'fiscal.opening/gpb.opening/balance.opening')}；支出包括：" + "、".join(f"{CLS[c]}{n(v, FE + '/' + GE, code=c)}" for c, v in f.by(3).items()) + "。"),
          H("五、一般公共预算支出预算情况说明", 2),
          P(f"（一）规模变化。{y}年一般公共预算支出{n(f.tot(), GE)}，比上年预算数{t.dg(f.tot(), f.tot(col='p'), GE)}。（二）结构情况。" + "；".join(f"{CLS[c]}占{t.s(v, f.tot(), GE, GE, code=c)}" for c, v in f.by(3).items()) + "。（三）具体使用情况。")]
    for i, c in enumerate(f.by(3)):
        v, pv = f.by(3)[c], cp[c]
        xs = [x for x in f.of("gpb") if x.code[:3] == c]
        bl.append(P(f"{i + 1}、{CLS[c]}类{n(v, GE, code=c)}，比上年预算数{t.d(v, pv, GE, code=c)}，主要用于" + "，".join(f"{x.name}{n(x.at('f'), GE, code=x.code)}" for x in xs) + f"，{way(v, pv, '增加', '减少')}的主要原因是{way(v, pv, '基数调整及新增项目', '人员调出、项目压减')}。"))
    bl += [H("六、一般公共预算基本支出预算情况说明", 2),
           P(f"{y}年一般公共预算基本支出{n(f.personnel + f.pub, BE)}，其中：人员经费{n(f.personnel, 'gpb.personnel')}（工资福利支出{n(f.e3('301'), BE, code='301')}，对个人和家庭的补助{n(f.e3('303'), BE, code='303')}）；公用经费{n(f.pub, 'gpb.public')}，其中" + "、".join(f"{ECON[c]}{n(v, BE, code=c)}" for c, v in f.econ.items() if c[:3] == "302") + "。"),
           H("七、财政拨款预算“三公”经费支出情况说明", 2)]
    N, o, r = TPN, f.tp["operation"], f.tp["reception"]  # noqa: N806
    tot, pt = f.tps("total", 0), f.tps("total", 2)
    bl += [P(f"{y}年“三公”经费预算{n(tot, N['total'])}，比上年{t.dg(tot, pt, N['total'])}。1.因公出国（境）费[[0|three_public.abroad|initial_budget]]万元，与上年持平。2.公务接待费{n(r[0], N['reception'])}，比上年{t.d(r[0], r[2], N['reception'])}。3.公务用车购置及运行维护费{n(o[0], N['vehicle'])}，其中运行维护费{n(o[0], N['operation'])}，比上年{t.d(o[0], o[2], N['operation'])}；购置费[[0|three_public.vehicle_purchase|initial_budget]]万元。"),
           H("八、其他重要事项的情况说明", 2), P(f"（一）机关运行经费预算{n(f.pub, 'agency_operating')}，按人均定额标准[[1.1|-]]万元及车辆定额测算。（二）政府采购预算总额{n(1860, 'procurement.total')}，其中：货物预算{n(1060, 'procurement.goods')}，服务预算{n(800, 'procurement.services')}。（三）共有车辆{t.k(2, 'assets.vehicles', '辆')}，均为一般公务用车。（四）项目支出全部编制绩效目标，涉及项目{t.k(5, 'perf.projects_with_goals', '个')}、金额{t(p, 'perf.projects_with_goals', 'amount')}。"),
           H("第三部分 部门预算公开表", 1), T.summary("收支总表", total=("本年收入合计", "本年支出合计", "收入总计", "支出总计"), opening="上年结转结余", closing="结转下年", all_rows=False), T.expenditure("支出总表", more=()), T.gpb("一般公共预算支出表"), T.basic_list("一般公共预算基本支出表"), T.three_budget("一般公共预算“三公”经费支出表"),
           H("第四部分 名词解释", 1), P("一、一般公共预算拨款收入：指旗级财政当年拨付的资金。")]
    return story("neimenggu_ethnic_budget", "neimenggu", y, "budget", e, bl)


def stories(rng: random.Random) -> list[Story]:
    """A final account and a budget."""
    return [retry(final, rng), retry(budget, rng)]
