"""What the examples in the docstrings of `mingzhang` speak of: one published document."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parent
os.environ["MINGZHANG_LANG"] = "en"
"""As in `tests/conftest.py`, for examples that are run alone."""


@pytest.fixture(scope="session")
def published_account(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """`out`, the account of the samples published as account.pdf; `found`, the same extracted."""
    import mingzhang
    from pipeline.running.run import run
    from tests.pipeline.running.runs import InlineExecutor

    folder = tmp_path_factory.mktemp("account")
    disclosures, output = folder / "disclosures", folder / "output"
    disclosures.mkdir()
    account = disclosures / "account.pdf"
    shutil.copyfile(_ROOT / "samples" / "documents" / "shanghai_style_final_account.pdf", account)
    run([str(disclosures)], output, executor=InlineExecutor())
    return {
        "out": mingzhang.open(output),
        "found": mingzhang.extract(account),
        "PUBLISHED": output,
        "DISCLOSURES": disclosures,
    }


@pytest.fixture(autouse=True)
def _examples(request: pytest.FixtureRequest, doctest_namespace: dict[str, Any]) -> None:
    """Makes it for the examples of the public face alone."""
    if isinstance(request.node, pytest.DoctestItem) and request.path.parent == _ROOT / "mingzhang":
        doctest_namespace.update(request.getfixturevalue("published_account"))
