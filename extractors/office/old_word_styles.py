"""Styles of a Word 97 document ([MS-DOC] 2.9.271), and what modifications of properties say."""

from __future__ import annotations

import struct
from dataclasses import replace

from extractors.frozen import frozen
from extractors.office.old_word_sprms import Sprm, number, sprms
from extractors.office.word_styles import DEFAULT_SIZE, Look

_NO_STYLE = 0x0FFF
_PARAGRAPH, _CHARACTER = 1, 2
_HEADINGS = range(1, 10)
"""Built-in styles that are headings, by their numbers."""
_CENTRED = 1
_NO_LIST = frozenset({0, 0xF801})
_SAME, _OTHER = 0x80, 0x81
"""A property as the style has it, and the opposite of it."""
_MOST_STEPS = 32


@frozen
class _Style:
    """A style as it is written: what it is based on, and its modifications."""

    kind: int
    base: int
    heading: int | None
    paragraph: bytes
    character: bytes


class OldStyles:
    """The styles of a document by their numbers."""

    def __init__(self, stsh: bytes) -> None:
        self._styles = _read(stsh)
        self._looks: dict[int, Look] = {}

    def look(self, style: int) -> Look:
        """How paragraphs and runs of a style look."""
        if style not in self._looks:
            look = Look(DEFAULT_SIZE, False, False, False)
            for of in reversed(self._lineage(style)):
                if of.heading is not None:
                    look = replace(look, outline=of.heading)
                look = modified(modified(look, of.paragraph, look), of.character, look)
            self._looks[style] = look
        return self._looks[style]

    def character(self, style: int) -> bytes:
        """The modifications of a character style and of those that it is based on."""
        return b"".join(of.character for of in reversed(self._lineage(style)) if of.kind == _CHARACTER)

    def _lineage(self, style: int) -> list[_Style]:
        found: list[_Style] = []
        while len(found) < _MOST_STEPS and style in self._styles:
            found.append(self._styles[style])
            style = found[-1].base
        return found


def modified(look: Look, grpprl: bytes, style: Look) -> Look:
    """A look with modifications of runs and paragraphs; `style` is what they can point back to."""
    size, bold, hidden = look.size, look.bold, look.hidden
    centred, outline, list_id, level = look.centred, look.outline, look.list_id, look.level
    for code, operand in sprms(grpprl):
        if code == Sprm.C_BOLD:
            bold = _toggled(number(operand), bool(style.bold))
        elif code == Sprm.C_HIDDEN:
            hidden = _toggled(number(operand), bool(style.hidden))
        elif code == Sprm.C_SIZE:
            size = number(operand) / 2
        elif code in (Sprm.P_ALIGNED, Sprm.P_ALIGNED_97):
            centred = number(operand) == _CENTRED
        elif code == Sprm.P_OUTLINE:
            outline = number(operand)
        elif code == Sprm.P_LIST:
            list_id = None if number(operand) in _NO_LIST else str(number(operand))
        elif code == Sprm.P_LEVEL:
            level = number(operand)
    return Look(size, bold, centred, hidden, outline, list_id, level)


def _toggled(said: int, style: bool) -> bool:
    if said == _SAME:
        return style
    return not style if said == _OTHER else bool(said)


def _read(stsh: bytes) -> dict[int, _Style]:
    """The styles that can be read; the rest of a broken sheet is left out."""
    if len(stsh) < 6:
        return {}
    size, many, base_size = struct.unpack_from("<HHH", stsh)
    found: dict[int, _Style] = {}
    at = 2 + size
    for n in range(many):
        if at + 2 > len(stsh):
            break
        length = struct.unpack_from("<H", stsh, at)[0]
        std = stsh[at + 2 : at + 2 + length]
        at += 2 + length
        if len(std) > base_size + 2 and base_size >= 10:
            found[n] = _style(std, base_size)
    return found


def _style(std: bytes, base_size: int) -> _Style:
    sti, base, many = (word for word in struct.unpack_from("<HHH", std))
    kind, base, many, sti = base & 0xF, base >> 4, many & 0xF, sti & 0xFFF
    name = struct.unpack_from("<H", std, base_size)[0]
    at = base_size + 2 + 2 * name + 2
    parts: list[bytes] = []
    for _ in range(many):
        at += at & 1
        if at + 2 > len(std):
            break
        size = struct.unpack_from("<H", std, at)[0]
        parts.append(std[at + 2 : at + 2 + size])
        at += 2 + size
    paragraph = character = b""
    if kind == _PARAGRAPH:
        paragraph = parts[0][2:] if parts else b""  # behind the style's own number
        character = parts[1] if len(parts) > 1 else b""
    elif kind == _CHARACTER:
        character = parts[0] if parts else b""
    heading = sti - 1 if kind == _PARAGRAPH and sti in _HEADINGS else None
    return _Style(kind, base if base != _NO_STYLE else -1, heading, paragraph, character)
