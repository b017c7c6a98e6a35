"""In CI nothing may skip: every component that a test wants is in the `dev` extra."""

from __future__ import annotations

import os

import pytest

os.environ["MINGZHANG_LANG"] = "en"
"""Messages are compared in English, whatever the locale; what the tests start inherits it."""

_LONG = (
    "tests/faults/",
    "tests/pipeline/running/",
    "tests/mingzhang/",
    "tests/test_site",
    "tests/test_documented",
)
"""Where tests are that take long, or wait."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those come first: what is left at the end is short, and no process waits for another's last test."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", [])) if reporter else 0
    if skipped and exitstatus == 0 and os.environ.get("CI"):
        reporter.write_line(f"{skipped} skipped; in CI every component must be installed", red=True)
        session.exitstatus = 1
