"""The whole way from bytes to an `Extraction`: a pure function of bytes, patterns and settings."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import get_args

from extractors.document import Document
from extractors.forms.projects import find_projects
from extractors.identity.identify import identify
from extractors.narrative.quantities import find_quantities
from extractors.narrative.statements import facts_from_narrative
from extractors.narrative.unplaced import unplaced_numbers
from extractors.outline.sections import outline
from extractors.pdf.engines import ENGINES
from extractors.pdf.page import PageContent
from extractors.read import OcrMode, read, second_look
from extractors.records import Fact
from extractors.tables.logical import logical_tables
from pipeline.audit import Audit, audit_document
from pipeline.datasets.ids import doc_id
from pipeline.figures.links import link
from pipeline.figures.normalise import normalise_facts, own_totals
from pipeline.reading.arbitration import OURS, arbitrate, read_by
from pipeline.reading.extraction import Extraction
from pipeline.reading.losses import Loss, find_losses, notes_of
from pipeline.reading.readings import read_again
from pipeline.reading.repair import SecondLook, mend
from pipeline.reading.repair.prose import mend_prose
from pipeline.reading.tie_out import TiedOut, tie_out, tie_out_document

READERS = ("auto", OURS, *ENGINES)
"""Who can be told to read the tables of PDFs."""


def extract(data: bytes, reader: str = "auto", ocr: OcrMode = "auto") -> Extraction:
    """Everything that can be read from the bytes of one source.

    `reader` says who reads the tables of PDF pages: "auto" (PDFium, and second opinions where a table does
    not tie out), or one of "pdfium", "pdfplumber", "camelot" alone. What is readable but no disclosure gets
    its text, outline and tables, and no facts.

    `ocr` says which pages are recognised: those without a text layer that can be trusted ("auto"), all
    ("always") or none ("never"); without the extra `ocr` none is.

    Raises `extractors.errors.Unreadable` for what is no readable document, `ValueError` for a reader or a
    way to use OCR that there is not.
    """
    if reader not in READERS:
        raise ValueError(f"no reader {reader!r}; there are {', '.join(READERS)}")
    if ocr not in get_args(OcrMode):
        raise ValueError(f"no way {ocr!r} to use OCR; there are {', '.join(get_args(OcrMode))}")
    kept: list[PageContent] = []
    document = read(data, kept, ocr)
    if reader not in ("auto", OURS):
        document = replace(read_by(data, document, reader, kept), modified_at=document.modified_at)
    return extract_document(document, data, second_opinions=reader == "auto", kept=kept)


def extract_document(
    document: Document,
    data: bytes = b"",
    *,
    second_opinions: bool = False,
    kept: list[PageContent] | None = None,
    look_again: SecondLook | None = None,
) -> Extraction:
    """Everything that can be read from a document; `data` are the bytes that it was read from.

    Without second opinions the bytes only give the document its id. `kept` is what was seen of its pages; it
    is emptied when no page can be read again any more, for it is large. `look_again` reads numbers of
    recognised pages once more (`pipeline.reading.repair`); with second opinions, null is what the bytes show.
    """
    kept = [] if kept is None else kept
    sections = outline(document)
    tables = logical_tables(document, sections)
    identity = identify(document, sections, tables)
    found = Extraction(
        doc_id=doc_id(data),
        byte_size=len(data),
        document=document,
        identity=identity,
        sections=tuple(sections),
        tables=tuple(tables),
    )
    if not identity.is_disclosure:
        kept.clear()
        return found
    tied = tie_out(tables, identity)
    if second_opinions:
        found = replace(found, ruling=arbitrate(data, document, tied, identity, kept))
    kept.clear()
    if found.ruling.document is not None:
        document = replace(found.ruling.document, modified_at=document.modified_at)
        found, tied = _tied_anew(found, document)
    asked = second_look(data, document) if second_opinions and look_again is None else nullcontext(look_again)
    with asked as look:
        work = mend(document, tied, found.identity, look)
        if work is None:
            return _read_out(found, tied)
        found = _read_out(*_tied_anew(found, work.document()))
        if mend_prose(found, work):
            heard = _read_out(*_tied_anew(found, work.document()))
            return heard if heard.n_failed <= found.n_failed else found
    return found


def _tied_anew(found: Extraction, document: Document) -> tuple[Extraction, TiedOut]:
    """What was found with another document in its place, and its tables tied out."""
    sections = outline(document)
    tied = tie_out_document(document, found.identity, sections)
    identity = identify(document, sections, list(tied.tables))  # its places are in the new text
    return replace(found, document=document, identity=identity, sections=tuple(sections)), tied


def _read_out(found: Extraction, tied: TiedOut) -> Extraction:
    """Everything of a disclosure that rests on its tables, tied out."""
    document, identity, sections = found.document, found.identity, found.sections
    marked = zip(tied.tables, tied.verdicts(), strict=True)
    tables = [found.ruling.mark(table, holds) for table, holds in marked]
    quantities = find_quantities(document, sections)
    from_narrative, reasons = facts_from_narrative(document, sections, quantities, identity)
    projects = find_projects(document, tables, identity)
    from_tables = own_totals(tied.facts, identity)
    grammar = normalise_facts(from_narrative, identity)
    in_prose = read_again(document, identity, sections, quantities, grammar, tables, from_tables)
    facts = link(joined(from_tables, in_prose), tables)
    losses = find_losses(document, tables, facts)
    found = replace(
        found,
        document=_with_losses(document, losses),
        tables=tuple(tables),
        losses=tuple(losses),
        quantities=tuple(quantities),
        unplaced=tuple(unplaced_numbers(document, quantities)),
        facts=tuple(facts),
        reasons=tuple(reasons),
        projects=tuple(projects),
    )
    return _with_audit(found, audit_document(found, tied.checks))


def joined(from_tables: Sequence[Fact], in_prose: Sequence[Fact]) -> list[Fact]:
    """The facts of tables, and those of sentences behind them, whose positions move by so many."""
    offset = len(from_tables)
    moved = (f if f.part_of is None else replace(f, part_of=f.part_of + offset) for f in in_prose)
    return [*from_tables, *moved]


def _with_losses(document: Document, losses: Sequence[Loss]) -> Document:
    """The document with its losses among its notes."""
    if not losses:
        return document
    partial = document.partial or any(loss.is_grave for loss in losses)
    return replace(document, partial=partial, notes=(*document.notes, *notes_of(losses)))


def _with_audit(found: Extraction, audit: Audit) -> Extraction:
    """What was found with its checks and findings; a document with a rule that broke was read in part."""
    document = found.document
    if audit.failures:
        notes = (*document.notes, *(f"a rule of the audit failed: {failure}" for failure in audit.failures))
        document = replace(document, partial=True, notes=notes)
    facts = audit.facts or found.facts
    return replace(found, document=document, facts=facts, checks=audit.checks, findings=audit.findings)
