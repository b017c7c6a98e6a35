"""Parts that no pattern knows: they are items by their printed name.

增人增资50.00万元 in a list of what a budget consists of is a part of that budget, whatever it is. What a head
has left of its value guards the list: a name whose figure does not fit is no part.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from extractors.frozen import replaced
from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.heads import Figure, Head, divided_measure
from extractors.narrative.item_codes import economic_code
from extractors.narrative.setting import Setting
from extractors.narrative.subjects import noun_start
from extractors.narrative.values import value_role
from patterns import compiled, load
from patterns.shapes.clauses import Clauses

_PATTERNS = compiled(Clauses)
_PARTS = load(Clauses).named_parts


def read_named_part(words: str, value: Decimal | None, head: Head | None, setting: Setting) -> Aspects | None:
    """A value of a part that only its name says; null where the words are no name or the figure does not fit.

    `value` is in yuan.
    """
    if head is None or value is None or not head.listed:
        return None
    name = part_name(words)
    room = head.with_room(value) if name is not None else None
    if name is None or room is None or not room.subject.measure.startswith(_PARTS.measures):
        return None
    subject = _subject(name, room, setting.basis.fiscal_year)
    role, back, budget_basis = value_role(words, setting.basis)
    if role is None or back or subject in room.parts:
        return None  # two parts of one name: nobody could tell them apart
    return Aspects(role, subject, budget_basis=budget_basis)


def read_known_part(
    words: str, value: Decimal | None, known: Mapping[str, Figure], setting: Setting
) -> Aspects | None:
    """A value of a part that a list before has named, printed again; null where its value is another."""
    name = part_name(words)
    figure = known.get(name) if name is not None else None
    if figure is None or figure.value != value:
        return None
    role, back, budget_basis = value_role(words, setting.basis)
    subject = replaced(figure.subject, by="part.again")
    return Aspects(role, subject, budget_basis=budget_basis) if role is not None and not back else None


def part_of_same(words: str, subject: Subject, value: Decimal | None, head: Head) -> Subject | None:
    """The part of a head that has the noun of the head itself: 支出450万元(其中含甲补助支出400万元).

    Null where the subject is another one, the figure is larger, or no other words say what the part is.
    """
    if value is None or subject != head.subject or value > head.figure.value:
        return None
    start = noun_start(words)
    name = part_name(words[:start]) if start is not None else None
    return replaced(subject, label=name, by="part.same") if name is not None else None


def part_name(words: str) -> str | None:
    """The name before a number, where the words are nothing else (squeezed); null for other words.

    >>> part_name("、增人增资"), part_name(",比上年增加")
    ('增人增资', None)
    """
    match = _PATTERNS["part.name"].search(words)
    if match is None:
        return None
    name = match["name"]
    if name.count("(") != name.count(")") or _PATTERNS["part.stop"].search(name):
        return None
    return str(name)


def _subject(name: str, head: Head, year: int | None) -> Subject:
    of = head.subject
    measure = divided_measure(of.measure) or of.measure
    if not of.is_item:
        for kind, code in _PARTS.other.get(name, {}).items():
            if kind in head.kinds:
                function, economic = (code, None) if kind == "function" else (None, code)
                return Subject(measure, function, economic, name, by="part.other")
    expense = economic_code(name, year) if measure.endswith(_PARTS.economic) else None
    if expense is not None and of.function_code is None and expense.startswith(of.economic_code or ""):
        return Subject(measure, economic_code=expense, label=name, by="part.economic")
    if of.label and not (of.function_code or of.economic_code):
        name = f"{of.label}{_PARTS.inside}{name}"
    return Subject(of.measure, label=name, fund=of.fund or head.scope, by="part.named")
