"""Numbered names of offices and units."""

from __future__ import annotations

from extractors.outline.name_lists import without_name_lists
from extractors.outline.nesting import Nesting
from tests.extractors.outline.outlined import body, heading


def test_the_names_of_units_are_a_list() -> None:
    text = (
        "二、机构设置\n本部门包括：\n1.某市商务局\n2.某市会展中心\n3.某市商务执法队\n"
        "三、人员情况\n1.编制\n无。"
    )
    assert [row[3] for row in body(text)] == ["机构设置", "人员情况", "编制"]


def test_the_items_of_a_list_of_duties_are_no_headings_but_what_follows_it_is() -> None:
    text = (
        "一、部门概况\n（一）主要职责\n1.道路养护。\n2.资产管理。统筹全区资产。\n"
        "（二）机构设置。内设科室5个。\n（三）人员情况"
    )
    assert [row[3] for row in body(text)] == ["部门概况", "主要职责", "机构设置", "人员情况"]


Name = tuple[str, str, int, bool]
"""Title, number system, ordinal, whether text stands below."""


def kept(section: str, *names: Name) -> list[str]:
    """The titles that stay of names below a section."""
    nesting = Nesting()
    nesting.add(heading(section, "cn_dun", 1))
    blocks, block = [(0, 1)], 1
    for title, system, ordinal, has_text in names:
        nesting.add(heading(title, system, ordinal))
        blocks.append((block, block + 1))
        block += 2 if has_text else 1
    return [h.title for h in without_name_lists(nesting, blocks).headings[1:]]


OFFICE: Name = ("办公室", "arabic_dot", 1, False)
TEAM: Name = ("执法队", "arabic_dot", 2, False)


def test_names_in_a_row_are_a_list_below_sections_that_list_such() -> None:
    assert kept("机构设置", OFFICE, TEAM) == []
    assert kept("收入情况说明", OFFICE, TEAM) == ["办公室", "执法队"]


def test_one_name_alone_is_a_heading_unless_its_number_goes_on() -> None:
    assert kept("机构设置", OFFICE) == ["办公室"]
    assert kept("机构设置", TEAM) == []


def test_a_name_with_text_is_a_heading_unless_it_ends_a_list() -> None:
    with_text = (*OFFICE[:3], True)
    assert kept("机构设置", with_text, TEAM) == ["办公室"]
    assert kept("机构设置", OFFICE, (*TEAM[:3], True), ("服务中心", "arabic_dot", 3, False)) == []
    assert kept("机构设置", with_text, (*TEAM[:3], True), OFFICE) == ["办公室", "执法队"]


def test_chinese_numbers_and_known_sections_are_no_names() -> None:
    assert kept("机构设置", ("办公室", "cn_dun", 2, False), ("执法队", "cn_dun", 3, False)) == [
        "办公室",
        "执法队",
    ]
    known = ("人员构成情况", "arabic_dot", 1, False)
    assert kept("机构设置", known, ("执法队", "arabic_dot", 1, False)) == ["人员构成情况", "执法队"]
    assert kept("机构设置", ("办公室", "cn_paren", 1, False), ("执法队", "cn_paren", 2, False)) == []


def test_a_name_that_holds_others_is_a_heading() -> None:
    assert kept("机构设置", OFFICE, ("执法队", "arabic_paren", 1, False)) == ["办公室", "执法队"]
