"""How the rows of many documents are shared out among files.

Up to `WHOLE` documents there is one file. Beyond, each province has its own, and where it has more than
`LEAF` documents they are parted by the leading bits of their ids, half and half, until no file has more. The
shares are a function of the set of documents alone: whatever the order in which they came, the same files.
A new document touches one share of bounded size, so that publishing costs what changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.datasets.ids import short_id
from pipeline.storage.store import Bundle

WHOLE = 1024
"""Documents up to which every dataset is one file."""
LEAF = 256
"""Documents of one file beyond that; half as many after a split."""
_NOWHERE = "xx"
"""The shelf of documents whose province is not known."""


@dataclass(frozen=True, slots=True)
class Share:
    """Documents whose rows stand in one file of each dataset."""

    name: str
    """Part of the file's name: shelf and leading bits; empty for all documents together."""
    bundles: tuple[Bundle, ...]

    @property
    def mark(self) -> str:
        """Changes when one of its documents does."""
        return short_id("share", *((b.doc_id, b.unit) for b in self.bundles))


@dataclass(frozen=True, slots=True)
class Shelf:
    """All documents of one province, or all documents while they are few.

    Documents of two shelves have nothing to do with each other: neither copies nor corrections of one
    disclosure, nor a unit and its department, lie in two provinces.
    """

    name: str
    bundles: tuple[Bundle, ...]

    @property
    def shares(self) -> list[Share]:
        if not self.name:
            return [Share("", self.bundles)]
        return [Share(_joined(self.name, bits), found) for bits, found in _halved(self.bundles)]

    @property
    def partitions(self) -> dict[tuple[int | None, str | None], list[Share]]:
        """The shares of each fiscal year and province."""
        groups: dict[tuple[int | None, str | None], list[Bundle]] = defaultdict(list)
        for bundle in self.bundles:
            groups[bundle.year, bundle.province].append(bundle)
        return {
            place: [Share(bits, found) for bits, found in _halved(tuple(groups[place]))]
            for place in sorted(groups, key=lambda p: (p[0] or 0, p[1] or ""))
        }


def shelves(bundles: Iterable[Bundle]) -> list[Shelf]:
    """The shelves of these documents, which are sorted by their ids."""
    everything = tuple(bundles)
    if len(everything) <= WHOLE:
        return [Shelf("", everything)]
    by_province: dict[str, list[Bundle]] = defaultdict(list)
    for bundle in everything:
        by_province[bundle.province or _NOWHERE].append(bundle)
    return [Shelf(name, tuple(by_province[name])) for name in sorted(by_province)]


def _halved(bundles: Sequence[Bundle], bits: str = "") -> Iterator[tuple[str, tuple[Bundle, ...]]]:
    if len(bundles) <= LEAF:
        yield bits, tuple(bundles)
        return
    sides: tuple[list[Bundle], list[Bundle]] = ([], [])
    for bundle in bundles:
        sides[_bit(bundle.doc_id, len(bits))].append(bundle)
    for bit, side in enumerate(sides):
        if side:
            yield from _halved(side, f"{bits}{bit}")


def _bit(doc_id: str, number: int) -> int:
    """One bit of a document's id, the first is 0.

    >>> [_bit("a0", n) for n in range(4)]
    [1, 0, 1, 0]
    """
    return int(doc_id[number // 4], 16) >> (3 - number % 4) & 1


def _joined(*parts: str) -> str:
    return "-".join(part for part in parts if part)
