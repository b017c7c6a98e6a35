"""What a body is, apart from how its name is spelled: division, function, kind (docs/domain.md §6).

「普陀区人民政府万里街道办事处」 and 「普陀区万里街道」 are one body, 「市水务局」 in a document of Suzhou
is 「苏州市水务局」. Where function and kind leave a single body in its division, they are its key; every
other body is told apart by its name.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import patterns
from extractors.identity.bodies import is_body, split_qualifier
from extractors.identity.divisions import CENTRAL, Division, division_of, full_name, leading_division

SHORTEST_NAME = 2
"""Characters that a name of the dictionary or a rest behind one needs to say anything."""
UMBRELLAS = ("gov_department", "party_organ", "people_congress", "cppcc")
"""Kinds of bodies that units are named after."""
PARTY_MARK = "party:"
_QUOTES = str.maketrans("", "", "“”‘’\"'《》「」『』")


@dataclass(frozen=True, slots=True)
class Body:
    """A body of one division."""

    name: str
    """Canonical name: the division in full and the body."""
    core: str
    """The body without its division, joiners left out: what tells the bodies of one division apart."""
    function: str | None
    org_type: str
    determined: bool
    """True when function and kind leave only this body in its division."""


@dataclass(frozen=True, slots=True)
class _Known:
    slug: str
    org_type: str


@lru_cache(maxsize=4096)
def canonical_body(name: str, division_code: str | None) -> Body:
    """The body that `name` names in its division (000000 central, null unknown).

    >>> canonical_body("市水务局", "320500").name
    '苏州市水务局'
    >>> body = canonical_body("烟台市委宣传部", "370600")
    >>> body.name, body.function, body.org_type
    ('中共烟台市委宣传部', 'publicity', 'party_organ')
    """
    text = fold_name(name)
    prefix, rest, shown = _without_division(text, division_code)
    party = prefix in _party_words()
    if not party and not prefix and rest != text and rest.startswith(_committee_words()):
        party = True
    committee = party and rest.startswith(_committee_words())
    if party:
        rest = _behind_committee(rest)
        government = _behind_government(rest, division_code)
        if government is not None:
            party, prefix, rest = False, "", government
    else:
        rest = _behind_government(rest, None) or rest
    stem = next((p.get("stem", "") for p in _prefixes() if prefix in p["words"]), "")
    core = stem + rest
    if not party:
        core = _whole_form(core)
    known, determined = _lookup(core, party)
    if known is None and division_code == CENTRAL:
        known, determined = _central(core)
    kind = _ending(core)
    if known is not None and determined:
        function: str | None = known.slug
        org_type = known.org_type
    else:
        function, org_type = _undetermined(core, known, kind, party)
    return Body(
        name=_shown_name(text, shown, committee, party, prefix, rest if prefix and not party else core),
        core=(PARTY_MARK if party and not determined else "") + _key(core),
        function=function,
        org_type=org_type,
        determined=determined and division_code is not None,
    )


def fold_name(name: str) -> str:
    """A printed name without white space, quotes, qualifiers and second names; brackets half-width.

    >>> fold_name("某市统计和大数据研究院（某市统计数据管理中心）")
    '某市统计和大数据研究院'
    """
    text = "".join(unicodedata.normalize("NFKC", name).split()).translate(_QUOTES)
    text = split_qualifier(text, None)[0]
    head, bracket, inside = text.rstrip(")").rpartition("(")
    if bracket and text.endswith(")") and head and is_body(inside) and is_body(head):
        return head
    return text


def second_names(name: str) -> tuple[str, ...]:
    """Names that stand in brackets behind a name: what the same body is called too.

    >>> second_names("某市统计和大数据研究院（某市统计数据管理中心）")
    ('某市统计数据管理中心',)
    """
    text = "".join(unicodedata.normalize("NFKC", name).split()).translate(_QUOTES)
    text = split_qualifier(text, None)[0]
    head, bracket, inside = text.rstrip(")").rpartition("(")
    if not (bracket and text.endswith(")") and is_body(inside) and is_body(head)):
        return ()
    return tuple(part for part in inside.split("、") if is_body(part))


def department_in_name(name: str, division_code: str | None) -> str | None:
    """The department that a unit is named after; null where there is none.

    >>> department_in_name("上海市应急管理局执法总队", "310000")
    '上海市应急管理局'
    """
    body = canonical_body(name, division_code)
    if body.determined or division_code is None:
        return None
    core = body.core.removeprefix(PARTY_MARK)
    known = {n for n, (k, _) in _dictionary().items() if k.org_type in UMBRELLAS}
    for length in range(len(core) - SHORTEST_NAME, SHORTEST_NAME, -1):
        if core[:length] in known:
            end = next(n for n in range(1, len(body.name) + 1) if _key(body.name[:n]).endswith(core[:length]))
            return body.name[:end]
    return None


def kind_of(slug: str) -> str:
    """The kind of the bodies that an entry of the dictionary names.

    >>> kind_of("finance")
    'gov_department'
    """
    return _first_names()[slug][1]


def name_of(slug: str, division_code: str) -> str:
    """The first name of an entry of the dictionary, in a division.

    >>> name_of("environmental_protection", "370600")
    '烟台市环境保护局'
    """
    return canonical_body(_first_names()[slug][0], division_code).name


@cache
def _first_names() -> dict[str, tuple[str, str]]:
    content = patterns.load("departments")
    found: dict[str, tuple[str, str]] = {}
    for group in content["function"]:
        for entry in group["entries"]:
            if "stems" in entry:
                suffix = content["suffixes"][entry.get("suffix", group["org_type"])][0]
                name = entry["stems"][0] + suffix
            else:
                name = entry["names"][0]
            found[entry["slug"]] = (name, group["org_type"])
    return found


def _without_division(text: str, code: str | None) -> tuple[str, str, str]:
    """Organisation before the division, what follows the division, and the division as it is shown."""
    division = division_of(code)
    known = patterns.compiled("identity")["organisation_prefix"]
    found = known.match(text)
    prefix = found.group() if found else ""
    if code == CENTRAL:
        behind = patterns.compiled("identity")["central_words"].sub("", text)
        return "", behind or text, ""
    behind = text[len(prefix) :]
    match = leading_division(behind)
    if match is not None and division is not None and _same(match.candidates, division):
        printed = behind[: match.length]
        shown = full_name(division) if printed.endswith(division.name) else printed
        rest = behind[match.length :]
        if not match.full and rest[:1] == division.name[-1:]:  # 黔东南|州
            shown, rest = shown + rest[:1], rest[1:]
        return prefix, rest or behind, shown
    if match is not None and (match.full or division is None):
        return "", text, ""
    if prefix and match is None and behind[:1] not in _own_levels():
        return "", text, full_name(division) if division else ""
    own = behind[:1]
    if division is not None and own in _own_levels() and _key(behind) not in _names():
        rest = behind[1:]
        told = _committee_words() + tuple(patterns.load("departments")["government_words"])
        named = text.startswith(tuple(patterns.load("identity")["no_level"]))
        if (
            prefix
            or rest.startswith(told)
            or (not named and _is_of_level(own, division) and (is_body(rest) or _lookup(rest, False)[1]))
        ):
            return prefix, rest, full_name(division)
    return prefix, behind, full_name(division) if division else ""


def _same(candidates: tuple[Division, ...], division: Division) -> bool:
    return any(c.code == division.code for c in candidates)


def _own_levels() -> dict[str, str]:
    levels: dict[str, str] = patterns.load("identity")["own_level"]
    return levels


def _is_of_level(own: str, division: Division) -> bool:
    """市 in a document of a city, 省 in one of a province."""
    levels = patterns.load("identity")["own_level"]
    municipal = division.code[:2] in patterns.load("identity")["municipalities"]
    return levels[own] == division.level or (
        levels[own] == "city" and division.level == "province" and municipal
    )


def _committee_words() -> tuple[str, ...]:
    return tuple(patterns.load("departments")["committee_words"])


@cache
def _party_words() -> frozenset[str]:
    return frozenset(w for p in _prefixes() if p["org_type"] == "party_organ" for w in p["words"])


def _prefixes() -> list[dict[str, str]]:
    found: list[dict[str, str]] = patterns.load("departments")["prefix"]
    return found


def _behind_committee(rest: str) -> str:
    """宣传部 of 委宣传部 and 委员会宣传部; a committee itself stays."""
    word = next((w for w in _committee_words() if rest.startswith(w)), "")
    return rest[len(word) :] or rest


def _behind_government(rest: str, code: str | None) -> str | None:
    """信访局 of 人民政府信访局 and, behind a party committee, of 烟台市人民政府信访局; else null."""
    if code is not None:
        division = division_of(code)
        match = leading_division(rest)
        if match is not None and division is not None and _same(match.candidates, division):
            rest = rest[match.length :]
        elif rest[:1] in _own_levels():
            rest = rest[1:]
        else:
            return None
    office = tuple(patterns.load("departments")["government_office_words"])
    for word in patterns.load("departments")["government_words"]:
        tail = rest.removeprefix(word)
        if tail != rest and len(tail) > SHORTEST_NAME and not tail.startswith(office):
            return tail
    return None


def _whole_form(core: str) -> str:
    """万里街道 as 万里街道办事处, 张家湾镇 as 张家湾镇人民政府."""
    for pattern in patterns.compiled("departments").values():
        whole = pattern.entry.get("whole")
        if whole is not None:
            found = pattern.search(core)
            if found is not None:
                return core[: found.end("stem")] + str(whole) if found["stem"] else core
    return core


def _key(name: str) -> str:
    return name.translate(_joiners())


@cache
def _joiners() -> dict[int, None]:
    return dict.fromkeys(map(ord, patterns.load("departments")["joiners"]))


@cache
def _names() -> dict[str, _Known]:
    """Every name of the dictionary that needs no organisation before it."""
    return {name: known for name, (known, bare) in _dictionary().items() if bare}


@cache
def _dictionary() -> dict[str, tuple[_Known, bool]]:
    content = patterns.load("departments")
    found: dict[str, tuple[_Known, bool]] = {}
    for group in content["function"]:
        for entry in group["entries"]:
            known = _Known(entry["slug"], group["org_type"])
            suffixes = content["suffixes"][entry.get("suffix", group["org_type"])] if "stems" in entry else ()
            names = [stem + suffix for stem in entry.get("stems", ()) for suffix in suffixes]
            for name in (*names, *entry.get("names", ())):
                found.setdefault(_key(name), (known, entry.get("bare", True)))
    return found


def _lookup(core: str, party: bool) -> tuple[_Known | None, bool]:
    """What the dictionary says of a name, and whether it is the whole name.

    A name that begins with a known body (公安局交通管理局) is a part of it; one that ends with it
    (工业园区教育局) does the same in a part of the division.
    """
    key = _key(core)
    names = _names()
    if party:
        names = {n: k for n, (k, _) in _dictionary().items() if k.org_type == "party_organ"}
    whole = names.get(key) or _names().get(key)
    if whole is not None:
        return whole, True
    for length in range(len(key) - SHORTEST_NAME, SHORTEST_NAME, -1):
        known = names.get(key[:length])
        if known is not None:
            return known, False
    if key.endswith(tuple(patterns.load("departments")["endings_of_departments"])):
        for start in range(1, len(key) - SHORTEST_NAME):
            known = names.get(key[start:])
            if known is not None:
                return known, False
    return None, False


def _central(core: str) -> tuple[_Known | None, bool]:
    """财政部 does in the state what 财政局 does in a city."""
    ministry, bureau = patterns.load("departments")["ministry"]
    if not core.endswith(ministry):
        return None, False
    known = _names().get(_key(core.removesuffix(ministry) + bureau))
    return known, known is not None


def _ending(core: str) -> tuple[str | None, str | None]:
    """Function and kind that the end of a name tells."""
    for pattern in patterns.compiled("departments").values():
        if pattern.search(core) is not None:
            return pattern.entry.get("function"), pattern.entry["org_type"]
    return None, None


def _undetermined(
    core: str, known: _Known | None, kind: tuple[str | None, str | None], party: bool
) -> tuple[str | None, str]:
    function, org_type = kind
    if known is not None and _key(core).endswith(tuple(n for n, k in _names().items() if k == known)):
        return known.slug, known.org_type
    if function is None and known is not None:
        function = known.slug
    if function is None:
        topics: dict[str, str] = patterns.load("departments")["topics"]
        function = next((slug for word, slug in topics.items() if word in core), None)
    if party and org_type in (None, "gov_department"):
        org_type = "party_organ"
    return function, org_type or "other"


def _shown_name(text: str, shown: str, committee: bool, party: bool, prefix: str, body: str) -> str:
    """The canonical name: 中共 + division + 委 + organ, or division + body."""
    if not shown:
        return text
    if not party:
        return prefix + shown + body
    word, of = map(str, patterns.load("departments")["party_name"])
    return word + shown + (of if committee and not body.startswith(of) else "") + body
