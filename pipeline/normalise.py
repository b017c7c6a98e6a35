"""Brings what extractors found into comparable form: entity keys, provinces, years, codes."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from extractors.identity.bodies import split_qualifier
from extractors.records import Fact, Identity
from pipeline.ids import short_id

_SPACE = re.compile(r"\s+")
_DIGITS_AND_MARKS = re.compile(r"[\d\s.,%:;、。·!?()\"'“”‘’《》〈〉「」『』—–-]+")
_QUOTES = "“”‘’\"'《》「」『』"
CENTRAL_DIVISION = "000000"
UNKNOWN_DIVISION = "unknown"


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
        return CENTRAL_DIVISION
    return identity.division_code


def entity_key_name(name: str) -> str:
    """A name as it enters the entity's key: full-width forms folded, no space, no quotes, no qualifier.

    >>> entity_key_name("某市 财政局（本级）")
    '某市财政局'
    """
    text = _SPACE.sub("", unicodedata.normalize("NFKC", name)).strip(_QUOTES)
    return split_qualifier(text, None)[0]


def entity_id(identity: Identity) -> str | None:
    """Division code and hash of the normalised name; null when the document names no entity."""
    if not identity.entity_name:
        return None
    name = entity_key_name(identity.entity_name)
    if not name:
        return None
    return f"{division_code(identity) or UNKNOWN_DIVISION}:{short_id('entity', name)}"


def content_group_id(doc_id: str, identity: Identity) -> str:
    """Same for all documents of one entity, year and kind; a document of unknown identity is alone."""
    entity = entity_id(identity)
    if entity is None or identity.fiscal_year is None:
        return short_id("content_group", doc_id)
    return short_id("content_group", entity, identity.fiscal_year, identity.doc_kind)


def published_on(identity: Identity) -> datetime.date | None:
    """The printed date of publication; null when it is absent or no date of the calendar."""
    try:
        return datetime.date.fromisoformat(identity.published_on or "")
    except ValueError:
        return None


def boilerplate_hash(text: str) -> str:
    """Same for reasons that differ in figures, marks and white space only.

    >>> boilerplate_hash("增加 3.50万元") == boilerplate_hash("增加12万元")
    True
    """
    return short_id("boilerplate", _DIGITS_AND_MARKS.sub("", unicodedata.normalize("NFKC", text)))


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
