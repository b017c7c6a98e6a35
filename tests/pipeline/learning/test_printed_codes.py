"""Which names tables print for which codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ask.query import connect
from pipeline.learning.printed_codes import printed_codes
from pipeline.running.run import run

ROWS = [
    ";合计;;",
    "30101;基本工资;50501;工资福利支出",
    "30201;30201-办公费;50201-办公经费;",
    "30211;差 旅 费;50201-办公经费;",
    "2080505;[2080505]机关事业单位基本养老保险缴费支出;12;34",
    "117;Finance;;",
    "301;Finance;;",
    "30299;1,234.50;50501;67890",
    "2010301;行政运行;;50101",
]
NAMES = {
    ("30101", "基本工资"),
    ("50501", "工资福利支出"),
    ("30201", "办公费"),
    ("50201", "办公经费"),
    ("30211", "差旅费"),
    ("2080505", "机关事业单位基本养老保险缴费支出"),
    ("2010301", "行政运行"),
}


@pytest.mark.parametrize(
    ("table", "names"),
    [("bd_gpb_basic", NAMES), ("bd_procurement", set()), ("pf_project_goal", set())],
)
def test_names_stand_beside_codes_in_tables_whose_rows_are_codes(
    table: str, names: set[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    text = "\n".join(["2023|110112|Finance|budget", table, *ROWS])
    (tmp_path / "in" / "a.txt").write_text(text, encoding="utf-8")
    run(["in"], Path("out"), function="tests.pipeline.fakes:cells_of")
    found = printed_codes(connect(Path("out")))
    assert {(p.code, p.name) for p in found} == names
    assert len(found) == len(names)
    assert {(p.year, p.province, p.source_uri, p.page) for p in found} <= {(2023, "11", "in/a.txt", 1)}
