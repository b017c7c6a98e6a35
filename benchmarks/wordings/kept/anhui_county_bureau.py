"""Anhui: a county bureau, two final accounts."""

from __future__ import annotations

import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _kit import CLS, KUAN, TPN, Fin, H, P, Story, Tables, Tx, apportion, kuanxiang, retry, story, way  # noqa: E402

GROW = [["是在职人员调资及补发以前年度奖金", "是人员正常晋级晋档", "是缴费基数上调"], ["是新增中央及省级专项", "是上年结转项目在本年支付"]]
FALL = [["是压减一般性支出", "是在职转退休，人员减少"], ["是部分项目跨年实施，款项未达到支付条件", "是项目资金据实结算"]]


def functions(f: Fin, t: Tx, rng: random.Random) -> list:
    out = []
    for i, x in enumerate(f.of("gpb")):
        a, b = x.at("f"), x.at("i")
        m, c = "gpb.expenditure", x.code
        why = rng.choice((GROW if a > b else FALL)[not x.at("f", "b")])
        head = f"{i + 1}.{kuanxiang(f, x)}"
        if b == 0:
            s = f"{head}。年初未安排预算，支出决算为{t(a, m, code=c)}，决算数大于年初预算数的主要原因是年中追加上级专项资金{t.r(a, m, code=c)}，用于当年支付的工程尾款。"
        elif a == b:
            s = f"{head}。年初预算为{t(b, m, 'initial_budget', code=c)}，支出决算为{t(a, m, code=c)}，完成年初预算的{t.c(a, b, m, code=c)}，决算数与年初预算数持平。"
        elif i % 3 == 0:
            s = f"{head}。年初预算为{t(b, m, 'initial_budget', code=c)}，支出决算为{t(a, m, code=c)}，完成年初预算的{t.c(a, b, m, code=c)}，决算数{way(a, b, '大于', '小于')}年初预算数的主要原因{why}。"
        elif i % 3 == 1:
            s = (f"{head}。年初预算{t(b, m, 'initial_budget', code=c)}、决算{t(a, m, code=c)}，完成年初预算的{t.c(a, b, m, code=c)}，"
                 f"较年初预算{t.d(a, b, m, 'vs_initial_budget', code=c)}，主要{why}。")
        else:
            s = (f"{head}。支出决算为{t(a, m, code=c)}（年初预算为{t(b, m, 'initial_budget', code=c)}），完成年初预算的{t.c(a, b, m, code=c)}。"
                 f"决算数{way(a, b, '大于', '小于')}年初预算数，主要原因：{why[1:]}。")
        if x.at("f", "b") and x.at("f", "p"):
            s += f"其中：基本支出{t(x.at('f', 'b'), 'gpb.basic_expenditure', code=c)}、项目支出{t(x.at('f', 'p'), 'gpb.project_expenditure', code=c)}。"
        out.append(P(s))
    return out


def front(e: str, y: int, t: Tx, staff: tuple, units: list) -> list:
    q, a, iq, ia, ret = staff
    return [
        H(f"{e}{y}年度部门决算", 0), H("目  录", 1), P(f"第一部分  {e}概况"), P("第二部分  2023年度部门决算表".replace("2023", str(y))),
        P(f"第三部分  {y}年度部门决算情况说明"), P("第四部分  名词解释"),
        H(f"第一部分  {e}概况", 1), H("一、部门职责", 2),
        P("贯彻执行党和国家有关方针政策和法律法规，拟订全县本行业发展规划并组织实施；负责本系统资金、资产的监督管理；完成县委、县政府交办的其他任务。"),
        H("二、机构设置", 2),
        P(f"从决算编报范围看，{e}{y}年度部门决算包括局本级决算和所属事业单位决算，纳入{e}{y}年度部门决算编制范围的单位共{t.k(len(units), 'org.budget_units', '个')}，"
          f"具体是：{'、'.join(units)}。"),
        P(f"截至{y}年12月31日，核定行政编制{t.k(q, 'staff.admin_quota', '名')}，实有{t.k(a, 'staff.admin_actual', '人')}；事业编制{t.k(iq, 'staff.institution_quota', '名')}，"
          f"实有{t.k(ia, 'staff.institution_actual', '人')}；离退休人员{t.k(ret, 'staff.retired', '人')}。"),
    ]


def tables(f: Fin, t: Tx, e: str, y: int, n: int) -> list:
    T = Tables(f, t)
    out = [H(f"第二部分  {y}年度部门决算表", 1), T.summary("收入支出决算总表"), T.income("收入决算表"), T.expenditure("支出决算表"),
           T.fiscal("财政拨款收入支出决算总表"), T.gpb("一般公共预算财政拨款支出决算表"), T.basic("一般公共预算财政拨款基本支出决算表")]
    if f.tot("fund"):
        out.append(T.fund("政府性基金预算财政拨款收入支出决算表"))
    out.append(T.three("财政拨款“三公”经费支出决算表", "full_year_budget"))
    return out[: n + 1] + out[-1:] if n < 8 else out


def whole(f: Fin, t: Tx, y: int, one: str, two: str) -> list:
    a, b = f.grand, f.pgrand
    r = apportion(f.rng, abs(a - b), (5, 3))
    m = "income_expenditure_total"
    verb = way(a, b, "增加", "减少")
    return [
        H("一、收入支出决算总体情况说明", 2),
        P(f"{y}年度收入总计{t(a, m)}（含使用非财政拨款结余和年初结转结余），支出总计{t(a, m)}（含结余分配和年末结转结余）。与{y - 1}年相比，收、支总计各{t.dg(a, b, m)}，"
          f"主要原因：一是{one}{verb}{t.r(r[0], m)}；二是{two}{verb}{t.r(r[1], m)}。"),
        H("二、收入决算情况说明", 2),
    ]


def incomes(f: Fin, t: Tx, y: int) -> str:
    s = f"{y}年度收入合计{t(f.income, 'income.total')}，其中：财政拨款收入{t(f.fiscal_income, 'income.fiscal')}，占{t.s(f.fiscal_income, f.income, 'income.fiscal', 'income.total')}"
    s += f"（一般公共预算财政拨款收入{t(f.inc['gpb'], 'income.gpb')}、政府性基金预算财政拨款收入{t(f.inc['fund'], 'income.gov_fund')}）" if f.inc["fund"] else ""
    for k, n, m in (("undertaking", "事业收入", "income.undertaking"), ("other", "其他收入", "income.other")):
        if f.inc.get(k):
            s += f"；{n}{t(f.inc[k], m)}，占{t.s(f.inc[k], f.income, m, 'income.total')}"
    return s + "；无上级补助收入、经营收入和附属单位上缴收入。"


def gpb_part(f: Fin, t: Tx, y: int, rng: random.Random, style: int) -> list:
    m = "gpb.expenditure"
    a, b, i = f.tot("gpb"), f.tot("gpb", "p"), f.tot("gpb", "i")
    out = [H("五、一般公共预算财政拨款支出决算情况说明", 2), H("（一）一般公共预算财政拨款支出决算总体情况。", 3)]
    out.append(P(f"{y}年度一般公共预算财政拨款支出{t(a, m)}，占本年支出合计的{t.s(a, f.tot(), m, 'expenditure.total')}。与{y - 1}年相比，一般公共预算财政拨款支出{t.dg(a, b, m)}，"
                 f"主要原因：{way(a, b, '新增项目资金及人员经费正常增长', '落实过紧日子要求，压减项目支出')}。"))
    out.append(H("（二）一般公共预算财政拨款支出决算结构情况。", 3))
    cl = f.by(3, "gpb")
    ps = {c: f.by(3, "gpb", "p")[c] for c in cl}
    if style:
        s = f"{y}年度一般公共预算财政拨款支出{t(a, m)}，主要用于以下方面："
        s += "；".join(f"{CLS[c].removesuffix('支出')}（类）支出{t(v, m, code=c)}，占{t.s(v, a, m, m, code=c)}" for c, v in cl.items()) + "。"
        out.append(P(s))
    else:
        out.append(P(f"{y}年度一般公共预算财政拨款支出主要用于以下方面："))
        for j, (c, v) in enumerate(cl.items()):
            out.append(P(f"{'①②③④⑤⑥⑦⑧'[j]}{CLS[c]}（类）{t(v, m, code=c)}，占{t.s(v, a, m, m, code=c)}，比上年{t.d(v, ps[c], m, code=c)}"
                         f"（上年{t(ps[c], m, 'prior_final', code=c)}）；" if j < len(cl) - 1 else f"{'①②③④⑤⑥⑦⑧'[j]}{CLS[c]}（类）{t(v, m, code=c)}，占{t.s(v, a, m, m, code=c)}。"))
    out.append(H("（三）一般公共预算财政拨款支出决算具体情况。", 3))
    x, z = f.tot("gpb", "f", "b"), f.tot("gpb", "f", "p")
    out.append(P(f"{y}年度一般公共预算财政拨款支出年初预算为{t(i, m, 'initial_budget')}，支出决算为{t(a, m)}，完成年初预算的{t.c(a, i, m)}。决算数{way(a, i, '大于', '小于')}年初预算数的主要原因："
                 f"{way(a, i, '年中追加上级专项转移支付资金', '部分项目调整，年末收回结余指标')}。其中：基本支出{t(x, 'gpb.basic_expenditure')}，占{t.s(x, a, 'gpb.basic_expenditure', m)}；"
                 f"项目支出{t(z, 'gpb.project_expenditure')}，占{t.s(z, a, 'gpb.project_expenditure', m)}。具体情况如下："))
    return out + functions(f, t, rng)


def basic(f: Fin, t: Tx, y: int, style: int) -> list:
    names = lambda g: "、".join(n for n in (E(c) for c in f.econ if c[:3] in g))  # noqa: E731
    from _kit import ECON
    E = ECON.get  # noqa: N806
    m = "gpb.basic_expenditure"
    top = f"{y}年度财政拨款基本支出{t(f.personnel + f.pub, m)}"
    if style:
        return [H("六、一般公共预算财政拨款基本支出决算情况说明", 2),
                P(f"{top}，其中：人员经费{t(f.personnel, 'gpb.personnel')}，主要包括：{names(('301', '303'))}；公用经费{t(f.pub, 'gpb.public')}，主要包括：{names(('302', '310'))}。")]
    out = [H("六、一般公共预算财政拨款基本支出决算情况说明", 2), P(f"{top}，按经济分类划分：")]
    for g in ("301", "302", "303", "310"):
        if f.e3(g):
            big = sorted(((v, c) for c, v in f.econ.items() if c[:3] == g), reverse=True)[:3]
            out.append(P(f"{E(g)}{t(f.e3(g), m, code=g)}，其中" + "、".join(f"{E(c)}{t(v, m, code=c)}" for v, c in big) + "；"))
    out.append(P(f"以上人员经费合计{t(f.personnel, 'gpb.personnel')}，公用经费合计{t(f.pub, 'gpb.public')}。"))
    return out


def three(f: Fin, t: Tx, y: int, counts: tuple) -> list:
    stock, batch, person = counts
    tp = lambda k, c: f.tps(k, c)  # noqa: E731
    fy = "full_year_budget"
    out = [H("九、财政拨款“三公”经费支出决算情况说明", 2), H("（一）“三公”经费财政拨款支出决算总体情况说明。", 3)]
    a, b, p = (tp("total", c) for c in range(3))
    out.append(P(f"{y}年度“三公”经费财政拨款支出全年预算为{t(b, TPN['total'], fy)}，支出决算为{t(a, TPN['total'])}，完成全年预算的{t.c(a, b, TPN['total'])}，"
                 f"{y}年度“三公”经费支出决算数{way(a, b, '大于', '小于')}预算数的主要原因是严格执行中央八项规定精神；较上年{t.dg(a, p, TPN['total'])}。"))
    out.append(H("（二）“三公”经费财政拨款支出决算具体情况说明。", 3))
    v, w = tp("vehicle", 0), tp("reception", 0)
    out.append(P(f"{y}年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算{t(0, TPN['abroad'])}，占{t.s(0, a, TPN['abroad'], TPN['total'])}；公务用车购置及运行维护费支出决算"
                 f"{t(v, TPN['vehicle'])}，占{t.s(v, a, TPN['vehicle'], TPN['total'])}；公务接待费支出决算{t(w, TPN['reception'])}，占{t.s(w, a, TPN['reception'], TPN['total'])}。具体情况如下："))
    out.append(P(f"1.因公出国（境）费全年预算{t(0, TPN['abroad'], fy)}，支出决算{t(0, TPN['abroad'])}，全年安排因公出国（境）团组{t.k(0, 'three_public.abroad_groups', '个')}，累计{t.k(0, 'three_public.abroad_persons', '人次')}。"))
    o, ob = tp("operation", 0), tp("operation", 1)
    out.append(P(f"2.公务用车购置及运行维护费全年预算{t(tp('vehicle', 1), TPN['vehicle'], fy)}，支出决算{t(v, TPN['vehicle'])}，完成全年预算的{t.c(v, tp('vehicle', 1), TPN['vehicle'])}。"
                 f"其中，公务用车购置费支出{t(0, TPN['purchase'])}，未购置公务用车；公务用车运行维护费支出{t(o, TPN['operation'])}（全年预算{t(ob, TPN['operation'], fy)}），"
                 f"主要用于燃料费、维修费、过路过桥费、保险费等，截至{y}年12月31日，财政拨款开支的公务用车保有量为{t.k(stock, 'three_public.vehicle_stock', '辆')}。"))
    out.append(P(f"3.公务接待费全年预算{t(tp('reception', 1), TPN['reception'], fy)}，支出决算{t(w, TPN['reception'])}，完成全年预算的{t.c(w, tp('reception', 1), TPN['reception'])}，"
                 f"比上年{t.dg(w, tp('reception', 2), TPN['reception'])}。国内公务接待{t.k(batch, 'three_public.reception_batches', '批次')}（其中外事接待{t.k(0, 'three_public.reception_foreign_batches', '批次')}），"
                 f"{t.k(person, 'three_public.reception_persons', '人次')}（其中外事接待{t.k(0, 'three_public.reception_foreign_persons', '人次')}）；主要是上级检查调研、兄弟县区学习交流等接待支出。"))
    return out


def other(f: Fin, t: Tx, y: int, style: int, cars: tuple) -> list:
    r = f.rng
    op, pre = f.pub, f._near(f.pub, 0.85, 1.15)
    g, w, s = (r.randrange(900, 60000) for _ in range(3))
    tot = g + w + s
    sme, micro = int(tot * 0.93), int(tot * 0.71)
    n, money, pool = r.randrange(6, 25), r.randrange(300000, 900000), r.randrange(200, 900)
    m = "procurement."
    out = [H("十、其他重要事项情况说明", 2), H("（一）机关运行经费支出情况说明。", 3),
           P(f"{y}年度机关运行经费支出{t(op, 'agency_operating')}，比{y - 1}年{t.dg(op, pre, 'agency_operating')}，主要原因是{way(op, pre, '日常办公耗材及维修支出增加', '厉行节约，办公费、差旅费减少')}。"),
           H("（二）政府采购支出情况说明。", 3)]
    if style:
        out.append(P(f"{y}年度政府采购支出总额{t(tot, m + 'total')}，其中：政府采购货物支出{t(g, m + 'goods')}、政府采购工程支出{t(w, m + 'works')}、政府采购服务支出{t(s, m + 'services')}。"
                     f"授予中小企业合同金额{t(sme, m + 'sme')}，占政府采购支出总额的{t.s(sme, tot, m + 'sme', m + 'total')}，其中：授予小微企业合同金额{t(micro, m + 'micro')}，占授予中小企业合同金额的{t.s(micro, sme, m + 'micro', m + 'sme')}。"))
    else:
        out.append(P(f"{y}年度政府采购支出总额{t(tot, m + 'total')}，其中货物{t(g, m + 'goods')}、工程{t(w, m + 'works')}、服务{t(s, m + 'services')}，分别占{t.s(g, tot, m + 'goods', m + 'total')}、"
                     f"{t.s(w, tot, m + 'works', m + 'total')}和{t.s(s, tot, m + 'services', m + 'total')}；授予中小企业的合同金额{t(sme, m + 'sme')}（占{t.s(sme, tot, m + 'sme', m + 'total')}），内含小微企业{t(micro, m + 'micro')}。"))
    out += [H("（三）国有资产占用情况说明。", 3),
            P(f"截至{y}年12月31日，共有车辆{t.k(sum(cars), 'assets.vehicles', '辆')}，其中：机要通信用车{t.k(cars[0], 'assets.vehicles.confidential', '辆')}、应急保障用车{t.k(cars[1], 'assets.vehicles.emergency', '辆')}、"
              f"特种专业技术用车{t.k(cars[2], 'assets.vehicles.special_technical', '辆')}；单价[[100|?]]万元（含）以上设备（不含车辆）{t.k(2, 'assets.large_equipment', '台（套）')}。"),
            H("（四）关于预算绩效情况说明。", 3),
            P(f"根据预算绩效管理要求，组织对{y}年度{t.k(n, 'perf.projects_self_evaluated', '个')}项目开展绩效自评，涉及资金{t(money, 'perf.projects_self_evaluated', 'amount')}，占项目支出总额的[[100|?]]%。"
              f"从评价情况看，项目总体执行较好。“灾害救助及设施维修”项目绩效自评综述：全年预算数{t.x(pool * 100)}，执行数{t.x(pool * 97)}，完成预算的[[97.00|-]]%，自评得分[[98.7|-]]分。主要产出：完成维修设施[[46|-]]处，受益群众[[3120|-]]人。")]
    return out


GLOSS = [H("第四部分  名词解释", 1), P("一、财政拨款收入：指县财政当年拨付的资金。"), P("二、机关运行经费：指为保障行政单位（包括参照公务员法管理的事业单位）运行用于购买货物和服务的各项资金，单笔[[5|-]]万元以上的按规定公开。")]


def agri(rng: random.Random) -> Story:
    y, e, t = 2023, "云泽县农业农村局", Tx()
    f = Fin(rng, [("2080501", "行政单位离退休", "gpb", 61, 0), ("2080505", "机关事业单位基本养老保险缴费支出", "gpb", 148, 0), ("2080506", "机关事业单位职业年金缴费支出", "gpb", 70, 0),
                  ("2101102", "事业单位医疗", "gpb", 46, 0), ("2130101", "行政运行", "gpb", 1210, 0), ("2130104", "事业运行", "gpb", 980, 12),
                  ("2130122", "农业生产发展", "gpb", 0, 2310), ("2130153", "农田建设", "gpb", 0, 4120), ("2130599", "其他巩固脱贫攻坚成果衔接乡村振兴支出", "gpb", 0, 860),
                  ("2210201", "住房公积金", "gpb", 170, 0), ("2120816", "农业农村生态环境支出", "fund", 0, 530), ("2130199", "其他农业农村支出", "nf", 0, 60)],
            opening={"gpb": 120, "nf": 9}, closing={"gpb": 86, "nf": 5}, nf={"other": 1},
            tp={"operation": (11.86, 14.5, 12.4), "reception": (2.31, 4.0, 3.02)}, public=0.14)
    f.line("2130599").v["i", "p"] = 0
    fa, fp = f.fgrand, f.pfgrand
    m, fm = "fiscal.income_expenditure_total", "gov_fund.expenditure"
    x = f.of("fund")[0]
    bl = front(e, y, t, (31, 29, 88, 83, 57), ["云泽县农业农村局本级", "云泽县农业技术推广中心", "云泽县动物疫病预防控制中心"]) + tables(f, t, e, y, 8)
    bl += [H(f"第三部分  {y}年度部门决算情况说明", 1), *whole(f, t, y, "高标准农田建设项目", "上年结转项目在本年支付，支出"), P(incomes(f, t, y)), H("三、支出决算情况说明", 2)]
    b, p = f.tot(part="b"), f.tot(part="p")
    bl += [P(f"{y}年度支出合计{t(f.tot(), 'expenditure.total')}，其中：基本支出{t(b, 'expenditure.basic')}，占{t.s(b, f.tot(), 'expenditure.basic', 'expenditure.total')}；项目支出{t(p, 'expenditure.project')}，"
             f"占{t.s(p, f.tot(), 'expenditure.project', 'expenditure.total')}；无经营支出。年末结转和结余{t(f.closes(), 'balance.closing')}，结转下年继续使用。"),
           H("四、财政拨款收入支出决算总体情况说明", 2),
           P(f"{y}年度财政拨款收入总计{t(fa, m)}（含年初结转和结余{t(f.opens(*f.FIS), 'fiscal.opening')}），财政拨款支出总计{t(fa, m)}（含年末结转和结余{t(f.closes(*f.FIS), 'fiscal.closing')}）。与{y - 1}年相比，财政拨款收、支总计各{t.dg(fa, fp, m)}，"
             f"主要原因：{way(fa, fp, '政策性增资及专项增加', '大中型项目陆续完工')}。")]
    bl += gpb_part(f, t, y, rng, 1) + basic(f, t, y, 1)
    bl += [H("七、政府性基金预算财政拨款收入支出决算情况说明", 2),
           P(f"{y}年度政府性基金预算财政拨款收入{t(f.inc['fund'], 'income.gov_fund/gov_fund.income')}，支出{t(x.at('f'), fm)}，年末无结转和结余。具体情况如下："
             f"1.城乡社区支出（类）国有土地使用权出让收入安排的支出（款）农业农村生态环境支出（项）。年初预算为{t(x.at('i'), fm, 'initial_budget', code=x.code)}，支出决算为{t(x.at('f'), fm, code=x.code)}，"
             + (f"完成年初预算的{t.c(x.at('f'), x.at('i'), fm, code=x.code)}" if x.at("f") != x.at("i") else "与年初预算持平") + "，主要用于农村改厕后续管护。"),
           H("八、国有资本经营预算财政拨款支出决算情况说明", 2), P(f"{e}{y}年度没有使用国有资本经营预算拨款安排的支出。")]
    bl += three(f, t, y, (7, 41, 326)) + other(f, t, y, 1, (2, 3, 3)) + GLOSS
    return story("anhui_agriculture", "anhui", y, "final_account", e, bl)


def civil(rng: random.Random) -> Story:
    y, e, t = 2022, "桐林县民政局", Tx(sep=True)
    f = Fin(rng, [("2080201", "行政运行", "gpb", 386, 0), ("2080207", "行政区划和地名管理", "gpb", 0, 22), ("2080299", "其他民政管理事务支出", "gpb", 118, 214), ("2080505", "机关事业单位基本养老保险缴费支出", "gpb", 41, 0),
                  ("2081006", "养老服务", "gpb", 0, 690), ("2081901", "城市最低生活保障金支出", "gpb", 0, 812), ("2081902", "农村最低生活保障金支出", "gpb", 0, 5120),
                  ("2082102", "农村特困人员救助供养支出", "gpb", 0, 2210), ("2101101", "行政单位医疗", "gpb", 18, 0), ("2210201", "住房公积金", "gpb", 44, 0),
                  ("2296002", "用于社会福利的彩票公益金支出", "fund", 0, 305)],
            opening={"gpb": 30, "fund": 12}, closing={"gpb": 18, "fund": 41}, tp={"operation": (3.92, 4.2, 4.05), "reception": (0.86, 2.0, 1.1)}, public=0.17)
    m, fm = "fiscal.income_expenditure_total", "gov_fund.expenditure"
    x = f.of("fund")[0]
    fo, fc, fi = f.opens("fund"), f.closes("fund"), f.inc["fund"]
    b, p = f.tot(part="b"), f.tot(part="p")
    et = "expenditure.total"
    bl = front(e, y, t, (14, 13, 22, 20, 19), ["桐林县民政局（本级）", "桐林县救助管理站"]) + tables(f, t, e, y, 8)
    bl += [H(f"第三部分  {y}年度部门决算情况说明", 1), *whole(f, t, y, "城乡低保、特困提标扩面，资金", "养老服务体系建设资金"), P(incomes(f, t, y)), H("三、支出决算情况说明", 2),
           P(f"本年支出合计{t(f.tot(), et)}，比上年{t.dg(f.tot(), f.tot(col='p'), et)}。分支出性质看，基本支出{t(b, 'expenditure.basic')}、项目支出{t(p, 'expenditure.project')}，分别占本年支出合计的"
             f"{t.s(b, f.tot(), 'expenditure.basic', et)}、{t.s(p, f.tot(), 'expenditure.project', et)}。"),
           H("四、财政拨款收入支出决算总体情况说明", 2),
           P(f"{y}年度财政拨款收、支总计均为{t(f.fgrand, m)}，上年为{t(f.pfgrand, m, 'prior_final', year=y - 1)}，同比{t.dg(f.fgrand, f.pfgrand, m)}。收入总计中，本年财政拨款收入{t(f.fiscal_income, 'income.fiscal')}"
             f"（一般公共预算{t(f.inc['gpb'], 'income.gpb')}、政府性基金预算{t(fi, 'income.gov_fund')}），年初财政拨款结转和结余{t(f.opens(*f.FIS), 'fiscal.opening')}；支出总计中，本年支出{t(f.tot('gpb+fund'), 'fiscal.expenditure')}，"
             f"年末财政拨款结转和结余{t(f.closes(*f.FIS), 'fiscal.closing')}。")]
    bl += gpb_part(f, t, y, rng, 0) + basic(f, t, y, 0)
    bl += [H("七、政府性基金预算财政拨款收入支出决算情况说明", 2),
           P(f"{y}年度政府性基金预算财政拨款年初结转和结余{t(fo, 'gov_fund.opening')}，本年收入{t(fi, 'gov_fund.income/income.gov_fund')}，本年支出{t(x.at('f'), fm)}，全部为项目支出，年末结转和结余{t(fc, 'gov_fund.closing')}。"
             f"支出全部列“彩票公益金安排的支出（款）用于社会福利的彩票公益金支出（项）”{t(x.at('f'), fm, code=x.code)}，比上年{t.dg(x.at('f'), x.at('p'), fm, code=x.code)}，用于乡镇敬老院改造{t.x(12000)}、未成年人保护工作站{t.x(1860)}等。"),
           H("八、国有资本经营预算财政拨款支出决算情况说明", 2), P(f"{e}{y}年度无国有资本经营预算财政拨款支出。")]
    bl += three(f, t, y, (2, 17, 130)) + other(f, t, y, 0, (1, 1, 0)) + GLOSS
    return story("anhui_civil_affairs", "anhui", y, "final_account", e, bl)


def stories(rng: random.Random) -> list[Story]:
    """Two final accounts."""
    return [retry(agri, rng), retry(civil, rng)]
