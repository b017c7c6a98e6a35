"""How much of what should be there is in the folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.ask.coverage import Coverage, coverage, coverage_by_division, coverage_lines, scope_name
from pipeline.ask.query import connect
from tests.pipeline.published import document, publish

UNIT = {"scope_type": "single_unit"}


def listed(doc: str, entity: str, n: int, **more: Any) -> dict[str, Any]:
    return {
        "doc_id": doc,
        "ordinal": n,
        "unit_name_raw": entity,
        "entity_id": entity,
        "is_own": False,
        **more,
    }


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A department that lists three units, one of which has published; one that published last year only."""
    documents = [
        document("a", "甲局"),
        document("ua", "甲所", is_primary=False, **UNIT),
        document("old", "乙局", fiscal_year=2025),
        document("far", "丙局", division_code="440100", province="44"),
        document("form", "丁局", doc_kind="self_evaluation"),
    ]
    units = [listed("a", "甲局", 0, is_own=True), *(listed("a", f"甲{n}", n) for n in (1, 2))]
    return publish(tmp_path, documents=documents, units_listed=[*units, listed("a", "甲所", 3)])


def test_bodies_are_known_by_what_they_published_once_and_by_the_lists_of_units(output: Path) -> None:
    con = connect(output)
    assert coverage(con, 2026, "budget", "department_rollup", "310107") == Coverage(1, 1, 2)
    assert coverage(con, 2026, "budget", "single_unit") == Coverage(0, 1, 3)
    assert coverage(con, 2026, "budget", "department_rollup") == Coverage(2, 2, 3)
    assert coverage(con, 2026, "budget") == Coverage(2, 3, 6)
    assert coverage(con, 2025, "budget", "department_rollup") == Coverage(1, 1, 2)
    assert coverage(con, 2024, "budget") == Coverage(0, 0, 0)


def test_who_is_not_in_the_folder_is_named(output: Path) -> None:
    found = connect(output).execute(
        "select level, not_in_folder from v_coverage where fiscal_year = 2026 and province = '31' order by 1"
    )
    assert found.fetchall() == [("department", ["乙局"]), ("unit", ["甲1", "甲2"])]


def test_a_unit_without_documents_has_the_name_by_which_it_is_listed(tmp_path: Path) -> None:
    units = [listed("a", "310107:辖区服务所:public_institution", 1, unit_name_raw="甲区辖区服务所")]
    output = publish(tmp_path, documents=[document("a", "甲局")], units_listed=units)
    found = connect(output).execute(
        "select not_in_folder, missing_entity_ids from v_coverage where level = 'unit'"
    )
    assert found.fetchall() == [(["甲区辖区服务所"], ["310107:辖区服务所:public_institution"])]


def test_every_year_kind_and_scope_has_a_line(output: Path) -> None:
    assert coverage_lines(connect(output)) == [
        f"budget {year}, departments with their units: {n} documents; "
        f"{n} of {n + 1} bodies that the folder knows have published"
        for year, n in ((2025, 1), (2026, 2))
    ]


def test_all_scopes_together_have_a_name() -> None:
    assert scope_name(None).en == "all scopes together"
    assert scope_name("single_unit").zh == "单个单位"


def test_all_divisions_at_once_are_covered_as_each_by_itself(output: Path) -> None:
    con = connect(output)
    found = coverage_by_division(con, 2026, "budget")
    assert found == {code: coverage(con, 2026, "budget", None, code) for code in ("310107", "440100")}
    assert coverage_by_division(con, None, "budget")["310107"] == coverage(
        con, None, "budget", None, "310107"
    )
    assert coverage_by_division(con, 2026, "budget", "single_unit")["310107"] == Coverage(0, 1, 3)
