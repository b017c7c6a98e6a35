"""Liaoning: a city's courts, two final accounts."""

from __future__ import annotations

import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _kit import CLS, ECON, TPN, Fin, H, P, Story, Tables, Tx, apportion, kuanxiang, retry, split_codes, story, way  # noqa: E402

IE, IT, ET, FE, GE, BE = "income_expenditure_total", "income.total", "expenditure.total", "fiscal.expenditure", "gpb.expenditure", "gpb.basic_expenditure"


def lines(k: float) -> list:
    return [("2040501", "行政运行", "gpb", 3950 * k, 0), ("2040502", "一般行政管理事务", "gpb", 0, 310 * k), ("2040504", "案件审判", "gpb", 0, 860 * k), ("2040506", "“两庭”建设", "gpb", 0, 415 * k), ("2080501", "行政单位离退休", "gpb", 190 * k, 0),
            ("2080505", "机关事业单位基本养老保险缴费支出", "gpb", 420 * k, 0), ("2080506", "机关事业单位职业年金缴费支出", "gpb", 95 * k, 0), ("2101101", "行政单位医疗", "gpb", 260 * k, 0), ("2210201", "住房公积金", "gpb", 455 * k, 0)]


def totals(f: Fin, t: Tx, y: int, nested: bool) -> list:
    a, b, p, G = f.tot(), f.tot(part="b"), f.tot(part="p"), f.grand  # noqa: N806
    per = f.personnel + f.tot("nf", part="b")
    r = apportion(f.rng, abs(f.income - f.pincome), (4, 3))
    w = way(f.income, f.pincome, "增加", "减少")
    out = [H("一、收入支出决算总体情况", 2), P(f"（一）收入总计{t(G, IE)}，包括："),
           P(f"1.财政拨款收入{t(f.fiscal_income, 'income.fiscal')}，占收入总计的{t.s(f.fiscal_income, G, 'income.fiscal', IE)}。其中：一般公共预算财政拨款收入{t(f.inc['gpb'], 'income.gpb')}，政府性基金收入[[0|income.gov_fund|final]]万元，国有资本经营收入[[0|income.state_capital|final]]万元。"),
           P("2.上级补助收入[[0|income.superior_subsidy|final]]万元，占收入总计的[[0|income.superior_subsidy|share|of=income_expenditure_total]]%。3.事业收入、经营收入、附属单位上缴收入均为[[0|?]]万元。"),
           P(f"4.其他收入{t(f.inc['other'], 'income.other')}，占收入总计的{t.s(f.inc['other'], G, 'income.other', IE)}，主要是政法转移支付办案补助及利息收入等。5.使用非财政拨款结余[[0|balance.nonfiscal_used|final]]万元。"),
           P(f"6.上年结转和结余{t(f.opens(), 'balance.opening')}，占收入总计的{t.s(f.opens(), G, 'balance.opening', IE)}，主要是两庭建设项目结转资金。"),
           P(f"与上年相比，今年收入{t.dg(f.income, f.pincome, IT)}，主要原因：一是人员经费{w}{t.r(r[0], IT)}；二是业务装备及信息化经费{w}{t.r(r[1], IT)}。"),
           P(f"（二）支出总计{t(G, IE)}，包括：")]
    if nested:
        out.append(P(f"1.基本支出{t(b, 'expenditure.basic')}，占支出总计的{t.s(b, G, 'expenditure.basic', IE)}。主要是为保障机构正常运转、完成日常工作任务而发生的各项支出，其中：人员经费{t(per, 'expenditure.personnel')}，占基本支出的{t.s(per, b, 'expenditure.personnel', 'expenditure.basic')}；日常公用经费{t(f.pub, 'expenditure.public')}，占基本支出的{t.s(f.pub, b, 'expenditure.public', 'expenditure.basic')}，"
                     f"其中：办公费{t.q(f.econ['30201'])}、公务用车运行维护费{t.q(f.econ['30231'])}。"))
    else:
        out.append(P(f"1.基本支出{t(b, 'expenditure.basic')}，占支出总计的{t.s(b, G, 'expenditure.basic', IE)}（人员经费{t(per, 'expenditure.personnel')}、公用经费{t(f.pub, 'expenditure.public')}）。"))
    ys = [x for x in f.rows if x.at("f", "p")]
    out += [P(f"2.项目支出{t(p, 'expenditure.project')}，占支出总计的{t.s(p, G, 'expenditure.project', IE)}。主要包括审判执行业务经费、" + "、".join(x.name for x in ys[1:]) + "等。"),
            P(f"3.经营支出、对附属单位补助支出、上缴上级支出均为[[0|?]]万元。4.结余分配[[0|balance.distribution|final]]万元。5.年末结转和结余{t(f.closes(), 'balance.closing')}，占支出总计的{t.s(f.closes(), G, 'balance.closing', IE)}，比上年{t.dg(f.closes(), f.opens(), 'balance.closing')}，主要是{way(f.closes(), f.opens(), '部分项目尚未验收', '加快项目支付进度')}。"),
            P(f"与上年相比，今年支出{t.dg(a, f.tot(col='p'), ET)}，主要原因：{way(a, f.tot(col='p'), '调整工资标准、法官绩效考核奖金补发', '审判法庭维修改造基本完工')}。")]
    return out


def fiscal(f: Fin, t: Tx, y: int, alt: bool) -> list:
    g, i, b, p = f.tot("gpb"), f.tot("gpb", "i"), f.tot("gpb", part="b"), f.tot("gpb", part="p")
    out = [H("二、财政拨款支出决算情况", 2), H("（一）总体情况", 3),
           P(f"{y}年度财政拨款支出{t(g, FE + '/' + GE)}，占本年支出合计的{t.s(g, f.tot(), FE + '/' + GE, ET)}。与上年相比，财政拨款支出{t.dg(g, f.tot('gpb', 'p'), FE + '/' + GE)}。与年初预算{t(i, FE + '/' + GE, 'initial_budget')}相比，财政拨款支出完成年初预算的{t.c(g, i, FE + '/' + GE)}，"
             f"其中：基本支出完成年初预算的{t.c(b, f.tot('gpb', 'i', 'b'), 'gpb.basic_expenditure/fiscal.basic_expenditure')}，项目支出完成年初预算的{t.c(p, f.tot('gpb', 'i', 'p'), 'gpb.project_expenditure/fiscal.project_expenditure')}。"),
           H("（二）具体情况", 3)]
    m = GE + "/" + FE
    cl = f.by(3, "gpb")
    out.append(P(f"{y}年度财政拨款支出{t(g, FE + '/' + GE)}，按支出功能分类科目分，包括：" + "；".join(f"{CLS[c]}{t(v, m, code=c)}，占{t.s(v, g, m, 'gpb.expenditure', code=c)}" for c, v in cl.items()) + "。"))
    k = 0
    for j, (c, v) in enumerate(cl.items()):
        if not alt:
            k = 0
            out.append(P(f"{j + 1}.{CLS[c]}{t(v, m, code=c)}，具体包括："))
        for x in f.of("gpb"):
            if x.code[:3] != c:
                continue
            n, bu, cd, k = x.at("f"), x.at("i"), x.code, k + 1
            diff = "与年初预算持平" if n == bu else f"决算数{way(n, bu, '大于', '小于')}年初预算数的主要原因是{way(n, bu, '追加中央政法纪检监察转移支付资金', '结转下年使用')}"
            tot = f"完成年初预算的{t.c(n, bu, m, code=cd)}"
            if alt:
                out.append(P(f"{k}、{kuanxiang(f, x)}{t(n, m, code=cd)}，主要用于本院{'人员工资及日常运转' if x.at('f', 'b') else x.name + '方面'}支出，年初预算{t(bu, m, 'initial_budget', code=cd)}，{tot}，{diff}。"))
            else:
                out.append(P(f"（{k}）{x.name}{t(n, m, code=cd)}，{tot}（年初预算为{t(bu, m, 'initial_budget', code=cd)}），{diff}；"))
    names = [c for c in f.econ if c[:3] == "302"]
    out += [H("三、一般公共预算财政拨款基本支出决算情况", 2),
            P(f"{y}年度一般公共预算财政拨款基本支出{t(b, BE)}。其中：人员经费{t(f.personnel, 'gpb.personnel')}，主要包括基本工资、津贴补贴、奖金、机关事业单位基本养老保险缴费、住房公积金、退休费等；公用经费{t(f.pub, 'gpb.public')}，主要包括" + ("、".join(ECON[c] for c in names) if alt else "、".join(f"{ECON[c]}{t(f.econ[c], BE, code=c)}" for c in names)) + "。")]
    return out


def three(f: Fin, t: Tx, y: int, alt: bool) -> list:
    N, s = TPN, f.tps  # noqa: N806
    tot = [s("total", c) for c in range(3)]
    pu, op, rc = f.tp["purchase"], f.tp["operation"], f.tp["reception"]
    v = [s("vehicle", c) for c in range(3)]
    out = [H("四、“三公”经费支出决算情况", 2),
           P(f"{y}年度财政拨款“三公”经费支出{t(tot[0], N['total'])}，完成年初预算的{t.c(tot[0], tot[1], N['total'])}，决算数小于年初预算数的主要原因是压缩公务用车维修支出；与上年相比{t.dg(tot[0], tot[2], N['total'])}，主要原因是{way(tot[0], tot[2], '更新执法执勤用车', '上年更新执法执勤用车，本年更新数量少')}。其中：因公出国（境）费[[0|three_public.abroad|final]]万元，公务接待费{t(rc[0], N['reception'])}，公务用车购置及运行维护费{t(v[0], N['vehicle'])}。"),
           P("1.因公出国（境）费[[0|three_public.abroad|final]]万元，占“三公”经费支出的[[0|three_public.abroad|share|of=three_public.total]]%，完成年初预算的[[0|?]]%。")]
    if alt:
        out.append(P(f"2.公务接待费{t(rc[0], N['reception'])}，占“三公”经费支出的{t.s(rc[0], tot[0], N['reception'], N['total'])}，完成年初预算{t(rc[1], N['reception'], 'initial_budget')}的{t.c(rc[0], rc[1], N['reception'])}，比上年{t.dg(rc[0], rc[2], N['reception'])}，全年共接待{t.k(22, 'three_public.reception_batches', '批次')}、{t.k(164, 'three_public.reception_persons', '人次')}，人均[[{rc[0] * 100 // 164}|?]]元。"))
    else:
        out.append(P(f"2.公务接待费{t(rc[0], N['reception'])}，占{t.s(rc[0], tot[0], N['reception'], N['total'])}。其中：外事接待费[[0|three_public.reception_foreign|final]]万元，国内接待费{t(rc[0], 'three_public.reception_domestic')}，接待国内来访[[9|three_public.reception_batches|count]]批次[[61|three_public.reception_persons|count]]人次，为最高人民法院和省高院调研督导。"))
    out += [P(f"3.公务用车购置及运行维护费{t(v[0], N['vehicle'])}，占“三公”经费支出的{t.s(v[0], tot[0], N['vehicle'], N['total'])}，完成年初预算的{t.c(v[0], v[1], N['vehicle'])}，比上年{t.dg(v[0], v[2], N['vehicle'])}。其中：公务用车购置费{t(pu[0], N['purchase'])}，全年购置公务用车{t.k(2, 'three_public.vehicles_purchased', '辆')}，车均{t(pu[0] // 2, 'three_public.vehicle_unit_purchase_cost')}；"
              f"公务用车运行维护费{t(op[0], N['operation'])}，年末公务用车保有量{t.k(34 if alt else 21, 'three_public.vehicle_stock', '辆')}。")]
    return out


def other(f: Fin, t: Tx, y: int, alt: bool) -> list:
    r, q = f.rng, "procurement."
    pa = f._near(f.pub, 0.88, 1.12)
    g, w, s = r.randrange(10000, 40000), r.randrange(8000, 40000), r.randrange(9000, 30000)
    tot, sme, mic = g + w + s, g + w, w
    cars = (3, 27, 4) if alt else (2, 17, 2)
    out = [H("五、其他重要事项的情况说明", 2),
           P(f"（一）机关运行经费支出情况。{y}年度机关运行经费支出{t(f.pub, 'agency_operating')}，比上年{t.dg(f.pub, pa, 'agency_operating')}，主要原因是{way(f.pub, pa, '办案差旅费、邮电费增加', '严控一般性支出')}。主要包括办公费、印刷费、水电费、取暖费及会议费等。"),
           P(f"（二）政府采购支出情况。{y}年度政府采购支出总额{t(tot, q + 'total')}，其中：货物支出{t(g, q + 'goods')}、工程支出{t(w, q + 'works')}、服务支出{t(s, q + 'services')}。授予中小企业合同金额{t(sme, q + 'sme')}，占政府采购支出总额的{t.s(sme, tot, q + 'sme', q + 'total')}，其中：授予小微企业合同金额{t(mic, q + 'micro')}，占"
             + (f"政府采购支出总额的{t.s(mic, tot, q + 'micro', q + 'total')}" if alt else f"授予中小企业合同金额的{t.s(mic, sme, q + 'micro', q + 'sme')}") + "。"),
           P(f"（三）国有资产占用情况。截至{y}年12月31日，共有车辆{t.k(sum(cars), 'assets.vehicles', '辆')}，其中：机要通信用车{t.k(cars[0], 'assets.vehicles.confidential', '辆')}，执法执勤用车{t.k(cars[1], 'assets.vehicles.law_enforcement', '辆')}，特种专业技术用车（囚车、勘验车）{t.k(cars[2], 'assets.vehicles.special_technical', '辆')}；单位价值[[100|?]]万元（含）以上设备（不含车辆）{t.k(3, 'assets.large_equipment', '台（套）')}。"),
           P(f"（四）预算绩效情况。本年度开展项目绩效自评{t.k(8, 'perf.projects_self_evaluated', '个')}，自评覆盖率[[100|-]]%，平均分{t.mark('97.4', 'perf.mean_score', 'count')}分。全年受理各类案件[[18462|-]]件，审执结[[17905|-]]件，结案率[[96.98|-]]%，为[[312|-]]名当事人办理司法救助、减免诉讼费[[86.40|-]]万元。")]
    return out


def doc(rng: random.Random, name: str, e: str, y: int, k: float, alt: bool, sep: bool) -> Story:
    t = Tx(sep=sep)
    f = Fin(rng, [*lines(k), ("2040599", "其他法院支出", "nf", 40 * k, 95 * k)], opening={"gpb": 320 * k, "nf": 45}, closing={"gpb": 260 * k, "nf": 30}, nf={"other": 1}, tp={"purchase": (35.6, 36, 72.4), "operation": (61.2, 75, 64.8), "reception": (1.18, 3, 1.02)}, public=0.19)
    f.tp["purchase"] = (f.tp["purchase"][0] // 2 * 2, *f.tp["purchase"][1:])
    T = Tables(f, t, zero="" if alt else "0.00")
    tables = [H("第四部分 部门决算表" if not alt else "附件：部门决算公开表", 1), T.summary("收入支出决算总表"), T.income("收入决算表"), split_codes(T.expenditure("支出决算表")), T.fiscal("财政拨款收入支出决算总表"), split_codes(T.gpb("一般公共预算财政拨款支出决算表")), T.basic("一般公共预算财政拨款基本支出决算表"), T.three("财政拨款“三公”经费支出决算表")]
    if alt:
        del tables[2:4]
    bl = [H(f"{e}{y}年度部门决算", 0), H("目  录", 1), P("第一部分 部门概况"), P("第二部分 部门决算情况说明"), P("第三部分 名词解释"), P("第四部分 部门决算表"), H("第一部分 部门概况", 1), H("一、主要职责", 2), P("依法审判法律规定由其管辖的各类案件，执行已发生法律效力的判决、裁定，监督指导下级人民法院审判工作。"), H("二、机构设置", 2),
          P(f"纳入{e}{y}年度部门决算编制范围的预算单位[[1|org.budget_units|count]]家，为{e}本级。内设机构{t.k(17, 'org.internal_departments', '个')}，政法专项编制[[213|staff.other_quota/staff.admin_quota|count]]名，实有{t.k(201, 'staff.admin_actual', '人')}，聘用制书记员[[64|staff.off_quota|count]]人。"),
          H("第二部分 部门决算情况说明", 1), *totals(f, t, y, not alt), *fiscal(f, t, y, alt), *three(f, t, y, alt), *other(f, t, y, alt),
          H("第三部分 名词解释", 1), P("1.财政拨款收入：指同级财政当年拨付的资金。2.案件审判：反映人民法院开展案件审判活动的支出。3.大额支出：指单笔[[10|-]]万元以上的支出。"), *tables]
    return story(name, "liaoning", y, "final_account", e, bl)


def stories(rng: random.Random) -> list[Story]:
    """Two final accounts."""
    return [retry(doc, rng, "liaoning_court_middle", "辽城市中级人民法院", 2022, 1, False, False), retry(doc, rng, "liaoning_court_district", "辽城市平台区人民法院", 2023, 0.7, True, False)]
