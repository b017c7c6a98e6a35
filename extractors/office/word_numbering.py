"""The automatic lists that a Word document declares (numbering.xml; ECMA-376 part 1, 17.9)."""

from __future__ import annotations

from lxml import etree

from extractors.office.word_lists import LEVELS, Level, NumberedList
from extractors.office.word_names import ALTERNATE, CHOICE, FALLBACK, VAL, W, is_on, number, value
from extractors.office.word_styles import Styles

NO_LIST = "0"
"""The list of paragraphs that are in none, though their style is."""
_LVL, _ILVL, _NUM_ID, _ABSTRACT_ID = f"{W}lvl", f"{W}ilvl", f"{W}numId", f"{W}abstractNumId"
_FORMAT = f"{W}numFmt"
_MOST_STYLES = 8
"""Lists that only name another list's style: so many steps are followed."""


class Numbering:
    """The lists of a document by their ids."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        """`root` is that of numbering.xml; null where a document has none."""
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._nums: dict[str, etree._Element] = {}
        self._lists: dict[str, NumberedList | None] = {}
        self._of_styles: dict[str, dict[str, int]] = {}
        if root is None:
            return
        for abstract in root.iterchildren(f"{W}abstractNum"):
            self._abstract[abstract.get(_ABSTRACT_ID, "")] = abstract
        for num in root.iterchildren(f"{W}num"):
            self._nums[num.get(_NUM_ID, "")] = num

    def list(self, list_id: str) -> NumberedList | None:
        """The list with this id; null where there is none."""
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The level that a list has for paragraphs of a style; null where it has none."""
        self.list(list_id)
        return self._of_styles.get(list_id, {}).get(style)

    def _read(self, list_id: str) -> NumberedList | None:
        num = self._nums.get(list_id)
        abstract = self._abstract_of(list_id)
        if num is None or abstract is None:
            return None
        levels = {_place(lvl): _level(lvl) for lvl in abstract.iterchildren(_LVL)}
        named = {value(lvl, "pStyle"): _place(lvl) for lvl in abstract.iterchildren(_LVL)}
        starts: dict[int, int] = {}
        for override in num.iterchildren(f"{W}lvlOverride"):
            place = _place(override)
            own = override.find(_LVL)
            if own is not None:
                levels[place] = _level(own)
            start = number(value(override, "startOverride"))
            if start is not None:
                starts[place] = start
        self._of_styles[list_id] = {style: place for style, place in named.items() if style}
        kept = {place: level for place, level in levels.items() if 0 <= place < LEVELS}
        return NumberedList(abstract.get(_ABSTRACT_ID, ""), kept, starts)

    def _abstract_of(self, list_id: str) -> etree._Element | None:
        """What a list is made of; of one that names a style, what that style's list is made of."""
        for _ in range(_MOST_STYLES):
            abstract = self._abstract.get(value(self._nums.get(list_id), "abstractNumId") or "")
            style = value(abstract, "numStyleLink")
            following = None if style is None else self._styles.list_of(style)
            if following is None:
                return abstract
            list_id = following
        return None


def _place(lvl: etree._Element) -> int:
    place = number(lvl.get(_ILVL))
    return -1 if place is None else place


def _level(lvl: etree._Element) -> Level:
    fmt, custom = _format(lvl)
    start = number(value(lvl, "start"))
    restart = number(value(lvl, "lvlRestart"))
    return Level(
        start=0 if start is None else start,
        number_format=fmt,
        text=value(lvl, "lvlText", "") or "",
        is_legal=bool(is_on(lvl, "isLgl")),
        restarts_after=restart,
        is_apart=value(lvl, "suff") != "nothing",
        custom=custom,
    )


def _format(lvl: etree._Element) -> tuple[str, str | None]:
    """The number format, and its example where it is one of no list."""
    found = lvl.find(_FORMAT)
    wrapped = lvl.find(ALTERNATE)
    if wrapped is not None:
        for way in (CHOICE, FALLBACK):
            inner = wrapped.find(f"{way}/{_FORMAT}")
            if inner is not None:
                found = inner
                break
    if found is None:
        return "decimal", None
    name = found.get(VAL, "decimal")
    return name, found.get(f"{W}format") if name == "custom" else None
