"""Text whose numbers carry their truth: what is written into a sample, and what a reader must find there.

In a marked text every number that counts stands in angle brackets, with its meaning behind an equals sign
where the document states a fact: ``收、支总计⟨1334.20万元=income_expenditure_total/final⟩``. Words that
state something without a number stand there too, with all the roles in which they mean nothing:
``⟨与上年持平=three_public.abroad/change_yoy+growth_yoy⟩``. The marks are taken out of the printed text; the
truth keeps number, unit, value and place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

_MARK = re.compile(r"⟨(?P<printed>[^⟨⟩=@]+)(?:=(?P<meaning>[^⟨⟩@]+))?(?:@(?P<code>\d+))?⟩")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_WORDS = re.compile(r"\D|\d{4}年")
_YUAN = {"亿元": 100_000_000, "万元": 10_000, "元": 1}


@dataclass
class Truth:
    """What a sample holds, as the generator knows it."""

    file: str
    document: dict[str, Any]
    sections: list[dict[str, Any]] = field(default_factory=list)
    quantities: list[dict[str, Any]] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    projects: list[dict[str, Any]] = field(default_factory=list)
    slips: list[dict[str, Any]] = field(default_factory=list)

    def slip(
        self, code: str, printed: str, right: str, what: str, fails: Sequence[tuple[str, str, str]] = ()
    ) -> None:
        """A planted mistake; `fails` are the checks (code, left, right) that must fail on it."""
        checks = [{"code": c, "lhs": lhs, "rhs": rhs} for c, lhs, rhs in fails]
        self.slips.append(
            {"code": code, "printed": printed, "right": right, "what": what, "failing_checks": checks}
        )

    def as_json(self) -> str:
        """One record a line, so that a change shows as a change of lines."""
        parts = []
        for name, value in vars(self).items():
            if isinstance(value, list):
                rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in value)
                parts.append(f' "{name}": [\n  {rows}\n ]' if value else f' "{name}": []')
            else:
                parts.append(f' "{name}": {json.dumps(value, ensure_ascii=False)}')
        return "{\n" + ",\n".join(parts) + "\n}\n"


def take_marks(marked: str, place: str, truth: Truth, at: dict[str, Any]) -> str:
    """The printed text of `marked`; its numbers and facts go into `truth`.

    `at` says where the text begins: `{"start": 120}` in a text file, `{"page": 3}` in a PDF. In a text
    inside 主要原因 the marks are written as ⟪…⟫ and get the place `reason`.
    """
    plain: list[str] = []
    length = position = 0
    unified = marked.replace("⟪", "⟨\x00").replace("⟫", "⟩")
    for mark in _MARK.finditer(unified):
        before = unified[position : mark.start()]
        plain.append(before)
        length += len(before)
        in_reason = mark["printed"].startswith("\x00")
        printed = mark["printed"].lstrip("\x00")
        where = dict(at) if "start" not in at else {"start": at["start"] + length}
        value = None if _WORDS.match(printed) else quantity(printed)
        if value is not None:
            truth.quantities.append({**value, "place": "reason" if in_reason else place, **where})
        if mark["meaning"]:
            measure, roles = mark["meaning"].split("/")
            for role in roles.split("+"):
                nothing = None if role.startswith("growth_") or role == "count" else "0.00"
                truth.facts.append(
                    {
                        "source_kind": "narrative",
                        "measure": measure,
                        "role": role,
                        "function_code": mark["code"],
                        "value": value["value"] if value else "0",
                        "value_yuan": value["value_yuan"] if value else nothing,
                        **where,
                    }
                )
        plain.append(printed)
        length += len(printed)
        position = mark.end()
    plain.append(unified[position:])
    return "".join(plain)


def quantity(printed: str) -> dict[str, Any]:
    """Number, unit, kind and value of a printed quantity such as 1,334.20万元, 4.08% or 6批次."""
    found = _NUMBER.match(printed)
    if found is None:
        raise ValueError(f"no number at the start of {printed!r}")
    number, unit = found.group(), printed[found.end() :]
    value = Decimal(number.replace(",", ""))
    if unit in _YUAN:
        kind = "amount"
    elif unit == "个百分点":
        kind = "point"
    else:
        kind = "percent" if unit == "%" else "count"
    return {
        "kind": kind,
        "value_raw": number,
        "unit_raw": unit,
        "value": str(value),
        "value_yuan": money(value * _YUAN[unit]) if unit in _YUAN else None,
    }


def money(value: Decimal) -> str:
    """Yuan with two places, as the datasets hold it."""
    return str(value.quantize(Decimal("0.01")))
