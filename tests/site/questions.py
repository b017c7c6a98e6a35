"""The page of the named questions, from their files."""

from __future__ import annotations

from pipeline.ask.named_queries import named_queries
from pipeline.language.spoken import Language, told
from tests.site.text import plain, table

TITLES: dict[Language, str] = {
    "en": "# Named questions\n\n`mingzhang query --named NAME` answers one of them, "
    "`--param year=2024` narrows it, `mingzhang query --list` lists them. In Python: "
    "`out.named(NAME, year=2024)`.\n",
    "zh": "# 常用问题\n\n用 `mingzhang query --named NAME` 提问，用 `--param year=2024` 缩小范围，"
    "`mingzhang query --list` 列出全部。在 Python 中：`out.named(NAME, year=2024)`。\n",
}
HEADS: dict[Language, tuple[str, ...]] = {
    "en": ("parameter", "type", "meaning"),
    "zh": ("参数", "类型", "含义"),
}


def page(language: Language) -> str:
    """Every question by name, with what its answer counts, its parameters and its statement."""
    parts = [TITLES[language]]
    for one in named_queries().values():
        asked = one.question_zh if language == "zh" else one.question
        parts.append(f"\n## {one.name}\n\n{plain(asked)}\n\n")
        if one.notes:
            parts.append(f"{plain(told(one.notes, language))}\n\n")
        if one.parameters:
            rows = [(f"`{p.name}`", p.type, plain(told(p.meaning, language))) for p in one.parameters]
            parts.append(table(HEADS[language], rows) + "\n")
        parts.append(f"```sql\n{one.template.strip()}\n```\n")
    return "".join(parts)
