"""What a figure inherits from the words and figures before it in its sentence (docs/domain.md §3.5)."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.setting import Setting
from extractors.narrative.subjects import find_subject
from patterns import compiled, load
from patterns.shapes.clauses import Clauses

_ITEM_MARK = compiled(Clauses)["item.mark_in_sentence"]
_WORDS = load(Clauses).words
_SHORT = 40
"""A sentence without a figure that is only a subject is not longer."""


@dataclass(slots=True)
class Sentence:
    """What the next figure of a paragraph inherits."""

    subject: Subject | None = None
    comparator: str | None = None
    outer: list[tuple[Subject | None, str | None]] = field(default_factory=list)
    """Subject and comparator before each open bracket."""
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

    def enter(self, words: str, opening: bool, setting: Setting) -> tuple[str, int]:
        """The words of the figure's own sentence, and how many statements the sentences before it begin.

        A sentence without a figure may name the subject. `opening` says that the words begin the paragraph.
        """
        *before, last = words.split(_WORDS.full_stop)
        compared, begun = self.comparator, 0
        if before and self.itemised:
            # 其中: …、公务接待费2万元。比上年减少1万元: of the whole or of the last part, nobody knows.
            self.itemised, self.subject = False, None
        for number, sentence in enumerate(before):
            self.comparator = None
            names_item = _ITEM_MARK.search(sentence) is not None
            if not number and not opening and not names_item:
                continue  # the rest of the sentence of the figure before
            if names_item or (len(sentence) <= _SHORT and not _has_clauses(sentence)):
                subject = find_subject(sentence, setting)
                if subject is not None or names_item:
                    begun += 1
                    self.subject = subject
        if last.startswith(_WORDS.goes_into):
            self.comparator = compared
        self.itemised = self.itemised or _WORDS.goes_into in last
        self._brackets(last)
        return last, begun

    def _brackets(self, words: str) -> None:
        """Figures in brackets have their own subject; behind the bracket the one before it counts again."""
        opens, closes = _WORDS.brackets
        for character in words:
            if character == opens:
                self.outer.append((self.subject, self.comparator))
            elif character == closes and self.outer:
                self.subject, self.comparator = self.outer.pop()


def _has_clauses(sentence: str) -> bool:
    return any(mark in sentence for mark in _WORDS.clause_marks)
