"""`mingzhang query`."""

from __future__ import annotations

import csv
import json

import pytest

from tests.pipeline.commands.published import asked, published

__all__ = ["published"]

SQL = "select entity_name, fiscal_year from documents where doc_kind = 'final_account' order by entity_name"


@pytest.mark.usefixtures("published")
def test_rows_are_printed_in_every_format() -> None:
    status, text = asked("query", SQL, "-o", "out", "-f", "csv")
    assert status == 0
    assert list(csv.reader(text.splitlines())) == [
        ["entity_name", "fiscal_year"],
        ["Central", "2022"],
        ["Education", "2023"],
        ["Finance", "2023"],
        ["Nameless", "2023"],
    ]
    status, text = asked("query", SQL, "-o", "out", "-f", "json")
    assert status == 0
    assert json.loads(text)[0] == {"entity_name": "Central", "fiscal_year": 2022}
    status, text = asked("query", SQL, "-o", "out")
    assert status == 0
    assert "Central" in text


@pytest.mark.usefixtures("published")
def test_a_named_question_is_asked_with_its_words() -> None:
    status, text = asked("query", "--named", "contradictions", "-o", "out")
    assert status == 0
    _, sql = asked("query", "--named", "contradictions", "--sql", "-o", "out")
    assert "select" in sql
    assert text.splitlines()[0] not in sql
    _, listed = asked("query", "--list")
    assert text.splitlines()[0].split("?")[0] in listed
    assert "\ncontradictions  " in listed


@pytest.mark.usefixtures("published")
def test_a_named_question_is_narrowed_by_its_parameters() -> None:
    _, listed = asked("query", "--list", "-f", "csv")
    takes = {row["name"]: row["parameters"] for row in csv.DictReader(listed.splitlines())}
    assert (takes["coverage"], takes["self_evaluation_scores"]) == ("year, division, kind", "")
    counts = []
    for given in ([], ["--param", "year=1999"]):
        status, text = asked("query", "-n", "contradictions", "-o", "out", "-f", "csv", *given)
        assert status == 0
        counts.append(len(list(csv.DictReader(text.splitlines()))))
    assert counts[0] > counts[1] == 0
    _, sql = asked("query", "-n", "coverage", "-p", "year=2022", "--sql")
    assert "2022 is null or fiscal_year = 2022" in sql


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["query"], 2, "give either one SQL statement or --named NAME; --list shows the names"),
        (["query", "select 1", "--named", "contradictions"], 2, "give either one SQL statement"),
        (["query", "--named", "zzzz"], 2, "there is no question named zzzz; there are "),
        (
            ["query", "-n", "over_budget", "-p", "yeer=2023"],
            2,
            "over_budget has no parameter yeer; it has year,",
        ),
        (["query", "-n", "over_budget", "-p", "year=x"], 2, "year takes a whole number, not 'x'"),
        (["query", "-n", "over_budget", "-p", "2023"], 2, "takes NAME=VALUE, such as year=2024, not 2023"),
        (["query", "select 1", "-p", "year=2023"], 2, "--param narrows a named question"),
        (["query", "selekt 1", "-o", "out"], 2, 'syntax error at or near "selekt"'),
        (["query", "select entity_nme from documents", "-o", "out"], 2, '"entity_name"'),
        (["query", "select * from documnts", "-o", "out"], 2, "did you mean documents, v_documents"),
        (["query", "drop table facts", "-o", "out"], 2, "only statements that read are possible"),
        (["query", "--list", "-f", "parquet"], 2, "are written as table, csv or json"),
        (["query", "select 1", "-o", "nowhere"], 1, "there are no datasets in nowhere"),
    ],
)
@pytest.mark.usefixtures("published")
def test_a_question_that_cannot_be_answered(words: list[str], status: int, message: str) -> None:
    assert asked(*words)[0] == status
    assert message in asked(*words)[1]
