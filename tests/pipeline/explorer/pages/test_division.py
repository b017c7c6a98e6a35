"""A division: its bodies, what lies in it, what is missing."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from pipeline.explorer.edition import Edition, NotThere
from pipeline.explorer.pages.division import Asked, division


def test_a_city_has_what_lies_in_its_districts(edition: Edition) -> None:
    shanghai = division(edition, Asked("310000"))
    assert (shanghai.documents, shanghai.all_bodies) == (1, 0)
    (district,) = shanghai.within
    assert (district.code, district.name, district.documents) == ("310107", "普陀区", 1)
    assert [body.name for body in division(edition, Asked("310107")).bodies] == [
        "上海市普陀区示例政务事务中心"
    ]


def test_bodies_of_which_no_division_is_known_have_a_place_too(edition: Edition, client: TestClient) -> None:
    unknown = division(edition, Asked("unknown"))
    assert sorted(body.name for body in unknown.bodies) == [
        "澄川市星湖区政务服务管理局",
        "澄川市星湖区档案馆",
        "澄川市水务局",
    ]
    missing = {(row.fiscal_year, row.level): [one.name for one in row.missing] for row in unknown.coverage}
    assert missing[2026, "department"] == ["澄川市星湖区政务服务管理局"]
    assert client.get("/in/unknown").status_code == 200


def test_documents_of_a_year_and_kind_are_listed_with_those_of_all_in_it(edition: Edition) -> None:
    found = division(edition, Asked("310000", year=2025, kind="final_account")).narrowed
    assert [one.entity_name for one in found] == ["上海市普陀区示例政务事务中心"]
    assert division(edition, Asked("310000", year=2024)).narrowed == ()


def test_a_code_that_is_none_is_said(edition: Edition) -> None:
    with pytest.raises(NotThere, match="no division with the code 99"):
        division(edition, Asked("99"))
