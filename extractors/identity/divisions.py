"""Which administrative division a name belongs to (GB/T 2260; docs/domain.md §5.4, §6).

A body's name begins with its division: 「上海市普陀区财政局」, 「中共烟台市委宣传部」, 「省政协办公厅」.
A district's name alone is often ambiguous (普陀区 is in Shanghai and in Zhoushan); it is resolved by what
else the document names, and where that does not decide, there is no answer instead of a guess.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import patterns
from extractors.frozen import frozen
from patterns.shapes.code_lists import DivisionRow
from patterns.shapes.identity import IdentityWords

CLEAR_MAJORITY = 2
"""The best candidate needs this many times the support of the second."""
CENTRAL = "000000"
"""Stands for the code of a division in bodies of the central government."""
MIN_SUPPORT = 2
"""How often a division must be named in a document to stand for a body that names none."""


@frozen
class Division:
    """One division with the years in which the list carries its code."""

    code: str
    name: str
    short: str
    level: str
    """province, city, county"""
    valid_from: int
    valid_to: int | None
    """Null while the code is valid."""

    def distance(self, year: int | None) -> int:
        """Years between `year` and the time in which the code is valid; 0 inside."""
        if year is None:
            return 0 if self.valid_to is None else 1
        if year < self.valid_from:
            return self.valid_from - year
        return max(0, year - self.valid_to) if self.valid_to is not None else 0

    def holds(self, other: Division) -> bool:
        """True when `other` lies inside."""
        digits = {"province": 2, "city": 4, "county": 6}[self.level]
        return self.code != other.code and other.code.startswith(self.code[:digits])


@frozen
class Match:
    """A division phrase at the start of a name: the candidates for its innermost division."""

    length: int
    candidates: tuple[Division, ...]
    full: bool
    """False when the phrase is a short form (上海 for 上海市)."""


def find_division(name: str | None, context: str, year: int | None, hint: str = "") -> Division | None:
    """The division of the body `name`, or null where the document does not decide it.

    `context` is the document's text without white space; `hint` is a title without a body's name
    (「上海市2026年市级单位预算」), whose division stands for a body that names none. National bodies have
    none: ask `is_central` first.

    >>> find_division("上海市普陀区财政局", "", 2024).code
    '310107'
    >>> find_division("普陀区财政局", "", 2024) is None
    True
    """
    body = strip_organisation(name or "")
    match = leading_division(body)
    chosen = _choose(match, context, year) if match is not None else None
    if match is not None and (match.full or chosen is not None):
        return chosen
    hinted = leading_division(hint)
    if hinted is not None and hinted.full:
        return _choose(hinted, context, year)
    return _most_named(context, year, _own_level(body))


def division_of(code: str | None) -> Division | None:
    """The division with a code, as its newest name has it; null where there is none.

    >>> division_of("110112").name
    '通州区'
    """
    return _by_code().get(code or "")


def body_division(name: str, own_code: str | None, year: int | None) -> str | None:
    """The division of a body in a document of the division `own_code`, which also stands where it names none.

    A short form (东城交通管理支队) counts only where it is a city in the document's province.

    >>> body_division("广东省深圳生态环境监测中心站", "440300", 2026)
    '440000'
    >>> body_division("东城交通管理支队", "110000", 2026)
    '110000'
    """
    match = leading_division(strip_organisation(name))
    if match is None or any(d.code == own_code for d in match.candidates):
        return own_code
    nearest = min(d.distance(year) for d in match.candidates)
    codes = {d.code for d in match.candidates if d.distance(year) == nearest}
    if match.full:
        inside = {c for c in codes if own_code is not None and c[:2] == own_code[:2]}
        found = codes if len(codes) == 1 else inside
        return found.pop() if len(found) == 1 else None
    outer = division_of(own_code)
    cities = {d.code for d in match.candidates if d.level == "city" and outer is not None and outer.holds(d)}
    return cities.pop() if len(cities) == 1 else own_code


def full_name(division: Division) -> str:
    """The name under which a division is known without context: a district behind its city.

    >>> full_name(division_of("310107")), full_name(division_of("320583"))
    ('上海市普陀区', '昆山市')
    """
    if division.level != "county":
        return division.name
    alone = len({d.code for d in _index()[0][division.name] if d.valid_to is None}) <= 1
    district = patterns.load(IdentityWords).district
    if alone and not division.name.endswith(district):
        return division.name
    above = _by_code().get(division.code[:4] + "00") or _by_code().get(division.code[:2] + "0000")
    return (above.name if above else "") + division.name


def is_central(name: str | None) -> bool:
    """True for bodies of the central government and of national organisations.

    >>> is_central("国家信访局"), is_central("中国共产党北京市委员会宣传部")
    (True, False)
    """
    if not name or leading_division(strip_organisation(name)) is not None:
        return False
    return patterns.compiled(IdentityWords)["central_body"].match(name) is not None


def strip_organisation(name: str) -> str:
    """The name without a national organisation's name before the division (中共, 共青团, …)."""
    found = patterns.compiled(IdentityWords)["organisation_prefix"].match(name)
    return name[found.end() :] if found and leading_division(name[found.end() :]) else name


def leading_division(name: str) -> Match | None:
    """The longest chain of division names at the start of `name`, each inside the one before.

    >>> leading_division("江苏省苏州市昆山市水务局").candidates[0].code
    '320583'
    """
    names, shorts, longest = _index()
    alias = next((a for a in patterns.load(IdentityWords).division_alias if name.startswith(a)), None)
    if alias is not None:
        code = patterns.load(IdentityWords).division_alias[alias]
        return Match(len(alias), tuple(d for d in _divisions() if d.code == code), True)
    found: tuple[Division, ...] = ()
    position, full = 0, True
    while True:
        step: tuple[int, tuple[Division, ...]] | None = None
        for length in range(min(longest, len(name) - position), 1, -1):
            piece = name[position : position + length]
            inside = [d for d in names.get(piece, ()) if not found or any(f.holds(d) for f in found)]
            if inside:
                step = (length, tuple(inside))
                break
            after = name[position + length :]
            if not found and piece in shorts and not _is_called_after(after):
                level = after[:1] if after[:1] in patterns.load(IdentityWords).short_with_level else ""
                named = tuple(d for d in shorts[piece] if level and d.name.endswith(level))
                step = (length + 1, named) if named else (length, shorts[piece])
                full = bool(named)
                break
            cities = [d for d in shorts.get(piece, ()) if any(f.holds(d) for f in found)]
            if cities and patterns.compiled(IdentityWords)["zone_after_short"].match(after):
                step = (length, tuple(cities))
                break
        if step is None:
            return Match(position, found, full) if found else None
        position, found = position + step[0], step[1]


def _is_called_after(rest: str) -> bool:
    """南京 in 南京路街道 names a street."""
    return patterns.compiled(IdentityWords)["named_after_place"].match(rest) is not None


def _choose(match: Match, context: str, year: int | None) -> Division | None:
    """The one candidate that the year and the rest of the document leave."""
    nearest = min(d.distance(year) for d in match.candidates)
    candidates = [d for d in match.candidates if d.distance(year) == nearest]
    newest = {d.name + d.code[:4]: d for d in sorted(candidates, key=lambda d: d.valid_from)}
    candidates = sorted(newest.values(), key=lambda d: d.code)
    if not match.full:
        outer = [d for d in candidates if d.level != "county"]
        candidates = outer or candidates
        if not outer and len(candidates) == 1:
            support = _support(candidates[0], context)
            return candidates[0] if support else None
    if len(candidates) == 1:
        return candidates[0]
    scored = [(_support(d, context), d) for d in candidates]
    provinces = [d for d in candidates if d.level == "province"]
    if not match.full and len(provinces) == 1 and not any(n for n, d in scored if d.level != "province"):
        # 海南 alone is the province; 海南藏族自治州 and 海南区 are named in full.
        return provinces[0]
    return _clear_winner(scored)


def _support(division: Division, context: str) -> int:
    """How often the document names what `division` lies in; the whole chain counts most."""
    above = [d for d in _divisions() if d.holds(division) and d.valid_to is None]
    if not above:
        return context.count(division.name)
    total = 0
    for outer in above:
        total += 10 * context.count(outer.name + division.name)
        total += 3 * context.count(outer.name) + context.count(outer.short)
    return total


def _clear_winner(scored: list[tuple[int, Division]]) -> Division | None:
    ranked = sorted(scored, key=lambda item: (-item[0], item[1].code))
    if not ranked or ranked[0][0] == 0:
        return None
    second = ranked[1][0] if len(ranked) > 1 else 0
    return ranked[0][1] if ranked[0][0] >= CLEAR_MAJORITY * second else None


def _own_level(body: str) -> str | None:
    """The level that a body names instead of its division: 省政协 → province, 区财政局 → county."""
    levels: dict[str, str] = patterns.load(IdentityWords).own_level
    return levels.get(body[:1])


def _most_named(context: str, year: int | None, level: str | None) -> Division | None:
    """The division that the document names far more often than any other of that level."""
    counts: Counter[str] = Counter()
    for found in patterns.compiled(IdentityWords)["division_phrase"].finditer(context):
        match = leading_division(found["phrase"])
        if match is None or not match.full:
            continue
        chosen = _choose(match, context, year)
        if chosen is not None and (level is None or chosen.level == level or _is_municipality(chosen, level)):
            counts[chosen.code] += 1
    if not counts or max(counts.values()) < MIN_SUPPORT:
        return None
    by_code = {d.code: d for d in _divisions()}
    return _clear_winner([(count, by_code[code]) for code, count in counts.items()])


def _is_municipality(division: Division, level: str) -> bool:
    """Beijing, Tianjin, Shanghai and Chongqing are provinces that call themselves 市."""
    municipal = division.code[:2] in patterns.load(IdentityWords).municipalities
    return level == "city" and division.level == "province" and municipal


@cache
def _by_code() -> dict[str, Division]:
    return {d.code: d for d in sorted(_divisions(), key=lambda d: d.valid_from)}


@cache
def _divisions() -> tuple[Division, ...]:
    return tuple(
        Division(
            row.code,
            row.name,
            row.short,
            row.level,
            int(row.valid_from),
            int(row.valid_to) if row.valid_to else None,
        )
        for row in patterns.load_rows(DivisionRow)
    )


@cache
def _index() -> tuple[dict[str, tuple[Division, ...]], dict[str, tuple[Division, ...]], int]:
    """Divisions by full name, by short name, and the length of the longest name."""
    names: dict[str, list[Division]] = {}
    shorts: dict[str, list[Division]] = {}
    for division in _divisions():
        names.setdefault(division.name, []).append(division)
        if len(division.short) > 1 and division.short != division.name:
            shorts.setdefault(division.short, []).append(division)
    return _frozen(names), _frozen(shorts), max(map(len, names))


def _frozen(index: dict[str, list[Any]]) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(found) for key, found in index.items()}
