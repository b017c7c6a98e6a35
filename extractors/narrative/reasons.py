"""The reasons that documents give, and the figures that each explains (docs/domain.md §3.6).

A reason explains the nearest change before it that has no reason yet, together with the statements beside
that one; a reason whose head names its subject (收支预算减少的主要原因) explains the changes of that subject.
What a figure that is not compared consists of is a reason of its level.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document
from extractors.frozen import replaced
from extractors.narrative.placed_facts import PlacedFacts
from extractors.narrative.reason_clauses import ReasonClause, reason_clauses
from extractors.narrative.setting import Settings
from extractors.narrative.squeezed import squeeze
from extractors.narrative.subjects import find_subject
from extractors.outline.section_index import span
from extractors.records import Fact, Reason
from patterns import compiled, load
from patterns.shapes.reasons import Reasons

_PATTERNS = compiled(Reasons)
_WORDS = load(Reasons).words
_FAR_BACK = 1500
"""A reason in a paragraph of its own explains changes at most so many characters before it."""


def find_reasons(doc: Document, settings: Settings, facts: Sequence[Fact]) -> tuple[list[Fact], list[Reason]]:
    """The facts with the reasons that explain them (`Fact.reasons`), and the reasons in reading order.

    `facts` are those of the narrative, in reading order. A reason that may be none is one only where it
    explains a fact.
    """
    explainer = _Explainer(doc, settings, facts)
    reasons: list[Reason] = []
    explained_by: list[tuple[int, ...]] = [()] * len(facts)
    for clause in reason_clauses(doc, settings):
        explained, what = explainer.explained(clause)
        if clause.is_weak and not explained:
            continue
        for n in explained:
            explained_by[n] = (*explained_by[n], len(reasons))
        explainer.taken.update(explained)
        reasons.append(Reason(doc.place(clause.start, clause.end), clause.text, clause.cause, what))
    return [replaced(f, reasons=given) for f, given in zip(facts, explained_by, strict=True)], reasons


class _Explainer:
    """Says which facts a reason explains; `taken` are those that have a reason already."""

    def __init__(self, doc: Document, settings: Settings, facts: Sequence[Fact]) -> None:
        self._text = doc.text
        self._settings = settings
        self._index = settings.index
        self._paragraphs = tuple(doc.paragraphs)
        self._facts = PlacedFacts(facts, doc.text)
        self.taken: set[int] = set()

    def explained(self, clause: ReasonClause) -> tuple[list[int], str | None]:
        """Positions of facts, and what about them is explained: change, budget_gap, level; null nothing."""
        if clause.is_before:
            return self._after(clause), "change"
        gap = _PATTERNS["gap"].search(self._text[clause.head : clause.start]) is not None
        named = self._named(clause, gap)
        if named:
            return named, "budget_gap" if gap else "change"
        low = self._sentence_before(clause)
        inside = self._facts.open_between(low, clause.head, clause.start)
        if not inside and self._opens_paragraph(clause):
            changes = self._further_back(clause)
            return changes, "change" if changes else None
        changes = [n for n in inside if self._facts.is_change(n)]
        values = [n for n in inside if self._facts.has_value(n)]
        if changes and (
            not values or values[-1] < changes[-1] or self._facts.same_statement(values[-1], changes[-1])
        ):
            beside = self._beside(changes, clause, low)
            group = self._directed(beside, clause) or beside  # a head that contradicts the figure is a slip
            free = self._free(group)
            return (free, "change") if free else ([], None)
        return self._value(values, clause, low)

    def _value(self, values: list[int], clause: ReasonClause, low: int) -> tuple[list[int], str | None]:
        """The last of the values before a reason: what became of its budget, or what it consists of."""
        if not values or values[-1] in self.taken:
            return [], None
        last = values[-1]
        rated = self._facts[last].role == "completion_rate"
        if rated or _PATTERNS["gap"].search(self._text[low : clause.start]):
            outcome = [n for n in values if self._facts.same_statement(n, last) and self._facts.is_outcome(n)]
            return self._free(outcome or [last]), "budget_gap"
        between = self._text[self._facts[last].place.end or clause.head : clause.start]
        if _PATTERNS["compared"].search(between) or _PATTERNS["compared"].search(clause.lead):
            return [], None  # a change that is no fact
        return [last], "level"

    def _free(self, numbers: Sequence[int]) -> list[int]:
        return [n for n in numbers if n not in self.taken]

    def _after(self, clause: ReasonClause) -> list[int]:
        """The first change behind a cause that stands in front of it, in the same sentence."""
        end = self._paragraphs[clause.slot].end
        marks = [at for mark in _WORDS.clause_ends if (at := self._text.find(mark, clause.end, end)) >= 0]
        numbers = self._facts.between(clause.end, min(marks, default=end))
        changes = [n for n in numbers if self._facts.is_change(n)]
        return [n for n in changes if self._facts.same_statement(n, changes[0])]

    def _named(self, clause: ReasonClause, gap: bool) -> list[int]:
        """The changes of the subject that the head of a reason names: 基本支出减少的主要原因.

        With `gap` what became of its budget: 公务接待费决算数小于预算数的主要原因.
        """
        head = self._text[clause.head : clause.start]
        if not head:
            return []
        words = _PATTERNS["head_end"].sub("", _PATTERNS["mark"].sub("", squeeze(head)))
        if len(words) < len(_WORDS.shortest_subject):
            return []
        subject = find_subject(words, self._settings.at(clause.start))
        if subject is None:
            return []
        named: list[int] = []
        for n in self._backwards(clause):
            fact = self._facts[n]
            same = (fact.measure, fact.function_code) == (subject.measure, subject.function_code)
            if not same or n in self.taken:
                continue
            if not (self._facts.is_outcome(n) if gap else self._facts.is_change(n)):
                continue
            if named and not self._facts.same_statement(n, named[-1]):
                break
            named.append(n)
        return named if gap else self._directed(named, clause)

    def _further_back(self, clause: ReasonClause) -> list[int]:
        """The changes that a reason in a paragraph of its own explains: all before it without a reason."""
        changes: list[int] = []
        for n in self._backwards(clause):
            if n in self.taken:
                break
            if self._facts.is_change(n):
                changes.append(n)
        if clause.head == clause.start and changes:  # a bare 主要原因 goes with the last statement
            changes = [n for n in changes if self._facts.same_statement(n, changes[0])]
        return self._directed(changes, clause)

    def _backwards(self, clause: ReasonClause) -> list[int]:
        """Facts before a reason, nearest first: of its section or, where that has none, the one around."""
        numbers = range(0)
        for section in self._index.chain(self._index.at(clause.start)):
            begin = max(span(self._settings.sections[section])[0], clause.head - _FAR_BACK)
            numbers = self._facts.between(begin, clause.head)
            if numbers:
                break
        return self._facts.explainable(numbers[::-1])

    def _opens_paragraph(self, clause: ReasonClause) -> bool:
        start = self._paragraphs[clause.slot].start
        return not self._text[start : clause.head].strip() or bool(
            _PATTERNS["mark"].search(self._text[start : clause.start])
            and not _PATTERNS["mark"].sub("", self._text[start : clause.head]).strip()
        )

    def _sentence_before(self, clause: ReasonClause) -> int:
        """Where the sentence begins that a reason closes or follows; sentences without figures are passed."""
        slot = clause.slot
        start = self._paragraphs[slot].start
        while slot and self._runs_on(slot):
            slot -= 1
            start = self._paragraphs[slot].start
        ends = _WORDS.clause_ends
        before = self._text[start : clause.head].rstrip()
        if before[-1:] in tuple(ends):  # the reason is a sentence of its own: all of the one before
            ends, before = _WORDS.sentence_end, before[:-1]
        while before:
            cut = max(before.rfind(mark) for mark in ends)
            low = start + cut + 1
            if self._facts.between(low, clause.head) or cut < 0:
                return low
            before = before[:cut]
        return start

    def _runs_on(self, slot: int) -> bool:
        """Whether a sentence of the paragraph before runs on into this one."""
        before, here = self._paragraphs[slot - 1], self._paragraphs[slot]
        if self._index.at(before.start) != self._index.at(here.start):
            return False
        return self._text[before.start : before.end].rstrip()[-1:] not in tuple(_WORDS.paragraph_ends)

    def _beside(self, changes: list[int], clause: ReasonClause, low: int) -> list[int]:
        """Of the changes of a sentence those that a reason is about: behind 其中 only the parts."""
        before = self._text[low : clause.head].rstrip()
        if before[-1:] in tuple(_WORDS.clause_ends):
            return changes
        part = before.rfind(_WORDS.within)
        behind = self._facts.behind(changes, low + part) if part >= 0 else []
        return behind or changes

    def _directed(self, numbers: list[int], clause: ReasonClause) -> list[int]:
        """The changes that go where the words before the cause say; all where they say nothing."""
        if _PATTERNS["both_directions"].search(clause.lead):
            return numbers
        up, down = (_PATTERNS[name].search(clause.lead) is not None for name in ("up", "down"))
        if up == down:
            return numbers
        wanted = 1 if up else -1
        return [n for n in numbers if self._facts[n].direction in (wanted, None)]
