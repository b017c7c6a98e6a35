"""Word documents with what stands in them: paragraphs, cells and what is not shown.

A table is rows of texts; a cell that spans more is (text, rows, columns).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.extractors.office.drawn_words import abstract, docx, listed, num, p, r, sign, tbl, tc, tr
from tests.extractors.office.drawn_words import field as fld

Cell = str | tuple[str, int, int]
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr>'
    '<w:numPr><w:numId w:val="1"/></w:numPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr>'
    '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:jc w:val="left"/>'
    '<w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b w:val="0"/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:name w:val="hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
_OUTLINE = abstract(
    0,
    [
        ("chineseCounting", "第%1部分"),
        ("chineseCountingThousand", "%2、"),
        ("chineseCounting", "（%3）"),
        ("decimal", "%4."),
        ("decimal", "%1.%4.%5"),
    ],
    {0: '<w:pStyle w:val="1"/>', 1: '<w:pStyle w:val="2"/>', 4: "<w:isLgl/>"},
)


@dataclass(frozen=True)
class Case:
    """A document and what it says."""

    data: bytes
    paragraphs: list[str] = field(default_factory=list)
    tables: list[list[list[Cell]]] = field(default_factory=list)
    rejects: list[tuple[str, str]] = field(default_factory=list)
    only_docx: bool = False
    """Does .doc have no such thing, or LibreOffice not write it?"""


def case_numbered_headings() -> Case:
    """Styles that number headings; each level begins anew below the one above."""
    body = (
        p("部门概况", style="1"),
        p("主要职责", style="2"),
        p("机构设置", style="2"),
        p("内设机构", properties=listed(1, 2)),
        p("下属单位", properties=listed(1, 2)),
        p("甲", properties=listed(1, 3)),
        p("乙", properties=listed(1, 4)),
        p("预算说明", style="1"),
        p("收入", style="2"),
        p("总体", properties=listed(1, 2)),
        p("没有编号的标题", style="2", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'),
    )
    said = [
        *("第一部分部门概况", "一、主要职责", "二、机构设置", "（一）内设机构", "（二）下属单位"),
        *("1. 甲", "1.1.1 乙", "第二部分预算说明", "一、收入", "（一）总体", "没有编号的标题"),
    ]
    return Case(docx("".join(body), {"styles": _STYLES, "numbering": _OUTLINE + num(1, 0)}), said)


def case_lists_that_go_on() -> Case:
    """Lists share their counts unless one begins anew; text between them does not end them."""
    numbering = (
        abstract(
            3, [("decimalEnclosedCircle", "%1"), ("lowerLetter", "%2)")], {0: '<w:suff w:val="nothing"/>'}
        )
        + abstract(4, [("decimalZero", "%1"), ("upperRoman", "%2.")])
        + num(5, 3)
        + num(6, 3)
        + num(7, 3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
        + num(8, 4, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride>')
    )
    body = (
        p("甲", properties=listed(5)),
        p("中间的话。"),
        p("乙", properties=listed(6)),
        p("子", properties=listed(6, 1)),
        p("丙", properties=listed(5)),
        p("子", properties=listed(6, 1)),
        p("另起", properties=listed(7)),
        p("接着", properties=listed(7)),
        p("第八", properties=listed(8)),
        p("罗马", properties=listed(8, 1)),
    )
    said = ["①甲", "中间的话。", "②乙", "a) 子", "③丙", "a) 子", "①另起", "②接着", "08 第八", "I. 罗马"]
    return Case(docx("".join(body), {"numbering": numbering}), said)


def case_numbered_rows() -> Case:
    """A column whose numbers are an automatic list: its cells hold no text."""
    empty = p(properties=listed(1))
    rows = [tr("序号", "项目", "金额")]
    rows += [tr(tc(empty), name, amount) for name, amount in (("培训", "1.20"), ("会议", "3"), ("印刷", "0"))]
    numbering = abstract(0, [("decimal", "%1")]) + num(1, 0)
    said: list[list[Cell]] = [
        *(["序号", "项目", "金额"], ["1", "培训", "1.20"], ["2", "会议", "3"], ["3", "印刷", "0"])
    ]
    return Case(docx(tbl(*rows, grid=[800, 3000, 2000]), {"numbering": numbering}), [], [said])


def case_tracked_changes() -> Case:
    """What was inserted stands, what was deleted does not; a deleted mark joins two paragraphs."""

    def ins(inside: str) -> str:
        return f'<w:ins w:id="1" w:author="甲" w:date="2024-01-01T00:00:00Z">{inside}</w:ins>'

    def gone(text: str, name: str = "del") -> str:
        tag = "delText" if name == "del" else "t"
        inside = f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"
        return f'<w:{name} w:id="2" w:author="甲" w:date="2024-01-01T00:00:00Z">{inside}</w:{name}>'

    change = 'w:id="3" w:author="甲" w:date="2024-01-01T00:00:00Z"'
    body = (
        p("收入预算", gone("120.5"), ins(r("130.5")), "万元。"),
        p("前半句", properties=f"<w:rPr><w:del {change}/></w:rPr>"),
        p("后半句。"),
        p(
            r("加粗", f"<w:b/><w:rPrChange {change}><w:rPr><w:i/></w:rPr></w:rPrChange>"),
            gone("移走的话", "moveFrom"),
        ),
        p(f"<w:moveTo {change}>{r('移走的话')}</w:moveTo>", "到了这里"),
        tbl(
            tr("科目", "金额"),
            tr("旧行", "1", properties=f"<w:del {change}/>"),
            tr("新行", "2", properties=f"<w:ins {change}/>"),
            tr(tc(p(gone("3"), ins(r("4")))), tc("5")),
            grid=[3000, 3000],
        ),
    )
    return Case(
        docx("".join(body)),
        ["收入预算130.5万元。", "前半句后半句。", "加粗", "移走的话到了这里"],
        [[["科目", "金额"], ["新行", "2"], ["4", "5"]]],
        [
            ("deleted text", "120.5"),
            ("deleted text", "移走的话"),
            ("deleted row", "旧行\t1"),
            ("deleted text", "3"),
        ],
    )


def case_fields() -> Case:
    """Of a field its result is shown: a table of contents, forms, a field in the instruction of another."""
    toc = field_over_paragraphs()
    body = (
        toc,
        p("本年", fld("FORMTEXT", "2024"), "年"),
        p('<w:fldSimple w:instr=" DOCPROPERTY Title ">' + r("预算") + "</w:fldSimple>", "公开"),
        p(
            sign("begin"),
            '<w:r><w:instrText xml:space="preserve"> IF </w:instrText></w:r>',
            fld("MERGEFIELD 单位", "不显示"),
            '<w:r><w:instrText xml:space="preserve"> = 1 </w:instrText></w:r>',
            sign("separate"),
            r("显示"),
            sign("end"),
            "之后",
        ),
        p(sign("begin"), "<w:r><w:instrText> PAGE </w:instrText></w:r>"),
        p("没有结束的域不吞掉后文。"),
    )
    said = [
        "目录",
        "一、收入 1",
        "二、支出 2",
        "本年2024年",
        "预算公开",
        "显示之后",
        "没有结束的域不吞掉后文。",
    ]
    return Case(docx("".join(body)), said)


def field_over_paragraphs() -> str:
    """A table of contents, its entries links with page numbers."""
    start = sign("begin") + "<w:r><w:instrText> TOC \\o </w:instrText></w:r>" + sign("separate")
    tab = "<w:r><w:tab/></w:r>"
    first = f'<w:hyperlink w:anchor="_1">{r("一、收入")}{tab}{fld("PAGEREF _1", "1")}</w:hyperlink>'
    second = f'<w:hyperlink w:anchor="_2">{r("二、支出")}{tab}{fld("PAGEREF _2", "2")}</w:hyperlink>'
    inside = p("目录") + p(start, first) + p(second) + p(sign("end"))
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def case_text_boxes() -> Case:
    """A text box is written twice, for new and old programs, and read once."""
    inside = f"<w:txbxContent>{p('框中的标题')}{p('框中的话')}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp>"
    old = (
        f'<w:pict><v:shape style="width:200pt;height:50pt"><v:textbox>{inside}</v:textbox></v:shape></w:pict>'
    )
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        f"<a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = (p("段落", both, "继续"), p(f"<w:r>{old}</w:r>"))
    said = ["段落继续", "框中的标题", "框中的话", "框中的标题", "框中的话"]
    return Case(docx("".join(body)), said, only_docx=True)


def case_merged_heads() -> Case:
    """A head of three rows, merged both ways, as the table of expenditure has it."""
    head = [
        tr(tc("项目", span=4), tc("本年支出合计", merge="restart"), tc("其中", span=2)),
        tr(
            tc("功能分类科目编码", span=3, merge="restart"),
            tc("科目名称", merge="restart"),
            tc(merge="continue"),
            tc("基本支出", merge="restart"),
            tc("项目支出", merge="restart"),
        ),
        tr(*(tc(span=3, merge="continue"), *(tc(merge="continue") for _ in range(4)))),
        tr("类", "款", "项", "栏次", "1", "2", "3"),
    ]
    rows = [
        *head,
        tr(tc("合计", span=4), "30.00", "10.00", "20.00"),
        tr("201", "01", "", "人大", "30", "10", "20"),
    ]
    said: list[list[Cell]] = [
        [("项目", 1, 4), ("本年支出合计", 3, 1), ("其中", 1, 2)],
        [("功能分类科目编码", 2, 3), ("科目名称", 2, 1), ("基本支出", 2, 1), ("项目支出", 2, 1)],
        [],
        ["类", "款", "项", "栏次", "1", "2", "3"],
        [("合计", 1, 4), "30.00", "10.00", "20.00"],
        ["201", "01", "", "人大", "30", "10", "20"],
    ]
    table = tbl(*rows, grid=[600, 600, 600, 2400, 1500, 1500, 1500])
    return Case(docx(p("支出决算表") + p("单位：万元") + table), ["支出决算表", "单位：万元"], [said])


def case_columns_by_width() -> Case:
    """No grid and no spans: rows that break their columns where their cells are as wide."""
    rows = (
        tr(tc("部门收支总表", width=9000)),
        tr(tc("收入", width=4500), tc("支出", width=4500)),
        tr(tc("项目", width=2500), tc("金额", width=2000), tc("项目", width=2510), tc("金额", width=1990)),
        tr(
            tc("一、财政拨款", width=2505),
            tc("8", width=1995),
            tc("一、人大", width=2500),
            tc("8", width=2000),
        ),
    )
    said: list[list[Cell]] = [
        [("收入", 1, 2), ("支出", 1, 2)],
        ["项目", "金额", "项目", "金额"],
        ["一、财政拨款", "8", "一、人大", "8"],
    ]
    return Case(docx(tbl(*rows)), ["部门收支总表"], [said], only_docx=True)


def case_rows_that_begin_later() -> Case:
    """Columns left out before and behind a row, and a cell merged the old way to its left."""
    rows = (
        tr("编码", "名称", "金额"),
        tr("小计", "5", properties='<w:gridBefore w:val="1"/>'),
        tr("201", "人大", properties='<w:gridAfter w:val="1"/>'),
        tr(tc("合并", more='<w:hMerge w:val="restart"/>'), tc(more="<w:hMerge/>"), tc("7")),
    )
    return Case(
        docx(tbl(*rows, grid=[2000, 3000, 2000])),
        [],
        [[["编码", "名称", "金额"], ["小计", "5"], ["201", "人大"], [("合并", 1, 2), "7"]]],
        only_docx=True,
    )


def case_tables_in_tables() -> Case:
    """A table that only places another is read through; one in a form stands behind the form."""
    inner = tbl(tr("项目", "金额"), tr("培训", "2"), grid=[2000, 2000])
    layout = tbl(tr(tc(p("说明文字"), inner, p("表后"))), grid=[9000])
    form = tbl(
        tr("项目名称", "某工程", "年度", "2024"),
        tr("绩效", tc(inner, p(""), span=3)),
        tr("负责人", "张某", "电话", "无"),
        grid=[2000, 2000, 2000, 2000],
    )
    box = tbl(tr(tc(p("一、框中的话。"), p("二、又一句。"))), grid=[9000])
    small: list[list[Cell]] = [["项目", "金额"], ["培训", "2"]]
    whole: list[list[Cell]] = [
        ["项目名称", "某工程", "年度", "2024"],
        ["绩效", ("", 1, 3)],
        ["负责人", "张某", "电话", "无"],
    ]
    return Case(
        docx(layout + p("之间") + form + p("") + box),
        ["说明文字", "表后", "之间", "一、框中的话。", "二、又一句。"],
        [small, whole, small],
    )


def case_notes_and_heads() -> Case:
    """Notes stand behind their paragraph, heads and feet beside the body, comments nowhere."""
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rheader"/>'
        '<w:footerReference w:type="default" r:id="rfooter"/></w:sectPr>'
    )
    separators = "".join(
        f'<w:{{kind}} w:type="{name}" w:id="{n}">{p(f"<w:r><w:{name}/></w:r>")}</w:{{kind}}>'
        for n, name in enumerate(("separator", "continuationSeparator"))
    )

    def note(kind: str, text: str) -> str:
        ref = f"<w:r><w:{kind}Ref/></w:r>"
        return separators.format(kind=kind) + f'<w:{kind} w:id="2">{p(ref, text)}</w:{kind}>'

    comment = (
        '<w:r><w:commentReference w:id="0"/></w:r>',
        f'<w:comment w:id="0" w:author="甲" w:initials="甲">{p("请核对")}</w:comment>',
    )
    body = p("支出12万元", mark, "，下降", end, "。", comment[0]) + p("最后一段") + section
    parts = {
        "footnotes": note("footnote", "含上年结转。"),
        "endnotes": note("endnote", "尾注的话。"),
        "comments": comment[1],
        "header": p("某局2024年预算"),
        "footer": p("- ", fld("PAGE", "3"), " -"),
    }
    return Case(
        docx(body, parts),
        ["支出12万元，下降。", "含上年结转。", "最后一段", "尾注的话。"],
        rejects=[("comment", "请核对")],
    )


def case_signs() -> Case:
    """Signs that are no text: symbols, breaks, hyphens, hidden runs, a phonetic guide, a formula."""
    ruby = (
        "<w:r><w:ruby><w:rubyPr/><w:rt>"
        + r("yu")
        + "</w:rt><w:rubyBase>"
        + r("预")
        + "</w:rubyBase></w:ruby></w:r>"
    )
    body = (
        p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "是", "<w:r><w:tab/></w:r>", "否"),
        p("2023", "<w:r><w:noBreakHyphen/></w:r>", "2024"),
        p("第一行", "<w:r><w:br/></w:r>", "第二行"),
        p(r("看得见"), r("看不见", "<w:vanish/>"), r("也看不见", '<w:rStyle w:val="c"/>'), r("又看见")),
        p(ruby, "算", "<w:r><w:softHyphen/></w:r>", "数"),
        p("增长率", "<m:oMath><m:r><m:t>x=5%</m:t></m:r></m:oMath>"),
        p(
            '<w:smartTag w:element="x">' + r("智能") + "</w:smartTag>",
            '<w:customXml w:element="y">' + r("标记") + "</w:customXml>",
        ),
    )
    return Case(
        docx("".join(body), {"styles": _STYLES}),
        ["☑是 否", "2023-2024", "第一行", "第二行", "看得见又看见", "预算数", "增长率x=5%", "智能标记"],
        rejects=[("hidden text", "看不见也看不见")],
        only_docx=True,
    )


def case_controls_around_rows() -> Case:
    """Content controls around cells, rows and paragraphs, bookmarks between rows, a hidden row."""

    def sdt(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    marks = '<w:bookmarkStart w:id="7" w:name="甲"/><w:bookmarkEnd w:id="7"/>'
    table = tbl(
        tr("科目", "金额", properties="<w:tblHeader/>"),
        sdt(tr("工资", "1")),
        marks + tr("隐藏", "2", properties="<w:hidden/>"),
        tr(tc("补贴"), sdt(tc("3"))),
        grid=[3000, 3000],
    )
    return Case(
        docx(sdt(p("控件中的段落")) + table),
        ["控件中的段落"],
        [[["科目", "金额"], ["工资", "1"], ["补贴", "3"]]],
        [("hidden row", "隐藏\t2")],
        only_docx=True,
    )
