"""How the rows of many documents are shared out among files.

Up to `WHOLE` documents there is one partition, which is one file of each dataset. Beyond, each province is a
partition; where it has more than `LEAF` documents they are parted by the leading bits of their ids, half and
half, until no shard has more. Partitions and shards are a function of the set of documents alone: whatever
the order in which they came, the same files. A new document touches one shard of bounded size, so that
publishing costs what changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline.datasets.ids import short_id
from pipeline.storage.store import Bundle

WHOLE = 1024
"""Documents up to which every dataset is one file."""
LEAF = 256
"""Documents of one file beyond that; half as many after a split."""
_NOWHERE = "xx"
"""The partition of documents whose province is not known."""
_HIVE_NULL = "__HIVE_DEFAULT_PARTITION__"


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents whose rows stand in one file of a dataset."""

    name: str
    """In the names of its files: partition and leading bits; empty for all documents together."""
    bundles: tuple[Bundle, ...]

    @property
    def mark(self) -> str:
        """Changes when one of its documents does."""
        return short_id("shard", *chain.from_iterable((b.doc_id, b.unit) for b in self.bundles))

    @property
    def file_start(self) -> str:
        """How the names of its files begin; a number follows.

        >>> Shard("", ()).file_start, Shard("31-01", ()).file_start
        ('part-', 'part-31-01-')
        """
        return f"part-{self.name}-" if self.name else "part-"


@dataclass(frozen=True, slots=True)
class Partition:
    """All documents of one province, or all documents while they are few.

    Documents of two partitions have nothing to do with each other: neither copies nor corrections of one
    disclosure, nor a unit and its department, lie in two provinces.
    """

    name: str
    """The province; empty for all documents together."""
    bundles: tuple[Bundle, ...]

    @property
    def shards(self) -> list[Shard]:
        """The shards of datasets that have no folders by year and province."""
        if not self.name:
            return [self.whole]
        return [Shard(_joined(self.name, bits), found) for bits, found in _halved(self.bundles)]

    @property
    def whole(self) -> Shard:
        """The partition as one shard, for what all its documents give together."""
        return Shard(self.name, self.bundles)

    @property
    def shards_by_folder(self) -> dict[str, list[Shard]]:
        """The shards of datasets with a folder for each fiscal year and province, by that folder."""
        groups: dict[tuple[int | None, str | None], list[Bundle]] = defaultdict(list)
        for bundle in self.bundles:
            groups[bundle.year, bundle.province].append(bundle)
        return {
            hive_folder(*group): [Shard(bits, found) for bits, found in _halved(tuple(groups[group]))]
            for group in sorted(groups, key=lambda g: (g[0] or 0, g[1] or ""))
        }


def partitions(bundles: Iterable[Bundle]) -> list[Partition]:
    """The partitions of these documents, which are sorted by their ids."""
    everything = tuple(bundles)
    if len(everything) <= WHOLE:
        return [Partition("", everything)]
    by_province: dict[str, list[Bundle]] = defaultdict(list)
    for bundle in everything:
        by_province[bundle.province or _NOWHERE].append(bundle)
    return [Partition(name, tuple(by_province[name])) for name in sorted(by_province)]


def hive_folder(year: int | None, province: str | None) -> str:
    """The folder of a fiscal year and a province, as Hive names it.

    >>> hive_folder(2024, "31"), hive_folder(None, None)[:40]
    ('fiscal_year=2024/province=31', 'fiscal_year=__HIVE_DEFAULT_PARTITION__/p')
    """
    return f"fiscal_year={_HIVE_NULL if year is None else year}/province={province or _HIVE_NULL}"


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
