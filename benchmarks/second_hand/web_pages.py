"""Web pages of the second hand, and files of other names that are web pages."""

from __future__ import annotations

import base64
import quopri
import random
from collections.abc import Callable, Sequence

from benchmarks.second_hand.bodies import Body, Table, printed
from benchmarks.second_hand.statutory import Paragraph, duties, glossary, narrative, tables
from benchmarks.second_hand.truth import NOTHING, Truth, Written, truth_of
from benchmarks.second_hand.word_files import by_hand, titles

O_P = "<o:p></o:p>"


def mso_table(t: Table, unit: str) -> str:
    """As Word pastes it: MsoNormal in every cell, widths in pt, spans, `<o:p>`."""
    span = "mso-bidi-font-size:10.5pt;font-family:宋体"
    rows = []
    for head in t.head:
        rows.append("".join(
            f'<td width="90" rowspan="{d}" colspan="{a}" valign="center" style="width:67.5pt;border:solid windowtext '
            f'1.0pt;padding:0cm 5.4pt 0cm 5.4pt"><p class="MsoNormal" align="center"><b><span lang="EN-US" '
            f'style="{span}">{text}{O_P}</span></b></p></td>' for text, d, a in head))  # fmt: skip
    if t.ordinals:
        n = t.label + 1
        cells = f'<td colspan="{n}"><p class="MsoNormal">栏次{O_P}</p></td>'
        cells += "".join(f'<td><p class="MsoNormal">{i}{O_P}</p></td>' for i in range(1, t.columns - n + 1))
        rows.append(cells)
    for values in t.rows:
        cells = ""
        for v in values:
            text = printed(v, unit)
            cut = len(text) // 2
            if any(c.isdigit() for c in text) and cut:
                text = f'<span lang="EN-US">{text[:cut]}</span><span>{text[cut:]}</span>'
            cells += f'<td style="border-top:none"><p class="MsoNormal">{text or "&nbsp;"}{O_P}</p></td>'
        rows.append(cells)
    body = "".join(f'<tr style="mso-yfti-irow:{i}">{r}</tr>' for i, r in enumerate(rows))
    return f'<table class="MsoNormalTable" border="1" cellspacing="0"><tbody>{body}</tbody></table>'


def excel_table(t: Table, unit: str) -> str:
    """As Excel pastes it: one table with title and unit as rows, colgroup, xl classes, a row that is hidden."""
    n = t.columns
    out = ['<table border="0" cellpadding="0" cellspacing="0" style="border-collapse:collapse"><colgroup>']
    out += [f'<col width="{72 + 30 * (c == t.label)}" style="mso-width-source:userset">' for c in range(n)]
    out.append(f'</colgroup><tbody><tr height="38"><td colspan="{n}" class="xl65">{t.title}</td></tr>')
    out.append(
        f'<tr height="20"><td class="xl66" colspan="{n - 1}"></td><td class="xl67">单位：{unit}</td></tr>'
    )
    for head in t.head:
        cells = "".join(f'<td rowspan="{d}" colspan="{a}" class="xl70">{x}</td>' for x, d, a in head)
        out.append(f'<tr height="24">{cells}</tr>')
    for i, values in enumerate(t.rows):
        cells = "".join(
            f'<td class="xl72" x:num align="right">{printed(v, unit)}&nbsp;</td>'
            if not isinstance(v, str) and v is not None
            else f'<td class="xl71" style="mso-number-format:\'\\@\'">{v or ""}</td>'
            for v in values
        )
        out.append(f'<tr height="19" style="height:14.25pt">{cells}</tr>')
        if i == 1:
            gone = "".join(f"<td>{7654321 if c == n - 1 else ''}</td>" for c in range(n))
            out.append(f'<tr height="0" style="display:none;mso-hide:all">{gone}</tr>')
    out.append('<tr height="0" style="display:none">' + '<td width="72"></td>' * n + "</tr></tbody></table>")
    return "".join(out)


def plain_table(t: Table, unit: str, classes: str = "") -> str:
    """A plain table."""
    rows = ["".join(f'<th rowspan="{d}" colspan="{a}">{x}</th>' for x, d, a in head) for head in t.head]
    rows += ["".join(f"<td>{printed(v, unit)}</td>" for v in values) for values in t.rows]
    return f"<table {classes}>" + "".join(f"<tr>{r}</tr>" for r in rows) + "</table>"


def wps_table(t: Table, unit: str) -> str:
    """As WPS pastes it into KindEditor, in a layout table of one cell in another of three columns."""
    inner = plain_table(t, unit, 'class="ke-zeroborder" border="0" cellspacing="0" style="width:482pt"')
    layout = f'<table width="100%"><tr><td align="center">{inner}</td></tr></table>'
    return f'<table width="100%"><tr><td width="1%"></td><td>{layout}</td><td width="1%"></td></tr></table>'


def mso_text(paragraphs: Sequence[Paragraph]) -> str:
    """Sentences as Word pastes them: indents of nbsp, font tags, pieces of EN-US."""
    rng = random.Random("text")
    out = []
    for kind, text in paragraphs:
        pieces, at = [], 0
        while at < len(text):
            size = rng.randint(2, 9)
            pieces.append(f'<span lang="EN-US">{text[at : at + size]}</span>')
            at += size
        inner = "".join(pieces)
        if kind != "text":
            inner = f"<strong><font face=黑体>{inner}</font></strong>"
        out.append(f'<p class="MsoNormal" style="text-indent:32pt">&nbsp;&nbsp;&nbsp;&nbsp;{inner}{O_P}</p>')
    return "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->\n" + "\n".join(out)


def plain_text(paragraphs: Sequence[Paragraph]) -> str:
    """Sentences with ideographic indents and line breaks."""
    out = (f"<b>{t}</b>" if kind != "text" else f"　　{t}" for kind, t in paragraphs)
    return "<br/>\n".join(out)


def portal(title: str, article: str, holder: str = '<div class="TRS_Editor">{}</div>', charset: str = "utf-8",
           related: Sequence[str] = ()) -> str:  # fmt: skip
    """A portal's page around an article."""
    links = "".join(
        f'<li><a href="/art/{i}.html">{t}</a><span>2024-08-0{i + 1}</span></li>'
        for i, t in enumerate(related)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}_青岚市人民政府</title>
<meta name="ColumnName" content="财政预决算"><script>var total="888.88万元";</script>
<style>.a{{color:red}}</style></head><body>
<div class="top"><a href="/">首页</a> <a href="/zwgk">政务公开</a> <a href="/fw">政务服务</a> <a href="/hd">互动交流</a></div>
<div class="nav"><ul><li>领导信息</li><li>部门预算</li><li>部门决算</li></ul></div>
<div class="crumb">当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>财政预决算</a> &gt; <a>部门决算</a></div>
<div class="main"><h1>{title}</h1><div class="info">发布日期：2024-09-20　来源：市财政局　浏览次数：<span>1024</span>
　字体：[<a>大</a> <a>中</a> <a>小</a>]</div>
{holder.format(article)}
<div class="share">分享到：<a>微信</a> <a>微博</a></div>
<div class="page">上一篇：<a href="1.html">2022年度部门决算公开（支出总计6543.21万元）</a><br>下一篇：<a href="2.html">无</a></div>
<div class="related"><h3>相关链接</h3><ul>{links}</ul></div></div>
<div class="footer">主办：青岚市人民政府办公室　备案号：某ICP备12345678号-1　网站标识码：1234560001　电话：010-88888888</div>
</body></html>"""


def _page(
    name: str, body: Body, file_name: str, text: Callable[[Sequence[Paragraph]], str],
    draw: Callable[[Table, str], str], unit: str, titled: bool, **around: str,
) -> Written:  # fmt: skip
    made = tables(body)
    told = by_hand([*duties(body)])
    said = by_hand([*narrative(body), *glossary()], iter("三四"))
    drawn = ""
    for i, t in enumerate(made, 1):
        if titled:
            drawn += f'<p align="center"><b>{i}. {t.title}</b></p><p align="right">单位：{unit}</p>'
        drawn += draw(t, unit) + "<p>&nbsp;</p>"
    noun = "年度部门决算" if body.kind == "final_account" else "年部门预算"
    article = text(told) + f"<p><b>第二部分 {body.year}{noun}表</b></p>" + drawn + text(said)
    related = ["某局2023年支出9999.99万元", "关于下达2024年项目资金120万元的通知"]
    page = portal(f"{body.name}{body.year}{noun}", article, related=related, **around)
    truth = truth_of(body, made, titles(narrative(body)))
    return Written(name, "html", file_name, page.encode(), truth)


def from_word() -> Written:
    """Everything pasted from Word."""
    body = Body("青岚市司法局", "司法", 2023, "final_account", "h1")
    return _page("page_pasted_from_word", body, "t20240920_1.html", mso_text, mso_table, "万元", True)


def from_excel() -> Written:
    """Tables pasted from Excel, with hidden rows."""
    body = Body("青岚市审计局", "审计", 2025, "budget", "h2")
    return _page("page_pasted_from_excel", body, "post_2.html", plain_text, excel_table, "元", False)


def from_wps() -> Written:
    """Tables of WPS in layout tables; GB18030 that says it is utf-8."""
    body = Body("澜溪县交通运输局", "交通", 2023, "final_account", "h3")
    page = _page("page_wps_gb18030", body, "content.shtml", plain_text, wps_table, "万元", True,
                 holder='<table width="980"><tr><td width="200">栏目导航</td><td id="zoom">{}</td></tr></table>')  # fmt: skip
    return Written(page.name, "html", page.file_name, page.data.decode().encode("gb18030"), page.truth)


def div_soup() -> Written:
    """No word about what is the article: divs in divs, and amounts in the titles of others."""
    body = Body("石梁区水利局", "水利", 2024, "final_account", "h4")
    soup = "<div><div><div></div><div><div>{}</div></div></div></div>"
    return _page("page_of_divs", body, "index.html", plain_text, plain_table, "元", True, holder=soup)


def print_view() -> Written:
    """The print view: nothing but the article, no head."""
    body = Body("临岫县水利局", "水利", 2025, "budget", "h5")
    made = tables(body)
    article = "".join(
        f"<h3>{t.title}</h3><p align=right>单位：万元</p>{plain_table(t, '万元')}" for t in made
    )
    said = by_hand([*duties(body), *narrative(body)])
    data = f"<html><body onload='window.print()'><center><h2>临岫县水利局2025年部门预算公开</h2></center>{plain_text(said)}"
    return Written("print_view", "html", "print.aspx.html", (data + article).encode(),
                   truth_of(body, made, titles(narrative(body))))  # fmt: skip


def named_pdf() -> Written:
    """A portal's page under the name of a PDF."""
    body = Body("白垣市教育局", "教育", 2024, "final_account", "h6")
    page = _page(
        "page_named_pdf", body, "白垣市教育局2024年度部门决算.pdf", mso_text, excel_table, "万元", False
    )
    return Written(page.name, "html", page.file_name, b"\r\n\r\n" + page.data, page.truth)


def images() -> Written:
    """Tables as pictures, named as tables; sentences are text."""
    body = Body("云朔县文化和旅游局", "文化", 2024, "final_account", "h7")
    article = plain_text(by_hand([*duties(body), *narrative(body)])) + "".join(
        f'<p><img src="/files/W0202409{i}.png" alt="{t.title}" title="{t.title}.png"></p>'
        for i, t in enumerate(tables(body))
    )
    page = portal(f"{body.name}2024年度部门决算", article)
    return Written("tables_as_images", "html", "W02024.html", page.encode(),
                   truth_of(body, (), titles(narrative(body))))  # fmt: skip


def _negative(name: str, file_name: str, page: str, attachments: Sequence[str] = ()) -> Written:
    truth = Truth(False, attachments=tuple(attachments)) if attachments else NOTHING
    return Written(name, "html", file_name, page.encode(), truth)


def list_page() -> Written:
    """A list of disclosures."""
    items = "".join(
        f'<li><a href="/art/2024/{i}.html">青岚市{n}2024年度部门决算</a><span>2024-09-{i:02}</span></li>'
        for i, n in enumerate(["水利局", "教育局", "审计局", "司法局", "财政局", "民政局"], 10)
    )
    return _negative(
        "list_page", "list.html", portal("部门决算", f"<ul class=list>{items}</ul><a>下一页</a> 共12页")
    )


def attachments_only() -> Written:
    """An article that only links its files."""
    names = ["青岚市民政局2024年度部门决算公开说明.docx", "青岚市民政局2024年度部门决算公开表.xlsx"]
    links = "".join(f'<p><a href="./P0202409{i}.bin" title="{n}">{n}</a></p>' for i, n in enumerate(names))
    article = f"<p>根据有关规定，现将青岚市民政局2024年度部门决算予以公开。</p><p>附件：</p>{links}"
    return _negative(
        "attachments_only", "t20240921.html", portal("青岚市民政局2024年度部门决算", article), names
    )


def login_page() -> Written:
    """A page that wants a password."""
    page = "<html><head><title>统一身份认证</title></head><body><form action=/login><h2>预算管理一体化系统</h2>用户名<input>密码<input type=password><button>登录</button></form><p>版权所有 财政局 2024</p></body></html>"
    return _negative("login_page", "青岚市卫生健康局2024年度部门决算.html", page)


def error_page() -> Written:
    """404."""
    page = "<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><p>您访问的页面不存在或已删除，5秒后返回首页。</p><hr><center>nginx/1.18.0</center></body></html>"
    return _negative("error_page", "青岚市体育局2024年部门预算.docx", page)


def word_as_html() -> Written:
    """Word's own "save as web page", under the name of a document."""
    body = Body("云朔县教育局", "教育", 2024, "final_account", "w7")
    made = tables(body)
    return Written("html_named_doc", "html", "云朔县教育局2024年度部门决算公开.doc", _saved(body, made).encode("gb2312", "xmlcharrefreplace"),
                   truth_of(body, made, titles(narrative(body))))  # fmt: skip


def _saved(body: Body, made: Sequence[Table]) -> str:
    drawn = "".join(
        f"<p class=MsoNormal align=center style='text-align:center'><b>{t.title}{O_P}</b></p>"
        f"<p class=MsoNormal align=right>单位：万元{O_P}</p>{mso_table(t, '万元')}<p class=MsoNormal>&nbsp;</p>"
        for t in made
    )
    said = mso_text(by_hand([*duties(body), ("part", "2024年度部门决算表")]))
    said += drawn + mso_text(by_hand(narrative(body), iter("三")))
    return f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><o:DocumentProperties><o:Pages>12</o:Pages>
</o:DocumentProperties></xml><![endif]--></head><body lang=ZH-CN><div class=WordSection1>
<p class=MsoNormal align=center><b><span style='font-size:26pt'>{body.name}{O_P}</span></b></p>
<p class=MsoNormal align=center><b><span style='font-size:26pt'>2024年度部门决算{O_P}</span></b></p>
{said}</div></body></html>"""


def word_as_mht() -> Written:
    """Word's single-file web page, quoted-printable in gb2312, named .doc."""
    body = Body("临岫县司法局", "司法", 2024, "final_account", "w8")
    made = tables(body)
    html = quopri.encodestring(_saved(body, made).encode("gb2312", "xmlcharrefreplace")).decode()
    picture = base64.b64encode(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;").decode()
    data = f"""MIME-Version: 1.0
Content-Type: multipart/related; boundary="----=_NextPart_01DB"

此文档为“单个文件网页”，也称为“Web 档案”文件。

------=_NextPart_01DB
Content-Location: file:///C:/D1A2/1.htm
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset="gb2312"

{html}
------=_NextPart_01DB
Content-Location: file:///C:/D1A2/1.files/image001.gif
Content-Transfer-Encoding: base64
Content-Type: image/gif

{picture}
------=_NextPart_01DB--
"""
    return Written("mht_named_doc", "html", "临岫县司法局2024年度部门决算.doc", data.replace("\n", "\r\n").encode("gb18030"),
                   truth_of(body, made, titles(narrative(body))))  # fmt: skip


def excel_as_mht() -> Written:
    """Excel's single-file web page of several sheets: a frameset, tabs, and a part for each sheet, named .xls."""
    body = Body("白垣市水利局", "水利", 2026, "budget", "s11")
    made = tables(body)
    head = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type '
    head += 'content="text/html; charset=gb2312"><meta name=ProgId content=Excel.Sheet></head>'
    frames = '<frameset rows="*,39"><frame src="b.files/sheet001.htm" name="frSheet"><frame '
    frames += 'src="b.files/tabstrip.htm" name="frTabs"><noframes><body><p>此页使用框架。</p></body></noframes></frameset>'
    pages = {"b.htm": head + frames + "</html>"}
    tabs = "".join(f"<td><a href=sheet00{i}.htm>{t.title}</a></td>" for i, t in enumerate(made, 1))
    pages["b.files/tabstrip.htm"] = f"<html><body><table><tr>{tabs}</tr></table></body></html>"
    for i, t in enumerate(made, 1):
        named = f"<p>{body.name}2026年部门预算公开表</p>" if i == 1 else ""
        pages[f"b.files/sheet00{i}.htm"] = f"{head}<body>{named}{excel_table(t, '元')}</body></html>"
    parts = "".join(
        "------=_NextPart_7\r\nContent-Location: file:///C:/7/" + name + "\r\nContent-Transfer-Encoding: "
        'base64\r\nContent-Type: text/html; charset="gb2312"\r\n\r\n'
        + base64.encodebytes(text.encode("gb2312", "xmlcharrefreplace")).decode().replace("\n", "\r\n") + "\r\n"
        for name, text in pages.items()
    )  # fmt: skip
    top = 'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="----=_NextPart_7"'
    data = f"{top}\r\n\r\n{parts}------=_NextPart_7--\r\n"
    return Written("mht_named_xls", "html", "部门预算公开表.xls", data.encode(), truth_of(body, made))
