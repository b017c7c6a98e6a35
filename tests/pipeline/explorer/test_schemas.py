"""The JSON of the pages is what is documented: records and their words (what each gives: test_hostile)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from starlette.testclient import TestClient

from pipeline.explorer.app import PAGES
from pipeline.explorer.edition import Edition
from pipeline.explorer.page import Nothing, Page
from pipeline.explorer.schemas import schema_of
from tests.explorer_json import DOCUMENT, as_markdown, document


@dataclass(frozen=True, slots=True)
class Part:
    """One of them."""

    amount: Decimal | None
    """Yuan."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What is asked."""

    parts: tuple[Part, ...]


def whole(edition: Edition, asked: Nothing) -> Whole:
    """All of them."""
    del edition, asked
    return Whole((Part(Decimal("1.50")),))


INVENTED = Page("whole", "/w/{name:path}", "none.html", Nothing, whole)


def test_a_record_tells_its_fields_their_types_and_their_words() -> None:
    schema = schema_of((INVENTED,))
    amount = schema["$defs"]["Part"]["properties"]["amount"]
    assert amount["description"] == "Yuan."
    assert amount["anyOf"][0] == {"type": "string", "format": "decimal"}
    assert schema["pages"][0]["json"] == "/w/{name}.json"
    told = as_markdown((INVENTED,))
    assert "| `amount` | string (decimal) or null | Yuan. |" in told
    assert "| `parts` | list of [Part](#part) |  |" in told


def test_the_document_is_made_of_the_records() -> None:
    """If it is red: python -m tests.explorer_json"""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert document(text, PAGES) == text
    for page in PAGES:
        assert f"\n## {page.name}\n" in text


def test_every_record_has_words_for_what_it_is() -> None:
    schema = schema_of(PAGES)
    assert [name for name, told in schema["$defs"].items() if not told.get("description")] == []


def test_all_pages_and_their_schemas_are_told(client: TestClient) -> None:
    told = client.get("/schema.json").json()
    assert [page["name"] for page in told["pages"]] == [page.name for page in PAGES]
    text = client.get("/schema.json").text
    used = {part.split('"')[0] for part in text.split("#/$defs/")[1:]}
    assert used == set(told["$defs"]), "all that is spoken of is there, and nothing else"


def of(page: Page, address: str) -> bool:
    """Whether an address is of a page."""
    from starlette.routing import Match, Route

    def nothing() -> None: ...

    path = address.partition("?")[0]
    if path.endswith((".csv", ".xlsx", ".parquet", ".json")):  # of a page with an id: no page of its own
        return False
    scope = {"type": "http", "path": path, "method": "GET", "headers": []}
    return Route(page.path, nothing).matches(scope)[0] is Match.FULL
