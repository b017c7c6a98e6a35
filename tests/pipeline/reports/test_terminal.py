from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from pipeline.reports.terminal import show
from tests.pipeline.fakes import extraction, form

TEXT = "2023|110112|某区[财政]局|final_account\n收入合计 1.50".encode()


def shown(section: str | None, data: bytes = TEXT, fake: object = extraction) -> str:
    stream = io.StringIO()
    show(fake(data), Console(file=stream, width=140), section)  # type: ignore[operator]
    return stream.getvalue()


def test_a_document_is_shown_with_its_identity_and_all_parts() -> None:
    text = shown(None)
    for part in (
        "某区[财政]局",
        "year 2023",
        "Outline (1)",
        "Tables (1)",
        "Forms (0)",
        "Quantities (1)",
        "Facts (1)",
    ):
        assert part in text


def test_one_part_is_shown_alone() -> None:
    text = shown("facts")
    assert "income.total" in text
    assert "15000.00" in text
    assert "Outline" not in text


def test_forms_show_funds_and_indicators_but_no_persons() -> None:
    text = shown("forms", fake=form)
    for part in ("项目甲", "及时完成", "1000.00", "9.5"):
        assert part in text
    assert "测试员" not in text


def test_a_table_is_shown_with_what_speaks_for_its_reading() -> None:
    found = extraction(TEXT)
    (table,) = found.tables
    doubted = replace(
        table, ties_out=False, agreement=("pdfium", "pdfplumber"), doubtful=("uneven merged cells",)
    )
    stream = io.StringIO()
    show(replace(found, tables=(doubted,)), Console(file=stream, width=140), "tables")
    text = " ".join(stream.getvalue().split())  # the caption is as wide as its table
    for part in ("does not add up", "read alike by pdfium and pdfplumber", "uneven merged cells"):
        assert part in text


def test_a_table_shows_its_cells_under_its_title_and_no_head_of_its_own() -> None:
    lines = [line for line in shown("tables").splitlines() if line.strip()]
    start = next(n for n, line in enumerate(lines) if "·" in line and "Tables" not in line and n > 1)
    assert not any("┏" in line or "━" in line for line in lines[start:])
