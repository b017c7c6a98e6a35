"""The questions that users ask most, as SQL files: `pipeline/ask/queries/NAME.sql`.

The first comment line of a file is the question in English, the second in Chinese; further ones say what the
answer counts. Source: docs/domain.md §7.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("queries")
_COMMENT = "--"


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with its answer in SQL."""

    name: str
    question: str
    question_zh: str
    notes: str
    """What the answer counts; empty where the question says it."""
    sql: str


@cache
def named_queries() -> dict[str, NamedQuery]:
    """All named queries by name, in alphabetical order."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.sql"))}


def _read(path: Path) -> NamedQuery:
    lines = path.read_text(encoding="utf-8").splitlines()
    count = next((n for n, line in enumerate(lines) if not line.startswith(_COMMENT)), len(lines))
    question, question_zh, *notes = (line.removeprefix(_COMMENT).strip() for line in lines[:count])
    return NamedQuery(path.stem, question, question_zh, " ".join(notes), "\n".join(lines[count:]))
