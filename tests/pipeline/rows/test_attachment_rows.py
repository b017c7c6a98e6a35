"""Rows of the files that a source links to."""

from __future__ import annotations

from pipeline.reading.extract import extract
from pipeline.rows.assembly import to_rows
from tests.extractors.html.pages import PROSE, TABLE, page

LINKS = '<p><a href="./1.pdf">决算表</a></p><p><a href="./2.xls">附表</a></p>'


def test_files_are_rows_of_a_disclosure_and_of_a_page_that_only_links():
    for body in (PROSE + TABLE + LINKS, LINKS):
        rows = to_rows(extract(page(body)))["attachments"]
        assert [(r["ordinal"], r["title"], r["target"], r["file_kind"]) for r in rows] == [
            (0, "决算表", "./1.pdf", "pdf"),
            (1, "附表", "./2.xls", "xls"),
        ]
        assert [r["raw"] for r in rows] == ["决算表", "附表"]
        assert all(r["locator"].endswith("/a[1]") and r["page"] is None for r in rows)
        assert len({r["attachment_id"] for r in rows}) == 2


def test_a_page_that_only_links_has_no_other_rows():
    rows = to_rows(extract(page(LINKS)))
    assert {name for name, found in rows.items() if found} == {"documents", "texts", "attachments"}
