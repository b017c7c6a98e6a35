"""Notes below a table."""

from __future__ import annotations

import pytest

from extractors.tables.notes import Notes, read_notes


@pytest.mark.parametrize(
    ("below", "note", "empty"),
    [
        (["注：本表反映收支情况。", "第三部分 情况说明"], "注：本表反映收支情况。", False),
        (["说明：本单位没有国有资本经营预算财政拨款支出，故", "本表无数据。"], None, True),
        (["第三部分 情况说明"], None, False),
        (["注：本表本年无发生额。"], "注：本表本年无发生额。", True),
    ],
)
def test_notes_and_declarations(below: list[str], note: str | None, empty: bool) -> None:
    notes = read_notes(below)
    assert notes.declares_empty is empty
    assert note is None or notes.text == note


def test_a_note_may_go_on_with_the_declaration_that_the_table_is_empty() -> None:
    note = "注：本表反映政府性基金收支。"
    empty = "本部门没有政府性基金预算财政拨款收入和支出，故本表无数据。"
    assert read_notes([note, empty]) == Notes(f"{note}\n{empty}", True)
    assert read_notes([note, "第三部分 说明"]) == Notes(note, False)


def test_white_space_around_a_note_is_not_of_it() -> None:
    assert read_notes(["  注：略 "]) == Notes("注：略", False)


def test_nothing_below_is_no_note() -> None:
    assert read_notes([]) == Notes(None, False)


def test_a_long_paragraph_declares_nothing() -> None:
    empty = "无政府性基金预算财政拨款支出，故本表无数据。"
    filled = "注：" + "略" * (158 - len(empty)) + empty
    assert len(filled) == 160
    assert read_notes([filled]).declares_empty
    assert not read_notes([filled.replace("注：", "注：略")]).declares_empty


def test_a_declaration_below_the_fourth_paragraph_is_of_something_else() -> None:
    assert read_notes(["第三部分 说明"] * 3 + ["注：本表无数据。"]) == Notes(None, False)
