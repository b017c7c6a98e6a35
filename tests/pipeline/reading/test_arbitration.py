"""Second opinions on tables: faults are put into one engine, the drawn page says what is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

import extractors.pdf.page as page_reader
from extractors.pdf import engines
from extractors.pdf.box_lattice import lattice_of
from extractors.pdf.fonts import Fonts
from extractors.pdf.page import PageContent
from extractors.pdf.reader import read_pdf
from extractors.pdf.rereading import Rereading
from extractors.pdf.rules import Rules, read_rules
from extractors.records import Table
from pipeline.datasets.ids import doc_id
from pipeline.intake.source import Source
from pipeline.reading.arbitration import UNSETTLED
from pipeline.reading.extract import extract
from pipeline.reading.extraction import Extraction
from pipeline.rows.assembly import to_rows
from pipeline.running.job import Job, do
from pipeline.running.run import run
from pipeline.storage.unit_of_work import Settings
from tests.pipeline.drawn_budget import ROWS, XS, budget

BETWEEN_AMOUNTS = XS[4]
"""The rule between 基本支出 and 项目支出."""
EXPENDITURE = {
    "合计": "expenditure.total",
    "基本支出": "expenditure.basic",
    "项目支出": "expenditure.project",
}


def drawn_facts() -> set[tuple[str, str | None, Decimal]]:
    """(measure, code, yuan) of every amount that the page prints."""
    found = set()
    for code, _, *amounts in ROWS:
        for measure, amount in zip(EXPENDITURE.values(), amounts, strict=True):
            found.add((measure, code or None, Decimal(amount.replace(",", "")) * 10000))
    return found


def read_facts(found: Extraction) -> set[tuple[str, str | None, Decimal]]:
    return {
        (f.measure, f.function_code, f.value_yuan)
        for f in found.facts
        if f.source_kind == "table" and f.value_yuan is not None
    }


def the_table(found: Extraction) -> Table:
    (table,) = found.tables
    return table


@pytest.fixture
def we_miss_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our reader does not see the rule between two columns of amounts."""

    def without(page: int, frame: Any) -> Rules:
        rules = read_rules(page, frame)
        kept = np.abs(rules.vertical[:, 0] - BETWEEN_AMOUNTS) > 1
        return replace(rules, vertical=rules.vertical[kept])

    monkeypatch.setattr(page_reader, "read_rules", without)


def break_engine(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def fails(*_: Any) -> PageContent:
        raise ValueError("cannot read this page")

    monkeypatch.setitem(engines._ENGINES, name, fails)


def test_a_table_that_ties_out_is_read_once() -> None:
    found = extract(budget())
    assert read_facts(found) == drawn_facts()
    assert (the_table(found).ties_out, the_table(found).agreement) == (True, ())
    assert found.ruling.asked == {}


@pytest.mark.usefixtures("we_miss_a_rule")
def test_where_we_miss_a_rule_the_reading_of_pdfplumber_wins() -> None:
    found = extract(budget())
    assert read_facts(found) == drawn_facts()
    table = the_table(found)
    assert (table.engine, table.agreement, table.ties_out) == ("pdfplumber", ("pdfplumber",), True)
    assert (found.ruling.choice, found.ruling.asked) == ({1: "pdfplumber"}, {"pdfplumber": 1})


@pytest.mark.usefixtures("we_miss_a_rule")
def test_its_values_still_lead_to_page_box_and_character() -> None:
    found = extract(budget())
    fact = next(f for f in found.facts if f.value_raw == "1,234.50")
    place = fact.place
    assert place.start is not None
    assert place.page == 1
    assert found.document.text[place.start : place.end] == "1,234.50"
    assert place.box is not None
    assert XS[2] < place.box[0] < place.box[2] < XS[3]


@pytest.mark.usefixtures("we_miss_a_rule")
def test_where_pdfplumber_fails_too_camelot_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    break_engine(monkeypatch, "pdfplumber")
    found = extract(budget())
    assert read_facts(found) == drawn_facts()
    assert the_table(found).engine == "camelot"
    assert found.ruling.asked == {"pdfplumber": 1, "camelot": 1}


@pytest.mark.usefixtures("we_miss_a_rule")
def test_where_no_reading_ties_out_ours_is_kept_and_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in engines.ENGINES:
        break_engine(monkeypatch, name)
    found = extract(budget())
    table = the_table(found)
    assert (table.engine, table.agreement) == ("pdfium", ("pdfium",))
    assert UNSETTLED in table.doubtful
    (row,) = to_rows(found)["tables"]
    assert row["confidence"] == 0.5


def test_a_blank_that_cannot_be_zero_does_not_tie_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in engines.ENGINES:
        break_engine(monkeypatch, name)
    found = extract(budget([*ROWS[:-1], (*ROWS[-1][:3], "", "0.00")]))
    table = the_table(found)
    assert (table.ties_out, table.doubtful) == (False, (UNSETTLED,))
    assert [(f.code, f.severity) for f in found.findings] == [("I06", "info")]


def test_what_two_engines_read_alike_is_the_documents_own_slip() -> None:
    wrong = [(*ROWS[0][:2], "1,243.50", *ROWS[0][3:]), *ROWS[1:]]
    found = extract(budget(wrong))
    table = the_table(found)
    assert (table.agreement, table.ties_out, table.doubtful) == (("pdfium", "pdfplumber"), False, ())
    assert found.ruling.asked == {"pdfplumber": 1}
    assert {(c.code, c.lhs) for c in found.checks if c.result == "fail"} == {
        ("I06", Decimal("12435000.00")),
        ("I07", Decimal("12435000.00")),
    }


def test_a_reading_that_loses_digits_is_never_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other engine sees only the upper half of a table that does not add up: nothing fails there."""
    plain: Callable[..., PageContent] = engines._ENGINES["pdfplumber"]

    def upper_half(document: Any, number: int, content: PageContent, fonts: Fonts) -> PageContent:
        theirs = plain(document, number, content, fonts)
        (lattice,) = [grid.lattice for grid in theirs.grids]
        half = [
            (
                lattice.x_edges[c.col],
                lattice.y_edges[c.row],
                lattice.x_edges[c.col + 1],
                lattice.y_edges[c.row + 1],
            )
            for c in lattice.cells
            if c.row < 2
        ]
        cut = lattice_of(half, "pdfplumber")
        assert cut is not None
        return page_reader.page_of_glyphs(
            number, page_reader.Frame(0, 0, 842, 595, 0), theirs.glyphs, [cut], theirs.rules
        )

    monkeypatch.setitem(engines._ENGINES, "pdfplumber", upper_half)
    break_engine(monkeypatch, "camelot")
    wrong = [*ROWS[:-1], (*ROWS[-1][:2], "210.00", "210.00", "0.00")]
    found = extract(budget(wrong))
    assert the_table(found).engine == "pdfium"
    assert the_table(found).n_rows == len(ROWS) + 1


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber", "camelot"])
def test_one_engine_alone_can_read_everything(engine: str) -> None:
    found = extract(budget(), engine)
    assert the_table(found).engine == engine
    assert read_facts(found) == drawn_facts()


def test_receipts_count_the_pages_that_were_read_again(tmp_path: Path) -> None:
    wrong = budget([(*ROWS[0][:2], "1,243.50", *ROWS[0][3:]), *ROWS[1:]])
    path = tmp_path / "budget.pdf"
    path.write_bytes(wrong)
    done = do(Job(Source("b", str(path)), doc_id(wrong), str(tmp_path / "output"), "unit", Settings()))
    assert done.status == "ok"
    assert done.counts["pages_read_again_by_pdfplumber"] == 1
    assert "pages_won_by_second_opinion" not in done.counts


def test_a_run_can_be_told_who_reads_the_tables(tmp_path: Path) -> None:
    data = budget()
    path = tmp_path / "budget.pdf"
    path.write_bytes(data)
    output = tmp_path / "output"
    result = run([str(path)], output, workers=1, settings=Settings(reader="pdfplumber"))
    assert result.count("ok") == 1
    (table,) = pq.read_table(output / "datasets" / "tables").to_pylist()
    assert (table["engine"], table["canonical_table"]) == ("pdfplumber", "bd_expenditure")


def test_a_second_engine_is_not_asked_about_a_page_that_would_cost_it_minutes() -> None:
    data = budget()
    with Rereading(data, read_pdf(data)) as pages:
        content = pages._reading(1, "pdfium")
        assert content is not None
        with pytest.raises(engines.NoOpinion, match="is not asked: 99999 rules"):
            engines.read_with("pdfplumber", None, 1, replace(content, n_rules=99_999))
