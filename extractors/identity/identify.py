"""Who published what for which year, as the document itself says (docs/domain.md §1.1, §6).

Nothing comes from a file's name. Answers are sought where they are most explicit first: cover and title,
headings, labels of tables, sentences; each answer carries the place that it rests on.
"""

from __future__ import annotations

from collections import Counter

import patterns
from extractors.document import Document
from extractors.identity.body_statements import BodyStatements, find_body_statements
from extractors.identity.cover import LONGEST_LINE, Line, Title, short_lines, squeeze, titles, unsqueezed
from extractors.identity.departments import canonical_body
from extractors.identity.divisions import CENTRAL, find_division, is_central
from extractors.identity.publisher import Named, find_publisher
from extractors.identity.scope import WEAK_METHODS, Scope, find_scope
from extractors.identity.units import UnitLists, find_units
from extractors.records import Identity, IdentityEvidence, Section, Table
from patterns.shapes.identity import IdentityWords

MANY_PLACEHOLDERS = 10
"""A few are left over in disclosures; so many beside empty tables are a form that nobody has filled in."""
WEAK_CONFIDENCE = 0.6
"""Of a scope that only a word tells which every department's document prints."""


def identify(doc: Document, sections: list[Section], tables: list[Table]) -> Identity:
    """Title, kind, year, publisher, division and scope of the document.

    `sections` give headings whose lines are joined; they and `tables` may be empty: then the document's own
    lines must do. A field that the document does not decide is null; `is_disclosure` is false only where
    neither a title nor the usual tables and sentences of a disclosure are found, where it is a blank form, or
    where the source states no amount.
    """
    lines = short_lines(doc)
    headings = _headings(sections)
    found = [t for t in titles(lines) if t.line.cover or t.body is not None or t.year is not None]
    title = _best_title(found)
    kind, kind_line, kind_method = _kind(title, lines, tables)
    year, year_place, year_method = _year(found, title, [*headings, *lines], doc)
    named = find_publisher(doc, lines, headings, found)
    name, qualifier = (named.name, named.qualifier) if named else (None, None)
    hint = "".join(t.text for t in found[:1])
    squeezed = squeeze(doc.text)
    context = "".join(line.text for line in lines if line.cover) + squeezed
    division = None if is_central(name) else find_division(name, context, year, hint)
    printed = _as_printed(doc, named.name, named.start, named.end) if named else None
    is_disclosure = not doc.is_notice and _is_disclosure(title, tables, context)
    is_disclosure = is_disclosure and not _is_blank_template(squeezed, tables)
    code = division.code if division else CENTRAL if is_central(name) else None
    units = find_units(doc, printed, code) if is_disclosure else UnitLists()
    stated = find_body_statements(doc, printed, code) if is_disclosure else BodyStatements()
    body = canonical_body(printed, code) if printed else None
    scope = find_scope(title, body, qualifier, squeezed, units)
    evidence = (
        _evidence(doc, "title", title.text, "title", (title.line.start, title.line.end)) if title else None,
        _evidence(doc, "doc_kind", kind, kind_method, (kind_line.start, kind_line.end))
        if kind_line
        else None,
        _evidence(doc, "fiscal_year", str(year), year_method, year_place) if year_place else None,
        _evidence(doc, "entity_name", printed, named.method, (named.start, named.end)) if named else None,
        _evidence(doc, "division_code", code, "name", (named.start, named.end)) if named and code else None,
        _scope_evidence(doc, scope, title, named, units),
        _evidence(doc, "unit_count_stated", str(units.stated), "unit_list", units.stated_span),
        stated.parent,
    )
    return Identity(
        title=_as_printed(doc, title.text, title.line.start, title.line.end) if title else None,
        doc_kind=kind,
        fiscal_year=year,
        entity_name=printed,
        scope_type=scope.type,
        division_code=division.code if division else None,
        published_on=_published_on(lines),
        default_unit=_default_unit(doc, tables),
        is_disclosure=is_disclosure,
        level="central" if is_central(name) else division.level if division else None,
        evidence=tuple(e for e in evidence if e is not None),
        scope_method=scope.method,
        units=units.units,
        units_stated=units.stated,
        parent_name=stated.parent.value if stated.parent else None,
        aliases=stated.aliases,
        relations=stated.relations,
    )


def _evidence(
    doc: Document, field: str, value: str | None, method: str, span: tuple[int, int] | None
) -> IdentityEvidence | None:
    """Evidence with its place; null where the answer rests on no single place."""
    if span is None or span[0] >= span[1]:
        return None
    confidence = WEAK_CONFIDENCE if method in WEAK_METHODS else 1.0
    return IdentityEvidence(field, value, method, doc.place(*span), confidence)


def _scope_evidence(
    doc: Document, scope: Scope, title: Title | None, named: Named | None, units: UnitLists
) -> IdentityEvidence | None:
    span: tuple[int, int] | None = None
    if scope.squeezed is not None:
        span = unsqueezed(doc.text, *scope.squeezed)
    elif scope.method == "unit_list":
        first = next((u.place for u in units.units if u.place.start is not None), None)
        listed = (first.start or 0, first.end or 0) if first else None
        span = units.stated_span or listed
    elif scope.method == "qualifier" and named is not None:
        span = (named.start, named.end)
    elif title is not None and scope.method is not None:
        span = (title.line.start, title.line.end)
    return _evidence(doc, "scope_type", scope.type, scope.method or "", span)


def _headings(sections: list[Section]) -> list[Line]:
    """The outline's headings as lines; the wrapped ones are already joined there."""
    return [
        Line(squeeze(s.title), s.place.start or 0, s.place.end or 0, s.place.page or 0, False)
        for s in sections
        if s.kind in ("heading", "table_title") and len(s.title) <= LONGEST_LINE
    ]


def _best_title(found: list[Title]) -> Title | None:
    """The most explicit of the titles: on the cover, with body and year; the first of equals."""
    if not found:
        return None
    return max(found, key=lambda t: (t.line.cover, t.body is not None, t.year is not None, -t.line.start))


def _kind(title: Title | None, lines: list[Line], tables: list[Table]) -> tuple[str, Line | None, str]:
    if title is not None and (title.line.cover or title.body):
        for kind in patterns.load(IdentityWords).kind:
            if any(word in title.kind for word in kind.words):
                return kind.id, title.line, "title"
    for method, signs in (
        ("kind_sign", patterns.load(IdentityWords).kind_sign),
        ("form_sign", patterns.load(IdentityWords).form_sign),
    ):
        votes: Counter[str] = Counter()
        first: dict[str, Line] = {}
        for sign in signs:
            for word in sign.words:
                line = next((s for s in lines if word in s.text), None)
                if line is not None:
                    votes[sign.id] += 1
                    first.setdefault(sign.id, line)
        if method == "kind_sign":
            names = {table.canonical_table or "" for table in tables}
            for prefix, of_table in patterns.load(IdentityWords).kind_of_table.items():
                votes[of_table] += sum(name.startswith(prefix) for name in names)
            votes = +votes
        if votes:
            best = max(votes, key=lambda k: (votes[k], k))
            return best, first.get(best), method
    return "other", None, ""


def _year(
    found: list[Title], title: Title | None, lines: list[Line], doc: Document
) -> tuple[int | None, tuple[int, int] | None, str]:
    """The fiscal year: of the title, then of other titles and headings, then the year named most."""
    if title is not None and title.year is not None:
        return title.year, (title.line.start, title.line.end), "title"
    known = patterns.compiled(IdentityWords)
    for group in ([t for t in found if t.line.cover], found):
        years = Counter(t.year for t in group if t.year is not None)
        if years:
            best = max(years, key=lambda y: (years[y], y))
            line = next(t.line for t in group if t.year == best)
            return best, (line.start, line.end), "title"
    for name in ("year_alone", "year_of_kind"):
        seen: dict[int, list[Line]] = {}
        for line in lines:
            match = known[name].search(line.text) if "20" in line.text else None
            if match is not None:
                year = next(int(v) for v in match.groupdict().values() if v)
                seen.setdefault(year, []).append(line)
        if seen:
            best = max(seen, key=lambda y: (len(seen[y]), y))
            return best, (seen[best][0].start, seen[best][0].end), name
    named: dict[int, list[tuple[int, int]]] = {}
    for match in known["year_in_text"].finditer(doc.text):
        named.setdefault(int(match["year"]), []).append(match.span())
    if not named:
        return None, None, ""
    best = max(named, key=lambda y: (len(named[y]), y))
    return best, named[best][0], "most_named"


def _as_printed(doc: Document, text: str, start: int, end: int) -> str:
    """`text` with the brackets and digits that the document prints, still without white space."""
    printed = "".join(doc.text[start:end].split())
    at = squeeze(printed).find(text)
    return printed[at : at + len(text)] if at >= 0 else text


def _published_on(lines: list[Line]) -> str | None:
    """The date of publication as printed on the cover or in the page's head, ISO."""
    pattern = patterns.compiled(IdentityWords)["date_line"]
    for line in lines:
        if not line.cover:
            break
        found = pattern.match(line.text)
        if found and 1 <= int(found["month"]) <= 12 and 1 <= int(found["day"]) <= 31:
            return f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    return None


def _default_unit(doc: Document, tables: list[Table]) -> str | None:
    """The unit of money that most tables print, or without tables most amounts of the text."""
    printed = Counter(t.unit_raw for t in tables if t.unit_raw)
    text = "" if printed else "".join(doc.text.split())
    for name in ("unit_of_money", "unit_in_header", "amount_unit"):
        if printed:
            break
        printed = Counter(m["unit"] for m in patterns.compiled(IdentityWords)[name].finditer(text))
    return max(printed, key=lambda u: (printed[u], u)) if printed else None


def _is_blank_template(squeezed: str, tables: list[Table]) -> bool:
    """Whether amounts and names are still to be filled in: no table of a kind that is known has a number, and
    the text is full of the signs that stand in their places."""
    known = [table for table in tables if table.canonical_table]
    if not known or any(cell.value is not None and not cell.is_header for t in known for cell in t.cells):
        return False
    signs = patterns.compiled(IdentityWords)["placeholder"].finditer(squeezed)
    return sum(1 for _ in signs) >= MANY_PLACEHOLDERS


def _is_disclosure(title: Title | None, tables: list[Table], context: str) -> bool:
    if title is not None and title.line.cover:
        forms = [kind for kind in patterns.load(IdentityWords).kind if kind.form]
        if title.body or title.of or any(word in title.kind for form in forms for word in form.words):
            return True
    if any(t.canonical_table for t in tables):
        return True
    disclosure = patterns.load(IdentityWords).disclosure
    return sum(sign in context for sign in disclosure.signs) >= disclosure.minimum
