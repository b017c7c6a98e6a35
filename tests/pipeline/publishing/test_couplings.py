"""Who is reached from a document over shared keys, and who is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.publishing.couplings import Couplings, bodies_of, with_reforms
from pipeline.storage.catalog import Catalog


@pytest.fixture
def couplings(tmp_path: Path) -> Couplings:
    return Couplings(Catalog(tmp_path / "catalog.sqlite"))


def link(couplings: Couplings, **keys: str) -> None:
    for doc_id, own in keys.items():
        couplings.replace(doc_id, frozenset(own.split()))


def test_a_neighbourhood_goes_as_far_as_keys_are_shared(couplings: Couplings) -> None:
    link(couplings, a="1 2", b="2 3", c="3", d="4")
    for start in "abc":
        assert couplings.neighbourhood(start) == ({"a", "b", "c"}, {"1", "2", "3"})
    assert couplings.neighbourhood("d") == ({"d"}, {"4"})


def test_keys_that_a_document_had_count_until_they_are_let_go(couplings: Couplings) -> None:
    """What is said of its old neighbours changes, too."""
    link(couplings, a="1", b="1", c="2")
    link(couplings, a="2")
    assert couplings.neighbourhood("b")[0] == {"a", "b", "c"}
    couplings.close()
    again = Couplings(_catalog(couplings))
    assert again.neighbourhood("b")[0] == {"b"}
    assert again.neighbourhood("a")[0] == {"a", "c"}


def test_a_document_that_is_gone_still_has_its_neighbours_once(couplings: Couplings) -> None:
    link(couplings, a="1", b="1")
    couplings.replace("a", frozenset())
    assert couplings.neighbourhood("a")[0] == {"a", "b"}


def _catalog(couplings: Couplings) -> Catalog:
    catalog = object.__new__(Catalog)
    catalog.db = couplings.db
    return catalog


def test_of_the_keys_some_are_bodies() -> None:
    assert bodies_of({"disclosure x", "body 31:a:b"}) == {"31:a:b"}


def test_a_reform_ties_what_it_made_to_what_it_came_from() -> None:
    """That of 2018 made the bureaus of market regulation of those of industry and commerce."""
    found = with_reforms({"body 310107:market_regulation:gov_department", "disclosure g"})
    assert found > {"disclosure g", "body 310107:industry_commerce_former:gov_department"}
    assert with_reforms({"body 310107:somebody"}) == {"body 310107:somebody"}
