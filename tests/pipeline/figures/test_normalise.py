from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.records import Fact, Identity
from pipeline.figures import normalise

NOWHERE = Place(None, None, None, None)


def identity(**fields: object) -> Identity:
    known = {
        "title": None,
        "doc_kind": "budget",
        "fiscal_year": 2024,
        "entity_name": "某区财政局",
        "scope_type": "unknown",
        "division_code": "110112",
    }
    return Identity(**{**known, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "province"), [("110112", "11"), ("000000", "00"), (None, None), ("", None), ("x1", None)]
)
def test_province(code: str | None, province: str | None) -> None:
    assert normalise.province_of(code) == province


def test_spelling_and_qualifier_do_not_make_another_entity() -> None:
    plain = normalise.entity_id("某区财政局", "110112", "d")
    assert plain is not None
    assert plain.startswith("110112:")
    for name in ("某区财政局（本级）", "某区 财政局", "“某区财政局”"):
        assert normalise.entity_id(name, "110112", "d") == plain
    assert normalise.entity_id("某区教育局", "110112", "d") != plain
    assert normalise.entity_id("某区财政局", "310107", "d") != plain


def test_a_department_of_a_known_function_has_an_id_that_can_be_read() -> None:
    name = "上海市普陀区规划和自然资源局"
    assert normalise.entity_id(name, "310107", "d") == "310107:natural_resources:gov_department"


def test_bodies_without_a_known_division_are_never_one() -> None:
    assert normalise.entity_id("普陀区财政局", None, "a") != normalise.entity_id("普陀区财政局", None, "b")


def test_without_a_name_there_is_no_entity() -> None:
    assert normalise.entity_id(None, "110112", "d") is None


def test_central_bodies_have_the_division_of_the_state() -> None:
    central = identity(entity_name="国家某局", division_code=None, level="central")
    assert normalise.division_code(central) == "000000"
    assert normalise.division_code(identity(division_code=None)) is None


def test_documents_of_unknown_year_or_entity_are_alone_in_their_group() -> None:
    known = identity()
    assert normalise.content_group_id("a", known) == normalise.content_group_id("b", known)
    assert normalise.content_group_id("a", known) != normalise.content_group_id("a", identity(doc_kind="x"))
    for unknown in (identity(fiscal_year=None), identity(entity_name=None)):
        assert normalise.content_group_id("a", unknown) != normalise.content_group_id("b", unknown)


def test_a_date_that_is_none_is_left_out() -> None:
    assert normalise.published_on(identity(published_on="2024-02-29")) == datetime.date(2024, 2, 29)
    assert normalise.published_on(identity(published_on="2023-02-29")) is None
    assert normalise.published_on(identity()) is None


def test_reasons_differing_in_figures_share_their_hash() -> None:
    same = normalise.boilerplate_hash("人员 增加3人，经费增加12.5万元")
    assert normalise.boilerplate_hash("人员增加14人，经费增加1,200万元") == same
    assert normalise.boilerplate_hash("项目减少") != same


def test_roles_of_the_year_before_get_their_year() -> None:
    def fact(role: str, year: int | None = None) -> Fact:
        return Fact(NOWHERE, "income.total", role, "table", value_year=year, value=Decimal(1))

    facts = [fact("final"), fact("prior_final"), fact("prior_budget"), fact("final", 2019)]
    years = [f.value_year for f in normalise.normalise_facts(facts, identity())]
    assert years == [2024, 2023, 2023, 2019]
    unknown = normalise.normalise_facts(facts, identity(fiscal_year=None))
    assert [f.value_year for f in unknown] == [None, None, None, 2019]


@pytest.mark.parametrize(
    ("code", "province"), [("11", "11"), ("1", None), ("1x0112", None), ("x110", None), ("99", "99")]
)
def test_a_province_is_two_digits(code: str, province: str | None) -> None:
    assert normalise.province_of(code) == province


def test_only_central_bodies_without_division_are_the_states() -> None:
    assert normalise.division_code(identity(division_code="110112", level="central")) == "110112"
    assert normalise.division_code(identity(division_code=None, level="county")) is None


def test_bodies_of_no_known_function_are_told_apart_by_twelve_hex_digits() -> None:
    found = [normalise.entity_id(n, "110112", "d") for n in ("某区大白楼服务站", "某区小白楼服务站")]
    hashes = [each.rpartition(":")[2] for each in found if each is not None]
    assert [len(h) for h in hashes] == [12, 12]
    assert hashes[0] != hashes[1]
    assert found[0] == normalise.entity_id("某区大白楼服务站", "110112", "other")


def test_reasons_of_full_width_figures_share_their_hash() -> None:
    assert normalise.boilerplate_hash("增加１２万元") == normalise.boilerplate_hash("增加3万元")


TOTAL = {"measure": "income.total", "role": "final", "table": 0}


def rows(*labels: str | None, **more: object) -> list[Fact]:
    known = {**TOTAL, **more}
    return [
        Fact(NOWHERE, source_kind="table", item_label=label, value=Decimal(n), **known)  # type: ignore[arg-type]
        for n, label in enumerate(labels)
    ]


def labels_of(facts: list[Fact], name: str | None = "某区财政局") -> list[str | None]:
    return [f.item_label for f in normalise.own_totals(facts, identity(entity_name=name))]


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (["某区财政局", "某中心"], [None, "某中心"]),
        (["[101001]某区财政局", "某中心"], [None, "某中心"]),
        (["某区 财政局"], [None]),
        (["某区财政局（本级）", "某中心"], [None, "某中心"]),
        (["某区财政局", "某区财政局（本级）"], [None, "某区财政局（本级）"]),
        (["某区财政局（本级）", "某区财政局"], ["某区财政局（本级）", "某区财政局"]),
        (["某中心", "某区财政局"], ["某中心", "某区财政局"]),
        (["某区财政局", "某区财政局"], ["某区财政局", "某区财政局"]),
        (["某区教育局", None], ["某区教育局", None]),
        ([None, "某中心"], [None, "某中心"]),
    ],
)
def test_the_row_of_the_body_itself_is_a_total(labels: list[str | None], found: list[str | None]) -> None:
    assert labels_of(rows(*labels)) == found


def test_every_column_has_its_own_total() -> None:
    for other in ({"table": 1}, {"measure": "x"}, {"role": "initial_budget"}, {"scope": "gpb"}):
        facts = rows("某区财政局", "某中心") + rows("某区财政局", "某中心", **other)
        assert labels_of(facts) == [None, "某中心"] * 2
        assert labels_of(rows("某中心", "某中心") + rows("某区财政局", **other)) == ["某中心"] * 2 + [None]


@pytest.mark.parametrize("other", [{"table": None}, {"function_code": "201"}, {"economic_code": "301"}])
def test_items_and_sentences_keep_their_labels(other: dict[str, object]) -> None:
    assert labels_of(rows("某区财政局", **other)) == ["某区财政局"]


def test_nobody_has_no_total() -> None:
    assert labels_of(rows("", "某中心"), None) == ["", "某中心"]
