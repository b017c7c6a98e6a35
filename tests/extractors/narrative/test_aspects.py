"""What can be said of one figure; the records of the grammar."""

from __future__ import annotations

import importlib
from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.sentence import Sentence
from extractors.narrative.tally import Tally

FROZEN = {
    "aspects": ("Aspects", "Subject"),
    "continuation": ("Opening",),
    "counted_nouns": ("CountedNoun", "_Unit"),
    "number_tokens": ("NumberToken",),
    "reason_clauses": ("ReasonClause",),
    "setting": ("Basis", "Setting"),
    "unnumbered": ("Unnumbered",),
}


@pytest.mark.parametrize(
    ("module", "name"), [(module, name) for module, names in FROZEN.items() for name in names]
)
def test_records_are_frozen_and_slotted(module: str, name: str) -> None:
    kind = getattr(importlib.import_module(f"extractors.narrative.{module}"), name)
    assert is_dataclass(kind)
    names = [f.name for f in fields(kind)]
    record = kind(*names)
    with pytest.raises(FrozenInstanceError):
        setattr(record, names[0], None)
    assert not hasattr(record, "__dict__")


@pytest.mark.parametrize("record", [Tally(), Sentence()])
def test_what_goes_on_has_no_other_names(record: Tally | Sentence) -> None:
    with pytest.raises(AttributeError):
        record.measures = "x"  # type: ignore[union-attr]


def test_a_subject_is_the_same_whatever_its_noun_says_of_its_value() -> None:
    plain = Subject("income.other")
    for more in ({"role": "amount"}, {"fund": "gpb"}, {"scope": "gpb"}):
        assert Subject("income.other", **more) == plain  # type: ignore[arg-type]
        assert hash(Subject("income.other", **more)) == hash(plain)  # type: ignore[arg-type]
    for other in ({"function_code": "205"}, {"economic_code": "301"}, {"label": "某项"}):
        assert Subject("income.other", **other) != plain


def test_an_item_has_a_code_or_a_label() -> None:
    assert not Subject("income.other", role="amount", fund="gpb", scope="gpb").is_item
    assert Subject("gpb.expenditure", function_code="205").is_item
    assert Subject("gpb.expenditure", economic_code="301").is_item
    assert Subject("gpb.expenditure", label="某项").is_item


def test_a_figure_says_nothing_but_what_its_words_say() -> None:
    said = Aspects("final")
    assert (said.years_back, said.about_other, said.residue) == (0, False, False)
    assert (said.subject, said.direction, said.comparator, said.denominator) == (None,) * 4
    assert (said.budget_basis, said.side, said.stated) == (None,) * 3
