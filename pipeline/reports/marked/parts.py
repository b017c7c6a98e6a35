"""A copy of an Office file in which some of its parts are others, and everything else is as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractors.office.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element


def tree_of(package: Package, name: str) -> _Element:
    """The XML of a part. Raises `Unreadable` where it is missing, too large or damaged."""
    from lxml import etree

    from extractors.errors import Unreadable

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(package.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged", f"the part {name} is no XML ({error}); fetch the file again") from error


def with_parts(data: bytes, changed: Mapping[str, _Element]) -> bytes:
    """The file with these parts exchanged, by their names in lower case."""
    from lxml import etree

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for info in source.infolist():
            name = info.filename.replace("\\", "/").lstrip("/").lower()
            part = changed.get(name)
            content = (
                source.read(info)
                if part is None
                else etree.tostring(part, encoding="UTF-8", xml_declaration=True, standalone=True)
            )
            target.writestr(info, content, compress_type=zipfile.ZIP_DEFLATED)
    return stream.getvalue()
