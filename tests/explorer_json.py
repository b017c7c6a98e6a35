"""Writes the tables of docs/explorer-json.md of the records of the pages: `python -m tests.explorer_json`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.explorer.app import PAGES
from pipeline.explorer.page import Page
from pipeline.explorer.schemas import schema_of

DOCUMENT = Path(__file__).parents[1] / "docs" / "explorer-json.md"
_BEGIN = "<!-- made by python -m tests.explorer_json; do not edit below -->\n"


def as_markdown(pages: Sequence[Page]) -> str:
    """The pages and their records as tables."""
    schema = schema_of(tuple(pages))
    blocks = []
    for page, told in zip(pages, schema["pages"], strict=True):
        asked = schema["$defs"][_name(told["asked"])]
        blocks += [f"## {page.name}", f"`{told['address']}` · `{told['json']}`", _first_line(page.answer)]
        if asked.get("properties"):
            blocks += ["Asked:", _table(asked)]
        blocks += [f"Answer: {_kind(told['answer'])}"]
    blocks.append("## Records")
    used = {_name(told["asked"]) for told in schema["pages"]}
    for name in sorted(schema["$defs"].keys() - used):
        component = schema["$defs"][name]
        blocks += [f"### {name}", component.get("description", ""), _table(component)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _name(reference: dict[str, Any]) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _table(component: dict[str, Any]) -> str:
    needed = component.get("required", ())
    rows = [
        f"| `{name}`{'' if name in needed else '?'} | {_kind(field)} | {field.get('description', '')} |"
        for name, field in component.get("properties", {}).items()
    ]
    return "\n".join(["| name | type | meaning |", "|---|---|---|", *rows]) if rows else ""


def _kind(field: dict[str, Any]) -> str:
    """What a field holds, in a few words."""
    if "$ref" in field:
        name = _name(field)
        return f"[{name}](#{name.lower().replace('.', '')})"
    if "anyOf" in field:
        return " or ".join(map(_kind, field["anyOf"]))
    if "enum" in field:
        return " or ".join(f"`{value}`" for value in field["enum"])
    kind = str(field.get("type", "anything"))
    if kind == "array":
        return f"list of {_kind(field['items'])}" if isinstance(field.get("items"), dict) else "list"
    return f"{kind} ({field['format']})" if "format" in field else kind


def _first_line(function: Any) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0]


def document(text: str, pages: Sequence[Page]) -> str:
    """The text of docs/explorer-json.md with its tables made anew."""
    return f"{text.partition(_BEGIN)[0]}{_BEGIN}\n{as_markdown(pages)}"


if __name__ == "__main__":
    DOCUMENT.write_text(document(DOCUMENT.read_text(encoding="utf-8"), PAGES), encoding="utf-8")
    sys.stdout.write(f"{DOCUMENT}\n")
