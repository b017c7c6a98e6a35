"""Hebei: a county hospital, a final account and a budget."""

from __future__ import annotations

import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _kit import CLS, ECON, TPN, CellFact, Fin, Grid, H, P, Story, Tables, Tx, apportion, retry, story, way  # noqa: E402

IE, IT, ET, FE, GE = "income_expenditure_total", "income.total", "expenditure.total", "fiscal.expenditure", "gpb.expenditure"
E = "安源县中医医院"


def lines(k: float) -> list:
    return [("2080502", "事业单位离退休", "gpb", 96 * k, 0), ("2080505", "机关事业单位基本养老保险缴费支出", "gpb", 410 * k, 0), ("2100202", "中医（民族）医院", "gpb", 1260 * k, 880 * k), ("2100408", "基本公共卫生服务", "gpb", 0, 46 * k),
            ("2101102", "事业单位医疗", "gpb", 208 * k, 0), ("2100202", "中医（民族）医院", "nf", 14600 * k, 2150 * k), ("2100299", "其他公立医院支出", "fund", 0, 0)][:6]


def final(rng: random.Random) -> Story:
    y, t = 2022, Tx()
    f = Fin(rng, [*lines(1), ("2296099", "用于其他社会公益事业的彩票公益金支出", "fund", 0, 85)], opening={"gpb": 61, "nf": 430}, closing={"gpb": 22, "nf": 380}, nf={"undertaking": 96, "other": 3, "superior": 1}, used=260, distribution=510,
            tp={"operation": (6.4, 8, 7.12), "reception": (0, 0, 0)}, public=0.16, kinds="inst")
    T = Tables(f, t, zero="")
    a, b, p = f.tot(), f.tot(part="b"), f.tot(part="p")
    words = ("增长", "降低")
    bl = [H(f"{E}{y}年度单位决算公开文本", 0), P("目录：第一部分 单位概况；第二部分 单位决算报表；第三部分 单位决算情况说明；第四部分 名词解释"), H("第一部分 单位概况", 1), H("一、单位职责", 2),
          P("承担全县中医药医疗、教学、科研、预防保健和适宜技术推广任务，负责突发公共卫生事件的医疗救治。"), H("二、机构设置", 2),
          P(f"本单位为财政补助事业单位，经费保障形式为财政性资金定额或定项补助，核定床位[[420|-]]张，设临床科室[[21|-]]个、医技科室[[8|-]]个；事业编制{t.k(332, 'staff.institution_quota', '名')}，在编在岗{t.k(301, 'staff.institution_actual', '人')}，编外聘用{t.k(246, 'staff.off_quota', '人')}，退休{t.k(118, 'staff.retired.retirees', '人')}。"),
          H("第二部分 单位决算报表", 1), T.summary("收入支出决算总表", used="使用非财政拨款结余（含专用结余）"), T.income("收入决算表", names={"superior": "上级补助收入"}), T.expenditure("支出决算表"), T.fiscal("财政拨款收入支出决算总表"), T.gpb("一般公共预算财政拨款支出决算表"), T.basic("一般公共预算财政拨款基本支出决算明细表"), T.fund("政府性基金预算财政拨款收入支出决算表"),
          T.three("财政拨款“三公”经费支出决算表"), H("第三部分 单位决算情况说明", 1), H("一、收入支出决算总体情况说明", 2)]
    r = apportion(rng, abs(f.grand - f.pgrand), (6, 3, 1))
    bl.append(P(f"本单位{y}年度收、支总计（含结转和结余）{t(f.grand, IE)}。与{y - 1}年度决算相比，收支各{t.dg(f.grand, f.pgrand, IE, gwords=words)}，主要是医疗业务收支{way(f.grand, f.pgrand, '随门诊、住院人次增长而增加', '受就诊人次下降影响而减少')}{t.r(r[0], IE)}，财政专项{way(f.grand, f.pgrand, '增加', '减少')}{t.r(r[1], IE)}，结余资金使用{way(f.grand, f.pgrand, '增加', '减少')}{t.r(r[2], IE)}。"))
    u, o, su = f.inc["undertaking"], f.inc["other"], f.inc["superior"]
    bl += [H("二、收入决算情况说明", 2),
           P(f"本单位{y}年度收入合计{t(f.income, IT)}，其中：财政拨款收入{t(f.fiscal_income, 'income.fiscal')}，占{t.s(f.fiscal_income, f.income, 'income.fiscal', IT)}；事业收入{t(u, 'income.undertaking')}，占{t.s(u, f.income, 'income.undertaking', IT)}（其中门急诊收入{t.q(u * 3 // 10)}，住院收入{t.q(u - u * 3 // 10)}）；"
             f"上级补助收入{t(su, 'income.superior_subsidy')}，占{t.s(su, f.income, 'income.superior_subsidy', IT)}；经营收入[[0|income.business|final]]万元，占[[0|income.business|share|of=income.total]]%；其他收入{t(o, 'income.other')}，占{t.s(o, f.income, 'income.other', IT)}。另使用非财政拨款结余{t(f.use, 'balance.nonfiscal_used')}，年初结转和结余{t(f.opens(), 'balance.opening')}。"),
           H("三、支出决算情况说明", 2),
           P(f"本单位{y}年度支出合计{t(a, ET)}，其中：基本支出{t(b, 'expenditure.basic')}，占{t.s(b, a, 'expenditure.basic', ET)}；项目支出{t(p, 'expenditure.project')}，占{t.s(p, a, 'expenditure.project', ET)}；经营支出[[0|expenditure.business|final]]万元，占[[0|expenditure.business|share|of=expenditure.total]]%。年末结余分配{t(f.dist, 'balance.distribution')}（提取职工福利基金、转入非财政拨款结余），年末结转和结余{t(f.closes(), 'balance.closing')}。"),
           H("四、财政拨款收入支出决算情况说明", 2), H("（一）财政拨款收支与2021年度决算对比情况", 3)]
    fi, fp, fe, fep = f.fiscal_income, f.fiscal_pincome, f.tot("gpb+fund"), f.tot("gpb+fund", "p")
    g, gp, fu, fup = f.tot("gpb"), f.tot("gpb", "p"), f.tot("fund"), f.tot("fund", "p")
    m1, m2 = "income.fiscal", "income.gpb"
    bl += [P(f"本单位{y}年度财政拨款本年收入{t(fi, m1)}，比{y - 1}年度{t.dg(fi, fp, m1, gwords=words)}，主要是{way(fi, fp, '中医药传承创新及重点专科补助', '疫情防控专项')}{way(fi, fp, '增加', '减少')}；本年支出{t(fe, FE)}，{t.dg(fe, fep, FE, gwords=words)}，主要是{way(fe, fep, '新院区配套设备款', '设备购置款')}{way(fe, fep, '增加', '减少')}。具体情况如下："),
           P(f"1.一般公共预算财政拨款本年收入{t(f.inc['gpb'], m2)}，比上年{t.d(f.inc['gpb'], f.pinc['gpb'], m2)}；主要是专项补助{way(f.inc['gpb'], f.pinc['gpb'], '增加', '减少')}；本年支出{t(g, GE)}，比上年{t.dg(g, gp, GE, gwords=words)}，主要是上年结转资金支出变动。"),
           P(f"2.政府性基金预算财政拨款本年收入{t(f.inc['fund'], 'income.gov_fund')}，比上年{t.d(f.inc['fund'], f.pinc['fund'], 'income.gov_fund')}；本年支出{t(fu, 'gov_fund.expenditure')}，比上年{t.dg(fu, fup, 'gov_fund.expenditure', gwords=words)}，主要是彩票公益金支持康复设备{way(fu, fup, '投入增加', '投入减少')}。"),
           P("3.国有资本经营预算财政拨款本年收入[[0|income.state_capital|final]]万元，与上年持平；本年支出[[0|state_capital.expenditure|final]]万元，与上年持平。"),
           H("（二）财政拨款收支与年初预算数对比情况", 3)]
    i = f.tot("gpb+fund", "i")
    gi = f.tot("gpb", "i")
    bl += [P(f"本单位{y}年度财政拨款本年支出{t(fe, FE)}，完成年初预算{t(i, FE, 'initial_budget')}的{t.c(fe, i, FE)}，比年初预算{t.d(fe, i, FE, 'vs_initial_budget')}，决算数{way(fe, i, '大于', '小于')}预算数主要原因是{way(fe, i, '年中追加省级专项', '个别设备采购流标')}。其中一般公共预算支出完成年初预算{t.c(g, gi, GE)}，比年初预算{t.d(g, gi, GE, 'vs_initial_budget')}。"),
           H("（三）财政拨款支出决算结构情况", 3)]
    cl, ci = f.by(3, "gpb+fund"), f.by(3, "gpb+fund", "i")
    bl.append(P(f"{y}年度财政拨款支出{t(fe, FE)}，主要用于以下方面：" + "；".join(f"{CLS[c].removesuffix('支出')}（类）支出{t(v, FE, code=c)}，占{t.s(v, fe, FE, FE, code=c)}，主要用于{w}" for (c, v), w in zip(cl.items(), ("养老保险缴费及退休人员经费", "医院运转、设备购置和基本公共卫生", "康复科设备购置"))) + "。"))
    be = "gpb.basic_expenditure"
    bl += [H("（四）一般公共预算财政拨款基本支出决算情况说明", 3),
           P(f"{y}年度财政拨款基本支出{t(f.personnel + f.pub, be)}，其中：人员经费{t(f.personnel, 'gpb.personnel')}，主要包括基本工资{t(f.econ['30101'], be, code='30101')}、绩效工资{t(f.econ['30107'], be, code='30107')}、机关事业单位基本养老保险缴费{t(f.econ['30108'], be, code='30108')}、职工基本医疗保险缴费{t(f.econ['30110'], be, code='30110')}、退休费{t(f.econ['30302'], be, code='30302')}等；"
             f"公用经费{t(f.pub, 'gpb.public')}，主要包括" + "、".join(ECON[c] for c in f.econ if c[:3] in ("302", "310")) + "。"),
           H("五、“三公”经费支出决算情况说明", 2)]
    op, N = f.tp["operation"], TPN  # noqa: N806
    bl += [P(f"本单位{y}年度“三公”经费支出共计{t(op[0], N['total'])}，完成预算的{t.c(op[0], op[1], N['total'])}，较预算{t.dg(op[0], op[1], N['total'], 'vs_initial_budget', gwords=words)}，主要是急救车辆合理调度；较{y - 1}年度决算{t.dg(op[0], op[2], N['total'], gwords=words)}，主要是油耗下降。具体情况如下："),
           P("（一）因公出国（境）费。本单位2022年度未发生“因公出国（境）”经费支出[[0|three_public.abroad|final]]万元，与年初预算持平。全年因公出国（境）团组[[0|three_public.abroad_groups|count]]个、共[[0|three_public.abroad_persons|count]]人。"),
           P(f"（二）公务用车购置及运行维护费{t(op[0], N['vehicle'])}，完成预算{t(op[1], N['vehicle'], 'initial_budget')}的{t.c(op[0], op[1], N['vehicle'])}。公务用车购置费支出[[0|three_public.vehicle_purchase|final]]万元，购置[[0|three_public.vehicles_purchased|count]]辆；公务用车运行维护费支出{t(op[0], N['operation'])}，较预算{t.d(op[0], op[1], N['operation'], 'vs_initial_budget')}，公务用车保有量{t.k(4, 'three_public.vehicle_stock', '辆')}。"),
           P("（三）公务接待费。全年支出[[0|three_public.reception|final]]万元，预算[[0|three_public.reception|initial_budget]]万元，本年度共发生公务接待[[0|three_public.reception_batches|count]]批次、[[0|three_public.reception_persons|count]]人次。"),
           H("六、预算绩效情况说明", 2), P(f"对{t.k(9, 'perf.projects_self_evaluated', '个')}项目支出进行绩效自评，二级项目{t.k(9, 'perf.projects_with_goals', '个')}，涉及资金{t(p // 2, 'perf.projects_self_evaluated', 'amount')}，平均得分{t.mark('96.22', 'perf.mean_score', 'count')}分。“中医药事业传承与发展”项目自评得分[[97|-]]分：预算[[210.00|-]]万元，执行[[186.90|-]]万元，执行率[[89.00|-]]%。"),
           H("七、机关运行经费情况", 2), P("本单位为事业单位，2022年度机关运行经费支出[[0|agency_operating|final]]万元。"), H("八、政府采购情况", 2)]
    G, W, S = rng.randrange(60000, 160000), rng.randrange(4000, 20000), rng.randrange(2000, 30000)  # noqa: N806
    q = "procurement."
    tot = G + W + S
    bl += [P(f"本单位{y}年度政府采购支出总额{t(tot, q + 'total')}，从采购类型来看，政府采购货物支出{t(G, q + 'goods')}、政府采购工程支出{t(W, q + 'works')}、政府采购服务支出{t(S, q + 'services')}。授予中小企业合同金额{t(G + S, q + 'sme')}，占政府采购支出总额的{t.s(G + S, tot, q + 'sme', q + 'total')}，其中授予小微企业合同金额{t(S, q + 'micro')}，占政府采购支出总额的{t.s(S, tot, q + 'micro', q + 'total')}。"),
           H("九、国有资产占用情况", 2), P(f"截至{y}年12月31日，本单位共有车辆{t.k(7, 'assets.vehicles', '辆')}，比上年增加[[1|?]]辆，主要是新增负压救护车。其中，特种专业技术用车{t.k(5, 'assets.vehicles.special_technical', '辆')}，其他用车{t.k(2, 'assets.vehicles.other', '辆')}，其他用车主要是后勤用车；单位价值[[100|?]]万元以上设备（不含车辆）{t.k(13, 'assets.large_equipment', '台（套）')}，为CT、核磁共振等大型医疗设备。"),
           H("第四部分 名词解释", 1), P("（一）财政拨款收入：本年度从本级财政部门取得的财政拨款。（二）事业收入：指事业单位开展专业业务活动及其辅助活动所取得的收入。（三）结余分配：按规定提取的各类结余，例如按[[40|-]]%提取的职工福利基金。")]
    return story("hebei_hospital_final", "hebei", y, "final_account", E, bl)


def budget(rng: random.Random) -> Story:
    y, t, B = 2024, Tx(), "initial_budget"
    f = Fin(rng, lines(1.08), nf={"undertaking": 1}, opening={"gpb": 34}, tp={"operation": (8, 8, 9.5)}, public=0.16, kinds="inst")
    T = Tables(f, t, B, "", "预算")
    n = lambda v, q, **k: t(v, q, B, **k)  # noqa: E731
    per_all, pub_all = None, None
    b, p = f.tot(part="b"), f.tot(part="p")
    nfb = f.tot("nf", part="b")
    nfper = nfb * 4 // 9
    per_all, pub_all = f.personnel + nfper, f.pub + nfb - nfper
    proj = apportion(rng, p, (4, 3, 2, 1))
    names = ["药品及卫生材料采购", "新院区建设债务偿还", "公立医院综合改革补助", "中医适宜技术推广"]
    pg = Grid("单位预算项目支出表", "万元", (("项目名称", "预算数"),), (("合计", t.m(p)), *[(x, t.m(v)) for x, v in zip(names, proj)]), (CellFact(0, 1, "expenditure.project", B),))
    g, gp = f.tot("gpb"), f.tot("gpb", "p")
    bl = [H(f"{E}{y}年单位预算信息公开", 0), P(f"按照《预算法》《地方预决算公开操作规程》和县财政局有关规定，现将{E}{y}年单位预算公开如下："), H("第一部分 单位预算情况说明", 1), H("一、单位职责及机构设置情况", 2),
          P(f"{E}为副科级、财政性资金定额补助事业单位，现有在职人员{t.k(309, 'staff.in_post', '人')}，退休人员{t.k(121, 'staff.retired.retirees', '人')}。"), H("二、单位预算安排的总体情况", 2),
          P("按照预算管理有关规定，目前我县单位预算的编制实行综合预算制度，即全部收入和支出都反映在预算中。"),
          P(f"1、收入说明：反映本单位当年全部收入。{y}年预算收入{n(f.grand, IE)}，其中：一般公共预算收入{n(f.inc['gpb'], 'income.gpb')}，基金预算收入[[0|income.gov_fund|initial_budget]]万元，国有资本经营预算收入[[0|income.state_capital|initial_budget]]万元，财政专户核拨收入[[0|income.special_account|initial_budget]]万元，事业收入{n(f.inc['undertaking'], 'income.undertaking')}，上年结转{n(f.opens(), 'balance.opening')}。"),
          P(f"2、支出说明：收支预算总表支出栏、基本支出表、项目支出表按经济分类和支出功能分类科目编制，反映单位年度预算中支出预算的总体情况。{y}年支出预算{n(f.grand, IE)}，其中基本支出{n(b, 'expenditure.basic')}，包括人员经费{n(per_all, 'expenditure.personnel')}和日常公用经费{n(pub_all, 'expenditure.public')}；项目支出{n(p, 'expenditure.project')}，主要为" + "、".join(f"{x}{t.q(v)}" for x, v in zip(names, proj)) + "。"),
          P(f"3、比上年增减情况：{y}年预算收支安排{n(f.grand, IE)}，较{y - 1}年预算{t.d(f.grand, f.pgrand, IE)}，其中：基本支出{t.d(b, f.tot(col='p', part='b'), 'expenditure.basic')}，主要为{way(b, f.tot(col='p', part='b'), '绩效工资总量核增', '编外人员减少')}；项目支出{t.d(p, f.tot(col='p', part='p'), 'expenditure.project')}，主要为{way(p, f.tot(col='p', part='p'), '设备采购增加', '化债支出减少')}；一般公共预算支出{t.dg(g, gp, GE)}。"),
          H("三、机关运行经费安排情况", 2), P(f"{y}年，我单位日常公用经费财政拨款安排{n(f.pub, 'gpb.public')}，主要用于" + "、".join(f"{ECON[c]}{t(v, 'gpb.basic_expenditure', B, code=c)}" for c, v in list(f.econ.items()) if c[:3] == "302" and c not in ("30231",)) + "等日常运行支出。"),
          H("四、财政拨款“三公”经费预算情况及增减变化原因", 2)]
    op = f.tp["operation"]
    N = TPN  # noqa: N806
    bl += [P(f"{y}年，我单位安排“三公”经费预算{n(op[0], N['total'])}，与{y - 1}年{t(op[2], N['total'], 'prior_budget', year=y - 1)}相比{t.d(op[0], op[2], N['total'])}。其中：因公出国（境）费[[0|three_public.abroad|initial_budget]]万元，与上年持平；公务接待费[[0|three_public.reception|initial_budget]]万元，与上年持平；公务用车购置及运维费{n(op[0], N['vehicle'])}"
             f"（其中：公务用车购置费为[[0|three_public.vehicle_purchase|initial_budget]]万元，公务用车运维费为{n(op[0], N['operation'])}），较上年{t.dg(op[0], op[2], N['operation'])}。增减变化原因：公车管理更加规范，救护车油费改由医疗业务列支。"),
           H("五、绩效预算信息", 2), P("1、总体绩效目标：门诊人次增长[[5|-]]%以上，药占比控制在[[28|-]]%以内，患者满意度达到[[92|-]]%。2、分项绩效目标：中医适宜技术推广覆盖乡镇卫生院[[16|-]]家。"),
           H("六、政府采购预算情况", 2)]
    G, S = rng.randrange(80000, 150000), rng.randrange(8000, 20000)  # noqa: N806
    q = "procurement."
    fx = rng.randrange(900000, 1500000)
    bl += [P(f"{y}年，我单位安排政府采购预算{n(G + S, q + 'total')}，其中货物类{n(G, q + 'goods')}，服务类{n(S, q + 'services')}，工程类[[0|procurement.works|initial_budget]]万元。面向中小企业预留{n(G // 3 + S, q + 'reserved_sme')}，其中小微企业{n(S // 2, q + 'reserved_micro')}。"),
           H("七、国有资产信息", 2), P(f"截至{y - 1}年末，我单位固定资产总额为{t(fx, 'assets.fixed', 'amount')}（详见下表），本年度拟购置固定资产{t(G // 2, 'assets.new_fixed', 'amount')}，主要为医疗专用设备。"),
           Grid("单位固定资产占用情况表", "万元", (("项目", "数量", "价值（金额单位：万元）"),), (("资产总额", "——", t.m(fx)), ("1、房屋（平方米）", "18620", t.m(fx // 2)), ("2、车辆（台、辆）", "7", t.m(fx // 40)), ("3、其他固定资产", "——", t.m(fx - fx // 2 - fx // 40)))),
           H("八、名词解释", 2), P("1、一般公共预算拨款收入：指县财政当年拨付的资金。2、“三公”经费：指用一般公共预算安排的因公出国（境）费、公务用车购置及运行费和公务接待费。"),
           H("第二部分 单位预算表", 1), T.summary("单位预算收支总表", total=("本年收入合计", "本年支出合计", "收入总计", "支出总计"), opening="上年结转结余", closing="年终结转结余", all_rows=True), T.income("单位预算收入总表", keys=("undertaking", "other")), T.expenditure("单位预算支出总表", more=()), T.gpb("一般公共预算财政拨款支出表"), T.basic_list("一般公共预算财政拨款基本支出表"), T.three_budget("财政拨款“三公”经费支出表"), pg]
    return story("hebei_hospital_budget", "hebei", y, "budget", E, bl)


def stories(rng: random.Random) -> list[Story]:
    """A final account and a budget."""
    return [retry(final, rng), retry(budget, rng)]
