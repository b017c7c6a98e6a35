"""The disclosure as a web page, in the styles in which portals publish: pasted from Word, saved from a
spreadsheet, written by a content management system."""

from __future__ import annotations

import quopri
from email.header import Header
from html import escape

from tests.twins.captions import with_captions
from tests.twins.disclosure import Disclosure, Heading, Line, Prose, Table, placed

_ALIGN = {"left": "left", "centre": "center", "right": "right"}
_NAVIGATION = """<div class="top"><a href="/">首页</a> | <a href="/xwzx/">新闻中心</a> | <a href="/zwgk/">政务公开</a>
 | <a href="/bsfw/">办事服务</a> | <a href="/hdjl/">互动交流</a></div>
<div class="position">您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/czxx/">财政信息</a></div>"""
_FOOTER = """<div class="share">分享到：<a href="javascript:void(0)">微信</a> <a href="javascript:void(0)">微博</a></div>
<div class="related"><h4>相关链接</h4><ul><li><a href="/1.html">关于开展专项资金1,250.00万元绩效评价的公告</a></li>
<li><a href="/2.html">本市一季度一般公共预算收入增长3.2%</a></li></ul></div>
<div class="footer"><p>主办单位：某某市人民政府办公室 网站标识码：0000000000 备案号：某ICP备00000000号</p></div>"""


def as_clean(disclosure: Disclosure) -> bytes:
    """A page of a content management system: headings, paragraphs and tables as HTML has them."""
    parts = []
    for block in disclosure.blocks:
        match block:
            case Heading():
                parts.append(f"<h{block.level + 1}>{escape(block.printed)}</h{block.level + 1}>")
            case Line():
                parts.append(
                    f'<p style="text-align:{_ALIGN[block.align]};font-size:{block.size:.0f}pt">{escape(block.text)}</p>'
                )
            case Prose():
                parts.append(f"<p>　　{escape(block.text)}</p>")
            case Table():
                head = "".join(_rows(block, 0, block.head_rows, "th"))
                body = "".join(_rows(block, block.head_rows, len(block.rows), "td"))
                title = f'<h3 class="t">{escape(block.title)}</h3>' if block.title else ""
                parts.append(
                    title
                    + _above(block, "<p>{}</p>", "　　")
                    + f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
                    + _note(block)
                )
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(disclosure.title)}_某某市人民政府</title>
<style>.footer{{color:#999}} table{{border-collapse:collapse}}</style></head>
<body>{_NAVIGATION}<div class="main"><h1>{escape(disclosure.title)}</h1>
<div class="info"><span>发布时间：{disclosure.year}-09-30 10:21</span> <span>来源：{escape(disclosure.body)}</span></div>
<div class="content" id="content">
{chr(10).join(parts)}
</div></div>{_FOOTER}<script>var a = "<table>";</script></body></html>""".encode()


def as_pasted(disclosure: Disclosure) -> bytes:
    """An article whose body was pasted from Word, in a page that lays out with tables; GB18030 called utf-8."""
    parts = []
    for block in disclosure.blocks:
        match block:
            case Heading():
                parts.append(
                    f'<p class="MsoNormal" style="text-indent:24.1pt;mso-char-indent-count:2.0"><b><span '
                    f'style="font-size:16.0pt;font-family:黑体">{escape(block.printed)}<o:p></o:p></span></b></p>'
                )
            case Line():
                parts.append(
                    f'<p class="MsoNormal" align="{_ALIGN[block.align]}"><span style="font-size:{block.size:.1f}pt">'
                    f"{_spans(block.text)}</span></p>"
                )
            case Prose():
                parts.append(
                    f'<p class="MsoNormal" style="text-indent:32.0pt">{_spans(block.text)}'
                    '<span lang="EN-US"><o:p></o:p></span></p>'
                )
            case Table():
                rows = "".join(_rows(block, 0, len(block.rows), "td", pasted=True))
                parts.append(
                    (
                        f'<p class="MsoNormal" align="center"><b>{escape(block.title)}</b></p>'
                        if block.title
                        else ""
                    )
                    + _above(block, '<p class="MsoNormal">{}</p>', "&nbsp;" * 4)
                    + f'<table class="MsoNormalTable" border="1" cellspacing="0" cellpadding="0">{rows}'
                    '<![if !supportMisalignedColumns]><tr height="0" style="display:none">'
                    + "".join(f'<td width="{w:.0f}"></td>' for w in block.widths)
                    + "</tr><![endif]></table>"
                    + _note(block)
                )
    page = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{escape(disclosure.title)}-财政信息</title>
<meta name="ArticleTitle" content="{escape(disclosure.title)}"></head><body>{_NAVIGATION}
<table width="1000" border="0"><tr><td>
<table width="100%"><tr><td align="center"><span class="title">{escape(disclosure.title)}</span></td></tr>
<tr><td>发布日期：{disclosure.year}-02-14&nbsp;&nbsp;信息来源：{escape(disclosure.body)}</td></tr>
<tr><td><div id="zoom"><div class="TRS_Editor">{"".join(parts)}</div></div></td></tr></table>
</td></tr></table>{_FOOTER}</body></html>"""
    return page.encode("gb18030")


def as_saved(disclosure: Disclosure) -> bytes:
    """What a spreadsheet saves as a web page: one table after the other, heads as rows of the table, kept
    numbers beside those shown."""
    parts = []
    for block in disclosure.blocks:
        match block:
            case Heading():
                parts.append(f"<p>{escape(block.printed)}</p>")
            case Line():
                parts.append(f"<p align=center>{escape(block.text)}</p>")
            case Prose():
                parts.append(f"<p>{escape(block.text)}</p>")
            case Table():
                columns = "".join(
                    f"<col width={w:.0f} style='mso-width-source:userset;width:{w:.0f}pt'>"
                    for w in block.widths
                )
                inside, above = with_captions(block)
                rows = "".join(_rows(inside, 0, len(inside.rows), "td", kept=True, classes=above))
                parts.append(
                    "<table border=0 cellpadding=0 cellspacing=0 style='border-collapse:collapse'>"
                    f"{columns}{rows}</table><br>"
                )
    page = f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=ProgId content=Excel.Sheet>
<title>{escape(disclosure.title)}</title>
<style><!-- .xl65 {{mso-style-parent:style0; font-size:16.0pt; font-weight:700; text-align:center;}}
.xl67 {{text-align:right;}} --></style></head><body link=blue vlink=purple>
{"".join(parts)}</body></html>"""
    return page.encode("gb18030")


def as_word(disclosure: Disclosure) -> bytes:
    """What a word processor saves as a web page: numbers of lists beside the text, styles in a sheet, heads that
    repeat in `thead`."""
    parts = []
    for block in disclosure.blocks:
        match block:
            case Heading():
                number = (
                    f"<![if !supportLists]><span style='mso-list:Ignore'>{escape(block.number)}<span style='font:7.0pt"
                    ' "Times New Roman"\'>&nbsp; </span></span><![endif]>'
                    if block.level > 1
                    else f"<span>{escape(block.number)}</span>"
                )
                tag = f"h{block.level}" if len(block.text) < 30 else "p"
                parts.append(
                    f"<{tag} style='mso-list:l0 level{block.level} lfo1'>{number}{_spans(block.text)}</{tag}>\n"
                )
            case Line():
                parts.append(
                    f"<p class=MsoNormal align={_ALIGN[block.align]}><span style='font-size:{block.size:.1f}pt'>"
                    f"{_spans(block.text)}</span></p>\n"
                )
            case Prose():
                parts.append(
                    f"<p class=MsoNormal style='text-indent:24.0pt'>{_spans(block.text)}<span\nlang=EN-US><o:p></o:p></span></p>\n"
                )
            case Table():
                title = (
                    f"<p class=MsoNormal align=center><b>{_spans(block.title)}</b></p>" if block.title else ""
                )
                head = "".join(_rows(block, 0, block.head_rows, "td", pasted=True))
                body = "".join(_rows(block, block.head_rows, len(block.rows), "td", pasted=True))
                parts.append(
                    f"<div align=center>{title}{_above(block, '<p class=MsoNormal>{}</p>', '&nbsp;' * 12)}"
                    "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse'>"
                    f"<thead>{head}</thead>{body}</table></div>{_note(block)}<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n"
                )
    page = f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=Generator content="Microsoft Word 15">
<title>{escape(disclosure.title)}</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm; font-size:10.5pt; font-family:"Times New Roman",serif;}} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><div class=WordSection1>
{"".join(parts)}</div></body></html>"""
    return page.encode("gb18030")


def as_mhtml(disclosure: Disclosure) -> bytes:
    """The page of a spreadsheet as a browser keeps it in one file."""
    page = quopri.encodestring(as_saved(disclosure)).decode("ascii").replace("\n", "\r\n")
    subject = Header(disclosure.title, "utf-8").encode(linesep="\r\n")
    lines = (
        "From: <Saved by Blink>", f"Subject: {subject}", "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="----twins"', "",
        "------twins", "Content-Type: text/html; charset=gb2312", "Content-Transfer-Encoding: quoted-printable",
        "Content-Location: file:///C:/table.htm", "", page, "------twins--", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode("ascii")


def _rows(
    table: Table,
    first: int,
    last: int,
    tag: str,
    *,
    pasted: bool = False,
    kept: bool = False,
    classes: int = 0,
) -> list[str]:
    rows: list[list[str]] = [[] for _ in table.rows]
    for r, _, cell in placed(table):
        spans = (f' colspan="{cell.cols}"' if cell.cols > 1 else "") + (
            f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        )
        text = "<br>".join(map(escape, cell.text.split("\n")))
        align = f' align="{_ALIGN[cell.align]}"'
        if r < classes:  # rows of captions: the title large, the rest plain
            align = " class=xl65" if r == 0 else " class=xl67" if cell.align == "right" else " class=xl66"
        if cell.indent and text:
            text = text if kept else "&nbsp;" * 2 * cell.indent + text
            spans += (
                f" style='padding-left:{9 * cell.indent}pt;mso-char-indent-count:{cell.indent}'"
                if kept
                else ""
            )
        if pasted:
            inner = text.replace("<br>", "</span></p><p><span>") if text else "&nbsp;"
            text = f'<p class="MsoNormal"{align}><span style="font-size:9.0pt">{inner}<o:p></o:p></span></p>'
        if kept and cell.number is not None and cell.text not in ("", "-"):
            spans += f' x:num="{cell.number}"'
        rows[r].append(f"<{tag}{spans}{align}>{text}</{tag}>")
    return [f"<tr>{''.join(row)}</tr>" for row in rows[first:last]]


def _above(table: Table, line: str, between: str) -> str:
    """The lines above a table: its number, and body and unit beside one another."""
    texts = [escape(table.number)] if table.number else []
    captions = [escape(text) for text in (table.left_caption, table.right_caption) if text]
    if table.captions and captions:
        texts.append(between.join(captions))
    return "".join(line.format(text) for text in texts)


def _spans(text: str) -> str:
    """As Word pastes it: Chinese and Latin in spans of their own, so that numbers are cut off from units."""
    parts, run, latin = [], "", None
    for char in text:
        if latin is not None and (char.isascii() != latin):
            parts.append((run, latin))
            run = ""
        run += char
        latin = char.isascii()
    parts.append((run, bool(latin)))
    return "".join(
        f'<span lang="EN-US">{escape(t)}</span>' if is_latin else f"<span>{escape(t)}</span>"
        for t, is_latin in parts
        if t
    )


def _note(table: Table) -> str:
    return f"<p>{escape(table.note)}</p>" if table.note else ""
