"""How the rows of many documents are shared out among files.

Up to `WHOLE` documents every dataset without folders is one file. Beyond, each province has its own files;
where it has more than `LEAF` documents they are parted by the leading bits of their ids, half and half, until
no share has more. Datasets with a folder for each fiscal year and province are parted in the same way, from
`FOLDER_LEAF` documents on, for their rows are many; those that questions read whole (`LISTED`), from
`LIST_LEAF` on. Shares are a function of the set of documents alone: whatever the order in which they came,
the same files. A new document touches one share of each kind, all of bounded size, so that publishing costs
what changed; and a question opens few files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.datasets.schema import Dataset
from pipeline.datasets.views import UNKNOWN
from pipeline.storage.catalog import Catalog

WHOLE = 1024
"""Documents up to which every dataset without folders is one file."""
LEAF = 256
"""Documents of one file beyond that; half as many after a split."""
FOLDER_LEAF = 128
"""The same for datasets with folders, which have hundreds of rows of a document."""
LIST_LEAF = 1024
"""The same for `LISTED`, which have one, or some tens."""
LISTED = frozenset({"documents", "key_facts"})
"""Datasets that questions over all documents read whole: few files of them are better than small ones."""
NOWHERE = "xx"
"""The province of documents of which it is not known, in the names of files."""
_FILE = re.compile(r"part-(?:(?P<bits>[01]+)-)?\d{1,6}(?:-[0-9a-f]{8})?\.parquet")
_FILE_OF_PROVINCE = re.compile(
    rf"part-(?:(?P<province>\d\d|{NOWHERE})-(?:(?P<bits>[01]+)-)?)?\d{{1,6}}(?:-[0-9a-f]{{8}})?\.parquet"
)
"""Names that publishing gives; on an object store a hash follows."""
_HEX_BITS = 4
_ID_DIGITS = 64


@dataclass(frozen=True, slots=True)
class Space:
    """Documents that are shared out among each other: all of them, those of a province, or of a folder."""

    kind: str
    """`all`, `province`, `list` (a province, in datasets of `LISTED`), `folder`; `bodies` for what is told of
    the bodies of a province, or of all."""
    year: int | None = None
    province: str | None = None

    @property
    def name(self) -> str:
        """In the catalogue."""
        return json.dumps([self.kind, self.year, self.province])

    @property
    def leaf(self) -> int:
        """Documents of one share."""
        return {"all": WHOLE, "province": LEAF, "list": LIST_LEAF, "folder": FOLDER_LEAF}[self.kind]

    @property
    def condition(self) -> tuple[str, tuple[Any, ...]]:
        """What rows of `documents` in the catalogue are in it, as SQL with its values."""
        match self.kind:
            case "all":
                return "is_bundle = 1", ()
            case "province" | "list":
                return "is_bundle = 1 and province is ?", (self.province,)
        return "is_bundle = 1 and year is ? and province is ?", (self.year, self.province)

    def has(self, year: int | None, province: str | None) -> bool:
        """Whether a document of this year and province is in it."""
        return self.kind == "all" or (
            province == self.province and (self.kind != "folder" or year == self.year)
        )

    def has_dataset(self, dataset: Dataset) -> bool:
        """Whether rows of this dataset are shared out by it."""
        if self.kind == "all":
            return not dataset.partition
        if self.in_folders or dataset.partition:
            return self.in_folders and bool(dataset.partition)
        return (self.kind == "list") is (dataset.name in LISTED)

    @property
    def in_folders(self) -> bool:
        """Whether it is of the datasets with folders."""
        return self.kind == "folder"


@dataclass(frozen=True, slots=True)
class Share:
    """Documents whose rows stand in one file of a dataset: those of a space whose ids begin so."""

    space: Space
    bits: str

    @property
    def name(self) -> str:
        """In the catalogue; `Share.named` is the way back."""
        return f"{self.space.name}{self.bits}"

    @classmethod
    def named(cls, name: str) -> Share:
        """The share of that name."""
        space, end = json.JSONDecoder().raw_decode(name)
        return cls(Space(*space), name[end:])

    @property
    def file_start(self) -> str:
        """How the paths of its files begin, below the folder of a dataset; a number follows.

        >>> Share(Space("all"), "").file_start, Share(Space("province", None, "31"), "01").file_start
        ('part-', 'part-31-01-')
        >>> Share(Space("folder", 2024, None), "1").file_start
        '2024/unknown/part-1-'
        """
        province = "" if self.space.in_folders else self.space.province or ""
        if self.space.kind in ("province", "list"):
            province = province or NOWHERE
        start = "".join(f"{part}-" for part in ("part", province, self.bits) if part)
        if self.space.in_folders:
            return f"{folder_of(self.space.year, self.space.province)}/{start}"
        return start


def folder_of(year: int | None, province: str | None) -> str:
    """The folder of a fiscal year and a province, below that of a dataset.

    The files have both as columns. Names of the form `province=00` would be columns too for many tools, with
    types that each tool guesses otherwise.

    >>> folder_of(2024, "00"), folder_of(None, None)
    ('2024/00', 'unknown/unknown')
    """
    return f"{UNKNOWN if year is None else year}/{province or UNKNOWN}"


def may_hold(file: str, doc_id: str, *, in_folders: bool, province: str | None = None) -> bool:
    """Whether rows of a document can stand in a file of this name: the way back from `Share.file_start`.

    `in_folders` says that the dataset is parted into folders, of which this file's is the document's.

    >>> [may_hold(f"part-{bits}-0.parquet", "a0", in_folders=True) for bits in ("10", "11")]
    [True, False]
    >>> [may_hold(f"part-{p}-10-0.parquet", "a0", in_folders=False, province="31") for p in ("31", "32")]
    [True, False]
    """
    found = _FILE.fullmatch(file) if in_folders else _FILE_OF_PROVINCE.fullmatch(file)
    if found is None:
        return True
    if not in_folders and found["province"] not in (None, province or NOWHERE):
        return False
    bits = found["bits"] or ""
    return all(bit(doc_id, number) == one for number, one in enumerate(bits))


class Layout:
    """The shares of the documents that the catalogue has now; counts are asked for once."""

    def __init__(self, catalog: Catalog) -> None:
        self.db = catalog.db
        self._counts: dict[tuple[Space, str], int] = {}
        self.is_whole = self.count(Space("all")) <= WHOLE

    def space(self, province: str | None) -> Space:
        """The space of a document in the datasets without folders."""
        return Space("all") if self.is_whole else Space("province", None, province)

    def listing(self, province: str | None) -> Space:
        """The space of a document in datasets of `LISTED`."""
        return Space("all") if self.is_whole else Space("list", None, province)

    def spaces(self, year: int | None, province: str | None) -> tuple[Space, ...]:
        """All spaces in which a document is."""
        return tuple(
            dict.fromkeys((self.space(province), self.listing(province), Space("folder", year, province)))
        )

    def count(self, space: Space, bits: str = "") -> int:
        """How many documents of a space have ids that begin so."""
        found = self._counts.get((space, bits))
        if found is None:
            where, values = _within(space, bits)
            sql = f"select count(*) from documents where {where}"
            found = self._counts[space, bits] = int(self.db.execute(sql, values).fetchone()[0])
        return found

    def share(self, space: Space, doc_id: str) -> Share:
        """The share in which a document is, or would be."""
        bits = ""
        while self.count(space, bits) > space.leaf:
            bits += bit(doc_id, len(bits))
        return Share(space, bits)

    def shares(self, space: Space, bits: str = "") -> Iterator[Share]:
        """The shares with documents of a space, of those whose ids begin so."""
        count = self.count(space, bits)
        if count > space.leaf:
            yield from self.shares(space, f"{bits}0")
            yield from self.shares(space, f"{bits}1")
        elif count:
            yield Share(space, bits)

    def documents(self, share: Share) -> list[str]:
        """The documents of a share, sorted."""
        where, values = _within(share.space, share.bits)
        found = self.db.execute(f"select doc_id from documents where {where} order by doc_id", values)
        return [row[0] for row in found]


def bit(doc_id: str, number: int) -> str:
    """One bit of a document's id, the first is 0.

    >>> [bit("a0", n) for n in range(4)]
    ['1', '0', '1', '0']
    """
    return str(int(doc_id[number // _HEX_BITS], 16) >> (_HEX_BITS - 1 - number % _HEX_BITS) & 1)


def id_range(bits: str) -> tuple[str, str]:
    """The first id that begins with these bits, and the first behind them.

    >>> [end[:3] for end in id_range("01")], [end[:3] for end in id_range("1111")]
    (['400', '800'], ['f00', 'g'])
    """
    digits = -(-len(bits) // _HEX_BITS)
    width = digits * _HEX_BITS
    low = int(bits.ljust(width, "0") or "0", 2)
    high = low + (1 << (width - len(bits)))
    end = "g" if high >> width else f"{high:0{digits}x}".ljust(_ID_DIGITS, "0")
    return (f"{low:0{digits}x}" if digits else "").ljust(_ID_DIGITS, "0"), end


def _within(space: Space, bits: str) -> tuple[str, tuple[Any, ...]]:
    where, values = space.condition
    if not bits:
        return where, values
    return f"{where} and doc_id >= ? and doc_id < ?", (*values, *id_range(bits))
