"""Why there is no picture and no file, told to a person who looks at a page: no paths, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.language.spoken import tr
from pipeline.reports.originals import NoOriginal, NoOriginalKind
from pipeline.reports.page_pictures import NoPicture, NoPictureKind


def no_original(kind: NoOriginalKind, document: Mapping[str, Any]) -> NoOriginal:
    """That the file of a document is not found."""
    name = str(document.get("file_name") or document["doc_id"][:12])
    if kind == "changed":
        why = tr(
            "the file {name} is another one now: it has not the bytes that this document was read from. Who "
            "has the earlier file names its folder with --sources; mingzhang run --keep-sources keeps each "
            "file as it was read",
            name=name,
        )
    else:
        why = tr(
            "the file {name} is no longer where it was read. Who has it names its folder with --sources; "
            "mingzhang run --keep-sources keeps each file beside the data",
            name=name,
        )
    return NoOriginal(kind, why)


def no_picture(kind: NoPictureKind) -> NoPicture:
    """That there is no picture of a page."""
    match kind:
        case "no_pages":
            why = tr("the document is a text: it has no pages to show")
        case "no_such_page":
            why = tr("the document has no such page")
        case "over_limit":
            why = tr(
                "drawing this page takes more time or memory than a page may take; the original shows it"
            )
        case "crashed":
            why = tr("drawing this page fails; the original may show it")
        case "unreadable":
            why = tr("this page cannot be drawn: the file is damaged or protected; the original may show it")
    return NoPicture(kind, why)
