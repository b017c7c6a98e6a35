"""What printed names of codes teach: rows for the code lists, with their evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.learning.learned_codes import Learned, evidence, learn, write_lists
from pipeline.learning.printed_codes import PrintedCode
from pipeline.running.run import run

FIELDS = ("code", "level", "name", "parent", "valid_from", "valid_to", "source")


def row(*values: str) -> dict[str, str]:
    return dict(zip(FIELDS, values, strict=True))


LIST = [
    row("201", "类", "一般公共服务支出", "", "", "", "domain_knowledge"),
    row("20140", "款", "信访事务", "201", "2024", "", "domain_knowledge"),
]


def printed(code: str, name: str, entity: str, year: int = 2024, province: str = "11") -> PrintedCode:
    return PrintedCode(
        code, name, year, f"document of {entity}, {year}", entity, province, f"{entity}.pdf", 3
    )


def test_a_code_of_two_departments_joins_the_list_and_one_alone_does_not() -> None:
    found = evidence(
        [
            printed("20199", "其他一般公共服务支出", "a", 2022),
            printed("20199", "其他一般公共服务支出", "b", 2026, "44"),
            printed("20198", "某事务", "a"),
            printed("20198", "某事务", "a", 2025),
        ]
    )
    learned = learn(LIST, found)
    assert learned.new == [
        row(
            "20199",
            "款",
            "其他一般公共服务支出",
            "201",
            "",
            "",
            "printed: 2 documents of 2 regions, 2022–2026",
        )
    ]
    assert [r["code"] for r in learned.rows] == ["201", "20140", "20199"]


def test_the_name_that_most_departments_print_is_learned() -> None:
    names = [("其他支出", "a"), ("其他支出", "b"), ("其他支出", "c"), ("其它支出", "d"), ("其它支出", "e")]
    found = evidence(printed("20199", name, entity) for name, entity in names)
    assert [r["name"] for r in learn(LIST, found).new] == ["其他支出"]


def test_another_name_of_a_listed_code_is_left_to_a_person() -> None:
    found = evidence(printed("20140", "信访工作", entity) for entity in "abc")
    assert learn(LIST, found) == Learned(LIST, [])


def test_evidence_stands_beside_years_that_no_document_prints_and_in_place_of_what_it_proves() -> None:
    found = evidence(
        printed(code, name, entity)
        for code, name in (("201", "一般公共服务支出"), ("20140", "信访事务"))
        for entity in "ab"
    )
    rows = learn(LIST, found).rows
    assert [r["source"] for r in rows] == [
        "printed: 2 documents of 1 region, 2024",
        "domain_knowledge; printed: 2 documents of 1 region, 2024",
    ]
    assert learn(rows, found) == Learned(rows, [])


def test_lists_are_brought_up_to_date_in_place(tmp_path: Path) -> None:
    heads = {"codes_functional": "201,类,一般公共服务支出", "codes_economic": "301,类,工资福利支出"}
    for name, first in heads.items():
        text = f"{','.join(FIELDS)}\n{first},,,,domain_knowledge\n"
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    found = evidence(printed("30199", "其他工资福利支出", entity) for entity in "ab")
    assert [r["code"] for r in write_lists(tmp_path, found)] == ["30199"]
    assert (tmp_path / "codes_functional.csv").read_text(encoding="utf-8").count("\n") == 2
    assert (tmp_path / "codes_economic.csv").read_text(encoding="utf-8").splitlines()[2] == (
        '30199,款,其他工资福利支出,301,,,"printed: 2 documents of 1 region, 2024"'
    )


def test_the_command_shows_what_a_run_taught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for entity in ("Finance", "Health"):
        text = f"2023|110112|{entity}|budget\nbd_expenditure\n2999999;某项支出\n201;一般公共服务支出"
        (tmp_path / "in" / f"{entity}.txt").write_text(text, encoding="utf-8")
    run(["in"], Path("out"), function="tests.pipeline.fakes:cells_of")
    shown = CliRunner().invoke(app, ["patterns", "learn", "--output", "out"])
    assert shown.exit_code == 0
    assert shown.output.splitlines() == [
        "2999999  某项支出  (printed: 2 documents of 1 region, 2023)",
        "2 codes with names printed, 1 of them in no list",
    ]
