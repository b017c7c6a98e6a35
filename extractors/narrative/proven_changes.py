"""Changes and growths that say themselves what they are of: growth = change / (value - change).

Behind a list nobody knows by words whether 比上年增加13万元,增长0.82% is of the whole or of its last part.
The figures know: of the values that the paragraph has stated, one grew so.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.frozen import replaced
from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.heads import Figure
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Setting
from extractors.narrative.stated_facts import StatedFacts
from extractors.records import Quantity

_ALL = Decimal(100)
_BY_NAME = "part."
_HALF = Decimal("0.5")


def settle(
    quantity: Quantity, aspects: Aspects | None, setting: Setting, sentence: Sentence, stated: StatedFacts
) -> Aspects | None:
    """The aspects of a figure, with the subject that it proves itself to be of where its words leave it open.

    Behind a growth that settles it, the change before it is stated anew.
    """
    change, sentence.change = sentence.change, None
    unsaid = sentence.unsaid
    if unsaid is None or unsaid.role is None or unsaid.residue or setting.quiet:
        return aspects
    if quantity.kind == "amount":
        sentence.change = (quantity, unsaid)
        return aspects
    if change is None or quantity.kind != "percent":
        return aspects
    subject = _settled(quantity, unsaid, *change, sentence)
    if subject is None:
        if not _contradicts(quantity, unsaid, *change, sentence):
            return aspects
        stated.retract(change[0].place)
        return None
    subject = replaced(subject, by=f"{subject.by}+growth")
    stated.retract(change[0].place)
    stated.add(change[0], replaced(change[1], subject=subject), setting, sentence)
    return replaced(unsaid, subject=subject)


def _contradicts(
    quantity: Quantity, growth: Aspects, amount: Quantity, change: Aspects, sentence: Sentence
) -> bool:
    """Whether a change and its growth cannot be of the part before them, which only its name has made one."""
    subject = sentence.subject
    if subject is None or not (subject.by or "").startswith(_BY_NAME) or amount.value_yuan is None:
        return False
    own = [figure for figure in sentence.figures if figure.subject == subject]
    slack = half_of_last(amount.value, amount.value_yuan, amount.decimals)
    signed = amount.value_yuan * (change.direction or 1), quantity.value * (growth.direction or 1)
    return bool(own) and not any(fits(f.value, signed[0], slack, signed[1], quantity.decimals) for f in own)


def _settled(
    quantity: Quantity, growth: Aspects, amount: Quantity, change: Aspects, sentence: Sentence
) -> Subject | None:
    """What a change and its growth are of; null where the subject before them fits, or nothing else does."""
    if amount.value_yuan is None or growth.comparator != change.comparator:
        return None
    of_change = amount.value_yuan * (change.direction or 1)
    of_growth = quantity.value * (growth.direction or 1)
    slack = half_of_last(amount.value, amount.value_yuan, amount.decimals)
    heads = sentence.head.chain() if sentence.head is not None else ()
    figures = [*sentence.figures, *(head.figure for head in heads)]
    own = [figure for figure in figures if figure.subject == sentence.subject]
    if any(fits(figure.value, of_change, slack, of_growth, quantity.decimals) for figure in own):
        return None
    return proven(figures, of_change, slack, of_growth, quantity.decimals)


def proven(
    figures: Sequence[Figure], change: Decimal, slack: Decimal, growth: Decimal, decimals: int
) -> Subject | None:
    """The one subject whose value a change (yuan, signed) and a growth (per cent, signed) fit; null for none
    or several.

    `slack` is half the last printed digit of the change in yuan; `decimals` are those of the growth. Nothing
    and everything fit too many.
    """
    if not change or not growth or abs(growth) == _ALL:
        return None
    fitting = {figure.subject for figure in figures if fits(figure.value, change, slack, growth, decimals)}
    return fitting.pop() if len(fitting) == 1 else None


def fits(value: Decimal, change: Decimal, slack: Decimal, growth: Decimal, decimals: int) -> bool:
    """Whether a value of so many yuan with such a change prints such a growth, rounded or cut.

    >>> fits(Decimal(1600), Decimal(13), Decimal("0.5"), Decimal("0.82"), 2)
    True
    """
    before = value - change
    if before <= 0:
        return False
    room = Decimal(1).scaleb(-decimals) + slack / before * _ALL * 2
    return abs(change / before * _ALL - growth) < room


def half_of_last(value: Decimal | None, yuan: Decimal | None, decimals: int) -> Decimal:
    """Half the last printed digit of an amount, in yuan."""
    unit = yuan / value if value and yuan else Decimal(1)
    return unit * Decimal(1).scaleb(-decimals) * _HALF
