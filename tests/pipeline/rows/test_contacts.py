"""What is withheld of the persons that a form names, however they are printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import mingzhang
from extractors.document import Place
from extractors.records import Project
from pipeline.datasets.columns import Columns
from pipeline.rows.assembly import to_rows
from pipeline.rows.contacts import personal_strings, withheld, without_persons
from pipeline.rows.provenance import Row
from pipeline.rows.search_entries import search_entries

FORM = """某市信访局 2023 年度部门决算
项目支出绩效自评表
填报单位：某市信访局 填报人：李四海 联系电话：0571-66660000
| 项目名称 | 接待场所维护 | 主管部门 | 某市信访局 |
| {leader} |
| 年度资金总额 | 10.00 | 其他资金 | 0.00 |
| 年度总体目标 | 由{name}带队完成高原地区接访。 | 备注 | 无 |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 |
| 产出指标 | 数量指标 | 高原接访次数 | 12次 |
| 满意度指标 | 服务对象满意度指标 | 满意度 | ≥90% |
填表人：赵钱孙 手机：13900001111
"""

LEADERS = {
    "two cells each": "项目负责人 | 王建国 | 联系电话 | 0571-88880000",
    "one cell for both": "项目负责人 | 王建国 0571 8888 0000 | 类别 | 一般",
    "labels in the cells": "项目负责人：王建国 | 联系电话：0571-88880000 | 类别 | 一般",
    "one label for both": "负责人及电话 | 王建国，（0571）88880000 | 类别 | 一般",
}
PERSONS = ("王建国", "李四海", "赵钱孙", "88880000", "8888 0000", "66660000", "13900001111")


@pytest.mark.parametrize("arrangement", LEADERS)
@pytest.mark.parametrize("with_contacts", [False, True])
def test_no_dataset_but_the_text_names_a_person(
    arrangement: str, with_contacts: bool, tmp_path: Path
) -> None:
    path = tmp_path / "form.txt"
    path.write_text(FORM.format(leader=LEADERS[arrangement], name="王建国"), encoding="utf-8")
    found = mingzhang.extract(path)
    assert len(found.projects) == 1
    rows = to_rows(found, with_contacts=with_contacts)
    rows["search_entries"] = search_entries(found, rows)
    assert "接访" in str(rows["search_entries"])
    for dataset, those in rows.items():
        if dataset not in ("texts", "project_contacts"):
            named = [p for p in PERSONS if p in str(those)]
            assert (dataset, named) == (dataset, [])
    words = rows["texts"][0]["search_tokens"]
    assert not [p for p in PERSONS if p in words.replace(" ", "")]
    assert "接访" in words
    if with_contacts:
        (contact,) = rows["project_contacts"]
        assert contact["leader"] == "王建国"
        assert "".join(c for c in contact["phone"] if c.isdigit()) == "057188880000"


def test_a_name_of_two_characters_that_is_a_word_too_leaves_the_word(tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    path.write_text(FORM.format(leader="项目负责人 | 高原 | 类别 | 一般", name="其"), encoding="utf-8")
    rows = to_rows(mingzhang.extract(path))
    assert rows["goals"][0]["expected"] == "由其带队完成高原地区接访。"
    assert rows["indicators"][0]["level3_raw"] == "高原接访次数"
    assert "高原" not in [cell["text"] for cell in rows["table_cells"]]


def test_what_an_extractor_chose_keeps_its_other_words(tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    path.write_text(FORM.format(leader=LEADERS["two cells each"], name="王建国"), encoding="utf-8")
    rows = to_rows(mingzhang.extract(path))
    assert rows["goals"][0]["expected"] == "由＊带队完成高原地区接访。"


HEAD, TAIL = "甲" * 150, "乙" * 150
CELL = "王建国 0571-88880000"
PRINTED = f"{HEAD}项目 {CELL} 目标 接访{TAIL}"
AT = PRINTED.index(CELL)
FORM_SPAN = Place(1, None, PRINTED.index("项目"), PRINTED.index("接访") + 2)
CELL_SPAN = Place(1, None, AT, AT + len(CELL))


def drawn(**more: Any) -> Project:
    known = {"leader": "王建国", "phone": "0571-88880000", "personal": (CELL_SPAN,)}
    return Project(FORM_SPAN, "pf_project_self_eval", **{**known, **more})


def test_what_a_form_says_of_persons_is_printed_longest_first() -> None:
    assert personal_strings((drawn(),), PRINTED) == [CELL, "0571-88880000", "王建国"]
    assert personal_strings((drawn(leader=None, phone=None, personal=()),), PRINTED) == []
    assert personal_strings((drawn(personal=()),), PRINTED) == ["0571-88880000", "王建国"]


@pytest.mark.parametrize(
    ("leader", "phone", "found"),
    [
        ("高原", None, []),
        ("高原红", None, ["高原红"]),
        ("高", None, []),
        ("红" * 12, None, ["红" * 12]),
        ("红" * 13, None, []),
        (None, "123456", ["123456"]),
        (None, "12345", []),
        ("李四光、赵钱孙", None, ["李四光", "赵钱孙"]),
    ],
)
def test_names_and_numbers_that_cannot_be_other_words(
    leader: str | None, phone: str | None, found: list[str]
) -> None:
    text = f"{leader or ''} {phone or ''}"
    place = Place(1, None, 0, len(text))
    form = Project(place, "pf_project_goal", leader=leader, phone=phone)
    assert sorted(personal_strings((form,), text)) == sorted(found)


def test_names_and_numbers_become_blanks_in_the_form_only() -> None:
    text = f"王建国{PRINTED}王建国"
    moved = [
        replace(p, start=p.start + 3, end=p.end + 3) for p in (FORM_SPAN, CELL_SPAN) if p.start and p.end
    ]
    found = without_persons(text, (replace(drawn(), place=moved[0], personal=(moved[1],)),))
    assert found == text.replace(CELL, " " * len(CELL))
    assert without_persons(text, ()) == text


def test_the_second_form_is_cleared_too_and_one_without_persons_hides_none() -> None:
    nobody = Project(FORM_SPAN, "pf_project_goal")
    assert CELL not in without_persons(PRINTED, (nobody, drawn()))
    assert len(without_persons(PRINTED, (nobody, drawn()))) == len(PRINTED)


@pytest.mark.parametrize(("distance", "found"), [(120, ["赵钱孙"]), (113, ["赵钱孙"]), (121, [])])
def test_who_filled_in_a_form_may_stand_on_a_line_near_it(distance: int, found: list[str]) -> None:
    """The line ends so many characters behind the form."""
    line = "\n填表人：赵钱孙"
    text = "项目" + "丙" * (distance - len(line)) + line
    assert personal_strings((Project(Place(1, None, 0, 2), "pf_project_goal"),), text + "\n")[:1] == found
    before = "填表人：赵钱孙\n"
    text = before + "丙" * (distance - len(before)) + "项目"
    at = text.index("项目")
    assert personal_strings((Project(Place(1, None, at, at + 2), "pf_project_goal"),), text)[:1] == found


def test_what_is_kept_of_one_document_is_not_said_of_another() -> None:
    forms = (drawn(),)
    assert personal_strings(forms, PRINTED)[0] == CELL
    assert personal_strings(forms, PRINTED.replace("0571", "0572")) != personal_strings(forms, PRINTED)
    nobody = Project(FORM_SPAN, "pf_project_goal")
    assert personal_strings((nobody, drawn(personal=())), PRINTED) != personal_strings(forms, PRINTED)


def test_a_form_without_offsets_has_no_neighbourhood() -> None:
    assert personal_strings((Project(Place(1, None, None, None), "pf_project_goal"),), "填表人：赵钱孙") == []


def row(start: int | None, end: int | None, **columns: Any) -> Row:
    return {"char_start": start, "char_end": end, **columns}


def withheld_row(given: Row, dataset: str = "facts", *projects: Project) -> Row:
    """The row as it may be told: the same whether rows are kept as dicts or by column."""
    forms = projects or (drawn(),)
    (found,) = withheld({dataset: [given]}, forms, PRINTED)[dataset]
    if {"char_start", "char_end"} <= given.keys():
        by_column = Columns({name: [value] for name, value in given.items()})
        assert list(withheld({dataset: by_column}, forms, PRINTED)[dataset]) == [found]
    return found


def test_rows_of_other_places_are_untouched() -> None:
    start, end = FORM_SPAN.start, FORM_SPAN.end
    assert start is not None
    assert end is not None
    around = 120
    for span, cleared in (
        ((start - around - 1, start - around), False),
        ((start - around - 1, start - around + 1), True),
        ((end + around, end + around + 1), False),
        ((end + around - 1, end + around + 1), True),
        ((None, None), False),
        ((start, None), False),
        ((None, end), False),
    ):
        assert withheld_row(row(*span, raw="王建国"))["raw"] == (None if cleared else "王建国"), span


@pytest.mark.parametrize("dataset", ["texts", "documents", "project_contacts"])
def test_some_datasets_say_what_the_form_says(dataset: str) -> None:
    assert withheld_row(row(AT, AT + 3, raw="王建国"), dataset)["raw"] == "王建国"


def test_printed_text_becomes_null_with_its_number() -> None:
    inside = row(AT, AT + 3, raw="王建", value=Decimal(1), value_yuan=Decimal(2), decimals=0)
    found = withheld_row(inside)
    assert (found["raw"], found["value"], found["value_yuan"], found["decimals"]) == (None, None, None, 0)
    beside = row(AT - 3, AT - 1, raw="项目", value=Decimal(1))
    assert withheld_row(beside) == beside
    reaching = row(AT - 1, AT + 3, raw=" 王建", value=Decimal(1))
    assert withheld_row(reaching) == reaching
    assert withheld_row(row(AT, AT + len(CELL) + 1, raw="八", value=1))["value"] == 1
    assert "value_yuan" not in withheld_row(row(AT, AT + 3, raw="王建", value=Decimal(1)))
    words = row(AT, AT + 3, text="王建", raw=None, value=Decimal(1))
    assert (withheld_row(words)["text"], withheld_row(words)["value"]) == (None, None)
    blank = row(AT, AT + 3, raw=None, value=Decimal(1))
    assert withheld_row(blank) == blank


def test_chosen_values_keep_their_other_words_and_ids_stay() -> None:
    given = row(AT - 3, AT - 1, measure="由王建国负责", fact_id="王建国", row=3, note_raw="057188880000")
    found = withheld_row(given)
    assert (found["measure"], found["fact_id"], found["row"]) == ("由＊负责", "王建国", 3)
    assert found["note_raw"] == "＊"
    assert withheld_row(row(AT - 3, AT - 1, note_raw="10571888800009"))["note_raw"] == "10571888800009"
    short = drawn(leader="高原", phone=None, personal=())
    assert withheld_row(row(AT, AT + 1, measure="高原", raw="高原"), "facts", short) == row(
        AT, AT + 1, measure="高原", raw=None
    )


def test_lists_and_evidence_are_cleared_word_by_word() -> None:
    given = row(
        AT,
        AT + 3,
        column_path=["王建国", "接访"],
        evidence=[{"raw": "王建国", "page": 1, "doc_id": "王建国"}, {"raw": "接访", "page": 2}],
        row_label=" 王建国 ",
        text=5,
    )
    found = withheld_row(given)
    assert found["column_path"] == [None, "接访"]
    assert found["evidence"] == [
        {"raw": None, "page": 1, "doc_id": "王建国"},
        {"raw": "接访", "page": 2},
    ]
    assert (found["row_label"], found["text"]) == (None, 5)


def test_a_row_that_two_forms_meet_names_persons_of_neither() -> None:
    other = drawn(leader="赵钱孙", phone=None, personal=())
    found = withheld_row(row(AT - 3, AT - 1, measure="王建国和赵钱孙"), "facts", drawn(), other)
    assert found["measure"] == "＊和＊"


def test_without_persons_rows_are_the_same() -> None:
    rows = {"facts": [row(0, 1, raw="王建国")]}
    assert withheld(rows, (Project(FORM_SPAN, "pf_project_goal"),), PRINTED) is rows
