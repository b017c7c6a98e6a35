"""Findings: narrowed, counted, marked, taken back, carried over, taken away."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from pipeline.explorer.app import explorer
from pipeline.explorer.settings import Settings
from pipeline.reports.statuses import FILE_NAME, read_statuses
from tests.pipeline.explorer.shown import HOME
from tests.pipeline.published import check, document, evidence, fact, finding, publish

ENGLISH = {"accept-language": "en"}


def slip(doc: str, name: str, gap: int | None, **more: Any) -> dict[str, Any]:
    return finding(doc, name, gap_yuan=None if gap is None else Decimal(gap), **more)


def rows() -> dict[str, list[dict[str, Any]]]:
    """Two cities and a district; sums and notes; one document in two versions."""
    total, part = (
        fact("a", measure, yuan, page, province="37")
        for measure, yuan, page in (("income.total", "1234567.50", 3), ("income.fiscal", "1000000", 4))
    )
    documents = [
        document("a", "甲局", division_code="370600", province="37", title="甲局预算", content_group_id="g"),
        document("b", "乙局", division_code="370602", province="37", fiscal_year=2025),
        document("c", "丙局", division_code="440300", province="44", doc_kind="final_account"),
        document("old", "甲局", division_code="370600", province="37", group_role="replaced",
                 is_primary=False, content_group_id="g"),
    ]  # fmt: skip
    findings = [
        slip("a", "a1", 2_000_000, check_id="c1", evidence=[evidence("a", 3, raw="合计12")]),
        slip("a", "a2", 5, severity="warning", code="DOUBLED_WORD", category="format", printed="主要主要"),
        slip("a", "a3", None, severity="info", code="TITLE_WORDING", category="format"),
        slip("b", "b1", 3_000_000, message_en="the sum of <b>b</b> & more"),
        slip("c", "c1", 9_000_000, severity="warning"),
        slip("old", "old1", 2_000_000, evidence=[evidence("old", 3, raw="合计12")]),
    ]
    return {
        "documents": documents,
        "findings": findings,
        "facts": [total, part],
        "checks": [check("a", total, part, province="37")],
    }


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output that is only read."""
    return publish(tmp_path_factory.mktemp("findings") / "output", **rows())


@pytest.fixture(scope="module")
def reader(published: Path) -> Iterator[TestClient]:
    """A client that marks nothing."""
    with TestClient(explorer(Settings(str(published))), base_url=HOME, headers=ENGLISH) as client:
        yield client


@pytest.fixture
def output(published: Path, tmp_path: Path) -> Path:
    """A copy of it, to mark."""
    return Path(shutil.copytree(published, tmp_path / "output"))


@pytest.fixture
def client(output: Path) -> Iterator[TestClient]:
    """A client that marks."""
    with TestClient(explorer(Settings(str(output))), base_url=HOME, headers=ENGLISH) as client:
        yield client


def ids(client: TestClient, question: str) -> list[str]:
    answer = client.get(f"/findings.json?{question}")
    assert answer.status_code == 200, answer.text
    return [row["finding_id"] for row in answer.json()["findings"]]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("", ["b1", "a1", "c1", "a2"]),
        ("severity=info", ["b1", "a1", "c1", "a2", "a3"]),
        ("severity=error", ["b1", "a1"]),
        ("division=370600", ["b1", "a1", "a2"]),
        ("division=370602", ["b1"]),
        ("division=370000&gap=1000000", ["b1", "a1"]),
        ("gap=2,500,000&sort=gap", ["c1", "b1"]),
        ("code=DOUBLED_WORD", ["a2"]),
        ("category=format&severity=info", ["a2", "a3"]),
        ("year=2025", ["b1"]),
        ("kind=final_account", ["c1"]),
        ("body=%E4%B8%99%E5%B1%80", ["c1"]),
        ("q=%E4%B8%BB%E8%A6%81", ["a2"]),
        ("q=SUM%20more", ["b1"]),
        ("status=confirmed", []),
        ("replaced=true&severity=error&sort=document", ["b1", "a1", "old1"]),
    ],
)
def test_findings_are_narrowed_and_ordered(reader: TestClient, question: str, expected: list[str]) -> None:
    found = ids(reader, question)
    assert (found if "sort" not in question or "gap" in question else sorted(found)) == (
        expected if "document" not in question else sorted(expected)
    )


def test_each_filter_is_counted_as_if_it_were_not_asked(reader: TestClient) -> None:
    answer = reader.get("/findings.json?severity=error&division=370600").json()
    counts = {facet: {c["value"]: c["findings"] for c in found} for facet, found in answer["counts"].items()}
    assert counts["severity"] == {"error": 2, "warning": 1, "info": 1}
    assert counts["division"] == {"370600": 2, "370602": 1}
    assert answer["left_out"] == 2
    everywhere = reader.get("/findings.json").json()["counts"]["division"]
    assert {c["value"]: c["findings"] for c in everywhere} == {"370600": 3, "370602": 1, "440300": 1}


def test_a_page_says_what_the_record_says_and_leads_to_the_places(reader: TestClient) -> None:
    html = reader.get("/findings").text
    assert "4 findings" in html
    assert "2,000,000.00" in html
    assert 'href="/d/a/p/3?finding=a1"' in html
    assert 'src="/d/a/p/3/cut.webp?finding=a1" loading="lazy"' in html
    assert "Total income of the year" in html
    assert re.search(r'href="/d/a/p/3\?fact=[^"]+"[^>]*>', html)
    assert "a total and the codes below it" in html
    assert "the sum of &lt;b&gt;b&lt;/b&gt; &amp; more" in html, "what documents say is never markup"
    chinese = reader.get("/findings", headers={"accept-language": "zh"}).text
    assert "合计与下级科目之和" in chinese
    assert "烟台市" in chinese


@pytest.mark.parametrize(
    "question", ["gap=much", "gap=-1", "gap=NaN", "page=0", "sort=name", "severity=grave", "year=x"]
)
def test_what_a_filter_does_not_take_is_told(reader: TestClient, question: str) -> None:
    assert reader.get(f"/findings?{question}").status_code == 400


def test_all_that_is_asked_for_is_taken_away(client: TestClient) -> None:
    say(client, "b1", "confirmed", note="=1+1", by="李")
    answer = client.get("/findings.csv?division=370600&gap=1000000")
    found = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(r["finding_id"], r["status"], r["note"], r["by"]) for r in found] == [
        ("b1", "confirmed", "'=1+1", "李"),
        ("a1", "open", "", ""),
    ]
    assert found[0]["place"].endswith("/d/b/p/1?finding=b1")
    assert found[1]["formula"] == "合计=各项之和"


def say(client: TestClient, name: str, status: str, **more: str) -> int:
    """Marks as the form of a page does without script."""
    seen = client.get(f"/findings/{name}.json").json()["finding"]["seen"]
    said = {"finding": name, "status": status, "seen": f"{name}:{seen}", "here": "/findings?q=1", **more}
    return client.post("/findings/mark", data=said, follow_redirects=False).status_code


def test_a_form_without_script_marks_and_comes_back_to_where_it_was(client: TestClient, output: Path) -> None:
    said = {"finding": ["a1", "b1"], "seen": ["a1:", "b1:"], "status": "confirmed", "by": "李"}
    answer = client.post(
        "/findings/mark", data={**said, "here": "/findings?division=370600"}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/findings?division=370600&done={quote('a1,b1')}#f-a1"
    assert {row.by for row in read_statuses(output).values()} == {"李"}
    page = client.get(answer.headers["location"]).text
    assert "2 of 3 reviewed" in page
    assert "Said of 2 findings." in page
    assert ids(client, "status=confirmed") == ["b1", "a1"]
    assert ids(client, "status=to_review") == ["c1", "a2"]
    assert say(client, "a2", "explained") == 303
    assert read_statuses(output)["a2"].by == "李", "who it is is remembered"


def test_a_partial_update_gives_the_findings_as_they_are_now(client: TestClient, output: Path) -> None:
    said = {"finding": "a1", "seen": "a1:", "status": "false_positive", "note": "read wrongly"}
    answer = client.post("/findings/mark", data=said, headers={"hx-request": "true"})
    assert answer.status_code == 200
    assert '<article id="f-a1" class="finding error is-false_positive"' in answer.text
    assert "1 of 4 reviewed" in answer.text
    assert "<html" not in answer.text
    stamp = read_statuses(output)["a1"].stamp
    assert f'value="a1:{stamp}"' in answer.text
    undone = {"finding": "a1", "seen": f"a1:{stamp}", "status": "undo"}
    answer = client.post("/findings/mark", data=undone, headers={"hx-request": "true"})
    assert "0 of 4 reviewed" in answer.text
    assert read_statuses(output) == {}


def test_a_note_alone_leaves_the_status(client: TestClient, output: Path) -> None:
    say(client, "a1", "confirmed", note="first")
    say(client, "a1", "note", note="second")
    row = read_statuses(output)["a1"]
    assert (row.status, row.note, [e.note for e in row.earlier]) == ("confirmed", "second", ["first"])
    page = client.get("/findings/a1").text
    assert page.index("second") < page.index("first"), "the newest first"


def test_what_somebody_else_said_meanwhile_is_a_conflict(client: TestClient, output: Path) -> None:
    say(client, "a1", "confirmed", by="李")
    said = {"finding": "a1", "seen": "a1:", "status": "false_positive", "here": "/findings"}
    answer = client.post("/findings/mark", data=said, headers={"hx-request": "true"})
    assert answer.status_code == 409
    assert "Somebody else has just said something" in answer.text
    assert "is-confirmed" in answer.text, "what the other said is shown"
    plain = client.post("/findings/mark", data=said)
    assert "Somebody else has just said something" in plain.text
    assert read_statuses(output)["a1"].status == "confirmed"


@pytest.mark.parametrize(
    "said",
    [
        {"status": "confirmed"},
        {"finding": "a1"},
        {"finding": "a1", "status": "perhaps"},
        {"finding": "a1", "status": "confirmed", "note": "x" * 4001},
    ],
)
def test_what_a_form_lacks_is_told(client: TestClient, output: Path, said: dict[str, str]) -> None:
    assert client.post("/findings/mark", data=said).status_code == 400
    assert not (output / FILE_NAME).exists()


def test_a_finding_that_is_not_there_is_told(client: TestClient, output: Path) -> None:
    said = {"finding": "none", "status": "confirmed"}
    assert client.post("/findings/mark", data=said, headers={"hx-request": "true"}).status_code == 404
    assert client.get("/findings/none").status_code == 404
    assert not (output / FILE_NAME).exists()


@pytest.mark.parametrize("here", ["https://evil.example/", "//evil.example/", "/\\evil.example", "evil"])
def test_nobody_is_sent_elsewhere(client: TestClient, here: str) -> None:
    said = {"finding": "a1", "status": "confirmed", "here": here}
    answer = client.post("/findings/mark", data=said, follow_redirects=False)
    assert answer.headers["location"].startswith("/findings?done=a1")


def test_a_page_elsewhere_marks_nothing(client: TestClient, output: Path) -> None:
    said = {"finding": "a1", "status": "confirmed"}
    answer = client.post("/findings/mark", data=said, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert not (output / FILE_NAME).exists()


def test_a_damaged_file_is_told_and_left_alone(client: TestClient, output: Path) -> None:
    (output / FILE_NAME).write_text("finding_id,status\na1,perhaps\n", encoding="utf-8")
    page = client.get("/findings").text
    assert "findings_status.csv, line 2: unknown status &#39;perhaps&#39;" in page
    assert str(output) not in page
    assert '<form id="marking"' not in page
    said = {"finding": "a2", "status": "confirmed"}
    answer = client.post("/findings/mark", data=said, headers={"hx-request": "true"})
    assert answer.status_code == 409
    assert str(output) not in answer.text
    assert (output / FILE_NAME).read_text(encoding="utf-8") == "finding_id,status\na1,perhaps\n"


def test_what_is_written_by_hand_is_seen_at_once(client: TestClient, output: Path) -> None:
    assert ids(client, "status=explained") == []
    (output / FILE_NAME).write_text("finding_id,status\na1,explained\n", encoding="utf-8")
    assert ids(client, "status=explained") == ["a1"]


def test_a_finding_that_a_new_version_brings_back_is_open_again(client: TestClient) -> None:
    say(client, "old1", "confirmed", note="打过电话", by="李")
    assert ids(client, "status=came_back") == ["a1"]
    assert "a1" in ids(client, "status=to_review")
    for address in ("/findings", "/findings/a1"):
        page = client.get(address).text
        assert "A new version of the document brought this back." in page
        assert "打过电话" in page
    say(client, "a1", "explained")
    assert ids(client, "status=came_back") == []
    assert "Of another version of the document it was said:" in client.get("/findings/a1").text


def test_a_folder_that_may_only_be_read_is_told(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.explorer.reviews.os.access", lambda *_: False)
    page = reader.get("/findings").text
    assert "This folder may only be read" in page
    assert '<form class="marking' not in page


def test_one_finding_has_all_that_bears_on_it(reader: TestClient) -> None:
    page = reader.get("/findings/a1").text
    assert "A total must equal the sum of its parts." in page
    assert "Why it may be wrong" in page
    assert 'lang="zh-CN">合计不符' in page
    assert 'lang="en">the total is not the sum' in page
    assert "甲局预算" in page[page.index("How to cite it") :]
    assert 'href="/findings/a2"' in page[page.index("Other findings in this document") :]
    record = reader.get("/findings/a1.json").json()
    formula = record["finding"]["formula"]
    assert (formula["lhs"], formula["rhs"], formula["diff"]) == (
        "1234567.500000",
        "1000000.000000",
        "234567.500000",
    )
    assert [o["page"] for o in (*formula["left"], *formula["right"])] == [3, 4]
