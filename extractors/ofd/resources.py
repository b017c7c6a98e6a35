"""The pictures that pages of an OFD file refer to, by their ids."""

from __future__ import annotations

from lxml import etree

from extractors.ofd.package import Package, joined

_LISTS = ("DocumentRes", "PublicRes")
MOST = 20_000


class Resources:
    """The media of one document."""

    def __init__(self, package: Package, document: str, common: etree._Element | None) -> None:
        """`document` is the name of its part, `common` its CommonData. Raises `Unreadable`."""
        self._files: dict[str, str] = {}
        for name in _LISTS:
            for item in () if common is None else common.iterfind(f"{{*}}{name}"):
                self._read(package, joined(document, item.text or ""))

    def file_of(self, resource: str) -> str | None:
        """The part with a picture; null where the id is of none."""
        return self._files.get(resource)

    def _read(self, package: Package, part: str) -> None:
        root = package.xml(part)
        if root is None:
            return
        folder = root.get("BaseLoc", "").strip().rstrip("/")
        base = joined(part, f"{folder}/x") if folder else part
        for media in root.iterfind("{*}MultiMedias/{*}MultiMedia"):
            file = media.findtext("{*}MediaFile")
            if file and len(self._files) < MOST:
                self._files[media.get("ID", "")] = joined(base, file)
