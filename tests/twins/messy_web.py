"""The disclosure as a web page that nobody tidied: tags left open, tables in tables, what is not shown."""

from __future__ import annotations

import random
from collections.abc import Iterator
from html import escape

from tests.twins.disclosure import Cell, Disclosure, Heading, Line, Prose, Table, placed

_ALIGN = {"left": "left", "centre": "center", "right": "right"}
LONGEST = 14
"""Rows of a body before the table is cut in two, both with the head."""
_LIST = "".join(
    f'<LI><A href="./t{y}0930_{y}.html">某某局{y}年度部门决算公开，收入总计{y}.50万元</A><SPAN>{y}-09-30</SPAN>'
    for y in range(2018, 2022)
)


def as_messy(disclosure: Disclosure) -> bytes:
    """UTF-8 with its mark, called gb2312; upper case tags, attributes without quotes, cells without an end.

    Every table stands in a layout table of its own, long ones are cut in two that both have the head; amounts are cut
    into spans; rows, cells and comments that nobody sees hold other numbers; beside the article stand lists of others.
    """
    chance = random.Random(disclosure.name)
    body = "\n".join(_blocks(disclosure, chance))
    page = f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312">
<TITLE>{escape(disclosure.title)} - 部门预决算 - 某某区人民政府门户网站</TITLE><SCRIPT>var total = "8888.88万元";</SCRIPT></HEAD>
<BODY><TABLE width=100%><TR><TD><A href=/>网站首页</A><TD><A href=/zwgk>政府信息公开</A><TD><A href=/zmhd>政民互动</A></TABLE>
<TABLE width=1200 align=center><TR><TD width=260 valign=top><DIV class=left><H3>预决算公开</H3><UL>{_LIST}</UL></DIV>
<TD valign=top><DIV class=crumb>当前位置：<A href=/>首页</A>&gt;<A href=/yjs>预决算</A>&gt;正文</DIV>
<DIV class=article><DIV class=title>{escape(disclosure.title)}</DIV>
<DIV class=date>索引号：000014349/{disclosure.year}-00077&emsp;发布机构：{escape(disclosure.body)}&emsp;浏览次数：1024</DIV>
<DIV id=content>
{body}
</DIV>
<DIV class=fujian><IMG src=xls.gif><A href="./P020240930.xlsx">{disclosure.year}年度公开表格.xlsx</A></DIV>
<DIV class=pages>上一篇：<A href=1.html>某某局预算调整2,000.00万元的说明</A> 下一篇：没有了</DIV></DIV></TABLE>
<DIV class=foot>版权所有：某某区人民政府&nbsp;ICP备00000000号</DIV></BODY></HTML>"""
    return b"\xef\xbb\xbf" + page.encode()


def _blocks(disclosure: Disclosure, chance: random.Random) -> Iterator[str]:
    for block in disclosure.blocks:
        match block:
            case Heading():
                yield f"<P>&emsp;&emsp;<STRONG>{escape(block.printed)}</STRONG>"
            case Line():
                yield f"<P align={_ALIGN[block.align]}><FONT size=5>{escape(block.text)}</FONT>"
            case Prose():
                cut = len(block.text) // 2
                yield (
                    f"<P>&emsp;&emsp;<FONT face=仿宋>{escape(block.text[:cut])}</FONT><SPAN style='display:none'>66.66万元</SPAN>"
                    f"{escape(block.text[cut:])}<!-- 原稿55.55万元 -->"
                )
            case Table():
                yield from _table(block, chance)


def _table(table: Table, chance: random.Random) -> Iterator[str]:
    rows: list[str] = ["<TR height=28>"] * len(table.rows)
    for r, _, cell in placed(table):
        rows[r] += _cell(cell, chance)
    head, body = rows[: table.head_rows], rows[table.head_rows :]
    spans = any(cell.rows > 1 for row in table.rows[table.head_rows :] for cell in row)
    if table.captions:
        yield f"<P align=center><STRONG><FONT size=4>{escape(table.title)}</FONT></STRONG>"
        if table.number:
            yield f"<P align=right>{escape(table.number)}"
        if table.left_caption:
            yield f"<P>{escape(table.left_caption)}"
        if table.right_caption:
            yield f"<P style='text-align:right'>{escape(table.right_caption)}"
    hidden = "<TR style='display: none'>" + "<TD>44.44" * table.n_cols
    parts = [body] if spans or len(body) <= LONGEST else [body[:LONGEST], body[LONGEST:]]
    for part in parts:
        inner = "\n".join([*head, hidden, *part])
        yield f"<TABLE border=0 width=100%><TR><TD align=center><TABLE border=1 cellspacing=0>{inner}</TABLE></TABLE>"
    if table.note:
        yield f"<P><FONT size=2>{escape(table.note)}</FONT>"


def _cell(cell: Cell, chance: random.Random) -> str:
    spans = (f" colSpan={cell.cols}" if cell.cols > 1 else "") + (
        f' ROWSPAN="{cell.rows}"' if cell.rows > 1 else ""
    )
    text = "<BR>".join(map(escape, cell.text.split("\n")))
    if cell.number is not None and len(text) > 3 and chance.random() < 0.4:
        cut = chance.randint(1, len(text) - 1)
        text = f"<SPAN lang=EN-US>{text[:cut]}</SPAN><FONT face=宋体>{text[cut:]}</FONT>"
    indent = "　" * cell.indent if text else ""
    return f"<TD{spans} align={_ALIGN[cell.align]}>{indent}{text or '&nbsp;'}"
