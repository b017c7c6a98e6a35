"""Every amount, percentage, percentage point and counted number in running text, before interpretation.

Numbers are found in running text only; tables are the business of other extractors. What looks like a
quantity and is none (dates, document numbers, list marks, telephones) is data of `patterns/quantities.toml`.
Source: docs/domain.md §3.2; the judgement calls (ranges, lost units) are tested one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from extractors.document import Document, Paragraph, Reject
from extractors.narrative.numerals import (
    parse_chinese,
    parse_formal_amount,
    parse_number,
    printed_decimals,
    to_yuan,
    yuan_per_unit,
)
from extractors.narrative.reasons import reason_spans
from extractors.outline.section_index import SectionIndex
from extractors.records import Quantity, Section
from patterns import compiled, load

_PATTERNS = compiled("quantities")
_WORDS: dict[str, str] = load("quantities")["words"]
_WHERE: dict[str, list[str]] = load("quantities")["where"]
_LOOK_BACK = 32
"""How many characters before a number can say what its lost unit is."""
_SIBLINGS = 2
"""How many counted siblings a bare whole number needs before it counts the same thing."""
_PERMILLE = Decimal("0.1")
_CHINESE = (
    ("cn_number", "cn_amount", "amount"),
    ("cn_counted", "cn_count", "count"),
    ("cn_years", "cn_duration", "count"),
)
"""Groups of the scan pattern: number, unit, and the kind that they make."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A number in a paragraph: the span of number and unit, the span of the number, what it counts."""

    start: int
    end: int
    number: tuple[int, int]
    value: Decimal
    kind: str | None = None
    unit: str | None = None


def find_quantities(doc: Document, sections: Sequence[Section]) -> list[Quantity]:
    """The quantities of all body paragraphs in reading order.

    `place` starts at the number's first character and covers its unit; `value` is as printed (8.06 means
    8.06 %; 3.5 in 3.5万人), `value_yuan` is yuan, for amounts in yuan only. `section` is the position in
    `sections` of the innermost section around the number.
    """
    index = SectionIndex(sections)
    homes = [_home(sections, index, number) for number in range(len(sections))]
    found: list[Quantity] = []
    for begin, end, place in _running_text(doc):
        text = doc.text[begin:end]
        tokens = _with_siblings(text, list(_tokens(text)))
        if not any(t.kind for t in tokens):
            continue
        reasons = reason_spans(text)
        for token in tokens:
            if token.kind is None:
                continue
            start = begin + token.start
            section = index.at(start)
            raw = text[slice(*token.number)]
            home = homes[section] if section is not None else None
            found.append(
                Quantity(
                    place=doc.place(start, begin + token.end),
                    section=section,
                    kind=token.kind,
                    value_raw=raw,
                    unit_raw=token.unit,
                    decimals=printed_decimals(raw),
                    value=token.value,
                    value_yuan=_yuan(token),
                    where=place or home or _where(text, token, reasons),
                )
            )
    return found


def unplaced_numbers(doc: Document, quantities: Sequence[Quantity]) -> list[Reject]:
    """Decimals and numbers with thousands separators in paragraphs that no quantity holds.

    Page furniture is read too: nothing that is printed vanishes without a word (DESIGN.md, rule 4).
    """
    placed = sorted((q.place.start or 0, q.place.end or 0) for q in quantities)
    at = 0
    rejects: list[Reject] = []
    for block in sorted((b for b in doc.blocks if isinstance(b, Paragraph)), key=lambda b: b.start):
        reason = _WORDS["reject_furniture" if block.role == "furniture" else "reject_body"]
        for match in _PATTERNS["conserved"].finditer(doc.text[block.start : block.end]):
            start, end = block.start + match.start(), block.start + match.end()
            while at < len(placed) and placed[at][1] <= start:
                at += 1
            if at == len(placed) or not placed[at][0] <= start < end <= placed[at][1]:
                marked = _PATTERNS["marked_year"].match(doc.text, start)
                why = _WORDS["reject_marked_year"] if marked else reason
                rejects.append(Reject("quantities", why, doc.place(start, end), match[0]))
    return rejects


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
        elif block.engine in _WHERE["text_engines"]:
            place = "table" if any(block.moved_placeholders) else None
            for cell in block.cells:
                if _PATTERNS["prose_cell"].search(cell.text):
                    yield cell.start, cell.end, place


def _tokens(text: str) -> Iterator[_Token]:
    """The numbers of one paragraph with the units printed behind them; without a unit, `kind` is null."""
    for match in _PATTERNS["scan"].finditer(text):
        if match["skip"] is not None:
            continue
        token = _arabic(match) or _words(match)
        if token is not None:
            yield token


def _arabic(match: Any) -> _Token | None:
    raw = match["number"]
    value = parse_number(raw) if raw is not None else None
    if value is None:
        return None
    start, end = match.span()
    number = match.span("number")
    for kind, group in (("point", "point"), ("percent", "percent"), ("count", "duration")):
        if match[group] is not None:
            return _Token(start, end, number, value, kind, match[group])
    if match["permille"] is not None:
        return _Token(start, end, number, value * _PERMILLE, "percent", match["permille"])
    if match["count"] is not None:
        return _Token(start, end, number, value, "count", _bare_unit(match["count"]))
    if match["amount"] is not None:
        unit = _bare_unit(match["amount"])
        left = match.string[max(0, start - _LOOK_BACK) : start]
        people = unit in _WORDS["bare_scales"] and _PATTERNS["people_before"].search(left)
        return _Token(start, end, number, value, "count" if people else "amount", unit)
    return _Token(start, end, number, value)


def _words(match: Any) -> _Token | None:
    """A number in Chinese numerals; they are quantities only with a unit."""
    start, end = match.span()
    if match["formal"] is not None:
        value = parse_formal_amount(match["formal"])
        kind, unit, number = "amount", _WORDS["yuan"], match.span("formal_number")
    elif match["cn_percent"] is not None:
        whole, _, fraction = match["cn_percent_number"].partition(_WORDS["decimal_point"])
        value = parse_chinese(whole)
        if fraction and value is not None:
            tail = parse_chinese(fraction)
            value = None if tail is None else Decimal(f"{value}.{tail}")
        kind, unit, number = "percent", _WORDS["percent"], match.span("cn_percent_number")
    else:
        named = next((names for names in _CHINESE if match[names[0]] is not None), None)
        if named is None:
            return None
        raw, printed_unit, kind = named
        value, number = parse_chinese(match[raw]), match.span(raw)
        unit = _bare_unit(match[printed_unit])
    return None if value is None else _Token(start, end, number, value, kind, unit)


def _bare_unit(printed: str) -> str:
    """The unit without white space and without the 余 of an approximate number."""
    return "".join(c for c in printed if not c.isspace() and c not in _WORDS["about"])


def _with_siblings(text: str, tokens: list[_Token]) -> list[_Token]:
    """Gives bare numbers the unit that their siblings print (docs/domain.md §3.5 e), where that is sure."""
    if all(t.kind for t in tokens):
        return tokens
    between = _PATTERNS["between"]
    for at in range(len(tokens) - 2, -1, -1):
        bare, after = tokens[at], tokens[at + 1]
        if bare.kind is None and after.kind and between.fullmatch(text, bare.end, after.start):
            tokens[at] = replace(bare, kind=after.kind, unit=after.unit)
    first = end = 0
    for at, token in enumerate(tokens):
        if _PATTERNS["sentence_end"].search(text, end, token.start):
            first = at
        end = token.end
        if token.kind is None:
            tokens[at] = _guess(text, token, tokens[first:at], tokens[at + 1 :])
    return tokens


def _guess(text: str, bare: _Token, before: list[_Token], after: list[_Token]) -> _Token:
    """What a bare number is, by the words before it and by the quantities around it in its sentence."""
    raw = text[bare.start : bare.end]
    left = text[max(0, bare.start - _LOOK_BACK) : bare.start]
    if _PATTERNS["rate_before"].search(left):
        return replace(bare, kind="percent")
    if not _PATTERNS["stops"].match(text, bare.end) or not _PATTERNS["label"].search(left):
        return bare
    if _PATTERNS["conserved"].fullmatch(raw):
        if any(t.kind for t in before) and _PATTERNS["percent_lost"].search(left):
            return replace(bare, kind="percent")
        for other in (*reversed(before), *after):
            # A version or a diameter in the same sentence has other decimals than the money.
            same = printed_decimals(text[slice(*other.number)]) == printed_decimals(raw)
            if other.kind == "amount" and same:
                apart = _PATTERNS["sentence_end"].search(text, bare.end, max(bare.end, other.start))
                return bare if apart else replace(bare, kind="amount", unit=other.unit)
        return bare
    siblings = [t for t in before if t.kind][-_SIBLINGS:]
    units = {(t.kind, t.unit) for t in siblings}
    if len(siblings) == _SIBLINGS and len(units) == 1 and siblings[0].kind == "count":
        return replace(bare, kind="count", unit=siblings[0].unit)
    return bare


def _yuan(token: _Token) -> Decimal | None:
    per_unit = yuan_per_unit(token.unit) if token.kind == "amount" and token.unit else None
    return None if per_unit is None else to_yuan(token.value, per_unit)


def _home(sections: Sequence[Section], index: SectionIndex, number: int) -> str | None:
    """`toc` or `glossary` where the section or one around it is such; null elsewhere."""
    for ancestor in index.chain(number):
        section = sections[ancestor]
        if section.kind in _WHERE["toc_kinds"]:
            return "toc"
        if section.kind in _WHERE["glossary_kinds"]:
            return "glossary"
        if any(word in section.title for word in _WHERE["glossary_titles"]):
            return "glossary"
    return None


def _where(text: str, token: _Token, reasons: list[tuple[int, int]]) -> str:
    if token.kind == "amount" and _PATTERNS["threshold_after"].match(text, token.end):
        return "threshold"
    if any(start <= token.start < end for start, end in reasons):
        return "reason"
    return "body"
