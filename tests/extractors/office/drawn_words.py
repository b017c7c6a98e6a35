"""Word documents drawn part by part, as Word, WPS and templates of offices write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer")


def docx(
    body: str, parts: Mapping[str, str] | None = None, files: Mapping[str, tuple[str, bytes]] | None = None
) -> bytes:
    """A document. `parts` are further parts by their kind (content of the root), each with the relation
    rKIND; `files` are embedded files by relation: name in word/ and bytes."""
    parts, files = parts or {}, files or {}
    roots = {"styles": "styles", "header": "hdr", "footer": "ftr"}
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPES}{kind}+xml"/>' for kind in parts
    )
    relations = [f'<Relationship Id="r{kind}" Type="{_KIND}{kind}" Target="{kind}.xml"/>' for kind in parts]
    relations += [
        f'<Relationship Id="{name}" Type="{_KIND}package" Target="{target}"/>'
        for name, (target, _) in files.items()
    ]
    held: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="xlsx" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}document.main+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": _relations(
            [f'<Relationship Id="r1" Type="{_KIND}officeDocument" Target="word/document.xml"/>']
        ),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(relations),
    }
    for kind, content in parts.items():
        root = roots.get(kind, kind)
        held[f"word/{kind}.xml"] = f"<w:{root} {NAMES}>{content}</w:{root}>"
    for target, data in files.values():
        held[f"word/{target}"] = data
    return zipped(held)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of these members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph; what begins with no bracket is text."""
    if style:
        properties = f'<w:pStyle w:val="{style}"/>{properties}'
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def listed(number: int, level: int = 0) -> str:
    """Properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def tc(*content: str, span: int = 1, merge: str = "", width: int = 0, more: str = "") -> str:
    """A cell; `merge` is "restart" or "continue"."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>' if width else ""
    properties += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}.get(merge, "")
    inside = "".join(c if c.startswith("<") else p(c) for c in content or ("",))
    return f"<w:tc><w:tcPr>{properties}{more}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; what begins with no bracket is the text of a cell."""
    said = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{said}{''.join(c if c.startswith('<') else tc(c) for c in cells)}</w:tr>"


def tbl(*rows: str, grid: Sequence[int] = ()) -> str:
    """A table; `grid` are the widths of its columns in twips."""
    cols = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/>{f'<w:tblGrid>{cols}</w:tblGrid>' if grid else ''}{''.join(rows)}</w:tbl>"


def abstract(number: int, levels: Iterable[tuple[str, str]], more: Mapping[int, str] | None = None) -> str:
    """A list of levels, each with its format and its text; `more` is what a level says besides."""
    said = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'{(more or {}).get(n, "")}<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{said}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    """A list that paragraphs name."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def sign(kind: str) -> str:
    """A run with the beginning, the middle or the end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, *result: str) -> str:
    """The runs of a field."""
    said = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    inside = "".join(run if run.startswith("<") else r(run) for run in result)
    return f"{sign('begin')}{said}{sign('separate')}{inside}{sign('end')}"


def _relations(relations: Iterable[str]) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(relations)}</Relationships>'
