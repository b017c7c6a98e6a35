"""Items of the functional and economic classifications, as sentences name them (docs/domain.md §3.2 P5–P9).

By code, by the marks 类, 款 and 项, by dashes between the levels, or by the name of a class. What a sentence
leaves out of the path is taken from the headings around it.
"""

from __future__ import annotations

from functools import cache

import regex

from extractors.narrative.setting import Setting, Subject, anchored, squeeze
from patterns import Matcher, compiled, load, load_csv

_PATTERNS = compiled("clauses")
_CONTENT = load("clauses")
_WORDS = _CONTENT["words"]
_LEVELS: tuple[str, str, str] = tuple(_WORDS["levels"])
_DASH = _PATTERNS["item.dash"].compiled


def find_item(text: str, setting: Setting) -> Subject | None:
    """An item of the functional or economic classification, by code, by 类款项 marks or by class name."""
    if match := _PATTERNS["item.code"].search(text):
        code, label = match["code"], _PATTERNS["item.mark"].sub("", match["label"])
        return _item_subject(code, label, setting)
    if match := _PATTERNS["item.coded_name"].search(text):
        return _item_subject(match["code"], match["label"], setting)
    if match := _PATTERNS["item.path"].search(text):
        steps = list(_PATTERNS["item.step"].finditer(match["path"]))
        named = [(m["level"], _PATTERNS["item.mark"].sub("", m["name"])) for m in steps]
        digits = "".join(m["digits"] for m in steps)
        code = digits if len(digits) == 2 * len(steps) + 1 else _code(tuple(named), setting)
        return _item_subject(code, named[-1][1], setting)
    if match := _PATTERNS["item.dashed"].search(text):
        names = [_PATTERNS["item.mark"].sub("", name) for name in _DASH.split(match["path"])]
        code = _functional_code(tuple(zip(_LEVELS, names, strict=False)))
        return _item_subject(code, names[-1], setting) if code is not None else None
    if setting.scope != "all_funds" and (match := _PATTERNS["item.bare"].search(text)):
        # 行政运行12万元 as a numbered statement of its own
        code = _code(((_LEVELS[2], match["name"]),), setting)
        if code is not None or match["name"] in _CONTENT["item_suffix"]:
            return _item_subject(code, match["name"], setting)
    if match := _class_names().search(text):
        code = _class_codes()[match["name"]]
        return _item_subject(code, match["name"], setting)
    return None


def _item_subject(code: str | None, label: str, setting: Setting) -> Subject:
    economic = code is not None and code[0] in "35"
    kind = "item_basic_measure" if setting.basic else "item_measure"
    measure = _CONTENT[kind][setting.scope]
    if economic:
        return Subject(measure, economic_code=code, label=label)
    return Subject(measure, function_code=code, label=label)


def _code(path: tuple[tuple[str, str], ...], setting: Setting) -> str | None:
    """The code of a path of names; what it leaves out or calls by a wrong level is made good where sure."""
    code = _functional_code(path)
    if code is None and len(path) > 1 and path[0][0] == _LEVELS[0]:
        # 住房改革支出(类)住房公积金(项): a division that is called a class
        code = _functional_code(((_LEVELS[1], path[0][1]), *path[1:]))
    if code is None and path[0][0] != _LEVELS[0]:
        code = _below_titles(path, setting)
    if code is None and setting.basic:
        code = _economic().get(path[-1][1])
    return code


def _below_titles(path: tuple[tuple[str, str], ...], setting: Setting) -> str | None:
    """The code of a path that begins below the class, which the titles around it name."""
    for title in setting.titles:
        steps = list(_PATTERNS["item.step"].finditer(title))
        above = tuple((m["level"], _PATTERNS["item.mark"].sub("", m["name"])) for m in steps)
        if not above or _LEVELS.index(above[-1][0]) >= _LEVELS.index(path[0][0]):
            continue
        code = _functional_code(above) or _below_titles(above, setting)
        for _, name in path:
            code = _step(code, name) if code is not None else None
        if code is not None:
            return code
    return None


def _step(code: str, name: str) -> str | None:
    """The code of the item of a name below another."""
    _, by_parent = _functional()
    repeated = _CONTENT["item_suffix"].get(name)
    return by_parent.get((code, _plain(name))) or (code + repeated if repeated and len(code) == 5 else None)


def _functional_code(path: tuple[tuple[str, str], ...]) -> str | None:
    """The code of 类 – 款 – 项 names as far as the catalogue knows them; null for an unknown name."""
    by_name, _ = _functional()
    code: str | None = None
    for position, (level, name) in enumerate(path):
        if position == 0:
            known = by_name.get((level, _plain(name)), ()) if name not in _CONTENT["item_suffix"] else ()
            code = known[0] if len(known) == 1 else None
        elif code is not None:
            code = _step(code, name)
        if code is None:
            return None
    return code


def _plain(name: str) -> str:
    return name.removesuffix(_WORDS["expenditure_suffix"])


@cache
def _functional() -> tuple[dict[tuple[str, str], tuple[str, ...]], dict[tuple[str, str], str]]:
    """Codes by level and name, where it is no class's name too (援助其他地区 is divided as the whole is), and
    by parent and name."""
    rows = [(row, _plain(squeeze(row["name"]))) for row in load_csv("codes_functional")]
    classes = {key for row, key in rows if not row["parent"]}
    by_name: dict[tuple[str, str], tuple[str, ...]] = {}
    by_parent: dict[tuple[str, str], str] = {}
    for row, key in rows:
        known = by_name.get((row["level"], key), ())
        if row["code"] not in known and not (row["parent"] and key in classes):
            by_name[row["level"], key] = (*known, row["code"])
        by_parent[row["parent"], key] = row["code"]
    return by_name, by_parent


@cache
def _economic() -> dict[str, str]:
    """Codes of the economic classification of departments by name, where a name stands for one only."""
    codes: dict[str, str | None] = {}
    for row in load_csv("codes_economic"):
        if row["code"][0] == "3" and len(row["code"]) <= 5:
            name = squeeze(row["name"])
            codes[name] = row["code"] if codes.get(name, row["code"]) == row["code"] else None
    return {name: code for name, code in codes.items() if code is not None}


@cache
def _class_codes() -> dict[str, str]:
    """Codes of the classes that prose names without a mark; names of several classes are left out."""
    codes: dict[str, str] = {}
    ambiguous: set[str] = set()
    for file in ("codes_functional", "codes_economic"):
        for row in load_csv(file):
            if len(row["code"]) == 3:
                name = squeeze(row["name"])
                if codes.get(name, row["code"]) != row["code"]:
                    ambiguous.add(name)
                codes[name] = row["code"]
    codes = {name: code for name, code in codes.items() if name not in ambiguous}
    codes.update(_CONTENT["class_alias"])
    return codes


@cache
def _class_names() -> Matcher:
    names = sorted(_class_codes(), key=lambda name: (-len(name), name))
    alternatives = "|".join(regex.escape(name) for name in names)
    return anchored("class_names", rf"(?P<name>{alternatives})")
