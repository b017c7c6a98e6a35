"""Bar charts of rankings, as PNG and SVG. Needs the extra `charts` (matplotlib, and a font with Chinese)."""

from __future__ import annotations

import io
from decimal import Decimal
from importlib import resources
from typing import TYPE_CHECKING

from patterns import load
from patterns.interface import Text, text_for, texts
from patterns.shapes.measures import Measures
from pipeline.ask.amounts import scale_of
from pipeline.ask.compare import Ranking
from pipeline.ask.coverage import scope_name

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

_BAR, _EDGE, _GREY = "#2f6f8f", 0.35, "#666666"
"""Colours, and inches of a bar's pitch."""
_LONGEST_NAME = 26


class ChartsNotInstalled(RuntimeError):
    """The extra that draws is missing; the message says how to install it."""


def draw(ranking: Ranking, limit: int) -> dict[str, bytes]:
    """The first `limit` places as a horizontal bar chart: the bytes of `png` and `svg`.

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
    scale, unit = scale_of(max((abs(p.value) for p in places), default=Decimal(0)), ranking.unit)
    values = [p.value / scale for p in places]
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "mingzhang", "font.family": font.get_name()}):
        figure = Figure(figsize=(9, 1.4 + _EDGE * len(places)), layout="constrained")
        axes = figure.subplots()
        bars = axes.barh(range(len(places)), [float(v) for v in values], color=_BAR)  # lengths
        axes.bar_label(bars, [_label(value) for value in values], padding=3, fontsize=8)
        names = [_short(f"{p.rank}. {p.name}") for p in places]
        axes.set_yticks(range(len(places)), names, fontproperties=font, fontsize=9)
        axes.invert_yaxis()
        axes.margins(x=0.12)
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(labelsize=8, axis="x")
        axes.set_xlabel(unit, fontproperties=font, fontsize=9)
        axes.set_title(title_of(ranking), fontproperties=font, fontsize=12, loc="left")
        figure.text(0.01, 0.005, note_of(ranking, len(places)), fontproperties=font, fontsize=7, color=_GREY)
        found: dict[str, bytes] = {}
        for form, metadata in (("png", {"Software": "mingzhang"}), ("svg", {"Date": None})):
            stream = io.BytesIO()
            figure.savefig(stream, format=form, dpi=150, metadata=metadata)
            found[form] = stream.getvalue()
    return found


def title_of(ranking: Ranking) -> str:
    """The chart's title: measure, year, kind and scope in Chinese."""
    names = {m.id: m.name_zh for m in load(Measures).measure}
    kind = text_for(ranking.doc_kind, texts().ranking.kinds).zh
    measure = names.get(ranking.measure, ranking.measure)
    title = texts().ranking.title.filled(year=ranking.year, kind=kind, measure=measure).zh
    return texts().ranking.of_scope.filled(title=title, scope=scope_name(ranking.scope).zh).zh


def note_of(ranking: Ranking, shown: int) -> str:
    """The line below the chart: how many places of all it shows, from how many figures, and its coverage."""
    words, every = texts().ranking, len(ranking.places)
    remarks = [words.shown.filled(shown=shown, all=every)] if shown < every else []
    remarks += [words.traceable.filled(n=len(ranking.rows)), *coverage_of(ranking)]
    return words.both.zh.join(remark.zh for remark in remarks)


def coverage_of(ranking: Ranking) -> tuple[Text, Text]:
    """How many documents have the figure, and how many bodies have published."""
    words, of = texts().ranking, ranking.coverage
    ranked = len({row["doc_id"] for row in ranking.rows})
    return (
        words.covered.filled(ranked=ranked, all=of.documents),
        words.published.filled(bodies=of.bodies, known=of.bodies_known),
    )


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


def _label(value: Decimal) -> str:
    """What stands at the end of a bar: two decimals, without zeros at the end."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
