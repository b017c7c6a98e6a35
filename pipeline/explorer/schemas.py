"""What each page may be asked and what its JSON says: JSON Schema made of the records, with their words.

`/schema.json` gives it, and `python -m tests.explorer_json` writes docs/explorer-json.md.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import Any, get_args, get_type_hints

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from pipeline.explorer.headers import unless_known
from pipeline.explorer.page import Page

_REFERENCE = "#/$defs/{name}"


def answer_type(page: Page) -> Any:
    """The type of the record that a page answers with."""
    return get_type_hints(page.answer)["return"]


def json_address(page: Page) -> str:
    """The address of a page's JSON, with the names of what stands in it."""
    return "/index.json" if page.path == "/" else f"{page.path}.json".replace(":path", "").replace(":int", "")


@cache
def schema_of(pages: Sequence[Page]) -> dict[str, Any]:
    """All pages: name, addresses, what may be asked, the schema of the answer; below `$defs` the records."""
    types = [kind for page in pages for kind in (page.asked, answer_type(page))]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REFERENCE)
    records = list(_records(types))
    words = {kind.__name__: kind for kind in records}
    words |= {f"{kind.__module__}.{kind.__qualname__}": kind for kind in records}  # two called alike
    for name, component in components.items():
        if name in words:
            _describe(component, words[name])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "pages": [
            {
                "name": page.name,
                "address": page.path,
                "json": json_address(page),
                "asked": asked,
                "answer": answer,
            }
            for page, asked, answer in zip(pages, schemas[::2], schemas[1::2], strict=True)
        ],
        "$defs": components,
    }


def routes(pages: Sequence[Page]) -> list[BaseRoute]:
    """`/schema.json`."""

    async def answer(request: Request) -> Response:
        body = msgspec.json.encode(schema_of(tuple(pages)))
        return unless_known(request, Response(body, media_type="application/schema+json"))

    return [Route("/schema.json", answer, name="schema.json")]


def _records(types: Sequence[Any]) -> Iterator[type]:
    """The records among types and in their fields."""
    seen: set[Any] = set()
    left = list(types)
    while left:
        kind = left.pop()
        if kind in seen:
            continue
        seen.add(kind)
        left.extend(get_args(kind))
        if isinstance(kind, type) and (dataclasses.is_dataclass(kind) or issubclass(kind, msgspec.Struct)):
            yield kind
            left.extend(get_type_hints(kind).values())


def _describe(component: dict[str, Any], record: type) -> None:
    """Adds what stands below the fields of a record."""
    for base in reversed(record.__mro__[:-1]):
        for name, words in field_words(base).items():
            if (field := component.get("properties", {}).get(name)) is not None:
                field["description"] = words


@cache
def field_words(record: type) -> dict[str, str]:
    """What stands below each field of a class, in its source."""
    try:
        source = dedent(inspect.getsource(record))
    except (OSError, TypeError):
        return {}
    (found,) = ast.parse(source).body
    body = found.body if isinstance(found, ast.ClassDef) else []
    return {
        field.target.id: " ".join(below.value.value.split())
        for field, below in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
