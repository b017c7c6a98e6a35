"""Search: bodies by name, words and figures, each with its place."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from pipeline.explorer.edition import Edition
from pipeline.explorer.pages.search import Asked, AskedSuggested, search, suggested

SHANGHAI = "310107:unclassified:institution:4e3f85f9d961"


def test_a_body_is_found_by_any_part_of_its_name(edition: Edition) -> None:
    assert [one.entity_id for one in suggested(edition, AskedSuggested("普陀区示例")).bodies] == [SHANGHAI]
    assert [one.entity_id for one in suggested(edition, AskedSuggested("示例 普陀")).bodies] == [SHANGHAI]
    assert suggested(edition, AskedSuggested("无此单位")).bodies == ()


def test_a_division_of_which_there_are_documents_is_found(edition: Edition) -> None:
    assert [(one.code, one.documents) for one in suggested(edition, AskedSuggested("上海")).divisions] == [
        ("310000", 1)
    ]
    assert suggested(edition, AskedSuggested("北京")).divisions == ()


def test_a_figure_leads_to_its_cell(edition: Edition) -> None:
    """1.60 stands on page 9 of the Shanghai sample as the budget for receptions."""
    found = search(edition, Asked("1.60 万元", entity=SHANGHAI))
    cells = [hit for hit in found.hits if hit.kind == "cell" and hit.page == 9]
    assert cells
    assert all(hit.printed == "1.60" and set(hit.mark) == {"table", "row", "col"} for hit in cells)
    rows = edition.rows(
        'select text from table_cells where doc_id = ? and table_id = ? and "row" = ? and col = ?',
        [cells[0].doc_id, cells[0].mark["table"], cells[0].mark["row"], cells[0].mark["col"]],
    )
    assert [row["text"] for row in rows] == ["1.60"]


def test_words_lead_to_their_characters(edition: Edition) -> None:
    found = search(edition, Asked("公务接待费"))
    marked = [hit for hit in found.hits if hit.mark]
    assert found.way == "phrase"
    assert len(marked) >= 3
    for hit in marked:
        text = edition.value("select text from texts where doc_id = ?", [hit.doc_id])
        said = "".join(text[hit.mark["start"] : hit.mark["end"]].split())
        assert any(
            piece.is_found and said in piece.text.replace(" ", "") for piece in (*hit.title, *hit.snippet)
        )


def test_a_measure_is_found_by_its_english_name(edition: Edition) -> None:
    assert search(edition, Asked("Official receptions")).measures[0] == "three_public.reception"


def test_filters_that_name_nothing_say_what_there_is(client: TestClient) -> None:
    answer = client.get("/search?q=预算&kind=budgets")
    assert answer.status_code == 200
    assert "there is no kind of document budgets" in answer.text


def test_a_name_that_is_nearly_one_is_offered(edition: Edition) -> None:
    found = search(edition, Asked("澄川市水务据"))
    assert "澄川市水务局" in (*found.meant, *(hit.entity_name for hit in found.hits))


@pytest.mark.parametrize("asked", ["", "   ", '"', "%", "'; drop table", "<b>"])
def test_whatever_is_asked_is_answered_and_escaped(client: TestClient, asked: str) -> None:
    answer = client.get("/search", params={"q": asked})
    assert answer.status_code == 200
    assert "<b>" not in answer.text


def test_suggestions_are_a_piece_of_a_page(client: TestClient) -> None:
    html = client.get("/suggested", params={"q": "水务"}).text
    assert "<html" not in html
    assert 'href="/b/unknown%3Awater%3Agov_department%3A249ae5528035">澄川市水务局</a>' in html
