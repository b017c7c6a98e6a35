"""Lists that a paragraph opens and those below it fill: 项目支出80万元，具体包括： / 1.甲业务30万元 / 2.乙业务50万元."""

from __future__ import annotations

from extractors.document import Paragraph
from extractors.narrative.heads import Figure, Head, head_of
from extractors.narrative.sentence import Sentence
from extractors.outline.section_index import SectionIndex
from patterns import load
from patterns.shapes.clauses import Clauses

_COLONS = load(Clauses).words.colons


class LedLists:
    """What the paragraphs of a document list, in reading order."""

    def __init__(self, text: str, index: SectionIndex) -> None:
        self._text = text
        self._index = index
        self._last = Sentence()
        self._section: int | None = None
        self._end = -1
        self._head: Head | None = None
        """The figure whose parts are listed."""
        self._above: int | None = None
        """The section that the figure stands in."""
        self._known: dict[str, Figure] = {}

    def enter(self, sentence: Sentence, before: Paragraph | None, section: int | None) -> None:
        """Gives a paragraph that begins a sentence of its own the head of the list that it stands in."""
        follows = before is not None and before.end == self._end
        if before is not None and follows and self._opens(before) and self._last.last is not None:
            self._head, self._above = head_of(self._last.last, self._last.head), self._section
        elif section != self._above:
            self._head = self._head if self._above in list(self._index.chain(section)) else None
        elif not follows:
            self._head = None
        elif self._head is not None:
            self._head.listed = False  # the next paragraph of the section itself: a new total may stand in it
        sentence.head, sentence.known = self._head, self._known

    def leave(self, sentence: Sentence, paragraph: Paragraph, section: int | None) -> None:
        """Remembers a paragraph that has figures."""
        self._last, self._section, self._end = sentence, section, paragraph.end

    def _opens(self, paragraph: Paragraph) -> bool:
        return self._text[paragraph.start : paragraph.end].rstrip().endswith(_COLONS)
