"""Who recognises scanned pages in a run, and which documents that concerns.

Print is read the same with and without the extra `ocr`, so it is not read again because that was installed.
A document with scanned pages says in its unit who recognised them, or that nobody did: it is read again when
this run has somebody and that was nobody, or another. A run that has nobody leaves what another recognised as
it is, unless it was told to recognise nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from extractors.document import Document, Page
from extractors.ocr import models
from extractors.ocr.progress import Listener
from pipeline.datasets.columns import Row, column
from pipeline.datasets.ids import short_id
from pipeline.storage.unit_of_work import NOBODY, OcrMode, parts_of

SCAN = "scan"
"""Kind of a document of which nothing can be read without a recogniser."""
INSTALL = "pip install 'mingzhang[ocr]'"
PAGES_RECOGNISED, PAGES_WAITING = "pages_read_by_ocr", "pages_waiting_for_ocr"
_STATUSES = ("read", "confirmed", "repaired", "unproven")
"""`ocr_status` of numbers on scanned pages."""
NUMBERS = "numbers_"
OF_NUMBERS = tuple(f"{NUMBERS}{status}" for status in _STATUSES)
UNPROVEN = f"{NUMBERS}unproven"
OF_SCANS = (PAGES_RECOGNISED, PAGES_WAITING, *OF_NUMBERS)
"""What receipts count of documents with scanned pages."""
_PACKAGES = ("onnxruntime", "onnxruntime-gpu", "opencv-python-headless", "opencv-python")
"""What computes; those of them that are installed are part of who recognised."""


class Heard:
    """What a document reports of the pages that are to be recognised, passed on to who listened before."""

    def __init__(self, before: Listener | None = None) -> None:
        self.of = 0
        """So many pages are to be recognised; 0 where nothing was reported."""
        self._before = before

    def __call__(self, done: int, of: int) -> None:
        """As `extractors.ocr.progress.report`."""
        self.of = max(self.of, of)
        if self._before is not None:
            self._before(done, of)


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Who recognises scanned pages."""

    id: str | None
    """16 hex of models and libraries; null where nobody does."""
    is_declined: bool = False
    """Whether the run was told to recognise nothing."""

    @classmethod
    def of(cls, mode: OcrMode) -> Recogniser:
        """Of a run here that was told so."""
        if mode == "never":
            return cls(None, is_declined=True)
        models_hash = models.models_hash()
        return cls(None if models_hash is None else short_id(models_hash, *_installed()))

    @property
    def packages(self) -> tuple[str, ...]:
        """What computes here, with versions."""
        return _installed()

    @property
    def name(self) -> str:
        """As the unit of a document with scanned pages has it."""
        return self.id or NOBODY

    def is_current(self, unit: str, of_run: str) -> bool:
        """Whether a document of this unit is as a run of the unit `of_run` with this recogniser leaves it.

        >>> new, nobody = Recogniser("b"), Recogniser(None)
        >>> [new.is_current(unit, "u") for unit in ("u", "u-b", "u-a", "u-none", "v", "v-b")]
        [True, True, False, False, False, False]
        >>> [nobody.is_current(unit, "u") for unit in ("u", "u-b", "u-none")]
        [True, True, True]
        >>> [Recogniser(None, is_declined=True).is_current(unit, "u") for unit in ("u", "u-b", "u-none")]
        [True, False, True]
        """
        its_run, read_by, _ = parts_of(unit)
        if its_run != of_run:
            return False
        return read_by in (None, self.name) or (self.id is None and not self.is_declined)

    def read_by(self, heard: Heard, document: Document) -> str | None:
        """Who recognised pages of a document that was read; null where it has none to recognise."""
        is_scanned = heard.of or any(page.origin == "ocr" for page in document.pages)
        return self.name if is_scanned else None

    def refused_by(self, heard: Heard, kind: str | None) -> str | None:
        """As `read_by`, of a document that cannot be read."""
        return self.name if heard.of or kind == SCAN else None


def page_counts(pages: Sequence[Page], heard: Heard, read_by: str | None) -> dict[str, int]:
    """Pages that were recognised, and those that wait for a recogniser, as receipts count them."""
    counts = {
        PAGES_RECOGNISED: sum(page.origin == "ocr" for page in pages),
        PAGES_WAITING: heard.of if read_by == NOBODY else 0,
    }
    return {name: n for name, n in counts.items() if n}


def number_counts(rows: Mapping[str, Sequence[Row]]) -> dict[str, int]:
    """What became of the numbers of scanned pages, by `ocr_status`, as receipts count them.

    Those of tables are counted by their cells, those of sentences by their facts.
    """
    count: Counter[str] = Counter()
    for name in ("table_cells", "facts"):
        found = rows.get(name, ())
        if not found or "ocr_status" not in found[0]:
            continue
        is_counted = [True] * len(found)
        if name == "facts":
            is_counted = [source == "narrative" for source in column(found, "source_kind")]
        numbers = zip(is_counted, column(found, "value"), column(found, "ocr_status"), strict=True)
        count.update(status for counts, value, status in numbers if counts and value is not None)
    return {f"{NUMBERS}{status}": count[status] for status in _STATUSES if count[status]}


@cache
def _installed() -> tuple[str, ...]:
    """The packages that compute, with their versions."""
    found = []
    for name in _PACKAGES:
        try:
            found.append(f"{name}={metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return tuple(found)
