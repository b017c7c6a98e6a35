"""Amounts in what findings say: with thousands separators, but what is printed stays as it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from patterns.interface import texts

_NUMBER = r"(?<![\d.,A-Za-z_])(\d{4,})((?:\.\d+)?)"
_PLAIN = re.compile(rf"{_NUMBER}(?!\d|,\d)")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


@cache
def _with_unit() -> re.Pattern[str]:
    """A number with a unit of money behind it, or a percentage: no code, no year."""
    units = {unit for scale in texts().ranking.scale for unit in (scale.unit.zh, scale.unit.en.split()[-1])}
    return re.compile(rf"{_NUMBER}(?=\s?(?:%|{'|'.join(sorted(map(re.escape, units)))}))")


def with_separators(text: str, verbatim: Iterable[str] = (), *, is_amount: bool = False) -> str:
    """A text whose amounts have thousands separators: those with a unit, and all numbers if `is_amount`.

    What stands so in `verbatim`, texts of the document, stays as it is there.

    >>> with_separators("166172.32万元"), with_separators("1,234.50元"), with_separators("2080505")
    ('166,172.32万元', '1,234.50元', '2080505')
    >>> with_separators("8704.4万元", ["采购8704.4万元"]), with_separators("129681094", is_amount=True)
    ('8704.4万元', '129,681,094')
    """
    printed = {number for raw in verbatim for number in _DIGITS.findall(raw)}

    def parted(found: re.Match[str]) -> str:
        return found[0] if found[0] in printed else f"{int(found[1]):,}{found[2]}"

    return (_PLAIN if is_amount else _with_unit()).sub(parted, text)


def amounts_told(text: str | None, finding: Mapping[str, Any], *, is_amount: bool = False) -> str:
    """A text of a finding (message, printed, computed), by `with_separators`.

    A message has the separators that what is printed and computed has.
    """
    raws = [place["raw"] for place in finding["evidence"] or () if place["raw"]]
    told = with_separators(text or "", raws, is_amount=is_amount and finding["gap_yuan"] is not None)
    if not is_amount and finding["gap_yuan"] is not None:
        for cell in (finding["printed"], finding["computed"]):
            if cell and cell.replace(".", "", 1).isdigit() and cell not in "".join(raws):
                parted = with_separators(cell, is_amount=True)
                told = re.sub(rf"(?<![\d.,]){re.escape(cell)}(?![\d]|[.,]\d)", parted, told)
    return told
