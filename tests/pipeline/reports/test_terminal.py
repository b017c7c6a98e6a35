from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from rich.console import Console

from extractors.document import Page, Place, Reading
from extractors.records import Identity
from pipeline.reading.extraction import Extraction
from pipeline.reading.losses import NO_FACT, Loss
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


def test_a_scan_says_how_many_of_its_pages_were_recognised_and_what_is_open() -> None:
    def scanned(data: bytes) -> Extraction:
        found = extraction(data)
        pages = (Page(1, 10, 10, origin="ocr"), Page(2, 10, 10), Page(3, 10, 10, origin="ocr"))
        readings = (
            Reading(0, 4, "2023"),
            Reading(5, 11, "110112", doubtful=True),
            Reading(12, 14, "x", repaired_by=("I01",)),
        )
        return replace(found, document=replace(found.document, pages=pages, readings=readings))

    assert "scan: 2 of 3 pages by OCR, 1 readings repaired, 1 open\n" in shown("facts", fake=scanned)
    assert "scan:" not in shown("facts")


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


def printed(
    found: Extraction, section: str | None, *, colours: bool = False, terminal: bool = False, source: str = ""
) -> list[str]:
    """The lines of a document that is put together here, without white space at their ends."""
    stream = io.StringIO()
    colour_system = "truecolor" if colours else None
    console = Console(file=stream, width=140, force_terminal=colours or terminal, color_system=colour_system)  # type: ignore[arg-type]
    show(found, console, section, source)
    return [line.rstrip() for line in stream.getvalue().splitlines() if line.strip()]


def test_the_identity_is_said_in_one_line_and_what_is_not_known_is_said() -> None:
    found = extraction(TEXT)
    assert printed(found, "forms")[:2] == [
        "某区[财政]局2023",
        "text/plain · ok · final_account · year 2023 · entity 某区[财政]局 · division 110112 北京市通州区"
        " · scope department_rollup · 0 units listed",
    ]
    unknown = Identity(None, "other", None, None, "unknown", None, scope_method="statement")
    page = Page(1, 100.0, 100.0)
    pages = replace(found.document, pages=(page, page), notes=("a [red]note[/red] of 2 pages",))
    lines = printed(replace(found, identity=unknown, document=pages), "forms", colours=True)
    assert lines[0] == "\x1b[1muntitled\x1b[0m"
    assert lines[1] == (
        "2 pages · ok · other · year unknown · entity unknown · division unknown"
        " · scope unknown (statement) · 0 units listed"
    )
    assert lines[2] == f"\x1b[2mdoc_id {found.doc_id}\x1b[0m"
    assert lines[3] == "\x1b[33mnote: a [red]note[/red] of 2 pages\x1b[0m"


def test_marks_and_numbers_of_a_title_are_neither_colours_nor_coloured() -> None:
    found = extraction(TEXT)
    titled = replace(found.identity, title="[red]12[/red]局", entity_name="[red]某局[/red]")
    lines = printed(replace(found, identity=titled), "forms", colours=True)
    assert lines[0] == "\x1b[1m[red]12[/red]局\x1b[0m"
    assert "year 2023 · entity [red]某局[/red] · division 110112 北京市通州区" in lines[1]


def test_the_outline_has_parts_below_their_parents_with_kind_and_page() -> None:
    found = extraction(TEXT)
    (top,) = found.sections
    below = replace(
        top, parent=0, number_raw="一、", title="[收入]", kind="caption", place=replace(top.place, page=4)
    )
    beside = replace(below, parent=None, number_raw=None, title="附件", kind="heading")
    lost = replace(beside, parent=9, title="散")
    lines = printed(replace(found, sections=(top, below, beside, lost)), "outline", terminal=True)
    assert lines[-5:] == [
        "outline",
        "├── 某区[财政]局",
        "│   └── 一、 [收入] caption p. 4",
        "├── 附件 p. 4",
        "└── 散 p. 4",
    ]
    assert not any("outline" in line for line in printed(replace(found, sections=()), "outline"))


def of_cells(*texts: str, **more: object) -> Extraction:
    """A document with a table of one row, its cells side by side from the second column."""
    found = extraction(TEXT)
    (table,) = found.tables
    cells = tuple(replace(table.cells[0], text=text, col=n + 1) for n, text in enumerate(texts))
    return replace(found, tables=(replace(table, cells=cells, n_cols=len(texts) + 1, **more),))  # type: ignore[arg-type]


def test_a_cell_is_one_line_of_twenty_eight_characters_at_most() -> None:
    lines = printed(of_cells("x" * 28, "y" * 29, "two\nlines"), "tables", terminal=True)
    (row,) = [line for line in lines if line.startswith("│")]
    assert row.split() == ["│", "│", "x" * 28, "│", "y" * 27 + "…", "│", "two", "lines", "│"]


def test_in_a_pipe_every_cell_is_whole_and_no_line_is_drawn() -> None:
    lines = printed(of_cells("x" * 28, "y" * 190, "two\nlines"), None)
    assert f"   {'x' * 28}  {'y' * 190}  two lines" in lines  # the first column is empty
    assert not any(set("│━─├") & set(line) for line in lines)


def test_in_a_pipe_the_outline_is_a_line_for_each_section() -> None:
    found = extraction(TEXT)
    (top,) = found.sections
    below = replace(top, parent=0, level=2, number_raw="一、", title="收入", place=replace(top.place, page=4))
    assert printed(replace(found, sections=(top, below)), "outline")[-3:] == [
        "page  level  number  title         kind",
        f"          {top.level}          某区[财政]局  {top.kind}",
        f"   4      2  一、    收入          {top.kind}",
    ]


def test_pages_lead_to_the_document(tmp_path: Path) -> None:
    found = extraction(TEXT)
    section = replace(found.sections[0], place=replace(found.sections[0].place, page=4))
    quantity = replace(found.quantities[0], place=replace(found.quantities[0].place, page=7))
    placed = replace(found, sections=(section,), quantities=(quantity,))
    source = str(tmp_path / "某局.pdf")
    for part, page in (("outline", 4), ("quantities", 7)):
        text = "\n".join(printed(placed, part, colours=True, source=source))
        assert f";file://{tmp_path}/%E6%9F%90%E5%B1%80.pdf#page={page}\x1b\\" in text
        assert "]8;" not in "\n".join(printed(placed, part, source=source))
        assert "]8;" not in "\n".join(printed(placed, part, colours=True))


def test_headers_are_bold_numbers_green_and_rows_in_their_order() -> None:
    found = of_cells("12.50")
    (table,) = found.tables
    (value,) = table.cells
    cells = (
        replace(value, row=2, text="third"),
        value,
        replace(value, row=1, text="heads", is_header=True),
        replace(value, row=1, col=0, text="plain", value=None),
    )
    lines = printed(replace(found, tables=(replace(table, cells=cells),)), "tables", colours=True)
    rows = [line for line in lines if line.startswith(("│", "├"))]
    assert rows == [  # and no lines between them
        "│       │ \x1b[32m12.50\x1b[0m │",
        "│ plain │ \x1b[1mheads\x1b[0m │",
        "│       │ \x1b[32mthird\x1b[0m │",
    ]


def test_a_table_says_its_title_kind_unit_pages_and_size() -> None:
    wide = ("x" * 28,) * 4
    text = "\n".join(printed(of_cells(*wide), "tables"))
    assert "untitled · not recognised · 万元" in text
    assert "page 1 · 1 × 5 · text\n" in text + "\n"
    known = {"title_raw": "收支总表", "canonical_table": "fa_total", "unit_raw": None, "pages": (3, 4)}
    text = "\n".join(printed(of_cells(*wide, **known, ties_out=True, agreement=("a",)), "tables"))
    assert "收支总表 · fa_total · no unit" in text
    assert "page 3, 4 · 1 × 5 · text · ties out\n" in text + "\n"


def test_a_form_says_its_name_kind_score_and_page() -> None:
    found = form(TEXT)
    (project,) = found.projects
    assert "项目甲 · pf_project_self_eval" in printed(found, "forms")
    scored = replace(
        project, name_raw="[项目]", total_score=Decimal("9.5"), total_weight=None,
        place=replace(project.place, page=3),
    )  # fmt: skip
    unnamed = replace(scored, name_raw=None, total_weight=Decimal(10), funds=(), indicators=())
    lines = printed(replace(found, projects=(scored, unnamed)), "forms", colours=True)
    assert "\x1b[1m[项目] · pf_project_self_eval · 9.5 of  · p. 3\x1b[0m" in lines
    assert lines[-1] == "\x1b[1munnamed · pf_project_self_eval · 9.5 of 10 · p. 3\x1b[0m"  # and no empty grid


def test_a_fact_has_its_code_and_long_texts_are_whole() -> None:
    found = extraction(TEXT)
    (fact,) = found.facts
    coded = replace(fact, function_code="205", economic_code="301", item_label="[x]" * 60)
    other = replace(fact, economic_code="302")
    text = "\n".join(printed(replace(found, facts=(coded, other)), "facts"))
    assert ("205" in text, "302" in text, "301" in text) == (True, True, False)
    assert text.count("[x]") + text.count("[x") >= 60
    assert "…" not in text


def test_a_table_is_shown_with_the_amounts_that_came_to_nothing() -> None:
    found = extraction(TEXT)
    (table,) = found.tables
    here = replace(table, place=Place(1, None, 0, 50))
    losses = (Loss(NO_FACT, 7, Place(1, None, 3, 9)), Loss(NO_FACT, 8, Place(1, None, 60, 70)))
    stream = io.StringIO()
    show(replace(found, tables=(here,), losses=losses), Console(file=stream, width=240), "tables")
    text = " ".join(stream.getvalue().split())
    assert "lost: 7 amounts in" in text
    assert "8 amounts" not in text
