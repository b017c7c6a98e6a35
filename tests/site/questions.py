"""The page of the named questions, from their files."""

from __future__ import annotations

from pipeline.ask.named_queries import named_queries
from pipeline.language.spoken import Language
from tests.site.text import plain

TITLES: dict[Language, str] = {
    "en": "# Named questions\n\n`mingzhang query --named NAME` answers one of them, "
    "`mingzhang query --list` lists them.\n",
    "zh": "# 常用问题\n\n用 `mingzhang query --named NAME` 提问，`mingzhang query --list` 列出全部。\n",
}


def page(language: Language) -> str:
    """Every question by name, with what its answer counts and the statement that answers it."""
    parts = [TITLES[language]]
    for one in named_queries().values():
        asked = one.question_zh if language == "zh" else one.question
        parts.append(f"\n## {one.name}\n\n{plain(asked)}\n\n")
        if one.notes:
            parts.append(f"{plain(one.notes)}\n\n")
        parts.append(f"```sql\n{one.sql.strip()}\n```\n")
    return "".join(parts)
