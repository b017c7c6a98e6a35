"""Styles of a Word document: how paragraphs and runs look that say nothing themselves.

A style has what it says and what the styles that it is based on say; all rest on the document's defaults.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extractors.frozen import frozen
from extractors.office.word_names import PPR, RPR, W, is_on, number, points, value

DEFAULT_SIZE = 10.0
"""Points of text of which nobody says how large it is (ECMA-376 part 1, 17.3.2.38)."""
CENTRED = frozenset({"center"})
_HEADINGS = 9
MOST_BASES = 50
"""So many styles may rest on one another; Word stops at ten."""
_STYLE_ID, _TYPE, _DEFAULT, _CHARACTER = f"{W}styleId", f"{W}type", f"{W}default", "character"


@frozen
class Look:
    """What a style, or a document's defaults, say; null where they say nothing."""

    size: float | None = None
    bold: bool | None = None
    centred: bool | None = None
    hidden: bool | None = None
    outline: int | None = None
    """The level of a heading, from 0; null for body text."""
    list_id: str | None = None
    level: int | None = None
    """In its list, from 0."""

    def over(self, below: Look) -> Look:
        """This where it says something, else what is below it."""
        return Look(
            size=below.size if self.size is None else self.size,
            bold=below.bold if self.bold is None else self.bold,
            centred=below.centred if self.centred is None else self.centred,
            hidden=below.hidden if self.hidden is None else self.hidden,
            outline=below.outline if self.outline is None else self.outline,
            list_id=below.list_id if self.list_id is None else self.list_id,
            level=below.level if self.level is None else self.level,
        )


def look_of(paragraph: etree._Element | None, run: etree._Element | None) -> Look:
    """What the properties of a paragraph and of a run say themselves."""
    of_list = None if paragraph is None else paragraph.find(f"{W}numPr")
    jc, level = value(paragraph, "jc"), number(value(paragraph, "outlineLvl"))
    return Look(
        size=font_size(value(run, "sz")),
        bold=is_on(run, "b"),
        centred=None if jc is None else jc in CENTRED,
        hidden=is_on(run, "vanish"),
        outline=level,
        list_id=value(of_list, "numId"),
        level=number(value(of_list, "ilvl")),
    )


def font_size(said: str | None) -> float | None:
    """Points of a font size: half points, or in strict OOXML a length with its unit.

    >>> font_size("24"), font_size("10.5pt"), font_size(None)
    (12.0, 10.5, None)
    """
    size = points(said)
    if size is None or said is None:
        return None
    return size if said.strip()[-1:].isalpha() else float(said) / 2


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        """`root` is that of styles.xml; null where a document has none."""
        self._styles: dict[str, etree._Element] = {}
        self._looks: dict[str, Look] = {}
        self._default: str | None = None
        self.defaults = Look(DEFAULT_SIZE, False, False, False)
        if root is None:
            return
        said = root.find(f"{W}docDefaults")
        if said is not None:
            self.defaults = look_of(
                said.find(f"{W}pPrDefault/{PPR}"), said.find(f"{W}rPrDefault/{RPR}")
            ).over(self.defaults)
        for style in root.iterchildren(f"{W}style"):
            name = style.get(_STYLE_ID)
            if name is None:
                continue
            self._styles[name] = style
            if style.get(_TYPE) == "paragraph" and style.get(_DEFAULT) in ("1", "true", "on"):
                self._default = name

    def paragraph(self, style: str | None) -> Look:
        """How a paragraph of a style looks; null: of the document's default style."""
        if style is None or style not in self._styles:
            style = self._default
        return self.defaults if style is None else self._look(style).over(self.defaults)

    def character(self, style: str | None) -> Look:
        """What a character style says."""
        return Look() if style is None or style not in self._styles else self._look(style)

    def list_of(self, style: str) -> str | None:
        """The list that a style numbers its paragraphs with."""
        return self._look(style).list_id if style in self._styles else None

    def _look(self, name: str) -> Look:
        if name not in self._looks:
            look = Look()
            for style in reversed(list(self._lineage(name))):
                look = look_of(style.find(PPR), style.find(RPR)).over(look)
            self._looks[name] = look
        return self._looks[name]

    def _lineage(self, name: str | None) -> Iterator[etree._Element]:
        """A style and those that it is based on, each once."""
        met: set[str] = set()
        while name is not None and name not in met and name in self._styles and len(met) < MOST_BASES:
            met.add(name)
            yield self._styles[name]
            name = value(self._styles[name], "basedOn")


def is_heading(look: Look) -> bool:
    """Whether paragraphs that look so stand in the document's outline."""
    return look.outline is not None and 0 <= look.outline < _HEADINGS
