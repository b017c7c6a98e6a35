"""N04: whether words such as 决算数小于预算数 agree with the figures before them (percentages.toml)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from extractors.records import Check
from patterns import compiled, load
from pipeline.audit import words
from pipeline.audit.entries import evaluated
from pipeline.audit.reading import Reading
from pipeline.figures.printings import side_of

_SIGNS = {-1: "<", 0: "=", 1: ">"}
_FINAL, _BUDGETS = "final", ("full_year_budget", "initial_budget")


def directions(reading: Reading) -> Iterator[Check]:
    """A check for each comparison of a final figure with its budget that has no number of its own."""
    entry, pattern = load("percentages")["sign"], compiled("percentages")["final_against_budget"]
    told = sorted(
        (f.place.start, n)
        for n, f in enumerate(reading.facts)
        if f.source_kind == "narrative" and f.place.start is not None and f.value_yuan is not None
    )
    starts = [start for start, _ in told]
    for paragraph in reading.paragraphs:
        text = reading.text[paragraph.start : paragraph.end]
        if "预算" not in text:
            continue
        for match in pattern.finditer(text):
            end = paragraph.start + match.start()
            inside = [n for _, n in told[bisect_left(starts, paragraph.start) : bisect_left(starts, end)]]
            pair = _pair(reading, inside)
            if pair is None:
                continue
            final, budget = (side_of(reading.facts[n], reading.tables) for n in pair)
            assert final is not None
            assert budget is not None
            word = match.group("word")
            difference, slack = final.value - budget.value, final.slack + budget.slack
            expected = 0 if word is None else entry["words"][word]
            close = slack if word is not None else max(slack, abs(budget.value) * Decimal(entry["near"]))
            if expected == 0:
                holds = abs(difference) <= close
            else:
                # Figures that are printed alike may differ behind the last decimal.
                holds = difference * expected > 0 or (abs(difference) <= slack and difference != 0)
            first, second = (reading.facts[n] for n in pair)
            said = {
                "item": words.item(first),
                "word": match.group(),
                "formula": f"{words.figure(first)} / {words.figure(second)}",
            }
            place = reading.place(end, paragraph.start + match.end())
            yield evaluated(
                entry,
                f"final {_SIGNS[expected]} budget",
                pair[:1],
                pair[1:],
                final,
                budget,
                "pass" if holds else "fail",
                {**said, "printed": match.group(), "computed": said["formula"]},
                places=[place],
            )


def _pair(reading: Reading, inside: list[int]) -> tuple[int, int] | None:
    """Final figure and budget of the one item that a paragraph has told of so far."""
    amounts = [n for n in inside if reading.facts[n].role in (_FINAL, *_BUDGETS)]
    items = {_about(reading, n) for n in amounts}
    finals = [n for n in amounts if reading.facts[n].role == _FINAL]
    budgets = [n for role in _BUDGETS for n in amounts if reading.facts[n].role == role]
    if len(items) != 1 or len(finals) != 1 or not budgets:
        return None
    return finals[0], budgets[0]


def _about(reading: Reading, n: int) -> tuple[object, ...]:
    """What a fact is about, whatever its role."""
    f = reading.facts[n]
    return (f.measure, f.function_code, f.economic_code, f.item_label, f.unit)
