"""Pictures and originals at their addresses."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import anyio
import pytest
from PIL import Image
from starlette.testclient import TestClient
from starlette.types import Message

from pipeline.explorer.addresses import Addresses
from pipeline.explorer.app import explorer
from pipeline.explorer.edition import Edition
from pipeline.explorer.pictures.routes import disposition
from pipeline.explorer.settings import Settings
from pipeline.running.taken_out import PICTURES
from tests.pipeline.explorer.shown import HOME, SAMPLES

TO = Addresses()


@pytest.fixture(scope="module")
def budget() -> str:
    return hashlib.sha256((SAMPLES / "landscape_budget.pdf").read_bytes()).hexdigest()


def test_a_page_is_a_picture_that_is_kept_by_the_browser(client: TestClient, budget: str) -> None:
    answer = client.get(TO.picture(budget, 1, dpi=96))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    width, height = Image.open(io.BytesIO(answer.content)).size
    assert width > height, "the budget lies on its side"
    assert "immutable" in answer.headers["cache-control"]
    assert client.get(TO.picture(budget, 1, dpi=96)).content == answer.content
    known = {"if-none-match": answer.headers["etag"]}
    assert client.get(TO.picture(budget, 1, dpi=96), headers=known).status_code == 304
    assert client.get(TO.picture(budget, 1), headers=known).status_code == 200, "another resolution"


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/d/{id}/p/1.webp?dpi=10000", 400, "65, 96, 130, 200, 260"),
        ("/d/{id}/p/1.webp?dpi=-1", 400, "65, 96, 130, 200, 260"),
        ("/d/{id}/p/900.webp", 404, "no such page"),
        ("/d/{id}/p/0.webp", 404, "no such page"),
        ("/d/feed/p/1.webp", 404, "there is no document feed"),
        ("/d/feed/original", 404, "there is no document feed"),
        ("/d/{id}/p/1/cut.webp", 404, "nothing of this is printed on page 1"),
        ("/d/{id}/p/1/cut.webp?fact=feed", 404, "nothing of this is printed on page 1"),
        ("/d/{id}/p/1/cut.webp?table=feed&row=x&col=1", 400, "row"),
    ],
)
def test_what_there_is_not_is_told(
    client: TestClient, budget: str, address: str, status: int, told: str
) -> None:
    answer = client.get(address.format(id=budget), headers={"accept-language": "en"})
    assert answer.status_code == status
    assert told in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_a_text_has_no_pages(client: TestClient) -> None:
    text = hashlib.sha256((SAMPLES / "gb18030_unit_account.txt").read_bytes()).hexdigest()
    answer = client.get(TO.picture(text, 1), headers={"accept-language": "en"})
    assert (answer.status_code, "no pages to show" in answer.text) == (404, True)


@pytest.mark.parametrize("mark", ["fact", "cell", "table"])
def test_a_figure_is_cut_out_of_its_page(
    client: TestClient, edition: Edition, budget: str, mark: str
) -> None:
    fact = edition.row(
        'select fact_id, page, table_id, "row", col from facts where doc_id = ? and table_id is not null '
        "order by page, char_start limit 1",
        [budget],
    )
    assert fact is not None
    cell = {"table": fact["table_id"], "row": fact["row"], "col": fact["col"]}
    marks = {"fact": {"fact": fact["fact_id"]}, "cell": cell, "table": {"table": fact["table_id"]}}
    answer = client.get(TO.cut(budget, fact["page"], **marks[mark]))
    assert answer.status_code == 200
    image = Image.open(io.BytesIO(answer.content)).convert("RGB")
    red = sum(r > 180 and g < 80 and b < 80 for _, (r, g, b) in image.getcolors(1 << 24) or ())
    assert red, "the border"
    assert "immutable" not in answer.headers["cache-control"]


def test_the_evidence_of_a_finding_is_cut_out(client: TestClient, edition: Edition) -> None:
    found = edition.row(
        "select finding_id, doc_id, page from findings where page is not null order by finding_id limit 1"
    )
    assert found is not None
    address = TO.cut(found["doc_id"], found["page"], finding=found["finding_id"])
    assert client.get(address).headers["content-type"] == "image/webp"
    elsewhere = TO.cut(found["doc_id"], 999, finding=found["finding_id"])
    assert client.get(elsewhere).status_code == 404


@pytest.mark.parametrize("name", ["landscape_budget.pdf", "beijing_style_final_account.txt"])
def test_the_original_is_saved_under_its_name_and_shows_nothing_by_itself(
    client: TestClient, name: str
) -> None:
    data = (SAMPLES / name).read_bytes()
    answer = client.get(TO.original(hashlib.sha256(data).hexdigest()))
    assert answer.content == data
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    kind = "application/pdf" if name.endswith("pdf") else "text/plain; charset=utf-8"
    assert answer.headers["content-type"] == kind


def test_what_nobody_waits_for_any_more_is_not_drawn(samples_output: Path, budget: str) -> None:
    app = explorer(Settings(str(samples_output)))
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "path": f"/d/{budget}/p/2.webp",
        "query_string": b"dpi=260",
        "headers": [(b"host", HOME.partition("://")[2].encode())],
    }
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        said.append(message)

    anyio.run(app, scope, receive, send)
    assert said[0]["status"] == 499
    kept = samples_output / PICTURES / budget[:2] / budget
    assert not list(kept.glob("2-260-*")), "another test does not ask for it"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a b.pdf", 'attachment; filename="a b.pdf"'),
        ("决算.pdf", "attachment; filename=\"__.pdf\"; filename*=UTF-8''%E5%86%B3%E7%AE%97.pdf"),
        ("../../etc/a.pdf", 'attachment; filename="a.pdf"'),
        ('a"\r\nb.pdf', "attachment; filename=\"a_b.pdf\"; filename*=UTF-8''a%22b.pdf"),
        ("\\", 'attachment; filename="document"'),
    ],
)
def test_a_name_is_told_whole_and_breaks_no_header(name: str, told: str) -> None:
    assert disposition(name) == told
