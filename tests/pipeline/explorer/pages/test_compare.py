"""The page that compares: what it shows of the samples, what it chose, where each figure leads."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from pipeline.explorer.edition import Edition

ENGLISH = {"accept-language": "en"}
TOTAL = "three_public.total"
# samples/documents: both departments of the samples spent 3.10 (ten thousands) of a budget of 3.60.
SHANGHAI = "shanghai_style_final_account.pdf"


def record(client: TestClient, question: str) -> dict[str, Any]:
    answer = client.get(f"/compare.json?{question}", headers=ENGLISH)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = json.loads(answer.text)
    return found


def page(client: TestClient, question: str, language: str = "en") -> str:
    answer = client.get(f"/compare?{question}", headers={"accept-language": language})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_what_nobody_chose_is_chosen_and_said(client: TestClient) -> None:
    shown = record(client, f"measure={TOTAL}&scope=all")
    assert (shown["answered"]["year"], shown["answered"]["kind"]) == (2025, "final_account")
    assert shown["chosen"] == ["the year 2025", "final account"]
    assert "Chosen, for most documents have it: the year 2025, final account." in page(
        client, f"measure={TOTAL}&scope=all"
    )


def test_every_figure_leads_to_its_place(client: TestClient, edition: Edition) -> None:
    shown = record(client, f"measure={TOTAL}&scope=all")
    first = shown["lines"][0]
    assert first["value"] == "31000.00"  # 3.10 in ten thousands
    row = edition.row("select page, doc_id from facts where fact_id = ?", [first["fact_id"]])
    assert row == {"page": first["page"], "doc_id": first["doc_id"]}
    address = f"/d/{first['doc_id']}" + (f"/p/{first['page']}" if first["page"] else "")
    assert f'href="{address}?fact={first["fact_id"]}"' in page(client, f"measure={TOTAL}&scope=all")


def test_accounts_stand_beside_their_budgets(client: TestClient) -> None:
    """3.10 was spent of 3.60: 0.50 less, 86.11 %."""
    shown = record(client, f"measure={TOTAL}&form=gap")
    found = {(line["figure"], line["against"]) for line in shown["lines"]}
    assert ("31000.00", "36000.00") in found
    text = page(client, f"measure={TOTAL}&form=gap")
    assert "-5,000" in text
    assert "86.11" in text
    assert "-0.50" in page(client, f"measure={TOTAL}&form=gap", "zh")


def test_a_name_in_chinese_and_a_slip_are_understood(client: TestClient) -> None:
    assert record(client, "measure=公务接待费")["answered"]["measure"] == "three_public.reception"
    assert "did you mean" in record(client, "measure=three_publik.total")["problem"]


def test_what_cannot_be_compared_is_said_beside_the_form(client: TestClient) -> None:
    text = page(client, f"measure={TOTAL}&year=1999")
    assert "Nothing to compare: no document prints three_public.total" in text
    assert '<select name="form" id="choice-form">' in text
    assert client.get("/compare?form=odd", headers=ENGLISH).status_code == 400


def test_classes_have_names_and_lead_to_the_bodies_that_spend_on_them(client: TestClient) -> None:
    shown = record(client, "measure=expenditure.total&by=function&form=share")
    names = [line["name"] for line in shown["lines"]]
    assert all(re.match(r"2\d\d \S+", name) for name in names)
    key = shown["lines"][0]["key"]
    assert f"code={key}" in page(client, "measure=expenditure.total&by=function&form=share")


def test_divisions_say_how_much_of_them_is_there(client: TestClient) -> None:
    text = page(client, f"measure={TOTAL}&by=division")
    assert "上海市普陀区" in text
    assert "Sums of the documents that are here, not of whole divisions" in text


def test_the_same_rows_are_taken_away_with_the_address_of_each_place(client: TestClient) -> None:
    shown = record(client, f"measure={TOTAL}&scope=all&form=gap")
    answer = client.get(f"/compare.csv?measure={TOTAL}&scope=all&form=gap")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["fact_id"], row["result"]) for row in rows] == [
        (line["fact_id"], line["value"]) for line in shown["lines"]
    ]
    assert rows[0]["place"].endswith(f"?fact={rows[0]['fact_id']}")
    assert rows[0]["held_place"].endswith(f"?fact={rows[0]['held_fact_id']}")
    assert "source" not in rows[0]  # a path of this machine


@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_picture_has_its_sources_on_it(client: TestClient, form: str) -> None:
    answer = client.get(f"/compare.{form}?measure={TOTAL}&scope=all", headers=ENGLISH)
    assert answer.headers["content-type"] in ("image/png", "image/svg+xml")
    assert "attachment" in answer.headers["content-disposition"]
    if form == "svg":
        assert "Source: the disclosures that the bodies published" in answer.text
    wrong = client.get(f"/compare.{form}?measure=nope", headers=ENGLISH)
    assert (wrong.status_code, "there is no measure nope" in wrong.text) == (400, True)


def test_bodies_that_were_picked_stand_over_their_years(client: TestClient, edition: Edition) -> None:
    ids = [row["entity_id"] for row in edition.rows(
        "select distinct entity_id from v_panel where measure = ? order by 1", [TOTAL])]  # fmt: skip
    question = f"measure={TOTAL}" + "".join(f"&body={one}" for one in ids)
    shown = record(client, question)
    assert [body["entity_id"] for body in shown["years"]["bodies"]] == ids
    assert 'data-chart="line"' in page(client, question)
    answer = client.get(f"/compare.csv?{question}")
    assert len(list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))) == len(ids)
    assert "none of these bodies prints" in page(client, f"measure={TOTAL}&body=nobody")


def test_no_path_of_the_machine_is_on_the_page(client: TestClient, edition: Edition) -> None:
    for question in (f"measure={TOTAL}&scope=all", f"measure={TOTAL}&form=gap"):
        for form in ("", ".json", ".csv"):
            assert edition.output not in client.get(f"/compare{form}?{question}").text
            assert SHANGHAI not in client.get(f"/compare{form}?{question}").text
