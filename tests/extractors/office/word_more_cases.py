"""More Word documents with what stands in them, written by a hand that had not seen them read."""

from __future__ import annotations

import io

import docx as python_docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.extractors.office.drawn_words import abstract, docx, listed, num, p, r, sign, tbl, tc, tr
from tests.extractors.office.drawn_words import field as fld
from tests.extractors.office.word_cases import Case, Cell


def case_by_python_docx() -> Case:
    """A whole disclosure as python-docx writes it: headings, lists of its template, a merged table."""
    document = python_docx.Document()
    title = document.add_paragraph("某县统计局2024年部门预算")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_heading("第一部分 概况", 1)
    document.add_paragraph("负责统计调查。", style="List Number")
    document.add_paragraph("负责经济普查。", style="List Number")
    document.add_heading("第二部分 预算表", 1)
    document.add_paragraph("单位：万元")
    table = document.add_table(4, 4)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "收入"
    table.cell(0, 2).merge(table.cell(0, 3)).text = "支出"
    for col, text in enumerate(("项目", "预算数", "项目", "预算数")):
        table.cell(1, col).text = text
    for col, text in enumerate(("一、拨款收入", "1,234.50", "一、一般公共服务支出")):
        table.cell(2, col).text = text
    table.cell(2, 3).merge(table.cell(3, 3)).text = "1,234.50"
    table.cell(3, 0).text = "合计"
    table.cell(3, 1).text = "1,234.50"
    document.add_paragraph("说完了。")
    out = io.BytesIO()
    document.save(out)
    said: list[list[Cell]] = [
        [("收入", 1, 2), ("支出", 1, 2)],
        ["项目", "预算数", "项目", "预算数"],
        ["一、拨款收入", "1,234.50", "一、一般公共服务支出", ("1,234.50", 2, 1)],
        ["合计", "1,234.50", ""],
    ]
    return Case(
        out.getvalue(),
        [
            *("某县统计局2024年部门预算", "第一部分 概况", "1. 负责统计调查。", "2. 负责经济普查。"),
            *("第二部分 预算表", "单位：万元", "说完了。"),
        ],
        [said],
    )


def case_numbers_through_links() -> Case:
    """A list that only names another list's style; a level written anew; a style two steps below the one
    that numbers."""
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="List"/><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:pPr><w:numPr><w:numId w:val="4"/>'
        "</w:numPr></w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="C"/><w:basedOn w:val="B"/></w:style>'
    )
    real = abstract(1, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）")])
    real = real.replace('Id="1">', 'Id="1"><w:styleLink w:val="L"/>', 1)
    link = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="L"/></w:abstractNum>'
    anew = (
        '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperLetter"/>'
        '<w:suff w:val="space"/><w:lvlText w:val="%1."/></w:lvl></w:lvlOverride>'
    )
    own = abstract(5, [("ideographTraditional", "%1．")])
    numbering = real + link + own + num(2, 1) + num(3, 2) + num(4, 5) + num(6, 1, anew)
    body = (
        p("甲", properties=listed(3)),
        p("子", properties=listed(3, 1)),
        p("乙", properties=listed(2)),
        p("样式", style="A"),
        p("隔两代", style="C"),
        p("另写", properties=listed(6)),
    )
    said = ["一、甲", "（一）子", "二、乙", "甲．样式", "乙．隔两代", "C. 另写"]
    return Case(docx("".join(body), {"styles": styles, "numbering": numbering}), said, only_docx=True)


def case_pasted_from_excel() -> Case:
    """A table pasted from Excel: a hidden column without width, text left in cells that are merged away,
    the last column left out of some rows."""
    grid = [1200, 0, 2600, 1500, 1500]
    rows = (
        tr(tc("附表3", span=5)),
        tr(tc("单位：某局", span=3), tc("单位：元", span=2)),
        tr(tc("科目", span=3), tc("合计", merge="restart"), tc("其中：基本支出", merge="restart")),
        tr(tc("编码"), tc(""), tc("名称"), tc("合计", merge="continue"), tc(merge="continue")),
        tr(tc("2010101"), tc(""), tc("行政 运行"), tc(p(r("12,"), r("345.67"))), tc("12,345.67")),
        tr(
            tc("2010102"),
            tc(""),
            tc(p("一般行政"), p("管理事务")),
            tc("8"),
            properties='<w:gridAfter w:val="1"/>',
        ),
    )
    said: list[list[Cell]] = [
        [("科目", 1, 3), ("合计", 2, 1), ("其中：基本支出", 2, 1)],
        ["编码", "", "名称"],
        ["2010101", "", "行政运行", "12,345.67", "12,345.67"],
        ["2010102", "", "一般行政管理事务", "8"],
    ]
    rejects = [("text in a cell that is merged into another", "合计")]
    above = ["附表3", "单位：某局", "单位：元"]  # rows of a caption stand above the table
    return Case(docx(tbl(*rows, grid=grid)), above, [said], rejects, only_docx=True)


def case_forms_of_offices() -> Case:
    """Boxes to tick and lists to choose from, a number in a circle, a text box in a cell."""
    tick = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
        "<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>"
        '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>' + sign("end")
    )
    choice = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="优"/><w:listEntry w:val="良"/></w:ddList></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText xml:space="preserve"> FORMDROPDOWN </w:instrText></w:r>' + sign("end")
    )
    circle = sign("begin") + "<w:r><w:instrText>eq \\o\\ac(○,7)</w:instrText></w:r>" + sign("end")
    inside = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    box = f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"
    inner = tbl(tr("子表", "9"), grid=[1000, 1000])
    form = tbl(
        tr(tc("自评等级"), tc(p(choice)), tc("公开"), tc(p(tick, "是"))),
        tr(tc("说明"), tc(p("见框", box), span=3)),
        tr(tc("附"), tc(p("内"), tbl(tr(tc("层"), tc(inner, p(""))), grid=[1000, 3000]), p(""), span=3)),
        grid=[1500, 1500, 1500, 1500],
    )
    whole: list[list[Cell]] = [
        ["自评等级", "良", "公开", "☑是"],
        ["说明", ("见框", 1, 3)],
        ["附", ("内", 1, 3)],
    ]
    return Case(
        docx(p("第", circle, "项") + form),
        ["第7项", "框", "层"],
        [whole, [["子表", "9"]]],
        only_docx=True,
    )


def case_changes_in_lists() -> Case:
    """A paragraph that is deleted whole takes its number with it; a cell is deleted, a row was moved."""
    change = 'w:id="3" w:author="甲" w:date="2024-01-01T00:00:00Z"'
    gone = f"<w:del {change}><w:r><w:delText>删去的段</w:delText></w:r></w:del>"
    numbering = abstract(0, [("chineseCountingThousand", "（%1）")]) + num(1, 0)
    body = (
        p("甲", properties=listed(1)),
        p(gone, properties=f"{listed(1)}<w:rPr><w:del {change}/></w:rPr>"),
        p("乙", properties=listed(1)),
        tbl(
            tr("项", "数"),
            tr(tc("多余", more=f"<w:cellDel {change}/>"), tc("一"), tc("1")),
            tr(tc(p(f"<w:moveFrom {change}>{r('旧处')}</w:moveFrom>")), tc("2")),
            grid=[2000, 2000],
        ),
    )
    return Case(
        docx("".join(body), {"numbering": numbering}),
        ["（一）甲", "（二）乙"],
        [[["项", "数"], ["一", "1"], ["", "2"]]],
        [("deleted text", "删去的段"), ("deleted cell", "多余"), ("deleted text", "旧处")],
        only_docx=True,
    )


def case_strict() -> Case:
    """Strict OOXML has other namespaces and writes lengths with units."""
    body = (
        p(r("标题", '<w:sz w:val="16pt"/><w:b/>'), properties='<w:jc w:val="center"/>')
        + p("二级", properties=listed(1))
        + tbl(tr(tc("甲", merge="restart"), "1"), tr(tc(merge="continue"), "2"), grid=[2000, 2000])
    ).replace('w:w="2000"', 'w:w="100pt"')
    data = docx(body, {"numbering": abstract(0, [("taiwaneseCounting", "%1、")]) + num(1, 0)})
    return Case(_strict(data), ["标题", "一、二级"], [[[("甲", 2, 1), "1"], ["2"]]], only_docx=True)


def _strict(data: bytes) -> bytes:
    """The document in the namespaces of strict OOXML."""
    import zipfile

    from tests.extractors.office.drawn_words import zipped

    held: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            held[name] = (
                archive.read(name)
                .replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
                .replace(
                    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                )
            )
    return zipped(held)


def case_contents_and_page_breaks() -> Case:
    """A cover, a page that is broken in a paragraph, a table of contents, a section that ends."""
    field_end, large = fld("PAGEREF x", "3"), '<w:b/><w:sz w:val="44"/>'
    body = (
        p(r("某局", large), "<w:r><w:br/></w:r>", r("2024年预算", large)),
        p('<w:r><w:br w:type="page"/></w:r>', "目　　录"),
        p("一、概况", "<w:r><w:tab/></w:r>", field_end),
        p("概况如下。", properties='<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'),
        p("第二节。"),
    )
    said = ["某局", "2024年预算", "目 录", "一、概况 3", "概况如下。", "第二节。"]
    return Case(docx("".join(body)), said)
