"""Items of the functional and economic classifications, as sentences name them (docs/domain.md §3.2 P5–P9).

By code, by the marks 类, 款 and 项, by dashes between the levels, or by the name of a class. What a sentence
leaves out of the path is taken from the headings around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from extractors.narrative.aspects import Subject
from extractors.narrative.item_codes import (
    Path,
    class_codes,
    code_below,
    economic_code,
    economic_names,
    functional_code,
)
from extractors.narrative.setting import ALL_FUNDS, Setting
from extractors.narrative.squeezed import anchored
from patterns import Matcher, compiled, load
from patterns.shapes.clauses import Clauses

_PATTERNS = compiled(Clauses)
_CONTENT = load(Clauses)
_LEVELS = _CONTENT.words.levels
_EXPENSES = frozenset(_CONTENT.words.expense_sections)
_ECONOMIC = ("3", "5")
"""First digits of the codes of both economic classifications."""


def find_item(text: str, setting: Setting) -> Subject | None:
    """An item of the functional or economic classification, by code, by 类款项 marks or by class name."""
    if match := _PATTERNS["item.code"].search(text):
        return _subject("item.code", match["code"], _PATTERNS["item.mark"].sub("", match["label"]), setting)
    if match := _PATTERNS["item.coded_name"].search(text):
        return _subject("item.coded_name", match["code"], match["label"], setting)
    if match := _PATTERNS["item.path"].search(text):
        steps = list(_PATTERNS["item.step"].finditer(match["path"]))
        named = tuple((m["level"], _PATTERNS["item.mark"].sub("", m["name"])) for m in steps)
        digits = "".join(m["digits"] for m in steps)
        code = digits if len(digits) == 2 * len(steps) + 1 else _code(named, setting)
        return _subject("item.path", code, named[-1][1], setting)
    if match := _PATTERNS["item.dashed"].search(text):
        pieces = _PATTERNS["item.dash"].compiled.split(match["path"])
        names = [_PATTERNS["item.mark"].sub("", name) for name in pieces]
        code = functional_code(tuple(zip(_LEVELS, names, strict=False)))
        return _subject("item.dashed", code, names[-1], setting) if code is not None else None
    if setting.scope != ALL_FUNDS and (match := _PATTERNS["item.bare"].search(text)):
        # 行政运行12万元 as a numbered statement of its own
        code = _code(((_LEVELS[2], match["name"]),), setting)
        if code is not None or match["name"] in _CONTENT.item_suffix:
            return _subject("item.bare", code, match["name"], setting)
    if match := _class_names().search(text):
        return _subject("item.class_name", class_codes()[match["name"]], match["name"], setting)
    return _expense(text, setting)


def _expense(text: str, setting: Setting) -> Subject | None:
    """An expense of the economic classification by its name, in sections that list such: 差旅费."""
    if not setting.canonical & _EXPENSES:
        return None
    match = _expense_names(setting.basis.fiscal_year).search(text)
    if match is None:
        return None
    code = economic_code(match["name"], setting.basis.fiscal_year)
    return _subject("item.expense_name", code, match["name"], setting)


def _subject(by: str, code: str | None, label: str, setting: Setting) -> Subject:
    measures = _CONTENT.item_basic_measure if setting.basic else _CONTENT.item_measure
    measure = measures[setting.scope]
    if code is not None and code.startswith(_ECONOMIC):
        return Subject(measure, economic_code=code, label=label, by=by)
    return Subject(measure, function_code=code, label=label, by=by)


def _code(path: Path, setting: Setting) -> str | None:
    """The code of a path of names; what it leaves out or calls by a wrong level is made good where sure."""
    code = functional_code(path)
    if code is None and len(path) > 1 and path[0][0] == _LEVELS[0]:
        # 住房改革支出(类)住房公积金(项): a division that is called a class
        code = functional_code(((_LEVELS[1], path[0][1]), *path[1:]))
    if code is None and path[0][0] != _LEVELS[0]:
        code = _below_titles(path, setting)
    if code is None and setting.basic:
        code = economic_code(path[-1][1], setting.basis.fiscal_year)
    return code


def _below_titles(path: Path, setting: Setting) -> str | None:
    """The code of a path that begins below the class, which the titles around it name."""
    for title in setting.titles:
        steps = list(_PATTERNS["item.step"].finditer(title))
        above = tuple((m["level"], _PATTERNS["item.mark"].sub("", m["name"])) for m in steps)
        if not above or _LEVELS.index(above[-1][0]) >= _LEVELS.index(path[0][0]):
            continue
        code = functional_code(above) or _below_titles(above, setting)
        for _, name in path:
            code = code_below(code, name) if code is not None else None
        if code is not None:
            return code
    return None


@cache
def _class_names() -> Matcher:
    return _names("class_names", class_codes())


@cache
def _expense_names(year: int | None) -> Matcher:
    return _names("expense_names", [name for name, code in economic_names(year).items() if len(code) > 3])


def _names(title: str, known: Iterable[str]) -> Matcher:
    names = sorted(known, key=lambda name: (-len(name), name))
    alternatives = "|".join(regex.escape(name) for name in names)
    return anchored(title, rf"(?P<name>{alternatives})")
