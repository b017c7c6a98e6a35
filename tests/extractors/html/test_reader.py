"""Web pages to Documents."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.document import Document
from extractors.errors import Unreadable
from extractors.html.reader import read_html
from pipeline.reading.extract import extract
from tests.extractors.html.pages import PROSE, TABLE, TITLE, page


def read(data: bytes) -> Document:
    return read_html(data, "text/html")


def test_an_article_is_read_without_what_stands_around_it():
    text = read(page(PROSE + TABLE)).text
    assert text.startswith(f"{TITLE}\n发布日期：2024-09-20 10:21\n来源：水务局\n2023年度支出总计1234.56万元")
    assert text.count(TITLE) == 1
    for around in ("领导之窗", "浏览次数", "打印本页", "甲县通知", "ICP备"):
        assert around not in text


def test_facts_of_a_page_have_their_cells_as_places():
    found = extract(page(PROSE + TABLE))
    assert found.status == "ok"
    identity = found.identity
    assert (identity.entity_name, identity.fiscal_year, identity.doc_kind) == (
        "澄川市星湖区水务局",
        2023,
        "final_account",
    )
    assert identity.published_on == "2024-09-20"
    item = next(f for f in found.facts if f.function_code == "213" and f.value == Decimal("234.56"))
    assert item.place.page is None
    assert item.place.locator == "html:/html/body/div[2]/div[2]/table[1]/tbody[1]/tr[4]/td[5]"
    assert item.value_yuan == Decimal("2345600.00")


def test_amounts_outside_of_the_article_are_rejects():
    after = '<div class="related footer">另见：2019年收支总额3456.78万元的通报</div>'
    menu = '<div style="display:none">旧稿：8,888.88</div>'
    document = read(page(PROSE + TABLE, before=menu, after=after))
    raws = [reject.raw for reject in document.rejects]
    assert any("8,888.88" in raw for raw in raws)
    assert "8,888.88" not in document.text
    assert any("3456.78" in raw for raw in raws) or "3456.78" in document.text


def test_prose_with_amounts_in_two_containers_is_kept_whole():
    parts = f"<div>{PROSE * 6}</div><div>{TABLE}</div><div><p>“三公”经费支出决算12.30万元。</p></div>"
    text = read(page(parts)).text
    assert "12.30万元" in text
    assert "1,234.56" in text


def test_an_article_that_only_links_is_no_disclosure_and_names_its_files():
    body = '<p><a href="./W1.pdf">水务局决算.pdf</a></p><p><a href="/a/b.xls" title="附表.xls">公开表</a></p>'
    found = extract(page(body))
    assert found.status == "not_disclosure"
    assert [(a.title, a.target, a.kind) for a in found.document.links] == [
        ("水务局决算.pdf", "./W1.pdf", "pdf"),
        ("公开表", "/a/b.xls", "xls"),
    ]
    assert "水务局决算.pdf; 公开表" in "; ".join(found.document.notes)


def test_a_list_of_articles_is_no_disclosure_and_names_them():
    items = "".join(
        f'<li><a href="t{n}.html">某某区{n}局2025年部门预算公开</a> 2025-02-1{n}' for n in range(6)
    )
    found = extract(page(f"<ul>{items}</ul>", title="部门预算公开"))
    assert found.status == "not_disclosure"
    assert "某某区0局2025年部门预算公开" in found.document.notes[-1]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<h1>404 Not Found</h1><p>您访问的页面不存在</p>", "404 Not Found"),
        ("<div id=app></div><script src=app.js></script>", "without an article"),
        ('<meta http-equiv="refresh" content="0; url=./x/">', "./x/"),
    ],
)
def test_a_page_without_an_article_is_refused_with_what_it_says(html, said):
    with pytest.raises(Unreadable) as caught:
        read(html.encode())
    assert caught.value.kind == "html"
    assert said in caught.value.message


def test_a_picture_in_the_place_of_a_table_is_named():
    picture = '<p><img src="/u/1.png" width=900 height=600 alt="收支总表"></p>'
    document = read(page(PROSE + picture))
    assert document.partial
    assert [r.raw for r in document.rejects if "picture" in r.reason] == ["收支总表"]
    assert any("收支总表" in note for note in document.notes)
    ornament = read(page('<p><img src="i.gif" width=16>请见</p>' + PROSE + TABLE))
    assert not ornament.partial


def test_a_broken_character_beside_a_number_makes_the_page_partial():
    whole = page(PROSE * 30 + TABLE)
    at = whole.index(b"1,234.56") + 8
    broken = read(whole[:at] + b"\xff" + whole[at:])
    assert broken.partial
    assert any("broken" in note for note in broken.notes)
    in_prose = whole.index("其中".encode())
    harmless = read(whole[: in_prose + 1] + b"\xff" + whole[in_prose + 2 :])
    assert not harmless.partial


def test_a_page_in_gb18030_that_declares_utf8_is_read():
    data = page(PROSE + TABLE, head='<meta charset="utf-8">').decode().encode("gb18030")
    assert read(data).text == read(page(PROSE + TABLE)).text


def test_a_title_that_no_heading_says_is_the_line_before_the_article():
    data = page(PROSE + TABLE, title="澄川市").replace(b"<h1>", f"<div>{TITLE}</div><h1>".encode())
    assert read(data).text.startswith(TITLE)


def test_a_page_larger_than_the_bound_is_refused():
    with pytest.raises(Unreadable) as caught:
        read(b"<p>" + b" " * 64_000_001)
    assert caught.value.kind == "too_large"
