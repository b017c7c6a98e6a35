"""What documents say of bodies: other names, what became of them, to whom they belong (docs/domain.md §6)."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from typing import Any

import patterns
from extractors.document import Document, Paragraph
from extractors.frozen import frozen
from extractors.identity.bodies import is_body
from extractors.identity.cover import squeeze, unsqueezed
from extractors.identity.departments import canonical_body, department_in_name, second_names
from extractors.identity.divisions import leading_division, strip_organisation
from extractors.records import BodyAlias, BodyRelation, IdentityEvidence
from patterns.shapes.body_statements import BodyStatementWords
from patterns.shapes.identity import IdentityWords

NO_PARENTS = ("government", "other")
"""Kinds of bodies that every department is under: no department of their own."""
DATE_CHARACTERS = 160
"""How far before a statement its date may stand."""


@frozen
class BodyStatements:
    """What the running text of a document says of bodies."""

    aliases: tuple[BodyAlias, ...] = ()
    relations: tuple[BodyRelation, ...] = ()
    parent: IdentityEvidence | None = None


@frozen
class _Sentence:
    """A paragraph without white space, with its place in the document."""

    doc: Document
    start: int
    raw: str
    text: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        first, last = unsqueezed(self.raw, start, end)
        return self.start + first, self.start + last


def find_body_statements(doc: Document, publisher: str | None, division_code: str | None) -> BodyStatements:
    """Names, relations and the parent that running text states; the publisher's own second names too."""
    aliases: dict[tuple[str, str], BodyAlias] = {}
    relations: dict[tuple[str, str | None, str | None], BodyRelation] = {}
    parent: IdentityEvidence | None = None
    for sentence in _sentences(doc):
        for alias in (*_short_names(sentence), *_nameplates(sentence, publisher)):
            aliases.setdefault((alias.name, alias.alias), alias)
        for relation in _relations(sentence, publisher, division_code):
            relations.setdefault((relation.kind, relation.before, relation.after), relation)
        if parent is None and publisher is not None:
            parent = _parent(sentence, publisher, division_code)
    if publisher is not None:
        for alias in (*_second_names(publisher), *_self_references(doc, publisher)):
            aliases.setdefault((alias.name, alias.alias), alias)
        parent = parent or _parent_in_name(publisher, division_code)
    return BodyStatements(tuple(aliases.values()), tuple(relations.values()), parent)


def _sentences(doc: Document) -> Iterator[_Sentence]:
    words = patterns.load(BodyStatementWords).words
    for block in doc.blocks:
        if not isinstance(block, Paragraph) or block.role == "furniture":
            continue
        raw = doc.text[block.start : block.end]
        if any(word in raw for word in words):
            yield _Sentence(doc, block.start, raw, squeeze(raw))


def _short_names(sentence: _Sentence) -> Iterator[BodyAlias]:
    for match in patterns.compiled(BodyStatementWords)["short_name"].finditer(sentence.text):
        name = _ending_name(match["name"])
        if name is not None and is_body(match["short"]):
            place = sentence.doc.place(*sentence.span(*match.span("short")))
            yield BodyAlias(place, name, match["short"], "short_name")


def _nameplates(sentence: _Sentence, publisher: str | None) -> Iterator[BodyAlias]:
    """Names under which the publisher has further offices."""
    for match in patterns.compiled(BodyStatementWords)["nameplate"].finditer(sentence.text):
        before = sentence.text[: match.start()]
        about = before[before.rfind("。") + 1 :]
        if publisher is None or not (not about or squeeze(publisher) in about):
            continue
        at = match.start("names")
        for piece in match["names"].split("、"):
            bracket = piece.find("(")
            name = piece[:bracket] if bracket > 0 else piece
            if is_body(name):
                place = sentence.doc.place(*sentence.span(at, at + len(name)))
                yield BodyAlias(place, publisher, name, "nameplate")
            at += len(piece) + 1


def _second_names(publisher: str) -> Iterator[BodyAlias]:
    for name in second_names(publisher):
        yield BodyAlias(None, publisher, name, "second_name")


def _self_references(doc: Document, publisher: str) -> Iterator[BodyAlias]:
    for word in patterns.load(BodyStatementWords).self_references:
        at = doc.text.find(word)
        if at >= 0:
            yield BodyAlias(doc.place(at, at + len(word)), publisher, word, "self_reference")


def _relations(
    sentence: _Sentence, publisher: str | None, division_code: str | None
) -> Iterator[BodyRelation]:
    known = patterns.compiled(BodyStatementWords)
    text = sentence.text
    for ident, kind in (("rename", "rename"), ("merged_into_new", "merge"), ("merge", "merge")):
        for match in known[ident].finditer(text):
            before, after = _ending_name(match["from"]), _starting_name(match["to"])
            if before is None or after is None:
                continue
            if _same(before, after, division_code):
                continue
            yield _relation(sentence, match, kind, before, after)
            if ident == "merged_into_new":
                yield _relation(sentence, match, "created", None, after)
    for match in known["abolished"].finditer(text):
        before = _starting_name(match["from"])
        if before is not None:
            yield _relation(sentence, match, "abolished", before, None)
    for match in known["created"].finditer(text):
        after = _starting_name(match["to"])
        if after is not None and publisher is not None and _same(after, publisher, division_code):
            yield _relation(sentence, match, "created", None, after)


def _relation(
    sentence: _Sentence, match: Any, kind: str, before: str | None, after: str | None
) -> BodyRelation:
    earliest, latest = _when(sentence.text[max(0, match.start() - DATE_CHARACTERS) : match.end()])
    place = sentence.doc.place(*sentence.span(*match.span()))
    return BodyRelation(place, kind, before, after, earliest, latest)


def _when(text: str) -> tuple[str | None, str | None]:
    """First and last day on which it can have taken effect, ISO: a day, a month or the year of a decision."""
    known = patterns.compiled(BodyStatementWords)
    text = text[text.rfind("。", 0, len(text) - 1) + 1 :]
    for ident in ("day", "month", "document_year"):
        found = list(known[ident].finditer(text))
        if not found:
            continue
        groups = found[-1].groupdict()
        year, month = int(groups["year"]), int(groups.get("month") or 0)
        if not 0 <= month <= 12:
            continue
        last = calendar.monthrange(year, month or 12)[1]
        day = int(groups.get("day") or 0)
        if day > last:
            continue
        return (
            f"{year}-{month or 1:02}-{day or 1:02}",
            f"{year}-{month or 12:02}-{day or last:02}",
        )
    return None, None


def _parent(sentence: _Sentence, publisher: str, division_code: str | None) -> IdentityEvidence | None:
    name = squeeze(publisher)
    for match in patterns.compiled(BodyStatementWords)["parent"].finditer(sentence.text):
        about = sentence.text[sentence.text.rfind("。", 0, match.start()) + 1 : match.start()]
        if not about.startswith(name):
            continue
        parent = _ending_name(match["parent"]) or match["parent"]
        if not is_body(parent) or canonical_body(parent, division_code).org_type in NO_PARENTS:
            continue
        place = sentence.doc.place(*sentence.span(*match.span("parent")))
        return IdentityEvidence("parent_entity_id", parent, "statement", place)
    return None


def _parent_in_name(publisher: str, division_code: str | None) -> IdentityEvidence | None:
    """上海市应急管理局 of 上海市应急管理局执法总队."""
    parent = department_in_name(publisher, division_code)
    if parent is None:
        return None
    return IdentityEvidence("parent_entity_id", parent, "name", None, NAME_CONFIDENCE)


NAME_CONFIDENCE = 0.8


def _ending_name(text: str) -> str | None:
    """The longest body's name with a place in it that `text` ends with; null where there is none.

    >>> _ending_name("下设西安市政务服务中心")
    '西安市政务服务中心'
    """
    for start in range(len(text) - 3):
        if has_place(text[start:]) and is_body(text[start:]):
            return text[start:]
    return None


def _starting_name(text: str) -> str | None:
    return text if is_body(text) and has_place(text) else None


def has_place(name: str) -> bool:
    """True when a name begins with a division or the word for its level (市, 区)."""
    name = strip_organisation(name)
    words = patterns.load(IdentityWords)
    if leading_division(name) is not None:
        return True
    return name[:1] in words.own_level and not name.startswith(words.no_level) and is_body(name[1:])


def _same(one: str, other: str, division_code: str | None) -> bool:
    return canonical_body(one, division_code).core == canonical_body(other, division_code).core
