"""Extractions and tasks that tests put in the place of the real ones; workers import them by name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from extractors.document import Document, Page, Place, Reject, TextOrigin
from extractors.errors import Unreadable
from extractors.ocr import models, progress
from extractors.records import (
    Cell,
    Check,
    Fact,
    Finding,
    Goal,
    Identity,
    IdentityEvidence,
    Indicator,
    Project,
    ProjectFund,
    Quantity,
    Reason,
    Section,
    Table,
)
from patterns import PatternTimeout
from pipeline.audit.entries import shown
from pipeline.datasets.ids import doc_id
from pipeline.reading.extraction import Extraction
from pipeline.running.job import StagingError


def extraction(data: bytes, _engine: str = "auto", _ocr: str = "auto") -> Extraction:
    """A small extraction from a text of lines `year|division|entity|kind` and then `label amount` lines.

    >>> extraction("2023|110112|某区财政局|final_account\\n收入合计 1.50".encode()).facts[0].value
    Decimal('1.50')
    """
    text = data.decode("utf-8")
    head, *lines = text.split("\n")
    year, division, entity, kind = head.split("|")
    identity = Identity(
        title=f"{entity}{year}",
        doc_kind=kind,
        fiscal_year=int(year) if year else None,
        entity_name=entity or None,
        scope_type="department_rollup",
        division_code=division or None,
        published_on="2024-08-30",
        default_unit="万元",
        is_disclosure=kind != "novel",
        evidence=(IdentityEvidence("entity_name", entity, "title", _find(text, entity)),),
    )
    facts, cells, quantities = [], [], []
    for n, line in enumerate(lines):
        label, amount = line.split(" ")
        start = text.index(line) + len(label) + 1
        place = Place(1, (1.0, 2.0, 3.0, 4.5), start, start + len(amount))
        value = Decimal(amount)
        cells.append(
            Cell(
                place, n, 1, 1, 1, amount, False, label, None, ("决算数",), value, value * 10000, "printed", 2
            )
        )
        facts.append(
            Fact(place, "income.total", "final", "table", scope="all_funds", table=0, row=n, col=1,
                 item_label=label, value_raw=amount, value=value, value_yuan=value * 10000, decimals=2,
                 reasons=(0,) if n == 0 else (), section=0)
        )  # fmt: skip
        quantities.append(Quantity(place, 0, "amount", amount, "万元", 2, value, value * 10000, "body"))
    everywhere = Place(1, None, 0, len(text))
    checks = []
    if len(facts) > 1:
        diff = facts[0].value_yuan - facts[1].value_yuan
        checks.append(
            Check("I01", "a = b", (0,), (1,), facts[0].value_yuan, facts[1].value_yuan, diff, Decimal(50),
                  "fail" if diff else "pass", "error", message_zh="不等", message_en="not equal")
        )  # fmt: skip
    failed = [
        Finding("I01", c.category, c.severity, c.message_zh, c.message_en, (facts[0].place, facts[1].place),
                0, (0, 1), shown(facts[0].value_yuan), shown(facts[1].value_yuan))
        for c in checks if c.result == "fail"
    ]  # fmt: skip
    return Extraction(
        doc_id=doc_id(data),
        byte_size=len(data),
        document=Document(text, (), "text/plain", rejects=(Reject("read", "odd glyph", everywhere, "x"),)),
        identity=identity,
        sections=(Section(_find(text, entity), None, 0, 1, "none", None, entity, "heading", 0, len(text)),),
        tables=(
            Table(
                everywhere, 0, None, None, "万元", Decimal(10000), len(lines), 2, (1,), "text", tuple(cells)
            ),
        ),
        quantities=tuple(quantities),
        facts=tuple(facts),
        reasons=(Reason(_find(text, entity), entity),) if facts else (),
        checks=tuple(checks),
        findings=tuple(failed),
    )


def form(data: bytes, _engine: str = "auto", _ocr: str = "auto") -> Extraction:
    """An extraction with one self-evaluation form whose leader and telephone number are printed."""
    found = extraction(data)
    text = "\n项目甲 负责人 测试员 电话 00000000 及时完成 10 9.5"
    whole = found.document.text + text
    place = Place(None, None, len(found.document.text), len(whole))
    contact = _find(whole, "测试员 电话 00000000")
    project = Project(
        place,
        "pf_project_self_eval",
        2023,
        name_raw="项目甲",
        leader="测试员",
        phone="00000000",
        funds=(ProjectFund(place, "total", executed=Decimal("1000.00"), executed_raw="0.10"),),
        goals=(Goal(place, "完成", "完成"),),
        indicators=(Indicator(place, None, None, "及时完成", (), "10", "9.5", Decimal(10), Decimal("9.5")),),
    )
    persons = "测试员 电话 00000000"
    cell = Cell(contact, 0, 0, 1, 1, persons, False, "测试员", None, (), Decimal(0), None, "printed")
    table = Table(place, None, None, None, None, None, 1, 1, (), "text", (cell,))
    return Extraction(
        doc_id=found.doc_id,
        byte_size=found.byte_size,
        document=Document(whole, (), "text/plain"),
        identity=found.identity,
        tables=(table,),
        projects=(project,),
    )


def coded(data: bytes, _engine: str = "auto", _ocr: str = "auto") -> Extraction:
    """An extraction with tables on page 4: one of codes from lines `code name`, and one without cells that
    the catalogue does not know from each line `title TITLE`."""
    head, *lines = data.decode("utf-8").split("\n")
    found = extraction(data.split(b"\n", maxsplit=1)[0])
    place = Place(4, (0.0, 0.0, 1.0, 1.0), 0, len(head))
    named = [line.split(" ") for line in lines]
    unknown = [
        Table(place, None, None, name, "万元", Decimal(10000), 1, 1, (4,), "text", ())
        for first, name in named
        if first == "title"
    ]
    cells = [
        Cell(
            place, row, 2, 1, 1, "1.50", False, name, first, ("决算数",), Decimal("1.50"), None, "printed", 2
        )
        for row, (first, name) in enumerate(named)
        if first != "title"
    ]
    codes = Table(
        place, None, "fa_expenditure", "支出决算表", "万元", Decimal(10000), len(lines), 3, (4,), "text",
        tuple(cells),
    )  # fmt: skip
    return replace(found, doc_id=doc_id(data), tables=(codes, *unknown), facts=(), checks=(), reasons=())


def cells_of(data: bytes, _engine: str = "auto", _ocr: str = "auto") -> Extraction:
    """An extraction with one table on page 1 whose canonical id is the second line; its rows are the further
    lines, cells parted by `;`, the first two of them the row's code and label."""
    head, table, *lines = data.decode("utf-8").split("\n")
    found = extraction(data.split(b"\n", maxsplit=1)[0])
    place = Place(1, None, 0, len(head))
    rows = [line.split(";") for line in lines]
    cells = [
        Cell(place, row, col, 1, 1, text, False, texts[1], texts[0] or None, (), None, None, "printed")
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
        if text
    ]
    whole = Table(place, None, table, None, None, None, len(rows), 4, (1,), "text", tuple(cells))
    return replace(found, doc_id=doc_id(data), tables=(whole,), facts=(), checks=(), reasons=())


def treacherous(data: bytes, _engine: str = "auto", _ocr: str = "auto") -> Extraction:
    """Does what the first line of the document says, instead of reading it."""
    match data.split(b"\n")[0]:
        case b"sleep":
            time.sleep(600)
        case b"abort":
            os.abort()
        case b"kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"grow":
            _grow()
        case b"raise":
            raise ZeroDivisionError("no such thing")
        case b"html":
            raise Unreadable("html", "a web page; save the attachment instead")
        case b"damaged":
            raise Unreadable("damaged", "the cross-reference table is missing; fetch it again")
        case b"pattern":
            raise PatternTimeout("pattern p of f.toml took longer than 2 s")
    return extraction(data)


def scanned(data: bytes, _reader: str = "auto", ocr: str = "auto") -> Extraction:
    """As `extraction`; a last line `scan page` says that the line before it stands on a scanned page, and
    `scan all` that all pages are scanned.
    """
    text, _, what = data.decode("utf-8").partition("\nscan ")
    pages = 2 if what else 0
    models_hash = None if ocr == "never" else models.models_hash()
    if what:
        progress.report(0, 1)
    if what and models_hash is not None:
        progress.report(1, 1)
    if what == "all" and models_hash is None:
        raise Unreadable("scan", "the PDF has no text layer")
    if what and models_hash is None:
        text = text.rpartition("\n")[0]
    found = extraction(text.encode())
    origin: TextOrigin = "native" if models_hash is None else "ocr"
    shown = (Page(1, 10, 10, n_glyphs=9), Page(2, 10, 10, has_image=True, origin=origin))[:pages]
    return replace(found, doc_id=doc_id(data), document=replace(found.document, pages=shown))


def no_space(_data: bytes, _reader: str = "auto", _ocr: str = "auto") -> Extraction:
    """As where what was read cannot be written."""
    raise StagingError("[Errno 28] No space left on device")


def standing(_task: object) -> tuple[int, bool]:
    """How nice a worker is, and whether it was forked from a server that had imported everything."""
    return os.nice(0), "pipeline.running.warm_server" in sys.modules


def pages(task: tuple[int, float]) -> str:
    """A task for the worker pool: reports so many pages, each after so many seconds; then hangs if that is
    negative."""
    number, seconds = task
    progress.report(0, abs(number))
    for done in range(1, abs(number) + 1):
        time.sleep(seconds)
        progress.report(done, abs(number))
    if number < 0:
        time.sleep(600)
    return f"{number} pages"


def double(task: object) -> object:
    """A task for the worker pool: doubles a number, or does what a word says."""
    match task:
        case "abort":
            os.abort()
        case "sleep":
            time.sleep(600)
        case "grow":
            _grow()
        case "linger":
            time.sleep(2)
            return None
        case "burn":
            while True:
                pass
        case "hungry child":
            subprocess.run(
                [sys.executable, "-c", "from tests.pipeline.fakes import _grow; _grow()"], check=False
            )
        case int():
            return 2 * task
        case str() if " " in task:
            return _obey(*task.rsplit(" ", 1))
    raise ValueError(task)


def _obey(word: str, path: str) -> object:
    """What a worker does with a file: tells who it is and sleeps, starts a child that does, or dies once."""
    match word:
        case "tell":
            Path(path).write_text(str(os.getpid()))
            time.sleep(600)
        case "child":
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            Path(path).write_text(str(child.pid))
            time.sleep(600)
        case "die once" if not Path(path).exists():
            Path(path).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return "lives"


def process(_task: object) -> int:
    """A task that tells which process runs it."""
    return os.getpid()


def _grow() -> None:
    """Takes memory until it is stopped, a little at a time so that the watch can see it."""
    hoard = []
    while True:
        hoard.append(bytearray(b"x" * 8_000_000))
        time.sleep(0.005)


def _find(text: str, part: str) -> Place:
    start = text.index(part) if part else 0
    return Place(None, None, start, start + len(part))
