"""Rows as a person sees them: in terminals of several widths, in pipes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from pipeline.ask.layout import Column, Linked, note, print_rows

RANKED = (Column("#", "number"), Column("entity"), Column("万元", "number"), Column("source", "source"))
PLACE = "/work/disclosures/beijing/d345f76d4b79.pdf#page=14"
ROWS = [(1, "北京市公安局交通管理局", "7,592.48", PLACE), (10, "某局", "3.20", "/work/b.pdf#page=5")]
DATASETS = (Column("name"), Column("rows", "number"), Column("what", "text"))
QUANTITIES = "Every amount, percentage and counted number in running text, before any interpretation"


def shown(
    columns: Sequence[Column], rows: Sequence[Any], width: int = 80, *, terminal: bool = True, **more: Any
) -> str:
    stream = io.StringIO()
    more = {"color_system": None, **more}
    print_rows(Console(file=stream, width=width, force_terminal=terminal, **more), columns, rows)
    return stream.getvalue()


def test_a_table_that_fits_has_one_line_for_each_row() -> None:
    assert shown(RANKED, ROWS, 120) == (
        " #  entity                      万元  source\n"
        "──  ──────────────────────  ────────  ──────────────────────────────────────────────────\n"
        " 1  北京市公安局交通管理局  7,592.48  /work/disclosures/beijing/d345f76d4b79.pdf#page=14\n"
        "10  某局                        3.20  /work/b.pdf#page=5\n"
    )


def test_where_it_does_not_fit_the_source_stands_whole_below_its_row() -> None:
    assert shown(RANKED, ROWS, 60) == (
        " #  entity                      万元\n"
        "──  ──────────────────────  ────────\n"
        " 1  北京市公安局交通管理局  7,592.48\n"
        "    /work/disclosures/beijing/d345f76d4b79.pdf#page=14\n"
        "10  某局                        3.20\n"
        "    /work/b.pdf#page=5\n"
    )


def test_in_a_terminal_narrower_than_a_name_every_row_is_a_list() -> None:
    assert shown(RANKED, ROWS[1:], 15) == (
        "1\n  #       10\n  entity  某局\n  万元    3.20\n  source  /work/b.pdf#page=5\n"
    )


def test_running_text_is_folded_into_what_is_left() -> None:
    assert shown(DATASETS, [("quantities", 14309, QUANTITIES)], 60) == (
        "name         rows  what\n"
        "──────────  ─────  ─────────────────────────────────────────\n"
        "quantities  14309  Every amount, percentage and counted\n"
        "                   number in running text, before any\n"
        "                   interpretation\n"
    )


def test_running_text_that_has_no_room_beside_the_names_stands_below_them() -> None:
    assert shown(DATASETS, [("quantities", 14309, QUANTITIES)], 45) == (
        "name         rows\n"
        "──────────  ─────\n"
        "quantities  14309\n"
        "    Every amount, percentage and counted\n"
        "    number in running text, before any\n"
        "    interpretation\n"
    )


def test_chinese_text_is_folded_by_its_width() -> None:
    text = shown(DATASETS, [("t", 1, "某市某局" * 20)], 61)
    assert {cell_len(line) for line in text.splitlines()[2:-1]} == {60}  # a character more would be 62
    assert text.replace("\n", "").replace(" ", "").count("某市某局") == 20


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_names_and_paths_are_whole_at_every_width(width: int) -> None:
    names = ["income_expenditure_total", "北京市公安局交通管理局", PLACE]
    columns = (Column("name"), Column("entity"), Column("source", "source"), Column("why", "text"))
    text = shown(columns, [(*names, QUANTITIES)], width)
    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize("width", [20, 80])
def test_a_pipe_has_no_width_and_no_drawn_lines(width: int) -> None:
    rows = [("quantities", 14309, QUANTITIES), ("texts", None, "two\nlines")]
    assert shown(DATASETS, rows, width, terminal=False) == (
        f"name         rows  what\nquantities  14309  {QUANTITIES}\ntexts              two lines\n"
    )


def test_a_source_is_a_link_to_its_page(tmp_path: Path) -> None:
    disclosure = tmp_path / "某局 2026.pdf"
    disclosure.write_bytes(b"")
    columns = (Column("page", "number"), Column("source", "source"))
    source = f"{disclosure}#page=14"
    text = shown(columns, [(Linked(14, source), source)], 200, color_system="standard")
    url = f"file://{tmp_path}/%E6%9F%90%E5%B1%80%202026.pdf#page=14"
    assert text.count(f";{url}\x1b\\") == 2  # OSC 8, once for each cell
    assert f"{source}\x1b]8;;\x1b\\" in text


@pytest.mark.parametrize("term", ["dumb", "linux"])
def test_terminals_without_links_get_none(monkeypatch: pytest.MonkeyPatch, term: str) -> None:
    monkeypatch.setenv("TERM", term)
    stream = io.StringIO()
    print_rows(Console(file=stream, width=99, force_terminal=True), RANKED, ROWS)
    assert "]8;" not in stream.getvalue()
    assert PLACE in stream.getvalue()


def test_a_pipe_gets_no_links() -> None:
    columns = (Column("page"), Column("source", "source"))
    assert "\x1b" not in shown(columns, [(Linked(14, PLACE), PLACE)], terminal=False, color_system="standard")


def test_without_colours_the_links_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    text = shown(RANKED, ROWS, 120, color_system="auto")
    assert f";file://{PLACE}\x1b\\" in text
    assert "\x1b[3" not in text


def test_without_rows_there_are_the_heads() -> None:
    assert shown(DATASETS, []) == "name  rows  what\n────  ────  ────\n"
    assert shown(DATASETS, [], terminal=False) == "name  rows  what\n"


def test_markup_is_text() -> None:
    assert "[red]a[/red] :smile:" in shown((Column("a"),), [("[red]a[/red] :smile:",)])


def test_a_remark_is_no_row_of_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    stream = io.StringIO()
    note(Console(file=stream), "2 of 3")
    assert (stream.getvalue(), capsys.readouterr().err) == ("", "2 of 3\n")
    note(Console(file=stream, force_terminal=True, color_system=None), "2 of 3")
    assert (stream.getvalue(), capsys.readouterr().err) == ("2 of 3\n", "")
