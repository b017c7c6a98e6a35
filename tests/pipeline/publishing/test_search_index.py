"""The search index holds the words of the documents that are staged, whatever order they came in."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.datasets.arrow import to_table
from pipeline.datasets.parquet import write_parquet
from pipeline.datasets.schema import dataset
from pipeline.language.tokens import frequencies_of, total_frequency
from pipeline.publishing import search_index as module
from pipeline.publishing.file_list import Entry, FileList
from pipeline.publishing.search_index import (
    INDEX,
    OF_DOCUMENT,
    Index,
    Marks,
    frequencies,
    has_full_text,
    hit_columns,
    is_current,
    version_of,
)
from pipeline.rows.assembly import to_rows
from pipeline.rows.search_entries import search_entries
from pipeline.storage.catalog import Catalog, opened
from pipeline.storage.outcome import Outcome
from pipeline.storage.store import Bundle, Store
from tests.pipeline.fakes import extraction
from tests.pipeline.staged import catalog_of, text


def stage(store: Store, content: str, unit: str = "u1") -> dict[str, Any]:
    """Stages a document with what search finds in it; gives what a hit says of it."""
    found = extraction(content.encode())
    rows = to_rows(found)
    rows["search_entries"] = search_entries(found, rows)
    store.stage(unit, rows, Outcome(found.doc_id, "ok"))
    row: dict[str, Any] = {**dict.fromkeys(OF_DOCUMENT), "doc_id": found.doc_id}
    row["title"] = rows["documents"][0]["title"]
    return row


def index(
    store: Store,
    catalog: Catalog,
    changed: Mapping[str, Bundle | None],
    documents: Sequence[dict[str, Any]],
    marks: Marks,
) -> int:
    """Brings the index of an output on a disk up to date."""
    return Index(store, catalog, changed, documents, marks).update(Path(store.folder.url) / INDEX)


def update(store: Store, *documents: dict[str, Any], unit: str = "u1") -> int:
    """An update after a generation that the index does not know: it is held against all that is published."""
    with catalog_of(store, unit=unit) as catalog:
        _published(catalog)
        return index(store, catalog, {}, documents, Marks("unknown", "now"))


def _published(catalog: Catalog) -> None:
    catalog.db.execute("delete from published")
    catalog.db.execute(
        "insert into published select doc_id, unit, year, province, '', '' from documents where is_bundle = 1"
    )


def asked(store: Store, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(Path(store.folder.url) / INDEX)) as connection:
        return connection.execute(sql).fetchall()


ENTRIES = (
    "select doc_id, kind, path, page, char_start, title, body"
    " from entries join entry_text on entries.id = entry_text.rowid"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_only_what_changed_is_indexed(store: Store) -> None:
    one = stage(store, text("1.50"))
    assert update(store, one) == 1
    two = stage(store, text("2.50", entity="某区教育局"))
    assert update(store, two) == 1
    assert update(store) == 0
    assert {doc for (doc,) in asked(store, "select doc_id from documents")} == {one["doc_id"], two["doc_id"]}
    assert {row[0] for row in asked(store, ENTRIES)} == {one["doc_id"], two["doc_id"]}


def test_a_document_that_was_read_anew_takes_the_place_of_its_words(store: Store) -> None:
    one = stage(store, text("1.50"))
    update(store, one)
    before = asked(store, ENTRIES)
    stage(store, text("1.50"), "u2")
    assert update(store, one, unit="u2") == 1
    assert sorted(asked(store, ENTRIES), key=str) == sorted(before, key=str)
    assert asked(store, "select unit from documents") == [("u2",)]


def test_a_document_that_is_gone_is_forgotten(store: Store) -> None:
    one, two = stage(store, text("1.50")), stage(store, text("2.50"))
    update(store, one, two)
    store.stage_failure("u1", Outcome(one["doc_id"], "failed", "damaged", "no end"))
    assert update(store) == 0
    assert asked(store, "select doc_id from documents") == [(two["doc_id"],)]
    assert {row[0] for row in asked(store, ENTRIES)} == {two["doc_id"]}


def test_the_next_generation_costs_what_changed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one = stage(store, text("1.50"))
    update(store, one)
    two = stage(store, text("2.50"))
    opened: list[str] = []
    read = Store.open
    monkeypatch.setattr(Store, "open", lambda s, bundle: opened.append(bundle.doc_id) or read(s, bundle))
    monkeypatch.setattr(module, "_differences", lambda *_: pytest.fail("held against everything"))
    bundles = {b.doc_id: b for b in store.staged("u1")}
    with catalog_of(store) as catalog:
        changed = {two["doc_id"]: bundles[two["doc_id"]]}
        assert index(store, catalog, changed, [two], Marks("now", "next")) == 1
        assert opened == [two["doc_id"]]
        titled = [{**one, "title": "another"}]
        assert index(store, catalog, {two["doc_id"]: None}, titled, Marks("next", "last")) == 0
    assert asked(store, "select doc_id, title from documents") == [(one["doc_id"], "another")]
    assert {row[0] for row in asked(store, ENTRIES)} == {one["doc_id"]}


def test_a_document_whose_bundle_is_damaged_is_left_out_and_read_again(store: Store) -> None:
    """The others are found; a run that meets it finds nothing staged of it."""
    one, two = stage(store, text("1.50")), stage(store, text("2.50"))
    bundle = next(b for b in store.staged("u1") if b.doc_id == one["doc_id"])
    store.folder.put_bytes(bundle.name, store.folder.read(bundle.name)[:-3] + b"???")
    assert update(store, two) == 1
    assert {row[0] for row in asked(store, ENTRIES)} == {two["doc_id"]}
    assert not store.folder.has(bundle.name)
    with opened(Path(store.folder.url) / "state" / "catalog.sqlite") as catalog:
        assert catalog.place(one["doc_id"]) is None
        assert list(catalog.touched()) == sorted((one["doc_id"], two["doc_id"]))


def test_the_order_in_which_documents_came_does_not_matter(tmp_path: Path) -> None:
    contents = [text(f"{n}.50", entity=f"某区{name}局") for n, name in enumerate(("财政", "教育", "水务"))]
    found = []
    for name, order in (("one", contents), ("other", contents[::-1])):
        store = Store(tmp_path / name)
        for content in order:
            update(store, stage(store, content))
        found.append(
            [
                sorted(asked(store, sql), key=str)
                for sql in (ENTRIES, "select * from words", "select * from documents")
            ]
        )
    assert found[0] == found[1]


def test_words_are_kept_with_what_jieba_counts(store: Store) -> None:
    update(store, stage(store, text("1.50")))
    words = dict(asked(store, "select word, frequency from words"))
    assert words["收入"] == frequencies_of(["收入"])["收入"] > 0
    assert words["收"] == frequencies_of(["收"])["收"]
    assert all(word.strip("0123456789.") for word in words)
    with closing(sqlite3.connect(Path(store.folder.url) / INDEX)) as connection:
        known, total = frequencies(connection, ["收入", "没有的词"])
    assert known == frequencies_of(["收入"])
    assert total > 10**6


def test_many_words_are_asked_for_in_several_queries(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    update(store, stage(store, text("1.50")))
    words = [word for (word,) in asked(store, "select word from words")]
    monkeypatch.setattr(module, "_AT_ONCE", 2)
    with closing(sqlite3.connect(Path(store.folder.url) / INDEX)) as connection:
        known, _ = frequencies(connection, words)
    assert known.keys() == set(words)


def test_what_a_hit_says_of_a_document_follows_its_row(store: Store) -> None:
    one = stage(store, text("1.50"))
    update(store, one)
    assert update(store, {**one, "title": "another"}) == 0
    assert asked(store, "select doc_id, title from documents") == [(one["doc_id"], "another")]
    stranger = {**one, "doc_id": "of no staged document"}
    update(store, stranger)
    assert len(asked(store, "select doc_id from documents")) == 1


def test_of_a_row_only_what_a_hit_says_is_held() -> None:
    row = {name: name for name in ("doc_id", *OF_DOCUMENT, "page_count", "status")}
    assert hit_columns(row) == {name: name for name in ("doc_id", *OF_DOCUMENT)}


def test_an_index_of_another_version_is_made_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one = stage(store, text("1.50"))
    update(store, one)
    monkeypatch.setattr(module, "_VERSION", "another")
    assert update(store, one) == 1
    with closing(sqlite3.connect(Path(store.folder.url) / INDEX)) as connection:
        assert (version_of(connection), is_current(connection)) == ("another", True)
    assert len(asked(store, "select doc_id from documents")) == 1


def test_what_is_no_index_has_no_version() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        assert version_of(connection) is None
        connection.execute("create table meta (name text, value text)")
        assert version_of(connection) is None
        assert not is_current(connection)
        assert frequencies(connection, []) == ({}, 1)


def test_a_damaged_index_is_made_again(store: Store) -> None:
    one = stage(store, text("1.50"))
    (Path(store.folder.url) / INDEX).write_bytes(b"no database, " * 1000)
    assert update(store, one) == 1
    assert asked(store, "select doc_id from documents") == [(one["doc_id"],)]


def test_an_index_that_another_program_holds_is_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one = stage(store, text("1.50"))
    update(store, one)

    def locked(*_: Any) -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(module, "_update", locked)
    with pytest.raises(OSError, match=r"search\.sqlite cannot be written \(database is locked\); run again"):
        update(store, one)


def test_without_full_text_search_nothing_is_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert has_full_text()
    monkeypatch.setattr(module, "has_full_text", lambda: False)
    assert update(store, stage(store, text("1.50"))) == 0
    assert not (Path(store.folder.url) / INDEX).exists()


# --- what is said to the database ---


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements of every connection, and how long it waits for others."""
    found: list[str] = []
    connect = sqlite3.connect

    def noted(path: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(path, **options)
        if "timeout" in options:
            found.append(f"waits {options['timeout']} s")
        connection.set_trace_callback(found.append)
        return connection

    monkeypatch.setattr(module.sqlite3, "connect", noted)
    return found


@pytest.mark.parametrize(("before", "merged"), [(9, False), (8, True)])
def test_more_than_one_document_in_ten_merges_the_index(
    store: Store, said: list[str], before: int, merged: bool
) -> None:
    update(store, *(stage(store, text(f"{n}.50")) for n in range(before)))
    assert any("optimize" in statement for statement in said)
    said.clear()
    assert update(store, stage(store, text("99.50"))) == 1
    assert any("optimize" in statement for statement in said) == merged
    assert ("vacuum" in said) == merged
    assert said.index("begin immediate") < said.index("commit")
    assert "waits 60 s" in said
    said.clear()
    assert update(store) == 0
    assert "vacuum" not in said


def test_a_thousand_words_are_asked_for_five_hundred_at_a_time(said: list[str]) -> None:
    with closing(module.sqlite3.connect(":memory:")) as connection:
        connection.execute("create table words (word text primary key, frequency integer not null)")
        connection.execute("create table meta (name text, value text)")
        said.clear()
        frequencies(connection, [str(n) for n in range(1001)])
    asked_for = [statement for statement in said if "from words" in statement]
    assert [statement.count(",") for statement in asked_for] == [500, 500, 1]


def test_documents_of_a_lost_index_are_described_by_what_is_published(store: Store) -> None:
    """Nothing changed, so publishing has no row of them."""
    one, two = stage(store, text("1.50")), stage(store, text("2.50"))
    empty = dict.fromkeys(dataset("documents").schema.names)
    rows = [
        {**empty, **row, "title": title, "fiscal_year": 2023}
        for row, title in ((one, "甲"), (two, "乙"), ({"doc_id": "gone"}, "丙"))
    ]
    folder = Path(store.folder.url) / "datasets" / "documents"
    folder.mkdir(parents=True)
    for n, row in enumerate(rows):
        write_parquet(to_table("documents", [row]), folder / f"part-{n}.parquet")
    with catalog_of(store) as catalog:
        found = [Entry(f"documents/part-{n}.parquet", 1, "", 1) for n in range(3)]
        FileList(catalog).replace("all", "documents", found)
        catalog.commit()
    assert update(store, {**two, "title": "新"}) == 2
    assert set(asked(store, "select doc_id, title, fiscal_year from documents")) == {
        (one["doc_id"], "甲", 2023),
        (two["doc_id"], "新", None),
    }


def test_an_entry_stands_where_its_words_do(store: Store) -> None:
    one = stage(store, text("1.50"))
    update(store, one)
    rows = store.open(store.staged("u1")[0]).dataset("search_entries").to_pylist()
    columns = ("doc_id", "kind", "path", "page", "char_start", "title", "body", "context")
    sql = ENTRIES.replace("title, body", "title, body, context")
    assert sorted(asked(store, sql), key=str) == sorted((tuple(r[c] for c in columns) for r in rows), key=str)
    assert rows


def test_words_of_one_document_are_not_added_by_the_next(store: Store) -> None:
    one, two = stage(store, text("1.50")), stage(store, text("2.50"))
    update(store, one)
    before = asked(store, "select * from words order by word")
    update(store, one, two)
    assert asked(store, "select * from words order by word") == before
    assert asked(store, "select value from meta where name = 'total'") == [(str(total_frequency()),)]


def test_an_empty_store_has_an_index_of_this_version_without_words(store: Store) -> None:
    Path(store.folder.url).mkdir(exist_ok=True)
    assert update(store) == 0
    assert asked(store, "select name, value from meta order by 1") == [
        ("generation", "now"),
        ("version", "4"),
    ]
    assert asked(store, "select * from words") == []


def test_where_sqlite_has_no_full_text_search_it_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    class Without:
        def execute(self, _sql: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

        def close(self) -> None:
            pass

    monkeypatch.setattr(module.sqlite3, "connect", lambda _path: Without())
    assert not has_full_text()


def test_a_damaged_index_goes_with_its_journal(store: Store) -> None:
    path = Path(store.folder.url) / INDEX
    path.write_bytes(b"no database, " * 1000)
    journal = path.with_name(f"{INDEX}-journal")
    one = stage(store, text("1.50"))
    for content in (b"", b"not of this database"):
        journal.write_bytes(content)
        path.write_bytes(b"no database, " * 1000)
        assert update(store, one) == 1
        assert not journal.exists()
