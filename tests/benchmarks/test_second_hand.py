from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks.second_hand.bodies import Body
from benchmarks.second_hand.score import Result, score
from benchmarks.second_hand.statutory import tables
from benchmarks.second_hand.truth import Truth, Written, truth_of
from benchmarks.second_hand.web_pages import list_page, plain_table
from pipeline.reading.extract import extract


@pytest.mark.parametrize("kind", ["final_account", "budget"])
def test_the_amounts_of_an_invented_body_add_up(kind: str) -> None:
    body = Body("某县水利局", "水利", 2024, kind, "a test")
    classes = [sum(v) for c, v in body.all_funds().items() if len(c) == 3]
    assert sum(classes) == body.total == body.gpb + body.other_income
    assert body.basic == sum(b for c, (b, _) in body.function.items() if len(c) == 7)
    assert all(value % 100 == 0 for table in tables(body) for *_, value in table.truths())


def test_every_row_of_a_table_is_as_wide_as_its_head() -> None:
    for table in tables(Body("某县教育局", "教育", 2025, "budget", "a test")):
        assert {len(row) for row in table.rows} == {table.columns}
        assert sum(across for _, _, across in table.head[0]) == table.columns


def written(truth: Truth, body: Body) -> Written:
    drawn = "".join(f"<h3>{t.title}</h3><p>单位：元</p>{plain_table(t, '元')}" for t in tables(body))
    page = f"<html><body><h1>{body.name}2024年度部门决算</h1>{drawn}</body></html>"
    return Written("a page", "html", "a.html", page.encode(), truth)


def read(truth: Truth, body: Body) -> Result:
    made = written(truth, body)
    return score(made, extract(made.data))


def test_what_is_read_right_and_what_is_not_is_counted() -> None:
    body = Body("某县审计局", "审计", 2024, "final_account", "a test")
    truth = truth_of(body, tables(body))
    right = read(truth, body)
    assert (right.kind_right, right.identity, right.extra) == (True, True, 0)
    assert right.cells == (len(truth.cells), len(truth.cells))
    assert right.headline == (12, 12)

    canonical, label, column, amount = truth.cells[0]
    cells = ((canonical, label, column, amount + 1), *truth.cells[1:])
    headline = {**truth.headline, "income.total": Decimal(1)}
    wrong = read(replace(truth, cells=cells, headline=headline, publisher="某县民政局"), body)
    assert (wrong.identity, wrong.cells[0], wrong.headline) == (False, len(cells) - 1, (11, 12))
    assert wrong.extra > 0
    assert any("identity" in fault for fault in wrong.faults)


def test_a_list_of_disclosures_is_none() -> None:
    made = list_page()
    assert score(made, extract(made.data)).kind_right
