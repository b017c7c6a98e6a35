"""The page of the exit statuses: the section of `docs/nightly.md` that says what to do about each."""

from __future__ import annotations

import re
from pathlib import Path

NIGHTLY = Path(__file__).resolve().parent.parent.parent / "docs" / "nightly.md"


def page() -> str:
    """The section as a page of its own."""
    found = re.search(
        r"^## (Exit status\n.*?)^## ", NIGHTLY.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    if found is None:
        raise ValueError(f"{NIGHTLY} has no section “Exit status”; name the section here that has the table")
    return f"# {found[1]}"
