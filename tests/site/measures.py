"""The page of the measures, from their pattern file."""

from __future__ import annotations

from patterns import load
from patterns.shapes.measures import Measures
from pipeline.language.spoken import Language
from tests.site.text import table

TITLES: dict[Language, str] = {
    "en": "# Measures\n\nWhat facts are about (`facts.measure`). `mingzhang measures` lists them; "
    "`mingzhang compare` takes a measure by id or by name.\n\n",
    "zh": "# 指标\n\n事实说的是什么（`facts.measure`）。`mingzhang measures` 列出全部；"
    "`mingzhang compare` 接受编号或名称。\n\n",
}
HEADS: dict[Language, tuple[str, ...]] = {
    "en": ("measure", "Chinese name", "English name", "unit", "part of"),
    "zh": ("编号", "中文名称", "英文名称", "单位", "属于"),
}


def page(language: Language) -> str:
    """Every measure with its names, the kind of its unit, and what it is part of."""
    rows = [
        (f"`{m.id}`", m.name_zh, m.name_en, m.unit_kind, f"`{m.parent}`" if m.parent else "")
        for m in load(Measures).measure
    ]
    return TITLES[language] + table(HEADS[language], rows)
