"""Pages, engines and stages of the benchmarks, on drawn pages and samples; nothing here measures time."""

from __future__ import annotations

import doctest
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pypdfium2
import pytest

from benchmarks import growth, picture, scoring, sheets
from benchmarks.engines import ENGINES, Engine
from benchmarks.pages import DrawnPage, blank, cut, draw, draw_gold, gold_pages, joined
from benchmarks.scoring import GoldCell, Score, comparable, number, path_of
from benchmarks.stages import CHAIN_ITSELF, EXTRACT_ITSELF, Run, Spent, spend
from benchmarks.tables import measure
from tests.extractors.pdf import pages as drawn

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"
CELLS = (
    ("科目编码", "科目名称", "合计", "基本支出"),
    ("201", "公共服务", "1,264.87", "62.63"),
    ("208", "社会保障", "10.82", "10.80"),
)


def ruled_page() -> bytes:
    def draw_table(canvas: drawn.Canvas) -> None:
        drawn.strokes(canvas)
        drawn.cell_texts(canvas, CELLS)

    return drawn.pdf(draw_table)


def gold_of(*cells: tuple[str, str, str, str]) -> tuple[GoldCell, ...]:
    found = []
    for label, code, path, printed in cells:
        value = number(printed)
        assert value is not None
        found.append(GoldCell(comparable(label), code, path_of(path), value))
    return tuple(found)


GOLD = gold_of(("公共服务", "201", "合计", "1,264.87"), ("社会保障", "208", "基本支出", "10.80"))


def engine(part: str) -> Engine:
    return next(e for e in ENGINES if part in e.name)


@pytest.mark.parametrize("name", ["page to grids", "pdfplumber", "camelot"])
def test_every_engine_of_the_core_install_reads_a_plain_ruled_table(name: str) -> None:
    tool = engine(name)
    assert tool.score is not None
    assert tool.score(tool.read(ruled_page()), GOLD) == Score(2, 2, 2, 2)


def test_a_wrong_gold_value_is_found_by_no_engine() -> None:
    tool = engine("page to grids")
    assert tool.score is not None
    assert tool.score(tool.read(ruled_page()), gold_of(("公共服务", "201", "合计", "1,264.88"))) == Score(
        0, 0, 0, 1
    )


def test_a_page_on_which_a_tool_raises_is_counted_and_its_cells_are_not_found() -> None:
    def raising(_: bytes) -> str:
        raise ValueError("no xref")

    tools = [
        Engine("works", "none", "none", lambda data: str(len(data)), None),
        Engine("raises", "none", "none", raising, perfect),
    ]
    rows = {row.name: row for row in measure(tools, [DrawnPage(ruled_page(), "a.pdf page 1", GOLD)], runs=2)}
    assert (rows["works"].failed, rows["works"].score) == (0, None)
    assert (rows["raises"].failed, rows["raises"].score) == (1, Score(total=2))
    assert rows["raises"].errors == ("a.pdf page 1: ValueError: no xref",)


def perfect(_: object, gold: Sequence[GoldCell]) -> Score:
    return Score(len(gold), len(gold), len(gold), len(gold))


def test_gold_pages_whose_header_stands_elsewhere_are_passed_over_and_counted(tmp_path: Path) -> None:
    data = drawn.pdf(drawn.strokes, drawn.strokes)
    file = tmp_path / "document.pdf"
    file.write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    cell = {"row_label": "一、公共服务", "row_code": "201", "column_path": "支出/合计", "printed": "1,264.87"}
    words = {**cell, "printed": "详见说明"}
    tables = [
        {"sha256": sha256, "page": 1, "header_rows": 2, "cells": [cell, words]},
        {"sha256": sha256, "page": 2, "header_rows": 0, "cells": [cell]},
        {"sha256": "0" * 64, "page": 1, "cells": [cell]},
    ]
    (tmp_path / "gold.json").write_text(json.dumps({"tables": tables}), encoding="utf-8")
    pages, passed_over = gold_pages(tmp_path / "gold.json")
    assert (len(pages), passed_over) == (2, 1)
    found = draw_gold([file], pages, 0, seed=1)
    assert [page.origin for page in found] == ["document.pdf page 1"]
    assert found[0].gold == gold_of(("公共服务", "201", "支出/合计", "1,264.87"))


def test_the_same_seed_draws_the_same_pages() -> None:
    files = sorted(SAMPLES.glob("*.pdf"))
    assert [p.origin for p in draw(files, 3, seed=1)] == [p.origin for p in draw(files, 3, seed=1)]
    assert len({p.origin for p in draw(files, 3, seed=1)}) == 3


def test_pages_are_cut_and_joined_in_order() -> None:
    file = sorted(SAMPLES.glob("*.pdf"))[0]
    first, second = cut(file, [0]), cut(file, [1])
    with pypdfium2.PdfDocument(joined([DrawnPage(second, ""), DrawnPage(first, "")])) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    with pypdfium2.PdfDocument(file) as document:
        assert texts == [document[n].get_textpage().get_text_range() for n in (1, 0)]
    with pypdfium2.PdfDocument(blank()) as document:
        assert len(document) == 1


def test_stages_of_a_worker_add_up_and_leave_it_as_it_was(tmp_path: Path) -> None:
    import pipeline.reading.extract as flow
    from pipeline.running import job
    from pipeline.storage import bundles

    before = [dict(vars(module)) for module in (flow, job, bundles)]
    (tmp_path / "page.pdf").write_bytes(ruled_page())
    files = [tmp_path / "page.pdf", SAMPLES.parent / "negatives" / "scan_without_text.pdf"]
    spent = spend(files, runs=2)
    assert (spent.documents, spent.pages, spent.unreadable) == (1, 1, 1)
    assert len(spent.runs) == 2
    for run in spent.runs:
        behind = {"rows", "search entries", "arrow", "bundle", "memory given back"}
        assert {"read", "identify", EXTRACT_ITSELF, CHAIN_ITSELF} | behind <= run.stages.keys()
        assert sum(run.stages.values()) == pytest.approx(run.chain)
        of_extract = run.chain - run.extract
        assert 0 < of_extract < run.chain
        assert run.stages["rows"] + run.stages["bundle"] <= of_extract
    assert spent.middle in spent.runs
    assert [dict(vars(module)) for module in (flow, job, bundles)] == before


def test_figures_of_several_runs_are_medians() -> None:
    runs = [Run(bare=1.0, extract=9.0), Run(bare=2.0, extract=4.0), Run(bare=1.0, extract=5.0)]
    spent = Spent(pages=1000, runs=runs)
    assert spent.ms(lambda run: run.extract) == 5.0
    assert spent.ratio(lambda run: run.extract) == 5.0
    assert spent.ms(lambda run: run.bare) == 1.0


@pytest.mark.parametrize("module", [sheets, scoring, growth, picture], ids=lambda m: m.__name__)
def test_examples_in_docstrings_run(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert (found.failed, found.attempted > 0) == (0, True)
