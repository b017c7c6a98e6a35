"""The openness score: points add up, items are found, files of one disclosure complete each other."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.ask.query import connect
from pipeline.cli import app
from pipeline.reading.extract import extract
from pipeline.rows.assembly import to_rows
from pipeline.rows.openness import openness_rows
from pipeline.rows.provenance import DocumentRows
from tests.pipeline.fakes import extraction

SAMPLES = Path(__file__).parents[3] / "samples" / "documents"
COMPONENTS = {"tables", "detail", "sections", "three_public", "reasons", "performance", "consistency"}


@pytest.mark.parametrize("name", ["shanghai_style_final_account.pdf", "landscape_budget.pdf"])
def test_the_points_of_a_document_add_to_100(name: str) -> None:
    rows = openness_rows(DocumentRows(extract((SAMPLES / name).read_bytes())))
    assert {r["component"] for r in rows} == COMPONENTS
    assert abs(sum(r["points"] for r in rows) - 100) < Decimal("0.01")
    assert all(0 <= r["score"] <= 1 for r in rows)


def test_what_is_there_and_what_is_not() -> None:
    rows = openness_rows(DocumentRows(extract((SAMPLES / "shanghai_style_final_account.pdf").read_bytes())))
    score = {(r["component"], r["item"]): r["score"] for r in rows}
    assert score["tables", "three_public"] == 1
    assert score["detail", "functional_items"] == 1
    assert score["tables", "soe_capital"] in (0, 1)
    assert 0 < score["consistency", "checks_that_hold"] < 1


def test_other_documents_are_not_scored() -> None:
    novel = extraction(b"2023||x|self_evaluation\na 1")
    assert openness_rows(DocumentRows(novel)) == []
    assert to_rows(novel)["openness"] == []


def test_the_view_adds_up_the_items(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["run", str(SAMPLES), "--output", str(tmp_path), "--workers", "1"])
    assert result.exit_code == 0, result.output
    connection = connect(tmp_path)
    rows = connection.execute(
        "select openness, tables + detail + sections + three_public + reasons + performance + consistency"
        " from v_openness"
    ).fetchall()
    assert len(rows) == 4
    for total, parts in rows:
        assert abs(total - parts) < Decimal("0.4")
        assert 0 < total < 100
