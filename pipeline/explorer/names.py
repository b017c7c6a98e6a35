"""What things are called on a page, in the language of the person: measures, divisions, codes of findings."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from patterns import load
from patterns.divisions import CENTRAL, path_of
from patterns.interface import Text, text_for, texts
from patterns.shapes.measures import Measures
from pipeline.ask.amounts import amount
from pipeline.ask.amounts import yuan as yuan_unit
from pipeline.ask.coverage import scope_name
from pipeline.ask.division_asked import division_called
from pipeline.explorer import value_names
from pipeline.explorer.addresses import Addresses
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


def division_path(code: str | None, to: Addresses) -> list[tuple[str, str]]:
    """A division with those around it, the outermost first: names and addresses of their pages."""
    if code is None:
        return []
    if code == CENTRAL:
        return [(division(code), to.division(code))]
    return [(name, to.division(each)) for each, name in path_of(code)]


def counted_in(measure_id: str) -> str:
    """The measure word of a measure that counts, in Chinese; empty in other languages, and of money."""
    if language() != "zh":
        return ""
    return _measure_words().get(measure_id, "")


def own_fund(scope: str | None, measure_id: str) -> str:
    """The funds of a figure, where its measure does not say them itself; empty where it does."""
    implied = next((one.scope for one in load(Measures).measure if one.id == measure_id), None)
    return "" if scope in (implied, "all_funds") else value_names.fund(scope)


@cache
def _measure_words() -> dict[str, str]:
    return {one.id: one.unit_kind.partition(":")[2] for one in load(Measures).measure}


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


def amount_of(yuan: Decimal | None) -> str:
    """An amount in the unit that fits it, with the unit."""
    return amount(yuan, yuan_unit())


def money_scales() -> list[tuple[int, str]]:
    """Units in which amounts are drawn, the largest first: how many yuan, and what the unit is called."""
    words = texts().ranking
    scales = words.scale if language() == "zh" else words.scale_en
    return [(scale.yuan, scale.unit.of(language())) for scale in scales]
