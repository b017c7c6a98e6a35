from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from pipeline.ask.query import connect
from pipeline.publishing.relations import REFORM_CONFIDENCE, reform_relations
from tests.pipeline.published import document, publish

DAY = datetime.date


def entity(ident: str, name: str) -> dict[str, Any]:
    code, slug, _ = ident.split(":", 2)
    return {"entity_id": ident, "canonical_name": name, "division_code": code, "function_slug": slug}


ECOLOGY = "370600:ecology_environment:gov_department"
PROTECTION = "370600:environmental_protection:gov_department"


def test_the_reform_of_2018_renames_environmental_protection_with_its_window_and_source() -> None:
    (row,) = reform_relations([entity(ECOLOGY, "烟台市生态环境局")], [])
    assert (row["from_entity_id"], row["to_entity_id"], row["kind"]) == (PROTECTION, ECOLOGY, "rename")
    assert (row["from_name"], row["to_name"]) == ("烟台市环境保护局", "烟台市生态环境局")
    assert (row["effective_from"], row["effective_to"]) == (DAY(2018, 3, 21), DAY(2019, 3, 31))
    assert row["method"] == "reform"
    assert "深化党和国家机构改革方案" in row["source"]


def test_a_relation_that_a_document_states_goes_before_the_reform() -> None:
    stated = [{"kind": "rename", "from_entity_id": PROTECTION, "to_entity_id": ECOLOGY}]
    assert reform_relations([entity(ECOLOGY, "烟台市生态环境局")], stated) == []


def test_several_bodies_go_into_one_and_new_ones_have_none_before() -> None:
    rows = reform_relations([entity("370600:market_regulation:gov_department", "烟台市市场监督管理局")], [])
    assert {r["from_name"] for r in rows} == {
        "烟台市工商行政管理局",
        "烟台市质量技术监督局",
        "烟台市食品药品监督管理局",
    }
    (created,) = reform_relations(
        [entity("310107:social_work:party_organ", "中共上海市普陀区委社会工作部")], []
    )
    assert (created["kind"], created["from_entity_id"]) == ("created", None)


def test_a_part_of_a_department_is_not_renamed_with_it() -> None:
    part = entity("370600:ecology_environment:dispatched_office:0123456789ab", "烟台市生态环境局莱山分局")
    assert reform_relations([part], []) == []


def test_a_series_goes_on_over_a_rename_and_says_where_it_breaks(tmp_path: Path) -> None:
    def budget(doc: str, ident: str, year: int, **more: Any) -> dict[str, Any]:
        return document(doc, entity_id=ident, entity_name=doc, fiscal_year=year, **more)

    output = publish(
        tmp_path,
        documents=[
            budget("a", PROTECTION, 2017),
            budget("b", PROTECTION, 2018),
            budget("c", ECOLOGY, 2020),
            budget("d", ECOLOGY, 2021, scope_type="department_own"),
        ],
        entities=[entity(PROTECTION, "烟台市环境保护局"), entity(ECOLOGY, "烟台市生态环境局")],
        entity_relations=reform_relations([entity(ECOLOGY, "烟台市生态环境局")], []),
    )
    rows = (
        connect(output)
        .execute(
            "select fiscal_year, series_id, previous_year, break_in_series, scope_changed"
            " from v_entity_series order by 1"
        )
        .fetchall()
    )
    assert rows == [
        (2017, ECOLOGY, None, False, False),
        (2018, ECOLOGY, 2017, True, False),
        (2020, ECOLOGY, 2018, True, False),
        (2021, ECOLOGY, 2020, False, True),
    ]


# --- what is told of several, and what is not told ---

MARKET = "370600:market_regulation:gov_department"


def test_a_change_is_likely_and_not_sure() -> None:
    (row,) = reform_relations([entity(ECOLOGY, "烟台市生态环境局")], [])
    assert (row["confidence"], REFORM_CONFIDENCE) == (0.6, 0.6)
    assert (row["page"], row["doc_id"]) == (None, None)  # no document prints it


def test_a_body_is_called_as_its_documents_call_it() -> None:
    both = [entity(ECOLOGY, "烟台市生态环境局(新)"), entity(PROTECTION, "烟台市环保局")]
    (row,) = reform_relations(both, [])  # one change, though both bodies are met
    assert (row["from_name"], row["to_name"]) == ("烟台市环保局", "烟台市生态环境局(新)")


def test_relations_come_by_their_ids_for_every_entity() -> None:
    part = entity("370600:ecology_environment:dispatched_office:0123456789ab", "莱山分局")
    nowhere = {**entity(ECOLOGY, "某生态环境局"), "entity_id": "unknown:x:y", "division_code": None}
    unknown = {**entity(ECOLOGY, "某局"), "entity_id": "370600:x:y", "function_slug": "nothing_known"}
    rows = reform_relations([part, nowhere, unknown, entity(MARKET, "甲"), entity(ECOLOGY, "乙")], [])
    assert len(rows) == 4
    ids = [row["relation_id"] for row in rows]
    assert ids == sorted(set(ids))
    assert all(len(i) == 16 for i in ids)


def test_what_is_stated_of_one_body_leaves_the_others() -> None:
    rows = reform_relations([entity(MARKET, "甲")], [])
    gone = rows[0]
    stated = [{"kind": gone["kind"], "from_entity_id": gone["from_entity_id"], "to_entity_id": None}]
    assert reform_relations([entity(MARKET, "甲")], stated) == rows[1:]
    stated = [{"kind": "another kind", "from_entity_id": gone["from_entity_id"], "to_entity_id": None}]
    assert reform_relations([entity(MARKET, "甲")], stated) == rows
    assert reform_relations([entity(MARKET, "甲")], [dict.fromkeys(stated[0])]) == rows


def test_a_document_that_says_that_a_body_was_created_goes_before_the_reform() -> None:
    social = "310107:social_work:party_organ"
    known = [entity(social, "中共上海市普陀区委社会工作部")]
    stated = {"kind": "rename", "from_entity_id": None, "to_entity_id": social}
    assert reform_relations(known, [stated]) == []
    assert len(reform_relations(known, [{**stated, "to_entity_id": "another"}])) == 1


def test_central_bodies_were_reformed_on_days_of_their_own() -> None:
    local = reform_relations([entity(ECOLOGY, "烟台市生态环境局")], [])[0]
    central = reform_relations([entity("000000:ecology_environment:gov_department", "生态环境部")], [])[0]
    assert central["to_name"] == "生态环境部"
    assert (central["effective_from"], central["effective_to"]) != (
        local["effective_from"],
        local["effective_to"],
    )
    assert central["effective_to"] <= local["effective_to"]
