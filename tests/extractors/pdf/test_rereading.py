"""Pages of one PDF, read by several engines and put together."""

from __future__ import annotations

import pytest

from extractors.pdf import reader, rereading
from extractors.pdf.engines import NoOpinion
from extractors.pdf.reader import read_pdf
from extractors.pdf.rereading import Rereading
from tests.extractors.pdf import pages
from tests.extractors.pdf.pages import ROWS, pdf, text
from tests.extractors.pdf.printed import content, filled, lattice, printed
from tests.extractors.pdf.shown import grid_texts

XS, YS = (0.0, 100.0, 200.0), (0.0, 20.0, 40.0)


def page(*texts, xs=XS, ys=YS):
    """A page whose four cells hold these texts."""
    places = [(10, 15), (110, 15), (10, 35), (110, 35)]
    glyphs = printed(*((x, y, t) for (x, y), t in zip(places, texts, strict=False) if t))
    return content(glyphs, [filled(glyphs, lattice(xs, ys))])


@pytest.fixture
def opinions(monkeypatch):
    """Readings of the only page of a PDF by engines `a`, `b`, …; `asked` counts."""
    data = pdf(lambda c: text(c, 60, 700, "没有表格的一页，只有一行字。"))
    theirs, asked = {}, []

    def read_with(engine, _document, number, _ours, _fonts):
        asked.append((number, engine))
        if engine not in theirs:
            raise NoOpinion("finds no table")
        return theirs[engine]

    monkeypatch.setattr(rereading, "read_with", read_with)
    with Rereading(data, read_pdf(data)) as found:
        yield found, theirs, asked


def test_engines_agree_on_the_same_texts_in_the_same_places(opinions):
    found, theirs, _ = opinions
    theirs |= {
        "a": page("行政", "1.50", "", "2.50"),
        "b": page("行政", "1.50", "", "2.50", xs=(4.0, 104.0, 204.0)),
        "far": page("行政", "1.50", "", "2.50", xs=(0.0, 104.5, 200.0)),
        "other": page("行政", "1.50", "", "2.60"),
        "more": page("行政", "1.50", "合计", "2.50"),
    }
    assert found.agree(1, "a", "b")
    assert found.agree(1, "a", "a")
    assert not found.agree(1, "a", "far")
    assert not found.agree(1, "a", "other")
    assert not found.agree(1, "a", "more")
    assert not found.agree(1, "more", "a")
    assert not found.agree(1, "a", "silent")
    assert not found.agree(1, "silent", "a")


def test_white_space_is_no_difference(opinions):
    found, theirs, _ = opinions
    theirs |= {"a": page("A B", "1.50"), "b": page("AB", "1.50")}
    assert found.agree(1, "a", "b")


def test_the_same_text_twice_is_told_apart_by_its_place(opinions):
    found, theirs, _ = opinions
    theirs |= {"a": page("1.50", "1.50", "", ""), "b": page("1.50", "", "1.50", "")}
    assert not found.agree(1, "a", "b")


def test_each_engine_reads_a_page_once(opinions):
    found, theirs, asked = opinions
    theirs["a"] = page("行政", "1.50")
    assert [found.has_opinion(1, e) for e in ("a", "a", "silent", "silent", "pdfium")] == [
        True,
        True,
        False,
        False,
        True,
    ]
    assert asked == [(1, "a"), (1, "silent")]


def test_a_page_is_read_by_the_engine_of_choice_and_by_pdfium_where_that_has_none(opinions):
    found, theirs, _ = opinions
    theirs["a"] = page("行政", "1.50")
    assert [grid_texts(g) for g in found.document({1: "a"}).grids] == [[["行政", "1.50"], ["", ""]]]
    assert found.document({1: "silent"}).text == found.document({}).text == "没有表格的一页，只有一行字。\n"


def test_a_table_without_rules_goes_on_as_it_did_when_all_pages_were_read():
    def rows(canvas, names, top):
        for k, name in enumerate(names):
            text(canvas, 60, top - 20 * k, name, 10)
            canvas.drawRightString(300, top - 20 * k, f"{k + 1}.50")
            canvas.drawRightString(390, top - 20 * k, f"{k + 2}.50")

    def first(canvas):
        text(canvas, 60, 720, "科目名称", 10)
        canvas.drawRightString(300, 720, "合计数")
        canvas.drawRightString(390, 720, "基本数")
        rows(canvas, ("行政运行", "机关服务", "事业运行"), 700)

    data = pdf(first, lambda c: rows(c, ("其他支出",), 780))
    document = read_pdf(data)
    assert [g.n_rows for g in document.grids] == [4, 1]
    with Rereading(data, document) as again:
        found = again.document({})
    assert [(g.x_edges, g.cells) for g in found.grids] == [(g.x_edges, g.cells) for g in document.grids]


def test_all_pages_of_pdfium_are_the_document_itself():
    def page_(canvas):
        pages.strokes(canvas)
        pages.cell_texts(canvas, ROWS)

    data = pdf(page_, page_)
    document = read_pdf(data)
    with Rereading(data, document) as again:
        found = again.document({})
    assert found.text == document.text
    assert found.blocks == document.blocks


def test_pages_that_were_kept_are_not_read_again(monkeypatch):
    data = pdf(*(lambda c, n=n: text(c, 60, 700, f"这是第{n}页的一行文字，没有表格。") for n in (1, 2)))
    kept = []
    document = read_pdf(data, kept)
    assert [content.page.number for content in kept] == [1, 2]
    asked = []
    plain = rereading.read_pages

    def read_pages(opened, omitted, numbers, edges):
        asked.extend(numbers)
        return plain(opened, omitted, numbers, edges)

    monkeypatch.setattr(rereading, "read_pages", read_pages)
    for pages_kept, read in ((kept, []), (kept[1:], [1]), ([], [1, 2])):
        asked.clear()
        with Rereading(data, document, pages_kept) as again:
            assert again.document({}).text == document.text
        assert asked == read


def test_pages_of_more_glyphs_than_memory_is_meant_for_are_not_kept(monkeypatch):
    line = "没有表格的一页，只有一行字。"
    for most, n_kept in ((len(line), 1), (len(line) - 1, 0)):
        monkeypatch.setattr(reader, "MOST_KEPT", most)
        kept = []
        read_pdf(pdf(lambda c: text(c, 60, 700, line)), kept)
        assert len(kept) == n_kept
