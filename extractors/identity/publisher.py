"""Which body publishes a document (docs/domain.md §6): sought where it is named most explicitly first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import patterns
from extractors.document import Document, Grid
from extractors.frozen import frozen
from extractors.identity.bodies import is_body, split_qualifier
from extractors.identity.cover import Line, Title, squeeze
from extractors.identity.divisions import leading_division, strip_organisation
from patterns.shapes.identity import IdentityWords

BODY_CHARACTERS = 40_000
"""How much of the text is searched for sentences and names; the bodies name themselves early and often."""
SUBJECT_RANK = 5
"""Below it are only the labels of forms, which may name a unit of the publisher."""
MIN_NAMED = 3
"""How often a body must be named in running text to be taken for the publisher."""


@frozen
class Named:
    """A candidate for the publisher's name, with the rank of the kind of place where it stands."""

    name: str
    qualifier: str | None
    rank: int
    start: int
    end: int
    method: str = "statement"
    """label, title, heading, cell, statement, mentions"""


def find_publisher(
    doc: Document, lines: list[Line], headings: list[Line], found: list[Title]
) -> Named | None:
    """The body that publishes: labels and title of the cover before headings, tables and sentences."""
    candidates = [
        *_from_labels(lines),
        *_from_titles(found),
        *_from_headings([*headings, *lines]),
        *_from_cells(doc),
    ]
    best = max((c.rank for c in candidates), default=0)
    if best < SUBJECT_RANK:
        text = _prose(doc)
        spoken = _from_subjects(doc, text)
        if spoken is not None:
            return spoken
        if not candidates:
            return _from_mentions(doc, text)
    group = [c for c in candidates if c.rank == best]
    counts = Counter(c.name for c in group)
    name = max(counts, key=lambda n: (counts[n], -next(c.start for c in group if c.name == n)))
    return next(c for c in group if c.name == name)


def _labels() -> dict[str, int]:
    return {word: label.rank for label in patterns.load(IdentityWords).label for word in label.words}


def _from_labels(lines: list[Line]) -> list[Named]:
    """Bodies after a label: 「预算单位：…」, 「部门名称：… 单位：万元」, or on the line below it."""
    labels = _labels()
    found: list[Named] = []
    for number, line in enumerate(lines):
        head, _, rest = line.text.partition(":")
        rank = labels.get(head)
        if rank is None:
            continue
        if not rest and not line.cell and number + 1 < len(lines):
            after = lines[number + 1]
            named = _named(after.text, 3 + rank, after.start, after.end, "label")
        else:
            named = _named(rest, (9 if line.cover else 3) + rank, line.start, line.end, "label")
        if named:
            found.append(named)
    return found


def _from_titles(found: list[Title]) -> list[Named]:
    return [
        Named(t.body, t.qualifier, 10 if t.line.cover else 6, t.line.start, t.line.end, "title")
        for t in found
        if t.body is not None
    ]


def _from_headings(lines: Iterable[Line]) -> list[Named]:
    pattern = patterns.compiled(IdentityWords)["profile_heading"]
    hinted = patterns.any_of(patterns.load(IdentityWords).profile_words)
    found: list[Named] = []
    for line in lines:
        match = pattern.match(line.text) if hinted(line.text) else None
        if match is not None and is_body(match["body"]):
            name, qualifier = split_qualifier(match["body"], match["qualifier"])
            found.append(Named(name, qualifier, 6, line.start, line.end, "heading"))
    return found


def _from_cells(doc: Document) -> list[Named]:
    """Bodies in the cell after a label's cell: 部门名称 | …."""
    labels = _labels()
    found: list[Named] = []
    for grid in doc.grids:
        for here, after in _neighbours(grid, labels):
            named = _named(squeeze(after[0]), 3 + here, after[1], after[2], "cell")
            if named:
                found.append(named)
    return found


_FULL_WIDTH = 0xFEE0
"""From a character to its full-width form."""


def _neighbours(grid: Grid, labels: dict[str, int]) -> list[tuple[int, tuple[str, int, int]]]:
    pairs = []
    starts = {start for word in labels for start in (word[0], chr(ord(word[0]) + _FULL_WIDTH))}
    for number, cell in enumerate(grid.cells[:-1]):
        first = cell.text[:1]
        if not 2 <= len(cell.text) <= 14 or not (first in starts or first.isspace()):
            continue
        rank = labels.get(squeeze(cell.text).rstrip(":"))
        if rank is None:
            continue
        after = next((c for c in grid.cells[number + 1 : number + 4] if c.row == cell.row and c.text), None)
        if after is not None:
            pairs.append((rank, (after.text, after.start, after.end)))
    return pairs


def _named(text: str, rank: int, start: int, end: int, method: str) -> Named | None:
    """`text` as a body's name, cut where the next label begins; null when it is none."""
    cut = patterns.compiled(IdentityWords)["label_end"].search(text)
    name = text[: cut.start()] if cut else text
    code = patterns.compiled(IdentityWords)["unit_code"].match(name)
    name, qualifier = split_qualifier(name[code.end() :] if code else name, None)
    return Named(name, qualifier, rank, start, end, method) if is_body(name) else None


def _from_subjects(doc: Document, text: str) -> Named | None:
    """The subject of the sentences that only the publisher is subject of."""
    spoken: Counter[str] = Counter()
    for match in patterns.compiled(IdentityWords)["subject"].finditer(text):
        name, _ = split_qualifier(next(v for v in match.groupdict().values() if v), None)
        if is_body(name):
            spoken[name] += 1
    return _most_named(doc, text, spoken)


def _from_mentions(doc: Document, text: str) -> Named | None:
    """The body that running text names most."""
    spoken: Counter[str] = Counter()
    for match in patterns.compiled(IdentityWords)["body_in_text"].finditer(text):
        if is_body(match.group()) and leading_division(strip_organisation(match.group())):
            spoken[match.group()] += 1
    return _most_named(doc, text, Counter({name: n for name, n in spoken.items() if n >= MIN_NAMED}))


def _most_named(doc: Document, text: str, spoken: Counter[str]) -> Named | None:
    if not spoken:
        return None
    name = max(spoken, key=lambda n: (spoken[n], text.count(n), n))
    start = doc.text.find(name)
    return (
        Named(name, None, SUBJECT_RANK, start, start + len(name))
        if start >= 0
        else Named(name, None, 1, 0, 0)
    )


def _prose(doc: Document) -> str:
    """The body paragraphs without white space; names in tables are units below the publisher."""
    return squeeze("。".join(doc.text[p.start : p.end] for p in doc.paragraphs)[:BODY_CHARACTERS])
