"""The shape of the catalogue of tables: what its entries may have."""

from __future__ import annotations

import msgspec
import pytest

from patterns.shapes.tables import TablePattern

FAMILY = {"id": "family.fund", "regex": "x", "fa": "fa_fund", "bd": "bd_fund"}


def test_a_family_knows_its_tables_by_kind_and_variant() -> None:
    entry = msgspec.convert(
        {**FAMILY, "fa_detail": "fa_fund_detail", "bd_economic": "bd_fund_economic"}, TablePattern
    )
    assert (entry.table("fa"), entry.table("bd")) == ("fa_fund", "bd_fund")
    assert entry.variants("fa") == {"detail": "fa_fund_detail"}
    assert entry.variants("bd") == {"economic": "bd_fund_economic"}


@pytest.mark.parametrize("missing", ["fa", "bd"])
def test_a_family_needs_a_table_of_each_kind(missing: str) -> None:
    with pytest.raises(msgspec.ValidationError, match="`fa` and `bd`"):
        msgspec.convert({key: value for key, value in FAMILY.items() if key != missing}, TablePattern)


def test_other_patterns_name_no_tables() -> None:
    with pytest.raises(msgspec.ValidationError, match="of no other"):
        msgspec.convert({**FAMILY, "id": "signature.fund"}, TablePattern)


def test_a_misspelt_variant_is_an_error() -> None:
    with pytest.raises(msgspec.ValidationError, match="fa_details"):
        msgspec.convert({**FAMILY, "fa_details": "fa_fund_detail"}, TablePattern)
