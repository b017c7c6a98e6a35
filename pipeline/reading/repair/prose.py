"""Amounts of sentences: what tables and sums of the document say of them, and they of the tables.

Once a document is read as a whole, its sentences print again what its tables hold, and add up by themselves.
The same search as over tables runs over all checks of the document, with the numbers of its sentences among
those that may have been misread.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from extractors.tables.cell_values import read_cell, squeeze
from pipeline.audit.recognition import PROVEN, UNPROVEN, span_of
from pipeline.reading.extraction import Extraction
from pipeline.reading.repair.changes import MARGIN, Search
from pipeline.reading.repair.equations import equations_of
from pipeline.reading.repair.grammar import Grammar
from pipeline.reading.repair.mending import SECOND_LOOK, Work
from pipeline.reading.repair.numbers import Layout, Number
from pipeline.reading.repair.options import SURE
from pipeline.reading.repair.second_look import Span
from pipeline.reading.tie_out import TiedOut

_UNEQUAL = ("P",)
"""Codes of checks that compare within intervals: beginnings."""
OPEN_FIGURE = 0.5
"""How sure a figure of a table is taken for that is open; one that is proven is sure."""


def mend_prose(found: Extraction, work: Work) -> bool:
    """Repairs amounts of sentences, and figures of tables that sentences settle; whether any was.

    `found` is what was read of the document once its tables were mended by `work`.
    """
    prose = _Prose(found, work)
    if not prose.numbers:
        return False
    work.add(prose.numbers.values())
    voted = prose.vote()
    return prose.settle() or voted


class _Prose:
    def __init__(self, found: Extraction, work: Work) -> None:
        self.found = found
        self.work = work
        self.numbers: dict[Span, Number] = {}
        """The numbers of sentences, by the places of their facts."""
        layout = Layout(work.replacements)
        document = found.document
        confidence = document.char_confidence
        for fact in found.facts if confidence is not None else ():
            span, raw = span_of(fact), fact.value_raw
            if fact.source_kind != "narrative" or span is None or not raw or confidence is None:
                continue
            own = confidence[slice(*span)]
            if document.text[slice(*span)] != raw or np.isnan(own).any() or read_cell(raw).value is None:
                continue
            start, end = layout.before(span)
            if work.original.text[start:end] == raw and start not in work.numbers:
                self.numbers[span] = Number(start, end, raw, float(own.min()), Grammar())
        self.spans = {layout.now(number.span): n for n, number in work.numbers.items()}
        self.spans |= {span: number.start for span, number in self.numbers.items()}
        """Numbers by where their facts are."""

    def vote(self) -> bool:
        """Lets both readings choose where a number is improbable; whether one was changed."""
        work = self.work
        unsure = sorted({number.start for number in self.numbers.values() if number.confidence < SURE})
        work.ask(unsure, work.most_looks)
        search = self._search()
        changed = False
        for n in unsure:
            options = work.options.get(n)
            if options is None or search.in_holding(n):
                continue
            best, raw = options.best, squeeze(work.numbers[n].raw)
            if best.text != raw and best.listed and best.score > options.score(raw) + MARGIN:
                work.choose(n, best.text, (SECOND_LOOK,))
                changed = True
        return changed

    def settle(self) -> bool:
        """Makes the changes that failing checks want, once sentences are heard; whether there was one."""
        work = self.work
        search = self._search()
        own = {number.start for number in self.numbers.values()}
        work.ask({n for e in search.failing() for n in search.equations[e].numbers} & own, work.most_looks)
        search = self._search()
        changes = search.accept()
        for change in changes:
            work.make(change, search)
        return bool(changes)

    def _search(self) -> Search:
        facts = self.found.facts
        checks = tuple(
            check
            for check in self.found.checks
            if not check.code.startswith(_UNEQUAL)
            and "≤" not in check.formula
            and all(facts[n].value_yuan is not None for n in (*check.lhs_facts, *check.rhs_facts))
        )
        equations = equations_of(TiedOut(self.found.tables, facts, checks), self.spans)
        return Search(equations, self.work.texts(), self.work.options, self._certainties())

    def _certainties(self) -> Mapping[int, float]:
        """How sure figures of tables are, by what identities said of them."""
        found: dict[int, float] = {}
        for fact in self.found.facts:
            span = span_of(fact)
            if fact.table is None or span not in self.spans:
                continue
            n = self.spans[span]
            if fact.ocr_status in PROVEN:
                found[n] = 1.0
            elif fact.ocr_status == UNPROVEN:
                found.setdefault(n, OPEN_FIGURE)
        return found
