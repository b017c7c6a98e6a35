"""How each case is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas

from benchmarks.layouts.sheets import Sheet
from benchmarks.silent.cases import (
    LEFT,
    TALL,
    TOP,
    WIDTH,
    Case,
    Draw,
    Paper,
    early_rows,
    expenditure,
    fiscal,
    income,
)
from benchmarks.silent.painting import HEIGHT, Ruler, Stroke, some_columns, stroke_all, three_lines

NARROW, WIDE, AMOUNT, ROOM = 58.0, 120.0, 64.0, 495.0
FOOT = "— 5 —"


def widths(sheet: Sheet) -> list[float]:
    count = len(sheet.widths) - 2
    return [NARROW, WIDE, *([min(AMOUNT, (ROOM - NARROW - WIDE) / count)] * count)]


# ── control ──────────────────────────────────────────────────────────────────────────────────────────


def whole(paper: Paper, sheet: Sheet) -> None:
    paper.caption()
    y = paper.patch(sheet.rows, widths(sheet))
    paper.closing(y - 60)


# ── continued with fewer columns ─────────────────────────────────────────────────────────────────────


def continued(
    *,
    shift: float = 0,
    again: bool = False,
    ruler: Ruler = stroke_all,
    together: bool = False,
    full_end: int = 0,
) -> Draw:
    """The rows without project expenditure on a page of their own, without its column.

    `shift`: the second page lies so far to the right; `again`: with the header, of the columns that are
    drawn; `together`: the basic expenditure moves to the place of the total, which is not drawn there;
    `full_end`: so many last rows stand on a third page, which has all columns.
    """

    def draw(paper: Paper, sheet: Sheet) -> None:
        across, cut = widths(sheet), early_rows(sheet, paper.account)
        paper.caption()
        paper.patch([*sheet.header, *sheet.body[:cut]], across, ruler=ruler)
        paper.page()
        late = sheet.body[cut : len(sheet.body) - full_end]
        keep = [k for k in range(len(across)) if k < 2 or any(row[k].text for row in late)]
        keep = [k for k in keep if k != 2] if together else keep
        rows = some_columns([*(sheet.header if again else ()), *late], keep)
        y = paper.patch(rows, [across[k] for k in keep], x=LEFT + shift, y=TALL - 60, ruler=ruler)
        if full_end:
            paper.page()
            y = paper.patch(sheet.body[-full_end:], across, y=TALL - 60, ruler=ruler)
        paper.closing(y - 60)

    return draw


def hole(paper: Paper, sheet: Sheet) -> None:
    """The empty columns in the middle of the second page are not drawn, those on both sides are."""
    across = widths(sheet)
    cut = len(sheet.body) // 2
    paper.caption()
    paper.patch([*sheet.header, *sheet.body[:cut]], across)
    paper.page()
    late = sheet.body[cut:]
    empty = [k for k in range(2, len(across)) if not any(row[k].text for row in late)]
    left = [k for k in range(len(across)) if k < empty[0]]
    right = [k for k in range(len(across)) if k > empty[0] and k not in empty]
    paper.patch(some_columns(late, left), [across[k] for k in left], y=TALL - 60)
    if right:
        x = LEFT + sum(across[: right[0]])
        y = paper.patch(some_columns(late, right), [across[k] for k in right], x=x, y=TALL - 60)
    else:
        y = TALL - 60 - HEIGHT * len(late)
    paper.closing(y - 60)


# ── cut sideways ─────────────────────────────────────────────────────────────────────────────────────


def cut(
    *columns: Sequence[int],
    labels: bool = False,
    title: bool = False,
    down: int | None = None,
    over: bool = False,
) -> Draw:
    """Parts of the columns on pages of their own.

    `labels`: the first two columns again on each; `title`: the caption too; `down`: only so many rows a page,
    all pages of the left part first, or (`over`) row by row of pages.
    """

    def draw(paper: Paper, sheet: Sheet) -> None:
        across = widths(sheet)
        rows = sheet.rows
        stop = down or len(rows)
        stretches = [range(k, min(k + stop, len(rows))) for k in range(0, len(rows), stop)]
        parts = [c for c in columns if c[0] < len(across)]
        order = [(s, p) for p in range(len(parts)) for s in range(len(stretches))]
        if over:
            order = [(s, p) for s in range(len(stretches)) for p in range(len(parts))]
        for s, p in order:
            keep = [k for k in parts[p] if k < len(across)]
            keep = [0, 1, *keep] if labels and p else keep
            paper.page()
            if s == 0 and (p == 0 or title):
                paper.caption()
            chosen = [rows[k] for k in stretches[s]]
            if s and p:
                paper.written = True
            y = paper.patch(some_columns(chosen, keep), [across[k] for k in keep])
        paper.closing(y - 60)

    return draw


# ── turned ───────────────────────────────────────────────────────────────────────────────────────────

TURNS = {90: (0, 1, -1, 0, WIDTH, 0), 270: (0, -1, 1, 0, 0, TALL), 180: (-1, 0, 0, -1, WIDTH, TALL)}


def turned(
    by: int,
    *,
    ruler: Ruler = stroke_all,
    foot: bool = False,
    paragraph: bool = False,
    page: int = 0,
    twice: bool = False,
) -> Draw:
    """Caption and table turned counter-clockwise by so many degrees.

    `foot`: an upright page number; `paragraph`: an upright paragraph above; `page`: the page's own /Rotate;
    `twice`: cut over two turned pages.
    """

    def draw(paper: Paper, sheet: Sheet) -> None:
        width = TALL if by != 180 else WIDTH
        top = 530 if by != 180 else TOP
        cut = len(sheet.body) // 2 if twice else len(sheet.body)
        for rows in ([*sheet.header, *sheet.body[:cut]], sheet.body[cut:]):
            if not rows:
                continue
            paper.canvas.saveState()
            paper.canvas.setPageRotation(page)
            paper.canvas.transform(*TURNS[by])
            if rows[0] is sheet.header[0]:
                paper.caption(width, top)
            paper.patch(rows, widths(sheet), ruler=ruler, y=top)
            paper.canvas.restoreState()
            if foot:
                paper.centred(30, FOOT, 10)
            if paragraph:
                paper.text(LEFT, TALL - 40, "部门的支出情况见下表，详细说明见第三部分。")
            paper.page()
            paper.canvas.setPageRotation(0)
        paper.closing(TOP)

    return draw


# ── rules that nobody sees ───────────────────────────────────────────────────────────────────────────


def between_rows(strokes: list[Stroke], part: float = 0.6) -> list[Stroke]:
    """A rule inside every row."""
    ys = sorted({y0 for _, y0, _, y1 in strokes if y0 == y1})
    x0, x1 = min(s[0] for s in strokes), max(s[2] for s in strokes)
    return [(x0, y + HEIGHT * part, x1, y + HEIGHT * part) for y in ys[:-1]]


def between_columns(strokes: list[Stroke]) -> list[Stroke]:
    """A rule inside every column of amounts, through the numbers."""
    xs = sorted({x0 for x0, _, x1, _ in strokes if x0 == x1})
    y0, y1 = min(s[1] for s in strokes), max(s[3] for s in strokes)
    return [(x - 16, y0, x - 16, y1) for x in xs[3:]]


def white(canvas: Canvas) -> None:
    canvas.setStrokeGray(1)


def clear(canvas: Canvas) -> None:
    canvas.setStrokeAlpha(0)


def clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(0, 0, 10, 10)
    canvas.clipPath(path, stroke=0, fill=0)


def unseen(
    hide: Callable[[Canvas], None],
    extra: Callable[[list[Stroke]], list[Stroke]] = between_rows,
    filled: bool = False,
) -> Ruler:
    """The visible rules, and more that are drawn so that they are not seen; `filled`: as thin rectangles."""

    def rule(canvas: Canvas, strokes: list[Stroke]) -> None:
        stroke_all(canvas, strokes)
        canvas.saveState()
        hide(canvas)
        canvas.setFillGray(1)
        for x0, y0, x1, y1 in extra(strokes):
            if filled:
                canvas.rect(x0 - 0.3, y0 - 0.3, x1 - x0 + 0.6, y1 - y0 + 0.6, stroke=0, fill=1)
            else:
                canvas.line(x0, y0, x1, y1)
        canvas.restoreState()

    return rule


def covered(canvas: Canvas, strokes: list[Stroke]) -> None:
    """Black rules inside the rows, then a white sheet over them, then the rules that are seen."""
    stroke_all(canvas, between_rows(strokes))
    x0, x1 = min(s[0] for s in strokes), max(s[2] for s in strokes)
    y0, y1 = min(s[1] for s in strokes), max(s[3] for s in strokes)
    canvas.setFillGray(1)
    canvas.rect(x0 - 3, y0 - 3, x1 - x0 + 6, y1 - y0 + 6, stroke=0, fill=1)
    stroke_all(canvas, strokes)


def on_shade(canvas: Canvas, strokes: list[Stroke]) -> None:
    """White rules over a shaded table: they are seen, and the only ones."""
    x0, x1 = min(s[0] for s in strokes), max(s[2] for s in strokes)
    y0, y1 = min(s[1] for s in strokes), max(s[3] for s in strokes)
    canvas.setFillGray(0.85)
    canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=0, fill=1)
    canvas.setStrokeGray(1)
    stroke_all(canvas, strokes)
    canvas.setStrokeGray(0)


def all_white(canvas: Canvas, strokes: list[Stroke]) -> None:
    """The whole grid is white on white."""
    canvas.setStrokeGray(1)
    stroke_all(canvas, strokes)
    canvas.setStrokeGray(0)


def white_beside(canvas: Canvas, strokes: list[Stroke]) -> None:
    """Rules between rows and the frame are black, those between columns white."""
    x0, x1 = min(s[0] for s in strokes), max(s[2] for s in strokes)
    inner = [s for s in strokes if s[0] == s[2] and x0 < s[0] < x1]
    stroke_all(canvas, [s for s in strokes if s not in inner])
    all_white(canvas, inner)


def ruled(ruler: Ruler) -> Draw:
    def draw(paper: Paper, sheet: Sheet) -> None:
        paper.caption()
        y = paper.patch(sheet.rows, widths(sheet), ruler=ruler)
        paper.closing(y - 60)

    return draw


HALVES = (range(3), range(3, 9))
THIRDS = (range(3), range(3, 6), range(6, 9))

CASES = (
    Case("control/expenditure", whole, expenditure),
    Case("control/income", whole, income),
    Case("control/fiscal", whole, fiscal),
    Case("continued/plain", continued(), expenditure, embedded=False),
    Case("continued/shifted", continued(shift=18), expenditure),
    Case("continued/full_end", continued(full_end=2), expenditure),
    Case("continued/header_again", continued(again=True), expenditure, aside=True),
    Case("continued/three_lines", continued(ruler=three_lines), expenditure),
    Case("continued/together", continued(together=True), expenditure),
    Case("continued/hole", hole, income, aside=True),
    Case("cut/plain", cut(*HALVES), expenditure, embedded=False),
    Case("cut/wide", cut(range(4), range(4, 9)), income),
    Case("cut/labels", cut(*HALVES, labels=True), fiscal),
    Case("cut/title", cut(*HALVES, title=True), fiscal),
    Case("cut/heads", cut(range(4), range(4, 9)), income, deep=True, aside=True),
    Case("cut/thirds", cut(*THIRDS), income, aside=True),
    Case("cut/down_then_over", cut(*HALVES, down=10), expenditure),
    Case("cut/over_then_down", cut(*HALVES, down=10, over=True), expenditure, aside=True),
    Case("turned/90", turned(90), expenditure, embedded=False),
    Case("turned/270", turned(270), income),
    Case("turned/180", turned(180), fiscal, aside=True),
    Case("turned/three_lines", turned(90, ruler=three_lines), expenditure),
    Case("turned/foot", turned(90, foot=True), fiscal),
    Case("turned/paragraph", turned(270, paragraph=True), income, aside=True),
    Case("turned/page_too", turned(270, page=180), expenditure, aside=True),
    Case("turned/twice", turned(90, twice=True, foot=True), expenditure),
    Case("unseen/white_rows", ruled(unseen(white)), expenditure, embedded=False),
    Case("unseen/white_columns", ruled(unseen(white, between_columns)), fiscal),
    Case("unseen/clear", ruled(unseen(clear)), income),
    Case("unseen/clipped", ruled(unseen(clipped)), fiscal, aside=True),
    Case("unseen/filled", ruled(unseen(white, filled=True)), expenditure, aside=True),
    Case("unseen/covered", ruled(covered), expenditure),
    Case("unseen/on_shade", ruled(on_shade), income),
    Case("unseen/all_white", ruled(all_white), fiscal),
    Case("unseen/white_beside", ruled(white_beside), expenditure, aside=True),
)
