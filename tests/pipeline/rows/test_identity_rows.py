from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.document import Place
from extractors.records import BodyAlias, BodyRelation, ListedUnit
from pipeline.ask.query import connect
from pipeline.figures.normalise import entity_id
from pipeline.reading.extract import extract
from pipeline.rows.assembly import to_rows
from pipeline.rows.identity_rows import body_id, identity_rows, parent_id
from pipeline.rows.provenance import DocumentRows, Row
from pipeline.running.run import run
from tests.pipeline.fakes import extraction

DISCLOSURE = """上海市普陀区商务委员会2025年区级部门预算
目录
上海市普陀区商务委员会是主管全区产业经济的区政府工作部门，加挂上海市普陀区经济委员会牌子。
本部门中，行政单位1家，事业单位1家，具体包括：
1.商务委本部，上海市普陀区商务委员会机关设9个内设机构。
2.上海市普陀区中小企业服务中心，不单列预算。
2025年上海市普陀区商务委员会收入预算37151.47万元，其中：财政拨款收入37151.47万元。
"""
COMMERCE = "310107:commerce:gov_department"

FOUND = extraction("2023|110112|某区财政局|final_account".encode())
PLACE, FURTHER = Place(None, None, 0, 4), Place(None, None, 5, 11)
OWN = entity_id("某区财政局", "110112", "")
AUDIT = entity_id("某区审计局", "110112", "")


def of(**identity: Any) -> DocumentRows:
    return DocumentRows(replace(FOUND, identity=replace(FOUND.identity, **identity)))


def aliases(document: DocumentRows) -> list[tuple[str, str, str]]:
    rows: list[Row] = identity_rows(document)["entity_aliases"]
    return [(r["kind"], r["alias"], r["entity_id"]) for r in rows]


def test_the_publisher_and_its_names() -> None:
    names = (
        BodyAlias(FURTHER, "某区财政局", "财政局", "short_name"),
        BodyAlias(None, "某区审计局", "审计局", "short_name"),
    )
    document = of(aliases=names)
    assert aliases(document) == [
        ("publisher", "某区财政局", OWN),
        ("short_name", "财政局", OWN),
        ("short_name", "审计局", AUDIT),
    ]
    spans = [r["raw"] for r in identity_rows(document)["entity_aliases"]]
    assert spans == ["某区财政局", "110112", "某区财政局"]
    assert aliases(of(entity_name=None)) == []
    assert identity_rows(of(evidence=()))["entity_aliases"][0]["raw"] is None


def test_a_rename_gives_the_old_name_to_the_new_body() -> None:
    renamed = BodyRelation(PLACE, "rename", "某区税务局", "某区审计局", "2023-03-01", "2023-13-01")
    created = BodyRelation(PLACE, "created", None, "某区审计局")
    merged = BodyRelation(PLACE, "merge", "某区税务局", "某区财政局")
    only_before = BodyRelation(PLACE, "rename", "某区税务局", None)
    nothing_before = BodyRelation(PLACE, "rename", None, "某区审计局")
    document = of(relations=(created, merged, only_before, nothing_before, renamed))
    assert aliases(document)[1:] == [("former_name", "某区税务局", AUDIT)]
    rows = identity_rows(document)["entity_relations"]
    assert [(r["kind"], r["from_name"], r["to_name"]) for r in rows] == [
        (each.kind, each.before, each.after)
        for each in (created, merged, only_before, nothing_before, renamed)
    ]
    assert [(r["from_entity_id"] is None, r["to_entity_id"] is None) for r in rows] == [
        (True, False),
        (False, False),
        (False, True),
        (True, False),
        (False, False),
    ]
    assert (rows[4]["effective_from"], rows[4]["effective_to"]) == (datetime.date(2023, 3, 1), None)
    assert len({r["relation_id"] for r in rows}) == 5


def test_units_are_numbered_and_the_own_one_is_the_publisher() -> None:
    units = (
        ListedUnit(PLACE, "局本级", is_own=True),
        ListedUnit(FURTHER, "某区审计局", "备注", "subordinate"),
    )
    document = of(units=units)
    rows = identity_rows(document)["units_listed"]
    assert [(r["ordinal"], r["entity_id"], r["is_own"], r["kind"], r["note_raw"]) for r in rows] == [
        (0, OWN, True, "budget_scope", None),
        (1, AUDIT, False, "subordinate", "备注"),
    ]
    assert aliases(document)[1:] == [("listed", "局本级", OWN), ("listed", "某区审计局", AUDIT)]


def test_of_equal_names_of_a_body_the_first_stands() -> None:
    units = (
        ListedUnit(PLACE, "某区财政局", is_own=True),
        ListedUnit(PLACE, "某区审计局"),
        ListedUnit(FURTHER, "某区审计局"),
    )
    assert aliases(of(units=units)) == [("publisher", "某区财政局", OWN), ("listed", "某区审计局", AUDIT)]


def test_a_body_whose_division_nobody_knows_has_no_id() -> None:
    unknown = of(division_code=None, units=(ListedUnit(PLACE, "第二中学"),))
    assert body_id(unknown, "第二中学", unknown.extraction.identity) is None
    assert [r["entity_id"] for r in identity_rows(unknown)["units_listed"]] == [None]
    assert [kind for kind, _, _ in aliases(unknown)] == ["publisher"]
    lost = of(
        division_code=None,
        aliases=(BodyAlias(None, "第二中学", "二中", "short_name"),),
        relations=(BodyRelation(PLACE, "rename", "第一中学", "第二中学"),),
    )
    assert [kind for kind, _, _ in aliases(lost)] == ["publisher"]


@pytest.mark.parametrize(
    ("name", "parent"),
    [(None, None), ("某区财政局", None), ("某区财政局（本级）", None), ("某区审计局", AUDIT)],
)
def test_nobody_is_its_own_parent(name: str | None, parent: str | None) -> None:
    document = of(parent_name=name)
    assert parent_id(document, document.extraction.identity) == parent


def test_evidence_is_numbered_and_has_its_confidence() -> None:
    first = FOUND.identity.evidence[0]
    document = of(evidence=(first, replace(first, field="scope_type", place=None, confidence=0.5)))
    rows = identity_rows(document)["identity_evidence"]
    assert [(r["ordinal"], r["field"], r["raw"], r["confidence"]) for r in rows] == [
        (0, "entity_name", "某区财政局", 1.0),
        (1, "scope_type", None, 0.5),
    ]


def test_units_names_and_evidence_become_rows_that_point_at_their_text() -> None:
    found = extract(DISCLOSURE.encode())
    rows = to_rows(found)
    own, second = rows["units_listed"]
    assert (own["unit_name_raw"], own["entity_id"], own["is_own"]) == ("商务委本部", COMMERCE, True)
    assert second["note_raw"] == "不单列预算"
    assert second["entity_id"].startswith("310107:unclassified:institution:")
    document = rows["documents"][0]
    assert (document["entity_id"], document["scope_type"], document["scope_method"]) == (
        COMMERCE,
        "department_rollup",
        "unit_list",
    )
    assert (document["unit_count_stated"], document["unit_count_listed"]) == (2, 2)
    aliases = {(a["kind"], a["alias"], a["entity_id"]) for a in rows["entity_aliases"]}
    assert ("publisher", "上海市普陀区商务委员会", COMMERCE) in aliases
    assert ("nameplate", "上海市普陀区经济委员会", COMMERCE) in aliases
    assert ("listed", "商务委本部", COMMERCE) in aliases
    for name in ("units_listed", "entity_aliases", "identity_evidence"):
        for row in rows[name]:
            assert row["raw"] == found.document.text[row["char_start"] : row["char_end"]]
    evidence = {e["field"]: (e["value"], e["method"], e["raw"]) for e in rows["identity_evidence"]}
    assert evidence["scope_type"] == ("department_rollup", "unit_list", "行政单位1家，事业单位1家，")
    assert evidence["fiscal_year"] == ("2025", "title", "上海市普陀区商务委员会2025年区级部门预算")
    assert evidence["doc_kind"][:2] == ("budget", "title")
    assert evidence["entity_name"][:2] == ("上海市普陀区商务委员会", "title")
    assert evidence["division_code"][0] == "310107"


def test_an_alias_stands_once_for_each_entity_and_document() -> None:
    rows = to_rows(extract((DISCLOSURE + "3.上海市普陀区商务委员会\n").encode()))["entity_aliases"]
    keys = [(r["entity_id"], r["alias"]) for r in rows]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", ["2019年北京市水务局决算公开.txt", "通州区2023.pdf", "x"])
def test_a_file_name_that_lies_changes_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Year, kind, publisher and division are the document's own words, never the name of its file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text(DISCLOSURE, encoding="utf-8")
    run(("in",), Path("out"))
    asked = "select file_name, fiscal_year, doc_kind, entity_id, division_code, title from documents"
    assert connect(Path("out")).execute(asked).fetchall() == [
        (name, 2025, "budget", COMMERCE, "310107", "上海市普陀区商务委员会2025年区级部门预算")
    ]
