"""A figure of an output, with the page that prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from mingzhang.page import PIXELS, Page
from pipeline.ask.links import page_link
from pipeline.language.places import place_spoken
from pipeline.language.spoken import tr
from pipeline.reports.page_pictures import NoPicture

if TYPE_CHECKING:
    from PIL.Image import Image

    from mingzhang.document import Document
    from pipeline.language.spoken import Language

_AROUND = 60.0
"""Points of the page that a notebook shows above and below a figure."""


class Figure:
    """A row of `facts` with the page that it stands on. Every column of `facts` is an attribute.

    >>> figure, = out.figures("three_public.total", year=2025)
    >>> figure.value_yuan, figure.page.number
    (Decimal('31000.00'), 9)
    """

    def __init__(
        self, row: dict[str, Any], document: Callable[[str], Document], fact: Callable[[str], Figure]
    ) -> None:
        """`document` gives a document by its id, `fact` a figure."""
        self._document = document
        self._fact = fact
        self.row = row
        """Its row of `facts`."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["row"][name]
        except KeyError:
            message = tr("a figure has no {name}; its attributes are the columns of facts", name=name)
            raise AttributeError(message) from None

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.row})

    @property
    def document(self) -> Document:
        """The document that prints it."""
        return self._document(self.row["doc_id"])

    @property
    def page(self) -> Page:
        """The page that it is printed on; of a derived one, that of its first operand.

        Raises `NoPicture` where the document has no pages.
        """
        document = self.document
        if self.row["page"] is None:
            raise NoPicture(
                "no_pages",
                tr(
                    "{file} has no pages to show; the figure stands at {place} ({locator}), and "
                    "highlight writes a "
                    "copy with the place marked",
                    file=document.name,
                    place=self.place or "?",
                    locator=self.row["locator"] or "?",
                ),
            )
        return document.page(self.row["page"])

    @property
    def place(self) -> str:
        """Where it stands in words: "page 9", "sheet 附表2, cell C12"; `locator` is the exact place of what
        has no pages.

        >>> figure, = out.figures("three_public.total", year=2025)
        >>> figure.place
        'page 9'
        """
        return place_spoken(self.row["page"], self.row["locator"])

    @property
    def operands(self) -> list[Figure]:
        """The printed figures that a derived one follows from; none of one that is printed itself."""
        return [self._fact(fact_id) for fact_id in self.row["derived_from"] or ()]

    def image(self, scale: float = PIXELS, *, margin: float | None = None) -> Image:
        """The page with the figure boxed (of a derived one its operands); with `margin` the strip around it.

        Arguments and errors are those of `Page.image`.

        >>> figure, = out.figures("three_public.total", year=2025)
        >>> figure.image(scale=1, margin=40).width
        595
        """
        return self.page.image([self, *self.operands], scale, margin=margin)

    def citation(self, language: Language | None = None) -> str:
        """How it is cited: who says it, where, on which page, where that is published, which bytes were read.

        Chinese ("zh") after GB/T 7714-2015, English ("en") plain; without `language` that of the person.

        >>> figure, = out.figures("three_public.total", year=2025)
        >>> "p. 9" in figure.citation("en"), "第9页" in figure.citation("zh")
        (True, True)
        """
        return self.document.citation(language, fact=self.row)

    def __repr__(self) -> str:
        row = self.row
        what = f"{row['measure']} {row['role']} {row['value_year'] or ''}".strip()
        page = f", {self.place}" if self.place else ""
        return f"<Figure {what}: {_amount(row)}{page}>"

    def _repr_html_(self) -> str:
        from mingzhang.display import figure_html, measure_name
        from pipeline.reports.originals import NoOriginal

        row, document = self.row, self.document
        said = (
            document.row["entity_name"],
            row["value_year"],
            measure_name(row["measure"]),
            row["role"],
            _amount(row),
        )
        note = (document.name, self.place or None, row["raw"])
        try:
            picture: Image | str = self.image(margin=_AROUND)
        except (NoOriginal, NoPicture) as error:
            picture = str(error)
        link = page_link(document.row["source_url"], document.row["source_uri"], row["page"], row["locator"])
        return figure_html(_listed(said), _listed(note), link, picture)


def _amount(row: dict[str, Any]) -> str:
    if row["value_yuan"] is not None:
        return tr("{amount} yuan", amount=f"{row['value_yuan']:,f}")
    return "" if row["value"] is None else f"{row['value'].normalize():f}{row['unit_raw'] or ''}"


def _listed(parts: Iterable[object]) -> str:
    return " · ".join(str(part) for part in parts if part not in (None, ""))
