"""What sentences count: staff, units, vehicles, journeys, projects (docs/domain.md §3.2 P13, P15–P17, §3.4).

A count has its noun before it (行政编制12人) or behind it (1个行政单位), or it follows another count
(6批次、64人次), or it is part of a total (实有33人,其中行政18人). A count whose noun means no measure gives
nothing, and so does a count where a section speaks of work or of projects.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractors.document import Paragraph
from extractors.narrative.clauses import Basis, Reading, changed_role, comparator_in
from extractors.narrative.counted_nouns import Counted, Tally, find_counted
from extractors.narrative.passages import span_of
from extractors.narrative.setting import LONGEST, Setting, Subject, squeeze
from extractors.narrative.subjects import named_measure
from extractors.narrative.unnumbered import Unnumbered
from extractors.records import Quantity
from patterns import compiled, load

_PATTERNS = compiled("counted")
_AMOUNTS = [p for p in _PATTERNS.values() if p.id.startswith("amount.")]
_NONE = [p for p in _PATTERNS.values() if p.id.startswith("none.")]
_UNSURE = compiled("unnumbered")["none.unsure"]
_CHANGE = compiled("clauses")["role.change"]
_YEAR = compiled("clauses")["year"]
_WORDS = load("counted")["words"]
_CLAUSE_WORDS = load("clauses")["words"]
_ON_PROJECTS = frozenset(_CLAUSE_WORDS["silent_sections"])
_SILENT_SECTIONS = frozenset(_WORDS["silent_sections"])
_FULL_STOP: str = _CLAUSE_WORDS["full_stop"]
_SHORT_NAME = 2
"""What is added to the name of a body to say that its own offices are meant is not longer: 某市气象局局."""
_BEHIND = 40
"""A noun stands within so many characters behind its number."""


class CountReader:
    """Reads the counts of paragraphs in reading order; a sentence may run over two of them.

    `entity` is the name of the body that publishes: departments and staff of another body are labelled.
    """

    def __init__(self, text: str, basis: Basis, entity: str | None) -> None:
        self._text = text
        self._basis = basis
        self._entity = squeeze(entity or "")
        self._tally = Tally()
        self._end = 0
        self._stated: set[str] = set()
        """What the paragraph counts."""

    def read(
        self,
        paragraph: Paragraph,
        inside: Sequence[Quantity | Unnumbered],
        setting: Setting,
        opening: str,
        goes_on: bool,
    ) -> dict[int, Reading]:
        """Readings by position in `inside`: of counts, of zeros without a unit, of what counted things cost.

        `opening` are the squeezed words of a sentence that began in the paragraph before; `goes_on` says that
        the figures of that paragraph belong to it too.
        """
        if not goes_on and not self._is_continued(paragraph):
            self._tally = Tally()
        self._end = paragraph.end
        readings: dict[int, Reading] = {}
        self._stated = set()
        if setting.canonical & _SILENT_SECTIONS or not any(_may_count(item) for item in inside):
            self._tally.measure = None
            return readings
        at = paragraph.start
        for number, item in enumerate(inside):
            start, end = span_of(item)
            if _belongs_to_next(item):
                continue
            words = (opening if at == paragraph.start else "") + squeeze(self._text[at:start])
            words = self._sentence(words)
            at = end
            if isinstance(item, Unnumbered):
                reading = self._zero(words, setting)
            elif item.kind == "count":
                behind = squeeze(self._text[end : min(end + _BEHIND, paragraph.end)])
                following = [i for i in inside[number + 1 :] if isinstance(i, Quantity)]
                reading = self._count(item, words, behind, setting, following)
            else:
                reading = self._amount(item, words)
            if reading is not None:
                readings[number] = reading
        return readings

    def none(self, said: Unnumbered, setting: Setting) -> list[tuple[Subject, Reading]]:
        """本单位无下属单位: a count of nothing, unless the paragraph that was read last counts it."""
        silent = setting.canonical & (_SILENT_SECTIONS | _ON_PROJECTS)
        if said.kind != "none" or silent or _UNSURE.search(said.head):
            return []
        years = {int(m["year"]) for m in _YEAR.finditer(said.said)}
        if years - {self._basis.fiscal_year}:
            return []
        for pattern in _NONE:
            if pattern.search(said.said):
                measure = named_measure(pattern.entry["measures"], setting, None, None)
                if measure and measure not in self._stated:
                    return [(Subject(measure), Reading("count", stated="stated_none"))]
        return []

    def _is_continued(self, paragraph: Paragraph) -> bool:
        """True where a page break cut a list behind one of its numbers."""
        begins = self._text[paragraph.start : paragraph.start + 1]
        return (
            bool(begins)
            and begins in _WORDS["list_marks"]
            and not self._text[self._end : paragraph.start].strip()
        )

    def _sentence(self, words: str) -> str:
        """The words of the figure's own sentence, which end or open what the tally holds."""
        tally = self._tally
        for match in _PATTERNS["held"].finditer(words):
            tally.years_back = self._years_back(match)
        _, stop, last = words.rpartition(_FULL_STOP)
        if stop:
            tally.end_sentence(last.startswith(_WORDS["continues"]))
        tally.sentence += last
        if _PATTERNS["listed"].search(last):
            tally.listed = True
        opens, closes = _CLAUSE_WORDS["brackets"]
        for character in last:
            if character == opens:
                tally.outer.append((tally.measure, tally.topic, tally.listed))
            elif character == closes and tally.outer:
                tally.measure, tally.topic, tally.listed = tally.outer.pop()
        return last

    def _years_back(self, match: Any) -> int:
        """How many years before the fiscal year the date lies for which counts are told."""
        groups: dict[str, str | None] = match.groupdict()
        if groups["prior"]:
            return 1
        year = groups["year"] or groups["end"]
        if not year or self._basis.fiscal_year is None:
            return 0
        return self._basis.fiscal_year - int(year)

    def _count(
        self,
        quantity: Quantity,
        words: str,
        behind: str,
        setting: Setting,
        following: Sequence[Quantity],
    ) -> Reading | None:
        tally, unit = self._tally, squeeze(quantity.unit_raw or "")
        in_reason = quantity.where == "reason"
        on_projects = bool(setting.canonical & _ON_PROJECTS)
        if self._is_range(quantity, following):
            tally.measure = None
            return None
        if _CHANGE.search(words):
            return None if on_projects else self._change(words, behind, unit, setting, in_reason)
        if tally.queue and _PATTERNS["side_by_side"].search(words):
            found = find_counted(tally.queue.pop(0), "", unit, setting, tally)
        else:
            tally.queue = []
            listed = _PATTERNS["distributive"].search(words)
            if listed is not None:
                nouns = _PATTERNS["list_mark"].compiled.split(listed["list"])
                found = self._first_of_list(nouns, unit, setting, quantity, following)
            else:
                found = find_counted(words, behind, unit, setting, tally, in_reason)
        if found is None or self._is_changed(found, words):
            tally.measure = None
            return None
        if in_reason and not found.entry.get("in_reason"):
            return None
        if on_projects and not found.subject.measure.startswith(_WORDS["performance"]):
            tally.measure = None
            return None
        tally.note(found.subject, unit, found.entry)
        self._stated.add(found.subject.measure)
        back = 0 if in_reason else tally.years_back
        return Reading("count", self._labelled(found.subject), years_back=back)

    def _zero(self, words: str, setting: Setting) -> Reading | None:
        """A zero whose counting word is left out: 机要通信用车为0."""
        found = (
            None if setting.canonical & _ON_PROJECTS else find_counted(words, "", "", setting, self._tally)
        )
        if found is None:
            return None
        self._tally.note(found.subject, "", found.entry)
        self._stated.add(found.subject.measure)
        return Reading("count", found.subject, years_back=self._tally.years_back)

    def _change(
        self, words: str, behind: str, unit: str, setting: Setting, in_reason: bool
    ) -> Reading | None:
        """A change against another year that is named: 年末实有人数较上年增加3人."""
        match = _CHANGE.search(words)
        comparator = comparator_in(words, self._basis)
        role = changed_role("change", comparator)
        opened = compiled("clauses")["comparator"].search(words)
        if match is None or role is None or opened is None:
            return None
        found = find_counted(words[: opened.start()], behind, unit, setting, self._tally, in_reason)
        subject = found.subject if found else None
        if subject is None and self._tally.measure and unit == self._tally.unit and not in_reason:
            subject = Subject(self._tally.measure)
        if subject is None:
            return None
        direction = 0 if match["residue"] else (-1 if match["minus"] else 1)
        residue = match["residue"] is not None
        return Reading(role, self._labelled(subject), direction, comparator, residue=residue)

    def _first_of_list(
        self,
        nouns: list[str],
        unit: str,
        setting: Setting,
        quantity: Quantity,
        following: Sequence[Quantity],
    ) -> Counted | None:
        """The first of nouns whose numbers follow in their order; the rest of them goes into the queue."""
        count, end = 1, quantity.place.end or 0
        for other in following:
            between = squeeze(self._text[end : other.place.start or end])
            if not _PATTERNS["side_by_side"].search(between):
                break
            count, end = count + 1, other.place.end or end
        if count != len(nouns):
            return None  # nobody knows which number is whose
        shared = _PATTERNS["shared_end"].search(nouns[-1])
        if shared is not None:
            nouns = [n if n.endswith(shared[0]) else n + shared[0] for n in nouns]
        found = find_counted(nouns[0], "", unit, setting, self._tally)
        self._tally.queue = nouns[1:] if found else []
        return found

    def _is_range(self, quantity: Quantity, following: Sequence[Quantity]) -> bool:
        """True for the first number of a range: 2-3次."""
        if not following or quantity.place.end is None or following[0].place.start is None:
            return False
        between = squeeze(self._text[quantity.place.end : following[0].place.start])
        return _PATTERNS["range"].search(between) is not None

    @staticmethod
    def _is_changed(found: Counted, words: str) -> bool:
        """True where the noun is what grew or shrank: 减少在职人员1名."""
        if found.start is None or found.entry.get("in_reason"):
            return False
        return _PATTERNS["changed"].search(words[-LONGEST:][: found.start]) is not None

    def _labelled(self, subject: Subject) -> Subject:
        """The subject with the name of another body than the one that publishes, if the sentence names it."""
        if subject.label or not subject.measure.startswith(tuple(_WORDS["labelled"])):
            return subject
        match = _PATTERNS["body"].search(self._tally.sentence)
        if match is None:
            return subject
        body = match["body"]
        nameless = body.startswith(tuple(_WORDS["no_names"]))
        if nameless or self._is_own(body) or not _PATTERNS["body_name"].search(body):
            return subject
        return Subject(subject.measure, label=body)

    def _is_own(self, body: str) -> bool:
        """True for the entity's name, a part of it (局), or a shorter form of it (市资源规划局)."""
        letters = iter(self._entity)
        if all(letter in letters for letter in body):
            return True
        return body.startswith(self._entity) and len(body) <= len(self._entity) + _SHORT_NAME

    def _amount(self, quantity: Quantity, words: str) -> Reading | None:
        """What counted things are worth: 新购置车辆2台,共计30.5万元; null for other figures than amounts."""
        before, self._tally.measure = self._tally.measure, None
        if quantity.kind != "amount" or quantity.where == "reason":
            return None
        for pattern in _AMOUNTS:
            family = pattern.entry.get("family")
            if family and not (before or "").startswith(family):
                continue
            measure = pattern.entry.get("measure", before)
            if measure and pattern.search(words):
                label = self._tally.label if measure == before else None
                return Reading(self._role(pattern.entry), Subject(measure, label=label))
        return None

    def _role(self, entry: dict[str, Any]) -> str:
        """What an amount is: of what was counted, or a value in its own right."""
        if not entry.get("value"):
            return "amount"
        return "initial_budget" if self._basis.is_budget else "final"


def _may_count(item: Quantity | Unnumbered) -> bool:
    return item.kind in ("count", "zero")


def _belongs_to_next(item: Quantity | Unnumbered) -> bool:
    """True for a limit or a statement without a number: its words belong to the figure after it."""
    return item.kind != "zero" if isinstance(item, Unnumbered) else item.where == "threshold"
