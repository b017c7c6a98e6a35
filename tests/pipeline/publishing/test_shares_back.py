"""The name of a file tells whether it can hold a document, in all ways in which publishing names files."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.publishing.shares import Share, Space, bit, may_hold

DOCUMENTS = [hashlib.sha256(str(n).encode()).hexdigest() for n in range(200)]


@pytest.mark.parametrize(
    "ending", [".parquet", "-12345678.parquet", "-01010101.parquet", "-0a1b2c3d.parquet"]
)
@pytest.mark.parametrize("number", [0, 1, 10])
@pytest.mark.parametrize("bits", ["", "0", "1", "01", "1101"])
@pytest.mark.parametrize(
    "space",
    [Space("all"), Space("province", None, "11"), Space("list", None, None), Space("folder", 2024, "11")],
)
def test_only_files_of_its_share_can_hold_a_document(
    space: Space, bits: str, number: int, ending: str
) -> None:
    if space.kind == "all" and bits:
        return  # one file as long as documents are few
    name = f"{Share(space, bits).file_start}{number}{ending}".rpartition("/")[2]
    for doc_id in DOCUMENTS:
        begins = "".join(bit(doc_id, n) for n in range(len(bits))) == bits
        found = may_hold(name, doc_id, in_folders=space.in_folders, province=space.province)
        assert found is begins, name
        if space.kind == "province":
            assert not may_hold(name, doc_id, in_folders=False, province="12")
