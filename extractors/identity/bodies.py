"""Names of government bodies: what can be one, and what is written beside it (docs/domain.md §6)."""

from __future__ import annotations

from functools import cache

import patterns
from patterns.shapes.identity import IdentityWords

SHORTEST, LONGEST = 3, 60


def is_body(name: str) -> bool:
    """True when `name` can be the name of a body: an organisation's word at its end, no table word in it.

    >>> is_body("某市水务局"), is_body("财政拨款收支")
    (True, False)
    """
    known = patterns.compiled(IdentityWords)
    if not SHORTEST <= len(name) <= LONGEST or known["no_body"].search(name):
        return False
    return known["organisation"].search(name) is not None


def split_qualifier(name: str, qualifier: str | None) -> tuple[str, str | None]:
    """The name without a qualifier at its end (本级, 汇总, …), and the qualifier.

    >>> split_qualifier("某市统计局(本级)", None)
    ('某市统计局', '本级')
    """
    words = qualifiers()
    if qualifier in words:
        return name, qualifier
    if qualifier is not None:
        name = f"{name}({qualifier})"
    bare = {word for q in patterns.load(IdentityWords).qualifier for word in q.bare}
    for word in words:
        for form in (f"({word})", word) if word in bare else (f"({word})",):
            if name.endswith(form) and len(name) - len(form) >= SHORTEST:
                return name[: -len(form)], word
    return name, None


@cache
def qualifiers() -> dict[str, str]:
    """Qualifier words and the scope that each sets, the longest first."""
    words = {word: q.scope for q in patterns.load(IdentityWords).qualifier for word in q.words}
    return dict(sorted(words.items(), key=lambda item: (-len(item[0]), item[0])))
