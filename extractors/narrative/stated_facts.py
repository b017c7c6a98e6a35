"""The facts that sentences have stated so far, and what they leave for the figures to come."""

from __future__ import annotations

from decimal import Decimal

from extractors.document import Place
from extractors.frozen import replaced
from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.constructions import construction
from extractors.narrative.denominators import Denominators
from extractors.narrative.figures import fact_of_figure, fact_without_figure
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Setting
from extractors.narrative.sides import side_of, side_of_titles
from extractors.records import Fact, Quantity

VALUES = ("final", "initial_budget")
"""Roles of what a document is about: what else it says is compared with these."""
_CHANGE, _GROWTH = "change_", "growth_"
_OF_OTHERS = ("amount", "reason_amount")
"""Roles of amounts that do not make their subject the one that the sentence is about."""


class StatedFacts:
    """Facts in reading order. Those of one statement (a figure with its changes) share its number."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.side: str | None = None
        """Income or expenditure, whichever figures and titles were about last."""
        self._statement = -1
        self._denominators = Denominators()
        self._setting: Setting | None = None

    def enter(self, setting: Setting) -> None:
        """Takes up the setting of the paragraph to come."""
        if setting is not self._setting:
            self._setting = setting
            self.side = side_of_titles(setting.titles) or self.side
            self._denominators.enter(setting)

    def begin(self, statements: int = 1) -> None:
        """Begins so many statements; the last of them goes on."""
        self._statement += statements

    def add(self, quantity: Quantity, aspects: Aspects, setting: Setting, sentence: Sentence) -> None:
        """The fact of a figure; none where its subject or its role is not known."""
        subject = aspects.subject or sentence.subject
        counts = quantity.kind == "count"
        if subject is None or aspects.role is None:
            if aspects.subject is not None and not counts:
                self.turn_to(aspects.subject, aspects, quantity.value, sentence)
            return
        if not counts and aspects.role not in _OF_OTHERS:
            self.turn_to(subject, aspects, quantity.value, sentence)
        how = construction(subject, aspects, setting, sentence)
        if aspects.role == "share":
            denominator = self._denominators.of(subject, aspects.denominator, quantity, setting)
            aspects = replaced(aspects, denominator=denominator)
        fact = fact_of_figure(quantity, subject, aspects, setting, self._statement)
        self.facts.append(replaced(fact, construction=how))

    def retract(self, place: Place) -> None:
        """Takes back the fact of the last figure, if it stands at `place`."""
        if self.facts and self.facts[-1].place == place:
            self.facts.pop()

    def add_unnumbered(self, place: Place, subject: Subject, aspects: Aspects, setting: Setting) -> None:
        """The fact of words without a figure."""
        fact = fact_without_figure(place, setting.section, subject, aspects, setting, self._statement)
        how = construction(subject, aspects, setting, Sentence())
        self.facts.append(replaced(fact, construction=how))

    def turn_to(self, subject: Subject, aspects: Aspects, value: Decimal, sentence: Sentence) -> None:
        """Makes `subject`, of which a figure is read, the one that the sentence is about."""
        if subject != sentence.subject:
            self._statement += 1
        sentence.subject = subject
        self.side = side_of(subject.measure) or subject.side or self.side
        role = aspects.role or ""
        if role in VALUES:
            sentence.valued.add(subject)
            if not subject.is_item and (side := side_of(subject.measure)) is not None:
                sentence.totals.setdefault(side, subject)
            self._denominators.state(subject, value)
        elif aspects.comparator and role.startswith(_GROWTH):
            sentence.rated.add((subject, aspects.comparator))
        elif aspects.comparator and role.startswith(_CHANGE):
            sentence.changed.add((subject, aspects.comparator))
