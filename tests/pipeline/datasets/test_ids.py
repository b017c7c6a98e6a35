from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from pipeline.datasets.ids import IdMaker, doc_id, short_id


def test_a_document_is_named_by_the_sha256_of_its_bytes() -> None:
    assert doc_id(b"abc") == hashlib.sha256(b"abc").hexdigest()


@given(st.lists(st.one_of(st.none(), st.text(alphabet="ab\x1e,", max_size=3), st.integers(0, 3)), max_size=4))
def test_parts_of_a_key_cannot_run_together(parts: list[object]) -> None:
    assert short_id(*parts, "x", "y") != short_id(*parts, "xy")
    assert len(short_id(*parts)) == 16


def test_bearers_of_one_key_are_told_apart_by_their_order() -> None:
    make, again = IdMaker("d"), IdMaker("d")
    ids = [make("fact", 1), make("fact", 1), make("fact", 1)]
    assert len(set(ids)) == 3
    assert [again("fact", 1) for _ in range(3)] == ids
    assert IdMaker("other")("fact", 1) not in ids
