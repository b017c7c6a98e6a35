"""The first page: what is in the output."""

from __future__ import annotations

from starlette.testclient import TestClient

from pipeline.explorer.edition import Edition
from pipeline.explorer.page import Nothing
from pipeline.explorer.pages.start import start


def test_documents_stand_by_place_kind_and_year(edition: Edition) -> None:
    found = start(edition, Nothing())
    assert found.years == (2024, 2025, 2026)
    counted = {(row.code, row.doc_kind): [one.documents for one in row.years] for row in found.provinces}
    assert counted == {
        ("310000", "final_account"): [0, 1, 0],
        ("unknown", "budget"): [0, 0, 1],
        ("unknown", "final_account"): [1, 1, 0],
    }
    assert [(one.code, one.documents, len(one.within)) for one in found.divisions] == [
        ("310000", 1, 1),
        ("unknown", 3, 0),
    ]


def test_the_gravest_come_first_and_lead_to_their_place(edition: Edition, client: TestClient) -> None:
    gravest = start(edition, Nothing()).gravest
    assert {one.severity for one in gravest} == {"error"}
    gaps = [one.gap_yuan for one in gravest if one.gap_yuan is not None]
    assert gaps == sorted(gaps, reverse=True)
    first = gravest[0]
    place = f"/d/{first.doc_id}/p/{first.page}?finding={first.finding_id}"
    html = client.get("/").text
    assert place in html
    assert client.get(place).status_code == 200


def test_the_last_run_is_told(edition: Edition) -> None:
    run = start(edition, Nothing()).last_run
    assert run is not None
    assert (run.inputs, run.failed) == (4, 0)
