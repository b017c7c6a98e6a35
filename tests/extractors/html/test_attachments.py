"""Links to files."""

from __future__ import annotations

import pytest

from extractors.document import Link
from extractors.html.reader import read_html
from tests.extractors.html.pages import PROSE, page


def links(body: str, *, head: str = "") -> tuple[Link, ...]:
    return read_html(page(PROSE + body, head=head), "text/html").links


@pytest.mark.parametrize(
    ("html", "title", "target", "kind"),
    [
        ('<a href="./P1.xlsx">附件1：决算表</a>', "附件1：决算表", "./P1.xlsx", "xlsx"),
        ('<a href="/download.jsp?id=8">自评表.doc</a>', "自评表.doc", "/download.jsp?id=8", "doc"),
        ('<a href="https://o.cn/a?token=A%3D">决算.pdf</a>', "决算.pdf", "https://o.cn/a?token=A%3D", "pdf"),
        ('<a href="/a.pdf?token=1&amp;e=2">看</a>', "看", "/a.pdf?token=1&e=2", "pdf"),
        ("<a href='javascript:void(0)' onclick=\"open('/u/x.zip')\">打包</a>", "打包", "/u/x.zip", "zip"),
        ('<iframe src="/pdf/viewer.html?file=/u/j.pdf"></iframe>', "j.pdf", "/u/j.pdf", "pdf"),
        ('<embed src="../f/o.ofd">', "o.ofd", "../f/o.ofd", "ofd"),
        ('<script>var sPdfUrl = "/attach/9828.pdf";</script>', "9828.pdf", "/attach/9828.pdf", "pdf"),
    ],
)
def test_files_are_found_however_they_are_linked(html, title, target, kind):
    assert [(a.title, a.target, a.kind) for a in links(html)] == [(title, target, kind)]


def test_navigation_is_no_attachment():
    assert links('<a href="/zwgk/">公开</a><a href="#top">顶部</a><a href="list.html">更多</a>') == ()


def test_addresses_are_resolved_where_the_page_says_its_own():
    head = '<base href="http://a.gov.cn/x/y.html">'
    assert [a.address for a in links('<a href="./1.pdf">一</a>', head=head)] == ["http://a.gov.cn/x/1.pdf"]
    assert [a.address for a in links('<a href="./1.pdf">一</a>')] == [None]


def test_a_link_has_the_place_of_its_paragraph():
    document = read_html(page(PROSE + '<p>附件：<a href="1.pdf">决算表</a></p>'), "text/html")
    link = document.links[0]
    assert document.text[link.start : link.end] == "附件：决算表"
    assert link.locator == "html:/html/body/div[2]/div[2]/p[2]/a[1]"
