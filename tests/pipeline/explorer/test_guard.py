"""Who may ask: names, pages of other addresses, the token; and what every answer tells the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.explorer.app import explorer
from pipeline.explorer.guard import names_of
from pipeline.explorer.headers import POLICY
from pipeline.explorer.settings import Settings
from tests.pipeline.explorer.shown import HOME

TOKEN = "a-token-that-nobody-guesses"
ELSEWHERE = "http://192.168.7.8:8765"


@pytest.fixture(scope="module")
def abroad(samples_output: Path) -> Iterator[TestClient]:
    """A client of an explorer that listens at all addresses and asks for a token."""
    settings = Settings(str(samples_output), host="0.0.0.0", token=TOKEN, hosts=("budget.example.cn",))
    with TestClient(explorer(settings), base_url=ELSEWHERE, follow_redirects=False) as client:
        yield client


@pytest.fixture(autouse=True)
def _no_cookies(client: TestClient, abroad: TestClient) -> None:
    client.cookies.clear()
    abroad.cookies.clear()


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST", "[::1]:8765", "127.0.0.1:9999"]
)
def test_it_answers_to_its_own_names(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["rebound.example.com:8765", "127.0.0.1.example.com", "192.168.7.8", "", "localhost@evil.cn", "[::1"],
)
def test_a_name_that_was_made_to_point_here_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "--allow-host" in answer.text
    assert not host or host not in answer.text


def test_abroad_numbers_and_allowed_names_are_answered_others_are_not(abroad: TestClient) -> None:
    def status(host: str) -> int:
        return abroad.get("/", headers={"host": host}).status_code

    assert [status(host) for host in ("10.0.0.1", "[fe80::1]", "budget.example.cn", "localhost")] == [401] * 4
    assert status("evil.example.cn") == 400


def test_the_machines_own_name_is_one_where_all_addresses_are_listened_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "Newsroom")
    assert {"newsroom", "newsroom.local"} <= names_of(Settings("x", host="0.0.0.0"))
    assert names_of(Settings("x", host="10.1.2.3")) == {"10.1.2.3"}


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example.cn"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": HOME, "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},
    ],
)
def test_a_form_of_another_page_changes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/findings", headers=headers).status_code == 403


def test_a_form_of_ours_is_not_taken_for_one_of_another_page(client: TestClient) -> None:
    for headers in ({"origin": HOME, "sec-fetch-site": "same-origin"}, {"origin": HOME}, {}):
        assert client.post("/nowhere", headers=headers).status_code == 404


def test_behind_a_proxy_that_calls_us_by_number_its_own_name_is_ours(abroad: TestClient) -> None:
    headers = {"origin": "https://budget.example.cn", "authorization": f"Bearer {TOKEN}"}
    assert abroad.post("/nowhere", headers=headers).status_code == 404
    assert abroad.post("/nowhere", headers=headers | {"origin": "https://example.cn"}).status_code == 403


def test_another_page_may_link_here_but_not_load_parts_of_us(client: TestClient) -> None:
    def status(mode: str, dest: str) -> int:
        asked = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": dest}
        return client.get("/index.json", headers=asked).status_code

    assert status("navigate", "document") == 200
    assert [status("no-cors", "image"), status("cors", "empty"), status("navigate", "iframe")] == [403] * 3


def test_without_the_token_nothing_is_said(abroad: TestClient) -> None:
    for path in ("/", "/index.json", "/nowhere", "/d/1", "/?token=wrong", "/?token="):
        answer = abroad.get(path)
        assert answer.status_code == 401, path
        assert "4 documents" not in answer.text
        assert "wrong" not in answer.text
        assert "set-cookie" not in answer.headers
    assert abroad.get("/", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert abroad.get("/index.json").json()["status"] == 401


def test_the_token_is_taken_out_of_the_address_and_a_cookie_stands_for_it(abroad: TestClient) -> None:
    answer = abroad.get(f"/d/1?fact=a%20b&token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/d/1?fact=a+b")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie
    assert answer.headers["referrer-policy"] == "same-origin"
    page = abroad.get("/", headers={"accept-language": "en"})
    assert "4 documents" in page.text
    assert TOKEN not in page.text
    abroad.cookies.clear()
    abroad.cookies.set("mingzhang_8765", TOKEN)
    assert abroad.get("/").status_code == 401, "the cookie is not the token"


def test_a_token_never_leads_elsewhere(abroad: TestClient) -> None:
    for path in ("//evil.example.cn/", "/%2f/evil.example.cn", "/\\evil.example.cn"):
        location = abroad.get(f"{ELSEWHERE}{path}?token={TOKEN}").headers["location"]
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))
    form = {"token": TOKEN, "to": "//evil.example.cn"}
    assert abroad.post("/token", data=form).headers["location"] == "/evil.example.cn"


def test_the_token_may_be_typed(abroad: TestClient) -> None:
    assert 'name="token"' in abroad.get("/d/1").text
    assert abroad.post("/token", data={"token": "wrong", "to": "/d/1"}).status_code == 401
    answer = abroad.post("/token", data={"token": TOKEN, "to": "/d/1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/d/1")
    assert abroad.get("/").status_code == 200


def test_a_program_gives_the_token_with_each_request(abroad: TestClient) -> None:
    answer = abroad.get("/index.json", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.json()["documents"] == 4
    assert "set-cookie" not in answer.headers


def test_who_follows_a_link_from_elsewhere_is_asked_once_more_by_ours(abroad: TestClient) -> None:
    """The browser keeps a strict cookie back when a page elsewhere had the link."""
    came = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert abroad.get("/d/1", headers=came).headers["refresh"] == "0"
    assert abroad.get("/d/1", headers={"referer": "http://chat.example.cn/"}).headers["refresh"] == "0"
    for own in ({"sec-fetch-site": "same-origin"}, {"referer": f"{ELSEWHERE}/d/1"}, {}):
        assert "refresh" not in abroad.get("/d/1", headers=own).headers


def test_files_of_the_explorer_need_no_token(abroad: TestClient) -> None:
    assert abroad.get("/static/explorer.css").status_code == 200
    for path in (
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static//etc/passwd",
        "/static/a%00",
    ):
        assert abroad.get(path).status_code in (401, 404), path


def test_every_answer_says_what_a_page_may_do(client: TestClient) -> None:
    for path, status in (("/", 200), ("/index.json", 200), ("/nowhere", 404), ("/static/explorer.css", 200)):
        answer = client.get(path)
        assert answer.status_code == status
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in answer.headers
    assert "unsafe" not in POLICY
    assert "frame-ancestors 'none'" in POLICY


def test_a_page_is_kept_until_it_is_another(client: TestClient) -> None:
    first = client.get("/", headers={"accept-language": "en"})
    assert first.headers["cache-control"] == "private, no-cache"
    assert {"Accept-Language", "Cookie"} <= set(first.headers["vary"].split(", "))
    known = {"if-none-match": first.headers["etag"]}
    again = client.get("/", headers=known | {"accept-language": "en"})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/", headers=known | {"accept-language": "zh"}).status_code == 200


def test_files_are_kept_for_good_below_their_version(client: TestClient) -> None:
    assert "immutable" in client.get("/static/explorer.css?v=1").headers["cache-control"]
    assert "immutable" not in client.get("/static/explorer.css").headers["cache-control"]
    assert "immutable" not in client.get("/static/nowhere.css?v=1").headers["cache-control"]
