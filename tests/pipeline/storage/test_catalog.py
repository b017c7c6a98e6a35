"""The catalogue of an output folder: what an earlier version made goes on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pipeline.storage.catalog import Address, Catalog

FIRST_VERSION = """
create table meta (key text primary key, value text) without rowid;
create table documents (
  doc_id text primary key, unit text not null, is_bundle integer not null, year integer, province text,
  outcome text not null, is_touched integer not null
) without rowid;
create table sources (uri text primary key, doc_id text not null, stamp text) without rowid;
create table met (doc_id text, uri text, primary key (doc_id, uri)) without rowid;
insert into meta values ('version', '1');
insert into sources values ('in/a.pdf', 'd', '1 2 3 4');
insert into met values ('d', 'in/a.pdf'), ('d', 'in/b.pdf');
insert into documents values ('d', 'u', 1, 2024, '11', '{"doc_id": "d", "status": "ok"}', 0);
"""


def test_a_catalogue_of_the_version_before_keeps_what_it_knows(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    db = sqlite3.connect(path)
    db.executescript(FIRST_VERSION)
    db.close()
    for _ in range(2):
        catalog = Catalog(path)
        assert (catalog.is_new, catalog.meta("version")) == (False, "2")
        assert catalog.first_met("d") == "in/a.pdf"
        assert catalog.db.execute("select * from sources").fetchall() == [("in/a.pdf", "d", "1 2 3 4")]
        assert catalog.first_address("d") == (None, None)
        catalog.close()
    catalog = Catalog(path)
    catalog.note_address("in/b.pdf", "d", Address("https://a.cn/b", "2024-08-30"))
    assert list(catalog.touched()) == ["d"]
    catalog.commit()
    catalog.close()
    catalog = Catalog(path)
    assert catalog.first_address("d") == ("https://a.cn/b", "2024-08-30")
    catalog.close()


def test_a_catalogue_of_a_version_that_nobody_knows_begins_anew(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    catalog.meet("in/a.pdf", "d", None)
    catalog.set_meta("version", "99")
    catalog.commit()
    catalog.close()
    catalog = Catalog(tmp_path / "catalog.sqlite")
    assert (catalog.is_new, catalog.first_met("d"), catalog.meta("version")) == (True, None, "2")
    catalog.close()


def test_the_first_address_comes_with_its_first_day_and_the_same_again_touches_nothing(
    tmp_path: Path,
) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    catalog.db.execute("insert into documents values ('d', 'u', 1, 2024, '11', '{}', 0)")
    told = {
        "in/a": Address("https://b.cn", "2020-01-01"),
        "in/b": Address("https://a.cn", None),
        "in/c": Address("https://a.cn", "2024-02-02"),
        "in/d": Address("https://a.cn", "2024-01-01"),
        "in/e": Address(),
    }
    for uri, address in told.items():
        catalog.meet(uri, "d", None)
        catalog.note_address(uri, "d", address)
        assert catalog.address_at(uri, "d") == address
    assert catalog.first_address("d") == ("https://a.cn", "2024-01-01")
    catalog.db.execute("update documents set is_touched = 0")
    catalog.note_address("in/a", "d", told["in/a"])
    catalog.note_address("in/nowhere", "d", told["in/a"])
    assert list(catalog.touched()) == []
    assert catalog.address_at("in/nowhere", "d") == (None, None)
    catalog.close()
