from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ask.query import connect
from pipeline.reading.extract import extract
from pipeline.rows.assembly import to_rows
from pipeline.running.run import run

DISCLOSURE = """上海市普陀区商务委员会2025年区级部门预算
目录
上海市普陀区商务委员会是主管全区产业经济的区政府工作部门，加挂上海市普陀区经济委员会牌子。
本部门中，行政单位1家，事业单位1家，具体包括：
1.商务委本部，上海市普陀区商务委员会机关设9个内设机构。
2.上海市普陀区中小企业服务中心，不单列预算。
2025年上海市普陀区商务委员会收入预算37151.47万元，其中：财政拨款收入37151.47万元。
"""
COMMERCE = "310107:commerce:gov_department"


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
