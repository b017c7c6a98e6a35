"""What stands in a paragraph of WordprocessingML: its text as Word shows it, and what hangs on it.

Changes that are tracked are taken as accepted; of a field the result is shown, of alternatives one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extractors.office.symbols import symbol, with_symbols
from extractors.office.word_fields import shown_by
from extractors.office.word_names import (
    ALTERNATE,
    CHART,
    CHOICE,
    DELETED,
    DRAWN_WORDS,
    FALLBACK,
    OLE,
    PICTURE,
    PPR,
    RPR,
    RUN,
    SDT,
    SDT_CONTENT,
    TEXT,
    TEXT_BOX,
    VAL,
    VML_PICTURE,
    M,
    W,
    is_on,
    number,
    value,
)
from extractors.office.word_runs import Hanging, Inline
from extractors.office.word_styles import Look, Styles, look_of

_CHAR, _FONT, _ID = f"{W}char", f"{W}font", f"{W}id"
_FIELD, _FIELD_KIND, _INSTRUCTION = f"{W}fldChar", f"{W}fldCharType", f"{W}instrText"
_SIGNS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
_NOTES: dict[object, Hanging] = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_SYMBOL, _RUBY, _RUBY_BASE = f"{W}sym", f"{W}ruby", f"{W}rubyBase"
_MATH, _MATH_TEXT = frozenset({f"{M}oMath", f"{M}oMathPara"}), f"{M}t"
_DELETED_TEXT = f"{W}delText"
_SILENT = frozenset({PPR, RPR, f"{W}sdtPr", f"{W}sdtEndPr", f"{W}smartTagPr", f"{W}customXmlPr", f"{W}rt"})
_HOLDERS = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml"))
_SYMBOL_FONTS = ("wingdings", "symbol", "webdings")


@dataclass(slots=True)
class _Field:
    """A field that has begun and not ended."""

    instruction: str = ""
    has_result: bool = False
    form: etree._Element | None = None


class InlineReader:
    """Reads paragraphs of one story, one after the other: a field may go on over several."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []

    def read(self, paragraph: etree._Element, look: Look, into: Inline) -> None:
        """Adds what the paragraph shows; `look` is how its runs look that say nothing themselves."""
        self._walk(paragraph, look, into)
        # An instruction never goes on in the next paragraph; where it seems to, its end is lost.
        self._fields = [f for f in self._fields if f.has_result]

    def _walk(self, element: etree._Element, look: Look, into: Inline) -> None:
        for child in element:
            tag = child.tag
            if tag == RUN:
                self._run(child, look, into)
            elif tag in _SILENT:
                continue
            elif tag in _HOLDERS:
                self._walk(child, look, into)
            elif tag in DELETED:
                into.deleted.append(_said(child))
            elif tag == SDT:
                for content in child.iterchildren(SDT_CONTENT):
                    self._walk(content, look, into)
            elif tag in _MATH:
                self._add("".join(t.text or "" for t in child.iter(_MATH_TEXT)), look, into)
            elif tag == ALTERNATE:
                chosen = alternative(child)
                if chosen is not None:
                    self._walk(chosen, look, into)
            elif tag in _DRAWN:
                into.hanging += drawn(child)
            else:
                self._walk(child, look, into)

    def _run(self, run: etree._Element, look: Look, into: Inline) -> None:
        properties = run.find(RPR)
        if properties is not None and len(properties):
            own = look_of(None, properties)
            style = value(properties, "rStyle")
            if style is not None:
                own = own.over(self._styles.character(style))
            look = own.over(look)
            if is_on(properties, "del"):  # a run of a tracked paragraph mark
                into.deleted.append(_said(run))
                return
        for child in run:
            tag = child.tag
            if tag == TEXT:
                text = child.text or ""
                if properties is not None and not text.isascii():
                    text = with_symbols(text, _font(properties))
                self._add(text, look, into)
            elif tag in _SIGNS:
                self._add(_SIGNS[tag], look, into)
            elif tag == _FIELD:
                self._field(child, look, into)
            elif tag == _INSTRUCTION:
                if self._fields:
                    self._fields[-1].instruction += child.text or ""
            elif tag == _SYMBOL:
                self._add(_symbol_of(child), look, into)
            elif tag in _NOTES:
                into.hanging.append((_NOTES[tag], child))
            elif tag in _DRAWN:
                into.hanging += drawn(child)
            elif tag == ALTERNATE:
                chosen = alternative(child)
                if chosen is not None:
                    self._run(chosen, look, into)
            elif tag == _RUBY:
                for base in child.iterchildren(_RUBY_BASE):
                    self._walk(base, look, into)
            elif tag in _MATH:
                self._add("".join(t.text or "" for t in child.iter(_MATH_TEXT)), look, into)
            elif tag == _DELETED_TEXT:
                into.deleted.append(child.text or "")

    def _add(self, text: str, look: Look, into: Inline) -> None:
        if not text or (self._fields and any(not f.has_result for f in self._fields)):
            return
        into.add(text, look)

    def _field(self, sign: etree._Element, look: Look, into: Inline) -> None:
        kind = sign.get(_FIELD_KIND)
        if kind == "begin":
            self._fields.append(_Field(form=sign.find(f"{W}ffData")))
        elif kind == "separate" and self._fields:
            self._fields[-1].has_result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.has_result or ended.form is not None:
                self._add(_without_result(ended), look, into)


def drawn(element: etree._Element) -> Iterator[tuple[Hanging, etree._Element]]:
    """The text boxes, embedded objects and pictures of a drawing, each once."""
    tag = element.tag
    if tag == TEXT_BOX:
        yield "box", element
    elif tag == OLE:
        yield "object", element
    elif tag in (PICTURE, VML_PICTURE, CHART, DRAWN_WORDS):
        yield "picture", element
    elif tag == ALTERNATE:
        chosen = alternative(element)
        if chosen is not None:
            yield from drawn(chosen)
    else:
        is_object = any(child.tag == OLE for child in element)
        for child in element:
            for kind, found in drawn(child):
                if not (is_object and kind == "picture"):  # only shows what is embedded
                    yield kind, found


def alternative(element: etree._Element) -> etree._Element | None:
    """Which of several forms of one thing is read: the first that holds text, else the first."""
    ways = [child for child in element if child.tag in (CHOICE, FALLBACK)]
    return next((way for way in ways if any(t.text for t in way.iter(TEXT))), ways[0] if ways else None)


def _without_result(ended: _Field) -> str:
    """What a field shows that keeps no result as text: a list or a box of a form, characters over another."""
    form = ended.form
    if form is not None:
        chosen = form.find(f"{W}ddList")
        if chosen is not None:
            entries = [entry.get(VAL, "") for entry in chosen.iterchildren(f"{W}listEntry")]
            picked = number(value(chosen, "result") or value(chosen, "default") or "0") or 0
            return entries[picked] if 0 <= picked < len(entries) and not ended.has_result else ""
        box = form.find(f"{W}checkBox")
        if box is not None:
            ticked = is_on(box, "checked")
            ticked = is_on(box, "default") if ticked is None else ticked
            return "☑" if ticked else "□"
        return ""
    return "" if ended.has_result else shown_by(ended.instruction)


def _font(properties: etree._Element) -> str:
    """The font of a run's signs; "" where it names none."""
    fonts = properties.find(f"{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii", fonts.get(f"{W}hAnsi", ""))


def _symbol_of(element: etree._Element) -> str:
    try:
        code = int(element.get(_CHAR, ""), 16)
    except ValueError:
        return ""
    if code < 0x100 and element.get(_FONT, "").lower().startswith(_SYMBOL_FONTS):
        code += 0xF000
    return (
        symbol(chr(code), element.get(_FONT, ""))
        if 0x20 <= code <= 0xFFFD and not 0xD800 <= code < 0xE000
        else ""
    )


def _said(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(TEXT, _DELETED_TEXT))
