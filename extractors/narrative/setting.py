"""Where a sentence stands, and what it can be about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import regex

from extractors.records import Section
from patterns import Matcher, compiled, load

_PATTERNS = compiled("clauses")
_WORDS: dict[str, Any] = load("clauses")["words"]
_WHERE = load("quantities")["where"]
_ITEMS = ("data_item", "run_on_heading")
_SQUEEZE = {
    **{ord(c): None for c in " \t\n\r\f\v\u00a0\u3000\ufeff" + _WORDS["quotes"]},
    **str.maketrans("（），：；．％﹪０１２３４５６７８９", "(),:;.%%0123456789"),
}
LONGEST = 72
"""A subject stands within so many characters before its number."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A measure, with the item of the classification where the figure is about one."""

    measure: str
    function_code: str | None = None
    economic_code: str | None = None
    label: str | None = None
    """The printed name of the item; an item without a known code has only this."""
    role: str | None = field(default=None, compare=False)
    """The role that the noun gives its value by itself."""
    fund: str | None = field(default=None, compare=False)
    """The fund that the noun names, where its measure is not of one fund."""
    scope: str | None = field(default=None, compare=False)
    """The scope that the noun gives its value, whatever its measure is usually of."""

    @property
    def is_item(self) -> bool:
        """Whether it is a part of its measure."""
        return bool(self.function_code or self.economic_code or self.label)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a sentence stands: what its section, and those around it, say."""

    scope: str
    """The narrowest of all_funds, fiscal, gpb, gov_fund, state_capital."""
    canonical: frozenset[str] = field(default_factory=frozenset)
    basic: bool = False
    """The section is about basic expenditure."""
    titles: tuple[str, ...] = ()
    """Squeezed titles, innermost first."""
    unit: str | None = None
    """The unit of the department that the section is about, where sections list units one by one."""
    around: int | None = None
    """The innermost section that is more than a numbered statement, by its position."""
    is_around: bool = True
    """The section itself is more than a numbered statement."""
    quiet: bool = False
    """A table of contents or a glossary."""


def squeeze(text: str) -> str:
    """The form in which sentences are matched: no white space or quotation marks, half-width marks.

    >>> squeeze("“三公” 经费（境）：")
    '三公经费(境):'
    """
    return text.translate(_SQUEEZE)


def setting_of(sections: Sequence[Section], chain: Sequence[int], units: frozenset[int]) -> Setting:
    """The setting of a section, from the titles and scopes of its chain (innermost first)."""
    scopes = {sections[number].scope for number in chain}
    titles = tuple(squeeze(sections[number].title) for number in chain)
    return Setting(
        scope=next((s for s in _WORDS["scopes"] if s in scopes), "all_funds"),
        canonical=frozenset(c for number in chain if (c := sections[number].canonical_section)),
        basic=any(_WORDS["basic"] in title for title in titles),
        titles=titles,
        unit=next((titles[at] for at, number in enumerate(chain) if number in units), None),
        is_around=not chain or sections[chain[0]].kind not in _ITEMS,
        around=next((n for n in chain if sections[n].kind not in _ITEMS), None),
        quiet=any(_is_quiet(sections[n]) for n in chain),
    )


def _is_quiet(section: Section) -> bool:
    if section.kind in (*_WHERE["toc_kinds"], *_WHERE["glossary_kinds"]):
        return True
    return any(word in section.title for word in _WHERE["glossary_titles"])


def unit_sections(sections: Sequence[Section]) -> frozenset[int]:
    """Sections whose title is the name of a body, where at least two such stand side by side."""
    beside: dict[int | None, list[int]] = {}
    for number, section in enumerate(sections):
        if section.kind == "heading" and _PATTERNS["unit_title"].search(squeeze(section.title)):
            beside.setdefault(section.parent, []).append(number)
    return frozenset(n for numbers in beside.values() if len(numbers) > 1 for n in numbers)


def side_of(measure: str) -> str | None:
    """Whether a measure is of income or of expenditure."""
    last = measure.rpartition(".")[2] if not measure.startswith("income.") else "income"
    if last == "income":
        return last
    return "expenditure" if "expenditure" in measure and not measure.endswith("_total") else None


def side_of_titles(titles: Sequence[str]) -> str | None:
    """The side that the innermost title names which names only one."""
    for title in titles:
        income, expenditure = _WORDS["income"] in title, _WORDS["expenditure"] in title
        if income != expenditure:
            return "income" if income else "expenditure"
    return None


def anchored(ident: str, expression: str) -> Matcher:
    """The expression as a pattern that ends, but for filling words, at the end of a text."""
    tail = _PATTERNS["tail"].compiled.pattern.removesuffix("$")
    return Matcher(ident, "clauses.toml", regex.compile(rf"{expression}(?:{tail})?$"))
