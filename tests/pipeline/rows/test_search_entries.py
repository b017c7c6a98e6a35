"""What of a document full-text search finds."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Document, Paragraph, Place
from extractors.records import Section
from pipeline.language.tokens import MARK
from pipeline.reading.extraction import Extraction
from pipeline.rows.assembly import to_rows
from pipeline.rows.provenance import Row
from pipeline.rows.search_entries import search_entries
from tests.pipeline.fakes import extraction, form

HEAD = "2023|110112|某区财政局|final_account"
TEXT = f"{HEAD}\n收入合计 1.50\n支出合计 1.40".encode()
BODY = "目录\n一、职责\n负责财政。\n负责审计。\n二、支出\n支出一千元。"

SECTIONS = (("目录", "toc_title"), ("一、职责", "heading"), ("二、支出", "heading"))


def section(title: str, kind: str = "heading", parent: int | None = None, body: str = BODY) -> Section:
    start = body.index(title)
    place = Place(1, None, start, start + len(title))
    return Section(place, parent, 0, 1, "none", None, title, kind, start + len(title), len(body))


def drawn(body: str = BODY, sections: tuple[Section, ...] | None = None) -> Extraction:
    blocks, at = [], 0
    for line in body.split("\n"):
        blocks.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    known = tuple(section(title, kind) for title, kind in SECTIONS)
    return replace(
        extraction(HEAD.encode()),
        document=Document(body, tuple(blocks), "text/plain"),
        sections=known if sections is None else sections,
    )


def entries(found: Extraction, kind: str) -> list[Row]:
    return [row for row in search_entries(found, to_rows(found)) if row["kind"] == kind]


def plain(row: Row, column: str) -> str:
    return str(row[column]).replace(MARK, "")


def test_every_entry_knows_its_document_and_order() -> None:
    found = form(TEXT)
    rows = search_entries(found, to_rows(found))
    assert [row["ordinal"] for row in rows] == list(range(len(rows)))
    assert {row["doc_id"] for row in rows} == {found.doc_id}
    assert {plain(row, "context") for row in rows} == {"某区财政局 某区财政局2023"}


def test_the_title_stands_first_and_its_words_are_parted() -> None:
    (title,) = entries(drawn(), "title")
    assert plain(title, "title") == "某区财政局2023"
    assert MARK in title["title"]
    assert (title["page"], title["char_start"], title["path"]) == (None, 0, "")
    untitled = replace(drawn(), identity=replace(drawn().identity, title=None))
    assert plain(entries(untitled, "title")[0], "title") == "某区财政局"
    nobody = replace(untitled, identity=replace(untitled.identity, entity_name=None))
    assert entries(nobody, "title") == []


def test_running_text_is_found_by_section_without_its_heading() -> None:
    found = entries(drawn(), "section")
    assert [(plain(r, "title"), plain(r, "body")) for r in found] == [
        ("一、职责", "负责财政。\n负责审计。"),
        ("二、支出", "支出一千元。"),
    ]
    assert [r["char_start"] for r in found] == [BODY.index("负责财政"), BODY.index("支出一千元")]


def test_a_heading_without_text_is_found_too() -> None:
    found = entries(drawn(BODY.removesuffix("支出一千元。")), "section")
    assert [(plain(r, "title"), plain(r, "body")) for r in found] == [
        ("一、职责", "负责财政。\n负责审计。"),
        ("二、支出", ""),
    ]


def test_long_text_is_cut_at_paragraphs() -> None:
    body = BODY.replace("负责财政。", "财" * 300).replace("负责审计。", "\n".join(("审" * 300, "计")))
    known = tuple(section(title, kind, body=body) for title, kind in SECTIONS)
    found = entries(drawn(body, known), "section")
    assert [len(plain(r, "body")) for r in found] == [601, 1, 6]


def test_the_path_of_a_section_begins_at_the_top() -> None:
    known = (section("一、职责"), section("二、支出", parent=0))
    found = entries(drawn(sections=known), "section")
    assert found[-1]["path"] == "一、职责 › 二、支出"


def test_tables_are_found_by_the_labels_of_their_rows() -> None:
    (table,) = entries(extraction(TEXT), "table")
    assert (plain(table, "title"), plain(table, "body")) == ("", "收入合计\n支出合计")


def test_reasons_are_found_with_the_title_of_their_section() -> None:
    (reason,) = entries(extraction(TEXT), "reason")
    assert (plain(reason, "body"), plain(reason, "title"), reason["path"]) == (
        "某区财政局",
        "某区财政局",
        "某区财政局",
    )


def test_projects_are_found_by_goals_and_indicators_but_not_by_persons() -> None:
    (project,) = entries(form(TEXT), "project")
    assert plain(project, "title") == "项目甲"
    assert plain(project, "body") == "完成\n及时完成\n10\n9.5"
    assert not any("测试员" in str(row) for row in search_entries(form(TEXT), to_rows(form(TEXT))))
