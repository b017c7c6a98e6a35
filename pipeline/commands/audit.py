"""`mingzhang audit`: what documents get wrong, in the terminal, as pages, and for other tools."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.commands.shared import (
    Ocr,
    OcrOption,
    PublishedOption,
    SourcesOption,
    fail,
    fail_to_write,
    originals_of,
    refused,
    terminal,
)
from pipeline.language.spoken import language, told, tr, tr_n

if TYPE_CHECKING:
    from patterns.interface import Language
    from pipeline.reports.cases import Case
    from pipeline.reports.originals import Originals


class Form(StrEnum):
    """How findings are written."""

    table = "table"
    html = "html"
    json = "json"
    sarif = "sarif"
    csv = "csv"


class Severity(StrEnum):
    """How grave a finding is, the gravest first."""

    error = "error"
    warning = "warning"
    info = "info"


def audit(
    document: Annotated[
        str | None,
        typer.Argument(
            metavar="[DOC]",
            help="A file to read now, or a published document: beginning of its id, or its file name.",
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All published documents.")] = False,
    output: PublishedOption = "output",
    severity: Annotated[
        Severity, typer.Option("--severity", "-s", help="Only findings that are at least so grave.")
    ] = Severity.warning,
    code: Annotated[
        list[str] | None, typer.Option("--code", "-c", help="Only this code; several times.")
    ] = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to write the findings.")] = Form.table,
    to: Annotated[
        Path | None,
        typer.Option("--to", help="File to write; with --all and html, a folder [default: standard output]."),
    ] = None,
    false_positives: Annotated[
        bool, typer.Option("--false-positives", help="Also show what was marked as a false positive.")
    ] = False,
    mark: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--mark", metavar="FINDING STATUS", help="Record open, confirmed, false_positive or explained."
        ),
    ] = None,
    note: Annotated[str, typer.Option("--note", help="With --mark: why.")] = "",
    by: Annotated[str, typer.Option("--by", help="With --mark: who.")] = "",
    ocr: OcrOption = Ocr.auto,
    sources: SourcesOption = None,
) -> None:
    """Show what documents get wrong: both figures, both places, the formula.

    The gravest come first, then those that are furthest apart in yuan.

    Exit status: 0 done, whatever was found; 1 no such document, or no datasets; 2 wrong usage; 4 a published
    file is damaged; 5 the findings cannot be written.
    """
    from extractors.errors import Unreadable
    from pipeline.ask.query import QueryError
    from pipeline.reports.cases import NoSuchDocument, narrowed
    from pipeline.reports.statuses import StatusError

    if mark is not None:
        _mark(output, mark, note, by)
        return
    if document is None and not everything:
        fail("name a document or file, or say --all", 2)
    if document is not None and everything:
        fail("name a document or say --all, not both", 2)
    try:
        cases = _cases(document, output, form is Form.html or document is not None, ocr)
    except (QueryError, NoSuchDocument, StatusError) as error:
        fail(str(error))
    except Unreadable as error:
        fail(refused(document, error))
    except OSError as error:
        if document is None:
            raise
        fail(f"{document} cannot be opened ({error.strerror or error}); check the path")
    kept, hidden = narrowed(cases, severity.value, code or (), false_positives)
    originals = originals_of(sources, output)
    try:
        _write(kept, form, to, language(), everything, originals)
    except BrokenPipeError:
        raise
    except OSError as error:
        fail_to_write(error, to)
    if hidden:
        note = tr("{count} findings marked as false positives are not shown", count=hidden)
        typer.echo(f"mingzhang: {note}", err=True)


def _cases(document: str | None, output: str, with_text: bool, ocr: Ocr) -> list[Case]:
    from pipeline.commands.progress import pages_display
    from pipeline.reports.cases import from_extraction, from_output
    from pipeline.reports.statuses import read_statuses

    if document is not None and (Path(document).is_file() or "/" in document):
        from pipeline.reading.extract import extract

        with pages_display():
            extraction = extract(Path(document).read_bytes(), ocr=ocr.mode)
        return [from_extraction(extraction, Path(document))]
    return from_output(output, document, read_statuses(output), with_text)


def _write(
    cases: list[Case], form: Form, to: Path | None, lang: Language, everything: bool, originals: Originals
) -> None:
    from pipeline.reports.finding_formats import as_json, as_sarif, write_findings_csv

    match form:
        case Form.table:
            _print(cases, lang)
        case Form.html if everything:
            _write_pages(cases, to or Path("audit"), lang, originals)
        case Form.html:
            from pipeline.reports.audit_pages import document_page
            from pipeline.reports.file_links import FileLinks

            links = FileLinks(None if to is None else to.parent, originals)
            _put(document_page(cases[0], lang, originals=originals, links=links), to)
        case Form.json:
            _put(as_json(cases), to)
        case Form.sarif:
            _put(as_sarif(cases), to)
        case Form.csv:
            import io

            stream = io.StringIO()
            write_findings_csv(stream, cases)
            _put(stream.getvalue(), to)


def _put(text: str, to: Path | None) -> None:
    from pipeline.storage.atomic import replace_text

    if to is None:
        sys.stdout.write(text)
    else:
        replace_text(to, text, to.parent)
        typer.echo(to)


def _write_pages(cases: list[Case], folder: Path, lang: Language, originals: Originals) -> None:
    """An index and a page for each document that has findings."""
    from pipeline.reports.audit_index import index_page
    from pipeline.reports.audit_pages import document_page
    from pipeline.reports.file_links import FileLinks
    from pipeline.storage.atomic import replace_text

    links = FileLinks(folder, originals)
    with_findings = [case for case in cases if case.findings]
    pages = {case.document["doc_id"]: f"{case.document['doc_id'][:16]}.html" for case in with_findings}
    for case in with_findings:
        page = document_page(case, lang, originals=originals, links=links)
        replace_text(folder / pages[case.document["doc_id"]], page, folder)
    replace_text(folder / "index.html", index_page(cases, pages, lang, links), folder)
    count = tr_n("{count} document with findings", "{count} documents with findings", len(with_findings))
    typer.echo(f"{folder / 'index.html'}  ({count})")


_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}


def _print(cases: list[Case], lang: Language) -> None:
    from rich.text import Text

    from patterns.interface import text_for, texts
    from pipeline.ask.layout import Column, Linked, linked, print_rows
    from pipeline.language.places import place_spoken
    from pipeline.reports.cases import by_weight

    console = terminal()
    columns = (Column("severity"), Column("page"), Column("what", "text"), Column("finding"))
    total: dict[str, int] = {}
    for case in sorted((c for c in cases if c.findings), key=lambda c: by_weight(c.findings[0])):
        title = case.document["title"] or case.document["file_name"] or case.document["doc_id"][:12]
        source = case.document["source_uri"] or ""
        console.print(
            Text(f"{title}  ", style="bold") + linked(console, source, source, "dim"), soft_wrap=True
        )
        rows = []
        for finding in case.findings:
            total[finding["severity"]] = total.get(finding["severity"], 0) + 1
            name = text_for(finding["code"], texts().codes).of(lang)
            what = Text(
                f"{finding['code']} {name}  " if name != finding["code"] else f"{name}  ", style="cyan"
            ) + Text(_message(finding, lang), style="default")
            page = tr("p.{page}", page=finding["page"]) if finding["page"] else ""
            page = page or place_spoken(None, finding["locator"])
            rows.append(
                (
                    Text(told(finding["severity"]), style=_STYLES[finding["severity"]]),
                    Linked(page, case.link(finding)),
                    what + Text(_said(case, finding), style="green"),
                    Text(finding["finding_id"], style="dim"),
                )
            )
        print_rows(console, columns, rows, heads=False)
    counts = tr(", ").join(_counted(s, total[s]) for s in _STYLES if s in total) or tr("no findings")
    console.print(
        tr_n("{findings} in {count} document", "{findings} in {count} documents", len(cases), findings=counts)
    )


def _said(case: Case, finding: dict[str, Any]) -> str:
    """Behind a finding of which something was said, what."""
    status, before = case.status(finding), case.came_back(finding)
    if before is not None:
        came = tr("came back; was {status} on {date}", status=told(before.status), date=before.date or "?")
        return f"  [{came}]"
    return "" if status == "open" else f"  [{told(status)}]"


def _counted(severity: str, count: int) -> str:
    return tr("{count} {severity}", count=count, severity=told(severity))


def _message(finding: dict[str, Any], lang: Language) -> str:
    return str(finding["message_zh" if lang == "zh" else "message_en"])


def _mark(output: str, mark: tuple[str, str], note: str, by: str) -> None:
    """Records what somebody says of a finding."""
    from pipeline.ask.query import QueryError
    from pipeline.reports.cases import finding_row
    from pipeline.reports.marking import mark as marked
    from pipeline.reports.statuses import StatusError

    finding_id, status = mark
    try:
        finding = finding_row(output, finding_id)
        if finding is None:
            fail(f"there is no finding {finding_id} in {output}; `mingzhang audit --all` shows their ids")
        path = marked(output, [finding], status, note, by)
    except StatusError as error:
        fail(str(error), 2)
    except QueryError as error:
        fail(str(error))
    except OSError as error:
        fail_to_write(error, output)
    typer.echo(f"{finding_id}: {status}  ({path})")
