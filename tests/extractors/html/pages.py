"""Pages of an invented portal for tests."""

from __future__ import annotations

TITLE = "澄川市星湖区水务局2023年度部门决算公开"
TABLE = """<p align=center><b>支出决算表</b></p><p align=right>单位：万元</p><table border=1>
<tr><td colspan=2>项目</td><td rowspan=2>本年支出合计</td><td rowspan=2>基本支出</td>
<td rowspan=2>项目支出</td></tr>
<tr><td>功能分类科目编码</td><td>科目名称</td></tr>
<tr><td></td><td>合计</td><td>1,234.56</td><td>1,000.00</td><td>234.56</td></tr>
<tr><td>213</td><td>农林水支出</td><td>1,234.56</td><td>1,000.00</td><td>234.56</td></tr></table>"""
PROSE = "<p>2023年度支出总计1234.56万元，其中基本支出1000.00万元。</p>"
NAV = "".join(f'<li><a href="/c{n}/">{name}</a></li>' for n, name in enumerate(("首页", "领导之窗", "专题")))


def page(body: str, *, title: str = TITLE, head: str = "", before: str = "", after: str = "") -> bytes:
    """A page of a portal around an article: menu, position, tools, related links, foot."""
    return f"""<!doctype html><html><head><title>{title}_某某网</title>{head}</head><body>
<div class=a1><ul>{NAV}</ul></div>{before}<div class=a2><h1>{title}</h1>
<div class=i>发布日期：2024-09-20 10:21 来源：水务局 浏览次数：12
字体：【<a href="javascript:f(1)">大</a>】</div>
<div class=a3>{body}</div><div><a href="javascript:window.print()">打印本页</a></div></div>
<div class=a4><h3>相关</h3><ul><li><a href=1.html>甲县通知</a><li><a href=2.html>乙县通报</a>
<li><a href=3.html>丙县公告</a>
</ul></div>{after}<div class=a5>主办：某某区政府 ICP备12345678号</div></body></html>""".encode()
