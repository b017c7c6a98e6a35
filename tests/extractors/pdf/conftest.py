"""Both ways of asking PDFium: a test that takes `walked` runs with each of them."""

from __future__ import annotations

import pytest

from extractors.pdf import native, walk, walk_native, walk_pure


@pytest.fixture(params=["pure", "native"])
def walked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> walk.Walk:
    """The test asks PDFium in Python, then in C; in CI a missing compiler fails, as all that skips does."""
    if request.param == "native" and native.LIBRARY is None:
        pytest.skip("the C helper is not compiled, or MINGZHANG_PURE is set: python hatch_build.py")
    chosen: walk.Walk = walk_native if request.param == "native" else walk_pure
    monkeypatch.setattr(walk, "WALK", chosen)
    return chosen
