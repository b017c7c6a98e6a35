"""Jiangxi: a city department with units; a final account and a budget."""

from __future__ import annotations

import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _kit import CLS, ECON, TPN, Fin, Grid, H, P, Story, Tables, Tx, apportion, retry, story, way  # noqa: E402

UNITS = ["赣昌市文化广电旅游局机关", "赣昌市图书馆", "赣昌市博物馆", "赣昌市文化馆", "赣昌市文化市场综合执法支队"]


def lines(k: float) -> list:
    return [("2010301", "行政运行", "gpb", 36 * k, 0), ("2070101", "行政运行", "gpb", 760 * k, 0), ("2070104", "图书馆", "gpb", 310 * k, 190 * k), ("2070109", "群众文化", "gpb", 228 * k, 96 * k),
            ("2070112", "文化和旅游市场管理", "gpb", 415 * k, 66 * k), ("2070114", "文化和旅游管理事务", "gpb", 0, 520 * k), ("2070205", "博物馆", "gpb", 260 * k, 410 * k),
            ("2080501", "行政单位离退休", "gpb", 73 * k, 0), ("2080505", "机关事业单位基本养老保险缴费支出", "gpb", 188 * k, 0), ("2080506", "机关事业单位职业年金缴费支出", "gpb", 94 * k, 0),
            ("2101101", "行政单位医疗", "gpb", 41 * k, 0), ("2101102", "事业单位医疗", "gpb", 62 * k, 0), ("2210201", "住房公积金", "gpb", 201 * k, 0)]


def unit_grid(title: str, t: Tx, rows: list, head: tuple) -> Grid:
    return Grid(title, "万元", (head,), tuple((n, *map(t.m, v)) for n, *v in rows))


def final(rng: random.Random) -> Story:
    y, e, t = 2023, "赣昌市文化广电旅游局", Tx()
    f = Fin(rng, [*lines(1), ("2070199", "其他文化和旅游支出", "nf", 45, 80)], opening={"gpb": 210, "nf": 66}, closing={"gpb": 96, "nf": 58}, nf={"undertaking": 6, "other": 3}, used=0,
            tp={"abroad": (3.2, 6, 0), "operation": (16.32, 19, 17.05), "reception": (2.77, 5.2, 3.4)}, public=0.2)
    T, m, et = Tables(f, t, zero=""), "income_expenditure_total", "expenditure.total"
    inc = apportion(rng, f.income, (42, 16, 21, 11, 13))
    exp = apportion(rng, f.tot(), (42, 16, 21, 11, 13))
    bas = [int(x * rng.uniform(0.5, 0.7)) for x in exp]
    bas[-1] = f.tot(part="b") - sum(bas[:-1])
    if not 0 < bas[-1] < exp[-1]:
        bas = [x * f.tot(part="b") // f.tot() for x in exp]
        bas[-1] += f.tot(part="b") - sum(bas)
    rows = [("合计", f.income, f.tot(), f.tot(part="b"), f.tot(part="p"))] + [(u, i, x, b, x - b) for u, i, x, b in zip(UNITS, inc, exp, bas)]
    cars = (2, 1, 4)
    bl = [H(f"{e}{y}年度部门决算", 0), H(f"第一部分 {e}部门概况", 1), H("一、部门主要职责", 2), P("负责全市文化艺术、广播电视、旅游和文物工作，承办市委、市政府交办的其他事项。"),
          H("二、部门基本情况", 2),
          P(f"纳入本套部门决算汇编范围的单位共{t.k(5, 'org.budget_units', '个')}，包括：{'、'.join(UNITS)}。本部门{y}年年末编制人数[[211|staff.quota|count]]人，其中行政编制{t.k(38, 'staff.admin_quota', '人')}、"
            f"事业编制{t.k(173, 'staff.institution_quota', '人')}；年末实有人数{t.k(246, 'staff.actual', '人')}，其中在职人员{t.k(194, 'staff.in_post', '人')}，离休人员{t.k(2, 'staff.retired.veteran_cadres', '人')}，退休人员{t.k(50, 'staff.retired.retirees', '人')}。"),
          H(f"第二部分 {y}年度部门决算表", 1), T.summary("收入支出决算总表"), T.income("收入决算表"), T.expenditure("支出决算表"), T.gpb("一般公共预算财政拨款支出决算表"),
          T.basic("一般公共预算财政拨款基本支出决算表"), T.three("财政拨款“三公”经费支出决算表"), unit_grid("所属单位收支情况表", t, rows, ("单位名称", "本年收入", "本年支出", "基本支出", "项目支出")),
          H(f"第三部分 {y}年度部门决算情况说明", 1), H("一、收入决算情况说明", 2)]
    s = f"本部门{y}年度收入总计{t(f.grand, m)}，其中年初结转和结余{t(f.opens(), 'balance.opening')}，较{y - 1}年{t.dg(f.opens(), f.popens(), 'balance.opening')}；"
    s += f"本年收入合计{t(f.income, 'income.total')}，较{y - 1}年{t.dg(f.income, f.pincome, 'income.total')}，主要原因是{way(f.income, f.pincome, '图书馆新馆开馆，中央和省级文化专项增加', '旅发大会一次性经费上年已拨付到位')}。"
    s += f"本年收入的具体构成为：财政拨款收入{t(f.fiscal_income, 'income.fiscal')}，占{t.s(f.fiscal_income, f.income, 'income.fiscal', 'income.total')}；"
    s += "".join(f"{n}{t(f.inc[k], q)}，占{t.s(f.inc[k], f.income, q, 'income.total')}{z}" for k, n, q, z in (("undertaking", "事业收入", "income.undertaking", "；经营收入[[0|income.business|final]]万元；"), ("other", "其他收入", "income.other", "。")))
    s += f"分单位看，局机关{t(inc[0], 'income.total', label=UNITS[0])}，市图书馆{t(inc[1], 'income.total', label=UNITS[1])}，市博物馆{t(inc[2], 'income.total', label=UNITS[2])}，其余两家合计{t.q(inc[3] + inc[4])}。"
    b, p, bp, pp = f.tot(part="b"), f.tot(part="p"), f.tot(col="p", part="b"), f.tot(col="p", part="p")
    bl += [P(s), H("二、支出决算情况说明", 2),
           P(f"本部门{y}年度支出总计{t(f.grand, m)}，其中本年支出合计{t(f.tot(), et)}，较{y - 1}年{t.dg(f.tot(), f.tot(col='p'), et)}；年末结转和结余{t(f.closes(), 'balance.closing')}，较{y - 1}年{t.dg(f.closes(), f.opens(), 'balance.closing')}，"
             f"主要原因是{way(f.closes(), f.opens(), '部分项目跨年度执行', '加快支付进度，盘活存量资金')}。本年支出的具体构成为：基本支出{t(b, 'expenditure.basic')}，占{t.s(b, f.tot(), 'expenditure.basic', et)}（{y - 1}年为{t(bp, 'expenditure.basic', 'prior_final', year=y - 1)}）；"
             f"项目支出{t(p, 'expenditure.project')}，占{t.s(p, f.tot(), 'expenditure.project', et)}，同比{t.g(p, pp, 'expenditure.project')}；经营支出[[0|expenditure.business|final]]万元；对附属单位补助支出[[0|expenditure.affiliate_subsidy|final]]万元。"),
           H("三、财政拨款支出决算情况说明", 2)]
    fe, a, i = "fiscal.expenditure/gpb.expenditure", f.tot("gpb"), f.tot("gpb", "i")
    bl.append(P(f"本部门{y}年度财政拨款本年支出年初预算数为{t(i, fe, 'initial_budget')}，决算数为{t(a, fe)}，完成年初预算的{t.c(a, i, fe)}。其中："))
    ci = f.by(3, "gpb", "i")
    for j, (c, v) in enumerate(f.by(3, "gpb").items()):
        tail = f"主要原因是{way(v, ci[c], '年中追加了人员增资及上级专项，其中博物馆免费开放补助', '财政收回当年未支出指标，压减')}{t.r(max(1, abs(v - ci[c]) * 2 // 3), fe, code=c)}" if v != ci[c] else "主要原因是严格按预算执行"
        bl.append(P(f"（{'一二三四五'[j]}）{CLS[c]}年初预算数为{t(ci[c], fe, 'initial_budget', code=c)}，决算数为{t(v, fe, code=c)}，完成年初预算的{t.c(v, ci[c], fe, code=c)}，{tail}。"))
    be = "gpb.basic_expenditure"
    bl += [H("四、一般公共预算财政拨款基本支出决算情况说明", 2), P(f"本部门{y}年度一般公共预算财政拨款基本支出{t(f.personnel + f.pub, be)}，其中：")]
    for j, g in enumerate([g for g in ("301", "302", "303", "310") if f.e3(g)]):
        v = f.e3(g)
        pv = f.pe[g]
        bl.append(P(f"（{'一二三四'[j]}）{ECON[g]}{t(v, be, code=g)}，较{y - 1}年{t.dg(v, pv, be, code=g)}，主要原因是{way(v, pv, '人员变动及支出口径正常增长', '厉行节约')}。"))
    bl += [H("五、财政拨款“三公”经费支出决算情况说明", 2)]
    tot = [f.tps("total", c) for c in range(3)]
    bl.append(P(f"本部门{y}年度财政拨款“三公”经费支出全年预算数为{t(tot[1], TPN['total'], 'full_year_budget')}，决算数为{t(tot[0], TPN['total'])}，完成全年预算的{t.c(tot[0], tot[1], TPN['total'])}，决算数较{y - 1}年{t.dg(tot[0], tot[2], TPN['total'])}。其中："))
    ab, op, rc = f.tp["abroad"], f.tp["operation"], f.tp["reception"]
    fy = "full_year_budget"
    bl += [P(f"（一）因公出国（境）支出全年预算数为{t(ab[1], TPN['abroad'], fy)}，决算数为{t(ab[0], TPN['abroad'])}，完成全年预算的{t.c(ab[0], ab[1], TPN['abroad'])}，上年无此项支出，决算数较{y - 1}年增加{t(ab[0], TPN['abroad'], 'change_yoy', dir=1)}。决算数较全年预算数减少的主要原因是参加境外旅游推介会缩短行程。"
             f"全年安排因公出国（境）团组{t.k(1, 'three_public.abroad_groups', '个')}，累计{t.k(2, 'three_public.abroad_persons', '人次')}，为赴境外推介。"),
           P(f"（二）公务接待费支出全年预算数为{t(rc[1], TPN['reception'], fy)}，决算数为{t(rc[0], TPN['reception'])}，完成全年预算的{t.c(rc[0], rc[1], TPN['reception'])}，决算数较{y - 1}年{t.dg(rc[0], rc[2], TPN['reception'])}。全年国内公务接待{t.k(32, 'three_public.reception_batches', '批')}，累计接待"
             f"{t.k(268, 'three_public.reception_persons', '人次')}，其中外事接待{t.k(0, 'three_public.reception_foreign_batches', '批')}，累计接待{t.k(0, 'three_public.reception_foreign_persons', '人次')}。"),
           P(f"（三）公务用车购置及运行维护费支出{t(op[0], TPN['vehicle'])}，其中公务用车购置全年预算数为[[0|three_public.vehicle_purchase|full_year_budget]]万元，决算数为[[0|three_public.vehicle_purchase|final]]万元，全年购置公务用车{t.k(0, 'three_public.vehicles_purchased', '辆')}；"
             f"公务用车运行维护费支出全年预算数为{t(op[1], TPN['operation'], fy)}，决算数为{t(op[0], TPN['operation'])}，完成全年预算的{t.c(op[0], op[1], TPN['operation'])}，决算数较{y - 1}年{t.dg(op[0], op[2], TPN['operation'])}，年末公务用车保有[[7|three_public.vehicle_stock|count]]辆。"),
           H("六、机关运行经费支出情况说明", 2)]
    ao = f.pub * 4 // 9
    pa = f._near(ao, 0.85, 1.15)
    bl.append(P(f"本部门{y}年度机关运行经费支出{t(ao, 'agency_operating')}（与部门决算中行政单位和参照公务员法管理事业单位一般公共预算财政拨款基本支出中公用经费之和保持一致），较上年决算数{t.dg(ao, pa, 'agency_operating')}，主要原因是{way(ao, pa, '办公设备更新', '落实过紧日子要求')}。"))
    g, w, sv = (rng.randrange(5000, 40000) for _ in range(3))
    q, pt = "procurement.", g + w + sv
    bl += [H("七、政府采购支出情况说明", 2),
           P(f"本部门{y}年度政府采购支出总额{t(pt, q + 'total')}，其中：政府采购货物支出{t(g, q + 'goods')}、政府采购工程支出{t(w, q + 'works')}、政府采购服务支出{t(sv, q + 'services')}。授予中小企业合同金额{t(pt, q + 'sme')}，占政府采购支出总额的{t.s(pt, pt, q + 'sme', q + 'total')}，其中："
             f"授予小微企业合同金额{t(g + w, q + 'micro')}，占政府采购支出总额的{t.s(g + w, pt, q + 'micro', q + 'total')}；货物采购授予中小企业合同金额{t(g, q + 'goods_sme')}，工程采购授予中小企业合同金额{t(w, q + 'works_sme')}，服务采购授予中小企业合同金额{t(sv, q + 'services_sme')}。"),
           H("八、国有资产占用情况说明", 2),
           P(f"截至{y}年12月31日，本部门国有资产占用情况见公开表。其中车辆中，应急保障用车{t.k(cars[0], 'assets.vehicles.emergency', '辆')}、执法执勤用车{t.k(cars[2], 'assets.vehicles.law_enforcement', '辆')}、其他用车{t.k(cars[1], 'assets.vehicles.other', '辆')}（其他用车主要是图书馆流动图书车），合计{t.k(sum(cars), 'assets.vehicles', '辆')}。"),
           H("九、预算绩效情况说明", 2),
           P(f"组织对纳入{y}年度部门预算范围的二级项目{t.k(17, 'perf.projects_self_evaluated', '个')}全面开展绩效自评，共涉及资金{t(p * 7 // 8, 'perf.projects_self_evaluated', 'amount')}。其中“免费开放”项目全年预算[[120.00|-]]万元，执行[[118.40|-]]万元，执行率[[98.67|-]]%，得分[[98.5|-]]分。"),
           H("第四部分 名词解释", 1), P("一、财政拨款：指市级财政当年拨付的资金。二、年初结转和结余：填列以前年度尚未列支、结转到本年仍按原规定用途继续使用的资金。")]
    return story("jiangxi_culture_final", "jiangxi", y, "final_account", e, bl)


def budget(rng: random.Random) -> Story:
    y, e, t = 2024, "赣昌市文化广电旅游局", Tx(places=2)
    f = Fin(rng, [*lines(1.05), ("2070199", "其他文化和旅游支出", "nf", 30, 95)], opening={"gpb": 130, "nf": 40}, nf={"undertaking": 1}, tp={"abroad": (8, 8, 6), "operation": (18, 18, 19), "reception": (4.5, 4.5, 5.2)}, public=0.2)
    B, m = "initial_budget", "income_expenditure_total"
    T = Tables(f, t, B, "", "预算")
    n = lambda v, q, **k: t(v, q, B, **k)  # noqa: E731
    per, tw = f.personnel, f.tot(part="p")
    et = "expenditure.total"
    bl = [H(f"{e}{y}年部门预算", 0), H(f"第一部分 {e}概况", 1), H("一、部门主要职责", 2), P("贯彻执行文化工作方针政策，研究拟订全市文化和旅游政策措施。"), H("二、机构设置及人员情况", 2),
          P(f"{y}年{e}共有预算单位{t.k(5, 'org.budget_units', '个')}，包括局机关和{t.k(4, 'org.subordinate_budget_units', '个')}二级预算单位。编制人数小计{t.k(211, 'staff.quota', '人')}，其中：行政编制{t.k(38, 'staff.admin_quota', '人')}、全部补助事业编制{t.k(173, 'staff.institution_quota', '人')}。实有人数{t.k(247, 'staff.actual', '人')}，"
            f"其中：在职人数小计{t.k(196, 'staff.in_post', '人')}；离休人数小计{t.k(1, 'staff.retired.veteran_cadres', '人')}；退休人数小计{t.k(50, 'staff.retired.retirees', '人')}。"),
          H(f"第二部分 {e}{y}年部门预算情况说明", 1), H(f"一、{y}年部门预算收支情况说明", 2), H("（一）收入预算情况", 3)]
    s = f"{y}年{e}收入预算总额为{n(f.grand, m)}，较上年预算安排{t.d(f.grand, f.pgrand, m)}，其中：财政拨款收入{n(f.fiscal_income, 'income.fiscal')}，占收入预算总额的{t.s(f.fiscal_income, f.grand, 'income.fiscal', m)}，较上年预算安排{t.d(f.fiscal_income, f.fiscal_pincome, 'income.fiscal')}；"
    s += f"教育收费资金收入[[0|income.special_account|initial_budget]]万元；事业收入{n(f.inc['undertaking'], 'income.undertaking')}，占收入预算总额的{t.s(f.inc['undertaking'], f.grand, 'income.undertaking', m)}；上年结转（结余）{n(f.opens(), 'balance.opening')}，占收入预算总额的{t.s(f.opens(), f.grand, 'balance.opening', m)}，较上年预算安排{t.d(f.opens(), f.popens(), 'balance.opening')}。"
    bl += [P(s), H("（二）支出预算情况", 3), P(f"{y}年{e}支出预算总额为{n(f.grand, m)}，较上年预算安排{t.d(f.grand, f.pgrand, m)}。其中：")]
    b, bp, pp = f.tot(part="b"), f.tot(col="p", part="b"), f.tot(col="p", part="p")
    nfb = f.tot("nf", part="b")
    other_p = tw * 2 // 7
    bl.append(P(f"按支出项目类别划分：基本支出{n(b, 'expenditure.basic')}，占支出预算总额的{t.s(b, f.tot(), 'expenditure.basic', et)}，较上年预算安排{t.d(b, bp, 'expenditure.basic')}，包括工资福利支出{n(f.e3('301') + nfb, 'expenditure.basic', code='301')}、商品和服务支出{n(f.e3('302'), 'expenditure.basic', code='302')}、"
                f"对个人和家庭的补助{n(f.e3('303'), 'expenditure.basic', code='303')}、资本性支出{n(f.e3('310'), 'expenditure.basic', code='310')}；项目支出{n(tw, 'expenditure.project')}，占支出预算总额的{t.s(tw, f.tot(), 'expenditure.project', et)}，较上年预算安排{t.d(tw, pp, 'expenditure.project')}，"
                f"包括商品和服务支出{n(tw - other_p, 'expenditure.project', code='302')}、资本性支出{n(other_p, 'expenditure.project', code='310')}。"))
    cp = f.by(3, None, "p")
    bl.append(P("按支出功能科目划分：" + "；".join(f"{CLS[c]}{n(v, et, code=c)}，占支出预算总额的{t.s(v, f.tot(), et, et, code=c)}，较上年预算安排{t.d(v, cp[c], et, code=c)}" for c, v in f.by(3).items()) + "。"))
    g, gp = f.tot("gpb"), f.tot("gpb", "p")
    fe = "fiscal.expenditure/gpb.expenditure"
    bl.append(H("（三）财政拨款支出情况", 3))
    bl.append(P(f"{y}年{e}财政拨款支出预算总额{n(g, fe)}，较上年预算安排{t.d(g, gp, fe)}。具体支出情况是：" + "；".join(f"{CLS[c]}{n(v, fe, code=c)}，占财政拨款支出的{t.s(v, g, fe.split('/')[0], 'fiscal.expenditure', code=c)}" for c, v in f.by(3, "gpb").items()) + "。"))
    pub, ao = f.pub, f.pub * 3 // 7
    pao = f._near(ao, 0.9, 1.1)
    bl += [H("（四）政府性基金情况", 3), P("本部门没有使用政府性基金预算拨款安排的支出。"), H("（五）机关运行经费等重要事项的说明", 3),
           P(f"{y}年部门机关运行费预算{n(ao, 'agency_operating')}，比{y - 1}年预算{t.dg(ao, pao, 'agency_operating')}，主要原因是{way(ao, pao, '人员增加', '在职人员减少，按定额核定的公用经费相应减少')}。（全部单位公用经费{n(pub, 'gpb.public')}，人员经费{n(per, 'gpb.personnel')}。）")]
    a1, a2, a3 = rng.randrange(3000, 9000), rng.randrange(1000, 5000), rng.randrange(8000, 20000)
    q = "procurement."
    bl += [H("（六）政府采购情况", 3), P(f"{y}年部门所属各单位政府采购总额{n(a1 + a2 + a3, q + 'total')}，其中：货物预算{n(a1, q + 'goods')}、工程预算{n(a2, q + 'works')}、服务预算{n(a3, q + 'services')}。"),
           H("（七）国有资产占有使用情况", 3), P(f"截至{y - 1}年7月31日，部门共有车辆{t.k(7, 'assets.vehicles', '辆')}，其中：一般公务用车{t.k(3, 'assets.vehicles.general', '辆')}，执法执勤用车{t.k(4, 'assets.vehicles.law_enforcement', '辆')}。{y}年部门预算安排购置车辆{t.k(0, 'assets.new_vehicles', '辆')}，安排购置单位价值[[200|?]]万元以上大型设备具体为：无。"),
           H("（八）项目情况说明", 3), P(f"博物馆免费开放项目：（1）项目概述：保障场馆常年免费开放；（2）立项依据：中央补助地方专项；（3）年度预算安排[[265.00|-]]万元，其中上年结转[[35.00|-]]万元；（4）绩效目标：年接待观众不少于[[60|-]]万人次，举办临展[[12|-]]个。"),
           H(f"二、{y}年“三公”经费预算情况说明", 2)]
    tp = lambda k: f.tps(k, 0)  # noqa: E731
    bl.append(P(f"{y}年{e}“三公”经费年初预算安排{n(tp('total'), TPN['total'])}。其中：因公出国（境）费{n(tp('abroad'), TPN['abroad'])}，比上年{t.d(tp('abroad'), f.tps('abroad', 2), TPN['abroad'])}，主要原因是：恢复境外推介；公务接待费{n(tp('reception'), TPN['reception'])}，比上年{t.d(tp('reception'), f.tps('reception', 2), TPN['reception'])}，主要原因是：厉行节约；"
                f"公务用车运行维护费{n(tp('operation'), TPN['operation'])}，比上年{t.d(tp('operation'), f.tps('operation', 2), TPN['operation'])}；公务用车购置费[[0|three_public.vehicle_purchase|initial_budget]]万元，与上年持平。"))
    bl += [H(f"第三部分 {e}{y}年部门预算表", 1), T.summary("收支预算总表", total=("本年收入合计", "本年支出合计", "收入总计", "支出总计"), opening="上年结转（结余）", closing="结转下年", all_rows=False), T.expenditure("部门支出总表", levels=(3, 5, 7), more=()),
           T.gpb("一般公共预算支出表"), T.basic_list("一般公共预算基本支出表"), T.three_rows("财政拨款“三公”经费支出表", (("预算数", 0, B),)), H("第四部分 名词解释", 1), P("一、收入科目：财政拨款指市级财政当年拨付的资金。二、支出科目：以各单位实际使用科目为准。")]
    return story("jiangxi_culture_budget", "jiangxi", y, "budget", e, bl)


def stories(rng: random.Random) -> list[Story]:
    """A final account and a budget."""
    return [retry(final, rng), retry(budget, rng)]
