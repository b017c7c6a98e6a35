"""The picture of the README, drawn from recorded figures.

    python -m benchmarks.picture [--results benchmarks/results] [--output benchmarks/picture.svg]

Reads tables.json (`benchmarks.tables --gold … --json`) and throughput.json (`benchmarks.throughput --growth …
--json`). Left: processor time a page and cells right, of every tool on the same pages. Right: processor time
of a fresh process over a document as its pages grow. Both axes of time are logarithmic. The SVG brings its
own card, and its colours follow the reader's light or dark setting.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

WIDTH, HEAD, ROW = 900, 92, 25
NAMES, BARS, CELLS = 196, (206, 398), 506
PLOT = (590, 776)
FOOT = 62
OURS = "mingzhang"
LIMIT = "bare text"
SHORT = {
    "PDFium, bare text": "PDFium bare text",
    "mingzhang, whole extract()": "mingzhang",
    "tablers, find_tables": "tablers",
    "pdfplumber, extract_tables": "pdfplumber",
    "camelot, lattice": "camelot",
}
"""Names of lines, where there is little room."""

STYLE = """
.card { fill: #ffffff; stroke: #d0d7de; }
text { fill: #1f2328; font: 12px -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
.title { font-size: 15px; font-weight: 600; }
.quiet { fill: #59636e; }
.small { fill: #59636e; font-size: 11px; }
.ours { font-weight: 600; }
.grid { stroke: #d0d7de; stroke-width: 1; }
.bar { fill: #afb8c1; }
.bar.ours { fill: #0969da; }
.line { fill: none; stroke: #8c959f; stroke-width: 2; }
.line.ours { stroke: #0969da; stroke-width: 3; }
.dot { fill: #8c959f; }
.dot.ours { fill: #0969da; }
@media (prefers-color-scheme: dark) {
  .card { fill: #0d1117; stroke: #3d444d; }
  text { fill: #f0f6fc; }
  .quiet, .small { fill: #9198a1; }
  .grid { stroke: #3d444d; }
  .bar { fill: #656c76; }
  .bar.ours { fill: #4493f8; }
  .line { stroke: #9198a1; }
  .line.ours { stroke: #4493f8; }
  .dot { fill: #9198a1; }
  .dot.ours { fill: #4493f8; }
}
"""


@dataclass(frozen=True, slots=True)
class Axis:
    """A logarithmic axis from `low` to `high` over positions `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        part = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        return self.start + part * (self.end - self.start)

    def ticks(self) -> list[float]:
        """The powers of ten on it."""
        first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
        return [10.0**n for n in range(first, last + 1)]


@dataclass(slots=True)
class Canvas:
    """Collects the elements of the SVG."""

    parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> None:
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>'
        )

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.parts.append(f'<line class="grid" x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}"/>')

    def bar(self, x: float, y: float, width: float, kind: str) -> None:
        place = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 1):.1f}" height="14"'
        self.parts.append(f'<rect class="bar {kind}" {place} rx="2"/>')

    def curve(self, points: Sequence[tuple[float, float]], kind: str) -> None:
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(f'<polyline class="line {kind}" points="{path}"/>')
        self.parts += [f'<circle class="dot {kind}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in points]


def plain(value: float) -> str:
    """A figure with as many digits as it deserves.

    >>> plain(0.62), plain(8.31), plain(231.6)
    ('0.6', '8.3', '232')
    """
    return f"{value:.0f}" if value >= 20 else f"{value:.1f}"


def kind_of(name: str) -> str:
    return "ours" if OURS in name else ""


def draw_tools(canvas: Canvas, rows: Sequence[dict[str, Any]], bottom: float) -> None:
    canvas.text(20, 34, f"Tables of {rows[0]['pages']} pages: time, and cells right", "title")
    canvas.text(20, 54, "CPU ms a page on one core, lower is better", "quiet")
    canvas.text(CELLS, 72, "cells right", "quiet", "end")
    values = [row["cpu_ms"] for row in rows]
    axis = Axis(10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values))), *BARS)
    for tick in axis.ticks():
        canvas.rule(axis.at(tick), HEAD - 12, axis.at(tick), bottom)
        canvas.text(axis.at(tick), bottom + 16, plain(tick).removesuffix(".0"), "small", "middle")
    for n, row in enumerate(sorted(rows, key=lambda row: row["cpu_ms"])):
        y, kind = HEAD + n * ROW, kind_of(row["name"])
        canvas.text(NAMES, y + 4, row["name"], kind, "end")
        end = axis.at(row["cpu_ms"])
        canvas.bar(BARS[0], y - 7, end - BARS[0], kind)
        canvas.text(end + 5, y + 4, plain(row["cpu_ms"]), kind)
        score = row["score"]
        right = "–" if score is None else f"{100 * score['right'] / score['total']:.1f} %"
        canvas.text(CELLS, y + 4, right, kind, "end")


def draw_growth(canvas: Canvas, growth: dict[str, Any], bottom: float) -> None:
    rows = [row for row in growth["rows"] if row["cpu_seconds"] is not None]
    x = Axis(1, growth["pages"], *PLOT)
    seconds = [row["cpu_seconds"] for row in rows]
    y = Axis(min(seconds) * 0.8, max(seconds) * 1.2, bottom, HEAD - 12)
    canvas.text(PLOT[0] - 40, 34, f"One document, 1 to {growth['pages']} pages", "title")
    canvas.text(PLOT[0] - 40, 54, "CPU seconds of a fresh process, and its peak memory", "quiet")
    for tick in y.ticks():
        canvas.rule(PLOT[0], y.at(tick), PLOT[1], y.at(tick))
        canvas.text(PLOT[0] - 8, y.at(tick) + 4, f"{tick:g}", "small", "end")
    for tick in sorted({row["pages"] for row in rows}):
        if math.log2(tick) % 2 == 0 or tick == growth["pages"]:
            canvas.text(x.at(tick), bottom + 16, str(tick), "small", "middle")
    canvas.text((PLOT[0] + PLOT[1]) / 2, bottom + 34, "pages", "small", "middle")
    ends: list[tuple[float, float, str, str]] = []
    for name in dict.fromkeys(row["tool"] for row in rows):
        own = sorted((row for row in rows if row["tool"] == name), key=lambda row: row["pages"])
        points = [(x.at(row["pages"]), y.at(row["cpu_seconds"])) for row in own]
        canvas.curve(points, kind_of(name))
        last = own[-1]
        figures = f"{plain(last['cpu_seconds'])} s, {last['peak_mb']:.0f} MB"
        if last["pages"] == growth["pages"]:
            ends.append((points[-1][1], points[-1][0], name, figures))
        else:
            at, height = points[-1]
            canvas.text(at - 8, height - 12, SHORT.get(name, name), kind_of(name), "end")
            canvas.text(at - 8, height + 2, f"{figures} at {last['pages']}", "small", "end")
    free = math.inf
    for at, right, name, figures in sorted(ends, reverse=True):
        height = min(at, free)
        canvas.text(right + 10, height - 2, SHORT.get(name, name), kind_of(name))
        canvas.text(right + 10, height + 12, figures, "small")
        free = height - 30


def picture(tables: dict[str, Any], throughput: dict[str, Any]) -> str:
    rows, canvas = tables["gold"]["rows"], Canvas()
    bottom = HEAD + len(rows) * ROW - 8
    height = bottom + FOOT
    draw_tools(canvas, rows, bottom)
    draw_growth(canvas, throughput["growth"], bottom)
    left, right = tables["gold"], throughput["growth"]
    canvas.text(20, bottom + 50, f"{left['measured_on']}: {left['machine']}", "small")
    if (right["measured_on"], right["machine"]) != (left["measured_on"], left["machine"]):
        canvas.text(WIDTH - 20, bottom + 50, f"{right['measured_on']}: {right['machine']}", "small", "end")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-label="Time and exactness of table tools; cost as pages grow">\n'
        f"<style>{STYLE}</style>\n"
        f'<rect class="card" x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="8"/>\n'
        + "\n".join(canvas.parts)
        + "\n</svg>\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    here = Path(__file__).resolve().parent
    parser.add_argument("--results", type=Path, default=here / "results")
    parser.add_argument("--output", type=Path, default=here / "picture.svg")
    arguments = parser.parse_args()
    found = []
    for name, key, command in (
        ("tables.json", "gold", "benchmarks.tables --gold … --json"),
        ("throughput.json", "growth", "benchmarks.throughput --growth … --json"),
    ):
        file = arguments.results / name
        figures = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        if key not in figures:
            parser.error(f"{file} has no figures of {key!r}; write it with `python -m {command} {file}`")
        found.append(figures)
    arguments.output.write_text(picture(*found), encoding="utf-8")


if __name__ == "__main__":
    main()
