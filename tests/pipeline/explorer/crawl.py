"""Walks over an explorer as a crawler does: every link of every page, some of each kind of address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from httpx2 import Response
from starlette.testclient import TestClient

_OF_A_KIND = 4
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
        return [v for tag, a in self.found for k, v in a.items() if (tag, k) in wanted and v]


def kind(address: str) -> tuple[str, tuple[str, ...]]:
    """What an address is like: ids and numbers do not tell kinds apart, names of what is asked do."""
    parts = urlsplit(address)
    path = "/".join(
        "*" if len(one) > 20 or any(map(str.isdigit, one)) else one for one in parts.path.split("/")
    )
    return path, tuple(sorted(name for name, _ in parse_qsl(parts.query)))


def walk(client: TestClient, start: str = "/", of_a_kind: int = _OF_A_KIND) -> Iterator[tuple[str, Response]]:
    """The addresses that lead from a page over links, each with its answer; some of each kind."""
    left, seen, kinds = [start], {start}, Counter[tuple[str, tuple[str, ...]]]()
    while left:
        address = left.pop(0)
        kinds[kind(address)] += 1
        if kinds[kind(address)] > of_a_kind:
            continue
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
