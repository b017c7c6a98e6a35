"""What ties documents to each other."""

from __future__ import annotations

from typing import Any

from pipeline.rows.ties import ties


def tied(**more: Any) -> frozenset[str]:
    document = {"entity_id": "31:x:y", "parent_entity_id": None, "content_group_id": "g"}
    return frozenset(ties({"documents": [document | more.pop("document", {})], **more}).keys)


def test_a_document_is_tied_by_its_disclosure_and_its_publisher() -> None:
    assert tied() == {"disclosure g", "body 31:x:y"}
    assert tied(document={"entity_id": None}) == {"disclosure g"}


def test_every_body_that_it_names_ties_it() -> None:
    units = [{"entity_id": "u1"}, {"entity_id": None}]
    relations = [{"from_entity_id": "f", "to_entity_id": None}]
    found = tied(document={"parent_entity_id": "p"}, units_listed=units, entity_relations=relations)
    assert found == {"disclosure g", "body 31:x:y", "body p", "body u1", "body f"}


def test_texts_and_tables_say_whether_two_documents_are_copies() -> None:
    document = {"entity_id": None, "parent_entity_id": None, "content_group_id": "g"}
    tables = [{"canonical_table": name} for name in ("b", None, "a", "b")]
    found = ties({"documents": [document], "texts": [{"text_sha256": "t"}], "tables": tables})
    assert (found.text_sha256, found.tables) == ("t", ("a", "b"))
    assert ties({"documents": [document]}).text_sha256 is None
