"""Facts that sentences state: each figure with its measure, its role and what it is compared with.

A sentence is a sequence of quantities with words between them. The words directly before a figure give its
subject (`extractors.narrative.subjects`) and its role (`extractors.narrative.clauses`); what they leave open
is inherited from the figure before, the sentence before or the heading (DOMAIN.md §3.5). A figure whose
measure is not sure gives no fact. Glossary, table of contents and thresholds give none either.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.document import Document, Paragraph
from extractors.narrative.clauses import Basis, Reading, comparator_in, read_change, read_rate, read_value
from extractors.narrative.counted import CountReader
from extractors.narrative.reasons import find_reasons
from extractors.narrative.subjects import (
    Setting,
    Subject,
    find_subject,
    setting_of,
    side_of,
    side_of_titles,
    squeeze,
    unit_sections,
)
from extractors.outline.section_index import SectionIndex
from extractors.records import Fact, Identity, Quantity, Reason, Section
from patterns import compiled, load

_CLAUSES = compiled("clauses")
_WORDS = load("clauses")["words"]
_SILENT_SECTIONS = frozenset(_WORDS["silent_sections"])
_SCOPE = {m["id"]: m.get("scope") for m in load("measures")["measure"]}
_KINDS = ("final_account", "budget")
_ITEMS = ("data_item", "run_on_heading")
"""Headings that are the beginning of a sentence: what stands on the next line goes on with it."""
_SILENT = ("toc", "glossary")
_CONFIDENCE = 0.9
_RESIDUE_CONFIDENCE = 0.6
_LONG = 80
"""A sentence that a page break cuts is looked back into for so many characters."""
_SHORT = 40
"""A sentence without a figure that is only a subject is not longer."""


def facts_from_narrative(
    doc: Document, sections: Sequence[Section], quantities: Sequence[Quantity], identity: Identity
) -> tuple[list[Fact], list[Reason]]:
    """The facts of final accounts and budgets in reading order, and the reasons given for changes.

    `Fact.reason` and `Reason.facts` are positions in the two lists. Change and growth are signed.
    """
    if identity.doc_kind not in _KINDS:
        return [], []
    walk = _Walk(doc, Basis(identity.doc_kind == "budget", identity.fiscal_year))
    index = SectionIndex(sections)
    settings: dict[int | None, Setting] = {}
    units = unit_sections(sections)
    for before, paragraph, inside in _by_paragraph(doc, quantities):
        number = index.at(paragraph.start)
        if number not in settings:
            settings[number] = setting_of(sections, list(index.chain(number)), units)
        goes_on = before is not None and index.at(before.start) == number
        if goes_on and before is not None and number is not None and sections[number].kind not in _ITEMS:
            goes_on = before.start >= (sections[number].place.end or 0)
        walk.read(paragraph, inside, settings[number], before, goes_on)
    return find_reasons(doc, sections, walk.facts)


def _by_paragraph(
    doc: Document, quantities: Sequence[Quantity]
) -> Iterator[tuple[Paragraph | None, Paragraph, list[Quantity]]]:
    """The paragraph before, a paragraph that holds quantities, and them; cells of tables are left out."""
    paragraphs = list(doc.paragraphs)
    starts = [p.start for p in paragraphs]
    inside: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        start = quantity.place.start
        slot = bisect_right(starts, start) - 1 if start is not None else -1
        if slot >= 0 and start is not None and start < paragraphs[slot].end:
            inside.setdefault(slot, []).append(quantity)
    for slot, found in sorted(inside.items()):
        yield (paragraphs[slot - 1] if slot else None), paragraphs[slot], found


@dataclass(slots=True)
class _State:
    """What the next figure of a paragraph inherits."""

    subject: Subject | None = None
    comparator: str | None = None
    outer: list[tuple[Subject | None, str | None]] = field(default_factory=list)
    """Subject and comparator before each open bracket."""
    listed: bool = False
    """The value before is a member of a list: a change behind it may be about the whole list."""
    itemised: bool = False
    """其中 has begun to list the parts of a total in this sentence."""
    paired: bool = False
    """The words before the last figure say that it is the first of two: 收、支总计各是."""
    reading: Reading | None = None
    """How the figure before was read."""


class _Walk:
    """Reads paragraphs in order; `side` and the number of the statement go on from one to the next."""

    def __init__(self, doc: Document, basis: Basis) -> None:
        self._doc = doc
        self._basis = basis
        self._counts = CountReader(doc.text)
        self._side: str | None = None
        self._setting: Setting | None = None
        self._statement = -1
        self._last = _State()
        self._last_end = -1
        self._rest = ""
        self.facts: list[Fact] = []

    def read(
        self,
        paragraph: Paragraph,
        inside: Sequence[Quantity],
        setting: Setting,
        before: Paragraph | None,
        goes_on: bool,
    ) -> None:
        """Adds the facts of one paragraph.

        `goes_on` says that the paragraph before is of the same section: a sentence may run over both.
        """
        text = self._doc.text
        if setting is not self._setting:
            self._setting = setting
            self._side = side_of_titles(setting.titles) or self._side
        opening = self._opening(before if goes_on else None)
        in_sentence = bool(opening) and before is not None and before.end == self._last_end
        if in_sentence:
            state = self._last
        else:
            state = _State(self._heading(setting))
            if before is not None and before.end == self._last_end and _goes_on(text, before):
                state.comparator = self._last.comparator
            self._statement += 1
        counts = self._counts.read(paragraph, inside, setting, opening, in_sentence)
        at = paragraph.start
        for number, quantity in enumerate(inside):
            start, end = quantity.place.start, quantity.place.end
            if start is None or end is None or quantity.where in _SILENT:
                return
            if quantity.where == "threshold":
                continue  # its words belong to the figure after it
            is_first = at == paragraph.start
            words = (opening if is_first else "") + squeeze(text[at:start])
            words = self._brackets(self._sentences(words, is_first, setting, state), state)
            at = end
            if quantity.kind == "count" or number in counts:
                state.reading = counts.get(number)
            else:
                state.reading = self._reading(quantity, words, setting, state)
            if state.reading is not None:
                self._add(quantity, state.reading, setting, state)
        self._last, self._last_end = state, paragraph.end
        self._rest = squeeze(text[at : paragraph.end])

    def _opening(self, before: Paragraph | None) -> str:
        """The words of a sentence that a line break of the page left in the paragraph before."""
        if before is None:
            return ""
        words = self._rest
        if before.end != self._last_end:
            words = squeeze(self._doc.text[max(before.start, before.end - _LONG) : before.end])
        return "" if not words or words[-1] in _WORDS["sentence_ends"] else words

    def _heading(self, setting: Setting) -> Subject | None:
        """The subject that the heading of a paragraph names."""
        if not setting.titles:
            return None
        title = _CLAUSES["title_end"].sub("", setting.titles[0])
        return find_subject(title, setting)

    def _sentences(self, words: str, opening: bool, setting: Setting, state: _State) -> str:
        """The words of the figure's own sentence; sentences before it may name the subject."""
        *before, last = words.split(_WORDS["full_stop"])
        compared = state.comparator
        if before and state.itemised:
            # 其中: …、公务接待费2万元。比上年减少1万元: of the whole or of the last part, nobody knows.
            state.itemised, state.subject = False, None
        for number, sentence in enumerate(before):
            state.comparator = None
            if not number and not opening:
                continue  # the rest of the sentence of the figure before
            names_item = _CLAUSES["item.mark_in_sentence"].search(sentence) is not None
            if names_item or (len(sentence) <= _SHORT and not _has_clauses(sentence)):
                subject = find_subject(sentence, setting)
                if subject is not None or names_item:
                    self._statement += 1
                    state.subject = subject
        if last.startswith(_WORDS["goes_into"]):
            state.comparator = compared
        state.itemised = state.itemised or _WORDS["goes_into"] in last
        return last

    def _brackets(self, words: str, state: _State) -> str:
        """Figures in brackets have their own subject; behind the bracket the one before it counts again."""
        opens, closes = _WORDS["brackets"]
        for character in words:
            if character == opens:
                state.outer.append((state.subject, state.comparator))
            elif character == closes and state.outer:
                state.subject, state.comparator = state.outer.pop()
        return words

    def _reading(self, quantity: Quantity, words: str, setting: Setting, state: _State) -> Reading | None:
        kind = quantity.kind
        if setting.canonical & _SILENT_SECTIONS:
            return None
        if quantity.where == "reason":
            return Reading("reason_amount") if kind == "amount" and state.subject else None
        if kind not in ("amount", "percent"):
            return None
        reading = self._second(words, state)
        if reading is not None:
            return reading
        state.paired = _CLAUSES["distributive"].search(words) is not None
        reading = read_change(words, setting, self._basis, kind, state.comparator)
        if reading is not None and (reading.about_other or _changes_side(reading, state.subject)):
            state.subject = None
        if reading is not None and reading.subject is not None:
            state.listed = False
        if reading is not None and reading.subject is None and state.listed:
            return None
        if reading is None:
            reading = (
                read_rate(words, setting, state.reading)
                if kind == "percent"
                else read_value(words, setting, self._basis, self._side)
            )
            state.comparator = comparator_in(words, self._basis) or state.comparator
            if kind == "amount":
                state.listed = words.startswith(_WORDS["list_mark"])
        if reading is None and kind == "amount":
            state.subject = None
        if reading is not None and reading.comparator and reading.role != "completion_rate":
            state.comparator = reading.comparator
        return reading

    def _second(self, words: str, state: _State) -> Reading | None:
        """The second figure of two totals side by side, read as the first: 总计各是1.5,1.5万元."""
        paired, state.paired = state.paired, False
        if not paired or state.reading is None or state.subject is None:
            return None
        if state.subject.measure not in _WORDS["paired"]:
            return None
        return state.reading if _CLAUSES["side_by_side"].search(words) else None

    def _add(self, quantity: Quantity, reading: Reading, setting: Setting, state: _State) -> None:
        subject = reading.subject or state.subject
        if reading.subject is not None and quantity.kind != "count" and reading.role != "amount":
            if reading.subject != state.subject:
                self._statement += 1
            state.subject = reading.subject
            self._side = side_of(reading.subject.measure) or self._side
        if subject is None or reading.role is None:
            return
        year = self._basis.fiscal_year
        residue = reading.residue
        sign = -1 if reading.direction == -1 else 1
        value = quantity.value * sign
        direction = reading.direction
        if direction is not None:
            # 减少-5 is an increase; both directions printed leave the sign open.
            direction = None if residue and value else (value > 0) - (value < 0)
        self.facts.append(
            Fact(
                place=quantity.place,
                measure=subject.measure,
                role=reading.role,
                source_kind="narrative",
                scope=_SCOPE.get(subject.measure) or setting.scope,
                section=quantity.section,
                statement=self._statement,
                value_year=None if year is None else year - reading.years_back,
                function_code=subject.function_code,
                economic_code=subject.economic_code,
                item_label=subject.label or setting.unit,
                unit=setting.unit,
                unit_raw=quantity.unit_raw,
                value_raw=quantity.value_raw,
                decimals=quantity.decimals,
                value=value,
                value_yuan=None if quantity.value_yuan is None else quantity.value_yuan * sign,
                direction=direction,
                comparator=reading.comparator,
                denominator=reading.denominator,
                budget_basis=reading.budget_basis,
                value_state=_value_state(quantity.value, residue),
                extractor="statement",
                confidence=_RESIDUE_CONFIDENCE if residue else _CONFIDENCE,
            )
        )


def _goes_on(text: str, before: Paragraph) -> bool:
    """Whether the paragraph before leads on to this one: 其中： and members of a list."""
    return text[before.start : before.end].rstrip()[-1:] in tuple(_WORDS["goes_on"])


def _changes_side(reading: Reading, subject: Subject | None) -> bool:
    """True for a change of expenditure behind a figure of income, and the other way round."""
    side = side_of(subject.measure) if subject is not None else None
    return reading.side is not None and side is not None and reading.side != side


def _has_clauses(sentence: str) -> bool:
    return any(mark in sentence for mark in _WORDS["clause_marks"])


def _value_state(value: Decimal, residue: bool) -> str:
    if residue:
        return "template_residue"
    return "printed_zero" if value == 0 else "printed"
