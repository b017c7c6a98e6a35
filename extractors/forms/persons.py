"""The persons whom a form names, and their telephone numbers: what is withheld (docs/domain.md §7)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from patterns import compiled
from patterns.shapes.forms import Forms

PersonKind = Literal["leader", "phone", "person"]
"""The leader of a project, a telephone number (of whoever was named before it), anybody else."""

MAX_PERSON = 40
"""Name, number and function; what is longer is a sentence."""
_AROUND = " \t\n,，、/;；:：()（）-—.。"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value behind a label in running text."""

    kind: PersonKind
    value: str


def labelled(text: str) -> list[Labelled]:
    """What a text says of persons, each value up to the next label.

    >>> labelled("填报人：张三 联系电话：0571-88888888 填报日期：2024年1月")
    [Labelled(kind='person', value='张三'), Labelled(kind='phone', value='0571-88888888')]
    """
    plain = unicodedata.normalize("NFKC", text)
    matches = list(compiled(Forms)["person_label"].finditer(plain))
    values: list[Labelled] = []
    for at, match in enumerate(matches):
        end = matches[at + 1].start() if at + 1 < len(matches) else len(plain)
        value = plain[match.end() : end].split("\n")[0].strip(_AROUND)
        kind: PersonKind | Literal["date"] = match.lastgroup or "date"
        if kind == "phone" and compiled(Forms)["phone_number"].search(value) is None:
            continue
        if value and kind != "date" and len(value) <= MAX_PERSON:
            values.append(Labelled(kind, value))
    return values


def name_and_phone(text: str) -> tuple[str | None, str | None]:
    """Name and telephone number of a value that may have both, in either order.

    >>> name_and_phone("张三 13800000000"), name_and_phone("李四"), name_and_phone("（0571）88888888 张三")
    (('张三', '13800000000'), ('李四', None), ('张三', '(0571)88888888'))
    """
    plain = unicodedata.normalize("NFKC", text)
    numbers = [m.group().strip() for m in compiled(Forms)["phone_number"].finditer(plain)]
    name = plain
    for number in numbers:
        name = name.replace(number, " ")
    for label in compiled(Forms)["person_label"].finditer(name):
        name = name.replace(label.group(), " ")
    return name.strip(_AROUND) or None, "、".join(numbers) or None
