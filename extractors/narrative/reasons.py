"""The reasons that documents give, and the figures that each explains (docs/domain.md §3.6).

A reason opens with its own words (主要原因, 主要是, 由于 …) and ends with its sentence, or where a clause
about something else begins. It explains the nearest change before it that has no reason yet, together with
the statements beside that one; a reason whose head names its subject (收支预算减少的主要原因) explains the
changes of that subject. What a figure that is not compared consists of is a reason of its level.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractors.document import Document, Paragraph
from extractors.narrative.setting import setting_of, squeeze, unit_sections
from extractors.narrative.subjects import find_subject
from extractors.outline.section_index import SectionIndex, span
from extractors.records import Fact, Reason, Section
from patterns import compiled, load

_PATTERNS = compiled("reasons")
_WORDS: dict[str, Any] = load("reasons")["words"]
_HINTS: tuple[str, ...] = tuple(_WORDS["hints"])
_COMPARED = ("change_", "growth_")
_VALUES = ("completion_rate", "final", "initial_budget", "full_year_budget", "amount", "count")
"""Roles of what a reason can be about beside a change; a share is never explained."""
_FAR_BACK = 1500
"""A reason in a paragraph of its own explains changes at most so many characters before it."""
_LONGEST_HEAD = 30
_SILENT_KINDS = (*load("quantities")["where"]["toc_kinds"], *load("quantities")["where"]["glossary_kinds"])
_SILENT_TITLES: tuple[str, ...] = tuple(load("quantities")["where"]["glossary_titles"])
_PARAGRAPHS = 8
"""A list of reasons in paragraphs of its own is followed over so many."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A reason as printed: `slot` is its paragraph, `head` begins the words that say what it is about."""

    slot: int
    head: int
    start: int
    end: int
    text: str
    cause: str
    lead: str
    """The words from `head` to the cause: 基本支出减少的主要原因是."""
    is_before: bool
    is_weak: bool


def reason_spans(text: str) -> list[tuple[int, int]]:
    """Where reasons stand in one paragraph, lead-in words included.

    >>> reason_spans("增加2万元，主要原因：追加经费2万元。")
    [(6, 18)]
    """
    return [(match.start(), end) for match, end in _matches(text)]


def _matches(text: str) -> Iterator[tuple[Any, int]]:
    """The openings of reasons in a paragraph, and where each ends.

    A paragraph that is nothing but a reason is one to the end of its sentence, whatever it speaks of.
    """
    if not any(hint in text for hint in _HINTS):
        return
    done = 0
    for match in _PATTERNS["reason"].finditer(text):
        start, end = match.span()
        if start < done:
            continue
        if match["lead"] and not match["weak"] and text[end : end + 1] in tuple(_WORDS["semicolons"]):
            before = _PATTERNS["mark"].sub("", text[:start])
            names_all = any(words in before for words in _WORDS["both_sides"])
            if names_all and len(before) <= _LONGEST_HEAD and _head_start(text, start) <= start - len(before):
                stop = text.find(_WORDS["sentence_end"], end)
                end = len(text.rstrip()) if stop < 0 else stop
        done = end
        yield match, end


def _head_start(text: str, start: int) -> int:
    """Where the clause begins that a reason stands in."""
    return max(text.rfind(mark, 0, start) for mark in _WORDS["head_starts"]) + 1


def find_reasons(
    doc: Document, sections: Sequence[Section], facts: Sequence[Fact]
) -> tuple[list[Fact], list[Reason]]:
    """The facts with the reason that explains them, and the reasons in reading order.

    `facts` are those of the narrative, in reading order. `Fact.reason` and `Reason.facts` are positions in
    the two lists, and say the same.
    """
    finder = _Finder(doc, sections, facts)
    for clause in finder.clauses():
        finder.add(clause)
    return [replace(f, reason=finder.reason_of.get(n)) for n, f in enumerate(facts)], finder.reasons


class _Finder:
    def __init__(self, doc: Document, sections: Sequence[Section], facts: Sequence[Fact]) -> None:
        self._text = doc.text
        self._doc = doc
        self._sections = sections
        self._index = SectionIndex(sections)
        self._units: frozenset[int] | None = None
        self._paragraphs = list(doc.paragraphs)
        self._facts = facts
        self._starts = [f.place.start or 0 for f in facts]
        self.reasons: list[Reason] = []
        self.reason_of: dict[int, int] = {}

    # --- clauses ---------------------------------------------------------------------------------

    def clauses(self) -> Iterator[_Clause]:
        """The reasons of all body paragraphs in reading order."""
        for slot, paragraph in enumerate(self._paragraphs):
            text = self._text[paragraph.start : paragraph.end]
            for match, end in _matches(text):
                if self._is_silent(paragraph.start):
                    break
                clause = self._clause(slot, paragraph, text, match, end)
                if clause is not None:
                    yield clause

    def _is_silent(self, start: int) -> bool:
        """True in a table of contents and in explanations of words."""
        for number in self._index.chain(self._index.at(start)):
            section = self._sections[number]
            if section.kind in _SILENT_KINDS or any(word in section.title for word in _SILENT_TITLES):
                return True
        return False

    def _clause(self, slot: int, paragraph: Paragraph, text: str, match: Any, end: int) -> _Clause | None:
        before, lead = match["before"], match["lead"]
        start = match.start()
        lead_end = match.end("before" if before else "lead")
        while lead and text[start] in _WORDS["particle"]:
            start += 1  # 决算数小于预算数的主要原因: the clause begins with 主要原因
        pieces = [text[start:end]]
        cause = text[lead_end:end].strip(_WORDS["lead_marks"])
        stop = paragraph.start + end
        printed = text.rstrip()
        is_list = _PATTERNS["item"].search(cause) is not None or not cause
        ends_open = len(printed) - end <= 1 and printed[-1:] in tuple(_WORDS["semicolons"])
        if (end == len(printed) and printed[-1:] not in tuple(_WORDS["final_marks"])) or (
            is_list and ends_open
        ):
            more, stop = self._goes_on(slot, is_list, stop)
            pieces += more
            cause += "".join(more)
        cause = cause.rstrip().rstrip(_WORDS["final_marks"])
        if not cause:
            return None
        whole = "".join(pieces)
        said_text = whole.rstrip().rstrip(_WORDS["final_marks"])
        stop -= len(whole) - len(said_text)
        begin = paragraph.start + start
        said = _head_start(text, match.start())
        head = said if start - said <= _LONGEST_HEAD else match.start()
        return _Clause(
            slot=slot,
            head=paragraph.start + head,
            start=begin,
            end=stop,
            text=said_text,
            cause=cause,
            lead=text[head:lead_end],
            is_before=bool(before),
            is_weak=bool(before) or match["weak"] is not None,
        )

    def _goes_on(self, slot: int, is_list: bool, stop: int) -> tuple[list[str], int]:
        """What the next paragraphs add to a reason that its own does not end, and where it ends then."""
        pieces: list[str] = []
        section = self._index.at(self._paragraphs[slot].start)
        for number in range(slot + 1, min(slot + 1 + _PARAGRAPHS, len(self._paragraphs))):
            paragraph = self._paragraphs[number]
            text = self._text[paragraph.start : paragraph.end]
            is_item = _PATTERNS["item"].search(text) is not None
            here = self._index.at(paragraph.start)
            if is_item and is_list and not _PATTERNS["states"].search(text):
                pieces.append(text.strip())
                stop = paragraph.start + len(text.rstrip())
                continue
            if pieces or here != section or is_item:
                break
            match = _PATTERNS["rest"].search(text)
            if match is None or any(c.isdigit() for c in match[0]):
                break
            pieces.append(match[0])
            stop = paragraph.start + match.end()
            break
        return pieces, stop

    # --- what a reason explains ------------------------------------------------------------------

    def add(self, clause: _Clause) -> None:
        explained, what = self._explained(clause)
        if clause.is_weak and not explained:
            return
        for number in explained:
            self.reason_of[number] = len(self.reasons)
        place = self._doc.place(clause.start, clause.end)
        self.reasons.append(Reason(place, clause.text, tuple(sorted(explained)), clause.cause, what))

    def _explained(self, clause: _Clause) -> tuple[list[int], str | None]:
        """Positions of facts, and what about them is explained: change, budget_gap, level; null nothing."""
        if clause.is_before:
            return self._after(clause), "change"
        head = self._text[clause.head : clause.start]
        gap = _PATTERNS["gap"].search(head) is not None
        named = self._named(clause, head, gap)
        if named:
            return named, "budget_gap" if gap else "change"
        low = self._sentence_before(clause)
        inside = self._open_facts(low, clause.head, clause.start)
        if not inside and self._opens_paragraph(clause):
            found = self._further_back(clause)
            return found, "change" if found else None
        compared = [n for n in inside if self._is_change(n)]
        values = [n for n in inside if self._facts[n].role in _VALUES]
        last_value = values[-1] if values else -1
        if compared and (last_value < compared[-1] or self._same(last_value, compared[-1])):
            beside = self._beside(compared, clause, low)
            group = self._directed(beside, clause) or beside  # a head that contradicts the figure is a slip
            free = [n for n in group if n not in self.reason_of]
            return (free, "change") if free else ([], None)
        if last_value in self.reason_of or last_value < 0:
            return [], None
        rated = self._facts[last_value].role == "completion_rate"
        if rated or _PATTERNS["gap"].search(self._text[low : clause.start]):
            whole = [n for n in values if self._same(n, last_value) and self._is_outcome(n)]
            return [n for n in whole or [last_value] if n not in self.reason_of], "budget_gap"
        between = self._text[self._facts[last_value].place.end or clause.head : clause.start]
        if _PATTERNS["compared"].search(between) or _PATTERNS["compared"].search(clause.lead):
            return [], None  # a change that is no fact
        return [last_value], "level"

    def _after(self, clause: _Clause) -> list[int]:
        """The first change behind a cause that stands in front of it, in the same sentence."""
        end = self._paragraphs[clause.slot].end
        marks = [at for mark in _WORDS["clause_ends"] if (at := self._text.find(mark, clause.end, end)) >= 0]
        numbers = range(
            bisect_left(self._starts, clause.end), bisect_left(self._starts, min(marks, default=end))
        )
        first = next((n for n in numbers if self._is_change(n)), None)
        if first is None:
            return []
        return [n for n in numbers if n >= first and self._is_change(n) and self._same(n, first)]

    def _named(self, clause: _Clause, head: str, gap: bool) -> list[int]:
        """The changes of the subject that the head of a reason names: 基本支出减少的主要原因.

        With `gap` what became of its budget: 公务接待费决算数小于预算数的主要原因.
        """
        if not head:
            return []
        words = _PATTERNS["head_end"].sub("", _PATTERNS["mark"].sub("", squeeze(head)))
        if len(words) < len(_WORDS["shortest_subject"]):
            return []
        number = self._index.at(clause.start)
        if self._units is None:
            self._units = unit_sections(self._sections)
        setting = setting_of(self._sections, list(self._index.chain(number)), self._units)
        subject = find_subject(words, setting)
        if subject is None:
            return []
        found: list[int] = []
        for n in self._backwards(clause):
            fact = self._facts[n]
            same = (fact.measure, fact.function_code) == (subject.measure, subject.function_code)
            if not same or n in self.reason_of:
                continue
            if not (self._is_outcome(n) if gap else self._is_change(n)):
                continue
            if found and not self._same(n, found[-1]):
                break
            found.append(n)
        return found if gap else self._directed(found, clause)

    def _further_back(self, clause: _Clause) -> list[int]:
        """The changes that a reason in a paragraph of its own explains: all before it without a reason."""
        found: list[int] = []
        for n in self._backwards(clause):
            if n in self.reason_of:
                break
            if self._is_change(n):
                found.append(n)
        if clause.head == clause.start and found:  # a bare 主要原因 goes with the last statement
            found = [n for n in found if self._same(n, found[0])]
        return self._directed(found, clause)

    def _backwards(self, clause: _Clause) -> Iterator[int]:
        """Facts before a reason, nearest first: of its section or, where that has none, the one around."""
        high = bisect_left(self._starts, clause.head)
        low = high
        for number in self._index.chain(self._index.at(clause.start)):
            begin = max(span(self._sections[number])[0], clause.head - _FAR_BACK)
            low = bisect_left(self._starts, begin)
            if low < high:
                break
        return (n for n in range(high - 1, low - 1, -1) if self._facts[n].role != "reason_amount")

    def _opens_paragraph(self, clause: _Clause) -> bool:
        start = self._paragraphs[clause.slot].start
        return not self._text[start : clause.head].strip() or bool(
            _PATTERNS["mark"].search(self._text[start : clause.start])
            and not _PATTERNS["mark"].sub("", self._text[start : clause.head]).strip()
        )

    def _sentence_before(self, clause: _Clause) -> int:
        """Where the sentence begins that a reason closes or follows; sentences without figures are passed."""
        slot = clause.slot
        start = self._paragraphs[slot].start
        while slot and self._runs_on(slot):
            slot -= 1
            start = self._paragraphs[slot].start
        ends = _WORDS["clause_ends"]
        before = self._text[start : clause.head].rstrip()
        if before[-1:] in tuple(ends):  # the reason is a sentence of its own: all of the one before
            ends, before = _WORDS["sentence_end"], before[:-1]
        while before:
            cut = max(before.rfind(mark) for mark in ends)
            low = start + cut + 1
            first = bisect_left(self._starts, low)
            if first < bisect_left(self._starts, clause.head) or cut < 0:
                return low
            before = before[:cut]
        return start

    def _runs_on(self, slot: int) -> bool:
        """Whether a sentence of the paragraph before runs on into this one."""
        before, here = self._paragraphs[slot - 1], self._paragraphs[slot]
        if self._index.at(before.start) != self._index.at(here.start):
            return False
        return self._text[before.start : before.end].rstrip()[-1:] not in tuple(_WORDS["paragraph_ends"])

    def _open_facts(self, low: int, high: int, at: int) -> list[int]:
        """Facts of a span, without those in brackets that are closed before the reason, unless all are."""
        numbers = [
            n
            for n in range(bisect_left(self._starts, low), bisect_left(self._starts, high))
            if self._facts[n].role != "reason_amount"
        ]
        outside = [n for n in numbers if not self._in_closed_bracket(self._starts[n], at)]
        return outside if any(self._is_change(n) for n in outside) else numbers

    def _in_closed_bracket(self, start: int, end: int) -> bool:
        depth = 0
        for character in self._text[start:end]:
            if character in _WORDS["opening"]:
                depth += 1
            elif character in _WORDS["closing"]:
                depth -= 1
                if depth < 0:
                    return True
        return False

    def _beside(self, compared: list[int], clause: _Clause, low: int) -> list[int]:
        """Of the changes of a sentence those that a reason is about: behind 其中 only the parts."""
        before = self._text[low : clause.head].rstrip()
        if before[-1:] in tuple(_WORDS["clause_ends"]):
            return compared
        part = low + before.rfind(_WORDS["within"])
        behind = [n for n in compared if self._starts[n] > part >= low]
        return behind or compared

    def _directed(self, numbers: list[int], clause: _Clause) -> list[int]:
        """The changes that go where the words before the cause say; all where they say nothing."""
        if _PATTERNS["both_directions"].search(clause.lead):
            return numbers
        up, down = (_PATTERNS[name].search(clause.lead) is not None for name in ("up", "down"))
        if up == down:
            return numbers
        wanted = 1 if up else -1
        return [n for n in numbers if self._facts[n].direction in (wanted, None)]

    def _is_change(self, number: int) -> bool:
        return self._facts[number].role.startswith(_COMPARED)

    def _is_outcome(self, number: int) -> bool:
        return self._facts[number].role in ("final", "completion_rate")

    def _same(self, one: int, other: int) -> bool:
        return one >= 0 and other >= 0 and self._facts[one].statement == self._facts[other].statement
