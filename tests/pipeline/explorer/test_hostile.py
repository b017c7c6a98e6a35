"""A hostile document does no harm: every page, its JSON and its downloads are walked over."""

from __future__ import annotations

import csv
import getpass
import io
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from pipeline.explorer.app import PAGES, explorer
from pipeline.explorer.settings import Settings
from tests.pipeline.explorer.crawl import Elements, starts, walk
from tests.pipeline.explorer.hostile_output import ELEMENT, PERSONS, hostile_output
from tests.pipeline.explorer.shown import HOME
from tests.pipeline.explorer.test_schemas import of

Pages = dict[str, Response]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_output(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def client(output: Path) -> Iterator[TestClient]:
    settings = Settings(str(output), (str(output.parent / "documents"),))
    with TestClient(explorer(settings), base_url=HOME, headers={"accept-language": "zh"}) as client:
        yield client


@pytest.fixture(scope="module")
def pages(client: TestClient, output: Path) -> Pages:
    """What is at the addresses that lead on from the first page, in HTML, and the same as JSON."""
    found = {}
    for address, answer in walk(client, starts(str(output))):
        found[address] = answer
        if any(of(page, address) for page in PAGES):
            path, _, query = address.partition("?")
            as_json = f"{'/index' if path == '/' else path}.json?{query}"
            found[as_json] = client.get(as_json)
    return found


def html(pages: Pages) -> Iterator[tuple[str, Elements]]:
    for address, answer in pages.items():
        if answer.headers.get("content-type", "").startswith("text/html"):
            yield address, Elements(answer.text)


def test_every_page_answers(pages: Pages) -> None:
    there = [a for a in pages if a.startswith("/static/") or any(of(page, a) for page in PAGES)]
    assert {a: pages[a].status_code for a in there if pages[a].status_code != 200} == {}
    reached = {page.name for page in PAGES for address in pages if of(page, address)}
    assert reached == {page.name for page in PAGES}


def test_markup_of_documents_makes_no_element_and_no_handler(pages: Pages) -> None:
    texts = 0
    for address, page in html(pages):
        texts += ELEMENT in page.text
        for tag, attributes in page.found:
            assert tag != ELEMENT, address
            assert not [name for name in attributes if name.startswith("on") or name == "style"], address
            assert tag != "script" or attributes.get("src", "").startswith("/static/"), address
            assert tag not in ("style", "iframe", "object", "embed", "base"), address
    assert texts > 0, "the text of the document is shown"


def test_templates_do_not_count_what_a_document_says(pages: Pages) -> None:
    texts = [page.text for _, page in html(pages)]
    assert any("{{7*7}}" in text for text in texts)
    assert not any("${49}" in text or "$49" in text for text in texts)


def test_links_lead_to_pages_and_the_web_alone(pages: Pages) -> None:
    for address, page in html(pages):
        for link in page.links:
            parts = urlsplit(link.strip())
            assert parts.scheme in ("", "http", "https") or link.startswith("data:image/"), (address, link)
            assert "@" not in parts.netloc, (address, link)


def test_persons_of_forms_are_on_no_page(pages: Pages) -> None:
    for address, answer in pages.items():
        if is_text(answer):
            assert [name for name in PERSONS if name in answer.text] == [], address


def test_no_path_of_the_machine_is_on_any_page(pages: Pages, output: Path) -> None:
    private = {str(output), output.parent.name, str(Path.home()), str(Path(__file__).parents[3]), "/tmp/"}
    private |= {getpass.getuser()} - {"root"}
    for address, answer in pages.items():
        if is_text(answer) and not address.startswith("/static/"):
            assert [one for one in private if one in answer.text] == [], address


def is_text(answer: Response) -> bool:
    kind = answer.headers.get("content-type", "")
    return kind.startswith("text/") or "json" in kind


def test_downloads_hold_no_formula(pages: Pages, client: TestClient) -> None:
    seen = 0
    for address in pages:
        if address.partition("?")[0].endswith(".csv"):
            answer = client.get(address)
            seen += 1
            for row in csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))):
                assert not [cell for cell in row if cell[:1] in ("=", "+", "@", "\t")], address
            assert "attachment" in answer.headers["content-disposition"]
    assert seen > 0


@pytest.mark.parametrize(
    "path",
    [
        "/d/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/d/../../etc/passwd",
        "/d/a%2fb",
        "/d/" + "a" * 10_000,
        "/d/%00",
        "/d/%ff%fe",
        "/d/'%20or%201=1--",
        "/d/a/p/99999999999999999999",
        "/d/a/p/-1",
        "/d/a/p/1.webp",
        "/d/a/original",
        "/b/%3Cscript%3E",
        "/b/" + "%E9%95%BF" * 1_000,
        "/in/%27",
        "/in/000000000000000",
        "/findings?year=abc&code=%3Cscript%3E&page=-1",
        "/findings?page=99999999999999999999999",
        "/search?q=%00%22%27*()%3Cscript%3E",
        "/search?q=" + "a" * 5_000,
        "/compare?measure=%27%3B--",
        "/static/%2e%2e/%2e%2e/settings.py",
        "/static/..%5c..%5csettings.py",
    ],
)
def test_senseless_addresses_are_refused_and_said_to_be(client: TestClient, path: str) -> None:
    for suffix in ("", ".json"):
        head, sign, tail = path.partition("?")
        answer = client.get(f"{head}{suffix}{sign}{tail}")
        assert answer.status_code in (200, 400, 404), answer.text[:300]
        if not suffix:
            assert ELEMENT not in [tag for tag, _ in Elements(answer.text).found]
        assert "Traceback" not in answer.text
        if suffix and answer.status_code != 200:
            assert json.loads(answer.text)["problem"]
