from __future__ import annotations

import datetime
from itertools import pairwise, permutations
from typing import Any

import pytest

from extractors.identity.scope import WEAK_METHODS
from pipeline.publishing.disclosures import Contents, arrange

OOXML = "application/vnd.openxmlformats-officedocument"
DOCX, XLSX = f"{OOXML}.wordprocessingml.document", f"{OOXML}.spreadsheetml.sheet"
OLD, NEW = datetime.date(2024, 8, 1), datetime.date(2024, 9, 1)


def document(doc_id: str, **fields: Any) -> dict[str, Any]:
    known = {
        "doc_id": doc_id,
        "status": "ok",
        "content_group_id": "g",
        "scope_type": "department_rollup",
        "scope_method": "unit_list",
        "published_on": None,
        "file_modified_at": None,
        "title": "北京市水务局2024年度部门预算",
        "media_type": "application/pdf",
        "has_tables": True,
        "has_narrative": True,
        "page_count": 10,
        "entity_id": "110000:water:gov_department",
        "fiscal_year": 2024,
        "doc_kind": "budget",
        "parent_entity_id": None,
    }
    return {**known, **fields}


def roles(*rows: dict[str, Any], **more: Any) -> dict[str, tuple[str | None, str | None]]:
    """Role and primary document of each, the same in whatever order the documents come."""
    found = set()
    for order in permutations(rows):
        copies = [dict(row) for row in order]
        arrange(copies, **more)
        found.add(tuple(sorted((r["doc_id"], r["group_role"], r["primary_doc_id"]) for r in copies)))
        for row in copies:
            assert row["is_primary"] == (row["group_role"] == "primary")
    assert len(found) == 1
    return {doc: (role, primary) for doc, role, primary in found.pop()}


def test_tables_and_explanation_in_two_files_are_one_disclosure_whose_tables_come_first() -> None:
    """北京市水务局 2026: 155 pages of tables, 12 pages of explanation."""
    tables = document("t", has_narrative=False, scope_method="form")
    words = document("w", has_tables=False, published_on=NEW)
    assert roles(words, tables) == {"t": ("primary", "t"), "w": ("part", "t")}


def test_a_part_that_does_not_tell_its_scope_takes_that_of_the_other() -> None:
    """江苏省政协办公厅 2018: the tables have no cover, the explanation says that one unit is covered."""
    tables = document("t", has_narrative=False, scope_type="unknown", scope_method=None)
    words = document("w", has_tables=False, scope_type="single_unit")
    arrange([tables, words])
    assert (tables["scope_type"], tables["scope_method"]) == ("single_unit", "part")
    assert (tables["group_role"], words["group_role"]) == ("primary", "part")


def test_two_files_of_different_tables_are_parts_of_one_disclosure() -> None:
    first, second = document("1", has_narrative=False), document("2", has_narrative=False, page_count=2)
    contents = {
        "1": Contents("x", frozenset({"bd_income", "bd_expenditure"})),
        "2": Contents("y", frozenset({"bd_three_public"})),
    }
    assert roles(first, second, contents=contents)["2"] == ("part", "1")
    same = {doc: Contents(doc, frozenset({"bd_income"})) for doc in "12"}
    assert roles(first, second, contents=same)["2"] == ("replaced", "1")


def test_a_correction_takes_the_place_of_what_it_corrects_and_keeps_it_linked() -> None:
    before, after = document("a", published_on=OLD), document("b", published_on=NEW)
    assert roles(before, after) == {"a": ("replaced", "b"), "b": ("primary", "b")}


def test_a_title_that_says_it_is_corrected_goes_before_a_date() -> None:
    first = document("a", published_on=NEW, page_count=99)
    corrected = document("b", title="北京市水务局2024年度部门预算(更正)", published_on=OLD)
    assert roles(first, corrected) == {"a": ("replaced", "b"), "b": ("primary", "b")}


def test_the_same_text_in_other_bytes_is_a_copy() -> None:
    one, two = document("1"), document("2")
    contents = {doc: Contents("same", frozenset({"bd_income"})) for doc in "12"}
    assert roles(one, two, contents=contents) == {"1": ("primary", "1"), "2": ("copy", "1")}


def test_the_same_tables_and_figures_in_another_format_are_a_copy_and_in_the_same_one_a_version() -> None:
    """A PDF and the Word document that it was printed from."""
    printed, source = document("1"), document("2", media_type=DOCX, page_count=None)
    contents = {doc: Contents(doc, frozenset({"bd_income"}), "same") for doc in "12"}
    assert roles(printed, source, contents=contents) == {"1": ("primary", "1"), "2": ("copy", "1")}
    assert roles(printed, document("2"), contents=contents)["2"] == ("replaced", "1")
    contents["2"] = Contents("2", frozenset({"bd_income"}), "other")
    assert roles(printed, source, contents=contents)["2"] == ("replaced", "1")


def test_a_workbook_completes_a_page_that_shows_some_of_its_tables() -> None:
    """The page has the explanation and one table, the attached workbook has all of them."""
    page = document("p", media_type="text/html", page_count=None, published_on=NEW)
    book = document("b", media_type=XLSX, page_count=None, has_narrative=False)
    contents = {
        "p": Contents("p", frozenset({"bd_income"}), "p"),
        "b": Contents("b", frozenset({"bd_income", "bd_expenditure"}), "b"),
    }
    assert roles(page, book, contents=contents) == {"p": ("primary", "p"), "b": ("part", "p")}
    of_one_format = {**book, "media_type": "text/html"}
    assert roles(page, of_one_format, contents=contents)["b"] == ("replaced", "p")


def test_the_department_s_own_office_is_counted_in_by_its_rollup() -> None:
    """上海市普陀区司法局 2026 publishes both."""
    rollup, own = (
        document("r", published_on=OLD),
        document("o", scope_type="department_own", published_on=NEW),
    )
    assert roles(rollup, own) == {"r": ("primary", "r"), "o": ("included", "r")}
    arrange([rollup, own])
    assert (rollup["counted_in"], own["counted_in"]) == (None, "r")


UNIT = "110000:water:institution:1"


def unit(**fields: Any) -> dict[str, Any]:
    known = {"content_group_id": "u", "entity_id": UNIT, "scope_type": "single_unit"}
    return document("u", **{**known, **fields})


def listing(*entities: str) -> list[dict[str, Any]]:
    return [{"doc_id": "r", "entity_id": e, "is_own": e == "110000:water:gov_department"} for e in entities]


def test_a_unit_that_its_department_s_rollup_lists_is_counted_in() -> None:
    """无锡市应急管理综合行政执法监督局 2026 is a unit of 无锡市应急管理局, whose rollup lists it."""
    rollup, part = document("r"), unit()
    assert roles(rollup, part, units=listing("110000:water:gov_department", UNIT)) == {
        "r": ("primary", "r"),
        "u": ("included", "r"),
    }
    arrange([rollup, part], listing(UNIT))
    assert (part["parent_entity_id"], part["counted_in"]) == ("110000:water:gov_department", "r")


@pytest.mark.parametrize("fields", [{"fiscal_year": 2023}, {"doc_kind": "final_account"}])
def test_a_rollup_of_another_year_or_kind_counts_nothing_in(fields: dict[str, Any]) -> None:
    assert roles(document("r"), unit(**fields), units=listing(UNIT))["u"] == ("primary", "u")


def test_a_unit_that_the_rollup_does_not_list_still_counts() -> None:
    stranger = unit(parent_entity_id="110000:water:gov_department")
    assert roles(document("r"), stranger, units=listing("another"))["u"] == ("primary", "u")
    assert roles(document("r"), stranger)["u"] == ("included", "r")  # the rollup lists no units at all


def test_groups_are_apart_and_other_texts_are_never_primary() -> None:
    rows = [document("a"), document("b", content_group_id="h"), document("c", status="not_disclosure")]
    found = roles(*rows)
    assert (found["a"][0], found["b"][0], found["c"]) == ("primary", "primary", (None, None))


def test_what_still_stands_in_its_place_is_newer_than_what_does_not() -> None:
    rows = [document("a", published_on=NEW, page_count=99), document("b", published_on=OLD)]
    arrange(rows, superseded={"a"})
    assert {r["doc_id"]: r["group_role"] for r in rows} == {"a": "replaced", "b": "primary"}


def test_of_one_day_the_file_that_was_changed_last_is_the_newer() -> None:
    noon = datetime.datetime(2024, 8, 30, 12, tzinfo=datetime.UTC)
    first = document("a", published_on=NEW, file_modified_at=noon, page_count=99)
    later = document("b", published_on=NEW, file_modified_at=noon + datetime.timedelta(seconds=1))
    assert roles(first, later) == {"a": ("replaced", "b"), "b": ("primary", "b")}


# --- which of two stands for the disclosure ---

NOON = datetime.datetime(2024, 8, 30, 12, tzinfo=datetime.UTC)
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
CORRECTED = "北京市水务局2024年度部门预算(更正)"
BETTER: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"scope_type": "department_own"}),
    ({"scope_type": "department_own"}, {"scope_type": "single_unit"}),
    ({"scope_type": "single_unit"}, {"scope_type": "unknown"}),
    ({"has_tables": True}, {"has_tables": False}),
    ({"title": CORRECTED}, {"title": None}),
    ({"published_on": NEW}, {"published_on": OLD}),
    ({"published_on": OLD}, {"published_on": None}),
    ({"file_modified_at": NOON}, {"file_modified_at": NOON - datetime.timedelta(seconds=1)}),
    ({"file_modified_at": EPOCH + datetime.timedelta(seconds=0.5)}, {"file_modified_at": None}),
    ({"status": "ok"}, {"status": "partial"}),
    ({"page_count": 10}, {"page_count": 9}),
    ({"page_count": 1}, {"page_count": None}),
]
"""In the order in which they are asked: what a later line says counts where the earlier ones say nothing."""


def first_of(*rows: dict[str, Any], **more: Any) -> str:
    (first,) = (doc for doc, (role, _) in roles(*rows, **more).items() if role == "primary")
    return first


@pytest.mark.parametrize(("better", "worse"), BETTER)
def test_of_two_the_better_one_stands_for_the_disclosure(
    better: dict[str, Any], worse: dict[str, Any]
) -> None:
    assert first_of(document("z", **better), document("a", **worse)) == "z"


@pytest.mark.parametrize(
    ("first", "then"), [(p, q) for p, q in pairwise(BETTER[3:]) if not p[0].keys() & q[0].keys()]
)
def test_what_is_asked_first_decides(first: Any, then: Any) -> None:
    (better, worse), (later_better, later_worse) = first, then
    for winner, loser in ("ab", "ba"):
        assert (
            first_of(document(winner, **better, **later_worse), document(loser, **worse, **later_better))
            == winner
        )


def test_the_own_office_without_tables_goes_before_a_unit_with_them() -> None:
    own = document("z", scope_type="department_own", has_tables=False)
    assert first_of(own, document("a", scope_type="single_unit")) == "z"


def test_what_still_stands_goes_after_a_correction_and_before_a_date() -> None:
    stands = document("a", published_on=OLD)
    assert first_of(stands, document("b", title=CORRECTED), superseded={"b"}) == "b"
    assert first_of(stands, document("b", published_on=NEW), superseded={"b"}) == "a"


@pytest.mark.parametrize(
    "fields",
    [{}, {"page_count": 0}, {"file_modified_at": EPOCH}, {"title": "北京市水务局2024年度部门预算公开"}],
)
def test_of_two_that_are_alike_the_smaller_id_stands(fields: dict[str, Any]) -> None:
    plain = {"page_count": None, "title": None}
    assert first_of(document("a", **plain), document("b", **{**plain, **fields})) == "a"


# --- what the others are ---


def test_of_more_than_two_each_is_held_against_all_before_it() -> None:
    tables = document("1", has_narrative=False)
    words = document("2", has_tables=False)
    again = document("3", has_tables=False, page_count=2)
    assert roles(tables, words, again) == {"1": ("primary", "1"), "2": ("part", "1"), "3": ("replaced", "1")}
    contents = {doc: Contents(text) for doc, text in zip("123", "xyy", strict=True)}
    assert roles(tables, words, again, contents=contents)["3"] == ("copy", "1")
    more = {"1": Contents("x", frozenset({"a"})), "2": Contents("y", frozenset({"b"}))}
    third = {"3": Contents("z", frozenset({"b", "c"}))}
    rows = [
        document("1", has_narrative=False),
        *(document(d, has_narrative=False, page_count=2) for d in "23"),
    ]
    assert roles(*rows, contents=more | third)["3"] == ("replaced", "1")


def test_what_has_both_leaves_nothing_to_add() -> None:
    both = document("1")
    for fields in ({"has_narrative": False, "page_count": 1}, {"has_tables": False}):
        assert roles(both, document("2", **fields))["2"] == ("replaced", "1")


def test_a_part_with_both_leaves_nothing_to_add_either() -> None:
    """The first has tables only; the second adds the explanation and prints tables too."""
    tables, both = document("1", has_narrative=False, page_count=20), document("2")
    assert roles(tables, both, document("3", has_tables=False, page_count=1))["3"] == ("replaced", "1")


def test_tables_that_a_part_adds_are_not_added_again() -> None:
    """The explanation of the own office, and tables of what may be one unit of it, twice."""
    words = document("1", has_tables=False, scope_type="department_own")
    single = [
        document(d, has_narrative=False, scope_type="single_unit", page_count=n)
        for d, n in (("2", 9), ("3", 8))
    ]
    assert roles(words, *single) == {"1": ("primary", "1"), "2": ("part", "1"), "3": ("replaced", "1")}


def test_texts_that_are_not_known_are_not_copies() -> None:
    contents = {doc: Contents(None, frozenset({"bd_income"})) for doc in "12"}
    assert roles(document("1"), document("2"), contents=contents)["2"] == ("replaced", "1")


def test_only_a_rollup_includes_and_only_what_is_known_to_be_a_part() -> None:
    assert roles(document("1"), document("2", scope_type="unknown"))["2"] == ("replaced", "1")
    assert roles(document("1"), document("2", page_count=1))["2"] == ("replaced", "1")
    assert roles(document("1"), document("2", scope_type="single_unit"))["2"] == ("included", "1")
    own, single = document("1", scope_type="department_own"), document("2", scope_type="single_unit")
    assert roles(own, single)["2"] == ("replaced", "1")


def scopes(*rows: dict[str, Any]) -> list[tuple[str, str | None]]:
    arrange(rows)
    return [(row["scope_type"], row["scope_method"]) for row in rows]


TABLES: dict[str, Any] = {"has_narrative": False}
WORDS: dict[str, Any] = {"has_tables": False}
WEAK = {"scope_type": "unknown", "scope_method": None}


@pytest.mark.parametrize("part", [{"has_narrative": False}, {"has_tables": False}])
def test_one_half_that_is_lacking_makes_a_part(part: dict[str, Any]) -> None:
    whole = document("a", scope_type="single_unit")
    assert scopes(whole, document("b", **WEAK, **part))[1] == ("single_unit", "part")
    assert scopes(whole, document("b", **WEAK))[1] == ("unknown", None)


def test_a_weak_word_gives_way_and_a_strong_one_does_not() -> None:
    weak = document("b", **TABLES, scope_type="single_unit", scope_method=sorted(WEAK_METHODS)[0])
    assert scopes(document("a", **WORDS), weak)[1] == ("department_rollup", "part")
    strong = document("b", **TABLES, scope_type="single_unit")
    assert scopes(document("a", **WORDS), strong)[1] == ("single_unit", "unit_list")
    unsure = document("a", **WORDS, scope_type="department_rollup", scope_method=sorted(WEAK_METHODS)[0])
    assert scopes(unsure, document("b", **TABLES, **WEAK))[1] == ("unknown", None)


def test_parts_that_say_different_things_decide_nothing_and_those_that_agree_do() -> None:
    rollup, own = document("a", **WORDS), document("b", **WORDS, scope_type="department_own")
    assert scopes(rollup, own, document("c", **TABLES, **WEAK))[2] == ("unknown", None)
    assert scopes(rollup, document("b", **WORDS), document("c", **TABLES, **WEAK))[2][1] == "part"
    assert scopes(document("c", **TABLES, **WEAK), document("d", **TABLES, **WEAK)) == [("unknown", None)] * 2


# --- departments of units ---


def parents(rows: list[dict[str, Any]], units: list[tuple[str, str | None]]) -> dict[str, str | None]:
    arrange(rows, [{"doc_id": doc, "entity_id": entity, "is_own": False} for doc, entity in units])
    return {row["doc_id"]: row["parent_entity_id"] for row in rows}


def department(doc_id: str, name: str, **more: Any) -> dict[str, Any]:
    return document(doc_id, entity_id=name, content_group_id=doc_id, **more)


def test_the_department_that_lists_a_unit_most_often_is_its_own_and_none_of_two_alike() -> None:
    def rows() -> list[dict[str, Any]]:
        return [department("1", "z"), department("2", "y"), department("3", "z"), unit()]

    assert parents(rows(), [("1", UNIT), ("2", UNIT), ("3", UNIT)])["u"] == "z"
    assert parents(rows(), [("2", UNIT), ("1", UNIT)])["u"] is None
    assert parents(rows(), [("2", UNIT)])["u"] == "y"
    assert parents(rows(), [("2", None), ("unknown", UNIT)])["u"] is None


def test_a_department_that_lists_itself_is_not_its_own_unit() -> None:
    rows = [department("1", "z"), unit()]
    assert parents(rows, [("1", "z"), ("1", UNIT)]) == {"1": None, "u": "z"}


def test_a_text_that_is_no_disclosure_lists_no_units() -> None:
    rows = [department("1", "z"), department("2", "y", status="not_disclosure"), unit()]
    assert parents(rows, [("1", UNIT), ("2", UNIT), ("2", UNIT)])["u"] == "z"


def test_a_unit_that_names_its_department_keeps_it() -> None:
    rows = [department("1", "z"), unit(parent_entity_id="named"), document("n", entity_id=None)]
    assert parents(rows, [("1", UNIT)]) == {"1": None, "u": "named", "n": None}


# --- what a rollup counts in ---


def counted(*rows: dict[str, Any], units: list[dict[str, Any]] | None = None) -> dict[str, str | None]:
    """The same in whatever order the documents come."""
    found = set()
    for order in permutations(rows):
        copies = [dict(row) for row in order]
        arrange(copies, units or [])
        found.add(tuple(sorted((r["doc_id"], r["counted_in"]) for r in copies)))
    assert len(found) == 1
    return dict(found.pop())


OF_WATER = {"parent_entity_id": "110000:water:gov_department"}


def test_all_documents_of_a_unit_are_counted_in_and_none_of_them_stands_for_itself() -> None:
    rows = [document("r"), unit(**OF_WATER), {**unit(**OF_WATER), "doc_id": "v", "page_count": 1}]
    assert counted(*rows) == {"r": None, "u": "r", "v": "r"}
    arrange(rows)
    assert [(r["is_primary"], r["group_role"], r["primary_doc_id"]) for r in rows[1:]] == [
        (False, "included", "r")
    ] * 2


def test_what_is_not_known_counts_nothing_in() -> None:
    """A year, a publishing body, a department that no document tells."""
    assert counted(document("r", fiscal_year=None), unit(**OF_WATER, fiscal_year=None))["u"] is None
    assert counted(document("r", entity_id=None), unit())["u"] is None


@pytest.mark.parametrize("scope", ["department_own", "single_unit", "unknown"])
def test_only_a_rollup_counts_units_in(scope: str) -> None:
    assert counted(document("r", scope_type=scope), unit(**OF_WATER))["u"] is None


def test_a_rollup_whose_own_department_is_itself_is_not_counted_in_by_itself() -> None:
    assert counted(document("r", **OF_WATER), unit(**OF_WATER)) == {"r": None, "u": "r"}


def test_the_list_of_a_part_is_that_of_the_rollup_and_that_of_another_document_is_not() -> None:
    tables, words = document("r", **TABLES), document("w", **WORDS)
    stranger = {"doc_id": "elsewhere", "entity_id": "someone", "is_own": False}
    listed = {"doc_id": "w", "entity_id": "someone", "is_own": False}
    assert counted(tables, words, unit(**OF_WATER), units=[stranger])["u"] == "r"
    assert counted(tables, words, unit(**OF_WATER), units=[listed])["u"] is None
    assert counted(tables, words, unit(**OF_WATER), units=[{**listed, "is_own": True}])["u"] == "r"
    assert counted(tables, words, unit(**OF_WATER), units=[{**listed, "entity_id": None}])["u"] == "r"
    assert counted(tables, words, unit(**OF_WATER), units=[listed, {**listed, "entity_id": UNIT}])["u"] == "r"


def test_a_unit_that_is_not_listed_does_not_hinder_those_that_are() -> None:
    stranger = document("s", content_group_id="s", entity_id="another", **OF_WATER)
    assert counted(document("r"), stranger, unit(**OF_WATER), units=listing(UNIT)) == {
        "r": None, "s": None, "u": "r"
    }  # fmt: skip
