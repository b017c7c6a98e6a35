"""Where a sentence stands: what its section, those around it and its document say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.narrative.squeezed import squeeze
from extractors.outline.section_index import SectionIndex
from extractors.records import Section
from patterns import compiled, load
from patterns.shapes.clauses import Clauses, Scope
from patterns.shapes.quantities import Quantities

_UNIT_TITLE = compiled(Clauses)["unit_title"]
_WORDS = load(Clauses).words
_WHERE = load(Quantities).where
_QUIET_KINDS = (*_WHERE.toc_kinds, *_WHERE.glossary_kinds)
STATEMENT_KINDS = ("data_item", "run_on_heading")
"""Headings that are the beginning of a sentence: what stands on the next line goes on with it."""
ALL_FUNDS: Scope = "all_funds"


@dataclass(frozen=True, slots=True)
class Basis:
    """What the words of a document mean by themselves: its kind and its year."""

    is_budget: bool
    fiscal_year: int | None


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a sentence before it is read."""

    scope: Scope
    """The narrowest of all_funds, fiscal, gpb, gov_fund, state_capital."""
    canonical: frozenset[str] = field(default_factory=frozenset)
    """The canonical sections that it stands in."""
    basic: bool = False
    """The section is about basic expenditure."""
    section: int | None = None
    """The innermost section, by its position."""
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
    headed: bool = False
    """The sentence lists the parts of a figure: its scope is theirs."""
    basis: Basis = field(default=Basis(is_budget=False, fiscal_year=None))


class Settings:
    """The settings of the sections of a document, each made when it is first asked for."""

    def __init__(self, sections: Sequence[Section], basis: Basis) -> None:
        self.sections = sections
        self.index = SectionIndex(sections)
        self._basis = basis
        self._units = unit_sections(sections)
        self._known: dict[int | None, Setting] = {}

    def of(self, section: int | None) -> Setting:
        """The setting of a section by its position; of null that of text outside all sections."""
        if section not in self._known:
            chain = list(self.index.chain(section))
            self._known[section] = setting_of(self.sections, chain, self._units, self._basis)
        return self._known[section]

    def at(self, position: int) -> Setting:
        """The setting of the innermost section around a position of the text."""
        return self.of(self.index.at(position))


def setting_of(
    sections: Sequence[Section], chain: Sequence[int], units: frozenset[int], basis: Basis
) -> Setting:
    """The setting of a section, from the titles and scopes of its chain (innermost first)."""
    scopes = {sections[number].scope for number in chain}
    titles = tuple(squeeze(sections[number].title) for number in chain)
    return Setting(
        scope=next((s for s in _WORDS.scopes if s in scopes), ALL_FUNDS),
        canonical=frozenset(c for number in chain if (c := sections[number].canonical_section)),
        basic=any(_WORDS.basic in title for title in titles),
        section=chain[0] if chain else None,
        titles=titles,
        unit=next((titles[at] for at, number in enumerate(chain) if number in units), None),
        is_around=not chain or sections[chain[0]].kind not in STATEMENT_KINDS,
        around=next((n for n in chain if sections[n].kind not in STATEMENT_KINDS), None),
        quiet=any(is_quiet(sections[n]) for n in chain),
        basis=basis,
    )


def is_quiet(section: Section) -> bool:
    """Whether a section is one of a table of contents, or explains words."""
    return section.kind in _QUIET_KINDS or any(word in section.title for word in _WHERE.glossary_titles)


def unit_sections(sections: Sequence[Section]) -> frozenset[int]:
    """Sections whose title is the name of a body, where at least two such stand side by side."""
    beside: dict[int | None, list[int]] = {}
    for number, section in enumerate(sections):
        if section.kind == "heading" and _UNIT_TITLE.search(squeeze(section.title)):
            beside.setdefault(section.parent, []).append(number)
    return frozenset(n for numbers in beside.values() if len(numbers) > 1 for n in numbers)
