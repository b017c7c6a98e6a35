"""`mingzhang measures`."""

from __future__ import annotations

import re

from tests.pipeline.commands.published import asked


def test_measures_have_their_name_unit_and_whole() -> None:
    status, text = asked("measures")
    assert status == 0
    rows = [[cell.strip() for cell in re.split("[┃│]", line)] for line in text.splitlines()]
    assert rows[0] == ["measure", "名称", "unit", "part of"]
    (reception,) = [row for row in rows if row[0] == "three_public.reception"]
    assert reception == ["three_public.reception", "公务接待费", "amount", "three_public.total"]
