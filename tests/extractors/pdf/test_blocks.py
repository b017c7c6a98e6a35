"""Pages put together to a Document."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Grid, GridCell, Paragraph
from extractors.pdf.blocks import assemble
from tests.extractors.pdf.printed import content, filled, lattice, lines_of, printed

GRID = lattice((0.0, 100.0, 200.0), (300.0, 320.0, 340.0))


def page(*strings, grid=None, number=1, **kinds):
    glyphs = printed(*strings)
    grids = [filled(glyphs, grid)] if grid is not None else []
    inside = {g for filled_ in grids for members in filled_.cell_glyphs for g in members}
    lines = [line for line in lines_of(glyphs) if line.glyphs[0] not in inside]
    return replace(content(glyphs, grids, number=number, lines=lines), **kinds)


def test_paragraphs_and_grids_stand_in_reading_order_over_one_text():
    shown = page(
        (100, 200, "表名"),
        (10, 315, "行政"),
        (110, 315, "1.50"),
        (110, 335, "2.50"),
        (100, 500, "附注"),
        grid=GRID,
    )
    document = assemble([shown], [])
    assert document.text == "表名\n行政\t1.50\n\t2.50\n附注\n"
    first, grid, last = document.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(grid, Grid)
    assert (first.start, first.end, first.lines, first.size) == (0, 2, ((0, 2),), 10.0)
    assert (last.start, last.end) == (17, 19)
    assert (grid.start, grid.end, grid.n_rows, grid.n_cols) == (3, 16, 2, 2)
    assert grid.cells[1] == GridCell(0, 1, "1.50", 6, 10)
    assert grid.cells[2].text == ""
    assert (grid.box, grid.page, grid.ruled, grid.engine) == ((0.0, 300.0, 200.0, 340.0), 1, True, "pdfium")
    assert document.media_type == "application/pdf"
    assert document.place(6, 10).box == (110.0, 307.0, 130.0, 317.0)
    assert (document.notes, document.partial, document.rejects) == ((), False, ())


def test_a_wrapped_word_of_latin_letters_gets_its_blank():
    lines = ((100, 200, "a" * 80), (100, 220, "bcd"))
    document = assemble([page(*lines)], [])
    assert document.text == "a" * 80 + " bcd\n"
    (paragraph,) = document.paragraphs
    assert paragraph.lines == ((0, 80), (81, 84))


def test_a_grid_of_texts_alone_says_that_no_rules_are_drawn():
    set_ = lattice((0.0, 100.0, 200.0), (300.0, 320.0, 340.0), engine="whitespace")
    (grid,) = assemble([page((10, 315, "行政"), grid=set_)], []).grids
    assert not grid.ruled


def test_a_grid_is_doubtful_for_what_its_lattice_and_its_cells_say():
    doubtful = replace(GRID, doubtful=("uneven merged cells",), open_above=(1,))
    (grid,) = assemble([page((10, 311, "1.50"), (10, 320, "2.50"), grid=doubtful)], []).grids
    assert grid.doubtful == ("uneven merged cells", "several amounts in one cell")
    assert grid.open_above == (1,)


def test_notes_name_the_pages_that_were_not_read_in_full():
    blank = page(number=2)
    blank = replace(blank, page=replace(blank.page, has_image=True))
    shown = [page((100, 200, "甲")), blank, page((100, 200, "乙"), number=3, incomplete=True, truncated=True)]
    document = assemble(shown, [4, 5])
    assert document.notes == (
        "pages that cannot be loaded: 4, 5",
        "pages without text layer (images): 2",
        "pages with text in fonts that are not embedded, not read in full: 3",
        "pages with more drawn objects than are looked at: 3",
    )
    assert document.partial
    assert [p.number for p in document.pages] == [1, 2, 3]


def test_twenty_pages_are_named_and_the_others_counted():
    twenty = ", ".join(map(str, range(1, 21)))
    assert assemble([page((100, 200, "甲"))], list(range(1, 21))).notes == (
        f"pages that cannot be loaded: {twenty}",
    )
    assert assemble([page((100, 200, "甲"))], list(range(1, 23))).notes == (
        f"pages that cannot be loaded: {twenty} and 2 more",
    )


def test_a_page_without_text_and_without_image_is_no_loss():
    assert assemble([page((100, 200, "甲")), page(number=2)], []).notes == ()
