"""The document page: what a document is, and every number of a page with its box, its row and its meaning.

Values are those that stand on the pages of the samples.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pipeline.explorer.edition import Edition, NotThere
from pipeline.explorer.library import Library
from pipeline.explorer.pages.document import AskedDocument, document
from pipeline.explorer.pages.document_figure import AskedFigure, figure
from pipeline.explorer.pages.document_form import AskedForm, form
from pipeline.explorer.pages.document_page import AskedPage, leaf
from pipeline.explorer.pages.document_text import AskedText, parts_of, text
from pipeline.reports.originals import NoOriginal
from pipeline.reports.page_pictures import PagePictures
from tests.pipeline.explorer.shown import SAMPLES

SHANGHAI = "23b9b33a5ce1da293d62a1eea67d8f81009f0e673d0356a819de514f8840ebcc"
BEIJING = "bcdc1d1f36d3749368c898c9dc3c95552c84bc8800541a1a223fb115f5ccfc9a"
LANDSCAPE = "2c4fb74e8b0e1dbfa66e31fe680fc437ecbe929429ccab33445dab92be36b1e4"
ENGLISH = {"accept-language": "en"}


def fact_of(edition: Edition, doc_id: str, measure: str, role: str) -> dict[str, Any]:
    """The one printed fact of a measure and role in a table or sentence."""
    row = edition.row(
        "select * from facts where doc_id = ? and measure = ? and role = ? and source_kind <> 'derived'",
        [doc_id, measure, role],
    )
    assert row is not None
    return row


def test_a_number_of_a_table_is_one_thing_on_the_page(edition: Edition) -> None:
    page = leaf(edition, AskedPage(doc_id=SHANGHAI, page=9))
    (number,) = [p for p in page.printed if p.printed == "3.10"]
    assert number.unit == "万元"
    assert number.value_yuan == Decimal(31000)
    assert [(r.measure, r.role, r.value_year) for r in number.read] == [("three_public.total", "final", 2025)]
    assert number.kind == "cell"
    cells = [c for grid in page.grids for row in grid.rows for c in row if c.key == number.key]
    assert [cell.text for cell in cells] == ["3.10"], "its row"
    assert number.severity == "error", "3.10 is not 0.00 + 1.85 + 1.20"


def test_every_number_has_a_name_for_who_hears_the_page(edition: Edition, client: TestClient) -> None:
    names = [p.called for p in leaf(edition, AskedPage(doc_id=SHANGHAI, page=9)).printed]
    assert all(names)
    html = client.get(f"/d/{SHANGHAI}/p/9", headers=ENGLISH).text
    assert re.search(r'aria-label="3\.10 万元, [^"]*final account 2025"', html)


@pytest.mark.parametrize(("doc_id", "page"), [(SHANGHAI, 9), (SHANGHAI, 10), (LANDSCAPE, 2), (LANDSCAPE, 4)])
def test_boxes_lie_where_pdfium_finds_the_printed_words(edition: Edition, doc_id: str, page: int) -> None:
    name = "shanghai_style_final_account.pdf" if doc_id == SHANGHAI else "landscape_budget.pdf"
    shown = leaf(edition, AskedPage(doc_id=doc_id, page=page))
    with PagePictures((SAMPLES / name).read_bytes()) as pages:
        assert (shown.paper.width, shown.paper.height) == pytest.approx(pages.size(page), abs=0.01)
        for number in shown.printed:
            assert number.box is not None
            places = pages.find(page, number.printed)
            assert number.wraps or any(within(number.box, place) for place in places), number.printed
    wrapped = {number.printed for number in shown.printed if number.wraps}
    assert wrapped == ({"12.60万元"} if (doc_id, page) == (SHANGHAI, 10) else set()), "it runs over a line"


def within(box: tuple[float, ...], place: tuple[float, ...]) -> bool:
    """Does a box lie over a place, both in points?"""
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    near = abs(box[0] - place[0]) < 2 and abs(box[2] - place[2]) < 2
    return near and box[0] < x < box[2] and box[1] < y < box[3]


def test_a_sentence_has_its_numbers_marked(edition: Edition) -> None:
    page = leaf(edition, AskedPage(doc_id=SHANGHAI, page=10))
    (sentence,) = [p for p in page.paragraphs if any(piece.text == "82.57%" for piece in p.pieces)]
    assert [piece.text for piece in sentence.pieces if piece.key] == [
        *("1286.60万元", "1036.60万元", "82.57%", "250.00万元", "19.43%")
    ]


def test_a_table_that_goes_on_has_its_heads_again_and_names_its_other_part(edition: Edition) -> None:
    (first,) = leaf(edition, AskedPage(doc_id=SHANGHAI, page=5)).grids
    (second,) = leaf(edition, AskedPage(doc_id=SHANGHAI, page=6)).grids
    assert (first.title, first.previous_page, first.next_page) == ("收入决算表", None, 6)
    assert (second.previous_page, second.next_page) == (5, None)
    heads = [[c.text for c in row] for row in second.rows if all(c.is_head for c in row)]
    assert heads == [[c.text for c in row] for row in first.rows if all(c.is_head for c in row)]
    assert len(heads[0]) > 1
    for row in (*first.rows, *second.rows):
        assert sum(c.col_span for c in row) <= first.n_cols


def test_what_an_address_marks_is_marked_and_told(edition: Edition) -> None:
    fact = fact_of(edition, SHANGHAI, "three_public.total", "final")
    page = leaf(edition, AskedPage(doc_id=SHANGHAI, page=9, fact=fact["fact_id"]))
    assert [p.printed for p in page.printed if p.marked] == ["3.10"]
    assert page.figure is not None
    (check,) = [c for c in page.figure.checks if c.result == "fail"]
    assert (check.code, check.lhs, check.rhs) == ("I16", Decimal(31000), Decimal(30500))
    assert {o.printed for o in check.right} >= {"0.00万元", "1.20万元", "1.85万元"}
    assert {o.page for o in check.right} == {9}


def test_a_finding_marks_all_that_shows_it(edition: Edition) -> None:
    finding = edition.value("select finding_id from findings where doc_id = ? and code = 'I16'", [SHANGHAI])
    page = leaf(edition, AskedPage(doc_id=SHANGHAI, page=9, finding=finding))
    assert {p.printed for p in page.printed if p.marked} >= {"3.10", "1.85", "1.20"}
    assert page.figure is not None
    assert [f.code for f in page.figure.findings] == ["I16"]


def test_a_cell_a_quantity_and_characters_are_marked_by_their_own_names(edition: Edition) -> None:
    fact = fact_of(edition, SHANGHAI, "three_public.total", "final")
    cell = {name: fact[name] for name in ("row", "col")}
    by_cell = leaf(edition, AskedPage(doc_id=SHANGHAI, page=9, table=fact["table_id"], **cell))
    by_characters = leaf(
        edition, AskedPage(doc_id=SHANGHAI, page=9, start=fact["char_start"], end=fact["char_end"])
    )
    quantity = edition.row("select * from quantities where doc_id = ? and raw = '82.57%'", [SHANGHAI])
    assert quantity is not None
    by_quantity = leaf(edition, AskedPage(doc_id=SHANGHAI, page=10, quantity=quantity["quantity_id"]))
    assert [
        [p.printed for p in page.printed if p.marked] for page in (by_cell, by_characters, by_quantity)
    ] == [
        ["3.10"],
        ["3.10"],
        ["82.57%"],
    ]


def test_characters_without_a_number_have_a_box_of_their_own(edition: Edition) -> None:
    title = edition.row("select * from identity_evidence where doc_id = ? and field = 'title'", [SHANGHAI])
    assert title is not None
    page = leaf(
        edition,
        AskedPage(doc_id=SHANGHAI, page=title["page"], start=title["char_start"], end=title["char_end"]),
    )
    (spot,) = [s for s in page.spots if s.marked]
    assert spot.box == tuple(round(float(side), 2) for side in title["bbox"])


def test_a_figure_says_how_to_cite_it(client: TestClient, edition: Edition) -> None:
    fact = fact_of(edition, SHANGHAI, "three_public.total", "final")
    told = client.get(f"/d/{SHANGHAI}/figure.json?fact={fact['fact_id']}").json()
    assert "第9页" in told["citation"]["chinese"] or ": 9" in told["citation"]["chinese"]
    assert "p. 9" in told["citation"]["english"]
    assert SHANGHAI[:16] in told["citation"]["english"]
    assert told["number"]["value_yuan"] == "31000.00"


def test_what_is_not_there_any_more_is_said_on_the_page_that_is_asked_for(client: TestClient) -> None:
    answer = client.get(f"/d/{SHANGHAI}/p/9?fact=0000000000000000", headers=ENGLISH)
    assert answer.status_code == 200
    assert "not in the document any more" in answer.text
    assert client.get(f"/d/{SHANGHAI}/figure?fact=0000000000000000").status_code == 404
    assert client.get(f"/d/{SHANGHAI}/p/11").status_code == 404
    assert client.get(f"/d/{BEIJING}/p/1").status_code == 404


def test_without_its_original_a_page_shows_what_was_read_and_says_why(
    samples_output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = Library(str(samples_output)).edition()
    monkeypatch.setattr(edition.pictures, "sizes", lost)
    page = leaf(edition, AskedPage(doc_id=SHANGHAI, page=9))
    assert not page.paper.has_picture
    assert page.paper.why_not is not None
    assert "shanghai_style_final_account.pdf" in page.paper.why_not
    assert all(p.box is not None and p.box[2] < page.paper.width for p in page.printed)


def lost(row: Any) -> None:
    """Nothing is found."""
    raise NoOriginal("missing", f"{row['file_name']} is nowhere")


def test_the_overview_says_what_a_document_is(edition: Edition) -> None:
    found = document(edition, AskedDocument(doc_id=SHANGHAI))
    assert len(found.tables) == 6
    assert ("收入决算表", (5, 6)) in [(t.title, t.pages) for t in found.tables]
    assert sorted(f.code for f in found.findings) == [
        "I07",
        "I07",
        "I07",
        "I16",
        "SHARE_MISMATCH",
        "SHARE_SUM",
    ]
    headline = {(h.fact.measure, h.fact.role): h for h in found.headline}
    assert headline["three_public.total", "final"].printed == "3.10万元"
    assert headline["three_public.total", "final"].page == 9


def test_a_text_has_no_pages_and_is_its_own_view(edition: Edition, client: TestClient) -> None:
    fact = fact_of(edition, BEIJING, "three_public.reception", "final")
    found = document(edition, AskedDocument(doc_id=BEIJING, fact=fact["fact_id"]))
    assert found.text is not None
    assert [p.printed for p in found.text.printed if p.marked] == ["1.20万元"]
    html = client.get(f"/d/{BEIJING}?fact={fact['fact_id']}").text
    assert re.search(r'class="[^"]* marked"[^>]*autofocus[^>]*>1\.20万元</a>', html)


def test_the_text_of_a_page_has_its_numbers_linked_to_their_places(edition: Edition) -> None:
    found = text(edition, AskedText(doc_id=SHANGHAI, page=10))
    numbers = {p.printed: p for p in found.printed}
    assert numbers["82.57%"].page == 10
    whole = "".join(piece.text for line in found.lines for piece in line.paragraph.pieces)
    assert whole.count("82.57%") == 1


def test_a_long_text_comes_in_parts_that_leave_nothing_out() -> None:
    whole = "\n".join("x" * 90 for _ in range(400))
    parts = parts_of(whole, [])
    assert "".join(whole[part.start : part.end] for part in parts) == whole
    assert max(part.end - part.start for part in parts) <= 8_000
    assert all(whole[part.start - 1] == "\n" for part in parts[1:])


def test_a_self_evaluation_has_its_money_and_marks_and_names_nobody(edition: Edition) -> None:
    (listed,) = document(edition, AskedDocument(doc_id=BEIJING)).forms
    found = form(edition, AskedForm(BEIJING, listed.project_id))
    total = found.funds[0]
    assert (total.initial_budget, total.executed, total.score) == (
        Decimal(2600000),
        Decimal(2374000),
        Decimal("9.5"),
    )
    lost = [
        (i.level3_raw, i.target_raw, i.actual_raw)
        for i in found.indicators
        if (i.score or 0) < (i.weight or 0)
    ]
    assert lost == [("指标2:培训场次", "≥20场", "16场")]
    assert not {"leader", "phone"} & set(type(found.form).__slots__)


def test_a_form_that_is_not_there_is_said(edition: Edition) -> None:
    with pytest.raises(NotThere):
        form(edition, AskedForm(BEIJING, "0" * 16))
    with pytest.raises(NotThere):
        figure(edition, AskedFigure(doc_id=BEIJING, quantity="0" * 16))


def test_html_and_json_of_a_page_have_the_same_numbers(client: TestClient) -> None:
    told = client.get(f"/d/{SHANGHAI}/p/9.json").json()
    html = client.get(f"/d/{SHANGHAI}/p/9").text
    assert len(told["printed"]) == html.count('id="box-')
    assert [p["key"] for p in told["printed"]] == re.findall(r'id="box-([^"]+)"', html), "in reading order"
