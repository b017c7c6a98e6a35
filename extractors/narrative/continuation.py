"""What a paragraph takes over from the one before: a sentence that runs on, a list that 其中： has opened."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Paragraph
from extractors.narrative.aspects import Subject
from extractors.narrative.bare_values import BY_SECTION
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Setting
from extractors.narrative.squeezed import squeeze
from extractors.narrative.subjects import find_subject
from extractors.outline.section_names import canonical_section
from patterns import compiled, load
from patterns.shapes.clauses import Clauses

_TITLE_END = compiled(Clauses)["title_end"]
_WORDS = load(Clauses).words
_SECTION_TOTAL = load(Clauses).section_total
_LEADS_ON = tuple(_WORDS.goes_on)
_LONG = 80
"""A sentence that a page break cuts is looked back into for so many characters."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How a paragraph begins."""

    sentence: Sentence
    words: str
    """Squeezed words of its first sentence that stand in the paragraph before."""
    in_sentence: bool
    """The figures of the paragraph before belong to that sentence too."""


class Continuation:
    """What the paragraphs of a document hand on, in reading order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last = Sentence()
        self._last_end = -1
        self._rest = ""
        """The squeezed words behind the last figure of the last paragraph."""
        self._led_section: int | None = None
        """The section of a list that 其中： has opened."""
        self._led_comparator: str | None = None
        """What the numbered members of that list are compared with."""
        self._titled: tuple[Setting | None, Subject | None] = (None, None)
        """The setting of the last paragraph, and the subject that its heading names."""

    def open(self, setting: Setting, before: Paragraph | None, goes_on: bool) -> Opening:
        """The opening of a paragraph behind another; `goes_on` says that both are of the same section."""
        words = self._words_of(before) if goes_on and before is not None else ""
        follows = before is not None and before.end == self._last_end
        if goes_on and follows and (words or not self._rest):  # a page may end with a figure
            return Opening(self._last, words, in_sentence=True)
        if before is not None and follows and leads_on(self._text, before):
            self._led_section, self._led_comparator = setting.around, self._last.comparator
        elif setting.is_around or setting.around != self._led_section:
            self._led_section, self._led_comparator = None, None
        is_first = setting is not self._titled[0]
        heading = self._heading(setting)
        whole = heading or (_total_of(setting) if is_first else None)
        sentence = Sentence(heading, self._led_comparator, heading=whole)
        return Opening(sentence, words, in_sentence=False)

    def close(self, sentence: Sentence, paragraph: Paragraph, at: int) -> None:
        """Remembers a paragraph whose last figure ends at `at`."""
        self._last, self._last_end = sentence, paragraph.end
        self._rest = squeeze(self._text[at : paragraph.end])

    def _words_of(self, before: Paragraph) -> str:
        """The words of a sentence that a line break of the page left in the paragraph before."""
        words = self._rest
        if before.end != self._last_end:
            words = squeeze(self._text[max(before.start, before.end - _LONG) : before.end])
        return "" if not words or words[-1] in _WORDS.sentence_ends else words

    def _heading(self, setting: Setting) -> Subject | None:
        """The subject that the heading of a paragraph names."""
        if not setting.titles:
            return None
        if setting is not self._titled[0]:
            title = _TITLE_END.sub("", setting.titles[0])
            self._titled = (setting, find_subject(title, setting))
        return self._titled[1]


def _total_of(setting: Setting) -> Subject | None:
    """The total that a section is about whose title names no subject: 支出决算情况说明."""
    canonical = canonical_section(setting.titles[0]) if setting.titles else None
    measure = _SECTION_TOTAL.get(canonical or "")
    return Subject(measure, by=BY_SECTION) if measure is not None else None


def leads_on(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph leads on to the next: 其中： and members of a list."""
    return text[paragraph.start : paragraph.end].rstrip()[-1:] in _LEADS_ON
