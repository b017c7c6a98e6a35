"""Which division somebody means: by its code, its first digits, or a name of it."""

from __future__ import annotations

from patterns.divisions import CENTRAL, division_names, divisions_called, full_name
from pipeline.ask.suggestions import near, with_near
from pipeline.language.spoken import tr

_CODE_LENGTH = 6
_NOTHING_BELOW = "00"


def division_called(code: str) -> str:
    """What a division is called, with what it lies in; its code where it is in no list."""
    return tr("central bodies") if code == CENTRAL else full_name(code) or code


class UnknownDivision(ValueError):
    """No division, or several, are called so; the message says which may be meant."""


def division_prefix(asked: str) -> str:
    """The first digits of the codes of a division and of all in it: 北京, 北京市, 110000 and 11 are 11.

    Raises `UnknownDivision`.
    """
    if asked.isascii() and asked.isdigit():
        return _of_code(asked)
    codes = divisions_called(asked)
    if len(codes) == 1:
        return _of_code(codes[0])
    if codes:
        named = ", ".join(f"{code} {full_name(code)}" for code in codes)
        raise UnknownDivision(
            tr("{name} may be several divisions; give a code: {named}", name=asked, named=named)
        )
    meant = [f"{one} ({', '.join(divisions_called(one))})" for one in near(asked, division_names())]
    raise UnknownDivision(with_near(tr("there is no division {name}", name=asked), meant))


def _of_code(code: str) -> str:
    whole = code.ljust(_CODE_LENGTH, "0")
    if len(code) == 1 or (full_name(whole) is None and whole != CENTRAL):
        raise UnknownDivision(
            tr("there is no division with the code {code}; 11 is Beijing, 310107 a district", code=code)
        )
    if len(code) < _CODE_LENGTH or code == CENTRAL:
        return code[:2] if code == CENTRAL else code
    for _ in range(2):
        code = code.removesuffix(_NOTHING_BELOW)
    return code
