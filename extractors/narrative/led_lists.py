"""Lists that a paragraph opens and those below it fill: 项目支出80万元，具体包括： / 1.甲业务30万元 / …."""

from __future__ import annotations

from extractors.document import Paragraph
from extractors.narrative.heads import Figure, Head, head_of
from extractors.narrative.sentence import Sentence
from extractors.outline.section_index import SectionIndex
from patterns import load
from patterns.shapes.clauses import Clauses

_COLONS = load(Clauses).words.colons
_GOES_ON = load(Clauses).words.goes_on


class LedLists:
    """What the paragraphs of a document list, in reading order."""

    def __init__(self, text: str, index: SectionIndex) -> None:
        self._text = text
        self._index = index
        self._last = Sentence()
        self._section: int | None = None
        self._end = -1
        self._heads: dict[int | None, Head] = {}
        """The figure whose parts the sections below a section list."""
        self._known: dict[str, Figure] = {}

    def enter(self, sentence: Sentence, before: Paragraph | None, section: int | None) -> None:
        """Gives a paragraph that begins a sentence of its own the head of the list that it stands in."""
        mark = ""
        if before is not None and before.end == self._end:
            mark = self._text[before.start : before.end].rstrip()[-1:]
        if mark in _COLONS and self._last.last is not None:
            self._heads[self._section] = head_of(self._last.last, self._last.head)
        sentence.head, sentence.known = self._head(section, mark), self._known

    def leave(self, sentence: Sentence, paragraph: Paragraph, section: int | None) -> None:
        """Remembers a paragraph that has figures."""
        self._last, self._section, self._end = sentence, section, paragraph.end
        opener = sentence.opener.subject if sentence.opener is not None else None
        heads = sentence.head.chain() if sentence.head is not None else ()
        for head in heads:
            if head.subject == opener:
                self._heads[section] = head

    def _head(self, section: int | None, mark: str) -> Head | None:
        """The head of a paragraph in a section; `mark` ends the paragraph before, if that has figures."""
        if mark and mark in _GOES_ON and mark not in _COLONS:
            return self._last.head
        for number in self._index.chain(section):
            head = self._heads.get(number)
            if head is not None and (number != section or mark in _COLONS):
                head.listed = True
                return head
            if head is not None and mark:
                head.listed = False  # the next paragraph of the section itself: a new total may stand in it
                return head
        return None
