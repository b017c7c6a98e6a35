"""What a body is, apart from how its name is spelled: division, function, kind (docs/domain.md §6).

「普陀区人民政府万里街道办事处」 and 「普陀区万里街道」 are one body, 「市水务局」 in a document of Suzhou
is 「苏州市水务局」. Where function and kind leave a single body in its division, they are its key; every
other body is told apart by its name.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import patterns
from extractors.frozen import frozen
from extractors.identity.bodies import is_body, split_qualifier
from extractors.identity.divisions import CENTRAL, Division, division_of, full_name, leading_division
from extractors.identity.functions import (
    SHORTEST_NAME,
    bare_names,
    first_names,
    look_up,
    look_up_ministry,
    most_likely,
    name_key,
    umbrella_names,
)
from patterns.shapes.departments import Departments
from patterns.shapes.identity import IdentityWords

PARTY_MARK = "party:"
_QUOTES = str.maketrans("", "", "“”‘’\"'《》「」『』")


@frozen
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
    stem = next((p.stem or "" for p in patterns.load(Departments).prefix if prefix in p.words), "")
    core = stem + rest
    if not party:
        core = _whole_form(core)
    named, determined = look_up(core, party)
    if named is None and division_code == CENTRAL:
        named, determined = look_up_ministry(core)
    function: str | None
    if named is not None and determined:
        function, org_type = named.slug, named.org_type
    else:
        function, org_type = most_likely(core, named, party)
    return Body(
        name=_shown_name(text, shown, committee, party, prefix, rest if prefix and not party else core),
        core=(PARTY_MARK if party and not determined else "") + name_key(core),
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
    for length in range(len(core) - SHORTEST_NAME, SHORTEST_NAME, -1):
        if core[:length] in umbrella_names():
            lengths = range(1, len(body.name) + 1)
            return body.name[: next(n for n in lengths if name_key(body.name[:n]).endswith(core[:length]))]
    return None


def kind_of(slug: str) -> str:
    """The kind of the bodies that an entry of the dictionary names.

    >>> kind_of("finance")
    'gov_department'
    """
    return first_names()[slug][1]


def name_of(slug: str, division_code: str) -> str:
    """The first name of an entry of the dictionary, in a division.

    >>> name_of("environmental_protection", "370600")
    '烟台市环境保护局'
    """
    return canonical_body(first_names()[slug][0], division_code).name


def _without_division(text: str, code: str | None) -> tuple[str, str, str]:
    """Organisation before the division, what follows the division, and the division as it is shown."""
    division = division_of(code)
    known = patterns.compiled(IdentityWords)["organisation_prefix"]
    found = known.match(text)
    prefix = found.group() if found else ""
    if code == CENTRAL:
        behind = patterns.compiled(IdentityWords)["central_words"].sub("", text)
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
    if division is not None and own in _own_levels() and name_key(behind) not in bare_names():
        rest = behind[1:]
        organs = (*_committee_words(), *patterns.load(Departments).government_words)
        is_word = text.startswith(patterns.load(IdentityWords).no_level)
        if (
            prefix
            or rest.startswith(organs)
            or (not is_word and _is_of_level(own, division) and (is_body(rest) or look_up(rest, False)[1]))
        ):
            return prefix, rest, full_name(division)
    return prefix, behind, full_name(division) if division else ""


def _same(candidates: tuple[Division, ...], division: Division) -> bool:
    return any(c.code == division.code for c in candidates)


def _own_levels() -> dict[str, str]:
    return patterns.load(IdentityWords).own_level


def _is_of_level(own: str, division: Division) -> bool:
    """市 in a document of a city, 省 in one of a province."""
    levels = patterns.load(IdentityWords).own_level
    municipal = division.code[:2] in patterns.load(IdentityWords).municipalities
    return levels[own] == division.level or (
        levels[own] == "city" and division.level == "province" and municipal
    )


def _committee_words() -> tuple[str, ...]:
    return patterns.load(Departments).committee_words


@cache
def _party_words() -> frozenset[str]:
    prefixes = patterns.load(Departments).prefix
    return frozenset(word for p in prefixes if p.org_type == "party_organ" for word in p.words)


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
    office = patterns.load(Departments).government_office_words
    for word in patterns.load(Departments).government_words:
        tail = rest.removeprefix(word)
        if tail != rest and len(tail) > SHORTEST_NAME and not tail.startswith(office):
            return tail
    return None


def _whole_form(core: str) -> str:
    """万里街道 as 万里街道办事处, 张家湾镇 as 张家湾镇人民政府."""
    for pattern in patterns.compiled(Departments).values():
        whole = pattern.entry.whole
        if whole is not None:
            found = pattern.search(core)
            if found is not None:
                return core[: found.end("stem")] + whole if found["stem"] else core
    return core


def _shown_name(text: str, shown: str, committee: bool, party: bool, prefix: str, body: str) -> str:
    """The canonical name: 中共 + division + 委 + organ, or division + body."""
    if not shown:
        return text
    if not party:
        return prefix + shown + body
    word, of = patterns.load(Departments).party_name
    return word + shown + (of if committee and not body.startswith(of) else "") + body
