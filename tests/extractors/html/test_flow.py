"""Articles in reading order: paragraphs, tables, lists."""

from __future__ import annotations

from extractors.document import Document, Grid, Paragraph
from extractors.html.reader import read_html
from tests.extractors.html.pages import PROSE, TABLE, page


def read(body: str) -> Document:
    return read_html(page(body), "text/html")


def lines(body: str) -> list[str]:
    """The paragraphs of an article behind its title and what is said of its publication."""
    document = read(body + PROSE)
    return [document.text[p.start : p.end] for p in document.paragraphs][3:-1]


def test_a_table_that_only_lays_out_is_flow_and_the_inner_one_the_table():
    outer = f"<table width=100%><tr><td><img src=s.gif></td><td>{TABLE}</td></tr></table>"
    grids = list(read(outer).grids)
    assert [(g.n_rows, g.n_cols) for g in grids] == [(4, 5)]


def test_title_and_unit_written_as_rows_stand_above_the_table():
    table = (
        "<table><tr><td colspan=3>部门收支总表<tr><td colspan=3>单位：万元"
        "<tr><td>项目<td>预算数<td>决算数<tr><td>收入<td>12.00<td>13.50<tr><td>支出<td>12.00<td>13.50</table>"
    )
    document = read(table)
    assert [(g.n_rows, g.n_cols) for g in document.grids] == [(3, 3)]
    assert "部门收支总表\n单位：万元\n项目\t预算数\t决算数\n" in document.text


def test_a_cell_of_several_lines_is_one_text():
    grid = next(
        read("<table><tr><td>基本<br>支出<td><p>1,234.50</p><p></p><tr><td>项目<td>2.00</table>").grids
    )
    assert [cell.text for cell in grid.cells] == ["基本支出", "1,234.50", "项目", "2.00"]


def test_what_a_spreadsheet_keeps_stands_beside_what_it_shows():
    table = '<table><tr><td>收入<td x:num="1234.5678">1,234.57<tr><td>支出<td x:num="5">5.00</table>'
    grid = next(read(table).grids)
    assert [(cell.text, cell.stored) for cell in grid.cells][1::2] == [
        ("1,234.57", "1234.5678"),
        ("5.00", None),
    ]


def test_hidden_rows_are_rejects():
    table = "<table><tr><td>收入<td>1.00<tr style='display:none'><td>旧<td>9.99<tr><td>支出<td>1.00</table>"
    document = read(table)
    assert "9.99" not in document.text
    assert any("9.99" in reject.raw for reject in document.rejects)


def test_breaks_part_lines_and_headings_stand_out():
    document = read("<p style='text-align:center;font-size:22px'><b>一、概况</b></p>第一行<br>第二行" + PROSE)
    found = [b for b in document.blocks if isinstance(b, Paragraph)]
    texts = [document.text[b.start : b.end] for b in found]
    heading = found[texts.index("一、概况")]
    assert (heading.bold, heading.centred, heading.size) == (True, True, 16.5)
    assert texts[texts.index("第一行") + 1] == "第二行"
    assert not found[texts.index("第一行")].bold


def test_numbers_of_lists_are_made_explicit():
    ordered = (
        "<ol style='list-style-type:cjk-ideographic'><li>收入情况<li>支出情况</ol><ol start=3><li>其他</ol>"
    )
    assert lines(ordered) == ["一、收入情况", "二、支出情况", "3.其他"]


def test_an_item_that_says_its_number_gets_no_second_one():
    assert lines("<ol><li>1.收入情况<li>（二）支出情况</ol><ul><li>其他</ul>") == [
        "1.收入情况",
        "（二）支出情况",
        "其他",
    ]


def test_pipes_in_preformatted_text_are_a_table():
    pre = "<pre>支出表\n项目|合计|基本支出\n农林水支出|456.70|400.00\n</pre>"
    grid = next(read(pre).grids)
    assert [cell.text for cell in grid.cells][3:] == ["农林水支出", "456.70", "400.00"]


def test_the_record_of_an_article_is_no_table_of_it():
    record = (
        "<table><tr><td>索引号<td>1133/2026-01<td>发布机构<td>某某局"
        "<tr><td>公开方式<td>主动公开<td>有效性<td>有效</table>"
    )
    document = read(record + PROSE + TABLE)
    assert [(g.n_rows, g.n_cols) for g in document.grids] == [(4, 5)]
    assert any("1133/2026-01" in reject.raw for reject in document.rejects)


def test_every_block_is_a_span_of_the_text_with_a_place():
    document = read(PROSE + TABLE)
    for block in document.blocks:
        assert document.text[block.start : block.end].strip()
        place = document.place(block.start, block.end)
        assert place.locator is not None
        assert place.locator.startswith("html:/html")
        if isinstance(block, Grid):
            assert all(document.text[c.start : c.end] == c.text for c in block.cells)
