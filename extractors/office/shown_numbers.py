"""What a cell shows of a number, by its format code. Exact: decimals, rounded half up as Excel rounds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction

from extractors.office.format_codes import Section, Token, parse_code
from extractors.office.shown_dates import show_date
from extractors.office.shown_numerals import numerals

GENERAL_WIDTH = 11
"""General shows at most so many characters of a number, its point among them and its sign not."""
GENERAL_DIGITS = 6
"""Significant digits of General in scientific notation."""
KEPT_DIGITS = 15
"""Excel keeps and shows so many significant digits of a double."""
WIDEST = 400
"""Decimal places: a double has no more that are not zero before its digits begin."""
_EXACT = Context(prec=700, rounding=ROUND_HALF_UP)


def kept_number(value: float) -> Decimal:
    """The number that Excel takes a double for.

    >>> kept_number(0.1 + 0.2), kept_number(98.76540000000001)
    (Decimal('0.3'), Decimal('98.7654'))
    """
    return plain(Decimal(f"{value:.{KEPT_DIGITS}g}"))


def plain(value: Decimal) -> Decimal:
    """The number without exponent and without zeros that say nothing."""
    return Decimal(f"{value.normalize(_EXACT):f}")


def show_number(value: Decimal, code: str, is_1904: bool = False) -> str:
    """The text that a cell with a format code shows of a number, without the blanks that only set it out.

    >>> show_number(Decimal("1234.567"), "#,##0.00"), show_number(Decimal(0), '#,##0.00;-#,##0.00;"-"')
    ('1,234.57', '-')
    >>> show_number(Decimal("8123345"), "0!.0,"), show_number(Decimal("0.1234"), "0.00%")
    ('812.3', '12.34%')
    """
    with localcontext(_EXACT):
        section, amount = _choose(value, parse_code(code))
        if section is None:
            return general(value)
        if section.is_date:
            shown = show_date(value, section, is_1904)
            return general(value) if shown is None else shown.strip()
        return _by_section(amount, section).strip()


def show_text(text: str, code: str) -> str:
    """The text that a cell with a format code shows of a text."""
    sections = parse_code(code)
    section = sections[3] if len(sections) == 4 else None
    if section is None and len(sections) < 4 and sections[-1].is_text and code != "@":
        section = sections[-1]
    if section is None:
        return text
    return "".join(text if token.kind == "text" else token.text for token in section.tokens)


def _choose(value: Decimal, sections: Sequence[Section]) -> tuple[Section | None, Decimal]:
    """The section for a number, and the number as it is printed by it; null is General."""
    numeric = list(sections[:3])
    if len(numeric) > 1 and len(sections) < 4 and numeric[-1].is_text:
        numeric.pop()  # the last one is for text
    if len(numeric) == 1 and not numeric[0].tokens:
        return (None, value) if len(sections) == 1 else (numeric[0], value)
    if any(section.condition for section in numeric):
        return _by_condition(value, numeric)
    if len(numeric) == 1:
        return numeric[0], value
    if value < 0:
        return numeric[1], -value
    if value == 0 and len(numeric) == 3:
        return numeric[2], value
    return numeric[0], value


def _by_condition(value: Decimal, sections: Sequence[Section]) -> tuple[Section | None, Decimal]:
    for n, section in enumerate(sections):
        if section.condition is None:
            if n == 1 and len(sections) == 3 and value >= 0:
                continue  # of three, the second without a condition is for negative numbers
            return section, abs(value) if n and value < 0 and _is_negative_only(sections, n) else value
        if section.holds(value):
            sign, limit = section.condition
            only_negative = sign in ("<", "<=", "=") and (limit < 0 or (limit == 0 and sign == "<"))
            # A section for negative numbers alone says so by itself; one that says nothing keeps the sign.
            words = any(token.kind == "literal" and token.text.strip() for token in section.tokens)
            return section, abs(value) if only_negative and words else value
    return None, value


def _is_negative_only(sections: Sequence[Section], number: int) -> bool:
    """Whether what the conditions before a section leave to it are negative numbers alone."""
    if number == 1 and len(sections) == 3:
        return True
    before = sections[number - 1].condition
    return before is not None and before[0] in (">", ">=") and before[1] == 0


def general(value: Decimal) -> str:
    """A number in the format General, in a column that is wide enough.

    >>> general(Decimal("1234567.891234")), general(Decimal("123456789012")), general(Decimal("0.00001234"))
    ('1234567.891', '1.23457E+11', '0.00001234')
    """
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    size = abs(value)
    exponent = size.adjusted()
    if exponent < GENERAL_WIDTH and exponent >= -4:
        places = max(0, GENERAL_WIDTH - 1 - max(exponent + 1, 1))
        rounded = round_to(size, places)
        if rounded.adjusted() < GENERAL_WIDTH:
            return sign + f"{plain(rounded):f}"
    if exponent < -4 and _fits(size):
        return sign + f"{plain(size):f}"
    mantissa = round_to(size.scaleb(-exponent), GENERAL_DIGITS - 1)
    if mantissa >= 10:
        mantissa, exponent = mantissa / 10, exponent + 1
    return f"{sign}{plain(mantissa):f}E{'-' if exponent < 0 else '+'}{abs(exponent):02}"


def _fits(size: Decimal) -> bool:
    """Whether all digits of a small number stand in the width of General."""
    return len(f"{plain(size):f}") <= GENERAL_WIDTH


def round_to(value: Decimal, places: int) -> Decimal:
    """A number rounded half up to decimal places; exact whatever its size."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)


def _by_section(value: Decimal, section: Section) -> str:
    tokens = section.tokens
    if any(token.kind == "general" for token in tokens):
        shown = numerals(general(abs(value)), section.numerals)
        inner = "".join(shown if token.kind == "general" else token.text for token in tokens)
        return ("-" if value < 0 else "") + inner
    if any(token.kind == "text" for token in tokens):
        shown = general(value)
        return "".join(shown if token.kind == "text" else token.text for token in tokens)
    if any(token.kind == "slash" for token in tokens) and _is_fraction(tokens):
        return _fraction(value, tokens)
    if any(token.kind == "exponent" for token in tokens):
        return _scientific(value, tokens)
    return _decimal(value, section)


def _decimal(value: Decimal, section: Section) -> str:
    tokens = section.tokens
    value = value.scaleb(2 * sum(token.kind == "percent" for token in tokens))
    point = next((n for n, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    whole = [n for n, token in enumerate(tokens) if token.kind == "digit" and n < point]
    after = [n for n, token in enumerate(tokens) if token.kind == "digit" and n > point]
    digits = sorted(whole + after)
    scale = grouped = 0
    for n, token in enumerate(tokens):
        if token.kind != "comma" or not digits or n < digits[0]:
            continue
        ends_whole = bool(whole) and n > whole[-1] and n < point
        if n > digits[-1] or (ends_whole and not after) or ends_whole:
            scale += 1
        elif whole and whole[0] < n < whole[-1]:
            grouped = 1
    value = round_to(value.scaleb(-3 * scale), min(len(after), WIDEST))
    value = value if value else abs(value)
    sign = "-" if value < 0 and digits else ""
    integer, _, fraction = f"{abs(value):f}".partition(".")
    integer = "" if integer == "0" else integer
    printed = _fill_whole(tokens, whole, integer, bool(grouped))
    printed.update(_fill_fraction(tokens, after, fraction))
    if not any(printed[n].strip() for n in after):
        point = -1  # Excel leaves a point without digits behind it, which nobody takes for a number
    parts = []
    for n, token in enumerate(tokens):
        if n in printed:
            parts.append(printed[n])
        elif token.kind == "point" and n == point:
            parts.append("." if whole or not integer else f"{integer}.")
        elif token.kind not in ("digit", "comma", "point") or (
            token.kind == "comma" and (not digits or n < digits[0])
        ):
            parts.append(token.text)
    shown = sign + "".join(parts)
    return numerals(shown, section.numerals, as_digits=True) if section.numerals else shown


def _fill_whole(
    tokens: Sequence[Token], places: Sequence[int], integer: str, grouped: bool
) -> dict[int, str]:
    """What each place before the point prints; the first takes all digits that are left."""
    printed: dict[int, str] = {}
    left = integer
    position = 0
    for n in reversed(places):
        if n == places[0]:
            taken = left or {"0": "0", "?": " "}.get(tokens[n].text, "")
            left = ""
        else:
            taken, left = (
                (left[-1], left[:-1]) if left else ({"0": "0", "?": " "}.get(tokens[n].text, ""), "")
            )
        text = ""
        for char in reversed(taken):
            if grouped and position and position % 3 == 0 and char != " ":
                text = "," + text
            text = char + text
            position += 1
        printed[n] = text
    return printed


def _fill_fraction(tokens: Sequence[Token], places: Sequence[int], fraction: str) -> dict[int, str]:
    """What each place behind the point prints."""
    printed: dict[int, str] = {}
    for k, n in enumerate(places):
        rest = fraction[k:]
        said = bool(rest.strip("0")) or any(tokens[m].text == "0" for m in places[k:])
        printed[n] = (rest[:1] or "0") if said else " " if tokens[n].text == "?" else ""
    return printed


def _scientific(value: Decimal, tokens: Sequence[Token]) -> str:
    cut = next(n for n, token in enumerate(tokens) if token.kind == "exponent")
    mantissa, power = tokens[:cut], tokens[cut + 1 :]
    point = next((n for n, token in enumerate(mantissa) if token.kind == "point"), len(mantissa))
    width = max(1, sum(token.kind == "digit" for token in mantissa[:point]))
    places = sum(token.kind == "digit" for token in mantissa[point:])
    size = abs(value)
    exponent = 0
    if size:
        exponent = size.adjusted() // width * width if width > 1 else size.adjusted()
        if round_to(size.scaleb(-exponent), places) >= Decimal(10) ** width:
            exponent += width
    shown = _decimal(round_to(size.scaleb(-exponent), places), Section(tuple(mantissa)))
    number = str(abs(exponent)).zfill(sum(token.kind == "digit" for token in power))
    sign = "-" if exponent < 0 else "+" if tokens[cut].text[1] == "+" else ""
    rest = "".join(token.text for token in power if token.kind == "literal")
    return ("-" if value < 0 else "") + shown + tokens[cut].text[0] + sign + number + rest


def _is_fraction(tokens: Sequence[Token]) -> bool:
    slash = next(n for n, token in enumerate(tokens) if token.kind == "slash")
    return any(t.kind == "digit" for t in tokens[:slash]) and slash + 1 < len(tokens)


def _fraction(value: Decimal, tokens: Sequence[Token]) -> str:
    slash = next(n for n, token in enumerate(tokens) if token.kind == "slash")
    below = "".join(token.text for token in tokens[slash + 1 :] if token.text.strip())
    runs = "".join("d" if t.kind == "digit" else " " for t in tokens[:slash]).split()
    whole, rest = divmod(Fraction(abs(value)), 1) if len(runs) > 1 else (0, Fraction(abs(value)))
    if below.isdigit() and int(below):
        denominator = int(below)
        numerator = int(rest * denominator + Fraction(1, 2))
    else:
        limit = 10 ** min(max(1, len(below)), 7) - 1
        close = rest.limit_denominator(limit)
        numerator, denominator = close.numerator, close.denominator
    if len(runs) > 1 and numerator == denominator:
        whole, numerator = whole + 1, 0
    sign = "-" if value < 0 and (whole or numerator) else ""
    if numerator == 0 and len(runs) > 1:
        return f"{sign}{whole}"
    return sign + (f"{whole} " if whole else "") + f"{numerator}/{denominator}"
