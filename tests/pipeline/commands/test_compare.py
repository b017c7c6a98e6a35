"""`mingzhang compare`: what it asks for, prints and writes."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.ask import chart
from pipeline.ask.chart import ChartsNotInstalled
from pipeline.ask.compare import Ranked, Ranking
from pipeline.ask.coverage import Coverage
from pipeline.ask.rows_behind import COLUMNS, COVERAGE
from tests.pipeline.commands.published import asked, printed, published

__all__ = ["published"]


SCOPES = ("single_unit",)


def ranking(*documents: int) -> Ranking:
    """Places of 30,000, 20,000, … yuan, of so many documents each."""
    places = tuple(
        Ranked(
            n,
            f"e{n}",
            f"Bureau {n}",
            Decimal(40_000 - 10_000 * n),
            count,
            SCOPES,
            None,
            n,
            f"in/{n}#page={n}",
        )
        for n, count in enumerate(documents, 1)
    )
    row = dict.fromkeys(COLUMNS)
    rows = tuple(
        {**row, "key": f"e{n}", "value_yuan": Decimal(40_000 - 10_000 * n), "page": n, "doc_id": f"d{n}"}
        for n in range(len(documents), 0, -1)
    )
    known = Coverage(documents=5, bodies=6, bodies_known=9)
    return Ranking(
        "income.total", "entity", 2023, "final_account", "final", "元", places, "single_unit", known, rows
    )


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the ranking was asked for; `ranking` is what is answered."""
    found: dict[str, Any] = {"ranking": ranking(1, 1, 1)}

    def compare(_connection: Any, *words: Any, **more: Any) -> Ranking:
        found["words"], found["more"] = words, more
        answer: Ranking = found["ranking"]
        return answer

    monkeypatch.setattr("pipeline.ask.compare.compare", compare)
    monkeypatch.setattr(chart, "draw", lambda *_: {"png": b"PNG", "svg": b"SVG"})
    return found


def test_a_ranking_is_printed_and_its_rows_are_written(published: Path, given: dict[str, Any]) -> None:
    words = ["--by", "division", "--year", "2023", "--kind", "final_account", "--role", "final"]
    words += ["--scope", "single_unit"]
    status, text = asked("compare", "income.total", *words, "-o", "out")
    assert status == 0, text
    assert given["words"] == ("income.total", "division", 2023, "final_account", "final", "single_unit")
    lines = [line for line in text.splitlines() if "Bureau" in line]
    assert [line.split()[3] for line in lines] == ["30,000", "20,000", "10,000"]
    assert "in/1#page=1" in lines[0]
    assert "3 of 5 documents have the figure; 6 of 9 bodies" in " ".join(text.split())
    base = published / "out" / "compare" / "income.total-entity-2023-final_account-single_unit"
    assert [line for line in text.splitlines() if line.startswith("out/")] == [
        f"out/compare/{base.name}.{ending}" for ending in ("csv", "png", "svg")
    ]
    assert base.with_name(f"{base.name}.png").read_bytes() == b"PNG"
    with base.with_name(f"{base.name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == [*COLUMNS, *COVERAGE]
    assert {tuple(row[column] for column in COVERAGE) for row in rows} == {("3", "5", "6", "9")}
    assert [(r["rank"], r["name"], r["value_yuan"], r["page"]) for r in rows] == [
        ("1", "Bureau 1", "30000", "1"),
        ("2", "Bureau 2", "20000", "2"),
        ("3", "Bureau 3", "10000", "3"),
    ]


@pytest.mark.usefixtures("published")
def test_nothing_is_chosen_for_the_ranking_unless_it_is_given(given: dict[str, Any]) -> None:
    assert asked("compare", "income.total", "-o", "out")[0] == 0
    assert given["words"] == ("income.total", "entity", None, None, None, None)


@pytest.mark.usefixtures("published")
def test_so_many_places_are_printed(given: dict[str, Any]) -> None:
    text = asked("compare", "income.total", "-l", "2", "--no-chart", "-o", "out")[1]
    assert "2 of 3; all are in the CSV" in text
    assert "Bureau 3" not in text
    assert ".png" not in text
    assert "all are in the CSV" not in asked("compare", "income.total", "-l", "3", "-o", "out")[1]
    given["ranking"] = ranking(1, 2)
    text = asked("compare", "income.total", "-o", "out")[1]
    (second,) = [line for line in text.splitlines() if "Bureau 2" in line]
    assert second.split()[4] == "2"


@pytest.mark.usefixtures("published", "given")
def test_without_the_extra_there_is_no_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(*_: Any) -> None:
        raise ChartsNotInstalled("charts need matplotlib")

    monkeypatch.setattr(chart, "draw", draw)
    status, text = asked("compare", "income.total", "-o", "out")
    assert (status, "mingzhang: charts need matplotlib" in text) == (0, True)
    assert ".csv" in text


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_rows_behind_a_ranking_are_written_for_programs(
    published: Path, given: dict[str, Any], form: str
) -> None:
    del given
    before = sorted((published / "out").rglob("*"))
    text = printed("compare", "income.total", "-f", form, "-o", "out")
    rows = json.loads(text) if form == "json" else list(csv.DictReader(text.splitlines()))
    assert list(rows[0]) == [*COLUMNS, *COVERAGE]
    assert [(str(r["rank"]), r["name"], str(r["value_yuan"]), str(r["page"])) for r in rows] == [
        ("1", "Bureau 1", "30000", "1"),
        ("2", "Bureau 2", "20000", "2"),
        ("3", "Bureau 3", "10000", "3"),
    ]
    assert sorted((published / "out").rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["no.such.measure", "-o", "out"], 2, "no.such.measure"),
        (["income.total", "--year", "1999", "-o", "out"], 1, "1999"),
        (["income.total", "-o", "nowhere"], 1, "there are no datasets in nowhere"),
    ],
)
@pytest.mark.usefixtures("published")
def test_what_cannot_be_compared_says_why(words: list[str], status: int, message: str) -> None:
    ended, text = asked("compare", *words)
    assert (ended, message in text) == (status, True)
