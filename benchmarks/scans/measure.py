"""A scan held against the digital file: what is right, and what is not and where.

Every score is a pair (right, of how many). What each means stands in benchmarks/README.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np

from benchmarks.scans.alike import aligned, distance, plain
from benchmarks.scans.render import Scan
from benchmarks.scans.sheets import Box
from benchmarks.scans.truths import FACT_COLUMNS, Number, Read, decimal, fact_key, pages_in

SAME_EDGE = 3.0
"""Points that an edge of a cell may lie off."""
STATUSES = ("read", "confirmed", "repaired", "unproven")
Cell = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the scan does not say as the digital file does."""

    kind: str
    truth: str
    found: str
    page: int | None = None
    """Of the scan."""
    box: Box | None = None
    digital_page: int | None = None
    status: str = ""


@dataclass(slots=True)
class Score:
    """Pairs (right, of how many) and plain counts by name, and the differences behind them."""

    pairs: dict[str, tuple[int, int]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    def add(self, name: str, right: int, total: int) -> None:
        """Adds to a pair."""
        before = self.pairs.get(name, (0, 0))
        self.pairs[name] = (before[0] + right, before[1] + total)

    def update(self, other: Score) -> None:
        """Adds another score to this one, without its differences."""
        for name, (right, total) in other.pairs.items():
            self.add(name, right, total)
        self.counts.update(other.counts)


def measured(truth: Read, read: Read | None, scan: Scan) -> Score:
    """The score of a scan that was read, or (null) could not be."""
    score = Score()
    _cells(score, truth, read, scan)
    _by_what_they_say(score, truth, read)
    _characters(score, truth, read, scan)
    _lattices(score, truth, read, scan)
    if read is not None:
        _statuses(score, truth, read, scan)
        _repaired_texts(score, truth, read, scan)
    return score


def _cells(score: Score, truth: Read, read: Read | None, scan: Scan) -> None:
    """Numbers and texts of cells, in the row that corresponds and the column that is the same."""
    tables = {} if read is None else read.tables
    for table_id, cells in truth.tables.items():
        on = {scan.warps[page][0] for page in pages_in(cells) if page in scan.warps}
        others = [c for group in tables.values() if pages_in(group) & on for c in group]
        mine, theirs = _by_row(cells), _by_row(others)
        rows = aligned([_texts(r) for r in mine], [_texts(r) for r in theirs])
        score.add("tables", int(_same_size(truth, read, table_id)), 1)
        for n, row in enumerate(mine):
            partner = theirs[rows[n]] if n in rows else {}
            for col, cell in row.items():
                _cell(score, cell, partner.get(col), list(partner.values()), read, scan)


def _cell(
    score: Score, cell: Cell, there: Cell | None, row: Sequence[Cell], read: Read | None, scan: Scan
) -> None:
    """One cell: `there` stands at its place in the table of the scan, `row` is all of that row."""
    text = plain(cell["text"])
    path = _path(cell)
    if text:
        right = there is not None and plain(there["text"]) == text
        right = right or any(plain(c["text"]) == text and path and _path(c) == path for c in row)
        score.add("cell_texts", int(right), 1)
        if not right and cell["value"] is None:
            score.differences.append(_difference("text", cell, there, scan))
    if cell["value"] is None:
        return
    same = [c for c in (there,) if c is not None and c["value"] == cell["value"]]
    same += [c for c in row if c["value"] == cell["value"] and path and _path(c) == path]
    before = [c for c in (there, *same) if c is not None and _before(c) == cell["value"]]
    seen = _seen(cell, read, scan)
    score.add("numbers_exact", int(seen == cell["value"] or bool(same)), 1)
    score.add("numbers_in_cell", int(bool(same)), 1)
    score.add("numbers_in_cell_before", int(bool(before)), 1)
    if there is None and not same:
        score.counts["numbers_without_cell"] += 1
    if not same:
        kind = "place" if seen == cell["value"] else "number"
        score.differences.append(_difference(kind, cell, there, scan))


def _seen(cell: Cell, read: Read | None, scan: Scan) -> Decimal | None:
    """The number that was read where the cell's number is printed, in a table or not."""
    if read is None or cell["bbox"] is None or cell["page"] not in scan.warps:
        return None
    page, warp = scan.warps[cell["page"]]
    return decimal(read.text_in(page, warp.box(tuple(cell["bbox"]))))


def _before(cell: Cell) -> Decimal | None:
    return decimal(cell.get("value_raw")) if cell.get("ocr_status") == "repaired" else cell["value"]


def _path(cell: Cell) -> list[str]:
    return [plain(level) for level in cell["column_path"] or ()]


def _by_row(cells: Sequence[Cell]) -> list[dict[int, Cell]]:
    """Cells by column of each row, tables one after the other."""
    rows: dict[tuple[str, int], dict[int, Cell]] = defaultdict(dict)
    for cell in cells:
        rows[cell["table_id"], cell["row"]][cell["col"]] = cell
    return list(rows.values())


def _texts(row: dict[int, Cell]) -> dict[int, str]:
    return {col: text for col, cell in row.items() if (text := plain(cell["text"]))}


def _same_size(truth: Read, read: Read | None, table_id: str) -> bool:
    """Whether the scan has a table of the same kind and size as this one."""
    columns = ("canonical_table", "n_rows", "n_cols")
    mine = next(t for t in truth.rows["tables"] if t["table_id"] == table_id)
    others = [] if read is None else read.rows.get("tables", [])
    return any(all(t[c] == mine[c] for c in columns) for t in others)


def _by_what_they_say(score: Score, truth: Read, read: Read | None) -> None:
    """Facts, sections, rows of forms, amounts of prose: each counted as often as it is there."""
    mine = truth.fact_keys()
    after = Counter() if read is None else read.fact_keys()
    before = Counter() if read is None else read.fact_keys(before=True)
    _counted(score, "facts", mine, after)
    score.add("facts_before", (mine & before).total(), mine.total())
    for what in ("sections", "form_rows", "prose_amounts"):
        _counted(score, what, truth.counted(what), Counter() if read is None else read.counted(what))
    missing, spurious = mine - after, after - mine
    for key, n in missing.items():
        nearest = next((k for k in spurious if k[:-1] == key[:-1]), None)
        found = "" if nearest is None else str(nearest[-1])
        where = next((f for f in truth.facts if fact_key(f) == key), None)
        said = " ".join(
            f"{name}={v}" for name, v in zip(FACT_COLUMNS, key[:-1], strict=True) if v is not None
        )
        page = None if where is None else where["page"]
        score.differences += [Difference("fact", f"{said} = {key[-1]}", found, digital_page=page)] * n


def _counted(score: Score, name: str, mine: Counter[Any], theirs: Counter[Any]) -> None:
    score.add(name, (mine & theirs).total(), mine.total())
    score.counts[f"{name}_spurious"] += (theirs - mine).total()
    if name != "facts":
        more = [" ".join(map(str, k)) for k in (theirs - mine)]
        for key in mine - theirs:
            said = " ".join(map(str, key))
            near = min(more, key=lambda other: distance(said, other), default="")
            score.differences.append(Difference(name, said, near if distance(said, near) < len(said) else ""))


def _characters(score: Score, truth: Read, read: Read | None, scan: Scan) -> None:
    """Page by page of the scan, against the pages that lie on it."""
    for page in sorted({page for page, _ in scan.warps.values()}):
        text = "".join(truth.page_text(n) for n in scan.pages_of(page))
        there = "" if read is None else read.page_text(page)
        score.add("characters", max(len(text) - distance(text, there), 0), len(text))


def _lattices(score: Score, truth: Read, read: Read | None, scan: Scan) -> None:
    """Drawn cells that the scan has too, each edge within `SAME_EDGE` of where it lies on the scan."""
    there: dict[int, list[Box]] = defaultdict(list)
    for page, box in read.lattice() if read is not None else ():
        there[page].append(box)
    boxes = {page: np.array(found) for page, found in there.items()}
    for page, box in truth.lattice():
        scanned, warp = scan.warps[page]
        sides = warp.sides(box)
        near = boxes.get(scanned, np.empty((0, 4)))
        ok = (near >= sides[:, 0] - SAME_EDGE) & (near <= sides[:, 1] + SAME_EDGE)
        found = bool(ok.all(axis=1).any())
        score.add("lattice_cells", int(found), 1)
        if not found:
            score.differences.append(Difference("lattice", "", "", scanned, warp.box(box), page))


def _statuses(score: Score, truth: Read, read: Read, scan: Scan) -> None:
    """How often numbers of each status are wrong: those with another value than what is printed there, and
    those where no number is printed, and texts where one is."""
    printed: dict[int, list[tuple[Box, Number]]] = defaultdict(list)
    for number in truth.numbers:
        if number.page in scan.warps:
            page, warp = scan.warps[number.page]
            printed[page].append((warp.box(number.box), number))
    _lost_numbers(score, printed, read)
    digital = {scan.warps[n][0] for n in scan.digital}
    for number in read.numbers:
        if number.page in digital:
            continue
        partners = [n for box, n in printed[number.page] if _covers(box, number.box)]
        right = any(n.value == number.value for n in partners)
        status = number.status or "none"
        score.add(f"right_of_{status}", int(right), 1)
        if not partners:
            score.counts["numbers_invented"] += 1
        if status == "repaired":
            was_right = any(n.value == number.before for n in partners)
            kind = "repairs_right" if right else "repairs_broken" if was_right else "repairs_wrong"
            score.counts[kind] += 1
        if not right:
            said = ", ".join(dict.fromkeys(str(n.value) for n in partners))
            found = str(number.value) if number.raw is None else f"{number.value} (raw {number.raw})"
            kind = "value" if partners else "invented"
            score.differences.append(
                Difference(kind, said, found, number.page, number.box, status=number.status or "")
            )


def _lost_numbers(score: Score, printed: Mapping[int, Sequence[tuple[Box, Number]]], read: Read) -> None:
    """Cells of the scan that say no number where one is printed: wrong, by the status that they have."""
    for cell in read.cells:
        status = cell.get("ocr_status")
        if cell["value"] is not None or not status or not cell["text"] or cell["bbox"] is None:
            continue
        box = tuple(cell["bbox"])
        if any(_inside(there, box) and _inside(box, there) for there, _ in printed.get(cell["page"], ())):
            score.add(f"right_of_{status}", 0, 1)
            score.counts["numbers_read_as_text"] += 1


def _repaired_texts(score: Score, truth: Read, read: Read, scan: Scan) -> None:
    """Codes and names that were repaired: by what is printed at their place."""
    repaired = [c for c in read.cells if c.get("ocr_status") == "repaired" and c["value"] is None]
    if not repaired:
        return
    printed: dict[int, list[tuple[Box, str]]] = defaultdict(list)
    for cell in truth.cells:
        if cell["bbox"] is not None and cell["page"] in scan.warps:
            page, warp = scan.warps[cell["page"]]
            printed[page].append((warp.box(tuple(cell["bbox"])), plain(cell["text"])))
    for cell in repaired:
        if cell["bbox"] is None:
            continue
        box = tuple(cell["bbox"])
        texts = [text for there, text in printed[cell["page"]] if _covers(there, box)]
        right, was_right = plain(cell["text"]) in texts, plain(cell.get("value_raw")) in texts
        kind = "right" if right else "broken" if was_right else "wrong"
        score.counts[f"text_repairs_{kind}"] += 1
        if not right:
            found = f"{cell['text']} (raw {cell.get('value_raw')})"
            said = ", ".join(dict.fromkeys(texts))
            score.differences.append(
                Difference("text_repair", said, found, cell["page"], box, None, "repaired")
            )


def _covers(printed: Box, box: Box) -> bool:
    """Whether two boxes mean the same place: the middle of one lies in the other."""
    return _inside(printed, box) or _inside(box, printed)


def _inside(middle_of: Box, box: Box, around: float = 1.5) -> bool:
    x, y = (middle_of[0] + middle_of[2]) / 2, (middle_of[1] + middle_of[3]) / 2
    return box[0] - around <= x <= box[2] + around and box[1] - around <= y <= box[3] + around


def _difference(kind: str, cell: Cell, there: Cell | None, scan: Scan) -> Difference:
    page, box = None, None
    if cell["bbox"] is not None and cell["page"] in scan.warps:
        page, warp = scan.warps[cell["page"]]
        box = warp.box(tuple(cell["bbox"]))
    found = "" if there is None else str(there["text"])
    status = "" if there is None else str(there.get("ocr_status") or "")
    return Difference(kind, str(cell["text"]), found, page, box, cell["page"], status)


def shares(score: Score) -> Iterator[tuple[str, int, int, float]]:
    """Name, right, total and share of each pair that has any."""
    for name, (right, total) in score.pairs.items():
        if total:
            yield name, right, total, right / total
