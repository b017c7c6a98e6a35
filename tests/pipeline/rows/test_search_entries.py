"""What of a document full-text search finds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

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


def alone(found: Extraction, kind: str) -> list[Row]:
    """Entries of a document that gives no rows."""
    return [row for row in search_entries(found, {}) if row["kind"] == kind]


def paged(found: Extraction, pages: list[int]) -> Extraction:
    known = np.array(pages, np.int16)
    return replace(found, document=replace(found.document, char_page=known))


def test_text_of_a_section_is_cut_where_its_page_ends() -> None:
    body = "一、职责\n甲\n乙\n丙"
    found = paged(drawn(body, (section("一、职责", body=body),)), [1] * 7 + [2] * 3)
    rows = alone(found, "section")
    assert [(plain(r, "body"), r["page"], r["char_start"]) for r in rows] == [("甲", 1, 5), ("乙\n丙", 2, 7)]
    assert {plain(r, "title") for r in rows} == {"一、职责"}


def test_pages_that_nobody_knows() -> None:
    body = "甲\n乙\n丙"
    rows = alone(paged(drawn(body, ()), [3, 3, 0, 0]), "section")
    assert [(plain(r, "body"), r["page"]) for r in rows] == [("甲", 3), ("乙\n丙", None)]
    assert [(r["page"], r["path"], r["title"]) for r in alone(drawn(body, ()), "section")] == [(None, "", "")]
    (title, *_) = alone(
        replace(drawn(body, ()), document=replace(drawn(body).document, pages=(None,))), "title"
    )
    assert title["page"] == 1


@pytest.mark.parametrize(
    ("lengths", "found"),
    [
        ([300, 300], [601]),
        ([300, 301], [300, 301]),
        ([600, 1], [600, 1]),
        ([601], [601]),
        ([200] * 4, [602, 200]),
    ],
)
def test_an_entry_holds_six_hundred_characters(lengths: list[int], found: list[int]) -> None:
    rows = alone(drawn("\n".join("财" * n for n in lengths), ()), "section")
    assert [len(plain(r, "body")) for r in rows] == found
    assert rows[0]["char_start"] == 0


def test_text_before_the_first_heading_is_found_and_the_contents_are_not() -> None:
    body = "前言\n目录\n一、职责\n负责。"
    known = (section("目录", "toc_title", body=body), section("一、职责", body=body))
    known = (replace(known[0], body_end=body.index("一、")), known[1])
    rows = alone(drawn(body, known), "section")
    assert [(plain(r, "title"), plain(r, "body"), r["char_start"]) for r in rows] == [
        ("", "前言", 0),
        ("一、职责", "负责。", body.index("负责")),
    ]
    listed = (known[0], replace(known[1], kind="toc_entry"))
    assert [plain(r, "body") for r in alone(drawn(body, listed), "section")] == ["前言"]


def test_every_heading_is_found_once() -> None:
    body = "一、职责\n二、支出"
    known = tuple(section(t, body=body) for t in body.split("\n"))
    nowhere = replace(known[0], title="三、其他", place=Place(4, None, None, None), body_start=0, body_end=0)
    known = (*known, nowhere)
    rows = alone(drawn(body, known), "section")
    assert [(plain(r, "title"), r["body"], r["char_start"], r["page"]) for r in rows] == [
        ("一、职责", "", 0, 1),
        ("二、支出", "", 5, 1),
    ]


def test_a_heading_with_text_behind_it_on_one_line_is_running_text() -> None:
    body = "一、职责：负责财政。"
    rows = alone(drawn(body, (section("一、职责", body=body),)), "section")
    assert [(plain(r, "title"), plain(r, "body")) for r in rows] == [("一、职责", body)]


def given(found: Extraction, **rows: list[Row]) -> list[Row]:
    return [r for r in search_entries(found, rows) if r["kind"] not in ("title", "section")]


def test_reasons_and_tables_lie_in_the_section_at_their_place() -> None:
    reason = {"text": "因人员", "char_start": BODY.index("支出一千元"), "page": 7}
    loose = {"text": None, "char_start": None, "page": None}
    first, second = given(drawn(), reasons=[reason, loose])
    assert (plain(first, "title"), plain(first, "body"), first["path"], first["page"]) == (
        "二、支出",
        "因人员",
        "二、支出",
        7,
    )
    assert (second["title"], second["body"], second["path"], second["page"]) == ("", "", "", None)


def test_tables_without_title_or_labels_are_not_found() -> None:
    tables = [
        {"table_id": "a", "title_raw": "收入表", "char_start": BODY.index("二、"), "page": 2},
        {"table_id": "b", "title_raw": None, "char_start": None, "page": 3},
        {"table_id": "c", "title_raw": None, "char_start": None, "page": 4},
    ]
    cells = [
        {"table_id": t, "row_label": label}
        for t, label in (("b", "合计"), ("b", "合计"), ("b", "其他"), ("c", None), ("c", ""))
    ]
    found = given(drawn(), tables=tables, table_cells=cells)
    assert [(plain(r, "title"), plain(r, "body"), r["path"], r["page"]) for r in found] == [
        ("收入表", "", "二、支出", 2),
        ("", "合计\n其他", "", 3),
    ]


def test_a_project_is_found_by_its_own_goals_and_indicators() -> None:
    def project(name: str, title: str | None) -> Row:
        words = {"project_code": "X1", "competent_department": None, "implementing_unit": "某中心"}
        return {"project_id": name, "name_raw": title, "char_start": 0, "page": 5, **words}

    goals = [
        {"project_id": "b", "expected": "修路", "actual": None},
        {"project_id": "b", "expected": "X1", "actual": "修桥"},
    ]
    row = {"level3_raw": "里程", "target_raw": "3", "actual_raw": "3", "deviation_reason": "下雨"}
    found = given(
        drawn(),
        projects=[project("a", None), project("b", "道路")],
        goals=goals,
        indicators=[{"project_id": "b", **row}],
    )
    assert [(plain(r, "title"), plain(r, "body"), r["page"]) for r in found] == [
        ("", "X1\n某中心", 5),
        ("道路", "X1\n某中心\n修路\n修桥\n里程\n3\n下雨", 5),
    ]


def test_the_context_names_body_and_title_once() -> None:
    alike = replace(drawn(), identity=replace(drawn().identity, title="某区财政局"))
    assert {plain(r, "context") for r in search_entries(alike, {})} == {"某区财政局"}
