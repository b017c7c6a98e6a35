"""Web pages whose text is placed are pages of print; others are not."""

from __future__ import annotations

import pytest

from extractors.errors import Unreadable
from extractors.read import read

PAGE = "width:595pt;height:842pt;position:relative"


def placed(left: float, top: float, words: str, more: str = "") -> str:
    """A placed run of text of 10 points, in points."""
    style = f"position:absolute;left:{left}pt;top:{top}pt;font-size:10pt;line-height:10pt;{more}"
    return f'<div style="{style}">{words}</div>'


def rule(left: float, top: float, width: float, height: float) -> str:
    """A hairline, drawn as the border of a box without height or width."""
    side = "bottom" if width else "right"
    style = f"position:absolute;left:{left}pt;top:{top}pt;width:{width}pt;height:{height}pt"
    return f'<div style="{style};border-{side}:0.5pt solid #000"> </div>'


def page(*items: str, style: str = PAGE) -> str:
    """The element of a page."""
    return f'<div class="page" style="{style}">{"".join(items)}</div>'


def web(*pages: str, head: str = "", title: str = "某市某局2024年度部门决算") -> bytes:
    """A page of a portal that shows these pages."""
    body = f"<body><a href='/'>首页</a>{''.join(pages)}</body>"
    return f"<html><head><title>{title}</title>{head}</head>{body}</html>".encode()


LINES = [placed(60, 80 + 20 * n, f"第{n}行：本单位按照规定执行收入支出管理。") for n in range(10)]


def test_each_container_is_a_page_with_boxes_in_points_and_the_path_of_the_element():
    document = read(web(page(*LINES), page(placed(60, 300, "年末结转和结余12.50万元"), *LINES)))
    assert [(p.number, p.width, p.height) for p in document.pages] == [(1, 595, 842), (2, 595, 842)]
    start = document.text.index("12.50")
    place = document.place(start, start + 5)
    assert place.page == 2
    assert place.box == pytest.approx((130, 300, 155, 310), abs=0.6)
    assert place.locator == "html:/html/body/div[2]/div[1]"
    assert document.text[document.text.index("第3行") :].startswith("第3行：本单位按照规定执行收入支出管理。")


def test_hairlines_part_cells_and_numbers_stay_in_theirs():
    rules = [rule(60, y, 200, 0) for y in (100, 120, 140)] + [rule(x, 100, 0, 40) for x in (60, 160, 260)]
    words = [
        *(placed(65, 105, "项目"), placed(165, 105, "金额")),
        *(placed(65, 125, "收入合计"), placed(215, 125, "1,234.56")),
    ]  # fmt: skip
    document = read(web(page(*LINES[4:], *rules, *words)))
    (grid,) = document.grids
    assert [c.text for c in grid.cells] == ["项目", "金额", "收入合计", "1,234.56"]
    place = document.place(grid.cells[3].start, grid.cells[3].end)
    assert place.locator is not None
    assert place.locator.startswith("html:/html/body/div[1]/div[")


def test_a_number_that_fills_its_cell_ends_before_the_rule():
    """Its points and commas are thinner than half its size, which nothing on the page says."""
    rules = [rule(60, y, 135, 0) for y in (100, 120, 140)] + [
        rule(x, 100, 0, 40) for x in (60, 105, 150, 195)
    ]
    words = [
        *(placed(62, 105, "项目"), placed(107, 105, "预算数"), placed(152, 105, "决算数")),
        *(placed(62, 125, "合计"), placed(107, 125, "1,234,567.89"), placed(152, 125, "7,654,321")),
    ]
    document = read(web(page(*LINES[4:], *rules, *words)))
    (grid,) = document.grids
    assert [c.text for c in grid.cells][3:] == ["合计", "1,234,567.89", "7,654,321"]


def test_classes_pixels_lower_edges_and_scaling_are_understood():
    style = (
        "<style>.pf,.pc{position:relative}.t{position:absolute;transform-origin:0 100%}.w0{width:800px}"
        ".h0{height:1000px}.x1{left:80px}.m0{transform:matrix(0.25,0,0,0.25,0,0)}.fs0{font-size:64px}.h1{height:64px}"
        + "".join(f".y{n}{{bottom:{900 - 30 * n}px}}" for n in range(10))
        + "</style>"
    )
    lines = "".join(
        f'<div class="t m0 x1 h1 y{n} fs0">第{n}行：本单位按照规定执行。</div>' for n in range(10)
    )
    document = read(web(f'<div class="pf w0 h0"><div class="pc w0 h0">{lines}</div></div>', head=style))
    assert [(p.width, p.height) for p in document.pages] == [(600, 750)]
    box = document.place(document.text.index("第0行"), document.text.index("第0行") + 1).box
    # 80 px from the left; the lower edge 900 px above that of the page; 16 px high and wide after scaling
    assert box == pytest.approx((60, (1000 - 900 - 16) * 0.75, 72, (1000 - 900) * 0.75), abs=0.1)


def test_narrow_characters_end_where_the_next_run_begins():
    runs = [placed(60, 80, "2024"), placed(82.2, 80, "年度支出"), *LINES[2:]]
    document = read(web(page(*runs)))
    assert "2024年度支出" in document.text


def test_what_flows_is_no_fixed_layout():
    flowing = "<p>" + "本单位按照规定执行收入支出管理。" * 30 + "</p>"
    document = read(web(f"<div style='position:relative'>{flowing}</div>", placed(0, 0, "置顶")))
    assert document.pages == ()
    assert document.char_page is None


def test_hidden_elements_are_not_on_the_page():
    document = read(web(page(*LINES, placed(60, 400, "看不见的字", "display:none"))))
    assert "看不见的字" not in document.text


def test_pictures_of_pages_are_no_text():
    few = [placed(60, 80 + n, "页") for n in range(9)]
    pages = [page(*few), *[page('<img src="2.png">', placed(1, 1, "2")) for _ in range(9)]]
    with pytest.raises(Unreadable) as caught:
        read(web(*pages))
    assert caught.value.kind == "html"
