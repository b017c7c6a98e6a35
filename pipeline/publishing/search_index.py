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
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from patterns.han import IDEOGRAPHS
from pipeline.datasets.parquet import read_parquet
from pipeline.language.tokens import MARK, frequency, total_frequency
from pipeline.storage.bundles import OpenBundle
from pipeline.storage.folders import LocalFolder
from pipeline.storage.store import Bundle, Store

INDEX = "search.sqlite"
_VERSION = "1"
_TOKENIZER = "unicode61 remove_diacritics 0"
"""Letters and digits are words, all else parts them; case is folded."""
_SCHEMA = f"""
create table meta (name text primary key, value text);
create table entries (
  id integer primary key, doc_id text not null, kind text not null, path text not null, page integer,
  char_start integer
);
create index entries_of_document on entries (doc_id);
create virtual table entry_text using fts5 (title, body, context, tokenize = "{_TOKENIZER}");
create table documents (
  doc_id text primary key, unit text not null, entity_id text, entity_name text, division_code text,
  fiscal_year integer, doc_kind text, title text, source_uri text
);
create table words (word text primary key, frequency integer not null) without rowid;
"""
OF_DOCUMENT = ("entity_id", "entity_name", "division_code", "fiscal_year", "doc_kind", "title", "source_uri")
"""What a hit says of its document: columns of `documents`."""
_CHINESE = re.compile(f"[{IDEOGRAPHS}]+")
_AT_ONCE = 500
_MANY = 10
"""An update of more than one document in so many ends with a merge of the index."""


def update_index(store: Store, bundles: Sequence[Bundle], documents: Iterable[dict[str, Any]]) -> int:
    """Brings the index to the staged documents; gives how many were indexed anew.

    `documents` are the rows of the dataset that changed; the others are read from what is published where the
    index lacks them. Where this SQLite has no FTS5 nothing is written; an index that cannot be read is made
    again. Raises `OSError` where it is locked or the disk is full: it stays as it was.
    """
    if not has_full_text():
        return 0
    assert isinstance(store.folder, LocalFolder)
    path = store.folder.root / INDEX
    rows = {row["doc_id"]: row for row in documents}
    try:
        return _update(path, store, bundles, rows)
    except sqlite3.OperationalError as error:
        raise OSError(
            f"the search index {path} cannot be written ({error}); run again, nothing is lost"
        ) from error
    except sqlite3.DatabaseError:
        for leftover in (path, path.with_name(INDEX + "-journal")):
            leftover.unlink(missing_ok=True)
        return _update(path, store, bundles, rows)


def hit_columns(row: dict[str, Any]) -> dict[str, Any]:
    """Of a row of `documents` what `update_index` needs."""
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


def _update(path: Path, store: Store, bundles: Sequence[Bundle], rows: dict[str, dict[str, Any]]) -> int:
    with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as connection:
        connection.execute("pragma synchronous = normal")
        connection.execute("begin immediate")
        if not is_current(connection):
            _make(connection)
        known = dict(connection.execute("select doc_id, unit from documents"))
        wanted = {b.doc_id: b for b in bundles}
        changed = [b for doc_id, b in sorted(wanted.items()) if known.get(doc_id) != b.unit]
        gone = known.keys() - wanted.keys()
        for doc_id in sorted(gone | {b.doc_id for b in changed}):
            _forget(connection, doc_id)
        seen: set[str] = set()
        for bundle in changed:
            _add(connection, store.open(bundle), seen)
        _add_words(connection, seen)
        connection.executemany(
            "delete from documents where doc_id = ?", [(doc_id,) for doc_id in sorted(gone)]
        )
        lacking = {b.doc_id for b in changed} - rows.keys()
        described = rows | (_published(path.parent, lacking) if lacking else {})
        connection.executemany(
            f"insert or replace into documents values (?, ?{', ?' * len(OF_DOCUMENT)})",
            [
                (doc_id, wanted[doc_id].unit, *(row.get(column) for column in OF_DOCUMENT))
                for doc_id, row in sorted(described.items())
                if doc_id in wanted
            ],
        )
        if len(changed) * _MANY > len(wanted):
            connection.execute("insert into entry_text (entry_text) values ('optimize')")
        connection.execute("commit")
        if len(changed) * _MANY > len(wanted):
            connection.execute("vacuum")
        return len(changed)


def _published(output: Path, wanted: set[str]) -> dict[str, dict[str, Any]]:
    """Rows of `documents` as they are published."""
    columns = ["doc_id", *OF_DOCUMENT]
    files = sorted((output / "datasets" / "documents").glob("*.parquet"))
    rows = (row for file in files for row in read_parquet(file.read_bytes(), columns).to_pylist())
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


def _add(connection: sqlite3.Connection, bundle: OpenBundle, seen: set[str]) -> None:
    for row in bundle.dataset("search_entries").to_pylist():
        where = (row["doc_id"], row["kind"], row["path"], row["page"], row["char_start"])
        added = connection.execute(
            "insert into entries (doc_id, kind, path, page, char_start) values (?, ?, ?, ?, ?)", where
        )
        texts = (row["title"], row["body"], row["context"])
        connection.execute(
            "insert into entry_text (rowid, title, body, context) values (?, ?, ?, ?)",
            (added.lastrowid, *texts),
        )
        for text in texts:
            seen.update(text.split(MARK))


def _add_words(connection: sqlite3.Connection, seen: set[str]) -> None:
    """Keeps the words that are new to the index."""
    if not seen:
        return
    known = {word for (word,) in connection.execute("select word from words")}
    found = {word for piece in seen for word in _CHINESE.findall(piece)}
    found |= {character for word in found for character in word}  # of which names are made that are no words
    found -= known
    connection.executemany("insert into words values (?, ?)", [(w, frequency(w)) for w in sorted(found)])
    connection.execute("insert or replace into meta values ('total', ?)", (str(total_frequency()),))
