"""What is withheld of the persons that a form names, however they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest

import mingzhang
from pipeline.rows.assembly import to_rows
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
