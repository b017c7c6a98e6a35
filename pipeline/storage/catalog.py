"""The catalogue of an output folder, `OUTPUT/state/catalog.sqlite`: accounts on a disk, not in memory.

It says which documents are staged and in which unit of work, where each was met, and what is published, so
that a run asks for what it needs and never lists all. Only the holder of the output's lock writes it. It is a
copy of what bundles and receipts say: where it is missing, of another version or damaged it is made again
from them (`is_new`), and where the run before died (`is_dirty`) what it staged is brought in.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pipeline.storage.outcome import Outcome

_SCHEMA = Path(__file__).with_name("catalog.sql")
_VERSION = "2"
_MIGRATIONS = {"1": ("alter table met add column url text", "alter table met add column day text")}
"""What makes the next version of a catalogue of this one: what it knows is worth more than a new one."""
_RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Known:
    """A document as the catalogue has it."""

    doc_id: str
    unit: str
    is_bundle: bool
    year: int | None
    province: str | None
    outcome: Outcome


class Address(NamedTuple):
    """Where something is published, and since which day (yyyy-mm-dd): null where that is not known."""

    url: str | None = None
    day: str | None = None


NO_ADDRESS = Address()


def outcome_text(outcome: Outcome) -> str:
    """An outcome as the catalogue keeps it: JSON, its counts in the order of receipts."""
    return json.dumps(outcome.to_dict(), ensure_ascii=False, sort_keys=True)


class Catalog:
    """An open catalogue; `db` is its connection, for the modules that ask questions of their own.

    Nothing is kept until `commit`; what `db` is told between two commits is undone when the process dies.
    """

    def __init__(self, path: Path) -> None:
        """Opens or makes the file. Raises `OSError` where that cannot be."""
        self.path = path
        self.is_new = False
        """Whether nothing is known: it has just been made."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.db = self._opened()
        except sqlite3.OperationalError as error:
            raise OSError(f"the catalogue {path} cannot be opened ({error})") from error
        except sqlite3.DatabaseError:
            self.forget_all()
        self._migrate()
        if self.meta("version") != _VERSION:
            self.forget_all()

    def _migrate(self) -> None:
        while statements := _MIGRATIONS.get(self.meta("version") or ""):
            for statement in statements:
                self.db.execute(statement)
            self.set_meta("version", str(int(self.meta("version") or 0) + 1))
            self.commit()

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=60, isolation_level=None, check_same_thread=False)
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = normal")
        db.execute("pragma temp_store = file")
        if not db.execute("select 1 from sqlite_master where name = 'meta'").fetchone():
            self.is_new = True
            db.executescript(_SCHEMA.read_text(encoding="utf-8"))
            db.execute("insert into meta values ('version', ?)", (_VERSION,))
        db.execute("begin")
        return db

    def forget_all(self) -> None:
        """Begins anew, as if there had been no catalogue."""
        with suppress(AttributeError, sqlite3.Error):
            self.db.close()
        for end in ("", "-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)
        self.db = self._opened()

    @property
    def is_dirty(self) -> bool:
        """Whether a run began and did not end: bundles may be staged that the catalogue does not know."""
        return self.meta(_RUNNING) is not None

    def begin(self, run_id: str) -> None:
        """From now on the catalogue is dirty, also when the process dies."""
        self.set_meta(_RUNNING, run_id)
        self.commit()

    def end(self) -> None:
        """The run has ended: all that is staged is known. Kept with the next `commit`."""
        self.set_meta(_RUNNING, None)

    def commit(self) -> None:
        """Keeps what was said so far."""
        self.db.execute("commit")
        self.db.execute("begin")

    def attach(self, path: Path, name: str) -> None:
        """Opens a second database: one question can be asked of both. What was said so far is kept."""
        self.db.execute("commit")
        self.db.execute("attach ? as " + name, (str(path),))
        self.db.execute(f"pragma {name}.journal_mode = off")
        self.db.execute(f"pragma {name}.synchronous = off")
        self.db.execute("begin")

    def detach(self, name: str) -> None:
        """Closes the second database again. What was said since the last `commit` is undone."""
        self.db.execute("rollback")
        self.db.execute("detach " + name)
        self.db.execute("begin")

    def snapshot(self) -> Path:
        """A copy of what is kept, in one file beside this one; what was said so far is kept first."""
        copy = self.path.with_name(self.path.name + ".copy")
        copy.unlink(missing_ok=True)
        self.db.execute("commit")
        try:
            self.db.execute("vacuum main into ?", (str(copy),))
        finally:
            self.db.execute("begin")
        return copy

    def close(self) -> None:
        """Without keeping what was not committed."""
        self.db.execute("rollback")
        self.db.close()

    def meta(self, key: str) -> str | None:
        """A word that the catalogue keeps; null where it was never said."""
        found = self.db.execute("select value from meta where key = ?", (key,)).fetchone()
        return None if found is None else str(found[0])

    def set_meta(self, key: str, value: str | None) -> None:
        """Keeps a word, or forgets it."""
        if value is None:
            self.db.execute("delete from meta where key = ?", (key,))
        else:
            self.db.execute("insert or replace into meta values (?, ?)", (key, value))

    def document(self, doc_id: str) -> Known | None:
        """What is known of a document."""
        row = self.db.execute(
            "select doc_id, unit, is_bundle, year, province, outcome from documents where doc_id = ?",
            (doc_id,),
        ).fetchone()
        if row is None:
            return None
        found, unit, is_bundle, year, province, outcome = row
        return Known(found, unit, bool(is_bundle), year, province, Outcome(**json.loads(outcome)))

    def place(self, doc_id: str) -> tuple[str, int | None, str | None] | None:
        """Unit of work, year and province of a document of which rows are staged; null for others."""
        sql = "select unit, year, province from documents where doc_id = ? and is_bundle = 1"
        found: tuple[str, int | None, str | None] | None = self.db.execute(sql, (doc_id,)).fetchone()
        return found

    def put_document(self, known: Known) -> None:
        """A document was read, or read again: it is touched if rows are staged now or were published before.

        A document that can no longer be read keeps the rows of an earlier version where the store keeps them;
        then `is_bundle` and `unit` are those of that version.
        """
        values = (
            known.doc_id,
            known.unit,
            known.is_bundle,
            known.year,
            known.province,
            outcome_text(known.outcome),
        )
        self.db.execute(
            "insert into documents values (?1, ?2, ?3, ?4, ?5, ?6, 1) on conflict (doc_id) do update set "
            "unit = ?2, is_bundle = ?3, year = ?4, province = ?5, outcome = ?6, is_touched = 1",
            values,
        )

    def forget(self, doc_id: str) -> None:
        """Nothing is staged of a document any more: it is read again where it is met, and until then nothing
        is to be published of it.
        """
        self.db.execute(
            "update documents set unit = '', is_bundle = 0, is_touched = 1 where doc_id = ?", (doc_id,)
        )

    def units(self) -> dict[str, int]:
        """How many documents are staged, by the unit of work that each was read in."""
        return dict(self.db.execute("select unit, count(*) from documents where is_bundle group by unit"))

    def staged(self) -> int:
        """How many documents are staged."""
        return int(self.db.execute("select count(*) from documents where is_bundle").fetchone()[0])

    def touch(self, doc_ids: Iterable[str]) -> None:
        """What is published of these documents is to be made again."""
        self.db.executemany("update documents set is_touched = 1 where doc_id = ?", ((d,) for d in doc_ids))

    def meet(self, uri: str, doc_id: str, stamp: str | None) -> None:
        """A document stands at a source; `stamp` is by what the source is known to be the same next time.

        The documents whose row of `documents` this changes are touched.
        """
        before = self.db.execute("select doc_id, stamp from sources where uri = ?", (uri,)).fetchone()
        if before == (doc_id, stamp):
            return
        self.db.execute("insert or replace into sources values (?, ?, ?)", (uri, doc_id, stamp))
        is_new = self.db.execute(
            "insert or ignore into met (doc_id, uri) values (?, ?)", (doc_id, uri)
        ).rowcount
        if is_new or before is None or before[0] != doc_id:
            self.touch([doc_id, *([before[0]] if before is not None else ())])

    def note_address(self, uri: str, doc_id: str, address: Address) -> None:
        """What stands at a source is published at an address, or at none that is known. A document whose
        address this is for the first time is touched; one that was not met there has none.
        """
        changed = self.db.execute(
            "update met set url = ?3, day = ?4 where doc_id = ?1 and uri = ?2 "
            "and (url is not ?3 or day is not ?4)",
            (doc_id, uri, *address),
        ).rowcount
        if changed:
            self.touch([doc_id])

    def address_at(self, uri: str, doc_id: str) -> Address:
        """Where a document is published, by what was said of a source that it was met at."""
        sql = "select url, day from met where doc_id = ? and uri = ?"
        return Address(*(self.db.execute(sql, (doc_id, uri)).fetchone() or ()))

    def first_address(self, doc_id: str) -> Address:
        """The first of the addresses of a document in sort order, with its first day."""
        sql = (
            "select url, day from met where doc_id = ? and url is not null "
            "order by url, day is null, day limit 1"
        )
        return Address(*(self.db.execute(sql, (doc_id,)).fetchone() or ()))

    def leave(self, uri: str) -> None:
        """Nothing that is to be known of stands at a source any more."""
        before = self.db.execute("select doc_id from sources where uri = ?", (uri,)).fetchone()
        if before is not None:
            self.db.execute("delete from sources where uri = ?", (uri,))
            self.touch([before[0]])

    def forget_places(self, doc_id: str) -> None:
        """Where a document was met, and that it was met at all."""
        self.db.execute("pragma secure_delete = on")
        self.db.execute("delete from sources where doc_id = ?", (doc_id,))
        self.db.execute("delete from met where doc_id = ?", (doc_id,))

    def first_met(self, doc_id: str) -> str | None:
        """The first source of a document in sort order, over all runs."""
        found = self.db.execute("select min(uri) from met where doc_id = ?", (doc_id,)).fetchone()
        return None if found is None else found[0]

    def is_superseded(self, doc_id: str) -> bool:
        """Whether other bytes stand now in every place where the document was met."""
        sql = (
            "select exists (select 1 from met where doc_id = ?1), "
            "exists (select 1 from sources where doc_id = ?1)"
        )
        was_met, stands = self.db.execute(sql, (doc_id,)).fetchone()
        return bool(was_met and not stands)

    def touched(self) -> Iterator[str]:
        """The documents of which something else is to be published than is, by their ids."""
        rows = self.db.execute("select doc_id from documents where is_touched = 1 order by doc_id").fetchall()
        return (row[0] for row in rows)


@contextmanager
def opened(path: Path) -> Iterator[Catalog]:
    """A catalogue that is closed at the end."""
    catalog = Catalog(path)
    try:
        yield catalog
    finally:
        catalog.close()
