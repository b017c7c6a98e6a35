"""What stands in a paragraph of a Word 97 document: its text as Word shows it, and what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.frozen import frozen
from extractors.office.old_word_forms import form_shows
from extractors.office.old_word_paragraphs import OldParagraph
from extractors.office.old_word_sprms import Sprm, number, sprms
from extractors.office.old_word_styles import OldStyles, modified
from extractors.office.old_word_text import OldWordText, whole_characters
from extractors.office.symbols import symbol, with_symbols
from extractors.office.word_fields import shown_by
from extractors.office.word_runs import Inline
from extractors.office.word_styles import Look

_CONTROL = re.compile("[\x00-\x1f]")
_BEGIN, _SEPARATE, _END = "\x13", "\x14", "\x15"
_SHOWN = {"\t": " ", "\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-"}
"""Control characters that show something; the others show nothing."""
_PICTURE = "\x01"
_SYMBOL_SIGN = "("


@frozen
class _Run:
    """What the properties of a stretch of text say."""

    look: Look
    is_deleted: bool = False
    symbol: str = ""
    """The character that is shown in its place."""
    object_id: int | None = None
    """Of an embedded object, the number of its storage."""
    form: str = ""
    """What a field of a form shows."""
    is_picture: bool = False
    font: str = ""


@dataclass(slots=True)
class _Field:
    """A field that has begun and not ended."""

    has_result: bool = False
    instruction: str = ""
    form: str = ""
    is_object: bool = False


class OldInlineReader:
    """Reads paragraphs of one story, one after the other."""

    def __init__(
        self,
        text: OldWordText,
        styles: OldStyles,
        data: bytes,
        fonts: Sequence[str],
        known: dict[tuple[Look, bytes], _Run],
    ) -> None:
        """`data` is the data stream; `known` holds what was found out of properties, all stories share it."""
        self._data = data
        self._fonts = fonts
        self._text = text
        self._styles = styles
        self._known = known
        self._fields: list[_Field] = []

    def read(self, paragraph: OldParagraph, into: Inline) -> None:
        """Adds what the paragraph shows."""
        for stretch in self._text.stretches(paragraph.start, paragraph.end):
            run = self._run(paragraph.look, stretch.grpprl)
            text = self._text.text[stretch.start : stretch.end]
            if run.is_deleted:
                into.deleted.append(_CONTROL.sub("", text))
            elif run.symbol and text.startswith(_SYMBOL_SIGN):
                self._add(run.symbol * len(text), run, into)
            elif _CONTROL.search(text) is None:
                self._add(text, run, into)
            else:
                for char in text:
                    self._sign(char, run, into)
        self._fields = [f for f in self._fields if f.has_result]

    def is_deleted(self, paragraph: OldParagraph) -> bool:
        """Whether the mark of the paragraph is deleted: it goes on in the next one; of a row, the row."""
        (mark,) = self._text.stretches(paragraph.end, paragraph.end + 1)
        return self._run(paragraph.look, mark.grpprl).is_deleted

    def _sign(self, char: str, run: _Run, into: Inline) -> None:
        if char == _BEGIN:
            self._fields.append(_Field())
        elif char == _SEPARATE and self._fields:
            self._fields[-1].has_result = True
            if run.object_id is not None:
                self._fields[-1].is_object = True
                into.hanging.append(("object", run.object_id))
        elif char == _END and self._fields:
            ended = self._fields.pop()
            self._add(ended.form or ("" if ended.has_result else shown_by(ended.instruction)), run, into)
        elif char == _PICTURE and run.form and self._fields:
            self._fields[-1].form = run.form
        elif char == _PICTURE and run.is_picture:
            if not any(f.is_object for f in self._fields):  # else it only shows what is embedded
                into.hanging.append(("picture", None))
        else:
            shown = _SHOWN.get(char, "" if char < " " else char)
            self._add(shown, run, into)

    def _font(self, number: int) -> str:
        return self._fonts[number] if number < len(self._fonts) else ""

    def _add(self, text: str, run: _Run, into: Inline) -> None:
        if not text:
            return
        if all(f.has_result for f in self._fields):
            into.add(with_symbols(whole_characters(text), run.font), run.look)
        elif not self._fields[-1].has_result:
            self._fields[-1].instruction += text

    def _run(self, look: Look, grpprl: bytes) -> _Run:
        key = (look, grpprl)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._read_run(look, grpprl)
        return found

    def _read_run(self, look: Look, grpprl: bytes) -> _Run:
        if not grpprl:
            return _Run(look)
        shown, own, place, font = "", b"", None, ""
        is_deleted = is_object = is_special = is_form = False
        for code, operand in sprms(grpprl):
            if code == Sprm.C_STYLE:
                own = self._styles.character(number(operand))
            elif code == Sprm.C_DELETED:
                is_deleted = bool(number(operand))
            elif code == Sprm.C_SPECIAL:
                is_special = bool(number(operand))
            elif code == Sprm.C_OLE:
                is_object = bool(number(operand))
            elif code == Sprm.C_FORM:
                is_form = bool(number(operand))
            elif code == Sprm.C_PICTURE:
                place = number(operand)
            elif code == Sprm.C_FONT:
                font = self._font(number(operand))
            elif code == Sprm.C_SYMBOL:
                shown = symbol(chr(number(operand[2:])), self._font(number(operand[:2])))
        styled = modified(look, own, look)
        return _Run(
            modified(styled, grpprl, styled),
            is_deleted,
            whole_characters(shown),
            place if is_object else None,
            form_shows(self._data, place) if is_form and place is not None else "",
            is_special and not is_form,
            font,
        )
