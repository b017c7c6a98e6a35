"""Shape of `interface.toml`: what Mingzhang itself says to people."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from patterns.shape import Entry, PatternFile, Shape

Language = Literal["zh", "en"]


class Text(Shape, frozen=True, kw_only=True):
    """A text in both languages."""

    zh: str
    en: str

    def of(self, language: Language) -> str:
        """The text in one language."""
        return self.zh if language == "zh" else self.en

    def filled(self, **values: object) -> Text:
        """The text with its `{…}` filled in."""
        return Text(zh=self.zh.format(**values), en=self.en.format(**values))


class Report(Shape, frozen=True, kw_only=True):
    """Words of the pages of findings."""

    title_all: Text
    title_one: Text
    documents: Text
    severity: Text
    code: Text
    status: Text
    document: Text
    region: Text
    page: Text
    message: Text
    printed: Text
    computed: Text
    confidence: Text
    formula: Text
    left: Text
    """Side of an identity."""
    right: Text
    difference: Text
    gap: Text
    """Size of the gap of a finding, in yuan."""
    share: Text
    """The same, as a share of the printed figure."""
    tolerance: Text
    all: Text
    """Choice of a filter: everything."""
    search: Text
    none: Text
    line: Text
    """Where a document has no pages."""
    language: Text
    """Each language's own name."""
    order: Text
    order_weight: Text
    order_gap: Text
    order_share: Text
    order_document: Text
    came_back: Text
    """Open, and a new version of the document brought it back: with what was said before."""
    no_link: Text
    """Why pages are not linked."""
    file: Text
    published_at: Text
    foot: Text


class FormulaTexts(Shape, frozen=True, kw_only=True):
    """Words of the formulas of checks."""

    function_code: Text
    economic_code: Text
    total: Text
    classes: Text
    below: Text
    """The sum of the codes below a code."""
    growth: Text
    share: Text
    completion: Text
    shares: Text
    """The sum of the shares of all."""
    change: Text
    form: Text
    form_name: Text
    """A form that names no project."""
    elsewhere: Text
    """A measure that is printed at a second place."""
    words: dict[str, Text]
    """What else formulas say, the longer before what it begins with."""


class PlacesTexts(Shape, frozen=True, kw_only=True):
    """Where something stands, as people say it."""

    page: Text
    cell: Text
    """Of a sheet of a workbook."""
    cells: Text
    csv_cell: Text
    csv_cells: Text
    line: Text
    lines: Text
    web_page: Text
    """All of one."""
    element: Text
    """One that is called by its name alone."""
    steps: dict[str, Text]
    """Of a path in a document of words."""
    elements: dict[str, Text]
    """Of web pages, `table` among them."""


class Scale(Shape, frozen=True, kw_only=True):
    """A unit in which amounts are shown."""

    yuan: int
    unit: Text


class RankingTexts(Shape, frozen=True, kw_only=True):
    """Words of rankings and their charts."""

    title: Text
    shown: Text
    """How many of the ranked are shown."""
    traceable: Text
    both: Text = msgspec.field(name="and")
    """Between two remarks."""
    of_scope: Text
    """A title with its scope."""
    covered: Text
    """How many documents have the figure that is ranked."""
    documents: Text
    published: Text
    """How many bodies have published, of those that the folder knows."""
    scopes: dict[Literal["department_rollup", "department_own", "single_unit", "unknown", "all"], Text]
    kinds: dict[Literal["budget", "final_account"], Text]
    scale: tuple[Scale, ...]
    """The largest first; the last is the yuan."""
    scale_en: tuple[Scale, ...]
    """The same for who reads English."""


class MeasuresTexts(Shape, frozen=True, kw_only=True):
    """Heads of the list of measures."""

    name: Text


class SearchTexts(Shape, frozen=True, kw_only=True):
    """How hits are shown."""

    marks: tuple[str, str]
    """Before and behind a word that was found."""


class Explained(Shape, frozen=True, kw_only=True):
    """What findings of some codes mean."""

    codes: tuple[str, ...]
    what: Text
    doubt: Text
    """Why it may be wrong: what to look at before it is published."""


class Interface(PatternFile[Entry], frozen=True, kw_only=True):
    """`interface.toml`. Tables by a value of the datasets have that value as key."""

    NAME: ClassVar[str] = "interface"

    name: Text
    severity: dict[Literal["error", "warning", "info"], Text]
    category: dict[
        Literal[
            "arithmetic", "contradiction", "semantics", "format", "completeness", "identity", "plausibility"
        ],
        Text,
    ]
    status: dict[Literal["open", "confirmed", "false_positive", "explained"], Text]
    report: Report
    formula: FormulaTexts
    no_images: dict[Literal["missing", "changed", "no_pages", "unreadable"], Text]
    places: PlacesTexts
    citation: dict[Language, tuple[str, ...]]
    """How a figure is cited: pieces in their order."""
    ranking: RankingTexts
    measures: MeasuresTexts
    search: SearchTexts
    codes: dict[str, Text]
    """What findings are called, by their code."""
    explained: tuple[Explained, ...]
