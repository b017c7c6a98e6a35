"""What a figure inherits from the words and figures before it in its sentence (docs/domain.md §3.5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.heads import Figure, Head, head_of, placed
from extractors.narrative.setting import Setting
from extractors.narrative.subjects import find_subject
from extractors.records import Quantity
from patterns import compiled, load
from patterns.shapes.clauses import Clauses

_PATTERNS = compiled(Clauses)
_ITEM_MARK = _PATTERNS["item.mark_in_sentence"]
_WORDS = load(Clauses).words
_PRIOR = "prior_"
_INSIDE = load(Clauses).named_parts.inside
_SHORT = 40
"""A sentence without a figure that is only a subject is not longer."""


@dataclass(slots=True)
class Sentence:
    """What the next figure of a paragraph inherits."""

    subject: Subject | None = None
    comparator: str | None = None
    heading: Subject | None = None
    """The subject that the heading names."""
    outer: list[_Outside] = field(default_factory=list)
    """What holds before each open bracket, and again behind it."""
    listed: bool = False
    """The value before is a member of a list: a change behind it may be about the whole list."""
    itemised: bool = False
    """其中 has begun to list the parts of a total in this sentence."""
    spread: tuple[Subject, ...] = ()
    """The subjects among which the figures of a list before were divided: 收入、支出分别为."""
    budget: str | None = None
    """The budget whose amount the paragraph has stated last."""
    before: Aspects | None = None
    """How the figure before was read."""
    valued: set[Subject] = field(default_factory=set)
    """Subjects whose value the paragraph has stated."""
    changed: set[tuple[Subject | None, str | None]] = field(default_factory=set)
    """Subjects whose change against something the paragraph has stated, with what that is."""
    rated: set[tuple[Subject, str | None]] = field(default_factory=set)
    """The same of growth."""
    totals: dict[str, Subject] = field(default_factory=dict)
    """The first total of each side, income and expenditure, that the paragraph has stated."""
    last: Figure | None = None
    """The value that was stated last."""
    told: dict[tuple[Subject | None, str | None], Decimal] = field(default_factory=dict)
    """The values that the paragraph has stated, by subject and role."""
    figures: list[Figure] = field(default_factory=list)
    """The values that the paragraph has stated."""
    unsaid: Aspects | None = None
    """The figure that is read is a change, and its words do not say what it is of: how they are read else."""
    change: tuple[Quantity, Aspects] | None = None
    """The same of the amount before, with that amount."""
    known: dict[str, Figure] = field(default_factory=dict)
    """The parts that lists have named so far, by their names."""
    opener: Figure | None = None
    """The value that the paragraph began with."""
    several: bool = False
    """The paragraph has stated values of other subjects than that of the opener."""
    head: Head | None = None
    """The figure whose parts are listed."""
    offered: Head | None = None
    """The same, if the next figure is a value."""
    is_part: bool = False
    """The figure that is read is one of the parts that are listed."""
    is_fresh: bool = False
    """A full stop stands between the figure before and the next one."""

    def enter(self, words: str, opening: bool, setting: Setting) -> tuple[str, int]:
        """The words of the figure's own sentence, and how many statements the sentences before it begin.

        A sentence without a figure may name the subject. `opening` says that the words begin the paragraph.
        """
        *before, last = words.split(_WORDS.full_stop)
        compared, begun = self.comparator, 0
        self.is_fresh = bool(before)
        if before and self.itemised:
            # 其中: …、公务接待费2万元。比上年减少1万元: of the whole or of the last part, nobody knows.
            self.itemised, self.subject = False, None
        for number, sentence in enumerate(before):
            self.comparator = None
            names_item = _ITEM_MARK.search(sentence) is not None
            if not number and not opening and not names_item:
                continue  # the rest of the sentence of the figure before
            if not names_item and _PATTERNS["purpose"].search(sentence):
                continue  # what the money is for, whatever nouns it names
            if names_item or (len(sentence) <= _SHORT and not _has_clauses(sentence)):
                subject = find_subject(sentence, setting)
                if subject is not None or names_item:
                    begun += 1
                    self.subject = subject
        if last.startswith(_WORDS.goes_into) or _PATTERNS["head.of_whole"].search(last):
            self.comparator = compared
        self.itemised = self.itemised or _WORDS.goes_into in last
        self._brackets(last)
        self._offer(last)
        return last, begun

    def within(self) -> Head | None:
        """The head that the next figure may be a part of."""
        opener = self.opener
        if self.offered is not None or opener is None or self.several or not opener.subject.is_item:
            head = self.offered or self.head
            return None if head is not None and head.is_refuted else head
        if self.head is not None and self.head.subject == opener.subject:
            return self.head
        # 行政运行(2010301)300万元。人员经费260万元: an item that has a paragraph to itself
        head = head_of(opener, self.head)
        head.listed = False
        return head

    def state(self, subject: Subject, role: str | None, value: Decimal) -> None:
        """Takes up a value (yuan) that has been read."""
        self.told[subject, role] = value
        within = self.within() if self.is_part else None
        room = within.with_room(value) if within is not None else None
        if room is not None and room.subject != subject:
            room.take(value, subject)
        self.head = room or within
        if self.opener is None:
            self.opener = Figure(subject, value)
        elif subject != self.opener.subject and (room is None or room.subject != self.opener.subject):
            self.several = True
        self.last = Figure(subject, value)
        self.figures.append(self.last)
        if subject.label and self.is_part:
            self.known[subject.label.rpartition(_INSIDE)[2]] = self.last

    def listing(self, setting: Setting) -> Setting:
        """The setting of what is listed in the sentence; that of the section where nothing is."""
        head = self.within()
        return head.setting(setting) if head is not None and head.listed else setting

    def placed(self, subject: Subject, value: Decimal | None = None) -> Subject:
        """The subject as a part of what is listed; `value` is in yuan, null of a change."""
        head = self.within()
        return subject if head is None else placed(subject, head, value)

    def _offer(self, words: str) -> None:
        """Makes the value before the head of the list that the words open."""
        self.offered = None
        if self.is_fresh and self.head is not None:
            self.head.listed = False
        named = self._named()
        if named is not None and _PATTERNS["head.opens"].search(words):
            self.offered = head_of(named, self.head)
        if self.opener is not None and _PATTERNS["head.of_whole"].search(words):
            self.offered = head_of(self.opener, None)

    def _named(self) -> Figure | None:
        """What a list that opens now is of: the subject that the figure before named, else the value before.

        The value of a subject that only its change has named is not known.
        """
        if self.last is None or self.subject in (None, self.last.subject):
            return self.last
        subject = self.subject
        known = next((f for f in reversed(self.figures) if f.subject == subject), None)
        return known or (Figure(subject, Decimal(0)) if subject is not None else None)

    def _brackets(self, words: str) -> None:
        """Figures in brackets have their own subject; behind the bracket the one before it counts again."""
        opens, closes = _WORDS.brackets
        for character in words:
            if character == opens:
                self.outer.append(_Outside(self.subject, self.comparator, self.listed, self.head, self.last))
            elif character == closes and self.outer:
                outside = self.outer.pop()
                self.subject, self.listed = outside.subject, outside.listed
                if not (self.before and (self.before.role or "").startswith(_PRIOR)):
                    self.comparator = (
                        outside.comparator
                    )  # (2022年600万元),增加: the bracket says against what
                self.head, self.last = outside.head, outside.last


@dataclass(frozen=True, slots=True)
class _Outside:
    """What holds outside a bracket."""

    subject: Subject | None
    comparator: str | None
    listed: bool
    head: Head | None
    last: Figure | None


def _has_clauses(sentence: str) -> bool:
    return any(mark in sentence for mark in _WORDS.clause_marks)
