"""The index of full-text search, `OUTPUT/search.sqlite`: brought up to date where documents changed.

```
entries     one row for each title, stretch of a section, project, reason and table: where it stands
entry_text  its words (FTS5), by the row number of `entries`
documents   what a hit says of its document
words       the Chinese words that occur, and how often jieba's dictionary counts them: queries are cut
            without loading it
```
An update is one transaction: who searches sees the old index or the new one. The answers depend on the
documents alone, whatever order they came in.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from patterns.han import IDEOGRAPHS
from pipeline.datasets.parquet import read_parquet
from pipeline.language.tokens import MARK, frequencies_of, total_frequency
from pipeline.publishing.damage import DamagedStaged, open_staged
from pipeline.publishing.file_list import FileList
from pipeline.storage.catalog import Catalog
from pipeline.storage.commits import DATASETS
from pipeline.storage.store import Bundle, Store

INDEX = "search.sqlite"
_VERSION = "4"
_TOKENIZER = "unicode61 remove_diacritics 0"
"""Letters and digits are words, all else parts them; case is folded."""
_SCHEMA = f"""
create table meta (name text primary key, value text);
create table entries (
  id integer primary key, doc_id text not null, kind text not null, path text not null, page integer,
  locator text, char_start integer
);
create index entries_of_document on entries (doc_id);
create virtual table entry_text using fts5 (title, body, context, tokenize = "{_TOKENIZER}");
create table documents (
  doc_id text primary key, unit text not null, entity_id text, entity_name text, division_code text,
  fiscal_year integer, doc_kind text, title text, source_url text, source_uri text
);
create table words (word text primary key, frequency integer not null) without rowid;
"""
OF_DOCUMENT = (
    "entity_id", "entity_name", "division_code", "fiscal_year", "doc_kind", "title",
    "source_url", "source_uri",
)  # fmt: skip
"""What a hit says of its document: columns of `documents`."""
_CHINESE = re.compile(f"[{IDEOGRAPHS}]+")
_AT_ONCE = 500
_WORDS_AT_ONCE = 20_000
_MANY = 10
"""An update of more than one document in so many ends with a merge of the index."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Which generation of the datasets was published before, and which is now; null where there was none."""

    before: str | None
    now: str


@dataclass(frozen=True, slots=True)
class Index:
    """An index that is to be brought to the staged documents.

    `changed` are those whose rows are others now, null for those that are gone; `documents` are rows of that
    dataset that are. An index of another generation than the one before is held against all staged documents.
    """

    store: Store
    catalog: Catalog
    changed: Mapping[str, Bundle | None]
    documents: Sequence[dict[str, Any]]
    marks: Marks

    def update(self, path: Path) -> int:
        """Brings the index in this file up to date; gives how many documents were indexed anew.

        Where this SQLite has no FTS5 nothing is written; an index that cannot be read is made again. Raises
        `OSError` where it is locked or the disk is full: it stays as it was.
        """
        if not has_full_text():
            return 0
        try:
            return _update(path, self.store, self.catalog, self.changed, self.documents, self.marks)
        except sqlite3.OperationalError as error:
            raise OSError(
                f"the search index {path} cannot be written ({error}); run again, nothing is lost"
            ) from error
        except sqlite3.DatabaseError:
            for leftover in (path, path.with_name(path.name + "-journal")):
                leftover.unlink(missing_ok=True)
            return _update(path, self.store, self.catalog, self.changed, self.documents, self.marks)


def generation_of(path: Path) -> str | None:
    """The mark of the generation that an index is of; null where it is none, or of another version."""
    try:
        with closing(sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)) as connection:
            if not is_current(connection):
                return None
            row = connection.execute("select value from meta where name = 'generation'").fetchone()
    except sqlite3.DatabaseError:
        return None
    return None if row is None else str(row[0])


def hit_columns(row: dict[str, Any]) -> dict[str, Any]:
    """Of a row of `documents` what an index needs."""
    return {name: row[name] for name in ("doc_id", *OF_DOCUMENT)}


def has_full_text() -> bool:
    """Whether this SQLite can search texts."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("create virtual table t using fts5 (a)")
        except sqlite3.OperationalError:
            return False
    return True


def version_of(connection: sqlite3.Connection) -> str | None:
    """The version of an index; null where it is none."""
    try:
        row = connection.execute("select value from meta where name = 'version'").fetchone()
    except sqlite3.OperationalError:
        return None
    return None if row is None else str(row[0])


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether an index is of the version that this code writes and reads."""
    return version_of(connection) == _VERSION


def frequencies(connection: sqlite3.Connection, pieces: Sequence[str]) -> tuple[dict[str, int], int]:
    """How often jieba's dictionary counts each of the pieces that occur in documents, and its total."""
    found: dict[str, int] = {}
    for start in range(0, len(pieces), _AT_ONCE):
        some = pieces[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        found.update(connection.execute(f"select word, frequency from words where word in ({marks})", some))
    total = connection.execute("select value from meta where name = 'total'").fetchone()
    return found, int(total[0]) if total else 1


def start_anew(connection: sqlite3.Connection, texts: Iterable[str]) -> None:
    """Makes an empty index in which the words of these texts (parted by `MARK`) are known already."""
    _make(connection)
    words = _Words(connection)
    words.see(texts)
    words.flush()


def _update(
    path: Path,
    store: Store,
    catalog: Catalog,
    changed: Mapping[str, Bundle | None],
    rows: Sequence[dict[str, Any]],
    marks: Marks,
) -> int:
    with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as connection:
        connection.execute("pragma synchronous = normal")
        connection.execute("begin immediate")
        if not is_current(connection):
            _make(connection)
        known = connection.execute("select value from meta where name = 'generation'").fetchone()
        is_next = known is not None and known[0] == marks.before
        wanted = changed if is_next else _differences(connection, store, catalog)
        words = _Words(connection)
        for doc_id in sorted(wanted):
            _forget(connection, doc_id)
        anew = []
        for _, bundle in sorted(wanted.items()):
            if bundle is not None and _add(connection, store, catalog, bundle, words):
                anew.append(bundle)
        words.flush()
        described = {row["doc_id"]: row for row in rows}
        if not is_next:
            lacking = {bundle.doc_id for bundle in anew} - described.keys()
            described |= _published(store, catalog, lacking) if lacking else {}
        units = {bundle.doc_id: bundle.unit for bundle in anew}
        for doc_id, row in sorted(described.items()):
            unit = units.get(doc_id) or _unit_of(connection, doc_id)
            if unit is not None:
                connection.execute(
                    f"insert or replace into documents values (?, ?{', ?' * len(OF_DOCUMENT)})",
                    (doc_id, unit, *(row.get(column) for column in OF_DOCUMENT)),
                )
        connection.execute("insert or replace into meta values ('generation', ?)", (marks.now,))
        (total,) = connection.execute("select count(*) from documents").fetchone()
        is_many = len(wanted) * _MANY > total
        if is_many:
            connection.execute("insert into entry_text (entry_text) values ('optimize')")
        connection.execute("commit")
        if is_many:
            connection.execute("vacuum")
        return len(anew)


def _differences(connection: sqlite3.Connection, store: Store, catalog: Catalog) -> dict[str, Bundle | None]:
    """The documents that the index lacks or has of another unit, and those that it should not have."""
    known = dict(connection.execute("select doc_id, unit from documents"))
    found: dict[str, Bundle | None] = {}
    for doc_id, unit, year, province in catalog.db.execute(
        "select doc_id, unit, year, province from published"
    ):
        if known.pop(doc_id, None) != unit:
            found[doc_id] = store.bundle(doc_id, unit, year, province)
    return found | dict.fromkeys(known)


def _unit_of(connection: sqlite3.Connection, doc_id: str) -> str | None:
    found = connection.execute("select unit from documents where doc_id = ?", (doc_id,)).fetchone()
    return None if found is None else str(found[0])


def _published(store: Store, catalog: Catalog, wanted: set[str]) -> dict[str, dict[str, Any]]:
    """Rows of `documents` as they are published."""
    columns = ["doc_id", *OF_DOCUMENT]
    files = [entry.path for entry in FileList(catalog).all() if entry.dataset == "documents"]
    rows = (
        row
        for path in files
        for row in read_parquet(store.folder.read(f"{DATASETS}/{path}"), columns).to_pylist()
    )
    return {row["doc_id"]: row for row in rows if row["doc_id"] in wanted}


def _make(connection: sqlite3.Connection) -> None:
    for kind, name in connection.execute(
        "select type, name from sqlite_master where type = 'table' and name not like 'sqlite_%' "
        "and name not like 'entry_text_%'"
    ).fetchall():
        connection.execute(f'drop {kind} "{name}"')
    for statement in _SCHEMA.split(";"):
        connection.execute(statement)
    connection.execute("insert into meta values ('version', ?)", (_VERSION,))


def _forget(connection: sqlite3.Connection, doc_id: str) -> None:
    connection.execute(
        "delete from entry_text where rowid in (select id from entries where doc_id = ?)", (doc_id,)
    )
    connection.execute("delete from entries where doc_id = ?", (doc_id,))
    connection.execute("delete from documents where doc_id = ?", (doc_id,))


def _add(
    connection: sqlite3.Connection, store: Store, catalog: Catalog, bundle: Bundle, words: _Words
) -> bool:
    """Adds the entries of a document; false where its bundle is damaged: then the next run reads it again."""
    try:
        entries = open_staged(store, bundle).dataset("search_entries").to_pylist()
    except DamagedStaged:
        store.folder.remove(bundle.name)
        catalog.forget(bundle.doc_id)
        catalog.commit()
        return False
    for row in entries:
        where = (row["doc_id"], row["kind"], row["path"], row["page"], row["locator"], row["char_start"])
        added = connection.execute(
            "insert into entries (doc_id, kind, path, page, locator, char_start) values (?, ?, ?, ?, ?, ?)",
            where,
        )
        texts = (row["title"], row["body"], row["context"])
        connection.execute(
            "insert into entry_text (rowid, title, body, context) values (?, ?, ?, ?)",
            (added.lastrowid, *texts),
        )
        words.see(texts)
    return True


class _Words:
    """Keeps the words that are new to the index, with their frequencies in jieba's dictionary."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.seen: set[str] = set()

    def see(self, texts: Iterable[str]) -> None:
        """The words of marked texts occur."""
        for text in texts:
            self.seen.update(text.split(MARK))
        if len(self.seen) > _WORDS_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Writes those that are not known yet."""
        found = {word for piece in self.seen for word in _CHINESE.findall(piece)}
        found |= {character for word in found for character in word}  # names are made of these
        self.seen.clear()
        waiting = sorted(found)
        for start in range(0, len(waiting), _AT_ONCE):
            some = waiting[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            sql = f"select word from words where word in ({marks})"
            found.difference_update(word for (word,) in self.connection.execute(sql, some))
        if not found:
            return
        known = frequencies_of(found)
        self.connection.executemany("insert into words values (?, ?)", [(w, known[w]) for w in sorted(found)])
        if not self.connection.execute("select 1 from meta where name = 'total'").fetchone():
            self.connection.execute("insert into meta values ('total', ?)", (str(total_frequency()),))
