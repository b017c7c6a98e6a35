"""What printed names of codes teach: rows for the code lists, with their evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.learning.learned_codes import Evidence, Learned, evidence, learn, new_rows, write_lists
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


# --- without a run ---


def test_evidence_counts_documents_departments_and_provinces_once() -> None:
    rows = [
        printed("201", "甲", "a", 2022),
        printed("201", "甲", "a", 2022),
        printed("201", "甲", "a", 2025, "44"),
        printed("201", "甲", "b", 2020),
        printed("201", "乙", "a", 1999),
    ]
    found = evidence(rows)
    assert found["201", "甲"] == Evidence(3, 2, 2, 2020, 2025)
    assert list(found) == [("201", "甲"), ("201", "乙")]


def test_a_document_without_an_entity_is_a_department_of_its_own() -> None:
    rows = [PrintedCode("201", "甲", None, doc, None, None, None, None) for doc in "ab"]
    assert evidence(rows)["201", "甲"] == Evidence(2, 2, 1, None, None)


@pytest.mark.parametrize(
    ("proof", "text"),
    [
        (Evidence(2, 1, 1, None, None), "printed: 2 documents of 1 region"),
        (Evidence(1, 1, 2, 2023, 2024), "printed: 1 document of 2 regions, 2023–2024"),
        (Evidence(0, 0, 0, 2024, 2024), "printed: 0 documents of 0 regions, 2024"),
    ],
)
def test_evidence_is_told_in_words(proof: Evidence, text: str) -> None:
    assert str(proof) == text


def test_of_names_that_as_many_departments_print_the_first_in_sort_order_is_learned() -> None:
    found = evidence(printed("20199", name, entity) for name in ("乙支出", "丙支出") for entity in "ab")
    assert [r["name"] for r in learn(LIST, found).new] == [min("乙支出", "丙支出")]


def test_a_code_of_another_list_is_not_learned() -> None:
    found = evidence(printed(code, "某支出", entity) for code in ("50199", "20199") for entity in "ab")
    assert [r["code"] for r in learn(LIST, found).new] == ["20199"]
    others = [
        row("301", "类", "工资福利支出", "", "", "", ""),
        row("501", "类", "机关工资福利支出", "", "", "", ""),
    ]
    assert [r["code"] for r in learn(others, found).new] == ["50199"]


def test_a_code_says_its_level_and_what_it_lies_under() -> None:
    found = evidence(
        printed(code, "某支出", entity) for code in ("299", "29901", "2990101") for entity in "ab"
    )
    assert [(r["code"], r["level"], r["parent"]) for r in learn(LIST, found).new] == [
        ("299", "类", ""),
        ("29901", "款", "299"),
        ("2990101", "项", "29901"),
    ]


def test_names_of_a_code_come_by_the_years_in_which_they_end_and_begin() -> None:
    rows = [
        row("202", "类", "后", "", "", "", "x"),
        row("201", "类", "今", "", "2019", "", "x"),
        row("201", "类", "再", "", "2010", "2018", "x"),
        row("201", "类", "先", "", "", "2009", "x"),
        row("201", "类", "并", "", "2005", "2018", "x"),
    ]
    learned = learn(rows, {})
    assert [(r["code"], r["name"]) for r in learned.rows] == [
        ("201", "先"),
        ("201", "并"),
        ("201", "再"),
        ("201", "今"),
        ("202", "后"),
    ]
    assert learned.new == []


@pytest.mark.parametrize(
    ("source", "years", "departments", "expected"),
    [
        ("domain_knowledge", ("", ""), 1, "domain_knowledge; {}"),  # one department proves nothing
        ("domain_knowledge", ("", ""), 2, "{}"),
        ("domain_knowledge", ("2019", ""), 2, "domain_knowledge; {}"),
        ("domain_knowledge", ("", "2018"), 2, "domain_knowledge; {}"),
        ("a circular; printed: 9 documents of 9 regions", ("", ""), 2, "a circular; {}"),
        ("a circular; printed: 9 documents of 9 regions", ("", ""), 0, "a circular"),
        ("printed: 9 documents of 9 regions", ("", ""), 0, "printed: 9 documents of 9 regions"),
    ],
)
def test_a_source_says_what_was_known_and_what_is_printed(
    source: str, years: tuple[str, str], departments: int, expected: str
) -> None:
    known = row("201", "类", "一般公共服务支出", "", *years, source)
    found = evidence(printed("201", "一般公共服务支出", entity) for entity in "ab"[:departments])
    proof = str(found.get(("201", "一般公共服务支出"), ""))
    assert [r["source"] for r in learn([known], found).rows] == [expected.format(proof)]


def test_what_is_new_to_lists_leaves_them_as_they_are(tmp_path: Path) -> None:
    for name, first in (("codes_functional", "201"), ("codes_economic", "301"), ("others", "501")):
        text = f"{','.join(FIELDS)}\n{first},类,某支出,,,,domain_knowledge\n"
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    found = evidence(printed(code, "其他", entity) for code in ("20199", "30199", "50199") for entity in "ab")
    assert [r["code"] for r in new_rows(tmp_path, found)] == ["30199", "20199"]  # by the names of the lists
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
