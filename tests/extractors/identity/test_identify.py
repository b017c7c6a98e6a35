import pytest

from extractors.document import Document, Grid, GridCell, Paragraph
from extractors.identity.identify import identify
from extractors.records import Identity


def document(*lines: str, furniture: tuple[str, ...] = ()) -> Document:
    """Lines as paragraphs; those of `furniture` repeat outside the body."""
    blocks, text = [], ""
    for line in lines:
        role = "furniture" if line in furniture else "body"
        blocks.append(Paragraph(len(text), len(text) + len(line), role))
        text += line + "\n"
    return Document(text, tuple(blocks), "text/plain")


def with_grid(doc: Document, rows: list[list[str]]) -> Document:
    text, cells = doc.text, []
    start = len(text)
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            cells.append(GridCell(r, c, value, len(text), len(text) + len(value)))
            text += value + "\t"
        text += "\n"
    grid = Grid(start, len(text), len(rows), max(map(len, rows)), tuple(cells))
    return Document(text, (*doc.blocks, grid), doc.media_type)


def of(*lines: str) -> Identity:
    return identify(document(*lines), [], [])


@pytest.mark.parametrize(
    ("cover", "name", "year", "kind", "scope", "code"),
    [
        (
            ["某市云溪区统计局2026年度部门预算信息公开"],
            "某市云溪区统计局",
            2026,
            "budget",
            "department_rollup",
            None,
        ),
        (
            ["中共上海市普陀区委", "社会工作部 2024 年度", "部门决算"],
            "中共上海市普陀区委社会工作部",
            2024,
            "final_account",
            "department_rollup",
            "310107",
        ),
        (
            ["2 0 2 6 年 烟 台 市 水 利 局 部 门 预", "算"],
            "烟台市水利局",
            2026,
            "budget",
            "department_rollup",
            "370600",
        ),
        (
            ["2026年中共烟台市委宣传部部门", "预算"],
            "中共烟台市委宣传部",
            2026,
            "budget",
            "department_rollup",
            "370600",
        ),
        (
            ["2026年深圳市公安局交通管理局（本", "级）部门预算"],
            "深圳市公安局交通管理局",
            2026,
            "budget",
            "department_own",
            "440300",
        ),
        (
            ["西安市信访局（汇总）", "2026年部门预算公开说明"],
            "西安市信访局",
            2026,
            "budget",
            "department_rollup",
            "610100",
        ),
        (
            ["北京市统计局部门 2026 年度", "部门预算信息公开"],
            "北京市统计局",
            2026,
            "budget",
            "department_rollup",
            "110000",
        ),
        (
            ["上海市2026年市级单位预算", "2026年1月", "预算单位：上海钻石交易管理办公室"],
            "上海钻石交易管理办公室",
            2026,
            "budget",
            "single_unit",
            "310000",
        ),
        (
            ["黔东南州机关事务局本级2023年度部门决算公开"],
            "黔东南州机关事务局",
            2023,
            "final_account",
            "department_own",
            "522600",
        ),
        (
            ["上虞区统计局(汇总)２０２１年度部门决算"],
            "上虞区统计局",
            2021,
            "final_account",
            "department_rollup",
            "330604",
        ),
        (
            ["二〇二四年度安徽省寿县部门决算公开", "单位名称：寿县财政局（盖章）"],
            "寿县财政局",
            2024,
            "final_account",
            "department_rollup",
            "340422",
        ),
        (
            ["国家信访局 2026 年度部门预算", "二〇二六年三月"],
            "国家信访局",
            2026,
            "budget",
            "department_rollup",
            None,
        ),
        (
            ["广州市生态环境局2026年项目支出绩效目标表（含转移支付项目）"],
            "广州市生态环境局",
            2026,
            "performance_goal",
            "unknown",
            "440100",
        ),
        (
            ["泸州市中医医院", "2023年度单位决算"],
            "泸州市中医医院",
            2023,
            "final_account",
            "single_unit",
            "510500",
        ),
    ],
)
def test_the_cover_tells_who_when_and_what(
    cover: list[str], name: str, year: int, kind: str, scope: str, code: str | None
) -> None:
    found = of(*cover, "目 录", "第一部分 部门概况", "一、主要职责")
    assert found.entity_name == name
    assert found.fiscal_year == year
    assert found.doc_kind == kind
    assert found.scope_type == scope
    assert found.division_code == code
    assert found.is_disclosure


@pytest.mark.parametrize(
    "name",
    [
        "中共某市委机构编制委员会办公室",
        "某市社会保险基金管理中心",
        "某省非税收入征收管理局",
        "某市政府采购中心",
        "中共某县委党校",
        "某市第一幼儿园",
        "中国人民政治协商会议某区委员会",
    ],
)
def test_names_with_words_of_the_trade_are_names(name: str) -> None:
    assert of(f"{name}2024年度部门决算公开", "目录").entity_name == name


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2024年度某省财政厅部门整体支出绩效自评报告", "self_evaluation"),
        ("2024年度某省财政厅项目支出绩效评价报告", "evaluation_report"),
        ("某市水务局2024年部门预算及“三公”经费预算公开", "budget"),
        ("某市水务局2024年度（部门）决算公开目录", "final_account"),
    ],
)
def test_the_title_tells_the_kind(title: str, kind: str) -> None:
    found = of(title, "目录")
    assert (found.doc_kind, found.fiscal_year, found.is_disclosure) == (kind, 2024, True)


def test_an_alias_in_brackets_stays_in_the_name() -> None:
    found = of("上海市2026年市级单位预算", "预算单位：上海市数据研究院（上海市数据管理中心）", "目录")
    assert found.entity_name == "上海市数据研究院（上海市数据管理中心）"


def test_a_cover_without_text_is_replaced_by_headings_and_sentences() -> None:
    found = of(
        "第一部分 2026年度部门预算情况说明",
        "一、部门情况说明",
        "2026年北京市气象局政府采购预算总额8606.06万元，其中货物0万元。",
        "截至2025年底，北京市气象局共有车辆8台，单位价值100万元以上设备4台。",
    )
    assert (found.entity_name, found.fiscal_year, found.doc_kind) == ("北京市气象局", 2026, "budget")
    assert found.division_code == "110000"


def test_a_running_head_names_the_publisher() -> None:
    head = "无锡市统计局2026年度部门预算公开"
    doc = document("第一部分 部门概况", head, "一、主要职责", furniture=(head,))
    assert identify(doc, [], []).entity_name == "无锡市统计局"


def test_tables_without_a_cover_name_the_department_in_a_cell() -> None:
    doc = with_grid(
        document("预算01表 收支总表"),
        [
            ["预算13表部门整体支出绩效目标表"],
            ["（2026年度）"],
            ["部门名称", "首都绿化委员会办公室"],
            ["总体资金情况（万元）"],
        ],
    )
    found = identify(doc, [], [])
    assert (found.entity_name, found.fiscal_year) == ("首都绿化委员会办公室", 2026)
    assert (found.doc_kind, found.division_code) == ("budget", "110000")


def test_the_label_line_of_a_table_is_cut_before_its_unit() -> None:
    found = of("公开01表", "收支预算总表", "部门： 江苏省政协办公厅 单位：万元", "2019年政府采购预算表")
    assert found.entity_name == "江苏省政协办公厅"
    assert (found.fiscal_year, found.default_unit, found.division_code) == (2019, "万元", "320000")


def test_the_year_of_a_cited_document_is_not_the_fiscal_year() -> None:
    found = of(
        "第二部分 2023年度部门决算说明",
        "根据《关于印发某规定的通知》(京通发〔2019〕5号)、(通编〔2021〕33号)、〔2021〕40号，组建某局。",
    )
    assert (found.fiscal_year, found.doc_kind) == (2023, "final_account")


def test_web_chrome_above_the_title_gives_the_date() -> None:
    found = of(
        "索引号：000014349/2024-00012",
        "发布日期：2024-08-30",
        "浏览次数：12",
        "黑龙江省财政厅2023年度部门决算",
        "目录",
    )
    assert found.published_on == "2024-08-30"
    assert (found.entity_name, found.fiscal_year) == ("黑龙江省财政厅", 2023)


def test_every_answer_points_at_its_place() -> None:
    doc = document("2026年", "某市云溪区水务局部门预", "算", "目录")
    found = identify(doc, [], [])
    places = {e.field: e.place for e in found.evidence}
    title = places["title"]
    assert doc.text[title.start : title.end] == "2026年\n某市云溪区水务局部门预\n算"
    assert places["entity_name"] == places["fiscal_year"] == places["doc_kind"] == title


@pytest.mark.parametrize(
    ("statement", "scope"),
    [
        ("纳入本部门2026年部门汇总预算编制范围的预算单位共计2家，具体包括：", "department_rollup"),
        ("纳入本部门2026年部门汇总预算编制范围的预算单位共计1家，具体包括：", "single_unit"),
        ("本部门无独立核算下属单位，部门预算为本级预算。", "single_unit"),
        ("我部门没有下属单位，单独编制本部门决算。", "single_unit"),
        ("本部门预算为汇总预算，包括本级预算以及下属单位预算。", "department_rollup"),
        ("某委部门预算是包括某委本部以及下属1家预算单位的综合收支计划。", "department_rollup"),
    ],
)
def test_what_the_document_says_of_its_units_decides_the_scope(statement: str, scope: str) -> None:
    assert of("某市水务局2026年度部门预算", "目录", "一、部门构成", statement).scope_type == scope


def test_a_unit_budget_of_a_government_department_is_its_own_level() -> None:
    cover = ("上海市2026年市级单位预算", "预算单位：上海市审计局", "目录")
    assert of(*cover, "上海市审计局是主管全市审计工作的市政府组成部门。").scope_type == "department_own"
    assert of(*cover, "本单位无下属单位。").scope_type == "single_unit"


@pytest.mark.parametrize(
    "lines",
    [
        ("政府网站工作年度报表", "（2025年度）", "填报单位:某市民政局", "网站名称 某市民政局"),
        (
            "预算评审管理暂行办法",
            "第一章 总则",
            "第一条 为加强部门预算管理，促进预算评审科学化，制定本办法。",
        ),
        ("关于2024年度部门决算公开的通知", "各单位：", "现将部门决算公开工作通知如下。"),
        ("2025年某市物流业运行情况报告", "据初步测算，全市物流业业务收入1891.31亿元，增长5.2%。"),
    ],
)
def test_circulars_and_reports_are_no_disclosures(lines: tuple[str, ...]) -> None:
    assert not of(*lines).is_disclosure


def test_a_disclosure_without_any_title_is_kept_by_what_it_prints() -> None:
    found = of("收入总表", "科目编码", "机关运行经费1.00万元", "因公出国（境）费0万元")
    assert found.is_disclosure


def test_an_empty_document_answers_nothing() -> None:
    assert identify(Document("", (), "text/plain"), [], []) == Identity(
        title=None,
        doc_kind="other",
        fiscal_year=None,
        entity_name=None,
        scope_type="unknown",
        division_code=None,
        is_disclosure=False,
    )
