"""`mingzhang measures`."""

from __future__ import annotations

import csv
import json
import re

from tests.pipeline.commands.published import asked, printed

RECEPTION = ["three_public.reception", "公务接待费", "Official receptions", "amount", "three_public.total"]


def test_measures_have_their_name_unit_and_whole() -> None:
    status, text = asked("measures")
    assert status == 0
    rows = [re.split(" {2,}", line) for line in text.splitlines()]
    assert rows[0] == ["measure", "name_zh", "name_en", "unit", "part_of"]
    assert [row for row in rows if row[0] == "three_public.reception"] == [RECEPTION]


def test_in_chinese_a_terminal_shows_the_chinese_names_alone() -> None:
    _, text = asked("--lang", "zh", "measures")
    assert "公务接待费" in text
    assert "Official receptions" not in text


def test_measures_are_written_for_programs() -> None:
    rows = list(csv.reader(printed("measures", "--format", "csv").splitlines()))
    assert rows[0] == ["measure", "name_zh", "name_en", "unit", "part_of"]
    assert RECEPTION in rows
    records = json.loads(printed("measures", "-f", "json"))
    assert dict(zip(rows[0], RECEPTION, strict=True)) in records
    assert records[0]["part_of"] is None
