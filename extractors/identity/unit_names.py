"""Names of units as lists print them: where the name stands, its remark, and whether it is the department.

Source: docs/domain.md §6 and the lists of the corpus; the words are in patterns/unit_lists.toml.
"""

from __future__ import annotations

from collections.abc import Sequence

import patterns
from extractors.document import Document
from extractors.frozen import frozen
from extractors.identity.bodies import is_body, split_qualifier
from extractors.identity.body_statements import has_place
from extractors.identity.cover import squeeze
from extractors.identity.departments import canonical_body
from patterns.shapes.unit_lists import UnitListWords

LONGEST_ITEM = 120
"""A longer paragraph is no item of a list, except where it begins with a number mark."""
LONGEST_NAME = 60


@frozen
class Stretch:
    """A stretch of the document without white space, and where each of its characters stands."""

    text: str
    offsets: Sequence[int]

    def part(self, start: int, end: int) -> Stretch:
        """The characters from `start` to before `end`, counted without white space."""
        return Stretch(self.text[start:end], self.offsets[start:end])

    def span(self) -> tuple[int, int]:
        """Where it stands in the document, white space inside it included."""
        return self.offsets[0], self.offsets[-1] + 1


@frozen
class ListItem:
    """A listed unit: its name, and what a remark beside it says."""

    name: Stretch
    note: str | None = None


def list_item(text: Stretch, listed: bool = False) -> ListItem | None:
    """The name of a unit with its remark; null where it is none.

    `listed`: what surrounds it leaves no doubt that it is a unit, so it may be called like an office's part.
    """
    known = patterns.compiled(UnitListWords)
    mark = known["item_mark"].match(text.text)
    start = mark.end() if mark else 0
    while start < len(text.text) and text.text[start:].startswith(patterns.load(UnitListWords).openers):
        word = next(w for w in patterns.load(UnitListWords).openers if text.text[start:].startswith(w))
        start += len(word)
    stop = len(text.text)
    closer = next((w for w in patterns.load(UnitListWords).closers if text.text.endswith(w)), "")
    text = text.part(start, stop - len(closer))
    end = known["item_end"].search(text.text, 2)
    name = text.part(0, end.start()) if end else text
    note = text.text[end.start() :].strip(",，。;；:：") if end else ""
    incomplete = known["incomplete"].search(name.text)
    if incomplete is not None:
        name = name.part(0, incomplete.start())
    bracket = known["remark_in_brackets"].search(name.text)
    if bracket is not None:
        note = bracket["remark"] + ("," + note if note else "")
        name = name.part(0, bracket.start())
    whole = next((w for w in patterns.load(UnitListWords).documents if name.text.endswith(w)), "")
    name = name.part(0, len(name.text) - len(whole))
    if not name.text or not _is_unit(name.text, listed or bool(whole)):
        return None
    return ListItem(name, (note if len(note) <= LONGEST_ITEM else "") or None)


def _is_unit(name: str, listed: bool) -> bool:
    if is_marked_own(name):
        return True
    bare = split_qualifier(name, None)[0]
    if (
        len(bare) > LONGEST_NAME
        or not is_body(bare)
        or patterns.compiled(UnitListWords)["no_unit"].search(bare)
    ):
        return False
    return listed or has_place(bare) or patterns.compiled(UnitListWords)["inner_part"].search(bare) is None


def is_marked_own(name: str) -> bool:
    """Whether words of a name say that it is the department itself: 某局本级, 局机关."""
    known = patterns.compiled(UnitListWords)
    return bool(known["own_unit"].match(name) or known["own_mark"].search(name))


def is_own(name: str, publisher: str | None, division_code: str | None) -> bool:
    """The department itself: by its mark, or because it is the publisher."""
    known = patterns.compiled(UnitListWords)
    if known["own_unit"].match(name):
        return True
    if publisher is None:
        return False
    ours = canonical_body(publisher, division_code)
    mark = known["own_mark"].search(name)
    bare = split_qualifier(name[: mark.start()] if mark else name, None)[0]
    whole = split_qualifier(name, None)[0]
    for form in (bare, whole, name):
        theirs = canonical_body(form, division_code)
        if theirs.core == ours.core or (theirs.determined and theirs.function == ours.function):
            return True
    return mark is not None and len(bare) >= 2 and _abbreviates(bare, publisher)


def own_part(name: str) -> str:
    """行政 and 事业 where a department lists its own budgets of both kinds."""
    found = patterns.compiled(UnitListWords)["own_part"].search(name)
    return str(found["part"]) if found else ""


def _abbreviates(short: str, name: str) -> bool:
    """商务委 of 上海市普陀区商务委员会: its characters stand in the name in this order."""
    position = -1
    for char in short:
        position = name.find(char, position + 1)
        if position < 0:
            return False
    return True


def stretch(doc: Document, start: int, end: int) -> Stretch:
    """The text from `start` to before `end` of the document."""
    raw = doc.text[start:end]
    return Stretch(squeeze(raw), offsets_of(raw, start, end))


def offsets_of(raw: str, start: int, end: int) -> Sequence[int]:
    """Where each character of `raw` that is no white space stands, if `raw` begins at `start`.

    A text of white space only has its ends `start` and `end`, so that it has a place all the same.
    """
    return [start + n for n, char in enumerate(raw) if not char.isspace()] or [start, end]
