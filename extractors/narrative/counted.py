"""What sentences count: staff, units, vehicles, journeys, projects (docs/domain.md §3.2 P13, P15–P17, §3.4).

A count has its noun before it (行政编制12人) or behind it (1个行政单位), or it follows another count
(6批次、64人次), or it is part of a total (实有33人,其中行政18人). A count whose noun means no measure gives
nothing, and so does a count where a section speaks of work or of projects.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Paragraph
from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.comparators import changed_role, comparator_in
from extractors.narrative.count_lists import first_of_list, is_side_by_side, listed_nouns
from extractors.narrative.counted_amounts import read_counted_amount
from extractors.narrative.counted_nouns import CountedNoun, find_counted
from extractors.narrative.other_bodies import Publisher
from extractors.narrative.passages import Item, span_of
from extractors.narrative.setting import Setting
from extractors.narrative.squeezed import LONGEST, squeeze
from extractors.narrative.subjects import named_measure
from extractors.narrative.tally import Tally
from extractors.narrative.unnumbered import Unnumbered
from extractors.records import Quantity
from patterns import compiled, load
from patterns.shapes import unnumbered
from patterns.shapes.clauses import Clauses
from patterns.shapes.counted import Counted

_PATTERNS = compiled(Counted)
_NONE = tuple(p for p in _PATTERNS.values() if p.id.startswith("none."))
_UNSURE = compiled(unnumbered.Unnumbered)["none.unsure"]
_CHANGE = compiled(Clauses)["role.change"]
_COMPARATOR = compiled(Clauses)["comparator"]
_YEAR = compiled(Clauses)["year"]
_WORDS = load(Counted).words
_ON_PROJECTS = frozenset(load(Clauses).words.silent_sections)
_SILENT_SECTIONS = frozenset(_WORDS.silent_sections)
_BEHIND = 40
"""A noun stands within so many characters behind its number."""


class Counts:
    """The counts of a document, read paragraph by paragraph; a sentence may run over two of them.

    `entity` is the name of the body that publishes: departments and staff of another body are labelled.
    """

    def __init__(self, text: str, entity: str | None) -> None:
        self._text = text
        self._publisher = Publisher(entity)
        self._tally = Tally()
        self._end = 0
        self._stated: set[str] = set()
        """What the paragraph counts."""

    def read(
        self,
        paragraph: Paragraph,
        inside: Sequence[Item],
        setting: Setting,
        opening: str,
        goes_on: bool,
    ) -> dict[int, Aspects]:
        """By position in `inside` how counts, zeros without a unit and what counted things cost are read.

        `opening` are the squeezed words of a sentence that began in the paragraph before; `goes_on` says that
        the figures of that paragraph belong to it too.
        """
        if not goes_on and not self._is_continued(paragraph):
            self._tally = Tally()
        self._end = paragraph.end
        read: dict[int, Aspects] = {}
        self._stated = set()
        if setting.canonical & _SILENT_SECTIONS or not any(_may_count(item) for item in inside):
            self._tally.measure = None
            return read
        at = paragraph.start
        for number, item in enumerate(inside):
            start, end = span_of(item)
            if _belongs_to_next(item):
                continue
            words = (opening if at == paragraph.start else "") + squeeze(self._text[at:start])
            words = self._tally.enter(words, setting.basis)
            at = end
            if isinstance(item, Unnumbered):
                aspects = self._zero(words, setting)
            elif item.kind == "count":
                behind = squeeze(self._text[end : min(end + _BEHIND, paragraph.end)])
                following = [i for i in inside[number + 1 :] if isinstance(i, Quantity)]
                aspects = self._count(item, words, behind, setting, following)
            else:
                aspects = read_counted_amount(item, words, self._tally, setting.basis)
            if aspects is not None:
                read[number] = aspects
        return read

    def none(self, statement: Unnumbered, setting: Setting) -> list[tuple[Subject, Aspects]]:
        """本单位无下属单位: a count of nothing, unless the paragraph that was read last counts it."""
        silent = setting.canonical & (_SILENT_SECTIONS | _ON_PROJECTS)
        if statement.kind != "none" or silent or _UNSURE.search(statement.head):
            return []
        years = {int(m["year"]) for m in _YEAR.finditer(statement.words)}
        if years - {setting.basis.fiscal_year}:
            return []
        for pattern in _NONE:
            if pattern.search(statement.words):
                measure = named_measure(pattern.entry.measures, setting)
                if measure and measure not in self._stated:
                    return [(Subject(measure, by="counted"), Aspects("count", stated="stated_none"))]
        return []

    def _is_continued(self, paragraph: Paragraph) -> bool:
        """True where a page break cut a list behind one of its numbers."""
        begins = self._text[paragraph.start : paragraph.start + 1]
        return (
            bool(begins)
            and begins in _WORDS.list_marks
            and not self._text[self._end : paragraph.start].strip()
        )

    def _count(
        self,
        quantity: Quantity,
        words: str,
        behind: str,
        setting: Setting,
        following: Sequence[Quantity],
    ) -> Aspects | None:
        tally, unit = self._tally, squeeze(quantity.unit_raw or "")
        in_reason = quantity.where == "reason"
        on_projects = bool(setting.canonical & _ON_PROJECTS)
        if self._is_range(quantity, following):
            tally.measure = None
            return None
        if _CHANGE.search(words):
            return None if on_projects else self._change(words, behind, unit, setting, in_reason)
        if tally.queue and is_side_by_side(words):
            noun = find_counted(tally.queue.pop(0), "", unit, setting, tally)
        else:
            tally.queue = []
            nouns = listed_nouns(words)
            if nouns is not None:
                noun = first_of_list(nouns, self._text, [quantity, *following], unit, setting, tally)
            else:
                noun = find_counted(words, behind, unit, setting, tally, in_reason)
        if noun is None or _is_changed(noun, words):
            tally.measure = None
            return None
        if in_reason and not noun.entry.in_reason:
            return None
        if on_projects and not noun.subject.measure.startswith(_WORDS.performance):
            tally.measure = None
            return None
        back = 0 if in_reason else tally.years_back
        return Aspects("count", self._labelled(self._noted(noun, unit)), years_back=back)

    def _noted(self, noun: CountedNoun, unit: str) -> Subject:
        """The subject of a count, which the tally and the paragraph take up."""
        self._tally.note(noun.subject, unit, noun.entry)
        self._stated.add(noun.subject.measure)
        return noun.subject

    def _zero(self, words: str, setting: Setting) -> Aspects | None:
        """A zero whose counting word is left out: 机要通信用车为0."""
        if setting.canonical & _ON_PROJECTS:
            return None
        noun = find_counted(words, "", "", setting, self._tally)
        if noun is None:
            return None
        return Aspects("count", self._noted(noun, ""), years_back=self._tally.years_back)

    def _change(
        self, words: str, behind: str, unit: str, setting: Setting, in_reason: bool
    ) -> Aspects | None:
        """A change against another year that is named: 年末实有人数较上年增加3人."""
        match = _CHANGE.search(words)
        comparator = comparator_in(words, setting.basis)
        role = changed_role("change", comparator)
        opened = _COMPARATOR.search(words)
        if match is None or role is None or opened is None:
            return None
        noun = find_counted(words[: opened.start()], behind, unit, setting, self._tally, in_reason)
        subject = noun.subject if noun else None
        if subject is None and self._tally.measure and unit == self._tally.unit and not in_reason:
            subject = Subject(self._tally.measure, by="counted")
        if subject is None:
            return None
        direction = 0 if match["residue"] else (-1 if match["minus"] else 1)
        residue = match["residue"] is not None
        return Aspects(role, self._labelled(subject), direction, comparator, residue=residue)

    def _is_range(self, quantity: Quantity, following: Sequence[Quantity]) -> bool:
        """True for the first number of a range: 2-3次."""
        if not following or quantity.place.end is None or following[0].place.start is None:
            return False
        between = squeeze(self._text[quantity.place.end : following[0].place.start])
        return _PATTERNS["range"].search(between) is not None

    def _labelled(self, subject: Subject) -> Subject:
        return self._publisher.labelled(subject, self._tally.sentence)


def _may_count(item: Item) -> bool:
    return item.kind in ("count", "zero")


def _belongs_to_next(item: Item) -> bool:
    """True for a limit or a statement without a number: its words belong to the figure after it."""
    return item.kind != "zero" if isinstance(item, Unnumbered) else item.where == "threshold"


def _is_changed(noun: CountedNoun, words: str) -> bool:
    """True where the noun is what grew or shrank: 减少在职人员1名."""
    if noun.start is None or noun.entry.in_reason:
        return False
    return _PATTERNS["changed"].search(words[-LONGEST:][: noun.start]) is not None
