"""Walks over an explorer as a crawler does: every link of every page, some of each kind of address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from httpx2 import Response
from starlette.testclient import TestClient

_OF_A_KIND = 2
_LINKS = {"href", "src", "action", "formaction", "data", "poster", "srcset", "ping", "hx-get", "hx-post"}


@dataclass
class Elements(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and its text."""

    html: str
    found: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def links(self) -> list[str]:
        """All addresses in it."""
        return [v for _, attributes in self.found for k, v in attributes.items() if k in _LINKS and v]

    @property
    def followed(self) -> list[str]:
        """What a click or the page itself would load."""
        wanted = {("a", "href"), ("link", "href"), ("script", "src"), ("img", "src")}
        links = [v for tag, a in self.found for k, v in a.items() if (tag, k) in wanted and v]
        figure = next((a["data-figure"] for _, a in self.found if a.get("data-figure")), None)
        marked = next((link for link in links if "/p/" in link and "?fact=" in link), None)
        if figure and marked:
            links.append(f"{figure}?{urlsplit(marked).query}")  # what the script asks for on a click
        return links


def kinds(address: str) -> list[tuple[str, str]]:
    """What an address is like: its path without ids and numbers, and that with each name of what is asked."""
    parts = urlsplit(address)
    path = "/".join(
        "*" if len(one) > 20 or any(map(str.isdigit, one)) else one for one in parts.path.split("/")
    )
    return [(path, name) for name, _ in parse_qsl(parts.query)] or [(path, "")]


def walk(
    client: TestClient, starts: Sequence[str] = ("/",), of_a_kind: int = _OF_A_KIND
) -> Iterator[tuple[str, Response]]:
    """The addresses that lead on from some over links, each with its answer; some of each kind."""
    left, seen, met = list(starts), set(starts), Counter[tuple[str, str]]()
    while left:
        address = left.pop(0)
        if all(met[one] >= of_a_kind for one in kinds(address)):
            continue
        met.update(kinds(address))
        answer = client.get(address)
        yield address, answer
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        for link in Elements(answer.text).followed:
            target = urljoin(str(answer.url), link).partition("#")[0]
            if target.startswith(str(client.base_url)):
                target = target.removeprefix(str(client.base_url).rstrip("/"))
                if target not in seen:
                    seen.add(target)
                    left.append(target)


def starts(output: str) -> list[str]:
    """The first page, and each document on its first page."""
    from pipeline.ask.query import connect

    rows = connect(output).execute("select doc_id, page_count from documents order by 1").fetchall()
    return ["/", *(f"/d/{doc_id}/p/1" for doc_id, pages in rows if pages)]
