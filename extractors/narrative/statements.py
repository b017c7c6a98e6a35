"""Facts that sentences state: each figure with its measure, its role and what it is compared with.

A sentence is a sequence of quantities with words between them; some statements have no number
(`extractors.narrative.unnumbered`). The words directly before a figure give its subject
(`extractors.narrative.subjects`) and its aspects (`changes`, `rates`, `values`); what they leave open is
inherited from the figure before, the sentence before or the heading (docs/domain.md §3.5). A figure whose
measure is not sure gives no fact. Glossary, table of contents and thresholds give none either.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from extractors.document import Document, Paragraph
from extractors.frozen import replaced
from extractors.narrative.aspects import Aspects
from extractors.narrative.continuation import Continuation
from extractors.narrative.counted import Counts
from extractors.narrative.distributed import read_spread, run_length
from extractors.narrative.figure_aspects import is_silent, read_figure
from extractors.narrative.grand_totals import name_grand_totals
from extractors.narrative.lead_ins import LeadIns
from extractors.narrative.led_lists import LedLists
from extractors.narrative.passages import Item, passages, span_of
from extractors.narrative.proven_changes import settle
from extractors.narrative.reasons import find_reasons
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import STATEMENT_KINDS, Basis, Setting, Settings
from extractors.narrative.squeezed import squeeze
from extractors.narrative.stated_facts import VALUES, StatedFacts
from extractors.narrative.unnumbered import Unnumbered
from extractors.narrative.unnumbered_aspects import read_unnumbered
from extractors.records import Fact, Identity, Quantity, Reason, Section

_KINDS = ("final_account", "budget")
_SILENT = ("toc", "glossary")


def facts_from_narrative(
    doc: Document, sections: Sequence[Section], quantities: Sequence[Quantity], identity: Identity
) -> tuple[list[Fact], list[Reason]]:
    """The facts of final accounts and budgets in reading order, and the reasons given for changes.

    `Fact.reasons` are positions in the second list. Change and growth are signed.
    """
    if identity.doc_kind not in _KINDS:
        return [], []
    settings = Settings(sections, Basis(identity.doc_kind == "budget", identity.fiscal_year))
    walk = _Walk(doc, settings, identity.entity_name)
    for before, paragraph, inside in passages(doc, quantities):
        walk.read(before, paragraph, inside)
    return find_reasons(doc, settings, name_grand_totals(walk.stated.facts, doc.text))


class _Walk:
    """Reads paragraphs in order; what one leaves open goes on to the next."""

    def __init__(self, doc: Document, settings: Settings, entity: str | None) -> None:
        self._doc = doc
        self._settings = settings
        self._lead_ins = LeadIns(doc, settings)
        self._counts = Counts(doc.text, entity)
        self._continuation = Continuation(doc.text)
        self._lists = LedLists(doc.text, settings.index)
        self.stated = StatedFacts()

    def read(self, before: Paragraph | None, paragraph: Paragraph, inside: Sequence[Item]) -> None:
        """Adds the facts of one paragraph; `before` is the one before it."""
        setting = self._lead_ins.narrowed(self._settings.at(paragraph.start), paragraph)
        self.stated.enter(setting)
        opening = self._continuation.open(setting, before, self._goes_on(before, paragraph))
        if not opening.in_sentence:
            self.stated.begin()
        if any(isinstance(item, Quantity) and item.where in _SILENT for item in inside):
            return
        sentence = opening.sentence
        if not opening.in_sentence:
            self._lists.enter(sentence, before, setting.section)
        counts = self._counts.read(paragraph, inside, setting, opening.words, opening.in_sentence)
        at, number = paragraph.start, 0
        while number < len(inside):
            item, counted = inside[number], counts.get(number)
            number += 1
            if isinstance(item, Quantity) and item.where == "threshold":
                continue  # its words belong to the figure after it
            start, end = span_of(item)
            is_first = at == paragraph.start
            words = (opening.words if is_first else "") + squeeze(self._doc.text[at:start])
            if is_first and start < at and before is not None:  # broken between two paragraphs
                words = words.removesuffix(squeeze(self._doc.text[start : before.end]))
            words, begun = sentence.enter(words, is_first, setting)
            self.stated.begin(begun)
            at = end
            if isinstance(item, Unnumbered):
                self._read_unnumbered(item, words, setting, sentence, counted)
            elif item.kind == "count" or counted is not None:
                self._add(item, counted, setting, sentence)
            elif run := self._read_spread(words, inside[number - 1 :], setting, sentence):
                number += len(run) - 1
                at = span_of(run[-1])[1]
            else:
                aspects = read_figure(item, words, setting, sentence, self.stated.side)
                aspects = settle(item, aspects, setting, sentence, self.stated)
                self._add(item, aspects, setting, sentence)
        self._continuation.close(sentence, paragraph, at)
        self._lists.leave(sentence, paragraph, setting.section)

    def _goes_on(self, before: Paragraph | None, paragraph: Paragraph) -> bool:
        """Whether the paragraph before is of the same section: a sentence may run over both."""
        section = self._settings.index.at(paragraph.start)
        if before is None or self._settings.index.at(before.start) != section:
            return False
        if section is None or self._settings.sections[section].kind in STATEMENT_KINDS:
            return True
        return before.start >= (self._settings.sections[section].place.end or 0)

    def _add(self, quantity: Quantity, aspects: Aspects | None, setting: Setting, sentence: Sentence) -> None:
        """The fact of a figure, if it is read; the figure after it knows how it was."""
        sentence.before = aspects
        if aspects is not None:
            self.stated.add(quantity, aspects, setting, sentence)
            subject = aspects.subject or sentence.subject
            if subject is not None and quantity.value_yuan is not None and aspects.role in VALUES:
                sentence.state(subject, aspects.role, quantity.value_yuan)

    def _read_spread(
        self, words: str, following: Sequence[Item], setting: Setting, sentence: Sentence
    ) -> list[Quantity]:
        """The figures of a list that is divided among several subjects, after their facts are added; empty
        where none is divided. `following` are the first figure and what stands behind it."""
        run = self._run(following)
        if run[0].where == "reason" or is_silent(setting):
            return []
        spread = read_spread(words, run, sentence.listing(setting), sentence)
        if spread is None:
            return []
        for quantity, divided in zip(run, spread, strict=False):
            for aspects in divided:
                sentence.is_part = sentence.listing(setting) is not setting
                subject = aspects.subject
                whose = subject and sentence.placed(subject, quantity.value_yuan)
                self._add(quantity, replaced(aspects, subject=whose), setting, sentence)
        if len(set(sentence.spread)) > 1:
            sentence.subject = None
        return run

    def _run(self, following: Sequence[Item]) -> list[Quantity]:
        """The figures of one kind that stand side by side from the first of `following` on."""
        figures = list(takewhile(lambda item: isinstance(item, Quantity), following))
        run = [q for q in figures if isinstance(q, Quantity)]
        text, spans = self._doc.text, [span_of(q) for q in run]
        between = ["", *(squeeze(text[a[1] : b[0]]) for a, b in pairwise(spans))]
        return run[: run_length([q.kind for q in run], between)]

    def _read_unnumbered(
        self,
        statement: Unnumbered,
        words: str,
        setting: Setting,
        sentence: Sentence,
        counted: Aspects | None,
    ) -> None:
        """The facts of a statement without a number; `counted` reads a zero that counts things."""
        if setting.quiet:
            return
        place = self._doc.place(statement.start, statement.end)
        for subject, aspects in self._counts.none(statement, setting):
            self.stated.add_unnumbered(place, subject, aspects, setting)
        if is_silent(setting):
            return
        if statement.kind == "zero":
            kind, yuan = ("count", None) if counted else ("amount", Decimal("0.00"))
            zero = Quantity(place, setting.section, kind, statement.words, None, 0, Decimal(0), yuan, "body")
            read = counted or read_figure(zero, words, setting, sentence, self.stated.side)
            self._add(zero, read, setting, sentence)
            return
        for named, aspects in read_unnumbered(statement, words, sentence.listing(setting), sentence):
            subject = sentence.placed(named)
            self.stated.turn_to(subject, aspects, Decimal(0), sentence)
            self.stated.add_unnumbered(place, subject, aspects, setting)
