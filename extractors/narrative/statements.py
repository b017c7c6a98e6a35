"""Facts that sentences state: each figure with its measure, its role and what it is compared with.

A sentence is a sequence of quantities with words between them; some statements have no number
(`extractors.narrative.unnumbered`). The words directly before a figure give its subject
(`extractors.narrative.subjects`) and its role (`extractors.narrative.clauses`); what they leave open is
inherited from the figure before, the sentence before or the heading (docs/domain.md §3.5). A figure whose
measure is not sure gives no fact. Glossary, table of contents and thresholds give none either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, takewhile

from extractors.document import Document, Paragraph
from extractors.narrative.clauses import Basis, Reading, comparator_in, read_change, read_rate, read_value
from extractors.narrative.counted import CountReader
from extractors.narrative.distributed import read_spread, run_length
from extractors.narrative.figures import fact_of_figure, fact_without_figure
from extractors.narrative.grand_totals import name_grand_totals
from extractors.narrative.lead_ins import LeadIns
from extractors.narrative.passages import passages, span_of
from extractors.narrative.reasons import find_reasons
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import (
    Setting,
    Subject,
    setting_of,
    side_of,
    side_of_titles,
    squeeze,
    unit_sections,
)
from extractors.narrative.subjects import find_subject
from extractors.narrative.unnumbered import Unnumbered, read_unnumbered
from extractors.narrative.wholes import Wholes
from extractors.outline.section_index import SectionIndex
from extractors.records import Fact, Identity, Quantity, Reason, Section
from patterns import compiled, load

_CLAUSES = compiled("clauses")
_WORDS = load("clauses")["words"]
_SILENT_SECTIONS = frozenset(_WORDS["silent_sections"] + _WORDS["other_money"])
_KINDS = ("final_account", "budget")
_ITEMS = ("data_item", "run_on_heading")
"""Headings that are the beginning of a sentence: what stands on the next line goes on with it."""
_SILENT = ("toc", "glossary")
_VALUES = ("final", "initial_budget")
_CHANGES = ("change_", "growth_")
_LONG = 80
"""A sentence that a page break cuts is looked back into for so many characters."""


def facts_from_narrative(
    doc: Document, sections: Sequence[Section], quantities: Sequence[Quantity], identity: Identity
) -> tuple[list[Fact], list[Reason]]:
    """The facts of final accounts and budgets in reading order, and the reasons given for changes.

    `Fact.reason` and `Reason.facts` are positions in the two lists. Change and growth are signed.
    """
    if identity.doc_kind not in _KINDS:
        return [], []
    basis = Basis(identity.doc_kind == "budget", identity.fiscal_year)
    walk = _Walk(doc, basis, identity.entity_name)
    index = SectionIndex(sections)
    settings: dict[int | None, Setting] = {}
    units = unit_sections(sections)
    leads = LeadIns(doc, sections, index)
    for before, paragraph, inside in passages(doc, quantities):
        number = index.at(paragraph.start)
        if number not in settings:
            settings[number] = setting_of(sections, list(index.chain(number)), units)
        goes_on = before is not None and index.at(before.start) == number
        if goes_on and before is not None and number is not None and sections[number].kind not in _ITEMS:
            goes_on = before.start >= (sections[number].place.end or 0)
        walk.section = number
        walk.read(paragraph, inside, leads.narrowed(settings[number], paragraph), before, goes_on)
    return find_reasons(doc, sections, name_grand_totals(walk.facts, doc.text))


class _Walk:
    """Reads paragraphs in order; `side` and the number of the statement go on from one to the next."""

    def __init__(self, doc: Document, basis: Basis, entity: str | None) -> None:
        self._doc = doc
        self._basis = basis
        self._counts = CountReader(doc.text, basis, entity)
        self._wholes = Wholes()
        self._side: str | None = None
        self._setting: Setting | None = None
        self._titled: tuple[Setting | None, Subject | None] = (None, None)
        """The setting of the last paragraph, and the subject that its heading names."""
        self._statement = -1
        self._last = Sentence()
        self._last_end = -1
        self._rest = ""
        self._led: tuple[int | None, str | None] = (None, None)
        """The section of a list that 其中： has opened, and what its numbered members are compared with."""
        self.section: int | None = None
        """The section of the paragraph that is read."""
        self.facts: list[Fact] = []

    def read(
        self,
        paragraph: Paragraph,
        inside: Sequence[Quantity | Unnumbered],
        setting: Setting,
        before: Paragraph | None,
        goes_on: bool,
    ) -> None:
        """Adds the facts and reasons of one paragraph.

        `goes_on` says that the paragraph before is of the same section: a sentence may run over both.
        """
        text = self._doc.text
        if setting is not self._setting:
            self._setting = setting
            self._side = side_of_titles(setting.titles) or self._side
            self._wholes.enter(setting)
        opening = self._opening(before if goes_on else None)
        follows = goes_on and before is not None and before.end == self._last_end
        in_sentence = follows and (bool(opening) or not self._rest)  # a page may end with a figure
        if in_sentence:
            sentence = self._last
        else:
            sentence = Sentence(self._heading(setting))
            if before is not None and before.end == self._last_end and _goes_on(text, before):
                self._led = (setting.around, self._last.comparator)
            elif setting.is_around or setting.around != self._led[0]:
                self._led = (None, None)
            sentence.comparator = self._led[1]
            self._statement += 1
        figures = [q for q in inside if isinstance(q, Quantity)]
        if any(q.where in _SILENT for q in figures):
            return
        counts = self._counts.read(paragraph, inside, setting, opening, in_sentence)
        counted = {id(inside[number]): reading for number, reading in counts.items()}
        at, number = paragraph.start, 0
        while number < len(inside):
            item = inside[number]
            number += 1
            start, end = span_of(item)
            if isinstance(item, Quantity) and item.where == "threshold":
                continue  # its words belong to the figure after it
            is_first = at == paragraph.start
            words = (opening if is_first else "") + squeeze(text[at:start])
            words, begun = sentence.enter(words, is_first, setting)
            self._statement += begun
            at = end
            if isinstance(item, Unnumbered):
                self._say(item, words, setting, sentence, counted.get(id(item)))
            elif item.kind == "count" or id(item) in counted:
                sentence.reading = counted.get(id(item))
                if sentence.reading is not None:
                    self._add(item, sentence.reading, setting, sentence)
            else:
                run = self._run(inside[number - 1 :])
                spread = self._spread(words, run, setting, sentence)
                if spread is not None:
                    number += len(run) - 1
                    at = span_of(run[-1])[1]
                    continue
                sentence.reading = self._reading(item, words, setting, sentence)
                if sentence.reading is not None:
                    self._add(item, sentence.reading, setting, sentence)
        self._last, self._last_end = sentence, paragraph.end
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
        if setting is not self._titled[0]:
            title = _CLAUSES["title_end"].sub("", setting.titles[0])
            self._titled = (setting, find_subject(title, setting))
        return self._titled[1]

    def _run(self, inside: Sequence[Quantity | Unnumbered]) -> list[Quantity]:
        """The figures of one kind that stand side by side from the first one of `inside` on."""
        figures = list(takewhile(lambda item: isinstance(item, Quantity), inside))
        run = [q for q in figures if isinstance(q, Quantity)]
        text, spans = self._doc.text, [span_of(q) for q in run]
        between = ["", *(squeeze(text[a[1] : b[0]]) for a, b in pairwise(spans))]
        return run[: run_length([q.kind for q in run], between)]

    def _spread(
        self, words: str, run: Sequence[Quantity], setting: Setting, sentence: Sentence
    ) -> list[tuple[Reading, ...]] | None:
        """Facts of figures that are divided among several subjects; null where they are not."""
        if run[0].where == "reason" or setting.canonical & _SILENT_SECTIONS:
            return None
        spread = read_spread(words, run, setting, self._basis, sentence)
        for quantity, readings in zip(run, spread or (), strict=False):
            for reading in readings:
                self._add(quantity, reading, setting, sentence)
                sentence.reading = reading
        if spread is not None and len(set(sentence.spread)) > 1:
            sentence.subject = None
        return spread

    def _reading(
        self, quantity: Quantity, words: str, setting: Setting, sentence: Sentence
    ) -> Reading | None:
        kind = quantity.kind
        if setting.canonical & _SILENT_SECTIONS:
            return None
        if quantity.where == "reason":
            return Reading("reason_amount") if kind == "amount" and sentence.subject else None
        if kind not in ("amount", "percent"):
            return None
        reading = read_change(words, setting, self._basis, kind, sentence.comparator)
        if reading is not None and (reading.about_other or _changes_side(reading, sentence.subject)):
            sentence.subject = None
        if reading is not None and reading.subject is not None:
            sentence.listed = False
        if reading is not None and reading.subject is None and sentence.listed:
            return None
        if reading is None:
            reading = (
                read_rate(words, setting, sentence.reading, sentence.subject, sentence.budget)
                if kind == "percent"
                else read_value(words, setting, self._basis, self._side)
            )
            sentence.comparator = comparator_in(words, self._basis) or sentence.comparator
            if kind == "amount":
                sentence.listed = words.startswith(_WORDS["list_mark"])
        if reading is None and kind == "amount":
            sentence.subject = None
        if reading is not None and reading.budget_basis:
            sentence.budget = reading.budget_basis
        if reading is not None and reading.comparator and reading.role != "completion_rate":
            sentence.comparator = reading.comparator
        return reading

    def _say(
        self, said: Unnumbered, words: str, setting: Setting, sentence: Sentence, counted: Reading | None
    ) -> None:
        """The facts of a statement without a number; `counted` reads a zero that counts things."""
        if setting.quiet:
            return
        place = self._doc.place(said.start, said.end)
        for subject, reading in self._counts.none(said, setting):
            fact = fact_without_figure(place, self.section, subject, reading, setting, self._basis)
            self.facts.append(replace(fact, statement=self._statement))
        if setting.canonical & _SILENT_SECTIONS:
            return
        if said.kind == "zero":
            kind, yuan = ("count", None) if counted else ("amount", Decimal("0.00"))
            zero = Quantity(place, self.section, kind, said.said, None, 0, Decimal(0), yuan, "body")
            sentence.reading = counted or self._reading(zero, words, setting, sentence)
            if sentence.reading is not None:
                self._add(zero, sentence.reading, setting, sentence)
            return
        for subject, reading in read_unnumbered(said, words, setting, self._basis, sentence):
            self._enter(subject, reading, Decimal(0), sentence)
            fact = fact_without_figure(place, self.section, subject, reading, setting, self._basis)
            self.facts.append(replace(fact, statement=self._statement))

    def _enter(self, subject: Subject, reading: Reading, value: Decimal, sentence: Sentence) -> None:
        """Makes `subject` the one that the sentence is about."""
        if subject != sentence.subject:
            self._statement += 1
        sentence.subject = subject
        self._side = side_of(subject.measure) or self._side
        if reading.role in _VALUES:
            sentence.valued.add(subject)
            self._wholes.state(subject, value)
        elif reading.comparator and (reading.role or "").startswith(_CHANGES):
            stated = sentence.rated if (reading.role or "").startswith("growth_") else sentence.changed
            stated.add((subject, reading.comparator))

    def _add(self, quantity: Quantity, reading: Reading, setting: Setting, sentence: Sentence) -> None:
        """The fact of a figure."""
        subject = reading.subject or sentence.subject
        if subject is None or reading.role is None:
            if reading.subject is not None and quantity.kind != "count":
                self._enter(reading.subject, reading, quantity.value, sentence)
            return
        if quantity.kind != "count" and reading.role not in ("amount", "reason_amount"):
            self._enter(subject, reading, quantity.value, sentence)
        if reading.role == "share":
            whole = self._wholes.of(subject, reading.denominator, quantity, setting)
            reading = replace(reading, denominator=whole)
        self.facts.append(fact_of_figure(quantity, subject, reading, setting, self._basis, self._statement))


def _goes_on(text: str, before: Paragraph) -> bool:
    """Whether the paragraph before leads on to this one: 其中： and members of a list."""
    return text[before.start : before.end].rstrip()[-1:] in tuple(_WORDS["goes_on"])


def _changes_side(reading: Reading, subject: Subject | None) -> bool:
    """True for a change of expenditure behind a figure of income, and the other way round."""
    side = side_of(subject.measure) if subject is not None else None
    return reading.side is not None and side is not None and reading.side != side
