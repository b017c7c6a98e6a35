"""The rounds of repair: ask, vote, tie out, change, tie out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.document import Candidate, Document, Reading
from extractors.edited import Replacement, edited
from extractors.outline.sections import outline
from extractors.records import Identity
from extractors.tables.cell_values import read_cell, squeeze
from pipeline.reading.repair.changes import SETTLED, Change, Search
from pipeline.reading.repair.equations import equations_of
from pipeline.reading.repair.headings import headings
from pipeline.reading.repair.labels import labels
from pipeline.reading.repair.numbers import Layout, Number, numbers_of
from pipeline.reading.repair.options import SURE, Options, options_of
from pipeline.reading.repair.second_look import SecondLook
from pipeline.reading.repair.wording import Reworded, reworded
from pipeline.reading.tie_out import TiedOut, tie_out_document

LOOKS_FOR_PAGE = 40
"""So many numbers of a document are looked at a second time at most for each recognised page, half of them
before an identity was asked, the least probable first."""
MOST_ROUNDS = 4
"""So many times a document is tied out again at most."""
SECOND_LOOK, GRAMMAR = "second_look", "grammar"
"""What chose a reading where no identity did."""


def mend(document: Document, tied: TiedOut, identity: Identity, look: SecondLook | None) -> Work | None:
    """The numbers of a document's recognised pages, repaired as far as its tables say; null without any.

    `tied` is the document as it was read; without a second look only what identities and columns say of small
    signs is put right. The same document and the same looks give the same result.
    """
    work = Work(document, tied, identity, look)
    if not work.numbers and not work.words:
        return None
    work.vote()
    for _ in range(MOST_ROUNDS):
        if not work.round():
            break
    return work


@dataclass(frozen=True, slots=True)
class State:
    """What stands, and why."""

    chosen: Mapping[int, str]
    chosen_by: Mapping[int, tuple[str, ...]]
    tied: TiedOut


class Work:
    """The numbers of one document, each named by where it began when the document was first read."""

    def __init__(
        self, document: Document, tied: TiedOut, identity: Identity, look: SecondLook | None
    ) -> None:
        self.original = document
        self.identity = identity
        self.tied = tied
        self.look = look
        self.looked: dict[int, tuple[Candidate, ...]] = {}
        self.options: dict[int, Options] = {}
        self.chosen: dict[int, str] = {}
        self.chosen_by: dict[int, tuple[str, ...]] = {}
        self.reworded = _without_overlap(
            headings(document, identity), reworded(document, identity), labels(document)
        )
        self.words = [(one.start, one.end, one.text) for one in self.reworded]
        taken = {one.start for one in self.reworded}
        self.numbers = {n.start: n for n in numbers_of(document) if n.start not in taken}
        if self.words:
            self.tied = self._tie_out()
        self.most_looks = LOOKS_FOR_PAGE * sum(page.origin == "ocr" for page in document.pages)

    @property
    def replacements(self) -> list[Replacement]:
        """What is replaced in the document as it was first read."""
        numbers = (
            (number.start, number.end, self.chosen[n])
            for n, number in self.numbers.items()
            if n in self.chosen and self.chosen[n] != number.raw
        )
        return [*numbers, *self.words]

    def document(self) -> Document:
        """The document as it stands, with what was looked at."""
        found = [*self.original.readings, *self._readings(), *map(_reading_of, self.reworded)]
        readings = tuple(sorted(found, key=lambda r: (r.start, r.end)))
        return edited(replace(self.original, readings=readings), self.replacements)

    def add(self, numbers: Iterable[Number]) -> None:
        """Takes more numbers among those that may have been misread."""
        self.numbers = dict(sorted({**self.numbers, **{n.start: n for n in numbers}}.items()))

    def state(self) -> State:
        """What stands, to come back to."""
        return State(self.chosen.copy(), self.chosen_by.copy(), self.tied)

    def restore(self, state: State) -> None:
        """Comes back to what stood; what was looked at stays known."""
        self.chosen, self.chosen_by, self.tied = dict(state.chosen), dict(state.chosen_by), state.tied

    def ask(self, wanted: Iterable[int], most: int) -> None:
        """Looks at numbers a second time, those of least confidence first, until `most` were looked at."""
        asked = sorted(
            (n for n in set(wanted) if n not in self.options), key=lambda n: (self.numbers[n].confidence, n)
        )
        if self.look is not None:
            asked = asked[: max(most - len(self.looked), 0)]
            given = self.look([self.numbers[n].span for n in asked])
            for n, candidates in zip(asked, given, strict=True):
                self.looked[n] = tuple(candidates)
        for n in asked:
            self.options[n] = options_of(self.numbers[n], self.looked.get(n))

    def texts(self) -> dict[int, str]:
        """What stands, by number."""
        return {n: self.chosen.get(n, squeeze(number.raw)) for n, number in self.numbers.items()}

    def choose(self, n: int, text: str, by: tuple[str, ...]) -> None:
        """Puts a string in the place of a number."""
        if text == squeeze(self.numbers[n].raw):  # a vote that an identity takes back
            self.chosen.pop(n, None)
            self.chosen_by.pop(n, None)
        else:
            self.chosen[n], self.chosen_by[n] = text, by

    def make(self, change: Change, search: Search) -> None:
        """Makes a change that a search found."""
        for n, text in change.moves.items():
            wanting = (search.equations[e] for e in change.wanted_by)
            self.choose(n, text, tuple(e.code for e in wanting if n in e.numbers))

    def vote(self) -> None:
        """Lets both readings choose what is improbable or ill-formed, and what no identity bears out."""
        search = self._search()
        suspicious = [
            n
            for n, number in self.numbers.items()
            if number.confidence < SURE or number.is_parted or not number.grammar.allows(squeeze(number.raw))
        ]
        self.ask(suspicious, self.most_looks // 2)
        for n in suspicious:
            options = self.options.get(n)
            if options is None or search.in_holding(n):
                continue
            best = options.best
            if read_cell(best.text).value is not None:
                self.choose(n, best.text, (SECOND_LOOK if best.listed else GRAMMAR,))
        if self.chosen:
            self.tied = self._tie_out()

    def round(self) -> bool:
        """One round of changes; whether there was one."""
        search = self._search()
        failing = search.failing()
        self.ask((n for e in failing for n in search.equations[e].numbers), self.most_looks)
        search = Search(search.equations, self.texts(), self.options)
        changes = search.accept()
        if not changes:
            return False
        before = self.state()
        for change in changes:
            self.make(change, search)
        self.tied = self._tie_out()
        if self.tied.n_failed > before.tied.n_failed or self.tied.n_held < before.tied.n_held:
            self.restore(before)
            return False
        return True

    def _search(self) -> Search:
        """The equations of tables over what stands."""
        layout = Layout(self.replacements)
        spans = {layout.now(number.span): n for n, number in self.numbers.items()}
        return Search(equations_of(self.tied, spans), self.texts(), self.options)

    def _tie_out(self) -> TiedOut:
        document = edited(self.original, self.replacements)
        return tie_out_document(document, self.identity, outline(document))

    def _readings(self) -> list[Reading]:
        found = []
        for n, options in sorted(self.options.items()):
            number = self.numbers[n]
            text, by = self.chosen.get(n, squeeze(number.raw)), self.chosen_by.get(n, ())
            by_identity = bool(by) and by[0] not in (SECOND_LOOK, GRAMMAR)
            doubtful = not by_identity and options.certainty(text) < SETTLED
            doubtful = doubtful or not number.grammar.allows(text) or (number.is_parted and not by)
            candidates = _with_raw(self.looked.get(n, ()), number)
            found.append(Reading(number.start, number.end, number.raw, candidates, by, doubtful))
        return found


def _without_overlap(*lists: Sequence[Reworded]) -> list[Reworded]:
    """All of the first list, and of each other what touches nothing of those before it."""
    found: list[Reworded] = []
    for each in lists:
        found += [o for o in each if not any(f.start < o.end and o.start < f.end for f in found)]
    return sorted(found, key=lambda one: one.start)


def _reading_of(one: Reworded) -> Reading:
    return Reading(one.start, one.end, one.raw, (), (one.by,))


def _with_raw(candidates: Sequence[Candidate], number: Number) -> tuple[Candidate, ...]:
    """What a second look gave, with what was read first among it."""
    if any(squeeze(c.text) == squeeze(number.raw) for c in candidates):
        return tuple(candidates)
    rest = 1 - sum(c.probability for c in candidates)
    return (*candidates, Candidate(number.raw, max(min(number.confidence, rest), 0.0)))
