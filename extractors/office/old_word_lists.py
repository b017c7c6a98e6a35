"""The automatic lists that a Word 97 document declares ([MS-DOC] 2.9.131, 2.9.150)."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from extractors.office.old_word_file import OldWordFile, Where
from extractors.office.old_word_text import whole_characters
from extractors.office.word_lists import LEVELS, Level, NumberedList

_FORMATS = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    14: "decimalFullWidth",
    16: "japaneseLegal",
    17: "japaneseDigitalTenThousand",
    18: "decimalEnclosedCircle",
    19: "decimalFullWidth2",
    22: "decimalZero",
    23: "bullet",
    26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle",
    30: "ideographTraditional",
    31: "ideographZodiac",
    33: "taiwaneseCounting",
    34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand",
    36: "taiwaneseDigital",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCountingThousand",
    57: "numberInDash",
    255: "none",
}
"""Names of number formats by their codes ([MS-OSHARED] 2.2.1.3)."""
_LEGAL, _NO_RESTART = 1 << 2, 1 << 3
_NOTHING = 2
_LSTF, _LFO, _LVLF = 28, 16, 28
_SIMPLE = 1
_STARTS, _FORMATTED = 1 << 4, 1 << 5
_MOST_LISTS = 1 << 14


class OldNumbering:
    """The lists of a document by the numbers that paragraphs name."""

    def __init__(self, file: OldWordFile) -> None:
        try:
            self._lists = _overrides(file, _declared(file))
        except (struct.error, IndexError):
            self._lists = {}

    def list(self, list_id: str) -> NumberedList | None:
        """The list with this id; null where there is none."""
        return self._lists.get(list_id)


def _declared(file: OldWordFile) -> Mapping[int, dict[int, Level]]:
    """The levels of each list; they lie behind the table of lists."""
    start, length = file.position(Where.LISTS)
    if length < 2:
        return {}
    many = struct.unpack_from("<H", file.table, start)[0]
    heads = [file.table[start + 2 + _LSTF * n : start + 2 + _LSTF * (n + 1)] for n in range(many)]
    at = start + 2 + _LSTF * many
    found: dict[int, dict[int, Level]] = {}
    for head in heads:
        levels: dict[int, Level] = {}
        for place in range(1 if head[26] & _SIMPLE else LEVELS):
            levels[place], at = _level(file.table, at)
        found[struct.unpack_from("<i", head)[0]] = levels
    return found


def _overrides(file: OldWordFile, declared: Mapping[int, dict[int, Level]]) -> dict[str, NumberedList]:
    """The lists as paragraphs use them: by number from 1, with levels and starts of their own."""
    start, length = file.position(Where.LIST_OVERRIDES)
    if length < 4:
        return {}
    many = min(struct.unpack_from("<I", file.table, start)[0], _MOST_LISTS)
    at = start + 4 + _LFO * many
    found: dict[str, NumberedList] = {}
    for n in range(many):
        name = struct.unpack_from("<i", file.table, start + 4 + _LFO * n)[0]
        changed = file.table[start + 4 + _LFO * n + 12]
        levels, starts = dict(declared.get(name, {})), {}
        at += 4
        for _ in range(changed):
            first, flags = struct.unpack_from("<iI", file.table, at)
            at += 8
            if flags & _FORMATTED:
                levels[flags & 0xF], at = _level(file.table, at)
            elif flags & _STARTS:
                starts[flags & 0xF] = first
        if levels:
            found[str(n + 1)] = NumberedList(str(name), levels, starts)
    return found


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """A level, and where the next begins."""
    start, code, flags = struct.unpack_from("<iBB", table, at)
    follows = table[at + 15]
    character, paragraph, restart = table[at + 24], table[at + 25], table[at + 26]
    at += _LVLF + character + paragraph
    length = struct.unpack_from("<H", table, at)[0]
    raw = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    text = "".join(f"%{ord(char) + 1}" if ord(char) < LEVELS else char for char in raw)
    level = Level(
        start=start,
        number_format=_FORMATS.get(code, "decimal"),
        text=whole_characters(text),
        is_legal=bool(flags & _LEGAL),
        restarts_after=restart if flags & _NO_RESTART else None,
        is_apart=follows != _NOTHING,
    )
    return level, at + 2 + 2 * length
