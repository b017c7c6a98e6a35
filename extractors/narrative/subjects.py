"""What a figure in a sentence is about: a measure, or an item of a classification.

The words before a number are matched squeezed, at their end: fund prefix, noun, filling words, number.
Which measure a noun means depends on the scope of its section (DOMAIN.md §3.5); the table of nouns is
`patterns/clauses.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import regex

from extractors.records import Section
from patterns import Pattern, compiled, load, load_csv

_PATTERNS = compiled("clauses")
_CONTENT = load("clauses")
_WORDS: dict[str, Any] = _CONTENT["words"]
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


def find_subject(text: str, setting: Setting, side: str | None = None) -> Subject | None:
    """The subject at the end of `text` (squeezed): a noun or an item directly before a number; else null.

    `side` is income or expenditure, what the sentence was about before; 一般公共预算拨款 alone needs it.
    """
    text = text[-LONGEST:]
    return _noun(text, setting, side) or _item(text, setting)


def find_whole(text: str, setting: Setting, side: str | None = None) -> Subject | None:
    """The subject that the whole of `text` (squeezed) names, with no word before it; else null."""
    match = _nouns().search(text)
    if match is not None:
        return _named(match, setting, side) if match.start() == 0 else None
    subject = _item(text, setting)
    return subject if subject is not None and text.startswith(subject.label or "\n") else None


def side_of_words(text: str) -> str | None:
    """The side that `text` (squeezed) names at its end and nothing more of the subject: 支出, in 支出减少."""
    words = (("income", _WORDS["income"]), ("expenditure", _WORDS["expenditure"]))
    return next((side for side, word in words if text.endswith(word)), None)


def names_unknown(text: str, setting: Setting) -> bool:
    """True where `text` (squeezed) ends with a noun that means no measure in this setting."""
    return _nouns().search(text[-LONGEST:]) is not None and find_subject(text, setting) is None


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


def _noun(text: str, setting: Setting, side: str | None) -> Subject | None:
    match = _nouns().search(text)
    return None if match is None else _named(match, setting, side)


def _named(match: Any, setting: Setting, side: str | None) -> Subject | None:
    """What a match of the noun patterns means in a setting."""
    groups = match.groupdict()
    prefix = next((p for p in ("gpb", "gov_fund", "state_capital", "fiscal") if groups[p] is not None), None)
    for name, pattern in _noun_patterns().items():
        if groups[name] is not None:
            measure = named_measure(pattern.entry["measures"], setting, prefix, side)
            return Subject(measure) if measure else None
    return None


def named_measure(
    measures: dict[str, str], setting: Setting, prefix: str | None, side: str | None
) -> str | None:
    """The measure of a noun, by the keys that the pattern file explains; null where it says nothing."""
    keys = [key for key in measures if _names_section(key, setting)]
    if prefix:
        keys += [f"{setting.scope}:{prefix}", f":{prefix}|{side}", f":{prefix}"]
    keys += [setting.scope, ""]
    return next((measures[key] for key in keys if key in measures), None) or None


def _names_section(key: str, setting: Setting) -> bool:
    scope, mark, canonical = key.partition("@")
    return bool(mark) and scope in ("", setting.scope) and canonical in setting.canonical


def _item(text: str, setting: Setting) -> Subject | None:
    """An item of the functional or economic classification, by code, by 类款项 marks or by class name."""
    if match := _PATTERNS["item.code"].search(text):
        code, label = match["code"], _PATTERNS["item.mark"].sub("", match["label"])
        return _item_subject(code, label, setting)
    if match := _PATTERNS["item.coded_name"].search(text):
        return _item_subject(match["code"], match["label"], setting)
    if match := _PATTERNS["item.path"].search(text):
        steps = list(_PATTERNS["item.step"].finditer(match["path"]))
        named = [(m["level"], _PATTERNS["item.mark"].sub("", m["name"])) for m in steps]
        digits = "".join(m["digits"] for m in steps)
        code = digits if len(digits) == 2 * len(steps) + 1 else _functional_code(tuple(named))
        return _item_subject(code, named[-1][1], setting)
    if match := _class_names().search(text):
        code = _class_codes()[match["name"]]
        return _item_subject(code, match["name"], setting)
    return None


def _item_subject(code: str | None, label: str, setting: Setting) -> Subject:
    economic = code is not None and code[0] in "35"
    kind = "item_basic_measure" if setting.basic else "item_measure"
    measure = _CONTENT[kind][setting.scope]
    if economic:
        return Subject(measure, economic_code=code, label=label)
    return Subject(measure, function_code=code, label=label)


def _functional_code(path: tuple[tuple[str, str], ...]) -> str | None:
    """The code of 类 – 款 – 项 names as far as the catalogue knows them; null for an unknown name."""
    by_name, by_parent = _functional()
    code: str | None = None
    for position, (level, name) in enumerate(path):
        key, repeated = _plain(name), _CONTENT["item_suffix"].get(name)
        if position == 0:
            known = by_name.get((level, key), ()) if repeated is None else ()
            code = known[0] if len(known) == 1 else None
        elif code is not None:
            code = by_parent.get((code, key)) or (code + repeated if repeated and len(code) == 5 else None)
        if code is None:
            return None
    return code


def _plain(name: str) -> str:
    return name.removesuffix(_WORDS["expenditure_suffix"])


@cache
def _functional() -> tuple[dict[tuple[str, str], tuple[str, ...]], dict[tuple[str, str], str]]:
    """Codes by level and name, where it is no class's name too (援助其他地区 is divided as the whole is), and
    by parent and name."""
    rows = [(row, _plain(squeeze(row["name"]))) for row in load_csv("codes_functional")]
    classes = {key for row, key in rows if not row["parent"]}
    by_name: dict[tuple[str, str], tuple[str, ...]] = {}
    by_parent: dict[tuple[str, str], str] = {}
    for row, key in rows:
        known = by_name.get((row["level"], key), ())
        if row["code"] not in known and not (row["parent"] and key in classes):
            by_name[row["level"], key] = (*known, row["code"])
        by_parent[row["parent"], key] = row["code"]
    return by_name, by_parent


@cache
def _class_codes() -> dict[str, str]:
    """Codes of the classes that prose names without a mark; names of several classes are left out."""
    codes: dict[str, str] = {}
    ambiguous: set[str] = set()
    for file in ("codes_functional", "codes_economic"):
        for row in load_csv(file):
            if len(row["code"]) == 3:
                name = squeeze(row["name"])
                if codes.get(name, row["code"]) != row["code"]:
                    ambiguous.add(name)
                codes[name] = row["code"]
    codes = {name: code for name, code in codes.items() if name not in ambiguous}
    codes.update(_CONTENT["class_alias"])
    return codes


@cache
def _class_names() -> Pattern:
    names = sorted(_class_codes(), key=lambda name: (-len(name), name))
    alternatives = "|".join(regex.escape(name) for name in names)
    return anchored("class_names", rf"(?P<name>{alternatives})")


@cache
def _noun_patterns() -> dict[str, Pattern]:
    """Noun patterns by the name of their group in the one expression that finds them all."""
    nouns = [p for p in _PATTERNS.values() if p.id.startswith("noun.")]
    return {f"n{number}": pattern for number, pattern in enumerate(nouns)}


@cache
def _nouns() -> Pattern:
    patterns = _noun_patterns().items()
    alone = "|".join(
        f"(?P<{name}>{p.compiled.pattern})" for name, p in patterns if not p.entry.get("needs_prefix")
    )
    prefixed = "|".join(f"(?P<{name}>{p.compiled.pattern})" for name, p in patterns)
    fund = _PATTERNS["fund"].compiled.pattern
    return anchored("nouns", rf"(?:(?:{fund})(?:{_WORDS['arranged']})?(?:{prefixed})|(?:{alone}))")


def anchored(ident: str, expression: str) -> Pattern:
    """The expression as a pattern that ends, but for filling words, at the end of a text."""
    tail = _PATTERNS["tail"].compiled.pattern.removesuffix("$")
    return Pattern(ident, "clauses.toml", regex.compile(rf"{expression}(?:{tail})?$"))
