"""Pages to a Document: paragraphs and grids in reading order over one canonical text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extractors.document import Block, Document, Grid, GridCell, Page, Paragraph, TextOrigin
from extractors.pdf.canonical_text import CanonicalText
from extractors.pdf.cell_glyphs import FilledLattice
from extractors.pdf.cell_text import read_cells
from extractors.pdf.doubts import doubts_of
from extractors.pdf.lines import breaks_word
from extractors.pdf.page import PageContent
from extractors.pdf.paragraphs import PageLines, Run, build_runs
from extractors.pdf.rejects import page_rejects
from extractors.pdf.repeated_cells import without_repeats
from extractors.pdf.scanned import NO_TEXT
from extractors.pdf.trust import IMAGE, NONSENSE, OUTLINES
from extractors.pdf.unruled.text_lattice import ENGINE as WHITESPACE

MOST_LISTED = 20
"""A note names so many pages and counts the others."""
READ_BY_OCR = "pages read by OCR"


def assemble(
    contents: Sequence[PageContent], failed: Sequence[int], media_type: str = "application/pdf"
) -> Document:
    """The Document of these pages; `failed` are the numbers of pages that are missing among them."""
    pages = tuple(c.page for c in contents)
    contents = without_repeats([layer for c in contents for layer in c.all_layers()])
    text = CanonicalText(contents)
    blocks: list[Block] = []
    for p, item in _in_reading_order(contents):
        blocks.append(_paragraph(text, item) if isinstance(item, Run) else _grid(text, p, item))
        text.add_white("\n")
    char_page, char_box = text.provenance()
    losses, remarks = tuple(_losses(contents, failed)), tuple(_remarks(contents))
    return Document(
        text=text.text(),
        blocks=tuple(blocks),
        media_type=media_type,
        text_origin=_origin(pages),
        pages=pages,
        char_page=char_page,
        char_box=char_box,
        notes=(*losses, *remarks),
        rejects=tuple(reject for c in contents for reject in page_rejects(c)),
        partial=bool(losses),
        char_confidence=text.confidence(),
    )


def _origin(pages: Sequence[Page]) -> TextOrigin:
    """Where the text of these pages comes from."""
    origins = {page.origin for page in pages}
    return origins.pop() if len(origins) == 1 else "mixed" if origins else "native"


def _in_reading_order(contents: Sequence[PageContent]) -> list[tuple[int, Run | FilledLattice]]:
    """Paragraphs and grids, each with the index of its page, by page and top edge."""
    pages = [PageLines(c.page.number, *c.size, c.glyphs, c.lines, bool(c.grids)) for c in contents]
    items: list[tuple[tuple[int, float, int], Run | FilledLattice]] = []
    for n, run in enumerate(build_runs(pages)):
        p, line = run.lines[0]
        items.append(((p, line.top, n), run))
    for p, content in enumerate(contents):
        items.extend(((p, grid.lattice.y_edges[0], k), grid) for k, grid in enumerate(content.grids))
    items.sort(key=lambda item: item[0])
    return [(p, item) for (p, _, _), item in items]


def _paragraph(text: CanonicalText, run: Run) -> Paragraph:
    start = text.length
    spans: list[tuple[int, int]] = []
    last = ""
    for p, line in run.lines:
        chars = text.contents[p].glyphs.chars
        if last and breaks_word(last, chars[line.glyphs[0]]):
            text.add_white(" ")
        begin = text.length
        text.add(line.text, line.glyphs, p)
        spans.append((begin, text.length))
        last = chars[line.glyphs[-1]]
    return Paragraph(
        start,
        text.length,
        "furniture" if run.furniture else "body",
        round(run.size, 2),
        run.centred,
        False,
        tuple(spans),
    )


def _grid(text: CanonicalText, p: int, grid: FilledLattice) -> Grid:
    content = text.contents[p]
    lattice = grid.lattice
    start = text.length
    printed = read_cells(content.glyphs, grid)
    text.add(printed.text, printed.sequence, p)
    begins = [start + begin for begin in printed.starts]
    ends = [begin - 1 for begin in begins[1:]]
    texts = printed.texts()
    rows, cols, row_spans, col_spans = lattice.cells.table.T.tolist()
    cells = tuple(map(GridCell, rows, cols, texts, begins, ends, row_spans, col_spans))
    return Grid(
        start=start,
        end=text.length,
        n_rows=len(lattice.y_edges) - 1,
        n_cols=len(lattice.x_edges) - 1,
        cells=cells,
        page=content.page.number,
        box=lattice.box if content.turn is None else content.turn.displayed(lattice.box),
        engine=lattice.engine,
        ruled=lattice.engine != WHITESPACE,
        x_edges=lattice.x_edges,
        y_edges=lattice.y_edges,
        open_above=lattice.open_above,
        turn=content.turn,
        doubtful=(*lattice.doubtful, *doubts_of(content.glyphs, printed, texts, cols)),
    )


def _losses(contents: Sequence[PageContent], failed: Sequence[int]) -> Iterator[str]:
    """What could not be read of the pages, each kind with their numbers."""
    kinds = {
        "pages that cannot be loaded": failed,
        "pages without text layer (images)": _numbers(contents, _is_picture),
        f"pages with {OUTLINES}": _numbers(contents, lambda c: _is_untrusted(c, OUTLINES)),
        f"pages with {NONSENSE}": _numbers(contents, lambda c: _is_untrusted(c, NONSENSE)),
        "pages with text in fonts that are not embedded, not read in full": _numbers(
            contents, lambda c: c.incomplete
        ),
        "pages with more drawn objects than are looked at": _numbers(contents, lambda c: c.truncated),
    }
    for why in sorted({c.unread for c in contents if c.unread and c.page.origin != "ocr"}):
        kinds[f"pages on which {why}"] = [c.page.number for c in contents if c.unread == why]
    for kind, numbers in kinds.items():
        if numbers:
            yield f"{kind}: {_listed(numbers)}"


def _remarks(contents: Sequence[PageContent]) -> Iterator[str]:
    """What is to be known of the reading of the pages though nothing is lost."""
    recognised = [c for c in contents if c.page.origin == "ocr"]
    blank = _numbers(recognised, lambda c: c.unread == NO_TEXT)
    read = [number for number in dict.fromkeys(_numbers(recognised, lambda _: True)) if number not in blank]
    for kind, numbers in ((READ_BY_OCR, read), (f"pages on which {NO_TEXT}", blank)):
        if numbers:
            yield f"{kind}: {_listed(numbers)}"


def _numbers(contents: Sequence[PageContent], holds: Callable[[PageContent], bool]) -> list[int]:
    return [c.page.number for c in contents if holds(c)]


def _is_picture(content: PageContent) -> bool:
    """Whether the text of a page is a picture that nobody read."""
    is_blank = content.page.n_glyphs == 0 and content.page.has_image
    return content.page.origin != "ocr" and not content.unread and (is_blank or content.untrusted == IMAGE)


def _is_untrusted(content: PageContent, why: str) -> bool:
    return content.page.origin != "ocr" and not content.unread and content.untrusted == why


def _listed(numbers: Sequence[int]) -> str:
    more = f" and {len(numbers) - MOST_LISTED} more" if len(numbers) > MOST_LISTED else ""
    return ", ".join(map(str, numbers[:MOST_LISTED])) + more
