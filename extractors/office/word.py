"""Word document (.docx, .docm, .dotx) to Document (ECMA-376 part 1).

What Word shows is read, not what the file keeps: numbers of automatic lists stand in the text, tracked
changes are accepted, hidden text is none. What is not shown is kept as rejects.
"""

from __future__ import annotations

from lxml import etree

from extractors.document import Document
from extractors.errors import Unreadable
from extractors.office.word_blocks import flat
from extractors.office.word_embedded import Embedded
from extractors.office.word_names import TEXT, P, W
from extractors.office.word_numbering import Numbering
from extractors.office.word_package import Package, damaged, related
from extractors.office.word_story import Story, Whole
from extractors.office.word_styles import Styles
from extractors.office.word_writing import write
from extractors.sniff import DOCX
from extractors.written.manuscript import Manuscript

ENGINE = "docx"
_BODY = f"{W}body"


def read_docx(data: bytes) -> Document:
    """The Document of the file; places are paragraphs, tables, rows and cells in the order of the file:
    docx:/p[7], docx:/t[3]/r[5]/c[2] (the second cell that its row has), docx:/p[3]/textbox[1]/p[1].

    Raises `Unreadable`: "damaged", "encrypted", "empty", "scan" (nothing but pictures), "too_large".
    """
    package = Package(data)
    root = package.xml(package.main)
    bodies = [] if root is None else list(root.iterchildren(_BODY))
    if root is None or not bodies:
        raise damaged("it has no body")
    targets = package.relations(package.main)
    manuscript = Manuscript(ENGINE)
    styles = Styles(_part(package, targets, "styles"))
    whole = Whole(
        styles=styles,
        numbering=Numbering(_part(package, targets, "numbering"), styles),
        embedded=Embedded(package.part, targets, manuscript),
        manuscript=manuscript,
        footnotes=_notes(_part(package, targets, "footnotes"), "footnote"),
        endnotes=_notes(_part(package, targets, "endnotes"), "endnote"),
    )
    try:
        _furniture(whole, package, root, targets, "header")
        for n, body in enumerate(bodies):  # broken programs write several
            write(Story(whole).blocks(body, f"/body[{n + 1}]" if n else ""), manuscript, ENGINE)
        write(whole.late, manuscript, ENGINE)
        _furniture(whole, package, root, targets, "footer")
    except RecursionError as error:
        raise Unreadable("too_large", "a Word document whose tables lie too deep in one another") from error
    _comments(whole, _part(package, targets, "comments"))
    document = manuscript.document(
        DOCX,
        notes=_said_of(whole, targets),
        partial=bool(whole.chunks or whole.embedded.unread),
        modified_at=package.modified_at(),
    )
    if not any(True for _ in document.grids) and not any(True for _ in document.paragraphs):
        if whole.pictures:
            raise Unreadable("scan", "a Word document of pictures alone; save it as PDF, then OCR reads it")
        raise Unreadable("empty", "a Word document without text; get the file again from its source")
    return document


def _part(package: Package, targets: dict[str, tuple[str, str, bool]], kind: str) -> etree._Element | None:
    """The root of the part that the body is related to in this way; null where there is none."""
    name = next((target for k, target, outside in targets.values() if k == kind and not outside), None)
    return None if name is None else package.xml(name)


def _notes(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    """The notes by their ids; lines that part notes from text are none."""
    if root is None:
        return {}
    notes = (n for n in root.iterchildren(f"{W}{kind}") if n.get(f"{W}type", "normal") == "normal")
    return {note.get(f"{W}id", ""): note for note in notes}


def _furniture(
    whole: Whole,
    package: Package,
    root: etree._Element,
    targets: dict[str, tuple[str, str, bool]],
    kind: str,
) -> None:
    """Adds what repeats above or below the pages, each text once."""
    names: dict[str, None] = {}
    for reference in root.iter(f"{W}{kind}Reference"):
        _, name, is_outside = targets.get(related(reference) or "", ("", "", True))
        if not is_outside:
            names[name] = None
    said: set[str] = set()
    for n, name in enumerate(names, start=1):
        part = package.xml(name)
        if part is None:
            continue
        for paragraph in flat(Story(whole).blocks(part, f"/{kind}[{n}]")):
            if paragraph.text not in said:
                said.add(paragraph.text)
                whole.manuscript.paragraph(paragraph.text, paragraph.locator, role="furniture")


def _comments(whole: Whole, root: etree._Element | None) -> None:
    """Comments are kept as rejects: they are not what the document says."""
    for n, comment in enumerate(() if root is None else root.iterchildren(f"{W}comment"), start=1):
        said = "\n".join("".join(t.text or "" for t in p.iter(TEXT)) for p in comment.iter(P))
        if said.strip():
            whole.manuscript.reject("comment", said, f"/comment[{n}]")


def _said_of(whole: Whole, targets: dict[str, tuple[str, str, bool]]) -> list[str]:
    """What the receipt should say."""
    notes: list[str] = []
    if whole.pictures:
        notes.append(f"pictures that were not read: {whole.pictures}")
    for name in whole.embedded.unread:
        notes.append(f"an embedded object was not read: {name or 'not in the file'}")
    for of in whole.chunks:
        name = targets.get(of, ("", "", False))[1] or "not in the file"
        whole.manuscript.reject("text of another format that is embedded", name)
        notes.append(f"embedded text of another format was not read: {name}")
    return notes
