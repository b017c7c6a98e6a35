"""Stories of a Word document: its body, its notes, its heads, its text boxes, each a run of blocks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from extractors.office.word_blocks import WordBlock, WordParagraph
from extractors.office.word_embedded import Embedded
from extractors.office.word_inline import InlineReader, alternative
from extractors.office.word_lists import ListCounter
from extractors.office.word_names import ALT_CHUNK, ALTERNATE, PPR, RPR, SDT, SDT_CONTENT, TBL, P, W, value
from extractors.office.word_numbering import NO_LIST, Numbering
from extractors.office.word_package import related
from extractors.office.word_runs import Inline
from extractors.office.word_styles import Look, Styles, is_heading, look_of
from extractors.office.word_tables import read_table
from extractors.written.manuscript import Manuscript

_ID = f"{W}id"
_WRAPPERS = frozenset(f"{W}{name}" for name in ("customXml", "ins", "moveTo", "smartTag"))
_REMOVED = (f"{RPR}/{W}del", f"{RPR}/{W}moveFrom")
_EMPTY = Look()


@dataclass(slots=True)
class Whole:
    """What all stories of one document share."""

    styles: Styles
    numbering: Numbering
    embedded: Embedded
    manuscript: Manuscript
    counter: ListCounter = field(default_factory=ListCounter)
    footnotes: dict[str, etree._Element] = field(default_factory=dict)
    endnotes: dict[str, etree._Element] = field(default_factory=dict)
    met_notes: set[tuple[str, str]] = field(default_factory=set)
    n_notes: Counter[str] = field(default_factory=Counter)
    """How many notes of each kind were met: they are numbered in the order of the text."""
    late: list[WordBlock] = field(default_factory=list)
    """Endnotes: they stand behind the body."""
    pictures: int = 0
    chunks: list[str] = field(default_factory=list)
    """Places of documents of other formats that are embedded as text."""


class Story:
    """Reads one story; its paragraphs are met in order."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self._inline = InlineReader(whole.styles)
        self._open: Inline | None = None
        """The beginning of a paragraph whose mark is deleted: the next one goes on with it."""

    def blocks(self, holder: etree._Element, within: str) -> list[WordBlock]:
        """The blocks of a body, a cell, a note; `within` is its locator, "" for the body."""
        found: list[WordBlock] = []
        counts = {P: 0, TBL: 0}
        self._collect(holder, within, found, counts)
        if self._open is not None:
            rest, self._open = self._open, None
            if rest.text.strip():
                found.append(self._finished(rest, _EMPTY, "", f"{within}/p[{counts[P]}]"))
        return found

    def _collect(
        self, holder: etree._Element, within: str, found: list[WordBlock], counts: dict[str, int]
    ) -> None:
        for child in holder:
            tag = child.tag
            if tag == P:
                counts[P] += 1
                paragraph = self._paragraph(child, f"{within}/p[{counts[P]}]")
                if paragraph is not None:
                    found.append(paragraph)
            elif tag == TBL:
                counts[TBL] += 1
                place = f"{within}/t[{counts[TBL]}]"
                found.append(read_table(child, place, self.blocks, self._whole.manuscript.reject))
            elif tag == SDT:
                for content in child.iterchildren(SDT_CONTENT):
                    self._collect(content, within, found, counts)
            elif tag in _WRAPPERS:
                self._collect(child, within, found, counts)
            elif tag == ALTERNATE:
                chosen = alternative(child)
                if chosen is not None:
                    self._collect(chosen, within, found, counts)
            elif tag == ALT_CHUNK:
                self._whole.chunks.append(related(child) or "")

    def _paragraph(self, paragraph: etree._Element, locator: str) -> WordParagraph | None:
        properties = paragraph.find(PPR)
        style = value(properties, "pStyle")
        look = self._whole.styles.paragraph(style)
        if properties is not None and len(properties):
            look = look_of(properties, None).over(look)
        inline, self._open = self._open or Inline(), None
        was_deleted = len(inline.deleted)
        self._inline.read(paragraph, look, inline)
        if properties is not None and any(properties.find(path) is not None for path in _REMOVED):
            self._open = inline
            self._keep(inline, locator, was_deleted)
            return None
        self._keep(inline, locator, was_deleted)
        return self._finished(inline, look, self._mark(look, style), locator)

    def _keep(self, inline: Inline, locator: str, first: int) -> None:
        """Rejects for what is not shown of a paragraph."""
        if not (inline.deleted or inline.hidden):
            return
        deleted, hidden = "".join(inline.deleted[first:]), "".join(inline.hidden)
        inline.hidden.clear()
        if deleted.strip():
            self._whole.manuscript.reject("deleted text", deleted, locator)
        if hidden.strip():
            self._whole.manuscript.reject("hidden text", hidden, locator)

    def _mark(self, look: Look, style: str | None) -> str:
        """The number that Word shows before the paragraph."""
        if look.list_id is None or look.list_id == NO_LIST:
            return ""
        numbering = self._whole.numbering
        of = numbering.list(look.list_id)
        if of is None:
            return ""
        level = look.level
        if style is not None:
            by_style = numbering.level_of_style(look.list_id, style)
            level = by_style if level is None else level
        return self._whole.counter.mark(of, level or 0)

    def _finished(self, inline: Inline, look: Look, mark: str, locator: str) -> WordParagraph:
        paragraph = WordParagraph(
            mark + inline.text,
            locator,
            size=inline.size or look.size,
            centred=bool(look.centred),
            bold=inline.is_bold or is_heading(look),
        )
        if inline.hanging:
            paragraph.behind = self._hanging(inline, locator)
        return paragraph

    def _hanging(self, inline: Inline, locator: str) -> list[WordBlock]:
        """The blocks of text boxes, notes and embedded workbooks of a paragraph."""
        found: list[WordBlock] = []
        boxes = objects = 0
        for kind, element in inline.hanging:
            if kind == "box":
                boxes += 1
                found += Story(self._whole).blocks(element, f"{locator}/textbox[{boxes}]")
            elif kind == "object":
                objects += 1
                found += self._whole.embedded.blocks(related(element), f"{locator}/object[{objects}]")
            elif kind == "picture":
                self._whole.pictures += 1
            elif kind == "footnote":
                found += self._note("footnote", element, self._whole.footnotes)
            else:
                self._whole.late += self._note("endnote", element, self._whole.endnotes)
        return found

    def _note(self, kind: str, element: etree._Element, notes: dict[str, etree._Element]) -> list[WordBlock]:
        name = element.get(_ID, "")
        note = notes.get(name)
        if note is None or (kind, name) in self._whole.met_notes:
            return []
        self._whole.met_notes.add((kind, name))
        self._whole.n_notes[kind] += 1
        return Story(self._whole).blocks(note, f"/{kind}[{self._whole.n_notes[kind]}]")
