"""Guizhou: a prefecture bureau, two final accounts."""

from __future__ import annotations

import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _kit import CLS, ECON, KUAN, TPN, Fin, H, P, Story, Tables, Tx, retry, story, way  # noqa: E402

ET, IT, GE = "expenditure.total", "income.total", "gpb.expenditure"


def pair(t: Tx, f: Fin, code: str, i: int, y: int) -> str:
    """A 款 or 项 against last year and against the budget, in changing order."""
    n = len(code)
    a, b, p = (f.by(n, "gpb", c)[code] for c in ("f", "i", "p"))
    name = f.name(code)
    short = name.removesuffix("支出")
    if i % 4 == 0:
        return f"{name}{t(a, GE, code=code)}，占一般公共预算财政拨款支出的{t.s(a, f.tot('gpb'), GE, GE, code=code)}，较上年{t.dg(a, p, GE, code=code)}，变动原因：{way(a, p, '项目增加', '项目减少')}"
    if i % 4 == 1:
        extra = f"，较年初预算数{t.d(a, b, GE, 'vs_initial_budget', code=code)}" if a != b else "，与年初预算一致"
        return f"{name}年初预算{t(b, GE, 'initial_budget', code=code)}，决算{t(a, GE, code=code)}{extra}"
    if i % 4 == 2:
        return f"{name}{t(a, GE, code=code)}（{y - 1}年{t(p, GE, 'prior_final', code=code)}，{t.g(a, p, GE, code=code)}）"
    return f"{short}支出{t(a, GE, code=code)}，完成年初预算{t(b, GE, 'initial_budget', code=code)}的{t.c(a, b, GE, code=code)}"


def tail(f: Fin, t: Tx, y: int, e: str, rng: random.Random, v: int, o: tuple) -> list:
    a, b, p = (f.tps("total", c) for c in range(3))
    op, rc = f.tp["operation"], f.tp["reception"]
    N = TPN  # noqa: N806
    if v:
        three = [P(f"{y}年度“三公”经费支出{t(a, N['total'])}，比年初预算{t.d(a, b, N['total'], 'vs_initial_budget')}，比{y - 1}年决算{t.dg(a, p, N['total'])}。其中：因公出国（境）费支出[[0|three_public.abroad|final]]万元，与上年持平；公务用车购置及运行维护费支出{t(op[0], N['vehicle'])}（其中购置费[[0|three_public.vehicle_purchase|final]]万元、"
                   f"运行维护费{t(op[0], N['operation'])}），占“三公”经费的{t.s(op[0], a, N['vehicle'], N['total'])}，比{y - 1}年{t.dg(op[0], op[2], N['operation'])}；公务接待费{t(rc[0], N['reception'])}，占{t.s(rc[0], a, N['reception'], N['total'])}，{t.dg(rc[0], rc[2], N['reception'])}。"),
                 P(f"年末公务用车保有量{t.k(6, 'three_public.vehicle_stock', '辆')}，车均运行维护费{t(int(op[0] / 6 + 0.5), 'three_public.vehicle_unit_operation_cost')}。国内公务接待{t.k(54, 'three_public.reception_batches', '批次')}{t.k(402, 'three_public.reception_persons', '人次')}，其中外事接待{t.k(0, 'three_public.reception_foreign_batches', '批次')}。接待费主要用于省级督导组、东西部协作考察团来访用餐，最多一次[[18|-]]人[[0.17|-]]万元。")]
    else:
        three = [P(f"{y}年度一般公共预算财政拨款安排“三公”经费年初预算{t(b, N['total'], 'initial_budget')}，决算{t(a, N['total'])}，完成预算的{t.c(a, b, N['total'])}，较年初预算减少的原因是从严控制公务接待批次。具体如下："),
                 P("1.因公出国（境）费[[0|three_public.abroad|final]]万元，年初预算[[0|three_public.abroad|initial_budget]]万元，与预算持平，与上年持平。"),
                 P(f"2.公务接待费{t(rc[0], N['reception'])}，完成年初预算{t(rc[1], N['reception'], 'initial_budget')}的{t.c(rc[0], rc[1], N['reception'])}；同比{t.d(rc[0], rc[2], N['reception'])}，其中国内接待费{t(rc[0], 'three_public.reception_domestic')}，接待{t.k(33, 'three_public.reception_batches', '批次')}、{t.k(241, 'three_public.reception_persons', '人次')}。"),
                 P(f"3.公务用车购置及运行费{t(op[0], N['vehicle'])}：公务用车购置费[[0|three_public.vehicle_purchase|final]]万元（购置{t.k(0, 'three_public.vehicles_purchased', '辆')}）；公务用车运行维护费{t(op[0], N['operation'])}，完成年初预算{t(op[1], N['operation'], 'initial_budget')}的{t.c(op[0], op[1], N['operation'])}，较上年{t.dg(op[0], op[2], N['operation'])}。"
                   f"其中燃油费{t(op[0] // 2, 'three_public.vehicle_operation.fuel')}、维修费{t(op[0] // 4, 'three_public.vehicle_operation.repair')}、保险费{t(op[0] // 8, 'three_public.vehicle_operation.insurance')}、过路过桥等其他费用{t(op[0] - op[0] // 2 - op[0] // 4 - op[0] // 8, 'three_public.vehicle_operation.other')}。"),
                 ]
    ao = f.pub if v else f.pub * 5 // 8
    pa = f._near(ao, 0.85, 1.15)
    q = "procurement."
    g, w, s = rng.randrange(800, 9000), rng.randrange(10000, 50000), rng.randrange(3000, 20000)
    tot = g + w + s
    cars = [1, 2, 1, 2]
    return [H(f"{o[0]}、财政拨款“三公”经费支出决算情况说明", 2), *three, H(f"{o[1]}、机关运行经费情况说明", 2),
            P(f"{y}年度机关运行经费支出{t(ao, 'agency_operating')}，较上年{t.dg(ao, pa, 'agency_operating')}，主要原因是{way(ao, pa, '差旅费、培训费较上年增加', '公务活动减少')}。"), H(f"{o[2]}、政府采购情况说明", 2),
            P(f"{y}年度{e}政府采购支出总额{t(tot, q + 'total')}，其中：货物类{t(g, q + 'goods')}，工程类{t(w, q + 'works')}，服务类{t(s, q + 'services')}。授予中小企业合同金额占政府采购支出总额的{t.s(w + s, tot, q + 'sme', q + 'total')}，即{t(w + s, q + 'sme')}；授予小微企业{t(s, q + 'micro')}，占{t.s(s, tot, q + 'micro', q + 'total')}。"),
            H(f"{o[3]}、国有资产占用情况说明", 2),
            P(f"截至{y}年12月31日，{e}共有车辆{t.k(6, 'assets.vehicles', '辆')}：领导干部用车{t.k(cars[0], 'assets.vehicles.leaders', '辆')}、应急保障用车{t.k(cars[1], 'assets.vehicles.emergency', '辆')}、离退休干部用车{t.k(cars[2], 'assets.vehicles.retired_cadres', '辆')}、其他用车{t.k(cars[3], 'assets.vehicles.other', '辆')}；单价[[100|?]]万元以上设备{t.k(1, 'assets.large_equipment', '台（套）')}。"),
            H(f"{o[4]}、预算绩效管理工作情况", 2),
            P(f"本部门{y}年实行绩效目标管理的项目{t.k(14, 'perf.projects_with_goals', '个')}，其中自评等次为“优”的{t.k(11, 'perf.grade_a', '个')}、“良”{t.k(3, 'perf.grade_b', '个')}，整体支出绩效自评得分[[95.6|perf.department_score|count]]分。存在的主要问题：个别项目预算执行率低于[[60|-]]%。"),
            H("第四部分 名词解释", 1), P("（一）年初结转和结余：指以前年度预算安排、结转到本年的资金。（二）“三公”经费：按规定，因公出国（境）费、公务用车购置及运行费和公务接待费。")]


def forest(rng: random.Random) -> Story:
    y, e, t = 2023, "黔乌州林业局", Tx()
    f = Fin(rng, [("2080505", "机关事业单位基本养老保险缴费支出", "gpb", 166, 0), ("2080506", "机关事业单位职业年金缴费支出", "gpb", 83, 0), ("2101101", "行政单位医疗", "gpb", 40, 0), ("2101102", "事业单位医疗", "gpb", 55, 0), 
                  ("2130201", "行政运行", "gpb", 820, 0), ("2130204", "事业机构", "gpb", 905, 34), ("2130205", "森林资源培育", "gpb", 0, 610), ("2130207", "森林资源管理", "gpb", 0, 355), ("2130234", "林业草原防灾减灾", "gpb", 0, 420), ("2210201", "住房公积金", "gpb", 208, 0), ("2130299", "其他林业和草原支出", "nf", 0, 140)],
            opening={"gpb": 260, "nf": 80}, closing={"gpb": 190, "nf": 36}, nf={"superior": 2, "other": 1}, tp={"operation": (14.4, 18, 15.2), "reception": (3.6, 6, 5.1)})
    T, gt = Tables(f, t, zero="0"), "income_expenditure_total"
    b, p = f.tot(part="b"), f.tot(part="p")
    bl = [H(f"{e}{y}年度部门决算公开说明", 0), H(f"第一部分 {e}概况", 1), H("一、主要职能", 2), P("负责全州林业和草原及其生态保护修复的监督管理。"), H("二、部门机构设置及人员构成", 2),
          P(f"局机关内设机构{t.k(9, 'org.internal_departments', '个')}，下属事业单位{t.k(4, 'org.subordinate_institutions', '个')}。年末实有人数{t.k(168, 'staff.actual', '人')}，其中：在职人员{t.k(121, 'staff.in_post', '人')}（行政人员{t.k(36, 'staff.admin_actual', '人')}、事业人员{t.k(85, 'staff.institution_actual', '人')}），退休人员{t.k(47, 'staff.retired.retirees', '人')}。"),
          H("第二部分 部门决算公开报表", 1), T.summary("收入支出决算总表"), T.income("收入决算表", levels=(3, 5)), T.expenditure("支出决算表", levels=(3, 5)), T.fiscal("财政拨款收入支出决算总表"), T.gpb("一般公共预算财政拨款支出决算表"), T.basic("一般公共预算财政拨款基本支出决算表"), T.three("财政拨款“三公”经费支出决算表"),
          H("第三部分 部门决算情况说明", 1), H("一、收入支出决算总体情况说明", 2)]
    bl += [P(f"{y}年度收、支总计{t(f.grand, gt)}。收入方面，本年收入{t(f.income, IT)}、年初结转和结余{t(f.opens(), 'balance.opening')}；支出方面，本年支出{t(f.tot(), ET)}、年末结转和结余{t(f.closes(), 'balance.closing')}。与{y - 1}年度{t(f.pgrand, gt, 'prior_final', year=y - 1)}相比{t.dg(f.grand, f.pgrand, gt)}，"
             f"变动原因：{way(f.grand, f.pgrand, '松材线虫病防治和林区防火道路建设投入增加', '石漠化治理项目完工')}。"), H("二、收入决算情况说明", 2),
           P(f"本年收入合计{t(f.income, IT)}，其中：财政拨款收入{t(f.fiscal_income, 'income.fiscal')}，占{t.s(f.fiscal_income, f.income, 'income.fiscal', IT)}；上级补助收入{t(f.inc['superior'], 'income.superior_subsidy')}，占{t.s(f.inc['superior'], f.income, 'income.superior_subsidy', IT)}；事业收入[[0|income.undertaking|final]]万元，占[[0|income.undertaking|share|of=income.total]]%；其他收入{t(f.inc['other'], 'income.other')}，占{t.s(f.inc['other'], f.income, 'income.other', IT)}。"),
           H("三、支出决算情况说明", 2),
           P(f"本年支出合计{t(f.tot(), ET)}，较上年{t.dg(f.tot(), f.tot(col='p'), ET)}。其中：基本支出{t(b, 'expenditure.basic')}，占{t.s(b, f.tot(), 'expenditure.basic', ET)}，较上年{t.dg(b, f.tot(col='p', part='b'), 'expenditure.basic')}；项目支出{t(p, 'expenditure.project')}，占{t.s(p, f.tot(), 'expenditure.project', ET)}，较上年{t.dg(p, f.tot(col='p', part='p'), 'expenditure.project')}。"),
           H("四、财政拨款收入支出决算总体情况说明", 2), P(f"{y}年度财政拨款收支总计{t(f.fgrand, 'fiscal.income_expenditure_total')}，与上年相比{t.dg(f.fgrand, f.pfgrand, 'fiscal.income_expenditure_total')}，年初财政拨款结转和结余{t(f.opens('gpb'), 'fiscal.opening/gpb.opening')}，年末{t(f.closes('gpb'), 'fiscal.closing/gpb.closing')}。"),
           H("五、一般公共预算财政拨款支出决算情况说明", 2)]
    a = f.tot("gpb")
    bl += [P(f"（一）总体情况。{y}年度一般公共预算财政拨款支出{t(a, GE)}，占本年支出合计的{t.s(a, f.tot(), GE, ET)}；年初预算{t(f.tot('gpb', 'i'), GE, 'initial_budget')}，完成{t.c(a, f.tot('gpb', 'i'), GE)}。"),
           P("（二）按功能分类科目（类）：" + "；".join(pair(t, f, c, i, y) for i, c in enumerate(f.by(3, "gpb"))) + "。"), P("（三）按功能分类科目（款、项）："),
           *[P(f"{i + 1}.{KUAN[x.code[:5]]}（款）{pair(t, f, x.code, i + 1, y)}。") for i, x in enumerate(f.of("gpb"))],
           H("六、一般公共预算财政拨款基本支出决算情况说明", 2),
           P(f"{y}年度一般公共预算财政拨款基本支出{t(f.personnel + f.pub, 'gpb.basic_expenditure')}，其中人员经费{t(f.personnel, 'gpb.personnel')}，占{t.s(f.personnel, f.personnel + f.pub, 'gpb.personnel', 'gpb.basic_expenditure')}；公用经费{t(f.pub, 'gpb.public')}，占{t.s(f.pub, f.personnel + f.pub, 'gpb.public', 'gpb.basic_expenditure')}。公用经费中，"
             + "，".join(f"{ECON[c]}{t(v, 'gpb.basic_expenditure', code=c)}" for c, v in list(f.econ.items()) if c[:3] == "302") + "。"),
           H("七、政府性基金预算财政拨款收入支出决算情况说明", 2), P("本部门无政府性基金预算财政拨款收支，相应表格为空表。"), *tail(f, t, y, e, rng, 1, ("八", "九", "十", "十一", "十二"))]
    return story("guizhou_forestry", "guizhou", y, "final_account", e, bl)


def emergency(rng: random.Random) -> Story:
    y, e, t = 2021, "清苗自治州应急管理局（本级）", Tx(places=1)
    f = Fin(rng, [("2080505", "机关事业单位基本养老保险缴费支出", "gpb", 71, 0), ("2080506", "机关事业单位职业年金缴费支出", "gpb", 20, 0), ("2101101", "行政单位医疗", "gpb", 36, 0), ("2101103", "公务员医疗补助", "gpb", 17, 0), ("2210201", "住房公积金", "gpb", 76, 0), ("2240101", "行政运行", "gpb", 870, 0), ("2240104", "灾害风险防治", "gpb", 0, 230), ("2240106", "安全监管", "gpb", 0, 310), ("2240108", "应急救援", "gpb", 0, 205), ("2240204", "消防应急救援", "gpb", 0, 64)],
            opening={"gpb": 54}, tp={"operation": (9.7, 12, 11.3), "reception": (1.2, 2.5, 2.05)}, equal_budget=0.3)
    T, gt = Tables(f, t, zero="—"), "income_expenditure_total"
    b, p, a = f.tot(part="b"), f.tot(part="p"), f.tot()
    bl = [H(f"{e}{y}年度决算公开", 0), H("第一部分 概况", 1), P(f"本部门为州人民政府工作部门，内设科室[[八|org.internal_departments|count]]个，核定行政编制{t.k(45, 'staff.admin_quota', '名')}，工勤编制{t.k(3, 'staff.worker_quota', '名')}，年末在职{t.k(44, 'staff.in_post', '人')}，当年退休{t.k(2, 'staff.retirements', '人')}、调入{t.k(1, 'staff.transfers_in', '人')}。"),
          H("第二部分 决算表", 1), T.summary("收入支出决算总表", ordinals=False), T.expenditure("支出决算表", levels=(3, 5, 7)), T.gpb("一般公共预算财政拨款支出决算表"), T.three("一般公共预算财政拨款“三公”经费支出决算表"),
          H("第三部分 决算情况说明", 1), H("一、收入、支出决算总体情况", 2),
          P(f"本部门{y}年收入总计{t(f.grand, gt)}、支出总计{t(f.grand, gt)}，收支各比上年{t.dg(f.grand, f.pgrand, gt)}，主要是{way(f.grand, f.pgrand, '购置森林灭火装备和救灾物资增加支出', '疫情防控物资采购减少，减支')}{t.r(abs(f.grand - f.pgrand) * 4 // 5, gt)}。"),
          H("二、收入决算情况", 2), P(f"本年收入{t(f.income, IT)}全部为一般公共预算财政拨款收入，占本年收入合计的{t.s(f.income, f.income, 'income.gpb', IT)}；另有年初结转{t(f.opens(), 'balance.opening')}，系上年{y - 1}年末下达的冬春救助资金。本年收入比上年{t.dg(f.income, f.pincome, IT)}。"),
          H("三、支出决算情况", 2),
          P(f"本年支出{t(a, ET)}，较上年决算{t.dg(a, f.tot(col='p'), ET)}，年末无结转。1.基本支出{t(b, 'expenditure.basic')}，占{t.s(b, a, 'expenditure.basic', ET)}；2.项目支出{t(p, 'expenditure.project')}，占{t.s(p, a, 'expenditure.project', ET)}，其中安全监管专项{t.q(f.line('2240106').at('f'))}、灾害风险普查{t.q(f.line('2240104').at('f'))}。"),
          H("四、财政拨款收支及一般公共预算支出情况", 2), P(f"财政拨款收入支出总计{t(f.fgrand, 'fiscal.income_expenditure_total')}。一般公共预算财政拨款支出{t(a, GE)}（占本年支出合计的{t.s(a, a, GE, ET)}），年初预算{t(f.tot(col='i'), GE, 'initial_budget')}，完成年初预算的{t.c(a, f.tot(col='i'), GE)}。按用途分：" + "；".join(f"{CLS[c]}（类）{t(v, GE, code=c)}，占{t.s(v, a, GE, GE, code=c)}" for c, v in f.by(3).items()) + "。"),
          P("具体到项级科目：" + "。".join(f"（{i + 1}）{pair(t, f, x.code, i, y)}" for i, x in enumerate(f.of("gpb"))) + "。"),
          H("五、基本支出情况", 2), P(f"基本支出{t(f.personnel + f.pub, 'gpb.basic_expenditure')}。人员经费{t(f.personnel, 'gpb.personnel')}：工资福利支出{t(f.e3('301'), 'gpb.basic_expenditure', code='301')}（基本工资{t(f.econ['30101'], 'gpb.basic_expenditure', code='30101')}、津贴补贴{t(f.econ['30102'], 'gpb.basic_expenditure', code='30102')}、奖金{t(f.econ['30103'], 'gpb.basic_expenditure', code='30103')}、住房公积金{t(f.econ['30113'], 'gpb.basic_expenditure', code='30113')}等），"
                                     f"对个人和家庭的补助{t(f.e3('303'), 'gpb.basic_expenditure', code='303')}；公用经费{t(f.pub, 'gpb.public')}：商品和服务支出{t(f.e3('302'), 'gpb.basic_expenditure', code='302')}，资本性支出{t(f.e3('310'), 'gpb.basic_expenditure', code='310')}。"), *tail(f, t, y, e, rng, 0, ("六", "七", "八", "九", "十"))]
    return story("guizhou_emergency", "guizhou", y, "final_account", e, bl)


def stories(rng: random.Random) -> list[Story]:
    """Two final accounts."""
    return [retry(forest, rng), retry(emergency, rng)]
