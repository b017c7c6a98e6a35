"""Lengths of style sheets in points, and the few transformations that pages with a fixed layout use."""

from __future__ import annotations

import re

POINTS = {
    "pt": 1.0,
    "px": 0.75,
    "pc": 12.0,
    "in": 72.0,
    "cm": 72 / 2.54,
    "mm": 72 / 25.4,
    "q": 72 / 101.6,
    "": 0.75,
}
_LENGTH = re.compile(r"(-?[0-9]*\.?[0-9]+(?:e-?[0-9]{1,2})?) *(pt|px|pc|in|cm|mm|q|em|rem|%)?(?![a-z0-9])")
_FUNCTION = re.compile(r"(matrix|scale|scalex|scaley|translate|translatex|translatey) *\(([^()]*)\)")
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def points(value: str, em: float = 12.0, whole: float = 0.0) -> float | None:
    """A length in points; `em` is the size of the font and `whole` what a percentage is of.

    >>> points("10px"), points("2.54cm"), points("1.5em", 10), points("50%", whole=80), points("auto")
    (7.5, 72.0, 15.0, 40.0, None)
    """
    match = _LENGTH.match(value.strip())
    if match is None:
        return None
    number, unit = float(match[1]), match[2] or ""
    if unit in ("em", "rem"):
        return number * em
    if unit == "%":
        return number / 100 * whole
    return number * POINTS[unit]


def transformation(value: str) -> Matrix:
    """The matrix (a, b, c, d, e, f) of a transform, shifts in points; rotations are left out.

    >>> transformation("matrix(0.25,0,0,0.25,4,8)"), transformation("scalex(0.5)")
    ((0.25, 0.0, 0.0, 0.25, 3.0, 6.0), (0.5, 0.0, 0.0, 1.0, 0.0, 0.0))
    """
    a, b, c, d, e, f = IDENTITY
    for match in _FUNCTION.finditer(value):
        arguments = [points(part) or 0.0 for part in match[2].split(",")]
        plain = [n / POINTS[""] for n in arguments]
        name = match[1]
        if name == "matrix" and len(plain) == 6:
            a, b, c, d = plain[:4]
            e, f = arguments[4:]
        elif name in ("scale", "scalex", "scaley") and plain:
            a *= plain[0] if name != "scaley" else 1.0
            d *= plain[-1] if name != "scalex" else 1.0
        elif name.startswith("translate") and arguments:
            e += arguments[0] if name != "translatey" else 0.0
            f += (
                0.0
                if name == "translatex"
                else arguments[-1]
                if len(arguments) > 1 or name == "translatey"
                else 0.0
            )
    return a, b, c, d, e, f
