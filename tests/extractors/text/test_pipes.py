"""Pipe-delimited tables of text exports."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Grid
from extractors.text.reader import read_text


def grids(text: str) -> list[Grid]:
    return list(read_text(text.encode()).grids)


def rows(grid: Grid) -> list[list[str]]:
    return [[c.text for c in grid.row(n)] for n in range(grid.n_rows)]


def form(*rows_: list[str], width: int, title: str = "项目支出绩效自评表") -> str:
    """A form as the export writes it: a cell on every line, then the placeholders of merged cells."""
    lines = [f"{title} |", "|" * (width - 1)]
    for row in rows_:
        lines += [f"{cell} |" if cell else "|" for cell in row]
        if len(row) < width - 1:
            lines.append("|" * (width - len(row)))
    return "\n".join(lines) + "\n"


FUNDS = (["项目资金", "", "年初预算数", "全年执行数"], ["年度资金总额", "360.5", "360.45"])


def test_cells_and_placeholders_make_the_width() -> None:
    (grid,) = grids("二、自评\n" + form(*FUNDS, width=6))
    assert grid.n_cols == 6
    assert rows(grid) == [["项目支出绩效自评表"], *[list(r) for r in FUNDS]]
    assert grid.moved_placeholders == (5, 2, 3)
    assert [c.col for c in grid.row(1)] == [0, 1, 2, 3]


def test_spans_hold_the_text_of_the_cell_alone() -> None:
    doc = read_text(("目标\n" + form(*FUNDS, width=6)).encode())
    (grid,) = doc.grids
    assert [doc.text[c.start : c.end] for c in grid.row(2)] == ["年度资金总额", "360.5", "360.45"]
    empty = grid.row(1)[1]
    assert (empty.start, doc.text[empty.start]) == (empty.end, "|")


def test_a_row_without_merged_cells_has_no_row_end() -> None:
    full = ["得分", "10", "10", "无", "是", "否"]
    (grid,) = grids(form(FUNDS[0], full, FUNDS[1], width=6))
    assert rows(grid) == [["项目支出绩效自评表"], FUNDS[0], full, FUNDS[1]]
    assert grid.moved_placeholders == (5, 2, 0, 3)


def test_the_last_row_may_be_cut_within_its_row_end() -> None:
    text = form(*FUNDS, width=6) + "总分 |\n100 |\n93.6 |\n|"
    (grid,) = grids(text)
    assert rows(grid)[-1] == ["总分", "100", "93.6"]
    assert grid.moved_placeholders[-1] == 1
    assert grid.end == len(text)


def test_a_second_form_in_the_same_run_is_a_second_grid() -> None:
    first, second = grids(form(*FUNDS, width=6) + form(FUNDS[0], width=6, title="部门整体支出绩效自评表"))
    assert rows(first)[-1] == list(FUNDS[1])
    assert rows(second) == [["部门整体支出绩效自评表"], list(FUNDS[0])]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    text = form(["年度目标", "完成安装"], ["一是安装。\n二是培训。", "已完成"], width=6)
    (grid,) = grids(text)
    assert rows(grid)[2] == ["一是安装。 二是培训。", "已完成"]


def test_two_cells_of_several_lines_in_one_row_are_two_cells() -> None:
    goals = ["一是安装。\n二是培训。", "一是已安装。\n二是已培训。\n三是已验收。"]
    text = form(["年度目标", "预期目标", "实际完成情况"], goals, ["指标", "产出指标"], width=6)
    (grid,) = grids("自评情况如下。\n" + text + "以上为自评情况。\n")
    assert rows(grid) == [
        ["项目支出绩效自评表"],
        ["年度目标", "预期目标", "实际完成情况"],
        ["一是安装。 二是培训。", "一是已安装。 二是已培训。 三是已验收。"],
        ["指标", "产出指标"],
    ]
    assert grid.moved_placeholders == (5, 3, 4, 4)


def test_a_cell_of_several_lines_in_a_row_without_row_end() -> None:
    full = ["得分", "10", "10", "无", "是，\n已整改", "否"]
    (grid,) = grids(form(FUNDS[0], full, FUNDS[1], width=6))
    assert rows(grid)[2] == ["得分", "10", "10", "无", "是， 已整改", "否"]
    assert rows(grid)[3] == list(FUNDS[1])


def test_prose_between_two_tables_of_the_same_width_is_no_cell() -> None:
    doc = read_text(
        (form(*FUNDS, width=6) + "以上为自评。\n下面为明细。\n" + form(FUNDS[0], width=6)).encode()
    )
    assert len(list(doc.grids)) == 2
    between = [doc.text[b.start : b.end] for b in doc.blocks if not isinstance(b, Grid)]
    assert between == ["以上为自评。", "下面为明细。"]


def test_prose_after_a_cut_table_is_no_cell() -> None:
    doc = read_text((form(*FUNDS, width=6) + "总分 |\n100 |\n以上为自评情况。\n三、其他").encode())
    assert [doc.text[b.start : b.end] for b in doc.blocks[1:]] == ["以上为自评情况。", "三、其他"]


def test_a_simple_table_gets_its_width_from_known_header_words() -> None:
    cells = ["一级指标", "二级指标", "具体指标", "产出", "数量", "终端719个", "满意度_指标", "对象", "≥95%"]
    text = "\n".join(f"{cell.replace('_', ' ')} |" for cell in cells)
    (grid,) = grids(text)
    assert (grid.n_rows, grid.n_cols, grid.moved_placeholders) == (3, 3, ())
    assert rows(grid)[2] == ["满意度 指标", "对象", "≥95%"]


def test_a_simple_table_with_an_unknown_header_gets_the_only_width_that_makes_columns() -> None:
    text = "科室 |\n人数 |\n经费 |\n甲 |\n3 |\n1.5 |\n乙 |\n4 |\n2.5 |"
    (grid,) = grids(text)
    assert rows(grid) == [["科室", "人数", "经费"], ["甲", "3", "1.5"], ["乙", "4", "2.5"]]


def test_a_simple_table_of_unknown_shape_is_one_column() -> None:
    (grid,) = grids("甲 |\n乙 |\n丙 |\n丁 |")
    assert (grid.n_rows, grid.n_cols) == (4, 1)


def test_a_markdown_table_is_an_ordinary_grid() -> None:
    (grid,) = grids("| 项目 | 预算数 | 决算数 |\n|---|---:|---|\n| 合计 | 10.00 |  |\n")
    assert rows(grid) == [["项目", "预算数", "决算数"], ["合计", "10.00", ""]]
    assert grid.moved_placeholders == ()


def test_rows_without_outer_pipes_are_a_table_where_they_agree() -> None:
    (grid,) = grids("科目编码 | 名称 | 合计\n201 | 一般公共服务支出 | 10\n208 | 社会保障支出 | 5\n")
    assert rows(grid)[1] == ["201", "一般公共服务支出", "10"]


def test_a_line_of_prose_with_a_pipe_is_prose() -> None:
    assert grids("首页 | 政务公开\n某局2023年度部门决算\n") == []


CELL = st.text(alphabet="甲乙丙丁0123456789.，%", min_size=1, max_size=6)


@given(
    st.integers(6, 16).flatmap(
        lambda width: st.tuples(
            st.just(width), st.lists(st.lists(CELL | st.just(""), min_size=1, max_size=width - 2), max_size=8)
        )
    )
)
def test_every_form_comes_back_as_it_was_written(written: tuple[int, list[list[str]]]) -> None:
    width, body = written
    (grid,) = grids(form(*body, width=width))
    assert rows(grid)[1:] == body
    assert [len(r) + k for r, k in zip(rows(grid), grid.moved_placeholders, strict=True)] == [
        width
    ] * grid.n_rows


def test_a_heading_between_two_forms_is_no_cell() -> None:
    doc = read_text((form(*FUNDS, width=6) + "（二）第二个项目\n" + form(*FUNDS, width=6)).encode())
    assert [type(b).__name__ for b in doc.blocks] == ["Grid", "Paragraph", "Grid"]
