"""Every amount, percentage, percentage point and counted number in running text, before interpretation.

Numbers are found in running text only; tables are the business of other extractors. Source: docs/domain.md
§3.2; the judgement calls (ranges, lost units) are tested one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.document import Document, Paragraph, Place
from extractors.narrative.lost_units import with_lost_units
from extractors.narrative.number_tokens import NumberToken, number_tokens
from extractors.narrative.numerals import printed_decimals, to_yuan, yuan_per_unit
from extractors.narrative.reason_clauses import reason_spans
from extractors.outline.section_index import SectionIndex
from extractors.records import Quantity, Section
from patterns import compiled, load
from patterns.shapes.quantities import Quantities

_PATTERNS = compiled(Quantities)
_WHERE = load(Quantities).where


def find_quantities(doc: Document, sections: Sequence[Section]) -> list[Quantity]:
    """The quantities of all body paragraphs in reading order.

    `place` starts at the number's first character and covers its unit; `value` is as printed (8.06 means
    8.06 %; 3.5 in 3.5万人), `value_yuan` is yuan, for amounts in yuan only. `section` is the position in
    `sections` of the innermost section around the number.
    """
    index = SectionIndex(sections)
    homes = [_home(sections, index, number) for number in range(len(sections))]
    found: list[tuple[str, NumberToken, str, int | None, str]] = []
    spans: list[tuple[int, int]] = []
    for begin, end, place in _running_text(doc):
        text = doc.text[begin:end]
        tokens = with_lost_units(text, list(number_tokens(text)))
        if not any(t.kind for t in tokens):
            continue
        reasons = reason_spans(text)
        for token in tokens:
            if token.kind is None:
                continue
            section = index.at(begin + token.start)
            home = homes[section] if section is not None else None
            where = place or home or _where(text, token, reasons)
            found.append((token.kind, token, text[slice(*token.number)], section, where))
            spans.append((begin + token.start, begin + token.end))
    places = doc.places([start for start, _ in spans], [end for _, end in spans])
    return [_quantity(at, *each) for at, each in zip(places, found, strict=True)]


def _quantity(
    place: Place, kind: str, token: NumberToken, raw: str, section: int | None, where: str
) -> Quantity:
    return Quantity(
        place=place,
        section=section,
        kind=kind,
        value_raw=raw,
        unit_raw=token.unit,
        decimals=printed_decimals(raw),
        value=token.value,
        value_yuan=_yuan(token),
        where=where,
    )


def _running_text(doc: Document) -> Iterator[tuple[int, int, str | None]]:
    """Spans that read as prose, in reading order: body paragraphs, and sentences in tables of text files.

    A text file writes lists of goals as a table without merged cells: its sentences are read as body. In
    its forms, whose merged cells were moved, sentences are read too but stand in a `table`. Cells of ruled
    tables are no running text.
    """
    for block in doc.blocks:
        if isinstance(block, Paragraph):
            if block.role == "body":
                yield block.start, block.end, None
        elif block.engine in _WHERE.text_engines:
            place = "table" if any(block.moved_placeholders) else None
            for cell in block.cells:
                if _PATTERNS["prose_cell"].search(cell.text):
                    yield cell.start, cell.end, place


def _yuan(token: NumberToken) -> Decimal | None:
    per_unit = yuan_per_unit(token.unit) if token.kind == "amount" and token.unit else None
    return None if per_unit is None else to_yuan(token.value, per_unit)


def _home(sections: Sequence[Section], index: SectionIndex, number: int) -> str | None:
    """`toc` or `glossary` where the section or one around it is such; null elsewhere."""
    for ancestor in index.chain(number):
        section = sections[ancestor]
        if section.kind in _WHERE.toc_kinds:
            return "toc"
        if section.kind in _WHERE.glossary_kinds:
            return "glossary"
        if any(word in section.title for word in _WHERE.glossary_titles):
            return "glossary"
    return None


def _where(text: str, token: NumberToken, reasons: list[tuple[int, int]]) -> str:
    if token.kind == "amount" and _PATTERNS["threshold_after"].match(text, token.end):
        return "threshold"
    if any(start <= token.start < end for start, end in reasons):
        return "reason"
    return "body"
