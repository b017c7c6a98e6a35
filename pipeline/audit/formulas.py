"""The formulas of checks in words: `gpb.public = gpb.public` tells nobody anything."""

from __future__ import annotations

import re
from functools import cache

from patterns import load
from patterns.interface import Language, Text, texts
from patterns.shapes.measures import Measures

_CLASSES, _SHARES = "Σ classes", "sum of shares"
_BELOW = re.compile(r"Σ (\d+)\?+")
_FORM = re.compile(r"form (\d+): ")
_PIECES = re.compile(r"(Σ classes|Σ \d+\?+|^form \d+: )")
_OF = re.compile(r"^(growth|share|completion) of (.+)$")
_ALIKE = re.compile(r"^(\S+)( \d+)? = \1( \d+)?$")
_WORD = re.compile(r"[a-z][a-z_]*(?:\.[a-z_]+)?")


@cache
def measure_text(measure: str) -> Text:
    """What a measure is called in both languages; its id where it has no name."""
    for one in load(Measures).measure:
        if one.id == measure:
            return Text(zh=one.name_zh, en=one.name_en)
    return Text(zh=measure, en=measure)


def formula_text(formula: str) -> Text:
    """A formula of `checks` in words; what is not known stays as it is.

    >>> formula_text("gpb.expenditure = gpb.basic_expenditure + gpb.project_expenditure").zh
    '一般公共预算财政拨款支出 = 一般公共预算财政拨款基本支出 + 一般公共预算财政拨款项目支出'
    >>> formula_text("function_code 208 = Σ 208??").en
    'function 208 = sum of the codes below 208'
    """
    return Text(zh=_in_words(formula, "zh"), en=_in_words(formula, "en"))


def _in_words(formula: str, lang: Language) -> str:
    words = texts().formula
    if formula.endswith(" = value - before"):
        return words.change.of(lang)
    if whole := _OF.match(formula):
        kinds = {"growth": words.growth, "share": words.share, "completion": words.completion}
        return kinds[whole[1]].filled(name=_named(whole[2], lang)).of(lang)
    if formula.startswith(_SHARES):
        return formula.replace(_SHARES, words.shares.of(lang))
    if alike := _ALIKE.match(formula):
        name, first, second = measure_text(alike[1]).of(lang), alike[2] or "", alike[3] or ""
        other = name if first != second else words.elsewhere.filled(name=name).of(lang)
        return f"{name}{first} = {other}{second}"
    return "".join(_piece(piece, lang) for piece in _PIECES.split(formula))


def _piece(piece: str, lang: Language) -> str:
    """What a part of a formula says: a sum of codes, the number of a form, or names."""
    words = texts().formula
    if piece == _CLASSES:
        return words.classes.of(lang)
    if below := _BELOW.fullmatch(piece):
        return words.below.filled(code=below[1]).of(lang)
    if form := _FORM.fullmatch(piece):
        return words.form.filled(n=form[1]).of(lang)
    for known, text in words.words.items():
        before, found, behind = piece.partition(known)
        if found and not (behind[:1].isalpha() and known[-1].isalpha()):
            return _piece(before, lang) + text.of(lang) + _piece(behind, lang)
    return _WORD.sub(lambda found: _named(found[0], lang), piece)


def _named(word: str, lang: Language) -> str:
    words = texts().formula
    known = {"function_code": words.function_code, "economic_code": words.economic_code, "total": words.total}
    return (known.get(word) or measure_text(word)).of(lang)
