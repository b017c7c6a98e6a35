"""What a run keeps of its inputs while it goes on: tables on a disk beside the catalogue."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.intake.discovery import Found, as_key
from pipeline.intake.source import Source
from pipeline.storage.catalog import Address, Catalog, outcome_text
from pipeline.storage.folders import LocalFolder
from pipeline.storage.outcome import Outcome
from pipeline.storage.store import Store

_SCHEMA = Path(__file__).with_name("scratch.sql")
_AT_ONCE = 500
"""Inputs that are read from a table before what became of them is written to others."""
_FIND = """
insert into run.found (place, uri, location, byte_size, stamp, problem, problem_kind, rank)
values (?, ?, ?, ?, ?, ?, ?, 1)
on conflict (place) do update set uri = excluded.uri, location = excluded.location,
  byte_size = excluded.byte_size, stamp = excluded.stamp, problem = excluded.problem,
  problem_kind = excluded.problem_kind
where excluded.uri < found.uri
"""
_NAME = """
insert or replace into run.found (place, uri, location, byte_size, stamp, problem, problem_kind, rank)
values (?, ?, ?, ?, ?, ?, ?, 0)
"""
_ARCHIVES = """
select f.uri, f.location, f.byte_size, f.stamp, f.members
from main.documents d
join main.sources s on s.doc_id = d.doc_id
join run.found f on f.uri = s.uri and f.stamp = s.stamp
where d.is_bundle = 0 and d.unit = ? and json_extract(d.outcome, '$.error_kind') = ?
  and not f.is_open and f.problem is null
"""
_BY_URI = """
select f.uri, f.location, f.byte_size, f.stamp, f.problem, f.problem_kind, f.members, f.is_open,
  s.doc_id, d.unit, d.is_bundle, d.outcome, m.url, m.day
from run.found f
left join main.sources s on s.uri = f.uri and s.stamp = f.stamp and f.problem is null
left join main.documents d on d.doc_id = s.doc_id
left join main.met m on m.doc_id = s.doc_id and m.uri = s.uri
order by f.uri, f.rank
"""
_ENTERED = """
select e.uri, e.outcome, coalesce(m.url, t.url), coalesce(m.day, t.day)
from run.entered e
left join main.met m on m.uri = e.uri and m.doc_id = json_extract(e.outcome, '$.doc_id')
left join run.told t on t.uri = e.uri and m.uri is null
where e.uri > ?1 and (?2 is null or e.uri <= ?2)
order by e.uri limit ?3
"""
_ADDRESS = """
select coalesce(m.url, t.url), coalesce(m.day, t.day)
from (select ?1 as uri, ?2 as doc_id) e
left join main.met m on m.uri = e.uri and m.doc_id = e.doc_id
left join run.told t on t.uri = e.uri and m.uri is null
"""


_TELL = """
insert into run.told (uri, url, day, rank) values (?, ?, ?, ?)
on conflict (uri) do update set url = excluded.url, day = excluded.day, rank = excluded.rank
where excluded.rank > told.rank
"""
_CHANGED = """
select m.doc_id, m.uri
from run.told t
join run.found f on f.uri = t.uri and f.problem is null
join main.sources s on s.uri = f.uri and s.stamp = f.stamp
join main.met m on m.doc_id = s.doc_id and m.uri = s.uri
where m.url is not t.url or m.day is not t.day
"""


class Told(NamedTuple):
    """What a run is told of where an input is published, and how much that counts."""

    uri: str
    address: Address
    rank: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """An input that is not simply as it was."""

    source: Source
    doc_id: str | None = None
    """Its document, where its stamp is that of last time."""
    is_open: bool = False
    """Whether it is an archive that is as it was, whose members are inputs of their own already."""
    is_late: bool = False
    """Whether it was put off until everything else had its turn."""


class Scratch:
    """The tables of one run, by way of the connection of its catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        """The file must be attached; see `scratch_of`."""
        self.db: sqlite3.Connection = catalog.db
        self._entered: dict[str, str] = {}
        lines = _SCHEMA.read_text(encoding="utf-8").splitlines()
        for statement in "\n".join(line for line in lines if line[:2] != "--").split(";")[:-1]:
            self.db.execute(statement)

    def find(self, found: Iterable[Found], named: Iterable[Found] = ()) -> int:
        """Keeps what is found, each place once, under its first uri; `named` come before what has the same
        uri. Gives how many there are.
        """
        self.db.executemany(_FIND, found)
        self.db.executemany(_NAME, named)
        self.db.execute("create index run.found_uris on found (uri, rank)")
        return int(self.db.execute("select count(distinct uri) from run.found").fetchone()[0])

    def tell(self, told: Iterable[Told]) -> None:
        """Keeps where inputs are published; of one the first with the highest rank."""
        self.db.executemany(_TELL, ((t.uri, *t.address, t.rank) for t in told))

    def told(self, uri: str) -> Address | None:
        """Where this run says that an input is published; null where it says nothing."""
        row = self.db.execute("select url, day from run.told where uri = ?", (uri,)).fetchone()
        return None if row is None else Address(*row)

    def keep_told(self) -> None:
        """Notes what is told of inputs that are as they were; their documents are touched."""
        self.db.execute(
            "update main.documents set is_touched = 1 where doc_id in (select doc_id from (" + _CHANGED + "))"
        )
        self.db.execute(
            "update main.met set (url, day) = (select url, day from run.told t where t.uri = met.uri) "
            "where (doc_id, uri) in (" + _CHANGED + ")"
        )

    def starting_with(self, start: str) -> Iterator[str]:
        """The uris of the inputs that were found, by name; not of those whose name is no text: it is written
        out in their uri.
        """
        sql = (
            "select uri from run.found where uri >= ? and uri < ? and problem is null "
            "and typeof(location) != 'blob' order by uri"
        )
        return (uri for (uri,) in self.db.execute(sql, (start, f"{start}\U0010ffff")))

    def ending_in(self, name: str) -> list[Source]:
        """The inputs of this name, whatever the case of its letters, as far as they were found."""
        rows = self.db.execute(
            "select uri, location, byte_size, stamp, null, null, members from run.found "
            "where uri like ? and problem is null order by uri",
            (f"%{name}",),
        ).fetchall()
        return [as_source(row) for row in rows]

    def uri_at(self, place: str | bytes) -> str | None:
        """The uri of what was found at a place; null where nothing was."""
        row = self.db.execute("select uri from run.found where place = ?", (place,)).fetchone()
        return None if row is None else str(row[0])

    def archives(self, unit: str, kind: str) -> list[Source]:
        """The archives that are as they were and are not open yet, as far as they are found."""
        rows = self.db.execute(_ARCHIVES, (unit, kind)).fetchall()
        return [as_source((*row[:4], None, None, row[4])) for row in rows]

    def open_archive(self, archive: Source, members: Iterable[Source]) -> int:
        """Keeps the members of an archive as inputs that are found. Gives how many there are."""
        sql = (
            "insert or ignore into run.found (place, uri, location, byte_size, stamp, problem, problem_kind, "
            "members, rank) values (?, ?, ?, ?, ?, ?, ?, ?, 1)"
        )
        rows = [(f"\0{m.uri}", *_row(m, m.version), json.dumps(m.members)) for m in members]
        self.db.executemany(sql, rows)
        self.db.execute("update run.found set is_open = 1 where uri = ?", (archive.uri,))
        return len(rows)

    def leave(self, archive: Source) -> None:
        """An archive that cannot be opened is no known archive."""
        self.db.execute("update run.found set is_open = 2 where uri = ?", (archive.uri,))

    def found(self) -> Iterator[tuple[Any, ...]]:
        """Every input by its uri: columns of `waiting` but rank and doc_id, then doc_id, unit, is_bundle,
        outcome and address (url, day) of the document that its stamp vouches for, null where none does. Each
        uri once.
        """
        last = None
        for row in self.db.execute(_BY_URI):
            if row[0] != last:
                yield row
            last = row[0]

    def wait(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Keeps inputs that need a look: rank, then as `found` has them, doc_id last."""
        self.db.executemany("insert or replace into run.waiting values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def put_off(self, source: Source, doc_id: str) -> None:
        """An input that comes after all others."""
        uri, *rest = _row(source, source.version)
        self.wait([(1, uri, *rest, json.dumps(source.members), 0, doc_id)])

    def forget_found(self) -> None:
        """What waits is all that is needed of what was found."""
        self.db.execute("drop table run.found")

    def waiting(self) -> Iterator[Waiting]:
        """The inputs that need a look, by rank and uri, also what is put off meanwhile."""
        rank, uri = 0, ""
        sql = "select * from run.waiting where (rank, uri) > (?, ?) order by rank, uri limit ?"
        while rows := self.db.execute(sql, (rank, uri, _AT_ONCE)).fetchall():
            for row in rows:
                yield Waiting(as_source(row[1:8]), row[9], row[8] == 1, row[0] == 1)
            rank, uri = rows[-1][:2]

    def finish(self, doc_id: str, outcome: Outcome) -> None:
        """Keeps what this run made of a document."""
        self.db.execute("insert or replace into run.finished values (?, ?)", (doc_id, outcome_text(outcome)))

    def finished(self, doc_id: str) -> Outcome | None:
        """What this run made of a document."""
        row = self.db.execute("select outcome from run.finished where doc_id = ?", (doc_id,)).fetchone()
        return None if row is None else Outcome(**json.loads(row[0]))

    def enter(self, uri: str, outcome: Outcome) -> None:
        """Keeps what became of an input."""
        self._entered[uri] = outcome_text(outcome)
        if len(self._entered) >= _AT_ONCE:
            self._flush()

    def entered(self, after: str, upto: str | None = None) -> list[tuple[str, str, Address]]:
        """The next inputs by uri, up to one, with their outcomes as JSON and where they are published: some
        at a time, none at the end.
        """
        self._flush()
        rows = self.db.execute(_ENTERED, (after, upto, 10 * _AT_ONCE)).fetchall()
        return [(uri, outcome, Address(url, day)) for uri, outcome, url, day in rows]

    def address(self, uri: str, doc_id: str | None) -> Address:
        """Where an input is published: by what is known of the document that stands there, else by what this
        run says of it.
        """
        row = self.db.execute(_ADDRESS, (uri, doc_id)).fetchone()
        return Address(*row)

    def _flush(self) -> None:
        if self._entered:
            self.db.executemany("insert or replace into run.entered values (?, ?)", self._entered.items())
            self._entered = {}


@contextmanager
def scratch_of(catalog: Catalog, folder: Path) -> Iterator[Scratch]:
    """The tables of a run, in a file of this folder that is gone at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"run-{os.getpid()}-{id(catalog):x}.sqlite"
    path.unlink(missing_ok=True)
    catalog.attach(path, "run")
    try:
        yield Scratch(catalog)
    finally:
        catalog.detach("run")
        path.unlink(missing_ok=True)


@contextmanager
def scratch_beside(store: Store, catalog: Catalog) -> Iterator[Scratch]:
    """The tables of a run: on the disk of the output, or of this machine."""
    if isinstance(store.folder, LocalFolder):
        with scratch_of(catalog, store.folder.aside) as scratch:
            yield scratch
        return
    with (
        tempfile.TemporaryDirectory(prefix="mingzhang-") as folder,
        scratch_of(catalog, Path(folder)) as scratch,
    ):
        yield scratch


def _row(source: Source, stamp: str | None) -> tuple[Any, ...]:
    location = None if source.location == source.uri else as_key(source.location)
    return (source.uri, location, source.byte_size, stamp, source.problem, source.problem_kind)


def as_source(row: tuple[Any, ...]) -> Source:
    """An input as a table has it: uri, location, byte_size, stamp, problem, problem_kind, members."""
    found = Found("", *row[:6]).source()
    return replace(found, members=tuple(json.loads(row[6]))) if row[6] else found
