"""Persons and telephone numbers of a form: two fields of their own, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.forms.person_cells import persons_in
from tests.extractors.forms.builders import form_row
from tests.extractors.forms.grids import find, pipes
from tests.extractors.forms.layouts import SELF_EVALUATION


def test_leader_and_phone_reach_no_other_field() -> None:
    (project,) = find(pipes(SELF_EVALUATION, 14))
    assert (project.leader, project.phone) == ("甲某", "00000000")
    rest = repr(replace(project, leader=None, phone=None))
    assert "甲某" not in rest
    assert "00000000" not in rest
    assert [(g.expected, g.actual) for g in project.goals] == [("建成平台。", "平台已建成。")]


@pytest.mark.parametrize(
    ("row", "leader", "phone"),
    [
        ("项目负责人 | 甲某 | 联系电话 | 0571-88880000", "甲某", "0571-88880000"),
        ("项目负责人 | 甲某 13800000000 | 项目类型 | 一次性", "甲某", "13800000000"),
        ("项目负责人及联系电话 | 甲某、（0571）8888 0000", "甲某", "(0571)8888 0000"),
        ("项目负责人：甲某 | 联系电话：88880000", "甲某", "88880000"),
        ("填报人 | 乙某 | 联系电话 | 88881111", None, None),
        ("联系人：乙某 88881111 | 项目负责人：甲某 联系电话：88880000", "甲某", "88880000"),
    ],
)
def test_leader_and_phone_in_every_arrangement(row: str, leader: str | None, phone: str | None) -> None:
    text = SELF_EVALUATION.replace("项目负责人 | 甲某 | 联系电话 | 00000000", row)
    (project,) = find(pipes(text, 14))
    assert (project.leader, project.phone) == (leader, phone)
    rest = repr(replace(project, leader=None, phone=None))
    assert not any(word in rest for word in ("甲某", "乙某", "8888", "138000"))
    assert project.personal


def test_contacts_at_the_foot_of_a_form_are_no_indicators() -> None:
    text = SELF_EVALUATION.replace("总分 | 100 | 86", "填报人：甲某 | 联系电话：00000000")
    (project,) = find(pipes(text, 14))
    assert len(project.indicators) == 4
    assert (project.leader, project.phone) == ("甲某", "00000000")  # of the head
    assert "甲某" not in repr(replace(project, leader=None))


def test_contact_row_between_goal_header_and_goal_is_no_goal() -> None:
    text = SELF_EVALUATION.replace(
        "建成平台。 | 平台已建成。", "项目负责人 | 乙某\n建成平台。 | 平台已建成。"
    )
    (project,) = find(pipes(text, 14))
    assert [(g.expected, g.actual) for g in project.goals] == [("建成平台。", "平台已建成。")]


@pytest.mark.parametrize(
    ("drawing", "last", "persons", "then"),
    [
        ("项目负责人 | 甲某 | 联系电话 | 88880000", "leader",
         [("leader", "甲某"), ("phone", "88880000")], "leader"),
        ("填报人 | 乙某 | 联系电话 | 88881111", "leader",
         [("person", "乙某"), ("person", "88881111")], "person"),
        ("联系电话 | 88881111", "person", [("person", "88881111")], "person"),
        ("联系电话 | 88880000", "leader", [("phone", "88880000")], "leader"),
        ("联系人：乙某 | 项目负责人：甲某 电话：88880000", "leader",
         [("person", "乙某"), ("leader", "甲某"), ("phone", "88880000")], "leader"),
        ("项目负责人 | | 甲某", "person", [("leader", "甲某")], "leader"),
        ("项目负责人 | 联系电话 | ", "person", [], "leader"),  # labels over blank cells
        ("项目名称 | 监测", "person", [], "person"),
    ],
)  # fmt: skip
def test_a_number_belongs_to_the_person_named_before_it(
    drawing: str, last: str, persons: list[tuple[str, str]], then: str
) -> None:
    found, after = persons_in(form_row(drawing), last)
    assert [(p.kind, p.value) for p in found] == persons
    assert after == then
