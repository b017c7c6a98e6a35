"""Documents of a few paragraphs, and what is read of them."""

from __future__ import annotations

from extractors.document import Document, Paragraph, Place
from extractors.narrative.quantities import find_quantities
from extractors.narrative.statements import facts_from_narrative
from extractors.records import Fact, Identity, Reason, Section

FINAL = Identity("某局2023年度部门决算", "final_account", 2023, "某局", "unknown", None)
BUDGET = Identity("某局2026年部门预算", "budget", 2026, "某局", "unknown", None)
CITY_FINAL = Identity("某市某局2023年度部门决算", "final_account", 2023, "某市某局", "unknown", None)
CITY_BUDGET = Identity("某市某局2022年部门预算", "budget", 2022, "某市某局", "unknown", None)
"""Counts are told of the body that publishes by its name."""
TITLE = "情况说明"


def document(*lines: str, role: str = "body") -> Document:
    """A paragraph for each line."""
    text = "\n".join(lines)
    blocks, start = [], 0
    for line in lines:
        blocks.append(Paragraph(start, start + len(line), "furniture" if role == "furniture" else "body"))
        start += len(line) + 1
    return Document(text, tuple(blocks), "text/plain")


def section(start: int, title: str, end: int, kind: str = "heading", **more: object) -> Section:
    """A section whose heading stands at `start`."""
    place = Place(None, None, start, start + len(title))
    stop = start + len(title) + 1
    return Section(place, None, 0, 1, "cn_dun", None, title, kind, stop, end, **more)  # type: ignore[arg-type]


def read(
    *lines: str,
    title: str = TITLE,
    scope: str = "all_funds",
    canonical: str | None = None,
    identity: Identity = FINAL,
) -> tuple[list[Fact], list[Reason]]:
    """Facts and reasons of paragraphs below one heading of the given scope."""
    doc = document(title, *lines)
    around = section(0, title, len(doc.text), canonical_section=canonical, scope=scope)
    return facts_from_narrative(doc, [around], find_quantities(doc, [around]), identity)


def stated(
    *lines: str, scope: str = "all_funds", canonical: str | None = None, identity: Identity = FINAL
) -> list[tuple[str, str, str]]:
    """(measure, role, signed value) of every fact."""
    facts, _ = read(*lines, scope=scope, canonical=canonical, identity=identity)
    return [(f.measure, f.role, str(f.value)) for f in facts]


def counts(
    *lines: str, canonical: str | None = None, identity: Identity = CITY_FINAL
) -> list[tuple[str, str]]:
    """(measure, printed number) of every count."""
    facts, _ = read(*lines, canonical=canonical, identity=identity)
    return [(f.measure, str(f.value)) for f in facts if f.role == "count"]


def outline_of(*parts: tuple[str, str]) -> tuple[Document, list[Section]]:
    """Paragraphs, of which those called heading or data_item begin a section; items are below the heading."""
    text = "\n".join(line for line, _ in parts)
    blocks: list[Paragraph] = []
    sections: list[Section] = []
    start = 0
    for line, kind in parts:
        end = start + len(line)
        blocks.append(Paragraph(start, end))
        if kind:
            parent = 0 if kind == "data_item" else None
            stop = start + min(len(line), 8)
            place = Place(None, None, start, stop)
            last = len(text) if parent is None else end
            sections.append(
                Section(
                    place, parent, len(sections), 1, "cn_dun", None, line[:8], kind, stop, last, None, None
                )
            )
        start = end + 1
    return Document(text, tuple(blocks), "text/plain"), sections


def facts_of(*lines: str, canonical: str | None = None, identity: Identity = CITY_FINAL) -> list[Fact]:
    """The facts of paragraphs below one heading."""
    return read(*lines, canonical=canonical, identity=identity)[0]
