"""Every page has its HTML and its JSON, in two languages; what is asked wrongly is said."""

from __future__ import annotations

from starlette.testclient import TestClient


def test_a_page_and_its_json_say_the_same(client: TestClient) -> None:
    assert client.get("/index.json").json()["documents"] == 4  # the files of samples/documents
    assert "4 documents" in client.get("/", headers={"accept-language": "en"}).text


def test_the_language_is_that_of_the_browser_unless_chosen(client: TestClient) -> None:
    def lang(address: str, header: str) -> str:
        return (
            client.get(address, headers={"accept-language": header}).text.split('lang="', 1)[1].split('"')[0]
        )

    assert lang("/", "zh-CN,zh;q=0.9") == "zh-CN"
    assert lang("/", "de") == "en"
    client.cookies.clear()
    assert lang("/?lang=en", "zh") == "en"
    assert lang("/", "zh") == "en", "what was chosen is kept"
    client.cookies.clear()
