"""Charts of rankings, as PNG and SVG: what is ranked, whose figures, and from where stands on the picture.

Bars where a figure is ranked by itself, two dots joined by a line where it is held against another. Needs the
extra `charts` (matplotlib, and a font with Chinese).
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib import resources
from threading import Lock
from typing import TYPE_CHECKING, Any
from unicodedata import category, east_asian_width

from pipeline.ask.amounts import amount, plain, rounded, scale_of
from pipeline.ask.chart_words import note_of, title_of
from pipeline.ask.compare import Ranked, Ranking
from pipeline.language.places import place_spoken
from pipeline.language.spoken import tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

_BAR, _EARLIER, _GREY, _WARNED = "#2f6f8f", "#c07a2c", "#555555", "#8a5300"
_ROW, _AROUND = 0.35, 1.42
"""Inches of a bar's pitch, and of what stands above and below them."""
_WIDTH = 9
_NAME_WIDTH = 36
"""Of a line of a name, in half characters; Chinese ones are whole."""
_TITLE_WIDTH, _LINE_WIDTH = 84, 140
"""Of a line of the title and of what stands below, likewise."""
_PAIRED = ("change", "growth", "gap", "execution_rate")
_CLOSING = ("Pe", "Pf", "Po")
"""Kinds of marks that never begin a line."""
_METADATA: dict[str, dict[str, str | None]] = {"png": {"Software": "mingzhang"}, "svg": {"Date": None}}
"""What makes the same picture the same bytes."""
_one_at_a_time = Lock()
"""Settings of matplotlib are those of the process: two charts at once would mix them."""


class ChartsNotInstalled(RuntimeError):
    """The extra that draws is missing; the message says how to install it."""


def draw(ranking: Ranking, limit: int, forms: Sequence[str] = ("png", "svg")) -> dict[str, bytes]:
    """The first `limit` places as a chart: the bytes of each form, in the language of the person.

    The same ranking gives the same bytes. Raises `ChartsNotInstalled`.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError:
        raise ChartsNotInstalled(
            "charts need matplotlib: install them with pip install 'mingzhang[charts]'"
        ) from None
    font = chinese_font()
    places = ranking.places[:limit]
    family = font.get_name()
    with (
        _one_at_a_time,
        rc_context({"svg.fonttype": "none", "svg.hashsalt": "mingzhang", "font.family": family}),
    ):
        title = _wrapped(title_of(ranking), _TITLE_WIDTH)
        below = _below(ranking, len(places))
        more = title.count("\n") * 0.25 + below.count("\n") * 0.15
        figure = Figure(figsize=(_WIDTH, _AROUND + more + _ROW * max(len(places), 1)))
        axes = figure.subplots()
        _drawn(axes, ranking, places)
        _name(axes, places)
        _look(axes, len(places))
        height = float(figure.get_figheight())
        top, bottom = height - 0.12, 0.12
        given: dict[str, Any] = {"fontproperties": font, "parse_math": False}
        figure.text(0.12 / _WIDTH, top / height, title, fontsize=12, va="top", **given)
        figure.text(0.12 / _WIDTH, bottom / height, below, fontsize=7.5, va="bottom", color=_GREY, **given)
        above = 0.62 + title.count("\n") * 0.25
        under = 0.75 + below.count("\n") * 0.15
        left = (
            max((_cells(line) for p in places for line in _label(p).split("\n")), default=0) * 0.063
        ) + 0.25
        figure.subplots_adjust(left=left / _WIDTH, right=0.98, top=1 - above / height, bottom=under / height)
        found: dict[str, bytes] = {}
        for form in forms:
            stream = io.BytesIO()
            figure.savefig(stream, format=form, dpi=150, metadata=_METADATA[form])
            found[form] = stream.getvalue()
    return found


def _drawn(axes: Axes, ranking: Ranking, places: Sequence[Ranked]) -> None:
    """The bars or dots, each with its figure and its page; the axis in one unit."""
    paired = ranking.form in _PAIRED and all(p.figure is not None and p.against is not None for p in places)
    own = [p.figure if paired and p.figure is not None else p.value for p in places]
    others = [p.against for p in places if p.against is not None] if paired else []
    unit = ranking.figure_unit or ranking.unit if paired else ranking.unit
    scale, name = scale_of(max(map(abs, [*own, *others]), default=Decimal(0)), unit)
    values = [float(value / scale) for value in own]  # lengths
    at = range(len(places))
    if paired:
        before = [float(value / scale) for value in others]
        axes.hlines(at, before, values, color="#b8c4cc", linewidth=2.5, zorder=1)
        axes.scatter(before, at, s=34, color="white", edgecolors=_EARLIER, linewidths=1.6, zorder=3,
                     label=_of_others(ranking))  # fmt: skip
        axes.scatter(values, at, s=34, color=_BAR, zorder=4, label=_of_own(ranking))
        ends = [max(pair) for pair in zip(values, before, strict=True)]
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, frameon=False, fontsize=8,
                    handletextpad=0.2, borderaxespad=0)  # fmt: skip
    else:
        axes.barh(at, values, height=0.62, color=_BAR)
        ends = [max(value, 0) for value in values]
    widest = max([*map(abs, ends), *map(abs, values)], default=0) or 1
    for y, (place, end) in enumerate(zip(places, ends, strict=True)):
        colour = _WARNED if _doubtful(place) else "black"
        at_end = end + widest * (0.02 if paired else 0.01)
        text = _written(ranking, place)
        axes.text(at_end, y, text, fontsize=8, va="center", color=colour, parse_math=False)
    longest = max((_cells(_written(ranking, p)) for p in places), default=0)
    low = min([0.0, *values])
    axes.set_xlim(low * 1.05, widest * (1.03 + longest * 0.0145))
    axes.set_xlabel(name, fontsize=9)


def _written(ranking: Ranking, place: Ranked) -> str:
    """What stands at the end of a bar: the figure in the unit that fits it, and the page on which it is."""
    text = amount(place.value, ranking.unit)
    if ranking.form in ("change", "gap") or (ranking.form == "growth" and place.value > 0):
        text = _signed(text, place.value)
    if ranking.form in ("change", "gap") and place.figure is not None and place.against:
        percent = 100 * (place.figure - place.against) / abs(place.against)
        text += f" ({_signed(f'{plain(rounded(percent))} %', percent)})"
    several = place.documents > 1
    where = tr("{count} documents", count=place.documents) if several else _place(place)
    return " · ".join(part for part in (text, where, _doubt(place)) if part)


def _place(place: Ranked) -> str:
    """The page of a figure; where none is printed its place in words."""
    if place.page is not None:
        return tr("p. {page}", page=place.page)
    return place_spoken(None, place.locator)


def _signed(text: str, value: Decimal) -> str:
    return f"+{text}" if value > 0 else text


def _doubtful(place: Ranked) -> bool:
    return bool({"unit_in_doubt", "unproven_scan"} & set(place.flags))


def _doubt(place: Ranked) -> str:
    return tr("in doubt") if _doubtful(place) else ""


def _of_own(ranking: Ranking) -> str:
    if ranking.form in ("gap", "execution_rate"):
        return tr("final account")
    return str(ranking.year) if ranking.year else tr("the year")


def _of_others(ranking: Ranking) -> str:
    if ranking.form in ("gap", "execution_rate"):
        return tr("budget")
    return str(ranking.before) if ranking.before else tr("the year before")


def _name(axes: Axes, places: Sequence[Ranked]) -> None:
    axes.set_yticks(range(len(places)), [_label(place) for place in places], fontsize=9, linespacing=1.05)
    for label in axes.get_yticklabels():
        label.set_parse_math(False)
    axes.set_ylim(max(len(places), 1) - 0.4, -0.6)


def _label(place: Ranked) -> str:
    name = place.name
    if (
        place.entity_name and place.entity_name not in name and place.fact_id == place.key
    ):  # an item of a body
        name = f"{name} · {place.entity_name}"
    return _wrapped(f"{place.rank}. {name}", _NAME_WIDTH)


def _look(axes: Axes, places: int) -> None:
    axes.axvline(0, color="#444444", linewidth=0.8, zorder=2)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(labelsize=8, axis="x")
    axes.tick_params(length=0, axis="y")
    axes.grid(axis="x", color="#e3e7ea", linewidth=0.7)
    axes.set_axisbelow(True)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.10g}")
    axes.locator_params(axis="x", nbins=6)
    del places


def _below(ranking: Ranking, shown: int) -> str:
    """Whose figures these are, and from where."""
    lines = [note_of(ranking, shown)]
    if ranking.quartiles is not None:
        low, middle, high = (amount(value, ranking.unit) for value in ranking.quartiles)
        lines.append(
            tr("median of all {count}: {middle}; half of them between {low} and {high}",
               count=len(ranking.places), low=low, middle=middle, high=high)
        )  # fmt: skip
    if ranking.left_out:
        lines.append(
            tr("without a rank, for nothing comparable is printed: {count}", count=len(ranking.left_out))
        )
    lines.append(
        tr("Source: the disclosures that the bodies published; p. is the page of the document. Mingzhang")
    )
    return "\n".join(_wrapped(line, _LINE_WIDTH) for line in lines)


def _wrapped(text: str, width: int) -> str:
    """A text in lines of so many half characters; Chinese is broken anywhere, words of English are not."""
    lines = [""]
    for piece in _pieces(text):
        if _cells(lines[-1] + piece) > width and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.strip() for line in lines)


def _pieces(text: str) -> list[str]:
    """What stays together: a Chinese character, or a word with the blank behind it."""
    found = [""]
    for character in text:
        wide = east_asian_width(character) in "WF"
        after_wide = bool(found[-1]) and east_asian_width(found[-1][-1]) in "WF"
        if category(character) not in _CLOSING and (wide or after_wide or found[-1].endswith(" ")):
            found.append("")
        found[-1] += character
    return [piece for one in found if one for piece in textwrap.wrap(one, _NAME_WIDTH, drop_whitespace=False)]


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


@cache
def chinese_font() -> FontProperties:
    """A font that has Chinese glyphs: the one that comes with the extra."""
    from matplotlib.font_manager import FontProperties, fontManager

    try:
        file = resources.files("zhplot").joinpath("fonts/NotoSansSC-Regular.ttf")
    except ModuleNotFoundError:
        raise ChartsNotInstalled(
            "charts need a font with Chinese glyphs: install it with pip install 'mingzhang[charts]'"
        ) from None
    with resources.as_file(file) as path:
        fontManager.addfont(path)
        return FontProperties(fname=str(path))
