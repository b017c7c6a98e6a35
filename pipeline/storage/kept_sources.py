"""Sources that are kept beside the data, each once, named by the hash of its bytes.

```
OUTPUT/sources/ab/<doc_id>.pdf
```
What is there is that document, wherever its file has gone. Nothing is ever written over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pipeline.storage.folders import Folder

FOLDER = "sources"
"""Below the output folder."""
_HEAD = 1024
_ENDINGS = (
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
)
_TEXT = ".txt"


class KeptSources:
    """Those of one output, on a disk or at a URL."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    def name(self, doc_id: str) -> str | None:
        """The file of a document below the output; null where it is not kept."""
        return next(iter(self.folder.starting(f"{FOLDER}/{doc_id[:2]}", doc_id)), None)

    def put(self, data: bytes) -> bool:
        """Keeps a source; false where it is kept already. Raises `OSError`."""
        doc_id = hashlib.sha256(data).hexdigest()
        if self.name(doc_id) is not None:
            return False
        self.folder.put_bytes(f"{FOLDER}/{doc_id[:2]}/{doc_id}{_ending(data)}", data)
        return True

    def ids(self) -> Iterable[str]:
        """The documents whose sources are kept."""
        return (name.rpartition("/")[2].partition(".")[0] for name in self.folder.names(FOLDER))

    def remove(self, doc_ids: Iterable[str]) -> None:
        """Removes the sources of documents; that there is none is no error."""
        for doc_id in doc_ids:
            if (name := self.name(doc_id)) is not None:
                self.folder.remove(name)


def _ending(data: bytes) -> str:
    """How the file is called, so that it opens with a click; nothing reads it for what it is called.

    >>> _ending(b"%PDF-1.7"), _ending(b"a text")
    ('.pdf', '.txt')
    """
    if b"%PDF" in data[:_HEAD]:
        return ".pdf"
    return next((ending for magic, ending in _ENDINGS if data.startswith(magic)), _TEXT)
