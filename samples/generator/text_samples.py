"""Two text samples: a narrative final account with a self-evaluation form, and a short one in GB18030."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from samples.generator.marked import Truth, money, take_marks

BODY = "澄川市星湖区政务服务管理局"
TABLES = (
    "收入支出决算总表",
    "收入决算表",
    "支出决算表",
    "财政拨款收入支出决算总表",
    "一般公共预算财政拨款支出决算表",
    "财政拨款“三公”经费支出决算表",
)


class TextSample:
    """Lines of a text file with the truth about them."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.text = ""

    def line(
        self, marked: str, section: tuple[int, str, str | None, str] | None = None, place: str = "body"
    ) -> None:
        """Adds a line; `section` is (level, kind, number, title) of the heading that begins it."""
        start = len(self.text)
        if section is not None:
            level, kind, number, title = section
            self.truth.sections.append(
                {"start": start, "level": level, "kind": kind, "number_raw": number, "title": title}
            )
        self.text += take_marks(marked, place, self.truth, {"start": start}) + "\n"

    def part(self, number: str, title: str, *, toc: bool = False) -> None:
        """The heading of a part, or with `toc` its entry in the contents."""
        self.line(f"{number} {title}", (1, "toc_entry" if toc else "heading", number, title))

    def heading(self, number: str, title: str, *, toc: bool = False) -> None:
        """A heading of level 2, or of level 3 where its number stands in brackets."""
        level = 3 if number.startswith("(") else 2
        mark = number if level == 3 else f"{number}、"
        self.line(f"{mark}{title}", (level, "toc_entry" if toc else "heading", number.strip("()"), title))

    def row(self, cells: list[str], width: int = 14) -> None:
        """A row of a form as the web's text export writes it: a line for each cell, then the placeholders
        of all merged cells in one line (docs/domain.md §4.1)."""
        for cell in cells:
            self.text += f"{cell} |\n" if cell else "|\n"
        self.text += "|" * (width - len(cells)) + "\n"


def final_account() -> tuple[bytes, Truth]:
    """A Beijing-style narrative final account, UTF-8: contents, four parts, a 14-wide form."""
    truth = Truth(
        "beijing_style_final_account.txt",
        {
            "doc_kind": "final_account",
            "fiscal_year": 2025,
            "entity_name": BODY,
            "scope_type": "department_rollup",
            "division_code": None,
            "default_unit": "万元",
            "page_count": None,
        },
    )
    doc = TextSample(truth)
    doc.line(f"{BODY}2025年度部门决算公开")
    doc.line("目 录", (0, "toc_title", None, "目 录"))
    for toc in (True, False):
        doc.part("第一部分", "2025年度部门决算报表", toc=toc)
        if toc:
            for number, title in zip("一二三四五六", TABLES, strict=True):
                doc.heading(number, title, toc=True)
            doc.part("第二部分", "2025年度部门决算说明", toc=True)
            doc.part("第三部分", "2025年度其他重要事项的情况说明", toc=True)
            doc.part("第四部分", "2025年度部门绩效评价情况", toc=True)
    doc.line("报表详见附件。")
    _explanation(doc)
    _other_matters(doc)
    _evaluation(doc)
    return doc.text.encode("utf-8"), truth


def _explanation(doc: TextSample) -> None:
    truth = doc.truth
    doc.part("第二部分", "2025年度部门决算说明")
    doc.heading("一", "部门/单位基本情况")
    doc.heading("(一)", "机构设置、职责")
    doc.line(
        f"根据《澄川市星湖区机构改革方案》(澄星发〔2019〕5号),组建{BODY},作为区政府工作部门。"
        "下属事业单位⟨2个=org.subordinate_institutions/count⟩,分别为:澄川市星湖区政务服务中心、澄川市星湖区公共资源交易中心。"
    )
    doc.heading("(二)", "人员构成情况")
    doc.line(
        "行政编制⟨12人=staff.admin_quota/count⟩,实有人数⟨11人=staff.admin_actual/count⟩;事业编制⟨20人=staff.institution_quota/count⟩,实有人数⟨18人=staff.institution_actual/count⟩。"
    )
    doc.heading("二", "收入支出决算总体情况说明")
    doc.line(
        "2025年度收、支总计⟨1334.20万元=income_expenditure_total/final⟩,"
        "比上年增加⟨52.30万元=income_expenditure_total/change_yoy⟩,"
        "增长⟨4.08%=income_expenditure_total/growth_yoy⟩。主要原因:追加平台运维经费⟪48.00万元=income_expenditure_total/reason_amount⟫。"
    )
    doc.heading("(一)", "收入决算说明")
    doc.line(
        "2025年度本年收入合计⟨1299.00万元=income.total/final⟩,比上年增加⟨41.10万元=income.total/change_yoy⟩,"
        "增长⟨3.27%=income.total/growth_yoy⟩,其中:"
    )
    doc.line(
        "1.财政拨款收入⟨1286.40万元=income.fiscal/final⟩,占收入合计的⟨99.03%=income.fiscal/share⟩;",
        (4, "data_item", "1", "财政拨款收入"),
    )
    doc.line(
        "2.其他收入⟨12.60万元=income.other/final⟩,占收入合计的⟨1.97%=income.other/share⟩。",
        (4, "data_item", "2", "其他收入"),
    )
    truth.slip("P02", "1.97%", "0.97%", "12.60 of 1299.00 is 0.97 %: the shares add up to 101.00 %")
    doc.heading("(二)", "支出决算说明")
    doc.line(
        "2025年度本年支出合计⟨1286.60万元=expenditure.total/final⟩,"
        "比上年增加⟨28.90万元=expenditure.total/change_yoy⟩,增长⟨2.30%=expenditure.total/growth_yoy⟩,其中:"
    )
    doc.line(
        "1.基本支出⟨1036.60万元=expenditure.basic/final⟩,占支出合计的⟨80.57%=expenditure.basic/share⟩;",
        (4, "data_item", "1", "基本支出"),
    )
    doc.line(
        "2.项目支出⟨250.00万元=expenditure.project/final⟩,占支出合计的⟨19.43%=expenditure.project/share⟩。",
        (4, "data_item", "2", "项目支出"),
    )
    doc.heading("三", "财政拨款收入支出决算总体情况说明")
    doc.line(
        "2025年度财政拨款收、支总计⟨1316.40万元=fiscal.income_expenditure_total/final⟩,"
        "比上年减少⟨3.60万元=fiscal.income_expenditure_total/change_yoy⟩,"
        "下降⟨0.27%=fiscal.income_expenditure_total/growth_yoy⟩。"
    )
    doc.heading("四", "一般公共预算财政拨款支出决算情况说明")
    doc.heading("(一)", "一般公共预算财政拨款支出决算具体情况")
    doc.line(
        "1、“一般公共服务支出”(类)2025年度决算⟨847.55万元=gpb.expenditure/final@201⟩,"
        "比2025年年初预算增加⟨32.55万元=gpb.expenditure/change_vs_initial_budget@201⟩,"
        "增长⟨3.99%=gpb.expenditure/growth_vs_initial_budget@201⟩。其中:",
        (4, "data_item", "1", "一般公共服务支出"),
    )
    doc.line(
        "“政府办公厅(室)及相关机构事务”(款)2025年度决算⟨847.55万元=gpb.expenditure/final@20103⟩,"
        "比2025年年初预算增加⟨32.55万元=gpb.expenditure/change_vs_initial_budget@20103⟩,"
        "增长⟨3.99%=gpb.expenditure/growth_vs_initial_budget@20103⟩。主要原因:追加电子证照推广经费。",
        (5, "data_item", None, "政府办公厅(室)及相关机构事务"),
    )
    doc.line(
        "2、“社会保障和就业支出”(类)2025年度决算⟨148.32万元=gpb.expenditure/final@208⟩,"
        "比2025年年初预算减少⟨1.68万元=gpb.expenditure/change_vs_initial_budget@208⟩,下降⟨1.12%=gpb.expenditure/growth_vs_initial_budget@208⟩。",
        (4, "data_item", "2", "社会保障和就业支出"),
    )


def _other_matters(doc: TextSample) -> None:
    truth = doc.truth
    doc.part("第三部分", "2025年度其他重要事项的情况说明")
    doc.heading("一", "“三公”经费财政拨款决算情况")
    doc.line(
        "2025年度“三公”经费财政拨款决算数⟨3.10万元=three_public.total/final⟩,"
        "比2025年度“三公”经费财政拨款年初预算⟨3.60万元=three_public.total/initial_budget⟩减少⟨0.50万元=three_public.total/change_vs_initial_budget⟩。其中:"
    )
    doc.line(
        "1.因公出国(境)费用。2025年度决算数⟨0万元=three_public.abroad/final⟩,"
        "⟨与年初预算持平=three_public.abroad/change_vs_initial_budget+growth_vs_initial_budget⟩。",
        (4, "run_on_heading", "1", "因公出国(境)费用"),
    )
    doc.line(
        "2.公务接待费。2025年度决算数⟨1.20万元=three_public.reception/final⟩。"
        "公务接待⟨6批次=three_public.reception_batches/count⟩,公务接待⟨64人次=three_public.reception_persons/count⟩。",
        (4, "run_on_heading", "2", "公务接待费"),
    )
    doc.line(
        "3.公务用车购置及运行维护费。2025年度决算数⟨1.85万元=three_public.vehicle/final⟩。",
        (4, "run_on_heading", "3", "公务用车购置及运行维护费"),
    )
    truth.slip("I16", "3.10万元", "3.05万元", "0 + 1.20 + 1.85 = 3.05")
    doc.heading("二", "机关运行经费支出情况")
    doc.line("2025年度机关运行经费支出⟨96.40万元=agency_operating/final⟩。")
    doc.heading("三", "专业名词解释")
    doc.line(
        "1.基本支出:指为保障机构正常运转、完成日常工作任务而发生的各项支出。",
        (4, "glossary_term", "1", "基本支出"),
        "glossary",
    )
    doc.line(
        "2.项目支出:指为完成特定的工作任务所发生的支出。", (4, "glossary_term", "2", "项目支出"), "glossary"
    )


def _evaluation(doc: TextSample) -> None:
    doc.part("第四部分", "2025年度部门绩效评价情况")
    doc.heading("一", "项目支出绩效自评表")
    doc.truth.sections.append(
        {
            "start": len(doc.text),
            "level": 3,
            "kind": "table_title",
            "number_raw": None,
            "title": "项目支出绩效自评表",
        }
    )
    indicators = [
        ("产出指标", "数量指标", "指标1:新增自助终端", "≥40台", "42台", "15", "15", ""),
        (None, None, "指标2:培训场次", "≥20场", "16场", "15", "12", "场地改造,四场延期"),
        (None, "质量指标", "指标1:系统可用率", "≥99%", "99.6%", "20", "20", ""),
        ("效益指标", "社会效益指标", "指标1:平均办理时间", "≤20分钟", "18分钟", "30", "30", ""),
        ("满意度指标", "服务对象满意度指标", "指标1:办事群众满意度", "≥95%", "96%", "10", "11", ""),
    ]
    doc.row(["项目支出绩效自评表"])
    doc.row(["(2025年度)"])
    doc.row(["项目名称", "政务服务平台升级与运维项目"])
    doc.row(["主管部门", BODY, "实施单位", "澄川市星湖区政务服务中心"])
    doc.row(["项目负责人", "", "联系电话", ""])
    doc.row(["项目资金", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"])
    doc.row(["年度资金总额", "260", "250", "237.4", "10", "94.96%", "9.5"])
    doc.row(["其中:当年财政拨款", "260", "250", "237.4", "—", "", "—"])
    doc.row(["上年结转资金", "", "", "", "—", "", "—"])
    doc.row(["其他资金", "", "", "", "—", "", "—"])
    doc.row(["年度总体目标", "预期目标", "实际完成情况"])
    expected, actual = "完成平台升级,新增自助终端,开展培训。", "平台升级完成,自助终端投入使用。"
    doc.row([expected, actual])
    doc.row(
        [
            "绩效指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ]
    )
    for row in indicators:
        doc.row([cell for cell in row if cell is not None])
    doc.text += "总分 |\n100 |\n97.5 |\n|"
    doc.truth.slip("S5", "11", "10", "a score of 11 where 10 is the most", [("S5", "11", "10")])
    level1 = level2 = ""
    rows: list[dict[str, Any]] = []
    for row in indicators:
        level1, level2 = row[0] or level1, row[1] or level2
        rows.append(
            {
                "level1_raw": level1,
                "level2_raw": level2,
                "level3_raw": row[2],
                "target_raw": row[3],
                "actual_raw": row[4],
                "weight": row[5],
                "score": row[6],
                "deviation_reason": row[7] or None,
            }
        )
    doc.truth.projects.append(
        {
            "form_kind": "pf_project_self_eval",
            "form_year": 2025,
            "name_raw": "政务服务平台升级与运维项目",
            "competent_department": BODY,
            "implementing_unit": "澄川市星湖区政务服务中心",
            "total_weight": "100",
            "total_score": "97.5",
            "goal": {"expected": expected, "actual": actual},
            "funds": [
                _fund("total", ("260", "250", "237.4"), "94.96", "10", "9.5"),
                _fund("current_year_fiscal", ("260", "250", "237.4"), None, None, None),
                _fund("carryover", (None, None, None), None, None, None),
                _fund("other", (None, None, None), None, None, None),
            ],
            "indicators": rows,
        }
    )


def _fund(
    kind: str, amounts: tuple[str | None, ...], rate: str | None, weight: str | None, score: str | None
) -> dict[str, Any]:
    yuan = [money(Decimal(a) * 10_000) if a else None for a in amounts]
    return {
        "fund_type": kind,
        "initial_budget": yuan[0],
        "full_year_budget": yuan[1],
        "executed": yuan[2],
        "execution_rate": rate,
        "weight": weight,
        "score": score,
    }


def short_account() -> tuple[bytes, Truth]:
    """A unit's short explanation in GB18030 with CRLF, numbers with thousands separators."""
    truth = Truth(
        "gb18030_unit_account.txt",
        {
            "doc_kind": "final_account",
            "fiscal_year": 2024,
            "entity_name": "澄川市星湖区档案馆",
            "scope_type": "single_unit",
            "division_code": None,
            "default_unit": "万元",
            "page_count": None,
            "has_tables": False,
        },
    )
    doc = TextSample(truth)
    doc.line("澄川市星湖区档案馆")
    doc.line("2024年度单位决算公开说明")
    doc.heading("一", "单位基本情况")
    doc.truth.sections[-1]["level"] = 1
    doc.line(
        "本单位为公益一类事业单位，事业编制⟨15名=staff.institution_quota/count⟩，在职人员⟨14人=staff.in_post/count⟩，⟨本单位无下属单位=org.subordinate_institutions/count⟩。"
    )
    doc.heading("二", "收入支出决算总体情况")
    doc.truth.sections[-1]["level"] = 1
    doc.line(
        "2024年度收、支总计⟨1,046.08万元=income_expenditure_total/final⟩，与2023年度相比，收、支总计各减少"
        "⟨13.92万元=income_expenditure_total/change_yoy⟩，下降⟨1.31%=income_expenditure_total/growth_yoy⟩。"
        "主要原因是：库房改造完工，较上年减少⟪20万元=income_expenditure_total/reason_amount⟫。"
    )
    doc.heading("三", "机关运行经费支出情况")
    doc.truth.sections[-1]["level"] = 1
    doc.line("本单位为事业单位，⟨2024年度无机关运行经费支出=agency_operating/final⟩。")
    doc.heading("四", "国有资产占用情况")
    doc.truth.sections[-1]["level"] = 1
    doc.line(
        "截至2024年12月31日，共有车辆⟨1辆=assets.vehicles/count⟩，单价⟨100万元⟩以上设备⟨0台=assets.large_equipment/count⟩。"
    )
    truth.quantities[-2]["place"] = "threshold"
    return doc.text.replace("\n", "\r\n").encode("gb18030"), truth
