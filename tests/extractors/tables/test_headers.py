"""Header rows, column paths, row labels and codes of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.tables.header_rows import find_header
from extractors.tables.headers import Header, looks_like_header, same_header
from extractors.tables.row_axis import RowAxis, read_rows
from extractors.tables.sheets import Sheet, lay_out
from tests.extractors.tables.drawn import Drawn, Entry, document


def sheet_of(*pages: Sequence[Sequence[Entry]]) -> Sheet:
    return lay_out(list(document(*(Drawn(rows, n) for n, rows in enumerate(pages, 1))).grids))


def read(*pages: Sequence[Sequence[Entry]]) -> tuple[Sheet, Header, RowAxis]:
    sheet = sheet_of(*pages)
    header = find_header(sheet, 0, sheet.first_rows[1:])
    return sheet, header, read_rows(sheet, header)


def paths(sheet: Sheet, header: Header) -> list[str]:
    return ["/".join(header.path(sheet, col, 1)) for col in range(sheet.n_cols)]


def test_a_header_of_three_levels_merged_both_ways() -> None:
    sheet, header, _ = read(
        [
            [("科目名称", 3, 1), ("合计", 3, 1), ("财政拨款收入", 1, 3), None, None],
            [None, None, ("小计", 2, 1), ("其中", 1, 2), None],
            [None, None, None, "一般公共预算", "政府性基金"],
            ["教育支出", "3.00", "3.00", "2.00", "1.00"],
        ]
    )
    assert (header.n_rows, header.mixed) == (3, None)
    assert paths(sheet, header) == [
        "科目名称",
        "合计",
        "财政拨款收入/小计",
        "财政拨款收入/其中/一般公共预算",
        "财政拨款收入/其中/政府性基金",
    ]


def test_a_row_that_is_header_and_total_at_once() -> None:
    sheet, header, axis = read(
        [
            [("项目", 1, 4), None, None, None, ("本年收入合计", 2, 1)],
            [("科目编码", 1, 3), None, None, "科目名称", None],
            ["类", "款", "项", "合计", "2,946.25"],
            ["201", "", "", "一般公共服务支出", "2,112.86"],
            ["201", "06", "", "财政事务", "2,112.86"],
            ["201", "06", "01", "行政运行", "1,511.89"],
        ]
    )
    assert (header.n_rows, header.mixed) == (2, 2)
    assert paths(sheet, header)[0] == "项目/科目编码/类"
    assert paths(sheet, header)[4] == "本年收入合计"
    assert axis.labels[2, 0] == "合计"
    assert [axis.codes.get((r, 0)) for r in range(2, 6)] == [None, "201", "20106", "2010601"]


def test_levels_printed_only_where_they_change() -> None:
    _, _, axis = read(
        [
            ["类", "款", "项", "科目名称", "合计"],
            [("合计", 1, 4), None, None, None, "10.00"],
            ["205", "", "", "教育支出", "6.00"],
            ["", "02", "", "普通教育", "6.00"],
            ["", "", "01", "学前教育", "4.00"],
            ["", "", "4", "高中教育", "2.00"],
            ["208", "", "", "社会保障和就业支出", "4.00"],
            ["", "05", "", "行政事业单位养老支出", "4.00"],
        ]
    )
    codes = [axis.codes.get((r, 0)) for r in range(1, 8)]
    assert codes == [None, "205", "20502", "2050201", "2050204", "208", "20805"]
    assert axis.labels[1, 0] == "合计"


def test_column_numbers_belong_to_the_header() -> None:
    _, header, axis = read(
        [
            ["项目", "行次", "决算数", "项目", "行次", "决算数"],
            ["栏次", "", "1", "栏次", "", "2"],
            ["一、财政拨款收入", "1", "8.00", "一、教育支出", "31", "5.00"],
            ["二、事业收入", "2", "1.00", "二、科学技术支出", "32", "4.00"],
        ]
    )
    assert header.rows == frozenset({0, 1})
    assert axis.kinds == ("label", "ordinal", "value", "label", "ordinal", "value")
    assert axis.panel_of == (0, 0, 0, 1, 1, 1)
    assert (axis.labels[3, 0], axis.labels[3, 1]) == ("二、事业收入", "二、科学技术支出")


def test_numbered_columns_without_a_name() -> None:
    sheet, header, _ = read(
        [
            [("预算数", 1, 2), None, ("决算数", 1, 2), None],
            ["合计", "公务接待费", "合计", "公务接待费"],
            ["1", "2", "3", "4"],
            ["2.85", "2.85", "0.39", "0.39"],
        ]
    )
    assert header.rows == frozenset({0, 1, 2})
    assert paths(sheet, header) == ["预算数/合计", "预算数/公务接待费", "决算数/合计", "决算数/公务接待费"]


def test_side_by_side_panels_keep_their_own_codes() -> None:
    _, _, axis = read(
        [
            ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
            ["301", "工资福利支出", "95.36", "302", "商品和服务支出", "10.23"],
            ["30101", "基本工资", "14.12", "30201", "办公费", "3.78"],
        ]
    )
    assert axis.codes == {(1, 0): "301", (1, 1): "302", (2, 0): "30101", (2, 1): "30201"}
    assert axis.labels[2, 1] == "办公费"


def test_the_departments_classification_stands_before_the_governments() -> None:
    _, _, axis = read(
        [
            ["政府经济科目", "部门经济科目", "合计"],
            ["50101-工资奖金津补贴", "30101-基本工资", "3.00"],
        ]
    )
    assert (axis.labels[1, 0], axis.codes[1, 0]) == ("30101-基本工资", "30101")
    _, _, axis = read(
        [
            ["部门经济科目编码", "部门经济科目名称", "政府经济科目编码", "政府经济科目名称", "合计"],
            ["30101", "基本工资", "50101", "工资奖金津补贴", "3.00"],
        ]
    )
    assert (axis.labels[1, 0], axis.codes[1, 0]) == ("基本工资", "30101")


def test_a_unit_is_carried_down_its_merged_cell() -> None:
    _, _, axis = read(
        [
            ["预算单位", "年度", "总计"],
            [("某市水务局", 2, 1), "2025年", "1.00"],
            [None, "2026年", "2.00"],
        ]
    )
    assert axis.labels == {(1, 0): "2025年", (2, 0): "2026年"}


def test_the_header_printed_again_on_the_next_page() -> None:
    top = [["科目编码", "科目名称", "合计"]]
    sheet, header, axis = read(
        [*top, ["201", "一般公共服务支出", "8.00"]], [*top, ["208", "社会保障和就业支出", "2.00"]]
    )
    assert header.rows == frozenset({0, 2})
    assert axis.codes == {(1, 0): "201", (3, 0): "208"}
    assert paths(sheet, header) == ["科目编码", "科目名称", "合计"]


def test_a_label_cut_by_the_page_break() -> None:
    _, _, axis = read(
        [["项目", "金额"], ["七、文化旅游体育与传媒支出", "1.00"], ["八、社会保障和就", "2.00"]],
        [["业支出", ""], ["九、卫生健康支出", "3.00"]],
    )
    assert axis.labels == {
        (1, 0): "七、文化旅游体育与传媒支出",
        (2, 0): "八、社会保障和就业支出",
        (4, 0): "九、卫生健康支出",
    }


def test_a_row_of_data_alone_is_no_header() -> None:
    _, header, _ = read([["2101101", "行政单位医疗", "2.22"], ["2101102", "事业单位医疗", "1.00"]])
    assert (header.rows, header.n_rows) == (frozenset(), 0)


def test_header_rows_seen_alone() -> None:
    assert looks_like_header(["科目编码", "科目名称", "合计"])
    assert not looks_like_header(["一、教育支出", "合计"])
    assert not looks_like_header(["合计"])
    assert same_header(["项目", "决算数"], ["项目", "决算数"])
    assert not same_header(["项目", "决算数"], ["项目", "预算数"])


def test_names_below_a_wide_header_need_not_be_known_words() -> None:
    sheet, header, _ = read(
        [
            [("科目", 1, 2), None, ("本年支出", 1, 4), None, None, None],
            ["编码", "名称", "总计", "本级", "下级", "预留"],
            ["205", "教育支出", "6.00", "3.00", "2.00", "1.00"],
        ]
    )
    assert header.n_rows == 2
    assert paths(sheet, header)[2:] == ["本年支出/总计", "本年支出/本级", "本年支出/下级", "本年支出/预留"]


def test_codes_whose_levels_are_set_apart() -> None:
    _, _, axis = read(
        [
            ["科目编码", "科目名称", "合计"],
            ["208", "社会保障和就业支出", "3.00"],
            ["208.05", "行政事业单位养老支出", "2.00"],
            ["208-05-05", "机关事业单位基本养老保险缴费支出", "1.00"],
        ]
    )
    assert axis.kinds == ("code", "label", "value")
    assert [axis.codes[row, 0] for row in (1, 2, 3)] == ["208", "20805", "2080505"]


def test_the_departments_codes_name_the_row_beside_the_governments() -> None:
    _, _, axis = read(
        [
            [
                ("政府预算支出经济分类科目", 1, 2),
                None,
                ("部门预算支出经济分类科目", 1, 2),
                None,
                ("金额", 2, 1),
            ],
            ["科目编码", "科目名称", "科目编码", "科目名称", None],
            ["501", "机关工资福利支出", "301", "工资福利支出", "2.00"],
            ["50101", "工资奖金津补贴", "30101", "基本工资", "1.00"],
        ]
    )
    assert (axis.labels[2, 0], axis.codes[2, 0]) == ("工资福利支出", "301")
    assert (axis.labels[3, 0], axis.codes[3, 0]) == ("基本工资", "30101")


def test_a_unit_beside_a_project_does_not_name_the_row() -> None:
    _, _, axis = read(
        [
            ["项目类别", "项目名称", "单位名称", "合计"],
            ["特定目标类", "水库维修", "某水库管理所", "2.00"],
            ["特定目标类", "河道清淤", "某水库管理所", "1.00"],
        ]
    )
    assert [axis.labels[row, 0] for row in (1, 2)] == ["水库维修", "河道清淤"]
