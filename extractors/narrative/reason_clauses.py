"""Where documents give reasons: the clause, its cause, the head that says what it is about.

A reason opens with its own words (主要原因, 主要是, 由于 …) and ends with its sentence, or where a clause
about something else begins; a list of reasons may fill the paragraphs behind it (docs/domain.md §3.6).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.document import Document, Paragraph
from extractors.narrative.setting import Settings
from patterns import any_of, compiled, load
from patterns.shapes.reasons import Reasons

_PATTERNS = compiled(Reasons)
_WORDS = load(Reasons).words
_HINTED = any_of(_WORDS.hints)
_LONGEST_HEAD = 30
"""In characters: a longer clause before a reason says more than what it is about."""
_PARAGRAPHS = 8
"""A list of reasons in paragraphs of its own is followed over so many."""


@dataclass(frozen=True, slots=True)
class ReasonClause:
    """A reason as printed: `slot` is its paragraph, `head` begins the words that say what it is about."""

    slot: int
    head: int
    start: int
    end: int
    text: str
    cause: str
    """The text without the words that open it."""
    lead: str
    """The words from `head` to the cause: 基本支出减少的主要原因是."""
    is_before: bool
    """It stands before the figure that it explains: 由于人员增加，比上年增加3万元."""
    is_weak: bool
    """Its words open other clauses as well: it is a reason only where it explains a figure."""


def reason_spans(text: str) -> list[tuple[int, int]]:
    """Where reasons stand in one paragraph, lead-in words included.

    >>> reason_spans("增加2万元，主要原因：追加经费2万元。")
    [(6, 18)]
    """
    return [(match.start(), end) for match, end in _matches(text)]


def reason_clauses(doc: Document, settings: Settings) -> Iterator[ReasonClause]:
    """The reasons of all body paragraphs in reading order, but for contents and explanations of words."""
    paragraphs = tuple(doc.paragraphs)
    for slot, paragraph in enumerate(paragraphs):
        text = doc.text[paragraph.start : paragraph.end]
        for match, end in _matches(text):
            if settings.at(paragraph.start).quiet:
                break
            clause = _clause(doc.text, paragraphs, slot, match, end, settings)
            if clause is not None:
                yield clause


def _matches(text: str) -> Iterator[tuple[Any, int]]:
    """The openings of reasons in a paragraph, and where each ends.

    A paragraph that is nothing but a reason is one to the end of its sentence, whatever it speaks of.
    """
    if not _HINTED(text):
        return
    done = 0
    for match in _PATTERNS["reason"].finditer(text):
        start, end = match.span()
        if start < done:
            continue
        if match["lead"] and not match["weak"] and text[end : end + 1] in tuple(_WORDS.semicolons):
            before = _PATTERNS["mark"].sub("", text[:start])
            names_all = any(words in before for words in _WORDS.both_sides)
            if names_all and len(before) <= _LONGEST_HEAD and _head_start(text, start) <= start - len(before):
                stop = text.find(_WORDS.sentence_end, end)
                end = len(text.rstrip()) if stop < 0 else stop
        done = end
        yield match, end


def _head_start(text: str, start: int) -> int:
    """Where the clause begins that a reason stands in."""
    return max(text.rfind(mark, 0, start) for mark in _WORDS.head_starts) + 1


def _clause(
    document: str, paragraphs: Sequence[Paragraph], slot: int, match: Any, end: int, settings: Settings
) -> ReasonClause | None:
    """The reason of a match that ends at `end` of its paragraph; null where no cause is printed."""
    paragraph, text = paragraphs[slot], match.string
    start = match.start()
    lead_end = match.end("before" if match["before"] else "lead")
    while match["lead"] and text[start] in _WORDS.particle:
        start += 1  # 决算数小于预算数的主要原因: the clause begins with 主要原因
    whole = text[start:end]
    cause = text[lead_end:end].strip(_WORDS.lead_marks)
    stop = paragraph.start + end
    printed = text.rstrip()
    is_list = _PATTERNS["item"].search(cause) is not None or not cause
    ends_open = len(printed) - end <= 1 and printed[-1:] in tuple(_WORDS.semicolons)
    if (end == len(printed) and printed[-1:] not in tuple(_WORDS.final_marks)) or (is_list and ends_open):
        more, stop = _continuation(document, paragraphs, slot, is_list, stop, settings)
        whole, cause = whole + more, cause + more
    cause = cause.rstrip().rstrip(_WORDS.final_marks)
    if not cause:
        return None
    trimmed = whole.rstrip().rstrip(_WORDS.final_marks)
    head = _head_start(text, match.start())
    if start - head > _LONGEST_HEAD:
        head = match.start()
    return ReasonClause(
        slot=slot,
        head=paragraph.start + head,
        start=paragraph.start + start,
        end=stop - (len(whole) - len(trimmed)),
        text=trimmed,
        cause=cause,
        lead=text[head:lead_end],
        is_before=bool(match["before"]),
        is_weak=bool(match["before"]) or match["weak"] is not None,
    )


def _continuation(
    document: str, paragraphs: Sequence[Paragraph], slot: int, is_list: bool, stop: int, settings: Settings
) -> tuple[str, int]:
    """What the next paragraphs add to a reason that its own does not end, and where it ends then."""
    pieces: list[str] = []
    section = settings.index.at(paragraphs[slot].start)
    for paragraph in paragraphs[slot + 1 : slot + 1 + _PARAGRAPHS]:
        text = document[paragraph.start : paragraph.end]
        is_item = _PATTERNS["item"].search(text) is not None
        if is_item and is_list and not _PATTERNS["states"].search(text):
            pieces.append(text.strip())
            stop = paragraph.start + len(text.rstrip())
            continue
        if pieces or settings.index.at(paragraph.start) != section or is_item:
            break
        match = _PATTERNS["rest"].search(text)
        if match is None or any(c.isdigit() for c in match[0]):
            break
        pieces.append(match[0])
        stop = paragraph.start + match.end()
        break
    return "".join(pieces), stop
