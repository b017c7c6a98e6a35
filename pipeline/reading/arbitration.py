"""When engines disagree about a table, the reading that ties out wins.

Suspect pages (identities that fail, grids that are doubtful, cells that look misread) are read again by
pdfplumber; where that settles nothing, by camelot. Settled is a page whose reading ties out, and one that two
engines read alike: what does not add up there is printed so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Document
from extractors.pdf.engines import ENGINES
from extractors.pdf.page import PageContent
from extractors.pdf.rereading import Rereading
from extractors.read import read_again
from extractors.records import Identity, Table
from extractors.tables.logical import KnownTables
from pipeline.reading.tie_out import TiedOut, tie_out_document

OURS = "pdfium"
MAX_PAGES = {"pdfplumber": 24, "camelot": 4}
"""So many pages of a document are read again at most: a document that does not add up anywhere must not cost
minutes. The rest stays as it was read, and marked."""
MAX_TRIALS = 6
"""So many changes of the document's reading are tried for each engine."""
UNSETTLED = "no reading ties out, no second engine agrees"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What came of second opinions on the pages of one document."""

    choice: Mapping[int, str] = field(default_factory=dict)
    """Pages (1-based) whose reading by another engine won, and the engine."""
    agreement: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Per page asked about, the engines that give the reading kept, the one that it is by first."""
    unsettled: frozenset[int] = frozenset()
    """Pages asked about that are still suspect, and that no two engines read alike."""
    asked: Mapping[str, int] = field(default_factory=dict)
    """How many pages each engine read."""
    document: Document | None = None
    """The document as ruled; null where it stays as it was."""

    def mark(self, table: Table, holds: bool | None) -> Table:
        """The table with the engines that agree on all of its pages that were asked about."""
        pages = [page for page in table.pages if page in self.agreement]
        if not pages:
            return replace(table, ties_out=holds)
        first = self.agreement[pages[0]]
        agreed = tuple(e for e in first if all(e in self.agreement[page] for page in pages))
        doubtful = table.doubtful
        if not self.unsettled.isdisjoint(pages):
            doubtful = (*doubtful, UNSETTLED)
        return replace(table, ties_out=holds, agreement=agreed, doubtful=doubtful)


def arbitrate(
    data: bytes,
    document: Document,
    first: TiedOut,
    identity: Identity,
    kept: Sequence[PageContent] = (),
) -> Ruling:
    """Second opinions on the suspect pages of a document that was tied out as `first`; `data` are its bytes,
    `kept` what was seen of its pages when they were read.

    The ruling is the same on every machine: bounds are counts of pages and trials, never seconds.
    """
    recognised = frozenset(page.number for page in document.pages if page.origin == "ocr")
    rereading = None
    if not recognised.issuperset(first.suspect_pages()):
        rereading = read_again(data, document, kept)
    if rereading is None:
        return Ruling()
    with rereading:
        court = _Court(rereading, first, identity, recognised)
        for engine in ENGINES:
            court.hear(engine)
        agreement = {page: court.supporters(page) for page in sorted(court.heard)}
        suspect = court.best.suspect_pages()
        unsettled = frozenset(p for p, engines in agreement.items() if p in suspect and len(engines) < 2)
        return Ruling(court.choice, agreement, unsettled, court.asked, court.document)


def read_by(data: bytes, document: Document, engine: str, kept: Sequence[PageContent] = ()) -> Document:
    """The document with every page on which `engine` finds tables read by it, suspect or not; `kept` is what
    was seen of its pages."""
    rereading = read_again(data, document, kept)
    if rereading is None:
        return document
    with rereading:
        pages = [page.number for page in document.pages]
        return rereading.document({n: engine for n in pages if rereading.has_opinion(n, engine)})


class _Court:
    def __init__(
        self, rereading: Rereading, first: TiedOut, identity: Identity, recognised: Collection[int]
    ) -> None:
        self.rereading = rereading
        self.recognised = recognised
        """Pages that were read by OCR: no engine is asked about them, for they have no text."""
        self.best = first
        self.identity = identity
        self.choice: dict[int, str] = {}
        self.asked: dict[str, int] = {}
        self.heard: dict[int, list[str]] = {}
        self.document: Document | None = None
        self.known = KnownTables()

    def hear(self, engine: str) -> None:
        """Lets an engine read the pages that are not settled, and keeps what of it ties out better."""
        suspect = [p for p in self.best.suspect_pages() if p not in self.recognised]
        open_pages = [p for p in suspect if len(self.supporters(p)) < 2]
        pages = open_pages[: MAX_PAGES[engine]]
        if not pages:
            return
        self.asked[engine] = len(pages)
        for page in pages:
            self.heard.setdefault(page, []).append(engine)
        other = [p for p in pages if self.rereading.has_opinion(p, engine) and not self.agrees(p, engine)]
        trials = [other, *([page] for page in other)] if len(other) > 1 else [other]
        for trial in trials[:MAX_TRIALS]:
            open_trial = [page for page in trial if self.choice.get(page) != engine]
            if open_trial:
                self.try_out(open_trial, engine)

    def try_out(self, pages: Collection[int], engine: str) -> None:
        choice = {**self.choice, **dict.fromkeys(pages, engine)}
        document = self.rereading.document(choice)
        found = tie_out_document(document, self.identity, known=self.known)
        supported = all(len(self.supporters(p, engine)) > len(self.supporters(p)) for p in pages)
        if _is_better(found, self.best, pages, or_equal=supported):
            self.best, self.choice, self.document = found, choice, document

    def agrees(self, page: int, engine: str) -> bool:
        return self.rereading.agree(page, self.choice.get(page, OURS), engine)

    def supporters(self, page: int, engine: str | None = None) -> tuple[str, ...]:
        """The engines heard that give the same reading of a page as `engine` (null: as the one kept)."""
        kept = engine or self.choice.get(page, OURS)
        others = [e for e in (OURS, *self.heard.get(page, ())) if e != kept]
        return (kept, *(e for e in others if self.rereading.agree(page, kept, e)))


def _is_better(found: TiedOut, best: TiedOut, pages: Collection[int], or_equal: bool) -> bool:
    """Fewer identities fail and none is lost, or more hold and none fails anew, or less looks odd; never by
    losing digits."""
    if found.n_failed > best.n_failed or found.n_held < best.n_held:
        return False
    if found.digits_on(pages) < best.digits_on(pages):
        return False
    if or_equal or (found.n_failed, found.n_held) != (best.n_failed, best.n_held):
        return True
    return len(found.odd) < len(best.odd)
