"""Brings what extractors found into comparable form: entity keys, provinces, years, codes."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.identity.bodies import split_qualifier
from extractors.identity.departments import canonical_body
from extractors.identity.divisions import CENTRAL
from extractors.records import Fact, Identity
from patterns import compiled, load
from patterns.shapes.marks import Marks
from pipeline.datasets.ids import short_id

_SPACE = re.compile(r"\s+")
UNKNOWN_DIVISION = "unknown"
UNCLASSIFIED = "unclassified"
BODY_HASH_DIGITS = 12
"""Hex digits: bodies of one division, function and kind are thousands at most."""


def province_of(division_code: str | None) -> str | None:
    """First two digits of a division code; null when it is unknown.

    >>> province_of("110112")
    '11'
    """
    if division_code is None or not re.match(r"[0-9]{2}", division_code):
        return None
    return division_code[:2]


def division_code(identity: Identity) -> str | None:
    """The division of the entity; 000000 for central bodies, null unknown."""
    if identity.division_code is None and identity.level == "central":
        return CENTRAL
    return identity.division_code


def entity_key_name(name: str) -> str:
    """A printed name to compare: full-width forms folded, no space, no quotes, no qualifier.

    >>> entity_key_name("某市 财政局（本级）")
    '某市财政局'
    """
    return split_qualifier(_folded(name), None)[0]


def entity_id(name: str | None, division: str | None, doc_id: str) -> str | None:
    """division:function:kind, and where these leave several bodies a hash of the name; null without a name.

    A body whose division is unknown is never the same as that of another document.

    >>> entity_id("北京市通州区政务服务管理局", "110112", "")
    '110112:gov_service:gov_department'
    """
    if not name:
        return None
    body = canonical_body(name, division)
    key = f"{division or UNKNOWN_DIVISION}:{body.function or UNCLASSIFIED}:{body.org_type}"
    if body.determined:
        return key
    doubt = () if division else (doc_id,)
    return f"{key}:{short_id('body', body.core, *doubt)[:BODY_HASH_DIGITS]}"


def content_group_id(doc_id: str, identity: Identity) -> str:
    """Same for all documents of one entity, year and kind; a document of unknown identity is alone."""
    entity = entity_id(identity.entity_name, division_code(identity), doc_id)
    if entity is None or identity.fiscal_year is None:
        return short_id("content_group", doc_id)
    return short_id("content_group", entity, identity.fiscal_year, identity.doc_kind)


def published_on(identity: Identity) -> datetime.date | None:
    """The printed date of publication; null when it is absent or no date of the calendar."""
    return iso_date(identity.published_on)


def iso_date(text: str | None) -> datetime.date | None:
    """The date; null when it is absent or no date of the calendar."""
    try:
        return datetime.date.fromisoformat(text or "")
    except ValueError:
        return None


def boilerplate_hash(text: str) -> str:
    """Same for reasons that differ in figures, marks and white space only.

    >>> boilerplate_hash("增加 3.50万元") == boilerplate_hash("增加12万元")
    True
    """
    return short_id(
        "boilerplate", compiled(Marks)["digits_and_marks"].sub("", unicodedata.normalize("NFKC", text))
    )


def normalise_facts(facts: Iterable[Fact], identity: Identity) -> list[Fact]:
    """Facts with the year that their value belongs to; extractors leave it out where the role says it.

    A `prior_…` role is the year before the document's.
    """
    year = identity.fiscal_year
    if year is None:
        return list(facts)
    return [
        replace(f, value_year=year - 1 if f.role.startswith("prior_") else year)
        if f.value_year is None
        else f
        for f in facts
    ]


def own_totals(facts: Sequence[Fact], identity: Identity) -> list[Fact]:
    """Facts in which the row of the publishing body is a total row: without its label.

    Shenzhen heads the rows of a table by the body's name instead of 合计. Such a row comes first, and no
    other of the table has that name: where the department and its own office share it, labels stay.
    """
    name = entity_key_name(identity.entity_name or "")
    columns: dict[tuple[object, ...], list[int]] = {}
    for n, fact in enumerate(facts):
        if fact.table is not None and fact.function_code is None and fact.economic_code is None:
            key = (fact.table, fact.measure, fact.role, fact.scope, fact.value_year)
            columns.setdefault(key, []).append(n)
    found = list(facts)
    for rows in columns.values() if name else ():
        labels = [compiled(Marks)["before_body"].sub("", facts[n].item_label or "") for n in rows]
        whole = [label for label in labels if _folded(label) == name]
        own = whole or [label for label in labels if entity_key_name(label) == name]
        if len(own) == 1 and labels[0] == own[0]:
            found[rows[0]] = replace(facts[rows[0]], item_label=None)
    return found


def _folded(name: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", name)).strip(load(Marks).quotes)
