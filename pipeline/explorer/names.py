"""What things are called on a page, in the language of the person: measures, divisions, codes of findings."""

from __future__ import annotations

from functools import cache

from patterns import load
from patterns.interface import Text, text_for, texts
from patterns.shapes.measures import Measures
from pipeline.ask.coverage import scope_name
from pipeline.ask.division_asked import division_called
from pipeline.language.spoken import language, tr


def measure(measure_id: str) -> str:
    """What a measure is called; its id where it has no name."""
    names = _measure_names().get(measure_id)
    return measure_id if names is None else names.of(language())


@cache
def _measure_names() -> dict[str, Text]:
    return {one.id: Text(zh=one.name_zh, en=one.name_en) for one in load(Measures).measure}


def division(code: str | None) -> str:
    """What a division is called, with what it lies in; a dash for null."""
    return "—" if code is None else division_called(code)


def scope(scope_type: str | None) -> str:
    """What a document speaks for."""
    return scope_name(scope_type).of(language())


def finding(code: str) -> str:
    """What a code of findings is called."""
    return text_for(code, texts().codes).of(language())


def severity(name: str) -> str:
    """What a severity is called."""
    return text_for(name, texts().severity).of(language())


def category(name: str) -> str:
    """What a kind of findings is called."""
    return text_for(name, texts().category).of(language())


def state(name: str) -> str:
    """What is said of a finding: a status, or `came_back`."""
    return tr("open again") if name == "came_back" else text_for(name, texts().status).of(language())


def money_scales() -> list[tuple[int, str]]:
    """Units in which amounts are drawn, the largest first: how many yuan, and what the unit is called."""
    return [(scale.yuan, scale.unit.of(language())) for scale in texts().ranking.scale]
