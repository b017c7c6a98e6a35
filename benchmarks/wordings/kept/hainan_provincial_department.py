"""Hainan: a provincial department, a final account and a budget."""

from __future__ import annotations

import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _kit import CLS, ECON, KUAN, TPN, CellFact, Fin, Grid, H, P, Story, Tables, Tx, apportion, retry, story, way  # noqa: E402

IE, IT, ET, FE, GE, BE = "income_expenditure_total", "income.total", "expenditure.total", "fiscal.expenditure", "gpb.expenditure", "gpb.basic_expenditure"
E = "海南省商贸发展厅"
UNITS = ("海南省商贸发展厅本级", "海南省会展服务中心", "海南省电子口岸中心")


def lines(k: float) -> list:
    return [("2080501", "行政单位离退休", "gpb", 310 * k, 0), ("2080505", "机关事业单位基本养老保险缴费支出", "gpb", 290 * k, 0), ("2080506", "机关事业单位职业年金缴费支出", "gpb", 138 * k, 0), ("2101101", "行政单位医疗", "gpb", 126 * k, 0), ("2101102", "事业单位医疗", "gpb", 48 * k, 0), ("2101103", "公务员医疗补助", "gpb", 95 * k, 0),
            ("2160201", "行政运行", "gpb", 2650 * k, 0), ("2160202", "一般行政管理事务", "gpb", 0, 1240 * k), ("2160250", "事业运行", "gpb", 910 * k, 0), ("2160299", "其他商业流通事务支出", "gpb", 0, 9600 * k), ("2160699", "其他涉外发展服务支出", "gpb", 0, 4100 * k), ("2210201", "住房公积金", "gpb", 370 * k, 0)]


def items(f: Fin, t: Tx, x: object, i: int, y: int) -> str:
    n, b, c = x.at("f"), x.at("i"), x.code
    head = f"{CLS[c[:3]]}（类）{KUAN[c[:5]]}（款）{x.name}（项）"
    if n == b:
        return f"{i}、{head}。年初预算为{t(b, GE, 'initial_budget', code=c)}，支出决算为{t(n, GE, code=c)}，完成年初预算的{t.c(n, b, GE, code=c)}。决算数等于预算数。"
    if i % 2:
        return f"{i}、{head}。年初预算为{t(b, GE, 'initial_budget', code=c)}，支出决算为{t(n, GE, code=c)}，完成年初预算的{t.c(n, b, GE, code=c)}。决算数{way(n, b, '大于', '小于')}年初预算数的主要原因是：{way(n, b, '年中追加', '调减')}{t.r(abs(n - b), GE, code=c)}。"
    return f"{i}、{head}。{y}年度支出决算{t(n, GE, code=c)}，与年初预算{t(b, GE, 'initial_budget', code=c)}比，{t.dg(n, b, GE, 'vs_initial_budget', code=c)}；与上年决算比，{t.dg(n, x.at('p'), GE, code=c)}。"


def final(rng: random.Random) -> Story:
    y, t = 2023, Tx()
    f = Fin(rng, [*lines(1), ("2160299", "其他商业流通事务支出", "nf", 160, 240)], opening={"gpb": 2100, "nf": 310}, closing={"gpb": 880, "nf": 265}, nf={"undertaking": 5, "business": 1, "other": 4}, used=90, distribution=22, tp={"abroad": (86.4, 120, 31.7), "purchase": (17.9, 18, 0), "operation": (28.3, 36, 30.1), "reception": (6.35, 15, 5.02)}, public=0.2)
    T = Tables(f, t)
    a, b, p = f.tot(), f.tot(part="b"), f.tot(part="p")
    g, gi, gp = f.tot("gpb"), f.tot("gpb", "i"), f.tot("gpb", "p")
    N = TPN  # noqa: N806
    ue = apportion(rng, a, (88, 7, 5))
    ug = Grid("部门支出决算表（分单位）", "万元", (("单位名称", "本年支出合计"),), (("合计", t.m(a)), *[(n, t.m(v)) for n, v in zip(UNITS, ue)]), (CellFact(0, 1, ET, "final"), *[CellFact(i + 1, 1, ET, "final", None, n) for i, n in enumerate(UNITS)]))
    u, bz, o = f.inc["undertaking"], f.inc["business"], f.inc["other"]
    bl = [H(f"{E}{y}年度部门决算", 0), H(f"第一部分 {E}概况", 1), H("一、部门主要职责", 2), P("拟订全省国内外贸易、外商投资、口岸发展和国际经济合作的政策措施，推进自由贸易港建设相关工作。"), H("二、机构设置", 2),
          P(f"纳入{E}{y}年度部门决算编制范围的单位包括：{'、'.join(UNITS)}，共{t.k(3, 'org.budget_units', '家')}，其中行政单位{t.k(1, 'org.admin_units', '家')}、事业单位{t.k(2, 'org.institutions', '家')}。"),
          H("第二部分 2023年度部门决算表", 1), T.summary("收入支出决算总表"), T.income("收入决算表"), T.expenditure("支出决算表"), T.fiscal("财政拨款收入支出决算总表"), T.gpb("一般公共预算财政拨款支出决算表"), T.basic("一般公共预算财政拨款基本支出决算表"), T.three("财政拨款“三公”经费支出决算表"), ug,
          H("第三部分 2023年度部门决算情况说明", 1), H("一、收入支出决算总体情况说明", 2)]
    r = apportion(rng, abs(f.grand - f.pgrand), (5, 2, 1))
    up = way(f.grand, f.pgrand, "增加", "减少")
    bl += [P(f"{y}年度收、支总计{t(f.grand, IE)}（上年为{t(f.pgrand, IE, 'prior_final', year=y - 1)}）。与{y - 1}年度相比，收、支总计各{t.dg(f.grand, f.pgrand, IE)}，主要原因是：1.消费促进活动资金{up}{t.r(r[0], IE)}；2.消博会承办经费{up}{t.r(r[1], IE)}；3.离岛免税政策宣传经费{up}{t.r(r[2], IE)}。"),
           H("二、收入决算情况说明", 2),
           P(f"本年收入合计{t(f.income, IT)}，其中：财政拨款收入{t(f.fiscal_income, 'income.fiscal')}，占{t.s(f.fiscal_income, f.income, 'income.fiscal', IT)}；事业收入{t(u, 'income.undertaking')}，占{t.s(u, f.income, 'income.undertaking', IT)}；经营收入{t(bz, 'income.business')}，占{t.s(bz, f.income, 'income.business', IT)}；其他收入{t(o, 'income.other')}，占{t.s(o, f.income, 'income.other', IT)}。另使用非财政拨款结余{t(f.use, 'balance.nonfiscal_used')}弥补收支差额，年初结转和结余{t(f.opens(), 'balance.opening')}。"),
           H("三、支出决算情况说明", 2),
           P(f"本年支出合计{t(a, ET)}，其中：基本支出{t(b, 'expenditure.basic')}，占{t.s(b, a, 'expenditure.basic', ET)}；项目支出{t(p, 'expenditure.project')}，占{t.s(p, a, 'expenditure.project', ET)}；上缴上级支出、经营支出、对附属单位补助支出均为[[0|?]]万元。结余分配{t(f.dist, 'balance.distribution')}，年末结转和结余{t(f.closes(), 'balance.closing')}，较上年末{t.dg(f.closes(), f.opens(), 'balance.closing')}。"),
           P("所属单位支出情况：" + "；".join(f"{n}{t(v, ET, label=n)}" for n, v in zip(UNITS, ue)) + f"。其中会展服务中心支出主要为承办展会场地租金{t.x(ue[1] // 2)}、搭建费{t.x(ue[1] // 5)}。"),
           H("四、财政拨款收入支出决算总体情况说明", 2),
           P(f"{y}年度财政拨款收、支总计{t(f.fgrand, 'fiscal.income_expenditure_total')}。与{y - 1}年度相比，财政拨款收、支总计各{t.dg(f.fgrand, f.pfgrand, 'fiscal.income_expenditure_total')}。其中：本年财政拨款收入{t(f.fiscal_income, 'income.fiscal')}，比上年{t.d(f.fiscal_income, f.fiscal_pincome, 'income.fiscal')}；年初财政拨款结转和结余{t(f.opens('gpb'), 'fiscal.opening/gpb.opening')}，比上年初{t.d(f.opens('gpb'), f.popens('gpb'), 'fiscal.opening/gpb.opening')}。"),
           H("五、一般公共预算财政拨款支出决算情况说明", 2),
           P(f"（一）一般公共预算财政拨款支出决算总体情况。{y}年度一般公共预算财政拨款支出{t(g, GE)}，占本年支出合计的{t.s(g, a, GE, ET)}。与{y - 1}年度相比，一般公共预算财政拨款支出{t.dg(g, gp, GE)}。"),
           P("（二）一般公共预算财政拨款支出决算结构情况。主要用于以下方面：" + "、".join(f"{CLS[c]}（类）支出{t(v, GE, code=c)}，占{t.s(v, g, GE, GE, code=c)}" for c, v in f.by(3, "gpb").items()) + "。"),
           P(f"（三）一般公共预算财政拨款支出决算具体情况。年初预算为{t(gi, GE, 'initial_budget')}，支出决算为{t(g, GE)}，完成年初预算的{t.c(g, gi, GE)}，其中：")]
    bl += [P(items(f, t, x, i + 1, y)) for i, x in enumerate(f.of("gpb"))]
    bl += [H("六、一般公共预算财政拨款基本支出决算情况说明", 2),
           P(f"{y}年度一般公共预算财政拨款基本支出{t(f.personnel + f.pub, BE)}，其中：人员经费{t(f.personnel, 'gpb.personnel')}，占{t.s(f.personnel, f.personnel + f.pub, 'gpb.personnel', BE)}，主要包括：基本工资、津贴补贴、奖金等；公用经费{t(f.pub, 'gpb.public')}，占{t.s(f.pub, f.personnel + f.pub, 'gpb.public', BE)}，主要包括：" + "、".join(ECON[c] for c in f.econ if c[:3] in ("302", "310")) + "。"),
           H("七、财政拨款“三公”经费支出决算情况说明", 2)]
    ab, pu, op, rc = (f.tp[k] for k in ("abroad", "purchase", "operation", "reception"))
    tot, v = [f.tps("total", c) for c in range(3)], [f.tps("vehicle", c) for c in range(3)]
    bl += [P(f"（一）总体情况。“三公”经费预算为{t(tot[1], N['total'], 'initial_budget')}，支出决算为{t(tot[0], N['total'])}，完成预算的{t.c(tot[0], tot[1], N['total'])}，比上年{t.dg(tot[0], tot[2], N['total'])}，原因是恢复境外招商、更新老旧车辆。"),
           P(f"（二）具体情况。因公出国（境）费、公务用车购置及运行维护费、公务接待费决算分别为{t.n(ab[0], N['abroad'])}万元、{t.n(v[0], N['vehicle'])}万元、{t(rc[0], N['reception'])}，分别占“三公”经费的{t.s(ab[0], tot[0], N['abroad'], N['total'])}、{t.s(v[0], tot[0], N['vehicle'], N['total'])}、{t.s(rc[0], tot[0], N['reception'], N['total'])}。"),
           P(f"1.因公出国（境）费预算{t(ab[1], N['abroad'], 'initial_budget')}，决算{t(ab[0], N['abroad'])}，完成{t.c(ab[0], ab[1], N['abroad'])}，比上年{t.dg(ab[0], ab[2], N['abroad'])}。全年组织出国（境）团组{t.k(11, 'three_public.abroad_groups', '个')}、{t.k(26, 'three_public.abroad_persons', '人次')}，其中赴东盟招商团组[[4|-]]个、支出{t.x(ab[0] // 3)}。"),
           P(f"2.公务用车购置及运行维护费预算{t(v[1], N['vehicle'], 'initial_budget')}，决算{t(v[0], N['vehicle'])}。其中，公务用车购置费{t(pu[0], N['purchase'])}，购置新能源轿车{t.k(1, 'three_public.vehicles_purchased', '辆')}；公务用车运行维护费{t(op[0], N['operation'])}，比上年{t.dg(op[0], op[2], N['operation'])}，保有量{t.k(11, 'three_public.vehicle_stock', '辆')}。"),
           P(f"3.公务接待费预算{t(rc[1], N['reception'], 'initial_budget')}，决算{t(rc[0], N['reception'])}，比上年{t.dg(rc[0], rc[2], N['reception'])}。其中：国内接待{t.k(46, 'three_public.reception_batches', '批次')}、{t.k(338, 'three_public.reception_persons', '人次')}，支出{t(rc[0] - rc[0] // 4, 'three_public.reception_domestic')}；外事接待{t.k(7, 'three_public.reception_foreign_batches', '批次')}、{t.k(52, 'three_public.reception_foreign_persons', '人次')}，支出{t(rc[0] // 4, 'three_public.reception_foreign')}。"),
           H("八、其他重要事项说明", 2)]
    q, ao = "procurement.", f.pub * 5 // 7
    G, S = rng.randrange(20000, 60000), rng.randrange(200000, 500000)  # noqa: N806
    bl += [P(f"机关运行经费支出{t(ao, 'agency_operating')}，比上年{t.dg(ao, f._near(ao, .88, 1.12), 'agency_operating')}。政府采购支出总额{t(G + S, q + 'total')}，其中：货物{t(G, q + 'goods')}，工程[[0.00|procurement.works|final]]万元，服务{t(S, q + 'services')}；授予中小企业合同金额{t(S // 2, q + 'sme')}，占{t.s(S // 2, G + S, q + 'sme', q + 'total')}，其中授予小微企业{t(S // 3, q + 'micro')}，占{t.s(S // 3, G + S, q + 'micro', q + 'total')}。"),
           P(f"截至{y}年12月31日，车辆{t.k(13, 'assets.vehicles', '辆')}：副部（省）级及以上领导用车[[0|assets.vehicles.ministerial|count]]辆、主要领导干部用车{t.k(2, 'assets.vehicles.leaders', '辆')}、机要通信用车{t.k(3, 'assets.vehicles.confidential', '辆')}、应急保障用车{t.k(8, 'assets.vehicles.emergency', '辆')}。绩效自评项目{t.k(24, 'perf.projects_self_evaluated', '个')}，涉及资金{t(p, 'perf.projects_self_evaluated', 'amount')}，优[[21|perf.grade_a|count]]个、良[[3|perf.grade_b|count]]个。发放消费券[[1.2|-]]亿元，拉动消费[[9.6|-]]亿元。"),
           H("第四部分 名词解释", 1), P("一、财政拨款收入：指省级财政当年拨付的资金。二、经营收入：指事业单位在专业业务活动之外开展非独立核算经营活动取得的收入。")]
    return story("hainan_commerce_final", "hainan", y, "final_account", E, bl)


def budget(rng: random.Random) -> Story:
    y, t, B = 2024, Tx(sep=True), "initial_budget"
    f = Fin(rng, [*lines(1.03), ("2160299", "其他商业流通事务支出", "nf", 150, 180)], opening={"gpb": 640}, nf={"undertaking": 3, "other": 2}, tp={"abroad": (130, 130, 120), "purchase": (0, 0, 18), "operation": (34, 34, 36), "reception": (13, 13, 15)}, public=0.2)
    T = Tables(f, t, B, "0.00", "预算")
    n = lambda v, q, **k: t(v, q, B, **k)  # noqa: E731
    b, p, a = f.tot(part="b"), f.tot(part="p"), f.tot()
    g, gp = f.tot("gpb"), f.tot("gpb", "p")
    N, s = TPN, f.tps  # noqa: N806
    FG = "fiscal.income_expenditure_total"  # noqa: N806
    u, o = f.inc["undertaking"], f.inc["other"]
    bl = [H(f"{E}{y}年部门预算", 0), H("第一部分 部门概况", 1), P(f"部门预算单位构成：纳入本部门预算编制范围的二级预算单位包括{'、'.join(UNITS[1:])}，共{t.k(2, 'org.subordinate_budget_units', '家')}；核定编制{t.k(168, 'staff.quota', '人')}，其中行政编制{t.k(112, 'staff.admin_quota', '人')}、事业编制{t.k(56, 'staff.institution_quota', '人')}。"),
          H(f"第二部分 {E}{y}年部门预算表", 1), T.summary("部门收支总体情况表", total=("本年收入合计", "本年支出合计", "收入总计", "支出总计"), opening="上年结转", closing="结转下年"), T.income("部门收入总体情况表", keys=("undertaking", "business", "other")), T.expenditure("部门支出总体情况表", more=()), T.fiscal("财政拨款收支总体情况表"), T.gpb("一般公共预算支出情况表"), T.basic_list("一般公共预算基本支出情况表"), T.three_budget("一般公共预算“三公”经费支出情况表"),
          H(f"第三部分 {E}{y}年部门预算情况说明", 1), H(f"一、关于{E}{y}年财政拨款收支预算情况的总体说明", 2),
          P(f"{E}{y}年财政拨款收支总预算{n(f.fgrand, FG)}。收入总计{n(f.fgrand, FG)}，包括一般公共预算本年收入{n(f.inc['gpb'], 'income.gpb')}、上年结转{n(f.opens(), 'fiscal.opening/gpb.opening/balance.opening')}，政府性基金预算本年收入[[0|income.gov_fund|initial_budget]]万元；支出总计{n(f.fgrand, FG)}，包括" + "、".join(f"{CLS[c]}{n(v, FE + '/' + GE, code=c)}" for c, v in f.by(3, "gpb").items()) + "。"),
          H(f"二、关于{E}{y}年一般公共预算当年拨款情况说明", 2),
          P(f"（一）一般公共预算当年拨款规模变化情况。{y}年一般公共预算支出{n(g, GE)}，比上年预算数{t.dg(g, gp, GE)}，主要是{way(g, gp, '促消费、稳外贸项目增加', '一次性展会项目减少')}。"),
          P("（二）一般公共预算当年拨款结构情况。" + "；".join(f"{CLS[c].removesuffix('支出')}（类）支出{n(v, GE, code=c)}，占{t.s(v, g, GE, GE, code=c)}" for c, v in f.by(3, "gpb").items()) + "。"),
          P("（三）一般公共预算当年拨款具体使用情况。")]
    for i, x in enumerate(f.of("gpb")):
        v, w, c = x.at("f"), x.at("p"), x.code
        bl.append(P(f"{i + 1}.{CLS[c[:3]].removesuffix('支出')}（类）{KUAN[c[:5]]}（款）{x.name}（项）{y}年预算数为{n(v, GE, code=c)}，比上年预算数{t.dg(v, w, GE, code=c)}" + (f"，主要是{way(v, w, '人员增加', '人员减少')}" if i % 3 == 0 else "") + "。"))
    bl += [H(f"三、关于{E}{y}年一般公共预算基本支出情况说明", 2),
           P(f"{y}年一般公共预算基本支出{n(f.personnel + f.pub, BE)}，其中：人员经费{n(f.personnel, 'gpb.personnel')}，主要包括：" + "、".join(ECON[c] for c in f.econ if c[:3] in ("301", "303")) + f"；公用经费{n(f.pub, 'gpb.public')}，主要包括：" + "、".join(ECON[c] for c in f.econ if c[:3] in ("302", "310")) + "。"),
           H(f"四、关于{E}{y}年“三公”经费预算情况说明", 2),
           P(f"{y}年“三公”经费预算数为{n(s('total', 0), N['total'])}，其中：因公出国（境）费{n(s('abroad', 0), N['abroad'])}，比上年预算{t.dg(s('abroad', 0), s('abroad', 2), N['abroad'])}；公务用车购置及运行费{n(s('vehicle', 0), N['vehicle'])}，比上年预算{t.dg(s('vehicle', 0), s('vehicle', 2), N['vehicle'])}（公务用车购置[[0.00|three_public.vehicle_purchase|initial_budget]]万元，上年{t(s('purchase', 2), N['purchase'], 'prior_budget', year=y - 1)}；公务用车运行{n(s('operation', 0), N['operation'])}）；公务接待费{n(s('reception', 0), N['reception'])}，比上年预算{t.dg(s('reception', 0), s('reception', 2), N['reception'])}。"),
           H(f"五、关于{E}{y}年收支预算情况的总体说明", 2),
           P(f"按照综合预算的原则，{y}年收支总预算{n(f.grand, IE)}，比上年{t.dg(f.grand, f.pgrand, IE)}。收入预算中：上年结转{n(f.opens(), 'balance.opening')}，占{t.s(f.opens(), f.grand, 'balance.opening', IE)}；一般公共预算收入{n(f.inc['gpb'], 'income.gpb')}，占{t.s(f.inc['gpb'], f.grand, 'income.gpb', IE)}；事业收入{n(u, 'income.undertaking')}，占{t.s(u, f.grand, 'income.undertaking', IE)}；其他收入{n(o, 'income.other')}，占{t.s(o, f.grand, 'income.other', IE)}。"),
           P(f"支出预算{n(a, ET)}，其中：基本支出{n(b, 'expenditure.basic')}，占{t.s(b, a, 'expenditure.basic', ET)}；项目支出{n(p, 'expenditure.project')}，占{t.s(p, a, 'expenditure.project', ET)}。比上年预算{t.d(a, f.tot(col='p'), ET)}。"),
           H("六、其他重要事项的情况说明", 2),
           P(f"（一）机关运行经费。{y}年本级机关运行经费预算{n(f.pub * 2 // 3, 'agency_operating')}，比上年预算{t.dg(f.pub * 2 // 3, f._near(f.pub * 2 // 3, .9, 1.1), 'agency_operating')}。（二）政府采购。{y}年政府采购预算总额{n(612000, 'procurement.total')}，其中：货物{n(42000, 'procurement.goods')}、服务{n(570000, 'procurement.services')}。（三）国有资产。截至{y - 1}年12月31日，共有车辆{t.k(13, 'assets.vehicles', '辆')}，单位价值[[200|?]]万元以上大型设备[[0|?]]台（套）。（四）绩效。{t.k(33, 'perf.projects_with_goals', '个')}项目实行绩效目标管理，涉及{t(f.tot('gpb', part='p'), 'perf.projects_with_goals', 'amount')}。"),
           H("第四部分 名词解释", 1), P("一、一般公共预算拨款收入：指省财政当年拨付的资金。二、上年结转：指以前年度安排、结转到本年使用的资金。")]
    return story("hainan_commerce_budget", "hainan", y, "budget", E, bl)


def stories(rng: random.Random) -> list[Story]:
    """A final account and a budget."""
    return [retry(final, rng), retry(budget, rng)]
